package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf16"
)

// mend rewrites gopdf's ToUnicode maps in place, without moving a byte: one
// bfrange line <g><g><u> becomes one bfchar line <g><u16>, in blocks of at most
// 100 as the CMap format wants, with characters above U+FFFF as surrogate
// pairs; what is saved is filled with newlines. Without this 𬭎 is found and
// copied out of the file as another character. The code space becomes the whole
// two-byte range, because gopdf's depends on which glyphs happen to be used.
func mend(pdf []byte) ([]byte, error) {
	blocks := regexp.MustCompile(`(?s)<[0-9A-F]{4}><[0-9A-F]{4}>\nendcodespacerange\n\d+ beginbfrange\n.*?endbfrange\n`)
	entries := regexp.MustCompile(`<([0-9A-F]{4})><[0-9A-F]{4}><([0-9A-F]{4,6})>\n`)
	var bad error
	out := blocks.ReplaceAllFunc(pdf, func(b []byte) []byte {
		n := bytes.Index(b, []byte("beginbfrange"))
		found := entries.FindAllSubmatch(b[n:], -1)
		var w bytes.Buffer
		w.WriteString("<0000><FFFF>\nendcodespacerange\n")
		for i := 0; i < len(found); i += 100 {
			part := found[i:min(i+100, len(found))]
			fmt.Fprintf(&w, "%d beginbfchar\n", len(part))
			for _, e := range part {
				r, err := strconv.ParseUint(string(e[2]), 16, 32)
				if err != nil {
					bad = fmt.Errorf("pdf: tounicode: %w", err)
				}
				fmt.Fprintf(&w, "<%s><", e[1])
				for _, u := range utf16.Encode([]rune{rune(r)}) {
					fmt.Fprintf(&w, "%04X", u)
				}
				w.WriteString(">\n")
			}
			w.WriteString("endbfchar\n")
		}
		if w.Len() > len(b) {
			bad = fmt.Errorf("pdf: tounicode: %d bytes do not fit into %d", w.Len(), len(b))
			return b
		}
		for w.Len() < len(b) {
			w.WriteByte('\n')
		}
		return w.Bytes()
	})
	return out, bad
}
