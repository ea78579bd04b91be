package help_test

import (
	"fmt"
	"testing"

	"huizhang/tui/help"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/tuitest"
)

func TestHelp(t *testing.T) {
	var keys []screen.Binding
	for i := range 30 {
		keys = append(keys, screen.Binding{Keys: []string{fmt.Sprintf("alt+%c", 'a'+i%26)}, Label: fmt.Sprint("第", i), Hidden: i%2 == 0})
	}
	keys = append(keys, screen.Binding{Keys: []string{"f1"}, Label: "自己的帮助"})
	general := []screen.Binding{{Keys: []string{"f1"}, Label: "帮助"}, {Keys: []string{"ctrl+q"}, Label: "退出"}}
	s := help.New(theme.Theme{}, "凭证", keys, general,
		help.Section{Title: "这是什么", Lines: []string{"凭证是一笔账的依据。每一笔收入和支出都要有一张凭证，凭证后面附上发票或收据，审核以后才能记账。"}})
	d := tuitest.Solo(t, s, 60, 20)
	d.Expect("帮助：凭证").Expect("第0").Expect("PgDn").Golden("help-60x20")
	d.Press("pgdown", "down").Expect("自己的帮助").Reject("第0")
	d.Press("end").Expect("这是什么").Expect("到处都能用的按键").Expect("退出").Reject("Esc、F1、?、q、Enter      返回")
	d.Press("home").Expect("第0").Resize(120, 60).Expect("这是什么").Expect("退出")
}

func TestKeysAreExplainedOnce(t *testing.T) {
	keys := []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开凭证"},
		{Keys: []string{"enter"}, Label: "下一项", Hidden: true},
		{Keys: []string{"enter", "tab"}, Label: "下一格", Hidden: true},
	}
	tuitest.Solo(t, help.New(theme.Theme{}, "凭证", keys, nil), 80, 24).Expect("打开凭证").Expect("下一格").Reject("下一项")
}
