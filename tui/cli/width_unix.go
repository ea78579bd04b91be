//go:build unix

package cli

import (
	"os"

	"golang.org/x/sys/unix"
)

// width is how many cells the terminal behind f has in a row, 0 if unknown.
func width(f *os.File) int {
	ws, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(ws.Col)
}
