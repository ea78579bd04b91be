package voucher

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// typist takes what is typed; it reports what was for it.
type typist interface {
	update(msg tea.Msg) bool
	capturing() bool
	resize(w, h int)
}

// painter draws.
type painter interface {
	view() []string
	cursor() *screen.Cursor
	status() string
}

// keeper gives and takes what was typed, as texts by field.
type keeper interface {
	values() map[string]string
	setValues(map[string]string)
	keys() []screen.Binding
}

// writer makes the voucher of what was typed and shows what is wrong with it.
type writer interface {
	voucher() (ledger.Voucher, ledger.Problems)
	show([]ledger.Problem)
	again(day ledger.Day) // ready for the next of the same kind
}

// sheet is one of the two forms a voucher is written on.
type sheet interface {
	typist
	painter
	keeper
	writer
}

// Form is the screen on which a voucher is written.
type Form struct {
	d     *desk.Desk
	route screen.VoucherForm
	facts facts
	sheet sheet
	title string
	old   ledger.Voucher // the draft, the copied one, or the one to be corrected
	stamp ledger.Stamp
	busy  bool
	clean map[string]string // values that are booked, offered or kept nowhere else
	kept  map[string]string // values last handed to Kept
	w, h  int
}

// NewForm makes the screen for a new voucher, a draft, a copy, or the corrected
// form of a voucher that is written off.
func NewForm(d *desk.Desk, route screen.VoucherForm) *Form {
	return &Form{d: d, route: route, stamp: d.Stamp(), title: "录凭证", w: 80, h: 20}
}

// opened is what the form begins with.
type opened struct {
	facts facts
	route screen.VoucherForm
	old   ledger.Voucher
	kept  *desk.Form // taken up
	other *desk.Form // lies there and would be overwritten
	none  bool       // nothing was kept
}

// Init reads the book and looks for a form that was kept.
func (f *Form) Init() tea.Cmd {
	route, d := f.route, f.d
	return func() tea.Msg {
		msg := opened{route: route}
		k, ok := d.Kept.Load(keptKind)
		switch {
		case route.Kept && ok:
			msg.kept = &k
			msg.route = routeOf(k)
		case route.Kept:
			msg.none = true
			return msg
		case ok:
			msg.other = &k
		}
		err := d.Book.View(func(r ledger.Reader) error {
			msg.facts = readFacts(d, r)
			for _, id := range []ledger.VoucherID{msg.route.ID, msg.route.CopyOf, msg.route.Reverses} {
				if id != 0 {
					msg.old, _ = r.Voucher(id)
				}
			}
			return nil
		})
		if err != nil {
			return desk.Failed{Err: err}
		}
		return msg
	}
}

// open sets the form up.
func (f *Form) open(msg opened) (screen.Action, tea.Cmd) {
	if msg.none {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有留着没填完的凭证。"}}, nil
	}
	f.facts, f.route, f.old = msg.facts, msg.route, msg.old
	gone := f.route.ID != 0 && f.old.State != ledger.Draft
	switch {
	case gone && msg.kept != nil:
		f.route.ID = 0 // what was typed is worth more than where it came from
	case gone:
		return screen.Many{screen.Back{}, screen.Notice{Text: "这张凭证已经不是草稿，不能修改。", Bad: true}}, f.d.Kept.Drop(keptKind)
	}
	f.lay()
	f.clean = f.sheet.values()
	f.kept = f.clean
	if msg.kept != nil {
		f.sheet.setValues(msg.kept.Values)
		f.kept = f.sheet.values()
		if id := msg.kept.Route["stamp"]; id != "" {
			f.stamp.ID = id
		}
		if gone {
			return screen.Notice{Text: "原来的草稿已经不能改了，填的内容按新凭证留着。", Bad: true}, nil
		}
		return screen.Notice{Text: "这是上次没填完的凭证，请接着填。"}, nil
	}
	if msg.other != nil {
		return askOther(*msg.other), nil
	}
	return screen.Stay{}, nil
}

// lay makes the sheet for the route.
func (f *Form) lay() {
	t, ok := ledger.TemplateOf(f.route.Template)
	switch {
	case f.route.ID == 0 && f.route.CopyOf == 0 && f.route.Reverses == 0 && ok:
		f.title = "录凭证：" + t.Name
		f.sheet = newSimple(f.d, &f.facts, t)
	default:
		f.title = "完整凭证"
		switch {
		case f.route.ID != 0:
			f.title = "修改" + f.old.Ref()
		case f.route.CopyOf != 0:
			f.title = "复制 " + f.old.Ref()
		case f.route.Reverses != 0:
			f.title = "更正 " + f.old.Ref() + "：正确的凭证"
		}
		f.sheet = newFull(f.d, &f.facts, f.prefilled())
	}
	f.sheet.resize(f.w, f.h)
}

