package stock

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Stock is the list of what is kept, with the vouchers on 141 that no article
// stands for below it.
type Stock struct {
	d      *desk.Desk
	kept   bool
	facts  facts
	loaded bool
	table  *widget.Table
	find   *widget.Input
	typing bool
	shown  []int // indexes into facts.sums; then those of loose vouchers
	panel  *panel
	w, h   int
}

// New makes the list.
func New(d *desk.Desk, route screen.Stock) screen.Screen {
	s := &Stock{d: d, kept: route.Kept, find: &widget.Input{Hint: "品名、规格", Limit: 30}, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 1
	s.table.Freeze = 2
	s.table.Empty = reading
	return s
}

type stockRead struct {
	facts facts
	kept  *desk.Form
}

// Init reads the stock, and what was typed before a crash.
func (s *Stock) Init() tea.Cmd { return s.read(s.kept) }

func (s *Stock) read(kept bool) tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := stockRead{facts: readFacts(d, r)}
		if f, ok := d.Kept.Load(keptKind); kept && ok {
			m.kept = &f
		}
		return m
	})
}

// Title names the page.
func (s *Stock) Title() string {
	if s.panel != nil {
		return s.panel.title
	}
	return "库存物品"
}

// Capturing reports that letters are typed.
func (s *Stock) Capturing() bool {
	return s.typing || s.panel != nil && s.panel.form.Capturing()
}

// Resize gives the room.
func (s *Stock) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "编号", Width: 6}, {Title: "品名规格", Width: 18, Grow: 1}, {Title: "结存", Width: 8, Right: true}, {Title: "金额", Width: 12, Money: true}}
	if w >= 76 {
		cols = append(cols, widget.Column{Title: "单价", Width: 10, Money: true}, widget.Column{Title: "借出", Width: 5, Right: true}, widget.Column{Title: "盘点", Width: 10})
	}
	if w >= 110 {
		cols = append(cols, widget.Column{Title: "最近出入库", Width: 10})
	}
	s.table.SetColumns(cols...)
	s.table.Resize(w, max(3, h-2))
	if s.panel != nil {
		s.panel.resize(w, h)
	}
}

// Update takes a message.
func (s *Stock) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.read(false)
	case stockRead:
		s.take(msg)
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.panel != nil {
		return s.inPanel(msg)
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if s.typing {
			return nil, s.search(k)
		}
		if a, cmd, ok := s.key(k.String()); ok {
			return a, cmd
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		return s.open(), nil
	}
	return nil, nil
}

func (s *Stock) inPanel(msg tea.Msg) (screen.Action, tea.Cmd) {
	a, cmd, closed := s.panel.update(msg)
	if closed {
		s.panel = nil
		cmd = tea.Batch(cmd, s.read(false))
	}
	return a, cmd
}

func (s *Stock) take(m stockRead) {
	s.facts, s.loaded = m.facts, true
	s.narrow()
	if m.kept == nil || !m.facts.writes {
		return
	}
	s.kept = false
	n, err := strconv.ParseUint(m.kept.Route["about"], 10, 64)
	if err != nil {
		n = 0
	}
	if p := makePanel(s.d, &s.facts, m.kept.Route["form"], n); p != nil {
		p.begin(*m.kept)
		s.show(p)
	}
}

func (s *Stock) show(p *panel) {
	s.panel = p
	p.resize(s.w, s.h)
}

// begin opens a form, if this person may.
func (s *Stock) begin(kind string, about uint64) {
	if s.loaded && s.facts.writes {
		s.show(makePanel(s.d, &s.facts, kind, about))
	}
}

