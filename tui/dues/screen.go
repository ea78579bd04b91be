package dues

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptKind marks the payments in hand among the forms that outlive a crash.
const keptKind = "dues"

// where the keys go.
type focus int

const (
	onGrid focus = iota
	onCash       // the money handed in
	onFind       // the search field
)

// Sheet is the screen of members and months.
type Sheet struct {
	d    *desk.Desk
	year int
	s    *sheet // nil until it was read
	grid *widget.Grid
	rows []row

	marks  marks
	people int // of the marks
	total  ledger.Money
	cash   *widget.Amount
	find   *widget.Input
	asked  int                      // searches asked for
	found  map[ledger.MemberID]bool // nil: everybody
	focus  focus
	panel  panel // in place of the sheet, nil: none
	kept   bool  // marks of the last time were looked for
	placed bool  // the cursor was put on the month in hand
	w, h   int
}

// panel is a page of this screen other than the sheet.
type panel interface {
	update(msg tea.Msg) (screen.Action, tea.Cmd, bool) // false: it is done
	view() screen.Frame
	resize(w, h int)
	bindings() []screen.Binding
	capturing() bool
	title() string
}

// New makes the sheet of a year; year 0 is the current one.
func New(d *desk.Desk, route screen.DuesGrid) screen.Screen {
	year := route.Year
	if year == 0 {
		year = d.Today().Year()
	}
	s := &Sheet{d: d, year: year, marks: marks{}, cash: widget.NewAmount(), find: &widget.Input{Hint: "姓名、拼音、编号", Limit: 40}, w: 80, h: 21}
	s.grid = widget.NewGrid(d.Theme, nil, heads(), 4)
	s.grid.Empty = "正在读取，请稍候。"
	s.Resize(s.w, s.h)
	return s
}

func heads() []string {
	out := make([]string, 12)
	for i := range out {
		out[i] = fmt.Sprintf("%d月", i+1)
	}
	return out
}

type (
	loaded struct {
		s    *sheet
		kept *desk.Form
	}
	foundMembers struct {
		n   int
		ids map[ledger.MemberID]bool
	}
)

// Init reads the year, and the payments that were in hand when the program
// last ended.
func (s *Sheet) Init() tea.Cmd { return s.read() }

func (s *Sheet) read() tea.Cmd {
	year, lookKept := s.year, !s.kept
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		m := loaded{s: load(r, year, s.d.CanWrite(r))}
		if !lookKept {
			return m
		}
		if f, ok := s.d.Kept.Load(keptKind); ok {
			m.kept = &f
		}
		return m
	})
}

// Title names the page.
func (s *Sheet) Title() string {
	if s.panel != nil {
		return s.panel.title()
	}
	return fmt.Sprintf("会费 %d年", s.year)
}

// Capturing reports that letters are typed into a field.
func (s *Sheet) Capturing() bool {
	if s.panel != nil {
		return s.panel.capturing()
	}
	return s.focus != onGrid
}

// Update takes a message.
func (s *Sheet) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case loaded:
		return s.take(msg)
	case screen.Shown:
		return nil, s.read()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case foundMembers:
		if msg.n == s.asked {
			s.found = msg.ids
			s.grid.Empty = s.whyEmpty()
			s.layRows()
		}
		return nil, nil
	case booked:
		return s.afterBooking(msg)
	case assessed:
		if msg.err != nil {
			return desk.Bad(msg.err), s.read()
		}
		return screen.Notice{Text: msg.text}, s.read()
	case typedPart:
		return s.payPart(msg)
	case opened:
		return s.working(msg), nil
	case chose:
		return s.afterWorking(msg), nil
	case waiving:
		return s.waive(msg), nil
	}
	if s.panel != nil {
		action, cmd, stays := s.panel.update(msg)
		if !stays {
			s.panel = nil
			s.Resize(s.w, s.h)
		}
		return action, cmd
	}
	return s.input(msg)
}

// whyEmpty says why there is nobody to show: nobody is found, or nobody is there.
func (s *Sheet) whyEmpty() string {
	if s.found != nil {
		return "没有找到这样的会员。可以打姓名、拼音首字母或编号，Esc 看全部。"
	}
	return "名册里还没有会员。按 F10 到会员名册里录入或导入。"
}

// take shows a year that was read.
func (s *Sheet) take(msg loaded) (screen.Action, tea.Cmd) {
	if msg.s.year != s.year {
		return nil, nil // another year was asked for meanwhile
	}
	s.s = msg.s
	s.grid.Empty = s.whyEmpty()
	var action screen.Action
	if msg.kept != nil && len(s.marks) == 0 {
		s.marks = readMarks(msg.kept.Values["marks"])
		s.cash.SetText(msg.kept.Values["cash"])
		if len(s.marks) > 0 {
			action = screen.Notice{Text: "上次勾选、还没有入账的会费已恢复，可以接着做。"}
		}
	}
	s.kept = true
	n := len(s.marks)
	if dropped := s.marks.renew(s.s); dropped > 0 && n > 0 {
		action = screen.Notice{Text: fmt.Sprintf("%d 笔勾选已不用收（已缴或已减免），去掉了。", dropped)}
	}
	s.layRows()
	if !s.placed && len(s.rows) > 0 {
		s.placed = true
		s.grid.Move(s.firstPerson(), s.startMonth())
	}
	s.count()
	if l, ok := s.panel.(*leftOut); ok {
		again := newLeftOut(s.d.Theme, s.s, l.month)
		again.table.Select(l.table.Key())
		s.panel = again
		s.Resize(s.w, s.h)
	}
	return action, nil
}

// startMonth is the month in hand when the sheet is opened.
func (s *Sheet) startMonth() int {
	today := s.d.Today()
	switch {
	case s.year == today.Year():
		return today.Month().Num() - 1
	case s.year < today.Year():
		return 11
	}
	return 0
}

func (s *Sheet) count() { s.people, s.total = s.marks.sum() }

// keep writes the payments in hand down.
func (s *Sheet) keep() tea.Cmd {
	s.count()
	switch {
	case !s.kept:
		return nil // what was kept has not been read yet
	case len(s.marks) == 0:
		return s.d.Kept.Drop(keptKind)
	}
	return s.d.Kept.Keep(desk.Form{Kind: keptKind, Title: fmt.Sprintf("会费：勾选了 %d 人 %s 元，还没有入账", s.people, s.total.Grouped()),
		Route: map[string]string{"year": fmt.Sprint(s.year)}, Values: map[string]string{"marks": s.marks.text(), "cash": s.cash.Text()}})
}

// month is the month in hand: that of the cursor.
func (s *Sheet) month() ledger.Month {
	_, col := s.grid.At()
	return ledger.MonthOf(s.year, col+1)
}

// setYear goes to another year.
func (s *Sheet) setYear(year int) tea.Cmd {
	if year < 1900 || year > 2199 {
		return nil
	}
	s.year = year
	s.grid.Empty = "正在读取，请稍候。"
	return s.read()
}
