package tuitest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/tuitest"
)

// model shows a text as it is, gate or no gate.
type model struct {
	content string
	cursor  *tea.Cursor
	got     []string
	cmd     tea.Cmd
}

func (m *model) Init() tea.Cmd { return nil }
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.got = append(m.got, fmt.Sprint(msg))
	cmd := m.cmd
	m.cmd = nil
	return m, cmd
}

func (m *model) View() tea.View {
	v := tea.NewView(m.content)
	v.Cursor = m.cursor
	return v
}

// catcher takes a failure instead of ending the test.
type catcher struct {
	testing.TB
	said string
}

func (c *catcher) Helper() {}
func (c *catcher) Fatalf(format string, args ...any) {
	c.said = fmt.Sprintf(format, args...)
	panic(c)
}

func failure(f func(testing.TB)) (said string) {
	c := &catcher{}
	defer func() {
		if r := recover(); r != nil && r != any(c) {
			panic(r)
		}
		said = c.said
	}()
	f(c)
	return ""
}

func TestDriverFindsBrokenWindows(t *testing.T) {
	blank := strings.Repeat(" ", 10)
	for name, c := range map[string]struct {
		content string
		cursor  *tea.Cursor
		want    string
	}{
		"fine":    {blank + "\n" + "账本" + blank[:6], nil, ""},
		"short":   {blank, nil, "1 lines in a window of 2"},
		"wide":    {blank + "\n" + blank + " ", nil, "11 cells"},
		"control": {blank + "\n" + blank[:5] + "\x07" + blank[:5], nil, "U+0007"},
		"bidi":    {blank + "\n" + blank + "\u202e", nil, "U+202E"},
		"cursor":  {blank + "\n" + blank, tea.NewCursor(10, 0), "outside"},
	} {
		said := failure(func(tb testing.TB) { tuitest.New(tb, &model{content: c.content, cursor: c.cursor}, 10, 2) })
		if c.want == "" && said != "" || !strings.Contains(said, c.want) {
			t.Errorf("%s: %q", name, said)
		}
	}
}

func TestDriverReadsCells(t *testing.T) {
	d := tuitest.New(t, &model{content: "账a\x1b[1m本\x1b[m   \n" + "12345678", cursor: tea.NewCursor(3, 0)}, 8, 2)
	if got := d.Screen(); got != "账a本   \n12345678" {
		t.Fatalf("%q", got)
	}
	d.CursorAfter("账a").ExpectCursor(3, 0)
}

func TestDriverFindsAWrongCursor(t *testing.T) {
	said := failure(func(tb testing.TB) {
		tuitest.New(tb, &model{content: "账本", cursor: tea.NewCursor(2, 0)}, 4, 1).CursorAfter("账").CursorAfter("账本")
	})
	if !strings.Contains(said, `stands "账", want "账本"`) {
		t.Fatal(said)
	}
}

func TestDriverRunsCommandsInOrder(t *testing.T) {
	m := &model{content: " "}
	say := func(s string) tea.Cmd { return func() tea.Msg { return s } }
	d := tuitest.New(t, m, 1, 1)
	m.got = nil
	m.cmd = tea.Batch(say("1"), tea.Sequence(say("2"), say("3")), say("4"))
	d.Send("go")
	if got := strings.Join(m.got, ""); got != "go1234" {
		t.Fatal(got)
	}
	m.got, m.cmd = nil, say("late")
	d.Hold().Send("go")
	if len(m.got) != 1 {
		t.Fatal(m.got)
	}
	if d.Release(); strings.Join(m.got, " ") != "go late" {
		t.Fatal(m.got)
	}
}

func TestDriverEndsLoops(t *testing.T) {
	said := failure(func(tb testing.TB) {
		d := tuitest.New(tb, loop{}, 1, 1)
		d.Send("go")
	})
	if !strings.Contains(said, "messages follow") {
		t.Fatal(said)
	}
}

type loop struct{}

func (loop) Init() tea.Cmd  { return nil }
func (loop) View() tea.View { return tea.NewView(" ") }
func (l loop) Update(tea.Msg) (tea.Model, tea.Cmd) {
	return l, func() tea.Msg { return time.Second }
}

func TestScenarioHoldsItsBudget(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ text, want string }{
		"fine":   {"# remark\npress f1 f2\ntype 收到会费\ncount<= 2\ncount-reset\npress a\ncount<= 1\nexpect x\n", ""},
		"budget": {"press f1 f2\ncount<= 1\n", "2 keys were pressed"},
		"expect": {"expect y\n", "not on the screen"},
		"reject": {"reject x\n", "on the screen"},
		"verb":   {"dance\n", "no such step"},
		"cursor": {"cursor 0 0\n", "the cursor is at"},
		"key":    {"press f99\n", `no key is called "f99"`},
		"quit":   {"quit\n", "goes on"},
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		line := "x" + strings.Repeat(" ", 79)
		content := line + strings.Repeat("\n"+strings.Repeat(" ", 80), 23)
		said := failure(func(tb testing.TB) { tuitest.Scenario(tb, file, &model{content: content}) })
		if c.want == "" && said != "" || !strings.Contains(said, c.want) {
			t.Errorf("%s: %q", name, said)
		}
	}
}
