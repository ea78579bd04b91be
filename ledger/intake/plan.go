package intake

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// Verdict is what would become of a row. The words are part of the contract of
// the command line.
type Verdict string

// The verdicts.
const (
	Added     Verdict = "added"
	Changed   Verdict = "changed"
	Unchanged Verdict = "unchanged"
)

// Chinese names the verdict.
func (v Verdict) Chinese() string {
	return map[Verdict]string{Added: "新增", Changed: "修改", Unchanged: "不变"}[v]
}

// Planned is a row that can be taken: what it would do, and the act that does
// it (nil when nothing changes).
type Planned struct {
	Line     int
	Verdict  Verdict
	No, Name string
	Text     string // what is new, in words
	Act      ledger.Act
}

// Blueprint is what an import would do to a register, row by row; nothing is
// done yet. Problems name the rows that cannot be taken, and why.
type Blueprint struct {
	Rows     []Planned
	Problems ledger.Problems
	Ignored  []string // columns that nobody asked for
}

// Acts are the acts of all rows, in the order they must be done.
func (b *Blueprint) Acts() []ledger.Act {
	var out []ledger.Act
	for _, r := range b.Rows {
		if r.Act != nil {
			out = append(out, r.Act)
		}
	}
	return out
}

// Count is the number of rows of a verdict.
func (b *Blueprint) Count(v Verdict) int {
	n := 0
	for _, r := range b.Rows {
		if r.Verdict == v {
			n++
		}
	}
	return n
}

// Refused is the number of rows that problems name: a row with two problems is
// one row.
func (b *Blueprint) Refused() int {
	seen := map[string]bool{}
	for _, p := range b.Problems {
		place := p.Subject
		if i := strings.Index(place, " 行"); i >= 0 {
			place = place[:i]
		}
		seen[place] = true
	}
	return len(seen)
}

// planning is a plan in the making.
type planning struct {
	Blueprint
	t     *Table
	r     ledger.Reader
	by    ledger.Stamp
	crowd *Crowd
}

func newPlanning(r ledger.Reader, by ledger.Stamp, t *Table) *planning {
	return &planning{t: t, r: r, by: by, crowd: CrowdOf(r)}
}

// reject names a row that cannot be taken.
func (p *planning) reject(line int, column string, code ledger.Fault, format string, args ...any) {
	p.Problems.Add(column, p.t.Subject(line, column), code, format, args...)
}

// judge asks the rules about the act of a row; what they refuse is a problem of
// that row.
func (p *planning) judge(line int, who string, a ledger.Act) bool {
	_, err := a.Decide(p.r, p.by)
	if err == nil {
		return true
	}
	place := strings.TrimSpace(p.t.Subject(line, "") + " " + who)
	if e, ok := err.(*ledger.Error); ok && len(e.Problems) > 0 {
		for _, q := range e.Problems {
			p.Problems.Add(q.Field, place, q.Code, "%s", q.Text)
		}
		return false
	}
	p.Problems.Add("", place, ledger.CodeOf(err), "%s", err.Error())
	return false
}

// Crowd finds members by number or name.
type Crowd struct {
	byNo   map[string]ledger.Member
	byName map[string][]ledger.Member
}

// CrowdOf reads the whole register once.
func CrowdOf(r ledger.Register) *Crowd {
	c := &Crowd{map[string]ledger.Member{}, map[string][]ledger.Member{}}
	for m := range r.Members() {
		if m.Into != 0 { // a double's number means the entry that counts
			c.byNo[m.No] = ledger.Same(r, m)
			continue
		}
		c.byNo[m.No] = m
		c.byName[m.Name] = append(c.byName[m.Name], m)
	}
	return c
}

// Named gives the members of a name.
func (c *Crowd) Named(name string) []ledger.Member { return c.byName[ledger.CleanName(name)] }

// Find gives the member that number and name mean. ok false without an error
// means that there is none.
func (c *Crowd) Find(no, name string) (m ledger.Member, ok bool, err error) {
	if no != "" {
		m, ok = c.byNo[no]
		return m, ok, nil
	}
	switch same := c.Named(name); len(same) {
	case 0:
		return m, false, nil
	case 1:
		return same[0], true, nil
	default:
		var nos []string
		for _, m := range same {
			nos = append(nos, m.No)
		}
		return m, false, ledger.Errf(ledger.CodeUnknown, "名册里有 %d 位“%s”（编号 %s），请填编号。", len(same), name, strings.Join(nos, "、"))
	}
}

