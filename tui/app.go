package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/tui/help"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Header is what the title line says beside the screen's own title.
type Header struct {
	Unit     string // the union's name
	Period   string // the month in hand
	Operator string
	ReadOnly bool
	Backup   string // when the last proven backup was made
}

// Options are what the App is made of.
type Options struct {
	Theme theme.Theme
	Build func(screen.Route) screen.Screen // nil for a route that has no screen
	First screen.Route
	// Header is called for every frame: it must be cheap and do no I/O.
	Header func() Header
	// OnQuit is the last work before leaving, e.g. the proven backup; nil: none.
	OnQuit func(screen.Progress) error
	// Help makes the help screen from the keys of the screen that asked and the
	// keys that work everywhere; nil: those keys alone.
	Help func(about string, keys, general []screen.Binding) screen.Screen
	// Exporter makes what writes the list of a screen out; nil: lists stay on
	// the screen, as where no book is open.
	Exporter func() Exporter
	// Asks says why nobody may raise a finding here, "" when the operator may;
	// nil: there is nothing to ask about. It must be cheap and do no I/O.
	Asks func() string
}

// App is the program: a stack of screens, dialogs over them, one job at a time.
type App struct {
	opts    Options
	w, h    int
	stack   []*page
	ids     int
	dialogs []*dialog
	notice  *screen.Notice
	job     *job
	pending []*write
	leaving bool  // leave as soon as they have
	done    bool  // the last work was done, or given up
	gone    bool  // nobody sits here any more: nothing is asked
	failed  error // of the last work, when nobody was there to be asked
	timers  bool  // timers are left out, see SkipTimers
	// exporting writes a list out; it is no page of the stack.
	exporting *page
}

// page is a screen on the stack. Its id finds it again when a command that it
// started ends later.
type page struct {
	id int
	s  screen.Screen
}

// New makes the App.
func New(opts Options) *App {
	if opts.Header == nil {
		opts.Header = func() Header { return Header{} }
	}
	if opts.Help == nil {
		opts.Help = func(about string, keys, general []screen.Binding) screen.Screen {
			return help.New(opts.Theme, about, keys, general)
		}
	}
	return &App{opts: opts}
}

// SkipTimers leaves out commands that only wait for the clock, for tests.
func (a *App) SkipTimers() { a.timers = true }

// Init opens the first screen.
func (a *App) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, a.open(a.opts.First, nil))
}

// Update takes a message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return a, a.take(msg) }

func (a *App) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = msg.Width, msg.Height
		for _, p := range a.stack {
			a.fit(p)
		}
		return nil
	case tea.BackgroundColorMsg:
		a.opts.Theme.SetDark(msg.IsDark())
		return nil
	case routed:
		return a.deliver(a.page(msg.id), msg.msg)
	case written:
		a.pending = slices.DeleteFunc(a.pending, func(w *write) bool { return w == msg.write })
		return tea.Batch(a.deliver(a.page(msg.write.page), msg.write.result), a.maybeLeave())
	case progressed:
		return a.watch(msg.job)
	case finished:
		return a.finish(msg)
	case leaveNow:
		return a.leave()
	case goneNow:
		return a.abandon()
	case overdueNow:
		return a.overdue()
	case quitAnswer:
		return a.answered(msg)
	case quitFailed:
		return a.afterFailure(msg)
	case tea.KeyPressMsg:
		return a.key(msg)
	case tea.MouseClickMsg, tea.MouseWheelMsg, tea.MouseMotionMsg, tea.MouseReleaseMsg:
		return a.mouse(msg)
	case tea.PasteMsg:
		a.notice = nil
		if d := a.dialog(); d != nil {
			return a.tellDialog(d, msg)
		}
		return a.deliver(a.typing(), msg)
	}
	if own(msg) {
		return nil
	}
	return a.deliver(a.top(), msg)
}

