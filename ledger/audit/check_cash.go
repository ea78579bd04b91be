package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"huizhang/ledger"
)

// smallCash is what may be paid in cash to anybody; above it a cheque or a
// transfer is the rule (domain rules §14).
const smallCash ledger.Money = 1000_00

// cashDay is what moved in cash on one day.
type cashDay struct{ in, out, drawn ledger.Money }

func cashRules(p *Pass) {
	days := map[ledger.Day]*cashDay{}
	p.EachVoucher(func(v *ledger.Voucher) {
		var cash, bank ledger.Money
		moved := false
		for _, l := range v.Lines {
			switch {
			case l.Account.Under("101"):
				cash, moved = cash+l.Net(), true
			case l.Account.Under("102"):
				bank += l.Net()
			}
		}
		if !moved {
			return
		}
		d := days[v.Day]
		if d == nil {
			d = &cashDay{}
			days[v.Day] = d
		}
		if v.Reverses == 0 {
			d.add(cash, bank)
		} else { // takes back what the first did
			var was cashDay
			was.add(-cash, -bank)
			d.in, d.out, d.drawn = d.in-was.in, d.out-was.out, d.drawn-was.drawn
		}
		// Cash that goes to the bank is no payment.
		out := -cash - max(bank, 0)
		if out > smallCash && v.Reverses == 0 && !reversed(p, v.ID) {
			p.Report(Found{Text: fmt.Sprintf("%s %s：一次付现金 %s 元，超过 1,000 元。请查为什么不转账，开户银行是否同意。", v.Ref(), v.Summary(), out.Grouped()),
				Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &out, Month: v.Month()})
		}
	})
	p.AtEnd(func() { cashDays(p, days) })
	p.Cannot("账本里没有登记开户银行核定的库存现金限额，库存超没超限额请对照银行的批文；大额付现金、坐支、负数已经查过。")
}

// add books what a voucher moved in cash and at the bank. Of cash that comes in
// only what the bank gives is drawn; of cash that leaves only what the bank does
// not get is paid out.
func (d *cashDay) add(cash, bank ledger.Money) {
	switch {
	case cash >= 0:
		drawn := min(cash, max(-bank, 0))
		d.drawn += drawn
		d.in += cash - drawn
	default:
		kept := min(-cash, max(bank, 0))
		d.in -= kept
		d.out += -cash - kept
	}
}

// cashDays walks the cash days: below zero it cannot be, and what is taken in
// belongs to the bank before anything is paid out of it (坐支).
func cashDays(p *Pass, days map[ledger.Day]*cashDay) {
	if p.Period.From == 0 {
		return
	}
	have := ledger.Balance(p.R, "101", p.Period.From.Add(-1))
	fund := have // what was there or came from the bank: only this may be paid out
	told, below := map[ledger.Month]bool{}, map[ledger.Month]bool{}
	for _, d := range slices.Sorted(maps.Keys(days)) {
		m, at := days[d], d.Month()
		have += m.in + m.drawn - m.out
		fund += m.drawn - m.out
		if have < 0 && !below[at] {
			below[at] = true // the days after it follow from the first
			amount := have
			p.Report(Found{Severity: Grave, Text: fmt.Sprintf("%s 日终现金是负数：%s 元。现金不会是负的，有收入没记或支出记早了。", d, have.Grouped()),
				Keys: []string{d.String()}, On: "month/" + at.String(), Amount: &amount, Month: at})
		}
		if fund < 0 && m.out > 0 && have >= 0 && !told[at] {
			told[at] = true
			short := -fund
			p.Report(Found{Text: fmt.Sprintf("%s 付现金 %s 元，其中 %s 元只能来自收到还没存银行的现金（坐支）。收到的现金应先存银行，再提取备用。", d, m.out.Grouped(), short.Grouped()),
				Keys: []string{d.String()}, On: "month/" + at.String(), Amount: &short, Month: at})
		}
		fund = min(max(fund, 0), max(have, 0))
	}
}

// stillDebts finds 215 and 221 accounts with a balance and a year without
// movement.
func stillDebts(p *Pass) {
	p.AtEnd(func() {
		to := p.asOf()
		since := to.Add(-11)
		if len(p.Months) == 0 || since < p.R.Unit().Start {
			return // the book is younger than a year
		}
		for _, a := range p.R.Chart() {
			if !a.Code.Under("215") && !a.Code.Under("221") {
				continue
			}
			bal := -ledger.OwnBalance(p.R, a.Code, to)
			if bal == 0 || ownMoved(p.R, a.Code, ledger.Period{From: since, To: to}) {
				continue
			}
			amount := bal
			p.Report(Found{Text: fmt.Sprintf("%s 还有 %s 元，从%s起一年没有动过。请查是谁的钱、为什么不付。", a.Title(), bal.Grouped(), since.Chinese()),
				Keys: []string{string(a.Code)}, On: "account/" + string(a.Code), Amount: &amount})
		}
	})
}

func ownMoved(r ledger.Reader, c ledger.Code, p ledger.Period) bool {
	for it := range r.Items(c, p) {
		if it.Account == c {
			return true
		}
	}
	return false
}

// gear are words of things that last; a line with one and a price above the
// threshold is looked at.
func gear() []string {
	return []string{"电脑", "计算机", "打印机", "复印机", "相机", "摄像机", "投影", "空调", "电视", "冰箱", "音响", "跑步机", "乒乓球台", "乒乓球桌", "书柜", "文件柜", "办公桌", "沙发", "饮水机", "洗衣机", "手机", "平板"}
}

