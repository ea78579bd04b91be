package cli

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// planMembers matches each row with the register and says what would change.
func planMembers(j *job, r ledger.Reader) error {
	if err := ledger.Permit(r, ledger.SaveMember{}.Name(), j.by); err != nil {
		return err
	}
	from := ledger.FirstOpen(r)
	if j.from != "" {
		var err error
		if from, err = month("--from", j.from); err != nil {
			return err
		}
	}
	rows, problems, ignored := intake.Members(j.t)
	j.problems, j.ignored = problems, ignored
	people := crowdOf(r)
	twins := unnumberedTwins(rows)
	for _, in := range rows {
		if twins[ledger.CleanName(in.Name)] && in.No == "" {
			j.reject(in.Line, "编号", ledger.CodeRequired, "文件里有几位“%s”，请给每一位填编号，才能分清。", in.Name)
			continue
		}
		j.member(r, people, in, from)
	}
	// Numbers that the book gives must not take one that the file gives later.
	slices.SortStableFunc(j.rows, func(a, b row) int { return free(a) - free(b) })
	return nil
}

// free is 1 for a new member whose number the book chooses.
func free(w row) int {
	if a, ok := w.act.(ledger.SaveMember); ok && a.Member.ID == 0 && a.Member.No == "" {
		return 1
	}
	return 0
}

// unnumberedTwins are the names that stand in several rows of which at least
// one has no number.
func unnumberedTwins(rows []intake.MemberRow) map[string]bool {
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

// member plans one row.
func (j *job) member(r ledger.Reader, people *crowd, in intake.MemberRow, from ledger.Month) {
	old, known, err := people.find(in.No, in.Name)
	if err != nil {
		j.reject(in.Line, "编号", ledger.CodeOf(err), "%s", err.Error())
		return
	}
	m := old
	fillMember(&m, in, from)
	if err := fillStatus(&m, in, from); err != nil {
		j.reject(in.Line, "状态", ledger.CodeOf(err), "%s", err.Error())
		return
	}
	w := row{Line: in.Line, Action: added, Who: strings.TrimSpace(m.No + " " + m.Name)}
	if known {
		w.Action, w.Text = changed, difference(&old, &m)
		if w.Text == "" {
			w.Action = unchanged
			j.rows = append(j.rows, w)
			return
		}
	} else if same := people.byName[m.Name]; len(same) > 0 {
		w.Note = fmt.Sprintf("名册里已有同名的 %s，按编号当作另一个人。", same[0].No)
	}
	act := ledger.SaveMember{Member: m}
	if !j.judge(r, in.Line, w.Who, act) {
		return
	}
	w.act = act
	j.rows = append(j.rows, w)
}

// fillMember takes over what the row gives; an empty cell changes nothing.
func fillMember(m *ledger.Member, in intake.MemberRow, from ledger.Month) {
	m.Name = ledger.CleanName(in.Name)
	for _, f := range []struct {
		to  *string
		now string
	}{{&m.No, in.No}, {&m.Group, in.Group}, {&m.Sex, in.Sex}, {&m.Phone, in.Phone}, {&m.Note, in.Note}} {
		if f.now != "" {
			*f.to = f.now
		}
	}
	if in.Born != 0 {
		m.Born = in.Born
	}
	if in.PostWage != nil || in.GradeWage != nil {
		w, _ := m.WageIn(from)
		before := w
		if in.PostWage != nil {
			w.Post = *in.PostWage
		}
		if in.GradeWage != nil {
			w.Grade = *in.GradeWage
		}
		if w.From = from; before.From == 0 || before.Post != w.Post || before.Grade != w.Grade {
			m.Wages = m.SetWage(w)
		}
	}
	class := ledger.MemberClass(in.Class)
	if in.Status == string(ledger.Retired) {
		class = ledger.Retired
	}
	if class != "" && (len(m.Stands) == 0 && m.ID == 0 || m.ClassIn(from) != class) {
		m.Stands = m.SetClass(ledger.Stand{From: from, Class: class})
	}
}

// fillStatus turns the status word into membership. Who left did so before
// from; the day itself can be set in the register.
func fillStatus(m *ledger.Member, in intake.MemberRow, from ledger.Month) error {
	first := from.First()
	joined := in.Joined
	if m.ID != 0 && joined != 0 && len(m.Spells) == 1 && m.Spells[0].To == 0 {
		m.Spells = slices.Clone(m.Spells)
		m.Spells[0].From = joined
	}
	switch in.Status {
	case "", "在会", "转入", "入会", "正常", string(ledger.Retired), "在职":
		if joined == 0 {
			joined = first
		}
		if len(m.Spells) > 0 && (m.On(max(first, joined)) || in.Status == "" || m.Spells[len(m.Spells)-1].To == 0) {
			return nil
		}
		s := ledger.Spell{From: joined}
		if in.Status == "转入" {
			s.In = in.Status
		}
		m.Spells = append(slices.Clone(m.Spells), s)
	case "转出", "退会", "离会", "去世", "调离", "离职":
		return endSpell(m, in, first.Add(-1))
	default:
		return ledger.Errf(ledger.CodeBadValue, "“%s”不是会籍状态；请写在会、转入、转出、退会、离会、去世或退休，或者空着。", ledger.Plain(in.Status))
	}
	return nil
}

// endSpell ends the membership on the eve of the month in hand.
func endSpell(m *ledger.Member, in intake.MemberRow, eve ledger.Day) error {
	word := in.Status
	if word == "调离" || word == "离职" {
		word = "离会"
	}
	if m.ID == 0 {
		if in.Joined == 0 {
			return ledger.Errf(ledger.CodeRequired, "已%s的人要填入会日期，否则不知道哪段时间在会。", word)
		}
		m.Spells = []ledger.Spell{{From: in.Joined}}
	}
	last := len(m.Spells) - 1
	if last < 0 || m.Spells[last].To != 0 {
		return nil // left before
	}
	if m.Spells[last].From > eve {
		return ledger.Errf(ledger.CodeBadDay, "入会日期 %s 在离会（%s）之后；请用 --from 说明离会后的第一个月。", m.Spells[last].From, eve)
	}
	m.Spells = slices.Clone(m.Spells)
	m.Spells[last].To, m.Spells[last].Out = eve, word
	return nil
}

// difference says in words what two states of a member differ in.
func difference(a, b *ledger.Member) string {
	var parts []string
	note := func(name, x, y string) {
		if x != y {
			if x == "" {
				x = "（空）"
			}
			parts = append(parts, name+" "+x+"→"+y)
		}
	}
	note("姓名", a.Name, b.Name)
	note("编号", a.No, b.No)
	note("小组", a.Group, b.Group)
	note("性别", a.Sex, b.Sex)
	note("出生", a.Born.String(), b.Born.String())
	note("手机", a.Phone, b.Phone)
	note("备注", a.Note, b.Note)
	for _, x := range []struct {
		name string
		same bool
	}{{"会籍", reflect.DeepEqual(a.Spells, b.Spells)}, {"身份", reflect.DeepEqual(a.Stands, b.Stands)}, {"工资基数", reflect.DeepEqual(a.Wages, b.Wages)}} {
		if !x.same {
			parts = append(parts, x.name)
		}
	}
	return strings.Join(parts, "，")
}
