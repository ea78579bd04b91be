package page

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Page is a screen with lines above and a list below. A form may lie over it.
type Page struct {
	D *desk.Desk
	// Read reads what is shown; it runs off the Update loop. Took gets what it left
	// in Content.Extra, on the loop.
	Read func(r ledger.Reader) Content
	Took func(extra any)
	// Keys are what can be done; it is asked anew for each use.
	Keys func(p *Page) []Key
	// Name is the title until the book was read.
	Name string
	// Rights are the acts that keys ask about, see [Page.May]. A page that has some
	// is not closed to those who only audit.
	Rights []string
	// Point is what an auditor may ask about here; nil: nothing.
	Point func() (screen.FindingForm, bool)

	C     Content
	ready bool
	table *widget.Table
	cols  []Col
	form  *Form
	w, h  int
}

// Make readies a page that was filled in.
func (p *Page) Make() *Page {
	p.w, p.h = 80, 21
	p.table = widget.NewTable(p.D.Theme)
	p.table.Empty = "正在读取，请稍候。"
	return p
}

// Init reads the book.
func (p *Page) Init() tea.Cmd { return p.Reload() }

// Reload reads the book again.
func (p *Page) Reload() tea.Cmd {
	d, f, rights := p.D, p.Read, p.Rights
	return d.Read(func(r ledger.Reader) tea.Msg {
		c := f(r)
		c.bars = map[string]string{}
		for _, act := range rights {
			c.bars[act] = d.May(r, act)
		}
		if c.Denied == "" && len(rights) == 0 {
			c.Denied = LookOnly(d.Book.ReadOnly(), d.CanWrite(r))
		}
		return c
	})
}

// May says why the operator may not do one of the page's acts, "" when he may.
func (p *Page) May(act string) string { return p.C.bars[act] }

// Points is what an auditor may ask about.
func (p *Page) Points() (screen.FindingForm, bool) {
	if p.Point == nil || !p.ready || p.form != nil || p.C.Gone {
		return screen.FindingForm{}, false
	}
	return p.Point()
}

// Select puts the cursor on a row.
func (p *Page) Select(key string) { p.table.Select(key) }

// Title names the page.
func (p *Page) Title() string {
	switch {
	case p.form != nil:
		return p.form.Title()
	case p.C.Title != "":
		return p.C.Title
	}
	return p.Name
}

// Capturing reports that letters are typed.
func (p *Page) Capturing() bool { return p.form != nil && p.form.Capturing() }

// Resize gives the room.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
	if p.form != nil {
		p.form.Resize(w, h)
	}
}

// layout gives the table what the lines leave, and the columns that fit.
func (p *Page) layout() {
	n := len(p.lines())
	p.table.Y = n
	p.cols = nil
	for _, c := range p.C.Cols {
		if c.From <= p.w {
			p.cols = append(p.cols, c)
		}
	}
	cols := make([]widget.Column, len(p.cols))
	for i, c := range p.cols {
		cols[i] = widget.Column{Title: c.Title, Width: c.Width, Grow: c.Grow, Money: c.Kind == report.KindMoney, Right: c.Kind == report.KindCount}
	}
	rows, all, shown := p.C.Rows, p.C.Cols, p.w
	p.table.SetColumns(cols...)
	p.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].Key }, Cells: func(i int) []widget.Cell { return fit(rows[i].Cells, all, shown) }})
	p.table.Foot = nil
	if len(p.C.Foot) > 0 {
		p.table.Foot = fit(p.C.Foot, all, shown)
	}
	p.table.Resize(p.w, max(3, p.h-n))
}

// fit draws those cells whose columns show.
func fit(cells []Cell, cols []Col, w int) []widget.Cell {
	var out []widget.Cell
	for i, c := range cells {
		if i < len(cols) && cols[i].From <= w {
			out = append(out, widget.Cell{Text: c.text(cols[i].Kind), Look: c.Look})
		}
	}
	return out
}

func (p *Page) lines() []string { return Lines(p, p.C.Lines, p.w) }

// Lines draws lines of text, wrapped.
func Lines(p interface {
	style(widget.Look, string) string
}, in []Line, w int) []string {
	var out []string
	for _, l := range in {
		if l.Text == "" {
			out = append(out, "")
			continue
		}
		for _, s := range widget.Wrap(l.Text, max(10, w-2)) {
			out = append(out, p.style(l.Look, " "+s))
		}
	}
	return out
}

func (p *Page) style(l widget.Look, s string) string { return styled(p.D, l, s, p.w) }

func styled(d *desk.Desk, l widget.Look, s string, w int) string {
	t, s := d.Theme, widget.Cut(s, w)
	switch l {
	case widget.Muted:
		return t.Muted().Render(s)
	case widget.Warning:
		return t.Warning().Render(s)
	case widget.Red:
		return t.Red().Render(s)
	case widget.Good:
		return t.Good().Render(s)
	case widget.Strong:
		return t.Strong().Render(s)
	}
	return s
}

// At is the key of the row of the cursor, "" without one.
func (p *Page) At() string { return p.table.Key() }

