package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// width is how many cells the terminal behind f has in a row, 0 if unknown.
func width(f *os.File) int {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info) != nil {
		return 0
	}
	return int(info.Window.Right-info.Window.Left) + 1
}
