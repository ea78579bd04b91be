package member

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// The kinds of list that are taken.
const (
	members = "members"
	payroll = "payroll"
)

// Import takes in a list of members or wages: it shows first what each row
// would do.
type Import struct {
	d     *desk.Desk
	form  *widget.Form
	path  *widget.Input
	from  *widget.Month
	kind  *widget.Choice
	table *widget.Table
	onTab bool   // the keys go to the table of results
	sheet string // rows that were pasted, see [Import.pasted]

	got   *plannedImport
	used  string // what the plan was made from
	rows  []result
	stamp ledger.Stamp
	busy  bool
	w, h  int
}

// NewImport makes the page.
func NewImport(d *desk.Desk, route screen.MemberImport) screen.Screen {
	s := &Import{d: d, path: &widget.Input{Limit: 400, Hint: "打字、粘贴，或把文件拖进来；也可以直接粘贴表格"}, from: widget.NewMonth(d.Today().Month()), w: 80, h: 21}
	s.from.SetMonth(d.Today().Month())
	s.kind = widget.NewChoice(widget.Option{Key: members, Text: "会员名单"}, widget.Option{Key: payroll, Text: "工资表"})
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "kind", Label: "内容", Width: 26, Field: s.kind, Help: "空格换一种"},
		widget.Item{Name: "path", Label: "文件", Field: s.path, Help: "XLSX 或 CSV 文件；回车读取，先看结果再导入"},
		widget.Item{Name: "from", Label: "自哪个月起", Width: 10, Field: s.from, Help: "新的工资、身份和会籍状态从哪个月起", Hide: func() bool { return s.kind.Text() == payroll }})
	s.form.Focus("path")
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "行", Width: 4, Right: true}, widget.Column{Title: "结果", Width: 6}, widget.Column{Title: "编号", Width: 6},
		widget.Column{Title: "姓名", Width: 10}, widget.Column{Title: "说明", Width: 20, Grow: 1})
	s.table.Freeze = 2
	if route.Sheet != "" {
		s.take(route.Sheet)
	}
	return s
}

type (
	imported struct {
		n   int
		err error
	}
	partial struct{ yes bool }
	started struct{ from ledger.Month }
)

// Init looks for the first open month, from which new wages hold.
func (s *Import) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg { return started{ledger.FirstOpen(r)} })
}

// Title names the page.
func (s *Import) Title() string { return "导入会员" }

// Capturing reports that letters are typed.
func (s *Import) Capturing() bool { return !s.onTab && s.form.Capturing() }

const (
	importHead = 4 // lines of the form and of the summary
	importFoot = 2 // lines for the row in hand in full
)

// Resize gives the room.
func (s *Import) Resize(w, h int) {
	s.w, s.h = w, h
	s.form.Resize(w, importHead-1)
	s.table.Y = importHead
	s.table.Resize(w, max(3, h-importHead-importFoot))
}

func (s *Import) month() ledger.Month {
	m, _ := s.from.Month()
	return m
}

// inputs is what a plan depends on.
func (s *Import) inputs() string {
	return s.kind.Text() + "\n" + TidyPath(s.path.Text()) + "\n" + s.month().String()
}

