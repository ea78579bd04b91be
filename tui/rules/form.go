package rules

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Form is one row of the table being filled in.
type Form struct {
	d      *desk.Desk
	id     string
	old    ledger.Rule
	rows   []ledger.Rule
	form   *widget.Form
	stamp  ledger.Stamp
	clean  map[string]string
	writes bool
	loaded bool
	busy   bool
	w, h   int
}

// NewForm makes the screen.
func NewForm(d *desk.Desk, r screen.RuleForm) screen.Screen {
	s := &Form{d: d, id: r.ID, stamp: d.Stamp(), w: 80, h: 21}
	s.build()
	return s
}

func options[T interface {
	~string
	Chinese() string
}](all []T) []widget.Option {
	var out []widget.Option
	for _, x := range all {
		out = append(out, widget.Option{Key: string(x), Text: x.Chinese()})
	}
	return out
}

// among finds options by their words.
func among(all []widget.Option) func(string) []widget.Option {
	return func(q string) []widget.Option {
		var out []widget.Option
		for _, o := range all {
			if strings.Contains(o.Text, q) || strings.Contains(o.Key, strings.ToLower(q)) {
				out = append(out, o)
			}
		}
		return out
	}
}

func (s *Form) build() {
	day := func() *widget.Day {
		return widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, s.d.Today()) })
	}
	text := func(limit int, hint string) *widget.Input { return &widget.Input{Limit: limit, Hint: hint} }
	confidence := widget.NewChoice(widget.Option{Key: "A", Text: "A 全文"}, widget.Option{Key: "B", Text: "B 摘录"}, widget.Option{Key: "B/C", Text: "B/C"},
		widget.Option{Key: "C", Text: "C 转载"}, widget.Option{Key: "G", Text: "G 未核实"}, widget.Option{Key: "", Text: "不注明"})
	var name widget.Field = text(40, "例如 本会-节日-2026")
	if s.id != "" {
		name = widget.NewFixed(s.id)
	}
	s.form = widget.NewForm(s.d.Theme,
		widget.Item{Name: "id", Label: "编号", Width: 28, Field: name, Help: "自己起一个名字，以后靠它找到这条标准"},
		widget.Item{Name: "region", Label: "地区", Width: 16, Same: true, Field: text(20, "本会"), Help: "省、市；空着就是本会自己的规定"},
		widget.Item{Name: "subject", Label: "对象", Width: 28, Field: widget.NewPick("对象", among(options(ledger.Subjects()))), Help: "管什么：打字查找，F7 看全部"},
		widget.Item{Name: "measure", Label: "口径", Width: 16, Same: true, Field: widget.NewPick("口径", among(options(ledger.Measures()))), Help: "按什么算：每人每年、每人每次……"},
		widget.Item{Name: "limit", Label: "上限", Width: 14, Field: &widget.Input{Limit: 20, Fold: true, Hint: "没有"}, Help: "元、次数或比例：1600、4、2/3、50%；只管形式就空着"},
		widget.Item{Name: "severity", Label: "级别", Width: 26, Same: true, Field: widget.NewChoice(options(ledger.Severities())...), Help: "禁止：办不成；警告：要理由和第二责任人；提示：只显示"},
		widget.Item{Name: "form", Label: "形式", Width: 28, Field: text(40, "不限"), Help: "只许这些形式，用顿号隔开：实物、券、转账、现金"},
		widget.Item{Name: "evidence", Label: "证明材料", Width: 28, Field: text(100, "不要求"), Help: "用顿号隔开，例如 结婚证、户口本"},
		widget.Item{Name: "only", Label: "只管事由", Width: 28, Field: text(80, "不限"), Help: "只管其中几个事由时写：春节、中秋"},
		widget.Item{Name: "from", Label: "生效日期", Width: 12, Field: day(), Help: "从哪天起；改成以后的日期，可以让旧标准到前一天为止"},
		widget.Item{Name: "to", Label: "失效日期", Width: 12, Same: true, Field: day(), Help: "到哪天为止；一直有效就空着"},
		widget.Item{Name: "basis", Label: "依据", Field: text(200, "文件名、文号，或委员会决定"), Help: "提醒时会显示这一句"},
		widget.Item{Name: "source", Label: "来源", Field: text(200, ""), Help: "从哪里看到的：网址、文件"},
		widget.Item{Name: "confidence", Label: "可信度", Field: confidence, Help: "空格换一种"},
		widget.Item{Name: "on", Label: "", Field: widget.NewCheck("启用这一条", true), Help: "空格打勾；不打勾就不检查"})
	s.form.Y = 1
	s.form.SetValues(map[string]string{"severity": string(ledger.SevWarn), "from": s.d.Today().String(), "confidence": "A"})
	s.clean = s.form.Values()
}

