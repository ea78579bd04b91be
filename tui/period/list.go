package period

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// List is the months of the book.
type List struct {
	d     *desk.Desk
	table *widget.Table
	stamp ledger.Stamp

	ready  bool
	months []month
	mode   string // why nothing can be changed here; "": it can
	w, h   int
}

// month is a month as the list shows it.
type month struct {
	page    ledger.MonthPage
	next    bool // the one to be closed now
	last    bool // the last closed one: it may be opened again
	hard    int  // open gates, of the next month only
	soft    int
	closing ledger.VoucherID
	ref     string
	signs   []string // who signed it, and what came between since
	stands  bool     // a signature speaks of the month as it is
	year    bool     // a closed December whose year nobody signs for now
}

func (m month) state() string {
	switch {
	case m.page.Closed:
		return "已结账"
	case m.next:
		return "待结账"
	}
	return "未结账"
}

// NewList makes the list of months.
func NewList(d *desk.Desk, _ screen.Periods) screen.Screen {
	s := &List{d: d, stamp: d.Stamp(), w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 0
	s.columns()
	return s
}

type months struct {
	list []month
	mode string
}

// Init reads the months.
func (s *List) Init() tea.Cmd {
	today := s.d.Today()
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		return months{readMonths(r, today), readOnly(s.d, r)}
	})
}

// readOnly says why the operator may not change the book, or nothing.
func readOnly(d *desk.Desk, r ledger.Pages) string {
	switch {
	case d.Book.ReadOnly():
		return "账本是以只读方式打开的，只能查看。"
	case !d.CanWrite(r):
		return "这里由会计办理，经审可以查看、提问题（F12）。"
	}
	return ""
}

func readMonths(r ledger.Reader, today ledger.Day) []month {
	start, first := r.Unit().Start, ledger.FirstOpen(r)
	end := max(first, report.LastMonth(r), min(today.Month(), first.Add(24)))
	var out []month
	for mo := end; mo >= start; mo = mo.Add(-1) {
		m := month{page: r.MonthPage(mo), next: mo == first, last: mo.Add(1) == first}
		if m.next {
			for _, g := range ledger.Gates(r, mo) {
				switch {
				case g.Open && g.Hard:
					m.hard++
				case g.Open:
					m.soft++
				}
			}
		}
		for n := r.LastNumber(mo, ledger.WordClosing); n > 0 && m.page.Closed && m.closing == 0; n-- {
			if id, ok := r.VoucherByNumber(mo, ledger.WordClosing, n); ok {
				m.closing, m.ref = id, fmt.Sprintf("%s-%d", ledger.WordClosing, n)
			}
		}
		m.signed(r)
		out = append(out, m)
	}
	return out
}

// signed tells who signed for a month, and for its year in December.
func (m *month) signed(r ledger.Reader) {
	tell := func(kind, what string, p ledger.Period) bool {
		s, ok := ledger.LastSigned(r, kind, p)
		if !ok {
			return false
		}
		line := fmt.Sprintf("%s：%s %s，账到第 %d 条", what, s.By, ledger.Clock(s.At), s.Size)
		if why := ledger.Overtaken(r, s); why != "" {
			m.signs = append(m.signs, "! "+line, "! "+why)
			return false
		}
		m.signs, m.stands = append(m.signs, line), true
		return true
	}
	tell(ledger.SignOff, "经审签认", ledger.MonthPeriod(m.page.Month))
	if m.page.Month.Num() != 12 {
		return
	}
	year := ledger.YearPeriod(m.page.Month.Year())
	tell(ledger.SignOff, "经审签认全年", year)
	if !tell(ledger.SignYear, "年度签字", year) && m.page.Closed {
		m.year = true
		m.signs = append(m.signs, "! 全年结账还没有签字，按 F5 签")
	}
}

// Title names the screen.
func (s *List) Title() string { return "结账" }

// leastDetail is the room that what is known of a month always has.
const leastDetail = 7

// rows is the height of the list: what the months need, but leaving room for
// what is known of the one in hand.
func (s *List) rows() int {
	return max(3, min(len(s.months)+2, s.h-leastDetail))
}

// Resize gives the room.
func (s *List) Resize(w, h int) {
	s.w, s.h = w, h
	s.columns()
}

func (s *List) columns() {
	cols := []widget.Column{{Title: "月份", Width: 11}, {Title: "状态", Width: 7}, {Title: "结账检查", Width: 20, Grow: 1}, {Title: "结账凭证", Width: 8}, {Title: "反结账", Width: 7}}
	if s.w >= 76 {
		cols = append(cols, widget.Column{Title: "结账人", Width: 10})
	}
	s.table.Resize(s.w, s.rows())
	s.table.SetColumns(cols...)
	list := s.months // the rows shown before are asked for their key once more
	s.table.SetRows(widget.List{N: len(list), ID: func(i int) string { return list[i].page.Month.String() }, Cells: func(i int) []widget.Cell { return cells(list[i]) }})
}

