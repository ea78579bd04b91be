package store

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"huizhang/ledger"
)

// shield runs f and turns what bbolt does on a damaged page, a panic or a fault
// in the mapped file, into B04. A panic that comes from elsewhere goes on its
// way: it is a mistake of the program and not the file's.
func shield(path string, f func() error) (err error) {
	done := false
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if done || !damagePanic() {
			return
		}
		err = FaultCut(path, fmt.Errorf("%v", recover()))
	}()
	err = f()
	done = true
	return err
}

// damagePanic looks where the panic under way began: inside bbolt, or at an
// address of the mapped file that is not there.
func damagePanic() bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	panicking := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.panicmemAddr":
			return true
		case strings.HasPrefix(frame.Function, "runtime.gopanic"):
			panicking = true
		case panicking && !strings.HasPrefix(frame.Function, "runtime."):
			return strings.HasPrefix(frame.Function, "go.etcd.io/bbolt")
		}
		if !more {
			return false
		}
	}
}

// lookOnly is a store of attachments that takes nothing.
type lookOnly struct{ ledger.Files }

// Put refuses.
func (lookOnly) Put(string, io.Reader) (ledger.File, error) {
	return ledger.File{}, errReadOnly()
}

func errReadOnly() error {
	return ledger.Errf(ledger.CodeReadOnly, "账本是只读打开的，不能改动。")
}
