package member

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

// keptKind marks the forms of this package among those that outlive a crash.
const keptKind = "member"

// Form is the page of one member.
type Form struct {
	d     *desk.Desk
	route screen.MemberForm
	stamp ledger.Stamp // one for this form, however often F8 is pressed
	form  *widget.Form
	f     fields

	old     ledger.Member // as the book has it; ID 0: a new one
	loaded  bool
	writes  bool
	busy    bool
	groups  []ledger.Group
	classes []string
	names   map[string][]ledger.Member // the others, by name
	year    paidYear
	start   ledger.Month      // of the book
	clean   map[string]string // values as they came
	kept    map[string]string // values last handed to Kept
	top     int               // first line of the history shown
	w, h    int
}

// fields are the parts that save reads.
type fields struct {
	no, name, phone, note *widget.Input
	group, class          *widget.Pick
	sex, in, move         *widget.Choice
	born, joined, moved   *widget.Day
	post, grade           *widget.Amount
	classFrom, wageFrom   *widget.Month
}

// paidYear is what a member paid in a year.
type paidYear struct {
	year            int
	due, paid, owed ledger.Money
	assessed        bool
}

// NewForm makes the page of a member, or of a new one (ID 0).
func NewForm(d *desk.Desk, route screen.MemberForm) screen.Screen {
	f := &Form{d: d, route: route, stamp: d.Stamp(), w: 80, h: 21}
	f.build()
	return f
}

type (
	opened struct {
		old     ledger.Member
		missing bool
		writes  bool
		groups  []ledger.Group
		classes []string
		names   map[string][]ledger.Member
		year    paidYear
		start   ledger.Month
		kept    *desk.Form
	}
	stored struct {
		receipt ledger.Receipt
		reckon  bool // what dues are reckoned from has changed
		err     error
	}
	led    struct{ err error }
	leave  struct{ sure bool }
	moving struct{ sure bool }
)

// Init reads the member, and what was typed before a crash.
func (f *Form) Init() tea.Cmd { return f.read(f.route.Kept) }

func (f *Form) read(kept bool) tea.Cmd {
	id, today := f.route.ID, f.d.Today()
	return f.d.Read(func(r ledger.Reader) tea.Msg {
		m := opened{writes: f.d.CanWrite(r), groups: r.Groups(), start: r.Unit().Start, names: map[string][]ledger.Member{}}
		if k, ok := f.d.Kept.Load(keptKind); kept && ok {
			m.kept = &k
			n, err := strconv.ParseUint(k.Route["id"], 10, 64)
			if err == nil {
				id = ledger.MemberID(n)
			}
		}
		if id != 0 {
			old, ok := r.Member(id)
			m.old, m.missing = old, !ok
			m.year = yearOf(r, id, today.Year())
		}
		classes := map[string]bool{}
		for x := range r.Members() {
			if x.ID != id {
				m.names[x.Name] = append(m.names[x.Name], ledger.Member{ID: x.ID, No: x.No, Group: x.Group})
			}
			for _, s := range x.Stands {
				classes[string(s.Class)] = true
			}
		}
		for _, rule := range r.DuesRules() {
			for _, c := range rule.Rates {
				classes[string(c.Class)] = true
			}
		}
		for _, c := range ledger.MemberClasses() {
			m.classes = append(m.classes, string(c))
			delete(classes, string(c))
		}
		m.classes = append(m.classes, slices.Sorted(maps.Keys(classes))...)
		return m
	})
}

func yearOf(r ledger.Register, id ledger.MemberID, year int) paidYear {
	y := paidYear{year: year}
	for k := range 12 {
		mo := ledger.MonthOf(year, k+1)
		if d, ok := r.Due(id, mo); ok {
			paid := r.Paid(id, mo).Posted
			y.assessed = true
			y.due, y.paid, y.owed = y.due+d.Payable(), y.paid+paid, y.owed+max(0, d.Payable()-paid)
		}
	}
	return y
}

// Title names the page.
func (f *Form) Title() string {
	switch {
	case f.old.ID != 0:
		return "会员 " + f.old.No + " " + widget.Cut(f.old.Name, 20)
	case f.route.ID != 0:
		return "会员"
	}
	return "新会员"
}

// Capturing reports that letters are typed.
func (f *Form) Capturing() bool { return f.form.Capturing() }

// Resize gives the room.
func (f *Form) Resize(w, h int) {
	f.w, f.h = w, h
	f.form.Resize(w, f.formHeight())
}

// formHeight leaves some lines for the history.
func (f *Form) formHeight() int {
	if f.old.ID == 0 {
		return max(4, f.h-1)
	}
	return max(4, min(f.h-5, 12))
}

