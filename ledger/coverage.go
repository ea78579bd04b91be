package ledger

// Coverage is what an auditor has done about a period: vouchers ticked, findings
// still open.
type Coverage struct {
	Ticked, Vouchers int
	Closing          int // of Vouchers: made by the close itself, not counted by the audit report
	Worked           int // not ticked, but written up in a working paper
	Looked           int // ticked or written up, closing vouchers left out
	Open             []Finding
}

// Nothing reports that there was something to examine and nothing was.
func (c Coverage) Nothing() bool { return c.Vouchers > c.Closing && c.Looked == 0 }

// ReadCoverage reads it.
func ReadCoverage(r Reader, p Period) Coverage {
	var c Coverage
	worked := workedUp(r, p)
	for v := range r.Posted(p) {
		c.Vouchers++
		if v.Closing() {
			c.Closing++
		}
		ticked := false
		for t := range r.Ticks(v.ID) {
			ticked = ticked || !t.Off
		}
		switch {
		case ticked:
			c.Ticked++
		case worked[v.ID]:
			c.Worked++
		}
		if (ticked || worked[v.ID]) && !v.Closing() {
			c.Looked++
		}
	}
	for f := range r.Findings() {
		if f.State != FindingClosed && overlaps(f.Period, p) {
			c.Open = append(c.Open, f)
		}
	}
	return c
}

// workedUp are the vouchers of samples about a period that have a working paper.
func workedUp(r Audits, p Period) map[VoucherID]bool {
	out := map[VoucherID]bool{}
	for s := range r.Samples() {
		if s.Void != "" || !overlaps(s.Period, p) {
			continue
		}
		for l := range r.WorkLines(s.ID) {
			out[l.Voucher] = true
		}
	}
	return out
}

// overlaps: a finding without a period is about the book as a whole.
func overlaps(a, b Period) bool {
	return a == (Period{}) || a.From <= b.To && (a.To == 0 || a.To >= b.From)
}
