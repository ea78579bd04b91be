package welfare

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// GiftView is all about one act: what was decided, its sheets and vouchers, the
// list with its signatures, and what can be done next.
type GiftView struct {
	d      *desk.Desk
	id     ledger.GiftID
	a      actRow
	occ    ledger.Occasion
	lines  []ledger.Share
	refs   map[ledger.VoucherID]voucherWord
	purses []ledger.Account
	purse  ledger.Code
	single bool
	writes bool
	loaded bool
	busy   bool
	table  *widget.Table
	panel  *panel // a small form in place of the list, nil: none
	w, h   int
}

// voucherWord is a voucher as the page names it.
type voucherWord struct {
	ref    string
	day    ledger.Day
	posted bool
	draft  bool
}

// NewView makes the page of an act.
func NewView(d *desk.Desk, route screen.GiftView) screen.Screen {
	s := &GiftView{d: d, id: route.ID, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "签领表", Width: 7}, widget.Column{Title: "行", Width: 4, Right: true}, widget.Column{Title: "姓名", Width: 14, Grow: 4}, widget.Column{Title: "小组", Width: 10, Grow: 1},
		widget.Column{Title: "金额", Width: 10, Money: true}, widget.Column{Title: "签领", Width: 16, Grow: 1})
	s.table.Empty = reading
	return s
}

type (
	actRead struct {
		a      actRow
		occ    ledger.Occasion
		lines  []ledger.Share
		refs   map[ledger.VoucherID]voucherWord
		purses []ledger.Account
		purse  ledger.Code
		single bool
		writes bool
		found  bool
	}
	acted struct {
		text string
		err  error
	}
	reasoned struct {
		about string
		text  string
	}
	chosen struct {
		about  string
		choice int
	}
)

// Init reads the act.
func (s *GiftView) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		g, ok := r.Gift(id)
		m := actRead{found: ok, writes: d.CanWrite(r), single: r.Unit().Single, refs: map[ledger.VoucherID]voucherWord{}, purses: purses(r.Chart())}
		all := ledger.Occasions(r.Practice())
		m.purse = lastPurse(r, m.purses)
		waits := map[ledger.SheetID]unsettled{}
		for sh := range r.Sheets(id) {
			waits[sh.ID] = unsettledOf(r, sh.ID, 0)
		}
		m.a = readAct(r, g, all, waits)
		if i := slices.IndexFunc(all, func(o ledger.Occasion) bool { return o.ID == g.Occasion }); i >= 0 {
			m.occ = all[i]
		}
		for _, sh := range m.a.sheets {
			m.lines = slices.AppendSeq(m.lines, r.Shares(sh.ID))
			if v, ok := r.Voucher(sh.Voucher); ok {
				ref := v.Ref()
				if v.State != ledger.Void {
					ref += " " + waitsFor(v.State, m.single)
				}
				m.refs[v.ID] = voucherWord{ref, v.Day, v.State == ledger.Posted, v.State == ledger.Draft}
			}
		}
		return m
	})
}

// Title names the act.
func (s *GiftView) Title() string {
	return strings.TrimSpace("慰问 " + s.id.String() + " " + s.a.gift.Title)
}

// Capturing reports that letters are typed into the small form.
func (s *GiftView) Capturing() bool { return s.panel != nil && s.panel.form.Capturing() }

// Resize gives the room.
func (s *GiftView) Resize(w, h int) {
	s.w, s.h = w, h
	n := len(s.head())
	s.table.Y = n
	s.table.Resize(w, max(4, h-n))
	if s.panel != nil {
		s.panel.form.Y = n + 1
		s.panel.form.Resize(w, max(3, h-n-1))
	}
}

// sheet is the sheet of the line in hand, else the first live one.
func (s *GiftView) sheet() *ledger.Sheet {
	want := ledger.SheetID(0)
	if i := s.table.Index(); i >= 0 && i < len(s.lines) {
		want = s.lines[i].Sheet
	}
	for i := range s.a.sheets {
		if s.a.sheets[i].ID == want {
			return &s.a.sheets[i]
		}
	}
	for i := range s.a.sheets {
		if s.a.sheets[i].Live() {
			return &s.a.sheets[i]
		}
	}
	return nil
}

