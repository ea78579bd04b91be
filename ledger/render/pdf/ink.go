package pdf

import (
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/render/font"
)

// substitute stands for a character that the font does not have.
const substitute = '〓'

// ink measures and breaks texts for one document. All sizes are in points.
type ink struct{ face *font.Face }

// clean makes a text printable: harmless, and with 〓 for missing characters.
func (k ink) clean(s string) string {
	return strings.Map(func(r rune) rune {
		if _, ok := k.face.Width(r); ok {
			return r
		}
		return substitute
	}, harmless(s))
}

// harmless is [ledger.Plain] with its marks for control characters in signs
// that the font has.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '⟦':
			return '［'
		case r == '⟧':
			return '］'
		case r >= 0x2400 && r <= 0x2426:
			return '？'
		}
		return r
	}, ledger.Plain(s))
}

// em is the width of a clean text in multiples of the font size.
func (k ink) em(s string) float64 {
	n := 0
	for _, r := range s {
		w, _ := k.face.Width(r)
		n += w
	}
	return float64(n) / 1000
}

// Characters that must not begin a line, by the rules of Chinese typesetting.
const noBegin = "，。、；：！？）】》”’,.;:!?)]}%％"

// wrap breaks a clean text into lines of at most room points.
func (k ink) wrap(s string, size, room float64) []string {
	if k.em(s)*size <= room {
		return []string{s}
	}
	limit := int(room / size * 1000)
	var out []string
	line := []rune{}
	used := 0
	for _, r := range s {
		w, _ := k.face.Width(r)
		if used+w > limit && len(line) > 0 {
			next := line[:0:0]
			if n := len(line); n > 2 && strings.ContainsRune(noBegin, r) {
				next = append(next, line[n-1])
				line = line[:n-1]
			} else if n := wordStart(line, r); n > 0 {
				next = append(next, line[n:]...)
				line = line[:n]
			}
			out = append(out, strings.TrimRight(string(line), " "))
			line, used = next, 0
			for _, q := range line {
				v, _ := k.face.Width(q)
				used += v
			}
		}
		if r == ' ' && len(line) == 0 && len(out) > 0 {
			continue
		}
		line = append(line, r)
		used += w
	}
	return append(out, string(line))
}

// wordStart finds where the Latin word or number that r would tear apart
// begins, 0 when it fills the line alone or r is no part of one.
func wordStart(line []rune, r rune) int {
	if !wordy(r) {
		return 0
	}
	n := len(line)
	for n > 0 && wordy(line[n-1]) {
		n--
	}
	if len(line)-n > 20 {
		return 0
	}
	return n
}

func wordy(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == ',' || r == '-'
}

// shrink gives the largest size at most size in which a clean text is no wider
// than room.
func (k ink) shrink(s string, size, room float64) float64 {
	if w := k.em(s) * size; w > room && w > 0 {
		return size * room / w
	}
	return size
}
