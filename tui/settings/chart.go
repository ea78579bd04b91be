package settings

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// everLater is a month behind all months: the balance up to it is the balance.
const everLater = ledger.Month(219912)

// Chart is the tree of accounts with their balances.
type Chart struct {
	d     *desk.Desk
	table *widget.Table
	rows  []chartRow
	shown []chartRow
	all   bool // with the accounts of the long list that are not switched on
	query *widget.Input
	find  bool
	bars  string
	w, h  int
}

// chartRow is an account, of the book or only offered by the system.
type chartRow struct {
	ledger.Account
	balance ledger.Money // on its normal side
	absent  bool         // of the long list, not in the book
	leaf    bool
}

// NewChart makes the tree.
func NewChart(d *desk.Desk, _ screen.Chart) screen.Screen {
	s := &Chart{d: d, w: 80, h: 21, query: &widget.Input{Limit: 30, Fold: true, Hint: "编码或名称"}}
	s.table = widget.NewTable(d.Theme, chartColumns(80)...)
	s.table.Y, s.table.Empty = 1, "正在读取，请稍候。"
	return s
}

// narrow is the width below which side and origin are left out: the line at the
// foot says the origin, the balance must stay.
const narrow = 72

func chartColumns(w int) []widget.Column {
	code, name := widget.Column{Title: "编码", Width: 10}, widget.Column{Title: "名称", Width: 20, Grow: 1}
	state, balance := widget.Column{Title: "状态", Width: 6}, widget.Column{Title: "余额", Width: 16, Money: true}
	if w < narrow {
		return []widget.Column{code, name, state, balance}
	}
	return []widget.Column{code, name, {Title: "方向", Width: 4}, {Title: "来源", Width: 8}, state, balance}
}

type chartRead struct {
	rows []chartRow
	bars string
}

// Init reads the chart.
func (s *Chart) Init() tea.Cmd { return s.load() }

func (s *Chart) load() tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := chartRead{bars: barred(d, r, ledger.AddAccount{}.Name())}
		chart := r.Chart()
		for _, a := range chart {
			b := ledger.Balance(r, a.Code, everLater)
			if a.Credit {
				b = -b
			}
			m.rows = append(m.rows, chartRow{Account: a, balance: b, leaf: ledger.IsLeaf(chart, a.Code)})
		}
		for _, std := range ledger.Chart2021() {
			has := slices.ContainsFunc(chart, func(a ledger.Account) bool { return a.Code == std.Code })
			if !has && std.Listing != ledger.AboveLevel {
				m.rows = append(m.rows, chartRow{Account: std.Account, absent: true, leaf: true})
			}
		}
		slices.SortStableFunc(m.rows, func(a, b chartRow) int { return strings.Compare(string(a.Code), string(b.Code)) })
		return m
	})
}

// Title is 科目.
func (s *Chart) Title() string { return "科目" }

// Resize gives the room.
func (s *Chart) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.SetColumns(chartColumns(w)...)
	s.table.Resize(min(w, 100), max(4, h-3))
}

// Capturing reports that the search line is typed into.
func (s *Chart) Capturing() bool { return s.find }

func (s *Chart) fill() {
	q := strings.TrimSpace(s.query.Text())
	s.shown = nil
	for _, r := range s.rows {
		if (s.all || !r.absent) && (q == "" || strings.HasPrefix(string(r.Code), q) || strings.Contains(r.Name, q)) {
			s.shown = append(s.shown, r)
		}
	}
	shown := s.shown
	s.table.Empty = "没有这样的科目。按 Esc 看全部。"
	s.table.SetRows(widget.List{N: len(shown), ID: func(i int) string { return string(shown[i].Code) }, Cells: func(i int) []widget.Cell { return chartCells(shown[i], s.w) }})
}

func chartCells(r chartRow, w int) []widget.Cell {
	side, state := r.words()
	look := widget.Plain
	switch {
	case state != "":
		look = widget.Muted
	case !r.leaf:
		look = widget.Strong
	}
	balance := ""
	if r.balance != 0 {
		balance = r.balance.Grouped()
	}
	name := strings.Repeat("  ", r.Code.Level()-1) + r.Name
	out := []widget.Cell{{Text: string(r.Code), Look: look}, {Text: name, Look: look}}
	if w >= narrow {
		out = append(out, widget.Cell{Text: side, Look: look}, widget.Cell{Text: originOf(r.Account), Look: look})
	}
	return append(out, widget.Cell{Text: state, Look: look}, widget.Cell{Text: balance})
}

// words are the side on which the account grows, and its state.
func (r chartRow) words() (side, state string) {
	side = "借"
	if r.Credit {
		side = "贷"
	}
	switch {
	case r.absent:
		state = "未启用"
	case r.Off:
		state = "已停用"
	}
	return side, state
}

