package settings_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/settings"
	"huizhang/tui/tuitest"
)

// shelf answers what the screens ask of a shelf, and notes what it was asked.
type shelf struct {
	ledger.Shelf
	copies   []ledger.Copy
	proof    ledger.Proof
	fail     error
	restored string
}

func (s *shelf) Backups(string) ([]ledger.Copy, error) { return s.copies, s.fail }

func (s *shelf) Backup(path, dir string) (ledger.Copy, error) {
	c := ledger.Copy{Path: filepath.Join(dir, "账本-20260601.book"), Time: 1_780_000_000, Proven: true, Head: ledger.Head{Size: 3, Root: "ab12"}}
	if s.fail == nil {
		s.copies = append([]ledger.Copy{c}, s.copies...)
	}
	return c, s.fail
}

func (s *shelf) Restore(_, path string) error {
	s.restored = path
	return s.fail
}

func (s *shelf) Verify(_ string, tell func(int, int, string) bool) (ledger.Proof, error) {
	tell(1, 2, "重放日志")
	return s.proof, s.fail
}

// desks makes a book and a desk at it.
func desks(t *testing.T) (*storetest.Desk, *desk.Desk, *shelf) {
	b := storetest.New(t, nil)
	s, n := &shelf{}, 0
	return b, &desk.Desk{Book: b.Book, Shelf: s, Operator: "王会计", Folder: t.TempDir(), Kept: desk.NewKept(""),
		Now:   func() time.Time { return time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC) },
		NewID: func() string { n++; return fmt.Sprintf("%032x", 0xf000+n) }}, s
}

func view(t *testing.T, d *desk.Desk, f func(ledger.Reader)) {
	t.Helper()
	if err := d.Book.View(func(r ledger.Reader) error { f(r); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestMenuLeadsEverywhere(t *testing.T) {
	_, d, _ := desks(t)
	p := tuitest.Solo(t, settings.New(d, screen.Settings{}), 80, 24)
	p.Expect("青山小学工会委员会").Expect("在任 4 人；现在操作的是 王会计").Golden("menu-80x24")
	for key, route := range map[string]string{"2": "«People {}»", "3": "«Chart {}»", "4": "«Opening {}»", "5": "«DuesRules {}»", "6": "«Backups {}»", "8": "«LogView {}»", "9": "«GlossaryTop {}»"} {
		p.Press(key).Expect(route).Press("esc").Expect("单位资料")
	}
	p.Click(6, 3).Expect("«People {}»").Press("esc", "home").Resize(60, 20).Golden("menu-60x20")
}

func TestUnitIsChanged(t *testing.T) {
	b, d, _ := desks(t)
	p := tuitest.Solo(t, settings.New(d, screen.Settings{}), 80, 24)
	p.Press("1").CursorAfter("青山小学工会委员会").Golden("unit-80x24")
	p.Type("（总）").Press("tab", "ctrl+u").Type("123").Press("f8").Expect("应是 18 位，现在是 3 位").CursorAfter("123")
	p.Press("ctrl+u").Press("tab", "tab", "tab").Type("50").Press("tab", "space").Expect("[x] 一个人记账").Press("f8").Expect("单位资料已保存").Expect("单人模式")
	view(t, d, func(r ledger.Reader) {
		if u := r.Unit(); u.Name != "青山小学工会委员会（总）" || u.CreditCode != "" || u.ShareUp != "0.5" || !u.Single || u.Start != ledger.MonthOf(2026, 1) {
			t.Errorf("%+v", u)
		}
	})
	// With a voucher the first month stays; what was typed is not lost by Esc.
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 5), "利息", storetest.Dr("102", 100), storetest.Cr("408", 100)))
	p.Press("8", "esc", "1").Type("甲").Press("tab").Expect("2026-01").Press("esc").Expect("还没有保存").Press("esc").CursorAfter("> 信用代码 ").Press("esc", "2").Expect("词汇表")
}

