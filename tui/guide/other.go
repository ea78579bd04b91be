package guide

import (
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// made says that a file was made, by the practice job or by restoring.
type made struct {
	path string
	what string
	err  error
}

// openedBook says how opening ended, and who could work in it.
type openedBook struct {
	book     ledger.Book
	people   []ledger.Person
	path     string
	readOnly bool
	err      error
}

// makeDemo makes the practice book with a progress box; an existing file stays.
func (s *Screen) makeDemo(path string) screen.Action {
	e := s.e
	return screen.Run{Title: "正在生成练习账本", Work: func(p screen.Progress) tea.Msg {
		if text := blocked(path, e.DefaultPath); text != "" {
			return made{path, "练习账本", ledger.Errf(ledger.CodeExists, "%s", text)}
		}
		return made{path, "练习账本", e.Demo(path, p)}
	}}
}

// blocked says why nothing new can be put at path; the default folder is made.
func blocked(path, usual string) string {
	if at := look(path, usual); at.wrong != "" {
		return at.wrong
	}
	if dir := filepath.Dir(path); dir == filepath.Dir(usual) {
		if os.MkdirAll(dir, 0o700) != nil {
			return "不能新建文件夹“" + ledger.Plain(dir) + "”。请换一个位置。"
		}
	}
	return ""
}

// restore proves a backup and puts it where no file is yet.
func (s *Screen) restore(backup, path string) screen.Action {
	e := s.e
	return screen.Run{Title: "正在核对并恢复备份", Work: func(p screen.Progress) tea.Msg {
		p.Step(0, 0, filepath.Base(backup))
		if text := blocked(path, e.DefaultPath); text != "" {
			return made{path, "恢复", ledger.Errf(ledger.CodeExists, "%s", text)}
		}
		return made{path, "恢复", e.Shelf.Restore(backup, path)}
	}}
}

func (s *Screen) afterMade(m made) (screen.Action, tea.Cmd) {
	if m.err != nil {
		return tell(m.what+"没有完成", m.err.Error()), nil
	}
	return s.open(m.path, false)
}

// tell shows a text of several lines until it is put away.
func tell(title, text string) screen.Action {
	return screen.Ask{Title: title, Lines: lines(text), Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
}

// lines breaks a text for a dialog.
func lines(text string) []string {
	var out []string
	for l := range strings.SplitSeq(ledger.PlainLines(text), "\n") {
		out = append(out, widget.Wrap(l, 54)...)
	}
	return out
}

// open opens a book and reads who works with it.
func (s *Screen) open(path string, readOnly bool) (screen.Action, tea.Cmd) {
	s.busy = true
	shelf := s.e.Shelf
	return screen.Notice{Text: "正在打开账本，请稍候。"}, func() tea.Msg {
		m := openedBook{path: path, readOnly: readOnly}
		if m.book, m.err = shelf.Open(path, readOnly); m.err != nil {
			return m
		}
		m.err = m.book.View(func(r ledger.Reader) error {
			for _, p := range r.People() {
				if !p.Gone {
					m.people = append(m.people, p)
				}
			}
			return nil
		})
		if m.err != nil {
			m.book.Close()
		}
		return m
	}
}

func (s *Screen) afterOpen(m openedBook) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		s.goal = m.path
		if !m.readOnly && lookable(m.err) {
			return ask("账本打不开", lines(m.err.Error()), "read-only", "返回", "只读打开看看"), nil
		}
		return tell("账本打不开", m.err.Error()), nil
	}
	s.busy = true
	s.book = opened{book: m.book}
	if len(m.people) == 1 {
		s.book.operator = m.people[0].Name
	}
	if len(m.people) < 2 {
		return screen.Stay{}, s.arrive()
	}
	s.who = m.people
	var names []string
	likely := 0
	for i, p := range m.people {
		names = append(names, p.Name+"（"+rolesOf(p)+"）")
		if p.Is(ledger.Treasurer) && !m.people[likely].Is(ledger.Treasurer) {
			likely = i
		}
	}
	return screen.Ask{Title: "现在是谁在用", Lines: []string{"以后的记录会写上这个名字；在“设置”的“人员”里可以换人。"}, Choices: names, Safe: likely,
		Then: func(i int) tea.Msg { return answer{about: "who", choice: i} }}, nil
}

func rolesOf(p ledger.Person) string {
	var out []string
	for _, r := range p.Roles {
		out = append(out, string(r))
	}
	return strings.Join(out, "、")
}

// lookable reports a failure that still lets one look: the book is held by
// somebody, write-protected, or differs from its seal. The codes are part of the
// messages.
func lookable(err error) bool {
	for _, code := range []string{"L01", "W07", "B05", "B06", "B07", "B08"} {
		if strings.Contains(err.Error(), "（"+code+"）") {
			return true
		}
	}
	return false
}

// chosen says who sits here; Esc gives the book back.
func (s *Screen) chosen(i int) (screen.Action, tea.Cmd) {
	if i < 0 || i >= len(s.who) {
		b := s.book.book
		s.busy, s.book = false, opened{}
		return screen.Stay{}, func() tea.Msg {
			b.Close()
			return nil
		}
	}
	s.book.operator = s.who[i].Name
	return screen.Stay{}, s.arrive()
}
