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
	"huizhang/tui/member"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptAttend marks the attendance in hand among the forms that outlive a crash.
const keptAttend = "attend"

// Attendance keys the sign-in sheet that came back: one key a line, or the few
// who were absent by name and then the rest at once.
type Attendance struct {
	d      *desk.Desk
	id     ledger.EventID
	e      ledger.Event
	all    []ledger.Entrant
	nos    map[ledger.MemberID]string // member numbers
	others []ledger.Member            // members who are not on the roster
	marks  map[int]ledger.Presence    // by roster number, where it differs from the book
	late   []ledger.MemberID
	guests []string
	shown  []int
	find   *widget.Input
	who    *widget.Pick
	adding *widget.Form // somebody who came unasked; nil: none
	table  *widget.Table
	stamp  ledger.Stamp
	loaded bool
	writes bool
	busy   bool
	w, h   int
}

// NewAttendance makes the page that keys an event's attendance.
func NewAttendance(d *desk.Desk, route screen.Attendance) screen.Screen {
	s := &Attendance{d: d, id: route.ID, stamp: d.Stamp(), marks: map[int]ledger.Presence{}, find: &widget.Input{Limit: 30, Fold: true, Hint: "未到的人：姓名、首字母、号"}, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "号", Width: 4, Right: true}, widget.Column{Title: "姓名", Width: 12, Grow: 1}, widget.Column{Title: "小组", Width: 12, Grow: 1},
		widget.Column{Title: "到场", Width: 6}, widget.Column{Title: "备注", Width: 14, Grow: 1})
	s.table.Y = 2
	s.table.Empty = reading
	s.who = widget.NewPick("会员", s.strangers)
	s.who.Free = true
	return s
}

type (
	attendRead struct {
		e      ledger.Event
		all    []ledger.Entrant
		nos    map[ledger.MemberID]string
		others []ledger.Member
		found  bool
		writes bool
		kept   *desk.Form
	}
	attendSaved struct {
		receipt ledger.Receipt
		err     error
	}
	attendLeft struct{ choice int }
	came       struct {
		nos []int
		err error
	}
)

// Init reads the roster, and what was keyed before a crash.
func (s *Attendance) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := attendRead{writes: d.CanWrite(r), nos: map[ledger.MemberID]string{}}
		if m.e, m.found = r.Event(id); !m.found {
			return m
		}
		m.all = ledger.Roster(r, id)
		on := map[ledger.MemberID]bool{}
		for _, x := range m.all {
			on[x.Member] = true
		}
		for x := range r.Members() {
			m.nos[x.ID] = x.No
			if !on[x.ID] && x.Into == 0 && x.On(m.e.From) {
				m.others = append(m.others, x)
			}
		}
		if k, ok := d.Kept.Load(keptAttend); ok && k.Route["id"] == fmt.Sprint(uint64(id)) {
			m.kept = &k
		}
		return m
	})
}

// Title names the page.
func (s *Attendance) Title() string { return "签到登记 " + s.id.String() }

// Capturing reports that letters are typed.
func (s *Attendance) Capturing() bool { return s.loaded && s.may() == "" }

// Resize gives the room.
func (s *Attendance) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(3, h-3))
	if s.adding != nil {
		s.adding.Resize(w, max(4, h-3))
	}
}

func (s *Attendance) may() string {
	switch {
	case !s.loaded:
		return reading
	case s.busy:
		return saving
	}
	return may(&s.e, s.writes)
}

