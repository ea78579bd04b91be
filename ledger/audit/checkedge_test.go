package audit_test

import (
	"fmt"
	"iter"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	. "huizhang/store/storetest"
)

// edgeRows are the second and further ways in which a check may find something,
// and the just-not of each.
func edgeRows() []row {
	jan := ledger.MonthOf(2026, 1)
	spend := func(b bench) { b.pay(20260105, "购球", "店", "50102", 1_00) }
	payroll := func(b bench, m ledger.Month) {
		pay := ledger.Money(400_000_00)
		b.Must(b.t, ledger.SetMonthFacts{Month: m, Payroll: &pay})
	}
	return []row{
		{id: "F01", says: "有 1 人的会费没有核定，按标准应缴 20.00 元", build: func(b bench, bad bool) {
			id := b.member("陈一帆")
			if !bad {
				b.Must(b.t, ledger.AssessDues{Month: jan})
				b.Must(b.t, ledger.WaiveDues{Member: id, Month: jan, Amount: 20_00, Reason: "困难"})
			}
			spend(b)
		}},
		{id: "F01", says: "没有核定", build: func(b bench, bad bool) { // who had left owes nothing
			b.Must(b.t, ledger.SaveMember{Member: ledger.Member{Name: "陈一帆", Spells: []ledger.Spell{{From: 20150901, To: pick(bad, ledger.Day(20260131), 20251231)}},
				Wages: []ledger.Wage{{From: 201509, Post: 4_000_00}}}})
			spend(b)
		}},
		{id: "F01", today: 20260201, eve: 20260131, says: "没有核定", build: func(b bench, _ bool) { b.member("陈一帆"); spend(b) }},
		{id: "F03", cannot: "2026年1月", build: func(b bench, _ bool) { spend(b) }},
		{id: "F03", more: "2026年2月", says: "少 1.01 元", build: func(b bench, bad bool) { // the school keeps its share back
			payroll(b, jan)
			m := pick(bad, ledger.Money(4_798_99), 4_799_00)
			b.Post(b.t, V(20260108, "返还经费", Dr("102", m), Cr("402", m)))
			b.pay(20260210, "购球", "店", "50102", 1_00)
		}},
		{id: "F04", today: 20260531, eve: 20260430, says: "3,200.00 元", build: func(b bench, _ bool) { // and nothing happens any more
			b.Post(b.t, V(20260108, "拨来经费", Dr("102", 8_000_00), Cr("402", 4_800_00), Cr("211", 3_200_00)))
		}},
		{id: "F05", as: audit.Doubt, says: "不是支出", build: func(b bench, bad bool) {
			b.pay(20260110, pick(bad, "交工会经费", "工会干部培训费"), "县教育工会", "50501", 900_00)
		}},
		{id: "F05", says: "不是支出", build: func(b bench, bad bool) {
			b.pay(20260110, pick(bad, "上交一季度经费", "上交的展板制作"), "财务科", "50504", 900_00)
		}},
		{id: "F05", says: "不是支出", build: func(b bench, bad bool) {
			v := b.pay(20260110, "上解经费", "县教育工会", "50504", 900_00)
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: v, Day: 20260111, Reason: "科目记错", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F06", says: "看起来不是会员缴的", build: func(b bench, bad bool) {
			r := b.Post(b.t, V(20260110, "收学校补助", Dr("102", 500_00), Cr("401", 500_00)))
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260111, Reason: "科目记错", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F07", says: "不是今年的收入", build: func(b bench, bad bool) {
			r := b.Post(b.t, V(20260110, "历年结余转入", Dr("102", 500_00), Cr("408", 500_00)))
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260111, Reason: "记错", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F07", says: "500.00 元从结余科目", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260110, "调整", Dr("32205", 500_00), Cr(pick(bad, ledger.Code("408"), "32201"), 500_00)))
		}},
		{id: "F35", says: "由出纳审核", found: func(f *ledger.Found, bad bool) {
			f.People = append(f.People, ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier, ledger.Reviewer}})
		}, build: func(b bench, bad bool) {
			b.Must(b.t, ledger.Enter{Voucher: V(20260105, "购球", Dr("50102", 1_00), Cr("102", 1_00)), Post: true, Reviewer: pick(bad, "孙出纳", "李审核")})
		}},
		{id: "F35", says: "同时是会计和出纳", found: func(f *ledger.Found, bad bool) {
			f.People = append(f.People, ledger.Person{Name: "孙兼职", Roles: pick(bad, []ledger.Role{ledger.Cashier, ledger.Treasurer}, []ledger.Role{ledger.Cashier})})
		}, build: func(b bench, _ bool) { spend(b) }},
		{id: "F36", more: "限额", says: "1,000.01 元，超过", build: func(b bench, bad bool) { // what goes to the bank is no payment
			b.Post(b.t, V(20260105, "提现", Dr("101", 3_000_00), Cr("102", 3_000_00)))
			b.Post(b.t, V(20260106, "付费用、存行", Dr("50102", pick(bad, ledger.Money(1_000_01), 1_000_00)), Dr("102", 500_00), Cr("101", pick(bad, ledger.Money(1_500_01), 1_500_00))))
		}},
		{id: "F36", more: "限额", says: "超过 1,000 元", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260105, "提现", Dr("101", 3_000_00), Cr("102", 3_000_00)))
			r := b.Post(b.t, V(20260106, "付费用", Dr("50102", 2_000_00), Cr("101", 2_000_00)))
			if !bad {
				b.Must(b.t, ledger.Reverse{ID: r.Voucher, Day: 20260107, Reason: "金额错", Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "F40", says: "少登记 0.01 元", twist: func(r ledger.Reader) ledger.Reader {
			return rewritten{r, func(v *ledger.Voucher) { v.Lines[2].Debit--; v.Lines[3].Credit-- }}
		}, build: func(b bench, _ bool) {
			b.Post(b.t, V(20260105, "购打印机", Dr("50702", 1_800_00), Cr("102", 1_800_00), Dr("162", 1_800_00), Cr("30104", 1_800_00)))
		}},
		{id: "F40", says: "没有登记固定资产", build: func(b bench, bad bool) {
			b.pay(20260105, pick(bad, "购空调一台", "空调维修"), "店", "50504", 1_000_00)
		}},
		{id: "F41", found: noGear, today: 20270101, eve: 20261231, says: "羽毛球", build: func(b bench, _ bool) { b.goods(); b.pay(20261205, "购球", "店", "50102", 1_00) }},
		{id: "F41", found: noGear, today: 20270101, says: "1 种库存物品", build: func(b bench, bad bool) {
			b.goods()
			if !bad {
				b.Must(b.t, ledger.StockCount{Day: 20261130, Reason: "盘点", Counts: []ledger.CountLine{{Article: 1, Found: 10}}})
			}
			b.pay(20261205, "购球", "店", "50102", 1_00)
		}},
		{id: "F42", found: noGear, says: "盘点缺少 20.00 元", build: func(b bench, bad bool) {
			b.goods()
			r := b.Must(b.t, ledger.StockCount{Day: 20260131, Reason: "盘点", Counts: []ledger.CountLine{{Article: 1, Found: pick(bad, 8, 10), Why: "丢失"}}})
			if bad {
				b.As("李审核", func() { b.Must(b.t, ledger.Review{IDs: []ledger.VoucherID{r.Voucher}}) })
				b.Must(b.t, ledger.Post{IDs: []ledger.VoucherID{r.Voucher}})
			}
		}},
		{id: "F45", says: "编到第 2 号，从 2026-01-记-0002 起却找不到了", twist: func(r ledger.Reader) ledger.Reader { return cut{r} }, build: func(b bench, _ bool) {
			spend(b)
			b.pay(20260106, "购球", "店", "50102", 2_00)
			b.pay(20260206, "购球", "店", "50102", 2_00)
		}},
		{id: "F46", today: 20270105, says: "2026年12月20日以后冲销了 1 张", build: func(b bench, bad bool) {
			v := b.pay(20261210, "购球", "店", "50102", 2_00)
			b.Must(b.t, ledger.Reverse{ID: v, Day: pick(bad, ledger.Day(20261221), 20261220), Reason: "记错", Post: true, Reviewer: "李审核"})
		}},
		{id: "F46", today: 20261205, says: "冲销了 1 张", build: func(b bench, bad bool) { // only December
			v := b.pay(20261110, "购球", "店", "50102", 2_00)
			b.Must(b.t, ledger.Reverse{ID: v, Day: pick(bad, ledger.Day(20261225), 20261125), Reason: "记错", Post: true, Reviewer: "李审核"})
		}},
	}
}

