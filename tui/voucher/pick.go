package voucher

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// often is how many templates the figures reach at once.
const often = 9

// choice is one row: a template, or why it cannot be used yet.
type choice struct {
	ledger.Template
	group   string // as listed: its own, or 常用
	missing string // what must be done first, e.g. an account switched on
}

// Pick asks in plain words what happened, and opens the form for it.
type Pick struct {
	d      *desk.Desk
	query  widget.Input
	table  *widget.Table
	all    []choice // the used ones first, then by group
	shown  []choice
	denied string
	w, h   int
}

// NewPick makes the screen of the plain-language choices.
func NewPick(d *desk.Desk, _ screen.TemplatePick) *Pick {
	p := &Pick{d: d, table: widget.NewTable(d.Theme), w: 80, h: 20}
	p.query.Hint = "输入名称或拼音首字母查找，数字键直接选"
	p.table.Y = 2
	p.table.Empty = "没有这样的项目。按 F2 可以填完整凭证。"
	p.all = choices(nil, nil)
	p.filter()
	return p
}

type pickFacts struct {
	all    []choice
	denied string
}

// Init reads what was used last and which accounts there are.
func (p *Pick) Init() tea.Cmd {
	return p.d.Read(func(r ledger.Reader) tea.Msg {
		f := readFacts(p.d, r)
		return pickFacts{choices(f.chart, f.recent), f.denied}
	})
}

// choices puts the templates used last first; a new book gets the commonest.
func choices(chart []ledger.Account, recent []ledger.Voucher) []choice {
	var ids []string
	seen := map[string]bool{"": true}
	add := func(id string) {
		if !seen[id] && len(ids) < often {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, v := range recent {
		add(v.Template)
	}
	for _, id := range []string{"T09a", "T09b", "T01", "T02", "T09d", "T09e", "T03", "T07", "T09"} {
		add(id)
	}
	var out []choice
	for _, id := range ids {
		if t, ok := ledger.TemplateOf(id); ok {
			out = append(out, choice{t, "常用", missing(t, chart)})
		}
	}
	for _, t := range ledger.Templates() {
		out = append(out, choice{t, t.Group, missing(t, chart)})
	}
	return out
}

// missing says what the template needs first, "" if nothing or nothing is known.
func missing(t ledger.Template, chart []ledger.Account) string {
	if chart == nil {
		return ""
	}
	return t.Missing(chart)
}

// Title of the screen.
func (p *Pick) Title() string { return "录凭证：发生了什么" }

// Capturing is true: what is typed looks for a choice.
func (p *Pick) Capturing() bool { return true }

// Resize gives the room.
func (p *Pick) Resize(w, h int) {
	p.w, p.h = w, h
	name := min(36, max(28, w-46))
	p.table.SetColumns(widget.Column{Width: 1}, widget.Column{Title: "类别", Width: 8}, widget.Column{Title: "发生的事", Width: name}, widget.Column{Title: "说明", Width: 8, Grow: 1})
	p.table.Resize(w, max(3, h-2))
}

// Bindings are the keys.
func (p *Pick) Bindings() []screen.Binding {
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "选定", Disabled: p.denied},
		{Keys: []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}, Label: "选前九项", Help: "直接选左边标着这个数字的一项", Hidden: true},
		{Keys: []string{"f2"}, Label: "完整凭证", Help: "自己填借方、贷方科目的完整凭证", Disabled: p.denied},
		{Keys: []string{"up", "down"}, Label: "移动", Hidden: true},
		{Keys: []string{"pgup", "pgdown"}, Label: "翻页", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Help: "清除查找的字，再按返回"},
	}
}

// Update takes a message.
func (p *Pick) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case pickFacts:
		p.all, p.denied = msg.all, msg.denied
		p.filter()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		return screen.Stay{}, p.Init()
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		p.query.Update(msg)
		p.filter()
	default:
		if p.table.Update(msg) && p.table.Clicked() {
			return p.open(p.table.Index()), nil
		}
	}
	return screen.Stay{}, nil
}

