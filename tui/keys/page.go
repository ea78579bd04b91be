package keys

import (
	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/widget"
)

// page gathers lines that are wrapped to the screen.
type page struct {
	d     *desk.Desk
	w     int
	lines []string
}

func newPage(d *desk.Desk, w int) *page { return &page{d: d, w: min(w, 96)} }

func (p *page) say(render func(string) string, s string) {
	for _, l := range widget.Wrap(ledger.Plain(s), max(10, p.w-3)) {
		p.lines = append(p.lines, render(" "+l))
	}
}

func (p *page) head(s string)   { p.say(p.d.Theme.Head().Render, s) }
func (p *page) muted(s string)  { p.say(p.d.Theme.Muted().Render, s) }
func (p *page) good(s string)   { p.say(p.d.Theme.Good().Render, s) }
func (p *page) warn(s string)   { p.say(p.d.Theme.Warning().Render, s) }
func (p *page) strong(s string) { p.say(p.d.Theme.Strong().Render, s) }
func (p *page) gap()            { p.lines = append(p.lines, "") }

func (p *page) plain(s string) {
	for _, l := range widget.Wrap(ledger.Plain(s), max(10, p.w-3)) {
		p.lines = append(p.lines, " "+l)
	}
}
