package ledger

import "fmt"

// Decide keys what the returned paper says, line by line.
func (a SignShares) Decide(r Reader, by Stamp) (Plan, error) {
	s, ok := r.Sheet(a.Sheet)
	if !ok || !s.Live() {
		return Plan{}, Errf(CodeUnknown, "没有找到这张签领表，或者它已作废。")
	}
	p := Plan{Title: "登记回签 " + s.ID.String(), Object: fmt.Sprintf("sheet/%d", s.ID)}
	for _, m := range a.Marks {
		old, ok := r.Share(a.Sheet, m.Line)
		if !ok {
			return Plan{}, Errf(CodeUnknown, "%s没有第 %d 行。", s.ID, m.Line)
		}
		n := old
		n.Sign, n.Proxy, n.Note, n.SignedOn = m.Sign, m.Proxy, m.Note, a.Day
		p.Changes = append(p.Changes, Edit(old, n))
	}
	return p, nil
}
