package sign

import (
	"encoding/binary"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/crypto/scrypt"
)

const (
	sizeDigits = 9  // up to 999,999,999 entries; a book has far below 2^27
	rootDigits = 15 // 49.8 bits
	codeDigits = sizeDigits + rootDigits + 1

	// MaxCodeSize is the largest log that has a code.
	MaxCodeSize = 999_999_999
)

// Code is the head of a log as 24 digits and a Damm check digit, short enough
// to be typed from paper: nine digits for the size, which can be read off, then
// fifteen made from size and root. The zero Code is none.
//
// Fifteen digits are few, so they are made slowly (scrypt, 64 MiB). To fit
// another history to a code already printed takes millions of years of one
// core. A pair of histories with one code, prepared before it is printed, takes
// three months of one core and perhaps a day of graphics cards: against that
// help an entry that the maker cannot foresee (the auditor's drawn number)
// before the head is taken, or the QR code and the signed note, which hold the
// whole root. DECISIONS.md has the figures.
type Code struct {
	size uint64
	tail string // rootDigits
}

// NewCode makes the code of a head. It takes a few tenths of a second and 64
// MiB: not for the loop of the screen. The error is for a size that has no code.
func NewCode(h Head) (Code, error) {
	if h.Size == 0 || h.Size > MaxCodeSize {
		return Code{}, fmt.Errorf("a log of %d entries has no code", h.Size)
	}
	tail, err := slowDigits(h)
	return Code{h.Size, tail}, err
}

// slowDigits is scrypt(size as 8 bytes big-endian + root, "huizhang/code/v1",
// N=65536, r=8, p=1, 32 bytes) as a big-endian number modulo 10^15.
func slowDigits(h Head) (string, error) {
	secret := binary.BigEndian.AppendUint64(nil, h.Size)
	secret = append(secret, h.Root[:]...)
	sum, err := scrypt.Key(secret, []byte("huizhang/code/v1"), 1<<16, 8, 1, 32)
	if err != nil {
		return "", err
	}
	n := new(big.Int).SetBytes(sum)
	n.Mod(n, big.NewInt(1_000_000_000_000_000))
	return fmt.Sprintf("%0*d", rootDigits, n), nil
}

// Size is the number of entries that the code speaks of.
func (c Code) Size() uint64 { return c.size }

// Digits are the 25 digits without gaps, String the same in groups of four as
// printed: 0000 0123 4123 4567 8901 2345 6.
func (c Code) Digits() string {
	if c.size == 0 {
		return ""
	}
	body := fmt.Sprintf("%0*d%s", sizeDigits, c.size, c.tail)
	return body + string(damm(body))
}

// String groups the digits.
func (c Code) String() string {
	var b strings.Builder
	for i, r := range c.Digits() {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Matches reports whether the head is the one that the code was made of. It
// takes as long as [NewCode].
func (c Code) Matches(h Head) (bool, error) {
	if h.Size != c.size || c.size == 0 {
		return false, nil
	}
	tail, err := slowDigits(h)
	return err == nil && tail == c.tail, err
}

// ParseCode reads a code as people type it: gaps, dashes and full-width digits
// are taken. The error (S04) says what is wrong.
func ParseCode(s string) (Code, error) {
	d, err := typedDigits(s)
	if err != nil {
		return Code{}, err
	}
	switch n := len(d); {
	case n == 0:
		return Code{}, faultTyped("请输入纸上的核对码：25 位数字，四位一组。")
	case n < codeDigits:
		return Code{}, faultTyped("核对码应有 25 位数字，现在是 %d 位，少了 %d 位。请对照纸上逐组检查。", n, codeDigits-n)
	case n > codeDigits:
		return Code{}, faultTyped("核对码应有 25 位数字，现在是 %d 位，多了 %d 位。请对照纸上逐组检查。", n, n-codeDigits)
	}
	if damm(d) != '0' {
		return Code{}, faultTyped("核对码抄错了：有一位数字不对，或相邻两位颠倒。请对照纸上逐组检查。")
	}
	size, err := strconv.ParseUint(d[:sizeDigits], 10, 64)
	if err != nil || size == 0 {
		return Code{}, faultTyped("核对码不对：前 9 位是记录条数，不能全是 0。请对照纸上逐组检查。")
	}
	return Code{size, d[sizeDigits : codeDigits-1]}, nil
}

// typedDigits takes the digits out of what was typed.
func typedDigits(s string) (string, error) {
	var b strings.Builder
	n := 0
	for _, r := range s {
		n++
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), strings.ContainsRune("−_·ー", r):
		default:
			return "", faultTyped("核对码里只能有数字：第 %d 个字符“%s”不是。请对照纸上检查（字母 O 应是数字 0，字母 l 应是数字 1）。", n, string(r))
		}
		if b.Len() > 10*codeDigits {
			return "", faultTyped("核对码应有 25 位数字，现在多得多。请检查是不是粘贴了别的内容。")
		}
	}
	return b.String(), nil
}
