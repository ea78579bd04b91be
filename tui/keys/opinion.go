package keys

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
)

// keptOpinion is the kind under which an opinion in hand lies beside the book:
// whoever goes back to look at more finds it again, and so does a new window.
const keptOpinion = "signoff"

// keep writes the opinion down when it is no longer what it was.
func (s *Sign) keep(was string) tea.Cmd {
	text := s.remark.Text()
	switch {
	case s.order.Kind != ledger.SignOff || text == was:
		return nil
	case text == "":
		return s.d.Kept.Drop(keptOpinion)
	}
	return s.d.Kept.Keep(desk.Form{Kind: keptOpinion, Title: s.Title(), Route: map[string]string{"period": s.order.Period.Chinese()}, Values: map[string]string{"remark": text}})
}

// recall puts the opinion back that was in hand for these months.
func (s *Sign) recall() {
	if f, ok := s.d.Kept.Load(keptOpinion); ok && s.remark.Text() == "" && f.Route["period"] == s.order.Period.Chinese() {
		s.remark.SetText(f.Values["remark"])
	}
}

// signedOff forgets the opinion that was signed.
func (s *Sign) signedOff(err error) tea.Cmd {
	if err != nil || s.order.Kind != ledger.SignOff {
		return nil
	}
	return s.d.Kept.Drop(keptOpinion)
}
