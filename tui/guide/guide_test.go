package guide_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/guide"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
)

// world is a folder with a shelf and the guide's surroundings.
type world struct {
	t     *testing.T
	dir   string
	shelf ledger.Shelf
	fail  error // what Create answers instead of making a book
	made  int
	book  ledger.Book
	who   string
	n     int
}

// shelf is a real shelf whose making of books can be made to fail.
type shelf struct {
	*store.Shelf
	w *world
}

func (s shelf) Create(path string, first ledger.Found, by ledger.Stamp) (ledger.Book, error) {
	if s.w.fail != nil {
		return nil, s.w.fail
	}
	s.w.made++
	return s.Shelf.Create(path, first, by)
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, dir: t.TempDir()}
	w.shelf = shelf{storetest.Shelf(), w}
	t.Cleanup(func() {
		if w.book != nil {
			w.book.Close()
		}
	})
	return w
}

func (w *world) env() guide.Env {
	return guide.Env{
		Shelf: w.shelf, Now: func() time.Time { return time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC) },
		NewID:       func() string { w.n++; return fmt.Sprintf("%032x", w.n) },
		DefaultPath: filepath.Join(w.dir, "会账", "工会.book"), Kept: desk.NewKept(filepath.Join(w.dir, "guide.form")), Theme: theme.Theme{},
		Demo: func(path string, p screen.Progress) error {
			p.Step(1, 2, "一月")
			b, err := w.shelf.Create(path, ledger.Found{Unit: storetest.Unit(), People: storetest.People()}, ledger.Stamp{Operator: "王会计", ID: strings.Repeat("d", 32)})
			if err != nil {
				return err
			}
			return b.Close()
		},
		Opened: func(b ledger.Book, who string) tea.Msg {
			w.book, w.who = b, who
			return nil
		},
	}
}

func (w *world) start() *tuitest.Driver { return tuitest.Solo(w.t, guide.New(w.env()), 80, 24) }

