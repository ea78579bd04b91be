package sign

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// ParseStatement reads what [Statement.Text] makes and nothing else: a text
// that would not come out the same again is refused. The error is S03.
func ParseStatement(text string) (Statement, error) {
	s, err := parseStatement(text)
	if err == nil {
		var again string
		if again, err = s.Text(); err == nil && again != text {
			err = errors.New("statement: not in its one form")
		}
	}
	if err != nil {
		return Statement{}, FaultStatement(err)
	}
	return s, nil
}

// lines takes a text apart from its beginning; the first mistake stays.
type lines struct {
	rest []string
	err  error
}

// next gives the next line without its prefix.
func (l *lines) next(prefix string) string {
	if l.err == nil && len(l.rest) == 0 {
		l.err = errors.New("statement: ends before " + prefix)
	}
	if l.err != nil {
		return ""
	}
	v, ok := strings.CutPrefix(l.rest[0], prefix)
	if !ok {
		l.err = errors.New("statement: line without " + prefix)
	}
	l.rest = l.rest[1:]
	return v
}

func (l *lines) note(err error) {
	if l.err == nil {
		l.err = err
	}
}

func parseStatement(text string) (Statement, error) {
	var s Statement
	if len(text) > noteLimit || !strings.HasSuffix(text, "\n") {
		return s, errors.New("statement: too long, or cut")
	}
	l := &lines{rest: strings.Split(strings.TrimSuffix(text, "\n"), "\n")}
	s.Book = l.next(namePrefix)
	size, err := strconv.ParseUint(l.next(""), 10, 62)
	l.note(err)
	s.Head.Size = size
	root, err := base64.StdEncoding.DecodeString(l.next(""))
	l.note(err)
	l.note(fill(s.Head.Root[:], root))
	if v := l.next("statement: "); v != "1" {
		l.note(errors.New("statement: unknown version"))
	}
	s.Kind = Kind(l.next("kind: "))
	s.Unit = l.next("unit: ")
	s.Period, err = parsePeriod(l.next("period: "))
	l.note(err)
	s.Day, err = ledger.ParseDay(l.next("day: "))
	l.note(err)
	sum, err := hex.DecodeString(l.next("document: sha256 "))
	l.note(err)
	l.note(fill(s.Document[:], sum))
	if len(l.rest) > 0 && strings.HasPrefix(l.rest[0], "remark: ") {
		s.Remark = l.next("remark: ")
	}
	for len(l.rest) > 0 && l.err == nil {
		amount, name, ok := strings.Cut(l.next("figure: "), " ")
		if !ok || len(s.Figures) == maxFigures {
			l.note(errors.New("statement: figure"))
		}
		m, err := ledger.ParseMoney(amount)
		l.note(err)
		s.Figures = append(s.Figures, Figure{name, m})
	}
	return s, l.err
}

func fill(dst, src []byte) error {
	if len(src) != len(dst) {
		return errors.New("statement: hash of another length")
	}
	copy(dst, src)
	return nil
}

func parsePeriod(s string) (ledger.Period, error) {
	from, to, both := strings.Cut(s, "..")
	a, err := ledger.ParseMonth(from)
	if err != nil || !both {
		return ledger.MonthPeriod(a), err
	}
	b, err := ledger.ParseMonth(to)
	return ledger.Period{From: a, To: b}, err
}