func (a *App) top() *page {
	if len(a.stack) == 0 {
		return nil
	}
	return a.stack[len(a.stack)-1]
}

// typing is the screen that gets what is typed: none while work is in the way.
func (a *App) typing() *page {
	if a.job != nil || a.leaving || Layout(a.w, a.h).Small {
		return nil
	}
	return a.top()
}

func (a *App) page(id int) *page {
	for _, p := range a.stack {
		if p.id == id {
			return p
		}
	}
	if a.exporting != nil && a.exporting.id == id {
		return a.exporting
	}
	return nil
}

func (a *App) fit(p *page) {
	body := Layout(a.w, a.h).Body
	if a.w > 0 {
		p.s.Resize(body.W, body.H)
	}
}

// deliver gives a message to a screen and does what it asks for. A screen that
// has been left gets nothing any more.
func (a *App) deliver(p *page, msg tea.Msg) tea.Cmd {
	if p == nil || msg == nil {
		return nil
	}
	action, cmd := p.s.Update(msg)
	return tea.Batch(a.wrap(p.id, cmd), a.act(p, action))
}

// act does what a screen asks for.
func (a *App) act(p *page, action screen.Action) tea.Cmd {
	switch action := action.(type) {
	case screen.Open:
		return a.open(action.Route, nil)
	case screen.Replace:
		return a.open(action.Route, p)
	case screen.Back:
		return a.back(p, action.Result)
	case screen.Ask:
		a.push(p.id, newAsk(action))
	case screen.AskText:
		a.push(p.id, newAskText(action))
	case screen.Run:
		return a.start(p.id, action)
	case screen.Commit:
		w := &write{page: p.id, work: action.Work}
		a.pending = append(a.pending, w)
		return w.run
	case screen.Notice:
		a.notice = &action
	case screen.Quit:
		return a.leave()
	case screen.Many:
		var cmds []tea.Cmd
		for _, one := range action {
			cmds = append(cmds, a.act(p, one))
		}
		return tea.Sequence(cmds...)
	}
	return nil
}

// open puts the screen of a route on top, in place of another if one is given.
func (a *App) open(route screen.Route, instead *page) tea.Cmd {
	var s screen.Screen
	if h, ok := route.(screen.Help); ok {
		s = a.helpFor(h.About)
	} else {
		s = a.opts.Build(route)
	}
	if s == nil {
		a.notice = &screen.Notice{Text: "这个画面现在打不开。", Bad: true}
		return nil
	}
	a.ids++
	p := &page{a.ids, s}
	a.fit(p)
	if i := slices.Index(a.stack, instead); i >= 0 {
		a.stack[i] = p
	} else {
		a.stack = append(a.stack, p)
	}
	return a.wrap(p.id, s.Init())
}

// back leaves a screen; from the first one that means the program. A screen
// that has others over it goes without disturbing them.
func (a *App) back(p *page, result tea.Msg) tea.Cmd {
	if len(a.stack) <= 1 {
		a.askQuit()
		return nil
	}
	i := slices.Index(a.stack, p)
	if i < 0 {
		return nil
	}
	onTop := i == len(a.stack)-1
	a.stack = slices.Delete(a.stack, i, i+1)
	below := a.stack[max(0, i-1)]
	var shown tea.Cmd
	if onTop {
		shown = a.deliver(below, screen.Shown{})
	}
	return tea.Sequence(shown, a.deliver(below, result))
}

// helpFor makes the help for the screen on top.
func (a *App) helpFor(about string) screen.Screen {
	var keys []screen.Binding
	general := General()
	if p := a.top(); p != nil {
		keys = p.s.Bindings()
		if a.lists(p.s) {
			general = append([]screen.Binding{listKey()}, general...)
		}
		if _, ok := a.points(p.s); ok {
			general = append([]screen.Binding{a.askKey()}, general...)
		}
		if about == "" {
			about = p.s.Title()
		}
	}
	return a.opts.Help(about, keys, general)
}