func (w *world) unit() (u ledger.Unit, o ledger.Opening, people []ledger.Person, members int) {
	w.t.Helper()
	if w.book == nil {
		w.t.Fatal("no book was opened")
	}
	err := w.book.View(func(r ledger.Reader) error {
		u, o, people = r.Unit(), r.Opening(), r.People()
		for range r.Members() {
			members++
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return u, o, people, members
}

// From nothing to a book in the shortest way: what must be typed, and six keys.
func TestShortestWay(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Expect("建新账本").Click(5, 7).Expect("练习账本放在哪里").Press("esc", "home").Click(8, 4).Expect("[1 单位]").Press("esc")
	d.ResetPresses()
	d.Press("enter")
	d.Type("青山小学工会委员会").CursorAfter("青山小学工会委员会").Press("enter").Type("王会计").CursorAfter("王会计").Press("f9")
	d.Expect("第 5 步").Expect("青山小学工会委员会").Expect("王会计（会计）").Expect("没有别的人能审核凭证")
	d.Press("f8").Expect("«Home {}»")
	if d.Presses() > 5 {
		t.Errorf("%d keys", d.Presses())
	}
	u, o, people, _ := w.unit()
	if u.Name != "青山小学工会委员会" || u.Start != ledger.MonthOf(2026, 1) || u.Words != ledger.OneWord || u.Single || len(o.Rows) != 0 {
		t.Errorf("%+v %+v", u, o)
	}
	if len(people) != 1 || !people[0].Is(ledger.Treasurer) || w.who != "王会计" {
		t.Errorf("%+v %s", people, w.who)
	}
	if _, ok := desk.NewKept(filepath.Join(w.dir, "guide.form")).Load("guide"); ok {
		t.Error("the form in hand is still there")
	}
}

func TestFirstBookFromNothing(t *testing.T) {
	w := newWorld(t)
	tuitest.Scenario(t, "testdata/first.scenario", tuitest.Alone(guide.New(w.env())))
	u, o, people, _ := w.unit()
	if u.CreditCode != "81330000724538949J" || u.Start != ledger.MonthOf(2026, 3) || u.Words != ledger.ThreeWords || !u.GuideDone {
		t.Errorf("%+v", u)
	}
	want := "[{101 500.00 0.00 false} {102 50000.00 0.00 false} {162 6000.00 0.00 false} {163 0.00 1000.00 false} {30104 0.00 5000.00 false} {32205 0.00 50500.00 false}]"
	if got := fmt.Sprint(o.Rows); got != want {
		t.Errorf("%s", got)
	}
	if len(people) != 2 {
		t.Errorf("%+v", people)
	}
	p, err := w.shelf.Verify(w.book.Path(), nil)
	if err != nil || len(p.Faults) > 0 {
		t.Errorf("%v %v", p.Faults, err)
	}
}

// The guide is left in the middle, as by a pulled plug, and taken up again.
func TestLeftAndTakenUpAgain(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f8", "tab", "tab", "tab", "tab", "tab", "tab").Type("李审核")
	d.Press("tab", "tab", "tab", "space", "f8").Type("500").Press("down").Type("12*3.5")
	// Nothing was pressed that would save.
	d = w.start()
	d.Expect("接着填上次没建完的账本").Expect("青山小学，填到第 3 步（期初余额）").Golden("resume-80x24").Press("enter")
	d.Expect("[3 期初余额]").Expect("500.00").Expect("42.00").Press("esc").Expect("[2 人员]").Expect("李审核").Expect("[x] 审核").Press("esc").Expect("青山小学")
	d.Type("工会").Press("f8", "f8").Press("tab", "tab")
	// A second time, from elsewhere.
	d = w.start()
	d.Expect("青山小学工会，填到第 3 步").Press("2").Expect("从头开始会丢掉上次填的内容").Press("esc").Press("1").Expect("[3 期初余额]")
	d.Press("tab", "tab", "f8").Expect("期初余额还不平")
	d.Press("2").Expect("[4 会员]").Press("f8").Expect("先不录，以后在").Press("f8").Expect("«Home {}»")
	u, o, people, _ := w.unit()
	if u.Name != "青山小学工会" || len(o.Rows) != 0 || len(people) != 2 || !people[0].Is(ledger.Reviewer) && !people[1].Is(ledger.Reviewer) {
		t.Errorf("%+v %+v %+v", u, o, people)
	}
	// The next run begins from the beginning.
	w.start().Reject("接着填上次").Expect("建新账本")
}

func TestStartingAfreshDropsTheOldGuide(t *testing.T) {
	w := newWorld(t)
	w.start().Press("enter").Type("旧名称")
	d := w.start()
	d.Press("2", "2").Expect("[1 单位]").Reject("旧名称").Type("新名称")
	w.start().Expect("新名称")
}

func TestAllProblemsOfAPageAtOnce(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Press("enter", "tab", "tab").Type("123").Press("tab").Type("五月").Press("f8")
	d.Expect("请填写工会名称").Expect("请填写您的姓名").Expect("应是 18 位，现在是 3 位").Expect("不是有效月份")
	d.Press("ctrl+u")
	d = w.start()
	d.Press("enter").Press("tab", "tab", "tab", "tab", "tab", "ctrl+u", "f8").Expect("请填写账本文件放在哪里")
}

func TestPlacesThatDoNotDo(t *testing.T) {
	w := newWorld(t)
	file := filepath.Join(w.dir, "有了.book")
	os.WriteFile(file, []byte("x"), 0o600)
	os.Mkdir(filepath.Join(w.dir, "坚果云"), 0o700)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("tab", "tab", "tab", "tab")
	for path, want := range map[string]string{
		file: "已经有一个文件，不会覆盖它", w.dir: "这是一个文件夹", filepath.Join(w.dir, "没有", "a.book"): "没有文件夹", filepath.Join(file, "a.book"): "打不开",
	} {
		d.Press("ctrl+u").Type(path).CursorAfter(path[len(path)-4:]).Press("f8").Expect(want).Expect("[1 单位]")
	}
	if _, err := os.Stat("/proc/self"); err == nil {
		d.Press("ctrl+u").Type("/proc/a.book").Press("f8").Expect("没有写入权限或磁盘已满")
	}
	d.Press("ctrl+u").Type(filepath.Join(w.dir, "坚果云", "a.book")).Press("f9").Expect("[5 建账]").Expect("坚果云的同步文件夹")
	if b, err := os.ReadFile(file); err != nil || string(b) != "x" {
		t.Error("the file was touched")
	}
	if left, _ := filepath.Glob(filepath.Join(w.dir, "*", ".huizhang-*")); len(left) > 0 {
		t.Errorf("%v", left)
	}
}

// A full disk is said in full, what was typed stays, and F8 tries again.
func TestFullDisk(t *testing.T) {
	w := newWorld(t)
	w.fail = fmt.Errorf("磁盘只剩 1 MB，未写入任何内容，账本完好。请清理后按 R 重试。（W04）")
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f9", "f8")
	d.Expect("磁盘只剩 1 MB").Expect("账本没有建成").Expect("青山小学")
	w.fail = nil
	d.Press("f8").Expect("«Home {}»")
}

func TestRepeatedKeyMakesOneBook(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f9")
	d.Hold().Press("f8", "f8", "enter").Release()
	d.Expect("«Home {}»")
	if w.made != 1 {
		t.Errorf("%d books", w.made)
	}
}

func TestPeopleAreChecked(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f8")
	d.Press("tab", "space", "f8").Expect("请给“王会计”选至少一个职责").Expect("至少要有一位会计")
	d.Press("tab", "space", "shift+tab", "down").Type("王会计").Press("tab", "tab", "space", "f8").Expect("登记了两次")
	d.Press("ctrl+u", "f8").Expect("勾了职责，没有写姓名").Press("tab", "tab", "space").Press("down", "down", "down", "space").Expect("[x] 单人模式").Golden("people-80x24").Press("f9").Expect("单人模式，每张报表都会注明").Reject("没有别的人")
	d.Press("f8")
	if u, _, _, _ := w.unit(); !u.Single {
		t.Errorf("%+v", u)
	}
}

func TestMembersComeFromASheet(t *testing.T) {
	w := newWorld(t)
	good, bad := filepath.Join(w.dir, "会员.csv"), filepath.Join(w.dir, "坏.csv")
	os.WriteFile(good, []byte("姓名,编号,小组,岗位工资\n张三,1,语文组,3000\n李四,2,数学组,4000\n"), 0o600)
	os.WriteFile(bad, []byte("姓名,编号,出生日期\n张三,1,明天\n"), 0o600)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f8", "f8", "f8").Expect("[4 会员]").Golden("members-80x24")
	d.Type(bad).CursorAfter(".csv").Press("f8").Expect("名册里有 1 处要改").Expect("出生日期").Expect("[4 会员]")
	d.Press("ctrl+u").Type(good + "x").Press("f8").Expect("打不开文件")
	d.Press("ctrl+u").Type(`"` + good + `"`).Press("enter").Expect("从表格导入 2 位").Press("enter").Expect("«Home {}»").Expect("导入了 2 位会员")
	if _, _, _, n := w.unit(); n != 2 {
		t.Errorf("%d members", n)
	}
}

// The list is gone when the book is made: the book is there, and it is said.
func TestBookIsThereWithoutItsMembers(t *testing.T) {
	w := newWorld(t)
	list := filepath.Join(w.dir, "会员.csv")
	os.WriteFile(list, []byte("姓名\n张三\n"), 0o600)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f8", "f8", "f8").Type(list).Press("f8")
	os.Remove(list)
	d.Press("f8").Expect("会员名册没有导入").Expect("账本已经建好").Press("enter").Expect("«Home {}»")
	w.unit()
}

func TestOpeningFromASheet(t *testing.T) {
	w := newWorld(t)
	list := filepath.Join(w.dir, "期初.csv")
	os.WriteFile(list, []byte("科目,借方,贷方\n银行存款,100.00,\n162,50,\n32205,,150.00\n"), 0o600)
	d := w.start()
	d.Press("enter").Type("青山小学").Press("enter").Type("王会计").Press("f8", "f8", "f3").Type(list).Press("enter").Expect("读入了 3 个科目")
	d.Press("f8").Expect("资产基金应等于").Expect("[3 期初余额]")
	d.Press("f5").Expect("借方少 50.00 元").Press("f8", "1").Press("f6").Expect("常用科目").Press("f6")
}

func TestPracticeBook(t *testing.T) {
	w := newWorld(t)
	d := w.start()
	d.Press("2").Expect("练习账本放在哪里").Press("enter").Expect("现在是谁在用").Expect("王会计（会计）").Golden("who-80x24").Press("enter").Expect("«Home {}»")
	if w.who != "王会计" { // the treasurer is proposed
		t.Errorf("%q works here", w.who)
	}
	w.book.Close()
	w.book = nil
	d = w.start()
	d.Press("2", "enter").Expect("练习账本没有完成").Expect("不会覆盖它")
}

func TestOpenAndRestore(t *testing.T) {
	w := newWorld(t)
	path := filepath.Join(w.dir, "a.book")
	b, err := w.shelf.Create(path, ledger.Found{Unit: storetest.Unit(), People: storetest.People()}, ledger.Stamp{Operator: "王会计", ID: strings.Repeat("e", 32)})
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.shelf.Backup(path, w.dir)
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	d := w.start()
	d.Press("3", "enter").Expect("请写文件路径").Type(filepath.Join(w.dir, "没有.book")).Press("enter").Expect("没有找到账本").Press("enter")
	os.WriteFile(filepath.Join(w.dir, "文章.docx"), []byte(strings.Repeat("x", 9000)), 0o600)
	d.Press("3").Type(filepath.Join(w.dir, "文章.docx")).Press("enter").Expect("B03").Reject("只读打开").Press("enter")
	// Esc at the question gives the book back: it can be opened again.
	d.Press("3").Type(path).Press("enter").Expect("现在是谁在用").Press("esc").Expect("建新账本")
	d.Press("4").Type(c.Path).Press("enter").Expect("恢复成哪个文件").Press("ctrl+u").Type(path).Press("enter").Expect("不会覆盖它").Press("enter")
	d.Press("4").Type(filepath.Join(w.dir, "文章.docx")).Press("enter", "enter").Expect("恢复没有完成").Press("enter")
	d.Press("4").Type(c.Path).Press("enter", "enter").Expect("现在是谁在用").Press("2", "enter").Expect("«Home {}»")
	if w.book == nil || w.book.Path() != w.env().DefaultPath {
		t.Error("another book")
	}
}

func TestLook(t *testing.T) {
	w := newWorld(t)
	e := w.env()
	e.DefaultPath = "/home/laoshi/会账/工会.book"
	for _, size := range []struct {
		w, h int
		name string
	}{{80, 24, "80x24"}, {60, 20, "60x20"}, {120, 40, "120x40"}} {
		e.Kept = desk.NewKept("")
		d := tuitest.Solo(t, guide.New(e), size.w, size.h)
		d.Golden("start-" + size.name).Press("enter").Type("青山小学工会委员会").Press("enter").Type("王会计").Golden("unit-" + size.name).Press("f8").Golden("crew-" + size.name)
		d.Press("f8").Type("500").Press("down").Type("50000").Press("tab").Golden("opening-"+size.name).Press("ctrl+u", "shift+tab", "ctrl+u", "up", "ctrl+u")
		d.Press("f8", "f8").Expect("[5 建账]").Golden("summary-" + size.name)
	}
}
