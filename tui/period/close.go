package period

import (
	"fmt"
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Close is the close of a month: its conditions as they stand now, and the key
// that closes when all are met.
type Close struct {
	d     *desk.Desk
	month ledger.Month
	table *widget.Table
	stamp ledger.Stamp

	ready    bool
	gates    []ledger.Gate
	notes    []ledger.Gate     // told, but in nobody's way
	reasons  map[string]string // soft gates passed over, and why
	released ledger.Money
	special  ledger.Money // 专项 funds at the end of the year
	pending  screen.VoucherFilter
	closed   bool
	refusal  string // why this month cannot be closed at all now
	mode     string
	w, h     int
}

// releaseKey is the row for what became free of finished restricted projects.
const releaseKey = "released"

// noteKey is before the ID of a row that only tells something.
const noteKey = "note-"

// NewClose makes the close of a month. Month 0 is the first that is open.
func NewClose(d *desk.Desk, route screen.ClosePeriod) screen.Screen {
	s := &Close{d: d, month: route.Month, stamp: d.Stamp(), reasons: map[string]string{}, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 1
	s.columns()
	return s
}

type judged struct {
	month   ledger.Month
	gates   []ledger.Gate
	notes   []ledger.Gate
	special ledger.Money
	pending screen.VoucherFilter
	closed  bool
	refusal string
	mode    string
}

// pending finds the vouchers that are not posted: drafts first, then those that
// were reviewed and wait to be posted.
func pending(r ledger.Vouchers, m ledger.Month) screen.VoucherFilter {
	f := screen.VoucherFilter{Period: ledger.MonthPeriod(m), State: "reviewed"}
	for v := range r.Pending() {
		if v.Month() > m {
			continue
		}
		f.Period.From = min(f.Period.From, v.Month())
		if v.State == ledger.Draft {
			f.State = "draft"
		}
	}
	return f
}

// Init judges the gates.
func (s *Close) Init() tea.Cmd {
	m := s.month
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		if m == 0 {
			m = ledger.FirstOpen(r)
		}
		out := judged{month: m, gates: ledger.Gates(r, m), notes: ledger.CloseNotes(r, m), pending: pending(r, m), closed: r.MonthPage(m).Closed, mode: readOnly(s.d, r)}
		switch first := ledger.FirstOpen(r); {
		case out.closed:
			out.refusal = m.Chinese() + "已经结账。"
		case m != first:
			out.refusal = "要按月顺序结账，请先结" + first.Chinese() + "。"
		}
		if m.Num() == 12 {
			out.special = special(r, m)
		}
		return out
	})
}

// special is the restricted money that the year's transfer will find in 32104:
// what the year began with, and restricted income less expense.
func special(r ledger.Accounts, m ledger.Month) ledger.Money {
	sum := -ledger.Balance(r, "321", m)
	for _, c := range []ledger.Code{"4", "5"} {
		s := r.Sums(c, ledger.Period{To: m})
		sum -= s.Restricted.Plus(s.ClosingRestricted).Net()
	}
	for _, row := range r.Opening().Rows {
		if row.Restricted && (row.Code.Class() == ledger.Income || row.Code.Class() == ledger.Expense) {
			sum -= row.Debit - row.Credit
		}
	}
	return sum
}

// Title names the screen.
func (s *Close) Title() string {
	if s.month == 0 {
		return "结账"
	}
	return s.month.Chinese() + "结账"
}

// Resize gives the room: a line on top, the gates, and the text of the one in
// hand below.
func (s *Close) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, h-1-detailLines)
	s.columns()
}

const detailLines = 5

func (s *Close) columns() {
	s.table.SetColumns(widget.Column{Title: "检查", Width: 20}, widget.Column{Title: "要求", Width: 8}, widget.Column{Title: "结果", Width: 10}, widget.Column{Title: "情况", Width: 12, Grow: 1})
	var ids []string // the rows shown before are asked for their key once more
	for _, g := range s.gates {
		ids = append(ids, g.ID)
	}
	for _, g := range s.notes {
		ids = append(ids, noteKey+g.ID)
	}
	if s.month.Num() == 12 && len(s.gates) > 0 {
		ids = append(ids, releaseKey)
	}
	s.table.SetRows(widget.List{N: len(ids), Cells: s.cells, ID: func(i int) string { return ids[i] }})
}

func (s *Close) cells(i int) []widget.Cell {
	if i -= len(s.gates); i >= len(s.notes) {
		return []widget.Cell{{Text: "专项结转转为结余"}, {Text: "年末"}, {Text: s.released.Grouped()}, {Text: "已完成的专项项目剩下的钱；没有就是 0.00"}}
	} else if i >= 0 {
		g := s.notes[i]
		return []widget.Cell{{Text: g.Name}, {Text: "只提醒", Look: widget.Muted}, {Text: "请留意", Look: widget.Warning}, {Text: g.Text}}
	}
	g := s.gates[i+len(s.gates)]
	need := "可说明"
	if g.Hard {
		need = "必须通过"
	}
	result := widget.Cell{Text: "通过", Look: widget.Good}
	text := g.Text
	if why, ok := s.reasons[g.ID]; g.Open && ok && !g.Hard {
		result = widget.Cell{Text: "已说明", Look: widget.Warning}
		text = "原因：" + why
	} else if g.Open {
		result = widget.Cell{Text: "! 未通过", Look: widget.Red}
	}
	return []widget.Cell{{Text: g.Name}, {Text: need, Look: widget.Muted}, result, {Text: text}}
}

