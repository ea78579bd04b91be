package program

import (
	"huizhang/tui/desk"
	"huizhang/tui/event"
	"huizhang/tui/screen"
)

// eventScreen turns the routes of events into their screens.
func eventScreen(d *desk.Desk, route screen.Route) screen.Screen {
	switch r := route.(type) {
	case screen.Events:
		return event.NewList(d, r)
	case screen.EventForm:
		return event.NewForm(d, r)
	case screen.EventView:
		return event.NewView(d, r)
	case screen.Roster:
		return event.NewRoster(d, r)
	case screen.Attendance:
		return event.NewAttendance(d, r)
	case screen.Prizes:
		return event.NewPrizes(d, r)
	case screen.Draws:
		return event.NewDraws(d, r)
	case screen.EventCosts:
		return event.NewCosts(d, r)
	}
	return auditScreen(d, route)
}
