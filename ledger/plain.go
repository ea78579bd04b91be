package ledger

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may follow one another; more of them
// paint over the rows above and below.
const maxMarks = 8

// Plain makes text safe for one row of a terminal or file. It is the only
// sanitiser: every text that goes out passes it, wherever it came from.
//
// Line breaks, tabs and odd spaces become a space. Control characters show as
// their pictures (␛), C1 and bidirectional controls as ⟦U+202E⟧, so that a trick
// is seen. Other format characters, fillers, variation selectors and tags are
// dropped, broken encoding and noncharacters become U+FFFD, and a run of
// combining marks is cut at eight. Plain text comes back unchanged:
// Plain(Plain(s)) == Plain(s).
func Plain(s string) string {
	if allPlain(s) {
		return s
	}
	s, _ = sweep(s, mark)
	return s
}

// PlainLines is [Plain] for text of several lines: line breaks stay, as \n.
func PlainLines(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return Plain(s)
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = Plain(l)
	}
	return strings.Join(lines, "\n")
}

// Clean gives the form in which text from outside is stored: one row, trimmed,
// with nothing hidden in it. The second result reports that something hidden
// or broken was taken out, which the person should see before it is kept.
func Clean(s string) (string, bool) {
	if allPlain(s) {
		return strings.TrimFunc(s, unicode.IsSpace), false
	}
	t, hidden := sweep(s, func(rune) string { return "" })
	// A combining mark that had a space to stand on has lost it.
	return Plain(strings.TrimFunc(t, unicode.IsSpace)), hidden
}

// The classes a rune can fall in on its way out.
type fate int

const (
	fateKeep  fate = iota
	fateSpace      // becomes one space
	fateShow       // a control: Plain marks it, Clean drops it
	fateDrop       // invisible: dropped by both
	fateWrong      // becomes U+FFFD
	fateJoin       // combining mark
)

func fateOf(r rune) fate {
	switch {
	case r >= 0x20 && r < 0x7F, r >= 0x4E00 && r <= 0x9FFF, r == 0x3000:
		return fateKeep
	case r >= '\t' && r <= '\r', r == 0x85, r == 0x2028, r == 0x2029:
		return fateSpace
	case r < 0x20, r >= 0x7F && r <= 0x9F, bidi(r):
		return fateShow
	case r == utf8.RuneError, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF, r >= 0xD800 && r <= 0xDFFF:
		return fateWrong
	case blank(r), unicode.Is(unicode.Cf, r):
		return fateDrop
	case unicode.Is(unicode.Zs, r):
		return fateSpace
	case unicode.Is(unicode.M, r):
		return fateJoin
	}
	return fateKeep
}

// bidi reports the characters that reorder what stands around them.
func bidi(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// blank reports invisible characters that Unicode files elsewhere than under
// format characters: joiners, fillers, variation selectors, tags.
func blank(r rune) bool {
	switch {
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x3164, r == 0xFFA0, r == 0x2065:
		return true
	case r >= 0x180B && r <= 0x180F, r >= 0xFE00 && r <= 0xFE0F, r >= 0xFFF0 && r <= 0xFFF8, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}

func allPlain(s string) bool {
	for _, r := range s {
		if fateOf(r) != fateKeep {
			return false
		}
	}
	return true
}

// mark is how a control character is made visible.
func mark(r rune) string {
	switch {
	case r < 0x20:
		return string(0x2400 + r)
	case r == 0x7F:
		return "␡"
	}
	return fmt.Sprintf("⟦U+%04X⟧", r)
}

// sweep does the work of [Plain] and [Clean], which differ in what they put in
// a control's place. It reports hidden or broken characters.
func sweep(s string, control func(rune) string) (out string, hidden bool) {
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range s {
		f := fateOf(r)
		if f == fateJoin {
			// A mark with nothing before it would sit on the neighbour's cell.
			if b.Len() == 0 {
				b.WriteRune('◌')
			}
			if marks++; marks <= maxMarks {
				b.WriteRune(r)
			}
			continue
		}
		n := b.Len()
		switch f {
		case fateKeep:
			b.WriteRune(r)
		case fateSpace:
			b.WriteByte(' ')
		case fateShow:
			b.WriteString(control(r))
		case fateWrong:
			b.WriteRune(utf8.RuneError)
		}
		hidden = hidden || f == fateShow || f == fateDrop || f == fateWrong
		if b.Len() > n {
			marks = 0
		}
	}
	return b.String(), hidden
}

// FoldWidth turns full-width letters, digits, signs and spaces as a Chinese
// input method types them into plain ones: ＡＢ１２，￥ → AB12,¥.
func FoldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000:
			return ' '
		case r == 0xFFE5:
			return '¥'
		}
		return r
	}, s)
}

// CleanName gives a person's name one form: "王 某" and "王　某" → 王某, Latin
// words one space apart, full-width letters folded, every dot between parts
// of a name the same ·. Two names that look alike then compare alike.
func CleanName(s string) string {
	s, _ = Clean(s)
	rs := []rune(strings.Join(strings.Fields(FoldWidth(s)), " "))
	for i, r := range rs {
		if nameDot(r) || r == '.' && han(rs, i-1) && han(rs, i+1) {
			rs[i] = '·'
		}
	}
	out := make([]rune, 0, len(rs))
	for i, r := range rs {
		if r == ' ' && (tight(rs, i-1) || tight(rs, i+1)) {
			continue
		}
		out = append(out, r)
	}
	// A mark that a space carried has lost it with the space.
	return strings.TrimSpace(Plain(string(out)))
}

func han(rs []rune, i int) bool {
	return i >= 0 && i < len(rs) && unicode.Is(unicode.Han, rs[i])
}

// tight reports a character that wants no space beside it.
func tight(rs []rune, i int) bool {
	return han(rs, i) || i >= 0 && i < len(rs) && (rs[i] == '·' || unicode.Is(unicode.Co, rs[i]))
}

func nameDot(r rune) bool {
	switch r {
	case '•', '・', '‧', '∙', '⋅', '･', '⸱':
		return true
	}
	return false
}
