package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	. "huizhang/store/storetest"
)

// people makes members with made-up names and gives their numbers.
func people(t testing.TB, d *Desk, names ...string) []ledger.MemberID {
	var out []ledger.MemberID
	for _, n := range names {
		out = append(out, d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: n, Group: "语文组", Spells: []ledger.Spell{{From: 20150901}}}}).Member)
	}
	return out
}

func inBook(t testing.TB, d *Desk, f func(r ledger.Reader)) {
	t.Helper()
	if err := d.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func part(id ledger.MemberID, m ledger.Money) ledger.FundPart {
	return ledger.FundPart{Member: id, Amount: m}
}

// A fund opened in a young book makes 221, its account and the place for the
// money; contributions and payments never touch income or expense.
func TestFundFromFirstToLast(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = storetest.Opening() })
	m := people(t, d, "陈一帆", "林二木", "何三水")
	open := ledger.OpenFund{Text: "大病互助金", Kind: ledger.MutualFund, Rules: "每人每年 50 元", Day: 20260105}
	if err := d.Refuse(t, open); !strings.Contains(err.Error(), "立即过账") {
		t.Errorf("a balance on 102 without details: %v", err)
	}
	open.Post, open.Reviewer = true, "李审核"
	d.Must(t, open)
	inBook(t, d, func(r ledger.Reader) {
		f, _ := r.Fund(1)
		if f.Account != "22101" || len(ledger.Trust(r.Chart())) != 1 || ledger.OwnBalance(r, "102", 202601) != 0 || ledger.Balance(r, "10201", 202601) != 50_000_00 {
			t.Errorf("fund %+v, trust %v, 102 itself %s", f, ledger.Trust(r.Chart()), ledger.OwnBalance(r, "102", 202601))
		}
	})
	in := ledger.FundIn{Fund: 1, Day: 20260110, Money: "10202", Parts: []ledger.FundPart{part(m[0], 50_00), part(m[1], 50_00), part(m[2], 50_00)}, Post: true, Reviewer: "李审核"}
	wrong := in
	wrong.Money = "10201"
	d.Refuse(t, wrong)
	got := d.Must(t, in)
	out := ledger.FundOut{Fund: 1, Day: 20260120, Money: "10202", Parts: []ledger.FundPart{part(m[1], 160_00)}, Post: true, Reviewer: "李审核"}
	d.Refuse(t, out) // more than there is
	out.Parts[0].Amount = 100_00
	d.Must(t, out)
	d.Refuse(t, ledger.CloseFund{Fund: 1, Day: 20260131, Why: "完"})
	inBook(t, d, func(r ledger.Reader) {
		s := ledger.SumFund(r, 1, 0)
		if s.In != 150_00 || s.Out != 100_00 || s.Balance() != 50_00 || s.Waiting != 0 {
			t.Errorf("sum %+v", s)
		}
		f, _ := r.Fund(1)
		if err := ledger.FundGap(r, f); err != nil {
			t.Error(err)
		}
		if r.Sums("4", ledger.Period{}).All() != (ledger.Pair{}) || r.Sums("5", ledger.Period{}).All() != (ledger.Pair{}) {
			t.Error("a fund touched income or expense")
		}
		if ps := ledger.Identities(r, 202601); len(ps) > 0 {
			t.Error(ps.Err())
		}
		who := ledger.FundPeople(r, 1)
		if len(who) != 3 || who[1].In != 50_00 || who[1].Out != 100_00 || who[1].Times != 1 {
			t.Errorf("people %+v", who)
		}
	})
	d.Must(t, ledger.Reverse{ID: got.Voucher, Day: 20260121, Reason: "收错", Post: true, Reviewer: "李审核"})
	inBook(t, d, func(r ledger.Reader) {
		if s := ledger.SumFund(r, 1, 0); s.In != 0 || s.Balance() != -100_00 {
			t.Errorf("after the red letter %+v", s)
		}
	})
}

// Only acts on funds may use a fund's account: every fen there has a name.
func TestFundAccountIsGuarded(t *testing.T) {
	d := New(t, nil)
	m := people(t, d, "陈一帆")
	d.Must(t, ledger.OpenFund{Text: "羽毛球社", Kind: ledger.ClubFund, Day: 20260105, Money: "101"})
	if err := d.Refuse(t, ledger.Enter{Voucher: V(20260106, "收社费", Dr("10102", 5_00), Cr("22101", 5_00))}); !strings.Contains(err.Error(), "代管资金") {
		t.Error(err)
	}
	got := d.Must(t, ledger.FundIn{Fund: 1, Day: 20260106, Money: "10102", Parts: []ledger.FundPart{part(m[0], 5_00)}})
	v := V(20260106, "改成别的", Dr("10102", 9_00), Cr("22101", 9_00))
	v.ID = got.Voucher
	d.Refuse(t, ledger.Enter{Voucher: v})
	inBook(t, d, func(r ledger.Reader) {
		if s := ledger.SumFund(r, 1, 0); s.Balance() != 5_00 || s.Waiting != 5_00 {
			t.Errorf("%+v", s)
		}
	})
	d.Must(t, ledger.VoidDraft{ID: got.Voucher, Reason: "写错"})
	inBook(t, d, func(r ledger.Reader) {
		if s := ledger.SumFund(r, 1, 0); s.Moves != 0 {
			t.Errorf("moves of a void draft stay: %+v", s)
		}
	})
}

