package widget_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// accounts are what the pick of the tests finds.
func accounts(q string) []widget.Option {
	var out []widget.Option
	for _, a := range [][2]string{{"101", "库存现金"}, {"102", "银行存款"}, {"401", "会费收入"}, {"50105", "其他活动支出"}} {
		if strings.Contains(a[0]+a[1], q) {
			out = append(out, widget.Option{Key: a[0], Text: a[0] + " " + a[1]})
		}
	}
	return out
}

func typeDay(s string) (ledger.Day, error) { return ledger.TypeDay(s, ledger.DayOf(2026, 5, 20)) }

func voucherForm() *widget.Form {
	return widget.NewForm(theme.Theme{},
		widget.Item{Label: "凭证"},
		widget.Item{Name: "date", Label: "日期", Field: widget.NewDay(typeDay), Width: 12},
		widget.Item{Name: "note", Label: "摘要", Field: &widget.Input{Limit: 40}},
		widget.Item{Name: "account", Label: "科目", Field: widget.NewPick("科目", accounts), Width: 24},
		widget.Item{Name: "amount", Label: "金额", Field: widget.NewAmount(), Width: 14, Same: true},
		widget.Item{Name: "kind", Label: "方式", Field: widget.NewChoice(widget.Option{Key: "cash", Text: "现金"}, widget.Option{Key: "bank", Text: "银行"})},
	)
}

type sender struct{ f *widget.Form }

func (s sender) Update(m tea.Msg) bool { return s.f.Update(m) != widget.Passed }

func TestFormTypedThrough(t *testing.T) {
	f := voucherForm()
	s := sender{f}
	typing(s, "5")
	press(s, "enter")
	typing(s, "收到会费")
	press(s, "tab")
	typing(s, "会费")
	press(s, "enter")
	typing(s, "１２＊３．５")
	press(s, "enter", "space")
	want := map[string]string{"date": "2026-05-05", "note": "收到会费", "account": "401", "amount": "42.00", "kind": "bank"}
	for k, v := range f.Values() {
		if v != want[k] {
			t.Errorf("%s = %q, want %q", k, v, want[k])
		}
	}
	if f.Update(named["enter"]) != widget.Submit {
		t.Error("Enter in the last field does not submit")
	}
	again := voucherForm()
	again.SetValues(f.Values())
	if a, b := fmt.Sprint(f.Values()), fmt.Sprint(again.Values()); a != b {
		t.Errorf("values changed on the way: %s, %s", a, b)
	}
}

func TestFormKeepsWhatIsHalfTyped(t *testing.T) {
	f := voucherForm()
	f.Focus("account")
	typing(sender{f}, "50")
	kept := f.Values()
	again := voucherForm()
	again.SetValues(kept)
	if kept["account"] != "?50" || again.Values()["account"] != "?50" {
		t.Fatal(kept, again.Values())
	}
	again.Focus("account")
	if again.Focus("note"); again.Values()["account"] != "50105" {
		t.Fatal(again.Values())
	}
}

// A choice half typed, taken up again, is found on saving although nobody went
// into its field; what cannot be found is said there.
func TestFormSettlesWhatWasTakenUp(t *testing.T) {
	left := 0
	pick, day := widget.NewPick("科目", accounts), widget.NewDay(typeDay)
	f := widget.NewForm(theme.Theme{}, widget.Item{Name: "name", Field: &widget.Input{}}, widget.Item{Name: "account", Field: pick, Left: func() { left++ }}, widget.Item{Name: "day", Field: day})
	f.SetValues(map[string]string{"account": "?银行", "day": "7"})
	if ps := f.Settle(); len(ps) != 0 || pick.Key() != "102" || day.Text() != "2026-05-07" || left != 1 || f.Focused() != "name" {
		t.Fatal(ps, pick.Key(), day.Text(), left, f.Focused())
	}
	if f.Settle(); left != 1 {
		t.Fatal("settled once more")
	}
	f.SetValues(map[string]string{"account": "?没有的"})
	if ps := f.Settle(); len(ps) != 1 || ps[0].Field != "account" || f.Focused() != "account" {
		t.Fatal(ps)
	}
}

