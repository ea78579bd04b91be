// Package typed reads what people type that is neither amount nor day: months and
// paths of files.
package typed

import (
	"strings"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// Month is a field that takes 2026-05, 202605 or 2026年5月 and writes the month
// out when it is left.
type Month struct{ widget.Input }

// NewMonth makes a field; zero is empty.
func NewMonth(m ledger.Month) *Month {
	f := &Month{widget.Input{Fold: true, Fresh: true, Limit: 12}}
	if m != 0 {
		f.SetText(m.String())
	}
	return f
}

// Leave settles what was typed, or says what is wrong with it.
func (f *Month) Leave() string {
	f.Input.Leave()
	if strings.TrimSpace(f.Text()) == "" {
		return ""
	}
	m, err := ledger.ParseMonth(f.Text())
	if err != nil {
		return err.Error()
	}
	f.SetText(m.String())
	return ""
}