func notCapital(p *Pass) {
	words := gear()
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) {
			return
		}
		unpaired(p, v)
		for _, l := range v.Lines {
			if l.Account.Class() != ledger.Expense || l.Account.Under("507") || l.Net() < 1000_00 {
				continue
			}
			for _, w := range words {
				if strings.Contains(l.Summary, w) && !strings.Contains(l.Summary, "维修") && !strings.Contains(l.Summary, "修理") && !strings.Contains(l.Summary, "租") && !reversed(p, v.ID) {
					amount := l.Net()
					p.Report(Found{Text: fmt.Sprintf("%s %s %s 元记在 %s，没有登记固定资产。单价够 1,000 元（专用设备 1,500 元）的应记 507 并登记 162。", v.Ref(), l.Summary, amount.Grouped(), l.Account),
						Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
					break
				}
			}
		}
	})
}

// unpaired finds capital outlay without its asset. Posting refuses that: what
// is found came into the book by another way.
func unpaired(p *Pass, v *ledger.Voucher) {
	var outlay, asset ledger.Money
	for _, l := range v.Lines {
		switch {
		case l.Account.Under("50706") && l.Net() < software:
		case l.Account.Under("507"):
			outlay += l.Net()
		case l.Account.Under("161"), l.Account.Under("162"), l.Account.Under("171"):
			asset += l.Net()
		}
	}
	if short := outlay - asset; outlay > 0 && short > 0 && !reversed(p, v.ID) {
		p.Report(Found{Text: fmt.Sprintf("%s %s：资本性支出（507）%s 元，登记资产 %s 元，少登记 %s 元。买入的应同时借 162（或 161、171）贷 301。", v.Ref(), v.Summary(), outlay.Grouped(), asset.Grouped(), short.Grouped()),
			Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &short, Month: v.Month()})
	}
}

// software that costs less may be expensed at once.
const software ledger.Money = 1000_00

// restrictedOver tells the month in which special money went below zero, and
// each in which it went further.
func restrictedOver(p *Pass) {
	before, kept := ledger.Money(0), false
	p.EachMonth(func(m ledger.Month, _ ledger.MonthPage) {
		have := ledger.Releasable(p.R, m)
		kept = kept || have != 0 || p.R.Sums("5", ledger.MonthPeriod(m)).Restricted != ledger.Pair{}
		deeper := have < 0 && have < before
		before = have
		if deeper {
			p.Report(Found{Text: fmt.Sprintf("%s末专项资金是 %s 元：花的比收的多，超支部分用了别的钱。请查哪个专项花超了。", m.Chinese(), have.Grouped()),
				Keys: []string{m.String()}, On: "month/" + m.String(), Amount: &have, Month: m})
		}
	})
	p.AtEnd(func() {
		if kept {
			p.Cannot("专项资金只有合计，账本里没有按项目分开；哪个项目的钱用到了别处，请拿专项的批文逐笔对。")
		}
	})
}

// openAdvances looks at what stands in 135 for long, and at loans to members of
// which a part is due: a loan is old only when its own plan says so.
func openAdvances(p *Pass) {
	standing("advances", func(p *Pass, m ledger.Month, _ ledger.Gate) string {
		old := advanced(p.R, m.Add(-ledger.AdvanceMonths), m)
		if old <= 0 {
			return ""
		}
		text := fmt.Sprintf("其他应收款有 %s 元超过三个月没有结清。", old.Grouped())
		if older := advanced(p.R, m.Add(-stale), m); older > 0 {
			text += fmt.Sprintf("其中 %s 元超过三年，请查还要不要得回来、谁负责。", older.Grouped())
		}
		return text
	})(p)
	p.AtEnd(func() {
		for l := range p.R.Loans() {
			if l.Void != "" || p.Today == 0 {
				continue
			}
			age := l.Age(p.Today)
			if due := l.Day.Month().Add(ledger.AdvanceMonths); len(l.Plan) == 0 && age.Open > 0 && due <= p.asOf() && p.asked.Has(due) {
				p.Report(Found{Text: fmt.Sprintf("%s 会员借款 %s 元，%s 借出，没有约定哪天还，还有 %s 元没有还。请查能不能还、谁批准的，补签还款计划。", l.ID, l.Amount.Grouped(), l.Day, age.Open.Grouped()),
					Keys: []string{l.ID.String()}, On: fmt.Sprintf("loan/%d", l.ID), Amount: &age.Open, Month: due})
			}
			if age.Since == 0 || !p.asked.Has(age.Since.Month()) {
				continue
			}
			p.Report(Found{Text: fmt.Sprintf("%s 会员借款 %s 元，从 %s 起有 %s 元到期没有还。请查催过没有、能不能延期、谁批准的。", l.ID, l.Amount.Grouped(), age.Since, age.Due.Grouped()),
				Keys: []string{l.ID.String()}, On: fmt.Sprintf("loan/%d", l.ID), Amount: &age.Due, Month: age.Since.Month()})
		}
	})
}

// stale is after how many months an advance is hardly a claim any more.
const stale = 36

// advanced is what was advanced by the end of one month and not settled by the
// end of another, loans to members left out.
func advanced(r ledger.Reader, from, to ledger.Month) ledger.Money {
	if from < r.Unit().Start {
		return 0
	}
	return ledger.Balance(r, "135", from) - r.Sums("135", ledger.Period{From: from.Add(1), To: to}).All().Credit - lent(r, to)
}

// lent is what was out in loans to members at the end of a month.
func lent(r ledger.Reader, m ledger.Month) (sum ledger.Money) {
	for l := range r.Loans() {
		if l.Void != "" || l.Day > m.Last() {
			continue
		}
		sum += l.Amount
		for _, b := range l.Back {
			if b.Day <= m.Last() {
				sum -= b.Amount
			}
		}
	}
	return sum
}
