package report

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Register lists the lines behind a figure, with a running sum that ends at the
// figure.
type Register struct {
	d       *desk.Desk
	route   screen.Register
	table   *widget.Table
	printer *Printer

	ready              bool
	bad                string
	unit               string
	entries            []entry
	brought            ledger.Money
	sum                ledger.Money
	debit              ledger.Money
	credit             ledger.Money
	sameY              bool // all lines are of one year: the day needs no year
	widest, numberWide int  // cells of the widest figure, and of the widest number
	w, h               int
}

// entry is a line of the register. Voucher 0 is what the opening balances bring.
type entry struct {
	voucher       ledger.VoucherID
	line          int
	day           ledger.Day
	number        string
	summary       string
	account       string
	debit, credit ledger.Money
	counts        ledger.Money // what it adds to the figure
	running       ledger.Money
}

func (e entry) key() string {
	if e.voucher == 0 {
		return "opening"
	}
	return fmt.Sprintf("%d:%d", e.voucher, e.line)
}

// NewRegister makes the register of a figure.
func NewRegister(d *desk.Desk, route screen.Register) screen.Screen {
	if ofLists(route) {
		return newHandouts(d, route)
	}
	s := &Register{d: d, route: route, printer: NewPrinter(d), w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Empty = "这个数后面没有分录。"
	s.table.Y = 1
	return s
}

type gathered struct {
	unit    string
	entries []entry
	brought ledger.Money
}

// Init reads the lines.
func (s *Register) Init() tea.Cmd {
	trace := TraceOf(s.route)
	return s.d.Read(func(r ledger.Reader) tea.Msg { return gather(r, &trace) })
}

// gather reads the lines behind a trace, what was brought forward first.
func gather(r ledger.Reader, t *report.Trace) gathered {
	out := gathered{unit: r.Unit().Name, brought: report.Brought(r, t)}
	running := out.brought
	if reachesBack(t) {
		out.entries = append(out.entries, entry{day: r.Unit().Start.First(), summary: "启用时的期初余额", counts: running, running: running})
	}
	var v ledger.Voucher
	for it := range report.Lines(r, t) {
		if v.ID != it.Voucher {
			v, _ = r.Voucher(it.Voucher)
		}
		e := entry{
			voucher: it.Voucher, line: it.Line, day: it.Day, number: v.Short(), account: ledger.AccountTitle(r, it.Account),
			debit: it.Debit, credit: it.Credit, counts: report.Weight(t, it),
		}
		if it.Line < len(v.Lines) {
			e.summary = v.Lines[it.Line].Summary
		}
		running += e.counts
		e.running = running
		out.entries = append(out.entries, e)
	}
	return out
}

// reachesBack reports a figure that holds opening balances.
func reachesBack(t *report.Trace) bool {
	for i := range t.Also {
		if reachesBack(&t.Also[i]) {
			return true
		}
	}
	return t.Balance
}

// Title names the screen.
func (s *Register) Title() string { return "明细" }

// Resize gives the room: a heading, the table, and the sum below it.
func (s *Register) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, h-2)
	s.columns()
}

// narrowest is the width from which debit and credit have columns of their own.
const narrowest = 76

func (s *Register) columns() {
	day := widget.Column{Title: "日期", Width: 10}
	if s.sameY && s.w < 110 {
		day.Width = 5
	}
	money := func(title string) widget.Column { return widget.Column{Title: title, Width: 9, Money: true} }
	cols := []widget.Column{day, {Title: "凭证号", Width: 6}, {Title: "摘要", Width: 8, Grow: 1}}
	if s.w >= narrowest {
		account := widget.Column{Title: "科目", Width: 11, Grow: 1}
		if s.w >= 110 {
			account.Width = 22
		}
		cols = append(cols, account, money("借方"), money("贷方"), money(s.runs()))
	} else {
		cols = append(cols, money("计入"), money(s.runs()))
	}
	entries := s.entries // the rows shown before are asked for their key once more
	rows := widget.List{N: len(entries), ID: func(i int) string { return entries[i].key() }, Cells: s.cells}
	for i := range cols {
		if cols[i].Money {
			cols[i].Width = max(cols[i].Width, s.widest)
		}
	}
	cols[1].Width = max(cols[1].Width, s.numberWide)
	s.table.SetColumns(cols...)
	s.table.Freeze = 2
	s.table.SetRows(rows)
	s.foot()
}

// runs is what the running sum is called.
func (s *Register) runs() string {
	if t := TraceOf(s.route); reachesBack(&t) {
		return "余额"
	}
	return "累计"
}

func (s *Register) cells(i int) []widget.Cell {
	e := s.entries[i]
	day := e.day.String()
	if s.sameY && s.w < 110 && len(day) == 10 {
		day = day[5:]
	}
	out := []widget.Cell{{Text: day}, {Text: e.number}, {Text: e.summary}}
	if s.w < narrowest {
		return append(out, widget.Cell{Text: e.counts.Grouped()}, widget.Cell{Text: e.running.Grouped()})
	}
	return append(out, widget.Cell{Text: e.account, Look: widget.Muted}, blank(e.debit), blank(e.credit), widget.Cell{Text: e.running.Grouped()})
}

func blank(m ledger.Money) widget.Cell {
	if m == 0 {
		return widget.Cell{}
	}
	return widget.Cell{Text: m.Grouped()}
}

func (s *Register) foot() {
	n := len(s.entries)
	if n > 0 && s.entries[0].voucher == 0 {
		n--
	}
	s.table.Foot = []widget.Cell{{Text: "合计"}, {}, {Text: fmt.Sprintf("%d 笔", n)}}
	if s.w < narrowest {
		s.table.Foot = append(s.table.Foot, widget.Cell{Text: s.sum.Grouped()}, widget.Cell{Text: s.sum.Grouped()})
		return
	}
	s.table.Foot = append(s.table.Foot, widget.Cell{}, widget.Cell{Text: s.debit.Grouped()}, widget.Cell{Text: s.credit.Grouped()}, widget.Cell{Text: s.sum.Grouped()})
}

