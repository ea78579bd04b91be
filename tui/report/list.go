package report

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// quickKeys open the reports by their place in the list.
const quickKeys = "123456789abcdefghijklmnop"

// List is the catalogue of reports in plain words.
type List struct {
	reports []report.Report
	table   *widget.Table
	w       int
}

// NewList makes the list of reports.
func NewList(d *desk.Desk, _ screen.Reports) screen.Screen {
	s := &List{reports: report.Catalogue()}
	s.table = widget.NewTable(d.Theme, s.columns()...)
	s.table.SetRows(widget.List{N: len(s.reports), ID: func(i int) string { return s.reports[i].Name }, Cells: func(i int) []widget.Cell {
		rep := s.reports[i]
		return []widget.Cell{{Text: quick(i)}, {Text: rep.Title, Look: widget.Strong}, {Text: rep.Help}}
	}})
	return s
}

func (s *List) columns() []widget.Column {
	return []widget.Column{{Title: "键", Width: 2}, {Title: "报表", Width: 22}, {Title: "说明", Width: 10, Grow: 1}}
}

func quick(i int) string {
	if i < len(quickKeys) {
		return quickKeys[i : i+1]
	}
	return ""
}

// Init starts nothing.
func (s *List) Init() tea.Cmd { return nil }

// Title names the screen.
func (s *List) Title() string { return "报表" }

// Resize gives the room.
func (s *List) Resize(w, h int) { s.w = w; s.table.Resize(w, h) }

// Bindings are the keys.
func (s *List) Bindings() []screen.Binding {
	open := screen.Binding{Label: "直接打开", Help: "按报表前面的数字或字母，直接打开", Hidden: true}
	for i := range s.reports {
		if k := quick(i); k != "" {
			open.Keys = append(open.Keys, k)
		}
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "打开选中的报表"},
		open,
		{Keys: []string{"f4"}, Label: "公示", Help: "收支公示的发布和历次公示"},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(out, s.table.Bindings()...)
}

// Update takes a message.
func (s *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.open(s.table.Index()), nil
		}
		return screen.Stay{}, nil
	}
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return screen.Stay{}, nil
	}
	switch name := k.String(); name {
	case "enter":
		return s.open(s.table.Index()), nil
	case "f4":
		return screen.Open{Route: screen.Disclosures{}}, nil
	case "esc":
		return screen.Back{}, nil
	default:
		for i := range s.reports {
			if name == quick(i) {
				s.table.SetIndex(i)
				return s.open(i), nil
			}
		}
	}
	return screen.Stay{}, nil
}

func (s *List) open(i int) screen.Action {
	if i < 0 || i >= len(s.reports) {
		return screen.Stay{}
	}
	return screen.Open{Route: screen.ReportView{Name: s.reports[i].Name}}
}

// View draws the list.
func (s *List) View() screen.Frame {
	f := screen.Frame{Lines: s.table.View()}
	if i := s.table.Index(); i >= 0 && s.w < 72 {
		f.Status = s.reports[i].Help
	}
	return f
}
