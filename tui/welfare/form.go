package welfare

import (
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptGift marks the acts in hand among the forms that outlive a crash.
const keptGift = "gift"

// GiftForm is the page on which an act is made, changed or added to: the fields
// above or on the left, the list below or on the right.
type GiftForm struct {
	d      *desk.Desk
	route  screen.GiftForm
	stamp  ledger.Stamp
	b      facts
	loaded bool
	busy   bool

	form   *widget.Form
	f      fields
	list   *roster
	table  *widget.Table
	onList bool
	seen   map[string]*widget.Check // of the evidence, by name
	about  ledger.Occasion          // chosen

	judged  judging
	priced  pricing
	said    []ledger.Verdict
	stand   standing
	picked  ledger.MemberID // by name, last
	dayMade bool            // the day was typed, not offered
	formBy  bool            // the form was chosen, not offered
	offered ledger.Code     // the account that was filled in, see matchPurse
	// wantBorn: those whose birthday is this month were asked for.
	wantBorn bool

	clean map[string]string
	kept  map[string]string
	w, h  int
}

// NewForm makes the form of an act.
func NewForm(d *desk.Desk, route screen.GiftForm) screen.Screen {
	f := &GiftForm{d: d, route: route, stamp: d.Stamp(), list: newRoster(), seen: map[string]*widget.Check{}, w: 80, h: 21}
	f.table = widget.NewTable(d.Theme)
	f.table.Empty = "名单还是空的：在“发给”里选全体、小组，或打姓名。"
	f.build()
	return f
}

// Title names what is made.
func (f *GiftForm) Title() string {
	switch {
	case f.route.More:
		return "补发 " + f.b.old.ID.String() + " " + f.b.old.Title
	case f.route.Gift != 0:
		return "修改 " + f.b.old.ID.String()
	case f.b.title != "":
		return "发慰问：" + f.b.title
	}
	return "发慰问"
}

// Capturing reports that letters are typed.
func (f *GiftForm) Capturing() bool { return !f.onList && f.form.Capturing() }

// Update takes a message.
func (f *GiftForm) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case formRead:
		return f.open(msg)
	case verdicts:
		return nil, f.heard(msg)
	case pricing:
		return nil, f.told(msg)
	case piecesTyped:
		return nil, f.setPieces(msg)
	case standing:
		f.take(msg)
		return nil, nil
	case bornRead:
		return f.takeBorn(msg)
	case given:
		return f.saved(msg)
	case printing:
		return f.print(msg)
	case frozen:
		return f.frozen(msg)
	case sumTyped:
		return f.setSum(msg)
	case answer:
		return f.answered(msg)
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if !f.loaded || f.busy {
		if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" && !f.busy {
			return screen.Back{}, nil
		}
		return nil, nil
	}
	if p, ok := msg.(tea.PasteMsg); ok && !f.onList && f.form.Focused() == "whom" {
		return f.pasteNames(p.Content), tea.Batch(f.keep(), f.judge())
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if a, cmd, ok := f.key(k.String()); ok {
			return a, cmd
		}
	}
	if f.onList {
		f.table.Update(msg)
		return nil, nil
	}
	return f.typed(msg)
}

// typed gives a message to the fields. Enter in “发给” adds a person and stays
// there, so that several are named one after another.
func (f *GiftForm) typed(msg tea.Msg) (screen.Action, tea.Cmd) {
	before := f.form.Focused()
	adds := before == "whom" && strings.TrimPrefix(f.f.whom.Text(), "?") != ""
	out := f.form.Update(msg)
	if k, ok := msg.(tea.KeyPressMsg); ok && adds && k.String() == "enter" && f.form.Focused() != "whom" && f.stays() {
		f.form.Focus("whom")
	}
	if out == widget.Submit {
		return f.save()
	}
	return nil, tea.Batch(f.keep(), f.judge(), f.ask(), f.readBorn())
}

// stays: after a name more may follow; after everybody or a group hardly.
func (f *GiftForm) stays() bool { return len(f.list.bases) == 0 }

