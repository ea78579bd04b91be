package sign

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"huizhang/ledger"
)

// Kind is the occasion of a statement.
type Kind string

// The occasions at which somebody signs.
const (
	Disclosure Kind = "disclosure" // the treasurer publishes a period
	YearClose  Kind = "year-close" // the treasurer closes a year
	SignOff    Kind = "sign-off"   // the auditor signs off a period
	HandOver   Kind = "hand-over"  // the book changes hands
	KeyChange  Kind = "key-change" // a key is given or taken away
	Findings   Kind = "findings"   // the auditor's findings on their way back
)

// Kinds lists the occasions in the order people meet them.
func Kinds() []Kind {
	return []Kind{Disclosure, YearClose, SignOff, HandOver, KeyChange, Findings}
}

// Chinese is the occasion as people read it, or "" for an unknown one.
func (k Kind) Chinese() string {
	switch k {
	case Disclosure:
		return "收支公示"
	case YearClose:
		return "年度结账"
	case SignOff:
		return "经审签认"
	case HandOver:
		return "工作交接"
	case KeyChange:
		return "密钥变更"
	case Findings:
		return "审查意见"
	}
	return ""
}

// Figure is one main line of what is signed, amount in fen.
type Figure struct {
	Name   string
	Amount ledger.Money
}

// Statement is what a person signs: a state of the book and the figures that
// were shown with it.
type Statement struct {
	Kind     Kind
	Book     string // the book's id, 32 hex digits
	Unit     string
	Period   ledger.Period // From and To are both set
	Day      ledger.Day    // the day that the signer gives; no clock vouches for it
	Head     Head
	Document [32]byte // SHA-256 of the document that was shown or printed
	Figures  []Figure
	Remark   string // the opinion of a sign-off; may be empty
}

const (
	maxText    = 200 // characters of unit, remark and figure names
	maxFigures = 100
	maxLogSize = 1<<62 - 1
	noteLimit  = 256 << 10
)

func (s Statement) check() error {
	bad := func(why string) error { return errors.New("statement: " + why) }
	switch {
	case s.Kind.Chinese() == "":
		return bad("kind")
	case !goodBook(s.Book):
		return bad("book id")
	case !goodLine(s.Unit):
		return bad("unit")
	case !s.Period.From.Valid() || !s.Period.To.Valid() || s.Period.From > s.Period.To:
		return bad("period")
	case !s.Day.Valid():
		return bad("day")
	case s.Head.Size == 0 || s.Head.Size > maxLogSize:
		return bad("log size")
	case s.Remark != "" && !goodLine(s.Remark):
		return bad("remark")
	case len(s.Figures) > maxFigures:
		return bad("too many figures")
	}
	seen := map[string]bool{}
	for _, f := range s.Figures {
		if !goodLine(f.Name) || seen[f.Name] || f.Amount.Abs() > ledger.MaxMoney || f.Amount.Abs() < 0 {
			return bad("figure " + f.Name)
		}
		seen[f.Name] = true
	}
	return nil
}

// goodLine reports whether a text is one clean line that reads back the same.
func goodLine(s string) bool {
	clean, _ := ledger.Clean(s)
	return s != "" && clean == s && utf8.RuneCountInString(s) <= maxText
}

// Text is the text to be signed, the same for the same statement: the three
// lines of a C2SP checkpoint (origin, size, root), then one named line each.
//
//	huizhang/0123456789abcdef0123456789abcdef
//	1234
//	q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=
//	statement: 1
//	kind: disclosure
//	unit: 示例小学工会委员会
//	period: 2026-05
//	day: 2026-06-05
//	document: sha256 6f…
//	remark: …
//	figure: 12345.67 期末结余
//
// The error is a mistake of the caller: a line that is missing or no one line.
func (s Statement) Text() (string, error) {
	if err := s.check(); err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s\n%d\n%s\n", namePrefix, s.Book, s.Head.Size, base64.StdEncoding.EncodeToString(s.Head.Root[:]))
	fmt.Fprintf(&b, "statement: 1\nkind: %s\nunit: %s\nperiod: %s\nday: %s\n", s.Kind, s.Unit, periodText(s.Period), s.Day)
	fmt.Fprintf(&b, "document: sha256 %s\n", hex.EncodeToString(s.Document[:]))
	if s.Remark != "" {
		fmt.Fprintf(&b, "remark: %s\n", s.Remark)
	}
	for _, f := range s.Figures {
		fmt.Fprintf(&b, "figure: %s %s\n", f.Amount, f.Name)
	}
	return b.String(), nil
}

// periodText is independent of how screens write periods: what was signed must
// read back for ever.
func periodText(p ledger.Period) string {
	if p.From == p.To {
		return p.From.String()
	}
	return p.From.String() + ".." + p.To.String()
}
