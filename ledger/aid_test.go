package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

func kinds(gs []ledger.CaseGap) (out []string) {
	for _, g := range gs {
		out = append(out, g.Kind)
	}
	return out
}

// What a case lacks, one thing after the other (finding F44).
func TestCaseMissing(t *testing.T) {
	seen := []ledger.ProofItem{{Name: "住院票据", Seen: true}}
	said := []ledger.Opinion{{Level: "工会小组", By: "陈一帆", Day: 20260102, Text: "属实"}}
	yes := ledger.Approval{By: "赵主席", Day: 20260105, Minute: "会纪1"}
	hung := ledger.Publication{From: 20260106, To: 20260110, Place: "公示栏", Heard: "无异议"}
	whole := ledger.Case{Proofs: seen, Opinions: said, Approved: yes, Amount: 1_000_00, Hung: hung, State: ledger.AidApproved}
	paid := func(day ledger.Day, m ledger.Money) []ledger.AidPayment {
		return []ledger.AidPayment{{Day: day, Amount: m}}
	}
	for name, c := range map[string]struct {
		change func(*ledger.Case)
		paid   []ledger.AidPayment
		want   []string
	}{
		"whole":         {nil, paid(20260111, 1_000_00), nil},
		"nothing paid":  {nil, nil, nil},
		"paid last day": {nil, paid(20260110, 1_00), nil},
		"unseen":        {func(c *ledger.Case) { c.Proofs = []ledger.ProofItem{{Name: "票据"}} }, nil, []string{"proofs"}},
		"no proofs":     {func(c *ledger.Case) { c.Proofs = nil }, nil, []string{"proofs"}},
		"no opinion":    {func(c *ledger.Case) { c.Opinions = nil }, nil, []string{"opinions"}},
		"no minute":     {func(c *ledger.Case) { c.Approved.Minute = "" }, nil, []string{"approval"}},
		"paid before":   {nil, paid(20260104, 1_00), []string{"order", "hung-late"}},
		"too early":     {nil, paid(20260109, 1_00), []string{"hung-late"}},
		"too much":      {nil, paid(20260111, 1_000_01), []string{"amount"}},
		"not hung":      {func(c *ledger.Case) { c.Hung = ledger.Publication{} }, paid(20260111, 1_00), []string{"hung"}},
		"four days":     {func(c *ledger.Case) { c.Hung.To = 20260109 }, nil, []string{"hung-short"}},
		"not heard":     {func(c *ledger.Case) { c.Hung.Heard = "" }, nil, []string{"heard"}},
		"unsigned":      {nil, []ledger.AidPayment{{Day: 20260111, Amount: 1_00, Open: 1}}, []string{"signature"}},
		"refused":       {func(c *ledger.Case) { *c = ledger.Case{State: ledger.AidRefused} }, nil, nil},
		"new":           {func(c *ledger.Case) { *c = ledger.Case{State: ledger.AidOpen} }, nil, []string{"proofs", "opinions", "approval"}},
	} {
		x := whole
		if c.change != nil {
			c.change(&x)
		}
		if got := kinds(ledger.CaseMissing(x, c.paid, 20260201)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestIDNumbersAndCards(t *testing.T) {
	for s, want := range map[string]bool{"11010119900307109X": true, "110101199003071090": false, "11010119901307109X": false, "1101011990030710": false, "": false, "11010119900307109x": false, "１１０": false} {
		if ledger.IDNumberOK(s) != want {
			t.Errorf("ID number %q: %v", s, !want)
		}
	}
	for s, want := range map[string]bool{"6222020200112233446": true, "6222020200112233445": false, "62220202": false, "6222 0202": false} {
		if ledger.CardOK(s) != want {
			t.Errorf("card %q: %v", s, !want)
		}
	}
	if ledger.MaskName("张三") != "张*" || ledger.MaskName("欧阳明月") != "欧*" || ledger.MaskName("") != "" {
		t.Error("a name is masked wrongly")
	}
}

// One wrong digit, or two neighbours exchanged, never passes as a card.
func TestCardFindsSlips(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := []byte(rapid.StringMatching(`6[0-9]{17}`).Draw(r, "card"))
		for d := byte('0'); d <= '9'; d++ {
			if ledger.CardOK(string(append(s[:18:18], d))) {
				s = append(s[:18:18], d)
				break
			}
		}
		i := rapid.IntRange(0, 18).Draw(r, "place")
		d := byte('0' + rapid.IntRange(0, 9).Draw(r, "digit"))
		if wrong := slices.Clone(s); d != wrong[i] {
			wrong[i] = d
			if ledger.CardOK(string(wrong)) || !ledger.CardOK(string(s)) {
				r.Fatalf("%s taken for %s", wrong, s)
			}
		}
	})
}

func TestCaseIsKeptInOrder(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	m := people(t, d, "陈一帆")
	file := ledger.CaseFile{IDNumber: "110101 19900307 1090", Card: "123", OwnCost: 2, Cost: 1, Household: []ledger.HouseholdRow{{Relation: "配偶"}, {}}}
	act := ledger.SaveCase{Case: ledger.Case{Member: m[0], Opened: 20260103, Cause: "大病", State: ledger.AidApproved, Amount: 9}, File: &file}
	err := d.Refuse(t, act)
	for _, want := range []string{"身份证号", "银行卡号", "自己负担", "家庭成员"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("nothing is said of %s: %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "1990") {
		t.Error("the number stands in the message")
	}
	file.OwnCost, file.Household[0].Name, act.Sure = 0, "林某", true
	got := d.Must(t, act)
	if got.Object != "case/1" || strings.Contains(got.Title, "陈一帆") || got.Member != 0 {
		t.Errorf("%+v", got)
	}
	d.Refuse(t, ledger.HangCase{Case: 1, Hung: ledger.Publication{From: 20260104, To: 20260108, Place: "栏"}}) // not approved yet
	yes := ledger.ApproveCase{Case: 1, Approved: ledger.Approval{By: "赵主席", Day: 20260105, Minute: "会纪1"}, Amount: 500_00}
	for _, wrong := range []func(*ledger.ApproveCase){func(a *ledger.ApproveCase) { a.Approved.Minute = "" }, func(a *ledger.ApproveCase) { a.Amount = 0 }, func(a *ledger.ApproveCase) { a.Approved.Day = 20260101 },
		func(a *ledger.ApproveCase) { a.Refuse = true }} {
		x := yes
		wrong(&x)
		d.Refuse(t, x)
	}
	d.Must(t, yes)
	inBook(t, d, func(r ledger.Reader) {
		c, _ := r.Case(1)
		if c.State != ledger.AidApproved || c.Amount != 500_00 || len(c.Proofs) != 4 || c.By != "王会计" {
			t.Errorf("%+v", c)
		}
		f, _ := r.CaseFile(1)
		if f.IDNumber != "110101199003071090" || len(f.Household) != 1 {
			t.Errorf("%+v", f)
		}
	})
	pay(t, d, 300_00)
	inBook(t, d, func(r ledger.Reader) {
		c, _ := r.Case(1)
		g, shares := ledger.CaseGift(r, c, 20260120)
		if ledger.PaidOf(r, 1) != 300_00 || shares[0].Amount != 200_00 || g.Case != 1 || strings.Contains(g.Title, "陈一帆") {
			t.Errorf("paid %s, then %+v", ledger.PaidOf(r, 1), shares)
		}
	})
	yes.Amount = 299_99
	d.Refuse(t, yes) // less than was paid
	d.Must(t, ledger.CloseCase{Case: 1, Why: "已发放"})
	d.Refuse(t, ledger.AddOpinion{Case: 1, Opinion: ledger.Opinion{Level: "工会", By: "赵主席", Day: 20260106, Text: "同意"}})
	d.Refuse(t, ledger.OpenCaseFile{Case: 1})
	d.Must(t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}}})
	d.As("孙出纳", func() { d.Refuse(t, ledger.OpenCaseFile{Case: 1, Why: "看"}) })
	d.As("钱经审", func() { d.Must(t, ledger.OpenCaseFile{Case: 1, Why: "抽查"}) })
}

