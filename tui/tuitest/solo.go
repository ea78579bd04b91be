package tuitest

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Solo runs one screen inside an App. Wherever the screen sends a person, a
// stand-in shows the route, e.g. «VoucherView {ID:3}»; Esc comes back from it.
func Solo(t testing.TB, s screen.Screen, w, h int) *Driver {
	t.Helper()
	return New(t, Alone(s), w, h)
}

// Alone is the App that Solo runs, e.g. for a [Scenario].
func Alone(s screen.Screen) *tui.App {
	first := true
	return tui.New(tui.Options{First: screen.Home{}, Theme: theme.Theme{}, Build: func(r screen.Route) screen.Screen {
		if first {
			first = false
			return s
		}
		return StandIn(r)
	}})
}

// StandIn shows the route in place of its screen; Esc comes back from it.
func StandIn(r screen.Route) screen.Screen { return stub{r} }

type stub struct{ route screen.Route }

func (s stub) Init() tea.Cmd              { return nil }
func (s stub) Resize(int, int)            {}
func (s stub) Title() string              { return "别的画面" }
func (s stub) Bindings() []screen.Binding { return nil }
func (s stub) View() screen.Frame {
	name := fmt.Sprintf("%T %+v", s.route, s.route)
	return screen.Frame{Lines: []string{"«" + name[len("screen."):] + "»"}}
}

func (s stub) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		return screen.Back{}, nil
	}
	return screen.Stay{}, nil
}
