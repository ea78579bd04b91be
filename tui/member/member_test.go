package member_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/member"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

type unit struct {
	*storetest.Desk
	desk *desk.Desk
	dir  string
}

func open(t testing.TB) *unit {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single = true })
	return &unit{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 5, 20)), t.TempDir()}
}

// app is the program with the screens of this package.
func (u *unit) app(first screen.Route) *tui.App {
	return tui.New(tui.Options{First: first, Build: func(r screen.Route) screen.Screen {
		switch r := r.(type) {
		case screen.Members:
			return member.NewList(u.desk, r)
		case screen.MemberForm:
			return member.NewForm(u.desk, r)
		case screen.MemberImport:
			return member.NewImport(u.desk, r)
		}
		return nil
	}})
}

func (u *unit) staff(t testing.TB) {
	t.Helper()
	old := []ledger.Spell{{From: 20200901, In: "入会"}}
	wages := []ledger.Wage{{From: 202601, Post: 3000_00, Grade: 2234_00}}
	for _, m := range []ledger.Member{
		{No: "0001", Name: "王芳", Group: "语文组", Sex: "女", Born: 19850601, Spells: old, Wages: wages, Phone: "13800001111"},
		{No: "0002", Name: "赵䶮", Group: "语文组", Spells: old, Wages: wages},
		{No: "0003", Name: "李强", Group: "数学组", Spells: old, Wages: wages},
		{No: "0004", Name: "王芳", Group: "数学组", Spells: []ledger.Spell{{From: 20260310}}, Wages: wages},
		{No: "0005", Name: "陈退休", Group: "数学组", Spells: old, Stands: []ledger.Stand{{From: 202001, Class: ledger.Staff}, {From: 202601, Class: ledger.Retired}}},
		{No: "0006", Name: "阿依古丽·买买提江·吐尔逊阿不都热合曼·艾合买提江·托乎提", Spells: old, Wages: wages},
		{No: "0007", Name: "单雄", Group: "语文组", Spells: []ledger.Spell{{From: 20200901, To: 20260228, Out: "转出"}}},
	} {
		u.Must(t, ledger.SaveMember{Member: m})
	}
}

func TestSearchWhileTyping(t *testing.T) {
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Golden("list-80x24")
	for query, want := range map[string]string{"wf": "0004", "wangfang": "0001", "李": "0003", "0006": "阿依古丽", "zy": "赵䶮", "1380": "0001", "ｗｆ": "0004"} {
		d.Type(query).Expect(want).Reject("陈退休").Press("esc")
	}
	d.Type("sx").Expect("没有").Press("tab", "tab", "space").Expect("单雄").Expect("转出")
	d.Press("esc").Press("esc").Expect("陈退休").CursorAfter("查找 ")
	d.Type("王芳").Golden("list-twins-80x24")
	d.Press("esc", "tab", "f7", "down", "enter").Expect("显示 3 人").Reject("李强")
	d.Press("esc", "esc", "f6") // no such screen here
}

func TestListSizes(t *testing.T) {
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.Members{}), 120, 40).Golden("list-120x40")
	d.Resize(60, 20).Golden("list-60x20")
	d.Press("tab", "f7").Golden("list-groups-60x20")
}

func TestWaysOut(t *testing.T) {
	u := open(t)
	u.staff(t)
	for key, route := range map[string]string{"f2": "MemberForm {ID:0", "f4": "MemberImport {Sheet:}", "f3": "ReportView {Name:member ", "f6": "ReportView {Name:members", "f9": "DuesGrid {", "enter": "MemberForm {ID:1"} {
		tuitest.Solo(t, member.NewList(u.desk, screen.Members{}), 80, 24).Press(key).Expect(route).Press("esc").Expect("显示 6 人")
	}
}