// Bindings are the keys of the page.
func (s *Attendance) Bindings() []screen.Binding {
	write := s.may()
	if s.adding != nil {
		return []screen.Binding{{Keys: []string{"enter"}, Label: "加入", Help: "这个人到场了；名册里没有的作为客人"}, {Keys: []string{"f7"}, Label: "挑选"}, {Keys: []string{"esc"}, Label: "返回"}}
	}
	none := write
	if none == "" && len(s.all) == 0 {
		none = "名单还是空的，请先到“名单”加人。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "到 / 未到", Help: "查找里打了字：这个人未到；没有打字：光标所在的人到了，下一个", Disabled: none},
		{Keys: []string{"space"}, Label: "未到", Help: "光标所在的人未到，下一个（查找里没有打字时）", Disabled: none},
		{Keys: []string{"f5", "ctrl+a"}, Label: "其余全到", Help: "还没有登记的人都算到了", Disabled: none},
		{Keys: []string{"f4", "insert"}, Label: "临时来的", Help: "不在名单里、当天来了的会员或客人", Disabled: write},
		{Keys: []string{"f2", "ctrl+o"}, Label: "导入", Help: "从表格导入到场的人，其余算未到", Disabled: none, Hidden: true},
		{Keys: []string{"delete", "ctrl+d"}, Label: "清除", Help: "光标所在的人改回没有登记", Disabled: none, Hidden: true},
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// Update takes a message.
func (s *Attendance) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case attendRead:
		return s.take(m), nil
	case attendSaved:
		return s.done(m)
	case filed:
		if m.ok {
			return s.importPresent(member.TidyPath(m.text)), nil
		}
		return nil, nil
	case came:
		return s.took(m), s.keep()
	case attendLeft:
		switch m.choice {
		case 1:
			return s.save(), nil
		case 2:
			return screen.Back{}, s.d.Kept.Drop(keptAttend)
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	if s.adding != nil {
		return s.typedLate(msg), s.keep()
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if a, taken := s.key(k.String()); taken {
			return a, s.keep()
		}
		if s.may() == "" && widget.Typed(k) != "" || k.String() == "backspace" {
			s.find.Update(msg)
			s.narrow()
			return nil, nil
		}
	}
	s.table.Update(msg)
	return nil, nil
}

// key takes what is not typed into the search.
func (s *Attendance) key(key string) (screen.Action, bool) {
	typed := strings.TrimSpace(s.find.Text()) != ""
	switch {
	case key == "esc" && typed:
		s.find.SetText("")
		s.narrow()
		return nil, true
	case key == "esc":
		return s.leave(), true
	case s.may() != "":
		return nil, key == "enter" || key == "space"
	case key == "enter" && typed:
		s.mark(ledger.Absent, false)
		s.find.SetText("")
		s.narrow()
		return nil, true
	case key == "enter":
		s.mark(ledger.Present, true)
		return nil, true
	case key == "space" && !typed:
		s.mark(ledger.Absent, true)
		return nil, true
	case key == "delete" || key == "ctrl+d":
		if i := s.table.Index(); i >= 0 && i < len(s.shown) && s.now(&s.all[s.shown[i]]) == ledger.Unsaid {
			return screen.Notice{Text: "光标所在的人本来就没有登记。"}, true
		}
		s.mark(ledger.Unsaid, false)
		return nil, true
	case key == "f5" || key == "ctrl+a":
		said := screen.Action(screen.Notice{Text: "每个人都登记过了，没有要改的。"})
		for _, x := range s.all {
			if s.now(&x) == ledger.Unsaid {
				s.marks[x.No], said = ledger.Present, nil
			}
		}
		s.lay()
		return said, true
	case key == "f4" || key == "insert":
		s.who.Set(widget.Option{})
		s.adding = widget.NewForm(s.d.Theme, widget.Item{Name: "who", Label: "临时来的", Width: 30, Field: s.who, Help: "姓名、拼音首字母或编号；名册里没有的作为客人"})
		s.adding.Y = 1
		s.adding.Resize(s.w, max(4, s.h-3))
		return nil, true
	case key == "f2" || key == "ctrl+o":
		return screen.AskText{Title: "导入到场名单", Lines: []string{"XLSX 或 CSV 文件，表头要有：姓名或编号。在里面的算到了，其余算未到；保存前可以再改。"}, Then: func(t string, ok bool) tea.Msg { return filed{t, ok} }}, true
	case key == "f8" || key == "ctrl+s":
		return s.save(), true
	}
	return nil, false
}

// now is what is known of somebody, keyed or in the book.
func (s *Attendance) now(x *ledger.Entrant) ledger.Presence {
	if p, ok := s.marks[x.No]; ok {
		return p
	}
	return x.Here
}

// mark marks the row in hand, and goes on to the next.
func (s *Attendance) mark(p ledger.Presence, on bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.shown) {
		return
	}
	x := &s.all[s.shown[i]]
	if x.Here == p {
		delete(s.marks, x.No)
	} else {
		s.marks[x.No] = p
	}
	s.lay()
	if on && i+1 < len(s.shown) {
		s.table.SetIndex(i + 1)
	}
}

// narrow shows those whom the search means.
func (s *Attendance) narrow() {
	q := strings.TrimSpace(s.find.Text())
	s.shown = nil
	exact := -1
	for i := range s.all {
		x := &s.all[i]
		no := strconv.Itoa(x.No)
		if q == "" || no == q || s.nos[x.Member] == q && x.Member != 0 || matches(x.Name, q) {
			if no == q || x.Name == q {
				exact = len(s.shown)
			}
			s.shown = append(s.shown, i)
		}
	}
	s.lay()
	if q != "" && len(s.shown) > 0 {
		s.table.SetIndex(max(0, exact))
	}
}

func (s *Attendance) lay() {
	all, shown := s.all, s.shown
	s.table.Empty = "名单里没有符合的人。"
	if len(all) == 0 {
		s.table.Empty = "名单还是空的，请先到“名单”加人。"
	}
	s.table.SetRows(widget.List{N: len(shown), ID: func(i int) string { return strconv.Itoa(all[shown[i]].No) }, Cells: func(i int) []widget.Cell {
		x := &all[shown[i]]
		name := x.Name
		if x.Member == 0 {
			name += "（客人）"
		}
		p := s.now(x)
		cells := widget.Cells(strconv.Itoa(x.No), name, x.Group, presence(p), x.Note)
		cells[3].Look = lookFor(p)
		return cells
	}})
}

func (s *Attendance) take(m attendRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}
	}
	first := !s.loaded
	s.e, s.all, s.nos, s.others, s.writes, s.loaded = m.e, m.all, m.nos, m.others, m.writes, true
	s.narrow()
	if first && m.kept != nil {
		s.readKept(m.kept)
		s.lay()
		return screen.Notice{Text: fmt.Sprintf("上次登记了 %d 人、还没有保存，已恢复。", len(s.marks)+len(s.late)+len(s.guests))}
	}
	return nil
}

