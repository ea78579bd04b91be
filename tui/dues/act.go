package dues

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

type (
	assessed struct {
		text string
		err  error
	}
	booked struct {
		receipt ledger.Receipt
		err     error
	}
	typedPart struct {
		at   spot
		text string
		ok   bool
	}
)

// assess works out the dues of the month in hand.
func (s *Sheet) assess() screen.Action {
	return s.d.Do(ledger.AssessDues{Month: s.month()}, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg {
		return assessed{r.Title + "。", err}
	})
}

// askPart asks for the part that is paid, the first figure of which was typed.
func (s *Sheet) askPart(first string) screen.Action {
	i, col := s.grid.At()
	if s.rows[i].person < 0 {
		return screen.Notice{Text: "请把光标移到一个人的某个月再填金额。", Bad: true}
	}
	p := &s.s.people[s.rows[i].person]
	at := spot{p.m.ID, s.month()}
	left := s.s.left(p, col)
	if left == 0 {
		return screen.Notice{Text: s.whyNothing([]int{s.rows[i].person}, col, col)}
	}
	return screen.AskText{Title: "部分缴纳", Value: first,
		Lines: []string{fmt.Sprintf("%s %s %s，还应缴 %s 元。这次收多少？", p.m.No, p.m.Name, at.mo.Chinese(), left.Grouped())},
		Check: func(text string) string {
			m, err := ledger.EvalMoney(text)
			switch {
			case err != nil:
				return err.Error()
			case m <= 0 || m > left:
				return fmt.Sprintf("金额应在 0.01 到 %s 元之间。", left.Grouped())
			}
			return ""
		},
		Then: func(text string, ok bool) tea.Msg { return typedPart{at, text, ok} }}
}

// payPart marks a cell with the amount that was typed.
func (s *Sheet) payPart(msg typedPart) (screen.Action, tea.Cmd) {
	i, known := s.s.at[msg.at.id]
	m, err := ledger.EvalMoney(msg.text)
	if !msg.ok || !known || err != nil || msg.at.mo.Year() != s.year {
		return nil, nil
	}
	left := s.s.left(&s.s.people[i], msg.at.mo.Num()-1)
	if m <= 0 || left == 0 {
		return nil, nil
	}
	s.marks[msg.at] = mark{amount: min(m, left), part: m < left}
	return nil, s.keep()
}

// afterBooking clears what was booked, or shows why it was not.
func (s *Sheet) afterBooking(msg booked) (screen.Action, tea.Cmd) {
	if msg.err != nil {
		if p, ok := s.panel.(*payForm); ok {
			return p.refused(msg.err), nil
		}
		return screen.Notice{Text: msg.err.Error(), Bad: true}, nil
	}
	s.panel = nil
	clear(s.marks)
	s.grid.Unmark()
	s.cash.SetText("")
	s.Resize(s.w, s.h)
	text := "已入账：" + msg.receipt.Title + "。"
	if msg.receipt.Ref == "" {
		text = "已生成凭证草稿：" + msg.receipt.Title + "。审核并过账以后才算已缴。"
	}
	return screen.Notice{Text: text}, tea.Batch(s.keep(), s.read())
}
