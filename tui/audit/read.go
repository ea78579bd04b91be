package audit

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/period"
)

// month is what an auditor wants to know about a month.
type month struct {
	page     ledger.MonthPage
	vouchers int
	unproved int
	version  int // newest published, 0: none
	diff     int // lines that no longer agree
	hash     string
	place    string
}

// overview is the whole book in an auditor's eyes.
type overview struct {
	months   []month
	single   bool
	drafts   int
	unproved int
	seams    int
	head     string
}

func look(r ledger.Reader) overview {
	u := r.Unit()
	out := overview{single: u.Single, head: r.Head().String()}
	for range r.Pending() {
		out.drafts++
	}
	last := report.LastMonth(r)
	if pages := r.MonthPages(); len(pages) > 0 {
		last = max(last, pages[len(pages)-1].Month)
	}
	for mo := last; mo >= u.Start; mo = mo.Add(-1) {
		m := month{page: r.MonthPage(mo)}
		p := ledger.MonthPeriod(mo)
		for _, w := range []ledger.Word{ledger.WordGeneral, ledger.WordReceipt, ledger.WordPayment, ledger.WordTransfer} {
			m.vouchers += r.LastNumber(mo, w)
		}
		for range r.Unproved(p) {
			m.unproved++
		}
		m.version = report.LastVersion(r, p)
		if n, ok := r.Notice(p, m.version); ok {
			m.diff, m.hash, m.place = len(report.Differences(r, n)), n.Hash, n.Place
		}
		out.unproved += m.unproved
		out.seams += len(m.page.Reopened)
		out.months = append(out.months, m)
	}
	return out
}

// reds counts the red-letter vouchers of each month.
type reds map[ledger.Month]int

func findRed(r ledger.Reader) reds {
	out := reds{}
	for v := range r.Posted(ledger.Period{}) {
		if v.Reverses != 0 && !v.Closing() {
			out[v.Month()]++
		}
	}
	return out
}

func (r reds) all() (n int) {
	for _, k := range r {
		n += k
	}
	return n
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

// story are the lines about a month: its seams first, then what was passed over.
func (m month) story(red int) []string {
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
		out = append(out, fmt.Sprintf("! %d 张凭证没有附件，按 F2 看", m.unproved))
	}
	if red > 0 {
		out = append(out, fmt.Sprintf("红字冲销 %d 张，按 F3 看全部凭证", red))
	}
	if m.page.Closed {
		out = append(out, fmt.Sprintf("%s %s 结账", ledger.Clock(m.page.ClosedAt), m.page.ClosedBy))
	}
	if c := m.page.Cash; c != nil {
		out = append(out, fmt.Sprintf("现金盘点 %s 元，%s，%s%s", c.Amount.Grouped(), c.By, c.Day, because(c.Why)))
	}
	for _, b := range m.page.Banks {
		out = append(out, fmt.Sprintf("银行对账单 %s：%s 元%s", b.Account, b.Amount.Grouped(), because(b.Why)))
	}
	return out
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return "（差额说明：" + why + "）"
}
