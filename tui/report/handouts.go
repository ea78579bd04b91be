package report

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

// Handouts lists the lines of sign-for sheets behind a figure: who, how much,
// whether the signature is in, and by which voucher the money went out.
type Handouts struct {
	d       *desk.Desk
	route   screen.Register
	table   *widget.Table
	printer *Printer

	ready bool
	bad   string
	unit  string
	lines []handed
	sum   ledger.Money
	count int64 // where the figure counts
	w, h  int
}

// handed is one line.
type handed struct {
	share   ledger.Share
	counts  ledger.Money
	title   string
	voucher ledger.VoucherID
	number  string
}

func newHandouts(d *desk.Desk, route screen.Register) *Handouts {
	s := &Handouts{d: d, route: route, printer: NewPrinter(d), w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Empty = "这个数后面没有名单。"
	s.table.Y = 1
	return s
}

type listed struct {
	unit  string
	lines []handed
	count int64
}

// Init reads the lines.
func (s *Handouts) Init() tea.Cmd {
	trace := TraceOf(s.route)
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		out := listed{unit: r.Unit().Name}
		if counts(&trace) {
			out.count = report.Heads(r, trace.Lists)
		}
		practice := r.Practice()
		sheets := map[ledger.SheetID]handed{}
		for x, m := range report.Handouts(r, &trace) {
			h, known := sheets[x.Sheet]
			if !known {
				g, _ := r.Gift(x.Gift)
				sheet, _ := r.Sheet(x.Sheet)
				v, ok := r.Voucher(sheet.Voucher)
				h = handed{title: report.GiftTitle(practice, &g), voucher: v.ID, number: "未入账"}
				if ok {
					h.number = v.Short()
				}
				sheets[x.Sheet] = h
			}
			h.share, h.counts = x, m
			out.lines = append(out.lines, h)
		}
		return out
	})
}

// Title names the screen.
func (s *Handouts) Title() string { return "名单明细" }

// Resize gives the room: a heading, the table, and the sum below it.
func (s *Handouts) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, h-2)
	s.columns()
}

func (s *Handouts) columns() {
	cols := []widget.Column{{Title: "签领表", Width: 7}, {Title: "姓名", Width: 8, Grow: 1}}
	if s.w >= narrowest {
		cols = append(cols, widget.Column{Title: "日期", Width: 10}, widget.Column{Title: "事由", Width: 12, Grow: 2})
	}
	cols = append(cols, widget.Column{Title: "金额", Width: 11, Money: true}, widget.Column{Title: "签收", Width: 10}, widget.Column{Title: "凭证号", Width: 6})
	lines := s.lines
	s.table.SetColumns(cols...)
	s.table.Freeze = 2
	s.table.Foot = []widget.Cell{{Text: "合计"}, {Text: fmt.Sprintf("%d 行", len(lines))}}
	if s.w >= narrowest {
		s.table.Foot = append(s.table.Foot, widget.Cell{}, widget.Cell{})
	}
	s.table.Foot = append(s.table.Foot, widget.Cell{Text: s.sum.Grouped()})
	s.table.SetRows(widget.List{N: len(lines), ID: func(i int) string { return fmt.Sprintf("%d:%d", lines[i].share.Sheet, lines[i].share.Line) }, Cells: s.cells})
}

func (s *Handouts) cells(i int) []widget.Cell {
	h := s.lines[i]
	out := []widget.Cell{{Text: h.share.Sheet.String()}, {Text: h.share.Name}}
	if s.w >= narrowest {
		out = append(out, widget.Cell{Text: h.share.Day.String()}, widget.Cell{Text: h.title, Look: widget.Muted})
	}
	return append(out, widget.Cell{Text: h.counts.Grouped()}, widget.Cell{Text: h.state()}, widget.Cell{Text: h.number})
}

func (h *handed) state() string {
	text := report.StateOf(&h.share).Chinese()
	if h.share.Proxy != "" {
		text += " " + h.share.Proxy
	}
	return text
}

// Bindings are the keys.
func (s *Handouts) Bindings() []screen.Binding {
	none := ""
	if len(s.lines) == 0 {
		none = "这里没有名单。"
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "看凭证", Help: "打开付这笔钱的凭证；还没有凭证时打开名单", Disabled: none},
		{Keys: []string{"f7"}, Label: "看名单", Help: "打开这次慰问，看整张名单和签收情况", Disabled: none},
		{Keys: []string{"f6", "ctrl+p"}, Label: "打印导出", Help: "把这张明细打印或存成文件", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(out, s.table.Bindings()...)
}

// Update takes a message.
func (s *Handouts) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if action, cmd, mine := s.printer.Update(msg); mine {
		return action, cmd
	}
	switch msg := msg.(type) {
	case listed:
		s.ready, s.bad = true, ""
		s.unit, s.lines, s.count, s.sum = msg.unit, msg.lines, msg.count, 0
		for _, h := range s.lines {
			s.sum += h.counts
		}
		s.columns()
		return screen.Stay{}, nil
	case desk.Failed:
		s.bad = msg.Err.Error()
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.open(false), nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			return screen.Back{}, nil
		case "enter":
			return s.open(false), nil
		case "f7":
			return s.open(true), nil
		case "f6", "ctrl+p":
			return s.printer.Ask(s.document()), nil
		}
	}
	return screen.Stay{}, nil
}

