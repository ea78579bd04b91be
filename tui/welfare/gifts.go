package welfare

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

// Gifts is the list of a year's acts.
type Gifts struct {
	d      *desk.Desk
	year   int
	find   *widget.Input
	typing bool
	table  *widget.Table
	all    []actRow
	shown  []int
	of     map[ledger.GiftID]bool // acts that gave to whom the query means
	asked  int
	only   stage // anyStage: all
	loaded bool
	writes bool
	single bool // book of one person: nobody reviews
	w, h   int
}

const anyStage stage = voided + 1

// NewGifts makes the list of the acts of a year; 0 is the current one.
func NewGifts(d *desk.Desk, route screen.Gifts) screen.Screen {
	s := &Gifts{d: d, year: route.Year, find: &widget.Input{Hint: "事由、物品、姓名", Limit: 40}, only: anyStage, w: 80, h: 21}
	if s.year == 0 {
		s.year = d.Today().Year()
	}
	s.table = widget.NewTable(d.Theme)
	s.table.Freeze, s.table.Y = 1, 1
	s.table.Empty = reading
	return s
}

type (
	listed struct {
		year   int
		all    []actRow
		writes bool
		single bool
	}
	foundGifts struct {
		n  int
		of map[ledger.GiftID]bool
	}
)

// Init reads the year.
func (s *Gifts) Init() tea.Cmd {
	d, year := s.d, s.year
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := listed{year: year, writes: d.CanWrite(r), single: r.Unit().Single}
		all, waits := ledger.Occasions(r.Practice()), waiting(r)
		for g := range r.Gifts() {
			if g.Day.Year() == year {
				m.all = append(m.all, readAct(r, g, all, waits))
			}
		}
		slices.SortStableFunc(m.all, func(a, b actRow) int { return int(b.gift.Day) - int(a.gift.Day) })
		return m
	})
}

// Title names the year.
func (s *Gifts) Title() string { return fmt.Sprintf("慰问台账 %d年", s.year) }

// Capturing reports that letters are typed into the search field.
func (s *Gifts) Capturing() bool { return s.typing }

// Resize gives the room.
func (s *Gifts) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "编号", Width: 6}, {Title: "日期", Width: 10}, {Title: "事由", Width: 14, Grow: 1}, {Title: "人次", Width: 4, Right: true}, {Title: "金额", Width: 12, Money: true}, {Title: "状态", Width: 22}}
	if s.narrow() {
		cols = []widget.Column{{Title: "编号", Width: 6}, {Title: "日期", Width: 5}, {Title: "事由", Width: 10, Grow: 1}, {Title: "金额", Width: 10, Money: true}, {Title: "状态", Width: 14}}
	}
	s.table.SetColumns(cols...)
	s.table.Resize(w, max(3, h-2))
	if s.loaded {
		s.narrowed()
	}
}

// narrow leaves the number of persons and the year of the day out.
func (s *Gifts) narrow() bool { return s.w < 76 }

