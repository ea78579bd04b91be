// Package pinyin spells Chinese names and words in Latin letters, for search.
package pinyin

import (
	_ "embed" // the readings are part of the program
	"strings"
	"sync"
	"unicode/utf8"
)

// readings has a line for each set of readings without tones, the usual one
// first: "zhong,chong,tong 重…", with the characters that are read so. A test
// writes it from the go-pinyin library, whose own tables would cost every start
// of the program three milliseconds.
//
//go:embed readings.txt
var readings string

// table maps a character to its readings. It is built on first use: most
// commands never need it.
var table = sync.OnceValue(build)

func build() map[rune][]string {
	out := make(map[rune][]string, 42_000)
	for line := range strings.Lines(readings) {
		all, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		rs := strings.Split(all, ",")
		for _, r := range characters {
			out[r] = rs
		}
	}
	return out
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// Initials gives the first letter of each character's usual reading; Latin
// letters and digits stay, lower-cased; everything else is dropped.
func Initials(s string) string {
	t := table()
	var b strings.Builder
	skip := 0
	low := strings.ToLower(s)
	for i, r := range low {
		if skip > 0 {
			skip--
			continue
		}
		if letters := phrase(low[i:], r); letters != "" {
			b.WriteString(letters)
			skip = len(letters) - 1
			continue
		}
		switch rs := t[r]; {
		case len(rs) > 0:
			b.WriteByte(rs[0][0])
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		}
	}
	return b.String()
}

// phrases are words of the books whose characters are read otherwise than
// usual: "characters initials", one letter a character.
const phrases = "银行 yh|会计 kj|重阳 cy|调整 tz|调剂 tj|长期 cq|还款 hk|归还 gh|折旧 zj|差旅 cl|参差 cc|音乐 yy|便宜 py|行情 hq|重修 cx|校对 jd"

// byFirst are the phrases by their first character.
var byFirst = sync.OnceValue(func() map[rune][][2]string {
	out := map[rune][][2]string{}
	for p := range strings.SplitSeq(phrases, "|") {
		word, letters, _ := strings.Cut(p, " ")
		r, _ := utf8.DecodeRuneInString(word)
		out[r] = append(out[r], [2]string{word, letters})
	}
	return out
})

// phrase gives the initials of the phrase that s begins with, "" if there is none.
func phrase(s string, first rune) string {
	for _, p := range byFirst()[first] {
		if strings.HasPrefix(s, p[0]) {
			return p[1]
		}
	}
	return ""
}

// maxSpellings bounds the readings that are combined for one name.
const maxSpellings = 24

// Name gives the ways to spell a person's name, full and as initials: the
// surname's own reading first, then every other reading of each character, so
// that both cx and sx find 单雄.
func Name(name string) (full, initials []string) {
	t := table()
	full, initials = []string{""}, []string{""}
	rest := strings.ToLower(name)
	if s, reading := surname(rest); s != "" {
		full, initials = []string{strings.ReplaceAll(reading, " ", "")}, []string{heads(reading)}
		rest = rest[len(s):]
		// a reader who does not know the surname types the usual reading
		if plain := usual(t, s); plain != full[0] {
			full, initials = append(full, plain), append(initials, Initials(s))
		}
	}
	for _, r := range rest {
		rs := t[r]
		if len(rs) == 0 {
			if r == ' ' || r == '·' {
				continue
			}
			rs = []string{string(r)}
		}
		full = combine(full, rs, func(s string) string { return s })
		initials = combine(initials, rs, func(s string) string { return s[:1] })
	}
	return full, initials
}

func usual(t map[rune][]string, s string) string {
	var b strings.Builder
	for _, r := range s {
		if rs := t[r]; len(rs) > 0 {
			b.WriteString(rs[0])
		}
	}
	return b.String()
}

func heads(reading string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(reading) {
		b.WriteByte(w[0])
	}
	return b.String()
}

func combine(have, add []string, part func(string) string) []string {
	var out []string
	for _, a := range add {
		for _, h := range have {
			if s := h + part(a); !has(out, s) && len(out) < maxSpellings {
				out = append(out, s)
			}
		}
	}
	return out
}

// Matches reports whether a query (characters, initials or full pinyin, lower
// case) matches a word such as an account's name.
func Matches(word, query string) bool {
	if query == "" || strings.Contains(strings.ToLower(word), query) {
		return true
	}
	return strings.Contains(Initials(word), query) || strings.HasPrefix(usual(table(), word), query)
}
