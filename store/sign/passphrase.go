package sign

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"huizhang/ledger"
)

// The length of a passphrase in characters.
const (
	MinPassphrase = 8
	MaxPassphrase = 64
)

// CheckPassphrase tells what is wrong with a new passphrase, all at once.
// Nothing of the passphrase is in the texts. Field is the input's name.
func CheckPassphrase(field, passphrase string) []ledger.Problem {
	var out []ledger.Problem
	say := func(text string) { out = append(out, ledger.Problem{Field: field, Text: text}) }
	n := utf8.RuneCountInString(passphrase)
	switch {
	case n < MinPassphrase:
		say("密码太短：至少 8 个字符。几个不相干的词连起来，既好记又难猜。")
	case n > MaxPassphrase:
		say("密码太长：最多 64 个字符。")
	}
	if !utf8.ValidString(passphrase) || strings.ContainsFunc(passphrase, hidden) {
		say("密码里有看不见的字符（例如制表符）。请只用字母、数字、符号或汉字。")
	}
	if strings.TrimSpace(passphrase) != passphrase {
		say("密码开头或结尾有空格，以后容易输错。请去掉。")
	}
	if n >= MinPassphrase && tooEasy(passphrase) {
		say("密码太好猜：不要只用一个字符重复，也不要用顺序的数字或字母。")
	}
	return out
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// tooEasy finds a run of one step: 11111111, 12345678, hgfedcba.
func tooEasy(s string) bool {
	r := []rune(s)
	for i := 2; i < len(r); i++ {
		if r[i]-r[i-1] != r[1]-r[0] {
			return false
		}
	}
	d := r[1] - r[0]
	return d >= -1 && d <= 1
}

// Settled is the passphrase as it is used: in one composition, so that two
// input methods give the same bytes. Plain typing is not changed by it.
func Settled(passphrase string) string { return norm.NFC.String(passphrase) }
