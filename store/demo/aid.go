package demo

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// aid are hardship cases, the programme that comes every autumn, money held for
// others and a loan.
func (w *writer) aid(m ledger.Month) {
	d := func(n int) ledger.Day { return m.First().Add(n - 1) }
	switch m.Num() {
	case 1:
		w.voucher(d(9), "收到上级困难职工帮扶专项补助", "云岭县教育工会", 1, dr("102", 10_000_00), earmarked(cr("40302", 10_000_00)))
		for i, s := range w.some(d(10), 2, 4) {
			w.hardship(s, d(10), i)
		}
	case 3:
		w.mutual(d(20))
	case 6:
		w.loan(d(12))
	case 7, 8, 10:
		w.repay(d(20))
	case 9:
		w.collection(d(11))
		w.students(m)
	}
}

// hardship is one case from the application to the money.
func (w *writer) hardship(s ledger.Share, d ledger.Day, i int) {
	w.at(d)
	causes := ledger.AidCauses()
	c := ledger.Case{Member: s.Member, Opened: d, Cause: causes[i%len(causes)]}
	c.Proofs = ledger.AidProofs(c.Cause)
	for k := range c.Proofs {
		c.Proofs[k].Seen = true
	}
	f := ledger.CaseFile{Income: ledger.Money(42_000+i*3_000) * 100, Cost: 38_000_00, OwnCost: 16_500_00, Story: "练习用的说明，不是真事",
		Household: []ledger.HouseholdRow{{Name: s.Name, Relation: "本人", Income: 3_500_00}, {Name: "（家属）", Relation: "配偶", Work: "待业"}}}
	id := ledger.CaseID(numbered(w.do(ledger.SaveCase{Case: c, File: &f}), "case"))
	w.do(ledger.AddOpinion{Case: id, Opinion: ledger.Opinion{Level: "工会小组", By: "小组长", Day: d, Text: "情况属实，同意上报"}})
	w.do(ledger.AddOpinion{Case: id, Opinion: ledger.Opinion{Level: "工会", By: "何国华", Day: d.Add(1), Text: "符合条件"}})
	w.do(ledger.ApproveCase{Case: id, Approved: ledger.Approval{By: "何国华", Day: d.Add(1), Minute: fmt.Sprintf("工委〔%d〕2号", d.Year())}, Amount: 2_000_00})
	w.do(ledger.HangCase{Case: id, Hung: ledger.Publication{From: d.Add(2), To: d.Add(9), Place: "教工之家公告栏", Heard: "无异议"}})
	w.give(ledger.Gift{Occasion: "hardship", Title: "困难职工补助", Day: d.Add(10), Form: ledger.Transfer, Each: 2_000_00, Case: id, Restricted: true,
		Approved: ledger.Approval{By: "何国华", Day: d.Add(1), Minute: fmt.Sprintf("工委〔%d〕2号", d.Year())}, Proofs: []ledger.ProofItem{{Name: "困难档案", Seen: true}}}, []ledger.Share{s}, 2, 0)
}

// students is 金秋助学: the same students over years, one joining.
func (w *writer) students(m ledger.Month) {
	d := m.First().Add(5)
	w.at(d)
	var have []ledger.Programme
	w.look(func(r ledger.Reader) {
		for p := range r.Programmes() {
			have = append(have, p)
		}
	})
	var id ledger.ProgrammeID
	if len(have) == 0 {
		id = ledger.ProgrammeID(numbered(w.do(ledger.SaveProgramme{Programme: ledger.Programme{Name: "金秋助学", Occasion: "school", Each: 1_000_00, Every: "每年", Runs: 4, Expense: "50405"}}), "programme"))
		var places []ledger.AidPlace
		for i, s := range w.some(d, 4, 5) {
			places = append(places, ledger.AidPlace{Member: s.Member, Kin: fmt.Sprintf("学生%c", 'A'+i), Relation: "子女", From: d})
		}
		if len(places) > 0 {
			w.do(ledger.JoinProgramme{Programme: id, Places: places})
		}
	} else {
		id = have[0].ID
		for _, s := range w.some(d, 6+m.Year()%5, 1) {
			w.do(ledger.JoinProgramme{Programme: id, Places: []ledger.AidPlace{{Member: s.Member, Kin: fmt.Sprintf("学生%d", m.Year()), Relation: "子女", From: d}}})
		}
	}
	var run ledger.Run
	w.look(func(r ledger.Reader) {
		if p, ok := r.Programme(id); ok {
			run = ledger.NextRun(r, p, fmt.Sprintf("%d秋", m.Year()), d)
		}
	})
	if len(run.Shares) > 0 {
		run.Gift.Form = ledger.Transfer
		for i := range run.Gift.Proofs {
			run.Gift.Proofs[i].Seen = true
		}
		run.Gift.Approved = ledger.Approval{By: "何国华", Day: d.Add(-3)}
		w.give(run.Gift, run.Shares, 2, 0)
	}
}

