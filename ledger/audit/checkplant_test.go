package audit_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	. "huizhang/store/storetest"
)

// garden is a random history in which nothing is wrong and no paper is missing:
// three months closed and hung, April open.
type garden struct {
	bench
	rnd  *rand.Rand
	who  []ledger.MemberID
	days []ledger.Day // weekdays of April
	n    int
	seen map[string]int
}

// shops sell; each is met with different sums.
var shops = [...]string{"体育用品店", "新华书店", "彩印店", "便民超市", "云岭客运公司", "花木公司"}

func newGarden(t *testing.T, seed uint64) *garden {
	g := &garden{bench: bench{New(t, func(f *ledger.Found) { noGear(f, false) }), t}, rnd: rand.New(rand.NewPCG(seed, 0xc1ea)), seen: map[string]int{}}
	for _, name := range []string{"陈一帆", "林二木", "何三水", "郭四方"} {
		g.who = append(g.who, g.member(name))
	}
	for i, s := range []ledger.Subject{ledger.SubPrizeSingle, ledger.SubKeepsake, ledger.SubFestival, ledger.SubBirthday, ledger.SubOutingDay, ledger.SubMeal} {
		m := ledger.PerPersonEvent
		if s == ledger.SubFestival || s == ledger.SubBirthday {
			m = ledger.PerMemberYear
		}
		g.Must(t, ledger.SaveRule{Rule: ledger.Rule{ID: fmt.Sprintf("本会-%d", i+1), Region: "本单位", From: 20200101, Subject: s, Measure: m, Limit: "300",
			Severity: ledger.SevWarn, Basis: "测试规定", Source: "测试", Confidence: "B", On: true}})
	}
	for m := ledger.Month(202601); m <= 202604; m++ {
		g.month(m)
	}
	for d := ledger.Day(20260409); d <= 20260424; d = d.Add(1) {
		if w := int(d.Weekday()); w != 0 && w != 6 {
			g.days = append(g.days, d)
		}
	}
	return g
}

// sum is a random amount, never the same twice.
func (g *garden) sum(most int) ledger.Money {
	g.n++
	return ledger.Money(10_00+g.rnd.IntN(most)*100) + ledger.Money(g.n%100)
}

func (g *garden) shop() string { return shops[g.rnd.IntN(len(shops))] }

func (g *garden) month(m ledger.Month) {
	t, d := g.t, func(n int) ledger.Day { return m.First().Add(n - 1) }
	g.Must(t, ledger.AssessDues{Month: m})
	var all []ledger.Portion
	for _, id := range g.who {
		all = append(all, ledger.Portion{Member: id, Month: m})
	}
	g.Must(t, ledger.CollectDues{Day: d(6), Account: "102", Portions: all, Papers: 1, Post: true, Reviewer: "李审核"})
	pay := ledger.Money(100_000_00 + g.rnd.IntN(50_000)*100)
	g.Must(t, ledger.SetMonthFacts{Month: m, Payroll: &pay})
	up := pay / 50 * 4 / 10
	g.Post(t, V(d(7), "行政拨来工会经费", Dr("102", pay/50), Cr("402", pay/50-up), Cr("211", up)))
	g.Post(t, V(d(8), "上解上级工会经费", Dr("211", up), Cr("102", up)))
	g.Post(t, V(d(8), "提取备用金", Dr("101", 600_00), Cr("102", 600_00)))
	for range 3 + g.rnd.IntN(5) {
		x, c := g.sum(900), [...]ledger.Code{"50102", "50103", "50105", "50502", "50504"}[g.rnd.IntN(5)]
		g.pay(d(9+g.rnd.IntN(15)), [...]string{"购球", "购书", "印海报", "会场布置", "活动用水"}[g.rnd.IntN(5)], g.shop(), c, x)
	}
	for range 2 {
		x := g.sum(180)
		v := V(d(10+g.rnd.IntN(10)), "零星用品", Dr("50504", x), Cr("101", x))
		v.Payee = g.shop()
		g.Post(t, v)
	}
	if g.rnd.IntN(2) == 0 { // a mistake that was put right at once
		v := g.pay(d(20), "购用品", "文具店", "50102", g.sum(500))
		g.Must(t, ledger.Reverse{ID: v, Day: d(21), Reason: "科目记错", Post: true, Reviewer: "李审核"})
	}
	if m == 202602 {
		g.lists()
	}
	if m == 202604 {
		return
	}
	var cash, bank ledger.Money
	g.View(func(r ledger.Reader) error {
		cash, bank = ledger.Balance(r, "101", m), ledger.Balance(r, "102", m)
		return nil
	})
	g.Must(t, ledger.SetMonthFacts{Month: m, Cash: &ledger.CashCount{Amount: cash, By: "孙出纳", Day: m.Last()}, Banks: []ledger.BankBalance{{Account: "102", Amount: bank}}})
	g.Must(t, ledger.CloseMonth{Month: m})
	g.Must(t, report.Publish{Period: ledger.MonthPeriod(m), Place: "公告栏", From: m.Add(1).First().Add(4), To: m.Add(1).First().Add(11)})
}

