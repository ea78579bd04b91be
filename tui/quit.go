package tui

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/screen"
)

// patience is how long work may go on after its window was closed.
const patience = 1200 * time.Millisecond

// quitFailed says that the last work before leaving went wrong (nil: it did not).
type quitFailed struct{ err error }

// quitKey is Ctrl+Q: it asks; pressed again it means yes.
func (a *App) quitKey() tea.Cmd {
	if d := a.dialog(); d != nil && d.quit {
		a.dialogs = a.dialogs[:len(a.dialogs)-1]
		return a.leave()
	}
	if !a.leaving {
		a.askQuit()
	}
	return nil
}

func (a *App) askQuit() {
	lines := []string{"现在退出会账吗？"}
	if len(a.pending) > 0 || a.job != nil {
		lines = append(lines, "正在保存的内容会先保存完。")
	}
	a.push(0, newAsk(screen.Ask{
		Title: "退出", Lines: lines, Choices: []string{"退出", "不退出"},
		Then: func(choice int) tea.Msg {
			if choice == 0 {
				return leaveNow{}
			}
			return nil
		},
	}))
	a.dialog().quit = true
}

// leave begins to leave: long work is asked to stop, writes are waited for.
func (a *App) leave() tea.Cmd {
	if a.leaving {
		return nil
	}
	a.leaving = true
	a.dialogs = nil
	if a.job != nil {
		a.job.progress.cancel()
	}
	if len(a.pending) > 0 || a.job != nil {
		a.notice = &screen.Notice{Text: "正在保存最后的内容，保存完就退出，请稍候。"}
	}
	return a.maybeLeave()
}

// maybeLeave leaves when nothing is being written and the last work is done.
func (a *App) maybeLeave() tea.Cmd {
	if !a.leaving || len(a.pending) > 0 || a.job != nil {
		return nil
	}
	if a.done || a.opts.OnQuit == nil {
		a.done = true
		return tea.Quit
	}
	return a.start(0, screen.Run{Title: "退出前的整理", Work: func(p screen.Progress) tea.Msg {
		return quitFailed{a.opts.OnQuit(p)}
	}})
}

// afterFailure leaves, or asks what to do when the last work went wrong.
func (a *App) afterFailure(msg quitFailed) tea.Cmd {
	if msg.err == nil || a.gone {
		a.done, a.failed = true, msg.err
		return a.maybeLeave()
	}
	a.push(0, newAsk(screen.Ask{
		Title:   "退出前的整理没有完成",
		Lines:   []string{msg.err.Error(), "账本里的内容已经保存好，没有丢失。"},
		Choices: []string{"再试一次", "直接退出", "不退出"},
		Then:    func(choice int) tea.Msg { return quitAnswer(choice) },
	}))
	return nil
}

// abandon leaves for good: nobody sees a question any more, so the one that may
// stand there about the last work is answered with leaving.
func (a *App) abandon() tea.Cmd {
	a.gone = true
	if a.leaving && len(a.dialogs) > 0 {
		a.done, a.dialogs = true, nil
	}
	overdue := tea.Tick(patience, func(time.Time) tea.Msg { return overdueNow{} })
	return tea.Batch(a.leave(), a.maybeLeave(), overdue)
}

// overdue ends the program although long work has not stopped when it was asked
// to: nobody can see it any more, and others wait for the book. A book survives
// the end of its process at any instant.
func (a *App) overdue() tea.Cmd {
	if a.job == nil || a.job.page == 0 {
		return nil
	}
	a.job, a.done = nil, true
	return tea.Quit
}

// quitAnswer is what a person chose after a failure.
type quitAnswer int

func (a *App) answered(choice quitAnswer) tea.Cmd {
	switch choice {
	case 0:
		return a.maybeLeave()
	case 1:
		a.done = true
		return a.maybeLeave()
	}
	a.leaving = false
	return a.deliver(a.top(), screen.Shown{})
}

// Filter keeps signals from ending the program in the middle of a write: until
// the App itself has said that it may, they only begin the leaving.
func (a *App) Filter(_ tea.Model, msg tea.Msg) tea.Msg {
	if a.done {
		return msg
	}
	switch msg.(type) {
	case tea.QuitMsg: // the signal to end
		return goneNow{}
	case tea.InterruptMsg:
		return leaveNow{}
	}
	return msg
}

// write is work that must not be lost, whatever ends the program.
type write struct {
	page   int // the screen that waits for the result
	once   sync.Once
	work   func() tea.Msg
	result tea.Msg
}

func (w *write) run() tea.Msg {
	w.once.Do(func() { w.result = w.work() })
	return written{w}
}
