package ledger

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// codeLetters are the 32 signs that check codes are written with: nothing that
// looks like something else on paper (no 0 and O, no 1 and I).
const codeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// CheckCode is the short code of a sheet as it was frozen: eight letters out of
// the SHA-256 over its lines, and a ninth that finds slips of the pen. What the
// returned paper adds, the signatures, is not in it.
func CheckCode(s Sheet, shares []Share) string {
	h := sha256.New()
	put := func(parts ...any) {
		for _, x := range parts { // the length in front keeps neighbours apart
			t := fmt.Sprint(x)
			fmt.Fprintf(h, "%d:%s", len(t), t)
		}
	}
	put("sheet", uint64(s.ID), uint64(s.Gift), string(s.Kind), int(s.Day), s.Lines, int64(s.Total))
	for _, x := range shares {
		put(x.Line, uint64(x.Member), x.Name, x.Group, x.Relation, x.Kin, x.Qty, int64(x.Amount), x.Level, x.Team)
	}
	return ShortCode(h.Sum(nil))
}

// ShortCode writes the first 40 bits of a hash as eight letters and a check
// letter.
func ShortCode(hash []byte) string {
	var n uint64
	for i := range 5 {
		n = n<<8 | uint64(hash[i])
	}
	code := make([]byte, 8)
	for i := 7; i >= 0; i-- {
		code[i] = codeLetters[n&31]
		n >>= 5
	}
	return string(code) + string(checkLetter(code))
}

// checkLetter is the Luhn sum modulo 32: it finds every single wrong letter and
// nearly every swap of neighbours.
func checkLetter(code []byte) byte {
	const n = len(codeLetters)
	sum, factor := 0, 2
	for i := len(code) - 1; i >= 0; i-- {
		x := factor * strings.IndexByte(codeLetters, code[i])
		sum += x/n + x%n
		factor = 3 - factor
	}
	return codeLetters[(n-sum%n)%n]
}

// CodeFits reports whether a code read off paper can be right; small letters and
// gaps are forgiven.
func CodeFits(text string) bool {
	text = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(FoldWidth(text)))
	if len(text) != 9 || strings.Trim(text, codeLetters) != "" {
		return false
	}
	return checkLetter([]byte(text[:8])) == text[8]
}

// Decide fixes the sheet for printing.
func (a FreezeSheet) Decide(r Reader, by Stamp) (Plan, error) {
	s, g, err := liveSheet(r, a.Sheet)
	if err != nil {
		return Plan{}, err
	}
	p := Plan{Title: fmt.Sprintf("打印定稿 %s %s", s.ID, g.Title), Object: fmt.Sprintf("sheet/%d", s.ID)}
	if s.Printed != 0 {
		p.Title = fmt.Sprintf("再次打印 %s %s", s.ID, g.Title)
		return p, nil
	}
	nu := s
	nu.Printed, nu.Code = by.Time, CheckCode(s, sharesOf(r, s))
	p.Title += "，核对码 " + nu.Code
	p.Changes = []Change{Edit(s, nu)}
	return p, nil
}
