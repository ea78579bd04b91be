package member

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// save settles the form and has the member written. A figure typed into the
// wrong field may choose 去世, so a change of the membership is asked back first.
func (f *Form) save(sure bool) screen.Action {
	if !f.loaded || f.busy || !f.writes {
		return nil
	}
	problems := ledger.Problems(f.form.Settle())
	var m ledger.Member
	if len(problems) == 0 {
		m = f.member(&problems)
	}
	if len(problems) > 0 {
		f.form.SetProblems(problems)
		return screen.Notice{Text: problems[0].Text, Bad: true}
	}
	if move := f.f.move.Text(); m.ID != 0 && move != stays && !sure {
		return screen.Ask{Title: "会籍变动", Lines: []string{f.moveWords(move)}, Choices: []string{"返回", "确定" + move}, Then: func(i int) tea.Msg { return moving{i == 1} }}
	}
	f.busy = true
	reckon := !slices.Equal(m.Wages, f.old.Wages) || !slices.Equal(m.Stands, f.old.Stands) || !slices.Equal(m.Spells, f.old.Spells)
	return f.d.Do(ledger.SaveMember{Member: m}, f.stamp, func(r ledger.Receipt, err error) tea.Msg { return stored{r, reckon, err} })
}

// moveWords says what a change of the membership means.
func (f *Form) moveWords(move string) string {
	day, _ := f.f.moved.Day()
	who := ledger.CleanName(f.f.name.Text())
	switch move {
	case retires:
		return fmt.Sprintf("%s %s退休：会籍保留，自 %s 起身份为退休。", who, day, day.Month().Add(1))
	case rejoins:
		return fmt.Sprintf("%s 自 %s 起重新入会，当月起应缴会费。", who, day)
	case takeBack:
		return who + " 的离会登记有误，恢复为一直在会。"
	}
	return fmt.Sprintf("%s 于 %s %s，次月起不再核定会费。", who, day, move)
}

// member is the member as the form has it.
func (f *Form) member(ps *ledger.Problems) ledger.Member {
	m := f.old
	v := &f.f
	m.No, m.Name, m.Phone, m.Note = strings.TrimSpace(v.no.Text()), v.name.Text(), strings.TrimSpace(v.phone.Text()), strings.TrimSpace(v.note.Text())
	m.Sex, m.Group = v.sex.Text(), strings.TrimSpace(v.group.Key())
	m.Born, _ = v.born.Day()
	m.Spells = slices.Clone(m.Spells)
	joined, ok := v.joined.Day()
	switch n := len(m.Spells); {
	case !ok && (m.ID == 0 || n > 0):
		ps.Add("joined", "", ledger.CodeRequired, "请填写入会日期，例如 2020-09-01。")
	case !ok:
	case n == 0:
		m.Spells = []ledger.Spell{{From: joined, In: v.in.Text()}}
	default:
		m.Spells[n-1].From = joined
		if m.Spells[n-1].In != "" || v.in.Text() != "入会" {
			m.Spells[n-1].In = v.in.Text()
		}
	}
	f.setClass(&m, ps)
	f.setWage(&m, ps)
	f.setMove(&m, ps)
	return m
}

// setClass has the class hold from its month on. The first class of a new
// member holds from the beginning.
func (f *Form) setClass(m *ledger.Member, ps *ledger.Problems) {
	class := ledger.MemberClass(strings.TrimSpace(f.f.class.Key()))
	from, ok := f.f.classFrom.Month()
	switch {
	case class == "":
		ps.Add("class", "", ledger.CodeRequired, "请填写身份，例如在编、合同。")
	case m.ID == 0:
		if class != ledger.Staff && m.Joined() != 0 {
			m.Stands = []ledger.Stand{{From: m.Joined().Month(), Class: class}}
		}
	case !ok:
		ps.Add("classFrom", "", ledger.CodeRequired, "请填写从哪个月起，例如 2026-05。")
	case m.ClassIn(from) != class:
		m.Stands = m.SetClass(ledger.Stand{From: from, Class: class})
	}
}

// setWage has the wage hold from its month on.
func (f *Form) setWage(m *ledger.Member, ps *ledger.Problems) {
	post, hasPost := f.f.post.Money()
	grade, hasGrade := f.f.grade.Money()
	if !hasPost && !hasGrade {
		return
	}
	from, ok := f.f.wageFrom.Month()
	if !ok {
		ps.Add("wageFrom", "", ledger.CodeRequired, "请填写从哪个月起，例如 2026-05。")
		return
	}
	if w, known := m.WageIn(from); !known || w.Post != post || w.Grade != grade {
		m.Wages = m.SetWage(ledger.Wage{From: from, Post: post, Grade: grade})
	}
}

// setMove ends, resumes or changes the membership.
func (f *Form) setMove(m *ledger.Member, ps *ledger.Problems) {
	move, last := f.f.move.Text(), len(m.Spells)-1
	if m.ID == 0 || move == stays {
		return
	}
	day, ok := f.f.moved.Day()
	switch {
	case !ok && move != takeBack:
		ps.Add("moved", "", ledger.CodeRequired, "请填写日期。")
	case move == retires:
		m.Stands = m.SetClass(ledger.Stand{From: day.Month().Add(1), Class: ledger.Retired})
	case move == rejoins:
		m.Spells = append(m.Spells, ledger.Spell{From: day, In: rejoins})
	case last < 0:
		ps.Add("joined", "", ledger.CodeRequired, "请先填写入会日期。")
	case move == takeBack:
		m.Spells[last].To, m.Spells[last].Out = 0, ""
	default:
		m.Spells[last].To, m.Spells[last].Out = day, move
	}
}

// done leaves after the member was written, or shows why it was not.
func (f *Form) done(msg stored) (screen.Action, tea.Cmd) {
	f.busy = false
	if msg.err == nil {
		text := "已保存：" + msg.receipt.Title + "。"
		if msg.reckon && f.year.assessed {
			text += "这会影响应缴会费：请在会费里对已核定的月份再按一次 F5 核定。"
		}
		return screen.Many{screen.Back{Result: saved{msg.receipt.Member}}, screen.Notice{Text: text}}, f.drop()
	}
	if ps := desk.Problems(msg.err); len(ps) > 0 {
		for i := range ps {
			ps[i].Subject = "" // the form is about nobody else
		}
		f.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}, nil
	}
	return desk.Bad(msg.err), nil
}

// lead makes the member the leader of the group.
func (f *Form) lead() screen.Action {
	for _, g := range f.groups {
		if g.Name == f.old.Group && g.Name != "" {
			g.Leader = f.old.ID
			return f.d.Do(ledger.SaveGroup{Group: g}, f.d.Stamp(), func(_ ledger.Receipt, err error) tea.Msg { return led{err} })
		}
	}
	return nil
}
