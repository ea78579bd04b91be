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

// Roster is the list of who takes part: groups are ticked, single persons typed.
type Roster struct {
	d       *desk.Desk
	id      ledger.EventID
	e       ledger.Event
	all     []ledger.Entrant
	members map[ledger.MemberID]ledger.Member
	open    []ledger.Member // members on the day who are not on the roster
	groups  []groupRow
	table   *widget.Table
	pickset *widget.Table // groups, while they are ticked
	picking bool
	form    *widget.Form // one person typed; nil: none
	who     *widget.Pick
	stamp   ledger.Stamp
	loaded  bool
	writes  bool
	busy    bool
	then    screen.Route // where to go once the roster is frozen
	w, h    int
}

type groupRow struct {
	name   string
	in, on int // members on the day, of them on the roster
}

// NewRoster makes the page of an event's roster.
func NewRoster(d *desk.Desk, route screen.Roster) screen.Screen {
	s := &Roster{d: d, id: route.ID, stamp: d.Stamp(), w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "号", Width: 4, Right: true}, widget.Column{Title: "姓名", Width: 12, Grow: 1}, widget.Column{Title: "小组", Width: 12, Grow: 1},
		widget.Column{Title: "队", Width: 8}, widget.Column{Title: "备注", Width: 16, Grow: 1})
	s.table.Y = 1
	s.table.Empty = reading
	s.pickset = widget.NewTable(d.Theme, widget.Column{Title: "小组", Width: 20, Grow: 1}, widget.Column{Title: "在会", Width: 6, Right: true}, widget.Column{Title: "已在名单", Width: 8, Right: true})
	s.pickset.Y, s.pickset.Multi = 1, true
	s.who = widget.NewPick("会员", s.find)
	s.who.Free = true
	return s
}

type (
	rosterRead struct {
		e       ledger.Event
		all     []ledger.Entrant
		members map[ledger.MemberID]ledger.Member
		open    []ledger.Member
		groups  []groupRow
		found   bool
		writes  bool
	}
	enrolled struct {
		receipt ledger.Receipt
		err     error
	}
	frozen struct {
		receipt ledger.Receipt
		err     error
	}
	freezing struct{ sure bool }
	dropping struct {
		no   int
		text string
		ok   bool
	}
	guesting struct {
		name string
		sure bool
	}
	filed struct {
		text string
		ok   bool
	}
	answerWarned struct {
		act  ledger.Enrol
		text string
		ok   bool
	}
)

// Init reads the roster and who could be on it.
func (s *Roster) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := rosterRead{writes: d.CanWrite(r), members: map[ledger.MemberID]ledger.Member{}}
		if m.e, m.found = r.Event(id); !m.found {
			return m
		}
		m.all = ledger.Roster(r, id)
		on := map[ledger.MemberID]bool{}
		for _, x := range m.all {
			on[x.Member] = x.Member != 0
		}
		at := map[string]int{}
		for _, g := range r.Groups() {
			at[g.Name] = len(m.groups)
			m.groups = append(m.groups, groupRow{name: g.Name})
		}
		for x := range r.Members() {
			m.members[x.ID] = x
			if x.Into != 0 || !x.On(m.e.From) {
				continue
			}
			if i, ok := at[x.Group]; ok {
				m.groups[i].in++
				if on[x.ID] {
					m.groups[i].on++
				}
			}
			if !on[x.ID] {
				m.open = append(m.open, x)
			}
		}
		return m
	})
}

// Title names the page.
func (s *Roster) Title() string { return "活动名单 " + s.id.String() }

// Capturing reports that a name is typed.
func (s *Roster) Capturing() bool { return s.form != nil && s.form.Capturing() }

// Resize gives the room.
func (s *Roster) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(3, h-2))
	s.pickset.Resize(w, max(3, h-2))
	if s.form != nil {
		s.form.Resize(w, max(4, h-3))
	}
}

