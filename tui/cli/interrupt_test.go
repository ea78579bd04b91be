package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"huizhang/ledger"
)

// pressed is an Env in which Ctrl-C was pressed as soon as anybody listens.
func pressed(t *testing.T, args ...string) (Env, *bytes.Buffer) {
	env, _, errs := stand(t, args...)
	env.Interrupts = func() (<-chan os.Signal, func()) {
		c := make(chan os.Signal, 1)
		c <- os.Interrupt
		return c, func() {}
	}
	return env, errs
}

// A practice book that was called off is gone, with what came to lie beside it;
// what lay there before stays.
func TestStoppedDemo(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.book")
	if err := os.Mkdir(path+".backups", 0o700); err != nil {
		t.Fatal(err)
	}
	env, errs := pressed(t, "demo", path)
	env.Demo = func(path string, o DemoOptions) error {
		for _, name := range []string{path, path + ".seal"} {
			if err := os.WriteFile(name, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for end := time.Now().Add(10 * time.Second); o.Tell(0, 1, "x"); {
			if time.Now().After(end) {
				t.Fatal("never told to stop")
			}
		}
		return context.Canceled
	}
	if code := Main(env); code != exitStopped {
		t.Errorf("exit code %d, %s", code, errs)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 || left[0] != path+".backups" {
		t.Errorf("left %q", left)
	}
}

// Acts are refused, and a file is not written on, once the work was called off.
func TestStoppedWriting(t *testing.T) {
	env, _ := pressed(t)
	s := &session{Env: env}
	over := s.stoppable()
	for end := time.Now().Add(10 * time.Second); s.called() == nil; {
		if time.Now().After(end) {
			t.Fatal("not heard")
		}
	}
	over()
	if _, err := s.counted([]ledger.Act{ledger.AssessDues{}})[0].Decide(nil, ledger.Stamp{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	s.book = filepath.Join(t.TempDir(), "a.book")
	out := filepath.Join(t.TempDir(), "out")
	err := s.deliver(out, false, func(w io.Writer) error { _, err := io.WriteString(w, "half"); return err })
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), "*")); !errors.Is(err, context.Canceled) || len(left) != 0 {
		t.Error(err, left)
	}
}