func (s *Stock) key(key string) (screen.Action, tea.Cmd, bool) {
	var id uint64
	if a := s.inHand(); a != nil {
		id = uint64(a.Article.ID)
	}
	switch key {
	case "enter":
		return s.open(), nil, true
	case "esc":
		if s.find.Text() == "" {
			return screen.Back{}, nil, true
		}
		s.find.SetText("")
		s.narrow()
	case "f2", "i":
		s.begin(formIn, id)
	case "f3", "o":
		s.begin(formOut, id)
	case "f4", "n":
		s.begin(formArticle, 0)
	case "f5", "c":
		if len(s.facts.sums) > 0 {
			s.begin(formCount, 0)
		}
	case "f6", "r":
		return screen.Open{Route: screen.ReportView{Name: "stock", Period: ledger.YearPeriod(s.d.Today().Year())}}, nil, true
	case "f7", "/":
		s.typing = true
		s.find.Enter()
	case "f9", "l":
		return screen.Open{Route: screen.Lendings{}}, nil, true
	case "ctrl+o", "b":
		s.begin(formOpening, 0)
	case "ctrl+t", "a":
		if s.facts.waiting != 0 {
			return screen.Open{Route: screen.VoucherForm{Template: map[bool]string{true: "T19", false: "T20b"}[s.facts.waiting > 0]}}, nil, true
		}
	default:
		return nil, nil, false
	}
	return nil, nil, true
}

func (s *Stock) search(k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "enter", "down", "tab":
		s.typing = false
		return nil
	case "esc":
		s.typing = false
		s.find.SetText("")
	default:
		s.find.Update(k)
	}
	s.narrow()
	return nil
}

// narrow works out which rows show: articles that fit, then loose vouchers.
func (s *Stock) narrow() {
	s.shown = nil
	q := strings.TrimSpace(s.find.Text())
	for i := range s.facts.sums {
		if a := &s.facts.sums[i].Article; q == "" || matches(a.Title(), q) || strings.Contains(a.ID.String(), q) {
			s.shown = append(s.shown, i)
		}
	}
	loose := s.facts.gap.Loose
	if q != "" {
		loose = nil
	}
	s.table.Empty = "没有符合的物品。Esc 看全部。"
	if len(s.facts.sums) == 0 {
		s.table.Empty = "还没有登记物品。买来入库按 F2，账本开始时就有的按 Ctrl+O。"
	}
	sums, shown := s.facts.sums, s.shown
	s.table.SetRows(widget.List{N: len(shown) + len(loose), ID: func(i int) string {
		if i >= len(shown) {
			return fmt.Sprintf("v%d", loose[i-len(shown)].Voucher)
		}
		return fmt.Sprintf("a%d", sums[shown[i]].Article.ID)
	}, Cells: func(i int) []widget.Cell {
		if i >= len(shown) {
			return looseCells(loose[i-len(shown)])
		}
		return stockCells(&sums[shown[i]])
	}})
}

func stockCells(s *ledger.StockSum) []widget.Cell {
	lent := ""
	if s.Lent > 0 {
		lent = fmt.Sprint(s.Lent)
	}
	c := widget.Cells(s.Article.ID.String(), s.Article.Title(), pieces(s.Qty(), s.Article.Unit), s.Value().Grouped(), price(s), lent, dayWord(s.Counted), dayWord(s.Last))
	if s.Qty() == 0 {
		for i := range c {
			c[i].Look = widget.Muted
		}
	}
	return c
}

func looseCells(l ledger.Loose) []widget.Cell {
	c := widget.Cells("未登记", l.Text, "", l.Gap().Grouped(), "", "", "", dayWord(l.Day))
	for i := range c {
		c[i].Look = widget.Warning
	}
	return c
}

func (s *Stock) inHand() *ledger.StockSum {
	if i := s.table.Index(); i >= 0 && i < len(s.shown) {
		return &s.facts.sums[s.shown[i]]
	}
	return nil
}

// looseInHand is the voucher in hand that no article stands for.
func (s *Stock) looseInHand() *ledger.Loose {
	if i := s.table.Index() - len(s.shown); i >= 0 && i < len(s.facts.gap.Loose) && s.table.Index() >= 0 {
		return &s.facts.gap.Loose[i]
	}
	return nil
}

