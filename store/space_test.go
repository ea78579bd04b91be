package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestEnoughSpace(t *testing.T) {
	dir := t.TempDir()
	free, ok := freeBytes(dir)
	if !ok || free < SpaceFloor {
		t.Skipf("%d bytes free here", free)
	}
	for _, path := range []string{dir, filepath.Join(dir, "a.book"), filepath.Join(dir, "no", "such", "folder")} {
		if err := EnoughSpace(path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := EnoughSpaceFor(dir, 1<<62); FaultCode(err) != "W04" {
		t.Errorf("4 EiB fit: %v", err)
	}
}

// TestFullDisk works on a small file system of its own: refused below the
// floor, and a write that does run into the end leaves nothing behind.
func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("needs the right to mount")
	}
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no mount here: %v %s", err, out)
	}
	defer func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	}()
	s := NewFiles(filepath.Join(dir, "a.book"), 0)
	f := putText(t, s, "a", "content")
	old := filepath.Join(dir, "old")
	if err := WriteFile(old, 0o600, writeBytes([]byte("old"))); err != nil {
		t.Fatal(err)
	}
	before := namesIn(t, dir) + namesIn(t, s.Path())
	for _, write := range []func() error{
		func() error { return WriteFile(old, 0o600, writeBytes(make([]byte, 30<<20))) },
		func() error { return WriteNew(filepath.Join(dir, "new"), 0o600, writeBytes(make([]byte, 30<<20))) },
		func() error { _, err := s.Put("b", strings.NewReader(strings.Repeat("b", 30<<20))); return err },
	} {
		if err := write(); FaultCode(err) != "W04" {
			t.Errorf("the disk took it: %v", err)
		}
		if after := namesIn(t, dir) + namesIn(t, s.Path()); after != before || string(readTestFile(t, old)) != "old" || s.Check(f) != nil {
			t.Errorf("left: %s", after)
		}
	}
	writeTestFile(t, filepath.Join(dir, "filler"), make([]byte, 8<<20))
	if err := EnoughSpace(s.Path()); FaultCode(err) != "W04" || !strings.Contains(err.Error(), "只剩 11 MB") {
		t.Error(err)
	}
	if _, err := s.Put("b", strings.NewReader("b")); FaultCode(err) != "W04" {
		t.Error(err)
	}
}
