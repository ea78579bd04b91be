package tui

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
)

// askKey is the key by which an auditor raises a finding about what he stands
// on. It is the App's, so that it is the same everywhere and no screen knows
// who may ask.
func (a *App) askKey() screen.Binding {
	b := screen.Binding{Keys: []string{"f12", "ctrl+y"}, Label: "提问题", Help: "经审：就光标所在的凭证、名单、月份或数字提一个问题，记进整改台账"}
	if a.opts.Asks != nil {
		b.Disabled = a.opts.Asks()
	}
	return b
}

// points is the form for a finding about what the screen stands on.
func (a *App) points(s screen.Screen) (screen.FindingForm, bool) {
	p, ok := s.(screen.Pointing)
	if !ok || a.opts.Asks == nil {
		return screen.FindingForm{}, false
	}
	return p.Points()
}

// ask opens the form, or says why not.
func (a *App) ask(route screen.FindingForm) tea.Cmd {
	if why := a.opts.Asks(); why != "" {
		a.notice = &screen.Notice{Text: why, Bad: true}
		return nil
	}
	return a.open(route, nil)
}
