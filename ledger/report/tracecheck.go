package report

import (
	"fmt"

	"huizhang/ledger"
)

// CheckTraces holds law L6 on a document: each traced amount must equal the
// book's sums and the lines behind it, each traced count the persons or lines
// counted again; and the vouchers behind lists carry what the lists say (L9).
// The error names every cell that differs.
func CheckTraces(r ledger.Reader, doc *Document) error {
	c := traceChecker{r: r, doc: doc, seen: map[ledger.VoucherID]bool{}}
	for _, tab := range doc.Tables {
		for _, row := range tab.Rows {
			for i, cell := range row.Cells {
				if cell.Trace == nil {
					continue
				}
				where := row.Key
				if i < len(tab.Columns) {
					where += " " + tab.Columns[i].Name
				}
				c.cell(where, cell)
			}
		}
	}
	return c.found.Err()
}

type traceChecker struct {
	r     ledger.Reader
	doc   *Document
	seen  map[ledger.VoucherID]bool
	found ledger.Problems
}

func (c *traceChecker) add(where, format string, args ...any) {
	c.found.Add(c.doc.Name, fmt.Sprintf("%s %s", c.doc.Title, where), ledger.CodeLaw, format, args...)
}

func (c *traceChecker) cell(where string, cell Cell) {
	t := cell.Trace
	if t.Lists != nil && t.Lists.Count != NoCount {
		if n := Heads(c.r, t.Lists); n != cell.Count {
			c.add(where, "表上 %d，按名单逐行数是 %d，两数应相等。", cell.Count, n)
		}
	} else if sums, lines := Eval(c.r, t), Total(c.r, t); cell.Money != sums || cell.Money != lines {
		c.add(where, "表上 %s 元，按科目或名单合计 %s 元，按明细逐笔相加 %s 元，三者应相等。", cell.Money.Grouped(), sums.Grouped(), lines.Grouped())
	}
	c.lists(where, t)
}

// lists looks at the vouchers behind a figure of lists, each once.
func (c *traceChecker) lists(where string, t *Trace) {
	for i := range t.Also {
		c.lists(where, &t.Also[i])
	}
	if t.Lists == nil {
		return
	}
	for _, ids := range [][]ledger.SheetID{t.Lists.Sheets, t.Lists.Back} {
		for _, id := range ids {
			s, ok := c.r.Sheet(id)
			if !ok {
				c.add(where, "名单 %s 不在账本里。", id)
				continue
			}
			if v, ok := c.r.Voucher(s.Voucher); ok && !c.seen[v.ID] && v.State == ledger.Posted {
				c.seen[v.ID] = true
				c.backed(where, &v)
			}
		}
	}
}

// backed holds a posted voucher against the sheets it paid for. Sheets that its
// red letter made void counted when it was posted.
func (c *traceChecker) backed(where string, v *ledger.Voucher) {
	lists := map[ledger.Code]ledger.Money{}
	for _, id := range c.r.SheetsOf(v.ID) {
		s, ok := c.r.Sheet(id)
		if !ok || !s.Live() && !writtenOff(c.r, v.ID) {
			continue
		}
		for x := range c.r.Shares(id) {
			lists[s.Account] += x.Amount
		}
	}
	for code, want := range lists {
		var booked ledger.Money
		for _, l := range v.Lines {
			if l.Account.Under(code) {
				booked += l.Net()
			}
		}
		if booked != want {
			c.add(where, "凭证 %s 的 %s 是 %s 元，名单逐行相加 %s 元，两数应相等。", v.Ref(), code, booked.Grouped(), want.Grouped())
		}
	}
}
