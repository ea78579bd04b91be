package widget

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"

	"huizhang/ledger"
	"huizhang/tui/theme"
)

// Width is the number of cells a text takes, styled or not.
func Width(s string) int {
	if plainASCII(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// typable drops from what was typed or pasted all that hides or steers; line
// breaks and tabs become spaces. What remains is what is seen.
func typable(s string) string {
	if plainASCII(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' '
		}
		if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	// The sanitiser puts a circle before a combining mark that begins a text; in
	// a field it follows a character.
	return strings.TrimPrefix(ledger.Plain("x"+s), "x")
}

// clusters splits a text into what a person takes for characters.
func clusters(s string) []string {
	var out []string
	if plainASCII(s) {
		for i := range len(s) {
			out = append(out, s[i:i+1])
		}
		return out
	}
	for state := -1; s != ""; {
		var c string
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, c)
	}
	return out
}

// Cut cleans a plain (unstyled) text and shortens it to at most w cells and marks the cut with "..".
func Cut(s string, w int) string {
	s = ledger.Plain(s)
	if Width(s) <= w {
		return s
	}
	tail := theme.More
	if w < 2*len(tail) {
		tail = ""
	}
	return take(s, w-len(tail)) + tail
}

// take gives the characters from the start that fit into w cells.
func take(s string, w int) string {
	n, end := 0, 0
	for _, c := range clusters(s) {
		if n += Width(c); n > w {
			break
		}
		end += len(c)
	}
	return s[:end]
}

// Pad makes a plain text exactly w cells, cut or filled on the right.
func Pad(s string, w int) string {
	s = Cut(s, w)
	return s + Blank(w-Width(s))
}

// PadLeft makes a plain text exactly w cells, filled on the left.
func PadLeft(s string, w int) string {
	s = Cut(s, w)
	return Blank(w-Width(s)) + s
}

// Middle makes a plain text exactly w cells, filled on both sides.
func Middle(s string, w int) string {
	s = Cut(s, w)
	n := w - Width(s)
	return Blank(n/2) + s + Blank(n-n/2)
}

// Figure makes an amount exactly w cells, on the right. A figure that does not
// fit is never cut, it would read as another one: the column fills with "#".
func Figure(s string, w int) string {
	s = ledger.Plain(s)
	if Width(s) > w {
		return strings.Repeat(theme.Over, max(0, w))
	}
	return PadLeft(s, w)
}

// Blank is n spaces.
func Blank(n int) string { return strings.Repeat(" ", max(0, n)) }

// closing signs never begin a line.
const closing = "，。；：？！）、》」』”’,.;:?!)%"

// Wrap breaks a plain text into lines of at most w cells: Chinese anywhere, but
// not before a closing sign; words and figures stay whole where they fit.
func Wrap(s string, w int) []string {
	var out []string
	s = ledger.PlainLines(s)
	for _, para := range strings.Split(s, "\n") {
		out = append(out, wrapLine(para, max(2, w))...)
	}
	return out
}

func wrapLine(s string, w int) []string {
	var out []string
	line, n := "", 0
	for _, p := range pieces(s, w) {
		pw := Width(p)
		if n+pw > w && n > 0 {
			out = append(out, strings.TrimRight(line, " "))
			line, n = "", 0
			if p == " " {
				continue
			}
		}
		line, n = line+p, n+pw
	}
	return append(out, strings.TrimRight(line, " "))
}

// pieces are what wrapLine does not break: a word, or a character with the
// closing signs behind it.
func pieces(s string, w int) []string {
	var out []string
	word := false
	for _, c := range clusters(s) {
		isWord := len(c) == 1 && c != " "
		last := len(out) - 1
		glue := last >= 0 && (isWord && word || strings.Contains(closing, c) && out[last] != " ")
		if glue && Width(out[last])+Width(c) <= w {
			out[last] += c
		} else {
			out = append(out, c)
		}
		word = isWord
	}
	return out
}

// Splice lays over, w cells wide, on a styled line from cell x.
func Splice(line string, x int, over string, w int) string {
	left := ansi.Truncate(line, x, "")
	left += Blank(x - ansi.StringWidth(left))
	rest := ansi.StringWidth(line) - x - w
	if rest <= 0 {
		return left + over
	}
	right := ansi.TruncateLeft(line, x+w, "")
	// A wide character cut in two leaves a cell.
	if ansi.StringWidth(right) > rest {
		right = ansi.TruncateLeft(line, x+w+1, "")
	}
	return left + over + Blank(rest-ansi.StringWidth(right)) + right
}

// clip cuts a styled line to w cells.
func clip(line string, w int) string {
	if ansi.StringWidth(line) <= w {
		return line
	}
	return ansi.Truncate(line, w, "")
}
