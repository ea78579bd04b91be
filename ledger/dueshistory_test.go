package ledger_test

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// history plays dues at random and keeps its own account of what was paid.
type history struct {
	b       *storetest.Desk
	t       testing.TB
	members []ledger.MemberID
}

type dueKey struct {
	id ledger.MemberID
	mo ledger.Month
}

func (h *history) do(r *rapid.T, a ledger.Act) {
	_, err := h.b.Do(a, h.b.Stamp())
	var told *ledger.Error
	if err != nil && !errors.As(err, &told) {
		r.Fatalf("%s: %v", a.Name(), err)
	}
}

func (h *history) step(r *rapid.T) {
	month := ledger.MonthOf(2026, rapid.IntRange(1, 4).Draw(r, "month"))
	id := rapid.SampledFrom(h.members).Draw(r, "member")
	voucher := ledger.VoucherID(rapid.IntRange(1, 12).Draw(r, "voucher"))
	day := ledger.DayOf(2026, rapid.IntRange(1, 4).Draw(r, "voucher month"), 15)
	switch rapid.SampledFrom([]string{"assess", "collect", "collect", "collect", "waive", "wage", "reverse", "post", "void", "leave"}).Draw(r, "act") {
	case "assess":
		h.do(r, ledger.AssessDues{Month: month})
	case "collect":
		var ps []ledger.Portion
		for range rapid.IntRange(1, 4).Draw(r, "portions") {
			ps = append(ps, ledger.Portion{Member: rapid.SampledFrom(h.members).Draw(r, "payer"), Month: ledger.MonthOf(2026, rapid.IntRange(1, 5).Draw(r, "for")),
				Amount: ledger.Money(rapid.SampledFrom([]int64{0, 0, 500, 1000, 2615}).Draw(r, "amount"))})
		}
		h.do(r, ledger.CollectDues{Day: day, Account: "101", Portions: ps, Post: rapid.Bool().Draw(r, "post")})
	case "waive":
		h.do(r, ledger.WaiveDues{Member: id, Month: month, Amount: ledger.Money(rapid.Int64Range(0, 3000).Draw(r, "waived")), Reason: "困难"})
	case "wage":
		h.edit(r, id, func(m *ledger.Member) {
			m.Wages = m.SetWage(ledger.Wage{From: month, Post: ledger.Money(rapid.Int64Range(0, 900_000).Draw(r, "wage"))})
		})
	case "leave":
		h.edit(r, id, func(m *ledger.Member) {
			m.Stands = m.SetClass(ledger.Stand{From: month, Class: rapid.SampledFrom(ledger.MemberClasses()).Draw(r, "class")})
		})
	case "reverse":
		h.do(r, ledger.Reverse{ID: voucher, Day: day, Reason: "收错", Post: rapid.Bool().Draw(r, "post")})
	case "post":
		h.do(r, ledger.Post{IDs: []ledger.VoucherID{voucher}})
	case "void":
		h.do(r, ledger.VoidDraft{ID: voucher, Reason: "不要了"})
	}
}

func (h *history) edit(r *rapid.T, id ledger.MemberID, f func(*ledger.Member)) {
	var m ledger.Member
	if err := h.b.View(func(rd ledger.Reader) error { m, _ = rd.Member(id); return nil }); err != nil {
		r.Fatal(err)
	}
	f(&m)
	h.do(r, ledger.SaveMember{Member: m})
}

