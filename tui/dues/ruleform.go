package dues

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// ruleForm is one rule being filled in, with a trial sum beside it.
type ruleForm struct {
	d         *desk.Desk
	form      *widget.Form
	stamp     ledger.Stamp
	busy      bool
	clean     map[string]string
	from      *widget.Month
	rate      *rateField
	grade     *widget.Check
	floor     *widget.Check
	round     *widget.Choice
	base      *widget.Input
	every     *widget.Choice
	classes   []classLine
	tryPost   *widget.Amount
	tryGrade  *widget.Amount
	w, h      int
	formLines int
}

// classLine is how one class of members pays.
type classLine struct {
	class string
	how   *widget.Choice
	value *widget.Input
}

// The ways a class may pay.
const (
	asDefault = "default"
	ownRate   = "rate"
	fixedSum  = "fixed"
	freeOf    = "free"
)

func newRuleForm(d *desk.Desk, rule ledger.DuesRule, classes []string) *ruleForm {
	f := &ruleForm{d: d, stamp: d.Stamp(), from: widget.NewMonth(d.Today().Month()), rate: &rateField{widget.Input{Fold: true, Fresh: true, Limit: 12}},
		grade: widget.NewCheck("薪级工资也算在基数里", rule.Grade), floor: widget.NewCheck("基数里不到 10 元的尾数去掉", rule.Floor10),
		base: &widget.Input{Fold: true, Limit: 2, Hint: "当月"}, tryPost: widget.NewAmount(), tryGrade: widget.NewAmount()}
	f.round = widget.NewChoice(widget.Option{Key: "1", Text: "分"}, widget.Option{Key: "5", Text: "5分"}, widget.Option{Key: "10", Text: "角"}, widget.Option{Key: "100", Text: "元"})
	f.every = widget.NewChoice(widget.Option{Key: "1", Text: "按月"}, widget.Option{Key: "6", Text: "半年"}, widget.Option{Key: "12", Text: "全年"})
	items := []widget.Item{
		{Name: "from", Label: "自哪个月起", Width: 10, Field: f.from, Help: "从这个月起照这份标准；按 + - 换月份"},
		{Name: "rate", Label: "会费比例", Width: 10, Field: f.rate, Help: "写 0.5% 或 0.005；没有另定的身份都按它"},
		{Name: "grade", Label: "", Width: 26, Field: f.grade, Same: true, Help: "空格勾选"},
		{Name: "floor", Label: "尾数", Width: 30, Field: f.floor, Help: "空格勾选；例如 5,234 元按 5,230 元算"},
		{Name: "round", Label: "四舍五入到", Width: 22, Field: f.round, Help: "空格换一种"},
		{Name: "every", Label: "收缴周期", Width: 22, Field: f.every, Help: "半年、全年：一次核定整段的月份"},
		{Name: "base", Label: "基数月份", Width: 6, Same: true, Field: f.base, Help: "空着：按当月工资；填 11：按最近一个 11 月的工资"},
	}
	for _, c := range classes {
		line := newClassLine(c, rule.Rates)
		f.classes = append(f.classes, line)
		items = append(items,
			widget.Item{Name: "how-" + c, Label: c, Width: 34, Field: line.how, Help: "空格换一种：按上面的比例、另定比例、每月定额、免缴"},
			widget.Item{Name: "rate-" + c, Label: "", Width: 16, Same: true, Field: line.value, Hide: func() bool { return line.how.Text() == asDefault },
				Help: "另定比例写 0.25%，定额写每月多少元，免缴写原因"})
	}
	items = append(items, widget.Item{Name: "tryPost", Label: "试算：岗位", Width: 12, Field: f.tryPost, Help: "填一个工资，看会费是多少；不会保存"},
		widget.Item{Name: "tryGrade", Label: "薪级", Width: 12, Same: true, Field: f.tryGrade, Help: "填一个工资，看会费是多少；不会保存"})
	f.from.SetMonth(rule.From)
	f.rate.SetText(percent(rule.Default))
	f.round.SetText(strconv.FormatInt(int64(rule.Round), 10))
	f.every.SetText(strconv.Itoa(rule.Every))
	if rule.Base > 0 {
		f.base.SetText(strconv.Itoa(rule.Base))
	}
	f.tryPost.SetMoney(5234_00)
	f.form = widget.NewForm(d.Theme, items...)
	f.clean = f.values()
	return f
}

func newClassLine(class string, rates []ledger.ClassRate) classLine {
	l := classLine{class: class, value: &widget.Input{Limit: 40}, how: widget.NewChoice(widget.Option{Key: asDefault, Text: "同上"},
		widget.Option{Key: ownRate, Text: "另定"}, widget.Option{Key: fixedSum, Text: "定额"}, widget.Option{Key: freeOf, Text: "免缴"})}
	for _, r := range rates {
		if string(r.Class) != class {
			continue
		}
		switch {
		case r.Free != "":
			l.how.SetText(freeOf)
			l.value.SetText(r.Free)
		case r.Fixed != 0:
			l.how.SetText(fixedSum)
			l.value.SetText(r.Fixed.Grouped())
		default:
			l.how.SetText(ownRate)
			l.value.SetText(percent(r.Rate))
		}
	}
	return l
}