func TestAuditorOnlyLooks(t *testing.T) {
	_, d, _ := desks(t)
	d.Operator = "钱经审"
	p := tuitest.Solo(t, settings.New(d, screen.Settings{}), 80, 24)
	p.Press("1").Expect("可以查看、提问题，不能改动账目").Press("f8").Expect("不能改动账目").Type("新").Reject("委员会新").Press("esc").Expect("词汇表")
	p = tuitest.Solo(t, settings.NewPeople(d, screen.People{}), 80, 24)
	p.Press("f2").Expect("不能改动账目").Press("enter").Expect("不能改动账目").Expect("李审核")
	p = tuitest.Solo(t, settings.NewChart(d, screen.Chart{}), 80, 24)
	p.Press("f2").Expect("不能改动账目").Press("f6").Expect("不能改动账目").Expect("库存现金")
	p = tuitest.Solo(t, settings.NewOpening(d, screen.Opening{}), 80, 24)
	p.Expect("不能改动账目").Press("f8").Expect("没有录期初余额")
}

// only is a book that was opened to look at.
type only struct{ ledger.Book }

func (only) ReadOnly() bool { return true }

func TestReadOnlyBook(t *testing.T) {
	_, d, _ := desks(t)
	d.Book = only{d.Book}
	tuitest.Solo(t, settings.New(d, screen.Settings{}), 80, 24).Press("1").Expect("只读打开的").Press("f8").Expect("只能查看")
	tuitest.Solo(t, settings.NewPeople(d, screen.People{}), 80, 24).Press("f2").Expect("只读打开的")
	tuitest.Solo(t, settings.NewChart(d, screen.Chart{}), 80, 24).Press("f2").Expect("只读打开的")
	tuitest.Solo(t, settings.NewOpening(d, screen.Opening{}), 80, 24).Press("f3").Expect("只读打开的")
}

func TestPeople(t *testing.T) {
	_, d, _ := desks(t)
	p := tuitest.Solo(t, settings.NewPeople(d, screen.People{}), 80, 24)
	p.Expect("* 是").Golden("people-80x24")
	p.Press("f2").Type("孙出纳").CursorAfter("孙出纳").Press("f8").Expect("请给“孙出纳”选至少一个职责").Press("tab", "tab", "space").Golden("person-80x24")
	p.Press("f8").Expect("已保存").Expect("孙出纳").Expect("出纳")
	p.Press("f2").Type("王会计").Press("f8").Expect("已经登记过").Press("esc", "2")
	// The last treasurer cannot leave.
	p.Press("home", "down", "down", "enter").Expect("姓名 王会计").Press("tab", "tab", "tab", "tab", "tab", "space").Expect("[x] 已离任").Press("f8").Expect("至少要留一位在任的会计").Press("esc", "2").Expect("任职")
	// Somebody else sits here now.
	p.Press("home", "down", "f6").Expect("从“王会计”换成“李审核”").Press("enter").Expect("现在由“李审核”操作")
	if d.Operator != "李审核" {
		t.Error(d.Operator)
	}
	p.Press("f2").Expect("没有做这件事的职责")
	p.Resize(60, 20).Golden("people-60x20")
}

func TestChart(t *testing.T) {
	b, d, _ := desks(t)
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 5), "收会费", storetest.Dr("102", 156900), storetest.Cr("401", 156900)))
	p := tuitest.Solo(t, settings.NewChart(d, screen.Chart{}), 80, 24)
	p.Expect("1,569.00").Golden("chart-80x24")
	p.Press("f4").Expect("制度》规定的科目，名称和编码不能改")
	p.Press("down", "f2").Expect("增加明细科目 10201").Expect("已有余额").Press("enter").Expect("请填写科目名称").Type("工商银行").Press("enter").Expect("10201").Expect("自己增加")
	p.Expect("可以改名、停用").Press("f4", "ctrl+u").Type("工行基本户").Press("enter").Expect("工行基本户").Reject("工商银行")
	p.Press("f2").Expect("增加明细科目 10202").Press("esc").Press("f6", "2").Expect("已停用").Press("f2").Expect("已停用。请先按 F6 启用")
	// An account of the long list is switched on.
	p.Press("/").Type("待摊").CursorAfter("待摊").Press("ctrl+u").Type("无形资产x").Expect("没有这样的科目").Press("backspace", "enter", "f5").Expect("171").Expect("未启用").Press("home", "f6", "enter").Expect("启用科目 171 无形资产，已保存").Reject("未启用")
	p.Press("esc").Resize(60, 20).Golden("chart-60x20")
	view(t, d, func(r ledger.Reader) {
		if a, ok := r.Account("171"); !ok || a.Off {
			t.Errorf("%+v %v", a, ok)
		}
		if a, _ := r.Account("10201"); a.Name != "工行基本户" || !a.Off {
			t.Errorf("%+v", a)
		}
	})
}