func (p *Pick) key(k tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch name := k.String(); name {
	case "up", "down", "pgup", "pgdown":
		p.table.Update(k)
		return screen.Stay{}, nil
	case "enter":
		return p.open(p.table.Index()), nil
	case "f2":
		return screen.Replace{Route: screen.VoucherForm{}}, nil
	case "esc":
		if p.query.Text() == "" {
			return screen.Back{}, nil
		}
		p.query.SetText("")
		p.filter()
		return screen.Stay{}, nil
	}
	if t := widget.Fold(widget.Typed(k)); len(t) == 1 && t[0] >= '1' && t[0] <= '9' && int(t[0]-'1') < len(p.shown) {
		return p.open(int(t[0] - '1')), nil
	}
	before := p.query.Text()
	if p.query.Update(k); p.query.Text() != before {
		p.filter()
	}
	return screen.Stay{}, nil
}

// filter shows what fits the words typed; a choice among 常用 is not shown twice.
func (p *Pick) filter() {
	q := strings.ToLower(strings.TrimSpace(ledger.FoldWidth(p.query.Text())))
	p.shown = p.fitting(q, fits)
	if len(p.shown) == 0 {
		p.shown = p.fitting(q, nearly)
	}
	shown := p.shown // the table asks for the keys of the rows it has until it has others
	p.table.SetRows(widget.List{N: len(shown), Cells: p.row, ID: func(i int) string { return shown[i].group + shown[i].ID }})
	if q != "" {
		p.table.SetIndex(0)
	}
}

func (p *Pick) fitting(q string, fit func(ledger.Template, string) bool) []choice {
	var out []choice
	seen := map[string]bool{}
	for _, c := range p.all {
		if q != "" && (seen[c.ID] || !fit(c.Template, q)) {
			continue
		}
		if q != "" {
			seen[c.ID] = true
			c.group = c.Template.Group
		}
		out = append(out, c)
	}
	return out
}

// nearly takes the characters or initials in their order with others between:
// 提现 is 提取现金. It is asked only when nothing fits.
func nearly(t ledger.Template, q string) bool {
	name := ledger.FoldWidth(t.Name)
	return among(name, q) || among(pinyin.Initials(name), q)
}

func among(word, q string) bool {
	rest := []rune(q)
	for _, r := range strings.ToLower(word) {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

func fits(t ledger.Template, q string) bool {
	return pinyin.Matches(ledger.FoldWidth(t.Name), q) || strings.Contains(ledger.FoldWidth(t.Hint), q) || pinyin.Matches(t.Group, q)
}

func (p *Pick) row(i int) []widget.Cell {
	c := p.shown[i]
	figure := ""
	if i < often {
		figure = string(rune('1' + i))
	}
	group := c.group
	if i > 0 && p.shown[i-1].group == group {
		group = ""
	}
	hint, look := c.Hint, widget.Muted
	if c.missing != "" {
		hint, look = c.missing, widget.Warning
	}
	return []widget.Cell{{Text: figure, Look: widget.Strong}, {Text: group, Look: widget.Strong}, {Text: c.Name}, {Text: hint, Look: look}}
}

func (p *Pick) open(i int) screen.Action {
	switch {
	case i < 0 || i >= len(p.shown):
		return screen.Stay{}
	case p.denied != "":
		return screen.Notice{Text: p.denied, Bad: true}
	case p.shown[i].missing != "":
		return screen.Notice{Text: "“" + p.shown[i].Name + "”还不能用：" + p.shown[i].missing + "。", Bad: true}
	}
	return screen.Replace{Route: screen.VoucherForm{Template: p.shown[i].ID}}
}

// View draws the field and the choices.
func (p *Pick) View() screen.Frame {
	const label = "  查找 "
	x := widget.Width(label)
	w := min(60, p.w-x)
	lines := []string{p.d.Theme.Label().Render(label) + p.query.View(p.d.Theme, w, true), ""}
	lines = append(lines, p.table.View()...)
	cx, _ := p.query.CursorX(w)
	f := screen.Frame{Lines: lines, Cursor: &screen.Cursor{X: x + cx}}
	if i := p.table.Index(); i >= 0 && i < len(p.shown) { // the columns may have cut it
		f.Status = strings.TrimSuffix(p.shown[i].Name+"："+p.shown[i].Hint, "：")
	}
	return f
}