func TestNewMember(t *testing.T) {
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Press("f2")
	d.Type("王芳").Press("tab").Expect("名册里另有同名的：0001 语文组，0004 数学组")
	d.Press("tab").Type("yw").Press("enter").Expect("语文组")
	d.Press("f8").Expect("已保存：登记会员 0008 王芳")
	d.Press("up").Press("down").Expect("有 3 位“王芳”")
	if m := load(t, u, 8); m.Group != "语文组" || m.Spells[0].From != 20260520 {
		t.Fatalf("%+v", m)
	}
}

func TestFormFieldsAndHistory(t *testing.T) {
	u := open(t)
	u.staff(t)
	u.Must(t, ledger.AssessDues{Month: 202605})
	d := tuitest.New(t, u.app(screen.MemberForm{ID: 1}), 80, 24)
	d.Golden("form-80x24")
	d.Resize(60, 20).Golden("form-60x20")
	d.Resize(120, 40).Golden("form-120x40")
}

func load(t testing.TB, u *unit, id ledger.MemberID) ledger.Member {
	t.Helper()
	var m ledger.Member
	if err := u.View(func(r ledger.Reader) error { m, _ = r.Member(id); return nil }); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWageFromAMonth(t *testing.T) {
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Press("enter")
	for range 12 {
		d.Press("tab")
	}
	d.Type("3200").Press("tab", "tab").Type("7").Press("f8").Expect("已保存")
	m := load(t, u, 1)
	if len(m.Wages) != 2 || m.Wages[1] != (ledger.Wage{From: 202607, Post: 3200_00, Grade: 2234_00}) || len(m.Stands) != 0 {
		t.Fatalf("%+v", m)
	}
}

func TestLeavingAndComingBack(t *testing.T) {
	u := open(t)
	u.staff(t)
	at := func(id ledger.MemberID, keys ...string) *tuitest.Driver {
		t.Helper()
		d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
		d.Press("tab", "tab", "space", "esc") // all
		for range int(id) - 1 {
			d.Press("down")
		}
		d.Press("enter")
		for range 9 {
			d.Press("tab")
		}
		return d.Press(keys...)
	}
	at(3, "space", "tab").Type("0531").Press("f8").Expect("李强 于 2026-05-31 转出，次月起不再核定会费").Press("enter").Expect("会员 0003")
	if m := load(t, u, 3); m.Spells[0].To != 0 {
		t.Fatal("written without an answer")
	}
	u.desk.Kept.Drop("member")()
	at(3, "space", "tab").Type("0531").Press("f8", "2").Expect("已保存")
	if m := load(t, u, 3); m.Spells[0].To != 20260531 || m.Spells[0].Out != "转出" {
		t.Fatalf("%+v", m.Spells)
	}
	at(7, "space", "tab").Type("0601").Press("f8", "2").Expect("已保存")
	if m := load(t, u, 7); len(m.Spells) != 2 || m.Spells[1].From != 20260601 || !m.On(20260701) || m.On(20260401) {
		t.Fatalf("%+v", m.Spells)
	}
	at(1, "4", "space", "tab").Press("f8").Expect("自 2026-06 起身份为退休").Press("2").Expect("已保存")
	if m := load(t, u, 1); m.ClassIn(202605) != ledger.Staff || m.ClassIn(202606) != ledger.Retired || !m.On(20260801) {
		t.Fatalf("%+v", m.Stands)
	}
}

func TestWhatIsTypedOutlivesACrash(t *testing.T) {
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.MemberForm{ID: 2}), 80, 24)
	d.Press("tab", "tab").Type("英语组")
	again := tuitest.New(t, u.app(screen.MemberForm{Kept: true}), 80, 24)
	again.Expect("会员 0002 赵䶮").Expect("英语组").Press("f8")
	if m := load(t, u, 2); m.Group != "英语组" {
		t.Fatal(m.Group)
	}
	if _, ok := u.desk.Kept.Load("member"); ok {
		t.Fatal("still kept after saving")
	}
}

