package cli

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"huizhang/ledger"
)

// bookName is the book in the data folder that is used when none is named.
const bookName = "账本.book"

// path says which book is meant: the flag, the environment, the data folder.
func (s *session) path() (path string, chosen bool, err error) {
	if s.book != "" {
		return s.book, true, nil
	}
	if p := s.Getenv("HUIZHANG_BOOK"); p != "" {
		return p, true, nil
	}
	if s.DataDir == "" {
		return "", false, wrong("系统没有说明个人数据文件夹在哪里，请用 --book 指明账本文件。")
	}
	return filepath.Join(s.DataDir, bookName), false, nil
}

// read opens the book for looking, shows it to f and closes it.
func (s *session) read(f func(ledger.Reader) error) error {
	return s.open(true, func(b ledger.Book) error { return b.View(f) })
}

// write opens the book for a change and closes it afterwards; f gets a clerk
// who acts for the operator.
func (s *session) write(f func(*clerk) error) error {
	if s.readOnly {
		return wrong("--read-only 时不能改动账本。")
	}
	return s.openAs(false, f)
}

// openAs opens the book and gives f a clerk who acts for the operator.
func (s *session) openAs(readOnly bool, f func(*clerk) error) error {
	return s.open(readOnly, func(b ledger.Book) error {
		c := &clerk{Book: b, s: s}
		err := b.View(func(r ledger.Reader) error {
			c.single = r.Unit().Single
			var err error
			c.operator, err = s.actor(r)
			return err
		})
		if err != nil {
			return err
		}
		return f(c)
	})
}

func (s *session) open(readOnly bool, f func(ledger.Book) error) error {
	path, _, err := s.path()
	if err != nil {
		return err
	}
	b, err := s.Shelf.Open(path, readOnly)
	if err != nil {
		return err
	}
	done := false
	defer func() {
		if !done { // f panicked: let go of the file, the panic goes on
			b.Close()
		}
	}()
	err = f(b)
	done = true
	if !readOnly { // who only looks has nothing to repair
		for _, note := range b.Notes() {
			s.say("%s", note)
		}
	}
	return errors.Join(err, b.Close())
}

// actor is who acts: the operator named, or the only one there is. Those who
// only audit never write.
func (s *session) actor(r ledger.Pages) (string, error) {
	var can []string
	for _, p := range r.People() {
		if !p.Gone && !p.OnlyAudits() {
			can = append(can, p.Name)
		}
	}
	known := strings.Join(can, "、")
	if s.operator == "" {
		if len(can) == 1 {
			return can[0], nil
		}
		return "", wrong("请用 --operator 说明是谁在操作：%s。", known)
	}
	if _, ok := ledger.PersonNamed(r, s.operator); !ok {
		return "", wrong("账本里没有登记“%s”这个人。可用的操作人：%s。", s.operator, known)
	}
	if !slices.Contains(can, s.operator) {
		return "", ledger.Errf(ledger.CodeRole, "“%s”是经审人员，可以查看、提问题，不能改动账目。", s.operator)
	}
	return s.operator, nil
}

// clerk does acts in an open book for the operator.
type clerk struct {
	ledger.Book
	s        *session
	operator string
	single   bool
}

func (c *clerk) stamp() ledger.Stamp {
	return ledger.Stamp{Operator: c.operator, Time: c.s.Now().Unix(), ID: c.s.NewID()}
}

func (c *clerk) do(a ledger.Act) (ledger.Receipt, error) { return c.Do(a, c.stamp()) }

// posting reads the pair --post and --reviewer for a book.
func (c *clerk) posting(post bool, reviewer string) (string, error) {
	switch {
	case !post && reviewer != "":
		return "", wrong("--reviewer 要和 --post 一起用。")
	case post && reviewer == "" && !c.single:
		return "", wrong("直接过账要用 --reviewer 写明审核人（制单人以外的一位）。")
	}
	return reviewer, nil
}
