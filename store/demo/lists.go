package demo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// standards puts the rule table in force that the practice union goes by, and
// the few things it has settled for itself.
func (w *writer) standards() {
	year := w.o.Start.Year()
	w.do(ledger.EnableRegion{Region: "全国", Year: year, On: true})
	w.do(ledger.EnableRegion{Region: "河南", Year: year, On: true})
	w.do(ledger.SaveRule{Rule: ledger.Rule{ID: "本会-纪念品", Region: "本单位", From: w.o.Start.First(), Subject: ledger.SubKeepsake, Measure: ledger.PerPersonEvent, Limit: "100",
		Severity: ledger.SevWarn, Basis: "云岭县教育工会通知（练习用）", Source: "练习账本", Confidence: "G", On: true}})
	w.do(ledger.SetPractice{Practice: ledger.Practice{Region: "河南", SpareRows: 3}})
	w.planYear(year)
}

// planYear is what the committee writes down in January.
func (w *writer) planYear(year int) {
	for _, x := range []ledger.PlanItem{
		{Month: 1, Name: "春节慰问", Kind: "慰问", Amount: ledger.Money(w.o.Members) * 280_00, Who: "何国华"},
		{Month: 4, Name: "春游", Kind: "活动", Amount: ledger.Money(w.o.Members) * 86_00, Who: "林涛"},
		{Month: 5, Name: "教职工运动会", Kind: "活动", Amount: 9_000_00, Who: "林涛"},
		{Month: 6, Name: "端午慰问", Kind: "慰问", Amount: ledger.Money(w.o.Members) * 85_00, Who: "何国华"},
		{Month: 9, Name: "金秋助学", Kind: "慰问", Amount: 6_000_00, Who: "何国华"},
		{Month: 10, Name: "秋游", Kind: "活动", Amount: ledger.Money(w.o.Members) * 92_00, Who: "林涛"},
		{Month: 12, Name: "教职工书画展", Kind: "活动", Amount: 1_500_00, Who: "美术组"},
	} {
		x.Year = year
		w.do(ledger.SavePlanItem{Item: x})
	}
}

// look reads the book.
func (w *writer) look(f func(r ledger.Reader)) {
	if w.err == nil {
		w.err = w.b.View(func(r ledger.Reader) error { f(r); return nil })
	}
}

// numbered takes the number out of a receipt: gift/12.
func numbered(r ledger.Receipt, kind string) uint64 {
	n, _ := strconv.ParseUint(strings.TrimPrefix(r.Object, kind+"/"), 10, 64)
	return n
}

// give makes an act with its list and voucher; the paper comes back signed but
// for some lines.
func (w *writer) give(g ledger.Gift, shares []ledger.Share, papers int, open int) (ledger.Gift, ledger.Receipt) {
	if len(shares) == 0 {
		return g, ledger.Receipt{}
	}
	w.at(g.Day)
	r := w.do(ledger.GiveOut{Gift: g, Shares: shares, Money: w.own, Papers: papers, Post: true, Reviewer: reviewer})
	g.ID = ledger.GiftID(numbered(r, "gift"))
	w.signed(g, open)
	return g, r
}

// signed prints the sheets of an act and keys the paper, leaving some lines
// open from the end.
func (w *writer) signed(g ledger.Gift, open int) {
	var sheets []ledger.Sheet
	w.look(func(r ledger.Reader) { sheets = slices.Collect(r.Sheets(g.ID)) })
	for _, s := range sheets {
		w.do(ledger.FreezeSheet{Sheet: s.ID})
		var marks []ledger.Mark
		for line := 1; line <= s.Lines-open; line++ {
			m := ledger.Mark{Line: line, Sign: ledger.Signed}
			switch {
			case g.Form == ledger.Transfer:
				m.Sign = ledger.Transferred
			case line%29 == 7:
				m.Sign, m.Proxy = ledger.ByProxy, "小组长"
			}
			marks = append(marks, m)
		}
		if len(marks) > 0 {
			w.do(ledger.SignShares{Sheet: s.ID, Day: g.Day, Marks: marks})
		}
	}
}

// everyone is the list of all in service on a day.
func (w *writer) everyone(d ledger.Day) (shares []ledger.Share, left []ledger.LeftOut) {
	w.look(func(r ledger.Reader) { shares, left = ledger.Audience(r, d, ledger.To{All: true}) })
	return shares, left
}

// some are up to n members in service on a day, always the same ones.
func (w *writer) some(d ledger.Day, from, n int) (out []ledger.Share) {
	all, _ := w.everyone(d)
	for i := from; i < len(all) && len(out) < n; i += 17 {
		out = append(out, all[i])
	}
	return out
}

