package report

import "huizhang/ledger"

// namesakes are the names that stand on a list for more than one person. On
// paper they are told apart by the member's number, or nobody knows which line
// is whose to sign.
type namesakes struct {
	first map[string]ledger.MemberID
	twice map[string]bool
}

func (n *namesakes) add(name string, m ledger.MemberID) {
	if n.first == nil {
		n.first, n.twice = map[string]ledger.MemberID{}, map[string]bool{}
	}
	if id, known := n.first[name]; !known {
		n.first[name] = m
	} else if id != m {
		n.twice[name] = true
	}
}

// text is the name as it is printed.
func (n *namesakes) text(r ledger.Register, name string, id ledger.MemberID) string {
	if !n.twice[name] {
		return name
	}
	if m, ok := r.Member(id); ok && m.No != "" {
		return name + "（" + m.No + "）"
	}
	return name
}

// onSheet are the namesakes of a sheet.
func onSheet(r ledger.Reader, id ledger.SheetID) (n namesakes) {
	for x := range r.Shares(id) {
		n.add(x.Name, x.Member)
	}
	return n
}

// onRoster are the namesakes of an event.
func onRoster(roster []ledger.Entrant) (n namesakes) {
	for _, x := range roster {
		n.add(x.Name, x.Member)
	}
	return n
}
