package program

import (
	"errors"
	"os/exec"
	"runtime"
)

// ShowWith gives the function that opens a file with the viewer of the system,
// or nil where none is known. It does not wait for the viewer.
func ShowWith(system string) func(path string) error {
	name, args := viewer(system)
	if name == "" {
		return nil
	}
	return func(path string) error {
		c := exec.Command(name, append(args, path)...)
		if err := c.Start(); err != nil {
			return errors.New("没有找到能打开这个文件的程序。文件在：" + path)
		}
		go c.Wait() // so that the ended viewer leaves nothing behind
		return nil
	}
}

// Viewer is [ShowWith] for this system.
func Viewer() func(path string) error { return ShowWith(runtime.GOOS) }

func viewer(system string) (name string, args []string) {
	switch system {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	case "darwin":
		return "open", nil
	case "linux", "freebsd", "openbsd", "netbsd":
		return "xdg-open", nil
	}
	return "", nil
}
