package audit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// aidPapers finds cases that were paid without all that should come before.
func aidPapers(p *Pass) {
	p.AtEnd(func() {
		all := ledger.AidPayments(p.R)
		for c := range p.R.Cases() {
			paid := ledger.PaymentsOf(all, c.ID)
			inside := slices.ContainsFunc(paid, func(x ledger.AidPayment) bool { return p.Period.Has(x.Day.Month()) })
			if !inside {
				continue
			}
			for _, gap := range ledger.CaseMissing(c, paid, p.Today) {
				p.Report(Found{Text: c.ID.String() + "：" + gap.Text, Keys: []string{c.ID.String()}, On: fmt.Sprintf("case/%d", c.ID)})
			}
		}
	})
}

// lateClose is how many days after its end a month should be closed by.
const lateClose = 31

func unsignedYears(p *Pass) {
	p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
		if !page.Closed {
			if late := p.Today.DaysSince(m.Last()); p.Today != 0 && late > lateClose {
				p.Report(Found{Text: fmt.Sprintf("%s过去 %d 天了还没有结账，没有月报。", m.Chinese(), late), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
			}
			return
		}
		if m.Num() != 12 {
			return
		}
		for s := range p.R.Signatures() {
			if s.Kind == "year" && s.Period.Has(m) {
				return
			}
		}
		p.Report(Found{Text: fmt.Sprintf("%d年已年结，年度报表还没有签名。纸质报表签字盖章了的，请核对后保存。", m.Year()), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
	})
}

// latePublish is how many days after its end a month should hang by.
const latePublish = 31

func disclosures(p *Pass) {
	newest := map[ledger.Period]ledger.Notice{}
	first := map[ledger.Period]ledger.Notice{}
	for n := range p.R.Notices() {
		if _, had := first[n.Period]; !had {
			first[n.Period] = n
		}
		newest[n.Period] = n
	}
	p.EachMonth(func(m ledger.Month, page ledger.MonthPage) {
		told := false
		for at := range newest {
			told = told || at.Has(m)
		}
		n, single := first[ledger.MonthPeriod(m)]
		switch late := p.Today.DaysSince(m.Last()); {
		case !told && p.Today != 0 && late > latePublish:
			p.Report(Found{Text: m.Chinese() + "的收支没有公示。", Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
		case single && n.From.Valid() && n.From.DaysSince(m.Last()) > latePublish:
			p.Report(Found{Severity: Remark, Text: fmt.Sprintf("%s的收支到 %s 才公示，晚了 %d 天。", m.Chinese(), n.From, n.From.DaysSince(m.Last())-latePublish), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
		}
	})
	p.AtEnd(func() {
		for at, n := range newest {
			if !p.Period.Has(at.To) {
				continue
			}
			for _, d := range report.Differences(p.R, n) {
				p.Report(Found{Severity: Grave, Text: fmt.Sprintf("%s公示表第 %d 版 %s：%s", at.Chinese(), n.Version, d.Subject, d.Text), Keys: []string{at.String()}, On: "report/disclosure/" + at.String() + "/" + d.Field, Month: at.To})
			}
		}
	})
}

func published(p *Pass) {
	p.AtEnd(func() {
		names := report.MemberNames(p.R)
		for n := range p.R.Notices() {
			if !p.Period.Has(n.Period.To) {
				continue
			}
			doc, err := report.Frozen(n)
			if err != nil {
				p.Report(Found{Text: err.Error(), Keys: []string{n.Period.String()}, On: "report/disclosure/" + n.Period.String()})
				continue
			}
			for _, x := range report.Scan(doc, names) {
				p.Report(Found{Text: fmt.Sprintf("%s公示表第 %d 版：%s", n.Period.Chinese(), n.Version, x.Text), Keys: []string{n.Period.String()}, On: "report/disclosure/" + n.Period.String()})
			}
		}
	})
}

// Amounts of vouchers that pay 1,000 yuan or more are called round when they
// are whole hundreds; more than half of at least so many is worth a note.
const manyRound = 10

func roughAmounts(p *Pass) {
	round, all := map[ledger.Month]int{}, map[ledger.Month]int{}
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Closing() {
			return
		}
	lines:
		for _, l := range v.Lines {
			for _, w := range []string{"多元", "余元", "元左右", "大约", "约计", "元上下", "若干元"} {
				if strings.Contains(l.Summary, w) {
					p.Report(Found{Text: fmt.Sprintf("%s 摘要“%s”里是大概的数。金额要准确到分，请对票据。", v.Ref(), ledger.Plain(l.Summary)), Keys: []string{v.Ref()}, On: onVoucher(v), Month: v.Month()})
					break lines
				}
			}
		}
		if spent(v) >= 1000_00 {
			all[v.Month()]++
			if v.Amount()%100_00 == 0 {
				round[v.Month()]++
			}
		}
	})
	p.AtEnd(func() {
		for _, m := range p.Months {
			if round[m] >= manyRound && round[m]*2 > all[m] {
				p.Report(Found{Text: fmt.Sprintf("%s 1,000 元以上的 %d 张支出凭证里有 %d 张是整百的数，请抽查票据。", m.Chinese(), all[m], round[m]), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
			}
		}
	})
}

// spent is what a voucher books as expense.
func spent(v *ledger.Voucher) (m ledger.Money) {
	for _, l := range v.Lines {
		if l.Account.Class() == ledger.Expense {
			m += l.Net()
		}
	}
	return m
}

// manyRest is how many vouchers of a month may be dated on Sundays before it
// is worth a note.
const manyRest = 5

func oddDays(p *Pass) {
	rest := map[ledger.Month][]string{}
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Closing() || spent(v) <= 0 {
			return
		}
		if v.Day.Weekday() == time.Sunday && v.Day != v.Month().Last() {
			rest[v.Month()] = append(rest[v.Month()], v.Ref())
		}
		for _, id := range p.EventsOf(v.ID) {
			if e, ok := p.R.Event(id); ok && e.Approved.Day != 0 && v.Day < e.Approved.Day {
				p.Report(Found{Severity: Doubt, Text: fmt.Sprintf("%s 是 %s 付的，活动“%s”到 %s 才批准。", v.Ref(), v.Day, e.Name, e.Approved.Day), Keys: []string{v.Ref()}, On: onVoucher(v), Month: v.Month()})
			}
		}
	})
	p.AtEnd(func() {
		for _, m := range p.Months {
			if n := len(rest[m]); n > manyRest {
				p.Report(Found{Text: fmt.Sprintf("%s有 %d 张支出凭证的日期是星期日。", m.Chinese(), n), Keys: rest[m], On: "month/" + m.String(), Month: m})
			}
		}
	})
}

// handovers finds people who left office without a hand-over list. Who left
// and when is in the log.
func handovers(p *Pass) {
	p.AtEnd(func() {
		given := map[string]bool{}
		for x := range p.R.Papers() {
			if x.Kind == "handover" && x.Final {
				given[x.From] = true
			}
		}
		for _, who := range p.R.People() {
			keeps := who.Is(ledger.Treasurer) || who.Is(ledger.Cashier)
			if who.Gone && keeps && !given[who.Name] {
				p.Report(Found{Text: who.Name + "已离任，没有移交清册。会计、出纳离任要当面清点现金、核对银行余额，交接双方和监交人签字。", Keys: []string{who.Name}, On: "person/" + who.Name})
			}
		}
	})
}
