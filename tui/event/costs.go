package event

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Costs ties lines of vouchers to an event, and settles it.
type Costs struct {
	d       *desk.Desk
	id      ledger.EventID
	e       ledger.Event
	s       ledger.EventSum
	offers  []offer // lines of recent vouchers that are nobody's cost yet
	table   *widget.Table
	pickset *widget.Table
	picking bool
	find    *widget.Input
	shown   []int
	form    *widget.Form // item and heads of a line, or the settlement; nil: a list
	line    ledger.EventCost
	item    *widget.Input
	heads   *widget.Input
	settle  *settleForm
	start   bool // begin with the settlement
	stamp   ledger.Stamp
	loaded  bool
	writes  bool
	busy    bool
	w, h    int
}

// offer is a line that could be a cost.
type offer struct {
	v      ledger.VoucherID
	line   int
	ref    string
	day    ledger.Day
	text   string
	code   ledger.Code
	amount ledger.Money
	near   bool // of the event's own lists, or dated near it
}

// NewCosts makes the page of an event's costs and settlement.
func NewCosts(d *desk.Desk, route screen.EventCosts) screen.Screen {
	s := &Costs{d: d, id: route.ID, start: route.Settle, stamp: d.Stamp(), find: &widget.Input{Limit: 40, Fold: true, Hint: "摘要、金额、凭证号"}, w: 80, h: 21}
	s.table, s.pickset = widget.NewTable(d.Theme), widget.NewTable(d.Theme)
	s.table.Y, s.pickset.Y = 1, 2
	s.table.Empty = reading
	s.item, s.heads = &widget.Input{Limit: 20, Suggest: s.items}, newCount("")
	s.Resize(s.w, s.h)
	return s
}

// columns are those of the costs and of the offers that fit, and which they are.
func (s *Costs) columns() (costs, offers []int) {
	if s.w < 76 {
		return []int{0, 2, 3, 5}, []int{0, 2, 4}
	}
	return []int{0, 1, 2, 3, 4, 5}, []int{0, 1, 2, 3, 4}
}

type (
	costsRead struct {
		e      ledger.Event
		s      ledger.EventSum
		offers []offer
		found  bool
		writes bool
	}
	tied struct {
		receipt ledger.Receipt
		err     error
	}
	untying struct{ sure bool }
)

// recent is how many days around an event its costs are looked for.
const recent = 120

// Init reads the costs and the lines that could be some.
func (s *Costs) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := costsRead{writes: d.CanWrite(r)}
		if m.e, m.found = r.Event(id); !m.found {
			return m
		}
		m.s, m.offers = ledger.SumEvent(r, &m.e), offersFor(r, &m.e)
		return m
	})
}

func (s *Costs) items(q string) []string {
	var out []string
	for _, b := range s.e.Budget {
		if q == "" || matches(b.Name, q) {
			out = append(out, b.Name)
		}
	}
	return out
}

// Title names the page.
func (s *Costs) Title() string {
	if s.settle != nil {
		return "活动决算 " + s.id.String()
	}
	return "活动费用 " + s.id.String()
}

// Capturing reports that letters are typed.
func (s *Costs) Capturing() bool {
	switch {
	case s.settle != nil:
		return s.settle.form.Capturing()
	case s.form != nil:
		return s.form.Capturing()
	}
	return s.picking
}

// Resize gives the room.
func (s *Costs) Resize(w, h int) {
	s.w, s.h = w, h
	costs, offers := s.columns()
	lead := []widget.Column{{Title: "凭证号", Width: 16}, {Title: "日期", Width: 10}, {Title: "摘要", Width: 12, Grow: 1}}
	money := widget.Column{Title: "金额", Width: 11, Money: true}
	s.table.SetColumns(choose(append(slices.Clone(lead), widget.Column{Title: "分项", Width: 8}, widget.Column{Title: "发票人数", Width: 8, Right: true}, money), costs)...)
	s.pickset.SetColumns(choose(append(slices.Clone(lead), widget.Column{Title: "科目", Width: 7}, money), offers)...)
	if s.loaded {
		s.lay()
	}
	s.table.Resize(w, max(3, h-2))
	s.pickset.Resize(w, max(3, h-3))
	if s.form != nil {
		s.form.Resize(w, max(4, h-4))
	}
	if s.settle != nil {
		s.settle.resize(w, h)
	}
}