// noGear is a book that begins with money only.
func noGear(f *ledger.Found, _ bool) {
	f.Opening = []ledger.OpeningRow{{Code: "102", Debit: 50_000_00}, {Code: "32205", Credit: 50_000_00}}
}

// goods buys ten pieces for stock.
func (b bench) goods() {
	b.Must(b.t, ledger.StockIn{Day: 20260110, Expense: "50102", Money: "102", Payee: "体育店", Papers: 1, Post: true, Reviewer: "李审核",
		Goods: []ledger.GoodsLine{{Name: "羽毛球", Unit: "个", Qty: 10, Amount: 100_00}}})
}

// rewritten is a book in which each voucher reads otherwise.
type rewritten struct {
	ledger.Reader
	change func(*ledger.Voucher)
}

func (x rewritten) Posted(p ledger.Period) iter.Seq[ledger.Voucher] {
	return func(yield func(ledger.Voucher) bool) {
		for v := range x.Reader.Posted(p) {
			if x.change(&v); !yield(v) {
				return
			}
		}
	}
}

// cut is a book of which the last voucher of January is missing.
type cut struct{ ledger.Reader }

func (c cut) Posted(p ledger.Period) iter.Seq[ledger.Voucher] {
	return func(yield func(ledger.Voucher) bool) {
		for v := range c.Reader.Posted(p) {
			if !(v.Number == 2 && v.Month() == 202601) && !yield(v) {
				return
			}
		}
	}
}