type (
	rowsRead struct {
		rows   []ledger.Rule
		writes bool
	}
	saved struct {
		title string
		err   error
	}
	howChosen struct{ i int }
	leave     struct{ yes bool }
)

// Init reads the row.
func (s *Form) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg { return rowsRead{r.Rules(), s.d.CanWrite(r)} })
}

func (s *Form) read(m rowsRead) {
	s.rows, s.writes = m.rows, m.writes
	if s.loaded {
		return
	}
	s.loaded = true
	x, ok := ledger.RuleByID(m.rows, s.id)
	if !ok {
		return
	}
	s.old = x
	on := ""
	if x.On {
		on = "1"
	}
	var only []string
	for _, id := range strings.Fields(x.Only) {
		if o, ok := ledger.OccasionOf(ledger.Practice{}, id); ok {
			id = o.Name
		}
		only = append(only, id)
	}
	s.form.SetValues(map[string]string{"region": x.Region, "subject": string(x.Subject), "measure": string(x.Measure), "limit": x.Limit, "severity": string(x.Severity),
		"form": ledger.FormsText(x.Form), "evidence": strings.Join(x.Evidence, "、"), "only": strings.Join(only, "、"), "from": x.From.String(), "to": x.To.String(),
		"basis": x.Basis, "source": x.Source, "confidence": x.Confidence, "on": on})
	for name, o := range map[string]widget.Option{"subject": {Key: string(x.Subject), Text: x.Subject.Chinese()}, "measure": {Key: string(x.Measure), Text: x.Measure.Chinese()}} {
		if p, ok := s.form.Field(name).(*widget.Pick); ok {
			p.Set(o)
		}
	}
	s.clean = s.form.Values()
}

// typed is the row as the form has it.
func (s *Form) typed() (ledger.Rule, []ledger.Problem) {
	ps := ledger.Problems(s.form.Settle())
	v := s.form.Values()
	x := s.old
	x.ID = s.id
	if s.id == "" {
		x.ID = strings.TrimSpace(v["id"])
	}
	x.Region, x.Subject, x.Measure, x.Limit = v["region"], ledger.Subject(v["subject"]), ledger.Measure(v["measure"]), strings.TrimSpace(v["limit"])
	x.Severity, x.Form, x.Basis, x.Source, x.Confidence, x.On = ledger.Severity(v["severity"]), v["form"], v["basis"], v["source"], v["confidence"], v["on"] != ""
	x.From, _ = ledger.ParseDay(v["from"])
	x.To = 0
	if v["to"] != "" {
		x.To, _ = ledger.ParseDay(v["to"])
	}
	parts := func(t string) []string {
		return strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("、,，;； ", r) })
	}
	x.Evidence, x.Only = parts(v["evidence"]), ""
	for _, w := range parts(v["only"]) {
		o, ok := ledger.OccasionOf(ledger.Practice{}, w)
		if !ok && !strings.HasPrefix(w, "local-") {
			ps.Add("only", "", ledger.CodeUnknown, "没有“%s”这个事由。", w)
			continue
		}
		if ok {
			w = o.ID
		}
		x.Only = strings.TrimSpace(x.Only + " " + w)
	}
	if _, ok := ledger.RuleByID(s.rows, x.ID); ok && s.id == "" {
		ps.Add("id", "", ledger.CodeExists, "编号“%s”已经有了，请换一个，或打开那一条来改。", x.ID)
	}
	if len(ps) == 0 {
		var more []ledger.Problem
		x, more = ledger.CheckRule(x)
		ps = append(ps, more...)
	}
	return x, ps
}

func (s *Form) save() screen.Action {
	if s.busy || !s.writes {
		return nil
	}
	x, ps := s.typed()
	if len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	if s.id != "" && s.old.On && x.On && x.From > s.old.From {
		return screen.Ask{Title: "从 " + x.From.String() + " 起换新标准？", Lines: []string{"生效日期改晚了。" + s.old.From.String() + " 到前一天还按旧标准检查吗？"},
			Choices: []string{"旧标准到前一天止，新标准另立一条", "只更正这一条（旧日期不再检查）", "回去接着改"}, Then: func(i int) tea.Msg { return howChosen{i} }}
	}
	return s.write(x)
}

