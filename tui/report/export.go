package report

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// Exporter writes out the list of any screen: it has the list put together,
// whole, and asks for the format like the [Printer] of a report.
type Exporter struct {
	d       *desk.Desk
	printer *Printer
}

// NewExporter makes an exporter.
func NewExporter(d *desk.Desk) *Exporter { return &Exporter{d, NewPrinter(d)} }

type collected struct {
	doc *report.Document
	err error
}

// Export puts the list together, with progress.
func (e *Exporter) Export(list screen.Listing) screen.Action {
	return screen.Run{Title: "整理清单", Work: func(p screen.Progress) tea.Msg {
		var c collected
		c.err = e.d.Book.View(func(r ledger.Reader) error { c.doc = list(r, p); return nil })
		return c
	}}
}

// Update takes what comes back to the exporter.
func (e *Exporter) Update(msg tea.Msg) (screen.Action, tea.Cmd, bool) {
	c, ok := msg.(collected)
	switch {
	case !ok:
		return e.printer.Update(msg)
	case c.err != nil:
		return desk.Bad(c.err), nil, true
	case c.doc == nil:
		return screen.Notice{Text: "已停下，没有导出。"}, nil, true
	}
	return e.printer.Ask(c.doc), nil, true
}

// List writes the register out, as its own key does.
func (s *Register) List() screen.Listing {
	if !s.ready || len(s.entries) == 0 {
		return nil
	}
	doc := s.document()
	return func(ledger.Reader, screen.Progress) *report.Document { return doc }
}

// List writes the report out, as its own key does.
func (s *View) List() screen.Listing {
	if s.doc == nil {
		return nil
	}
	doc := s.doc
	return func(ledger.Reader, screen.Progress) *report.Document { return doc }
}
