package voucher

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

// simple is the form of a template: amounts and a few choices, no 借 and 贷.
type simple struct {
	d        *desk.Desk
	facts    *facts
	t        ledger.Template
	form     *widget.Form
	day      *widget.Day
	amounts  map[string]*widget.Amount
	offered  map[string]string    // what an amount was offered as
	accounts map[int]*widget.Pick // by template line
	summary  *widget.Input
	payee    *widget.Input
	papers   *widget.Input
	nopaper  *widget.Input
	special  *widget.Check // nil: not asked
	lines    []ledger.Line // as they will be booked, for the preview
	w, h     int
}

const (
	dayWidth    = 12
	amountWidth = 18
	payeeLimit  = 60
	textLimit   = 80
)

func newSimple(d *desk.Desk, f *facts, t ledger.Template) *simple {
	s := &simple{d: d, facts: f, t: t, amounts: map[string]*widget.Amount{}, offered: map[string]string{}, accounts: map[int]*widget.Pick{}, w: 80, h: 20}
	s.day = newDay(d)
	s.day.SetDay(f.day)
	s.papers = &widget.Input{Fold: true, Fresh: true, Limit: 4}
	s.summary = &widget.Input{Fresh: true, Limit: textLimit, Suggest: f.summaries(t.Summary)}
	s.summary.SetText(t.Summary)
	s.payee = &widget.Input{Limit: payeeLimit, Suggest: f.payees}
	s.nopaper = &widget.Input{Limit: textLimit, Suggest: noPaperReasons, Hint: "没有附件时写原因，如：银行自动扣费"}
	if t.AsksRestricted() {
		s.special = widget.NewCheck("用专项资金（上级专项补助、专款专用的钱）", false)
	}
	s.form = widget.NewForm(d.Theme, s.items()...)
	s.form.Focus(amountField(t.Asks[0].Key))
	s.refresh()
	return s
}

func newDay(d *desk.Desk) *widget.Day {
	return widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, d.Today()) })
}

// noPaperReasons offers what may stand in place of an attachment.
func noPaperReasons(text string) []string {
	return offer(text, func(yield func(string) bool) {
		for _, s := range []string{"银行自动扣费，无单据", "更正凭证，见原凭证", "单据随后补", "内部转账"} {
			if !yield(s) {
				return
			}
		}
	})
}

func amountField(key string) string { return "amount-" + key }
func accountField(i int) string     { return fmt.Sprintf("account-%d", i) }

// items lays the fields out: what changes from receipt to receipt comes first,
// so that the next of the same kind needs few keys.
func (s *simple) items() []widget.Item {
	items := []widget.Item{{Name: "day", Label: "日期", Field: s.day, Width: dayWidth, Help: "5 本月5日，0105 1月5日，今天，+ - 前后一天"}}
	for i, a := range s.t.Asks {
		f := widget.NewAmount()
		s.amounts[a.Key] = f
		it := widget.Item{Name: amountField(a.Key), Label: a.Label, Field: f, Width: amountWidth, Help: "可以写算式，如 12*3.5"}
		if i == 0 {
			it.Left = s.offer
		}
		items = append(items, it)
	}
	items = append(items, widget.Item{Name: "papers", Label: "附件张数", Field: s.papers, Width: 6, Same: len(s.t.Asks) == 1, Help: "纸质单据有几张；没有就空着"})
	last, _ := s.facts.lastOf(s.t.ID)
	for i, l := range s.t.Lines {
		choices := l.Choices(s.facts.chart)
		if len(choices) < 2 {
			continue
		}
		p := widget.NewPick(orWord(l.Label, "科目"), accountOptions(s.facts.chart, choices))
		if c := usual(l, choices, last); c != "" {
			p.SetText(string(c))
		}
		s.accounts[i] = p
		items = append(items, widget.Item{Name: accountField(i), Label: orWord(l.Label, "科目"), Field: p, Width: 40, Help: "输入名称、编号或拼音首字母，F7 看全部"})
	}
	items = append(items,
		widget.Item{Name: "payee", Label: "对方", Field: s.payee, Width: 46, Help: "收款或付款的人、单位；可不填，F7 看用过的"},
		widget.Item{Name: "summary", Label: "摘要", Field: s.summary, Width: 60, Help: "这笔钱是做什么的；F7 看用过的"},
		widget.Item{Name: "nopaper", Label: "无附件", Field: s.nopaper, Width: 46, Hide: func() bool { return s.paperCount() > 0 }, Help: "没有附件又不会再补的，写明原因"})
	if s.special != nil {
		items = append(items, widget.Item{Name: "special", Label: "专项", Field: s.special, Width: 46, Help: "按空格勾选"})
	}
	return items
}

// usual is the account that stands in the field at first: for money the one
// used last, or the bank; what the money was for is asked each time.
func usual(l ledger.TemplateLine, choices []ledger.Account, last ledger.Voucher) ledger.Code {
	if !choices[0].Code.Under("101") && !choices[0].Code.Under("102") {
		return ""
	}
	for _, line := range last.Lines {
		for _, c := range choices {
			if c.Code == line.Account && (line.Debit != 0) == l.Debit {
				return c.Code
			}
		}
	}
	return choices[0].Code
}

