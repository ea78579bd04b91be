package theme_test

import (
	"strings"
	"testing"

	"huizhang/tui/theme"
)

func looks(t theme.Theme) map[string]theme.Style {
	return map[string]theme.Style{
		"bar": t.Bar(), "head": t.Head(), "strong": t.Strong(), "label": t.Label(), "field": t.Field(),
		"fieldOn": t.FieldOn(), "fresh": t.Fresh(), "red": t.Red(), "warning": t.Warning(), "bad": t.Bad(),
		"good": t.Good(), "muted": t.Muted(), "selected": t.Selected(), "range": t.Range(), "focus": t.Focus(),
		"border": t.Border(), "key": t.Key(),
	}
}

// colourless says that no parameter of the sequence chooses a colour.
func colourless(s string) bool {
	open := strings.IndexByte(s, '[')
	end := strings.IndexByte(s, 'm')
	if open < 0 {
		return true
	}
	for _, p := range strings.Split(s[open+1:end], ";") {
		if len(p) > 1 {
			return false
		}
	}
	return true
}

func TestNoColorMeansNoColor(t *testing.T) {
	env := func(k string) string { return map[string]string{"NO_COLOR": "1"}[k] }
	for name, s := range looks(theme.Env(env)) {
		if got := s.Render("账"); !colourless(got) {
			t.Errorf("%s uses colour: %q", name, got)
		}
	}
	if colourless(theme.New(true, true).Red().Render("-1.00")) {
		t.Error("a red letter has no colour where colour is allowed")
	}
}

func TestSelectionShowsWithoutColour(t *testing.T) {
	mono := theme.New(false, false)
	for _, s := range []theme.Style{mono.Selected(), mono.Range(), mono.Head(), mono.Bar(), mono.Fresh()} {
		if s.Render("x") == "x" {
			t.Error("a look that carries meaning vanishes without colour")
		}
	}
}

func TestDarkAndLightDiffer(t *testing.T) {
	th := theme.New(false, true)
	copied := th
	light := copied.Red().Render("1")
	th.SetDark(true)
	if copied.Red().Render("1") == light {
		t.Error("a copy does not follow the background")
	}
}

func TestZeroThemeIsPlain(t *testing.T) {
	for name, s := range looks(theme.Theme{}) {
		if s.Render("账") != "账" {
			t.Errorf("%s is not plain", name)
		}
	}
}

func TestBackgroundFromEnvironment(t *testing.T) {
	env := func(v string) func(string) string {
		return func(k string) string { return map[string]string{"COLORFGBG": v}[k] }
	}
	dark := theme.New(true, true).Red()
	for v, isDark := range map[string]bool{"15;0": true, "0;15": false, "0;7": false, "": true} {
		if got := theme.Env(env(v)).Red().Render("1") == dark.Render("1"); got != isDark {
			t.Errorf("COLORFGBG=%q: dark %v", v, got)
		}
	}
}
