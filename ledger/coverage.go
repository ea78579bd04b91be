package ledger

// Coverage is what an auditor has done about a period: vouchers ticked, findings
// still open.
type Coverage struct {
	Ticked, Vouchers int
	Open             []Finding
}

// ReadCoverage reads it.
func ReadCoverage(r Reader, p Period) Coverage {
	var c Coverage
	for v := range r.Posted(p) {
		c.Vouchers++
		for t := range r.Ticks(v.ID) {
			if !t.Off {
				c.Ticked++
				break
			}
		}
	}
	for f := range r.Findings() {
		if f.State != FindingClosed && overlaps(f.Period, p) {
			c.Open = append(c.Open, f)
		}
	}
	return c
}

// overlaps: a finding without a period is about the book as a whole.
func overlaps(a, b Period) bool {
	return a == (Period{}) || a.From <= b.To && (a.To == 0 || a.To >= b.From)
}
