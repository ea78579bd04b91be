package store

import (
	"context"
	"errors"

	"huizhang/ledger"
)

// teller hears how far long work is; false from it stops the work. None is
// needed.
type teller func(done, total int, what string) bool

// goOn tells and asks.
func (t teller) goOn(done, total int, what string) bool {
	return t == nil || t(done, total, what)
}

// stoppedAs gives a stopped work its own word.
func stoppedAs(err error, text string) error {
	if errors.Is(err, errStopped) {
		return ledger.Errf(errStopped.Code, "%s", text)
	}
	return err
}

// meter counts the bytes that pass through it and asks the teller now and then.
type meter struct {
	tell    teller
	what    string
	done    int64
	total   int64
	next    int64
	stopped bool
}

// meterStep is how many bytes pass between two questions.
const meterStep = 1 << 20

func (t teller) meter(total int64, what string) *meter {
	return &meter{tell: t, what: what, total: total}
}

// Write implements io.Writer.
func (m *meter) Write(p []byte) (int, error) {
	m.done += int64(len(p))
	if m.done < m.next {
		return len(p), nil
	}
	m.next = m.done + meterStep
	if !m.tell.goOn(int(m.done>>10), int(max(m.total, m.done)>>10), m.what) {
		m.stopped = true
		return 0, errStopped
	}
	return len(p), nil
}

// word is the error of the work that wrote through the meter: whoever wraps it
// on the way may lose what it was.
func (m *meter) word(err error) error {
	if m.stopped {
		return errStopped
	}
	return err
}

// during is a context for work that asks a context: it ends when the teller
// says so.
func (t teller) during(what string) context.Context {
	return &told{Context: context.Background(), tell: t, what: what}
}

type told struct {
	context.Context
	tell    teller
	what    string
	stopped bool
}

// Err implements context.Context.
func (t *told) Err() error {
	if t.stopped = t.stopped || !t.tell.goOn(0, 0, t.what); t.stopped {
		return context.Canceled
	}
	return nil
}