func (s *Costs) may() string {
	switch {
	case !s.loaded:
		return reading
	case s.busy:
		return saving
	}
	return may(&s.e, s.writes)
}

// Bindings are the keys of the page.
func (s *Costs) Bindings() []screen.Binding {
	write := s.may()
	back := screen.Binding{Keys: []string{"esc"}, Label: "返回"}
	switch {
	case s.settle != nil:
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "决算", Help: "计划对实际，活动到此结束", Disabled: write}, back}, s.settle.form.Bindings()...)
	case s.form != nil:
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "归入", Disabled: write}, back}, s.form.Bindings()...)
	case s.picking:
		return append([]screen.Binding{{Keys: []string{"enter"}, Label: "归入活动", Help: "这一行分录算这个活动的费用；金额照凭证", Disabled: write}, {Keys: []string{"esc"}, Label: "返回", Help: "清除查找；再按一次返回"}}, s.pickset.Bindings()...)
	}
	tie, untie := write, write
	if tie == "" && s.e.Payer == ledger.BySchool {
		tie = "由学校出钱，费用不进工会的账。"
	}
	none := ""
	if len(s.s.Costs) == 0 {
		none = "还没有归集费用。"
	}
	if untie == "" {
		untie = none
	}
	return append([]screen.Binding{
		{Keys: []string{"f2", "n"}, Label: "归集费用", Help: "从最近的凭证里挑出这个活动的支出", Disabled: tie},
		{Keys: []string{"enter"}, Label: "改分项", Help: "改这一行的分项和发票人数", Disabled: untie},
		{Keys: []string{"delete", "f6", "d"}, Label: "取消归集", Disabled: untie},
		{Keys: []string{"f4", "v"}, Label: "看凭证", Disabled: none},
		{Keys: []string{"f8", "j"}, Label: "决算", Help: "计划对实际，写小结，结束这个活动", Disabled: write},
		{Keys: []string{"f9", "p"}, Label: "决算表", Help: "活动决算表，可以打印"},
		back,
	}, s.table.Bindings()...)
}

// Update takes a message.
func (s *Costs) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case costsRead:
		return s.take(m), nil
	case tied:
		return s.done(m)
	case untying:
		if i := s.table.Index(); m.sure && i >= 0 && i < len(s.s.Costs) {
			c := s.s.Costs[i]
			s.busy = true
			return s.d.Do(ledger.UntieCost{Event: s.id, Voucher: c.Voucher, Line: c.Line}, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return tied{r, err} }), nil
		}
		return nil, nil
	case settled:
		return s.closed(m)
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	switch {
	case s.settle != nil:
		return s.toSettle(msg), nil
	case s.form != nil:
		return s.toForm(msg), nil
	case s.picking:
		return s.toPick(msg), nil
	}
	return s.toList(msg), nil
}

func (s *Costs) take(m costsRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}
	}
	s.e, s.s, s.offers, s.writes, s.loaded = m.e, m.s, m.offers, m.writes, true
	s.lay()
	if s.start && s.may() == "" {
		s.openSettle()
	}
	s.start = false
	return nil
}

func (s *Costs) lay() {
	costs := s.s.Costs
	of, _ := s.columns()
	s.table.Empty = "还没有归集费用。按 F2 从最近的凭证里挑。"
	s.table.SetRows(widget.List{N: len(costs), ID: func(i int) string { return fmt.Sprintf("%d-%d", costs[i].Voucher, costs[i].Line) }, Cells: func(i int) []widget.Cell {
		c := &costs[i]
		text, amount := c.Text, c.Amount.Grouped()
		look := widget.Plain
		switch {
		case c.Off != "":
			text, look = "（"+c.Off+"，不计）"+text, widget.Muted
		case c.Waits != 0:
			text, amount, look = "（未过账）"+text, c.Waits.Grouped(), widget.Warning
		}
		cells := widget.Cells(c.Ref, c.Day.String(), text, c.Item, blank(c.Heads), amount)
		for k := range cells {
			cells[k].Look = look
		}
		return choose(cells, of)
	}})
	s.table.Foot = choose(widget.Cells("合计", "", "", "", "", s.s.Actual.Grouped()), of)
	s.narrow()
}

