package welfare

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/entitle"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Entitled is a month of what members may expect: who has which day, and what
// was given for it.
type Entitled struct {
	d      *desk.Desk
	month  ledger.Month
	cal    entitle.Calendar
	rows   []dueRow
	only   int // a state + 1, 0: all
	open   map[string]bool
	table  *widget.Table
	loaded bool
	writes bool
	w, h   int
}

// dueRow is a line: a festival, somebody at a festival, or a person's day.
type dueRow struct {
	feast *entitle.Feast
	one   *entitle.Entry
}

// NewEntitled makes the calendar of a month; 0 is the current one.
func NewEntitled(d *desk.Desk, route screen.Entitled) screen.Screen {
	s := &Entitled{d: d, month: route.Month, open: map[string]bool{}, w: 80, h: 21}
	if s.month == 0 {
		s.month = d.Today().Month()
	}
	s.table = widget.NewTable(d.Theme)
	s.table.Empty = reading
	s.table.Y = 2
	return s
}

type calendarRead struct {
	month  ledger.Month
	cal    entitle.Calendar
	writes bool
}

// Init reads the month.
func (s *Entitled) Init() tea.Cmd {
	d, m := s.d, s.month
	return d.Read(func(r ledger.Reader) tea.Msg { return calendarRead{m, entitle.Month(r, m), d.CanWrite(r)} })
}

// Title names the month.
func (s *Entitled) Title() string { return "应发 " + s.month.Chinese() }

// gridWide is the width of the month beside the list.
const gridWide = 38

func (s *Entitled) grid() bool { return s.w >= 116 }

// narrow leaves the group and the lunar day out.
func (s *Entitled) narrow() bool { return s.w < 76 }

// Resize gives the room.
func (s *Entitled) Resize(w, h int) {
	s.w, s.h = w, h
	if s.grid() {
		w -= gridWide
	}
	cols := []widget.Column{{Title: "日期", Width: 14}, {Title: "什么", Width: 13}, {Title: "姓名", Width: 12, Grow: 1}, {Title: "小组", Width: 10, Grow: 1}, {Title: "情况", Width: 20, Grow: 1}}
	if s.narrow() {
		cols = []widget.Column{{Title: "日期", Width: 5}, {Title: "什么", Width: 11}, {Title: "姓名", Width: 12, Grow: 1}, {Title: "情况", Width: 22}}
	}
	s.table.SetColumns(cols...)
	s.table.Resize(w, max(3, h-2))
	s.lay()
}

// Update takes a message.
func (s *Entitled) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case calendarRead:
		if msg.month == s.month {
			s.cal, s.writes, s.loaded = msg.cal, msg.writes, true
			s.lay()
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if a, cmd, ok := s.key(k.String()); ok {
			return a, cmd
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		return s.take(), nil
	}
	return nil, nil
}

func (s *Entitled) key(key string) (screen.Action, tea.Cmd, bool) {
	switch key {
	case "esc":
		if s.only != 0 {
			s.only = 0
			s.lay()
			return nil, nil, true
		}
		return screen.Back{}, nil, true
	case "enter":
		return s.take(), nil, true
	case "f2", "b":
		return screen.Open{Route: screen.GiftForm{Occasion: "birthday", Month: s.month, Title: birthdayTitle(s.month)}}, nil, true
	case "f3", "[":
		return nil, s.turn(-1), true
	case "f4", "]":
		return nil, s.turn(1), true
	case "f5", "t":
		s.only = (s.only + 1) % int(entitle.Twice+2)
		s.lay()
		return nil, nil, true
	case "f6", "space", "x":
		r := s.inHand()
		if r == nil || r.feast == nil {
			return screen.Notice{Text: "光标移到节日那一行，再展开名单。"}, nil, true
		}
		if len(r.feast.Persons) == 0 {
			return screen.Notice{Text: "这个节日还没有可以发的会员。"}, nil, true
		}
		s.open[r.feast.Occasion] = !s.open[r.feast.Occasion]
		s.lay()
		return nil, nil, true
	case "f7", "g":
		return s.give(), nil, true
	case "f9", "v":
		return s.look(), nil, true
	}
	return nil, nil, false
}

