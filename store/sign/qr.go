package sign

import (
	"strings"

	"rsc.io/qr"
)

// Matrix is a drawn QR code: Size modules a side, without the quiet zone of
// four modules that paper needs around it.
type Matrix struct {
	code *qr.Code
}

// QR draws a text at level M (15 % of it may be unreadable).
func QR(text string) (Matrix, error) {
	c, err := qr.Encode(text, qr.M)
	return Matrix{c}, err
}

// Size is the number of modules a side: 37 for a [Payload].
func (m Matrix) Size() int {
	if m.code == nil {
		return 0
	}
	return m.code.Size
}

// Black tells the colour of a module, x to the right, y down; outside all is
// white.
func (m Matrix) Black(x, y int) bool { return m.code != nil && m.code.Black(x, y) }

// Lines draws two modules a cell with half blocks, with a quiet zone of that
// many modules. The blocks are the dark modules: the caller sets dark on light
// (black on white), whatever the terminal's own colours are. Without colours on
// a dark terminal take [Matrix.Negative]. Where a terminal draws ▀ two cells
// wide, a screen colours two spaces a module by [Matrix.Black] instead.
func (m Matrix) Lines(quiet int) []string { return m.lines(quiet, true) }

// Negative draws the light modules as blocks, for light text on a dark ground.
func (m Matrix) Negative(quiet int) []string { return m.lines(quiet, false) }

func (m Matrix) lines(quiet int, ink bool) []string {
	var out []string
	end := m.Size() + quiet
	for y := -quiet; y < end; y += 2 {
		var b strings.Builder
		for x := -quiet; x < end; x++ {
			upper := m.Black(x, y) == ink
			// Below an odd last row lies nothing, whichever the ink is.
			lower := y+1 < end && m.Black(x, y+1) == ink
			b.WriteString(half(upper, lower))
		}
		out = append(out, b.String())
	}
	return out
}

func half(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}