func (s *Costs) toList(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	i := s.table.Index()
	switch key {
	case "esc":
		return screen.Back{}
	case "f2", "n":
		s.picking = true
		s.find.SetText("")
		s.narrow()
		return nil
	case "f8", "j":
		s.openSettle()
		return nil
	case "f9", "p":
		return screen.Open{Route: paper("event", s.id, false)}
	case "delete", "f6", "d":
		return screen.Ask{Title: "取消归集", Lines: []string{"这一行不再算这个活动的费用；凭证本身不变。"}, Choices: []string{"不取消", "取消归集"}, Then: func(i int) tea.Msg { return untying{i == 1} }}
	}
	used := s.table.Update(msg)
	if i < 0 || i >= len(s.s.Costs) {
		return nil
	}
	switch c := s.s.Costs[i]; {
	case key == "f4" || key == "v":
		return screen.Open{Route: screen.VoucherView{ID: c.Voucher}}
	case key == "enter" || used && s.table.Clicked():
		if s.may() == "" {
			s.edit(c.EventCost)
		}
	}
	return nil
}

// edit asks for the item of a line and the head-count of its invoice.
func (s *Costs) edit(c ledger.EventCost) {
	s.line = c
	s.item.SetText(c.Item)
	s.heads.SetText(blank(c.Heads))
	s.form = widget.NewForm(s.d.Theme,
		widget.Item{Name: "item", Label: "分项", Width: 24, Field: s.item, Help: "预算里的哪一项：" + strings.Join(s.items(""), "、")},
		widget.Item{Name: "heads", Label: "发票人数", Width: 8, Field: s.heads, Help: "发票上写的人数；没有写就空着"})
	s.form.Y = 3
	s.Resize(s.w, s.h)
}

func (s *Costs) toForm(msg tea.Msg) screen.Action {
	out := s.form.Update(msg)
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch {
	case out == widget.Used:
		return nil
	case key == "esc":
		s.form = nil
		return nil
	case out != widget.Submit && key != "f8" && key != "ctrl+s" || s.may() != "":
		return nil
	}
	n, ok := count(s.heads)
	if !ok {
		s.form.SetProblems([]ledger.Problem{{Field: "heads", Text: "发票人数请填整数。"}})
		return nil
	}
	s.form.Settle()
	c := s.line
	c.Item, c.Heads = strings.TrimSpace(s.item.Text()), n
	s.busy = true
	return s.d.Do(ledger.TieCost{Event: s.id, Cost: c}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return tied{r, err} })
}

func (s *Costs) done(m tied) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		if s.form != nil {
			return tell(s.form, m.err), nil
		}
		return desk.Bad(m.err), nil
	}
	s.form, s.picking, s.stamp = nil, false, s.d.Stamp()
	return screen.Notice{Text: m.receipt.Title + "。"}, s.Init()
}

// List writes the costs out.
func (s *Costs) List() screen.Listing {
	if !s.loaded || len(s.s.Costs) == 0 {
		return nil
	}
	costs, e := s.s.Costs, s.e
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "活动费用", fmt.Sprintf("%s %s", e.ID, e.Name), desk.Column("凭证号", report.KindIdentity, 16), desk.Column("日期", report.KindDay, 10), desk.Column("摘要", report.KindText, 24),
			desk.Column("分项", report.KindText, 10), desk.Column("发票人数", report.KindText, 8), desk.Column("金额", report.KindMoney, 12), desk.Column("说明", report.KindText, 16))
		return desk.Rows(doc, p, len(costs), func(i int) (string, []report.Cell) {
			c := &costs[i]
			return strconv.Itoa(i + 1), []report.Cell{report.Text(c.Ref), report.Date(c.Day), report.Text(c.Text), report.Text(c.Item), report.Text(blank(c.Heads)), report.Amount(c.Amount, nil), report.Text(c.Off)}
		})
	}
}
