package voucher

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// tab is a state that the list is narrowed to.
type tab struct{ state, name string }

func tabs() []tab {
	return []tab{{"", "全部"}, {"draft", "草稿"}, {"reviewed", "已审核"}, {"posted", "已过账"}, {"no-receipt", "缺附件"}, {"void", "已作废"}}
}

// List shows the vouchers of a month.
type List struct {
	d      *desk.Desk
	filter screen.VoucherFilter
	all    bool         // all months
	month  ledger.Month // the month in hand
	table  *widget.Table
	list   listing
	pages  map[int][]entry
	asked  map[int]bool
	turn   int // of reading; answers of an older one are dropped
	ready  bool
	busy   bool
	single bool
	denied string
	bars   string // why the operator cannot mark what he examined
	w, h   int
}

// NewList makes the list. Without any filter it takes the month in hand; a state
// or a text without a period means all months.
func NewList(d *desk.Desk, route screen.VoucherList) *List {
	f := route.Filter
	l := &List{d: d, filter: f, all: f.Period == (ledger.Period{}) && (f.State != "" || f.Text != ""), table: widget.NewTable(d.Theme), w: 80, h: 20}
	l.table.Y, l.table.Multi = 2, true
	l.table.Empty = "正在读取…"
	return l
}

type listed struct {
	turn   int
	month  ledger.Month
	list   listing
	single bool
	denied string
	bars   string
}

type paged struct {
	turn, page int
	rows       []entry
}

// Init reads the list.
func (l *List) Init() tea.Cmd { return l.read() }

func (l *List) read() tea.Cmd {
	l.turn++
	turn, f, d, all := l.turn, l.filter, l.d, l.all
	return d.Read(func(r ledger.Reader) tea.Msg {
		month := monthInHand(d, r)
		if f.Period == (ledger.Period{}) && !all {
			f.Period = ledger.MonthPeriod(month)
		}
		return listed{turn, month, readListing(r, f.Period, f.State, f.Text, d.Today(), onScreen()), r.Unit().Single, denied(d, r), d.May(r, audit.SetTick{}.Name())}
	})
}

// monthInHand is the month of the newest voucher, if it is open, else the
// current one, else the first that is open.
func monthInHand(d *desk.Desk, r ledger.Reader) ledger.Month {
	for id := r.LastVoucher(); id > 0 && r.LastVoucher()-id < 50; id-- {
		if v, ok := r.Voucher(id); ok && v.State != ledger.Void && !r.MonthPage(v.Month()).Closed {
			return v.Month()
		}
	}
	if m := d.Today().Month(); m >= r.Unit().Start && !r.MonthPage(m).Closed {
		return m
	}
	return ledger.FirstOpen(r)
}

// Title of the screen.
func (l *List) Title() string { return "凭证" }

// Resize gives the room; the columns follow it.
func (l *List) Resize(w, h int) {
	l.w, l.h = w, h
	day, names, payee := 5, 6, 0
	if w >= 110 {
		day, names, payee = 10, 8, 18
	}
	if w < 72 {
		names = 0
	}
	if !l.oneMonth() {
		day = 10
	}
	cols := []widget.Column{{Title: "日期", Width: day}, {Title: "号", Width: 9}, {Title: "摘要", Width: 10, Grow: 2}}
	if payee > 0 {
		cols = append(cols, widget.Column{Title: "对方", Width: payee})
	}
	cols = append(cols, widget.Column{Title: "金额", Width: 14, Money: true}, widget.Column{Title: "状态", Width: 6})
	if names > 0 {
		cols = append(cols, widget.Column{Title: "制单", Width: names}, widget.Column{Title: "审核", Width: names})
	}
	l.table.SetColumns(cols...)
	l.table.Resize(w, max(3, h-2))
	l.foot()
}

// oneMonth reports that the month and the year of a day go without saying.
func (l *List) oneMonth() bool { return !l.ready || l.list.period.IsMonth() }

// Update takes a message.
func (l *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case listed:
		if msg.turn == l.turn {
			l.take(msg)
		}
		return screen.Stay{}, l.fetch()
	case paged:
		if msg.turn == l.turn {
			l.pages[msg.page] = msg.rows
		}
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		return screen.Stay{}, l.read()
	case acted:
		l.busy = false
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		for _, k := range l.table.Ticked() {
			l.table.Tick(k, false)
		}
		return screen.Notice{Text: msg.text}, l.read()
	case reasoned:
		return l.void(msg)
	case tea.KeyPressMsg:
		if action, cmd, ok := l.key(msg.String()); ok {
			return action, cmd
		}
	}
	if l.table.Update(msg) {
		if l.table.Clicked() {
			return l.open(), nil
		}
		return screen.Stay{}, l.fetch()
	}
	return screen.Stay{}, nil
}

