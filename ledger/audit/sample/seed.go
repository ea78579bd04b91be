package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"huizhang/ledger"
)

// Bounds of the two halves of a seed, in characters.
const (
	minDrawn = 4
	maxHalf  = 128
)

// Seed decides a selection. Head was printed before anybody knew Drawn, and
// Drawn was drawn before both sides after Head was signed, so neither side can
// steer what is chosen.
type Seed struct {
	Head  string // code or root of the log head on the last signed disclosure
	Drawn string // number drawn afterwards
}

// NewSeed makes a seed from what is printed and what was drawn: spaces and
// dashes are dropped, letters become small. Anything but letters and digits is
// refused, because it could not be typed again for certain.
func NewSeed(head, drawn string) (Seed, error) {
	h, err := half("log head", "公示单上的校验码", head, 1)
	if err != nil {
		return Seed{}, err
	}
	d, err := half("drawn", "当众抽出的数", drawn, minDrawn)
	if err != nil {
		return Seed{}, err
	}
	return Seed{Head: h, Drawn: d}, nil
}

func half(field, name, s string, least int) (string, error) {
	t, hidden := ledger.Clean(s)
	t = strings.NewReplacer(" ", "", "-", "", "\u2010", "", "\u2013", "", "\u2014", "", "－", "").Replace(ledger.FoldWidth(t))
	t = strings.ToLower(t)
	fail := func(text string) error {
		return &ledger.Error{Code: ledger.CodeBadValue, Text: text,
			Problems: []ledger.Problem{{Field: field, Subject: name, Code: ledger.CodeBadValue, Text: text}}}
	}
	switch {
	case t == "":
		return "", fail("没有填" + name + "。")
	case hidden || strings.ContainsFunc(t, func(r rune) bool { return (r < '0' || r > '9') && (r < 'a' || r > 'z') }):
		return "", fail(name + "只能由数字和英文字母组成；请照纸上的重新输入。")
	case len(t) < least:
		return "", fail(name + "太短：至少 4 位，例如掷四次骰子得到的 3625。")
	case len(t) > maxHalf:
		return "", fail(name + "太长；请照纸上的重新输入。")
	}
	return t, nil
}

// Text is the seed as it is hashed and printed: head/drawn.
func (s Seed) Text() string { return s.Head + "/" + s.Drawn }

// Digest is the SHA-256 of head/drawn/key in small hexadecimal digits. The key
// of a voucher is its number; the empty key serves for the random start.
func (s Seed) Digest(key string) string {
	sum := sha256.Sum256([]byte(s.Text() + "/" + key))
	return hex.EncodeToString(sum[:])
}

// hexDigits of the digest make the number of a random start: as many as a
// pocket calculator's programmer mode takes without a sign.
const hexDigits = 15

// Start is the random start between 1 and n: the first 15 hexadecimal digits
// of the digest of the empty key, as a number, modulo n, plus one. It is zero
// where n is not positive.
func (s Seed) Start(n int64) int64 {
	if n <= 0 {
		return 0
	}
	var v int64
	for _, c := range s.Digest("")[:hexDigits] {
		v = v<<4 | int64(strings.IndexRune("0123456789abcdef", c))
	}
	return v%n + 1
}
