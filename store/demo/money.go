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
	case 1:
		w.voucher(d(9), "收到上级困难职工帮扶专项补助", "云岭县教育工会", 1, dr("102", 10_000_00), earmarked(cr("40302", 10_000_00)))
		w.voucher(d(16), "发困难职工补助 4人", "困难职工4人（转账）", 2, earmarked(dr("50404", 8_000_00)), cr("102", 8_000_00))
		w.voucher(d(18), "走访慰问住院会员 2人", "住院会员2人", 2, dr("50405", 2_000_00), cr("102", 2_000_00))
	case 3:
		w.voucher(d(5), "购办公打印机1台", "云岭文达办公设备店", 1, dr("50702", 1_860_00), cr("102", 1_860_00), dr("162", 1_860_00), cr("30104", 1_860_00))
		w.voucher(d(6), "三八节健康讲座讲课费及资料", "县妇幼保健院", 2, dr("50101", 1_600_00), cr("102", 1_600_00))
		w.voucher(d(12), "收到学校拨教职工运动会补助", "云岭实验学校", 1, dr("102", 12_000_00), cr("405", 12_000_00))
	case 4:
		w.voucher(d(8), "运动会备用金借支 体育组", "体育组 林涛", 1, dr("13501", 5_000_00), cr("102", 5_000_00))
		w.voucher(d(21), "春游租车及门票 "+fmt.Sprint(w.heads)+"人", "云岭县旅行社", 3, dr("50105", ledger.Money(w.heads)*86_00), cr("102", ledger.Money(w.heads)*86_00))
	case 5:
		w.sports(m)
	case 6:
		w.correction(m)
	case 9:
		w.voucher(d(8), "教师技能竞赛奖品 12人", "云岭新华书店", 1, dr("50301", 2_400_00), cr("102", 2_400_00))
		w.voucher(d(11), "为患病同事募捐（代收）", "全体教职工", 1, dr("101", 6_350_00), cr("21501", 6_350_00))
		w.voucher(d(14), "爱心募捐款转付本人", "受助教师本人", 1, dr("21501", 6_350_00), cr("101", 6_350_00))
	case 10:
		w.voucher(d(17), "秋游租车及午餐 "+fmt.Sprint(w.heads)+"人", "云岭县旅行社", 3, dr("50105", ledger.Money(w.heads)*92_00), cr("102", ledger.Money(w.heads)*92_00))
	case 11:
		w.voucher(d(6), "会员代表大会资料及会场布置", "云岭彩印店", 2, dr("50502", 1_385_00), cr("102", 1_385_00))
	case 12:
		w.voucher(d(15), "职工书屋购书 46册", "云岭新华书店", 1, dr("50304", 1_974_60), cr("102", 1_974_60))
	}
}

// sports is the sports day: goods into stock, prizes out, the advance settled.
func (w *writer) sports(m ledger.Month) {
	d := func(n int) ledger.Day { return m.First().Add(n - 1) }
	w.voucher(d(7), "购运动会奖品入库", "云岭百货", 1, dr("50102", 3_600_00), cr("102", 3_600_00), dr("141", 3_600_00), cr("30101", 3_600_00))
	w.voucher(d(12), "发放运动会奖品", "获奖会员", 1, dr("30101", 3_180_00), cr("141", 3_180_00))
	w.voucher(d(14), "运动会裁判、器材及饮水（结清借支）", "体育组 林涛", 6, dr("50102", 4_716_50), dr("101", 283_50), cr("13501", 5_000_00))
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
		{Summary: text, Account: "50105", Debit: 2_000_00}, {Summary: text, Account: "102", Credit: 2_000_00}}}
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
	cakes := w.birthdays(m)
	if cakes > 0 {
		amount := ledger.Money(cakes) * 150_00
		r := w.voucher(d(15), fmt.Sprintf("会员生日蛋糕券 %d人×150元", cakes), "好利来云岭店", 1, dr("50105", amount), cr("102", amount))
		if m.Num()%3 == 0 {
			w.attach(r.Voucher, "生日蛋糕券发票.xml", invoiceXML("好利来云岭店", fmt.Sprintf("2433200000001420%04d", m.Num()), d(15), amount))
		}
	}
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
	gift := map[int]struct {
		day   int
		name  string
		each  ledger.Money
		goods string
	}{1: {23, "春节", 300_00, "粮油礼盒"}, 6: {15, "端午节", 90_00, "粽子"}, 9: {22, "中秋节", 120_00, "月饼"}, 10: {1, "国庆节", 100_00, "大米"}}[m.Num()]
	if gift.name == "" {
		return
	}
	day := m.First().Add(gift.day - 1)
	amount := ledger.Money(w.heads) * gift.each
	r := w.voucher(day, fmt.Sprintf("%s慰问品（%s）%d人×%s元", gift.name, gift.goods, w.heads, gift.each), "云岭粮油公司", 2, dr("50105", amount), cr("102", amount))
	w.attach(r.Voucher, gift.name+"慰问品签领表.png", signSheet(int(gift.each)+w.heads))
}

// unfinished leaves work in the last month: drafts, and a missing receipt.
func (w *writer) unfinished(m ledger.Month) {
	d := m.First().Add(25)
	w.at(d)
	for _, v := range []ledger.Voucher{
		{Day: d, Payee: "云岭体育用品店", Papers: 1, Lines: []ledger.Line{{Summary: "购羽毛球", Account: "50102", Debit: 468_00}, {Summary: "购羽毛球", Account: "102", Credit: 468_00}}},
		{Day: d, Payee: "县教育工会", Lines: []ledger.Line{{Summary: "工会干部培训费", Account: "50501", Debit: 900_00}, {Summary: "工会干部培训费", Account: "102", Credit: 900_00}}},
	} {
		w.do(ledger.Enter{Voucher: v})
	}
	w.voucher(d, "购乒乓球拍10副", "云岭体育用品店", 0, dr("50102", 860_00), cr("102", 860_00))
}
