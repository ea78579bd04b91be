package program

import (
	"huizhang/tui/desk"
	"huizhang/tui/rules"
	"huizhang/tui/screen"
)

// ruleScreen turns the routes of the rule table into their screens.
func ruleScreen(d *desk.Desk, route screen.Route) screen.Screen {
	switch r := route.(type) {
	case screen.Rules:
		return rules.NewList(d, r)
	case screen.RuleForm:
		return rules.NewForm(d, r)
	case screen.Practice:
		return rules.NewPractice(d, r)
	}
	return eventScreen(d, route)
}
