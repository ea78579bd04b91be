package tui

import (
	"reflect"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Messages of the App to itself.
type (
	// routed is the result of a command on its way to the screen that started it.
	routed struct {
		id  int
		msg tea.Msg
	}
	// written says that a write has ended.
	written  struct{ write *write }
	leaveNow struct{}
	// goneNow says that the window was closed, or the process told to end.
	goneNow struct{}
	// overdueNow says that nothing is waited for any longer after that.
	overdueNow struct{}
)

const teaPath = "charm.land/bubbletea/v2"

// own reports a message of Bubble Tea itself, which no screen needs.
func own(msg tea.Msg) bool {
	t := reflect.TypeOf(msg)
	return t != nil && (t.PkgPath() == teaPath || strings.Contains(t.PkgPath(), "charmbracelet"))
}

// wrap makes a command's result find the screen that started it.
func (a *App) wrap(id int, cmd tea.Cmd) tea.Cmd {
	return wrap(id, cmd, a.timers)
}

func wrap(id int, cmd tea.Cmd, noTimers bool) tea.Cmd {
	if cmd == nil || noTimers && timer(cmd) {
		return nil
	}
	return func() tea.Msg {
		msg := cmd()
		all, sequence := commands(msg)
		if all == nil {
			if msg == nil || own(msg) {
				return msg
			}
			return routed{id, msg}
		}
		for i := range all {
			all[i] = wrap(id, all[i], noTimers)
		}
		if sequence {
			return call(tea.Sequence(all...))
		}
		return call(tea.Batch(all...))
	}
}

func call(cmd tea.Cmd) tea.Msg {
	if cmd == nil {
		return nil
	}
	return cmd()
}

// commands takes a batch or a sequence apart. The type of a sequence has no
// name outside Bubble Tea.
func commands(msg tea.Msg) (all []tea.Cmd, sequence bool) {
	if batch, ok := msg.(tea.BatchMsg); ok {
		return append([]tea.Cmd{}, batch...), false
	}
	v := reflect.ValueOf(msg)
	want := reflect.TypeFor[[]tea.Cmd]()
	if !v.IsValid() || v.Kind() != reflect.Slice || !v.Type().ConvertibleTo(want) || v.Type().PkgPath() != teaPath {
		return nil, false
	}
	list, _ := v.Convert(want).Interface().([]tea.Cmd)
	return append([]tea.Cmd{}, list...), true
}

// timer reports a command that only waits for the clock.
func timer(cmd tea.Cmd) bool {
	f := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer())
	return f != nil && (strings.HasPrefix(f.Name(), teaPath+".Tick.") || strings.HasPrefix(f.Name(), teaPath+".Every."))
}
