// Package opening is the sheet on which opening balances are typed: a line for
// each account, 借 and 贷 beside it, totals and the difference below. The guide
// and the settings both show it.
package opening

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Sheet is the sheet. It holds no book; what is typed comes out of Rows.
type Sheet struct {
	Y int // its first line in the screen

	theme    theme.Theme
	form     *widget.Form
	table    *widget.Table // in place of the form when locked
	accounts []ledger.Account
	all      bool
	locked   bool
	rows     []row
	w, h     int
}

// row is an account's two fields.
type row struct {
	code          ledger.Code
	restricted    bool
	label         string
	usual         bool
	debit, credit *widget.Amount
}

// usual are the accounts that nearly every school union has.
func usual() []ledger.Code {
	return []ledger.Code{"101", "102", "131", "135", "141", "162", "163", "211", "215", "30101", "30104", "32104", "32205"}
}

// New makes an empty sheet for a chart.
func New(t theme.Theme, chart []ledger.Account) *Sheet {
	s := &Sheet{theme: t, w: 80, h: 18}
	s.form = widget.NewForm(t)
	s.table = widget.NewTable(t, widget.Column{Title: "科目", Width: 20, Grow: 1}, widget.Column{Title: "借方", Width: 16, Money: true}, widget.Column{Title: "贷方", Width: 16, Money: true})
	s.table.Empty = "没有录期初余额。"
	s.SetChart(chart)
	return s
}

// SetChart says which accounts the sheet offers: those that take postings, and
// of the long list what a unit may switch on.
func (s *Sheet) SetChart(chart []ledger.Account) {
	kept := s.Rows()
	s.accounts = nil
	for _, a := range chart {
		if carries(a.Code) && !a.Off && ledger.IsLeaf(chart, a.Code) {
			s.accounts = append(s.accounts, a)
		}
	}
	for _, std := range ledger.Chart2021() {
		has := slices.ContainsFunc(chart, func(a ledger.Account) bool { return a.Code == std.Code })
		if std.Listing == ledger.Long && carries(std.Code) && !has {
			s.accounts = append(s.accounts, std.Account)
		}
	}
	slices.SortStableFunc(s.accounts, func(a, b ledger.Account) int { return strings.Compare(string(a.Code), string(b.Code)) })
	s.rows = nil
	for _, a := range s.accounts {
		s.add(a.Code, false, slices.Contains(usual(), a.Code) || a.Origin == ledger.Own)
	}
	s.Set(kept)
}

// carries reports an account that has a balance when a year begins.
func carries(c ledger.Code) bool {
	k := c.Class()
	return k == ledger.Asset || k == ledger.Liability || k == ledger.Net
}

func (s *Sheet) add(code ledger.Code, restricted, usual bool) int {
	r := row{code: code, restricted: restricted, usual: usual, label: s.label(code), debit: widget.NewAmount(), credit: widget.NewAmount()}
	if restricted {
		r.label += "（专项）"
	}
	r.debit.Balance = func() (ledger.Money, bool) { return s.missing(r, true) }
	r.credit.Balance = func() (ledger.Money, bool) { return s.missing(r, false) }
	at, _ := slices.BinarySearchFunc(s.rows, r, func(a, b row) int {
		if c := strings.Compare(string(a.code), string(b.code)); c != 0 || a.restricted == b.restricted {
			return c
		}
		if a.restricted {
			return 1
		}
		return -1
	})
	s.rows = slices.Insert(s.rows, at, r)
	return at
}

// label is the account; where another one has the same name, what stands above
// it is said too: 30101 资产基金-库存物品.
func (s *Sheet) label(code ledger.Code) string {
	std, _ := ledger.StandardOf(code)
	name, twins := std.Name, 0
	for _, a := range s.accounts {
		if a.Code == code {
			name = a.Name
		}
	}
	for _, a := range s.accounts {
		if a.Name == name && a.Code != code {
			twins++
		}
	}
	if above, ok := ledger.StandardOf(code.Parent()); ok && twins > 0 {
		name = strings.TrimPrefix(above.Name, "工会资金") + "-" + name
	}
	return string(code) + " " + name
}

// missing is what is lacking on one side so that the sheet balances, what
// stands in the line itself left out. What is lacking on the other side is
// filled in there.
func (s *Sheet) missing(r row, debit bool) (ledger.Money, bool) {
	d, _ := r.debit.Money()
	c, _ := r.credit.Money()
	dr, cr := s.Totals()
	want := (cr - c) - (dr - d) // on the debit side
	here, there := r.debit, r.credit
	if !debit {
		want, here, there = -want, r.credit, r.debit
	}
	if want > 0 {
		there.SetText("")
		return want, true
	}
	here.SetText("")
	there.SetText("")
	if want < 0 {
		there.SetMoney(-want)
	}
	return 0, false
}