// Update takes a message.
func (s *Gifts) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case listed:
		if msg.year == s.year {
			s.all, s.writes, s.single, s.loaded = msg.all, msg.writes, msg.single, true
			s.narrowed()
		}
		return nil, nil
	case foundGifts:
		if msg.n == s.asked {
			s.of = msg.of
			s.narrowed()
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if s.typing {
			return s.search(k)
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

func (s *Gifts) key(key string) (screen.Action, tea.Cmd, bool) {
	switch key {
	case "enter":
		return s.open(), nil, true
	case "esc":
		if s.find.Text() != "" || s.only != anyStage {
			s.find.SetText("")
			s.only, s.of = anyStage, nil
			s.narrowed()
			return nil, nil, true
		}
		return screen.Back{}, nil, true
	case "f2", "n":
		return screen.Open{Route: screen.GiftForm{}}, nil, true
	case "f3", "[":
		return nil, s.turn(-1), true
	case "f4", "]":
		return nil, s.turn(1), true
	case "f5", "t":
		if s.only = (s.only + 1) % (anyStage + 1); s.only == unreviewed && s.single {
			s.only++ // nobody reviews there
		}
		s.narrowed()
		return nil, nil, true
	case "f6", "r":
		return screen.Open{Route: screen.ReportView{Name: "welfare", Period: ledger.YearPeriod(s.year)}}, nil, true
	case "f7", "/":
		s.typing = true
		s.find.Enter()
		return nil, nil, true
	case "f9", "s":
		if a := s.inHand(); a != nil && len(a.sheets) > 0 {
			return screen.Open{Route: screen.SheetSign{ID: openSheet(a)}}, nil, true
		}
		return nil, nil, true
	}
	return nil, nil, false
}

// openSheet is the sheet of an act whose paper is keyed next.
func openSheet(a *actRow) ledger.SheetID {
	for _, s := range a.sheets {
		if s.Live() && s.Kind != ledger.ReturnList {
			return s.ID
		}
	}
	return 0
}

func (s *Gifts) turn(step int) tea.Cmd {
	if y := s.year + step; y >= 1900 && y <= 2199 {
		s.year, s.loaded, s.all = y, false, nil
		s.narrowed()
		s.table.Empty = reading
	}
	return s.Init()
}

func (s *Gifts) search(k tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch k.String() {
	case "enter", "down", "tab":
		s.typing = false
		return nil, nil
	case "esc":
		s.typing = false
		s.find.SetText("")
	default:
		s.find.Update(k)
	}
	s.narrowed()
	s.asked++
	n, q, year := s.asked, strings.TrimSpace(s.find.Text()), s.year
	return nil, s.d.Read(func(r ledger.Reader) tea.Msg {
		m := foundGifts{n: n, of: map[ledger.GiftID]bool{}}
		if q == "" {
			return m
		}
		for _, id := range r.FindMembers(q, 20) {
			for _, g := range ledger.GivenTo(r, id, ledger.DayOf(year, 1, 1), ledger.DayOf(year, 12, 31)) {
				m.of[g.Gift] = true
			}
		}
		return m
	})
}

// narrowed works out which acts show.
func (s *Gifts) narrowed() {
	s.shown = nil
	q := strings.TrimSpace(s.find.Text())
	for i := range s.all {
		a := &s.all[i]
		if s.only != anyStage && a.stage != s.only {
			continue
		}
		if q != "" && !s.of[a.gift.ID] && !matches(a.title(), q) && !matches(a.occasion, q) && !strings.Contains(a.gift.ID.String(), q) {
			continue
		}
		s.shown = append(s.shown, i)
	}
	s.table.Empty = "没有符合的慰问。Esc 看全部。"
	if len(s.all) == 0 {
		s.table.Empty = fmt.Sprintf("%d年还没有慰问。按 F2 发慰问，F3、F4 换年份。", s.year)
	}
	all, shown := s.all, s.shown
	s.table.SetRows(widget.List{N: len(shown), ID: func(i int) string { return all[shown[i]].gift.ID.String() }, Cells: func(i int) []widget.Cell {
		a := &all[shown[i]]
		c := widget.Cells(a.gift.ID.String(), a.gift.Day.String(), a.title(), fmt.Sprint(a.kept()), a.total.Grouped(), a.state())
		switch a.stage {
		case voided:
			for k := range c {
				c[k].Look = widget.Muted
			}
		case unbooked, unreviewed, drafted, unsigned:
			c[5].Look = widget.Warning
		case settled:
			if c[5].Look = widget.Good; a.proofs > 0 {
				c[5].Look = widget.Warning
			}
		}
		if s.narrow() {
			c[1].Text = c[1].Text[5:]
			c = slices.Delete(c, 3, 4)
		}
		return c
	}})
}

func (s *Gifts) inHand() *actRow {
	if i := s.table.Index(); i >= 0 && i < len(s.shown) {
		return &s.all[s.shown[i]]
	}
	return nil
}

func (s *Gifts) open() screen.Action {
	if a := s.inHand(); a != nil {
		return screen.Open{Route: screen.GiftView{ID: a.gift.ID}}
	}
	return nil
}

// Bindings are the keys.
func (s *Gifts) Bindings() []screen.Binding {
	write, none := "", ""
	switch {
	case !s.loaded:
		write, none = reading, reading
	case !s.writes:
		write = lookOnly
	}
	if none == "" && len(s.shown) == 0 {
		none = "没有可以打开的慰问。"
	}
	keys := []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "名单、凭证、回签、证明都在里面", Disabled: none},
		{Keys: []string{"f2", "n"}, Label: "发慰问", Disabled: write},
		{Keys: []string{"f9", "s"}, Label: "回签", Help: "登记收回来的签领表", Disabled: orWord(none, write)},
		{Keys: []string{"f5", "t"}, Label: "换状态", Help: "只看未入账、待过账、待回签、已结清、已作废的；再按看下一种"},
		{Keys: []string{"f3", "["}, Label: "上一年"},
		{Keys: []string{"f4", "]"}, Label: "下一年"},
		{Keys: []string{"f7", "/"}, Label: "查找", Help: "按事由、物品、编号，或得到慰问的人查"},
		{Keys: []string{"f6", "r"}, Label: "统计表", Help: "慰问支出统计表，可以打印", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}
	return append(keys, s.table.Bindings()...)
}

// View draws the page.
func (s *Gifts) View() screen.Frame {
	t := s.d.Theme
	what := "全部"
	if s.only != anyStage {
		what = s.only.chinese()
	}
	var sum ledger.Money
	people := 0
	for _, i := range s.shown {
		if a := &s.all[i]; a.stage != voided {
			sum += a.total
			people += a.kept()
		}
	}
	wide := min(24, s.w/3)
	label := " 查找 "
	left := fmt.Sprintf(" %d年  %s %d 次", s.year, what, len(s.shown))
	room := max(0, s.w-wide-widget.Width(label)-1)
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Pad(left, room)) + t.Label().Render(label) + s.find.View(t, wide, s.typing)}}
	if s.typing {
		x, _ := s.find.CursorX(wide)
		f.Cursor = &screen.Cursor{X: room + widget.Width(label) + x}
	}
	f.Lines = append(f.Lines, s.table.View()...)
	for len(f.Lines) < s.h-1 {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines, t.Strong().Render(widget.Cut(fmt.Sprintf(" 合计 %d 人次 %s", people, yuan(sum)), s.w)))
	return f
}

// List writes the acts out that show.
func (s *Gifts) List() screen.Listing {
	if !s.loaded || len(s.shown) == 0 {
		return nil
	}
	all, shown, year := s.all, s.shown, s.year
	filter := fmt.Sprintf("%d年", year)
	if s.only != anyStage {
		filter += "，" + s.only.chinese()
	}
	if q := strings.TrimSpace(s.find.Text()); q != "" {
		filter += "，查找“" + q + "”"
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "慰问台账", filter, desk.Column("编号", report.KindIdentity, 8), desk.Column("日期", report.KindDay, 10), desk.Column("事由", report.KindText, 24),
			desk.Column("人次", report.KindCount, 6), desk.Column("金额", report.KindMoney, 12), desk.Column("状态", report.KindText, 20))
		doc.Period = ledger.YearPeriod(year)
		return desk.Rows(doc, p, len(shown), func(i int) (string, []report.Cell) {
			a := &all[shown[i]]
			return a.gift.ID.String(), []report.Cell{report.Text(a.gift.ID.String()), report.Date(a.gift.Day), report.Text(a.title()), report.Number(int64(a.kept())),
				report.Amount(a.total, nil), report.Text(a.state())}
		})
	}
}
