package rules

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// localRows is how many local festivals the form takes.
const localRows = 4

// Practice is the form of what the rules leave to the union.
type Practice struct {
	d      *desk.Desk
	old    ledger.Practice
	form   *widget.Form
	stamp  ledger.Stamp
	clean  map[string]string
	chart  []ledger.Account
	writes bool
	loaded bool
	busy   bool
	w, h   int
}

// NewPractice makes the screen.
func NewPractice(d *desk.Desk, _ screen.Practice) screen.Screen {
	s := &Practice{d: d, stamp: d.Stamp(), w: 80, h: 21}
	costing := widget.NewChoice(widget.Option{Key: "average", Text: "加权平均"}, widget.Option{Key: "fifo", Text: "先进先出"})
	items := []widget.Item{
		{Name: "region", Label: "所在地区", Width: 16, Field: &widget.Input{Limit: 20}, Help: "启用一个地区的标准时会自动填上"},
		{Name: "hospital", Label: "住院慰问科目", Width: 30, Same: true, Field: widget.NewPick("科目", s.accounts), Help: "住院慰问记在哪个科目：常见 50105，也有 50404"},
		{Name: "leap", Label: "农历生日", Field: widget.NewCheck("生在闰月的，有同一个闰月的年份过闰月", false), Help: "空格打勾；不打勾一律过平月"},
		{Name: "costing", Label: "库存计价", Width: 26, Field: costing, Help: "物品出库按什么价"},
		{Name: "spare", Label: "签领表空行", Width: 6, Same: true, Field: &widget.Input{Limit: 2, Fold: true, Hint: "0"}, Help: "签领表末尾留几个空行，0 到 50"},
		{Name: "places", Label: "不去的地方", Field: &widget.Input{Limit: 400, Hint: "没有名单"}, Help: "春秋游不去的景区，用顿号隔开；没有就空着"},
		{Name: "banned", Label: "不支付的用途", Field: &widget.Input{Limit: 400, Hint: "没有"}, Help: "名称或物品里有这些词就提醒，例如 购物卡、健身卡"},
		{Label: "地方节日（自治区政府或以上批准的，发慰问按年节算）"},
	}
	for i := range localRows {
		items = append(items, widget.Item{Name: fmt.Sprintf("name%d", i), Label: "名称", Width: 14, Field: &widget.Input{Limit: 12, Hint: "例如 三月三"}, Help: "空着就是没有；清空就是去掉"},
			widget.Item{Name: fmt.Sprintf("date%d", i), Label: "日期", Width: 12, Same: true, Field: &widget.Input{Limit: 12, Fold: true, Hint: "农历3-3"}, Help: "公历写 4-15，农历写 农历3-3"},
			widget.Item{Name: fmt.Sprintf("basis%d", i), Label: "依据", Same: true, Field: &widget.Input{Limit: 80}, Help: "哪个文件批准的"})
	}
	s.form = widget.NewForm(d.Theme, items...)
	s.form.Y = 1
	return s
}

// accounts offers the leaves of spending.
func (s *Practice) accounts(q string) []widget.Option {
	var out []widget.Option
	for _, a := range s.chart {
		if a.Code.Under("5") && ledger.IsLeaf(s.chart, a.Code) && !a.Off && strings.Contains(a.Title(), q) {
			out = append(out, widget.Option{Key: string(a.Code), Text: a.Title()})
		}
	}
	return out
}

type practiceRead struct {
	practice ledger.Practice
	chart    []ledger.Account
	writes   bool
}

// Init reads the choices.
func (s *Practice) Init() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg { return practiceRead{r.Practice(), r.Chart(), s.d.CanWrite(r)} })
}

func (s *Practice) read(m practiceRead) {
	s.chart, s.writes = m.chart, m.writes
	if s.loaded {
		return
	}
	s.loaded, s.old = true, m.practice
	x := m.practice
	leap, spare := "", ""
	if x.LeapMonth {
		leap = "1"
	}
	if x.SpareRows > 0 {
		spare = strconv.Itoa(x.SpareRows)
	}
	v := map[string]string{"region": x.Region, "leap": leap, "costing": x.Costing, "spare": spare, "places": strings.Join(x.Places, "、"), "banned": strings.Join(x.Banned, "、")}
	for i, f := range x.Festivals {
		if i < localRows {
			v[fmt.Sprintf("name%d", i)], v[fmt.Sprintf("basis%d", i)] = f.Name, f.Basis
			v[fmt.Sprintf("date%d", i)] = map[bool]string{true: "农历"}[f.Lunar] + fmt.Sprintf("%d-%d", f.Month, f.Dom)
		}
	}
	s.form.SetValues(v)
	if p, ok := s.form.Field("hospital").(*widget.Pick); ok {
		if o := s.accounts(string(x.HospitalAccount())); len(o) > 0 {
			p.Set(o[0])
		}
	}
	s.clean = s.form.Values()
}

