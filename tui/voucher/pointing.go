package voucher

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// Points is the voucher, for a question of the auditors.
func (s *View) Points() (screen.FindingForm, bool) {
	v := &s.doc.voucher
	return screen.FindingForm{On: fmt.Sprintf("voucher/%d", v.ID), Ref: v.Ref(), Period: ledger.MonthPeriod(v.Month()), Amount: v.Amount()}, s.ready
}

// Points is the voucher of the line in hand.
func (l *List) Points() (screen.FindingForm, bool) {
	e, ok := l.entry(l.table.Index())
	if !ok || e.id == 0 {
		return screen.FindingForm{}, false
	}
	return screen.FindingForm{On: fmt.Sprintf("voucher/%d", e.id), Ref: e.ref, Period: ledger.MonthPeriod(e.day.Month()), Amount: e.amount}, true
}

// ticking is the auditors' part of a voucher: who examined it, and whether the
// operator may say that he did.
type ticking struct {
	bars string
	by   []string // who examined it, with the day
	mine bool     // the operator did
	next ledger.VoucherID
	n    int // posted vouchers of the month, and how many were examined
	seen int
}

// readTicks reads them, and finds the next voucher of the month that nobody
// examined.
func readTicks(d *desk.Desk, r ledger.Reader, v *ledger.Voucher) ticking {
	t := ticking{bars: d.May(r, audit.SetTick{}.Name())}
	for x := range r.Ticks(v.ID) {
		if !x.Off {
			t.by = append(t.by, x.By+" "+ledger.Clock(x.At))
			t.mine = t.mine || x.By == d.Operator
		}
	}
	if t.bars != "" || v.State != ledger.Posted {
		return t
	}
	t.month(r, v)
	return t
}

// month counts what was examined of the voucher's month, by numbers alone,
// because a month may hold 100,000 of them.
func (t *ticking) month(r ledger.Reader, v *ledger.Voucher) {
	passed := false
	var first ledger.VoucherID
	for _, word := range []ledger.Word{ledger.WordGeneral, ledger.WordReceipt, ledger.WordPayment, ledger.WordTransfer, ledger.WordClosing} {
		for n := range r.LastNumber(v.Month(), word) {
			id, _ := r.VoucherByNumber(v.Month(), word, n+1)
			t.n++
			switch touched := examined(r, id); {
			case touched:
				t.seen++
			case id == v.ID:
			case passed && t.next == 0:
				t.next = id
			case first == 0:
				first = id
			}
			passed = passed || id == v.ID
		}
	}
	if t.next == 0 {
		t.next = first
	}
}

// examined reports that somebody examined a voucher.
func examined(r ledger.Audits, id ledger.VoucherID) bool {
	for t := range r.Ticks(id) {
		if !t.Off {
			return true
		}
	}
	return false
}

// tickKey says that a voucher was examined, or takes it back.
func tickKey(off string, mine bool) screen.Binding {
	label, help := "已查", "经审：这张查过了，记下来，到下一张没查的"
	if mine {
		label, help = "取消已查", "经审：收回“已查”的记号"
	}
	return screen.Binding{Keys: []string{"f8", "ctrl+k"}, Label: label, Help: help, Disabled: off, Hidden: off != ""}
}

// noTick says why the voucher cannot be ticked.
func (s *View) noTick() string {
	if s.doc.ticks.bars == "" && s.doc.voucher.State != ledger.Posted {
		return "没有过账的凭证还不在账内，不用打“已查”。"
	}
	return s.doc.ticks.bars
}

// ticked is the outcome of ticking: on to the next voucher, or none is left.
type ticked struct {
	off  bool
	text string
	next ledger.VoucherID
	err  error
}

func (s *View) tick() screen.Action {
	s.busy = true
	t, ref := s.doc.ticks, s.doc.voucher.Ref()
	return s.d.Do(audit.SetTick{Vouchers: []ledger.VoucherID{s.id}, Off: t.mine}, s.d.Stamp(), func(_ ledger.Receipt, err error) tea.Msg {
		if t.mine {
			return ticked{off: true, text: ref + " 的“已查”已取消。", err: err}
		}
		text := fmt.Sprintf("已查 %s；这个月已查 %d/%d 张。", ref, min(t.n, t.seen+1), t.n)
		if len(t.by) > 0 {
			text = "已查 " + ref + "。"
		}
		if t.next == 0 {
			text += "全部查过了。"
		}
		return ticked{text: text, next: t.next, err: err}
	})
}

// afterTick goes on to the next voucher that nobody examined.
func (s *View) afterTick(m ticked) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		return desk.Bad(m.err), nil
	}
	if m.off || m.next == 0 {
		return screen.Notice{Text: m.text}, s.read(s.id)
	}
	return screen.Notice{Text: m.text}, s.read(m.next)
}

// tick marks the chosen vouchers as examined; the one of the cursor alone goes
// over to the next line. Where all are marked already, it is taken back.
func (l *List) tick() screen.Action {
	var ids []ledger.VoucherID
	all := true
	for _, e := range l.marked() {
		if e.state == ledger.Posted {
			ids = append(ids, e.id)
			all = all && e.seen
		}
	}
	if len(ids) == 0 {
		return screen.Notice{Text: "没有选中已过账的凭证。", Bad: true}
	}
	if l.busy {
		return screen.Stay{}
	}
	if len(l.table.Ticked()) == 0 && !all {
		l.table.SetIndex(l.table.Index() + 1)
	}
	l.busy = true
	return l.d.Do(audit.SetTick{Vouchers: ids, Off: all}, l.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return acted{r.Title + "。", err} })
}

// marked are the ticked rows that were read, or the one of the cursor.
func (l *List) marked() []entry {
	keys := map[string]bool{}
	for _, k := range l.table.Ticked() {
		keys[k] = true
	}
	if len(keys) == 0 {
		keys[l.table.Key()] = true
	}
	var out []entry
	for i := range l.list.rows() {
		if e, ok := l.entry(i); ok && keys[l.list.key(i)] {
			out = append(out, e)
		}
	}
	return out
}
