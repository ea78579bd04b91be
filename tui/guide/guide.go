// Package guide leads a person who has no book yet to one: a new book in five
// short steps, the practice book, a book that lies somewhere, or a backup. It
// works before any book is open. What is typed is kept at each change, so the
// guide can be left in the middle and taken up again.
package guide

import (
	"maps"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/settings/opening"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Env is what the guide works with.
type Env struct {
	Theme       theme.Theme
	Shelf       ledger.Shelf
	Now         func() time.Time
	NewID       func() string // 16 random bytes in hex
	DefaultPath string        // where a new book goes if nothing else is said
	Kept        *desk.Kept    // the guide in hand; never nil
	// Demo makes the practice book; nil: there is none.
	Demo func(path string, progress screen.Progress) error
	// Opened is told, off the Update loop, of the book that is now open and who
	// works in it. It may give the route that takes the guide's place; nil means
	// the home screen. Any other message is sent on.
	Opened func(book ledger.Book, operator string) tea.Msg
}

// page is where in the guide a person is.
type page int

const (
	pageStart page = iota
	pageUnit
	pagePeople
	pageOpening
	pageMembers
	pageSummary
)

// Screen is the guide.
type Screen struct {
	e    Env
	w, h int
	page page
	at   int        // line in hand on the first page
	kept *desk.Form // what was left the last time

	unit    *widget.Form
	people  *widget.Form
	persons []*person
	single  *widget.Check
	sheet   *opening.Sheet
	members *widget.Form

	spot   spot             // what was found out about the book's place
	roll   roll             // and about the list of members
	later  bool             // the opening balances are left for later
	wrong  []ledger.Problem // why the book could not be made
	stamp  ledger.Stamp     // one for the guide: a repeated key makes one book
	bookID string
	last   map[string]string // what was kept last
	busy   bool
	goal   string // file of the book that is being opened
	book   opened // the open book, until the App has taken it over
	who    []ledger.Person
	after  tea.Msg // what follows once the book is made
}

// New makes the guide.
func New(e Env) screen.Screen {
	s := &Screen{e: e, w: 80, h: 21}
	s.stamp, s.bookID = ledger.Stamp{ID: e.NewID()}, e.NewID()
	s.unit = s.unitForm()
	s.people = widget.NewForm(e.Theme)
	s.single = widget.NewCheck("单人模式：只有我一个人记账", false)
	s.setPersons([]*person{newPerson("", ledger.Treasurer)})
	s.sheet = opening.New(e.Theme, ledger.ChartFor())
	s.members = s.membersForm()
	return s
}

// Title names the page.
func (s *Screen) Title() string {
	if s.page == pageStart {
		return "会账"
	}
	return "新建账本"
}

// keptKind is the kind of the guide's kept form.
const keptKind = "guide"

type found struct{ form desk.Form }

// Init looks for a guide that was left in the middle.
func (s *Screen) Init() tea.Cmd {
	k := s.e.Kept
	return func() tea.Msg {
		if f, ok := k.Load(keptKind); ok {
			return found{f}
		}
		return nil
	}
}

// Resize gives the room.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	s.fit()
}

// Update takes a message and keeps what was typed by it.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	action, cmd := s.take(msg)
	s.fit()
	if s.page == pageStart || s.busy {
		return action, cmd
	}
	if now := s.values(); !maps.Equal(now, s.last) {
		s.last = now
		return action, tea.Batch(cmd, s.e.Kept.Keep(desk.Form{Kind: keptKind, Title: s.keptTitle(), Values: now}))
	}
	return action, cmd
}

func (s *Screen) take(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case found:
		if s.page == pageStart && s.last == nil {
			s.kept, s.at = &msg.form, 0
		}
	case looked:
		return s.afterLook(msg), nil
	case rolled:
		return s.afterRoll(msg), nil
	case sheetRead:
		return s.afterSheet(msg), nil
	case answer:
		return s.answered(msg)
	case created:
		return s.afterCreate(msg)
	case made:
		return s.afterMade(msg)
	case openedBook:
		return s.afterOpen(msg)
	case arrived:
		return s.leave(msg.msg)
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg:
		s.toForm(msg)
	case tea.MouseClickMsg:
		if s.page == pageStart {
			return s.click(msg)
		}
		s.toForm(msg)
	}
	return screen.Stay{}, nil
}

// toForm gives a message to the form of the page.
func (s *Screen) toForm(msg tea.Msg) widget.Outcome {
	switch s.page {
	case pageUnit:
		return s.unit.Update(msg)
	case pagePeople:
		out := s.people.Update(msg)
		s.morePersons()
		return out
	case pageOpening:
		return s.sheet.Update(msg)
	case pageMembers:
		return s.members.Update(msg)
	}
	return widget.Passed
}

func (s *Screen) key(msg tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	if s.busy {
		return screen.Notice{Text: "正在处理，请稍候。"}, nil
	}
	if s.page == pageStart {
		return s.startKey(msg.String())
	}
	switch msg.String() {
	case "f8", "ctrl+s":
		return s.next()
	case "f9":
		return s.finishNow()
	}
	switch s.toForm(msg) {
	case widget.Used:
		return screen.Stay{}, nil
	case widget.Submit:
		return s.next()
	}
	switch key := msg.String(); {
	case key == "esc":
		s.page--
		s.wrong = nil
	case key == "enter" && s.page == pageSummary:
		return s.next()
	case s.page == pageOpening:
		return s.openingKey(key)
	}
	return screen.Stay{}, nil
}

// next leaves a page for the one after it, once it is in order.
func (s *Screen) next() (screen.Action, tea.Cmd) {
	switch s.page {
	case pageUnit:
		return s.leaveUnit(pagePeople)
	case pagePeople:
		if bad := s.settlePeople(); bad != nil {
			return bad, nil
		}
		s.page = pageOpening
	case pageOpening:
		return s.leaveOpening(), nil
	case pageMembers:
		return s.leaveMembers()
	case pageSummary:
		return s.create()
	}
	return screen.Stay{}, nil
}

// finishNow goes to the summary; what comes between is left for later.
func (s *Screen) finishNow() (screen.Action, tea.Cmd) {
	switch s.page {
	case pageUnit:
		return s.leaveUnit(pageSummary)
	case pagePeople:
		if bad := s.settlePeople(); bad != nil {
			return bad, nil
		}
		s.page = pageSummary
	case pageOpening:
		if act := s.leaveOpening(); s.page != pageMembers {
			return act, nil
		}
		s.page = pageSummary
	case pageMembers:
		return s.leaveMembers()
	}
	return screen.Stay{}, nil
}

// Capturing reports that text is typed now.
func (s *Screen) Capturing() bool {
	switch s.page {
	case pageUnit:
		return s.unit.Capturing()
	case pagePeople:
		return s.people.Capturing()
	case pageOpening:
		return s.sheet.Capturing()
	case pageMembers:
		return s.members.Capturing()
	}
	return false
}
