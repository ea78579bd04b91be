package dues

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// payment is a voucher's part in a member's month.
type payment struct {
	v      ledger.Voucher
	amount ledger.Money
}

// Messages of the page that opens an amount.
type (
	opened struct {
		at       spot
		m        ledger.Member
		due      ledger.Due
		known    bool
		paid     ledger.Paid
		payments []payment
	}
	chose struct {
		from   opened
		choice string
	}
	waiving struct {
		from   opened
		amount string
		reason string
		step   int
		ok     bool
	}
)

// open reads what stands behind the cell in hand.
func (s *Sheet) open() tea.Cmd {
	i, col := s.grid.At()
	if i < 0 || s.rows[i].person < 0 {
		return nil
	}
	p := &s.s.people[s.rows[i].person]
	at := spot{p.m.ID, s.month()}
	d, _ := s.s.due(p, col)
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := opened{at: at, m: p.m, due: d, paid: r.Paid(at.id, at.mo)}
		if now, ok := r.Due(at.id, at.mo); ok {
			m.due, m.known = now, true
		}
		m.payments = paymentsOf(r, at)
		return m
	})
}

// paymentsOf finds the vouchers with a payment for a member's month. They may
// lie in any month: dues come late and early.
func paymentsOf(r ledger.Reader, at spot) []payment {
	var out []payment
	seen := map[ledger.VoucherID]bool{}
	look := func(id ledger.VoucherID) {
		if seen[id] {
			return
		}
		seen[id] = true
		for p := range r.Payments(id) {
			if p.Member == at.id && p.Month == at.mo {
				if v, ok := r.Voucher(id); ok {
					out = append(out, payment{v, p.Amount})
				}
			}
		}
	}
	for it := range r.Items("401", ledger.Period{}) {
		look(it.Voucher)
	}
	for v := range r.Pending() {
		if v.Source == "dues" {
			look(v.ID)
		}
	}
	slices.SortStableFunc(out, func(a, b payment) int { return int(a.v.Day - b.v.Day) })
	return out
}

const (
	backChoice  = "返回"
	waiveChoice = "减免"
	takeBack    = "取消减免"
)

// working shows how an amount came about, and what was paid of it.
func (s *Sheet) working(o opened) screen.Action {
	lines := []string{fmt.Sprintf("%s %s  %s  %s", o.m.No, o.m.Name, o.m.Group, o.m.ClassIn(o.at.mo)), "应缴：" + o.due.Working.Text()}
	if !o.known {
		lines = append(lines, "（这个月还没有核定，以上按现行标准计算。）")
	}
	if o.due.Waived != 0 {
		lines = append(lines, fmt.Sprintf("减免：%s 元，原因：%s", o.due.Waived.Grouped(), o.due.Why), "减免后应缴："+o.due.Payable().Grouped())
	}
	for _, p := range o.payments {
		lines = append(lines, fmt.Sprintf("%s %s  %s 元%s", p.v.Day, p.v.Ref(), p.amount.Grouped(), stateWord(p.v.State)))
	}
	if len(o.payments) == 0 {
		lines = append(lines, "还没有缴纳记录。")
	}
	left := max(0, o.due.Payable()-o.paid.Taken())
	lines = append(lines, "还应缴："+left.Grouped()+" 元")
	choices := []string{backChoice}
	if s.s.writes && o.known && left+o.due.Waived > 0 {
		choices = append(choices, waiveChoice)
		if o.due.Waived > 0 {
			choices = append(choices, takeBack)
		}
	}
	for i, p := range o.payments {
		if i < 3 {
			choices = append(choices, "看 "+p.v.Ref())
		}
	}
	return screen.Ask{Title: o.at.mo.Chinese() + "会费", Lines: lines, Choices: choices, Then: func(i int) tea.Msg {
		if i < 0 {
			i = 0
		}
		return chose{o, choices[i]}
	}}
}

func stateWord(st ledger.State) string {
	if st == ledger.Posted {
		return ""
	}
	return "（" + st.Chinese() + "，待过账）"
}

// afterWorking does what was chosen.
func (s *Sheet) afterWorking(c chose) screen.Action {
	switch {
	case c.choice == waiveChoice:
		return s.askWaiver(waiving{from: c.from})
	case c.choice == takeBack:
		return s.commitWaiver(c.from, 0, "")
	case strings.HasPrefix(c.choice, "看 "):
		for _, p := range c.from.payments {
			if "看 "+p.v.Ref() == c.choice {
				return screen.Open{Route: screen.VoucherView{ID: p.v.ID}}
			}
		}
	}
	return nil
}

// askWaiver asks for the amount, then for the reason.
func (s *Sheet) askWaiver(w waiving) screen.Action {
	o := w.from
	most := max(0, o.due.Working.Due-o.paid.Taken())
	who := fmt.Sprintf("%s %s %s", o.m.No, o.m.Name, o.at.mo.Chinese())
	if w.step == 0 {
		return screen.AskText{Title: "减免金额", Value: most.Grouped(), Lines: []string{who + "，最多可减免 " + most.Grouped() + " 元。"},
			Check: func(text string) string {
				if m, err := ledger.EvalMoney(text); err != nil {
					return err.Error()
				} else if m <= 0 || m > most {
					return fmt.Sprintf("金额应在 0.01 到 %s 元之间。", most.Grouped())
				}
				return ""
			},
			Then: func(text string, ok bool) tea.Msg { return waiving{from: o, amount: text, step: 1, ok: ok} }}
	}
	return screen.AskText{Title: "减免原因", Value: o.due.Why, Lines: []string{who + " 减免 " + w.amount + " 元。原因会留在记录里，例如：病假、困难。"},
		Check: func(text string) string {
			if strings.TrimSpace(text) == "" {
				return "请写明原因。"
			}
			return ""
		},
		Then: func(text string, ok bool) tea.Msg {
			return waiving{from: o, amount: w.amount, reason: text, step: 2, ok: ok}
		}}
}

// waive goes on with the answers.
func (s *Sheet) waive(w waiving) screen.Action {
	m, err := ledger.EvalMoney(w.amount)
	switch {
	case !w.ok || err != nil:
		return nil
	case w.step == 1:
		return s.askWaiver(w)
	}
	return s.commitWaiver(w.from, m, w.reason)
}

func (s *Sheet) commitWaiver(o opened, m ledger.Money, reason string) screen.Action {
	act := ledger.WaiveDues{Member: o.at.id, Month: o.at.mo, Amount: m, Reason: reason}
	return s.d.Do(act, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return assessed{"已登记：" + r.Title + "。", err} })
}
