package guide

import (
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/screen"
	"huizhang/tui/settings/opening"
)

// sheetRead brings opening balances out of a file.
type sheetRead struct {
	file     string
	rows     []ledger.OpeningRow
	problems []ledger.Problem
	err      error
}

func readSheet(path string) tea.Cmd {
	return func() tea.Msg {
		rows, problems, err := opening.ReadFile(path, ledger.ChartFor())
		return sheetRead{filepath.Base(path), rows, problems, err}
	}
}

func (s *Screen) afterSheet(m sheetRead) screen.Action {
	if m.err != nil {
		return screen.Notice{Text: m.err.Error(), Bad: true}
	}
	if len(m.problems) > 0 {
		return screen.Ask{Title: "表格里有问题，没有读入", Lines: opening.ProblemLines(m.problems, 8), Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
	}
	s.sheet.Set(m.rows)
	return screen.Notice{Text: fmt.Sprintf("从“%s”读入了 %d 个科目的期初余额。", ledger.Plain(m.file), len(m.rows))}
}

// openingKey are the keys of the page of opening balances.
func (s *Screen) openingKey(key string) (screen.Action, tea.Cmd) {
	switch key {
	case "f3":
		return askText("期初余额表在哪里", []string{"XLSX 或 CSV 表格，列：科目、借方、贷方。读入后代替现在填的。"}, "", "sheet"), nil
	case "f5":
		s.sheet.Settle()
		if n := s.sheet.FillFunds(); n > 0 {
			return screen.Notice{Text: fmt.Sprintf("资产基金已按库存物品、固定资产净值等填好（%d 处）。", n)}, nil
		}
		return screen.Notice{Text: "资产基金与库存物品、固定资产净值等已经一致。"}, nil
	case "f6":
		s.sheet.ShowAll(!s.sheet.All())
	}
	return screen.Stay{}, nil
}

// leaveOpening goes on when the sheet balances, or asks whether it is to be
// left for later.
func (s *Screen) leaveOpening() screen.Action {
	if ps := s.sheet.Settle(); len(ps) > 0 {
		return screen.Notice{Text: "有的金额填得不对。", Bad: true}
	}
	s.later = false
	if len(s.sheet.Rows()) == 0 {
		s.page = pageMembers
		return screen.Stay{}
	}
	if text := s.sheet.Difference(); text != "" {
		return ask("期初余额还不平", []string{text + "。", "可以先建账，期初余额以后在“设置”里录。"}, "difference", "回去接着填", "先不录期初余额")
	}
	if p, wrong := s.sheet.FundsWrong(); wrong {
		s.sheet.SetProblems([]ledger.Problem{p})
		return screen.Notice{Text: "资产基金与资产对不上。按 F5 自动填好。", Bad: true}
	}
	s.sheet.SetProblems(nil)
	s.page = pageMembers
	return screen.Stay{}
}

// roll is what is known of the list of members.
type roll struct {
	path     string
	people   int
	problems []ledger.Problem
	wrong    string
}

type rolled struct{ roll roll }

// readRoll reads a list of members for its size and what is wrong with it.
func readRoll(path string) roll {
	out := roll{path: path}
	t, err := opening.ReadTable(path)
	if err != nil {
		out.wrong = err.Error()
		return out
	}
	rows, problems, _ := intake.Members(t)
	out.people, out.problems = len(rows), problems
	return out
}
