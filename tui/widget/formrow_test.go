package widget_test

import (
	"fmt"
	"testing"

	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// team is a form of lines with a name and three boxes, the last line empty.
func team(lines int) *widget.Form {
	var items []widget.Item
	for i := range lines {
		name := &widget.Input{}
		items = append(items, widget.Item{Name: fmt.Sprintf("name%d", i), Label: "姓名", Width: 12, Field: name, Over: func() bool { return name.Text() == "" }})
		for k := range 3 {
			items = append(items, widget.Item{Name: fmt.Sprintf("box%d.%d", i, k), Width: 8, Same: true, Field: widget.NewCheck("审核", false)})
		}
	}
	return widget.NewForm(theme.Theme{}, append(items, widget.Item{Name: "end", Label: "备注", Field: &widget.Input{}})...)
}

func TestArrowsGoAlongBoxes(t *testing.T) {
	f := team(2)
	s := sender{f}
	typing(s, "李红")
	press(s, "enter")
	for _, step := range []struct{ key, want string }{
		{"left", "name0"}, {"enter", "box0.0"}, {"right", "box0.1"}, {"right", "box0.2"}, {"right", "box0.2"}, {"left", "box0.1"},
	} {
		press(s, step.key)
		if got := f.Focused(); got != step.want {
			t.Errorf("%s: in %s, want %s", step.key, got, step.want)
		}
	}
}

func TestEnterPassesOverAnEmptyLine(t *testing.T) {
	f := team(2)
	s := sender{f}
	typing(s, "李红")
	for _, want := range []string{"box0.0", "box0.1", "box0.2", "name1", "end"} {
		press(s, "enter")
		if got := f.Focused(); got != want {
			t.Errorf("in %s, want %s", got, want)
		}
	}
}
