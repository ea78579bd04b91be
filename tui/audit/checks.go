package audit

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	rules "huizhang/ledger/audit"
	"huizhang/tui/desk"
	"huizhang/tui/evidence"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Checks runs the auditor's checks over a period and lists what they found, by
// severity, with the evidence behind each.
type Checks struct {
	d      *desk.Desk
	period ledger.Period
	checks []rules.Check
	table  *widget.Table
	tab    int
	rows   []row // of the tab

	ready  bool
	gone   bool // stopped before there was a result
	single bool // one person keeps the book: a standing finding
	result rules.Result
	raised map[string]ledger.FindingID // by check and what it points at
	w, h   int
}

// row is a line of the list: a finding, a check that found nothing, or one that
// could not be done.
type row struct {
	check rules.Check
	found *rules.Found
	text  string
	key   string
}

// NewChecks makes the list of a period; the zero Period is the whole book.
func NewChecks(d *desk.Desk, route screen.Checks) screen.Screen {
	s := &Checks{d: d, period: route.Period, checks: rules.Checks(), raised: map[string]ledger.FindingID{}, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Y = 2
	s.table.Empty = "正在检查，请稍候。"
	return s
}

type (
	beginChecks struct{}
	checked     struct {
		result rules.Result
		single bool
		err    error
	}
	raisedRead map[string]ledger.FindingID
	opened     struct{ place evidence.Place }
)

// Init begins the walk.
func (s *Checks) Init() tea.Cmd { return func() tea.Msg { return beginChecks{} } }

// run walks through the book off the loop, with progress; Esc ends it.
func (s *Checks) run() screen.Action {
	d, period, today := s.d, s.period, s.d.Today()
	return screen.Run{Title: "逐项检查 " + period.Chinese(), Work: func(p screen.Progress) tea.Msg {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		var out checked
		err := d.Book.View(func(r ledger.Reader) error {
			out.single = r.Unit().Single
			out.result, out.err = rules.Run(ctx, r, period, today, func(done, total int) {
				p.Step(done, total, "已看凭证")
				if p.Cancelled() {
					cancel()
				}
			})
			return nil
		})
		if err != nil {
			out.err = err
		}
		return out
	}}
}

// known reads which findings of checks were raised already.
func (s *Checks) known() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		out := raisedRead{}
		for f := range r.Findings() {
			if f.Check != "" {
				out[f.Check+" "+f.On] = f.ID
			}
		}
		return out
	})
}

// Title names the page.
func (s *Checks) Title() string { return "检查 " + s.period.Chinese() }

// tabs are what the list is narrowed to.
func (s *Checks) tabs() []string {
	n := [3]int{}
	for _, f := range s.result.Found {
		n[rank(f.Severity)]++
	}
	return []string{fmt.Sprintf("全部 %d", len(s.result.Found)), fmt.Sprintf("严重 %d", n[0]), fmt.Sprintf("疑点 %d", n[1]), fmt.Sprintf("提示 %d", n[2]),
		fmt.Sprintf("没发现 %d", len(s.clean())), fmt.Sprintf("没法查 %d", len(s.result.Unchecked))}
}

func rank(severity string) int {
	switch severity {
	case rules.Grave:
		return 0
	case rules.Doubt:
		return 1
	}
	return 2
}

// severity names it for the list.
func severity(s string) widget.Cell {
	switch rank(s) {
	case 0:
		return widget.Cell{Text: "严重", Look: widget.Red}
	case 1:
		return widget.Cell{Text: "疑点", Look: widget.Warning}
	}
	return widget.Cell{Text: "提示", Look: widget.Muted}
}

func (s *Checks) check(id string) rules.Check {
	for _, c := range s.checks {
		if c.ID == id {
			return c
		}
	}
	return rules.Check{ID: id}
}

// clean are the checks that were done and found nothing.
func (s *Checks) clean() []rules.Check {
	hit := map[string]bool{}
	for _, f := range s.result.Found {
		hit[f.ID] = true
	}
	var out []rules.Check
	for _, id := range s.result.Checked {
		if !hit[id] {
			out = append(out, s.check(id))
		}
	}
	return out
}

