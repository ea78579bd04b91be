//go:build !windows

package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestModes makes every kind of file under two umasks: 0600 and 0700, nothing
// else, and so from the first moment.
func TestModes(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077} {
		t.Run(fmt.Sprintf("%03o", mask), func(t *testing.T) {
			dir := t.TempDir()
			book := filepath.Join(dir, "a.book")
			old := syscall.Umask(mask)
			defer syscall.Umask(old)
			seal, err := CreateSeal(book, Mark{Seq: 1})
			if err != nil {
				t.Fatal(err)
			}
			if err := seal.Close(); err != nil {
				t.Fatal(err)
			}
			if err := WriteHolder(book, Holder{PID: 1, Since: time.Unix(1, 0)}); err != nil {
				t.Fatal(err)
			}
			if err := WriteFile(filepath.Join(dir, "whole"), 0o600, writeBytes([]byte("x"))); err != nil {
				t.Fatal(err)
			}
			files := NewFiles(book, 0)
			f, err := files.Put("x.pdf", strings.NewReader("x"))
			if err != nil {
				t.Fatal(err)
			}
			if err := files.Export(f, filepath.Join(dir, "out.pdf")); err != nil {
				t.Fatal(err)
			}
			if _, err := files.CopyNew(context.Background(), filepath.Join(dir, "copy")); err != nil {
				t.Fatal(err)
			}
			tmp, err := CreateBeside(book, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			tmp.Close()
			claimed := filepath.Join(dir, "claimed")
			if err := claimNew(tmp.Name(), claimed); err != nil {
				t.Fatal(err)
			}
			n := 0
			err = filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
				if err != nil || path == dir {
					return err
				}
				n++
				want := os.FileMode(0o600)
				if info.IsDir() {
					want = 0o700 | os.ModeDir
				}
				if info.Mode() != want {
					t.Errorf("%s is %s", path, info.Mode())
				}
				return nil
			})
			if err != nil || n != 9 {
				t.Errorf("%d things: %v", n, err)
			}
		})
	}
}

func TestPipeIsNotWaitedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := Inspect(path); FaultCode(err) != "B03" {
		t.Error(err)
	}
	if err := os.Rename(path, holderPath(path)); err != nil {
		t.Fatal(err)
	}
	if _, ok := ReadHolder(path); ok {
		t.Error("a pipe is no note")
	}
}
