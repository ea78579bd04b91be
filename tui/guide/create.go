package guide

import (
	"fmt"
	"huizhang/tui/settings/typed"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/settings/opening"
)

// created says how the making of the book ended. The App's side has the book
// already: should the program be closed now, it is closed in order.
type created struct {
	next    tea.Msg  // what Opened answered
	remarks []string // what did not work although the book is there
	members int
	err     error
}

// opened is the book and who works in it, until the App has taken it over.
type opened struct {
	book     ledger.Book
	operator string
}

// create makes the book as the summary shows it.
func (s *Screen) create() (screen.Action, tea.Cmd) {
	u := s.founded()
	first := ledger.Found{Unit: u, People: s.team()}
	if !s.later {
		first.Opening = s.sheet.Rows()
	}
	first.Unit.GuideDone = true
	by := s.stamp
	by.Operator, by.Time = s.operator(), s.e.Now().Unix()
	e, path, list := s.e, typed.Path(s.unit.Values()["path"]), s.roll.path
	s.busy, s.wrong = true, nil
	if list == "" {
		return screen.Many{screen.Notice{Text: "正在建账，请稍候。"}, screen.Commit{Work: func() tea.Msg { return e.make(path, first, by, "", nil) }}}, nil
	}
	return screen.Run{Title: "建账并导入会员", Work: func(p screen.Progress) tea.Msg { return e.make(path, first, by, list, p) }}, nil
}

// make does the I/O: the folder if it is the default one, the book, the members.
func (e Env) make(path string, first ledger.Found, by ledger.Stamp, list string, p screen.Progress) tea.Msg {
	if dir := filepath.Dir(path); dir == filepath.Dir(e.DefaultPath) {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return created{err: ledger.Errf(ledger.CodeUnknown, "不能新建文件夹“%s”。请换一个位置。", ledger.Plain(dir))}
		}
	}
	b, err := e.Shelf.Create(path, first, by)
	if err != nil {
		return created{err: err}
	}
	var out created
	if list == "" {
		out.next = e.Opened(b, by.Operator)
		return out
	}
	by.ID = e.NewID()
	if out.members, err = bringMembers(b, by, list, first.Unit.Start, p); err != nil {
		out.remarks = append(out.remarks, "会员名册没有导入：", err.Error(), "账本已经建好，名册以后可以在“会员”里再导入。")
	}
	out.next = e.Opened(b, by.Operator)
	return out
}

// bringMembers imports a list into a new book, all rows or none. Stopped by the
// person, it leaves the book without members.
func bringMembers(b ledger.Book, by ledger.Stamp, list string, from ledger.Month, p screen.Progress) (int, error) {
	t, err := opening.ReadTable(list)
	if err != nil {
		return 0, err
	}
	var plan *intake.Blueprint
	err = b.View(func(r ledger.Reader) error {
		plan = intake.PlanMembers(r, by, t, from)
		return plan.Problems.Err()
	})
	if err != nil {
		return 0, err
	}
	acts := plan.Acts()
	if len(acts) == 0 {
		return 0, nil
	}
	_, err = b.DoAll(desk.Counted(acts, p), by)
	return len(acts), err
}

func (s *Screen) afterCreate(m created) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		s.wrong = desk.Problems(m.err)
		if len(s.wrong) == 0 {
			s.wrong = []ledger.Problem{{Text: m.err.Error()}}
		}
		return screen.Notice{Text: "账本没有建成。请看上面的说明，改好后再按 F8。", Bad: true}, nil
	}
	s.busy, s.after = true, m.next
	drop := s.e.Kept.Drop(keptKind)
	if len(m.remarks) > 0 {
		return ask("账本已经建好", lines(strings.Join(m.remarks, "\n")), "go", "进入账本"), drop
	}
	text := "账本已经建好。"
	if m.members > 0 {
		text = fmt.Sprintf("账本已经建好，导入了 %d 位会员。", m.members)
	}
	action, cmd := s.leave(m.next)
	return screen.Many{screen.Notice{Text: text}, action}, tea.Sequence(drop, cmd)
}

// arrived is what the App's side answered.
type arrived struct{ msg tea.Msg }

// arrive hands the open book over.
func (s *Screen) arrive() tea.Cmd {
	e, b := s.e, s.book
	return func() tea.Msg { return arrived{e.Opened(b.book, b.operator)} }
}

func (s *Screen) leave(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case nil:
		return screen.Replace{Route: screen.Home{}}, nil
	case screen.Route:
		return screen.Replace{Route: m}, nil
	}
	return screen.Stay{}, func() tea.Msg { return msg }
}
