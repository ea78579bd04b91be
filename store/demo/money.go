package demo

import (
	"fmt"

	"huizhang/ledger"
)

// payroll is the month's total wages of all staff, the base of the 2 %.
func (w *writer) payroll(m ledger.Month) ledger.Money {
	return ledger.Money(w.heads)*7_420_00 + ledger.Money(m.Num())*1_000_00
}

// contribution: the school pays 2 % in, 40 % of it goes up the next week.
func (w *writer) contribution(m ledger.Month) {
	total := w.payroll(m) / 50
	up := total * 4 / 10
	w.voucher(m.First().Add(7), fmt.Sprintf("行政拨来%s工会经费（2%%）", m.Chinese()), "云岭实验学校", 1,
		dr("102", total), cr("402", total-up), cr("211", up))
	w.voucher(m.First().Add(13), fmt.Sprintf("上解上级工会%s经费", m.Chinese()), "云岭县教育工会", 1, dr("211", up), cr("102", up))
}

// yearly is what comes once or twice a year.
func (w *writer) yearly(m ledger.Month) {
	d := func(n int) ledger.Day { return m.First().Add(n - 1) }
	switch m.Num() {
	case 3:
		w.voucher(d(5), "购办公打印机1台", "云岭文达办公设备店", 1, dr("50702", 1_860_00), cr("102", 1_860_00), dr("162", 1_860_00), cr("30104", 1_860_00))
		w.voucher(d(6), "三八节健康讲座讲课费及资料", "县妇幼保健院", 2, dr("50101", 1_600_00), cr("102", 1_600_00))
		w.voucher(d(12), "收到学校拨教职工运动会补助", "云岭实验学校", 1, dr("102", 12_000_00), cr("405", 12_000_00))
	case 4:
		w.voucher(d(8), "运动会备用金借支 体育组", "体育组 林涛", 1, dr("13501", 5_000_00), cr("102", 5_000_00))
	case 6:
		w.correction(m)
	case 9:
		w.voucher(d(8), "教师技能竞赛奖品 12人", "云岭新华书店", 1, dr("50301", 2_400_00), cr("102", 2_400_00))
	case 8:
		// for the audit to find: a computer among office costs, and a large sum in cash
		w.voucher(d(20), "购办公电脑1台", "云岭文达办公设备店", 1, dr("50504", 3_299_00), cr("102", 3_299_00))
	case 11:
		w.voucher(d(6), "会员代表大会资料及会场布置", "云岭彩印店", 2, dr("50502", 1_385_00), cr("102", 1_385_00))
	case 12:
		w.voucher(d(15), "职工书屋购书 46册", "云岭新华书店", 1, dr("50304", 1_974_60), cr("102", 1_974_60))
	}
}

// advances settles the sports day's advance and makes a mistake.
func (w *writer) advances(m ledger.Month) {
	d := func(n int) ledger.Day { return m.First().Add(n - 1) }
	// booked on the wrong account; June puts it right
	r := w.voucher(d(20), "购节日慰问品（端午）预付款", "云岭粮油公司", 1, dr("50106", 2_000_00), cr("102", 2_000_00))
	w.attach(r.Voucher, "云岭粮油公司-预付款发票.xml", invoiceXML("云岭粮油公司", "24332000000014209621", m.First().Add(19), 2_000_00))
}

// correction writes off May's wrong voucher and books it rightly in one act.
func (w *writer) correction(m ledger.Month) {
	wrong := w.find("端午）预付款")
	if wrong == 0 {
		return
	}
	day := m.First().Add(2)
	w.at(day)
	const text = "购节日慰问品（端午）预付款"
	right := ledger.Voucher{Day: day, Payee: "云岭粮油公司", Papers: 1, Lines: []ledger.Line{
		{Summary: text, Account: "50105", Debit: 2_000_00}, {Summary: text, Account: w.own, Credit: 2_000_00}}}
	w.do(ledger.Reverse{ID: wrong, Day: day, Reason: "科目选错，应记会员活动支出", Corrected: &right, Post: true, Reviewer: reviewer})
}