// key takes the keys that are the form's own.
func (f *GiftForm) key(key string) (screen.Action, tea.Cmd, bool) {
	switch key {
	case "f8", "ctrl+s":
		a, cmd := f.save()
		return a, cmd, true
	case "f6", "ctrl+l":
		f.onList = !f.onList && len(f.list.rows) > 0
		return nil, nil, true
	case "f5", "ctrl+k":
		f.list.clear()
		f.relist()
		return screen.Notice{Text: "名单已清空。"}, tea.Batch(f.keep(), f.judge()), true
	case "f9", "ctrl+g":
		return f.showVerdicts(), nil, true
	case "esc":
		if f.onList {
			f.onList = false
			return nil, nil, true
		}
		if !f.dropOpen() {
			a, cmd := f.leave()
			return a, cmd, true
		}
	}
	if f.onList {
		return f.listKey(key)
	}
	return nil, nil, false
}

// dropOpen reports that Esc only shuts a list that hangs below a field.
func (f *GiftForm) dropOpen() bool {
	p, ok := f.form.Field(f.form.Focused()).(*widget.Pick)
	return ok && len(p.Drop(f.d.Theme, 20, 1)) > 0
}

// listKey takes the keys of the list.
func (f *GiftForm) listKey(key string) (screen.Action, tea.Cmd, bool) {
	i := f.table.Index()
	if i < 0 || i >= len(f.list.rows) {
		f.onList = false
		return nil, nil, true
	}
	r := f.list.rows[i]
	switch key {
	case "space", "delete":
		f.list.flip(r)
		f.relist()
		f.table.SetIndex(min(i, len(f.list.rows)-1))
		return nil, tea.Batch(f.keep(), f.judge()), true
	case "enter", "f2":
		if f.stocked() {
			return f.askPieces(r), nil, true
		}
		return f.askSum(r), nil, true
	case "tab", "shift+tab":
		f.onList = false
		return nil, nil, true
	}
	return nil, nil, false
}

// Bindings are the keys.
func (f *GiftForm) Bindings() []screen.Binding {
	write := f.b.denied
	switch {
	case !f.loaded:
		write = reading
	case f.busy:
		write = "正在保存，请稍候。"
	}
	none, rules := "", ""
	if len(f.list.rows) == 0 {
		none = "名单还是空的。"
	}
	if len(f.said) == 0 {
		rules = "没有要提醒的。"
	}
	label := "保存"
	if f.posts() {
		label = "保存记账"
	}
	out := []screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: label, Help: "存下名单，同时做好凭证", Disabled: write},
		{Keys: []string{"f6", "ctrl+l"}, Label: "到名单", Help: "在填写和名单之间来回", Disabled: none},
	}
	if f.onList {
		one := screen.Binding{Keys: []string{"enter", "f2"}, Label: "改金额", Help: "这个人的金额与别人不同时"}
		if f.stocked() {
			one.Label, one.Help = "改份数", "这个人领的份数与别人不同时"
		}
		out = append(out, screen.Binding{Keys: []string{"space", "delete"}, Label: "去掉或放回", Help: "把这个人从名单里去掉，或者放回来"}, one)
	}
	out = append(out,
		screen.Binding{Keys: []string{"f9", "ctrl+g"}, Label: "看提醒", Help: "超标准、缺证明等提醒的全文和依据", Disabled: rules},
		screen.Binding{Keys: []string{"f5", "ctrl+k"}, Label: "清空名单", Disabled: none, Hidden: true},
		screen.Binding{Keys: []string{"esc"}, Label: "返回"})
	if f.onList {
		return append(out, f.table.Bindings()...)
	}
	return append(out, f.form.Bindings()...)
}

// values are what is kept: the fields and the list.
func (f *GiftForm) values() map[string]string {
	v := f.form.Values()
	delete(v, "standing")
	delete(v, "worth")
	v["list"] = f.list.text()
	for name, c := range f.seen {
		v["seen:"+name] = c.Text()
	}
	return v
}

func (f *GiftForm) touched() bool { return f.loaded && !maps.Equal(f.values(), f.clean) }
