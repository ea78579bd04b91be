package audit

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

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
		stale := ""
		for s := range p.R.Signatures() {
			switch {
			case s.Kind != ledger.SignYear || !s.Period.Has(m):
			case s.At < page.ClosedAt:
				stale = fmt.Sprintf("%s 签过名，之后又反结账、重新年结，签的不是现在的数。", ledger.DayAt(s.At))
			default:
				return
			}
		}
		p.Report(Found{Text: fmt.Sprintf("%d年已年结，年度报表还没有签名。%s纸质报表签字盖章了的，请核对后保存。", m.Year(), stale), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
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
	p.EachMonth(func(m ledger.Month, _ ledger.MonthPage) {
		told := false
		for at := range newest {
			told = told || at.Has(m)
		}
		if !told && p.Today != 0 && p.Today.DaysSince(m.Last()) > latePublish {
			p.Report(Found{Text: m.Chinese() + "的收支没有公示。", Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
		}
	})
	p.AtEnd(func() {
		inOrder := slices.SortedFunc(maps.Keys(newest), func(a, b ledger.Period) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(b.From, a.From)) })
		for _, at := range inOrder {
			n := newest[at]
			if !p.Period.Has(at.To) {
				continue
			}
			if hung := first[at].From; hung.Valid() && hung.DaysSince(at.To.Last()) > latePublish {
				p.Report(Found{Severity: Remark, Text: fmt.Sprintf("%s的收支到 %s 才公示，晚了 %d 天。", at.Chinese(), hung, hung.DaysSince(at.To.Last())-latePublish), Keys: []string{at.String()}, On: "month/" + at.To.String(), Month: at.To})
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
	p.Cannot("账本里没有归档清单和保管期限的登记，凭证、报表归没归档请看档案清册；换人有没有移交清册已经查过。")
}
