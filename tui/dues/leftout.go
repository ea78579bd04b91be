package dues

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// leftOut lists who owes nothing for a month, each with the reason.
type leftOut struct {
	theme theme.Theme
	month ledger.Month
	table *widget.Table
	out   []omission
	all   int
	w, h  int
}

type omission struct {
	p      *person
	group  string
	reason string
	mend   bool // something to mend: the wage is missing
}

func newLeftOut(t theme.Theme, s *sheet, mo ledger.Month) *leftOut {
	l := &leftOut{theme: t, month: mo, all: len(s.people) + len(s.gone)}
	for i := range l.all {
		var p *person
		group := ""
		if i < len(s.people) {
			p = &s.people[i]
			group = s.groups[p.group].name
		} else {
			p = &s.gone[i-len(s.people)]
			group = p.m.Group
		}
		d, ok := s.due(p, mo.Num()-1)
		reason := d.Working.Reason
		switch {
		case !ok:
			reason = "这个月还没有会费标准"
		case reason == "" && d.Waived > 0 && d.Payable() == 0:
			reason = "全部减免：" + d.Why
		case reason == "":
			continue
		}
		l.out = append(l.out, omission{p, group, reason, reason == ledger.NoWage})
	}
	l.table = widget.NewTable(t, widget.Column{Title: "编号", Width: 8}, widget.Column{Title: "姓名", Width: 12}, widget.Column{Title: "小组", Width: 12},
		widget.Column{Title: "未列入的原因", Width: 20, Grow: 1})
	l.table.Empty = "这个月所有人都应缴会费，没有未列入的人。"
	l.table.Y = 1
	l.table.SetRows(widget.List{N: len(l.out), Cells: func(i int) []widget.Cell {
		o := l.out[i]
		c := widget.Cells(o.p.m.No, o.p.m.Name, o.group, o.reason)
		if o.mend {
			c[3].Look = widget.Warning
		}
		return c
	}, ID: func(i int) string { return strconv.FormatUint(uint64(l.out[i].p.m.ID), 10) }})
	return l
}

func (l *leftOut) title() string   { return "未列入的人" }
func (l *leftOut) capturing() bool { return false }

func (l *leftOut) resize(w, h int) {
	l.w, l.h = w, h
	l.table.Resize(w, max(3, h-2))
}

func (l *leftOut) bindings() []screen.Binding {
	none := ""
	if len(l.out) == 0 {
		none = "没有可以打开的人。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "打开会员", Help: "打开这位会员，补登工资或改身份", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"},
	}, l.table.Bindings()...)
}

func (l *leftOut) view() screen.Frame {
	head := fmt.Sprintf(" %s  名册 %d 人，应缴 %d 人，未列入 %d 人", l.month.Chinese(), l.all, l.all-len(l.out), len(l.out))
	return screen.Frame{Lines: append([]string{l.theme.Strong().Render(widget.Cut(head, l.w))}, l.table.View()...)}
}

func (l *leftOut) update(msg tea.Msg) (screen.Action, tea.Cmd, bool) {
	if l.table.Update(msg) && !l.table.Clicked() {
		return nil, nil, true
	}
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch {
	case key == "esc":
		return nil, nil, false
	case (key == "enter" || l.table.Clicked()) && l.table.Index() >= 0:
		return screen.Open{Route: screen.MemberForm{ID: l.out[l.table.Index()].p.m.ID}}, nil, true
	}
	return nil, nil, true
}
