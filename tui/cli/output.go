package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"huizhang/ledger"
)

// out writes results: one line or more to standard output, safe for a terminal.
func (s *session) out(format string, args ...any) {
	fmt.Fprintln(s.Stdout, ledger.PlainLines(fmt.Sprintf(format, args...)))
}

// say writes messages to standard error.
func (s *session) say(format string, args ...any) {
	fmt.Fprintln(s.Stderr, ledger.PlainLines(fmt.Sprintf(format, args...)))
}

// json writes a result as JSON. Texts in it were made plain by the caller; what
// standard output did not take is told at the end.
func (s *session) json(v any) {
	e := json.NewEncoder(s.Stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	e.Encode(v)
}

// progress tells how far long work is, on one line of a terminal; elsewhere it
// is silent. False says that the work shall end.
func (s *session) progress(done, total int, what string) bool {
	if s.ErrTerminal {
		s.shown = true
		fmt.Fprintf(s.Stderr, "\r\x1b[K%s %d/%d", ledger.Plain(what), done, total)
	}
	return !s.stopped.Load()
}

func (s *session) progressEnd() {
	if s.shown {
		fmt.Fprint(s.Stderr, "\r\x1b[K")
		s.shown = false
	}
}

// create writes a file of mode 0600 beside its place and moves it there when it
// is complete. What exists is left alone without force.
func create(path string, force bool, write func(io.Writer) error) error {
	st, err := os.Lstat(path)
	switch {
	case err == nil && st.IsDir():
		return wrong("“%s”是文件夹，请写出文件名。", path)
	case err == nil && !force:
		return exists(path)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".huizhang-*")
	if err != nil {
		return cannotWrite(path, err)
	}
	defer os.Remove(tmp.Name()) // gone already when all went well
	w := bufio.NewWriter(tmp)
	err = write(w)
	if err != nil {
		tmp.Close()
		var system *fs.PathError
		if errors.As(err, &system) {
			return cannotWrite(path, err)
		}
		return err
	}
	if err := errors.Join(w.Flush(), tmp.Sync(), tmp.Close()); err != nil {
		return cannotWrite(path, err)
	}
	return place(tmp.Name(), path, force)
}

// place gives a finished file its name. A link fails when the name was taken in
// the meantime; where the disk knows no links the name is looked at again.
func place(tmp, path string, force bool) error {
	if !force {
		err := os.Link(tmp, path)
		if err == nil {
			return nil
		}
		if _, taken := os.Lstat(path); taken == nil {
			return exists(path)
		}
	}
	if err := os.Rename(tmp, path); err != nil {
		return cannotWrite(path, err)
	}
	return nil
}

func exists(path string) error {
	return wrong("文件“%s”已存在，未覆盖。请换一个名称；确要覆盖请加 --force。（X01）", path)
}
