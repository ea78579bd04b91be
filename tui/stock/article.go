package stock

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Article is the stock card of one article, newest move on top.
type Article struct {
	d      *desk.Desk
	id     ledger.ArticleID
	facts  facts
	sum    ledger.StockSum
	found  bool
	loaded bool
	moves  []cardRow
	table  *widget.Table
	panel  *panel
	w, h   int
}

// cardRow is a move with what was left after it.
type cardRow struct {
	move  ledger.StockMove
	ref   string
	qty   int
	value ledger.Money
}

// NewArticle makes the card.
func NewArticle(d *desk.Desk, route screen.ArticleView) screen.Screen {
	s := &Article{d: d, id: route.ID, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 2
	s.table.Empty = "还没有出入库。"
	return s
}

type articleRead struct {
	facts facts
	sum   ledger.StockSum
	found bool
	moves []cardRow
}

// Init reads the card.
func (s *Article) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := articleRead{facts: readFacts(d, r)}
		a, ok := r.Article(id)
		m.found = ok
		m.sum = ledger.SumStock(r, a, 0, 0)
		m.sum.Lent = ledger.LentOut(r, id)
		var row cardRow
		for x := range r.StockMoves(id) {
			row.move, row.ref = x, ""
			if v, ok := r.Voucher(x.Voucher); ok && x.Voucher != 0 {
				row.ref = v.Ref()
			}
			row.qty, row.value = row.qty+x.Qty, row.value+x.Amount
			m.moves = append(m.moves, row)
		}
		slices.Reverse(m.moves)
		return m
	})
}

// Title names the article.
func (s *Article) Title() string {
	switch {
	case s.panel != nil:
		return s.panel.title
	case s.found:
		return "物品 " + s.sum.Article.Title()
	}
	return "物品 " + s.id.String()
}

// Capturing reports that letters are typed.
func (s *Article) Capturing() bool { return s.panel != nil && s.panel.form.Capturing() }

// Resize gives the room.
func (s *Article) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "日期", Width: 10}, {Title: "出入", Width: 6, Right: true}, {Title: "金额", Width: 11, Money: true}, {Title: "结存", Width: 6, Right: true}}
	if w >= 76 {
		cols = append(cols, widget.Column{Title: "结存金额", Width: 11, Money: true})
	}
	cols = append(cols, widget.Column{Title: "事由", Width: 14, Grow: 1})
	if w >= 110 {
		cols = append(cols, widget.Column{Title: "经手", Width: 8}, widget.Column{Title: "凭证", Width: 16})
	}
	s.table.SetColumns(cols...)
	s.table.Resize(w, max(3, h-3))
	s.lay()
	if s.panel != nil {
		s.panel.resize(w, h)
	}
}

func (s *Article) lay() {
	wide, full := s.w >= 76, s.w >= 110
	rows := s.moves
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return fmt.Sprint(rows[i].move.No) }, Cells: func(i int) []widget.Cell {
		x := rows[i]
		out := widget.Cells(x.move.Day.String(), fmt.Sprintf("%+d", x.move.Qty), x.move.Amount.Grouped(), fmt.Sprint(x.qty))
		if x.move.Qty == 0 {
			out[1].Text = ""
		}
		if wide {
			out = append(out, widget.Cell{Text: x.value.Grouped()})
		}
		out = append(out, widget.Cell{Text: x.move.Why})
		if full {
			out = append(out, widget.Cell{Text: x.move.Who}, widget.Cell{Text: x.ref})
		}
		return out
	}})
}

// Update takes a message.
func (s *Article) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case articleRead:
		s.facts, s.sum, s.found, s.moves, s.loaded = msg.facts, msg.sum, msg.found, msg.moves, true
		s.lay()
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.panel != nil {
		a, cmd, closed := s.panel.update(msg)
		if closed {
			s.panel = nil
			cmd = tea.Batch(cmd, s.Init())
		}
		return a, cmd
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if a, ok := s.key(k.String()); ok {
			return a, nil
		}
	}
	if s.table.Update(msg) && s.table.Clicked() {
		return s.open(), nil
	}
	return nil, nil
}

func (s *Article) key(key string) (screen.Action, bool) {
	switch key {
	case "enter":
		return s.open(), true
	case "esc":
		return screen.Back{}, true
	case "f2", "i":
		s.begin(formIn, s.denied())
	case "f3", "o":
		s.begin(formOut, orWord(s.denied(), s.nothing()))
	case "f4", "e":
		s.begin(formArticle, s.denied())
	case "f9", "l":
		s.begin(formLend, orWord(s.denied(), s.notGear()))
	default:
		return nil, false
	}
	return nil, true
}

