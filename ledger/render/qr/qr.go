// Package qr draws the QR code of a paper for the writers, as runs of dark
// modules: few enough to be drawn as rectangles.
package qr

import (
	"fmt"

	"rsc.io/qr"
)

// Quiet is how many white modules a QR code needs around it.
const Quiet = 4

// Run is N dark modules in a row, from X to the right in row Y, without the
// quiet zone.
type Run struct{ X, Y, N int }

// Runs draws a text at level M, of which 15 % may be unreadable. Size is the
// number of modules a side.
func Runs(text string) (size int, dark []Run, err error) {
	c, err := qr.Encode(text, qr.M)
	if err != nil {
		return 0, nil, fmt.Errorf("qr: %w", err)
	}
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			n := 0
			for x+n < c.Size && c.Black(x+n, y) {
				n++
			}
			if n > 0 {
				dark = append(dark, Run{x, y, n})
				x += n
			}
		}
	}
	return c.Size, dark, nil
}
