package member

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// What may happen to a membership.
const (
	stays    = "不变"
	moves    = "转出"
	quits    = "退会"
	dies     = "去世"
	retires  = "退休"
	rejoins  = "重新入会"
	takeBack = "撤销离会"
)

func choices(words ...string) []widget.Option {
	out := make([]widget.Option, len(words))
	for i, w := range words {
		out[i] = widget.Option{Key: w, Text: w}
	}
	return out
}

// build makes the fields; which there are depends on whether the member is in
// the register and belongs to the union now.
func (f *Form) build() {
	today := f.d.Today()
	day := func() *widget.Day {
		return widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, today) })
	}
	f.f = fields{
		no: &widget.Input{Limit: 20, Fold: true}, name: &widget.Input{Limit: 60}, phone: &widget.Input{Limit: 20, Fold: true}, note: &widget.Input{Limit: 100},
		sex: widget.NewChoice(widget.Option{Text: "未填"}, widget.Option{Key: "男", Text: "男"}, widget.Option{Key: "女", Text: "女"}),
		in:  widget.NewChoice(choices("入会", "转入")...), born: day(), joined: day(), moved: day(),
		post: widget.NewAmount(), grade: widget.NewAmount(), classFrom: widget.NewMonth(today.Month()), wageFrom: widget.NewMonth(today.Month()),
	}
	// A birth date is typed in full; 5 would be the fifth of this month.
	f.f.born.Parse = ledger.ParseDay
	f.f.group = widget.NewPick("小组", f.groupOptions)
	f.f.group.Free = true
	f.f.class = widget.NewPick("身份", f.classOptions)
	f.f.class.Free = true
	f.f.move = widget.NewChoice(f.moveOptions()...)
	f.form = widget.NewForm(f.d.Theme, f.items()...)
	f.form.Resize(f.w, f.formHeight())
}

func (f *Form) items() []widget.Item {
	isNew := f.old.ID == 0
	unmoved := func() bool { return f.f.move.Text() == stays }
	out := []widget.Item{
		{Name: "name", Label: "姓名", Width: 20, Field: f.f.name, Help: "同名的人按编号和小组分开"},
		{Name: "no", Label: "编号", Width: 12, Same: true, Field: f.f.no, Help: "空着就由程序编"},
		{Name: "group", Label: "工会小组", Width: 20, Field: f.f.group, Help: "按 F7 选；打新的名字就成为新的小组", Left: func() { spell(f.f.group, f.groupOptions) }},
		{Name: "sex", Label: "性别", Width: 16, Same: true, Field: f.f.sex},
		{Name: "born", Label: "出生日期", Width: 12, Field: f.f.born, Help: "例如 1985-06-01，可以空着"},
		{Name: "phone", Label: "手机", Width: 16, Same: true, Field: f.f.phone},
		{Name: "note", Label: "备注", Width: 40, Field: f.f.note},
		{Name: "joined", Label: "入会日期", Width: 12, Field: f.f.joined, Help: "可以写 5、0105、今天", Left: f.wageSince},
		{Name: "in", Label: "方式", Width: 14, Same: true, Field: f.f.in},
	}
	if !isNew {
		out = append(out,
			widget.Item{Name: "move", Label: "会籍变动", Width: 40, Field: f.f.move, Help: "空格换一种：转出、退会、去世、退休，或重新入会", Left: f.movedDay},
			widget.Item{Name: "moved", Label: "日期", Width: 12, Same: true, Field: f.f.moved, Hide: unmoved, Help: "离会当月仍要缴会费；退休从次月起"})
	}
	return append(out,
		widget.Item{Name: "class", Label: "身份", Width: 12, Field: f.f.class, Help: "身份决定会费比例；按 F7 选", Left: func() { spell(f.f.class, f.classOptions) }},
		widget.Item{Name: "classFrom", Label: "自", Width: 10, Same: true, Field: f.f.classFrom, Hide: func() bool { return isNew }, Help: "新的身份从哪个月起；按 + - 换月份"},
		widget.Item{Name: "wage", Label: "岗位工资", Width: 12, Field: f.f.post, Help: "会费的计算基数"},
		widget.Item{Name: "grade", Label: "薪级工资", Width: 12, Same: true, Field: f.f.grade},
		widget.Item{Name: "wageFrom", Label: "自", Width: 10, Same: true, Field: f.f.wageFrom, Help: "新的工资从哪个月起；按 + - 换月份"})
}

