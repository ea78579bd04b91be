package desk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// steps is progress that is stopped after some steps.
type steps struct {
	n, stopAt int
	what      string
}

func (s *steps) Step(_, _ int, what string) { s.n, s.what = s.n+1, what }
func (s *steps) Cancelled() bool            { return s.stopAt > 0 && s.n >= s.stopAt }

func TestManyActsAreAllOrNone(t *testing.T) {
	b := storetest.New(t, nil)
	d := &desk.Desk{Book: b.Book, Operator: "王会计", Now: func() time.Time { return time.Date(2026, 2, 20, 9, 0, 0, 0, time.UTC) }}
	var acts []ledger.Act
	for i := range 601 {
		acts = append(acts, ledger.SaveMember{Member: ledger.Member{No: fmt.Sprintf("%04d", i+1), Name: "会员" + strings.Repeat("甲", 1+i%3), Spells: []ledger.Spell{{From: 20200101}}}})
	}
	type done struct {
		n   int
		err error
	}
	over := func(rs []ledger.Receipt, err error) tea.Msg { return done{len(rs), err} }
	var head ledger.Head
	members := func() (last ledger.MemberID) {
		if err := b.View(func(r ledger.Reader) error { last, head = r.LastMember(), r.Head(); return nil }); err != nil {
			t.Fatal(err)
		}
		return last
	}
	if _, ok := d.DoMany("导入", acts[:500], b.Stamp(), over).(screen.Commit); !ok {
		t.Fatal("a few acts need no box")
	}
	by := b.Stamp()
	run := d.DoMany("导入", acts, by, over).(screen.Run)
	members()
	before := head
	if got := run.Work(&steps{stopAt: 5}).(done); got.err == nil || !strings.Contains(got.err.Error(), "什么都没有写") || members() != 0 || head != before {
		t.Fatal(got, members())
	}
	p := &steps{}
	if got := run.Work(p).(done); got.err != nil || got.n != 601 || members() != 601 || p.n != 13 || !strings.Contains(p.what, "不能停") {
		t.Fatal(got, members(), p)
	}
	if got := run.Work(&steps{}).(done); got.err != nil || members() != 601 {
		t.Fatal("written twice", got, members())
	}
}
