package dues

import (
	"huizhang/ledger"
	"huizhang/tui/widget"
)

// state is where a member's month stands.
type state int

const (
	unassessed state = iota // not yet
	outside                 // not a member then
	exempt                  // nothing is due, for a reason
	noWage                  // nothing is due because nobody entered the wage
	owing
	partly  // a part was paid
	waiting // paid, the voucher is not posted
	paid
	waived // all of it
	over   // more than due, after the register was changed
)

// glyph is how a state is written in two cells. Meaning never hangs on colour.
func (s state) glyph() string {
	return [...]string{".", "-", "免", "缺", "欠", "部", "待", "缴", "减", "多"}[s]
}

func (s state) word() string {
	return [...]string{"未核定", "不在会", "免缴", "缺工资基数", "欠缴", "部分缴纳", "已收，待过账", "已缴", "已减免", "多缴"}[s]
}

func (s state) look() widget.Look {
	switch s {
	case owing, partly, over, noWage:
		return widget.Warning
	case paid:
		return widget.Good
	case unassessed, outside, exempt, waived:
		return widget.Muted
	}
	return widget.Plain
}

// stateOf judges a member's month.
func (p *person) stateOf(month int, mo ledger.Month) state {
	c := &p.cells[month]
	switch {
	case !c.known && !p.m.In(mo):
		return outside
	case !c.known:
		return unassessed
	}
	pay, got := c.due.Payable(), c.paid.Taken()
	switch {
	case got > pay:
		return over
	case c.due.Working.Reason == ledger.NoWage:
		return noWage
	case c.due.Working.Due == 0 && !p.m.In(mo):
		return outside
	case c.due.Working.Due == 0:
		return exempt
	case pay == 0:
		return waived
	case got == 0:
		return owing
	case got < pay:
		return partly
	case c.paid.Waiting > 0:
		return waiting
	}
	return paid
}
