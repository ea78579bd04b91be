package member

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// List is the register: what is typed narrows it down at once.
type List struct {
	d      *desk.Desk
	form   *widget.Form // search, group, state
	find   *widget.Input
	group  *widget.Pick
	state  *widget.Choice
	table  *widget.Table
	groups []string

	loaded  bool
	writes  bool
	today   ledger.Day
	all     []ledger.Member // in order of number
	twins   map[string]int  // how many have the name
	shown   []int           // into all
	asked   int             // searches asked for
	found   map[ledger.MemberID]bool
	counts  string
	w, h    int
	pending ledger.MemberID // to be selected once it is read
}

// The states to choose from.
const (
	inNow   = "在会"
	outNow  = "离会"
	allEver = "全部"
)

// NewList makes the list.
func NewList(d *desk.Desk, _ screen.Members) screen.Screen {
	l := &List{d: d, find: &widget.Input{Hint: "姓名、拼音、编号、电话", Limit: 40}, w: 80, h: 21}
	l.group = widget.NewPick("小组", l.groupOptions)
	l.state = widget.NewChoice(widget.Option{Key: inNow, Text: inNow}, widget.Option{Key: allEver, Text: allEver}, widget.Option{Key: outNow, Text: outNow})
	l.form = widget.NewForm(d.Theme,
		widget.Item{Name: "find", Label: "查找", Width: 24, Field: l.find},
		widget.Item{Name: "group", Label: "小组", Width: 14, Same: true, Field: l.group},
		widget.Item{Name: "state", Label: "", Width: 18, Same: true, Field: l.state})
	l.table = widget.NewTable(d.Theme, widget.Column{Title: "编号", Width: 6}, widget.Column{Title: "姓名", Width: 12, Grow: 2}, widget.Column{Title: "小组", Width: 10, Grow: 1},
		widget.Column{Title: "身份", Width: 6}, widget.Column{Title: "状态", Width: 6}, widget.Column{Title: "入会", Width: 10}, widget.Column{Title: "工资基数", Width: 11, Money: true})
	l.table.Freeze, l.table.Y = 2, 1
	l.table.Empty = "正在读取，请稍候。"
	return l
}

func (l *List) groupOptions(q string) []widget.Option {
	out := []widget.Option{}
	if q == "" {
		out = append(out, widget.Option{Text: "（全部小组）"})
	}
	for _, g := range l.groups {
		if matches(g, q) {
			out = append(out, widget.Option{Key: g, Text: g})
		}
	}
	return out
}

type (
	listed struct {
		all    []ledger.Member
		groups []string
		writes bool
		today  ledger.Day
	}
	foundMembers struct {
		n   int
		ids map[ledger.MemberID]bool
	}
	// saved comes back from the form, so that the list stands on its member.
	saved struct{ id ledger.MemberID }
)

// Init reads the register.
func (l *List) Init() tea.Cmd { return l.read() }

func (l *List) read() tea.Cmd {
	return l.d.Read(func(r ledger.Reader) tea.Msg {
		m := listed{writes: l.d.CanWrite(r), today: l.d.Today()}
		for x := range r.Members() {
			m.all = append(m.all, x)
		}
		slices.SortStableFunc(m.all, func(a, b ledger.Member) int { return cmp.Compare(a.No, b.No) })
		for _, g := range r.Groups() {
			m.groups = append(m.groups, g.Name)
		}
		return m
	})
}

// Title names the page.
func (l *List) Title() string { return "会员名册" }

// Capturing reports that letters are typed into the search field.
func (l *List) Capturing() bool { return l.form.Capturing() }

// Resize gives the room.
func (l *List) Resize(w, h int) {
	l.w, l.h = w, h
	l.form.Resize(w, h)
	l.table.Resize(w, max(3, h-2-l.formLines()+1))
	l.table.Y = l.formLines()
}

// formLines is the height of the search line, which a narrow window breaks.
func (l *List) formLines() int {
	if l.w < 76 {
		return 2
	}
	return 1
}

