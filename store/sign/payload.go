package sign

import (
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"huizhang/ledger"
)

// Payload is what the QR code of a disclosure says: the code as printed beside
// it, the whole root, the book and the period. The size is in the code.
type Payload struct {
	Code   Code
	Root   [32]byte
	Book   string // 32 hex digits
	Period ledger.Period
}

const payloadPrefix = "HZ1"

// Head is the whole head.
func (p Payload) Head() Head { return Head{p.Code.size, p.Root} }

// Text is the payload in letters of the QR alphanumeric mode, at most 122 of
// them, so that version 5 (37 modules) holds it at level M:
//
//	HZ1:25 digits:root in base32:book id in base32:202605 or 202601202612
//
// The error is a mistake of the caller.
func (p Payload) Text() (string, error) {
	if p.Code.size == 0 {
		return "", errors.New("payload: no code")
	}
	book, err := hex.DecodeString(p.Book)
	if err != nil || !goodBook(p.Book) {
		return "", fmt.Errorf("payload: book id %q", p.Book)
	}
	if !p.Period.From.Valid() || !p.Period.To.Valid() || p.Period.From > p.Period.To {
		return "", fmt.Errorf("payload: period %s", p.Period)
	}
	period := fmt.Sprintf("%06d", int(p.Period.From))
	if p.Period.To != p.Period.From {
		period += fmt.Sprintf("%06d", int(p.Period.To))
	}
	return strings.Join([]string{payloadPrefix, p.Code.Digits(), letters().EncodeToString(p.Root[:]), letters().EncodeToString(book), period}, ":"), nil
}

func letters() *base32.Encoding { return base32.StdEncoding.WithPadding(base32.NoPadding) }

// ParsePayload reads the text of a QR code as scanners and clipboards give it:
// gaps, line breaks, small and full-width letters are taken. The error (S04)
// says what is wrong. That code and root belong together is not looked at here,
// see [Payload.Whole].
func ParsePayload(s string) (Payload, error) {
	bad := func() (Payload, error) {
		return Payload{}, faultTyped("这不是本程序公示上的二维码内容，或者没有扫全。请重新扫描，或改为输入 25 位核对码。")
	}
	if len(s) > 2000 {
		return bad()
	}
	part := strings.Split(strings.Map(folded, s), ":")
	if len(part) != 5 || part[0] != payloadPrefix {
		return bad()
	}
	var p Payload
	var err error
	if p.Code, err = ParseCode(part[1]); err != nil {
		return Payload{}, err
	}
	root, err := letters().DecodeString(part[2])
	if err != nil || fill(p.Root[:], root) != nil {
		return bad()
	}
	book, err := letters().DecodeString(part[3])
	if err != nil || len(book) != 16 {
		return bad()
	}
	p.Book = hex.EncodeToString(book)
	if p.Period, err = packedPeriod(part[4]); err != nil {
		return bad()
	}
	if again, err := p.Text(); err != nil || again != strings.Join(part, ":") {
		return bad()
	}
	return p, nil
}

// Whole reports whether the code beside the QR code belongs to it: otherwise
// one of the two was printed wrong, or forged. It takes as long as [NewCode].
func (p Payload) Whole() (bool, error) { return p.Code.Matches(p.Head()) }

func folded(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return -1
	case r >= '！' && r <= '～':
		r = r - '！' + '!'
	}
	if r >= 'a' && r <= 'z' {
		r += 'A' - 'a'
	}
	return r
}

func packedPeriod(s string) (ledger.Period, error) {
	if len(s) != 6 && len(s) != 12 {
		return ledger.Period{}, fmt.Errorf("period of %d digits", len(s))
	}
	from, err := ledger.ParseMonth(s[:6])
	if err != nil || len(s) == 6 {
		return ledger.MonthPeriod(from), err
	}
	to, err := ledger.ParseMonth(s[6:])
	return ledger.Period{From: from, To: to}, err
}