func TestOpening(t *testing.T) {
	b, d, _ := desks(t)
	p := tuitest.Solo(t, settings.NewOpening(d, screen.Opening{}), 80, 24)
	p.Golden("opening-80x24").Resize(60, 20).Golden("opening-60x20").Resize(120, 40).Press("f6").Golden("opening-120x40").Press("f6").Resize(80, 24)
	p.Type("500").CursorAfter("500").Press("down").Type("50000").CursorAfter("50000").Expect("贷方少 50,500.00 元").Press("f8").Expect("没有保存")
	p.Press("down", "down", "down", "down").Type("6000").Press("down", "tab").Type("1000").Press("f8").Expect("没有保存").Press("f5").Expect("资产基金已按").Expect("5,000.00")
	p.Press("tab", "tab", "down", "down", "down", "down", "down", "down").Type("=").Expect("50,500.00").Expect("借贷相等").Golden("opening-full-80x24")
	p.Press("f8").Expect("已保存")
	view(t, d, func(r ledger.Reader) {
		want := "[{101 500.00 0.00 false} {102 50000.00 0.00 false} {162 6000.00 0.00 false} {163 0.00 1000.00 false} {30104 0.00 5000.00 false} {32205 0.00 50500.00 false}]"
		if got := fmt.Sprint(r.Opening().Rows); got != want {
			t.Errorf("%s", got)
		}
	})
	// After the first close it is only shown.
	b.Operator = "赵主席"
	b.Must(t, ledger.CloseMonth{Month: ledger.MonthOf(2026, 1), Without: reasons(t, d)})
	p = tuitest.Solo(t, settings.NewOpening(d, screen.Opening{}), 80, 24)
	p.Expect("已经结过账").Expect("50,500.00").Type("9").Reject("9 ").Press("f8").Expect("已经结过账").Golden("opening-locked-80x24")
}

func reasons(t *testing.T, d *desk.Desk) map[string]string {
	out := map[string]string{}
	view(t, d, func(r ledger.Reader) {
		for _, g := range ledger.Gates(r, ledger.MonthOf(2026, 1)) {
			if !g.Hard && g.Open {
				out[g.ID] = "试用"
			}
		}
	})
	return out
}

func TestOpeningFromFile(t *testing.T) {
	_, d, _ := desks(t)
	file := filepath.Join(d.Folder, "期初.csv")
	os.WriteFile(file, []byte("科目,借方,贷方\n102,100.00,\n32205,,100.00\n"), 0o600)
	p := tuitest.Solo(t, settings.NewOpening(d, screen.Opening{}), 80, 24)
	p.Press("f3").Type(file).Press("enter").Expect("读入了 2 个科目").Expect("借贷相等").Press("esc").Expect("还没有保存").Press("enter").Press("f8").Expect("已保存")
	os.WriteFile(file, []byte("科目,借方,贷方\n银行的钱,100.00,\n32205,,100.00\n"), 0o600)
	p = tuitest.Solo(t, settings.NewOpening(d, screen.Opening{}), 80, 24)
	p.Press("f3").Type(file).Press("enter").Expect("没有科目“银行的钱”").Press("enter").Expect("100.00")
	p.Press("f3").Type(file + "x").Press("enter").Expect("打不开文件")
}