func orWord(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// offer fills in amounts that follow from the first one, until they are
// changed by hand.
func (s *simple) offer() {
	first, ok := s.amounts[s.t.Asks[0].Key].Money()
	if !ok {
		return
	}
	for _, a := range s.t.Asks[1:] {
		f := s.amounts[a.Key]
		if m := s.t.Offer(a.Key, first, s.facts.unit); m != 0 && (f.Text() == "" || f.Text() == s.offered[a.Key]) {
			f.SetMoney(m)
			s.offered[a.Key] = f.Text()
		}
	}
}

func (s *simple) paperCount() int {
	n, err := strconv.Atoi(strings.TrimSpace(s.papers.Text()))
	if err != nil {
		return 0
	}
	return n
}

func (s *simple) update(msg tea.Msg) bool {
	before := s.summary.Text()
	out := s.form.Update(msg)
	if s.summary.Text() != before {
		s.summary.Fresh = false // only what was offered is replaced by typing
	}
	s.refresh()
	return out == widget.Used
}

func (s *simple) capturing() bool { return s.form.Capturing() }

func (s *simple) answers() ledger.Answers {
	in := ledger.Answers{Summary: strings.TrimSpace(s.summary.Text()), Amounts: map[string]ledger.Money{}, Accounts: map[int]ledger.Code{}}
	for key, f := range s.amounts {
		in.Amounts[key], _ = f.Money()
	}
	for i, p := range s.accounts {
		in.Accounts[i] = ledger.Code(p.Key())
	}
	in.Restricted = s.special != nil && s.special.On
	return in
}

// refresh works out the lines for the preview.
func (s *simple) refresh() { s.lines, _ = s.t.Build(s.facts.chart, s.answers()) }

// voucher settles the fields and builds the voucher.
func (s *simple) voucher() (ledger.Voucher, ledger.Problems) {
	ps := ledger.Problems(s.form.Settle())
	s.refresh()
	v := ledger.Voucher{Template: s.t.ID, Payee: strings.TrimSpace(s.payee.Text()), Papers: s.paperCount()}
	if v.Papers == 0 {
		v.NoPaper = strings.TrimSpace(s.nopaper.Text())
	}
	v.Day, _ = s.day.Day()
	if strings.TrimSpace(s.day.Text()) == "" {
		ps.Add("day", "", ledger.CodeRequired, "请填写日期。")
	}
	if p := paperProblem(s.papers.Text()); p != "" {
		ps.Add("papers", "", ledger.CodeBadValue, "%s", p)
	}
	lines, more := s.t.Build(s.facts.chart, s.answers())
	v.Lines = lines
	for _, p := range more {
		if !has(ps, p.Field) {
			p.Subject = ""
			ps = append(ps, p)
		}
	}
	return v, ps
}

// skeleton are the template's lines without amounts, for the full form.
func (s *simple) skeleton() []ledger.Line {
	in := s.answers()
	var out []ledger.Line
	for i, l := range s.t.Lines {
		code := in.Accounts[i]
		if choices := l.Choices(s.facts.chart); len(choices) == 1 {
			code = choices[0].Code
		}
		out = append(out, ledger.Line{Summary: in.Summary, Account: code})
	}
	return out
}

// paperProblem says what is wrong with a number of attachments.
func paperProblem(text string) string {
	text = strings.TrimSpace(text)
	if n, err := strconv.Atoi(text); text != "" && (err != nil || n < 0) {
		return "附件张数要填数字，例如 2；没有就空着。"
	}
	return ""
}

func has(ps []ledger.Problem, field string) bool {
	for _, p := range ps {
		if p.Field == field {
			return true
		}
	}
	return false
}

// show puts problems at their fields; those that name a line of the voucher
// belong to no field here.
func (s *simple) show(ps []ledger.Problem) { s.form.SetProblems(ps) }

func (s *simple) values() map[string]string { return s.form.Values() }

func (s *simple) setValues(v map[string]string) {
	s.form.SetValues(v)
	s.refresh()
}

// again empties what the next receipt of the kind has anew; day, accounts and
// summary stay.
func (s *simple) again(day ledger.Day) {
	for key, f := range s.amounts {
		f.SetText("")
		delete(s.offered, key)
	}
	s.papers.SetText("")
	s.payee.SetText("")
	s.nopaper.SetText("")
	s.summary.Fresh = true
	if s.special != nil {
		s.special.On = false // a mark that is easily overlooked is set anew each time
	}
	s.day.SetDay(day)
	s.form.SetProblems(nil)
	s.form.Focus(amountField(s.t.Asks[0].Key))
	s.refresh()
}

func (s *simple) keys() []screen.Binding { return s.form.Bindings() }
func (s *simple) status() string         { return s.form.Help() }
