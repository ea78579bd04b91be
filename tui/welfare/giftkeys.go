package welfare

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

// Update takes a message.
func (s *GiftView) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case actRead:
		return s.take(msg), nil
	case frozen:
		s.busy = false
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		return screen.Open{Route: sheetPaper(msg.sheet)}, s.Init()
	case acted:
		return s.after(msg)
	case reasoned:
		return s.withReason(msg), nil
	case paidOver:
		return s.payOver(msg), nil
	case chosen:
		if msg.about == "book" {
			return s.bookOrTie(msg.choice)
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.busy {
		return nil, nil
	}
	if s.panel != nil {
		return s.panelUpdate(msg), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if a, ok := s.key(k.String()); ok {
			return a, nil
		}
	}
	s.table.Update(msg)
	return nil, nil
}

func (s *GiftView) after(m acted) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		if ps := desk.Problems(m.err); len(ps) > 0 && s.panel != nil {
			s.panel.form.SetProblems(ps)
			return screen.Notice{Text: ps[0].Text, Bad: true}, nil
		}
		return desk.Bad(m.err), nil
	}
	s.panel = nil
	return screen.Notice{Text: m.text}, s.Init()
}

func (s *GiftView) key(key string) (screen.Action, bool) {
	sh := s.sheet()
	open := func(r screen.Route) (screen.Action, bool) { return screen.Open{Route: r}, true }
	switch key {
	case "esc":
		return screen.Back{}, true
	case "f2", "p":
		return s.print(sh), true
	case "f3", "s":
		return open(screen.SheetSign{ID: sh.ID})
	case "f4", "a":
		return open(screen.GiftForm{Gift: s.id, More: true})
	case "f5", "b":
		return open(screen.SheetBack{ID: sh.ID})
	case "f6", "k":
		return screen.Ask{Title: "入账 " + sh.ID.String(), Lines: []string{fmt.Sprintf("%s 共 %s，还没有凭证。", sh.ID, yuan(sh.Total))}, Choices: []string{"照名单做凭证", "挂到已有的凭证", "不办"},
			Then: func(i int) tea.Msg { return chosen{"book", i} }}, true
	case "f7", "z":
		s.panel = s.proofsPanel()
		s.Resize(s.w, s.h)
		return nil, true
	case "f8", "e":
		return open(screen.GiftForm{Gift: s.id})
	case "enter", "f9", "v":
		if sh != nil && sh.Voucher != 0 {
			return open(screen.VoucherView{ID: sh.Voucher})
		}
		return nil, true
	case "f10", "t":
		return s.askPaid(sh), true
	case "f11", "w":
		return s.told(), true
	case "delete", "ctrl+d":
		return screen.AskText{Title: "作废 " + sh.ID.String(), Lines: []string{"没过账的凭证会一起作废，编号留着。请写明原因："}, Check: needed("请写明原因。"),
			Then: func(v string, ok bool) tea.Msg { return say("void", v, ok) }}, true
	}
	return nil, false
}

func needed(text string) func(string) string {
	return func(v string) string {
		if strings.TrimSpace(v) == "" {
			return text
		}
		return ""
	}
}

func say(about, text string, ok bool) tea.Msg {
	if !ok {
		return nil
	}
	return reasoned{about, strings.TrimSpace(text)}
}

func (s *GiftView) print(sh *ledger.Sheet) screen.Action {
	if sh.Printed != 0 || !s.writes {
		return screen.Open{Route: sheetPaper(sh.ID)}
	}
	s.busy = true
	return freeze(s.d, sh.ID)
}

