package welfare

import (
	"fmt"

	"huizhang/ledger"
)

// stage is where an act stands.
type stage int

// The stages in the order in which an act goes through them.
const (
	unbooked stage = iota
	unreviewed
	drafted
	unsigned
	settled
	voided
)

func (s stage) chinese() string {
	return [...]string{"未入账", "待审核", "待过账", "待回签", "已结清", "已作废"}[s]
}

// actRow is an act as lists show it.
type actRow struct {
	gift     ledger.Gift
	occasion string
	lines    int // live ones, returns left out
	back     int // of them taken back
	open     int // lines not signed for
	left     int // lines nobody came for
	total    ledger.Money
	sheets   []ledger.Sheet
	stage    stage
	proofs   int // not seen
}

// readAct reads how an act stands; waits are the open lines by sheet.
func readAct(r ledger.Reader, g ledger.Gift, all []ledger.Occasion, waits map[ledger.SheetID]unsettled) actRow {
	a := actRow{gift: g, occasion: occasionName(all, g.Occasion), stage: settled}
	single := r.Unit().Single
	live, noVoucher, notPosted, notReviewed := 0, false, false, false
	for s := range r.Sheets(g.ID) {
		a.sheets = append(a.sheets, s)
		if !s.Live() {
			continue
		}
		live++
		a.total += s.Total
		if s.Kind != ledger.ReturnList {
			a.lines += s.Lines
			a.open += waits[s.ID].unsigned
			a.left += waits[s.ID].uncollected
		} else {
			a.back += s.Lines
		}
		if s.Total == 0 && s.Voucher == 0 {
			continue
		}
		v, ok := r.Voucher(s.Voucher)
		noVoucher = noVoucher || !ok
		notPosted = notPosted || ok && v.State != ledger.Posted
		notReviewed = notReviewed || ok && v.State == ledger.Draft && !single
	}
	for _, p := range g.Proofs {
		if !p.Seen {
			a.proofs++
		}
	}
	switch {
	case g.Void != "" || live == 0:
		a.stage = voided
	case noVoucher:
		a.stage = unbooked
	case notReviewed:
		a.stage = unreviewed
	case notPosted:
		a.stage = drafted
	case a.open+a.left > 0:
		a.stage = unsigned
	}
	return a
}

// kept is how many lines stayed with those they were for, as reports count them.
func (a *actRow) kept() int { return a.lines - a.back }

// state is the stage with its figures: 待回签 12/300.
func (a *actRow) state() string {
	text := a.stage.chinese()
	switch {
	case a.stage == voided:
		return text
	case a.stage == unsigned && a.open == 0:
		text = fmt.Sprintf("未领 %d，待退回", a.left)
	case a.stage == unsigned:
		text += fmt.Sprintf(" %d/%d", a.open, a.lines)
	case a.open > 0 && (a.stage == drafted || a.stage == unreviewed):
		text += fmt.Sprintf("，%d 行未签", a.open)
	}
	if a.proofs > 0 {
		text += fmt.Sprintf("，缺证明 %d", a.proofs)
	}
	return text
}

// title names the act: its own title, or occasion and goods.
func (a *actRow) title() string { return orWord(a.gift.Title, a.occasion+" "+a.gift.Item) }

// waitsFor says what a voucher waits for: 待审核, 待过账.
func waitsFor(s ledger.State, single bool) string {
	switch {
	case s == ledger.Draft && !single:
		return "待审核"
	case s == ledger.Draft || s == ledger.Reviewed:
		return "待过账"
	}
	return s.Chinese()
}
