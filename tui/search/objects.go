package search

import (
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/screen"
)

// seeker gathers the numbered things beside vouchers and members: acts, sheets,
// cases, programmes, funds, loans, events, goods, findings.
type seeker struct {
	words  string // as typed, small letters
	mark   string // 慰 of 慰-12, "": no number was typed
	number uint64
	most   int
	out    []hit
}

// objects finds them by number (慰-12, 慰12, 签-0012), by name or initials, and
// sheets by the check code on the paper.
func objects(r ledger.Reader, words string, most int) []hit {
	words = strings.ToLower(strings.TrimSpace(ledger.FoldWidth(words)))
	if words == "" {
		return nil
	}
	s := &seeker{words: words, most: most}
	s.mark, s.number = splitNumber(words)
	s.gifts(r)
	s.aid(r)
	for e := range r.Events() {
		s.add(hit{kind: "活动", number: e.ID.String(), text: e.Name, detail: e.From.String(), route: screen.EventView{ID: e.ID}}, "活", uint64(e.ID), e.Name, e.Place)
	}
	for a := range r.Articles() {
		s.add(hit{kind: "物品", number: a.ID.String(), text: a.Title(), route: screen.ArticleView{ID: a.ID}}, "物", uint64(a.ID), a.Title())
	}
	for f := range r.Findings() {
		s.add(hit{kind: "问题", number: f.ID.String(), text: f.Title, detail: f.Ref, route: screen.FindingView{ID: f.ID}}, "问", uint64(f.ID), f.Title)
	}
	return s.out
}

// marks begin the numbers of things that are found.
const marks = "慰签困项代借活物问"

// splitNumber reads 慰-12 and 慰12; the mark is "" for other words.
func splitNumber(words string) (mark string, n uint64) {
	runes := []rune(words)
	if len(runes) < 2 || !strings.ContainsRune(marks, runes[0]) {
		return "", 0
	}
	rest := strings.TrimLeft(string(runes[1:]), "-－—– ")
	n, err := strconv.ParseUint(rest, 10, 63)
	if err != nil || n == 0 {
		return "", 0
	}
	return string(runes[0]), n
}

// add takes a thing that the words mean: by its number if one was typed, else by
// one of its names.
func (s *seeker) add(h hit, mark string, n uint64, names ...string) {
	if len(s.out) >= s.most {
		return
	}
	fits := s.mark == mark && s.number == n
	for _, name := range names {
		fits = fits || s.mark == "" && name != "" && pinyin.Matches(name, s.words)
	}
	if !fits {
		return
	}
	h.key = h.number
	s.out = append(s.out, h)
}

func (s *seeker) gifts(r ledger.Reader) {
	code := strings.ToUpper(s.words)
	byCode := len(code) >= 4 && strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
	for g := range r.Gifts() {
		s.add(hit{kind: "慰问", number: g.ID.String(), text: g.Title, detail: g.Day.String(), route: screen.GiftView{ID: g.ID}}, "慰", uint64(g.ID), g.Title, g.Item)
		if !byCode {
			continue
		}
		for sh := range r.Sheets(g.ID) {
			if strings.HasPrefix(sh.Code, code) && len(s.out) < s.most {
				s.out = append(s.out, sheetHit(sh, g))
			}
		}
	}
	if s.mark == "签" {
		if sh, ok := r.Sheet(ledger.SheetID(s.number)); ok {
			g, _ := r.Gift(sh.Gift)
			s.out = append(s.out, sheetHit(sh, g))
		}
	}
}

// sheetHit leads to the act, where the sheet is printed, signed and booked.
func sheetHit(sh ledger.Sheet, g ledger.Gift) hit {
	return hit{kind: "签领", number: sh.ID.String(), text: g.Title, detail: sh.Day.String(), amount: sh.Total.Grouped(), sum: sh.Total, route: screen.GiftView{ID: g.ID}, key: sh.ID.String()}
}

// aid finds cases and loans by the member; of a case nothing but that it is there.
func (s *seeker) aid(r ledger.Reader) {
	name := func(id ledger.MemberID) (string, string) {
		m, _ := ledger.SameMember(r, id)
		return m.Name, m.Group
	}
	for c := range r.Cases() {
		who, group := name(c.Member)
		s.add(hit{kind: "帮扶", number: c.ID.String(), text: "困难帮扶档案 " + who, detail: group, route: screen.CaseView{ID: c.ID}}, "困", uint64(c.ID), who)
	}
	for p := range r.Programmes() {
		s.add(hit{kind: "项目", number: p.ID.String(), text: p.Name, route: screen.ProgrammeView{ID: p.ID}}, "项", uint64(p.ID), p.Name)
	}
	for f := range r.Funds() {
		s.add(hit{kind: "代管", number: f.ID.String(), text: f.Name, route: screen.FundView{ID: f.ID}}, "代", uint64(f.ID), f.Name)
	}
	for l := range r.Loans() {
		who, group := name(l.Member)
		s.add(hit{kind: "借款", number: l.ID.String(), text: "借款 " + who, detail: group, amount: l.Amount.Grouped(), sum: l.Amount, route: screen.LoanView{ID: l.ID}}, "借", uint64(l.ID), who)
	}
}