func cells(m month) []widget.Cell {
	state := widget.Cell{Text: m.state()}
	var checks widget.Cell
	switch {
	case m.page.Closed:
		state.Look = widget.Good
		checks.Text = "全部通过"
		if n := len(m.page.Passed); n > 0 {
			checks = widget.Cell{Text: fmt.Sprintf("%d 项说明原因后通过", n), Look: widget.Warning}
		}
	case m.next && m.hard+m.soft == 0:
		state.Look = widget.Strong
		checks = widget.Cell{Text: "全部通过，可以结账", Look: widget.Good}
	case m.next:
		state.Look = widget.Strong
		checks = widget.Cell{Text: openGates(m.hard, m.soft), Look: widget.Warning}
	default:
		checks = widget.Cell{Text: "等上月结账", Look: widget.Muted}
	}
	seams := ""
	if n := len(m.page.Reopened); n > 0 {
		seams = fmt.Sprintf("%d 次", n)
	}
	return []widget.Cell{{Text: m.page.Month.Chinese()}, state, checks, {Text: m.ref}, {Text: seams, Look: widget.Warning}, {Text: m.page.ClosedBy}}
}

func openGates(hard, soft int) string {
	var parts []string
	if hard > 0 {
		parts = append(parts, fmt.Sprintf("必须处理 %d 项", hard))
	}
	if soft > 0 {
		parts = append(parts, fmt.Sprintf("处理或说明 %d 项", soft))
	}
	return strings.Join(parts, "，")
}

func (s *List) at() (month, bool) {
	if i := s.table.Index(); i >= 0 && i < len(s.months) {
		return s.months[i], true
	}
	return month{}, false
}

// View draws the months and what is known of the one in hand.
func (s *List) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(" 正在检查各月，请稍候。")}}
	}
	lines := s.table.View()
	for len(lines) < s.rows() {
		lines = append(lines, "")
	}
	m, ok := s.at()
	if !ok {
		return screen.Frame{Lines: lines}
	}
	lines = append(lines, s.d.Theme.Head().Render(widget.Pad(" "+m.page.Month.Chinese(), s.w)))
	for _, l := range append(slices.Clone(m.signs), facts(m.page)...) {
		for _, part := range widget.Wrap(l, s.w-2) {
			lines = append(lines, " "+part)
		}
	}
	if len(lines) > s.h {
		lines = append(lines[:s.h-1], s.d.Theme.Muted().Render(" ..还有，按 F3 看月末资料"))
	}
	return screen.Frame{Lines: lines}
}

// facts are what is noted of a month, in plain lines.
func facts(p ledger.MonthPage) []string {
	var out []string
	for _, re := range p.Reopened {
		out = append(out, fmt.Sprintf("反结账 %s %s：%s", ledger.Clock(re.At), re.By, re.Reason))
	}
	for _, pa := range p.Passed {
		out = append(out, fmt.Sprintf("说明后通过 %s：%s", GateName(pa.Gate), pa.Reason))
	}
	if p.Closed {
		out = append(out, fmt.Sprintf("%s %s 结账", ledger.Clock(p.ClosedAt), p.ClosedBy))
	}
	if c := p.Cash; c != nil {
		out = append(out, fmt.Sprintf("现金盘点 %s 元，%s，%s%s", c.Amount.Grouped(), c.By, c.Day, because(c.Why)))
	} else {
		out = append(out, "现金盘点：未登记")
	}
	for _, b := range p.Banks {
		out = append(out, fmt.Sprintf("银行对账单 %s：%s 元%s", b.Account, b.Amount.Grouped(), because(b.Why)))
	}
	if len(p.Banks) == 0 {
		out = append(out, "银行对账单：未登记")
	}
	if p.Payroll != 0 || p.Heads != 0 {
		out = append(out, fmt.Sprintf("工资总额 %s 元，职工 %d 人", p.Payroll.Grouped(), p.Heads))
	}
	return out
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return "（" + why + "）"
}

// GateName names a gate in Chinese.
func GateName(id string) string {
	names := map[string]string{
		"drafts": "未过账凭证", "balance": "试算平衡", "identities": "资产与结余勾稽", "numbers": "凭证号连续", "cash-count": "现金盘点",
		"bank-balance": "银行对账", "receipts": "附件齐全", "depreciation": "计提折旧", "suspense": "待处理财产损溢", "advances": "借支清理", "overdrawn": "余额方向",
		"signatures": "签领齐全",
	}
	if n, ok := names[id]; ok {
		return n
	}
	return id
}
