package page

import (
	"fmt"
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Form is fields and the act that saves them: a screen of its own, or laid over
// a [Page].
type Form struct {
	D    *desk.Desk
	Name string
	// Read reads what the fields need, off the Update loop; Build makes them of it.
	Read  func(r ledger.Reader) any
	Build func(f *Form, got any) []widget.Item
	// Lines stand above the fields; Below is drawn under them.
	Lines func() []Line
	Below func(w, h int) []string
	// Act makes what is saved, or says what is wrong.
	Act func() (ledger.Act, ledger.Problems)
	// Done says where to go after saving; nil: back.
	Done  func(ledger.Receipt) (screen.Action, tea.Cmd)
	Extra func() []Key
	Save  string // what F8 says; 保存 when empty
	// Right is the act whose right is asked for; "": it is enough to keep books.
	Right string
	// Off says why nothing can be saved, beside what the book says.
	Off func() string
	// Keep is the kind under which the form outlives a crash, "" when it does not;
	// Hide are fields that must not lie in that file.
	Keep  string
	Hide  []string
	Route map[string]string
	Again bool // takes up what was kept

	fields *widget.Form
	stamp  ledger.Stamp
	clean  map[string]string
	kept   map[string]string
	denied string
	ready  bool
	busy   bool
	leave  func() (screen.Action, tea.Cmd)
	w, h   int
}

type formRead struct {
	got    any
	denied string
	kept   *desk.Form
}

type saved struct {
	receipt ledger.Receipt
	err     error
}

// Make readies a form that was filled in.
func (f *Form) Make() *Form { f.make(); return f }

func (f *Form) make() {
	if f.fields != nil {
		return
	}
	f.stamp, f.w, f.h = f.D.Stamp(), 80, 21
	f.fields = widget.NewForm(f.D.Theme)
	f.leave = func() (screen.Action, tea.Cmd) { return screen.Back{}, nil }
}

// Init reads what the form needs.
func (f *Form) Init() tea.Cmd {
	d, read, keep, again, right := f.D, f.Read, f.Keep, f.Again, f.Right
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := formRead{denied: LookOnly(d.Book.ReadOnly(), d.CanWrite(r))}
		if right != "" {
			m.denied = d.May(r, right)
		}
		if k, ok := d.Kept.Load(keep); ok && again {
			m.kept = &k
		}
		if read != nil {
			m.got = read(r)
		}
		return m
	})
}

// Title names the form.
func (f *Form) Title() string { return f.Name }

// Capturing reports that letters are typed.
func (f *Form) Capturing() bool { return f.fields.Capturing() }

// Fields are the form's fields.
func (f *Form) Fields() *widget.Form { return f.fields }

// Resize gives the room: the lines above, the fields, and what stands below.
func (f *Form) Resize(w, h int) {
	f.w, f.h = w, h
	n := len(f.head())
	f.fields.Y = n
	room := h - n
	if f.Below != nil {
		room = max(4, min(room-4, room*2/3))
	}
	f.fields.Resize(min(w, 100), max(3, room))
}

func (f *Form) head() []string {
	if f.Lines == nil {
		return nil
	}
	return Lines(f, f.Lines(), f.w)
}

func (f *Form) style(l widget.Look, s string) string { return styled(f.D, l, s, f.w) }

func (f *Form) offNow() string {
	switch {
	case !f.ready:
		return "正在读取，请稍候。"
	case f.busy:
		return "正在保存，请稍候。"
	case f.denied != "":
		return f.denied
	case f.Off != nil:
		return f.Off()
	}
	return ""
}

func (f *Form) keys() []Key {
	label := f.Save
	if label == "" {
		label = "保存"
	}
	out := []Key{{Keys: []string{"f8", "ctrl+s"}, Label: label, Off: f.offNow, Do: f.save}}
	if f.Extra != nil {
		for _, k := range f.Extra() {
			if k.Off == nil {
				k.Off = func() string { return "" }
			}
			out = append(out, k)
		}
	}
	return append(out, Key{Keys: []string{"esc"}, Label: "返回", Off: func() string { return "" }, Do: f.esc})
}

// Bindings are the keys.
func (f *Form) Bindings() []screen.Binding { return append(bindings(f.keys()), f.fields.Bindings()...) }

// Update takes a message.
func (f *Form) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case formRead:
		f.open(msg)
		return nil, nil
	case saved:
		return f.done(msg)
	case Do:
		return msg()
	case screen.Shown:
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if !f.ready || f.busy {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" && !f.busy {
			return f.leave()
		}
		return nil, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && !f.dropOpen(k.String()) {
		if a, cmd, ok := press(f.keys(), k.String()); ok {
			return a, cmd
		}
	}
	if f.fields.Update(msg) == widget.Submit {
		return f.save()
	}
	return nil, f.keep()
}