// add says why nobody can be added now, "" if it can be done.
func (s *Roster) add() string {
	switch {
	case !s.loaded:
		return reading
	case s.busy:
		return saving
	case s.e.Frozen != 0 && may(&s.e, s.writes) == "":
		return "名单已定稿，不能再加人；当天临时来的人在签到登记里加。"
	}
	return may(&s.e, s.writes)
}

// Bindings are the keys of the page.
func (s *Roster) Bindings() []screen.Binding {
	add := s.add()
	back := screen.Binding{Keys: []string{"esc"}, Label: "返回"}
	switch {
	case s.form != nil:
		return []screen.Binding{{Keys: []string{"enter"}, Label: "加入", Help: "加入名单，接着加下一位；名册里没有的作为客人"}, back, {Keys: []string{"f7"}, Label: "挑选", Help: "列出还不在名单里的会员"}}
	case s.picking:
		return append([]screen.Binding{{Keys: []string{"space"}, Label: "打勾", Help: "给小组打勾或取消"}, {Keys: []string{"f8", "enter", "ctrl+s"}, Label: "加入名单", Help: "打了勾的小组（没有打勾就是光标所在的）加入名单", Disabled: add},
			{Keys: []string{"f3", "i"}, Label: "按姓名加", Disabled: add}, back}, slices.DeleteFunc(s.pickset.Bindings(), func(b screen.Binding) bool { return b.Has("space") })...)
	}
	drop, freeze, sheet := may(&s.e, s.writes), add, ""
	if len(s.all) == 0 {
		drop, freeze, sheet = "名单还是空的，请先加人。", "名单还是空的，请先加人。", "名单还是空的，请先加人。"
	}
	if freeze == "" && s.e.Frozen != 0 {
		freeze = "名单已定稿，核对码 " + s.e.Code + "。"
	}
	return append([]screen.Binding{
		{Keys: []string{"f2", "g"}, Label: "加小组", Help: "全体会员或整个小组加入名单", Disabled: add},
		{Keys: []string{"f3", "i"}, Label: "加一个人", Help: "按姓名、拼音首字母加会员；名册里没有的作为客人", Disabled: add},
		{Keys: []string{"f4", "m"}, Label: "导入名单", Help: "从 XLSX 或 CSV 表格（列：姓名或编号）加人", Disabled: add},
		{Keys: []string{"delete", "f6", "d"}, Label: "移出", Help: "把光标所在的人移出名单", Disabled: drop},
		{Keys: []string{"f5", "z"}, Label: "定稿", Help: "固定名单，给出核对码", Disabled: freeze},
		{Keys: []string{"f9", "p"}, Label: "签到表", Help: "打印签到表；没有定稿的先定稿", Disabled: sheet},
		{Keys: []string{"f8", "v"}, Label: "到活动", Help: "看这个活动", Hidden: true},
		back,
	}, s.table.Bindings()...)
}

// Update takes a message.
func (s *Roster) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case rosterRead:
		return s.take(m), nil
	case enrolled:
		return s.added(m)
	case frozen:
		return s.fixed(m)
	case told:
		s.busy = false
		if m.err != nil {
			return desk.Bad(m.err), nil
		}
		return screen.Notice{Text: m.receipt.Title + "。"}, s.Init()
	case listFound:
		return s.enrol(m.act), nil
	case warned:
		s.busy = false
		return screen.AskText{Title: "规则有提醒", Lines: append(strings.Split(m.err.Error(), "\n"), "仍要加入的，请写：理由/共同负责人的姓名，例如“委员会同意/李审核”。"),
			Then: func(t string, ok bool) tea.Msg { return answerWarned{m.act, t, ok} }}, nil
	case freezing, dropping, guesting, filed, answerWarned:
		return s.answered(msg), nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	switch {
	case s.form != nil:
		return s.typed(msg), nil
	case s.picking:
		return s.ticked(msg), nil
	}
	return s.listed(msg), nil
}