// Bindings are the keys of the form.
func (f *Form) Bindings() []screen.Binding {
	write, lead := "", ""
	switch {
	case !f.loaded:
		write = "正在读取，请稍候。"
	case f.busy:
		write = "正在保存，请稍候。"
	case !f.writes:
		write = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	}
	switch {
	case write != "":
		lead = write
	case f.old.ID == 0:
		lead = "先保存这位新会员，再设为组长。"
	case f.old.Group == "":
		lead = "这位会员还没有编入小组。"
	case f.leads():
		lead = "这位会员已经是组长。"
	}
	said := ""
	if f.old.ID == 0 {
		said = "新会员还没有收支，保存以后再看。"
	}
	keys := []screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: write},
		{Keys: []string{"esc"}, Label: "返回"},
		{Keys: []string{"f5"}, Label: "设为组长", Help: "把这位会员设为所在小组的组长", Disabled: lead, Hidden: f.old.ID == 0},
		{Keys: []string{"f3"}, Label: "收支", Help: "这位会员交了什么、领了什么：个人收支明细", Hidden: f.old.ID == 0, Disabled: said},
		{Keys: []string{"pgdown", "pgup"}, Label: "看记录", Help: "翻看下面的会籍、身份、工资记录", Hidden: true},
	}
	return append(keys, f.form.Bindings()...)
}

func (f *Form) leads() bool {
	return slices.ContainsFunc(f.groups, func(g ledger.Group) bool { return g.Name == f.old.Group && g.Leader == f.old.ID })
}

// Update takes a message.
func (f *Form) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case opened:
		return f.take(msg)
	case stored:
		return f.done(msg)
	case led:
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		return screen.Notice{Text: f.old.Name + "已设为" + f.old.Group + "的组长。"}, f.read(false)
	case leave:
		if msg.sure {
			return screen.Back{}, f.drop()
		}
		return nil, nil
	case moving:
		if msg.sure {
			return f.save(true), nil
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		return nil, nil
	}
	switch f.form.Update(msg) {
	case widget.Used:
		return nil, f.keep()
	case widget.Submit:
		return f.save(false), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return f.key(k.String())
	}
	return nil, nil
}

func (f *Form) key(key string) (screen.Action, tea.Cmd) {
	switch key {
	case "f8", "ctrl+s":
		return f.save(false), nil
	case "f5":
		return f.lead(), nil
	case "f3":
		if f.old.ID != 0 {
			return statementOf(f.old.ID), nil
		}
	case "pgdown":
		f.top = min(f.top+3, max(0, len(f.history())-1))
	case "pgup":
		f.top = max(0, f.top-3)
	case "esc":
		if f.busy {
			return nil, nil
		}
		if !f.touched() {
			return screen.Back{}, f.drop()
		}
		return screen.Ask{Title: "还没有保存", Lines: []string{"改动还没有保存。要放弃吗？"}, Choices: []string{"接着填", "放弃改动"},
			Then: func(i int) tea.Msg { return leave{i == 1} }}, nil
	}
	return nil, nil
}

// take fills the form with what was read.
func (f *Form) take(m opened) (screen.Action, tea.Cmd) {
	if m.missing {
		return screen.Many{screen.Back{}, screen.Notice{Text: "名册里没有这位会员。", Bad: true}}, nil
	}
	again := f.loaded
	f.old, f.writes, f.groups, f.classes, f.names, f.year, f.start, f.loaded = m.old, m.writes, m.groups, m.classes, m.names, m.year, m.start, true
	if again {
		return nil, nil // typed values stay
	}
	f.build()
	f.fill()
	f.Resize(f.w, f.h)
	f.clean = f.form.Values()
	if m.kept != nil {
		f.stamp.ID = cmpOr(m.kept.Route["stamp"], f.stamp.ID)
		f.form.SetValues(m.kept.Values)
		f.kept = f.form.Values()
		return screen.Notice{Text: "上次没填完的内容已恢复。"}, nil
	}
	return nil, nil
}

func cmpOr(a, b string) string {
	if len(a) == len(b) {
		return a
	}
	return b
}

func (f *Form) touched() bool { return f.loaded && !maps.Equal(f.form.Values(), f.clean) }

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
	return f.d.Kept.Keep(desk.Form{Kind: keptKind, Title: strings.TrimSpace(f.Title() + " " + f.f.name.Text()),
		Route: map[string]string{"id": fmt.Sprint(f.old.ID), "stamp": f.stamp.ID}, Values: v})
}

// drop forgets the form in hand, if it is this one.
func (f *Form) drop() tea.Cmd {
	if f.kept == nil {
		return nil
	}
	f.kept = nil
	return f.d.Kept.Drop(keptKind)
}