func TestFormProblemsStandUnderTheirFields(t *testing.T) {
	f := voucherForm()
	f.Resize(60, 12)
	f.SetProblems([]ledger.Problem{{Field: "amount", Text: "请填写金额。"}, {Text: "借贷不平。"}})
	lines := f.View()
	text := strings.Join(lines, "\n")
	if !strings.HasPrefix(strings.TrimSpace(lines[0]), "! 借贷不平。") || f.Focused() != "amount" {
		t.Fatalf("focus %s\n%s", f.Focused(), text)
	}
	at := -1
	for i, l := range lines {
		if strings.Contains(l, "科目") {
			at = i
		}
	}
	if !strings.Contains(lines[at+1], "! 请填写金额。") {
		t.Fatal(text)
	}
	typing(sender{f}, "3")
	if strings.Contains(strings.Join(f.View(), "\n"), "请填写金额") {
		t.Fatal("the problem stays although the field was changed")
	}
}

func TestFormEnterStaysAtWhatIsWrong(t *testing.T) {
	f := voucherForm()
	typing(sender{f}, "99月")
	press(sender{f}, "enter")
	if f.Focused() != "date" || !strings.Contains(strings.Join(f.View(), ""), "不是有效日期") {
		t.Fatal(f.Focused(), strings.Join(f.View(), "\n"))
	}
	press(sender{f}, "tab")
	if f.Focused() != "note" {
		t.Fatal("Tab must not be held:", f.Focused())
	}
	if p := f.Settle(); len(p) != 1 || p[0].Field != "date" || f.Focused() != "date" {
		t.Fatal(p, f.Focused())
	}
}

func TestFormArrowsGoByLines(t *testing.T) {
	f := voucherForm()
	f.Focus("amount")
	press(sender{f}, "up")
	if f.Focused() != "note" {
		t.Fatal(f.Focused())
	}
	f.Focus("kind")
	press(sender{f}, "up")
	if f.Focused() != "account" {
		t.Fatal(f.Focused())
	}
}

func TestFormListHangsOverTheFieldsBelow(t *testing.T) {
	f := voucherForm()
	f.Resize(60, 12)
	f.Focus("account")
	press(sender{f}, "f7", "down", "down")
	text := strings.Join(f.View(), "\n")
	if !strings.Contains(text, "|>401 会费收入") || strings.Contains(text, "方式 [现金]") {
		t.Fatal(text)
	}
	press(sender{f}, "enter")
	if f.Values()["account"] != "401" || f.Focused() != "amount" {
		t.Fatal(f.Values(), f.Focused())
	}
}

// The lines of a voucher are fields beside each other under fixed headings.
func TestFormLinesOfFields(t *testing.T) {
	line := func(n int) []widget.Item {
		return []widget.Item{
			{Name: fmt.Sprint("note", n), Field: &widget.Input{}, Width: 20, Flush: true},
			{Name: fmt.Sprint("account", n), Field: widget.NewPick("科目", accounts), Width: 22, Same: true},
			{Name: fmt.Sprint("debit", n), Field: widget.NewAmount(), Width: 13, Same: true},
			{Name: fmt.Sprint("credit", n), Field: widget.NewAmount(), Width: 13, Same: true},
		}
	}
	head := func(s string, w int, first bool) widget.Item {
		return widget.Item{Field: widget.NewFixed(s), Width: w, Same: !first, Flush: first}
	}
	items := []widget.Item{{Name: "day", Label: "凭证日期", Field: widget.NewDay(typeDay), Width: 12},
		head("摘要", 20, true), head("科目", 22, false), head("借方", 13, false), head("贷方", 13, false)}
	f := widget.NewForm(theme.Theme{}, append(append(items, line(1)...), line(2)...)...)
	f.Resize(80, 20)
	f.Focus("account2")
	typing(sender{f}, "102")
	press(sender{f}, "enter")
	typing(sender{f}, "1200")
	press(sender{f}, "up", "down")
	want := []string{
		"  凭证日期",
		"  摘要                  科目                    借方           贷方",
		"",
		"                        102 银行存款          > 1,200.00",
	}
	for i, l := range f.View() {
		if got := strings.TrimRight(l, " "); got != want[i] {
			t.Errorf("line %d: %q, want %q", i, got, want[i])
		}
	}
	if f.Focused() != "debit2" || f.Cursor().X != 48+8 {
		t.Error(f.Focused(), f.Cursor())
	}
	items = append(items, line(1)...)
	if f.SetItems(items...); f.Focused() != "day" {
		t.Error("the focus stays with a field that is gone:", f.Focused())
	}
}

