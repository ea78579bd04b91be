package tui

import (
	"sync"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
)

// job is long work off the screen.
type job struct {
	page     int // 0: the App's own
	title    string
	progress *progress
	once     sync.Once
	work     func(screen.Progress) tea.Msg
	result   tea.Msg
}

// run does the work, once: the command may come too late to begin it.
func (j *job) run() tea.Msg {
	j.once.Do(func() {
		defer close(j.progress.end)
		j.result = j.work(j.progress)
	})
	return finished{j, j.result}
}

type (
	progressed struct{ job *job }
	finished   struct {
		job *job
		msg tea.Msg
	}
)

// progress is what the work tells from its own goroutine.
type progress struct {
	mu          sync.Mutex
	done, total int
	what        string
	stop        atomic.Bool
	bell        chan struct{} // rung when something was told
	end         chan struct{} // closed when the work has ended
}

// Step tells how far the work is.
func (p *progress) Step(done, total int, what string) {
	p.mu.Lock()
	p.done, p.total, p.what = done, total, what
	p.mu.Unlock()
	select {
	case p.bell <- struct{}{}:
	default:
	}
}

// Cancelled tells the work to stop.
func (p *progress) Cancelled() bool { return p.stop.Load() }

func (p *progress) cancel() { p.stop.Store(true) }

func (p *progress) state() (done, total int, what string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.done, p.total, p.what
}

// start runs work with a box that shows how far it is. One at a time.
func (a *App) start(id int, run screen.Run) tea.Cmd {
	if a.job != nil {
		a.notice = &screen.Notice{Text: "正在" + a.job.title + "，完成后再试。", Bad: true}
		return nil
	}
	j := &job{page: id, title: run.Title, work: run.Work, progress: &progress{bell: make(chan struct{}, 1), end: make(chan struct{})}}
	a.job = j
	return tea.Batch(j.run, j.wait)
}

// redrawEvery keeps fast work from being slowed down by drawing.
const redrawEvery = 50 * time.Millisecond

// wait is the command that ends when there is something new to show.
func (j *job) wait() tea.Msg {
	select {
	case <-j.progress.bell:
	case <-j.progress.end:
		return nil
	}
	select {
	case <-time.After(redrawEvery):
	case <-j.progress.end:
	}
	return progressed{j}
}

func (a *App) watch(j *job) tea.Cmd {
	if a.job != j {
		return nil
	}
	return j.wait
}

func (a *App) finish(f finished) tea.Cmd {
	if a.job == f.job {
		a.job = nil
	}
	if f.job.page == 0 {
		return a.take(f.msg)
	}
	return tea.Batch(a.deliver(a.page(f.job.page), f.msg), a.maybeLeave())
}
