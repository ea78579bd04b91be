package widget

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
)

// Item is a field of a form with its name (the Field of a problem, the key of
// the kept value) and label. An item without a field is a heading.
type Item struct {
	Name  string
	Label string
	Field Field
	Width int         // cells of the field; 0: what is left of the line
	Same  bool        // on the line of the item before it, if it fits
	Flush bool        // begins at the left, not behind the column of labels
	Help  string      // one line about the field, see [Form.Help]
	Hide  func() bool // left out while true
	Left  func()      // called after the field was left
	// Over says that Enter goes past the rest of this line: an empty line that
	// only stands ready for more.
	Over func() bool
}

// Outcome is what became of a message.
type Outcome int

// The outcomes: not for the form; used; Enter was pressed in the last field.
const (
	Passed Outcome = iota
	Used
	Submit
)

// Form is labelled fields one below the other, problems under the fields that
// they are about. X and Y say where its upper left corner stands in the screen,
// for the mouse and the cursor.
type Form struct {
	Theme theme.Theme
	X, Y  int

	items    []Item
	focus    int
	w, h     int
	top      int
	wrong    map[string]string // said by the field itself when it was left
	filled   map[string]bool   // filled in by SetValues and not left since
	problems []ledger.Problem  // said by the rules
}

// NewForm makes a form with the focus in the first field.
func NewForm(t theme.Theme, items ...Item) *Form {
	f := &Form{Theme: t, focus: -1, wrong: map[string]string{}, filled: map[string]bool{}, w: 80, h: 20}
	f.SetItems(items...)
	return f
}

// SetItems changes the fields; the focus stays with its name.
func (f *Form) SetItems(items ...Item) {
	name := f.Focused()
	f.items, f.focus = items, -1
	for i := range items {
		if f.takes(i) && (f.focus < 0 || name != "" && items[i].Name == name) {
			f.focus = i
		}
	}
	if name == "" || f.Focused() != name {
		f.enter()
	}
	f.fit()
}

// Resize gives the form its room.
func (f *Form) Resize(w, h int) {
	f.w, f.h = max(1, w), max(1, h)
	f.fit()
}

// takes reports whether the item can have the focus.
func (f *Form) takes(i int) bool {
	if i < 0 || i >= len(f.items) || f.items[i].Field == nil || f.hidden(i) {
		return false
	}
	_, fixed := f.items[i].Field.(*Fixed)
	return !fixed
}

func (f *Form) hidden(i int) bool { return f.items[i].Hide != nil && f.items[i].Hide() }

func (f *Form) field() Field {
	if !f.takes(f.focus) {
		return nil
	}
	return f.items[f.focus].Field
}

func (f *Form) enter() {
	if fd := f.field(); fd != nil {
		fd.Enter()
	}
}

// Focused is the name of the field that has the focus.
func (f *Form) Focused() string {
	if f.focus < 0 || f.focus >= len(f.items) {
		return ""
	}
	return f.items[f.focus].Name
}

// Help is the line about the field that has the focus.
func (f *Form) Help() string {
	if f.focus < 0 || f.focus >= len(f.items) {
		return ""
	}
	return f.items[f.focus].Help
}

// Capturing reports that plain letters are typed now.
func (f *Form) Capturing() bool {
	fd := f.field()
	if fd == nil {
		return false
	}
	_, typing := fd.CursorX(10)
	return typing
}

// Field is the field of a name, nil when there is none.
func (f *Form) Field(name string) Field {
	for _, it := range f.items {
		if it.Name == name {
			return it.Field
		}
	}
	return nil
}

// Focus gives the focus to a field; the one that had it is left.
func (f *Form) Focus(name string) bool {
	for i, it := range f.items {
		if it.Name == name && f.takes(i) {
			f.leave()
			f.focus = i
			f.enter()
			f.fit()
			return true
		}
	}
	return false
}

// leave settles the field that has the focus and reports whether it is in order.
func (f *Form) leave() bool {
	if f.field() == nil {
		return true
	}
	return f.settle(f.items[f.focus])
}

// settle ends the typing in one field and reports whether it is in order.
func (f *Form) settle(it Item) bool {
	text := it.Field.Leave()
	delete(f.wrong, it.Name)
	delete(f.filled, it.Name)
	if text != "" {
		f.wrong[it.Name] = text
	}
	if it.Left != nil {
		it.Left()
	}
	return text == ""
}

// Settle ends the typing in hand, as before saving, and gives what the fields
// themselves find wrong. The focus stays. What SetValues filled in may be half
// typed: fields that nobody has been in since are settled too.
func (f *Form) Settle() []ledger.Problem {
	f.leave()
	for i, it := range f.items {
		if f.filled[it.Name] && i != f.focus && f.takes(i) {
			f.settle(it)
		}
	}
	var out []ledger.Problem
	for i, it := range f.items {
		if text := f.wrong[it.Name]; text != "" && it.Field != nil && !f.hidden(i) {
			out = append(out, ledger.Problem{Field: it.Name, Code: ledger.CodeBadValue, Text: text})
		}
	}
	if len(out) > 0 {
		f.Focus(out[0].Field)
	}
	f.fit()
	return out
}

