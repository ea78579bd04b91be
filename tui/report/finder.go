package report

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// choice is something that a report can be about.
type choice struct {
	key  string
	text string
	name string // by which pinyin finds it
	note string
}

func accountsOf(r ledger.Accounts) []choice {
	var out []choice
	for _, a := range r.Chart() {
		c := choice{key: string(a.Code), text: a.Title(), name: a.Name}
		if name, _, deep := strings.Cut(ledger.FullName(r, a.Code), "/"); deep {
			c.note = name
		}
		out = append(out, c)
	}
	return out
}

// finder is the field over the report in which it is chosen what the report is
// about.
type finder struct {
	choices []choice
	form    *widget.Form
	pick    *widget.Pick
	open    bool
}

func newFinder(t theme.Theme, what string) *finder {
	f := &finder{}
	f.pick = widget.NewPick(what, f.find)
	f.pick.Rows = 14
	f.form = widget.NewForm(t, widget.Item{Name: "about", Label: "看哪个" + what, Width: 40, Field: f.pick})
	return f
}

func (f *finder) find(query string) []widget.Option {
	query = strings.ToLower(strings.TrimSpace(widget.Fold(query)))
	var first, rest []widget.Option
	for _, c := range f.choices {
		o := widget.Option{Key: c.key, Text: c.text, Note: c.note}
		switch {
		case strings.HasPrefix(c.key, query):
			first = append(first, o)
		case strings.Contains(strings.ToLower(c.text), query), pinyin.Matches(c.name, query):
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

// show opens the field, on what is in hand.
func (f *finder) show(now string) {
	f.open = true
	f.pick.SetText("")
	for _, c := range f.choices {
		if c.key == now {
			f.pick.Set(widget.Option{Key: c.key, Text: c.text})
		}
	}
	f.form.Focus("about")
	if k, ok := screen.KeyPress("f7"); ok { // the whole list hangs open
		f.form.Update(k)
	}
}

// update takes a message; done gives the key, left says that none was taken.
func (f *finder) update(msg tea.Msg) (key string, done, left bool) {
	switch out := f.form.Update(msg); out {
	case widget.Submit:
		if f.pick.Key() == "" || len(f.form.Settle()) > 0 {
			return "", false, false
		}
		f.open = false
		return f.pick.Key(), true, false
	case widget.Passed:
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
			f.open = false
			return "", false, true
		}
	}
	return "", false, false
}
