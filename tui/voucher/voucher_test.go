package voucher_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/search"
	"huizhang/tui/tuitest"
	"huizhang/tui/voucher"
)

// home stands in for the first screen: F2 asks what happened, F3 lists.
type home struct{}

func (home) Init() tea.Cmd      { return nil }
func (home) Resize(int, int)    {}
func (home) Title() string      { return "首页" }
func (home) View() screen.Frame { return screen.Frame{Lines: []string{"这里是首页"}} }
func (home) Bindings() []screen.Binding {
	return []screen.Binding{{Keys: []string{"f2"}, Label: "录凭证"}, {Keys: []string{"f3"}, Label: "凭证"}, {Keys: []string{"f5"}, Label: "接着填"}}
}

func (home) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "f2":
			return screen.Open{Route: screen.TemplatePick{}}, nil
		case "f3":
			return screen.Open{Route: screen.VoucherList{}}, nil
		case "f4":
			return screen.Open{Route: screen.VoucherForm{}}, nil
		case "f5":
			return screen.Open{Route: screen.VoucherForm{Kept: true}}, nil
		case "/":
			return screen.Open{Route: screen.Search{}}, nil
		}
	}
	return screen.Stay{}, nil
}

// bench is a book with a desk at it.
type bench struct {
	t    *testing.T
	book *storetest.Desk
	desk *desk.Desk
}

func newBench(t *testing.T, change func(*ledger.Found)) *bench {
	t.Helper()
	book := storetest.New(t, change)
	return &bench{t: t, book: book, desk: tuitest.Desk(t, book, book.Shelf, "王会计", ledger.DayOf(2026, 5, 28))}
}

func single(f *ledger.Found) { f.Unit.Single = true }

func (b *bench) app() *tui.App {
	return tui.New(tui.Options{First: screen.Home{}, Theme: b.desk.Theme, Exporter: func() tui.Exporter { return report.NewExporter(b.desk) }, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Home:
			return home{}
		case screen.TemplatePick:
			return voucher.NewPick(b.desk, r)
		case screen.VoucherForm:
			return voucher.NewForm(b.desk, r)
		case screen.VoucherList:
			return voucher.NewList(b.desk, r)
		case screen.VoucherView:
			return voucher.NewView(b.desk, r)
		case screen.Search:
			return search.New(b.desk, r)
		}
		return tuitest.StandIn(r)
	}})
}

func (b *bench) start(w, h int) *tuitest.Driver { return tuitest.New(b.t, b.app(), w, h) }

// voucher reads a voucher from the book.
func (b *bench) voucher(id ledger.VoucherID) ledger.Voucher {
	b.t.Helper()
	var v ledger.Voucher
	if err := b.book.View(func(r ledger.Reader) error { v, _ = r.Voucher(id); return nil }); err != nil {
		b.t.Fatal(err)
	}
	return v
}

func TestReceiptIntoTheBook(t *testing.T) {
	b := newBench(t, single)
	tuitest.Scenario(t, "testdata/receipt.scenario", b.app())
	if v := b.voucher(1); v.State != ledger.Posted || v.Amount() != 126050 || v.Papers != 2 || v.Payee != "城东百货" || v.Template != "T09a" {
		t.Fatalf("%+v", v)
	}
	if v := b.voucher(2); v.Ref() != "2026-05-记-0002" || v.Amount() != 4200 || v.Payee != "" {
		t.Fatalf("%+v", v)
	}
}

func TestFullForm(t *testing.T) {
	b := newBench(t, single)
	tuitest.Scenario(t, "testdata/full.scenario", b.app())
	v := b.voucher(1)
	if v.State != ledger.Posted || len(v.Lines) != 2 || v.Lines[0].Debit != 4200 || v.Lines[1].Credit != 4200 || v.Lines[1].Summary != "买奖品" || v.Lines[1].Account != "102" {
		t.Fatalf("%+v", v)
	}
}