func (s *Entitled) turn(step int) tea.Cmd {
	m := s.month.Add(step)
	if m.Year() < 1902 || m.Year() > 2099 {
		return nil
	}
	s.month, s.loaded, s.rows = m, false, nil
	s.table.Empty = reading
	s.table.SetRows(widget.List{})
	return s.Init()
}

func (s *Entitled) shows(st entitle.State) bool { return s.only == 0 || int(st) == s.only-1 }

func (s *Entitled) lay() {
	s.rows = nil
	fi := 0
	feast := func(until ledger.Day) {
		for ; fi < len(s.cal.Feasts) && s.cal.Feasts[fi].Day <= until; fi++ {
			f := &s.cal.Feasts[fi]
			if s.only != 0 && f.Tally[s.only-1] == 0 {
				continue
			}
			s.rows = append(s.rows, dueRow{feast: f})
			if !s.open[f.Occasion] {
				continue
			}
			for k := range f.Persons {
				if s.shows(f.Persons[k].State) {
					s.rows = append(s.rows, dueRow{one: &f.Persons[k]})
				}
			}
		}
	}
	for i := range s.cal.Entries {
		e := &s.cal.Entries[i]
		feast(e.Day)
		if s.shows(e.State) {
			s.rows = append(s.rows, dueRow{one: e})
		}
	}
	feast(s.cal.To)
	if !s.loaded {
		return
	}
	s.table.Empty = "这个月没有人过生日、退休，也没有节日。会员的出生日期在会员名册里填。"
	if s.only != 0 {
		s.table.Empty = "没有“" + entitle.State(s.only-1).Chinese() + "”的。Esc 看全部。"
	}
	rows := s.rows
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].key() }, Cells: func(i int) []widget.Cell {
		c := rows[i].cells()
		if s.narrow() {
			c[0].Text, _, _ = strings.Cut(c[0].Text, " ")
			c = slices.Delete(c, 3, 4)
		}
		return c
	}})
}

func (r dueRow) key() string {
	if r.feast != nil {
		return "f" + r.feast.Occasion
	}
	return fmt.Sprintf("%s%d%s", r.one.Occasion, r.one.Member, r.one.Day)
}

func dayWord(d ledger.Day, lunar string) string {
	text := d.String()[5:]
	if lunar != "" {
		text += " " + lunar
	}
	return text
}

// cells draws the line.
func (r dueRow) cells() []widget.Cell {
	if f := r.feast; f != nil {
		look := widget.Strong
		return []widget.Cell{{Text: dayWord(f.Day, f.Lunar), Look: look}, {Text: f.Title, Look: look}, {Text: fmt.Sprintf("在岗 %d 人", f.Tally.All()), Look: look}, {}, {Text: tallyWord(f.Tally), Look: lookOf(worst(f.Tally))}}
	}
	e := r.one
	what := e.Title
	if e.Kind == entitle.Birthday {
		what = fmt.Sprintf("生日 %d岁", e.Years)
	}
	return []widget.Cell{{Text: dayWord(e.Day, e.Lunar)}, {Text: what}, {Text: e.Name}, {Text: e.Group}, {Text: stateWord(e), Look: lookOf(e.State)}}
}

// stateWord says what was given, or what is wrong with it.
func stateWord(e *entitle.Entry) string {
	text := e.State.Chinese()
	var sum ledger.Money
	var acts []string
	for _, g := range e.Gives {
		sum += g.Amount
		acts = append(acts, g.Gift.String())
	}
	if len(acts) > 0 {
		text += fmt.Sprintf(" %s %s", strings.Join(acts, " "), sum.Grouped())
	}
	if e.Missing != "" {
		text += "，" + e.Missing
	}
	return text
}

