package widget

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
)

// Month is a field for a month. It takes 5, 2026-05, 202605 or 2026年5月 and writes
// the month out when it is left; + and - go to the next and the last one.
type Month struct {
	Input
	ref ledger.Month
}

// NewMonth makes an empty field; a number alone means that month of the year of ref.
func NewMonth(ref ledger.Month) *Month {
	return &Month{Input: Input{Fold: true, Fresh: true, Limit: 12}, ref: ref}
}

// Month is the month typed so far; false when empty or no month.
func (f *Month) Month() (ledger.Month, bool) {
	m, err := f.parse()
	return m, err == nil && m != 0
}

// With fills in a month and gives the field back.
func (f *Month) With(m ledger.Month) *Month {
	f.SetMonth(m)
	return f
}

// SetMonth fills in a month; zero empties the field.
func (f *Month) SetMonth(m ledger.Month) { f.SetText(m.String()) }

func (f *Month) parse() (ledger.Month, error) {
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
func (f *Month) Update(msg tea.Msg) bool {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		m, known := f.Month()
		step := map[string]int{"+": 1, "-": -1}[Fold(Typed(key))]
		if step != 0 && known && f.Text() == m.String() && m.Add(step).Valid() {
			f.SetMonth(m.Add(step))
			f.Enter()
			return true
		}
	}
	return f.Input.Update(msg)
}

// Leave writes the month out, or says why it is none.
func (f *Month) Leave() string {
	f.Input.Leave()
	m, err := f.parse()
	if err != nil {
		return err.Error()
	}
	f.SetMonth(m)
	return ""
}