func TestTwoPeople(t *testing.T) {
	b := newBench(t, nil)
	tuitest.Scenario(t, "testdata/two.scenario", b.app())
	b.desk.Operator = "李审核"
	d := b.start(80, 24).Press("f3", "enter", "f5").Expect("已审核。").Press("f6").Expect("请写明原因").Type("发票抬头不对").Press("enter").Expect("已退回")
	d.Press("f5").Expect("已审核。").Press("f5").Expect("已过账：2026-05-记-0001")
	if v := b.voucher(1); v.Maker != "王会计" || v.Reviewer != "李审核" || v.State != ledger.Posted {
		t.Fatalf("%+v", v)
	}
}

func TestWhatIsWrongStandsAtItsField(t *testing.T) {
	b := newBench(t, single)
	b.book.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, 1), Without: map[string]string{"soft": "试用"}})
	tuitest.Scenario(t, "testdata/wrong.scenario", b.app())
}

func TestFormSurvivesACrash(t *testing.T) {
	b := newBench(t, single)
	b.start(80, 24).Press("f2", "1").Type("66.5").Press("enter").Type("3").Press("enter", "enter").Type("䶮师傅")
	d := b.start(80, 24) // the first program is gone without a word
	d.Press("f5").Expect("上次没填完").Expect("66.50").Expect("䶮师傅")
	d.Press("f8").Expect("已记账：2026-05-记-0001").Press("esc", "f5").Expect("没有留着没填完的凭证")
	if v := b.voucher(1); v.Payee != "䶮师傅" || v.Papers != 3 || v.Amount() != 6650 {
		t.Fatalf("%+v", v)
	}
}

// The plug may be pulled between booking and forgetting the form.
func TestFormBookedBeforeTheCrashIsNotBookedTwice(t *testing.T) {
	b := newBench(t, single)
	b.start(80, 24).Press("f2", "1").Type("66.5")
	form, ok := b.desk.Kept.Load("voucher")
	if !ok {
		t.Fatal("nothing was kept")
	}
	b.start(80, 24).Press("f5", "f8").Expect("已记账：2026-05-记-0001")
	b.desk.Kept.Keep(form)()
	b.start(80, 24).Press("f5", "f8").Expect("没有重复记")
	if v := b.voucher(2); v.ID != 0 {
		t.Fatalf("booked twice: %+v", v)
	}
}

func TestLeavingAsksAboutWhatWasTyped(t *testing.T) {
	b := newBench(t, single)
	d := b.start(80, 24).Press("f2", "1", "esc").Expect("这里是首页") // nothing typed, nothing asked
	d.Press("f2", "1").Type("5").Press("esc").Expect("还没有保存").Press("1").Expect("买慰问品")
	d.Press("esc", "2").Expect("这里是首页").Press("f4").Expect("还有一张没填完").Press("1").Expect("买慰问品").Expect("5")
	d.Press("esc", "3").Expect("这里是首页").Press("f5").Expect("没有留着没填完的凭证")
}

func TestTextFromOutside(t *testing.T) {
	b := newBench(t, single)
	payee := strings.Repeat("某某市城东区教育后勤服务", 4)[:40*3]
	d := b.start(80, 24).Press("f2", "1").Type("8").Press("enter", "enter", "enter").Paste(payee + "\n").CursorAfter("服务某某市城")
	d.Press("enter").Paste("第一行\n第二行\x1b[31m\u202e红").Press("f8").Expect("已记账")
	v := b.voucher(1)
	if v.Payee != payee || strings.ContainsAny(v.Summary(), "\n\x1b\u202e") || !strings.HasPrefix(v.Summary(), "第一行 第二行") {
		t.Fatalf("%q %q", v.Payee, v.Summary())
	}
	d.Press("esc", "f3", "enter").Expect("某某市城东区教育后勤服务")
}

func TestCursorStandsInItsCell(t *testing.T) {
	b := newBench(t, single)
	d := b.start(80, 24).Press("f2").Type("慰问").CursorAfter("查找 慰问").Press("esc", "2")
	d.Type("100").CursorAfter("100").Press("enter", "enter", "enter").Type("城东百货").CursorAfter("对方     城东百货")
	d.Press("f4").Expect("完整凭证").CursorAfter("").Type("补").CursorAfter("补")
	d.Press("up").Type("张三").CursorAfter("城东百货张三")
}
