package welfare

import (
	"maps"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// open sets the form up.
func (f *GiftForm) open(m formRead) (screen.Action, tea.Cmd) {
	if m.none {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有留着没填完的慰问。"}}, nil
	}
	f.b, f.route, f.loaded = m.facts, m.route, true
	switch {
	case f.route.Gift != 0 && (f.b.old.ID == 0 || f.b.old.Void != ""):
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这次慰问，或者它已作废。", Bad: true}}, nil
	case f.route.Gift != 0 && !f.route.More && f.b.locked != "":
		return screen.Many{screen.Back{}, screen.Notice{Text: f.b.locked, Bad: true}}, nil
	}
	said := f.fill()
	f.clean = f.values()
	f.kept = f.clean
	start := tea.Batch(f.judge(), f.ask())
	if m.kept != nil {
		f.takeUp(*m.kept)
		return screen.Notice{Text: "上次没填完的慰问已恢复，请接着填。"}, tea.Batch(f.judge(), f.ask())
	}
	if m.other != nil {
		title := ledger.Plain(m.other.Title)
		return screen.Ask{Title: "还有一次没填完", Lines: []string{"上次留着没填完的：“" + title + "”。只能留一份。"}, Choices: []string{"接着填那一份", "不要了，填新的"},
			Then: func(n int) tea.Msg { return answer{"other", n} }}, start
	}
	return said, start
}

// fill puts in what is known: the act that is changed, or what the route brings;
// it gives what is to be said of that.
func (f *GiftForm) fill() (said screen.Action) {
	f.f.money.SetText(string(f.b.purse))
	if f.b.old.ID == 0 && f.b.purse != fromNowhere {
		f.offered = f.b.purse
	}
	f.f.day.SetDay(f.b.day)
	if g := f.b.old; g.ID != 0 {
		f.fillOld(g)
	} else {
		if d := f.b.brings.Day; f.route.Event != 0 && f.route.Day == 0 && d.Month() >= f.b.open {
			f.route.Day = d
		}
		if f.route.Day != 0 {
			f.f.day.SetDay(f.route.Day)
		}
		f.f.title.SetText(f.route.Title)
		f.f.occasion.SetText(orWord(f.route.Occasion, f.b.brings.Occasion))
	}
	listed := len(f.b.due) > 0 || f.route.Lacking || f.route.Month != 0
	if listed {
		for _, id := range f.b.due {
			f.list.pick(id)
		}
		if len(f.b.due) == 1 {
			f.picked = f.b.due[0]
		}
	}
	about := f.about
	f.chosen()
	if f.b.old.ID == 0 {
		said = f.bring()
	}
	if f.route.Month != 0 && f.route.Day == 0 {
		f.f.day.SetDay(min(max(f.b.day, f.route.Month.First()), f.route.Month.Last()))
	}
	if f.b.old.ID != 0 {
		f.about = about
		f.about, _ = f.b.occasion(f.b.old.Occasion)
	}
	f.form.SetItems(f.items()...)
	f.dayMade, f.formBy = f.b.old.ID != 0, f.b.old.ID != 0
	f.relist()
	switch {
	case f.about.ID == "":
		f.form.Focus("occasion")
	case listed:
		f.form.Focus("each")
	default:
		f.form.Focus("whom")
	}
	f.Resize(f.w, f.h)
	return said
}

// fillOld puts in an act that is changed or added to.
func (f *GiftForm) fillOld(g ledger.Gift) {
	f.about, _ = f.b.occasion(g.Occasion)
	f.f.occasion.SetText(g.Occasion)
	f.f.form.SetText(string(g.Form))
	f.f.item.SetText(g.Item)
	if g.Each != 0 {
		f.f.each.SetMoney(g.Each)
	}
	if g.Article != 0 {
		f.f.money.SetText(fromStock + memberKey(ledger.MemberID(g.Article)))
	}
	if f.route.More {
		f.f.day.SetDay(max(f.b.day, g.Day)) // a festival may be given for ahead of its day
		return
	}
	f.f.day.SetDay(g.Day)
	f.f.title.SetText(g.Title)
	f.f.expense.SetText(string(g.Expense))
	f.f.payer.SetText(g.Payer)
	f.f.restricted.On = g.Restricted
	f.f.approvedBy.SetText(g.Approved.By)
	f.f.approvedDay.SetDay(g.Approved.Day)
	f.f.minute.SetText(g.Approved.Minute)
	f.f.reason.SetText(g.Reason)
	f.f.second.SetText(g.Second)
	if g.Bill.Amount != 0 {
		f.f.bill.SetMoney(g.Bill.Amount)
	}
	f.f.billCount.SetNumber(g.Bill.Count)
	f.f.billRef.SetText(g.Bill.Ref)
	f.f.billWhy.SetText(g.Bill.Why)
	for _, p := range g.Proofs {
		f.proof(p.Name).On = p.Seen
	}
	for _, s := range f.b.shares {
		f.list.pick(s.Member)
		f.list.hand[s.Member] = true
		if s.Qty > 1 {
			f.list.qty[s.Member] = s.Qty
		}
		if s.Amount != g.Each && g.Article == 0 {
			f.list.sums[s.Member] = s.Amount
		}
		f.f.relation.SetText(s.Relation)
		f.f.kin.SetText(s.Kin)
	}
}

// takeUp puts in what was typed before a crash.
func (f *GiftForm) takeUp(k desk.Form) {
	f.f.occasion.SetText(k.Values["occasion"])
	f.about, _ = f.b.occasion(f.f.occasion.Key())
	f.form.SetItems(f.items()...)
	f.form.SetValues(k.Values)
	f.list.read(k.Values["list"])
	for name, v := range k.Values {
		if what, ok := strings.CutPrefix(name, "seen:"); ok {
			f.proof(what).SetText(v)
		}
	}
	f.dayMade, f.formBy = true, true
	f.stamp.ID = orWord(k.Route["stamp"], f.stamp.ID)
	f.relist()
	f.kept = f.values()
	f.Resize(f.w, f.h)
}

// keep gives the command that writes the form down, if it changed.
func (f *GiftForm) keep() tea.Cmd {
	v := f.values()
	if !f.loaded || f.b.denied != "" || maps.Equal(v, f.kept) {
		return nil
	}
	f.kept = v
	if maps.Equal(v, f.clean) {
		return f.d.Kept.Drop(keptGift)
	}
	title := "慰问：" + f.about.Name
	if f.about.Name == "" {
		title = "慰问"
	}
	return f.d.Kept.Keep(desk.Form{Kind: keptGift, Title: title, Route: keptRoute(f.route, f.stamp.ID), Values: v})
}

func keptRoute(r screen.GiftForm, stamp string) map[string]string {
	out := map[string]string{"stamp": stamp}
	put := func(name string, n uint64) {
		if n != 0 {
			out[name] = strconv.FormatUint(n, 10)
		}
	}
	put("gift", uint64(r.Gift))
	put("case", uint64(r.Case))
	put("event", uint64(r.Event))
	if r.More {
		out["more"] = "1"
	}
	return out
}

// routeOf reads back what keptRoute wrote.
func routeOf(k desk.Form) screen.GiftForm {
	n := func(name string) uint64 {
		n, err := strconv.ParseUint(k.Route[name], 10, 63)
		if err != nil {
			return 0
		}
		return n
	}
	return screen.GiftForm{Gift: ledger.GiftID(n("gift")), Case: ledger.CaseID(n("case")), Event: ledger.EventID(n("event")), More: k.Route["more"] != "", Kept: true}
}

// answer is what a person chose in one of the form's questions.
type answer struct {
	about  string
	choice int
}

// leave goes, and asks first when something would be lost.
func (f *GiftForm) leave() (screen.Action, tea.Cmd) {
	if !f.touched() {
		return screen.Back{}, f.d.Kept.Drop(keptGift)
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"要怎么处理已经填的内容？"}, Choices: []string{"继续填写", "留到下次", "放弃"},
		Then: func(n int) tea.Msg { return answer{"leave", n} }}, nil
}

func (f *GiftForm) answered(a answer) (screen.Action, tea.Cmd) {
	switch {
	case a.about == "leave" && a.choice == 1:
		return screen.Many{screen.Back{}, screen.Notice{Text: "没填完的留着了，下次可以接着填。"}}, nil
	case a.about == "leave" && a.choice == 2:
		return screen.Back{}, f.d.Kept.Drop(keptGift)
	case a.about == "other" && a.choice < 0:
		return screen.Back{}, nil
	case a.about == "other" && a.choice == 0:
		return screen.Replace{Route: screen.GiftForm{Kept: true}}, nil
	case a.about == "other":
		return nil, f.d.Kept.Drop(keptGift)
	}
	return nil, nil
}
