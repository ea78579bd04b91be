package screen

import (
	tea "charm.land/bubbletea/v2"
)

// Screen is one page of the program. Update does no I/O: commands do. View is
// pure and draws only what fits.
type Screen interface {
	Init() tea.Cmd
	Update(msg tea.Msg) (Action, tea.Cmd)
	View() Frame
	Resize(width, height int)
	Bindings() []Binding
	Title() string
}

// Frame is what a screen shows in its own rectangle: exactly its height in
// lines (fewer are padded by the App), and the real cursor, if a field has the
// focus, in cells from the rectangle's upper left.
type Frame struct {
	Lines  []string
	Cursor *Cursor
	Status string // one short remark on the right of the foot, e.g. a running sum
}

// Cursor is a cell of a frame.
type Cursor struct{ X, Y int }

// Binding is a key and its meaning. Footer, help and tests read the same table.
type Binding struct {
	Keys     []string // as bubbletea names them: "f8", "ctrl+s", "enter", "space"
	Label    string   // what the footer says: 保存
	Help     string   // what the help screen says; empty: the label
	Disabled string   // why it does nothing now; empty: it works
	Hidden   bool     // in the help only, not in the footer
}

// Has reports whether the key is one of the binding's.
func (b Binding) Has(key string) bool {
	for _, k := range b.Keys {
		if k == key {
			return true
		}
	}
	return false
}

// Action is what a screen asks of the App. The set is closed.
type Action interface{ action() }

// Stay asks for nothing.
type Stay struct{}

// Open puts the screen of a route on top.
type Open struct{ Route Route }

// Replace puts the screen of a route in place of this one.
type Replace struct{ Route Route }

// Back leaves this screen; the one below keeps its selection and gets Result as
// a message if it is not nil.
type Back struct{ Result tea.Msg }

// Ask shows a question over the screen; the answer comes as the message that
// Then makes of the chosen index (-1: Esc).
type Ask struct {
	Title   string
	Lines   []string
	Choices []string
	Safe    int // the choice that Enter takes first
	Then    func(choice int) tea.Msg
}

// AskText shows a question with one line of text to fill in, e.g. a reason. Esc
// gives ok = false.
type AskText struct {
	Title string
	Lines []string
	Value string
	Check func(string) string // "" or what is wrong, shown below the field
	Then  func(text string, ok bool) tea.Msg
}

// Run starts long work off the screen with a progress box. The work must stop
// soon after cancelled reports true; done maps its result to a message.
type Run struct {
	Title string
	Work  func(p Progress) tea.Msg
}

// Progress is how long work tells how far it is.
type Progress interface {
	Step(done, total int, what string)
	Cancelled() bool
}

// Notice shows one line at the foot until the next key. Bad marks a failure.
type Notice struct {
	Text string
	Bad  bool
}

// Quit leaves the program (the App finishes pending writes first).
type Quit struct{}

func (Stay) action()    {}
func (Open) action()    {}
func (Replace) action() {}
func (Back) action()    {}
func (Ask) action()     {}
func (AskText) action() {}
func (Run) action()     {}
func (Notice) action()  {}
func (Quit) action()    {}

// Many does several actions in order.
type Many []Action

func (Many) action() {}

// Shown is sent to a screen each time it comes to the top again or the book
// has changed beneath it: it reads anew what it shows.
type Shown struct{}

// Capturing is implemented by screens that have a text field in focus: then
// plain letters are typed, not taken as shortcuts by the App.
type Capturing interface{ Capturing() bool }
