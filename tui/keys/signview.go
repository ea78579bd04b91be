package keys

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// above is what stands over the passphrase: what is signed.
func (s *Sign) above() []string {
	p := newPage(s.d, s.w)
	if why := s.blocked(); why != "" {
		p.warn(why)
		return p.lines
	}
	p.head(fmt.Sprintf("“%s”签字：%s", s.order.By, s.terms.Title))
	end := newPage(s.d, s.w)
	if s.order.Kind == ledger.SignOff {
		end.gap()
		s.audited(end)
	}
	if s.order.Kind == ledger.SignHandover {
		end.gap()
		s.handed(end)
	}
	end.muted(fmt.Sprintf("账到第 %d 条记录。签了以后，这以前的账再被改动，凭签字能看出来。", s.terms.Head.Size))
	figures := s.figures()
	// The form below takes six lines; what was examined is not to be pushed out.
	if room := max(3, s.h-6-len(p.lines)-len(end.lines)); len(figures) > room {
		p.lines = append(p.lines, figures[:room-1]...)
		p.muted(fmt.Sprintf("另有 %d 行，一起签进去", len(figures)-room+1))
	} else {
		p.lines = append(p.lines, figures...)
	}
	p.lines = append(p.lines, end.lines...)
	return p.lines
}

// figures are the amounts, two a line where there is room.
func (s *Sign) figures() []string {
	w := min(s.w, 96) - 2
	cols := 1
	if w >= 76 {
		cols = 2
	}
	each := w / cols
	var out []string
	for i := 0; i < len(s.terms.Figures); i += cols {
		line := " "
		for k := i; k < min(i+cols, len(s.terms.Figures)); k++ {
			f := s.terms.Figures[k]
			line += widget.Pad(widget.Cut(ledger.Plain(f.Name), each-18), each-18) + widget.PadLeft(f.Amount.Grouped(), 15) + widget.Blank(3)
		}
		out = append(out, line)
	}
	return out
}

// audited says what the auditor has done about the period.
func (s *Sign) audited(p *page) {
	c := s.coverage
	seen := fmt.Sprintf("已查凭证 %d 张，", c.Ticked)
	if c.Worked > 0 {
		seen += fmt.Sprintf("另写了底稿的 %d 张，", c.Worked)
	}
	seen += fmt.Sprintf("共 %d 张", c.Vouchers)
	if c.Closing > 0 { // the audit report counts without them, and says so
		seen += fmt.Sprintf("（含自动结转 %d 张）", c.Closing)
	}
	p.plain(seen + fmt.Sprintf("；没有销号的问题 %d 个。", len(c.Open)))
	if c.Nothing() {
		p.warn("会计录的凭证一张也没查过：没打查账记号，也没写底稿。")
	}
	for i, f := range c.Open {
		if i == 2 {
			p.muted(fmt.Sprintf("另有 %d 个，见整改台账", len(c.Open)-i))
			break
		}
		p.warn(fmt.Sprintf("%s %s（%s）", f.ID, f.Title, f.State.Chinese()))
	}
}

// handed says what the hand-over list says, word for word signed too.
func (s *Sign) handed(p *page) {
	x := s.paper
	p.plain(fmt.Sprintf("移交清册第 %d 版：移交人 %s，接交人 %s，监交人 %s。", x.Version, x.From, x.To, x.Watched))
	text := "清点现金 " + report.CountedCash(x.Cash).Grouped() + " 元"
	open := 0
	for _, part := range x.Parts {
		switch m, err := ledger.ParseMoney(part.Text); {
		case strings.HasPrefix(part.Key, "open-"):
			open++
		case strings.HasPrefix(part.Key, "bank-") && err == nil:
			text += fmt.Sprintf("，%s %s 元", part.Title, m.Grouped())
		}
	}
	p.plain(fmt.Sprintf("%s；未了事项 %d 项，都写在清册上，逐字签进去。", text, open))
}

// View draws what is signed and asks for the passphrase.
func (s *Sign) View() screen.Frame {
	switch {
	case s.made:
		return cut(s.h, madeLines(s.d, s.card, s.w), nil, nil, "")
	case s.maker != nil:
		return cut(s.h, s.maker.lines(s.w), s.maker.form.View(), s.maker.form.Cursor(), s.maker.form.Help())
	case s.blocked() != "":
		return cut(s.h, s.above(), nil, nil, "")
	}
	return cut(s.h, s.above(), s.form.View(), s.form.Cursor(), s.form.Help())
}

// cut puts a form under lines; the form's Y was set to their number.
func cut(h int, above, form []string, at *screen.Cursor, help string) screen.Frame {
	if form != nil {
		above = above[:min(len(above), max(0, h-6))]
	}
	out := append(append([]string{}, above...), form...)
	return screen.Frame{Lines: out[:min(len(out), h)], Cursor: at, Status: help}
}

// Bindings are the keys.
func (s *Sign) Bindings() []screen.Binding {
	esc := screen.Binding{Keys: []string{"esc"}, Label: "不签", Help: "这次不签字；会先说明少了什么"}
	if s.blocked() != "" {
		esc.Label, esc.Help = "返回", ""
	}
	switch {
	case s.made:
		return []screen.Binding{{Keys: []string{"enter", "f8"}, Label: "去签字"}, {Keys: []string{"f5", "ctrl+b"}, Label: "拷到U盘", Help: "把密钥文件拷一份到 U 盘"}, esc}
	case s.maker != nil:
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "做密钥", Disabled: s.blocked()}, esc}, s.maker.form.Bindings()[:2]...)
	}
	return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "签字", Help: "用密码打开密钥，签字", Disabled: s.blocked()}, esc}, s.form.Bindings()[:2]...)
}

// askCarry asks where a copy of the key file goes.
func askCarry(d *desk.Desk, card ledger.KeyCard) screen.Action {
	if card.Path == "" {
		return screen.Notice{Text: "这台电脑上没有这把密钥的文件，不能拷。", Bad: true}
	}
	return askFolder(d, "把密钥文件拷到U盘", "拷贝由密码保护；U 盘和密码不要放在一起。写出 U 盘上的文件夹：", func(f string) tea.Msg { return carryTyped{f} })
}

func askFolder(d *desk.Desk, title, about string, then func(string) tea.Msg) screen.Action {
	return screen.AskText{Title: title, Lines: []string{about}, Value: d.Folder, Then: func(t string, ok bool) tea.Msg {
		if !ok || t == "" {
			return nil
		}
		return then(t)
	}}
}

// carry copies off the Update loop.
func carry(d *desk.Desk, verifier, folder string) screen.Action {
	return screen.Run{Title: "正在拷贝", Work: func(screen.Progress) tea.Msg {
		path, err := d.Notary.CarryKey(verifier, folder)
		return carriedAway{path, err}
	}}
}

func told(m carriedAway) screen.Action {
	if m.err != nil {
		return desk.Bad(m.err)
	}
	return screen.Notice{Text: "已存好：" + ledger.Plain(m.path)}
}
