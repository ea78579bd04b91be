package dues_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/dues"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
)

// unit is a book under test and the desk that screens work at.
type unit struct {
	*storetest.Desk
	desk *desk.Desk
}

// open makes a book kept by one person, unless two is set.
func open(t testing.TB, two bool) *unit {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single = !two })
	n := 0
	d := &desk.Desk{Book: b.Book, Shelf: b.Shelf, Operator: b.Operator, Theme: theme.Theme{},
		Now:   func() time.Time { return time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC) },
		NewID: func() string { n++; return fmt.Sprintf("%032x", 1<<32+n) },
		Kept:  desk.NewKept(filepath.Join(t.TempDir(), "form"))}
	return &unit{b, d}
}

func wage(post, grade ledger.Money) []ledger.Wage {
	return []ledger.Wage{{From: 202601, Post: post, Grade: grade}}
}

func since(d ledger.Day) []ledger.Spell { return []ledger.Spell{{From: d, In: "入会"}} }

// staff is a small school: two with one name, rare characters, a retired one,
// one who joined in March, one without a wage, one with a very long name.
func (u *unit) staff(t testing.TB) {
	t.Helper()
	old := since(20200901)
	for _, m := range []ledger.Member{
		{No: "0001", Name: "王芳", Group: "语文组", Spells: old, Wages: wage(3000_00, 2234_00)},
		{No: "0002", Name: "赵䶮", Group: "语文组", Spells: old, Wages: wage(2800_00, 1015_00)},
		{No: "0003", Name: "李强", Group: "数学组", Spells: old, Wages: wage(3100_00, 2009_00)},
		{No: "0004", Name: "王芳", Group: "数学组", Spells: since(20260310), Wages: wage(2600_00, 900_00)},
		{No: "0005", Name: "陈退休", Group: "数学组", Spells: old, Wages: wage(3000_00, 0), Stands: []ledger.Stand{{From: 202601, Class: ledger.Retired}}},
		{No: "0006", Name: "阿依古丽·买买提江·吐尔逊阿不都热合曼·艾合买提江·托乎提", Spells: old, Wages: wage(3000_00, 500_00)},
		{No: "0007", Name: "周新来", Spells: since(20260501)},
	} {
		u.Must(t, ledger.SaveMember{Member: m})
	}
	u.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "语文组", Leader: 1, Order: 1}})
	u.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "数学组", Leader: 3, Order: 2}})
}

func (u *unit) grid(t testing.TB, w, h int) *tuitest.Driver {
	t.Helper()
	return tuitest.Solo(t, dues.New(u.desk, screen.DuesGrid{}), w, h)
}

func TestEverybodyForAMonth(t *testing.T) {
	u := open(t, false)
	u.staff(t)
	d := u.grid(t, 80, 24)
	d.Golden("grid-fresh-80x24")
	d.ResetPresses()
	d.Press("f5").Expect("应缴 5 人次")
	d.Press("f2").Golden("grid-ticked-80x24")
	d.Press("f8").Golden("pay-80x24")
	d.Press("f8").Expect("已入账：2026-05-记-0001")
	if n := d.Presses() + 1; n > 6 { // one more from home to here
		t.Fatalf("%d keys", n)
	}
	d.Golden("grid-paid-80x24")
	d.Press("f6").Expect("ReportView {Name:dues-roll Period:2026")
}
