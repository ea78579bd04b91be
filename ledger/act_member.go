package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// SaveMember adds a member (ID 0) or changes one.
type SaveMember struct{ Member Member }

// Name of the act.
func (SaveMember) Name() string { return "member.save" }

// Decide checks the entry and makes the group if it is new.
func (a SaveMember) Decide(r Reader, by Stamp) (Plan, error) {
	m := a.Member
	m.Name = CleanName(m.Name)
	m.No, _ = Clean(m.No)
	m.Group, _ = Clean(m.Group)
	m.Note, _ = Clean(m.Note)
	var old *Member
	if m.ID != 0 {
		o, ok := r.Member(m.ID)
		if !ok {
			return Plan{}, Errf(CodeUnknown, "没有找到这位会员。")
		}
		old = &o
		m.Into, m.Merged = o.Into, o.Merged // [MergeMembers] alone sets them
	} else {
		m.ID, m.Into, m.Merged = r.LastMember()+1, 0, nil
	}
	if m.No == "" {
		m.No = nextNo(r)
	}
	if err := checkMember(r, &m).Err(); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: "登记会员 " + m.No + " " + m.Name, Member: m.ID}
	if old != nil {
		p.Title = "修改会员 " + m.No + " " + m.Name
		p.Changes = []Change{Edit(*old, m)}
	} else {
		p.Changes = []Change{Put(m)}
	}
	groups := r.Groups()
	if m.Group != "" && !slices.ContainsFunc(groups, func(g Group) bool { return g.Name == m.Group }) {
		p.Changes = append(p.Changes, Put(Group{Name: m.Group, Order: len(groups) + 1}))
	}
	return p, nil
}

// nextNo is a free member number of four digits or more.
func nextNo(r Register) string {
	for n := int(r.LastMember()) + 1; ; n++ {
		no := fmt.Sprintf("%04d", n)
		if _, taken := r.MemberByNo(no); !taken {
			return no
		}
	}
}

func checkMember(r Register, m *Member) Problems {
	var ps Problems
	who := strings.TrimSpace(m.No + " " + m.Name)
	if m.Name == "" {
		ps.Add("name", who, CodeRequired, "请填写姓名。")
	}
	if n := len([]rune(m.Name)); n > 60 {
		ps.Add("name", who, CodeTooLarge, "姓名太长（%d 个字），最多 60 个字。", n)
	}
	if id, taken := r.MemberByNo(m.No); taken && id != m.ID {
		o, _ := r.Member(id)
		ps.Add("no", who, CodeExists, "编号 %s 已由“%s”使用。", m.No, o.Name)
	}
	if m.Sex != "" && m.Sex != "男" && m.Sex != "女" {
		ps.Add("sex", who, CodeBadValue, "性别请填“男”或“女”。")
	}
	if m.Born != 0 && !m.Born.Valid() {
		ps.Add("born", who, CodeBadDay, "出生日期不对，例如 1985-06-01。")
	}
	var last Day
	for i, s := range m.Spells {
		switch {
		case !s.From.Valid() || s.To != 0 && !s.To.Valid():
			ps.Add("joined", who, CodeBadDay, "入会或离会日期不对，例如 2020-09-01。")
		case s.To != 0 && s.To < s.From:
			ps.Add("joined", who, CodeBadValue, "离会日期 %s 早于入会日期 %s。", s.To, s.From)
		case i > 0 && (last == 0 || s.From <= last):
			ps.Add("joined", who, CodeBadValue, "两段会籍的日期重叠了。")
		}
		last = s.To
	}
	if m.Born != 0 && len(m.Spells) > 0 && m.Spells[0].From < m.Born {
		ps.Add("born", who, CodeBadValue, "出生日期晚于入会日期。")
	}
	for i, w := range m.Wages {
		if w.Post < 0 || w.Grade < 0 || w.Post > MaxMoney || w.Grade > MaxMoney {
			ps.Add("wage", who, CodeBadAmount, "工资不能是负数，也不能超过上限。")
		}
		if !w.From.Valid() || i > 0 && w.From <= m.Wages[i-1].From {
			ps.Add("wage", who, CodeBadDay, "工资基数的起始月份不对或重复。")
		}
	}
	for i, s := range m.Stands {
		if s.Class == "" || !s.From.Valid() || i > 0 && s.From <= m.Stands[i-1].From {
			ps.Add("class", who, CodeBadDay, "身份没有填，或者起始月份不对、重复。")
		}
	}
	return ps
}

// SetWage returns m's wages with a new base from a month on.
func (m Member) SetWage(w Wage) []Wage {
	out := slices.Clone(m.Wages)
	i, found := slices.BinarySearchFunc(out, w, func(a, b Wage) int { return int(a.From - b.From) })
	if found {
		out[i] = w
		return out
	}
	return slices.Insert(out, i, w)
}

// SetClass returns m's stands with a new class from a month on. The first stand
// reaches back to the beginning, so a member who joined before it and had none
// gets the usual class up to then.
func (m Member) SetClass(s Stand) []Stand {
	out := slices.Clone(m.Stands)
	if joined := m.Joined(); len(out) == 0 && joined != 0 && joined.Month() < s.From {
		out = []Stand{{From: joined.Month(), Class: Staff}}
	}
	i, found := slices.BinarySearchFunc(out, s, func(a, b Stand) int { return int(a.From - b.From) })
	if found {
		out[i] = s
		return out
	}
	return slices.Insert(out, i, s)
}

// SaveGroup sets a group's leader and place in the order.
type SaveGroup struct{ Group Group }

// Name of the act.
func (SaveGroup) Name() string { return "group.save" }

// Decide checks that the leader belongs to the register.
func (a SaveGroup) Decide(r Reader, by Stamp) (Plan, error) {
	a.Group.Name, _ = Clean(a.Group.Name)
	if a.Group.Name == "" {
		return Plan{}, Errf(CodeRequired, "请填写小组名称。")
	}
	if a.Group.Leader != 0 {
		if _, ok := r.Member(a.Group.Leader); !ok {
			return Plan{}, Errf(CodeUnknown, "小组长不在会员名册里。")
		}
	}
	p := Plan{Title: "登记工会小组 " + a.Group.Name, Changes: []Change{Put(a.Group)}}
	for _, g := range r.Groups() {
		if g.Name == a.Group.Name {
			p.Changes = []Change{Edit(g, a.Group)}
		}
	}
	return p, nil
}