// values are what the form would save; the trial sum is none of it.
func (f *ruleForm) values() map[string]string {
	v := f.form.Values()
	delete(v, "tryPost")
	delete(v, "tryGrade")
	return v
}

func (f *ruleForm) touched() bool { return !maps.Equal(f.values(), f.clean) }

func (f *ruleForm) resize(w, h int) {
	f.w, f.h = w, h
	f.formLines = max(6, h-2-min(4, len(f.classes)))
	f.form.Resize(w, f.formLines)
}

// rule settles the form and reads the rule from it.
func (f *ruleForm) rule() (ledger.DuesRule, []ledger.Problem) {
	ps := ledger.Problems(f.form.Settle())
	rule := f.read(&ps)
	return rule, ps
}

// read is the rule as typed so far.
func (f *ruleForm) read(ps *ledger.Problems) ledger.DuesRule {
	r := ledger.DuesRule{Grade: f.grade.On, Floor10: f.floor.On}
	var ok bool
	if r.From, ok = f.from.Month(); !ok {
		ps.Add("from", "", ledger.CodeRequired, "请填写从哪个月起，例如 2026-05。")
	}
	var wrong string
	if r.Default, wrong = readRate(f.rate.Text()); wrong != "" {
		ps.Add("rate", "", ledger.CodeBadValue, "%s", wrong)
	}
	n, _ := strconv.Atoi(f.round.Text())
	r.Round = ledger.Money(n)
	r.Every, _ = strconv.Atoi(f.every.Text())
	if s := strings.TrimSuffix(strings.TrimSpace(f.base.Text()), "月"); s != "" {
		n, err := strconv.Atoi(s)
		if r.Base = n; err != nil || n < 1 || n > 12 {
			r.Base = 0
			ps.Add("base", "", ledger.CodeBadValue, "基数月份填 1 到 12，或者空着表示当月。")
		}
	}
	for _, c := range f.classes {
		if rate, ok := c.read(ps); ok {
			r.Rates = append(r.Rates, rate)
		}
	}
	return r
}

// read is how the class pays; false when it pays as all do.
func (c classLine) read(ps *ledger.Problems) (ledger.ClassRate, bool) {
	r := ledger.ClassRate{Class: ledger.MemberClass(c.class)}
	name, text := "rate-"+c.class, strings.TrimSpace(c.value.Text())
	switch c.how.Text() {
	case ownRate:
		rate, wrong := readRate(text)
		if r.Rate = rate; wrong != "" {
			ps.Add(name, "", ledger.CodeBadValue, "%s", wrong)
		}
	case fixedSum:
		m, err := ledger.EvalMoney(text)
		if r.Fixed = m; err != nil || m <= 0 {
			ps.Add(name, "", ledger.CodeBadAmount, "请填每月定额，例如 1.00。")
		}
	case freeOf:
		if r.Free = text; text == "" {
			ps.Add(name, "", ledger.CodeRequired, "请写明为什么免缴，例如：退休会员免缴。")
		}
	default:
		return r, false
	}
	return r, true
}

// trial is the sum of the wage typed in, for each class.
func (f *ruleForm) trial() []string {
	var wrong ledger.Problems
	rule := f.read(&wrong)
	if len(wrong) > 0 {
		return []string{"试算：先把标准填对。"}
	}
	post, _ := f.tryPost.Money()
	grade, _ := f.tryGrade.Money()
	var out []string
	for _, c := range f.classes {
		m := ledger.Member{Spells: []ledger.Spell{{From: 19000101}}, Stands: []ledger.Stand{{From: 190001, Class: ledger.MemberClass(c.class)}},
			Wages: []ledger.Wage{{From: 190001, Post: post, Grade: grade}}}
		w := rule.Reckon(&m, max(rule.From, 190101))
		line := widget.Pad(c.class, 8) + w.Text()
		if n := rule.Every; n > 1 && w.Due > 0 {
			line += fmt.Sprintf("，%d 个月 %s", n, (w.Due * ledger.Money(n)).Grouped())
		}
		out = append(out, line)
	}
	return out
}

func (f *ruleForm) view() screen.Frame {
	out := screen.Frame{Lines: f.form.View(), Cursor: f.form.Cursor(), Status: f.form.Help()}
	if len(out.Lines) > f.formLines {
		out.Lines = out.Lines[:f.formLines]
	}
	for len(out.Lines) < f.formLines {
		out.Lines = append(out.Lines, "")
	}
	out.Lines = append(out.Lines, f.d.Theme.Head().Render(widget.Pad(" 每月会费试算", f.w)))
	for _, l := range f.trial() {
		if len(out.Lines) < f.h {
			out.Lines = append(out.Lines, widget.Cut("  "+l, f.w))
		}
	}
	return out
}