func (s *Attendance) touched() bool { return len(s.marks)+len(s.late)+len(s.guests) > 0 }

func (s *Attendance) save() screen.Action {
	if s.may() != "" {
		return nil
	}
	if !s.touched() {
		return screen.Notice{Text: "没有改动，不用保存。"}
	}
	act := ledger.KeepAttendance{Event: s.id, Members: s.late}
	for _, no := range slices.Sorted(maps.Keys(s.marks)) {
		act.Marks = append(act.Marks, ledger.Came{No: no, Here: s.marks[no]})
	}
	for _, g := range s.guests {
		act.Guests = append(act.Guests, ledger.Guest{Name: g})
	}
	s.busy = true
	return s.d.Do(act, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return attendSaved{r, err} })
}

func (s *Attendance) done(m attendSaved) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		return desk.Bad(m.err), nil
	}
	return screen.Many{screen.Back{}, screen.Notice{Text: m.receipt.Title + "。"}}, s.d.Kept.Drop(keptAttend)
}

// View draws the page.
func (s *Attendance) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{" " + reading}}
	}
	here, absent, unsaid := len(s.late)+len(s.guests), 0, 0
	for i := range s.all {
		switch s.now(&s.all[i]) {
		case ledger.Present:
			here++
		case ledger.Absent:
			absent++
		default:
			unsaid++
		}
	}
	t := s.d.Theme
	head := fmt.Sprintf(" %s %s　到 %d，未到 %d，未登记 %d", s.e.ID, s.e.Name, here, absent, unsaid)
	if n := len(s.late) + len(s.guests); n > 0 {
		head += fmt.Sprintf("（临时来的 %d）", n)
	}
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Cut(head, s.w))}}
	if s.adding != nil {
		f.Lines = append(f.Lines, s.adding.View()...)
		f.Cursor, f.Status = s.adding.Cursor(), s.adding.Help()
		return f
	}
	label := " 查找 "
	w := min(30, s.w-widget.Width(label)-1)
	f.Lines = append(f.Lines, label+s.find.View(t, w, true))
	if x, ok := s.find.CursorX(w); ok && s.may() == "" {
		f.Cursor = &screen.Cursor{X: widget.Width(label) + x, Y: 1}
	}
	f.Lines = append(f.Lines, s.table.View()...)
	switch {
	case s.touched():
		f.Status = "还没有保存，F8 保存"
	default:
		f.Status = "回车：到，空格：未到"
	}
	return f
}