func (s *Form) write(rules ...ledger.Rule) screen.Action {
	s.busy = true
	warn := ""
	if w := ledger.RuleWarnings(s.rows, rules); len(w) > 0 {
		warn = " 请注意：" + w[0]
	}
	done := func(r ledger.Receipt, err error) tea.Msg { return saved{r.Title + "。" + warn, err} }
	if len(rules) == 1 {
		return s.d.Do(ledger.SaveRule{Rule: rules[0]}, s.stamp, done)
	}
	return s.d.Do(ledger.ImportRules{Rules: rules}, s.stamp, done)
}

// renew ends the old row the day before and begins a new one.
func (s *Form) renew(i int) screen.Action {
	x, ps := s.typed()
	if len(ps) > 0 || i < 0 || i > 1 {
		return nil
	}
	if i == 1 {
		return s.write(x)
	}
	old := s.old
	old.To = x.From.Add(-1)
	x.ID = s.id + "-" + strings.ReplaceAll(x.From.String(), "-", "")
	return s.write(old, x)
}

// Update takes a message.
func (s *Form) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case rowsRead:
		s.read(m)
		return nil, nil
	case saved:
		s.busy = false
		if m.err != nil {
			if ps := desk.Problems(m.err); len(ps) > 0 {
				s.form.SetProblems(ps)
			}
			return desk.Bad(m.err), nil
		}
		return screen.Many{screen.Notice{Text: m.title}, screen.Back{}}, nil
	case howChosen:
		return s.renew(m.i), nil
	case leave:
		if m.yes {
			return screen.Back{}, nil
		}
		return nil, nil
	case screen.Shown:
		return nil, s.Init()
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	return formKeys(s.form, msg, s.save, func() bool { return differs(s.form, s.clean) }), nil
}

// formKeys gives a message to a form and takes the keys around it.
func formKeys(f *widget.Form, msg tea.Msg, save func() screen.Action, touched func() bool) screen.Action {
	if k, ok := msg.(tea.KeyPressMsg); ok && (k.String() == "f8" || k.String() == "ctrl+s") {
		return save()
	}
	switch f.Update(msg) {
	case widget.Used:
		return nil
	case widget.Submit:
		return save()
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		if !touched() {
			return screen.Back{}
		}
		return screen.Ask{Title: "还没有保存", Lines: []string{"改动的内容还没有保存。"}, Choices: []string{"回去接着改", "不保存，离开"}, Then: func(i int) tea.Msg { return leave{i == 1} }}
	}
	return nil
}

// differs reports whether anything was typed.
func differs(f *widget.Form, clean map[string]string) bool {
	for k, v := range f.Values() {
		if clean[k] != v {
			return true
		}
	}
	return false
}

// Title names the page.
func (s *Form) Title() string {
	if s.id == "" {
		return "新标准"
	}
	return "标准 " + s.id
}

// Capturing reports that letters are typed.
func (s *Form) Capturing() bool { return s.form.Capturing() }

// Resize gives the room.
func (s *Form) Resize(w, h int) {
	s.w, s.h = w, h
	s.form.Resize(min(w, 100), max(4, h-4))
}

// Bindings are the keys of the page.
func (s *Form) Bindings() []screen.Binding {
	return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: barred(s.loaded, s.writes, s.busy)}, {Keys: []string{"esc"}, Label: "返回"}}, s.form.Bindings()...)
}

// barred says why nothing can be saved now.
func barred(loaded, writes, busy bool) string {
	switch {
	case !loaded:
		return "正在读取，请稍候。"
	case busy:
		return "正在保存，请稍候。"
	case !writes:
		return "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
	}
	return ""
}

// View draws the page.
func (s *Form) View() screen.Frame {
	out := append([]string{""}, s.form.View()...)
	for len(out) < s.h-2 {
		out = append(out, "")
	}
	text := "保存后多一个版本；办过的慰问和活动仍按当时的标准看。"
	if s.old.Version > 0 && s.old.Row == 0 {
		text = "这是预置的标准，还没有启用。打勾“启用这一条”再保存，就只启用它。"
	}
	for _, l := range widget.Wrap(text, s.w-4)[:1] {
		out = append(out, s.d.Theme.Muted().Render("  "+l))
	}
	return screen.Frame{Lines: out[:min(len(out), s.h)], Cursor: s.form.Cursor(), Status: s.form.Help()}
}
