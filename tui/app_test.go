package tui_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/tui"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
	"huizhang/tui/widget"
)

// list is a screen with keys for everything an App does.
type list struct {
	got   []string
	lines []string
}

type said string

func (l *list) Init() tea.Cmd   { return func() tea.Msg { return said("init") } }
func (l *list) Resize(w, h int) { l.lines = []string{fmt.Sprintf("房间 %dx%d", w, h)} }
func (l *list) Title() string   { return "凭证" }
func (l *list) View() screen.Frame {
	return screen.Frame{Lines: append(l.lines, strings.Join(l.got, " ")), Status: "共 3 张"}
}

func (l *list) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"n", "f2"}, Label: "新凭证", Help: "填一张新凭证"},
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存"},
		{Keys: []string{"f9"}, Label: "结账", Disabled: "还有 2 张没有审核，先审核再结账。"},
		{Keys: []string{"/"}, Label: "查找"},
		{Keys: []string{"d"}, Label: "删除"},
	}
}

func (l *list) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case said:
		l.got = append(l.got, string(msg))
	case screen.Shown:
		l.got = append(l.got, "shown")
	case tea.KeyPressMsg:
		return l.key(msg.String())
	}
	return screen.Stay{}, nil
}

func (l *list) key(key string) (screen.Action, tea.Cmd) {
	switch key {
	case "n":
		return screen.Open{Route: screen.VoucherForm{}}, nil
	case "esc":
		return screen.Back{}, nil
	case "/":
		return screen.Notice{Text: "查找"}, nil
	case "space":
		return screen.Notice{Text: "空格"}, nil
	case "f8":
		return screen.Commit{Work: func() tea.Msg { return said("written") }}, nil
	case "d":
		return screen.Ask{Title: "删除草稿", Lines: []string{"要删除第 3 号草稿“购买端午节慰问品”吗？删除后可以在记录里看到，但不能恢复成草稿。"},
			Choices: []string{"删除", "留着"}, Safe: 1, Then: func(i int) tea.Msg { return said(fmt.Sprint("chose", i)) }}, nil
	case "t":
		return screen.AskText{Title: "反结账", Lines: []string{"请写明原因："}, Check: func(s string) string {
			if s == "" {
				return "原因不能空着。"
			}
			return ""
		}, Then: func(s string, ok bool) tea.Msg { return said(fmt.Sprint(s, ok)) }}, nil
	case "r":
		return screen.Run{Title: "导入会员", Work: func(p screen.Progress) tea.Msg {
			p.Step(30, 120, "张三")
			return said(fmt.Sprint("cancelled:", p.Cancelled()))
		}}, nil
	case "m":
		return screen.Many{screen.Notice{Text: "失败：磁盘已满。", Bad: true}, screen.Open{Route: screen.Members{}}}, nil
	case "b":
		return nil, tea.Batch(func() tea.Msg { return said("one") }, tea.Sequence(func() tea.Msg { return said("two") }, func() tea.Msg { return said("three") }))
	}
	return nil, nil
}

// form is a screen to type into.
type form struct{ f *widget.Form }

func newForm() *form {
	return &form{widget.NewForm(theme.Theme{},
		widget.Item{Name: "day", Label: "日期", Width: 12, Field: widget.NewDay(ledger.ParseDay)},
		widget.Item{Name: "note", Label: "摘要", Field: &widget.Input{}},
		widget.Item{Name: "sum", Label: "金额", Width: 14, Field: widget.NewAmount()},
	)}
}

func (s *form) Init() tea.Cmd   { return nil }
func (s *form) Title() string   { return "新凭证" }
func (s *form) Resize(w, h int) { s.f.Resize(w, h) }
func (s *form) Capturing() bool { return s.f.Capturing() }
func (s *form) View() screen.Frame {
	return screen.Frame{Lines: s.f.View(), Cursor: s.f.Cursor()}
}

func (s *form) Bindings() []screen.Binding {
	return []screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存"}, {Keys: []string{"x", "f6"}, Label: "清空"}}
}

func (s *form) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if s.f.Update(msg) != widget.Passed {
		return nil, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && (k.String() == "esc" || k.String() == "f8") {
		return screen.Back{Result: said("saved " + s.f.Values()["note"])}, nil
	}
	return nil, nil
}

func header() tui.Header {
	return tui.Header{Unit: "示范小学工会", Period: "2026年5月", Operator: "王会计", ReadOnly: true, Backup: "备份 5月30日"}
}