// A collection ends at zero, and says to whom it was handed over.
func TestCollectionEndsAtZero(t *testing.T) {
	d := New(t, nil)
	m := people(t, d, "陈一帆", "林二木")
	d.Must(t, ledger.OpenFund{Text: "为患病同事捐款", Kind: ledger.Collection, Day: 20260105, Money: "101"})
	d.Must(t, ledger.FundIn{Fund: 1, Day: 20260106, Money: "10102", Parts: []ledger.FundPart{part(m[0], 100_00), {Name: "校友", Amount: 23_50}}, Post: true, Reviewer: "李审核"})
	draft := d.Must(t, ledger.FundOut{Fund: 1, Day: 20260110, Money: "10102", Parts: []ledger.FundPart{part(m[1], 123_50)}})
	d.Refuse(t, ledger.CloseFund{Fund: 1, Day: 20260111, Why: "已交本人"}) // a draft waits
	d.As("李审核", func() { d.Must(t, ledger.Review{IDs: []ledger.VoucherID{draft.Voucher}}) })
	d.Must(t, ledger.Post{IDs: []ledger.VoucherID{draft.Voucher}})
	d.Refuse(t, ledger.CloseFund{Fund: 1, Day: 20260111})
	d.Must(t, ledger.CloseFund{Fund: 1, Day: 20260111, Why: "已全部交给本人，公示七天"})
	d.Refuse(t, ledger.FundIn{Fund: 1, Day: 20260112, Money: "10102", Parts: []ledger.FundPart{part(m[0], 1_00)}})
	d.Must(t, ledger.Reverse{ID: draft.Voucher, Day: 20260113, Reason: "付错人", Post: true, Reviewer: "李审核"})
	inBook(t, d, func(r ledger.Reader) {
		if f, _ := r.Fund(1); f.Closed != 0 {
			t.Error("a fund with money in it stays closed")
		}
	})
}

// What stood on the account before it became a fund's has names too.
func TestFundBeginsWithWhatIsThere(t *testing.T) {
	d := New(t, func(f *ledger.Found) {
		f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 1_000_00}, {Code: "221", Credit: 300_00}, {Code: "32205", Credit: 700_00}}
	})
	m := people(t, d, "陈一帆", "林二木")
	d.Must(t, ledger.OpenFund{Text: "大病互助金", Kind: ledger.MutualFund, Day: 20260105, Post: true, Reviewer: "李审核"})
	inBook(t, d, func(r ledger.Reader) {
		if b := ledger.Balance(r, "10202", 202601); b != 300_00 {
			t.Errorf("trust money %s", b)
		}
		if s := ledger.SumFund(r, 1, 0); s.Balance() != 300_00 {
			t.Errorf("%+v", s)
		}
		if ps := ledger.Identities(r, 202601); len(ps) > 0 {
			t.Error(ps.Err())
		}
	})
	d.Must(t, ledger.AddAccount{Code: "22102", Text: "老账"})
	d.Post(t, V(20260106, "收社费", Dr("10202", 80_00), Cr("22102", 80_00)))
	first := ledger.OpenFund{Text: "羽毛球社", Kind: ledger.ClubFund, Day: 20260107, Account: "22102", Brought: []ledger.FundPart{part(m[0], 30_00)}}
	d.Refuse(t, first)
	first.Brought = append(first.Brought, part(m[1], 50_00))
	d.Must(t, first)
	old, _ := ledger.VoucherID(2), 0
	d.Must(t, ledger.Reverse{ID: old, Day: 20260108, Reason: "收错", Post: true, Reviewer: "李审核"})
	inBook(t, d, func(r ledger.Reader) {
		s, f := ledger.SumFund(r, 2, 0), ledger.Fund{}
		f, _ = r.Fund(2)
		if s.Brought != 80_00 || s.Balance() != 0 || ledger.FundGap(r, f) != nil {
			t.Errorf("%+v %v", s, ledger.FundGap(r, f))
		}
	})
}