// lists are a festival that everybody signed for, and an outing that was settled.
func (g *garden) lists() {
	var shares []ledger.Share
	var marks []ledger.Mark
	for i, id := range g.who {
		shares, marks = append(shares, ledger.Share{Member: id}), append(marks, ledger.Mark{Line: i + 1, Sign: ledger.Signed})
	}
	rec := g.Must(g.t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "春节", Day: 20260210, Item: "米", Each: 100_00 + g.sum(90), Approved: ledger.Approval{By: "赵主席", Day: 20260201}}, Shares: shares,
		Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
	_ = rec
	g.Must(g.t, ledger.FreezeSheet{Sheet: 1})
	g.Must(g.t, ledger.SignShares{Sheet: 1, Day: 20260212, Marks: marks})
	g.outing(20260214, ledger.Approval{By: "赵主席", Day: 20260205, Minute: "2号"}, 400_00, true, 300_00+g.sum(90))
}

// outing is an event with all members, what it cost, and its settlement where
// it stayed within the plan.
func (g *garden) outing(day ledger.Day, ok ledger.Approval, plan ledger.Money, came bool, cost ledger.Money) (ledger.EventID, string) {
	t := g.t
	g.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "登山", Kind: ledger.Outing, From: day, Heads: len(g.who), Approved: ok, Budget: []ledger.BudgetLine{{Name: "租车", Amount: plan}}, Reason: "会议定的", Second: "赵主席"}})
	var id ledger.EventID
	g.View(func(r ledger.Reader) error { id = r.LastEvent(); return nil })
	g.Must(t, ledger.Enrol{Event: id, Members: g.who, Reason: "会议定的", Second: "赵主席"})
	if came {
		g.Must(t, ledger.KeepAttendance{Event: id, Rest: ledger.Present})
	}
	v := g.pay(min(day.Add(3), 20260430), "租车", "云岭客运公司", "50105", cost)
	g.Must(t, ledger.TieCost{Event: id, Cost: ledger.EventCost{Voucher: v, Item: "租车"}})
	if came && cost <= plan {
		g.Must(t, ledger.SettleEvent{Event: id, Summary: "平安"})
	}
	return id, id.String()
}

func (g *garden) ref(id ledger.VoucherID) (ref string) {
	g.View(func(r ledger.Reader) error { v, _ := r.Voucher(id); ref = v.Ref(); return nil })
	return ref
}

// day takes the next weekday of April.
func (g *garden) day() ledger.Day {
	g.n++
	return g.days[g.n%len(g.days)]
}

// news are the findings that were not there before.
func (g *garden) news(at ledger.Day) (out []audit.Found) {
	now := map[string]int{}
	for _, f := range all(g.t, g.Book, at).Found {
		k := f.ID + f.Severity + f.Text
		if now[k]++; now[k] > g.seen[k] {
			out = append(out, f)
		}
	}
	g.seen = now
	return out
}

// weed is an irregularity: it is put into the book and says by which finding,
// with what in its keys, it should be found.
type weed struct {
	id   string
	sow  func(g *garden) (key string)
	late bool // changes what the month's page says: last of all
}

