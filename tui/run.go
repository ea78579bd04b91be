package tui

import (
	"context"
	"os"
	"os/signal"

	tea "charm.land/bubbletea/v2"
	"github.com/mattn/go-runewidth"
)

// framesPerSecond is high so that fast typing shows without delay.
const framesPerSecond = 120

// Run shows the program in the terminal until the person leaves. Signals that
// would end the process only begin the leaving; a write is always finished.
func Run(ctx context.Context, opts Options, more ...tea.ProgramOption) error {
	// In a zh_CN locale go-runewidth takes borders and quotes for two cells wide,
	// while everything else here counts one.
	runewidth.DefaultCondition.EastAsianWidth = false
	runewidth.EastAsianWidth = false

	app := New(opts)
	p := tea.NewProgram(app, append([]tea.ProgramOption{tea.WithFPS(framesPerSecond), tea.WithFilter(app.Filter)}, more...)...)
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, hangups()...)
	defer signal.Stop(hangup)
	ended := make(chan struct{})
	defer close(ended)
	go func() {
		select {
		case <-hangup:
		case <-ctx.Done():
		case <-ended:
			return
		}
		p.Send(leaveNow{})
	}()
	_, err := p.Run()
	app.settle()
	return err
}