// check holds L9: what members paid is what stands on 401, voucher by voucher
// and month by month, and nobody's waiting or posted money is lost or made up.
func (h *history) check(r *rapid.T) error {
	return h.b.View(func(rd ledger.Reader) error {
		posted, waiting := map[dueKey]ledger.Money{}, map[dueKey]ledger.Money{}
		for id := ledger.VoucherID(1); id <= rd.LastVoucher(); id++ {
			v, _ := rd.Voucher(id)
			var sum ledger.Money
			for p := range rd.Payments(id) {
				sum += p.Amount
				if v.State == ledger.Posted {
					posted[dueKey{p.Member, p.Month}] += p.Amount
				} else {
					waiting[dueKey{p.Member, p.Month}] += p.Amount
				}
			}
			credit := ledger.Money(0)
			for _, l := range v.Lines {
				if l.Account == "401" {
					credit += l.Credit - l.Debit
				}
			}
			if v.State == ledger.Void && sum != 0 || v.State != ledger.Void && sum != credit {
				return fmt.Errorf("%s %s: payments %s, 401 %s", v.Ref(), v.State, sum, credit)
			}
		}
		var all ledger.Money
		for mo := ledger.Month(202601); mo <= 202605; mo++ {
			for _, id := range h.members {
				k, p := dueKey{id, mo}, rd.Paid(id, mo)
				if p.Posted != posted[k] || p.Waiting != waiting[k] {
					return fmt.Errorf("%v: paid %+v, payments say %s and %s", k, p, posted[k], waiting[k])
				}
				if p.Posted < 0 {
					return fmt.Errorf("%v: paid %s", k, p.Posted)
				}
				all += p.Posted
				if d, ok := rd.Due(id, mo); ok && (d.Waived < 0 || d.Waived > d.Working.Due) {
					return fmt.Errorf("%v: waived %s of %s", k, d.Waived, d.Working.Due)
				}
			}
		}
		if on401 := -rd.Sums("401", ledger.Period{}).All().Net(); on401 != all {
			return fmt.Errorf("on 401 stand %s, members paid %s", on401, all)
		}
		return nil
	})
}

func TestDuesPaidIsWhatStandsOn401(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := &history{b: storetest.New(t, func(f *ledger.Found) { f.Unit.Single = true }), t: t}
		for i := range 3 {
			got := h.b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "王芳", Spells: []ledger.Spell{{From: 20200101}},
				Wages: []ledger.Wage{{From: 202601, Post: ledger.Money(523400 + i*10000)}}}})
			h.members = append(h.members, got.Member)
		}
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			h.step(r)
			if err := h.check(r); err != nil {
				r.Fatal(err)
			}
		}
	})
}

func TestNothingIsPaidTwice(t *testing.T) {
	b := storetest.New(t, nil) // two persons: vouchers wait as drafts
	m := b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "王芳", Spells: []ledger.Spell{{From: 20200101}}, Wages: []ledger.Wage{{From: 202601, Post: 523400}}}}).Member
	all := ledger.CollectDues{Day: 20260105, Account: "102", Portions: []ledger.Portion{{Member: m, Month: 202601}}}
	first := b.Must(t, all)
	b.Refuse(t, all) // the first still waits
	b.As("李审核", func() {
		b.Must(t, ledger.Review{IDs: []ledger.VoucherID{first.Voucher}})
		b.Must(t, ledger.Post{IDs: []ledger.VoucherID{first.Voucher}})
	})
	red := b.Must(t, ledger.Reverse{ID: first.Voucher, Day: 20260106, Reason: "收错"})
	b.Refuse(t, all) // the red letter is a draft: the money was not given back yet
	b.As("李审核", func() {
		b.Must(t, ledger.Review{IDs: []ledger.VoucherID{red.Voucher}})
		b.Must(t, ledger.Post{IDs: []ledger.VoucherID{red.Voucher}})
	})
	b.Must(t, all)
}

func TestHalfAYearKeepsToItsRule(t *testing.T) {
	b := storetest.New(t, nil)
	b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "王芳", Spells: []ledger.Spell{{From: 20200101}}, Wages: []ledger.Wage{{From: 202601, Post: 523400}}}})
	half := ledger.DefaultDuesRule(202603)
	half.Every = 6
	b.Must(t, ledger.SetDuesRule{Rule: half})
	next := ledger.DefaultDuesRule(202605)
	b.Must(t, ledger.SetDuesRule{Rule: next})
	b.Must(t, ledger.AssessDues{Month: 202604})
	b.View(func(r ledger.Reader) error {
		for mo := ledger.Month(202601); mo <= 202606; mo++ {
			if _, ok := r.Due(1, mo); ok != (mo == 202603 || mo == 202604) {
				t.Errorf("%s assessed: %v", mo, ok)
			}
		}
		return nil
	})
}

func TestRatesArePlainDigits(t *testing.T) {
	b := storetest.New(t, nil)
	for _, rate := range []string{"1e-999999999", "0,5", "-0.1", "0.5", "", "0.00000000000000005", "1/2"} {
		rule := ledger.DefaultDuesRule(202601)
		rule.Default = rate
		b.Refuse(t, ledger.SetDuesRule{Rule: rule})
	}
	twice := ledger.DefaultDuesRule(202601)
	twice.Rates = append(twice.Rates, twice.Rates[0])
	b.Refuse(t, ledger.SetDuesRule{Rule: twice})
}
