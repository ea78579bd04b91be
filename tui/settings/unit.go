package settings

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/shopspring/decimal"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// unitPage is the form of the unit's own page.
type unitPage struct {
	d      *desk.Desk
	old    ledger.Unit
	form   *widget.Form
	single *widget.Check
	stamp  ledger.Stamp
	bars   string
	w, h   int
}

func newUnit(d *desk.Desk, u ledger.Unit, moved bool, bars string) *unitPage {
	p := &unitPage{d: d, old: u, stamp: d.Stamp(), bars: bars, w: 80, h: 21, single: widget.NewCheck("一个人记账，自己审核自己的凭证", u.Single)}
	name, credit, share := &widget.Input{Limit: 60}, &widget.Input{Limit: 18, Fold: true}, &widget.Input{Limit: 8, Fold: true, Fresh: true}
	name.SetText(u.Name)
	credit.SetText(u.CreditCode)
	share.SetText(percent(u.ShareUp))
	words := widget.NewChoice(widget.Option{Key: string(ledger.OneWord), Text: "记"}, widget.Option{Key: string(ledger.ThreeWords), Text: "收、付、转"})
	words.SetText(string(u.Words))
	fields := []widget.Item{
		{Name: "name", Label: "工会名称", Field: name, Help: "印在每张报表上"},
		{Name: "credit", Label: "信用代码", Width: 20, Field: credit, Help: "统一社会信用代码，18 位，可以空着"},
		{Name: "start", Label: "启用月份", Width: 10, Field: widget.NewMonth(u.Start).With(u.Start), Help: "有了凭证就不能再改"},
		{Name: "words", Label: "凭证字", Width: 30, Field: words, Help: "空格键换一种；以后的凭证照新的编号"},
		{Name: "share", Label: "上解比例", Width: 10, Field: share, Help: "行政拨来的 2% 里上解上级的部分，例如 40%"},
		{Name: "single", Label: "单人模式", Field: p.single, Help: "空格键打勾或取消"},
	}
	shown := map[string]string{"name": u.Name, "credit": u.CreditCode, "start": u.Start.String(), "words": string(u.Words), "share": percent(u.ShareUp), "single": yes(u.Single)}
	for i := range fields {
		if bars != "" || moved && fields[i].Name == "start" {
			fields[i].Field = widget.NewFixed(shown[fields[i].Name])
		}
	}
	p.form = widget.NewForm(d.Theme, fields...)
	p.form.Y = 1
	return p
}

func yes(on bool) string {
	if on {
		return "是"
	}
	return "否"
}

// percent shows a share as people say it: 0.4 → 40%.
func percent(share string) string {
	d, err := decimal.NewFromString(share)
	if err != nil {
		return ""
	}
	return d.Shift(2).String() + "%"
}

// shareOf reads 40%, 40 or 0.4; "" stays empty.
func shareOf(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", true
	}
	number, marked := strings.CutSuffix(text, "%")
	for _, r := range number {
		if r != '.' && (r < '0' || r > '9') {
			return "", false
		}
	}
	d, err := decimal.NewFromString(number)
	if err != nil {
		return "", false
	}
	if marked || d.GreaterThan(decimal.New(1, 0)) {
		d = d.Shift(-2)
	}
	if d.GreaterThan(decimal.New(1, 0)) {
		return "", false
	}
	return d.String(), true
}

func (p *unitPage) Init() tea.Cmd   { return nil }
func (p *unitPage) Title() string   { return "单位资料" }
func (p *unitPage) Capturing() bool { return p.form.Capturing() }
func (p *unitPage) Resize(w, h int) {
	p.w, p.h = w, h
	p.form.Resize(min(w, 90), max(6, h-1-len(p.notes())-1))
}
func (p *unitPage) changed() bool { return p.bars == "" && p.typed() != p.old }
func (p *unitPage) value(f string) string {
	return p.form.Values()[f]
}

type unitSaved struct{ err error }

// typed is the unit as the form has it.
func (p *unitPage) typed() ledger.Unit {
	u := p.old
	u.Name, _ = ledger.Clean(p.value("name"))
	u.CreditCode = strings.ToUpper(strings.TrimSpace(p.value("credit")))
	u.Start, _ = ledger.ParseMonth(p.value("start"))
	u.Words, u.Single = ledger.Words(p.value("words")), p.single.On
	u.ShareUp, _ = shareOf(p.value("share"))
	return u
}

func (p *unitPage) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case unitSaved:
		if m.err != nil {
			p.form.SetProblems(desk.Problems(m.err))
			return desk.Bad(m.err), nil
		}
		return screen.Many{screen.Notice{Text: "单位资料已保存。"}, screen.Back{}}, nil
	case leaveAnswer:
		if m == 1 {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	case tea.KeyPressMsg:
		if k := m.String(); k == "f8" || k == "ctrl+s" {
			return p.save(), nil
		}
	}
	switch p.form.Update(msg) {
	case widget.Used:
		return screen.Stay{}, nil
	case widget.Submit:
		return p.save(), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		return leaving(p.changed()), nil
	}
	return screen.Stay{}, nil
}

// leaveAnswer is what was said to the question whether to leave unsaved.
type leaveAnswer int

// leaving goes back, or asks first when something was typed.
func leaving(changed bool) screen.Action {
	if !changed {
		return screen.Back{}
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"改动的内容还没有保存。"}, Choices: []string{"回去接着改", "不保存，离开"},
		Then: func(i int) tea.Msg { return leaveAnswer(i) }}
}

func (p *unitPage) save() screen.Action {
	if p.bars != "" {
		return screen.Notice{Text: p.bars, Bad: true}
	}
	ps := ledger.Problems(p.form.Settle())
	if _, ok := shareOf(p.value("share")); !ok {
		ps.Add("share", "", ledger.CodeBadValue, "上解比例请写成 40%% 这样，不超过 100%%。")
	}
	if len(ps) > 0 {
		p.form.SetProblems(ps)
		return screen.Notice{Text: "有的项目填得不对。", Bad: true}
	}
	return p.d.Do(ledger.SetUnit{Unit: p.typed()}, p.stamp, func(_ ledger.Receipt, err error) tea.Msg { return unitSaved{err} })
}

func (p *unitPage) notes() []string {
	text := "单人模式：制单人可以审核自己的凭证。用它的账本每张报表都会印上“" + ledger.SingleNote + "”，改动会记进操作日志，经审人员看得到。以后有了第二个人，取消打勾即可。"
	var out []string
	for _, l := range widget.Wrap(text, min(p.w, 90)-4) {
		out = append(out, "  "+l)
	}
	return out
}

func (p *unitPage) View() screen.Frame {
	t := p.d.Theme
	out := append([]string{""}, p.form.View()...)
	out = append(out, "")
	if p.bars != "" {
		out = append(out, t.Warning().Render(widget.Cut("  ! "+p.bars, p.w)))
	}
	for _, l := range p.notes() {
		out = append(out, t.Muted().Render(l))
	}
	return screen.Frame{Lines: out[:min(len(out), p.h)], Cursor: p.form.Cursor(), Status: p.form.Help()}
}

func (p *unitPage) Bindings() []screen.Binding {
	return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: p.bars}, {Keys: []string{"esc"}, Label: "返回"}}, p.form.Bindings()[:2]...)
}