// told shows the warnings and who was left out, whole.
func (s *GiftView) told() screen.Action {
	g := &s.a.gift
	var lines []string
	for i, w := range g.Warnings {
		if i == 6 {
			lines = append(lines, fmt.Sprintf("还有 %d 条提醒。", len(g.Warnings)-i))
			break
		}
		lines = append(lines, "! "+w)
	}
	if g.Reason != "" {
		lines = append(lines, "仍要办理的理由："+g.Reason+"；共同负责："+g.Second)
	}
	for i, x := range g.LeftOut {
		if i == 8 {
			lines = append(lines, fmt.Sprintf("没有列入的还有 %d 人。", len(g.LeftOut)-i))
			break
		}
		lines = append(lines, "没有列入 "+x.Name+"："+x.Why)
	}
	return screen.Ask{Title: "提醒和没有列入的人", Lines: lines, Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
}

func (s *GiftView) bookOrTie(choice int) (screen.Action, tea.Cmd) {
	switch choice {
	case 0:
		s.panel = s.bookPanel()
		s.Resize(s.w, s.h)
	case 1:
		return screen.AskText{Title: "挂到已有的凭证", Lines: []string{"凭证号（如 2026-06-记-0003，或当月的 3），借方要正好是这张表的合计："}, Check: needed("请写凭证号。"),
			Then: func(v string, ok bool) tea.Msg { return say("tie", v, ok) }}, nil
	}
	return nil, nil
}

func (s *GiftView) withReason(m reasoned) screen.Action {
	sh := s.sheet()
	if sh == nil {
		return nil
	}
	id := sh.ID
	s.busy = true
	if m.about == "void" {
		return s.d.Do(ledger.VoidSheet{Sheet: id, Reason: m.text}, s.d.Stamp(), func(_ ledger.Receipt, err error) tea.Msg { return acted{id.String() + "已作废。", err} })
	}
	d, by, month := s.d, s.d.Stamp(), s.a.gift.Day.Month()
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Commit{Work: func() tea.Msg {
		var v ledger.VoucherID
		err := d.Book.View(func(r ledger.Reader) error {
			var err error
			v, err = findVoucher(r, m.text, month)
			return err
		})
		if err != nil {
			return acted{err: err}
		}
		_, err = d.Book.Do(ledger.TieSheet{Sheet: id, Voucher: v}, by)
		return acted{id.String() + "已挂到凭证。", err}
	}}
}

// findVoucher finds a voucher by its number as people write it.
func findVoucher(r ledger.Reader, text string, month ledger.Month) (ledger.VoucherID, error) {
	var n int
	if _, err := fmt.Sscanf(text, "%d", &n); err == nil && strings.Trim(text, "0123456789") == "" {
		for _, w := range []ledger.Word{"记", "付", "现付", "银付"} {
			if id, ok := r.VoucherByNumber(month, w, n); ok {
				return id, nil
			}
		}
	}
	if found := r.FindVouchers(text, 2); len(found) == 1 {
		return found[0], nil
	}
	return 0, ledger.Errf(ledger.CodeUnknown, "没有找到凭证“%s”。请写全号，例如 2026-06-记-0003。", ledger.Plain(text))
}

// Bindings are the keys; those that make no sense now say why.
func (s *GiftView) Bindings() []screen.Binding {
	if s.panel != nil {
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存"}, {Keys: []string{"esc"}, Label: "返回"}}, s.panel.form.Bindings()...)
	}
	why := s.reasons()
	return append([]screen.Binding{
		{Keys: []string{"f2", "p"}, Label: "打印", Help: "打印签领表；第一次打印就固定名单、编核对码", Disabled: why["print"]},
		{Keys: []string{"f3", "s"}, Label: "回签", Help: "登记收回来的签领表", Disabled: why["sign"]},
		{Keys: []string{"f10", "t"}, Label: "银行已转", Help: "转账发的：还没有登记的行一次全部记为转账", Disabled: why["paid"], Hidden: s.a.gift.Form != ledger.Transfer},
		{Keys: []string{"f4", "a"}, Label: "补发", Help: "打印或入账以后漏了人，另补一张签领表", Disabled: why["more"]},
		{Keys: []string{"f5", "b"}, Label: "退回", Help: "没有领的东西或钱退回来", Disabled: why["back"]},
		{Keys: []string{"f6", "k"}, Label: "入账", Help: "照名单做凭证，或挂到已有的凭证", Disabled: why["book"]},
		{Keys: []string{"f7", "z"}, Label: "证明", Help: "证明材料、批准和发票，入账以后也能补", Disabled: why["write"]},
		{Keys: []string{"f9", "enter", "v"}, Label: "凭证", Help: "到这张表的凭证", Disabled: why["voucher"]},
		{Keys: []string{"f8", "e"}, Label: "改名单", Help: "没有打印、没有过账时修改", Disabled: why["edit"], Hidden: true},
		{Keys: []string{"f11", "w"}, Label: "看提醒", Help: "办理时的提醒全文，没有列入的人和原因", Disabled: why["told"], Hidden: true},
		{Keys: []string{"ctrl+d", "delete"}, Label: "作废", Help: "钱还没有动的签领表可以作废，编号留着", Disabled: why["void"], Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}, s.table.Bindings()...)
}

// reasons says what cannot be done now, and why.
func (s *GiftView) reasons() map[string]string {
	out := map[string]string{}
	sh := s.sheet()
	all := []string{"print", "sign", "more", "back", "book", "write", "voucher", "edit", "told", "void", "paid"}
	set := func(text string, names ...string) {
		for _, n := range names {
			out[n] = orWord(out[n], text)
		}
	}
	if !s.loaded {
		set(reading, all...)
		return out
	}
	if !s.writes {
		set(lookOnly, "sign", "more", "back", "book", "write", "edit", "void", "paid")
	}
	if sh == nil {
		set("这次慰问没有签领表。", "print", "sign", "back", "book", "voucher", "void", "paid")
		return out
	}
	if !sh.Live() {
		set(sh.ID.String()+"已作废。", "sign", "back", "book", "void", "edit", "paid")
	}
	if s.a.stage == voided {
		set("这次慰问已作废。", "more", "write", "edit")
	}
	if sh.Kind == ledger.ReturnList {
		set("这是退回的单子，没有人要签。", "print", "sign", "back", "paid")
	}
	w, booked := s.refs[sh.Voucher]
	if text := notPaidOver(&s.a.gift, w.posted, s.openLines(sh.ID)); text != "" {
		set(text, "paid")
	}
	if booked {
		set("这张表已经有凭证。", "book")
	} else {
		set("这张表还没有入账。", "voucher")
	}
	if booked && w.posted {
		set("凭证已经过账；要改请冲销凭证，或者补发、退回。", "void")
	}
	switch {
	case booked && w.posted:
		set("已经过账，名单不能再改；漏了人用“补发”（F4），金额错了到凭证（F9）里冲销，再重新发。", "edit")
	case sh.Printed != 0 || booked && !w.draft || len(s.a.sheets) > 1:
		set("已经打印或审核，名单不能再改；漏了人用“补发”（F4），金额错了先作废（Ctrl+D），再重新发。", "edit")
	default:
		set("名单还能改，直接用“改名单”。", "more")
	}
	if len(s.a.gift.Warnings) == 0 && len(s.a.gift.LeftOut) == 0 {
		set("没有提醒，也没有人没列入。", "told")
	}
	return out
}

// List writes the list out.
func (s *GiftView) List() screen.Listing {
	if !s.loaded || len(s.lines) == 0 || s.panel != nil {
		return nil
	}
	lines, title := s.lines, "慰问名单 "+s.id.String()+" "+s.a.gift.Title
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		states := make([]string, len(lines))
		for i := range lines {
			states[i] = signWord(&lines[i])
		}
		return linesDocument(s.d, r, p, widget.Cut(title, 60), lines, states)
	}
}
