package event

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptEvent marks the plan in hand among the forms that outlive a crash.
const keptEvent = "event"

// lines is how many items of the budget and levels of prizes a plan takes.
const lines = 8

// Form is the plan of an event.
type Form struct {
	d      *desk.Desk
	route  screen.EventForm
	stamp  ledger.Stamp
	form   *widget.Form
	f      fields
	old    ledger.Event
	prac   ledger.Practice
	people []ledger.Member
	next   ledger.EventID // the number of a new event
	loaded bool
	writes bool
	busy   bool
	warned bool // the rules asked for a reason
	clean  map[string]string
	kept   map[string]string
	w, h   int
}

// fields are the parts that save reads.
type fields struct {
	name, place, money, heads, organisers, meals, safety, by, minute, reason, second *widget.Input
	kind                                                                             *widget.Pick
	payer                                                                            *widget.Choice
	from, to, approved                                                               *widget.Day
	barred                                                                           *widget.Check
	items                                                                            [lines]item
	levels                                                                           [lines]level
}

type item struct {
	name   *widget.Input
	amount *widget.Amount
}

type level struct {
	name, count, what *widget.Input
	each              *widget.Amount
	team              *widget.Check
}

// NewForm makes the plan of an event, or of a new one (ID 0).
func NewForm(d *desk.Desk, route screen.EventForm) screen.Screen {
	f := &Form{d: d, route: route, stamp: d.Stamp(), w: 80, h: 21}
	f.build()
	return f
}

type (
	planRead struct {
		old     ledger.Event
		missing bool
		writes  bool
		prac    ledger.Practice
		people  []ledger.Member
		next    ledger.EventID
		kept    *desk.Form
	}
	planSaved struct {
		id      ledger.EventID
		receipt ledger.Receipt
		err     error
	}
	planLeft    struct{ sure bool }
	planRevised struct {
		why string
		ok  bool
	}
)

// Init reads the event, and what was typed before a crash.
func (f *Form) Init() tea.Cmd {
	d, id, wants := f.d, f.route.ID, f.route.Kept
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := planRead{writes: d.CanWrite(r), prac: r.Practice(), next: r.LastEvent() + 1}
		if k, ok := d.Kept.Load(keptEvent); ok && wants {
			m.kept = &k
			var n uint64
			if _, err := fmt.Sscan(k.Route["id"], &n); err == nil {
				id = ledger.EventID(n)
			}
		}
		if id != 0 {
			var ok bool
			m.old, ok = r.Event(id)
			m.missing = !ok
		}
		for x := range r.Members() {
			if x.Into == 0 {
				m.people = append(m.people, x)
			}
		}
		return m
	})
}

// Title names the page.
func (f *Form) Title() string {
	if f.old.ID != 0 {
		return "活动方案 " + f.old.ID.String()
	}
	return "新活动"
}

// Capturing reports that letters are typed.
func (f *Form) Capturing() bool { return f.form.Capturing() }

// Resize gives the room.
func (f *Form) Resize(w, h int) {
	f.w, f.h = w, h
	f.form.Resize(min(w, 110), max(4, h-1))
}

// Bindings are the keys of the form.
func (f *Form) Bindings() []screen.Binding {
	write := ""
	switch {
	case !f.loaded:
		write = reading
	case f.busy:
		write = saving
	default:
		write = may(&f.old, f.writes)
	}
	return append([]screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Help: "保存方案；新活动接着加名单", Disabled: write},
		{Keys: []string{"esc"}, Label: "返回"},
	}, f.form.Bindings()...)
}

// Update takes a message.
func (f *Form) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case planRead:
		return f.take(m)
	case planSaved:
		return f.done(m)
	case planLeft:
		if m.sure {
			return screen.Back{}, f.drop()
		}
		return nil, nil
	case planRevised:
		if !m.ok {
			return nil, nil
		}
		e, _ := f.event()
		f.busy = true
		return f.d.Do(ledger.RevisePlan{Event: e, Why: m.why}, f.stamp, f.saved), nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case screen.Shown:
		return nil, nil
	}
	switch f.form.Update(msg) {
	case widget.Used:
		return nil, f.keep()
	case widget.Submit:
		return f.save(), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "f8", "ctrl+s":
			return f.save(), nil
		case "esc":
			return f.leave()
		}
	}
	return nil, nil
}

func (f *Form) leave() (screen.Action, tea.Cmd) {
	if f.busy {
		return nil, nil
	}
	if !f.loaded || maps.Equal(f.form.Values(), f.clean) {
		return screen.Back{}, f.drop()
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"方案还没有保存。要放弃吗？"}, Choices: []string{"接着填", "放弃"}, Then: func(i int) tea.Msg { return planLeft{i == 1} }}, nil
}