// Totals adds up both sides.
func (s *Sheet) Totals() (debit, credit ledger.Money) {
	for _, r := range s.rows {
		d, _ := r.debit.Money()
		c, _ := r.credit.Money()
		debit, credit = debit+d, credit+c
	}
	return debit, credit
}

// Rows are the accounts with an amount.
func (s *Sheet) Rows() []ledger.OpeningRow {
	var out []ledger.OpeningRow
	for _, r := range s.rows {
		d, _ := r.debit.Money()
		c, _ := r.credit.Money()
		if d != 0 || c != 0 {
			out = append(out, ledger.OpeningRow{Code: r.code, Debit: d, Credit: c, Restricted: r.restricted})
		}
	}
	return out
}

// Set fills in a table, in place of what stood there.
func (s *Sheet) Set(rows []ledger.OpeningRow) {
	for _, r := range s.rows {
		r.debit.SetText("")
		r.credit.SetText("")
	}
	for _, o := range rows {
		i := slices.IndexFunc(s.rows, func(r row) bool { return r.code == o.Code && r.restricted == o.Restricted })
		if i < 0 {
			i = s.add(o.Code, o.Restricted, true)
		}
		s.rows[i].usual = true
		if o.Debit != 0 {
			s.rows[i].debit.SetMoney(o.Debit)
		}
		if o.Credit != 0 {
			s.rows[i].credit.SetMoney(o.Credit)
		}
	}
	s.filled()
}

// filled shows what was filled in; the amount in focus counts as settled, so
// that the next figure typed replaces it.
func (s *Sheet) filled() {
	s.items()
	s.form.Focus(s.form.Focused())
}

// ShowAll shows all accounts, or the usual ones and those with an amount.
func (s *Sheet) ShowAll(all bool) {
	s.all = all
	s.items()
}

// All reports whether all accounts show.
func (s *Sheet) All() bool { return s.all }

// text is a line's label, shorter where room is short.
func (s *Sheet) text(r row) string {
	if s.w < 72 {
		return strings.Replace(r.label, " 资产基金-", " 基金-", 1)
	}
	return r.label
}

// shows reports whether a line shows.
func (s *Sheet) shows(r row) bool {
	return s.all || !s.locked && r.usual || r.debit.Text() != "" || r.credit.Text() != ""
}

// items puts the lines that show into the form.
func (s *Sheet) items() {
	width := s.amountWidth()
	var items []widget.Item
	for _, r := range s.rows {
		if !s.shows(r) {
			continue
		}
		key := r.key()
		items = append(items, widget.Item{Name: "d." + key, Label: s.text(r), Width: width, Field: r.debit, Help: "借方金额，“=”补平差额"},
			widget.Item{Name: "c." + key, Width: width, Same: true, Field: r.credit, Help: "贷方金额，“=”补平差额"})
	}
	s.form.SetItems(items...)
	s.look()
}

// Lock shows the sheet to look at only: a table of the accounts with an amount.
func (s *Sheet) Lock(on bool) {
	s.locked = on
	s.items()
}

// look fills the table of a sheet that is locked.
func (s *Sheet) look() {
	var rows []row
	for _, r := range s.rows {
		if s.shows(r) {
			rows = append(rows, r)
		}
	}
	dr, cr := s.Totals()
	s.table.Foot = []widget.Cell{{Text: "合计", Look: widget.Strong}, {Text: dr.Grouped(), Look: widget.Strong}, {Text: cr.Grouped(), Look: widget.Strong}}
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].key() },
		Cells: func(i int) []widget.Cell {
			return widget.Cells(s.text(rows[i]), rows[i].debit.Text(), rows[i].credit.Text())
		}})
}

func (r row) key() string {
	if r.restricted {
		return string(r.code) + "*"
	}
	return string(r.code)
}

// Update takes a message.
func (s *Sheet) Update(msg tea.Msg) widget.Outcome {
	if !s.locked {
		return s.form.Update(msg)
	}
	if s.table.Update(msg) {
		return widget.Used
	}
	return widget.Passed
}

// Settle ends the typing in hand and gives what is no amount.
func (s *Sheet) Settle() []ledger.Problem { return s.form.Settle() }

// SetProblems shows what the rules find wrong, at the account they name.
func (s *Sheet) SetProblems(ps []ledger.Problem) {
	out := slices.Clone(ps)
	for i, p := range out {
		code, _, _ := strings.Cut(p.Subject, " ")
		if p.Field == "opening" && s.form.Field("d."+code) != nil {
			out[i].Field, out[i].Subject = "d."+code, ""
		}
	}
	s.form.SetProblems(out)
}

// Capturing reports that figures are typed now.
func (s *Sheet) Capturing() bool { return !s.locked && s.form.Capturing() }

// Bindings are the keys of the sheet itself.
func (s *Sheet) Bindings() []screen.Binding { return s.form.Bindings() }
