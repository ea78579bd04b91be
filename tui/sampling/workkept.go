package sampling

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
	"huizhang/tui/desk"
)

// keptWork marks the line in hand among the forms that outlive a closed window.
const keptWork = "work-paper"

// keep writes the line in hand down beside the book until it is saved.
func (s *Work) keep() tea.Cmd {
	it, ok := s.item()
	if !ok || !s.dirty {
		return nil
	}
	l := s.line()
	values := map[string]string{"audited": fmt.Sprint(int64(l.Audited)), "note": l.Note}
	for _, t := range l.Tests {
		values["test "+t.Name] = t.Fine
	}
	return s.d.Kept.Keep(desk.Form{Kind: keptWork, Title: s.id.String() + " 工作底稿 " + it.Ref, Values: values,
		Route: map[string]string{"sample": fmt.Sprint(uint64(s.id)), "voucher": fmt.Sprint(uint64(it.Voucher))}})
}

// takeUp puts the line back that was in hand when the window was closed.
func (s *Work) takeUp() {
	it, ok := s.item()
	f, kept := s.d.Kept.Load(keptWork)
	if !ok || !kept || s.bars != "" || f.Route["sample"] != fmt.Sprint(uint64(s.id)) || f.Route["voucher"] != fmt.Sprint(uint64(it.Voucher)) {
		return
	}
	l := s.line()
	l.Note, l.Tests = ledger.Plain(f.Values["note"]), nil
	if n, err := strconv.ParseInt(f.Values["audited"], 10, 64); err == nil {
		l.Audited = ledger.Money(n)
	}
	for _, a := range sample.Attributes() {
		if fine := f.Values["test "+string(a)]; strings.Contains(" yes no na ", " "+fine+" ") && fine != "" {
			l.Tests = append(l.Tests, ledger.WorkTest{Name: string(a), Fine: fine})
		}
	}
	s.set(l)
}