// yearEnd is a book whose December is closed, signed or not.
type yearEnd struct {
	ledger.Reader
	closed int64
	signed []ledger.Signature
}

func (y yearEnd) MonthPage(m ledger.Month) ledger.MonthPage {
	return ledger.MonthPage{Month: m, Closed: true, ClosedAt: y.closed}
}

func (y yearEnd) Signatures() iter.Seq[ledger.Signature] {
	return func(yield func(ledger.Signature) bool) {
		for _, s := range y.signed {
			if !yield(s) {
				return
			}
		}
	}
}

// closedAt is 2027-01-10 08:30 in China, the day before in London.
const closedAt int64 = 1_799_541_000

func paperRows() []row {
	jan := ledger.MonthOf(2026, 1)
	shut := func(b bench, months ...ledger.Month) {
		for _, m := range months {
			b.pay(m.First().Add(4), "购球", "店", "50102", 1_00)
		}
		for _, m := range months {
			b.Must(b.t, ledger.CloseMonth{Month: m, Without: map[string]string{"soft": "测试"}})
		}
	}
	year := func(kind string, at int64, p ledger.Period) func(ledger.Reader) ledger.Reader {
		return func(r ledger.Reader) ledger.Reader {
			return yearEnd{r, closedAt, []ledger.Signature{{Kind: kind, Period: p, At: at}}}
		}
	}
	dec := func(b bench, _ bool) { b.pay(20261205, "购球", "店", "50102", 1_00) }
	all := ledger.YearPeriod(2026)
	signed := func(r ledger.Reader) ledger.Reader { return year(ledger.SignYear, closedAt, all)(r) }
	quarter := report.Publish{Period: ledger.Period{From: 202601, To: 202603}, Place: "公告栏", From: 20260410, To: 20260420}
	return []row{
		{id: "F47", today: 20270111, says: "签的不是现在的数", twist: year(ledger.SignYear, closedAt-1, all), soft: signed, build: dec},
		{id: "F47", today: 20270111, says: "2027-01-10 签过名", twist: year(ledger.SignYear, closedAt-1, all), soft: signed, build: dec},
		{id: "F47", today: 20270111, says: "还没有签名", twist: year(ledger.SignDisclosure, closedAt, all), soft: signed, build: dec},
		{id: "F47", today: 20270111, says: "还没有签名", twist: year(ledger.SignYear, closedAt, ledger.YearPeriod(2025)), soft: signed, build: dec},
		{id: "F48", as: audit.Remark, today: 20260520, says: "晚了 1 天", build: func(b bench, bad bool) { // a quarter is late from its own end on
			shut(b, jan, jan+1, jan+2)
			q := quarter
			q.From, q.To = pick(bad, ledger.Day(20260502), 20260501), 20260510
			b.Must(b.t, q)
		}},
		{id: "F48", as: audit.Grave, today: 20260220, says: "公示时 ", build: func(b bench, bad bool) {
			shut(b, jan)
			b.Must(b.t, report.Publish{Period: ledger.MonthPeriod(jan), Place: "公告栏", From: 20260205, To: 20260212})
			var n ledger.Notice
			b.View(func(r ledger.Reader) error { n, _ = r.Notice(ledger.MonthPeriod(jan), 1); return nil })
			n.Version, n.Figures = 2, append([]ledger.Figure(nil), n.Figures...)
			n.Figures[0].Amount += pick(bad, ledger.Money(1), 0)
			b.Must(b.t, Announce{Notice: n})
		}},
		{id: "F48", today: 20260304, eve: 20260303, says: "没有公示", build: func(b bench, _ bool) { shut(b, jan) }},
		{id: "F47", today: 20260304, eve: 20260303, says: "32 天了还没有结账", build: func(b bench, _ bool) { b.pay(20260105, "购球", "店", "50102", 1_00) }},
		{id: "F50", says: "大概的数", build: func(b bench, bad bool) {
			b.pay(20260105, pick(bad, "多元文化展，三千余元", "多元文化展，余元宵 1 盒"), "店", "50102", 2_000_00)
		}},
		{id: "F50", says: "19 张支出凭证里有 10 张是整百", build: func(b bench, bad bool) {
			for i := range 19 {
				b.pay(20260105, "购球", fmt.Sprintf("店%d", i), "50102", 1_000_00+ledger.Money(pick(i < pick(bad, 10, 9), 0, 1)))
			}
		}},
		{id: "F50", says: "10 张是整百", build: func(b bench, bad bool) { // half of them is not more than half; what is below 1,000 is not counted
			for i := range pick(bad, 19, 20) {
				b.pay(20260105, "购球", fmt.Sprintf("店%d", i), "50102", 1_000_00+ledger.Money(pick(i < 10, 0, 1)))
			}
			b.pay(20260105, "购球", "店", "50102", 900_00)
		}},
		{id: "F51", more: "节假日", says: "6 张", build: func(b bench, bad bool) {
			for i := range 6 {
				b.pay(pick(bad, ledger.Day(20260103), 20260102), "购球", "店", "50102", ledger.Money(100+i)) // a Saturday, a Friday
			}
		}},
		{id: "F51", more: "节假日", says: "6 张", build: func(b bench, bad bool) { // what falls on the last day of a month closes it
			for i := range 6 {
				b.pay(pick(bad, ledger.Day(20260530), 20260531), "购球", "店", "50102", ledger.Money(100+i))
			}
		}},
		{id: "F51", more: "节假日", says: "号码相连（24332000000014209699、24332000000014209700）", build: func(b bench, bad bool) {
			b.attach(b.pay(20260105, "购球", "体育店", "50102", 300_00), "24332000000014209699.pdf", "甲")
			b.attach(b.pay(20260115, "购网", "体育店", "50102", 200_00), pick(bad, "24332000000014209700.pdf", "24332000000014209701.pdf"), "乙")
		}},
		{id: "F51", more: "节假日", says: "号码相连", build: func(b bench, bad bool) {
			b.attach(b.pay(20260105, "购球", "体育店", "50102", 300_00), "24332000000014209699.pdf", "甲")
			b.attach(b.pay(20260115, "购网", pick(bad, "体育店", "文具店"), "50102", 200_00), "24332000000014209700.pdf", "乙")
		}},
		{id: "F52", more: "归档", says: "没有移交清册", build: func(b bench, bad bool) { // who reviewed hands nothing over
			b.Must(b.t, ledger.SavePerson{Person: ledger.Person{Name: "孙老师", Roles: []ledger.Role{pick(bad, ledger.Treasurer, ledger.Reviewer)}, Gone: true}})
			b.pay(20260105, "购球", "店", "50102", 1_00)
		}},
		{id: "receipts", says: "没有附件", build: func(b bench, bad bool) {
			v := V(20260105, strings.Repeat("球", 3), Dr("50102", 1_00), Cr("102", 1_00))
			v.Papers, v.NoPaper = 0, pick(bad, "", "自制计算表")
			b.Post(b.t, v)
		}},
	}
}