// head are the lines above the list.
func (s *GiftView) head() []string {
	if !s.loaded {
		return []string{""}
	}
	t, g := s.d.Theme, &s.a.gift
	cut := func(format string, args ...any) string { return widget.Cut(" "+fmt.Sprintf(format, args...), s.w) }
	what := g.Form.Chinese()
	if g.Item != "" {
		what += "（" + ledger.Plain(g.Item) + "）"
	}
	if g.Each != 0 {
		what += "，每人 " + yuan(g.Each)
	}
	out := []string{t.Strong().Render(cut("%s  %s  %s  %s", s.occ.Name, g.Day, what, s.a.state())),
		cut("%d 人次，共 %s%s；经办 %s%s", s.a.kept(), yuan(s.a.total), backWord(s.a.back), g.By, approvalWord(g.Approved))}
	for _, sh := range s.a.sheets {
		out = append(out, s.sheetLine(sh))
	}
	if len(out) > 6 {
		out = append(out[:6], cut("还有 %d 张签领表", len(out)-6))
	}
	if len(g.Proofs) > 0 {
		var parts []string
		for _, p := range g.Proofs {
			parts = append(parts, map[bool]string{true: "[x]", false: "[ ]"}[p.Seen]+p.Name)
		}
		out = append(out, cut("证明 %s", strings.Join(parts, "  ")))
	}
	if b := g.Bill; b.Amount != 0 || b.Count != 0 || b.Ref != "" {
		text := fmt.Sprintf("发票 %s %s", b.Ref, yuan(b.Amount))
		if b.Count != 0 {
			text += fmt.Sprintf(" %d 份", b.Count)
		}
		if b.Why != "" {
			text += "；差额：" + b.Why
		}
		out = append(out, cut("%s", text))
	}
	if g.Void != "" {
		out = append(out, t.Bad().Render(cut("已作废：%s", g.Void)))
	}
	if n := len(g.Warnings); n > 0 {
		text := "! " + ledger.Plain(g.Warnings[0])
		if n > 1 {
			text = fmt.Sprintf("! 办理时有 %d 条提醒（F11 看全文）：%s", n, ledger.Plain(g.Warnings[0]))
		}
		out = append(out, t.Warning().Render(cut("%s", text)))
	}
	if n := len(g.LeftOut); n > 0 {
		out = append(out, t.Muted().Render(cut("没有列入 %d 人（F11 看是谁、为什么）", n)))
	}
	return append(out, "")
}

func backWord(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("（%d 人没有领，已退回）", n)
}

func approvalWord(a ledger.Approval) string {
	if a.By == "" {
		return ""
	}
	text := "；批准 " + a.By
	if a.Day != 0 {
		text += " " + a.Day.String()
	}
	if a.Minute != "" {
		text += " 纪要" + a.Minute
	}
	return text
}

// sheetLine is a sheet in one line: what it is, its sum, its voucher, its paper.
func (s *GiftView) sheetLine(sh ledger.Sheet) string {
	kind := map[ledger.SheetKind]string{ledger.FirstSheet: "名单", ledger.Supplement: "补发", ledger.ReturnList: "退回"}[sh.Kind]
	voucher := "未入账"
	if w, ok := s.refs[sh.Voucher]; ok {
		voucher = w.ref
	}
	paper := "未打印"
	if sh.Printed != 0 {
		paper = "核对码 " + sh.Code // it has one since it was printed
	}
	if sh.Kind == ledger.ReturnList {
		paper = ""
	}
	text := widget.Cut(fmt.Sprintf(" %s %s %d 行 %s  %s  %s", sh.ID, kind, sh.Lines, yuan(sh.Total), voucher, paper), s.w)
	switch {
	case !sh.Live(): // why it is void says more than its paper
		return s.d.Theme.Muted().Render(widget.Cut(fmt.Sprintf(" %s %s %d 行 %s  %s  %s", sh.ID, kind, sh.Lines, yuan(sh.Total), voucher, "作废原因："+sh.Void), s.w))
	case sh.Voucher == 0 && sh.Total != 0:
		return s.d.Theme.Warning().Render(text)
	}
	return text
}

// View draws the page.
func (s *GiftView) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{"", "  " + reading}}
	}
	head := s.head()
	if p := s.panel; p != nil {
		f := screen.Frame{Lines: append(head, s.d.Theme.Strong().Render(widget.Cut(" "+p.title, s.w))), Cursor: p.form.Cursor(), Status: p.form.Help()}
		f.Lines = append(f.Lines, p.form.View()...)
		return f
	}
	return screen.Frame{Lines: append(head, s.table.View()...)}
}

func (s *GiftView) take(m actRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这次慰问。", Bad: true}}
	}
	s.a, s.occ, s.lines, s.refs, s.purses, s.purse, s.single, s.writes, s.loaded = m.a, m.occ, m.lines, m.refs, m.purses, m.purse, m.single, m.writes, true
	lines := s.lines
	dead := map[ledger.SheetID]bool{}
	for _, sh := range s.a.sheets {
		dead[sh.ID] = !sh.Live()
	}
	s.table.Empty = "没有名单。"
	s.table.SetRows(widget.List{N: len(lines), ID: func(i int) string { return fmt.Sprintf("%d/%d", lines[i].Sheet, lines[i].Line) }, Cells: func(i int) []widget.Cell {
		l := &lines[i]
		name := l.Name
		if l.Kin != "" || l.Relation != "" {
			name += "（" + strings.TrimSpace(l.Relation+" "+l.Kin) + "）"
		}
		c := []widget.Cell{{Text: l.Sheet.String()}, {Text: fmt.Sprint(l.Line)}, {Text: name}, {Text: l.Group}, {Text: l.Amount.Grouped()}, {Text: signWord(l), Look: signLook(l)}}
		if dead[l.Sheet] {
			for k := range c {
				c[k].Look = widget.Muted
			}
			c[5].Text = "已作废"
		}
		return c
	}})
	s.Resize(s.w, s.h)
	return nil
}

// signWord says how a line was settled.
func signWord(l *ledger.Share) string {
	switch {
	case l.Back != 0:
		return "已退回 " + l.Back.String()
	case l.Of != 0:
		return "退自 " + l.Of.String()
	case l.Sign == ledger.ByProxy:
		return "代领：" + l.Proxy
	}
	return l.Sign.Chinese()
}

func signLook(l *ledger.Share) widget.Look {
	switch {
	case l.Back != 0 || l.Of != 0:
		return widget.Muted
	case l.Sign == ledger.Unsigned || l.Sign == ledger.Uncollected:
		return widget.Warning
	}
	return widget.Good
}
