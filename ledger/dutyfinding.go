package ledger

// findingDuties are the auditors' questions: those that wait for an answer and
// those that were answered and wait to be closed. The home screen shows each to
// those who can do something about it.
func findingDuties(r Reader, today Day, add adder) {
	open, answered, late := 0, 0, 0
	first := ""
	for f := range r.Findings() {
		switch f.State {
		case FindingOpen:
			open++
			if first == "" {
				first = f.ID.String() + " " + f.Title
			}
			if f.Due != 0 && f.Due < today {
				late++
			}
		case FindingAnswered:
			answered++
		}
	}
	switch {
	case late > 0:
		add("answer", true, "经审提出的 %d 个问题还没有答复，其中 %d 个已过期限。", open, late)
	case open > 0:
		add("answer", true, "经审提出的 %d 个问题还没有答复：%s。", open, first+map[bool]string{true: " 等"}[open > 1])
	}
	if answered > 0 {
		add("settle", false, "%d 个审计问题已有答复，等经审查实、销号。", answered)
	}
}