func TestRefusalKeepsWhatWasTyped(t *testing.T) {
	u := open(t)
	u.staff(t)
	d := tuitest.New(t, u.app(screen.MemberForm{}), 80, 24)
	d.Type("周新").Press("tab").Type("0003").Press("f8").Expect("编号 0003 已由“李强”使用").Expect("周新")
	d.Press("ctrl+u").Type("0103").Press("f8")
	if m := load(t, u, 8); m.No != "0103" || m.Joined() != 20260520 {
		t.Fatalf("%+v", m)
	}
}

func (u *unit) file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(u.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportShowsFirst(t *testing.T) {
	u := open(t)
	u.staff(t)
	u.file(t, "名 册.csv", "编号,姓名,工会小组,身份,岗位工资,薪级工资,食堂卡\n0001,王芳,语文组,合同,3100,2234,1\n0002,赵䶮,语文组,,3000,2234,\n0009,钱新,英语组,在编,2500,800,\n,王芳,,,1,,\n0010,孙错,,,-5,,\n")
	d := tuitest.New(t, u.app(screen.MemberImport{}), 80, 24)
	d.Golden("import-fresh-80x24")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(u.dir) // a short name, the same each time
	d.Paste("'名 册.csv' ").Press("enter")
	t.Chdir(here)
	d.Expect("新增 1，修改 1，不变 1，拒收 2")
	if m := load(t, u, 9); m.ID != 0 {
		t.Fatal("the dry run wrote")
	}
	d.Golden("import-plan-80x24").Resize(60, 20).Golden("import-plan-60x20").Resize(80, 24)
	d.Press("f8").Expect("2 行被拒收").Golden("import-ask-80x24")
	d.Press("enter").Expect("拒收") // the safe choice goes back
	d.Press("f8", "right", "enter")
	m, n := load(t, u, 1), load(t, u, 8)
	if m.ClassIn(202601) != ledger.Contract || m.Wages[0].Post != 3100_00 || n.Name != "钱新" || n.Group != "英语组" {
		t.Fatalf("%+v\n%+v", m, n)
	}
}

func TestImportWages(t *testing.T) {
	u := open(t)
	u.staff(t)
	path := u.file(t, "pay.csv", "编号,月份,岗位工资\n0001,2026-06,3300\n0002,2026-06,3000\n")
	d := tuitest.New(t, u.app(screen.MemberImport{}), 80, 24)
	d.Press("up", "space", "tab").Paste(`"` + path + `"`).Press("enter").Expect("修改 1，不变 1")
	d.Press("f8")
	if m := load(t, u, 1); len(m.Wages) != 2 || m.Wages[1].Post != 3300_00 || m.Wages[1].Grade != 2234_00 {
		t.Fatalf("%+v", m.Wages)
	}
}

func TestMissingFileIsSaidPlainly(t *testing.T) {
	u := open(t)
	d := tuitest.New(t, u.app(screen.MemberImport{}), 80, 24)
	d.Press("enter").Expect("请先填文件的位置").Type("/没有/这个.csv").Press("enter").Expect("没有找到文件")
	d.Press("f8").Expect("请先填文件")
}

func TestTidyPath(t *testing.T) {
	for in, want := range map[string]string{
		`'/a b/名册.xlsx' `: "/a b/名册.xlsx", `"C:\Users\王 芳\名册.xlsx"`: `C:\Users\王 芳\名册.xlsx`,
		`/a\ b/c.csv`: "/a b/c.csv", "file:///a/b.csv": "/a/b.csv", "“/a/b.csv”": "/a/b.csv", "": "", `"`: `"`,
	} {
		if got := member.TidyPath(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestAuditorOnlyLooks(t *testing.T) {
	u := open(t)
	u.staff(t)
	u.desk.Operator = "钱经审"
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Press("f2").Expect("只能查看").Press("enter").Expect("会员 0001 王芳").Type("改").Press("f8").Expect("只能查看")
	if m := load(t, u, 1); strings.Contains(m.Name, "改") {
		t.Fatal(m.Name)
	}
}

func TestEmptyRegister(t *testing.T) {
	u := open(t)
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Expect("名册还是空的").Press("enter").Expect("没有可以打开的会员")
}