// prefilled is the voucher that the full form begins with.
func (f *Form) prefilled() ledger.Voucher {
	v := f.old
	switch {
	case f.route.ID != 0:
	case f.route.Reverses != 0:
		v.Day = f.route.Day
	default:
		v.Day, v.Papers, v.NoPaper = f.facts.day, 0, ""
	}
	return v
}

// Title names what is written.
func (f *Form) Title() string { return f.title }

// Capturing reports that letters are typed.
func (f *Form) Capturing() bool { return f.sheet == nil || f.sheet.capturing() }

// Resize gives the room.
func (f *Form) Resize(w, h int) {
	f.w, f.h = w, h
	if f.sheet != nil {
		f.sheet.resize(w, h)
	}
}

// View draws the form.
func (f *Form) View() screen.Frame {
	if f.sheet == nil {
		return screen.Frame{Lines: []string{"", "  正在读取…"}}
	}
	return screen.Frame{Lines: f.sheet.view(), Cursor: f.sheet.cursor(), Status: f.sheet.status()}
}

// Bindings are the keys.
func (f *Form) Bindings() []screen.Binding {
	save, post := "存草稿", ""
	if f.postsAtOnce() {
		save = "保存记账"
	}
	if !f.facts.unit.Single {
		post = "要由另一人审核才能过账；请按 F8 存为草稿，再由审核人审核。"
	}
	out := []screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: save, Disabled: f.facts.denied}}
	if !f.simple() {
		if post == "" {
			post = f.facts.denied
		}
		out = append(out, screen.Binding{Keys: []string{"f9"}, Label: "保存并过账", Disabled: post})
	}
	if f.sheet != nil {
		out = append(out, f.sheet.keys()...)
	}
	if f.simple() {
		out = append(out, screen.Binding{Keys: []string{"f4"}, Label: "转完整凭证", Help: "把填好的内容转到完整凭证里，自己改借方和贷方"})
	}
	if f.fresh() {
		out = append(out, screen.Binding{Keys: []string{"f2"}, Label: "换一种", Help: "回到“发生了什么”，换一种来填"})
	}
	return append(out, screen.Binding{Keys: []string{"esc"}, Label: "返回", Help: "返回；填了一半的会问要不要留着"})
}

// simple reports the template form; fresh a voucher that is new altogether.
func (f *Form) simple() bool { _, ok := f.sheet.(*simple); return ok }
func (f *Form) fresh() bool  { return f.route.ID == 0 && f.route.Reverses == 0 }

// postsAtOnce: a template's voucher is complete, so one person alone needs no
// second step.
func (f *Form) postsAtOnce() bool { return f.facts.unit.Single && f.simple() }

// Update takes a message.
func (f *Form) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case opened:
		return f.open(msg)
	case saved:
		return f.saved(msg)
	case answer:
		return f.answered(msg)
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if f.sheet == nil {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	}
	if f.busy {
		return screen.Stay{}, nil
	}
	if s, ok := f.sheet.(*full); ok && s.at > 0 {
		if p, ok := msg.(tea.PasteMsg); ok && isBlock(p.Content) {
			return s.paste(p.Content), f.keep()
		}
	}
	if f.sheet.update(msg) {
		return screen.Stay{}, f.keep()
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return f.key(k.String())
	}
	return screen.Stay{}, nil
}

func (f *Form) key(key string) (screen.Action, tea.Cmd) {
	switch key {
	case "f8", "ctrl+s":
		return f.save(f.postsAtOnce())
	case "f9":
		if !f.simple() {
			return f.save(true)
		}
	case "f4":
		if f.simple() {
			return f.widen()
		}
	case "f2":
		if f.fresh() {
			return f.leave(screen.Replace{Route: screen.TemplatePick{}})
		}
	case "esc":
		return f.leave(screen.Back{})
	case "enter":
		return screen.Notice{Text: "填好了。按 F8 保存，Esc 返回。"}, nil
	}
	return screen.Stay{}, nil
}

// widen turns the template form into the full one, with what was filled in.
func (f *Form) widen() (screen.Action, tea.Cmd) {
	v, _ := f.sheet.voucher()
	if s, ok := f.sheet.(*simple); ok && len(v.Lines) == 0 {
		v.Lines = s.skeleton()
	}
	clean := f.clean
	f.route.Template = ""
	f.title = "完整凭证"
	f.sheet = newFull(f.d, &f.facts, v)
	f.sheet.resize(f.w, f.h)
	f.clean = clean // it was typed, so it is asked about before it is lost
	return screen.Stay{}, f.keep()
}

// touched reports that something was typed that is kept nowhere else.
func (f *Form) touched() bool { return f.sheet != nil && !maps.Equal(f.sheet.values(), f.clean) }