// list makes the rows of the tab.
func (s *Checks) list() []row {
	var out []row
	switch s.tab {
	case 4:
		for _, c := range s.clean() {
			out = append(out, row{check: c, text: c.Question, key: c.ID})
		}
	case 5:
		for _, u := range s.result.Unchecked {
			out = append(out, row{check: s.check(u.ID), text: u.Reason, key: u.ID})
		}
	default:
		twice := map[string]int{}
		for i := range s.result.Found {
			f := &s.result.Found[i]
			if s.tab > 0 && rank(f.Severity) != s.tab-1 {
				continue
			}
			key := f.ID + " " + f.On
			twice[key]++
			out = append(out, row{check: s.check(f.ID), found: f, text: f.Text, key: fmt.Sprintf("%s %d", key, twice[key])})
		}
	}
	return out
}

// Update takes a message.
func (s *Checks) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case beginChecks:
		return s.run(), nil
	case checked:
		if msg.err != nil {
			s.gone = true
			s.table.Empty = "检查停下了，没有结果。按 F5 重新检查。"
			s.show()
			return screen.Notice{Text: "检查停下了，没有查完。", Bad: true}, nil
		}
		again := s.ready
		s.result, s.single, s.ready, s.gone = msg.result, msg.single, true, false
		s.show()
		if again {
			return screen.Notice{Text: "重新查过了。"}, s.known()
		}
		return nil, s.known()
	case raisedRead:
		s.raised = msg
		s.show()
		return nil, nil
	case opened:
		if msg.place.Route == nil {
			return screen.Notice{Text: "“" + msg.place.Name + "”没有可以打开的画面。"}, nil
		}
		return screen.Open{Route: msg.place.Route}, nil
	case screen.Shown:
		return nil, s.known()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.open()
		}
		return nil, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return s.key(k.String())
	}
	return nil, nil
}

func (s *Checks) key(name string) (screen.Action, tea.Cmd) {
	n := len(s.tabs())
	switch name {
	case "esc":
		return screen.Back{}, nil
	case "tab", "right":
		s.tab = (s.tab + 1) % n
		s.show()
	case "shift+tab", "left":
		s.tab = (s.tab + n - 1) % n
		s.show()
	case "enter":
		return s.open()
	case "f5", "ctrl+l":
		return s.run(), nil
	case "f3", "ctrl+g":
		if r, ok := s.hand(); ok && s.raised[r.check.ID+" "+r.on()] != 0 {
			return screen.Open{Route: screen.FindingView{ID: s.raised[r.check.ID+" "+r.on()]}}, nil
		}
		return screen.Open{Route: screen.Findings{}}, nil
	}
	return nil, nil
}

func (r row) on() string {
	if r.found == nil {
		return ""
	}
	return r.found.On
}

func (s *Checks) hand() (row, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.rows) {
		return row{}, false
	}
	return s.rows[i], true
}

// open goes to the evidence: straight to the thing where there is one, through
// a list where there are several.
func (s *Checks) open() (screen.Action, tea.Cmd) {
	r, ok := s.hand()
	if !ok || r.found == nil {
		return nil, nil
	}
	f := r.found
	if len(f.Keys) > 1 {
		return screen.Open{Route: screen.Evidence{Title: number(f.ID) + " " + f.Title, Text: f.Text, On: f.On, Keys: f.Keys}}, nil
	}
	on, key := f.On, ""
	if len(f.Keys) == 1 {
		key = f.Keys[0]
	}
	return nil, s.d.Read(func(r ledger.Reader) tea.Msg {
		p := evidence.On(r, on)
		if p.Route == nil && key != "" {
			p = evidence.Key(r, key)
		}
		return opened{p}
	})
}

// Points is the finding in hand, as a question to be raised.
func (s *Checks) Points() (screen.FindingForm, bool) {
	r, ok := s.hand()
	if !ok || r.found == nil {
		return screen.FindingForm{}, false
	}
	f := r.found
	out := screen.FindingForm{On: f.On, Check: f.ID, Title: f.Title, Clause: r.check.Basis, Severity: f.Severity, Question: f.Text, Period: s.period}
	if f.Month != 0 {
		out.Period = ledger.MonthPeriod(f.Month)
	}
	if f.Amount != nil {
		out.Amount = *f.Amount
	}
	if len(f.Keys) == 1 {
		out.Ref = f.Keys[0]
	}
	return out, true
}