// Must is [Crowd.Find] for files that may only name members of the register.
func (c *Crowd) Must(no, name string) (ledger.Member, error) {
	m, ok, err := c.Find(no, name)
	switch {
	case err != nil:
		return m, err
	case !ok:
		return m, ledger.Errf(ledger.CodeUnknown, "名册里没有“%s”；请核对，或先登记会员。", strings.TrimSpace(no+" "+name))
	case name != "" && no != "" && m.Name != ledger.CleanName(name):
		return m, ledger.Errf(ledger.CodeBadValue, "编号 %s 是“%s”，不是“%s”；请核对。", no, m.Name, name)
	}
	return m, nil
}

// PlanPayroll sets wages from their months on. Several months of one member
// become one change of the register.
func PlanPayroll(r ledger.Reader, by ledger.Stamp, t *Table) *Blueprint {
	p := newPlanning(r, by, t)
	rows, problems, ignored := Payroll(t)
	p.Problems, p.Ignored = problems, ignored
	at := map[ledger.MemberID]int{}
	for _, in := range rows {
		m, err := p.crowd.Must(in.No, in.Name)
		if err != nil {
			p.reject(in.Line, "姓名", ledger.CodeOf(err), "%s", err.Error())
			continue
		}
		p.pay(at, m, in)
	}
	return &p.Blueprint
}

// pay plans one wage; at says where the member's other wages of the file stand.
func (p *planning) pay(at map[ledger.MemberID]int, m ledger.Member, in PayRow) {
	i, again := at[m.ID]
	if !again {
		i = len(p.Rows)
		at[m.ID] = i
		p.Rows = append(p.Rows, Planned{Line: in.Line, Verdict: Unchanged, No: m.No, Name: m.Name})
	} else if a, ok := p.Rows[i].Act.(ledger.SaveMember); ok {
		m = a.Member
	}
	w := ledger.Wage{From: in.Month, Post: in.Post}
	old, known := m.WageIn(in.Month)
	if w.Grade = old.Grade; in.Grade != nil {
		w.Grade = *in.Grade
	}
	if known && old.Post == w.Post && old.Grade == w.Grade {
		return
	}
	m.Wages = m.SetWage(w)
	act := ledger.SaveMember{Member: m}
	if !p.judge(in.Line, m.No+" "+m.Name, act) {
		return
	}
	row := &p.Rows[i]
	row.Act, row.Verdict = act, Changed
	row.Text = strings.TrimSpace(row.Text + " " + fmt.Sprintf("%s起 %s→%s", in.Month, (old.Post+old.Grade).Grouped(), (w.Post+w.Grade).Grouped()))
}

// PlanMembers matches each row of a member list with the register. Wages and
// class hold from a month on. Numbers that the book gives come last, so that
// they take none that the file gives.
func PlanMembers(r ledger.Reader, by ledger.Stamp, t *Table, from ledger.Month) *Blueprint {
	p := newPlanning(r, by, t)
	rows, problems, ignored := Members(t)
	p.Problems, p.Ignored = problems, ignored
	twins := unnumberedTwins(rows)
	for _, in := range rows {
		if name := ledger.CleanName(in.Name); twins[name] && in.No == "" {
			p.reject(in.Line, "编号", ledger.CodeRequired, "文件里有几位“%s”，请给每一位填编号，才能分清。", in.Name)
			continue
		}
		p.member(in, from)
	}
	slices.SortStableFunc(p.Rows, func(a, b Planned) int { return unnumbered(a) - unnumbered(b) })
	return &p.Blueprint
}

// unnumbered is 1 for a new member whose number the book chooses.
func unnumbered(w Planned) int {
	if w.Verdict == Added && w.No == "" {
		return 1
	}
	return 0
}

// unnumberedTwins are the names that stand in several rows of which at least
// one has no number.
func unnumberedTwins(rows []MemberRow) map[string]bool {
	count, bare := map[string]int{}, map[string]bool{}
	for _, m := range rows {
		name := ledger.CleanName(m.Name)
		count[name]++
		bare[name] = bare[name] || m.No == ""
	}
	out := map[string]bool{}
	for name, n := range count {
		out[name] = n > 1 && bare[name]
	}
	return out
}
