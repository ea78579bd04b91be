package stock

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Lendings is the list of gear in people's hands.
type Lendings struct {
	d      *desk.Desk
	facts  facts
	loaded bool
	all    bool // those given back too
	shown  []ledger.Lending
	table  *widget.Table
	panel  *panel
	w, h   int
}

// NewLendings makes the list.
func NewLendings(d *desk.Desk, _ screen.Lendings) screen.Screen {
	s := &Lendings{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 1
	s.table.Empty = reading
	return s
}

type lendingsRead struct{ facts facts }

// Init reads the list.
func (s *Lendings) Init() tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg { return lendingsRead{readFacts(d, r)} })
}

// Title names the page.
func (s *Lendings) Title() string {
	if s.panel != nil {
		return s.panel.title
	}
	return "器材借用"
}

// Capturing reports that letters are typed.
func (s *Lendings) Capturing() bool { return s.panel != nil && s.panel.form.Capturing() }

// Resize gives the room.
func (s *Lendings) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "物品", Width: 12, Grow: 1}, {Title: "借用人", Width: 8, Grow: 1}, {Title: "数量", Width: 4, Right: true}}
	if w >= 76 {
		cols = append(cols, widget.Column{Title: "借出", Width: 10})
	}
	cols = append(cols, widget.Column{Title: "应还", Width: 10}, widget.Column{Title: "状态", Width: 13})
	if w >= 110 {
		cols = append(cols, widget.Column{Title: "备注", Width: 16, Grow: 2})
	}
	s.table.SetColumns(cols...)
	s.table.Resize(w, max(3, h-2))
	s.lay()
	if s.panel != nil {
		s.panel.resize(w, h)
	}
}

func (s *Lendings) lay() {
	s.shown = nil
	for _, l := range s.facts.lent {
		if s.all || l.Back == 0 {
			s.shown = append(s.shown, l)
		}
	}
	if s.loaded {
		s.table.Empty = "没有借出的器材。按 F2 登记借出，F5 看已归还的。"
	}
	rows, today, wide, full := s.shown, s.d.Today(), s.w >= 76, s.w >= 110
	name := s.facts.names
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return fmt.Sprint(rows[i].ID) }, Cells: func(i int) []widget.Cell {
		l := rows[i]
		out := widget.Cells(name[l.Article], l.Name, fmt.Sprint(l.Qty))
		if wide {
			out = append(out, widget.Cell{Text: l.Day.String()})
		}
		word, look := stateOf(l, today)
		out = append(out, widget.Cell{Text: dayWord(l.Due)}, widget.Cell{Text: word, Look: look})
		if full {
			out = append(out, widget.Cell{Text: l.Note})
		}
		return out
	}})
}

func stateOf(l ledger.Lending, today ledger.Day) (string, widget.Look) {
	switch {
	case l.Lost > 0:
		return fmt.Sprintf("丢失 %d", l.Lost), widget.Muted
	case l.Back != 0:
		return "已还 " + l.Back.String()[5:], widget.Muted
	case l.Overdue(today):
		return fmt.Sprintf("逾期 %d 天", today.DaysSince(l.Due)), widget.Warning
	}
	return "借用中", widget.Plain
}

// Update takes a message.
func (s *Lendings) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case lendingsRead:
		s.facts, s.loaded = msg.facts, true
		s.lay()
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.panel != nil {
		a, cmd, closed := s.panel.update(msg)
		if closed {
			s.panel = nil
			cmd = tea.Batch(cmd, s.Init())
		}
		return a, cmd
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "enter", "f9":
			s.back()
			return nil, nil
		case "f2", "n":
			if s.lendDenied() == "" {
				s.show(lendPanel(s.d, &s.facts, 0, "0"))
			}
			return nil, nil
		case "f5", "t":
			s.all = !s.all
			s.lay()
			return nil, nil
		case "f6", "r":
			return screen.Open{Route: screen.ReportView{Name: "lendings", Period: ledger.YearPeriod(s.d.Today().Year())}}, nil
		case "esc":
			return screen.Back{}, nil
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		s.back()
	}
	return nil, nil
}

func (s *Lendings) show(p *panel) {
	if p != nil {
		s.panel = p
		p.resize(s.w, s.h)
	}
}

func (s *Lendings) back() {
	if s.backDenied() == "" {
		s.show(makePanel(s.d, &s.facts, formBack, uint64(s.shown[s.table.Index()].ID)))
	}
}

func (s *Lendings) denied() string {
	switch {
	case !s.loaded:
		return reading
	case !s.facts.writes:
		return lookOnly
	}
	return ""
}

func (s *Lendings) lendDenied() string {
	for _, x := range s.facts.sums {
		if x.Article.Gear {
			return s.denied()
		}
	}
	return orWord(s.denied(), "还没有可以出借的器材：请到“库存物品”按 F4 登记，勾选“可以出借”。")
}

func (s *Lendings) backDenied() string {
	i := s.table.Index()
	switch {
	case i < 0 || i >= len(s.shown):
		return orWord(s.denied(), "没有借出的器材。")
	case s.shown[i].Back != 0:
		return "这笔已经归还。"
	}
	return s.denied()
}

// Bindings are the keys.
func (s *Lendings) Bindings() []screen.Binding {
	if s.panel != nil {
		return s.panel.bindings()
	}
	word := "看已还的"
	if s.all {
		word = "只看未还"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter", "f9"}, Label: "归还", Help: "登记归还、丢失；没还完的留着", Disabled: s.backDenied()},
		{Keys: []string{"f2", "n"}, Label: "借出", Disabled: s.lendDenied()},
		{Keys: []string{"f5", "t"}, Label: word, Help: "只看还在外面的，或连同已归还的"},
		{Keys: []string{"f6", "r"}, Label: "登记表", Help: "借用登记表，可以打印"},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// View draws the page.
func (s *Lendings) View() screen.Frame {
	if s.panel != nil {
		return s.panel.view()
	}
	out, late := 0, 0
	for _, l := range s.facts.lent {
		if l.Back == 0 {
			out += l.Qty
		}
		if l.Overdue(s.d.Today()) {
			late += l.Qty
		}
	}
	t := s.d.Theme
	head := fmt.Sprintf(" 借在外面 %d 件", out)
	if late > 0 {
		head += fmt.Sprintf("，逾期 %d 件", late)
	}
	f := screen.Frame{Lines: append([]string{t.Strong().Render(widget.Cut(head, s.w))}, s.table.View()...)}
	if i := s.table.Index(); i >= 0 && i < len(s.shown) {
		f.Status = s.shown[i].Note
	}
	return f
}

// List writes the lendings out that show.
func (s *Lendings) List() screen.Listing {
	if s.panel != nil || !s.loaded || len(s.shown) == 0 {
		return nil
	}
	rows, today := s.shown, s.d.Today()
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "器材借用", today.Chinese(), desk.Column("物品", report.KindText, 20), desk.Column("借用人", report.KindText, 10), desk.Column("数量", report.KindCount, 4),
			desk.Column("借出", report.KindDay, 10), desk.Column("应还", report.KindDay, 10), desk.Column("状态", report.KindText, 14), desk.Column("备注", report.KindText, 20))
		return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
			l := rows[i]
			a, _ := r.Article(l.Article)
			word, _ := stateOf(l, today)
			return fmt.Sprint(l.ID), []report.Cell{report.Text(a.Title()), report.Text(l.Name), report.Number(int64(l.Qty)), report.Date(l.Day), report.Date(l.Due), report.Text(word), report.Text(l.Note)}
		})
	}
}
