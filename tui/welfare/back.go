package welfare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Back takes back what was not collected: the lines are ticked, then day,
// account and reason are filled in.
type Back struct {
	d      *desk.Desk
	id     ledger.SheetID
	stamp  ledger.Stamp
	sheet  ledger.Sheet
	gift   ledger.Gift
	lines  []ledger.Share
	table  *widget.Table
	form   *widget.Form
	day    *widget.Day
	money  *widget.Pick
	why    *widget.Input
	post   *widget.Check
	purses []ledger.Account
	single bool
	writes bool
	loaded bool
	busy   bool
	onForm bool
	w, h   int
}

// NewBack makes the screen for what comes back of a sheet.
func NewBack(d *desk.Desk, route screen.SheetBack) screen.Screen {
	s := &Back{d: d, id: route.ID, stamp: d.Stamp(), day: newDay(d), why: &widget.Input{Limit: 60}, post: widget.NewCheck("直接过账", true), w: 80, h: 21}
	s.money = widget.NewPick("账户", func(q string) []widget.Option { return accountOptions(s.purses)(q) })
	s.day.SetDay(d.Today())
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "why", Label: "原因", Width: 40, Field: s.why, Help: "例如 本人不领、已调离"},
		widget.Item{Name: "day", Label: "日期", Width: 12, Field: s.day},
		widget.Item{Name: "money", Label: "退到", Width: 24, Same: true, Field: s.money, Hide: func() bool { return s.gift.Article != 0 }, Help: "钱退到哪个账户；从库存发的退回库存"},
		widget.Item{Name: "post", Label: "", Width: 14, Same: true, Field: s.post, Hide: func() bool { return !s.single }})
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "行", Width: 5, Right: true}, widget.Column{Title: "姓名", Width: 14, Grow: 2}, widget.Column{Title: "小组", Width: 10, Grow: 1},
		widget.Column{Title: "金额", Width: 10, Money: true}, widget.Column{Title: "签领", Width: 16, Grow: 1})
	s.table.Multi, s.table.Empty = true, reading
	return s
}

type (
	backRead struct {
		sheet  ledger.Sheet
		gift   ledger.Gift
		lines  []ledger.Share
		purses []ledger.Account
		purse  ledger.Code
		single bool
		writes bool
		found  bool
	}
	takenBack struct {
		receipt ledger.Receipt
		err     error
	}
)

// Init reads the lines that may come back.
func (s *Back) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := backRead{writes: d.CanWrite(r), single: r.Unit().Single, purses: purses(r.Chart())}
		m.sheet, m.found = r.Sheet(id)
		m.gift, _ = r.Gift(m.sheet.Gift)
		m.purse = lastPurse(r, m.purses)
		for l := range r.Shares(id) {
			if l.Back == 0 && (l.Sign == ledger.Unsigned || l.Sign == ledger.Uncollected) {
				m.lines = append(m.lines, l)
			}
		}
		return m
	})
}

// Title names the sheet.
func (s *Back) Title() string { return "退回 " + s.id.String() }

// Capturing reports that letters are typed.
func (s *Back) Capturing() bool { return s.onForm && s.form.Capturing() }

const backForm = 3 // lines of the fields

// Resize gives the room.
func (s *Back) Resize(w, h int) {
	s.w, s.h = w, h
	rows := backForm
	if w < 76 {
		rows++
	}
	s.table.Y = 1
	s.table.Resize(w, max(3, h-rows-2))
	s.form.Y = h - rows
	s.form.Resize(w, rows)
}

// Update takes a message.
func (s *Back) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case backRead:
		return s.take(msg), nil
	case takenBack:
		s.busy = false
		if msg.err == nil {
			return screen.Many{screen.Back{}, screen.Notice{Text: "已退回：" + msg.receipt.Title + "。"}}, nil
		}
		if ps := desk.Problems(msg.err); len(ps) > 0 {
			s.form.SetProblems(ps)
			return screen.Notice{Text: ps[0].Text, Bad: true}, nil
		}
		return desk.Bad(msg.err), nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.busy {
		return nil, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "f8", "ctrl+s":
			return s.save(), nil
		case "f6", "ctrl+l":
			s.onForm = !s.onForm
			return nil, nil
		case "f5", "ctrl+u":
			s.tickOpen(func(l *ledger.Share) bool { return l.Sign == ledger.Uncollected })
			return nil, nil
		case "esc":
			if s.onForm {
				s.onForm = false
				return nil, nil
			}
			return screen.Back{}, nil
		case "enter", "tab":
			if !s.onForm {
				s.onForm = true
				return nil, nil
			}
		}
	}
	if s.onForm {
		if s.form.Update(msg) == widget.Submit {
			return s.save(), nil
		}
		return nil, nil
	}
	s.table.Update(msg)
	return nil, nil
}

