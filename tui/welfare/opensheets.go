package welfare

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// openSheets lists the sheets whose paper has not come back whole.
type openSheets struct {
	d      *desk.Desk
	table  *widget.Table
	rows   []outSheet
	loaded bool
}

// outSheet is a sheet that is out.
type outSheet struct {
	sheet ledger.Sheet
	title string
	unsettled
}

func newOpenSheets(d *desk.Desk) *openSheets {
	s := &openSheets{d: d}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "签领表", Width: 8}, widget.Column{Title: "日期", Width: 10}, widget.Column{Title: "事由", Width: 18, Grow: 1},
		widget.Column{Title: "行数", Width: 6, Right: true}, widget.Column{Title: "未回签", Width: 6, Right: true}, widget.Column{Title: "未领", Width: 4, Right: true}, widget.Column{Title: "打印", Width: 6})
	s.table.Empty = reading
	return s
}

type outRead struct{ rows []outSheet }

// Init reads which sheets are out, those that wait longest first.
func (s *openSheets) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		var m outRead
		all := ledger.Occasions(r.Practice())
		waits := waiting(r)
		for id := ledger.SheetID(1); id <= r.LastSheet(); id++ {
			if waits[id] == (unsettled{}) {
				continue
			}
			sheet, _ := r.Sheet(id)
			g, _ := r.Gift(sheet.Gift)
			a := actRow{gift: g, occasion: occasionName(all, g.Occasion)}
			m.rows = append(m.rows, outSheet{sheet, a.title(), waits[id]})
		}
		return m
	})
}

// Title is 回签登记.
func (s *openSheets) Title() string { return "回签登记" }

// Resize gives the room.
func (s *openSheets) Resize(w, h int) { s.table.Resize(w, h) }

// Update takes a message.
func (s *openSheets) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case outRead:
		s.rows, s.loaded = msg.rows, true
		s.lay()
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			return screen.Back{}, nil
		case "enter":
			return s.open(), nil
		case "f5", "b":
			if i := s.table.Index(); i >= 0 {
				return screen.Open{Route: screen.SheetBack{ID: s.rows[i].sheet.ID}}, nil
			}
		case "f3", "v":
			if i := s.table.Index(); i >= 0 {
				return screen.Open{Route: screen.GiftView{ID: s.rows[i].sheet.Gift}}, nil
			}
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		return s.open(), nil
	}
	return nil, nil
}

func (s *openSheets) open() screen.Action {
	if i := s.table.Index(); i >= 0 && i < len(s.rows) {
		return screen.Open{Route: screen.SheetSign{ID: s.rows[i].sheet.ID}}
	}
	return nil
}

func (s *openSheets) lay() {
	rows := s.rows
	s.table.Empty = "没有等着回签的签领表。"
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].sheet.ID.String() }, Cells: func(i int) []widget.Cell {
		x := &rows[i]
		printed := "未打印"
		if x.sheet.Printed != 0 {
			printed = "已打印"
		}
		c := widget.Cells(x.sheet.ID.String(), x.sheet.Day.String(), x.title, fmt.Sprint(x.sheet.Lines), fmt.Sprint(x.unsigned), fmt.Sprint(x.uncollected), printed)
		c[4].Look = widget.Warning
		return c
	}})
}

// Bindings are the keys.
func (s *openSheets) Bindings() []screen.Binding {
	off := ""
	if s.loaded && len(s.rows) == 0 {
		off = "没有等着回签的签领表。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "登记", Help: "照收回来的纸登记这张签领表", Disabled: off},
		{Keys: []string{"f5", "b"}, Label: "退回", Help: "没有人来领的退回来", Disabled: off},
		{Keys: []string{"f3", "v"}, Label: "看这次慰问", Disabled: off},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// View draws the list.
func (s *openSheets) View() screen.Frame { return screen.Frame{Lines: s.table.View()} }

// List writes the sheets out that wait.
func (s *openSheets) List() screen.Listing {
	if !s.loaded || len(s.rows) == 0 {
		return nil
	}
	rows := s.rows
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "没有收齐的签领表", "", desk.Column("签领表", report.KindIdentity, 8), desk.Column("日期", report.KindDay, 10), desk.Column("事由", report.KindText, 24),
			desk.Column("行数", report.KindCount, 6), desk.Column("未回签", report.KindCount, 6), desk.Column("未领", report.KindCount, 6))
		return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
			x := &rows[i]
			return x.sheet.ID.String(), []report.Cell{report.Text(x.sheet.ID.String()), report.Date(x.sheet.Day), report.Text(x.title),
				report.Number(int64(x.sheet.Lines)), report.Number(int64(x.unsigned)), report.Number(int64(x.uncollected))}
		})
	}
}
