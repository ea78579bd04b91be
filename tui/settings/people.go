package settings

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// People lists who works with the book and says who sits here now.
type People struct {
	d      *desk.Desk
	table  *widget.Table
	people []ledger.Person
	bars   string
	single bool
	read   bool
	form   *widget.Form // nil: the list
	name   *widget.Input
	roles  []*widget.Check
	gone   *widget.Check
	was    *ledger.Person // being changed; nil: a new one
	start  map[string]string
	stamp  ledger.Stamp
	w, h   int
}

// NewPeople makes the list.
func NewPeople(d *desk.Desk, _ screen.People) screen.Screen {
	s := &People{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "姓名", Width: 14}, widget.Column{Title: "职责", Width: 20, Grow: 1},
		widget.Column{Title: "任职", Width: 6}, widget.Column{Title: "现在操作", Width: 8})
	s.table.Y, s.table.Empty = 1, "正在读取，请稍候。"
	return s
}

type peopleRead struct {
	people []ledger.Person
	bars   string
	single bool
}

// Init reads the people.
func (s *People) Init() tea.Cmd { return s.load() }

func (s *People) load() tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		return peopleRead{r.People(), barred(d, r, ledger.SavePerson{}.Name()), r.Unit().Single}
	})
}

// Title is 人员.
func (s *People) Title() string {
	switch {
	case s.form == nil:
		return "人员"
	case s.was == nil:
		return "增加人员"
	}
	return "修改人员"
}

// Resize gives the room.
func (s *People) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(4, h-1-len(s.notes())-1))
	if s.form != nil {
		s.form.Resize(min(w, 90), max(6, h-1))
	}
}

// Capturing reports that a name is typed.
func (s *People) Capturing() bool { return s.form != nil && s.form.Capturing() }

func rolesText(roles []ledger.Role) string {
	var out []string
	for _, r := range roles {
		out = append(out, string(r))
	}
	return strings.Join(out, "、")
}

func (s *People) fill() {
	ps := s.people
	s.table.SetRows(widget.List{N: len(ps), ID: func(i int) string { return ps[i].Name }, Cells: func(i int) []widget.Cell {
		p := ps[i]
		now, l := "", widget.Plain
		if p.Gone {
			l = widget.Muted
		}
		if p.Name == s.d.Operator {
			now = "* 是"
		}
		return []widget.Cell{{Text: p.Name, Look: l}, {Text: rolesText(p.Roles), Look: l}, {Text: office(p), Look: l}, {Text: now, Look: widget.Strong}}
	}})
}

// office says whether a person still has an office.
func office(p ledger.Person) string {
	if p.Gone {
		return "离任"
	}
	return "在任"
}

type personSaved struct {
	title string
	err   error
}

type switchAnswer struct {
	name string
	yes  bool
}

// Update takes a message.
func (s *People) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load()
	case peopleRead:
		s.people, s.bars, s.single, s.read = m.people, m.bars, m.single, true
		s.table.Empty = "还没有登记人员。"
		s.fill()
		s.Resize(s.w, s.h)
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case personSaved:
		if m.err != nil {
			s.form.SetProblems(s.placed(desk.Problems(m.err)))
			return desk.Bad(m.err), nil
		}
		s.form = nil
		return screen.Notice{Text: m.title + "，已保存。"}, s.load()
	case leaveAnswer:
		if m == 1 {
			s.form = nil
		}
		return screen.Stay{}, nil
	case switchAnswer:
		if m.yes {
			s.d.Operator = m.name
			return screen.Notice{Text: "现在由“" + ledger.Plain(m.name) + "”操作，以后的记录都写这个名字。"}, s.load()
		}
		return screen.Stay{}, nil
	}
	if s.form != nil {
		return s.toForm(msg), nil
	}
	return s.toList(msg), nil
}

// placed puts what the rules say of a person under the field it is about.
func (s *People) placed(ps []ledger.Problem) []ledger.Problem {
	out := slices.Clone(ps)
	for i := range out {
		if out[i].Field == "people" {
			out[i].Field, out[i].Subject = "name", ""
			if s.was != nil {
				out[i].Field = ""
			}
		}
	}
	return out
}

func (s *People) toList(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	used := s.table.Update(msg)
	i := s.table.Index()
	switch {
	case key == "esc":
		return screen.Back{}
	case key == "f2" || key == "insert":
		s.edit(nil)
	case i < 0 || i >= len(s.people):
	case key == "enter" || used && s.table.Clicked():
		if s.bars != "" {
			return screen.Notice{Text: s.bars, Bad: true}
		}
		s.edit(&s.people[i])
	case key == "f6" || key == "ctrl+o":
		return s.askSwitch(s.people[i])
	}
	return screen.Stay{}
}

// askSwitch asks whether somebody else sits here now.
func (s *People) askSwitch(p ledger.Person) screen.Action {
	switch {
	case p.Gone:
		return screen.Notice{Text: "“" + ledger.Plain(p.Name) + "”已经离任，不能再操作。", Bad: true}
	case p.Name == s.d.Operator:
		return screen.Notice{Text: "现在就是“" + ledger.Plain(p.Name) + "”在操作。"}
	}
	lines := []string{fmt.Sprintf("从“%s”换成“%s”（%s）。", s.d.Operator, p.Name, rolesText(p.Roles)), "以后的凭证、审核和结账都会记在这个人名下。", "请让本人来换，不要替别人操作。"}
	if p.OnlyAudits() {
		lines = append(lines, "经审人员查账、提问题、签认，不能改动账目。")
	}
	return screen.Ask{Title: "换操作人", Lines: lines, Choices: []string{"换人", "不换"}, Then: func(i int) tea.Msg { return switchAnswer{p.Name, i == 0} }}
}

func (s *People) notes() []string {
	text := "制单人不能审核自己的凭证，所以至少要有两个人能经手：一位会计，一位审核或主席。经审人员查账、提问题、签认，不记账。离任的人不会从记录里删除。"
	if s.single {
		text = "这本账是单人模式：制单人可以审核自己的凭证，每张报表都会注明。要改请到“设置”的“单位资料”。"
	}
	var out []string
	for _, l := range widget.Wrap(text, min(s.w, 90)-4) {
		out = append(out, "  "+l)
	}
	return out
}

// View draws the list or the form.
func (s *People) View() screen.Frame {
	if s.form != nil {
		out := append([]string{""}, s.form.View()...)
		return screen.Frame{Lines: out[:min(len(out), s.h)], Cursor: s.form.Cursor(), Status: s.form.Help()}
	}
	out := append([]string{""}, s.table.View()...)
	out = append(out, "")
	for _, l := range s.notes() {
		out = append(out, s.d.Theme.Muted().Render(l))
	}
	return screen.Frame{Lines: out[:min(len(out), s.h)], Status: "操作人：" + ledger.Plain(s.d.Operator)}
}

// Bindings are the keys.
func (s *People) Bindings() []screen.Binding {
	if s.form != nil {
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存"}, {Keys: []string{"space"}, Label: "打勾", Help: "给职责打勾或取消"},
			{Keys: []string{"esc"}, Label: "返回"}}, s.form.Bindings()[:2]...)
	}
	return append([]screen.Binding{{Keys: []string{"f2", "insert"}, Label: "增加", Disabled: s.bars}, {Keys: []string{"enter"}, Label: "修改", Help: "改职责，或登记离任", Disabled: s.bars},
		{Keys: []string{"f6", "ctrl+o"}, Label: "换成这个人操作", Help: "现在由光标所在的人操作"}, {Keys: []string{"esc"}, Label: "返回"}}, s.table.Bindings()...)
}