// Ticked are the ticked rows, or the one of the cursor.
func (p *Page) Ticked() []string {
	if all := p.table.Ticked(); len(all) > 0 {
		return all
	}
	if k := p.table.Key(); k != "" {
		return []string{k}
	}
	return nil
}

// Multi lets Space tick rows.
func (p *Page) Multi() *Page { p.table.Multi = true; return p }

// Over lays a form over the page; when it is left or has saved, the page reads
// anew.
func (p *Page) Over(f *Form) (screen.Action, tea.Cmd) {
	f.make()
	back := func() (screen.Action, tea.Cmd) { p.form = nil; return nil, p.Reload() }
	f.leave = back
	if f.Done == nil {
		f.Done = func(r ledger.Receipt) (screen.Action, tea.Cmd) {
			return screen.Notice{Text: r.Title + "，已保存。"}, nil
		}
	}
	done := f.Done
	f.Done = func(r ledger.Receipt) (screen.Action, tea.Cmd) {
		p.form = nil
		a, cmd := done(r)
		return a, tea.Batch(cmd, p.Reload())
	}
	p.form = f
	f.Resize(p.w, p.h)
	return nil, f.Init()
}

// keys are the page's keys with the reasons why some are off.
func (p *Page) keys() []Key {
	out := append(slices.Clone(p.Keys(p)), Key{Keys: []string{"esc"}, Label: "返回", Do: func() (screen.Action, tea.Cmd) { return screen.Back{}, nil }})
	for i := range out {
		out[i].Off = p.off(out[i])
	}
	return out
}

func (p *Page) off(k Key) func() string {
	return func() string {
		switch {
		case k.Label == "返回":
		case !p.ready:
			return "正在读取，请稍候。"
		case k.Writes && p.C.Denied != "":
			return p.C.Denied
		case k.Row && p.table.Index() < 0:
			return "列表里还没有可以选的行。"
		case k.Off != nil:
			return k.Off()
		}
		return ""
	}
}

// Bindings are the keys.
func (p *Page) Bindings() []screen.Binding {
	if p.form != nil {
		return p.form.Bindings()
	}
	return append(bindings(p.keys()), p.table.Bindings()...)
}

func bindings(ks []Key) []screen.Binding {
	var out []screen.Binding
	for _, k := range ks {
		out = append(out, screen.Binding{Keys: k.Keys, Label: k.Label, Help: k.Help, Disabled: k.Off(), Hidden: k.Hidden})
	}
	return out
}

// Update takes a message.
func (p *Page) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case Content:
		p.C, p.ready = msg, true
		p.table.Empty = msg.Empty
		if p.Took != nil {
			p.Took(msg.Extra)
		}
		p.layout()
		return nil, nil
	case screen.Shown:
		return nil, p.Reload()
	case Do:
		return msg()
	}
	if p.form != nil {
		return p.form.Update(msg)
	}
	if f, ok := msg.(desk.Failed); ok {
		return desk.Bad(f.Err), nil
	}
	k, isKey := msg.(tea.KeyPressMsg)
	if isKey && k.String() != "space" {
		if a, cmd, ok := press(p.keys(), k.String()); ok {
			return a, cmd
		}
	}
	if p.table.Update(msg) && p.table.Clicked() {
		a, cmd, _ := press(p.keys(), "enter")
		return a, cmd
	}
	return nil, nil
}

func press(ks []Key, key string) (screen.Action, tea.Cmd, bool) {
	for _, k := range ks {
		if !slices.Contains(k.Keys, key) {
			continue
		}
		if why := k.Off(); why != "" {
			return screen.Notice{Text: why, Bad: true}, nil, true
		}
		a, cmd := k.Do()
		return a, cmd, true
	}
	return nil, nil, false
}

// View draws the page.
func (p *Page) View() screen.Frame {
	if p.form != nil {
		return p.form.View()
	}
	if p.C.Gone {
		return screen.Frame{Lines: []string{" 账本里没有这一项，可能是另一处打开时改过。按 Esc 返回。"}}
	}
	out := append(p.lines(), p.table.View()...)
	return screen.Frame{Lines: out[:min(len(out), p.h)], Status: p.C.Status}
}

// List writes the list out.
func (p *Page) List() screen.Listing {
	if !p.ready || len(p.C.Rows) == 0 || p.form != nil {
		return nil
	}
	c, d := p.C, p.D
	return func(r ledger.Reader, pr screen.Progress) *report.Document {
		cols := make([]report.Column, len(c.Cols))
		for i, x := range c.Cols {
			kind := x.Kind
			if kind == "" {
				kind = report.KindText
			}
			cols[i] = desk.Column(x.Title, kind, x.Width)
		}
		doc := desk.Rows(d.List(r, c.Title, c.Filter, cols...), pr, len(c.Rows), func(i int) (string, []report.Cell) { return c.Rows[i].Key, printed(c.Rows[i].Cells, c.Cols) })
		if doc != nil && len(c.Foot) > 0 {
			desk.Add(doc, report.RowTotal, "total", printed(c.Foot, c.Cols)...)
		}
		return doc
	}
}

func printed(cells []Cell, cols []Col) []report.Cell {
	var out []report.Cell
	for i, c := range cells {
		if i < len(cols) {
			out = append(out, c.printed(cols[i].Kind))
		}
	}
	return out
}
