package welfare

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// What the bank paid over needs no signature: the lines of such a list are
// settled at once, on the day the money went.

// paidOver says on which day the bank paid a sheet.
type paidOver struct {
	sheet ledger.SheetID
	day   ledger.Day
}

// notPaidOver says why the open lines cannot be settled as paid over.
func notPaidOver(g *ledger.Gift, posted bool, open int) string {
	switch {
	case g.Form != ledger.Transfer:
		return "不是转账发的，请照纸登记回签。"
	case !posted:
		return "凭证还没有过账，钱还没有转。"
	case open == 0:
		return "每一行都登记过了。"
	}
	return ""
}

// openLines counts the lines of a sheet of which nothing is known.
func (s *GiftView) openLines(id ledger.SheetID) (n int) {
	for i := range s.lines {
		if l := &s.lines[i]; l.Sheet == id && l.Sign == ledger.Unsigned && l.Back == 0 {
			n++
		}
	}
	return n
}

// askPaid offers the voucher's day.
func (s *GiftView) askPaid(sh *ledger.Sheet) screen.Action {
	id, today := sh.ID, s.d.Today()
	return screen.AskText{Title: "银行已转 " + id.String(), Lines: []string{fmt.Sprintf("没有登记的 %d 行全部记为转账，不用再签字。银行转账的日期：", s.openLines(id))}, Value: s.refs[sh.Voucher].day.String(),
		Check: func(v string) string {
			if _, err := ledger.TypeDay(v, today); err != nil {
				return desk.FirstLine(err.Error())
			}
			return ""
		}, Then: func(v string, ok bool) tea.Msg {
			day, err := ledger.TypeDay(strings.TrimSpace(v), today)
			if !ok || err != nil {
				return nil
			}
			return paidOver{id, day}
		}}
}

func (s *GiftView) payOver(m paidOver) screen.Action {
	act := ledger.SignShares{Sheet: m.sheet, Day: m.day}
	for i := range s.lines {
		if l := &s.lines[i]; l.Sheet == m.sheet && l.Sign == ledger.Unsigned && l.Back == 0 {
			act.Marks = append(act.Marks, ledger.Mark{Line: l.Line, Sign: ledger.Transferred})
		}
	}
	n := len(act.Marks)
	s.busy = true
	return s.d.Do(act, s.d.Stamp(), func(_ ledger.Receipt, err error) tea.Msg {
		return acted{fmt.Sprintf("%s 的 %d 行已记为 %s 转账。", m.sheet, n, m.day), err}
	})
}