func (w *writer) find(q string) (id ledger.VoucherID) {
	if w.err != nil {
		return 0
	}
	w.err = w.b.View(func(r ledger.Reader) error {
		if ids := r.FindVouchers(q, 1); len(ids) > 0 {
			id = ids[0]
		}
		return nil
	})
	return id
}

// monthly is what comes every month or quarter.
func (w *writer) monthly(m ledger.Month) {
	d := func(n int) ledger.Day { return m.First().Add(n - 1) }
	w.cakes(m)
	w.voucher(d(18), "提取现金备用", "", 1, dr("101", 600_00), cr("102", 600_00))
	water := ledger.Money(180_00 + w.rnd.IntN(120)*100 + w.rnd.IntN(10)*10)
	papers := 2
	if m.Num() == 7 || m.Num() == 8 {
		papers = 0 // the holiday: receipts come later
	}
	w.voucher(d(22), "活动室茶水、文具等", "云岭便民超市", papers, dr("50504", water), cr("101", water))
	if m.Num()%2 == 0 {
		prints := ledger.Money(96_00 + w.rnd.IntN(60)*100)
		w.voucher(d(24), "宣传栏海报打印", "云岭彩印店", 1, dr("50103", prints), cr("101", prints))
	}
	if m.Num()%3 == 0 {
		interest := ledger.Money(90_00 + w.rnd.IntN(6000))
		w.voucher(d(21), "银行存款利息", "云岭农商银行", 1, dr("102", interest), cr("408", interest))
	}
	w.voucher(d(25), "银行手续费", "云岭农商银行", 1, dr("50504", 12_00), cr("102", 12_00))
	worn := ledger.Money(300_00)
	if m.Since(w.o.Start) >= 2 && (m.Num() >= 3 || m.Year() > w.o.Start.Year()) {
		worn += 25_83 // the printer, six years
	}
	var left ledger.Money
	if w.err == nil {
		w.err = w.b.View(func(r ledger.Reader) error {
			left = ledger.Balance(r, "162", m) + ledger.Balance(r, "163", m)
			return nil
		})
	}
	if worn = min(worn, left); worn > 0 {
		v := ledger.Voucher{Day: m.Last(), NoPaper: "自动计算，附折旧计算表", Template: "T15", Lines: []ledger.Line{
			{Summary: "计提本月折旧", Account: "30104", Debit: worn}, {Summary: "计提本月折旧", Account: "163", Credit: worn}}}
		w.at(m.Last())
		w.do(ledger.Enter{Voucher: v, Post: true, Reviewer: reviewer})
	}
}

// welfare is the festival gift of the month, if there is one.
func (w *writer) welfare(m ledger.Month) {
	on := func(occasion string, day int, each ledger.Money, goods string) {
		w.festival(occasion, m.First().Add(day-1), each, goods)
	}
	switch m.Num() {
	case 1:
		on("spring", 23, 300_00, "粮油礼盒")
	case 6:
		on("duanwu", 15, 90_00, "粽子")
	case 9:
		on("midautumn", 22, 120_00, "月饼")
	case 10:
		on("national", 1, 100_00, "大米")
	}
}

// unfinished leaves work in the last month: drafts, and a missing receipt.
func (w *writer) unfinished(m ledger.Month) {
	d := m.First().Add(25)
	w.at(d)
	for _, v := range []ledger.Voucher{
		{Day: d, Payee: "云岭体育用品店", Papers: 1, Lines: []ledger.Line{{Summary: "购羽毛球", Account: "50102", Debit: 468_00}, {Summary: "购羽毛球", Account: w.own, Credit: 468_00}}},
		{Day: d, Payee: "县教育工会", Lines: []ledger.Line{{Summary: "工会干部培训费", Account: "50501", Debit: 900_00}, {Summary: "工会干部培训费", Account: w.own, Credit: 900_00}}},
	} {
		w.do(ledger.Enter{Voucher: v})
	}
	w.voucher(d, "购乒乓球拍10副", "云岭体育用品店", 0, dr("50102", 860_00), cr("102", 860_00))
}