func originOf(a ledger.Account) string {
	switch a.Origin {
	case ledger.Prescribed:
		return "制度规定"
	case ledger.Optional:
		return "制度可选"
	}
	return "自己增加"
}

type (
	chartSaved struct {
		title string
		code  ledger.Code
		err   error
	}
	chartAsked struct {
		what string // add, name, switch
		code ledger.Code
		text string
		ok   bool
	}
)

// Update takes a message.
func (s *Chart) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return screen.Stay{}, s.load()
	case chartRead:
		s.rows, s.bars = m.rows, m.bars
		s.fill()
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case chartSaved:
		if m.err != nil {
			return desk.Bad(m.err), nil
		}
		return screen.Notice{Text: m.title + "，已保存。"}, tea.Sequence(s.load(), func() tea.Msg { return standOn(m.code) })
	case standOn:
		s.table.Select(string(m))
		return screen.Stay{}, nil
	case chartAsked:
		return s.asked(m), nil
	}
	return s.input(msg), nil
}

// standOn puts the cursor on an account after the chart was read anew.
type standOn ledger.Code

func (s *Chart) input(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	if s.find {
		switch {
		case key == "esc":
			s.find = false
			s.query.SetText("")
			s.fill()
		case key == "enter" || key == "down":
			s.find = false
		case s.query.Update(msg):
			s.fill()
		}
		return screen.Stay{}
	}
	if s.table.Update(msg) {
		return screen.Stay{}
	}
	i := s.table.Index()
	switch {
	case key == "/" || key == "f7":
		s.find = true
		s.query.Enter()
	case key == "esc" && s.query.Text() != "":
		s.query.SetText("")
		s.fill()
	case key == "esc":
		return screen.Back{}
	case key == "f5":
		s.all = !s.all
		s.fill()
	case i < 0 || i >= len(s.shown):
	case key == "f2" || key == "insert":
		return s.askAdd(s.shown[i])
	case key == "f4" || key == "enter":
		return s.askName(s.shown[i])
	case key == "f6" || key == "ctrl+t":
		return s.askSwitch(s.shown[i])
	}
	return screen.Stay{}
}

// View draws the search line and the tree.
func (s *Chart) View() screen.Frame {
	const label = "  查找 "
	at, f := widget.Width(label), screen.Frame{}
	w := min(24, s.w-at-2)
	head := label + s.query.View(s.d.Theme, w, s.find)
	if x, ok := s.query.CursorX(w); ok && s.find {
		f.Cursor = &screen.Cursor{X: at + x}
	}
	f.Lines = append([]string{head}, s.table.View()...)
	if i := s.table.Index(); i >= 0 && i < len(s.shown) {
		for len(f.Lines) < s.h-1 {
			f.Lines = append(f.Lines, "")
		}
		f.Lines = append(f.Lines, s.d.Theme.Muted().Render(widget.Cut("  "+s.remark(s.shown[i]), s.w)))
	}
	return f
}

// remark says what can be done with an account.
func (s *Chart) remark(r chartRow) string {
	switch {
	case r.absent:
		return "制度里有、平时用不到的科目。按 F6 启用。"
	case r.Origin == ledger.Own:
		return "自己增加的明细，可以改名、停用。"
	case !r.leaf:
		return "制度规定，名称不能改；有明细，凭证记在明细上。"
	}
	return "制度规定，名称不能改；可以按 F2 在下面加明细。"
}

// Bindings are the keys.
func (s *Chart) Bindings() []screen.Binding {
	if s.find {
		return []screen.Binding{{Keys: []string{"enter", "down"}, Label: "到清单里"}, {Keys: []string{"esc"}, Label: "看全部"}}
	}
	rename := s.bars
	if i := s.table.Index(); rename == "" && i >= 0 && i < len(s.shown) {
		rename = locked(s.shown[i])
	}
	more := "全部科目"
	if s.all {
		more = "已启用的"
	}
	return append([]screen.Binding{{Keys: []string{"f2", "insert"}, Label: "加明细", Help: "在光标所在科目下面加明细科目", Disabled: s.bars},
		{Keys: []string{"f4", "enter"}, Label: "改名", Disabled: rename}, {Keys: []string{"f6", "ctrl+t"}, Label: "启用/停用", Disabled: s.bars},
		{Keys: []string{"esc"}, Label: "返回"}, {Keys: []string{"f5"}, Label: more, Help: "也显示制度里有、还没有启用的科目"}, {Keys: []string{"/", "f7"}, Label: "查找"}}, s.table.Bindings()...)
}
