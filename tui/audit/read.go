package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	rules "huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/period"
)

// month is what an auditor wants to know about a month.
type month struct {
	page     ledger.MonthPage
	unproved int
	version  int // newest published, 0: none
	diff     int // lines that no longer agree
	hash     string
	place    string
	signed   string // who signed what was published, "": nobody
	signoff  string // the auditor who signed the month off as it is
	past     string // who signed it off before it was opened again
	year     string // who signed the whole year off
}

// overview is the whole book in an auditor's eyes.
type overview struct {
	months   []month
	single   bool
	drafts   int
	unproved int
	seams    int
	head     string
	asked    [3]int // findings: to be answered, answered, overdue
	waiting  []string
	bars     string // why the operator writes nothing of the auditors' part
	signs    string // why he cannot sign off
}

func look(d *desk.Desk, r ledger.Reader) overview {
	u := r.Unit()
	out := overview{single: u.Single, head: r.Head().String(), bars: d.May(r, rules.Raise{}.Name()), signs: d.May(r, "sign."+ledger.SignOff)}
	for range r.Pending() {
		out.drafts++
	}
	last := report.LastMonth(r)
	if pages := r.MonthPages(); len(pages) > 0 {
		last = max(last, pages[len(pages)-1].Month)
	}
	signed, off, past := signatures(r)
	for mo := last; mo >= u.Start; mo = mo.Add(-1) {
		m := month{page: r.MonthPage(mo)}
		p := ledger.MonthPeriod(mo)
		for range r.Unproved(p) {
			m.unproved++
		}
		m.version = report.LastVersion(r, p)
		if n, ok := r.Notice(p, m.version); ok {
			m.diff, m.hash, m.place = len(report.Differences(r, n)), n.Hash, n.Place
		}
		m.signed, m.signoff, m.past = signed[p], off[p], past[p]
		m.year = off[ledger.YearPeriod(m.page.Month.Year())]
		out.unproved += m.unproved
		out.seams += len(m.page.Reopened)
		out.months = append(out.months, m)
	}
	for f := range r.Findings() {
		switch f.State {
		case ledger.FindingOpen:
			out.asked[0]++
		case ledger.FindingAnswered:
			out.asked[1]++
		}
		if f.State != ledger.FindingClosed && f.Due != 0 && f.Due < d.Today() {
			out.asked[2]++
		}
	}
	out.waiting = samplesWaiting(r)
	return out
}

// signatures are who signed the newest publication and who signed off, by
// period; past are those who signed off what was opened again since.
func signatures(r ledger.Reader) (signed, off, past map[ledger.Period]string) {
	signed, off, past = map[ledger.Period]string{}, map[ledger.Period]string{}, map[ledger.Period]string{}
	for s := range r.Signatures() {
		switch s.Kind {
		case ledger.SignDisclosure:
			if s.Version == report.LastVersion(r, s.Period) {
				signed[s.Period] = s.By
			}
		case ledger.SignOff:
			if ledger.Overtaken(r, s) != "" {
				past[s.Period] = s.By
				continue
			}
			off[s.Period] = s.By
		}
	}
	return signed, off, past
}

// samplesWaiting tells of samples that are not drawn or not worked through.
func samplesWaiting(r ledger.Reader) []string {
	var out []string
	for s := range r.Samples() {
		switch {
		case s.Void != "":
		case s.Drawn == "":
			out = append(out, s.ID.String()+" 等抽数")
		default:
			done := 0
			for l := range r.WorkLines(s.ID) {
				if examined(l) {
					done++
				}
			}
			if open := len(s.Items) - done; open > 0 {
				out = append(out, fmt.Sprintf("%s 还有 %d 张没查", s.ID, open))
			}
		}
	}
	return out
}

// examined reports that every attribute of a line has a verdict.
func examined(l ledger.WorkLine) bool {
	n := 0
	for _, t := range l.Tests {
		if t.Fine != "" {
			n++
		}
	}
	return n >= len(sample.Attributes())
}

// tally is what one walk over all vouchers counts of a month.
type tally struct {
	red, all, ticked int
	sum, seen        ledger.Money // without signs
}

// tallies are the tallies of each month.
type tallies map[ledger.Month]tally

