package settings

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// verify checks the whole book with a progress box.
func (s *Screen) verify() screen.Action {
	shelf, path := s.d.Shelf, s.d.Book.Path()
	return screen.Run{Title: "正在核验账本", Work: func(p screen.Progress) tea.Msg {
		proof, err := shelf.Verify(path, func(done, total int, what string) bool {
			p.Step(done, total, what)
			return !p.Cancelled()
		})
		return verified{proof, err, p.Cancelled()}
	}}
}

func (s *Screen) afterVerify(m verified) screen.Action {
	if m.stopped {
		return screen.Notice{Text: "核验已停止，没有得出结果。账本没有改动。"}
	}
	title := "核验结果"
	if m.err == nil && m.proof.Against != nil && m.proof.Against.Paper != "" {
		title = "对照结果"
	}
	page := newText(s.d, title, func(w int) []look { return proofLines(m.proof, m.err, w) })
	page.against = s.askPaper
	s.show(page)
	if m.err == nil && m.proof.Sound() {
		return screen.Notice{Text: "核验完成，没有发现问题。"}
	}
	return screen.Notice{Text: "核验发现了问题，请看说明。", Bad: true}
}

// proofLines says in plain words what a verification found.
func proofLines(p ledger.Proof, err error, w int) []look {
	var out []look
	say := func(style widget.Look, text string) {
		for _, l := range widget.Wrap(text, w-4) {
			out = append(out, look{"  " + l, style})
		}
	}
	gap := func() { out = append(out, look{}) }
	gap()
	if err != nil {
		say(widget.Red, "! 核验没有做完："+err.Error())
		gap()
		say(widget.Plain, "请不要再记账，先做一份备份，再请懂账的人看一看。")
		return out
	}
	counts := fmt.Sprintf("核对了 %d 条日志、%d 张凭证、%d 位会员、%d 个附件文件。", p.Entries, p.Vouchers, p.Members, p.Files)
	if len(p.Faults) == 0 {
		if p.Sound() {
			say(widget.Good, "账本完好，没有发现损坏或被改动的地方。")
		} else {
			say(widget.Red, "! 账本自身前后一致，但与签字或留存的一份不符，见下面。")
		}
		gap()
		signedLines(p, say, gap)
		say(widget.Plain, counts)
		gap()
		say(widget.Plain, "做了这些事：从原始记录重新计算每一条的校验值；把全部日志从头重放一遍，与现在的账逐项对照；检查借贷相等、凭证号连续、已结账的月份没有变动、会费与账面一致、附件没有缺失和改动。")
		gap()
		say(widget.Muted, "账本的核对码（可以抄下来，以后用来证明账没有被改过）：")
		say(widget.Plain, p.Head.String())
		return out
	}
	say(widget.Red, fmt.Sprintf("! 发现 %d 处问题：", len(p.Faults)))
	gap()
	for i, f := range p.Faults {
		text := f.Text
		if f.Subject != "" {
			text = f.Subject + "：" + text
		}
		say(widget.Warning, fmt.Sprintf("%d. %s", i+1, text))
	}
	gap()
	signedLines(p, say, gap)
	say(widget.Plain, counts)
	gap()
	say(widget.Strong, "现在怎么办：先停止记账，不要删除任何文件；到“备份与恢复”里用最近一份已核对的备份恢复成新文件，两份对照；并告诉经审人员。")
	return out
}

// look is a line and how it is drawn.
type look struct {
	text  string
	style widget.Look
}

// textPage is a page of text that scrolls.
type textPage struct {
	d     *desk.Desk
	title string
	make  func(w int) []look
	// against asks for a code to compare with; nil: not on this page.
	against func(string) screen.Action
	lines   []look
	top     int
	w, h    int
}

func newText(d *desk.Desk, title string, make func(w int) []look) *textPage {
	p := &textPage{d: d, title: title, make: make}
	p.Resize(80, 21)
	return p
}

func (p *textPage) Init() tea.Cmd { return nil }
func (p *textPage) Title() string { return p.title }

func (p *textPage) Resize(w, h int) {
	p.w, p.h = w, h
	p.lines = p.make(min(w, 100))
	p.scroll(0)
}

func (p *textPage) scroll(n int) { p.top = max(0, min(p.top+n, len(p.lines)-p.h)) }

func (p *textPage) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			p.scroll(-3)
		} else {
			p.scroll(3)
		}
	case tea.KeyPressMsg:
		switch m.String() {
		case "esc", "enter":
			return screen.Back{}, nil
		case "f2", "ctrl+n":
			if p.against != nil {
				return p.against(""), nil
			}
		case "up":
			p.scroll(-1)
		case "down":
			p.scroll(1)
		case "pgup":
			p.scroll(1 - p.h)
		case "pgdown", "space":
			p.scroll(p.h - 1)
		case "home":
			p.top = 0
		case "end":
			p.scroll(len(p.lines))
		}
	}
	return screen.Stay{}, nil
}

func (p *textPage) View() screen.Frame {
	var out []string
	for _, l := range p.lines[p.top:min(len(p.lines), p.top+p.h)] {
		out = append(out, styleOf(p.d.Theme, l.style).Render(widget.Cut(l.text, p.w)))
	}
	f := screen.Frame{Lines: out}
	if len(p.lines) > p.h {
		f.Status = fmt.Sprintf("第 %d-%d 行，共 %d 行", p.top+1, min(len(p.lines), p.top+p.h), len(p.lines))
	}
	return f
}

func (p *textPage) Bindings() []screen.Binding {
	var out []screen.Binding
	if p.against != nil {
		out = append(out, screen.Binding{Keys: []string{"f2", "ctrl+n"}, Label: "对照核对码", Help: "拿公示件、二维码或签字文件上的核对码，与账本对照"})
	}
	return append(out, []screen.Binding{{Keys: []string{"esc", "enter"}, Label: "返回"}, {Keys: []string{"up", "down", "home", "end"}, Label: "移动"},
		{Keys: []string{"pgup", "pgdown", "space"}, Label: "翻页"}}...)
}
