package settings

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// nextCode proposes the first free code below an account.
func (s *Chart) nextCode(parent ledger.Code) (ledger.Code, bool) {
	for n := 1; n <= 99; n++ {
		c := ledger.Code(fmt.Sprintf("%s%02d", parent, n))
		_, std := ledger.StandardOf(c)
		if !std && !slices.ContainsFunc(s.rows, func(r chartRow) bool { return r.Code == c }) {
			return c, true
		}
	}
	return "", false
}

// askAdd asks for the name of a new detail account. On an own account, a
// sister of it is meant.
func (s *Chart) askAdd(r chartRow) screen.Action {
	parent := r.Code
	if r.Origin == ledger.Own {
		parent = r.Code.Parent()
	}
	code, ok := s.nextCode(parent)
	switch {
	case r.absent:
		return screen.Notice{Text: "科目 " + r.Title() + " 还没有启用。请先按 F6 启用，再增加明细。", Bad: true}
	case r.Off:
		return screen.Notice{Text: "科目 " + r.Title() + " 已停用。请先按 F6 启用，再增加明细。", Bad: true}
	case !ok || len(code) > 9:
		return screen.Notice{Text: "科目 " + r.Title() + " 下面不能再加明细了。", Bad: true}
	}
	lines := []string{"在 " + s.title(parent) + " 下面，编码 " + string(code) + "。", "例如某个银行账户、某个往来单位、某个项目。"}
	if parent == r.Code && r.leaf && r.balance != 0 {
		lines = append(lines, "这个科目已有余额，加了明细以后，新的凭证只能记在明细上。")
	}
	return screen.AskText{Title: "增加明细科目 " + string(code), Lines: lines, Check: needName, Then: func(text string, ok bool) tea.Msg { return chartAsked{"add", code, text, ok} }}
}

func needName(text string) string {
	if name, _ := ledger.Clean(text); name == "" {
		return "请填写科目名称；不加了请按 Esc。"
	}
	return ""
}

func (s *Chart) title(c ledger.Code) string {
	for _, r := range s.rows {
		if r.Code == c {
			return r.Title()
		}
	}
	return string(c)
}

// locked says why an account cannot be renamed.
func locked(r chartRow) string {
	if r.Origin == ledger.Own {
		return ""
	}
	return r.Title() + " 是《工会会计制度》规定的科目，名称和编码不能改，这样各家工会的报表才对得上。自己要分细，请按 F2 在下面加明细。"
}

func (s *Chart) askName(r chartRow) screen.Action {
	if why := locked(r); why != "" {
		return screen.Notice{Text: why, Bad: true}
	}
	return screen.AskText{Title: "科目改名 " + string(r.Code), Lines: []string{"编码不变，以前的凭证也会显示新名称；改名会记进操作日志。"}, Value: r.Name, Check: needName,
		Then: func(text string, ok bool) tea.Msg { return chartAsked{"name", r.Code, text, ok} }}
}

func (s *Chart) askSwitch(r chartRow) screen.Action {
	if r.absent || r.Off {
		return screen.Ask{Title: "启用科目", Lines: []string{r.Title(), "启用后可以在凭证里使用。"}, Choices: []string{"启用", "不启用"},
			Then: func(i int) tea.Msg { return chartAsked{"on", r.Code, "", i == 0} }}
	}
	lines := []string{r.Title(), "停用后新的凭证不能再用它，以前的记录都还在，随时可以再启用。"}
	if r.balance != 0 {
		lines = append(lines, "注意：它还有余额 "+r.balance.Grouped()+" 元。")
	}
	return screen.Ask{Title: "停用科目", Lines: lines, Choices: []string{"不停用", "停用"}, Then: func(i int) tea.Msg { return chartAsked{"off", r.Code, "", i == 1} }}
}

// asked carries out what was answered.
func (s *Chart) asked(m chartAsked) screen.Action {
	if !m.ok {
		return screen.Stay{}
	}
	var act ledger.Act
	switch m.what {
	case "add", "name":
		name, _ := ledger.Clean(m.text)
		act = ledger.AddAccount{Code: m.code, Text: name}
	default:
		act = ledger.SwitchAccount{Code: m.code, Off: m.what == "off"}
	}
	return s.d.Do(act, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return chartSaved{r.Title, m.code, err} })
}
