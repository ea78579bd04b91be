package disclosure

import (
	"fmt"
	"strings"

	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// verdict are the lines between form and preview: all that forbids publishing.
func (s *Publish) verdict() []string {
	if !s.ready {
		return []string{s.d.Theme.Muted().Render(" 正在编表，请稍候。")}
	}
	if s.mode != "" {
		return []string{s.d.Theme.Warning().Render(widget.Cut(" "+s.mode, s.w))}
	}
	if len(s.problems) == 0 {
		return []string{s.d.Theme.Good().Render(widget.Cut(fmt.Sprintf(" 可以公示：与工会02表相等，没有个人信息。将是第 %d 版。", s.version), s.w))}
	}
	var out []string
	const most = 6
	for i, p := range s.problems {
		text := p.Text
		if p.Subject != "" {
			text = p.Subject + "：" + text
		}
		if i == most-1 && len(s.problems) > most {
			text = fmt.Sprintf("另有 %d 处要改", len(s.problems)-i)
		}
		for k, part := range widget.Wrap(text, max(10, s.w-3)) {
			mark := " ! "
			if k > 0 {
				mark = "   "
			}
			out = append(out, s.d.Theme.Bad().Render(mark+part))
		}
		if i == most-1 {
			break
		}
	}
	return out
}

// View draws form, verdict and preview; a list that hangs from a field lies
// over them.
func (s *Publish) View() screen.Frame {
	form := s.form.View()
	n := s.formLines()
	lines := make([]string, 0, s.h)
	for i := range n {
		if i < len(form) {
			lines = append(lines, form[i])
		} else {
			lines = append(lines, "")
		}
	}
	lines = append(lines, s.d.Theme.Border().Render(rule("-- 预览 "+s.shown.Chinese()+" ", s.w)))
	lines = append(lines, s.verdict()...)
	if s.doc != nil {
		lines = append(lines, s.sheet.View()...)
	}
	for i := n; i < len(form) && i < len(lines); i++ {
		if form[i] != "" {
			lines[i] = form[i]
		}
	}
	return screen.Frame{Lines: lines, Cursor: s.form.Cursor(), Status: s.form.Help()}
}

// rule is a heading drawn out to w cells.
func rule(text string, w int) string {
	return text + strings.Repeat(theme.Rule, max(0, w-widget.Width(text)))
}