// pay pays a part of case 1.
func pay(t testing.TB, d *Desk, m ledger.Money) {
	var g ledger.Gift
	var s []ledger.Share
	inBook(t, d, func(r ledger.Reader) { c, _ := r.Case(1); g, s = ledger.CaseGift(r, c, 20260115) })
	s[0].Amount = m
	d.Must(t, ledger.GiveOut{Gift: g, Shares: s, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
}

// 金秋助学 over years: the same students, at most twice here; one leaves, one
// joins, one gets more; what was taken back is no run.
func TestProgrammeOverYears(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, Opening() })
	m := people(t, d, "陈一帆", "林二木", "何三水")
	d.Must(t, ledger.SaveProgramme{Programme: ledger.Programme{Name: "金秋助学", Occasion: "school", Each: 1_000_00, Runs: 2}})
	d.Refuse(t, ledger.SaveProgramme{Programme: ledger.Programme{Name: "金秋助学", Occasion: "school"}})
	d.Refuse(t, ledger.SaveProgramme{Programme: ledger.Programme{Name: "别的", Occasion: "school", Expense: "221"}})
	place := func(i int, kin string, from ledger.Day) ledger.AidPlace {
		return ledger.AidPlace{Member: m[i], Kin: kin, Relation: "子女", From: from}
	}
	join := ledger.JoinProgramme{Programme: 1, Places: []ledger.AidPlace{place(0, "陈小满", 20260101), place(0, "陈小丰", 20260101), place(1, "林小雨", 20260101)}}
	d.Must(t, join)
	d.Refuse(t, join) // all have a place
	book := func(name string, day ledger.Day) (ledger.Run, ledger.Receipt) {
		var run ledger.Run
		inBook(t, d, func(r ledger.Reader) { p, _ := r.Programme(1); run = ledger.NextRun(r, p, name, day) })
		run.Gift.Reason, run.Gift.Second = "每个孩子一份", "赵主席"
		return run, d.Must(t, ledger.GiveOut{Gift: run.Gift, Shares: run.Shares, Money: "102", Papers: 1, Post: true})
	}
	first, _ := book("2026", 20260901)
	if len(first.Shares) != 3 || len(first.Joined) != 3 || first.Last != 0 || first.Twice {
		t.Errorf("first run %+v", first)
	}
	d.Must(t, ledger.LeaveProgramme{Programme: 1, Who: []ledger.PlaceKey{{Member: m[1], Kin: "林小雨"}}, Day: 20270630, Why: "已毕业"})
	d.Must(t, ledger.JoinProgramme{Programme: 1, Places: []ledger.AidPlace{place(2, "何小川", 20270701)}})
	second, _ := book("2027", 20270901)
	if len(second.Shares) != 3 || len(second.Joined) != 1 || len(second.Left) != 1 || second.Left[0].Kin != "林小雨" || len(second.Changed) != 0 || second.LastRun != "2026" {
		t.Errorf("second run %+v", second)
	}
	d.Must(t, ledger.SaveProgramme{Programme: ledger.Programme{ID: 1, Name: "金秋助学", Occasion: "school", Each: 1_200_00, Runs: 2}})
	third, got := book("2028", 20280901)
	if len(third.Shares) != 1 || len(third.Full) != 2 || len(third.Changed) != 1 || third.Changed[0].Was != 1_000_00 || len(third.Left) != 2 {
		t.Errorf("third run %+v", third)
	}
	check := func(runs, persons, times int, total ledger.Money) {
		t.Helper()
		inBook(t, d, func(r ledger.Reader) {
			if a := ledger.ProgrammeTotals(r, 1).All; a.Runs != runs || a.Persons != persons || a.Times != times || a.Total != total {
				t.Errorf("%+v", a)
			}
		})
	}
	check(3, 4, 7, 7_200_00)
	d.Must(t, ledger.Reverse{ID: got.Voucher, Day: 20280902, Reason: "发错", Post: true})
	check(2, 4, 6, 6_000_00)
	again, _ := book("2028", 20280905)
	if again.Twice || len(again.Shares) != 1 {
		t.Errorf("after it was written off %+v", again)
	}
}
