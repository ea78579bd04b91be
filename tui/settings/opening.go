package settings

import (
	"fmt"
	"huizhang/tui/settings/typed"
	"maps"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/settings/opening"
	"huizhang/tui/widget"
)

// Opening is the table of opening balances of the open book.
type Opening struct {
	d      *desk.Desk
	sheet  *opening.Sheet
	chart  []ledger.Account
	start  ledger.Month
	bars   string
	read   bool
	saved  map[string]string // as the book has it
	stamp  ledger.Stamp
	closed bool
	w, h   int
}

// NewOpening makes the table.
func NewOpening(d *desk.Desk, _ screen.Opening) screen.Screen {
	s := &Opening{d: d, stamp: d.Stamp(), w: 80, h: 21, sheet: opening.New(d.Theme, nil)}
	s.sheet.Y = openingTop
	return s
}

// openingTop is the first line of the sheet.
const openingTop = 2

type openingRead struct {
	chart  []ledger.Account
	rows   []ledger.OpeningRow
	start  ledger.Month
	closed ledger.Month
	bars   string
}

// Init reads the table.
func (s *Opening) Init() tea.Cmd { return s.load() }

func (s *Opening) load() tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := openingRead{chart: r.Chart(), rows: slices.Clone(r.Opening().Rows), start: r.Unit().Start, bars: barred(d, r, ledger.SetOpening{}.Name())}
		for _, p := range r.MonthPages() {
			if p.Closed || len(p.Reopened) > 0 {
				m.closed = max(m.closed, p.Month)
			}
		}
		return m
	})
}

// Title is 期初余额.
func (s *Opening) Title() string { return "期初余额" }

// Resize gives the room.
func (s *Opening) Resize(w, h int) {
	s.w, s.h = w, h
	s.sheet.Resize(w, max(6, h-openingTop-len(s.notes())))
}

// Capturing reports that figures are typed.
func (s *Opening) Capturing() bool { return s.bars == "" && s.sheet.Capturing() }

type (
	openingSaved struct{ err error }
	openingFile  struct {
		file     string
		rows     []ledger.OpeningRow
		problems []ledger.Problem
		err      error
	}
	openingPath struct {
		text string
		ok   bool
	}
)

// Update takes a message.
func (s *Opening) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		if s.read && !maps.Equal(s.sheet.Values(), s.saved) {
			return screen.Stay{}, nil // what is being typed stays
		}
		return screen.Stay{}, s.load()
	case openingRead:
		s.take(m)
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	case openingSaved:
		if m.err != nil {
			s.sheet.SetProblems(desk.Problems(m.err))
			return desk.Bad(m.err), nil
		}
		s.saved = s.sheet.Values()
		return screen.Many{screen.Notice{Text: "期初余额已保存。"}, screen.Back{}}, nil
	case openingPath:
		if !m.ok {
			return screen.Stay{}, nil
		}
		path, chart := typed.Path(m.text), s.chart
		return screen.Stay{}, func() tea.Msg {
			rows, problems, err := opening.ReadFile(path, chart)
			return openingFile{filepath.Base(path), rows, problems, err}
		}
	case openingFile:
		return s.afterFile(m), nil
	case leaveAnswer:
		if m == 1 {
			return screen.Back{}, nil
		}
		return screen.Stay{}, nil
	}
	return s.input(msg), nil
}

func (s *Opening) take(m openingRead) {
	s.chart, s.start, s.bars, s.read = m.chart, m.start, m.bars, true
	if m.closed != 0 {
		s.closed = true
		s.bars = m.closed.Chinese() + "已经结过账，期初余额不能再改。有差错请用“年初余额调整”的凭证更正。"
	}
	s.sheet.Lock(s.bars != "")
	s.sheet.SetChart(m.chart)
	s.sheet.Set(m.rows)
	s.saved = s.sheet.Values()
	s.Resize(s.w, s.h)
}

func (s *Opening) afterFile(m openingFile) screen.Action {
	if m.err != nil {
		return desk.Bad(m.err)
	}
	if len(m.problems) > 0 {
		return screen.Ask{Title: "表格里有问题，没有读入", Lines: opening.ProblemLines(m.problems, 8), Choices: []string{"知道了"}, Then: func(int) tea.Msg { return nil }}
	}
	s.sheet.Set(m.rows)
	return screen.Notice{Text: fmt.Sprintf("从“%s”读入了 %d 个科目，核对后按 F8 保存。", ledger.Plain(m.file), len(m.rows))}
}

