// Package monthfield is a form's field for a month from which something holds.
package monthfield

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// Field takes 5, 2026-05 or 202605 and writes the month out when it is left; +
// and - go to the next and the last month.
type Field struct {
	widget.Input
	ref ledger.Month
}

// New makes an empty field; a number alone means that month of the year of ref.
func New(ref ledger.Month) *Field {
	return &Field{Input: widget.Input{Fold: true, Fresh: true, Limit: 10}, ref: ref}
}

// Month is the month typed so far; false when empty or no month.
func (f *Field) Month() (ledger.Month, bool) {
	m, err := f.parse()
	return m, err == nil && m != 0
}

// SetMonth fills in a month; zero empties the field.
func (f *Field) SetMonth(m ledger.Month) { f.SetText(m.String()) }

func (f *Field) parse() (ledger.Month, error) {
	s := strings.TrimSpace(f.Text())
	if s == "" {
		return 0, nil
	}
	if n, err := strconv.Atoi(strings.TrimSuffix(s, "月")); err == nil && n >= 1 && n <= 12 {
		return ledger.MonthOf(f.ref.Year(), n), nil
	}
	return ledger.ParseMonth(s)
}

// Update takes a message.
func (f *Field) Update(msg tea.Msg) bool {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		m, known := f.Month()
		step := map[string]int{"+": 1, "-": -1}[widget.Fold(widget.Typed(key))]
		if step != 0 && known && f.Text() == m.String() && m.Add(step).Valid() {
			f.SetMonth(m.Add(step))
			f.Enter()
			return true
		}
	}
	return f.Input.Update(msg)
}

// Leave writes the month out, or says why it is none.
func (f *Field) Leave() string {
	f.Input.Leave()
	m, err := f.parse()
	if err != nil {
		return err.Error()
	}
	f.SetMonth(m)
	return ""
}