// spell takes pinyin for the choice it means: nobody calls a group "yuw".
func spell(p *widget.Pick, find func(string) []widget.Option) {
	q := p.Key()
	if q == "" || strings.Trim(strings.ToLower(q), "abcdefghijklmnopqrstuvwxyz") != "" {
		return
	}
	if found := find(q); len(found) > 0 {
		p.Set(found[0])
	}
}

// wageSince has a new member's wage hold since the joining, as far as the book
// reaches back.
func (f *Form) wageSince() {
	if d, ok := f.f.joined.Day(); ok && f.old.ID == 0 {
		f.f.wageFrom.SetMonth(max(d.Month(), f.start))
	}
}

// movedDay offers today once something is to happen.
func (f *Form) movedDay() {
	if f.f.move.Text() != stays && f.f.moved.Text() == "" {
		f.f.moved.SetDay(f.d.Today())
	}
}

func (f *Form) moveOptions() []widget.Option {
	if n := len(f.old.Spells); n > 0 && f.old.Spells[n-1].To != 0 {
		return choices(stays, rejoins, takeBack)
	}
	return choices(stays, moves, quits, dies, retires)
}

func (f *Form) groupOptions(q string) []widget.Option {
	var out []widget.Option
	for _, g := range f.groups {
		if q == "" || matches(g.Name, q) {
			out = append(out, widget.Option{Key: g.Name, Text: g.Name})
		}
	}
	return out
}

func (f *Form) classOptions(q string) []widget.Option {
	var out []widget.Option
	for _, c := range f.classes {
		if q == "" || matches(c, q) {
			out = append(out, widget.Option{Key: c, Text: c})
		}
	}
	return out
}

// fill puts the member's values into the fields.
func (f *Form) fill() {
	m, today := &f.old, f.d.Today()
	f.f.classFrom.SetMonth(today.Month())
	f.f.wageFrom.SetMonth(today.Month())
	f.f.class.SetText(string(ledger.Staff))
	f.f.joined.SetDay(today)
	if m.ID == 0 {
		return
	}
	f.f.no.SetText(m.No)
	f.f.name.SetText(m.Name)
	f.f.phone.SetText(m.Phone)
	f.f.note.SetText(m.Note)
	f.f.sex.SetText(m.Sex)
	f.f.group.SetText(m.Group)
	f.f.born.SetDay(m.Born)
	f.f.class.SetText(string(m.ClassIn(today.Month())))
	f.f.joined.SetDay(0)
	if n := len(m.Spells); n > 0 {
		f.f.joined.SetDay(m.Spells[n-1].From)
		f.f.in.SetText(m.Spells[n-1].In)
	}
	if w, ok := m.WageIn(today.Month()); ok {
		f.f.post.SetMoney(w.Post)
		f.f.grade.SetMoney(w.Grade)
	}
}

// lines are the form and what must be said beside it.
func (f *Form) lines() []string {
	out := f.form.View()
	if same := f.names[ledger.CleanName(f.f.name.Text())]; len(same) > 0 {
		var who []string
		for _, m := range same {
			who = append(who, strings.TrimSpace(m.No+" "+m.Group))
		}
		out = append(out, f.d.Theme.Warning().Render(widget.Cut(fmt.Sprintf("  名册里另有同名的：%s", strings.Join(who, "，")), f.w)))
	}
	return out
}
