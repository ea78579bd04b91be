package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func namesIn(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestWriteFileKeepsTheOldUntilTheNewIsWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	for _, content := range []string{"one", "a longer two", ""} {
		if err := WriteFile(path, 0o600, writeBytes([]byte(content))); err != nil {
			t.Fatal(err)
		}
		if got := readTestFile(t, path); string(got) != content {
			t.Fatalf("%q, want %q", got, content)
		}
	}
	writeTestFile(t, path, []byte("old"))
	broken := errors.New("no more")
	half := func(w io.Writer) error {
		if _, err := io.WriteString(w, "half"); err != nil {
			return err
		}
		return broken
	}
	if err := WriteFile(path, 0o600, half); !errors.Is(err, broken) || FaultCode(err) != "W08" {
		t.Error(err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = WriteFile(path, 0o600, func(io.Writer) error { panic("in the middle") })
	}()
	if got := readTestFile(t, path); string(got) != "old" || namesIn(t, dir) != "a" {
		t.Errorf("%q, %s", got, namesIn(t, dir))
	}
	fault := FaultAttachmentChanged("x")
	if err := WriteNew(filepath.Join(dir, "b"), 0o600, func(io.Writer) error { return fault }); !errors.Is(err, fault) {
		t.Errorf("a fault became %v", err)
	}
	if err := WriteFile(filepath.Join(dir, "no", "a"), 0o600, half); FaultCode(err) != "W08" {
		t.Errorf("no folder: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(filepath.Join(dir, "folder"), 0o600, writeBytes(nil)); err == nil || namesIn(t, dir) != "a folder" {
		t.Errorf("a folder was replaced: %v, %s", err, namesIn(t, dir))
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	ways := map[string]func(tmp, dst string) error{"PlaceNew": PlaceNew, "rename": renameNew, "link": linkNew, "claim": claimNew}
	for name, place := range ways {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			tmp, dst := filepath.Join(dir, "tmp"), filepath.Join(dir, "dst")
			writeTestFile(t, tmp, []byte("new"))
			err := place(tmp, dst)
			if name == "rename" && errors.Is(err, errors.ErrUnsupported) {
				t.Skip("this system has no such rename")
			}
			if err != nil || string(readTestFile(t, dst)) != "new" || namesIn(t, dir) != "dst" {
				t.Fatalf("%v: %s", err, namesIn(t, dir))
			}
			writeTestFile(t, tmp, []byte("newer"))
			err = place(tmp, dst)
			if err == nil || name == "PlaceNew" && FaultCode(err) != "X01" || name != "PlaceNew" && !errors.Is(err, fs.ErrExist) {
				t.Errorf("taken: %v", err)
			}
			if string(readTestFile(t, dst)) != "new" || string(readTestFile(t, tmp)) != "newer" {
				t.Error("something was overwritten")
			}
		})
	}
}

func TestPlaceNewHasOneWinner(t *testing.T) {
	for name, place := range map[string]func(string, string) error{"PlaceNew": PlaceNew, "link": linkNew} {
		dir := t.TempDir()
		dst := filepath.Join(dir, "dst")
		var wait sync.WaitGroup
		won := make(chan string, 16)
		for i := range 16 {
			tmp := filepath.Join(dir, fmt.Sprintf("tmp%d", i))
			writeTestFile(t, tmp, []byte(tmp))
			wait.Go(func() {
				if place(tmp, dst) == nil {
					won <- tmp
				}
			})
		}
		wait.Wait()
		close(won)
		var winners []string
		for w := range won {
			winners = append(winners, w)
		}
		if len(winners) != 1 || string(readTestFile(t, dst)) != winners[0] {
			t.Errorf("%s: winners %v, content %s", name, winners, readTestFile(t, dst))
		}
	}
}

func TestWriteNew(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := WriteNew(path, 0o600, writeBytes([]byte("one"))); err != nil {
		t.Fatal(err)
	}
	late := filepath.Join(dir, "late")
	err := WriteNew(late, 0o600, func(w io.Writer) error { // taken while it is written
		writeTestFile(t, late, []byte("theirs"))
		_, err := io.WriteString(w, "ours")
		return err
	})
	if FaultCode(err) != "X01" || string(readTestFile(t, late)) != "theirs" {
		t.Error(err)
	}
	if err := WriteNew(path, 0o600, func(io.Writer) error { t.Error("asked in vain"); return nil }); FaultCode(err) != "X01" {
		t.Error(err)
	}
	if runtime.GOOS != "windows" {
		link := filepath.Join(dir, "link")
		if err := os.Symlink(filepath.Join(dir, "elsewhere"), link); err != nil {
			t.Fatal(err)
		}
		if err := WriteNew(link, 0o600, writeBytes([]byte("x"))); FaultCode(err) != "X01" {
			t.Errorf("through a dangling link: %v", err)
		}
		if err := os.Remove(link); err != nil {
			t.Fatal(err)
		}
	}
	if namesIn(t, dir) != "a late" {
		t.Error(namesIn(t, dir))
	}
}

func TestSweepTemps(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.book")
	for range 3 { // as after a crash
		f, err := CreateBeside(path, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	for _, keep := range []string{"a.book", ".b.book" + tempMark + "0", ".a.book" + tempMark, ".a.book" + tempMark + "1x"} {
		writeTestFile(t, filepath.Join(dir, keep), []byte("mine"))
	}
	if err := SweepTemps(path); err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(namesIn(t, dir)); len(got) != 4 {
		t.Error(got)
	}
}