// SetProblems shows what the rules find wrong, each under its field, those of no
// field on top; the focus goes to the first.
func (f *Form) SetProblems(problems []ledger.Problem) {
	f.problems = problems
	for _, p := range problems {
		if p.Field != "" && f.Focus(p.Field) {
			break
		}
	}
	f.fit()
}

// Values are the fields' texts by name, to be kept and given to SetValues.
func (f *Form) Values() map[string]string {
	out := map[string]string{}
	for _, it := range f.items {
		if it.Field != nil && it.Name != "" {
			out[it.Name] = it.Field.Text()
		}
	}
	return out
}

// SetValues fills the fields that are named.
func (f *Form) SetValues(values map[string]string) {
	for _, it := range f.items {
		if v, ok := values[it.Name]; ok && it.Field != nil {
			it.Field.SetText(v)
			f.filled[it.Name] = true
		}
	}
	f.wrong, f.problems = map[string]string{}, nil
	f.enter()
	f.fit()
}

// Bindings are the keys of the form itself, for the help.
func (f *Form) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"enter", "tab"}, Label: "下一项", Hidden: true},
		{Keys: []string{"shift+tab", "up"}, Label: "上一项", Hidden: true},
		{Keys: []string{"f7"}, Label: "选择", Help: "在可选的项目里打开全部清单", Hidden: true, Disabled: f.unlisted()},
	}
}

// unlisted says why there is nothing to choose from in the field in hand.
func (f *Form) unlisted() string {
	if l, ok := f.field().(interface{ Lists() bool }); ok && l.Lists() {
		return ""
	}
	return "这一项直接填写，没有清单可选。"
}

// Update takes a message.
func (f *Form) Update(msg tea.Msg) Outcome {
	fd := f.field()
	if click, ok := msg.(tea.MouseClickMsg); ok {
		return f.click(click)
	}
	if fd == nil {
		return Passed
	}
	before := fd.Text()
	used := fd.Update(msg)
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "f7" && f.unlisted() == "" && len(fd.Drop(f.Theme, 20, 4)) == 0 {
		f.wrong[f.Focused()] = "这里还没有可以选的。"
		f.fit()
		return Used
	}
	if fd.Text() != before {
		f.forgive(f.Focused())
	}
	if used {
		f.fit()
		return Used
	}
	if key, ok := msg.(tea.KeyPressMsg); ok {
		return f.key(key.String())
	}
	return Passed
}

// forgive takes away what was said about a field that was changed since.
func (f *Form) forgive(name string) {
	delete(f.wrong, name)
	rest := make([]ledger.Problem, 0, len(f.problems))
	for _, p := range f.problems {
		if p.Field != name {
			rest = append(rest, p)
		}
	}
	f.problems = rest
}

func (f *Form) key(key string) Outcome {
	switch key {
	case "enter":
		if !f.leave() {
			f.enter()
			f.fit()
			return Used
		}
		if f.next(1, false) < 0 {
			f.enter()
			f.fit()
			return Submit
		}
		f.enter()
		f.move(f.onward())
	case "left", "right":
		return f.sideways(map[string]int{"left": -1, "right": 1}[key])
	case "tab":
		f.move(f.next(1, true))
	case "shift+tab":
		f.move(f.next(-1, true))
	case "down":
		f.move(f.beside(1))
	case "up":
		f.move(f.beside(-1))
	case "pgdown", "pgup":
		return Passed
	default:
		return Passed
	}
	return Used
}

// onward is where Enter goes: to the next item, from an empty line that stands
// ready to the line below it.
func (f *Form) onward() int {
	to := f.next(1, false)
	if it := f.items[f.focus]; it.Over == nil || !it.Over() {
		return to
	}
	for i := f.focus + 1; i < len(f.items); i++ {
		if !f.items[i].Same && f.takes(i) {
			return i
		}
	}
	return to
}

// sideways goes from a box to the one beside it; in a field the keys move the
// cursor, so a box takes them only from another.
func (f *Form) sideways(step int) Outcome {
	to := f.focus + step
	if !f.takes(to) || step > 0 && !f.items[to].Same || step < 0 && !f.items[f.focus].Same {
		return Passed
	}
	if _, box := f.items[f.focus].Field.(*Check); !box {
		return Passed
	}
	f.move(to)
	return Used
}

// next is the item that gets the focus after this one, -1 at the end; around
// begins again at the other end.
func (f *Form) next(step int, around bool) int {
	n := len(f.items)
	for k := 1; k <= n; k++ {
		i := f.focus + k*step
		if around {
			i = ((i % n) + n) % n
		}
		if f.takes(i) {
			return i
		}
	}
	return -1
}

func (f *Form) move(to int) {
	if to < 0 || to == f.focus {
		f.fit()
		return
	}
	f.leave()
	f.focus = to
	f.enter()
	f.fit()
}