func TestFormMouse(t *testing.T) {
	f := voucherForm()
	f.X, f.Y = 3, 2
	f.Resize(60, 12)
	click := func(x, y int) { f.Update(tea.MouseClickMsg{X: x + 3, Y: y + 2, Button: tea.MouseLeft}) }
	click(10, 3)
	if f.Focused() != "account" || f.Cursor().X != 3+7 || f.Cursor().Y != 2+3 {
		t.Fatal(f.Focused(), f.Cursor())
	}
	press(sender{f}, "f7")
	click(12, 6)
	if f.Values()["account"] != "401" || f.Focused() != "amount" {
		t.Fatal(f.Values(), f.Focused())
	}
	click(40, 11)
	if f.Focused() != "amount" {
		t.Fatal("a click on nothing moves the focus")
	}
}

func TestPickSaysWhatWasNotFound(t *testing.T) {
	f := voucherForm()
	f.Focus("account")
	typing(sender{f}, "车")
	press(sender{f}, "enter")
	if text := strings.Join(f.View(), "\n"); !strings.Contains(text, "没有找到科目“车”；按 F7 看全部。") {
		t.Fatal(text)
	}
}

// A free field takes what was typed, but initials look for what is there.
func TestFreePickTakesNamesAndFindsByInitials(t *testing.T) {
	find := func(q string) []widget.Option {
		if q == "" || q == "mj" || strings.Contains("毛巾", q) {
			return []widget.Option{{Key: "物-1", Text: "毛巾"}}
		}
		return nil
	}
	for typed, want := range map[string]string{"mj": "物-1", "毛": "毛", "usb": "usb", "MJ": "MJ"} {
		p := widget.NewPick("物品", find)
		p.Free = true
		typing(p, typed)
		if p.Leave(); p.Key() != want {
			t.Errorf("%s: %q, want %q", typed, p.Key(), want)
		}
	}
}

func TestAmountBalances(t *testing.T) {
	a := widget.NewAmount()
	a.Balance = func() (ledger.Money, bool) { return 123450, true }
	a.Enter()
	typing(a, "＝")
	if m, ok := a.Money(); !ok || m != 123450 || a.Text() != "1,234.50" {
		t.Fatal(m, ok, a.Text())
	}
	a.SetMoney(-5)
	if got := a.View(theme.New(true, true), 8, false); ansi.Strip(got) != "   -0.05" || !strings.Contains(got, "91m") {
		t.Fatalf("%q", got)
	}
	if got := a.View(theme.Theme{}, 4, false); got != "####" {
		t.Fatalf("%q", got)
	}
}

func TestDaySteps(t *testing.T) {
	d := widget.NewDay(typeDay)
	typing(d, "31")
	d.Leave()
	d.Enter()
	typing(d, "+")
	if d.Text() != "2026-06-01" {
		t.Fatal(d.Text())
	}
	typing(d, "－－")
	if d.Text() != "2026-05-30" {
		t.Fatal(d.Text())
	}
	typing(d, "4-1")
	if d.Leave(); d.Text() != "2026-04-01" {
		t.Fatal(d.Text())
	}
}

// Whatever is pressed in whatever room: lines fit, the cursor lies in the room,
// and the field in focus shows.
func TestFormFitsAnyRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := voucherForm()
		w, h := rapid.IntRange(30, 90).Draw(t, "w"), rapid.IntRange(3, 20).Draw(t, "h")
		f.Resize(w, h)
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			switch rapid.IntRange(0, 4).Draw(t, "op") {
			case 0, 1:
				typing(sender{f}, drawText(t, "typed"))
			case 2:
				f.SetProblems([]ledger.Problem{{Field: rapid.SampledFrom([]string{"", "date", "amount", "kind"}).Draw(t, "field"), Text: "这里不对，请改过来；再按 F8 保存。"}})
			default:
				press(sender{f}, rapid.SampledFrom([]string{"enter", "tab", "shift+tab", "up", "down", "f7", "esc", "left", "pgdown"}).Draw(t, "key"))
			}
			lines := f.View()
			if len(lines) > h {
				t.Fatalf("%d lines of %d", len(lines), h)
			}
			for _, l := range lines {
				if ansi.StringWidth(l) > w {
					t.Fatalf("line of %d cells, not %d: %q", ansi.StringWidth(l), w, l)
				}
			}
			if c := f.Cursor(); c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= len(lines)) {
				t.Fatalf("cursor %v in %d×%d", c, w, h)
			} else if c == nil && f.Capturing() {
				t.Fatalf("%s takes text but shows no cursor", f.Focused())
			}
		}
	})
}
