package welfare

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// What a case, an event or an older list brings into the form.

// bringCase takes over what pays the rest of a case's approved amount.
func (b *facts) bringCase(r ledger.Reader, c ledger.Case, today ledger.Day) {
	g, shares := ledger.CaseGift(r, c, today)
	b.title, b.brings = c.ID.String(), g
	if len(b.due) == 0 {
		b.due = []ledger.MemberID{c.Member}
	}
	if len(shares) == 1 {
		b.brings.Each = shares[0].Amount
	}
}

// bringEvent begins a keepsake for those who came and won nothing (domain rules
// §9.5), or another gift of an event for everybody who is on its roster.
func (b *facts) bringEvent(r ledger.Reader, e ledger.Event, occasion string) {
	b.title = e.Name
	o, ok := ledger.OccasionOf(b.practice, orWord(occasion, "keepsake"))
	if !ok {
		return
	}
	b.brings = ledger.Gift{Occasion: o.ID, Title: e.Name + strings.TrimPrefix(o.Name, "活动"), Day: e.Last(), Expense: e.Kind.Account(), Approved: e.Approved, Payer: e.Payer}
	has := map[ledger.MemberID]bool{}
	if o.ID == "keepsake" {
		for s := range ledger.EventShares(r, &e) {
			if s.Occasion == "prize" || s.Occasion == o.ID {
				has[s.Member] = true
			}
		}
	}
	for _, x := range ledger.Roster(r, e.ID) {
		m, ok := ledger.SameMember(r, x.Member)
		switch {
		case x.Here == ledger.Absent:
		case !ok:
			b.guests++
		case !has[m.ID]:
			b.due = append(b.due, m.ID)
		}
	}
}

// bringOld reads the list that is changed, and says why it cannot be.
func (b *facts) bringOld(r ledger.Reader, s ledger.Sheet) {
	b.shares = slices.Collect(r.Shares(s.ID))
	if s.Printed != 0 {
		b.locked = "签领表已经打印，名单不能再改；漏了人请用“补发”，金额错了先作废（Ctrl+D），再重新发。"
	}
	v, booked := r.Voucher(s.Voucher)
	switch {
	case booked && v.State != ledger.Draft:
		b.locked = "凭证已经审核或过账，名单不能再改；漏了人请用“补发”，金额错了先到凭证里撤回或冲销。"
	case booked:
		b.draft = v.ID
		for _, l := range v.Lines {
			if slices.ContainsFunc(b.purses, func(a ledger.Account) bool { return a.Code == l.Account }) {
				b.purse = l.Account
			}
		}
	default:
		b.purse = fromNowhere
	}
	seen := map[ledger.MemberID]bool{}
	for _, x := range b.shares {
		if x.Member == 0 || seen[x.Member] {
			b.locked = orWord(b.locked, "这份名单里有客人，或者同一个人有几行，不能在这里改；要改请先作废（Ctrl+D），再重新登记。")
		}
		seen[x.Member] = true
	}
}

// bring puts it into the fields.
func (f *GiftForm) bring() screen.Action {
	g := f.b.brings
	if g.Occasion == "" {
		return nil
	}
	if f.f.title.Text() == "" {
		f.f.title.SetText(g.Title)
	}
	if g.Each != 0 {
		f.f.each.SetMoney(g.Each)
	}
	f.f.approvedBy.SetText(g.Approved.By)
	f.f.approvedDay.SetDay(g.Approved.Day)
	f.f.minute.SetText(g.Approved.Minute)
	for _, p := range g.Proofs {
		f.proof(p.Name).On = p.Seen
	}
	if g.Payer != "" {
		f.f.payer.SetText(g.Payer)
	}
	if c := f.usualExpense(ledger.Occasion{Name: f.about.Name, Account: g.Expense}); c != "" {
		f.f.expense.SetText(string(c))
	}
	switch {
	case g.Case != 0 && g.Each == 0:
		return screen.Notice{Text: fmt.Sprintf("%s批准的金额已经发完，或者还没有批准金额。", g.Case), Bad: true}
	case f.b.guests > 0:
		return screen.Notice{Text: fmt.Sprintf("另有 %d 位客人不在会员名册里，没有列；请在活动的“奖品”里发给他们。", f.b.guests)}
	}
	return nil
}

// mayRestrict reports that the act may be paid out of 专项 money: aid paid from
// an account, not out of stock.
func (f *GiftForm) mayRestrict() bool {
	return !f.route.More && !f.stocked() && f.about.Account.Under("504")
}

// kinMixed reports that the lines of the list that is changed are about
// different kin; then each keeps its own.
func (f *GiftForm) kinMixed() bool {
	all := f.b.shares
	return slices.ContainsFunc(all, func(s ledger.Share) bool { return s.Kin != all[0].Kin || s.Relation != all[0].Relation })
}

// shares are the lines as the act wants them, with what an older list says
// beyond what the form asks for.
func (f *GiftForm) shares() []ledger.Share {
	out := f.list.shares(f.f.relation.Key(), strings.TrimSpace(f.f.kin.Text()))
	mixed := f.kinMixed()
	at := make(map[ledger.MemberID]int, len(f.b.shares))
	for i := range f.b.shares {
		at[f.b.shares[i].Member] = i + 1
	}
	for i := range out {
		n := at[out[i].Member]
		if n == 0 {
			continue
		}
		old := &f.b.shares[n-1]
		out[i].Level, out[i].Team, out[i].Note = old.Level, old.Team, old.Note
		if mixed {
			out[i].Relation, out[i].Kin = old.Relation, old.Kin
		}
	}
	return out
}

// proofs are the rows of the checklist: what the occasion asks for and what the
// case or the older list has beyond it.
func (f *GiftForm) proofs() []ledger.ProofItem {
	known := f.b.old.Proofs
	if f.b.old.ID == 0 {
		known = f.b.brings.Proofs
	}
	var out []ledger.ProofItem
	for _, name := range f.about.Evidence {
		p := ledger.ProofItem{Name: name}
		if i := slices.IndexFunc(known, func(x ledger.ProofItem) bool { return x.Name == name }); i >= 0 {
			p = known[i]
		}
		p.Seen = f.proof(name).On
		out = append(out, p)
	}
	for _, p := range known {
		if !slices.Contains(f.about.Evidence, p.Name) && f.b.old.ID != 0 {
			out = append(out, p)
		}
	}
	return out
}
