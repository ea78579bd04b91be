package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
)

// Day is a field for a calendar day. It takes 5, 0105, 今天 and whatever else
// Parse reads, and writes the day out when it is left; + and - on a day that is
// written out go to the next and the last one.
type Day struct {
	Input
	Parse func(string) (ledger.Day, error)
}

// NewDay makes an empty day that reads what is typed with parse.
func NewDay(parse func(string) (ledger.Day, error)) *Day {
	return &Day{Input: Input{Fold: true, Fresh: true, Limit: 20}, Parse: parse}
}

// Day is the day typed so far; false when empty or no day.
func (d *Day) Day() (ledger.Day, bool) {
	if strings.TrimSpace(d.Text()) == "" {
		return 0, false
	}
	day, err := d.Parse(d.Text())
	return day, err == nil
}

// SetDay fills in a day; zero empties the field.
func (d *Day) SetDay(day ledger.Day) { d.SetText(day.String()) }

// Update takes a message.
func (d *Day) Update(msg tea.Msg) bool {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch Fold(Typed(key)) {
		case "+":
			return d.step(1) || d.Input.Update(msg)
		case "-":
			return d.step(-1) || d.Input.Update(msg)
		}
	}
	return d.Input.Update(msg)
}

// step moves a day that stands there in full; in a day half typed "-" is a sign
// like any other.
func (d *Day) step(n int) bool {
	day, ok := d.Day()
	if !ok || d.Text() != day.String() || !day.Add(n).Valid() {
		return false
	}
	d.SetDay(day.Add(n))
	d.Enter()
	return true
}

// Leave writes the day out, or says why it is none.
func (d *Day) Leave() string {
	d.Input.Leave()
	if strings.TrimSpace(d.Text()) == "" {
		d.SetText("")
		return ""
	}
	day, err := d.Parse(d.Text())
	if err != nil {
		return err.Error()
	}
	d.SetDay(day)
	return ""
}
