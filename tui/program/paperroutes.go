package program

import (
	"huizhang/tui/desk"
	"huizhang/tui/paper"
	"huizhang/tui/screen"
)

// paperScreen turns the routes of written pieces into their screens.
func paperScreen(d *desk.Desk, route screen.Route) screen.Screen {
	switch r := route.(type) {
	case screen.AuditReport:
		return paper.New(d, r)
	case screen.Handover:
		return paper.NewHandover(d, r)
	}
	return nil
}
