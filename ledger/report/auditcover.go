package report

import (
	"fmt"

	"huizhang/ledger"
)

// heap counts vouchers and adds up their amounts without signs.
type heap struct {
	n   int
	sum ledger.Money
}

func (h *heap) add(m ledger.Money) { h.n, h.sum = h.n+1, h.sum+m.Abs() }

// cover is what was examined of a period: all its vouchers but the closing
// ones, those ticked, those sampled, and those with a working paper.
type cover struct {
	all, ticked, drawn, worked, seen heap
	samples                          int
	months                           map[ledger.Month]*[2]heap // all, seen
	accounts                         map[ledger.Code]*[2]heap  // first-level accounts of the lines
}

// coverOf walks the vouchers of a period once.
func coverOf(r ledger.Reader, p ledger.Period) cover {
	c := cover{months: map[ledger.Month]*[2]heap{}, accounts: map[ledger.Code]*[2]heap{}}
	drawn, worked, ticked := map[ledger.VoucherID]bool{}, map[ledger.VoucherID]bool{}, map[ledger.VoucherID]bool{}
	for s := range r.Samples() {
		if s.Void != "" || s.Drawn == "" || !touches(s.Period, p) {
			continue
		}
		c.samples++
		for _, it := range s.Items {
			drawn[it.Voucher] = true
		}
		for l := range r.WorkLines(s.ID) {
			worked[l.Voucher] = true
		}
	}
	for t := range r.AllTicks() {
		if !t.Off {
			ticked[t.Voucher] = true
		}
	}
	for v := range r.Posted(p) {
		if v.Closing() {
			continue
		}
		m := v.Amount()
		c.all.add(m)
		mo := c.months[v.Month()]
		if mo == nil {
			mo = &[2]heap{}
			c.months[v.Month()] = mo
		}
		mo[0].add(m)
		if ticked[v.ID] {
			c.ticked.add(m)
		}
		if drawn[v.ID] {
			c.drawn.add(m)
		}
		if worked[v.ID] {
			c.worked.add(m)
		}
		if seen := ticked[v.ID] || worked[v.ID]; seen {
			c.seen.add(m)
			mo[1].add(m)
			c.lines(&v, true)
		} else {
			c.lines(&v, false)
		}
	}
	return c
}

// lines counts the lines of a voucher under their first-level accounts.
func (c *cover) lines(v *ledger.Voucher, seen bool) {
	for _, l := range v.Lines {
		code := l.Account
		if len(code) > 3 {
			code = code[:3]
		}
		a := c.accounts[code]
		if a == nil {
			a = &[2]heap{}
			c.accounts[code] = a
		}
		a[0].add(l.Debit.Abs() + l.Credit.Abs())
		if seen {
			a[1].add(l.Debit.Abs() + l.Credit.Abs())
		}
	}
}

func (c *cover) sampleText() string {
	if c.samples == 0 {
		return "没有抽样"
	}
	return fmt.Sprintf("抽样%d次，抽中%d张，其中已写底稿%d张", c.samples, c.drawn.n, c.worked.n)
}

// inPercent is a part of a whole in percent, rounded half up to one decimal.
func inPercent(part, whole int64) string {
	if whole == 0 {
		return ""
	}
	n := (part*2000 + whole) / (2 * whole)
	return fmt.Sprintf("%d.%d%%", n/10, n%10)
}

// table is the part of a report that says what was examined.
func (c *cover) table() Table {
	t := Table{Columns: []Column{textCol("审查覆盖", 26), countCol("凭证张数", 8), moneyCol("金额（不计正负）"), textCol("占张数", 8), textCol("占金额", 8)}}
	for _, x := range []struct {
		key, name string
		h         heap
	}{{"all", "已过账凭证（不含自动结转）", c.all}, {"ticked", "打了查账记号", c.ticked}, {"drawn", "抽样抽中", c.drawn}, {"worked", "写了工作底稿", c.worked}, {"seen", "以上查过的合计（不重复）", c.seen}} {
		kind := RowItem
		if x.key == "seen" {
			kind = RowTotal
		}
		t.Rows = append(t.Rows, row(kind, x.key, Text(x.name), Number(int64(x.h.n)), Amount(x.h.sum, nil), Text(inPercent(int64(x.h.n), int64(c.all.n))), Text(inPercent(int64(x.h.sum), int64(c.all.sum)))))
	}
	return t
}

// touches: a period without ends is about the book as a whole.
func touches(a, b ledger.Period) bool {
	return (a.To == 0 || b.From == 0 || a.To >= b.From) && (b.To == 0 || a.From <= b.To)
}

// findingsIn gives the findings about a period, or about the book as a whole.
func findingsIn(r ledger.Audits, p ledger.Period) []ledger.Finding {
	var out []ledger.Finding
	for f := range r.Findings() {
		if touches(f.Period, p) {
			out = append(out, f)
		}
	}
	return out
}