// dropOpen reports that Esc only shuts a list that hangs below a field.
func (f *Form) dropOpen(key string) bool {
	p, ok := f.fields.Field(f.fields.Focused()).(*widget.Pick)
	return ok && key == "esc" && len(p.Drop(f.D.Theme, 20, 1)) > 0
}

func (f *Form) open(m formRead) {
	f.ready, f.denied = true, m.denied
	f.fields.SetItems(f.Build(f, m.got)...)
	f.clean = f.fields.Values()
	if m.kept != nil {
		f.fields.SetValues(m.kept.Values)
	}
	f.Resize(f.w, f.h)
}

// Touched reports that something was typed.
func (f *Form) Touched() bool { return f.ready && !maps.Equal(f.fields.Values(), f.clean) }

// keep writes down what was typed, but for what is too private to lie about.
func (f *Form) keep() tea.Cmd {
	if f.Keep == "" || !f.Touched() {
		return nil
	}
	now := f.fields.Values()
	for _, h := range f.Hide {
		delete(now, h)
	}
	if maps.Equal(now, f.kept) {
		return nil
	}
	f.kept = now
	return f.D.Kept.Keep(desk.Form{Kind: f.Keep, Title: f.Name, Route: f.Route, Values: now})
}

func (f *Form) drop() tea.Cmd {
	if f.Keep == "" {
		return nil
	}
	return f.D.Kept.Drop(f.Keep)
}

func (f *Form) esc() (screen.Action, tea.Cmd) {
	if !f.Touched() {
		return f.leave()
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"填好的内容还没有保存。"}, Choices: []string{"接着填", "不保存，返回"}, Then: func(i int) tea.Msg {
		if i != 1 {
			return nil
		}
		return Do(func() (screen.Action, tea.Cmd) {
			a, cmd := f.leave()
			return a, tea.Batch(cmd, f.drop())
		})
	}}, nil
}

func (f *Form) save() (screen.Action, tea.Cmd) {
	if why := f.offNow(); why != "" {
		return screen.Notice{Text: why, Bad: true}, nil
	}
	ps := ledger.Problems(f.fields.Settle())
	act, more := f.Act()
	if ps = append(ps, more...); len(ps) > 0 {
		return f.bad(ps), nil
	}
	f.busy = true
	return f.D.Do(act, f.stamp, func(r ledger.Receipt, err error) tea.Msg { return saved{r, err} }), nil
}

// mostProblems is how many are shown at once: of a list of fifty persons each may
// have the same one.
const mostProblems = 4

// bad shows problems under the fields they are about; those of fields the form
// does not have stand on top.
func (f *Form) bad(ps []ledger.Problem) screen.Action {
	for i := range ps {
		if f.fields.Field(ps[i].Field) == nil {
			ps[i].Field = ""
		}
		if ps[i].Code == ledger.CodeGate {
			ps[i].Subject = "" // the number of a rule says nothing here
		}
	}
	text := ps[0].Text
	if len(ps) > mostProblems {
		more := ledger.Problem{Field: ps[mostProblems-1].Field, Code: ps[0].Code, Text: fmt.Sprintf("还有 %d 处同样要改或说明。", len(ps)-mostProblems+1)}
		ps = append(slices.Clone(ps[:mostProblems-1]), more)
	}
	f.fields.SetProblems(ps)
	return screen.Notice{Text: text, Bad: true}
}

func (f *Form) done(m saved) (screen.Action, tea.Cmd) {
	f.busy = false
	if m.err != nil {
		if ps := desk.Problems(m.err); len(ps) > 0 {
			return f.bad(ps), nil
		}
		return desk.Bad(m.err), nil
	}
	f.clean = f.fields.Values()
	var a screen.Action
	var cmd tea.Cmd
	if f.Done != nil {
		a, cmd = f.Done(m.receipt)
	} else {
		a = screen.Many{screen.Notice{Text: m.receipt.Title + "，已保存。"}, screen.Back{}}
	}
	return a, tea.Batch(cmd, f.drop())
}

// View draws the form.
func (f *Form) View() screen.Frame {
	out := f.head()
	if !f.ready {
		return screen.Frame{Lines: append(out, " 正在读取，请稍候。")}
	}
	fr := screen.Frame{Cursor: f.fields.Cursor(), Status: f.fields.Help()}
	out = append(out, f.fields.View()...)
	if f.Below != nil && len(out) < f.h {
		out = append(out, f.Below(f.w, f.h-len(out))...)
	}
	fr.Lines = out[:min(len(out), f.h)]
	return fr
}