func (s *Back) take(m backRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这张签领表。", Bad: true}}
	}
	s.sheet, s.gift, s.lines, s.purses, s.single, s.writes, s.loaded = m.sheet, m.gift, m.lines, m.purses, m.single, m.writes, true
	s.money.SetText(string(m.purse))
	s.day.SetDay(max(s.d.Today(), m.sheet.Day))
	s.table.Empty = "没有可以退回的行：都签领了，或者已经退回。"
	lines := s.lines
	s.table.SetRows(widget.List{N: len(lines), ID: func(i int) string { return strconv.Itoa(lines[i].Line) }, Cells: func(i int) []widget.Cell {
		l := &lines[i]
		return []widget.Cell{{Text: strconv.Itoa(l.Line)}, {Text: l.Name}, {Text: l.Group}, {Text: l.Amount.Grouped()}, {Text: signWord(l), Look: signLook(l)}}
	}})
	s.tickOpen(func(l *ledger.Share) bool { return l.Sign == ledger.Uncollected })
	return nil
}

func (s *Back) tickOpen(which func(*ledger.Share) bool) {
	for i := range s.lines {
		s.table.Tick(strconv.Itoa(s.lines[i].Line), which(&s.lines[i]))
	}
}

// ticked are the lines to come back, and their sum.
func (s *Back) ticked() (lines []int, sum ledger.Money) {
	on := s.table.Ticked()
	for i := range s.lines {
		if l := &s.lines[i]; slices.Contains(on, strconv.Itoa(l.Line)) {
			lines = append(lines, l.Line)
			sum += l.Amount
		}
	}
	return lines, sum
}

func (s *Back) save() screen.Action {
	lines, _ := s.ticked()
	if len(lines) == 0 {
		s.onForm = false
		return screen.Notice{Text: "还没有勾选：按空格勾选没有领的行。", Bad: true}
	}
	ps := ledger.Problems(s.form.Settle())
	if strings.TrimSpace(s.why.Text()) == "" && len(ps) == 0 {
		ps.Add("why", "", ledger.CodeRequired, "请写明退回的原因，例如 本人不领。")
	}
	if len(ps) > 0 {
		s.onForm = true
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	act := ledger.TakeBack{Sheet: s.id, Lines: lines, Money: ledger.Code(s.money.Key()), Why: strings.TrimSpace(s.why.Text()), Post: s.single && s.post.On}
	if s.gift.Article != 0 {
		act.Money = "141"
	}
	act.Day, _ = s.day.Day()
	s.busy = true
	return s.d.Do(act, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return takenBack{r, err} })
}

// Bindings are the keys.
func (s *Back) Bindings() []screen.Binding {
	off := ""
	switch {
	case !s.loaded:
		off = reading
	case s.busy:
		off = "正在保存，请稍候。"
	case !s.writes:
		off = lookOnly
	case len(s.lines) == 0:
		off = "没有可以退回的行。"
	}
	out := []screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "退回", Help: "做退回的单子和凭证", Disabled: off}}
	out = append(out, screen.Binding{Keys: []string{"f5", "ctrl+u"}, Label: "勾选未领", Help: "只勾选回签时记为未领的", Disabled: off},
		screen.Binding{Keys: []string{"f6", "ctrl+l"}, Label: "填原因", Help: "在名单和下面的填写之间来回"}, screen.Binding{Keys: []string{"esc"}, Label: "返回"})
	if s.onForm {
		return append(out, s.form.Bindings()...)
	}
	return append(out, s.table.Bindings()...)
}

// View draws the page.
func (s *Back) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{"", "  " + reading}}
	}
	lines, sum := s.ticked()
	f := screen.Frame{Lines: []string{s.d.Theme.Strong().Render(widget.Cut(fmt.Sprintf(" %s  勾选了 %d 行，退回 %s", orWord(s.gift.Title, s.gift.Item), len(lines), yuan(sum)), s.w))}}
	f.Lines = append(f.Lines, s.table.View()...)
	for len(f.Lines) < s.form.Y {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines, s.form.View()...)
	if s.onForm {
		f.Cursor, f.Status = s.form.Cursor(), s.form.Help()
	}
	return f
}

// List writes the lines out that are not settled.
func (s *Back) List() screen.Listing {
	if !s.loaded || len(s.lines) == 0 {
		return nil
	}
	lines := s.lines
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		states := make([]string, len(lines))
		for i := range lines {
			states[i] = signWord(&lines[i])
		}
		return linesDocument(s.d, r, p, "没有签领的 "+s.id.String(), lines, states)
	}
}