func start(t testing.TB, w, h int, change func(*tui.Options)) (*tuitest.Driver, *list) {
	first := &list{}
	opts := tui.Options{First: screen.VoucherList{}, Header: header, Build: func(r screen.Route) screen.Screen {
		switch r.(type) {
		case screen.VoucherList:
			return first
		case screen.VoucherForm:
			return newForm()
		case screen.Members:
			return &list{}
		}
		return nil
	}}
	if change != nil {
		change(&opts)
	}
	return tuitest.New(t, tui.New(opts), w, h), first
}

func TestAppFrames(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	d.Golden("list-80x24")
	d.Resize(60, 20).Golden("list-60x20")
	d.Press("d").Golden("ask-60x20")
	d.Resize(80, 24).Golden("ask-80x24")
	d.Press("esc", "t", "enter").Expect("! 原因不能空着。").Golden("asktext-80x24")
	d.Press("esc", "f1").Golden("help-80x24")
	d.Press("esc").Expect("shown")
	d.Resize(59, 24).Expect("窗口太小了")
	d.Resize(5, 2)
}

func TestAppDialogsAnswer(t *testing.T) {
	d, s := start(t, 80, 24, nil)
	d.Press("d", "enter", "d", "left", "enter", "d", "esc", "d").Type("１")
	if got := strings.Join(s.got, " "); got != "init chose1 chose0 chose-1 chose0" {
		t.Fatal(got)
	}
	d.Press("d").Click(30, 12) // beside the choices: nothing
	d.Expect("删除草稿").Press("esc", "t").Type("多记了一笔？").CursorAfter("多记了一笔？").Press("enter").Expect("多记了一笔？true")
	d.Press("t").Paste("甲\n乙\x1b[2J").CursorAfter("甲 乙[2J").Press("esc").Expect("false")
	if _, _, ok := d.Cursor(); ok {
		t.Fatal("a cursor without a field")
	}
}

func TestAppGoesAndComesBack(t *testing.T) {
	d, s := start(t, 80, 24, nil)
	d.Press("n").Expect("日期").Press("tab").Type("收到会费？").CursorAfter("收到会费？").Press("f8")
	if got := strings.Join(s.got, " "); got != "init shown saved 收到会费？" {
		t.Fatal(got)
	}
	d.Press("m").Expect("! 失败：磁盘已满。").Press("space").Reject("磁盘已满")
	d.Press("esc", "b").Expect("one two three")
}

func TestAppKeysOfInputMethods(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	d.Type("／").Expect("查找").Type("　").Expect("空格").Type("、").Expect("查找")
	d.Type("？").Expect("帮助：凭证").Type("？").Reject("帮助：凭证")
}

func TestAppSaysWhyAKeyDoesNothing(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	d.Expect("(F9 结账)").Press("f9").Expect("! 还有 2 张没有审核，先审核再结账。")
}

func TestAppShowsNoLettersWhileTyping(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	d.Press("n").Expect("F6 清空").Press("tab").Type("?").Reject("帮助：").CursorAfter("?")
}

func TestAppResultFindsItsScreen(t *testing.T) {
	d, s := start(t, 80, 24, nil)
	d.Hold().Press("f8", "m")
	d.Release()
	if got := strings.Join(s.got, " "); got != "init written" {
		t.Fatal("the result went elsewhere:", got)
	}
	d.Hold().Press("f8", "esc").Release() // its screen is gone
	if got := strings.Join(s.got, " "); got != "init written shown" {
		t.Fatal(got)
	}
}

func TestQuitWaitsForWrites(t *testing.T) {
	kept := 0
	d, _ := start(t, 80, 24, func(o *tui.Options) {
		o.OnQuit = func(screen.Progress) error { kept++; return nil }
	})
	d.Hold().Press("f8", "ctrl+q").Expect("正在保存的内容会先保存完。").Press("enter").Expect("保存完就退出")
	if d.Quit() || kept != 0 {
		t.Fatal("left before the write had ended")
	}
	if d.Press("n").Has("日期") {
		t.Fatal("takes keys while leaving")
	}
	d.Release()
	if !d.Quit() || kept != 1 {
		t.Fatal("does not leave:", kept)
	}
}

