package guide

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/settings/typed"
	"huizhang/tui/widget"
)

// usualShare is how much of the 2 % usually goes to the higher union.
const usualShare = "0.4"

func (s *Screen) unitForm() *widget.Form {
	first := ledger.MonthOf(s.e.Now().Year(), 1)
	start := widget.NewMonth(first).With(first)
	path := &widget.Input{Limit: 400}
	path.SetText(s.e.DefaultPath)
	return widget.NewForm(s.e.Theme,
		widget.Item{Name: "name", Label: "工会名称", Field: &widget.Input{Limit: 60, Hint: "例如：某某学校工会委员会"}, Help: "印在每张报表上"},
		widget.Item{Name: "you", Label: "您的姓名", Width: 20, Field: &widget.Input{Limit: 60}, Help: "先登记为会计，下一步可以改"},
		widget.Item{Name: "credit", Label: "信用代码", Width: 20, Field: &widget.Input{Limit: 18, Fold: true}, Help: "统一社会信用代码，18 位，可以空着"},
		widget.Item{Name: "start", Label: "启用月份", Width: 10, Field: start, Help: "从哪个月开始在这里记账，例如 2026-01"},
		widget.Item{Name: "words", Label: "凭证字", Width: 30, Help: "空格键换一种；一般用“记”", Field: widget.NewChoice(
			widget.Option{Key: string(ledger.OneWord), Text: "记"}, widget.Option{Key: string(ledger.ThreeWords), Text: "收、付、转"})},
		widget.Item{Name: "path", Label: "账本文件", Field: path, Help: "一本账就是这一个文件"},
	)
}

// founded is the unit as it was typed.
func (s *Screen) founded() ledger.Unit {
	v := s.unit.Values()
	name, _ := ledger.Clean(v["name"])
	start, _ := ledger.ParseMonth(v["start"])
	return ledger.Unit{Name: name, CreditCode: strings.ToUpper(strings.TrimSpace(v["credit"])), Start: start, Single: s.single.On,
		Words: ledger.Words(v["words"]), BookID: s.bookID, ShareUp: usualShare}
}

// leaveUnit checks the page; where the book would lie is looked at off the
// Update loop, the page turns when the answer comes.
func (s *Screen) leaveUnit(to page) (screen.Action, tea.Cmd) {
	ps := ledger.Problems(s.unit.Settle())
	u, v := s.founded(), s.unit.Values()
	if u.Name == "" {
		ps.Add("name", "", ledger.CodeRequired, "请填写工会名称，例如“某某学校工会委员会”。")
	}
	if ledger.CleanName(v["you"]) == "" {
		ps.Add("you", "", ledger.CodeRequired, "请填写您的姓名，账本里要记下是谁建的账。")
	}
	if n := len([]rune(u.CreditCode)); n != 0 && n != 18 {
		ps.Add("credit", "", ledger.CodeBadValue, "统一社会信用代码应是 18 位，现在是 %d 位。不知道可以先空着。", n)
	}
	if strings.TrimSpace(v["start"]) == "" {
		ps.Add("start", "", ledger.CodeBadDay, "请填写启用月份，例如 2026-01。")
	}
	if strings.TrimSpace(v["path"]) == "" {
		ps.Add("path", "", ledger.CodeRequired, "请填写账本文件放在哪里，例如 %s。", s.e.DefaultPath)
	}
	if len(ps) > 0 {
		s.unit.SetProblems(ps)
		return screen.Notice{Text: fmt.Sprintf("有 %d 处要先填好。", len(ps)), Bad: true}, nil
	}
	s.takeYou(ledger.CleanName(v["you"]))
	path, home := typed.Path(v["path"]), s.e.DefaultPath
	return screen.Stay{}, func() tea.Msg { return looked{look(path, home), to} }
}

// looked says what was found where the book would lie.
type looked struct {
	spot spot
	to   page
}

func (s *Screen) afterLook(m looked) screen.Action {
	if s.page != pageUnit {
		return screen.Stay{}
	}
	s.spot = m.spot
	if m.spot.wrong != "" {
		s.unit.SetProblems([]ledger.Problem{{Field: "path", Code: ledger.CodeBadValue, Text: m.spot.wrong}})
		return screen.Notice{Text: "账本不能放在这里，请看“账本文件”下面的说明。", Bad: true}
	}
	s.unit.SetProblems(nil)
	s.page = m.to
	if m.spot.warn != "" && m.to != pageSummary { // the summary says it itself
		return screen.Notice{Text: m.spot.warn, Bad: true}
	}
	return screen.Stay{}
}