func TestBackups(t *testing.T) {
	_, d, s := desks(t)
	p := tuitest.Solo(t, settings.NewBackups(d, screen.Backups{}), 80, 24)
	p.Expect("还没有通过核对的备份").Press("f5").Expect("备份到哪个文件夹").Press("enter").Expect("已完成，并已打开核对过").Expect("已核对")
	usb := filepath.Join(d.Folder, "没有")
	p.Press("f5", "ctrl+u").Type(usb).Press("enter").Expect("没有文件夹").Press("enter")
	s.fail = ledger.Errf("P01", "备份已写出但核对失败，【不算】备份。请换一个盘再做。（P01）")
	p.Press("f5", "ctrl+u").Type(d.Folder).Press("enter").Expect("不算】备份").Press("enter")
	s.fail = nil
	// Never over the present book, never over any file.
	p.Press("f9").Expect("用哪份备份恢复").Press("enter").Expect("恢复成哪个新文件").Press("ctrl+u").Type(d.Book.Path()).Press("enter").Expect("不能覆盖")
	other := filepath.Join(d.Folder, "别的.book")
	os.WriteFile(other, []byte("x"), 0o600)
	p.Press("ctrl+u").Type(other).Press("enter").Expect("恢复没有完成").Expect("请换一个文件名").Press("enter")
	if s.restored != "" {
		t.Errorf("restored to %s", s.restored)
	}
	p.Press("f9", "enter", "ctrl+u").Type(filepath.Join(d.Folder, "新.book")).Press("enter").Expect("现在打开的账本没有变").Press("enter")
	if s.restored != filepath.Join(d.Folder, "新.book") {
		t.Errorf("restored to %s", s.restored)
	}
}

func TestBackupsLook(t *testing.T) {
	_, d, s := desks(t)
	for i := range 3 {
		s.copies = append(s.copies, ledger.Copy{Path: fmt.Sprintf("/u/备份/账本-%d.book", i), Time: 1_780_000_000 - int64(i)*86400, Proven: i != 1, Head: ledger.Head{Size: uint64(9 - i), Root: "ab12"}})
	}
	tuitest.Solo(t, settings.NewBackups(d, screen.Backups{}), 80, 24).Golden("backups-80x24").Resize(60, 20).Golden("backups-60x20").Press("down", "enter").Expect("没有核对过")
}

func TestVerify(t *testing.T) {
	_, d, s := desks(t)
	s.proof = ledger.Proof{Head: ledger.Head{Size: 7, Root: strings.Repeat("ab", 32)}, Entries: 7, Vouchers: 2, Members: 3}
	p := tuitest.Solo(t, settings.New(d, screen.Settings{}), 80, 24)
	p.Press("7").Expect("账本完好").Expect("核对了 7 条日志、2 张凭证").Golden("verify-80x24").Press("esc").Expect("词汇表")
	s.proof.Faults = []ledger.Problem{{Subject: "第 2026-05-记-0017 号凭证", Text: "内容与记录的校验值不一致。"}, {Text: "余额表与日志不符。"}}
	p.Press("7").Expect("发现 2 处问题").Expect("1. 第 2026-05-记-0017 号凭证").Expect("先停止记账").Golden("verify-bad-80x24").Press("esc")
	s.fail = ledger.Errf("B04", "账本已损坏。（B04）")
	p.Press("7").Expect("核验没有做完").Expect("B04")
}

func TestLog(t *testing.T) {
	b, d, _ := desks(t)
	b.Must(t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}}})
	b.Must(t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier, ledger.Treasurer}}})
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 5), "利息", storetest.Dr("102", 1234), storetest.Cr("408", 1234)))
	p := tuitest.Solo(t, settings.NewLogView(d, screen.LogView{}), 80, 24)
	p.Expect("建立账本").Golden("log-80x24")
	p.Press("enter").Expect("第1行：利息，102 银行存款，借 12.34").Press("esc")
	p.Press("down", "enter").Expect("职责：出纳 → 出纳、会计").Golden("entry-80x24").Press("esc", "f5").Expect("没有可以打开的凭证或名单").Press("up", "f5").Expect("«VoucherView {ID:1}»")
}

// A long log is read page by page while one moves down.
func TestLongLogIsReadLazily(t *testing.T) {
	b, d, _ := desks(t)
	for i := range 450 {
		b.Must(t, ledger.SavePerson{Person: ledger.Person{Name: "孙出纳", Roles: []ledger.Role{ledger.Cashier}, Gone: i%2 == 1}})
	}
	p := tuitest.Solo(t, settings.NewLogView(d, screen.LogView{}), 80, 24)
	p.Expect("共 451 条").Press("end").Expect("   252 ")
	p.Press("end").Press("end").Expect("建立账本")
}
