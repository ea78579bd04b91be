package settings

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// edit opens the form of a person, nil for a new one.
func (s *People) edit(p *ledger.Person) {
	s.stamp, s.was = s.d.Stamp(), nil
	s.name, s.roles = &widget.Input{Limit: 60}, nil
	s.gone = widget.NewCheck("已离任，不再使用账本", false)
	var items []widget.Item
	if p == nil {
		items = append(items, widget.Item{Name: "name", Label: "姓名", Width: 24, Field: s.name})
	} else {
		who := *p
		s.was = &who
		s.name.SetText(p.Name)
		s.gone.On = p.Gone
		items = append(items, widget.Item{Name: "name", Label: "姓名", Field: widget.NewFixed(p.Name)})
	}
	for i, r := range ledger.Roles() {
		c := widget.NewCheck(roleText(r), p != nil && p.Is(r))
		s.roles = append(s.roles, c)
		label := ""
		if i == 0 {
			label = "职责"
		}
		items = append(items, widget.Item{Name: "role." + string(r), Label: label, Field: c, Help: "空格键打勾或取消"})
	}
	items = append(items, widget.Item{Name: "gone", Label: "离任", Field: s.gone, Help: "离任的人留在记录里，不会删除", Hide: func() bool { return s.was == nil }})
	s.form = widget.NewForm(s.d.Theme, items...)
	s.form.Y = 1
	s.start = s.form.Values()
	s.Resize(s.w, s.h)
}

// roleText says what a role may do.
func roleText(r ledger.Role) string {
	switch r {
	case ledger.Treasurer:
		return "会计：录凭证、过账、结账、出报表、管设置"
	case ledger.Cashier:
		return "出纳：录收付款凭证，管现金和银行"
	case ledger.Reviewer:
		return "审核：核对别人录的凭证，可以过账、结账"
	case ledger.Chair:
		return "主席：审核凭证，批准反结账，管设置"
	case ledger.Auditor:
		return "经审：查账、提问题、签认，不记账"
	}
	return string(r)
}

func (s *People) typed() ledger.Person {
	p := ledger.Person{Name: ledger.CleanName(s.name.Text()), Gone: s.gone.On}
	for i, r := range ledger.Roles() {
		if s.roles[i].On {
			p.Roles = append(p.Roles, r)
		}
	}
	return p
}

func (s *People) toForm(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	if key == "f8" || key == "ctrl+s" {
		return s.save()
	}
	switch s.form.Update(msg) {
	case widget.Used:
		return screen.Stay{}
	case widget.Submit:
		return s.save()
	}
	if key == "esc" {
		now := s.form.Values()
		for k, v := range s.start {
			if now[k] != v {
				return leaving(true)
			}
		}
		s.form = nil
	}
	return screen.Stay{}
}

func (s *People) save() screen.Action {
	p := s.typed()
	ps := ledger.Problems(s.form.Settle())
	taken := slices.ContainsFunc(s.people, func(q ledger.Person) bool { return q.Name == p.Name })
	switch {
	case p.Name == "":
		ps.Add("name", "", ledger.CodeRequired, "请填写姓名。")
	case s.was == nil && taken:
		ps.Add("name", "", ledger.CodeExists, "“%s”已经登记过。同名的另一个人请加上区别，例如“%s（语文）”。", p.Name, p.Name)
	}
	if len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: "有的项目填得不对。", Bad: true}
	}
	return s.d.Do(ledger.SavePerson{Person: p}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return personSaved{r.Title, err} })
}
