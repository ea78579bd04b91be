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

// account is an account to choose.
type account struct {
	code  ledger.Code
	name  string
	title string
	full  string // with the names above it
}

func accountsOf(r ledger.Accounts) []account {
	var out []account
	for _, a := range r.Chart() {
		out = append(out, account{a.Code, a.Name, a.Title(), ledger.FullName(r, a.Code)})
	}
	return out
}

// accountPick is the field over the report in which an account is chosen.
type accountPick struct {
	accounts []account
	form     *widget.Form
	pick     *widget.Pick
	open     bool
}

func newAccountPick(t theme.Theme) *accountPick {
	f := &accountPick{}
	f.pick = widget.NewPick("科目", f.find)
	f.pick.Rows = 14
	f.form = widget.NewForm(t, widget.Item{Name: "account", Label: "看哪个科目", Width: 40, Field: f.pick})
	return f
}

func (f *accountPick) find(query string) []widget.Option {
	query = strings.ToLower(strings.TrimSpace(widget.Fold(query)))
	var first, rest []widget.Option
	for _, a := range f.accounts {
		o := widget.Option{Key: string(a.code), Text: a.title}
		if name, _, deep := strings.Cut(a.full, "/"); deep {
			o.Note = name
		}
		switch {
		case strings.HasPrefix(string(a.code), query):
			first = append(first, o)
		case strings.Contains(a.title, query), pinyin.Matches(a.name, query):
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

// show opens the field, on the account in hand.
func (f *accountPick) show(now ledger.Code) {
	f.open = true
	f.pick.SetText("")
	for _, a := range f.accounts {
		if a.code == now {
			f.pick.Set(widget.Option{Key: string(a.code), Text: a.title})
		}
	}
	f.form.Focus("account")
	if k, ok := screen.KeyPress("f7"); ok { // the whole list hangs open
		f.form.Update(k)
	}
}

// update takes a message; done gives the account, left says that none was taken.
func (f *accountPick) update(msg tea.Msg) (code ledger.Code, done, left bool) {
	switch out := f.form.Update(msg); out {
	case widget.Submit:
		if f.pick.Key() == "" || len(f.form.Settle()) > 0 {
			return "", false, false
		}
		f.open = false
		return ledger.Code(f.pick.Key()), true, false
	case widget.Passed:
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
			f.open = false
			return "", false, true
		}
	}
	return "", false, false
}
