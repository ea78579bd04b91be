package ledger_test

import (
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

func TestMergedDoubleLeavesListsAndArrears(t *testing.T) {
	d := New(t, nil)
	d.Must(t, ledger.SetDuesRule{Rule: ledger.DefaultDuesRule(202601)})
	var ids []ledger.MemberID
	for _, n := range []string{"陈一帆", "陈一凡", "林二木"} {
		rec := d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: n, Spells: []ledger.Spell{{From: 20200101}}, Wages: []ledger.Wage{{From: 202001, Post: 4000_00}}}})
		ids = append(ids, rec.Member)
	}
	for mo := ledger.Month(202601); mo <= 202602; mo++ {
		d.Must(t, ledger.AssessDues{Month: mo})
	}
	d.Must(t, ledger.CollectDues{Day: 20260210, Account: "102", Post: true, Reviewer: "李审核", Portions: []ledger.Portion{{Member: ids[1], Month: 202601}}})
	d.Must(t, duanwu("102", true, ledger.Share{Member: ids[0]}))
	d.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "住院", Day: 20260611, Each: 500_00}, Shares: []ledger.Share{{Member: ids[1]}}, Money: "102", Papers: 1})

	refusedWith(t, d, ledger.MergeMembers{From: ids[1], Into: ids[1], Reason: "重复"}, "同一条")
	refusedWith(t, d, ledger.MergeMembers{From: ids[1], Into: ids[0]}, "原因")
	d.Must(t, ledger.MergeMembers{From: ids[1], Into: ids[0], Reason: "名字写错，登记了两次"})
	refusedWith(t, d, ledger.MergeMembers{From: ids[1], Into: ids[2], Reason: "再并"}, "已经合并")
	refusedWith(t, d, ledger.MergeMembers{From: ids[2], Into: ids[1], Reason: "并错"}, "已并入")

	d.View(func(r ledger.Reader) error {
		var sum ledger.Money
		for _, id := range ids[:2] {
			sum = 0
			for _, g := range ledger.GivenTo(r, id, 20260101, 20261231) {
				sum += g.Amount
			}
			if sum != 580_00 {
				t.Errorf("member %d was given %s", id, sum)
			}
		}
		shares, left := ledger.Audience(r, 20260610, ledger.To{All: true, Members: ids})
		if len(shares) != 2 || len(left) != 0 {
			t.Errorf("%+v %+v", shares, left)
		}
		// January was paid under the double; February is owed once.
		if owed, n := ledger.Arrears(r, ids[0], 202601, 202602); owed != 20_00 || n != 1 {
			t.Errorf("owed %s for %d months", owed, n)
		}
		if owed, _ := ledger.Arrears(r, ids[1], 202601, 202602); owed != 0 {
			t.Errorf("the double owes %s", owed)
		}
		if x, _ := r.Due(ids[1], 202602); x.Payable() != 0 || x.Why == "" {
			t.Errorf("%+v", x)
		}
		return nil
	})
	// Editing the entry does not undo the merge.
	var m ledger.Member
	d.View(func(r ledger.Reader) error { m, _ = r.Member(ids[0]); return nil })
	m.Merged, m.Note = nil, "核对过"
	d.Must(t, ledger.SaveMember{Member: m})
	d.View(func(r ledger.Reader) error {
		if m, _ := r.Member(ids[0]); len(m.Merged) != 1 {
			t.Errorf("%+v", m)
		}
		return nil
	})
	d.Must(t, ledger.AssessDues{Month: 202603})
	d.View(func(r ledger.Reader) error {
		if x, _ := r.Due(ids[1], 202603); x.Working.Due != 0 {
			t.Errorf("%+v", x)
		}
		return nil
	})
}

func TestAudience(t *testing.T) {
	d := New(t, nil)
	add := func(m ledger.Member) ledger.MemberID {
		if len(m.Spells) == 0 {
			m.Spells = []ledger.Spell{{From: 20200101}}
		}
		return d.Must(t, ledger.SaveMember{Member: m}).Member
	}
	add(ledger.Member{Name: "乙组甲", Group: "乙组", No: "9"})
	add(ledger.Member{Name: "甲组二", Group: "甲组", No: "002"})
	add(ledger.Member{Name: "甲组一", Group: "甲组", No: "001"})
	add(ledger.Member{Name: "退休人", Retires: 20260610})
	add(ledger.Member{Name: "将退休", Retires: 20260611})
	add(ledger.Member{Name: "老退休", Stands: []ledger.Stand{{From: 202001, Class: ledger.Staff}, {From: 202503, Class: ledger.Retired}}})
	add(ledger.Member{Name: "停薪人", Away: []ledger.Spell{{From: 20260101, To: 20260610, In: "停薪留职"}}})
	add(ledger.Member{Name: "回来了", Away: []ledger.Spell{{From: 20260101, To: 20260609, In: "停薪留职"}}})
	add(ledger.Member{Name: "新来的", Spells: []ledger.Spell{{From: 20260612}}})
	add(ledger.Member{Name: "转走的", Spells: []ledger.Spell{{From: 20200101, To: 20260609, Out: "转出"}}})
	last := add(ledger.Member{Name: "末日走", Spells: []ledger.Spell{{From: 20200101, To: 20260610, Out: "转出"}}})
	d.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "甲组", Order: 1}})
	d.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "乙组", Order: 2}})
	d.View(func(r ledger.Reader) error {
		shares, left := ledger.Audience(r, 20260610, ledger.To{All: true})
		var names string
		for _, s := range shares {
			names += s.Name + " "
		}
		if names != "甲组一 甲组二 乙组甲 将退休 回来了 末日走 " {
			t.Errorf("%s", names)
		}
		want := map[string]string{"退休人": "已退休（2026年6月10日起）", "老退休": "已退休（2025年3月1日起）", "停薪人": "停薪留职（2026年1月1日至2026年6月10日）",
			"新来的": "2026年6月12日才入会", "转走的": "2026年6月9日已转出"}
		for _, l := range left {
			if want[l.Name] != l.Why {
				t.Errorf("%s: %q, want %q", l.Name, l.Why, want[l.Name])
			}
			delete(want, l.Name)
		}
		if len(want) > 0 {
			t.Errorf("not named: %v", want)
		}
		if shares, _ := ledger.Audience(r, 20260610, ledger.To{Groups: []string{"乙组"}, Members: []ledger.MemberID{last, last}}); len(shares) != 2 {
			t.Errorf("%+v", shares)
		}
		return nil
	})
}

func TestAudienceOfWomen(t *testing.T) {
	d := New(t, nil)
	for name, sex := range map[string]string{"女一": "女", "男一": "男", "没填": ""} {
		d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: name, Sex: sex, Spells: []ledger.Spell{{From: 20200101}}}})
	}
	d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "退休女", Sex: "女", Retires: 20260101, Spells: []ledger.Spell{{From: 20200101}}}})
	d.View(func(r ledger.Reader) error {
		shares, left := ledger.Audience(r, 20260308, ledger.To{All: true, Women: true})
		if len(shares) != 1 || shares[0].Name != "女一" {
			t.Errorf("%+v", shares)
		}
		why := map[string]string{}
		for _, l := range left {
			why[l.Name] = l.Why
		}
		if len(why) != 2 || why["没填"] != "名册里没有填性别" || why["退休女"] == "" {
			t.Errorf("%v", why)
		}
		return nil
	})
}