func (s *Roster) take(m rosterRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}
	}
	first := !s.loaded
	s.e, s.all, s.members, s.open, s.groups, s.writes, s.loaded = m.e, m.all, m.members, m.open, m.groups, m.writes, true
	if first && len(s.all) == 0 && s.add() == "" {
		s.picking = true
	}
	s.lay()
	return nil
}

func (s *Roster) lay() {
	all, members := s.all, s.members
	s.table.Empty = "名单还是空的。按 F2 加小组，按 F3 按姓名加人。"
	s.table.SetRows(widget.List{N: len(all), ID: func(i int) string { return strconv.Itoa(all[i].No) }, Cells: func(i int) []widget.Cell {
		x := &all[i]
		name := x.Name
		if x.Member == 0 {
			name += "（客人）"
		}
		note := x.Note
		for _, t := range []struct {
			on   bool
			word string
		}{{x.Late, "临时加入"}, {x.Organiser, "组织"}, {x.Here != ledger.Unsaid, presence(x.Here)}, {members[x.Member].Into != 0, "重复登记已合并"}} {
			if t.on {
				note = strings.Trim(t.word+"，"+note, "，")
			}
		}
		return widget.Cells(strconv.Itoa(x.No), name, x.Group, x.Team, note)
	}})
	groups := s.groups
	rows := append([]groupRow{{name: everyone, in: len(s.open) + s.onRoster(), on: s.onRoster()}}, groups...)
	s.pickset.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].name }, Cells: func(i int) []widget.Cell {
		return widget.Cells(rows[i].name, strconv.Itoa(rows[i].in), blank(rows[i].on))
	}})
	if s.pickset.Index() == 0 && len(groups) > 0 && len(s.pickset.Ticked()) == 0 {
		s.pickset.SetIndex(1)
	}
}

// onRoster counts the members on the roster.
func (s *Roster) onRoster() int {
	n := 0
	for _, x := range s.all {
		if x.Member != 0 {
			n++
		}
	}
	return n
}

// View draws the page.
func (s *Roster) View() screen.Frame {
	t := s.d.Theme
	head := fmt.Sprintf(" %s %s　%s　名单 %d 人", s.e.ID, s.e.Name, span(&s.e), len(s.all))
	if !s.loaded {
		return screen.Frame{Lines: []string{" " + reading}}
	}
	if s.e.Frozen != 0 {
		head += "　已定稿，核对码 " + s.e.Code
	}
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Cut(head, s.w))}}
	switch {
	case s.form != nil:
		f.Lines = append(f.Lines, s.form.View()...)
		c := s.form.Cursor()
		f.Cursor, f.Status = c, s.form.Help()
	case s.picking:
		f.Lines = append(f.Lines, s.pickset.View()...)
		f.Status = "空格打勾，F8 加入"
	default:
		f.Lines = append(f.Lines, s.table.View()...)
	}
	return f
}

// List writes the roster out.
func (s *Roster) List() screen.Listing {
	if !s.loaded || len(s.all) == 0 {
		return nil
	}
	all, e := s.all, s.e
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "活动名单", fmt.Sprintf("%s %s %s", e.ID, e.Name, span(&e)), desk.Column("号", report.KindCount, 4), desk.Column("姓名", report.KindText, 12),
			desk.Column("小组", report.KindText, 14), desk.Column("队", report.KindText, 10), desk.Column("到场", report.KindText, 6), desk.Column("备注", report.KindText, 16))
		return desk.Rows(doc, p, len(all), func(i int) (string, []report.Cell) {
			x := &all[i]
			return strconv.Itoa(x.No), []report.Cell{report.Number(int64(x.No)), report.Text(x.Name), report.Text(x.Group), report.Text(x.Team), report.Text(presence(x.Here)), report.Text(x.Note)}
		})
	}
}
