package tui

import (
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// outlet is the terminal that is written to. A terminal that takes nothing more
// (a frozen window, output stopped by Ctrl+S in a multiplexer) blocks the writer,
// and with it the program that was told to end: after release no write waits
// longer than a moment.
type outlet struct {
	*os.File
	released chan struct{}
	once     sync.Once
	stuck    atomic.Bool
}

// lastWord is how long a write may take after release.
const lastWord = 300 * time.Millisecond

func newOutlet(f *os.File) *outlet { return &outlet{File: f, released: make(chan struct{})} }

func (o *outlet) release() { o.once.Do(func() { close(o.released) }) }

type wrote struct {
	n   int
	err error
}

// Write writes, unless nobody takes it any more.
func (o *outlet) Write(b []byte) (int, error) {
	if o.stuck.Load() {
		return len(b), nil
	}
	own := append([]byte(nil), b...) // a write that is given up may still read it
	done := make(chan wrote, 1)
	go func() {
		n, err := o.File.Write(own)
		done <- wrote{n, err}
	}()
	select {
	case w := <-done:
		return w.n, w.err
	case <-o.released:
	}
	select {
	case w := <-done:
		return w.n, w.err
	case <-time.After(lastWord):
		o.stuck.Store(true)
		return len(b), nil
	}
}

// WriteString is Write.
func (o *outlet) WriteString(s string) (int, error) { return o.Write([]byte(s)) }
