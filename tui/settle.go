package tui

import "time"

// settle does what leaving in order would have done, when Bubble Tea has ended by
// itself because its terminal is gone: writes under way are waited for, those not
// begun are done, then the last work follows.
func (a *App) settle() error {
	for _, w := range a.pending {
		w.run()
	}
	a.pending = nil
	if a.job != nil && !a.stopped() {
		return nil // the end of the process releases the book, which survives that
	}
	if a.done || a.opts.OnQuit == nil {
		return a.failed
	}
	a.done = true
	return a.opts.OnQuit(unseen{})
}

// stopped waits for the long work and reports whether it has ended.
func (a *App) stopped() bool {
	j := a.job
	if j.page == 0 { // the last work itself
		if f, ok := j.run().(finished).msg.(quitFailed); ok {
			a.done, a.failed = true, f.err
		}
		return true
	}
	j.progress.cancel()
	go j.once.Do(func() { close(j.progress.end) }) // what was never begun does not begin now
	select {
	case <-j.progress.end:
		return true
	case <-time.After(patience):
		return false
	}
}

// unseen takes what is told of work that nobody watches.
type unseen struct{}

func (unseen) Step(int, int, string) {}
func (unseen) Cancelled() bool       { return false }
