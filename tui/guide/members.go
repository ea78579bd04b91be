package guide

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/settings/opening"
	"huizhang/tui/settings/typed"
	"huizhang/tui/widget"
)

func (s *Screen) membersForm() *widget.Form {
	return widget.NewForm(s.e.Theme, widget.Item{Name: "members", Label: "名册文件", Field: &widget.Input{Limit: 400, Hint: "没有现成的表格就空着，以后再导入"}, Help: "可以把文件拖进窗口"})
}

// leaveMembers looks into the list, if one is named; the page turns when the
// answer comes.
func (s *Screen) leaveMembers() (screen.Action, tea.Cmd) {
	s.members.Settle()
	path := typed.Path(strings.TrimSpace(s.members.Values()["members"]))
	if path == "" {
		s.roll = roll{}
		s.members.SetProblems(nil)
		s.page = pageSummary
		return screen.Stay{}, nil
	}
	return screen.Stay{}, func() tea.Msg { return rolled{readRoll(path)} }
}

func (s *Screen) afterRoll(m rolled) screen.Action {
	if s.page != pageMembers {
		return screen.Stay{}
	}
	s.roll = m.roll
	var ps ledger.Problems
	if m.roll.wrong != "" {
		ps.Add("members", "", ledger.CodeUnknown, "%s", m.roll.wrong)
	}
	for i, text := range opening.ProblemLines(m.roll.problems, 6) {
		if i == 0 {
			ps.Add("members", "", ledger.CodeBadValue, "名册里有 %d 处要改，改好表格再来；也可以清空这一栏，以后再导入。", len(m.roll.problems))
		}
		ps.Add("members", "", ledger.CodeBadValue, "%s", text)
	}
	s.members.SetProblems(ps)
	if len(ps) > 0 {
		return screen.Notice{Text: "名册还不能用。", Bad: true}
	}
	s.page = pageSummary
	return screen.Stay{}
}