func count(r ledger.Reader) tallies {
	out := tallies{}
	seen := ticked(r)
	for v := range r.Posted(ledger.Period{}) {
		t := out[v.Month()]
		t.all++
		t.sum += v.Amount().Abs()
		if seen[v.ID] {
			t.ticked++
			t.seen += v.Amount().Abs()
		}
		if v.Reverses != 0 && !v.Closing() {
			t.red++
		}
		out[v.Month()] = t
	}
	return out
}

// ticked are the vouchers that somebody examined.
func ticked(r ledger.Reader) map[ledger.VoucherID]bool {
	out := map[ledger.VoucherID]bool{}
	for t := range r.AllTicks() {
		if !t.Off {
			out[t.Voucher] = true
		}
	}
	return out
}

func (r tallies) red() (n int) {
	for _, t := range r {
		n += t.red
	}
	return n
}

func (r tallies) whole() (out tally) {
	for _, t := range r {
		out.all, out.ticked = out.all+t.all, out.ticked+t.ticked
	}
	return out
}

// share is a part in whole percent, rounded down so that only all is 100.
func share(part, whole ledger.Money) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%d%%", int64(part)*100/int64(whole))
}

// state, disclosed and the like are the words of the list.
func (m month) state() string {
	if m.page.Closed {
		return "已结账"
	}
	return "未结账"
}

func (m month) disclosed() string {
	switch {
	case m.version == 0:
		return "未公示"
	case m.diff > 0:
		return fmt.Sprintf("第%d版 ! 不符", m.version)
	}
	return fmt.Sprintf("第%d版 相符", m.version)
}

// hands says which sides signed.
func (m month) hands() string {
	switch {
	case m.signed != "" && m.signoff != "":
		return "两方"
	case m.signoff != "":
		return "经审"
	case m.signed != "":
		return "会计"
	}
	return "-"
}

// story are the lines about a month: its seams first, then what was passed over.
func (m month) story(t tally) []string {
	var out []string
	for _, re := range m.page.Reopened {
		out = append(out, fmt.Sprintf("! 反结账 %s %s：%s", ledger.Clock(re.At), re.By, re.Reason))
	}
	for _, p := range m.page.Passed {
		out = append(out, fmt.Sprintf("! 未通过而说明原因 %s：%s", period.GateName(p.Gate), p.Reason))
	}
	if m.diff > 0 {
		out = append(out, fmt.Sprintf("! 公示第 %d 版有 %d 行与账面不符，按 Enter 看", m.version, m.diff))
	}
	if m.unproved > 0 {
		out = append(out, fmt.Sprintf("! %d 张凭证没有附件，按 F11 看", m.unproved))
	}
	if t.all > 0 {
		out = append(out, fmt.Sprintf("已查 %d/%d 张，金额 %s / %s 元（%s）", t.ticked, t.all, t.seen.Grouped(), t.sum.Grouped(), share(t.seen, t.sum)))
	}
	if t.red > 0 {
		out = append(out, fmt.Sprintf("红字冲销 %d 张，按 F3 看全部凭证", t.red))
	}
	var signed []string
	if m.past != "" && m.signoff == "" {
		out = append(out, "! "+m.past+"签认以后反过结账，签认不再包括现在的账，要重新签认")
	}
	if m.signoff != "" {
		signed = append(signed, m.signoff+"已签认这个月")
	}
	if m.year != "" {
		signed = append(signed, fmt.Sprintf("%s已签认%d年全年", m.year, m.page.Month.Year()))
	}
	if m.signed != "" {
		signed = append(signed, m.signed+"已在公示表上签字")
	}
	if len(signed) > 0 {
		out = append(out, strings.Join(signed, "；"))
	}
	return append(out, m.facts()...)
}

// facts are what was written down at the close.
func (m month) facts() []string {
	var out, banks []string
	if m.page.Closed {
		out = append(out, fmt.Sprintf("%s %s 结账", ledger.Clock(m.page.ClosedAt), m.page.ClosedBy))
	}
	if c := m.page.Cash; c != nil {
		out = append(out, fmt.Sprintf("现金盘点 %s 元，%s，%s%s", c.Amount.Grouped(), c.By, c.Day, because(c.Why)))
	}
	for _, b := range m.page.Banks {
		banks = append(banks, fmt.Sprintf("%s：%s 元%s", b.Account, b.Amount.Grouped(), because(b.Why)))
	}
	if len(banks) > 0 {
		out = append(out, "银行对账单 "+strings.Join(banks, "；"))
	}
	return out
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return "（差额说明：" + why + "）"
}