func (s *Opening) input(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch key {
	case "f8", "ctrl+s":
		return s.save()
	case "f6":
		s.sheet.ShowAll(!s.sheet.All())
		return screen.Stay{}
	}
	switch s.sheet.Update(msg) {
	case widget.Used:
		return screen.Stay{}
	case widget.Submit:
		return s.save()
	}
	switch key {
	case "f3":
		return screen.AskText{Title: "期初余额表在哪里", Lines: []string{"XLSX 或 CSV 表格，列：科目、借方、贷方。读入后代替现在填的。"},
			Then: func(text string, ok bool) tea.Msg { return openingPath{text, ok} }}
	case "f5":
		s.sheet.Settle()
		if n := s.sheet.FillFunds(); n > 0 {
			return screen.Notice{Text: fmt.Sprintf("资产基金已按库存物品、固定资产净值等填好（%d 处）。", n)}
		}
		return screen.Notice{Text: "资产基金与库存物品、固定资产净值等已经一致。"}
	case "esc":
		return leaving(s.read && s.bars == "" && !maps.Equal(s.sheet.Values(), s.saved))
	}
	return screen.Stay{}
}

func (s *Opening) save() screen.Action {
	if s.bars != "" {
		return screen.Notice{Text: s.bars, Bad: true}
	}
	if len(s.sheet.Settle()) > 0 {
		return screen.Notice{Text: "有的金额填得不对。", Bad: true}
	}
	if text := s.sheet.Difference(); text != "" {
		return screen.Notice{Text: "借贷还不相等：" + text + "。没有保存。", Bad: true}
	}
	if p, wrong := s.sheet.FundsWrong(); wrong {
		s.sheet.SetProblems([]ledger.Problem{p})
		return screen.Notice{Text: "资产基金与资产对不上，没有保存。按 F5 自动填好。", Bad: true}
	}
	return s.d.Do(ledger.SetOpening{Rows: s.sheet.Rows()}, s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return openingSaved{err} })
}

func (s *Opening) notes() []string {
	text := "第一个月结账以后，期初余额就定下来，不能再改；在那以前随时可以改。“=”补平差额，F5 按资产填好资产基金。"
	if s.bars != "" {
		text = s.bars
	}
	var out []string
	for _, l := range widget.Wrap(text, min(s.w, 96)-4) {
		out = append(out, "  "+l)
	}
	return out
}

// View draws the sheet.
func (s *Opening) View() screen.Frame {
	t := s.d.Theme
	if !s.read {
		return screen.Frame{Lines: []string{"", "  正在读取，请稍候。"}}
	}
	out := []string{t.Head().Render(widget.Cut("  "+s.start.Chinese()+"以前各科目的余额", s.w)), ""}
	out = append(out, s.sheet.View()...)
	for _, l := range s.notes() {
		if s.bars != "" {
			l = t.Warning().Render(l)
		} else {
			l = t.Muted().Render(l)
		}
		out = append(out, l)
	}
	f := screen.Frame{Lines: out[:min(len(out), s.h)], Cursor: s.sheet.Cursor()}
	return f
}

// Bindings are the keys.
func (s *Opening) Bindings() []screen.Binding {
	more := "全部科目"
	if s.sheet.All() {
		more = "常用科目"
	}
	steps := s.sheet.Bindings()[:2]
	if steps[0].Disabled == "" {
		steps[0].Disabled = s.bars // with nothing to type there is no next field
	}
	return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: s.bars}, {Keys: []string{"f5"}, Label: "资产基金", Help: "按库存物品、固定资产净值等填好资产基金", Disabled: s.bars},
		{Keys: []string{"f3"}, Label: "从表格读", Help: "从 XLSX 或 CSV 表格读入期初余额", Disabled: s.bars}, {Keys: []string{"esc"}, Label: "返回"}, {Keys: []string{"f6"}, Label: more},
		{Keys: []string{"="}, Label: "补平差额", Help: "在金额里按 = ：填上使借贷相等的数", Hidden: true, Disabled: s.bars}}, steps...)
}
