package disclosure

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	reports "huizhang/tui/report"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// List is what was published, the newest period first.
type List struct {
	d     *desk.Desk
	table *widget.Table

	ready bool
	rows  []published
	mode  string
	w, h  int
}

// published is a version as the list shows it.
type published struct {
	notice ledger.Notice // without its body
	newest bool          // of its period
	diff   []ledger.Problem
	broken string // why it cannot be read
	signed string // who signed this version, "": nobody
}

func (p published) key() string { return fmt.Sprintf("%s#%d", p.notice.Period, p.notice.Version) }

func (p published) route() screen.Route {
	return screen.ReportView{Name: "disclosure", Period: p.notice.Period, Version: p.notice.Version}
}

type versions struct {
	rows []published
	mode string
}

type differAnswered struct{ n int }

// NewList makes the list of what was published.
func NewList(d *desk.Desk, _ screen.Disclosures) screen.Screen {
	s := &List{d: d, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme)
	s.table.Empty = "还没有公示过。按 F2 公示一个月、一个季度或一年的收支。"
	s.columns()
	return s
}

// Init reads what was published and holds it against the book.
func (s *List) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg { return versions{readVersions(r), readOnly(s.d, r)} })
}

func readVersions(r ledger.Reader) []published {
	var out []published
	for n := range r.Notices() {
		p := published{notice: n, diff: report.Differences(r, n)}
		for _, g := range report.SignaturesOf(r, n) {
			p.signed = g.By
		}
		if _, err := report.Frozen(n); err != nil {
			p.broken = err.Error()
		}
		p.notice.Body = nil
		out = append(out, p)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	seen := map[ledger.Period]bool{}
	for i := range out {
		p := out[i].notice.Period
		out[i].newest = !seen[p]
		seen[p] = true
	}
	return out
}

func readOnly(d *desk.Desk, r ledger.Pages) string {
	switch {
	case d.Book.ReadOnly():
		return "账本是以只读方式打开的，只能查看。"
	case !d.CanWrite(r):
		return "公示由会计、出纳、审核或主席发布；经审人员可以看、提问题和签认。"
	}
	return ""
}

// Title names the screen.
func (s *List) Title() string { return "收支公示" }

// Resize gives the room.
func (s *List) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, h)
	s.columns()
}

func (s *List) columns() {
	cols := []widget.Column{{Title: "期间", Width: 13}, {Title: "版", Width: 2, Right: true}, {Title: "与账面", Width: 12}, {Title: "公示地点", Width: 10, Grow: 1}}
	if s.w >= 76 {
		cols = append(cols, widget.Column{Title: "公示日期", Width: 21})
	}
	cols = append(cols, widget.Column{Title: "签字", Width: 8})
	if s.w >= 110 {
		cols = append(cols, widget.Column{Title: "校验码", Width: 8}, widget.Column{Title: "发布人", Width: 10}, widget.Column{Title: "分录到", Width: 14})
	}
	s.table.SetColumns(cols...)
	rows := s.rows // those shown before are asked for their key once more
	s.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return rows[i].key() }, Cells: s.cells})
}

func (s *List) cells(i int) []widget.Cell {
	p := s.rows[i]
	n := p.notice
	out := []widget.Cell{{Text: n.Period.Chinese()}, {Text: fmt.Sprint(n.Version)}, p.state(), {Text: n.Place}}
	if s.w >= 76 {
		until := "起"
		if n.To != 0 {
			until = "~" + n.To.String()
		}
		out = append(out, widget.Cell{Text: n.From.String() + until})
	}
	sign := widget.Cell{Text: "未签", Look: widget.Muted}
	if p.signed != "" {
		sign = widget.Cell{Text: p.signed}
	}
	out = append(out, sign)
	if s.w < 110 {
		return out
	}
	return append(out, widget.Cell{Text: reports.Short(n.Hash)[:min(8, len(n.Hash))]}, widget.Cell{Text: n.By}, widget.Cell{Text: n.Head})
}

