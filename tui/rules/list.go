package rules

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// The lists that are no region.
const (
	everything = "*"  // all rows
	inUse      = "on" // those switched on
	own        = "-"  // rows without a region
)

// List is the rows of one region, or the table of regions.
type List struct {
	d      *desk.Desk
	region string // "": the regions
	table  *widget.Table
	all    []ledger.Rule // the whole table
	rows   []ledger.Rule // those shown
	names  []string      // regions shown
	stamp  ledger.Stamp
	writes bool
	loaded bool
	busy   bool
	file   *loaded // read from a file, waits for the answer
	w, h   int
}

// NewList makes the screen.
func NewList(d *desk.Desk, r screen.Rules) screen.Screen {
	s := &List{d: d, region: r.Region, stamp: d.Stamp(), w: 80, h: 21}
	if s.region == "" {
		s.table = widget.NewTable(d.Theme, widget.Column{Title: "地区", Width: 20}, widget.Column{Title: "标准", Width: 6, Right: true},
			widget.Column{Title: "启用", Width: 6, Right: true}, widget.Column{Title: "说明", Width: 20, Grow: 1})
	} else {
		s.table = widget.NewTable(d.Theme, widget.Column{Title: "启用", Width: 4}, widget.Column{Title: "标准", Width: 30, Grow: 3}, widget.Column{Title: "级别", Width: 4},
			widget.Column{Title: "可信度", Width: 6}, widget.Column{Title: "自", Width: 10}, widget.Column{Title: "地区", Width: 8, Grow: 1})
		s.table.Freeze = 1
	}
	s.table.Y = 1
	s.table.Empty = "没有标准。按 F2 新建一条，或按 F4 从表格导入。"
	return s
}

type (
	tableRead struct {
		rows   []ledger.Rule
		writes bool
	}
	changed struct {
		title string
		err   error
	}
	confirmed struct {
		region string
		year   string
		on, ok bool
	}
)

// Init reads the table.
func (s *List) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		return tableRead{ledger.RuleTable(r.Rules()), s.d.CanWrite(r)}
	})
}

// Title names the page.
func (s *List) Title() string {
	switch s.region {
	case "":
		return "慰问活动标准"
	case everything:
		return "标准：全部"
	case inUse:
		return "标准：已启用"
	case own:
		return "标准：本会自定"
	}
	return "标准：" + s.region
}

// Resize gives the room.
func (s *List) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(3, h-1-len(s.foot())))
}

// Update takes a message.
func (s *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case tableRead:
		s.all, s.writes, s.loaded = m.rows, m.writes, true
		s.fill()
		return nil, nil
	case changed:
		s.busy = false
		if m.err != nil {
			return desk.Bad(m.err), nil
		}
		s.stamp = s.d.Stamp()
		return screen.Notice{Text: m.title + "。已经办过的慰问和活动不受影响。"}, s.Init()
	case confirmed:
		return s.enable(m), nil
	case loaded:
		return s.ask(m), nil
	case pathTyped:
		if m.ok {
			return screen.Run{Title: "读取标准表", Work: func(screen.Progress) tea.Msg { return readFile(strings.TrimSpace(m.path)) }}, nil
		}
		return nil, nil
	case takeFile:
		return s.take(m.yes), nil
	case screen.Shown:
		return nil, s.Init()
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	if s.table.Update(msg) && !s.table.Clicked() {
		s.Resize(s.w, s.h)
		return nil, nil
	}
	k, ok := msg.(tea.KeyPressMsg)
	if s.table.Clicked() {
		return s.open(), nil
	}
	if !ok {
		return nil, nil
	}
	for _, b := range s.Bindings() {
		if b.Has(k.String()) && b.Disabled != "" {
			return screen.Notice{Text: b.Disabled, Bad: true}, nil
		}
	}
	return s.key(k.String()), nil
}

func (s *List) key(k string) screen.Action {
	switch k {
	case "esc":
		return screen.Back{}
	case "enter":
		return s.open()
	case "f2", "n":
		return screen.Open{Route: screen.RuleForm{}}
	case "f4", "i":
		return screen.AskText{Title: "导入标准表", Lines: []string{"XLSX 或 CSV 文件；先看结果，再决定是否导入。"},
			Then: func(text string, ok bool) tea.Msg { return pathTyped{text, ok} }}
	case "f5", "e":
		return s.askEnable()
	case "f6", "p":
		return screen.Open{Route: screen.Practice{}}
	}
	return nil
}

// open goes to the region, or to the row.
func (s *List) open() screen.Action {
	i := s.table.Index()
	switch {
	case i < 0:
		return nil
	case s.region == "":
		return screen.Open{Route: screen.Rules{Region: s.names[i]}}
	}
	return screen.Open{Route: screen.RuleForm{ID: s.rows[i].ID}}
}

// fill shows the regions, or the rows of one.
func (s *List) fill() {
	if s.region == "" {
		s.fillRegions()
		return
	}
	s.rows = nil
	for _, x := range s.all {
		if s.region == everything || s.region == inUse && x.On || s.region == own && x.Region == "" || x.Region == s.region {
			s.rows = append(s.rows, x)
		}
	}
	rows, today := s.rows, s.d.Today()
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].ID }, Cells: func(i int) []widget.Cell {
		x := rows[i]
		out := widget.Cells(state(x, today), x.Says(), x.Severity.Chinese(), x.Confidence, x.From.String(), orOwn(x.Region))
		switch {
		case !x.On:
			out[0].Look = widget.Muted
		case !x.InForce(today):
			out[0].Look = widget.Warning
		default:
			out[0].Look = widget.Good
		}
		return out
	}})
}