func TestQuitAsksAndCanBeCalledOff(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	d.Press("esc").Expect("现在退出会账吗").Press("2").Reject("现在退出会账吗").Press("ctrl+c", "ctrl+c")
	if !d.Quit() {
		t.Fatal("Ctrl+C twice does not leave")
	}
}

func TestSignalsWaitForWrites(t *testing.T) {
	for _, signal := range []tea.Msg{tea.InterruptMsg{}, tea.QuitMsg{}} {
		d, s := start(t, 80, 24, nil)
		d.Hold().Press("f8").Send(signal)
		if d.Quit() {
			t.Fatalf("%T cuts the write", signal)
		}
		if d.Release(); !d.Quit() || strings.Join(s.got, " ") != "init written" {
			t.Fatalf("%T does not end the program: %v", signal, s.got)
		}
	}
}

func TestQuitFailureAsks(t *testing.T) {
	tries := 0
	d, _ := start(t, 80, 24, func(o *tui.Options) {
		o.OnQuit = func(p screen.Progress) error {
			if tries++; tries < 3 {
				return errors.New("备份没有做成：U 盘已经拔出。插好后再试。")
			}
			return nil
		}
	})
	d.Press("ctrl+q", "enter").Expect("U 盘已经拔出").Press("3").Press("n").Expect("日期")
	d.Press("ctrl+q", "enter").Expect("U 盘已经拔出").Press("1")
	if !d.Quit() || tries != 3 {
		t.Fatal(tries)
	}
}

func TestLongWork(t *testing.T) {
	d, s := start(t, 80, 24, nil)
	d.Hold().Press("r").Expect("导入会员").Golden("job-80x24")
	d.Press("n").Reject("日期").Press("esc").Expect("正在停下来")
	d.Release().Reject("正在停下来")
	if got := strings.Join(s.got, " "); got != "init cancelled:true" {
		t.Fatal(got)
	}
	d.Press("r").Expect("cancelled:false")
}

func TestFootCanBeClicked(t *testing.T) {
	d, _ := start(t, 80, 24, nil)
	foot := d.Line(23)
	x := widget.Width(foot[:strings.Index(foot, "删除")])
	d.Click(x, 23).Expect("删除草稿")
	lines := strings.Split(d.Screen(), "\n")
	for y, l := range lines {
		if i := strings.Index(l, ">2 留着"); i >= 0 {
			d.Click(widget.Width(l[:i])+1, y)
		}
	}
	d.Expect("chose1")
}

func TestScenario(t *testing.T) {
	a := tui.New(tui.Options{First: screen.VoucherForm{}, Header: header, Build: func(screen.Route) screen.Screen { return newForm() }})
	tuitest.Scenario(t, "testdata/form.keys", a)
}

// wild draws whatever it was given.
type wild struct {
	list
	frame screen.Frame
}

func (s *wild) View() screen.Frame { return s.frame }
func (s *wild) Resize(int, int)    {}

// Whatever a screen draws, the window is exact and nothing steers the terminal.
func TestAppDrawsExactly(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		line := rapid.StringMatching(`[a-z\p{Han}\x{1b}\x{9b}\x{202e}\[2J;m\n\t]{0,120}`)
		s := &wild{frame: screen.Frame{Lines: rapid.SliceOfN(line, 0, 40).Draw(rt, "lines"), Status: "共"}}
		if rapid.Bool().Draw(rt, "cursor") {
			s.frame.Cursor = &screen.Cursor{X: rapid.IntRange(-1, 100).Draw(rt, "x"), Y: rapid.IntRange(-1, 40).Draw(rt, "y")}
		}
		th := theme.New(true, rapid.Bool().Draw(rt, "colour"))
		a := tui.New(tui.Options{Theme: th, First: screen.Home{}, Header: header, Build: func(screen.Route) screen.Screen { return s }})
		d := tuitest.New(t, a, rapid.IntRange(10, 100).Draw(rt, "w"), rapid.IntRange(3, 40).Draw(rt, "h"))
		d.Press(rapid.SampledFrom([]string{"d", "t", "r", "up", "ctrl+q", "/"}).Draw(rt, "key"))
		d.Resize(rapid.IntRange(1, 100).Draw(rt, "w2"), rapid.IntRange(1, 40).Draw(rt, "h2"))
	})
}

func TestSoloStandsInForOtherScreens(t *testing.T) {
	d := tuitest.Solo(t, &list{}, 80, 24)
	d.Press("n").Expect("«VoucherForm {ID:0").Press("esc").Expect("init shown")
}
