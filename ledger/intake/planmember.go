package intake

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"huizhang/ledger"
)

// member plans one row of a member list.
func (p *planning) member(in MemberRow, from ledger.Month) {
	old, known, err := p.crowd.Find(in.No, in.Name)
	if err != nil {
		p.reject(in.Line, "编号", ledger.CodeOf(err), "%s", err.Error())
		return
	}
	m := old
	fillMember(&m, in, from)
	if err := fillStatus(&m, in, from); err != nil {
		p.reject(in.Line, "状态", ledger.CodeOf(err), "%s", err.Error())
		return
	}
	w := Planned{Line: in.Line, Verdict: Added, No: m.No, Name: m.Name}
	if known {
		w.Verdict, w.Text = Changed, Difference(&old, &m)
		if w.Text == "" {
			w.Verdict = Unchanged
			p.Rows = append(p.Rows, w)
			return
		}
	} else if same := p.crowd.Named(m.Name); len(same) > 0 {
		w.Text = fmt.Sprintf("名册里已有同名的 %s，按编号当作另一个人", same[0].No)
	} else if in.Joined == 0 && len(m.Spells) > 0 {
		w.Text = "没有入会日期，按 " + m.Spells[0].From.String()
	}
	act := ledger.SaveMember{Member: m}
	if !p.judge(in.Line, strings.TrimSpace(m.No+" "+m.Name), act) {
		return
	}
	w.Act = act
	p.Rows = append(p.Rows, w)
}

// fillMember takes over what the row gives; an empty cell changes nothing.
func fillMember(m *ledger.Member, in MemberRow, from ledger.Month) {
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
		w, known := m.WageIn(from)
		before := w
		if in.PostWage != nil {
			w.Post = *in.PostWage
		}
		if in.GradeWage != nil {
			w.Grade = *in.GradeWage
		}
		if w.From = from; !known || before.Post != w.Post || before.Grade != w.Grade {
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
func fillStatus(m *ledger.Member, in MemberRow, from ledger.Month) error {
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
		return ledger.Errf(ledger.CodeBadValue, "“%s”不是会籍状态；请写在会、转入、转出、退会、离会、去世或退休，或者空着。", short(in.Status))
	}
	return nil
}

// endSpell ends the membership on the eve of the month in hand.
func endSpell(m *ledger.Member, in MemberRow, eve ledger.Day) error {
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
		return ledger.Errf(ledger.CodeBadDay, "入会日期 %s 在离会（%s）之后；请把起始月份改成离会后的第一个月。", m.Spells[last].From, eve)
	}
	m.Spells = slices.Clone(m.Spells)
	m.Spells[last].To, m.Spells[last].Out = eve, word
	return nil
}

// Difference says in words what two states of a member differ in, "" for
// nothing.
func Difference(a, b *ledger.Member) string {
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
	for _, s := range b.Stands {
		if !slices.Contains(a.Stands, s) {
			note(s.From.String()+"起身份", string(a.ClassIn(s.From)), string(s.Class))
		}
	}
	for _, w := range b.Wages {
		if !slices.Contains(a.Wages, w) {
			before, _ := a.WageIn(w.From)
			note(w.From.String()+"起工资基数", (before.Post + before.Grade).Grouped(), (w.Post + w.Grade).Grouped())
		}
	}
	if !reflect.DeepEqual(a.Spells, b.Spells) {
		note("会籍", spells(a), spells(b))
	}
	if len(parts) == 0 && !reflect.DeepEqual(a, b) {
		parts = append(parts, "会籍、身份或工资的记录")
	}
	return strings.Join(parts, "，")
}

func spells(m *ledger.Member) string {
	var out []string
	for _, s := range m.Spells {
		out = append(out, strings.TrimSpace(s.From.String()+"至"+s.To.String()+" "+s.Out))
	}
	return strings.Join(out, "、")
}