// Bindings are the keys of the list.
func (l *List) Bindings() []screen.Binding {
	read, write := "", ""
	switch {
	case !l.loaded:
		read, write = "正在读取，请稍候。", "正在读取，请稍候。"
	case !l.writes:
		write = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	}
	none := read
	if none == "" && len(l.shown) == 0 {
		none = "没有可以打开的会员。"
	}
	keys := []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "打开这位会员，查看或修改", Disabled: none},
		{Keys: []string{"f2"}, Label: "新会员", Disabled: write},
		{Keys: []string{"f4"}, Label: "导入", Help: "从 XLSX 或 CSV 表格导入会员或工资；在表格软件里复制的行也可以直接粘贴到这里", Disabled: write},
		{Keys: []string{"f6"}, Label: "花名册", Help: "会员花名册，可以打印", Disabled: read},
		{Keys: []string{"f3"}, Label: "收支", Help: "这位会员交了什么、领了什么：个人收支明细", Disabled: none},
		{Keys: []string{"tab"}, Label: "小组、状态", Help: "到小组和状态的筛选；F7 列出全部小组"},
		{Keys: []string{"f9"}, Label: "会费", Help: "会费登记", Hidden: true},
		{Keys: []string{"ctrl+f"}, Label: "查找", Help: "回到查找；直接打字就是查找：汉字、拼音首字母、全拼、编号、电话", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Help: "清除查找；再按一次返回", Hidden: true},
	}
	return append(keys, l.table.Bindings()...)
}

// Update takes a message.
func (l *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case listed:
		l.take(msg)
		return nil, nil
	case screen.Shown:
		return nil, l.read()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case foundMembers:
		if msg.n == l.asked {
			l.found = msg.ids
			l.narrow()
		}
		return nil, nil
	case saved:
		l.pending = msg.id
		l.narrow()
		return nil, nil
	}
	if sheet := importPasted(msg); sheet != nil {
		return sheet, nil
	}
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	if l.form.Focused() == "find" || key == "" {
		if action, ok := l.keys(msg, key); ok {
			return action, nil
		}
	}
	return l.fields(msg, key)
}

// keys are those that work while the search field has the focus.
func (l *List) keys(msg tea.Msg, key string) (screen.Action, bool) {
	if key == "enter" && l.table.Index() >= 0 {
		return screen.Open{Route: screen.MemberForm{ID: l.all[l.shown[l.table.Index()]].ID}}, true
	}
	// These move in what was typed; sideways in the list while nothing is.
	if key == "space" || key == "home" || key == "end" || (key == "left" || key == "right") && l.find.Text() != "" {
		return nil, false
	}
	if !l.table.Update(msg) {
		return nil, false
	}
	if l.table.Clicked() {
		return screen.Open{Route: screen.MemberForm{ID: l.all[l.shown[l.table.Index()]].ID}}, true
	}
	return nil, true
}

// fields gives a message to the fields above the list, and narrows it down.
func (l *List) fields(msg tea.Msg, key string) (screen.Action, tea.Cmd) {
	find, group, state := l.find.Text(), l.group.Key(), l.state.Text()
	out := l.form.Update(msg)
	if l.group.Key() != group || l.state.Text() != state {
		l.narrow()
	}
	if l.find.Text() != find {
		return nil, l.search()
	}
	switch {
	case out == widget.Submit:
		l.form.Focus("find")
		return nil, nil
	case out == widget.Used:
		return nil, nil
	}
	switch key {
	case "esc":
		return l.back()
	case "ctrl+f":
		l.form.Focus("find")
	case "f2":
		return screen.Open{Route: screen.MemberForm{}}, nil
	case "f4":
		return screen.Open{Route: screen.MemberImport{}}, nil
	case "f3":
		if i := l.table.Index(); i >= 0 {
			return statementOf(l.all[l.shown[i]].ID), nil
		}
	case "f6":
		return screen.Open{Route: screen.ReportView{Name: "members"}}, nil
	case "f9":
		return screen.Open{Route: screen.DuesGrid{}}, nil
	}
	return nil, nil
}

// back clears what narrows the list, and leaves when nothing does.
func (l *List) back() (screen.Action, tea.Cmd) {
	if l.form.Focused() != "find" {
		l.form.Focus("find")
		return nil, nil
	}
	if l.find.Text() == "" && l.group.Key() == "" {
		return screen.Back{}, nil
	}
	l.find.SetText("")
	l.group.Set(widget.Option{})
	return nil, l.search()
}