// mutual is the mutual-aid fund: opened once, thirty yuan a head each year, one
// payment.
func (w *writer) mutual(d ledger.Day) {
	w.at(d)
	id := w.fund("大病互助金", ledger.MutualFund, "会员大病互助", d)
	var parts []ledger.FundPart
	for _, s := range w.some(d, 0, 24) {
		parts = append(parts, ledger.FundPart{Member: s.Member, Amount: 30_00, What: "互助金"})
	}
	if len(parts) == 0 {
		return
	}
	money := w.trust()
	w.do(ledger.FundIn{Fund: id, Day: d, Money: money, Parts: parts, Payee: "各工会小组", Papers: 1, Post: true, Reviewer: reviewer})
	if len(parts) > 10 {
		w.do(ledger.FundOut{Fund: id, Day: d.Add(3), Money: money, Parts: []ledger.FundPart{{Member: parts[4].Member, Amount: 300_00, What: "住院互助"}}, Papers: 2, Post: true, Reviewer: reviewer})
	}
}

// collection is money given for a sick colleague and handed over in full.
func (w *writer) collection(d ledger.Day) {
	w.at(d)
	id := w.fund(fmt.Sprintf("%d年爱心募捐", d.Year()), ledger.Collection, "为患病同事募捐", d)
	var parts []ledger.FundPart
	var total ledger.Money
	for i, s := range w.some(d, 1, 18) {
		amount := ledger.Money(50+i%5*50) * 100
		parts, total = append(parts, ledger.FundPart{Member: s.Member, Amount: amount, What: "捐款"}), total+amount
	}
	if len(parts) == 0 {
		return
	}
	money := w.trust()
	w.do(ledger.FundIn{Fund: id, Day: d, Money: money, Parts: parts, Payee: "全体教职工", Papers: 1, Post: true, Reviewer: reviewer})
	w.do(ledger.FundOut{Fund: id, Day: d.Add(3), Money: money, Parts: []ledger.FundPart{{Name: "受助教师本人", Amount: total, What: "募捐款转交"}}, Papers: 1, Post: true, Reviewer: reviewer})
	w.do(ledger.CloseFund{Fund: id, Day: d.Add(3), Why: "已全部转交本人"})
}

// fund finds a fund by its name, or opens it.
func (w *writer) fund(name string, kind ledger.FundKind, purpose string, d ledger.Day) (id ledger.FundID) {
	w.look(func(r ledger.Reader) {
		for f := range r.Funds() {
			if f.Name == name {
				id = f.ID
			}
		}
	})
	if id != 0 {
		return id
	}
	id = ledger.FundID(numbered(w.do(ledger.OpenFund{Text: name, Kind: kind, Purpose: purpose, Day: d, Post: true, Reviewer: reviewer}), "fund"))
	w.split()
	return id
}

// trust is the bank account of money held for others.
func (w *writer) trust() (c ledger.Code) {
	w.look(func(r ledger.Reader) {
		for _, t := range ledger.Trust(r.Chart()) {
			if t.Under("102") {
				c = t
			}
		}
	})
	return c
}

// loan lends to a member, to be paid back in three parts; the last is late.
func (w *writer) loan(d ledger.Day) {
	who := w.some(d, 11, 1)
	if len(who) == 0 {
		return
	}
	w.at(d)
	w.do(ledger.LendTo{Member: who[0].Member, Day: d, Amount: 6_000_00, Detail: true, Money: w.own, Why: "家中火灾，应急周转", Post: true, Reviewer: reviewer, Papers: 1,
		Plan:     []ledger.Instalment{{Due: d.Add(38), Amount: 2_000_00}, {Due: d.Add(69), Amount: 2_000_00}, {Due: d.Add(100), Amount: 2_000_00}},
		Approved: ledger.Approval{By: "何国华", Day: d.Add(-1), Minute: fmt.Sprintf("工委〔%d〕9号", d.Year())}})
}

func (w *writer) repay(d ledger.Day) {
	var id ledger.LoanID
	w.look(func(r ledger.Reader) {
		for l := range r.Loans() {
			id = l.ID
		}
	})
	if id != 0 && d.Month().Num() != 10 { // the third part has not come
		w.at(d)
		w.do(ledger.RepayLoan{Loan: id, Day: d, Amount: 2_000_00, Money: w.own, Papers: 1, Post: true, Reviewer: reviewer})
	}
}

// split looks again which account is the union's own bank account: 102 until
// money held for others gets its own beside it.
func (w *writer) split() {
	w.look(func(r ledger.Reader) {
		trust := ledger.Trust(r.Chart())
		for _, a := range r.Chart() {
			if a.Code.Under("102") && a.Code != "102" && ledger.IsLeaf(r.Chart(), a.Code) && !slices.Contains(trust, a.Code) {
				w.own = a.Code
			}
		}
	})
}