func tallyWord(t entitle.Tally) string {
	var parts []string
	for st := entitle.Due; st <= entitle.Twice; st++ {
		if t[st] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", st.Chinese(), t[st]))
		}
	}
	return strings.Join(parts, "，")
}

func worst(t entitle.Tally) entitle.State {
	for _, st := range []entitle.State{entitle.Twice, entitle.Due, entitle.Unproved} {
		if t[st] > 0 {
			return st
		}
	}
	return entitle.Given
}

func lookOf(st entitle.State) widget.Look {
	switch st {
	case entitle.Given:
		return widget.Good
	case entitle.Twice:
		return widget.Red
	}
	return widget.Warning
}

func (s *Entitled) inHand() *dueRow {
	if i := s.table.Index(); i >= 0 && i < len(s.rows) {
		return &s.rows[i]
	}
	return nil
}

// take does what is next for the line in hand: give what is due, else look at
// what was given.
func (s *Entitled) take() screen.Action {
	r := s.inHand()
	switch {
	case r == nil:
		return nil
	case r.feast != nil && r.feast.Tally[entitle.Due] < r.feast.Tally.All() && !s.open[r.feast.Occasion]:
		s.open[r.feast.Occasion] = true
		s.lay()
		return nil
	case r.feast != nil && r.feast.Tally[entitle.Due] > 0, r.one != nil && r.one.State == entitle.Due:
		return s.give()
	}
	return s.look()
}

// give opens the form for the line in hand: for everybody at a festival, or for
// those who were left out so far.
func (s *Entitled) give() screen.Action {
	r := s.inHand()
	if !s.writes || r == nil {
		return screen.Notice{Text: lookOnly, Bad: true}
	}
	if f := r.feast; f != nil {
		if f.Tally[entitle.Due] == f.Tally.All() {
			return screen.Open{Route: screen.GiftForm{Occasion: f.Occasion, Day: f.Day}}
		}
		return screen.Open{Route: screen.GiftForm{Occasion: f.Occasion, Day: f.Day, Lacking: true}}
	}
	e := r.one
	route := screen.GiftForm{Occasion: e.Occasion, Member: e.Member, Day: e.Day}
	if e.Kind == entitle.Service {
		route.Title = e.Name + " " + e.Title
	}
	return screen.Open{Route: route}
}

func (s *Entitled) look() screen.Action {
	r := s.inHand()
	if r == nil || r.one == nil || len(r.one.Gives) == 0 {
		return screen.Notice{Text: "还没有发过，没有可以看的。"}
	}
	return screen.Open{Route: screen.GiftView{ID: r.one.Gives[len(r.one.Gives)-1].Gift}}
}

// Bindings are the keys.
func (s *Entitled) Bindings() []screen.Binding {
	write, born := "", ""
	switch {
	case !s.loaded:
		write = reading
	case !s.writes:
		write = lookOnly
	}
	if born = write; born == "" && !slices.ContainsFunc(s.cal.Entries, func(e entitle.Entry) bool { return e.Kind == entitle.Birthday && e.State == entitle.Due }) {
		born = "这个月没有应发未发的生日。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "办理", Help: "应发的就去发，发过的看那一次；节日展开名单"},
		{Keys: []string{"f2", "b"}, Label: "生日一张表", Help: "这个月过生日、还没发的人做成一张名单", Disabled: born},
		{Keys: []string{"f3", "["}, Label: "上月"},
		{Keys: []string{"f4", "]"}, Label: "下月"},
		{Keys: []string{"f5", "t"}, Label: "换情况", Help: "只看应发未发、已发、缺证明、重复发放的；再按看下一种"},
		{Keys: []string{"f6", "space", "x"}, Label: "展开", Help: "展开或收起节日的名单", Hidden: true},
		{Keys: []string{"f7", "g"}, Label: "发", Help: "为光标所在的人或节日发慰问", Disabled: write, Hidden: true},
		{Keys: []string{"f9", "v"}, Label: "看那次", Help: "看发的那一次慰问", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}, s.table.Bindings()...)
}