// typed are the choices as the form has them.
func (s *Practice) typed() (ledger.Practice, []ledger.Problem) {
	ps := ledger.Problems(s.form.Settle())
	v := s.form.Values()
	parts := func(t string) (out []string) {
		for _, w := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
			if w = strings.TrimSpace(w); w != "" {
				out = append(out, w)
			}
		}
		return out
	}
	x := ledger.Practice{Region: strings.TrimSpace(v["region"]), Hospital: ledger.Code(v["hospital"]), LeapMonth: v["leap"] != "", Costing: v["costing"], Places: parts(v["places"]), Banned: parts(v["banned"])}
	if v["spare"] != "" {
		n, err := strconv.Atoi(v["spare"])
		if err != nil {
			ps.Add("spare", "", ledger.CodeBadValue, "空行数应是 0 到 50。")
		}
		x.SpareRows = n
	}
	for i := range localRows {
		name, date := strings.TrimSpace(v[fmt.Sprintf("name%d", i)]), strings.TrimSpace(v[fmt.Sprintf("date%d", i)])
		if name == "" && date == "" {
			continue
		}
		f := ledger.Festival{Name: name, Basis: v[fmt.Sprintf("basis%d", i)]}
		if i < len(s.old.Festivals) {
			f.ID = s.old.Festivals[i].ID
		}
		md, isLunar := strings.CutPrefix(date, "农历")
		m, d, ok := strings.Cut(strings.NewReplacer("月", "-", "日", "", "/", "-", ".", "-").Replace(md), "-")
		var err1, err2 error
		f.Month, err1 = strconv.Atoi(strings.TrimSpace(m))
		f.Dom, err2 = strconv.Atoi(strings.TrimSpace(d))
		if f.Lunar = isLunar; !ok || err1 != nil || err2 != nil {
			ps.Add(fmt.Sprintf("date%d", i), "", ledger.CodeBadDay, "“%s”不是月日；公历写 4-15，农历写 农历3-3。", ledger.Plain(date))
		}
		x.Festivals = append(x.Festivals, f)
	}
	x.Festivals = append(x.Festivals, s.old.Festivals[min(localRows, len(s.old.Festivals)):]...)
	return x, ps
}

func (s *Practice) save() screen.Action {
	if s.busy || !s.writes {
		return nil
	}
	x, ps := s.typed()
	if len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	s.busy = true
	return s.d.Do(ledger.SetPractice{Practice: x}, s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return saved{"慰问活动设置已保存。", err} })
}

// Update takes a message.
func (s *Practice) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case practiceRead:
		s.read(m)
		return nil, nil
	case saved:
		s.busy = false
		if m.err != nil {
			s.form.SetProblems(s.placed(desk.Problems(m.err)))
			return desk.Bad(m.err), nil
		}
		return screen.Many{screen.Notice{Text: m.title}, screen.Back{}}, nil
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
	return formKeys(s.form, msg, s.save, func() bool { return s.loaded && differs(s.form, s.clean) }), nil
}

// placed puts a problem about a festival to the line it is on.
func (s *Practice) placed(ps []ledger.Problem) []ledger.Problem {
	v := s.form.Values()
	for i := range ps {
		if ps[i].Field != "festivals" {
			continue
		}
		for n := range localRows {
			if strings.TrimSpace(v[fmt.Sprintf("name%d", n)]) == ps[i].Subject {
				ps[i].Field = fmt.Sprintf("name%d", n)
			}
		}
	}
	return ps
}

// Title names the page.
func (s *Practice) Title() string { return "慰问活动的做法" }

// Capturing reports that letters are typed.
func (s *Practice) Capturing() bool { return s.form.Capturing() }

// Resize gives the room.
func (s *Practice) Resize(w, h int) {
	s.w, s.h = w, h
	s.form.Resize(min(w, 100), max(4, h-2))
}

// Bindings are the keys of the page.
func (s *Practice) Bindings() []screen.Binding {
	return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Disabled: barred(s.loaded, s.writes, s.busy)}, {Keys: []string{"esc"}, Label: "返回"}}, s.form.Bindings()...)
}

// View draws the page.
func (s *Practice) View() screen.Frame {
	out := append([]string{""}, s.form.View()...)
	return screen.Frame{Lines: out[:min(len(out), s.h)], Cursor: s.form.Cursor(), Status: s.form.Help()}
}