// festival is a gift for everybody in service.
func (w *writer) festival(occasion string, d ledger.Day, each ledger.Money, goods string) {
	shares, left := w.everyone(d)
	if len(shares) == 0 {
		return
	}
	open := 0
	if occasion == "national" {
		open = min(3, len(shares)-1) // the audit finds them
	}
	g := ledger.Gift{Occasion: occasion, Day: d, Form: ledger.Goods, Item: goods, Each: each, LeftOut: left,
		Approved: ledger.Approval{By: "何国华", Day: d.Add(-10), Minute: fmt.Sprintf("工委〔%d〕%d号", d.Year(), d.Month().Num())},
		Bill:     ledger.Bill{Ref: fmt.Sprintf("2433200000%010d", d), Count: len(shares), Amount: each * ledger.Money(len(shares))}}
	g, r := w.give(g, shares, 2, open)
	w.attach(r.Voucher, g.Item+"签领表.png", signSheet(int(each)+len(shares)))
}

// cakes are the birthdays of the month.
func (w *writer) cakes(m ledger.Month) {
	d := m.First().Add(14)
	var due []ledger.Share
	w.look(func(r ledger.Reader) {
		all, _ := ledger.Audience(r, d, ledger.To{All: true})
		for _, s := range all {
			if who, ok := r.Member(s.Member); ok && int(who.Born)/100%100 == m.Num() {
				due = append(due, s)
			}
		}
	})
	if len(due) == 0 {
		return
	}
	amount := ledger.Money(len(due)) * 150_00
	number := fmt.Sprintf("24332000000014%06d", m)
	g := ledger.Gift{Occasion: "birthday", Title: m.Chinese() + "会员生日", Day: d, Form: ledger.Coupon, Item: "蛋糕券（好利来云岭店）", Each: 150_00,
		Approved: ledger.Approval{By: "何国华", Day: d.Add(-5)}, Bill: ledger.Bill{Ref: number, Count: len(due), Amount: amount}}
	_, r := w.give(g, due, 1, 0)
	if m.Num()%3 == 0 {
		w.attach(r.Voucher, "生日蛋糕券发票.xml", invoiceXML("好利来云岭店", number, d, amount))
	}
}

// visits are gifts to single persons.
func (w *writer) visits(m ledger.Month) {
	d := func(n int) ledger.Day { return m.First().Add(n - 1) }
	seen := func(names ...string) (out []ledger.ProofItem) {
		for _, n := range names {
			out = append(out, ledger.ProofItem{Name: n, Seen: true})
		}
		return out
	}
	ok := ledger.Approval{By: "何国华", Day: d(3)}
	year := m.Year() - w.o.Start.Year() // nobody weds every year
	switch m.Num() {
	case 1:
		w.give(ledger.Gift{Occasion: "hospital", Title: "走访慰问住院会员", Day: d(18), Form: ledger.Transfer, Each: 1_000_00, Approved: ok, Proofs: seen("住院票据", "病历首页", "出院记录")}, w.some(d(18), 3+year, 2), 2, 0)
	case 4:
		w.give(ledger.Gift{Occasion: "marriage", Day: d(16), Form: ledger.Goods, Item: "床上用品", Each: 500_00, Approved: ok, Proofs: seen("结婚证")}, w.some(d(16), 5+year, 1), 1, 0)
	case 5:
		kin := w.some(d(26), 9+year, 1)
		for i := range kin {
			kin[i].Relation, kin[i].Kin = "父母", "（母亲）"
		}
		w.give(ledger.Gift{Occasion: "death_kin", Day: d(26), Form: ledger.Transfer, Each: 1_000_00, Approved: ok, Proofs: seen("死亡证明", "亲属关系")}, kin, 2, 0)
	case 7:
		shares := w.some(d(8), 1, 12)
		w.give(ledger.Gift{Occasion: "cooling", Title: "慰问暑期值班人员", Day: d(8), Form: ledger.Goods, Item: "清凉饮品、风油精", Each: 60_00, Approved: ok}, shares, 1, 0)
	case 11:
		w.give(ledger.Gift{Occasion: "birth", Day: d(10), Form: ledger.Goods, Item: "婴儿用品", Each: 500_00, Approved: ok, Proofs: seen("出生证明")}, w.some(d(10), 8+year, 1), 1, 0)
	}
}

// countGoods is the stock-take at the end of a year: everything is there.
func (w *writer) countGoods(m ledger.Month) {
	a := ledger.StockCount{Day: m.Last(), By: treasurer, Reason: "年终盘点"}
	w.look(func(r ledger.Reader) {
		for x := range r.Articles() {
			have := 0
			for mv := range r.StockMoves(x.ID) {
				have += mv.Qty
			}
			if have > 0 {
				a.Counts = append(a.Counts, ledger.CountLine{Article: x.ID, Found: have})
			}
		}
	})
	if len(a.Counts) > 0 {
		w.do(a)
	}
}
