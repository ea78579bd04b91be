package tui_test

import (
	"testing"

	"huizhang/tui"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
)

// marked is a list that stands on something an auditor may ask about.
type marked struct {
	list
	none bool
}

func (m *marked) Points() (screen.FindingForm, bool) {
	return screen.FindingForm{On: "voucher/7"}, !m.none
}

// The key that raises a finding works wherever a screen says what it stands on,
// and tells those who may not why.
func TestAskingIsTheAuditors(t *testing.T) {
	why := ""
	m := &marked{}
	o := tui.Options{Theme: theme.Env(func(string) string { return "" }), First: screen.Home{}, Asks: func() string { return why }, Build: func(r screen.Route) screen.Screen {
		if _, ok := r.(screen.Home); ok {
			return m
		}
		return tuitest.StandIn(r)
	}}
	d := tuitest.New(t, tui.New(o), 120, 24).Expect("F12 提问题")
	for _, key := range []string{"f12", "ctrl+y"} {
		d.Press(key).Expect("FindingForm {On:voucher/7").Press("esc")
	}
	d.Press("f1").Expect("整改台账").Press("esc")
	why = "只由经审人员做"
	d.Press("f12").Expect("只由经审人员做").Reject("FindingForm").Reject("F12 提问题")
	why, m.none = "", true
	d.Press("f12").Reject("FindingForm")
	o.Asks, m.none = nil, false
	tuitest.New(t, tui.New(o), 120, 24).Reject("提问题").Press("f12").Reject("FindingForm")
}