func (s *Register) take(g gathered) {
	s.ready, s.bad = true, ""
	s.unit, s.entries, s.brought = g.unit, g.entries, g.brought
	s.sum, s.debit, s.credit, s.sameY = g.brought, 0, 0, true
	s.numberWide = 0
	var low, high ledger.Money
	for _, e := range s.entries {
		s.debit += e.debit
		s.credit += e.credit
		low, high = min(low, e.debit, e.credit, e.running, e.counts), max(high, e.debit, e.credit, e.running, e.counts)
		s.numberWide = max(s.numberWide, widget.Width(e.number))
		if e.voucher != 0 {
			s.sum += e.counts
		}
		s.sameY = s.sameY && e.day.Year() == s.entries[0].day.Year()
	}
	low, high = min(low, s.debit, s.credit, s.sum), max(high, s.debit, s.credit, s.sum)
	s.widest = max(widget.Width(low.Grouped()), widget.Width(high.Grouped()))
	s.columns()
}

// Bindings are the keys.
func (s *Register) Bindings() []screen.Binding {
	none := ""
	if len(s.entries) == 0 {
		none = "这里没有分录。"
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "看凭证", Help: "打开这一行的凭证", Disabled: none},
		{Keys: []string{"f6", "ctrl+p"}, Label: "打印导出", Help: "把这张明细打印或存成文件", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(out, s.table.Bindings()...)
}

// Update takes a message.
func (s *Register) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if action, cmd, mine := s.printer.Update(msg); mine {
		return action, cmd
	}
	switch msg := msg.(type) {
	case gathered:
		s.take(msg)
		return screen.Stay{}, nil
	case desk.Failed:
		s.bad = msg.Err.Error()
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.open(), nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			return screen.Back{}, nil
		case "enter":
			return s.open(), nil
		case "f6", "ctrl+p":
			return s.printer.Ask(s.document()), nil
		}
	}
	return screen.Stay{}, nil
}

func (s *Register) open() screen.Action {
	i := s.table.Index()
	switch {
	case i < 0:
		return screen.Stay{}
	case s.entries[i].voucher == 0:
		return screen.Notice{Text: "这一行是启用账本时录入的期初余额，没有凭证。"}
	}
	return screen.Open{Route: screen.VoucherView{ID: s.entries[i].voucher}}
}

// View draws heading, table and the sum.
func (s *Register) View() screen.Frame {
	if !s.ready {
		text := " 正在查找分录，请稍候。"
		if s.bad != "" {
			text = " ! " + desk.FirstLine(s.bad)
		}
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(widget.Cut(text, s.w))}}
	}
	right := s.when() + " "
	head := s.d.Theme.Strong().Render(widget.Pad(" "+s.route.Title, max(0, s.w-widget.Width(right)))) + s.d.Theme.Muted().Render(right)
	lines := append([]string{head}, s.table.View()...)
	for len(lines) < s.h-1 {
		lines = append(lines, "")
	}
	return screen.Frame{Lines: append(lines, s.proof())}
}

func (s *Register) when() string {
	if s.route.Balance {
		return "截至" + s.route.Period.To.Last().Chinese()
	}
	return s.route.Period.Chinese()
}

// proof is the line that holds the sum of the lines against the figure.
func (s *Register) proof() string {
	if s.sum == s.route.Want {
		return s.d.Theme.Good().Render(widget.Cut(" 合计 "+s.sum.Grouped()+" ＝ 上表 "+s.route.Want.Grouped(), s.w))
	}
	return s.d.Theme.Bad().Render(widget.Cut(fmt.Sprintf(" ! 合计 %s 不等于上表 %s，相差 %s 元：上表编好以后账面有变动",
		s.sum.Grouped(), s.route.Want.Grouped(), (s.sum-s.route.Want).Grouped()), s.w))
}

// document is the register as it stands on the screen, to be written out.
func (s *Register) document() *report.Document {
	doc := &report.Document{
		Name: "register", Title: "明细：" + s.route.Title, Unit: "元", Organization: s.unit, Period: s.route.Period, PeriodText: s.when(),
		Generated: s.d.Now().Format("2006-01-02 15:04"),
	}
	money := func(name string) report.Column { return report.Column{Name: name, Kind: report.KindMoney, Width: 16} }
	t := report.Table{Columns: []report.Column{
		{Name: "日期", Kind: report.KindDay, Width: 10}, {Name: "凭证号", Kind: report.KindIdentity, Width: 8}, {Name: "摘要", Kind: report.KindText, Width: 24},
		{Name: "科目", Kind: report.KindText, Width: 20}, money("借方"), money("贷方"), money(s.runs()),
	}}
	for _, e := range s.entries {
		t.Rows = append(t.Rows, report.Row{Kind: report.RowItem, Key: e.key(), Voucher: e.voucher, Cells: []report.Cell{
			report.Date(e.day), report.Text(e.number), report.Text(e.summary), report.Text(e.account),
			report.AmountOrBlank(e.debit, nil), report.AmountOrBlank(e.credit, nil), report.Amount(e.running, nil),
		}})
	}
	t.Rows = append(t.Rows, report.Row{Kind: report.RowTotal, Key: "total", Cells: []report.Cell{
		report.Empty(), report.Empty(), report.Text("合计"), report.Empty(), report.Amount(s.debit, nil), report.Amount(s.credit, nil), report.Amount(s.sum, nil),
	}})
	doc.Tables = []report.Table{t}
	return doc
}
