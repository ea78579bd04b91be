// Package font carries the one font that paper needs: Noto Sans SC Regular with
// every character of the font and no layout tables, so that names in rare
// characters print wherever the program runs. The licence lies beside it.
package font

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed NotoSansSC-Regular.ttf.gz
var packed []byte

//go:embed OFL.txt
var licence string

// Six megabytes are unpacked only when somebody prints, and only once.
var unpacked = sync.OnceValues(func() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	var out bytes.Buffer
	out.Grow(11 << 20)
	if _, err := io.Copy(&out, r); err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return out.Bytes(), nil
})

// TTF gives the TrueType file. The bytes are shared: do not write to them.
func TTF() ([]byte, error) { return unpacked() }

// Licence is the font's licence, which must go wherever the font goes.
func Licence() string { return licence }

// Face answers for one writer which characters the font has and how wide they
// are. It remembers answers and is not for use by two goroutines.
type Face struct {
	font   *sfnt.Font
	buf    sfnt.Buffer
	upem   int
	widths map[rune]int
}

// NewFace makes a face of the embedded font.
func NewFace() (*Face, error) {
	ttf, err := TTF()
	if err != nil {
		return nil, err
	}
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err)
	}
	return &Face{font: f, upem: int(f.UnitsPerEm()), widths: map[rune]int{}}, nil
}

// Width gives a character's advance in thousandths of the font size, and
// whether the font has the character at all.
func (f *Face) Width(r rune) (int, bool) {
	if w, ok := f.widths[r]; ok {
		return w, w >= 0
	}
	w := f.measure(r)
	f.widths[r] = w
	return w, w >= 0
}

func (f *Face) measure(r rune) int {
	g, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil || g == 0 {
		return -1
	}
	a, err := f.font.GlyphAdvance(&f.buf, g, intPpem(f.upem), 0)
	if err != nil {
		return -1
	}
	return (a.Round()*1000 + f.upem/2) / f.upem
}

// intPpem asks for as many pixels per em as the font has units, so that an
// advance comes back in font units.
func intPpem(n int) fixed.Int26_6 { return fixed.I(n) }
