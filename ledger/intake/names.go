package intake

import "huizhang/ledger"

// NameRow is one line of a list of people: recipients, a roster, attendance.
type NameRow struct {
	Line     int
	Name, No string
}

// Names reads a list of people by name or number. Rows with a problem are left
// out of the result; a number that comes twice is one.
func Names(t *Table) (rows []NameRow, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(t, pick("姓名", "编号"), []string{"姓名", "编号"})
	if !ok {
		return nil, v.problems, ignored
	}
	numbers := map[string]int{}
	for _, r := range t.Rows {
		n := NameRow{Line: r.Line}
		if v.total(r) || !v.sound(func() { n.Name, n.No = v.person(r) }) {
			continue
		}
		if first := numbers[n.No]; n.No != "" && first != 0 {
			v.wrong(r, "编号", ledger.CodeExists, "编号“%s”与第 %d 行重复。", n.No, first)
			continue
		}
		numbers[n.No] = r.Line
		rows = append(rows, n)
	}
	return rows, v.problems, ignored
}
