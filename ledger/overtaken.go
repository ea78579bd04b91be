package ledger

import "fmt"

// Overtaken says why a signature no longer speaks of the books as they stand:
// a month of its period was opened again since. It still proves what the books
// were when it was made. "" when nothing came between; a disclosure and a
// hand-over list are about one moment and are never overtaken.
func Overtaken(r Pages, s Signature) string {
	if s.Kind != SignYear && s.Kind != SignOff {
		return ""
	}
	for _, page := range r.MonthPages() {
		if !s.Period.Has(page.Month) {
			continue
		}
		for i, re := range page.Reopened {
			// What is open now was closed when it was signed, whatever the clocks say.
			if re.after(s, page) || !page.Closed && i == len(page.Reopened)-1 {
				return fmt.Sprintf("%s签字以后，%s反过结账（%s：%s）。这个签字只证明那时的账，现在的账要重新签。", Clock(s.At), page.Month.Chinese(), Plain(re.By), Plain(re.Reason))
			}
		}
	}
	return ""
}

// after tells by the numbers of the log which came first, by the clock only in
// books of before the number was kept.
func (re Reopened) after(s Signature, page MonthPage) bool {
	if re.Seq != 0 {
		return re.Seq > s.Size
	}
	return re.At >= s.At && (!page.Closed || page.ClosedAt > s.At)
}

// LastSigned is the newest signature of a kind over exactly a period, and whether
// there is one.
func LastSigned(r Audits, kind string, p Period) (out Signature, ok bool) {
	for s := range r.Signatures() {
		if s.Kind == kind && s.Period == p {
			out, ok = s, true
		}
	}
	return out, ok
}
