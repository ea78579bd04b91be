package yearplan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// thing is an event or a gift that a row may have become.
type thing struct {
	event ledger.EventID
	gift  ledger.GiftID
	day   ledger.Day
	text  string
}

func (x thing) key() string {
	if x.event != 0 {
		return x.event.String()
	}
	return x.gift.String()
}

// readThings lists the events and gifts of a year, newest first; prizes and the
// like belong to their event.
func readThings(r ledger.Reader, year int) (out []thing) {
	for e := range r.Events() {
		if e.From.Year() == year && e.State != ledger.EventCancelled {
			out = append(out, thing{event: e.ID, day: e.From, text: e.Name})
		}
	}
	for g := range r.Gifts() {
		if g.Day.Year() == year && g.Void == "" && g.Event == 0 {
			out = append(out, thing{gift: g.ID, day: g.Day, text: g.Title})
		}
	}
	slices.SortStableFunc(out, func(a, b thing) int { return int(b.day) - int(a.day) })
	return out
}

// tieHeight is how many lines the strip takes.
const tieHeight = 4

// none is the key of the choice that undoes a tie.
const none = "none"

// tie is the strip in which a row is given its event or gift.
type tie struct {
	no   int
	form *widget.Form
	pick *widget.Pick
}

func (s *Screen) newTie(x ledger.PlanItem) *tie {
	all := s.things
	t := &tie{no: x.No}
	tied := x.Event != 0 || x.Gift != 0
	t.pick = widget.NewPick("活动或慰问", func(q string) (out []widget.Option) {
		for _, y := range all {
			if q == "" || matches(y.text, q) || strings.Contains(y.key(), q) {
				out = append(out, widget.Option{Key: y.key(), Text: y.key() + " " + y.text, Note: y.day.String()})
			}
		}
		if tied && q == "" {
			out = append(out, widget.Option{Key: none, Text: "解除对应"})
		}
		return out
	})
	t.form = widget.NewForm(s.d.Theme, widget.Item{Name: "thing", Label: "对应", Width: 40, Field: t.pick, Help: "F7 看全部；打名称、拼音或编号查找；回车确定"})
	return t
}

// act is what the choice asks for.
func (t *tie) act(year int) (ledger.TiePlan, bool) {
	a := ledger.TiePlan{Year: year, No: t.no}
	key := t.pick.Text()
	mark, num, _ := strings.Cut(key, "-")
	n, err := strconv.ParseUint(num, 10, 64)
	switch {
	case key == none:
		return a, true
	case err != nil:
		return a, false
	case mark == "活":
		a.Event = ledger.EventID(n)
	case mark == "慰":
		a.Gift = ledger.GiftID(n)
	}
	return a, a.Event != 0 || a.Gift != 0
}

func (s *Screen) inTie(msg tea.Msg) screen.Action {
	out := s.tie.form.Update(msg)
	k, ok := msg.(tea.KeyPressMsg)
	switch {
	case out == widget.Submit, out == widget.Passed && ok && (k.String() == "f8" || k.String() == "ctrl+s"):
		if ps := s.tie.form.Settle(); len(ps) > 0 {
			s.tie.form.SetProblems(ps)
			return screen.Notice{Text: ps[0].Text, Bad: true}
		}
		if a, ok := s.tie.act(s.year); ok {
			return s.do(a)
		}
		return screen.Notice{Text: "请选一个活动或一次慰问；按 Esc 返回。", Bad: true}
	case out == widget.Passed && ok && k.String() == "esc":
		s.tie = nil
		s.place()
	}
	return nil
}

func (s *Screen) do(a ledger.Act) screen.Action {
	return s.d.Do(a, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return acted{r, err} })
}

func (s *Screen) acted(m acted) (screen.Action, tea.Cmd) {
	if m.err != nil {
		return desk.Bad(m.err), nil
	}
	s.tie = nil
	s.place()
	return screen.Notice{Text: "已保存：" + m.receipt.Title + "。"}, s.read(false)
}

// open goes where the row leads: to what it became, or to the form it begins.
func (s *Screen) open() (screen.Action, tea.Cmd) {
	x := s.inHand()
	switch {
	case x == nil:
		if s.denied() == "" {
			return nil, s.begin(ledger.PlanItem{Year: s.year, Month: s.monthInHand()})
		}
		return screen.Notice{Text: "这个月还没有计划。" + s.denied(), Bad: true}, nil
	case x.Item.Event != 0:
		return screen.Open{Route: screen.EventView{ID: x.Item.Event}}, nil
	case x.Item.Gift != 0:
		return screen.Open{Route: screen.GiftView{ID: x.Item.Gift}}, nil
	case s.denied() != "" || x.State == ledger.PlanGone:
		return screen.Notice{Text: orWord(s.denied(), "这一项已经取消。"), Bad: true}, nil
	case x.Item.Kind == ledger.PlanEvent:
		s.leave(x.Item.No)
		return screen.Open{Route: screen.EventForm{Plan: x.Item}}, nil
	case x.Item.Kind == ledger.PlanGift:
		s.leave(x.Item.No)
		return screen.Open{Route: screen.GiftForm{Occasion: s.occasion(x.Item.Name), Title: x.Item.Name}}, nil
	}
	cmd := s.begin(x.Item)
	s.entry.form.Focus("came")
	return nil, cmd
}

// occasion finds the occasion that a row's name speaks of.
func (s *Screen) occasion(name string) string {
	for _, o := range ledger.Occasions(s.practice) {
		for _, w := range append([]string{o.Name}, o.Words...) {
			if len([]rune(w)) > 1 && strings.Contains(name, w) {
				return o.ID
			}
		}
	}
	return ""
}

// leave notes what was there before the form, see [going].
func (s *Screen) leave(no int) {
	s.going.no = no
}

// back ties what was made on the way to the row one came from.
func (s *Screen) back(m planRead) screen.Action {
	was := s.going
	s.going = going{event: m.lastEvent, gift: m.lastGift}
	if was.no == 0 {
		return nil
	}
	for _, x := range m.plan.Rows {
		if x.Item.No != was.no || x.Item.Event != 0 || x.Item.Gift != 0 {
			continue
		}
		a := ledger.TiePlan{Year: m.year, No: was.no}
		switch {
		case x.Item.Kind == ledger.PlanEvent && m.lastEvent == was.event+1:
			a.Event = m.lastEvent
		case x.Item.Kind == ledger.PlanGift && m.lastGift == was.gift+1:
			a.Gift = m.lastGift
		default:
			s.going.no = was.no // the form may still be open
			if m.lastEvent != was.event || m.lastGift != was.gift {
				s.going.no = 0
			}
			return nil
		}
		return s.do(a)
	}
	return nil
}

func orWord(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func droppedText(x ledger.PlanItem) string {
	return fmt.Sprintf("从计划里取消“%s”，请写明原因：", x.Name)
}
