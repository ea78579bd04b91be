package widget

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/theme"
)

// Amount is a field for money. It takes whatever is typed, 1,234.5 or 12*3.5,
// and settles it when it is left. "=" in an empty field, or over the value as a
// whole, fills in what Balance gives.
type Amount struct {
	Input
	Parse   func(string) (ledger.Money, error) // [ledger.EvalMoney] when nil
	Balance func() (ledger.Money, bool)        // the amount that "=" fills in
}

// NewAmount makes an empty amount.
func NewAmount() *Amount {
	return &Amount{Input: Input{Fold: true, Fresh: true, Limit: 100}}
}

// Money is the amount typed so far; false when empty or not an amount.
func (a *Amount) Money() (ledger.Money, bool) {
	if strings.TrimSpace(a.Text()) == "" {
		return 0, false
	}
	m, err := a.parse()
	return m, err == nil
}

// SetMoney fills in an amount.
func (a *Amount) SetMoney(m ledger.Money) { a.SetText(m.Grouped()) }

func (a *Amount) parse() (ledger.Money, error) {
	if a.Parse == nil {
		return ledger.EvalMoney(a.Text())
	}
	return a.Parse(a.Text())
}

// Update takes a message.
func (a *Amount) Update(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	if ok && a.Balance != nil && Fold(Typed(key)) == "=" && (len(a.cl) == 0 || a.fresh) {
		if m, ok := a.Balance(); ok {
			a.SetMoney(m)
			a.Enter()
		}
		return true
	}
	return a.Input.Update(msg)
}

// Leave writes the amount out, or says why it is none.
func (a *Amount) Leave() string {
	a.Input.Leave()
	if strings.TrimSpace(a.Text()) == "" {
		a.SetText("")
		return ""
	}
	m, err := a.parse()
	if err != nil {
		return err.Error()
	}
	a.SetMoney(m)
	return ""
}

// View shows the amount on the right unless it is being typed.
func (a *Amount) View(t theme.Theme, w int, focus bool) string {
	if focus || len(a.cl) == 0 {
		return a.Input.View(t, w, focus)
	}
	if m, ok := a.Money(); ok && m < 0 {
		return t.Red().Render(Figure(a.Text(), w))
	}
	return t.Field().Render(Figure(a.Text(), w))
}