// open goes on to the voucher, or to the act with its signatures.
func (s *Handouts) open(list bool) screen.Action {
	i := s.table.Index()
	if i < 0 {
		return screen.Stay{}
	}
	if h := s.lines[i]; h.voucher != 0 && !list {
		return screen.Open{Route: screen.VoucherView{ID: h.voucher}}
	}
	return screen.Open{Route: screen.GiftView{ID: s.lines[i].share.Gift}}
}

// View draws heading, table and the sum.
func (s *Handouts) View() screen.Frame {
	if !s.ready {
		text := " 正在查找名单，请稍候。"
		if s.bad != "" {
			text = " ! " + desk.FirstLine(s.bad)
		}
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(widget.Cut(text, s.w))}}
	}
	right := s.route.Period.Chinese() + " "
	head := s.d.Theme.Strong().Render(widget.Pad(" "+s.route.Title, max(0, s.w-widget.Width(right)))) + s.d.Theme.Muted().Render(right)
	lines := append([]string{head}, s.table.View()...)
	for len(lines) < s.h-1 {
		lines = append(lines, "")
	}
	return screen.Frame{Lines: append(lines, s.proof())}
}

// proof holds the lines against the figure they stand behind.
func (s *Handouts) proof() string {
	t := TraceOf(s.route)
	have, want, unit := s.sum.Grouped(), s.route.Want.Grouped(), "元"
	if counts(&t) {
		have, want, unit = fmt.Sprint(s.count), fmt.Sprint(s.route.Count), "人"
		if t.Lists.Count == report.Times {
			unit = "人次"
		}
	}
	if have == want {
		return s.d.Theme.Good().Render(widget.Cut(" 合计 "+have+" ＝ 上表 "+want, s.w))
	}
	return s.d.Theme.Bad().Render(widget.Cut(fmt.Sprintf(" ! 合计 %s %s，不等于上表 %s：上表编好以后名单有变动", have, unit, want), s.w))
}

// List writes the lines out, as its own key does.
func (s *Handouts) List() screen.Listing {
	if !s.ready || len(s.lines) == 0 {
		return nil
	}
	doc := s.document()
	return func(ledger.Reader, screen.Progress) *report.Document { return doc }
}

// document is the list as it stands on the screen, to be written out.
func (s *Handouts) document() *report.Document {
	doc := &report.Document{Name: "handouts", Title: strings.TrimSpace("名单明细：" + s.route.Title), Unit: "元", Organization: s.unit,
		Period: s.route.Period, PeriodText: s.route.Period.Chinese(), Generated: s.d.Now().Format("2006-01-02 15:04")}
	t := report.Table{Columns: []report.Column{{Name: "签领表", Kind: report.KindIdentity, Width: 8}, {Name: "日期", Kind: report.KindDay, Width: 10},
		{Name: "姓名", Kind: report.KindText, Width: 10}, {Name: "部门", Kind: report.KindText, Width: 10}, {Name: "事由", Kind: report.KindText, Width: 16},
		{Name: "金额", Kind: report.KindMoney, Width: 12}, {Name: "签收", Kind: report.KindText, Width: 10}, {Name: "凭证号", Kind: report.KindIdentity, Width: 8}}}
	for _, h := range s.lines {
		t.Rows = append(t.Rows, report.Row{Kind: report.RowItem, Key: fmt.Sprintf("sheet-%d-%d", h.share.Sheet, h.share.Line), Voucher: h.voucher, Cells: []report.Cell{
			report.Text(h.share.Sheet.String()), report.Date(h.share.Day), report.Text(h.share.Name), report.Text(h.share.Group), report.Text(h.title),
			report.Amount(h.counts, nil), report.Text(h.state()), report.Text(h.number)}})
	}
	t.Rows = append(t.Rows, report.Row{Kind: report.RowTotal, Key: "total", Cells: []report.Cell{report.Text("合计"), report.Empty(), report.Empty(), report.Empty(),
		report.Empty(), report.Amount(s.sum, nil), report.Empty(), report.Empty()}})
	doc.Tables = []report.Table{t}
	return doc
}