// take shows what was read.
func (l *List) take(msg listed) {
	l.list, l.single, l.denied, l.bars, l.ready = msg.list, msg.single, msg.denied, msg.bars, true
	l.filter.Period, l.month = msg.list.period, msg.month
	l.Resize(l.w, l.h)
	l.pages, l.asked = map[int][]entry{}, map[int]bool{}
	l.table.Empty = "没有这样的凭证。按 F2 录一张。"
	if msg.list.state == "void" {
		l.table.Empty = "没有作废的凭证。"
	}
	list := msg.list // the table asks for the keys of the rows it has until it has others
	l.table.SetRows(widget.List{N: list.rows(), Cells: l.row, ID: list.key})
	l.foot()
}

// fetch reads the pages around the cursor that have not been read.
func (l *List) fetch() tea.Cmd {
	at := l.table.Index() - len(l.list.open)
	var cmds []tea.Cmd
	for _, p := range []int{at - l.h, at, at + l.h} {
		n := max(0, min(p, l.list.posted-1)) / pageRows
		if l.list.posted == 0 || l.asked[n] {
			continue
		}
		l.asked[n] = true
		turn, list := l.turn, l.list
		cmds = append(cmds, l.d.Read(func(r ledger.Reader) tea.Msg { return paged{turn, n, list.page(r, n)} }))
	}
	return tea.Batch(cmds...)
}

// entry is a row, false while it has not been read.
func (l *List) entry(i int) (entry, bool) {
	if i < 0 || i >= l.list.rows() {
		return entry{}, false
	}
	if i < len(l.list.open) {
		return l.list.open[i], true
	}
	p := i - len(l.list.open)
	rows := l.pages[p/pageRows]
	if p%pageRows >= len(rows) {
		return entry{}, false
	}
	return rows[p%pageRows], true
}

func (l *List) row(i int) []widget.Cell {
	e, ok := l.entry(i)
	if !ok {
		return widget.Cells("", "", "正在读取…")
	}
	day := e.day.String()
	if l.w < 110 && l.oneMonth() && len(day) == 10 {
		day = day[5:]
	}
	state := widget.Cell{Text: e.state.Chinese()}
	switch {
	case e.missing:
		state = widget.Cell{Text: "缺附件", Look: widget.Warning}
	case e.state != ledger.Posted:
		state.Look = widget.Strong
	case e.seen:
		state = widget.Cell{Text: "已查", Look: widget.Good}
	}
	cells := widget.Cells(day, e.number, e.summary)
	if l.w >= 110 {
		cells = append(cells, widget.Cell{Text: e.payee})
	}
	return append(cells, widget.Cell{Text: e.amount.Grouped()}, state, widget.Cell{Text: e.maker}, widget.Cell{Text: e.reviewer})
}

// foot is the count and the sum of what is shown.
func (l *List) foot() {
	if !l.ready {
		return
	}
	count := fmt.Sprintf("共 %d 张", l.list.rows())
	if l.list.cut {
		count = fmt.Sprintf("前 %d 张", l.list.rows())
	}
	sum := ""
	if l.list.sumOK {
		sum = l.list.sum.Grouped()
	}
	cells := widget.Cells("合计", "", count)
	if l.w >= 110 {
		cells = append(cells, widget.Cell{})
	}
	l.table.Foot = append(cells, widget.Cell{Text: sum})
}

// View draws the month, the states and the rows.
func (l *List) View() screen.Frame {
	t := l.d.Theme
	period := l.filter.Period.Chinese()
	if !l.ready {
		period = ""
	}
	line, second := t.Strong().Render(" < "+period+" >  "), ""
	if l.filter.Text != "" {
		second = t.Strong().Render(widget.Cut(" 查找“"+widget.Cut(l.filter.Text, 40)+"”", l.w))
	}
	for _, b := range tabs() {
		if b.state == l.filter.State {
			line += t.Selected().Render("[" + b.name + "]")
		} else {
			line += " " + b.name + " "
		}
	}
	f := screen.Frame{Lines: append([]string{line, second}, l.table.View()...)}
	switch n := len(l.table.Ticked()); {
	case n > 0:
		f.Status = fmt.Sprintf("勾选了 %d 张", n)
	case l.list.cut:
		f.Status = "还有更多没有列出，请换月份、状态或查找的词"
	}
	return f
}
