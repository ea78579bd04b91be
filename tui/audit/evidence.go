package audit

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/evidence"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// NewEvidence lists what a finding of a check rests on; Enter opens each.
func NewEvidence(d *desk.Desk, route screen.Evidence) screen.Screen {
	var places []evidence.Place
	p := &page.Page{D: d, Name: "证据", Rights: []string{"finding.raise"}, Took: func(x any) { places, _ = x.([]evidence.Place) }}
	hand := func() evidence.Place {
		if i, err := strconv.Atoi(p.At()); err == nil && i < len(places) {
			return places[i]
		}
		return evidence.Place{}
	}
	p.Read = func(r ledger.Reader) page.Content {
		c := page.Content{Title: route.Title, Lines: []page.Line{{Text: route.Text}}, Filter: route.Text,
			Cols: []page.Col{{Title: "证据", Width: 30, Grow: 1}, {Title: "金额", Width: 14, Kind: "money", From: 50}}}
		keys := route.Keys
		got := make([]evidence.Place, 0, len(keys)+1)
		for _, k := range keys {
			got = append(got, evidence.Key(r, k))
		}
		if on := evidence.On(r, route.On); on.Route != nil && !has(got, on) {
			got = append(got, on)
		}
		for i, x := range got {
			cell := page.Text(x.Name)
			if x.Route == nil {
				cell = cell.As(widget.Muted)
			}
			c.Rows = append(c.Rows, page.Row{Key: strconv.Itoa(i), Cells: []page.Cell{cell, page.Blank(x.Amount)}})
		}
		c.Extra = got
		return c
	}
	p.Keys = func(p *page.Page) []page.Key {
		return []page.Key{{Keys: []string{"enter"}, Label: "打开", Help: "打开这张凭证、这个月或这份名单", Row: true, Off: func() string {
			if x := hand(); x.Route == nil {
				return "“" + x.Name + "”没有可以打开的画面。"
			}
			return ""
		}, Do: func() (screen.Action, tea.Cmd) { return screen.Open{Route: hand().Route}, nil }}}
	}
	return p.Make()
}

func has(all []evidence.Place, one evidence.Place) bool {
	for _, x := range all {
		if x.Route == one.Route {
			return true
		}
	}
	return false
}
