package welfare

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// judging is which state of the form is with the rules now, and which was last.
type judging struct {
	key  string // judged or on the way
	busy bool
}

// verdicts are what the rules say of the form as it was.
type verdicts struct {
	key  string
	said []ledger.Verdict
}

// judge holds the form against the rules, off the Update loop; while one
// judgement is on the way the next one waits for it.
func (f *GiftForm) judge() tea.Cmd {
	if !f.loaded || f.judged.busy {
		return nil
	}
	if cmd := f.price(); cmd != nil || f.priced.busy {
		return cmd // judged when the worth is known
	}
	g, shares := f.gift(), f.shares()
	key := fmt.Sprintf("%s %d %s %d %s %s %s %v|%s|%d %d", g.Occasion, g.Day, g.Form, g.Each, g.Item, g.Payer, g.Title, g.Proofs, f.list.text(), g.Article, f.priced.cost)
	if key == f.judged.key {
		return nil
	}
	if f.judged.key != "" {
		f.form.SetProblems(nil) // what was refused is about what stood here before
	}
	f.judged = judging{key, true}
	if g.Occasion == "" || len(shares) == 0 {
		return func() tea.Msg { return verdicts{key: key} }
	}
	for i := range shares {
		if shares[i].Amount == 0 {
			shares[i].Amount = g.Each
		}
		shares[i].Occasion, shares[i].Day, shares[i].Gift = g.Occasion, g.Day, g.ID
	}
	if len(f.b.shares) > 0 {
		for i := range shares {
			shares[i].Sheet = f.b.shares[0].Sheet // takes the place of what the book says
		}
	}
	now := f.d.Now().Unix()
	return f.d.Read(func(r ledger.Reader) tea.Msg { return verdicts{key, ledger.JudgeGift(r, &g, shares, now)} })
}

// heard takes what the rules say; when the form has moved on it asks again.
func (f *GiftForm) heard(m verdicts) tea.Cmd {
	f.judged.busy = false
	if m.key == f.judged.key {
		f.said = m.said
		slices.SortStableFunc(f.said, func(a, b ledger.Verdict) int { return weight(a) - weight(b) })
		f.relist()
		f.Resize(f.w, f.h)
	}
	return f.judge()
}

func weight(v ledger.Verdict) int {
	return map[ledger.Severity]int{ledger.SevStop: 0, ledger.SevWarn: 1}[v.Rule.Severity] + map[bool]int{true: 2}[v.Rule.Severity == ledger.SevNote]
}

func (f *GiftForm) has(s ledger.Severity) bool {
	return slices.ContainsFunc(f.said, func(v ledger.Verdict) bool { return v.Rule.Severity == s })
}

// warns reports that a reason and a second name are needed.
func (f *GiftForm) warns() bool { return f.has(ledger.SevWarn) }

// showVerdicts shows every verdict whole.
func (f *GiftForm) showVerdicts() screen.Action {
	if len(f.said) == 0 {
		return nil
	}
	most := max(3, min(8, f.h/4)) // so many as the window takes
	var lines []string
	for _, v := range f.said[:min(most, len(f.said))] {
		lines = append(lines, mark(v)+v.Text)
	}
	if n := len(f.said) - most; n > 0 {
		lines = append(lines, fmt.Sprintf("还有 %d 条同样的提醒，在名单里有“!”的人身上。", n))
	}
	return screen.Ask{Title: "标准和提醒", Lines: lines, Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
}

func mark(v ledger.Verdict) string {
	switch v.Rule.Severity {
	case ledger.SevStop:
		return "［禁止］"
	case ledger.SevWarn:
		return "［警告］"
	}
	return "［提示］"
}

// gift is the act as the form has it.
func (f *GiftForm) gift() ledger.Gift {
	if f.route.More {
		g := f.b.old
		g.Day, _ = f.f.day.Day()
		if m, ok := f.f.each.Money(); ok {
			g.Each = m
		}
		if f.stocked() {
			g.Each = 0
		}
		return g
	}
	g := f.b.old // of a new act: empty
	g.Occasion, g.Title, g.Form, g.Item = f.f.occasion.Key(), strings.TrimSpace(f.f.title.Text()), ledger.Form(f.f.form.Text()), strings.TrimSpace(f.f.item.Text())
	g.Day, _ = f.f.day.Day()
	if g.Each, _ = f.f.each.Money(); f.stocked() {
		g.Each = 0 // each line is worth what the stock says
	}
	g.Expense = ledger.Code(f.f.expense.Key())
	if f.route.Case != 0 {
		g.Case = f.route.Case
	}
	if f.route.Event != 0 {
		g.Event = f.route.Event
	}
	g.Article, g.Payer, g.Restricted = f.article(), "", f.mayRestrict() && f.f.restricted.On
	if f.about.Asks {
		g.Payer = f.f.payer.Text()
	}
	g.Approved = ledger.Approval{By: strings.TrimSpace(f.f.approvedBy.Text()), Minute: strings.TrimSpace(f.f.minute.Text())}
	g.Approved.Day, _ = f.f.approvedDay.Day()
	g.Proofs = f.proofs()
	g.Bill.Ref, g.Bill.Why, g.Bill.Count = strings.TrimSpace(f.f.billRef.Text()), "", f.f.billCount.Number()
	g.Bill.Amount, _ = f.f.bill.Money()
	if !f.agrees() {
		g.Bill.Why = strings.TrimSpace(f.f.billWhy.Text())
	}
	g.LeftOut = f.leftOut()
	g.Reason, g.Second = "", ""
	if f.warns() {
		g.Reason, g.Second = strings.TrimSpace(f.f.reason.Text()), strings.TrimSpace(f.f.second.Text())
	}
	return g
}

// agrees reports that the invoice says what the list says, as far as it was typed.
func (f *GiftForm) agrees() bool {
	each, _ := f.f.each.Money()
	sum, ok := f.f.bill.Money()
	n := f.f.billCount.Number()
	return (!ok || sum == 0 || sum == f.list.total(each)) && (n == 0 || n == f.list.pieces())
}

// leftOut are those the list leaves out. Of a list that is changed the book knows
// more than the form: whom the list was once meant for, and why they are not on it.
func (f *GiftForm) leftOut() []ledger.LeftOut {
	out := f.list.leftOut()
	if f.route.Gift == 0 || f.route.More || len(f.list.bases) > 0 {
		return out
	}
	seen := map[ledger.MemberID]bool{}
	for _, r := range f.list.rows {
		seen[r.member] = true
	}
	for _, x := range f.b.old.LeftOut {
		if !seen[x.Member] {
			out = append(out, x)
		}
	}
	return out
}

func whole(text string) int {
	var n int
	if _, err := fmt.Sscan(strings.TrimSpace(text), &n); err != nil || n < 0 {
		return 0
	}
	return n
}
