package cli

import (
	"context"
	"io"
)

// stoppable lets Ctrl-C end long work at the next step it tells of, so that it
// puts away what it began; without it the process just ends. The work is over
// when the function given back was called. A second Ctrl-C ends the process.
func (s *session) stoppable() (over func()) {
	if s.Interrupts == nil {
		return s.progressEnd
	}
	signals, silence := s.Interrupts()
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
			s.stopped.Store(true)
			silence()
		case <-done:
		}
	}()
	return func() {
		close(done)
		silence()
		s.progressEnd()
	}
}

// called is nil, or that the person called the work off.
func (s *session) called() error {
	if s.stopped.Load() {
		return context.Canceled
	}
	return nil
}

// stopping is a file that takes no more once the work was called off.
type stopping struct {
	s *session
	w io.Writer
}

// Write hands on.
func (w stopping) Write(b []byte) (int, error) {
	if err := w.s.called(); err != nil {
		return 0, err
	}
	return w.w.Write(b)
}
