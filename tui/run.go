package tui

import (
	"context"
	"errors"
	"os"
	"os/signal"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"github.com/mattn/go-runewidth"
)

// framesPerSecond is high so that fast typing shows without delay.
const framesPerSecond = 120

// Run shows the program in the terminal until the person leaves. Signals that
// would end the process, and a terminal that is gone, only begin the leaving; a
// write is always finished. The error may be that of the last work.
func Run(ctx context.Context, opts Options, more ...tea.ProgramOption) error {
	// In a zh_CN locale go-runewidth takes borders and quotes for two cells wide,
	// while everything else here counts one.
	runewidth.DefaultCondition.EastAsianWidth = false
	runewidth.EastAsianWidth = false

	app := New(opts)
	out := newOutlet(os.Stdout)
	p := tea.NewProgram(app, append([]tea.ProgramOption{tea.WithFPS(framesPerSecond), tea.WithFilter(app.Filter), tea.WithOutput(out), tea.WithoutSignalHandler()}, more...)...)
	ended := make(chan struct{})
	defer close(ended)
	go watch(ctx, p, out, ended)
	_, err := p.Run()
	if app.gone && !errors.Is(err, tea.ErrProgramPanic) {
		err = nil // without a terminal Bubble Tea may end in its own way
	}
	return errors.Join(err, app.settle())
}

// watch tells the program of signals and of a terminal that is gone. Bubble Tea's
// own handler is not used: it never ends when the program does so at the moment a
// signal comes.
func watch(ctx context.Context, p *tea.Program, out *outlet, ended <-chan struct{}) {
	told := make(chan os.Signal, 4)
	signal.Notify(told, append(endings(), os.Interrupt)...)
	defer signal.Stop(told)
	gone := make(chan struct{})
	if term.IsTerminal(out.Fd()) {
		go func() {
			if vanished(out.Fd(), ended) {
				close(gone)
			}
		}()
	}
	for {
		select {
		case s := <-told:
			if s == os.Interrupt {
				p.Send(leaveNow{})
				continue
			}
		case <-gone:
			gone = nil
		case <-ctx.Done():
			ctx = context.Background()
		case <-ended:
			return
		}
		out.release()
		p.Send(goneNow{})
	}
}
