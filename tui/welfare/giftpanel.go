package welfare

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// panel is a small form in place of the list.
type panel struct {
	title string
	stamp ledger.Stamp
	form  *widget.Form
	act   func() ledger.Act
	text  string // said when it is done
}

func (s *GiftView) panelUpdate(msg tea.Msg) screen.Action {
	p := s.panel
	out := p.form.Update(msg)
	if out == widget.Submit {
		return s.panelSave()
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && out == widget.Passed {
		switch k.String() {
		case "f8", "ctrl+s":
			return s.panelSave()
		case "esc":
			s.panel = nil
		}
	}
	return nil
}

func (s *GiftView) panelSave() screen.Action {
	p := s.panel
	if ps := p.form.Settle(); len(ps) > 0 {
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	s.busy = true
	return s.d.Do(p.act(), p.stamp, func(r ledger.Receipt, err error) tea.Msg {
		text := p.text
		if r.Ref != "" {
			text += "凭证 " + r.Ref + "。"
		} else if r.Voucher != 0 {
			text += map[bool]string{false: "凭证是草稿，请另一人按 F9 打开，F5 审核，再过账。", true: "凭证是草稿，按 F9 打开过账。"}[s.single]
		}
		return acted{text, err}
	})
}

// proofsPanel keeps evidence, approval and invoice, also after booking.
func (s *GiftView) proofsPanel() *panel {
	g := s.a.gift
	by, minute, ref, why, count := &widget.Input{Limit: 20}, &widget.Input{Limit: 30}, &widget.Input{Limit: 30, Fold: true}, &widget.Input{Limit: 60}, widget.NewCount(6, "份")
	day, amount := newDay(s.d), widget.NewAmount()
	by.SetText(g.Approved.By)
	minute.SetText(g.Approved.Minute)
	ref.SetText(g.Bill.Ref)
	why.SetText(g.Bill.Why)
	day.SetDay(g.Approved.Day)
	if g.Bill.Amount != 0 {
		amount.SetMoney(g.Bill.Amount)
	}
	count.SetNumber(g.Bill.Count)
	proofs := g.Proofs
	if len(proofs) == 0 {
		for _, name := range s.occ.Evidence {
			proofs = append(proofs, ledger.ProofItem{Name: name})
		}
	}
	var items []widget.Item
	checks := make([]*widget.Check, len(proofs))
	for i, p := range proofs {
		checks[i] = widget.NewCheck(p.Name, p.Seen)
		items = append(items, widget.Item{Name: fmt.Sprintf("seen%d", i), Label: map[bool]string{true: "证明"}[i == 0], Width: widget.Width(p.Name) + 5, Same: i > 0, Field: checks[i], Help: "空格勾选：已经看过、留了复印件"})
	}
	items = append(items, widget.Item{Name: "approvedBy", Label: "批准人", Width: 12, Field: by}, widget.Item{Name: "approved", Label: "批准日期", Width: 12, Same: true, Field: day},
		widget.Item{Name: "minute", Label: "会议纪要", Width: 16, Same: true, Field: minute}, widget.Item{Name: "billAmount", Label: "发票金额", Width: 12, Field: amount}, widget.Item{Name: "billCount", Label: "份数", Width: 6, Same: true, Field: count},
		widget.Item{Name: "billRef", Label: "票号", Width: 16, Same: true, Field: ref}, widget.Item{Name: "bill", Label: "差额说明", Width: 46, Field: why})
	return &panel{title: "证明、批准和发票", stamp: s.d.Stamp(), form: widget.NewForm(s.d.Theme, items...), text: "已保存。", act: func() ledger.Act {
		out := ledger.SetProofs{Gift: g.ID, Bill: ledger.Bill{Ref: strings.TrimSpace(ref.Text()), Why: strings.TrimSpace(why.Text()), Count: count.Number()},
			Approved: ledger.Approval{By: strings.TrimSpace(by.Text()), Minute: strings.TrimSpace(minute.Text())}}
		out.Approved.Day, _ = day.Day()
		out.Bill.Amount, _ = amount.Money()
		for i, p := range proofs {
			out.Proofs = append(out.Proofs, ledger.ProofItem{Name: p.Name, Note: p.Note, Seen: checks[i].On})
		}
		return out
	}}
}

// bookPanel makes the voucher of a sheet that has none.
func (s *GiftView) bookPanel() *panel {
	sh := s.sheet()
	id := sh.ID
	day, money, papers, post := newDay(s.d), widget.NewPick("账户", accountOptions(s.purses)), widget.NewCount(4, "张"), widget.NewCheck("直接过账", s.single)
	day.SetDay(max(sh.Day, s.d.Today()))
	money.SetText(string(s.purse))
	stock := s.a.gift.Article != 0
	items := []widget.Item{{Name: "day", Label: "日期", Width: 12, Field: day}, {Name: "money", Label: "从哪里出", Width: 28, Field: money, Hide: func() bool { return stock }},
		{Name: "papers", Label: "附件张数", Width: 6, Field: papers}, {Name: "post", Label: "", Width: 14, Same: true, Field: post, Hide: func() bool { return !s.single }}}
	return &panel{title: fmt.Sprintf("入账 %s：%s", id, yuan(sh.Total)), stamp: s.d.Stamp(), form: widget.NewForm(s.d.Theme, items...), text: id.String() + "已入账。", act: func() ledger.Act {
		out := ledger.BookSheet{Sheet: id, Money: ledger.Code(money.Key()), Papers: papers.Number(), Post: s.single && post.On}
		if stock {
			out.Money = "141"
		}
		out.Day, _ = day.Day()
		return out
	}}
}
