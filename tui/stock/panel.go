package stock

import (
	"maps"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptKind marks the forms of this package among those that outlive a crash.
const keptKind = "stock"

// panel is a form that takes the place of the page while it is filled in.
type panel struct {
	d     *desk.Desk
	kind  string // which form, for Kept
	title string
	head  []string // lines above the form
	form  *widget.Form
	stamp ledger.Stamp
	busy  bool
	clean map[string]string
	kept  map[string]string
	// read makes the act; what is wrong with the fields goes into ps.
	read func(ps *ledger.Problems) ledger.Act
	// status is a running sum, e.g. of what was typed.
	status func() string
	about  string // the thing, for Kept: an article's or voucher's number
	w, h   int
}

type (
	panelDone struct {
		receipt ledger.Receipt
		err     error
	}
	panelLeave struct{ sure bool }
)

func newPanel(d *desk.Desk, kind, title, about string, items []widget.Item, read func(ps *ledger.Problems) ledger.Act) *panel {
	p := &panel{d: d, kind: kind, title: title, about: about, stamp: d.Stamp(), read: read}
	p.form = widget.NewForm(d.Theme, items...)
	p.clean = p.form.Values()
	return p
}

func (p *panel) resize(w, h int) {
	p.w, p.h = w, h
	p.form.Y = len(p.head)
	p.form.Resize(w, max(3, h-len(p.head)-p.footed()))
}

// begin fills in what was typed before a crash.
func (p *panel) begin(f desk.Form) {
	p.form.SetValues(f.Values)
	if id := f.Route["stamp"]; id != "" {
		p.stamp.ID = id
	}
	p.kept = p.form.Values()
}

func (p *panel) touched() bool { return !maps.Equal(p.form.Values(), p.clean) }

func (p *panel) keep() tea.Cmd {
	v := p.form.Values()
	if maps.Equal(v, p.kept) {
		return nil
	}
	if maps.Equal(v, p.clean) {
		return p.drop()
	}
	p.kept = v
	return p.d.Kept.Keep(desk.Form{Kind: keptKind, Title: p.title, Route: map[string]string{"form": p.kind, "about": p.about, "stamp": p.stamp.ID}, Values: v})
}

func (p *panel) drop() tea.Cmd {
	if p.kept == nil {
		return nil
	}
	p.kept = nil
	return p.d.Kept.Drop(keptKind)
}

// update takes a message; closed says that the panel is to go.
func (p *panel) update(msg tea.Msg) (a screen.Action, cmd tea.Cmd, closed bool) {
	switch msg := msg.(type) {
	case panelLeave:
		if msg.sure {
			return nil, p.drop(), true
		}
		return nil, nil, false
	case panelDone:
		return p.done(msg)
	}
	if p.busy {
		return nil, nil, false
	}
	switch p.form.Update(msg) {
	case widget.Submit:
		return p.save(), p.keep(), false
	case widget.Used:
		return nil, p.keep(), false
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "f8", "ctrl+s":
			return p.save(), p.keep(), false
		case "esc":
			if !p.touched() {
				return nil, p.drop(), true
			}
			return screen.Ask{Title: "还没有保存", Lines: []string{"填写的内容还没有保存。要放弃吗？"}, Choices: []string{"接着填", "放弃"}, Then: func(i int) tea.Msg { return panelLeave{i == 1} }}, nil, false
		}
	}
	return nil, nil, false
}

func (p *panel) save() screen.Action {
	ps := ledger.Problems(p.form.Settle())
	var act ledger.Act
	if len(ps) == 0 {
		act = p.read(&ps)
	}
	if len(ps) > 0 {
		p.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	p.busy = true
	return p.d.Do(act, p.stamp, func(r ledger.Receipt, err error) tea.Msg { return panelDone{r, err} })
}

func (p *panel) done(msg panelDone) (screen.Action, tea.Cmd, bool) {
	p.busy = false
	if msg.err == nil {
		text := "已保存：" + msg.receipt.Title + "。"
		if msg.receipt.Voucher != 0 && msg.receipt.Ref == "" {
			text += "凭证是草稿，请到凭证里审核、过账。"
		}
		return screen.Notice{Text: text}, p.drop(), true
	}
	if ps := desk.Problems(msg.err); len(ps) > 0 {
		for i := range ps {
			ps[i].Subject = ""
		}
		p.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}, nil, false
	}
	return desk.Bad(msg.err), nil, false
}

func (p *panel) bindings() []screen.Binding {
	busy := ""
	if p.busy {
		busy = saving
	}
	return append([]screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: busy},
		{Keys: []string{"esc"}, Label: "返回"},
	}, p.form.Bindings()...)
}

func (p *panel) view() screen.Frame {
	f := screen.Frame{Cursor: p.form.Cursor(), Status: p.form.Help()}
	for _, l := range p.head {
		f.Lines = append(f.Lines, p.d.Theme.Muted().Render(widget.Cut(l, p.w)))
	}
	f.Lines = append(f.Lines, p.form.View()...)
	if p.status == nil || p.status() == "" {
		return f
	}
	for len(f.Lines) < p.h-1 {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines[:max(0, p.h-1)], p.d.Theme.Strong().Render(widget.Cut(" "+p.status(), p.w)))
	return f
}

// footed is 1 when a running sum stands below the form.
func (p *panel) footed() int {
	if p.status == nil {
		return 0
	}
	return 1
}