// search looks for members by what stands in the field.
func (l *List) search() tea.Cmd {
	l.asked++
	n, q := l.asked, strings.TrimSpace(l.find.Text())
	return l.d.Read(func(r ledger.Reader) tea.Msg {
		m := foundMembers{n: n}
		if q != "" {
			m.ids = map[ledger.MemberID]bool{}
			for _, id := range r.FindMembers(q, int(r.LastMember())) {
				m.ids[id] = true
			}
		}
		return m
	})
}

func (l *List) take(m listed) {
	l.all, l.groups, l.writes, l.today, l.loaded = m.all, m.groups, m.writes, m.today, true
	l.twins = map[string]int{}
	classes := map[ledger.MemberClass]int{}
	in := 0
	for i := range l.all {
		x := &l.all[i]
		l.twins[x.Name]++
		if x.On(l.today) {
			in++
			classes[x.ClassIn(l.today.Month())]++
		}
	}
	var parts []string
	for _, c := range ledger.MemberClasses() {
		if n := classes[c]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", c, n))
			delete(classes, c)
		}
	}
	other := 0
	for _, n := range classes {
		other += n
	}
	if other > 0 {
		parts = append(parts, fmt.Sprintf("其他 %d", other))
	}
	l.counts = fmt.Sprintf("在会 %d 人", in)
	if len(parts) > 0 {
		l.counts += "（" + strings.Join(parts, "，") + "）"
	}
	if out := len(l.all) - in; out > 0 {
		l.counts += fmt.Sprintf("，离会 %d 人", out)
	}
	l.narrow()
}

// narrow works out which members show.
func (l *List) narrow() {
	l.shown = nil // not reused: the table still asks the old rows for a key
	group, state := l.group.Key(), l.state.Text()
	for i := range l.all {
		m := &l.all[i]
		in := m.On(l.today)
		if l.found != nil && !l.found[m.ID] || group != "" && m.Group != group || state == inNow && !in && m.ID != l.pending || state == outNow && in {
			continue
		}
		l.shown = append(l.shown, i)
	}
	l.table.Empty = "没有符合的会员。"
	if len(l.all) == 0 {
		l.table.Empty = "名册还是空的。按 F2 录入，按 F4 从表格导入，或直接粘贴表格里复制的行。"
	} else if state == inNow && l.find.Text() != "" {
		l.table.Empty = "在会的人里没有符合的；按 Tab 到“全部”看离会的人。"
	}
	all, shown := l.all, l.shown
	l.table.SetRows(widget.List{N: len(shown), Cells: l.cells, ID: func(i int) string { return strconv.FormatUint(uint64(all[shown[i]].ID), 10) }})
	if l.pending != 0 && l.table.Select(strconv.FormatUint(uint64(l.pending), 10)) {
		l.pending = 0
	}
}

func (l *List) cells(i int) []widget.Cell {
	m := &l.all[l.shown[i]]
	name := m.Name
	if l.twins[name] > 1 {
		name += "（同名）"
	}
	base := ""
	if w, ok := m.WageIn(l.today.Month()); ok {
		base = (w.Post + w.Grade).Grouped()
	}
	c := widget.Cells(m.No, name, m.Group, string(m.ClassIn(l.today.Month())), m.Status(l.today), m.Joined().String(), base)
	if !m.On(l.today) {
		for k := range c {
			c[k].Look = widget.Muted
		}
	}
	return c
}

// View draws the page.
func (l *List) View() screen.Frame {
	fields, n := l.form.View(), l.formLines()
	f := screen.Frame{Cursor: l.form.Cursor(), Lines: make([]string, 0, l.h), Status: l.apart()}
	for i := range n {
		line := ""
		if i < len(fields) {
			line = fields[i]
		}
		f.Lines = append(f.Lines, line)
	}
	f.Lines = append(f.Lines, l.table.View()...)
	for i := n; i < len(fields) && len(fields) > n; i++ { // an open list lies over the table
		for len(f.Lines) <= i {
			f.Lines = append(f.Lines, "")
		}
		if strings.TrimSpace(fields[i]) != "" {
			f.Lines[i] = fields[i]
		}
	}
	for len(f.Lines) < l.h-1 {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines, l.d.Theme.Strong().Render(widget.Cut(fmt.Sprintf(" %s，显示 %d 人", l.counts, len(l.shown)), l.w)))
	return f
}
