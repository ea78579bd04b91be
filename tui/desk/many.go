package desk

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// many is from how many acts on writing shows how far it is.
const many = 500

// DoMany is [Desk.DoAll] for acts that may be very many: these show how far they
// are, and can be stopped until the last one was judged. Then all are written at
// once; stopped before, none is.
func (d *Desk) DoMany(title string, as []ledger.Act, by ledger.Stamp, done func([]ledger.Receipt, error) tea.Msg) screen.Action {
	if len(as) <= many {
		return d.DoAll(as, by, done)
	}
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Run{Title: title, Work: func(p screen.Progress) tea.Msg {
		rs, err := d.Book.DoAll(Counted(as, p), by)
		return done(rs, err)
	}}
}

// Counted makes acts tell how far they are while they are judged, inside the one
// transaction of DoAll. A stop makes the next one refuse, and with it all.
func Counted(as []ledger.Act, p screen.Progress) []ledger.Act {
	out := make([]ledger.Act, len(as))
	for i, a := range as {
		out[i] = counted{a, func() error {
			if p.Cancelled() {
				return ledger.Errf(ledger.CodeState, "已停下，什么都没有写进账本。")
			}
			switch {
			case i == len(as)-1:
				p.Step(len(as), len(as), "正在写进账本，这一步不能停")
			case i%50 == 0:
				p.Step(i, len(as), "正在核对每一条")
			}
			return nil
		}}
	}
	return out
}

type counted struct {
	ledger.Act
	tell func() error
}

// Decide judges as the act itself does.
func (c counted) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	if err := c.tell(); err != nil {
		return ledger.Plan{}, err
	}
	return c.Act.Decide(r, by)
}
