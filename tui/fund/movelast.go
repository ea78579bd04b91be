package fund

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// groupKey begins the key of a group among the persons.
const groupKey = "group:"

// groupOptions offers groups by name or pinyin.
func groupOptions(names []string, q string) []widget.Option {
	var out []widget.Option
	q = strings.ToLower(strings.TrimSpace(q))
	for _, n := range names {
		if q == "" || pinyin.Matches(n, q) {
			out = append(out, widget.Option{Key: groupKey + n, Text: n, Note: "小组"})
		}
	}
	return out
}

// markGroup marks everybody of a group.
func (s *moves) markGroup(name string) {
	for _, p := range s.people {
		if _, has := s.marks[p.ID]; !has && p.In && p.Group == name {
			s.marks[p.ID] = 0
		}
	}
	s.written()
	s.fill()
}

// lastPaid are those who contributed by the newest voucher that still stands.
func lastPaid(r ledger.Reader, id ledger.FundID) map[ledger.MemberID]ledger.Money {
	by := map[ledger.VoucherID]map[ledger.MemberID]ledger.Money{}
	var newest ledger.VoucherID
	var on ledger.Day
	for m := range r.Moves(id) {
		if m.Member == 0 || m.Amount <= 0 || m.Voucher == 0 {
			continue
		}
		if by[m.Voucher] == nil {
			if _, gone := r.ReversedBy(m.Voucher); gone {
				continue
			}
			by[m.Voucher] = map[ledger.MemberID]ledger.Money{}
		}
		by[m.Voucher][m.Member] += m.Amount
		if m.Day > on || m.Day == on && m.Voucher > newest {
			newest, on = m.Voucher, m.Day
		}
	}
	return by[newest]
}

func (s *moves) noLast() string {
	if len(s.last) == 0 {
		return "这项资金还没有会员交过钱。"
	}
	return ""
}

// again marks those of last time who are still members, each with his sum of then.
func (s *moves) again() (screen.Action, tea.Cmd) {
	n := 0
	for _, p := range s.people {
		if sum, ok := s.last[p.ID]; ok {
			s.marks[p.ID] = sum
			n++
		}
	}
	s.written()
	s.fill()
	text := fmt.Sprintf("勾选了上次交钱的 %d 人。", n)
	if gone := len(s.last) - n; gone > 0 {
		text += fmt.Sprintf("另有 %d 人已经不在会，没有勾选。", gone)
	}
	return screen.Notice{Text: text}, nil
}