// state says how a version stands to the book.
func (p published) state() widget.Cell {
	switch {
	case p.broken != "":
		return widget.Cell{Text: "! 已损坏", Look: widget.Red}
	case len(p.diff) > 0 && p.newest:
		return widget.Cell{Text: "! 与账面不符", Look: widget.Red}
	case len(p.diff) > 0:
		return widget.Cell{Text: "已有新版", Look: widget.Muted}
	}
	return widget.Cell{Text: "相符", Look: widget.Good}
}

// Bindings are the keys.
func (s *List) Bindings() []screen.Binding {
	none := ""
	if len(s.rows) == 0 {
		none = "还没有公示过。"
	}
	out := []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "看公示时的原样；与账面不符的先列出不同的行", Disabled: none},
		{Keys: []string{"f2", "ctrl+n"}, Label: "发布", Help: "公示一个期间的收支", Disabled: s.mode},
		{Keys: []string{"f5"}, Label: "现在的账", Help: "看同一期间现在账上的数", Disabled: none},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	if s.d.Notary != nil {
		out = append(out, screen.Binding{Keys: []string{"f4", "ctrl+g"}, Label: "补签", Help: "给这一版公示补一个电子签字", Disabled: s.cannotSign(none)})
	}
	return append(out, s.table.Bindings()...)
}

// Update takes a message.
func (s *List) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case versions:
		s.ready, s.rows, s.mode = true, msg.rows, msg.mode
		s.columns()
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case differAnswered:
		return s.answered(msg.n), nil
	}
	if s.table.Update(msg) {
		if s.table.Clicked() {
			return s.open(), nil
		}
		return screen.Stay{}, nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch k.String() {
		case "esc":
			return screen.Back{}, nil
		case "enter":
			return s.open(), nil
		case "f2", "ctrl+n":
			return screen.Open{Route: screen.Publish{}}, nil
		case "f4", "ctrl+g":
			p, ok := s.at()
			if ok && s.cannotSign("") == "" {
				return screen.Open{Route: screen.Sign{Kind: ledger.SignDisclosure, Period: p.notice.Period, Version: p.notice.Version}}, nil
			}
		case "f5":
			return s.answered(1), nil
		}
	}
	return screen.Stay{}, nil
}

// cannotSign says why the version in hand cannot be signed here.
func (s *List) cannotSign(none string) string {
	switch {
	case none != "":
		return none
	case s.d.Notary == nil:
		return "这个程序不能签字。"
	}
	if p, ok := s.at(); ok && p.signed == s.d.Operator && s.mode == "" {
		return "您已经在这一版上签过字。"
	}
	return s.mode
}

func (s *List) at() (published, bool) {
	if i := s.table.Index(); i >= 0 && i < len(s.rows) {
		return s.rows[i], true
	}
	return published{}, false
}

func (s *List) open() screen.Action {
	p, ok := s.at()
	switch {
	case !ok:
		return screen.Stay{}
	case p.broken != "":
		return screen.Notice{Text: p.broken, Bad: true}
	case len(p.diff) == 0:
		return screen.Open{Route: p.route()}
	}
	lines := []string{"公示以后账面有变动，下面各行与公示时不同："}
	for _, d := range p.diff {
		lines = append(lines, d.Subject+"："+d.Text)
	}
	return screen.Ask{Title: p.notice.Period.Chinese() + "第 " + fmt.Sprint(p.notice.Version) + " 版与账面不符", Lines: lines,
		Choices: []string{"看公示原样", "看现在的账"}, Then: func(n int) tea.Msg { return differAnswered{n} }}
}

// answered opens what was published (0) or what the book says now (1).
func (s *List) answered(n int) screen.Action {
	p, ok := s.at()
	switch {
	case !ok:
	case n == 0:
		return screen.Open{Route: p.route()}
	case n == 1:
		return screen.Open{Route: screen.ReportView{Name: "disclosure", Period: p.notice.Period}}
	}
	return screen.Stay{}
}

// View draws the list.
func (s *List) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(" 正在核对公示，请稍候。")}}
	}
	f := screen.Frame{Lines: s.table.View()}
	if p, ok := s.at(); ok {
		f.Status = "校验码 " + reports.Short(p.notice.Hash) + "  " + p.notice.Place
		if p.signed != "" {
			f.Status = p.signed + "已签字  " + f.Status
		}
	}
	return f
}
