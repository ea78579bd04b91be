package pack

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"huizhang/ledger"
	"huizhang/store"
)

// A full stick is told as such, by the name that the person gave.
func TestFullDiskIsNamed(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("another number there")
	}
	full := &os.PathError{Op: "write", Path: "/u/.a.zip.huizhang-part-0", Err: syscall.ENOSPC}
	err := diskWord("/u/a.zip", fmt.Errorf("csv: %w", full))
	if store.FaultCode(err) != "W04" || !strings.Contains(err.Error(), "“/u/a.zip”所在的磁盘满了") || strings.Contains(err.Error(), "part-0") {
		t.Error(err)
	}
	broken := &os.PathError{Op: "write", Path: "/u/.a.zip.huizhang-part-0", Err: syscall.EIO}
	if err := diskWord("/u/a.zip", errors.Join(nil, broken)); store.FaultCode(err) != "W08" || !strings.Contains(err.Error(), "/u/a.zip") {
		t.Error(err)
	}
	told := ledger.Errf("stopped", "已取消")
	if err := diskWord("/u/a.zip", told); !errors.Is(err, told) {
		t.Error(err)
	}
}