func (s *Stock) open() screen.Action {
	if a := s.inHand(); a != nil {
		return screen.Open{Route: screen.ArticleView{ID: a.Article.ID}}
	}
	l := s.looseInHand()
	switch {
	case l == nil:
		return nil
	case !s.facts.writes && l.Voucher != 0:
		return screen.Open{Route: screen.VoucherView{ID: l.Voucher}}
	case l.Voucher == 0:
		s.begin(formOpening, 0)
		return nil
	}
	s.begin(formTie, uint64(l.Voucher))
	return nil
}

// View draws the page.
func (s *Stock) View() screen.Frame {
	if s.panel != nil {
		return s.panel.view()
	}
	t := s.d.Theme
	wide := min(20, s.w/4)
	label := " 查找 "
	room := max(0, s.w-wide-widget.Width(label)-1)
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Pad(s.top(), room)) + t.Label().Render(label) + s.find.View(t, wide, s.typing)}}
	if s.typing {
		x, _ := s.find.CursorX(wide)
		f.Cursor = &screen.Cursor{X: room + widget.Width(label) + x}
	}
	f.Lines = append(f.Lines, s.table.View()...)
	for len(f.Lines) < s.h-1 {
		f.Lines = append(f.Lines, "")
	}
	style := t.Muted()
	if s.loaded && !s.facts.gap.Agrees() {
		style = t.Warning()
	}
	f.Lines = append(f.Lines, style.Render(widget.Cut(s.foot(), s.w)))
	if l := s.looseInHand(); l != nil {
		f.Status = l.Ref
	}
	return f
}

func (s *Stock) top() string {
	n := 0
	for i := range s.facts.sums {
		if s.facts.sums[i].Qty() > 0 {
			n++
		}
	}
	return fmt.Sprintf(" 有库存 %d 种，共 %s 元", n, s.facts.gap.Moved.Grouped())
}

// foot holds the articles against 141.
func (s *Stock) foot() string {
	g := s.facts.gap
	text := fmt.Sprintf(" 141 库存物品 %s 元，与物品一致。", g.Booked.Grouped())
	switch {
	case !s.loaded:
		return " " + reading
	case !g.Agrees():
		text = fmt.Sprintf(" 141 库存物品 %s 元，有 %d 张凭证没有登记到物品：在“未登记”行按回车登记。", g.Booked.Grouped(), len(g.Loose))
	}
	if s.facts.waiting != 0 {
		text += fmt.Sprintf(" 待处理 %s 元，批准后按 Ctrl+T。", s.facts.waiting.Grouped())
	}
	return text
}

// List writes the articles out that show.
func (s *Stock) List() screen.Listing {
	if s.panel != nil || !s.loaded || len(s.shown) == 0 {
		return nil
	}
	sums, shown := s.facts.sums, s.shown
	filter := s.d.Today().Chinese()
	if q := strings.TrimSpace(s.find.Text()); q != "" {
		filter += "，查找“" + q + "”"
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "库存物品", filter, desk.Column("编号", report.KindIdentity, 6), desk.Column("品名规格", report.KindText, 24), desk.Column("单位", report.KindText, 4),
			desk.Column("结存", report.KindCount, 8), desk.Column("金额", report.KindMoney, 12), desk.Column("借出", report.KindCount, 5), desk.Column("最近盘点", report.KindDay, 10))
		return desk.Rows(doc, p, len(shown), func(i int) (string, []report.Cell) {
			x := &sums[shown[i]]
			return x.Article.ID.String(), []report.Cell{report.Text(x.Article.ID.String()), report.Text(x.Article.Title()), report.Text(x.Article.Unit), report.Number(int64(x.Qty())),
				report.Amount(x.Value(), nil), report.Number(int64(x.Lent)), report.Date(x.Counted)}
		})
	}
}