func weeds() []weed {
	spent := func(text, payee string, c ledger.Code, m ledger.Money) func(*garden) string {
		return func(g *garden) string { return g.ref(g.pay(g.day(), text, payee, c, m+g.sum(3))) }
	}
	income := func(text, payee string, c ledger.Code) func(*garden) string {
		return func(g *garden) string {
			m := g.sum(500)
			v := V(g.day(), text, Dr("102", m), Cr(c, m))
			v.Payee = payee
			return g.ref(g.Post(g.t, v).Voucher)
		}
	}
	list := func(gift ledger.Gift, sign bool, share func(g *garden) ledger.Share) func(*garden) string {
		return func(g *garden) string {
			x := gift
			x.Day, x.Approved = g.day(), ledger.Approval{By: "赵主席", Day: 20260401}
			rec := g.give(x, share(g))
			var id ledger.SheetID
			var no ledger.GiftID
			g.View(func(r ledger.Reader) error { id, no = r.LastSheet(), r.LastGift(); return nil })
			if sign {
				g.Must(g.t, ledger.FreezeSheet{Sheet: id})
				g.Must(g.t, ledger.SignShares{Sheet: id, Day: x.Day, Marks: []ledger.Mark{{Line: 1, Sign: ledger.Signed}}})
				return no.String()
			}
			_ = rec
			return id.String()
		}
	}
	member := func(i int) func(*garden) ledger.Share {
		return func(g *garden) ledger.Share { return ledger.Share{Member: g.who[i]} }
	}
	return []weed{
		{id: "F05", sow: spent("上解上级工会经费", "县教育工会", "50504", 800_00)},
		{id: "F06", sow: income("学校补助", "青山小学行政", "401")},
		{id: "F07", sow: income("上年结余转入", "", "408")},
		{id: "F27", sow: spent("讲座讲课费", "李审核", "50101", 500_00)},
		{id: "F28", sow: spent("活动室水费", "自来水公司", "50504", 60_00)},
		{id: "F40", sow: spent("购打印机一台", "设备店", "50504", 1_500_00)},
		{id: "F50", sow: spent("购奖品500多元", "礼品店", "50102", 520_00)},
		{id: "F29", sow: func(g *garden) string {
			a, b := g.pay(g.day(), "购书", "新华书店", "50103", g.sum(90)), g.pay(g.day(), "购书", "新华书店", "50103", g.sum(90))
			g.attach(a, "发票.pdf", fmt.Sprint("票", a))
			g.attach(b, "发票（2）.pdf", fmt.Sprint("票", a))
			return g.ref(b)
		}},
		{id: "F33", sow: func(g *garden) string {
			d := g.day()
			g.pay(d, "购器材", "器材公司", "50102", 6_000_00)
			return g.ref(g.pay(d, "购器材", "器材公司", "50102", 4_000_00))
		}},
		{id: "F36", sow: func(g *garden) string {
			d, m := g.day(), 1_000_00+g.sum(5)
			g.Post(g.t, V(d, "提取现金", Dr("101", m), Cr("102", m)))
			v := V(d, "付劳务", Dr("50102", m), Cr("101", m))
			return g.ref(g.Post(g.t, v).Voucher)
		}},
		{id: "receipts", sow: func(g *garden) string {
			m := g.sum(90)
			v := V(g.day(), "购绳", Dr("50102", m), Cr("102", m))
			v.Papers = 0
			return g.ref(g.Post(g.t, v).Voucher)
		}},
		{id: "F43", sow: func(g *garden) string {
			v := V(g.day(), "付专款", Dr("50404", 1), Cr("102", 1))
			v.Lines[0].Restricted = true
			g.Post(g.t, v)
			return "2026-04"
		}},
		{id: "F16", sow: list(ledger.Gift{Occasion: "清明", Item: "青团", Each: 300_01}, true, member(0))},
		{id: "F20", sow: list(ledger.Gift{Occasion: "生日", Item: "蛋糕", Each: 300_01}, true, member(1))},
		{id: "F17", sow: list(ledger.Gift{Occasion: "三八", Payer: ledger.ByUnion, Item: "花", Each: 20_00}, true, member(2))},
		{id: "F22", sow: list(ledger.Gift{Occasion: "清明", Item: "青团", Each: 10_00}, false, member(3))},
		{id: "F21", sow: func(g *garden) string {
			return list(ledger.Gift{Occasion: "亲属去世", Each: 500_00}, true, func(g *garden) ledger.Share { return ledger.Share{Member: g.who[0], Relation: "叔叔", Kin: "陈某"} })(g)
		}},
		{id: "F11", sow: func(g *garden) string {
			d := g.day()
			_, s := g.outing(d, ledger.Approval{By: "赵主席", Day: d.Add(1), Minute: "3号"}, 400_00, true, 300_00)
			return s
		}},
		{id: "F12", sow: func(g *garden) string {
			_, s := g.outing(g.day(), ledger.Approval{By: "赵主席", Day: 20260401, Minute: "4号"}, 400_00, false, 300_00+g.sum(50))
			return s
		}},
		{id: "F09", sow: func(g *garden) string {
			_, s := g.outing(g.day(), ledger.Approval{By: "赵主席", Day: 20260401, Minute: "5号"}, 400_00, true, 400_01)
			return s
		}},
		{id: "F24", sow: func(g *garden) string {
			_, s := g.outing(g.day(), ledger.Approval{By: "赵主席", Day: 20260401, Minute: "6号"}, 1300_00, true, 1200_01)
			return s
		}},
		{id: "F46", late: true, sow: func(g *garden) string {
			g.As("赵主席", func() { g.Must(g.t, ledger.ReopenMonth{Month: 202603, Reason: "补记"}) })
			g.Must(g.t, ledger.CloseMonth{Month: 202603})
			return "2026-03"
		}},
	}
}

// TestCleanHistories: of a random history with every paper complete nothing is
// said at all; of every irregularity that is put into one, exactly that is found
// and its place.
func TestCleanHistories(t *testing.T) {
	false_, planted := 0, 0
	const at = ledger.Day(20260430)
	for seed := range uint64(8) {
		g := newGarden(t, seed)
		for _, f := range g.news(at) {
			false_++
			t.Errorf("seed %d: false alarm: %s %s %s", seed, f.ID, f.Severity, f.Text)
		}
		all := weeds()
		g.rnd.Shuffle(len(all)-1, func(i, j int) { all[i], all[j] = all[j], all[i] }) // the late one stays last
		for _, w := range all {
			key := w.sow(g)
			planted++
			found := g.news(at)
			if len(found) != 1 || found[0].ID != w.id || !slices.ContainsFunc(found[0].Keys, func(k string) bool { return k == key }) {
				t.Errorf("seed %d: planted %s at %s, found %d: %+v", seed, w.id, key, len(found), found)
			}
		}
	}
	t.Logf("%d irregularities planted, %d false alarms", planted, false_)
}
