package event

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// View draws the draw in hand, large and calm.
func (s *Draws) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{" " + reading}}
	}
	f := screen.Frame{}
	d := s.inHand()
	switch {
	case d == nil:
		f.Lines = s.title(s.e.Name, "抽奖：先公布")
		for _, l := range widget.Wrap(fmt.Sprintf("名单里还有 %d 人可以中奖。先公布抽什么、种子从哪里来，再当众报种子。", s.left), s.w-4) {
			f.Lines = append(f.Lines, s.middle(l, s.d.Theme.Muted()))
		}
	case d.Void:
		f.Lines = s.title(s.e.Name, fmt.Sprintf("第 %d 次　%s　已作废", d.No, d.Level))
		f.Lines = append(f.Lines, s.winners(d, s.d.Theme.Muted())...)
	case d.Seed == "":
		f.Lines = s.title(s.e.Name, fmt.Sprintf("%s　%d 名", spread(d.Level), d.Count))
		f.Lines = append(f.Lines, s.middle("种子来自："+d.How, s.d.Theme.Strong()), s.middle("名单核对码 "+d.Roster+"　公布于 "+ledger.Clock(d.Announced), s.d.Theme.Muted()))
	default:
		f.Lines = s.title(s.e.Name, spread(d.Level))
		f.Lines = append(f.Lines, s.winners(d, s.d.Theme.Strong())...)
	}
	f.Lines = s.withForm(&f)
	if d != nil && (s.recipe || d.Seed != "" && !d.Void) {
		f.Lines = s.foot(f.Lines, d)
	}
	if n := len(s.draws); n > 0 && d != nil {
		f.Status = fmt.Sprintf("第 %d 次，共 %d 次", d.No, n)
	}
	if s.form != nil && s.form.Help() != "" {
		f.Status = s.form.Help()
	}
	return f
}

// withForm lays the form below what is shown.
func (s *Draws) withForm(f *screen.Frame) []string {
	out := f.Lines
	if s.form == nil {
		return out
	}
	for len(out) < s.form.Y {
		out = append(out, "")
	}
	out = out[:s.form.Y]
	for _, l := range s.form.View() {
		out = append(out, widget.Blank(s.form.X)+l)
	}
	if len(out) > s.h {
		out = out[:s.h]
	}
	f.Cursor = s.form.Cursor()
	return out
}

func (s *Draws) title(small, large string) []string {
	return []string{"", s.middle(small, s.d.Theme.Muted()), "", s.middle(large, s.d.Theme.Head()), ""}
}

func (s *Draws) middle(text string, style theme.Style) string {
	return style.Render(widget.Middle(widget.Cut(text, s.w-2), s.w))
}

// spread sets the characters of a short word apart, so that it is read from afar.
func spread(word string) string {
	rs := []rune(word)
	if len(rs) > 8 {
		return word
	}
	parts := make([]string, len(rs))
	for i, r := range rs {
		parts[i] = string(r)
	}
	return strings.Join(parts, " ")
}

// winners sets the names in as few columns as fit, a free line between them
// where there is room.
func (s *Draws) winners(d *ledger.Draw, style theme.Style) []string {
	var names []string
	wide := 0
	for _, n := range d.Winners {
		x := s.names[n]
		text := fmt.Sprintf("%d 号　%s", n, spread(x.Name))
		if x.Group != "" {
			text += "　" + x.Group
		}
		text = widget.Cut(text, s.w-4)
		names = append(names, text)
		wide = max(wide, widget.Width(text))
	}
	room := max(1, s.h-5-3)
	cols := 1
	for (len(names)+cols-1)/cols > room && (cols+1)*(wide+4) <= s.w {
		cols++
	}
	rows := (len(names) + cols - 1) / cols
	airy := rows*2 <= room
	var out []string
	for i := range rows {
		line := ""
		for c := range cols {
			if k := c*rows + i; k < len(names) {
				line += widget.Pad(names[k], wide) + map[bool]string{true: "    "}[c < cols-1]
			}
		}
		out = append(out, style.Render(widget.Pad(widget.Blank(max(0, (s.w-cols*wide-(cols-1)*4)/2))+line, s.w)))
		if airy {
			out = append(out, "")
		}
	}
	if len(out) > room {
		out = append(out[:room-1], s.middle(fmt.Sprintf("……共 %d 名，全部名单见打印的记录（F9）", len(names)), style))
	}
	return out
}

// foot puts what is needed to check the draw at the bottom.
func (s *Draws) foot(lines []string, d *ledger.Draw) []string {
	var foot []string
	if s.recipe {
		text := ledger.DrawRecipe(*d)
		if len(d.Pool) > 0 {
			text += fmt.Sprintf("参加抽奖 %d 人。", len(d.Pool))
		}
		for _, l := range widget.Wrap(text, s.w-4) {
			foot = append(foot, s.d.Theme.Muted().Render("  "+l))
		}
	} else {
		foot = []string{s.middle(fmt.Sprintf("种子 %s　名单核对码 %s　参加 %d 人　F5 看算法", d.Seed, d.Roster, len(d.Pool)), s.d.Theme.Muted())}
	}
	if room := s.h - len(foot); room > 0 {
		for len(lines) < room {
			lines = append(lines, "")
		}
		return append(lines[:room], foot...)
	}
	return foot[:s.h]
}