func (f *Form) take(m planRead) (screen.Action, tea.Cmd) {
	if m.missing {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}, nil
	}
	f.old, f.writes, f.prac, f.people, f.next = m.old, m.writes, m.prac, m.people, m.next
	if f.loaded {
		return nil, nil // typed values stay
	}
	f.loaded = true
	f.fill()
	f.clean = f.form.Values()
	if m.kept != nil {
		if id := m.kept.Route["stamp"]; id != "" {
			f.stamp.ID = id
		}
		f.route.Plan.Year, _ = strconv.Atoi(m.kept.Route["year"])
		f.route.Plan.No, _ = strconv.Atoi(m.kept.Route["item"])
		f.form.SetValues(m.kept.Values)
		f.kept = f.form.Values()
		return screen.Notice{Text: "上次没填完的方案已恢复。"}, nil
	}
	return nil, nil
}

// keep writes the form in hand down.
func (f *Form) keep() tea.Cmd {
	v := f.form.Values()
	if !f.loaded || !f.writes || maps.Equal(v, f.kept) {
		return nil
	}
	if maps.Equal(v, f.clean) {
		return f.drop()
	}
	f.kept = v
	return f.d.Kept.Keep(desk.Form{Kind: keptEvent, Title: strings.TrimSpace("活动方案 " + f.f.name.Text()),
		Route: map[string]string{"id": fmt.Sprint(uint64(f.old.ID)), "stamp": f.stamp.ID, "year": strconv.Itoa(f.route.Plan.Year), "item": strconv.Itoa(f.route.Plan.No)}, Values: v})
}

func (f *Form) drop() tea.Cmd {
	if f.kept == nil {
		return nil
	}
	f.kept = nil
	return f.d.Kept.Drop(keptEvent)
}

// save settles the form and has the plan written. An approved one asks for the
// reason of the change first.
func (f *Form) save() screen.Action {
	if !f.loaded || f.busy || may(&f.old, f.writes) != "" {
		return nil
	}
	ps := f.form.Settle()
	e, more := f.event()
	if ps = append(ps, more...); len(ps) > 0 {
		f.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	if f.old.Approved != (ledger.Approval{}) && !f.old.SamePlan(&e) {
		return screen.AskText{Title: "调整已批准的方案", Lines: []string{"这个方案已经批准。请写明为什么调整；原来的数会留着。"},
			Check: func(s string) string {
				if strings.TrimSpace(s) == "" {
					return "请写明原因，例如“场地涨价”。"
				}
				return ""
			}, Then: func(s string, ok bool) tea.Msg { return planRevised{s, ok} }}
	}
	f.busy = true
	if p := f.route.Plan; f.old.ID == 0 && p.No > 0 { // what came of a row of the year's plan
		return f.d.DoAll([]ledger.Act{ledger.SaveEvent{Event: e}, ledger.TiePlan{Year: p.Year, No: p.No, Event: f.next}}, f.stamp, func(rs []ledger.Receipt, err error) tea.Msg {
			if err != nil || len(rs) == 0 {
				return f.saved(ledger.Receipt{}, err)
			}
			return f.saved(rs[0], nil)
		})
	}
	return f.d.Do(ledger.SaveEvent{Event: e}, f.stamp, f.saved)
}

func (f *Form) saved(r ledger.Receipt, err error) tea.Msg {
	m := planSaved{receipt: r, err: err, id: f.old.ID}
	var n uint64
	if _, scan := fmt.Sscanf(r.Object, "event/%d", &n); scan == nil {
		m.id = ledger.EventID(n)
	}
	return m
}

func (f *Form) done(m planSaved) (screen.Action, tea.Cmd) {
	f.busy = false
	if m.err != nil {
		for _, p := range desk.Problems(m.err) {
			f.warned = f.warned || slices.Contains([]string{"reason", "second"}, p.Field)
		}
		return tell(f.form, m.err), nil
	}
	note := screen.Notice{Text: "已保存：" + m.receipt.Title + "。"}
	if f.old.ID == 0 {
		return screen.Many{screen.Replace{Route: screen.Roster{ID: m.id}}, note}, f.drop()
	}
	return screen.Many{screen.Back{}, note}, f.drop()
}

// View draws the form.
func (f *Form) View() screen.Frame {
	out := screen.Frame{Lines: f.form.View(), Cursor: f.form.Cursor(), Status: f.form.Help()}
	if len(out.Lines) > f.h {
		out.Lines = out.Lines[:f.h]
	}
	return out
}
