package welfare

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// posts reports that the voucher is posted at once.
func (f *GiftForm) posts() bool {
	return f.b.single && f.f.post.On && f.f.money.Key() != fromNowhere
}

// purse is the account of money as the acts want it.
func (f *GiftForm) purse() ledger.Code {
	key := f.f.money.Key()
	switch {
	case key == fromNowhere:
		return ""
	case f.stocked():
		return "141"
	case f.about.Asks && f.f.payer.Text() == ledger.BySchool && !f.route.More:
		return "" // none of the union's money
	}
	return ledger.Code(key)
}

// save settles the form and has the act done.
func (f *GiftForm) save() (screen.Action, tea.Cmd) {
	if f.b.denied != "" {
		return screen.Notice{Text: f.b.denied, Bad: true}, nil
	}
	ps := ledger.Problems(f.form.Settle())
	g := f.gift()
	if g.Occasion == "" && len(ps) == 0 {
		ps.Add("occasion", "", ledger.CodeRequired, "请选事由，例如 端午。")
	}
	if f.list.in == 0 && len(ps) == 0 {
		ps.Add("whom", "", ledger.CodeRequired, "名单是空的：请选全体、小组，或打姓名。")
	}
	if g.Each == 0 && len(ps) == 0 && !f.stocked() && f.lacksSum() {
		ps.Add("each", "", ledger.CodeRequired, "请填写每人金额。")
	}
	if f.f.money.Key() == "" && len(ps) == 0 {
		ps.Add("money", "", ledger.CodeRequired, "请选从哪里出；还没付就选“先不记账”。")
	}
	if len(ps) > 0 {
		f.onList = false
		f.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}, f.keep()
	}
	f.busy = true
	return f.d.Do(f.act(g), f.stamp, f.done), f.keep()
}

// lacksSum reports that a line has no amount of its own.
func (f *GiftForm) lacksSum() bool {
	for _, r := range f.list.rows {
		if r.out == "" && r.amount == 0 {
			return true
		}
	}
	return false
}

func (f *GiftForm) act(g ledger.Gift) ledger.Act {
	shares := f.shares()
	for i := range shares {
		if f.stocked() {
			shares[i].Amount = 0 // the act takes it from the stock of that moment
		}
	}
	papers := f.f.papers.Number()
	reason, second := strings.TrimSpace(f.f.reason.Text()), strings.TrimSpace(f.f.second.Text())
	switch {
	case f.route.More:
		for i := range shares {
			if shares[i].Amount == 0 && !f.stocked() {
				shares[i].Amount = g.Each
			}
		}
		return ledger.SupplyGift{Gift: f.b.old.ID, Day: g.Day, Why: strings.TrimSpace(f.f.why.Text()), Shares: shares, Money: f.purse(), Papers: papers, Post: f.posts(), Reason: reason, Second: second}
	case f.route.Gift != 0:
		return ledger.ReviseGift{Gift: g, Shares: shares, Money: f.purse()}
	}
	return ledger.GiveOut{Gift: g, Shares: shares, Money: f.purse(), Papers: papers, Post: f.posts() && f.purse() != ""}
}

// given is the outcome, with the sheet that was made.
type given struct {
	receipt ledger.Receipt
	sheet   ledger.SheetID
	gift    ledger.GiftID
	err     error
}

func (f *GiftForm) done(r ledger.Receipt, err error) tea.Msg {
	m := given{receipt: r, err: err, gift: ledger.GiftID(objectID(r.Object, "gift"))}
	if err != nil {
		return m
	}
	// Which sheet it was; without it printing is not offered.
	_ = f.d.Book.View(func(rd ledger.Reader) error {
		if id := ledger.SheetID(objectID(r.Object, "sheet")); id != 0 {
			s, _ := rd.Sheet(id)
			m.gift, m.sheet = s.Gift, id
			return nil
		}
		for s := range rd.Sheets(m.gift) {
			if s.Live() && s.Kind != ledger.ReturnList {
				m.sheet = s.ID
			}
		}
		return nil
	})
	return m
}

// printing is the answer to the question whether to print.
type printing struct {
	choice int
	given  given
}

// frozen is a sheet on its way to paper.
type frozen struct {
	sheet ledger.SheetID
	err   error
}

// saved asks what comes next, the sign-for sheet first.
func (f *GiftForm) saved(m given) (screen.Action, tea.Cmd) {
	f.busy = false
	if m.err != nil {
		return f.fail(m.err), f.judge()
	}
	f.clean = f.values()
	f.kept = f.clean
	drop := f.d.Kept.Drop(keptGift)
	text := "已保存 " + m.gift.String()
	if m.receipt.Ref != "" {
		text += "，凭证 " + m.receipt.Ref
	} else if m.receipt.Voucher != 0 {
		text += fmt.Sprintf("，凭证草稿#%d", m.receipt.Voucher)
		if !f.b.single {
			text += "，等待审核"
		}
	}
	if m.receipt.Repeated {
		text += "（刚才已经存过，没有重复存）"
	}
	if m.sheet == 0 {
		return screen.Many{screen.Back{}, screen.Notice{Text: text + "。"}}, drop
	}
	lines := []string{fmt.Sprintf("签领表 %s，%d 人。打印以后名单就固定了，漏了人另补一张。", m.sheet, f.list.in)}
	if m.receipt.Voucher != 0 && m.receipt.Ref == "" {
		if f.b.single {
			lines = append(lines, "凭证还没有过账：到“看这次慰问”里按 F9 打开凭证。")
		} else {
			lines = append(lines, "凭证由另一人审核：到“看这次慰问”里按 F9 打开凭证，", "按 F5 审核，然后过账。")
		}
	}
	if strings.TrimSpace(f.f.approvedBy.Text()) == "" && f.b.old.ID == 0 && f.purse() != "" {
		lines = append(lines, "还没有登记批准人，经审会问：到“看这次慰问”里按 F7 补上。")
	}
	return screen.Ask{Title: text, Lines: lines,
		Choices: []string{"打印签领表", "以后再打印", "看这次慰问"}, Then: func(i int) tea.Msg { return printing{i, m} }}, drop
}

func (f *GiftForm) print(m printing) (screen.Action, tea.Cmd) {
	switch m.choice {
	case 0:
		f.busy = true
		return freeze(f.d, m.given.sheet), nil
	case 2:
		return screen.Replace{Route: screen.GiftView{ID: m.given.gift}}, nil
	}
	return screen.Many{screen.Back{}, screen.Notice{Text: "已保存 " + m.given.gift.String() + "；签领表可以在慰问台账里打印。"}}, nil
}

// freeze fixes a sheet before it is printed.
func freeze(d *desk.Desk, id ledger.SheetID) screen.Action {
	return d.Do(ledger.FreezeSheet{Sheet: id}, d.Stamp(), func(_ ledger.Receipt, err error) tea.Msg { return frozen{id, err} })
}

func (f *GiftForm) frozen(m frozen) (screen.Action, tea.Cmd) {
	f.busy = false
	if m.err != nil {
		return screen.Many{screen.Back{}, desk.Bad(m.err)}, nil
	}
	return screen.Replace{Route: sheetPaper(m.sheet)}, nil
}

// sheetPaper is the sign-for sheet as it is printed.
func sheetPaper(id ledger.SheetID) screen.Route {
	return screen.ReportView{Name: "welfare-sheet", Object: fmt.Sprintf("sheet/%d", uint64(id)), Print: true}
}