// Bindings are the keys of the page.
func (s *Import) Bindings() []screen.Binding {
	run := ""
	switch {
	case s.busy:
		run = "正在导入，请稍候。"
	case s.got == nil:
		run = "请先填文件，按回车读取，看过结果再导入。"
	case s.used != s.inputs():
		run = "文件或月份改过了，请先按回车重新读取。"
	case !s.got.writes:
		run = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	case len(s.got.plan.Acts()) == 0:
		run = "没有要导入的内容。"
	}
	keys := []screen.Binding{
		{Keys: []string{"enter"}, Label: "读取", Help: "读取文件，看每一行会怎样；不改动账本"},
		{Keys: []string{"f8", "ctrl+s"}, Label: "导入", Help: "按结果导入", Disabled: run},
		{Keys: []string{"tab"}, Label: "换地方", Help: "在文件、月份和结果之间换"},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(append(keys, s.table.Bindings()...), s.form.Bindings()...)
}

// Update takes a message.
func (s *Import) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case started:
		s.from.SetMonth(msg.from)
		if s.pasted() && s.got == nil {
			return s.read(), nil
		}
		return nil, nil
	case plannedImport:
		return s.show(msg), nil
	case imported:
		return s.done(msg), nil
	case partial:
		if msg.yes {
			return s.write(), nil
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch key {
	case "esc":
		return screen.Back{}, nil
	case "f8", "ctrl+s":
		return s.ask(), nil
	}
	if s.onTab {
		if key == "tab" || key == "shift+tab" || key == "up" && s.table.Index() <= 0 {
			s.onTab = false
			return nil, nil
		}
		s.table.Update(msg)
		return nil, nil
	}
	return s.typed(msg, key), nil
}

// typed gives a message to the form; Enter anywhere reads the file.
func (s *Import) typed(msg tea.Msg, key string) screen.Action {
	if paste, ok := msg.(tea.PasteMsg); ok && isSheet(paste.Content) {
		s.take(paste.Content)
		return s.read()
	} else if ok && s.form.Focused() == "path" {
		s.path.SetText(TidyPath(paste.Content)) // a dragged file replaces the last one
		return nil
	}
	switch {
	case key == "enter" && s.form.Focused() != "kind":
		return s.read()
	case key == "tab" && s.form.Focused() == s.lastField() && s.table.Len() > 0,
		key == "down" && s.form.Focused() == s.lastField() && s.table.Len() > 0:
		s.onTab = true
		return nil
	case key == "pgdown" || key == "pgup":
		s.table.Update(msg)
		return nil
	}
	if s.form.Update(msg) == widget.Passed {
		s.table.Update(msg)
	}
	return nil
}

func (s *Import) lastField() string {
	if s.kind.Text() == payroll {
		return "path"
	}
	return "from"
}

// read settles the form and reads the file.
func (s *Import) read() screen.Action {
	if len(s.form.Settle()) > 0 {
		return screen.Notice{Text: "月份填得不对，例如 2026-05。", Bad: true}
	}
	switch {
	case TidyPath(s.path.Text()) == "":
		s.form.Focus("path")
		return screen.Notice{Text: "请先填文件的位置，或者把文件拖到窗口里。", Bad: true}
	case s.kind.Text() == members && s.month() == 0:
		s.form.Focus("from")
		return screen.Notice{Text: "请填从哪个月起，例如 2026-05。", Bad: true}
	}
	s.path.SetText(TidyPath(s.path.Text()))
	s.got = nil
	s.used = s.inputs()
	return s.load()
}

// ask begins the import; when rows are refused, only after a question.
func (s *Import) ask() screen.Action {
	if s.busy || s.got == nil || s.used != s.inputs() || !s.got.writes {
		return nil
	}
	bad, n := s.got.plan.Refused(), len(s.got.plan.Acts())
	switch {
	case n == 0:
		return screen.Notice{Text: "没有要导入的内容。", Bad: true}
	case bad > 0:
		return screen.Ask{Title: "有的行不能导入", Lines: []string{fmt.Sprintf("%d 行被拒收，原因见表。可以先在表格里改好再导入；也可以只导入其余 %d 行。", bad, n)},
			Choices: []string{"返回，改好再导", fmt.Sprintf("只导入其余 %d 行", n)}, Then: func(i int) tea.Msg { return partial{i == 1} }}
	}
	return s.write()
}

func (s *Import) write() screen.Action {
	acts := s.got.plan.Acts()
	s.busy = true
	return s.d.DoMany("导入会员", acts, s.stamp, func(rs []ledger.Receipt, err error) tea.Msg { return imported{len(rs), err} })
}

func (s *Import) done(msg imported) screen.Action {
	s.busy = false
	if msg.err != nil {
		return screen.Notice{Text: msg.err.Error(), Bad: true}
	}
	added, changed := s.got.plan.Count(intake.Added), s.got.plan.Count(intake.Changed)
	return screen.Many{screen.Back{}, screen.Notice{Text: fmt.Sprintf("已导入：新增 %d 人，修改 %d 人。", added, changed)}}
}

// View draws the page.
func (s *Import) View() screen.Frame {
	f := screen.Frame{Lines: s.form.View(), Status: s.form.Help()}
	if !s.onTab {
		f.Cursor = s.form.Cursor()
	}
	for len(f.Lines) < importHead-1 {
		f.Lines = append(f.Lines, "")
	}
	f.Lines = append(f.Lines, s.summary())
	if s.got != nil {
		f.Lines = append(f.Lines, s.table.View()...)
		for len(f.Lines) < s.h-importFoot {
			f.Lines = append(f.Lines, "")
		}
		f.Lines = append(f.Lines, s.inFull()...)
		return f
	}
	for _, l := range s.hints() {
		for _, w := range widget.Wrap(l, s.w-4) {
			f.Lines = append(f.Lines, s.d.Theme.Muted().Render("  "+w))
		}
	}
	return f
}

// inFull is the row in hand with all its words.
func (s *Import) inFull() []string {
	i := s.table.Index()
	if i < 0 {
		return nil
	}
	r := s.rows[i]
	text := strings.TrimSpace(r.word + " " + strings.TrimSpace(r.no+" "+r.name) + " " + r.text)
	if r.line > 0 {
		text = fmt.Sprintf("第 %d 行 %s", r.line, text)
	}
	lines := widget.Wrap(text, s.w-2)
	for k := range lines {
		lines[k] = " " + lines[k]
	}
	return lines[:min(len(lines), importFoot)]
}

func (s *Import) hints() []string {
	if s.kind.Text() == payroll {
		return []string{"", "表头要有：姓名或编号、月份、岗位工资；可以有：薪级工资。", "工资从表里写的月份起生效；以前月份已核定的会费，要重新核定才会跟着改。"}
	}
	return []string{"", "表头要有：姓名；可以有：编号、工会小组、性别、出生日期、入会日期、身份、状态、岗位工资、薪级工资、手机、备注。列的次序随意，别的列不会读。",
		"按编号对人；没有编号的按姓名。空着的格子不改动名册里原来的内容。"}
}

// summary counts what the rows would do.
func (s *Import) summary() string {
	if s.got == nil {
		return ""
	}
	p := s.got.plan
	text := fmt.Sprintf(" %s：新增 %d，修改 %d，不变 %d，拒收 %d", s.got.table.File, p.Count(intake.Added), p.Count(intake.Changed), p.Count(intake.Unchanged), p.Refused())
	if len(p.Ignored) > 0 {
		text += "；没有用到的列：" + strings.Join(p.Ignored, "、")
	}
	if s.used != s.inputs() {
		text = " 文件或月份改过了，按回车重新读取。"
	}
	style := s.d.Theme.Strong()
	if p.Refused() > 0 {
		style = s.d.Theme.Warning()
	}
	return style.Render(widget.Cut(text, s.w))
}