func orOwn(region string) string {
	if region == "" {
		return "本会"
	}
	return region
}

// state says in a word whether a row counts today.
func state(x ledger.Rule, today ledger.Day) string {
	switch {
	case !x.On:
		return "停用"
	case x.From > today:
		return "未到"
	case !x.InForce(today):
		return "过期"
	}
	return "启用"
}

func (s *List) fillRegions() {
	s.names = []string{inUse, everything}
	for _, x := range s.all {
		if x.Region == "" {
			s.names = append(s.names, own)
			break
		}
	}
	s.names = append(s.names, ledger.Regions(s.all)...)
	names, today := s.names, s.d.Today()
	s.table.SetRows(widget.List{N: len(names), ID: func(i int) string { return names[i] }, Cells: func(i int) []widget.Cell {
		n, on, basis := 0, 0, ""
		for _, x := range s.all {
			if names[i] != everything && names[i] != inUse && x.Region != names[i] && !(names[i] == own && x.Region == "") {
				continue
			}
			n++
			if x.On && x.InForce(today) {
				on++
			}
			if basis == "" {
				basis = x.Basis
			}
		}
		name, count := names[i], fmt.Sprint(n)
		switch names[i] {
		case everything:
			name, basis = "全部", "账本里的和预置的，一条不少"
		case inUse:
			name, count, basis = "已启用", "", "今天办慰问、办活动按这些检查"
		case own:
			name, basis = "本会自定", ""
		}
		out := widget.Cells(name, count, "", basis)
		if on > 0 {
			out[2] = widget.Cell{Text: fmt.Sprint(on), Look: widget.Good}
		}
		return out
	}})
}

// Bindings are the keys of the page.
func (s *List) Bindings() []screen.Binding {
	write := ""
	switch {
	case !s.loaded:
		write = "正在读取，请稍候。"
	case s.busy:
		write = "正在保存，请稍候。"
	case !s.writes:
		write = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	}
	none := ""
	if s.table.Len() == 0 {
		none = "这里还没有标准。"
	}
	enable := write
	if r := s.chosen(); enable == "" && (r == "" || r == everything || r == inUse || r == own) {
		enable = "请先选一个地区。"
	}
	label := "启用地区"
	if s.anyOn(s.chosen()) {
		label = "停用地区"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Disabled: none},
		{Keys: []string{"f5", "e"}, Label: label, Help: "确认年份后，启用或停用这个地区的标准", Disabled: enable},
		{Keys: []string{"f2", "n"}, Label: "新标准", Disabled: write},
		{Keys: []string{"f4", "i"}, Label: "导入", Help: "从 XLSX 或 CSV 导入标准表", Disabled: write},
		{Keys: []string{"f6", "p"}, Label: "做法", Help: "地方节日、住院慰问科目、闰月生日、不去的地方等"},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// chosen is the region that enabling is about.
func (s *List) chosen() string {
	i := s.table.Index()
	switch {
	case s.region != "" && s.region != everything && s.region != inUse:
		return s.region
	case i < 0:
		return ""
	case s.region == "" && i < len(s.names):
		return s.names[i]
	case s.region != "" && i < len(s.rows):
		return s.rows[i].Region
	}
	return ""
}

func (s *List) anyOn(region string) bool {
	for _, x := range s.all {
		if x.Region == region && x.On {
			return true
		}
	}
	return false
}

// View draws the page.
func (s *List) View() screen.Frame {
	head := " 预置的标准来自报道和转载，启用前请向上级工会核实。全国和所在地区可以同时启用。"
	if s.region != "" {
		head = " 标准只增不改：改一条就多一个版本，旧账按旧标准看。"
	}
	f := screen.Frame{Lines: []string{s.d.Theme.Muted().Render(widget.Cut(head, s.w))}}
	f.Lines = append(f.Lines, s.table.View()...)
	foot := s.foot()
	for len(f.Lines) < s.h-len(foot) {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines, foot...)
	return f
}

// foot tells everything of the row in hand.
func (s *List) foot() []string {
	i := s.table.Index()
	if s.region == "" || i < 0 || i >= len(s.rows) {
		return nil
	}
	x := s.rows[i]
	text := []string{fmt.Sprintf("%s 第%d版：%s。%s", x.ID, x.Version, x.Says(), x.Severity.Demand()), "依据：" + x.BasisText()}
	if c := ledger.ConfidenceText(x.Confidence); c != "" {
		text = append(text, "可信度 "+x.Confidence+"（"+c+"）。来源："+x.Source)
	}
	var out []string
	for _, t := range text {
		lines := widget.Wrap(t, s.w-2)
		for _, l := range lines[:min(2, len(lines))] {
			out = append(out, " "+l)
		}
	}
	most := max(2, s.h/3)
	return out[:min(len(out), most)]
}

// List writes the table out as it is shown.
func (s *List) List() screen.Listing {
	if !s.loaded || s.table.Len() == 0 {
		return nil
	}
	region, today := s.region, s.d.Today()
	if region == everything || region == inUse || region == own {
		region = ""
	}
	d := s.d
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := report.Rules(r, region, today, d.List(r, "", "").Generated)
		if p != nil && p.Cancelled() {
			return nil
		}
		return doc
	}
}