func (s *Article) begin(kind, why string) {
	if why != "" {
		return
	}
	s.panel = makePanel(s.d, &s.facts, kind, uint64(s.id))
	s.panel.resize(s.w, s.h)
}

func (s *Article) open() screen.Action {
	if i := s.table.Index(); i >= 0 && i < len(s.moves) && s.moves[i].move.Voucher != 0 {
		return screen.Open{Route: screen.VoucherView{ID: s.moves[i].move.Voucher}}
	}
	return nil
}

func (s *Article) denied() string {
	switch {
	case !s.loaded:
		return reading
	case !s.found:
		return "没有找到这种物品。"
	case !s.facts.writes:
		return lookOnly
	}
	return ""
}

func (s *Article) nothing() string {
	if s.sum.Qty() <= 0 {
		return "没有库存。"
	}
	return ""
}

func (s *Article) notGear() string {
	if !s.sum.Article.Gear {
		return "不是出借的器材；要出借请按 F4 勾选“可以出借”。"
	}
	return ""
}

// Bindings are the keys.
func (s *Article) Bindings() []screen.Binding {
	if s.panel != nil {
		return s.panel.bindings()
	}
	none := ""
	if s.open() == nil {
		none = "这一行没有凭证。"
	}
	deny := s.denied()
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "凭证", Help: "打开这一笔的凭证", Disabled: none},
		{Keys: []string{"f2", "i"}, Label: "入库", Disabled: deny},
		{Keys: []string{"f3", "o"}, Label: "出库", Disabled: orWord(deny, s.nothing())},
		{Keys: []string{"f4", "e"}, Label: "修改", Help: "品名、规格、单位，可否出借，停用", Disabled: deny},
		{Keys: []string{"f9", "l"}, Label: "借出", Disabled: orWord(deny, s.notGear())},
		{Keys: []string{"esc"}, Label: "返回"},
	}, s.table.Bindings()...)
}

// View draws the card.
func (s *Article) View() screen.Frame {
	if s.panel != nil {
		return s.panel.view()
	}
	t := s.d.Theme
	a := s.sum.Article
	head := " " + reading
	second := ""
	if s.loaded {
		head = fmt.Sprintf(" %s %s  结存 %s  %s 元", a.ID, a.Title(), pieces(s.sum.Qty(), a.Unit), s.sum.Value().Grouped())
		if p := price(&s.sum); p != "" {
			head += "  单价约 " + p
		}
		second = s.second()
	}
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Cut(head, s.w)), t.Muted().Render(widget.Cut(second, s.w))}}
	f.Lines = append(f.Lines, s.table.View()...)
	if i := s.table.Index(); i >= 0 && i < len(s.moves) {
		f.Status = s.moves[i].ref
	}
	return f
}

func (s *Article) second() string {
	text := " 没有盘点过"
	if s.sum.Counted != 0 {
		text = " 最近盘点 " + s.sum.Counted.String()
	}
	if s.sum.Article.Gear {
		text += fmt.Sprintf("；借在外面 %d", s.sum.Lent)
		for _, l := range s.facts.lent {
			if l.Article == s.id && l.Back == 0 {
				text += fmt.Sprintf("，%s %d", l.Name, l.Qty)
			}
		}
	}
	if s.sum.Article.Off {
		text += "；已停用"
	}
	return text
}

// List writes the card out.
func (s *Article) List() screen.Listing {
	if s.panel != nil || !s.loaded || len(s.moves) == 0 {
		return nil
	}
	rows, a := slices.Clone(s.moves), s.sum.Article
	slices.Reverse(rows)
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "物品明细卡", a.ID.String()+" "+a.Title(), desk.Column("日期", report.KindDay, 10), desk.Column("凭证", report.KindIdentity, 16), desk.Column("事由", report.KindText, 30),
			desk.Column("出入", report.KindCount, 6), desk.Column("金额", report.KindMoney, 12), desk.Column("结存", report.KindCount, 6), desk.Column("结存金额", report.KindMoney, 12), desk.Column("经手", report.KindText, 8))
		return desk.Rows(doc, p, len(rows), func(i int) (string, []report.Cell) {
			x := rows[i]
			return fmt.Sprint(x.move.No), []report.Cell{report.Date(x.move.Day), report.Text(x.ref), report.Text(x.move.Why), report.Number(int64(x.move.Qty)), report.Amount(x.move.Amount, nil),
				report.Number(int64(x.qty)), report.Amount(x.value, nil), report.Text(x.move.Who)}
		})
	}
}