// standing counts what still stands in the way.
func (s *Close) standing() (hard, soft int) {
	for _, g := range s.gates {
		_, passed := s.reasons[g.ID]
		switch {
		case g.Open && g.Hard:
			hard++
		case g.Open && !passed:
			soft++
		}
	}
	return hard, soft
}

// blocked says why the month cannot be closed now, or nothing.
func (s *Close) blocked() string {
	hard, soft := s.standing()
	switch {
	case s.mode != "":
		return s.mode
	case s.refusal != "":
		return s.refusal
	case !s.ready:
		return "正在检查，请稍候。"
	case hard+soft > 0:
		return "还不能结账：" + openGates(hard, soft) + "。"
	}
	return ""
}

// act is the act that closes, with the reasons that are still needed.
func (s *Close) act() ledger.CloseMonth {
	a := ledger.CloseMonth{Month: s.month, Without: map[string]string{}}
	for _, g := range s.gates {
		if why, ok := s.reasons[g.ID]; ok && g.Open && !g.Hard {
			a.Without[g.ID] = why
		}
	}
	if s.month.Num() == 12 {
		a.Released = s.released
	}
	return a
}

func (s *Close) take(j judged) {
	was, ok := s.at()
	seek := !s.ready || ok && was.Open
	s.ready, s.month, s.gates, s.special = true, j.month, j.gates, j.special
	s.notes, s.pending = j.notes, j.pending
	s.closed, s.refusal, s.mode = j.closed, j.refusal, j.mode
	// A reason falls away when its gate is fine: the month may need none later.
	maps.DeleteFunc(s.reasons, func(id, _ string) bool {
		for _, g := range s.gates {
			if g.ID == id && g.Open {
				return false
			}
		}
		return true
	})
	s.columns()
	if seek {
		s.nextOpen()
	}
}

// nextOpen puts the cursor on the next gate that still stands in the way, when
// the one in hand does not: there is something to do.
func (s *Close) nextOpen() {
	if g, ok := s.at(); ok && g.Open {
		return
	}
	for k := range s.gates {
		i := (max(0, s.table.Index()) + k) % len(s.gates)
		if _, passed := s.reasons[s.gates[i].ID]; s.gates[i].Open && !passed {
			s.table.SetIndex(i)
			return
		}
	}
}

func (s *Close) at() (ledger.Gate, bool) {
	if i := s.table.Index(); i >= 0 && i < len(s.gates) {
		return s.gates[i], true
	}
	return ledger.Gate{}, false
}

// note is the row in hand when it only tells something.
func (s *Close) note() (ledger.Gate, bool) {
	if i := s.table.Index() - len(s.gates); i >= 0 && i < len(s.notes) {
		return s.notes[i], true
	}
	return ledger.Gate{}, false
}

// View draws the verdict, the gates, and all about the one in hand.
func (s *Close) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(" 正在检查，请稍候。")}}
	}
	lines := append([]string{s.verdict()}, s.table.View()...)
	for len(lines) < s.h-detailLines {
		lines = append(lines, "")
	}
	lines = append(lines, s.d.Theme.Border().Render(strings.Repeat(theme.Rule, s.w)))
	text := s.about()
	for i, part := range widget.Wrap(text, s.w-2) {
		if i == detailLines-1 {
			break
		}
		lines = append(lines, " "+part)
	}
	return screen.Frame{Lines: lines}
}

func (s *Close) verdict() string {
	if s.closed {
		return s.d.Theme.Good().Render(widget.Cut(" "+s.month.Chinese()+"已经结账。", s.w))
	}
	if why := s.blocked(); why != "" {
		return s.d.Theme.Warning().Render(widget.Cut(" "+why, s.w))
	}
	return s.d.Theme.Good().Render(widget.Cut(" 检查都过了，按 F8 结账。结账后这个月不能再记账。", s.w))
}

// about is the whole text of the gate in hand and what to do about it.
func (s *Close) about() string {
	if n, ok := s.note(); ok {
		return n.Name + "：" + n.Text + noteText(n.ID)
	}
	g, ok := s.at()
	if !ok {
		return fmt.Sprintf("年末把已完成的专项项目剩下的钱转为结余（借32104 贷32204）。专项结转现有 %s 元。按 Enter 填写转出的金额；没有完成的项目就留 0.00。", s.special.Grouped())
	}
	text := g.Name + "：" + g.Text
	if why, passed := s.reasons[g.ID]; passed && g.Open {
		text += " 已说明原因：" + why + "。"
	}
	switch {
	case !g.Open:
		return text
	case g.Hard:
		return text + " " + mendText(g.ID) + "这一项必须通过。"
	}
	return text + " " + mendText(g.ID) + "或按 F4 写明原因后通过，原因经审看得到。"
}
