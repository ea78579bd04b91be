package settings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// logFilter narrows the log. Empty conditions let everything through.
type logFilter struct {
	person   string
	from, to ledger.Day
	work     string // in the words of the table of who may do what
	thing    string // 2026-05-记-0017, 慰-12, a member's number or name
	text     string
}

func (f logFilter) empty() bool { return f == logFilter{} }

// words says the conditions to people.
func (f logFilter) words() string {
	var out []string
	for _, x := range []string{f.person, dayRange(f.from, f.to), f.work, f.thing, f.text} {
		if x != "" {
			out = append(out, x)
		}
	}
	return strings.Join(out, "，")
}

func dayRange(from, to ledger.Day) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case from == 0:
		return to.String() + " 以前"
	case to == 0:
		return from.String() + " 以来"
	}
	return from.String() + " 至 " + to.String()
}

// clockSlack is how many days a machine's clock may have been wrong: reading
// ends only where an entry is older than the range by that much.
const clockSlack = 31

// past reports that neither this entry nor any before it can be in the range.
func (f logFilter) past(e ledger.Entry) bool {
	return f.from != 0 && ledger.DayAt(e.Time) < f.from.Add(-clockSlack)
}

// matcher is the filter as a function; an error says that the thing asked for
// is not in the book.
func (f logFilter) matcher(r ledger.Reader) (func(ledger.Entry) bool, error) {
	var is func(ledger.Entry) bool
	if f.thing != "" {
		var err error
		if is, err = thingMatcher(r, f.thing); err != nil {
			return nil, err
		}
	}
	work := report.WorkWords()
	text := strings.ToLower(f.text)
	return func(e ledger.Entry) bool {
		if f.person != "" && e.Operator != f.person || f.work != "" && work(e.Act) != f.work {
			return false
		}
		if f.from != 0 || f.to != 0 {
			if d := ledger.DayAt(e.Time); d < f.from || f.to != 0 && d > f.to {
				return false
			}
		}
		return (is == nil || is(e)) && (text == "" || tells(r, e, text))
	}, nil
}

// tells reports whether an entry, in words, has a text in it.
func tells(r ledger.Reader, e ledger.Entry, text string) bool {
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), text) }
	if has(e.Title) || has(e.Reason) || has(e.Operator) {
		return true
	}
	return slices.ContainsFunc(e.Changes, func(c ledger.Change) bool { return slices.ContainsFunc(ledger.Describe(c, r), has) })
}

// thingMatcher finds the entries about one thing.
func thingMatcher(r ledger.Reader, typed string) (func(ledger.Entry) bool, error) {
	typed = strings.TrimSpace(typed)
	if o := report.ObjectNamed(typed); o != "" {
		return func(e ledger.Entry) bool { return e.Object == o }, nil
	}
	if id, ok := voucherNamed(r, typed); ok {
		return func(e ledger.Entry) bool { return e.Voucher == id || changesVoucher(e, id) }, nil
	}
	members := map[ledger.MemberID]bool{}
	if id, ok := r.MemberByNo(typed); ok {
		members[id] = true
	}
	for m := range r.Members() {
		if m.Name == ledger.CleanName(typed) {
			members[m.ID] = true
		}
	}
	if len(members) == 0 {
		return nil, ledger.Errf(ledger.CodeUnknown, "账本里没有“%s”。请写凭证号（2026-05-记-0017）、慰-12、活-3 这样的编号，或会员的编号、姓名。", ledger.Plain(typed))
	}
	return func(e ledger.Entry) bool { return members[e.Member] || changesMember(e, members) }, nil
}

// voucherNamed reads 2026-05-记-0017, also with a short number.
func voucherNamed(r ledger.Vouchers, typed string) (ledger.VoucherID, bool) {
	parts := strings.Split(strings.ReplaceAll(ledger.FoldWidth(typed), " ", ""), "-")
	if len(parts) != 4 {
		return 0, false
	}
	m, err := ledger.ParseMonth(parts[0] + "-" + parts[1])
	n, bad := strconv.Atoi(parts[3])
	if err != nil || bad != nil {
		return 0, false
	}
	return r.VoucherByNumber(m, ledger.Word(parts[2]), n)
}

func changesVoucher(e ledger.Entry, id ledger.VoucherID) bool {
	return slices.ContainsFunc(e.Changes, func(c ledger.Change) bool {
		switch x := record(c).(type) {
		case ledger.Voucher:
			return x.ID == id
		case ledger.Evidence:
			return x.Voucher == id
		case ledger.Tick:
			return x.Voucher == id
		case ledger.WorkLine:
			return x.Voucher == id
		case ledger.Finding:
			return x.On == fmt.Sprintf("voucher/%d", id) || slices.ContainsFunc(x.Remarks, func(m ledger.Remark) bool { return m.Voucher == id })
		}
		return false
	})
}

func changesMember(e ledger.Entry, ids map[ledger.MemberID]bool) bool {
	return slices.ContainsFunc(e.Changes, func(c ledger.Change) bool {
		switch x := record(c).(type) {
		case ledger.Member:
			return ids[x.ID]
		case ledger.Due:
			return ids[x.Member]
		case ledger.Payment:
			return ids[x.Member]
		case ledger.Share:
			return ids[x.Member]
		}
		return false
	})
}

func record(c ledger.Change) ledger.Record {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

const noThing = "这一条没有可以打开的凭证或名单。"

// thingOf is the screen of what an entry is about, nil when there is none.
func thingOf(e ledger.Entry) screen.Route {
	switch {
	case e.Voucher != 0:
		return screen.VoucherView{ID: e.Voucher}
	case e.Member != 0:
		return screen.MemberForm{ID: e.Member}
	}
	kind, number, _ := strings.Cut(e.Object, "/")
	n, err := strconv.ParseUint(number, 10, 63)
	if err != nil {
		return nil
	}
	switch kind {
	case "gift":
		return screen.GiftView{ID: ledger.GiftID(n)}
	case "sheet":
		return screen.SheetSign{ID: ledger.SheetID(n)}
	case "event":
		return screen.EventView{ID: ledger.EventID(n)}
	case "case":
		return screen.CaseView{ID: ledger.CaseID(n)}
	case "programme":
		return screen.ProgrammeView{ID: ledger.ProgrammeID(n)}
	case "fund":
		return screen.FundView{ID: ledger.FundID(n)}
	case "loan":
		return screen.LoanView{ID: ledger.LoanID(n)}
	case "article":
		return screen.ArticleView{ID: ledger.ArticleID(n)}
	case "finding":
		return screen.FindingView{ID: ledger.FindingID(n)}
	case "sample":
		return screen.SampleView{ID: ledger.SampleID(n)}
	}
	return nil
}

// logForm is the filter being typed.
type logForm struct {
	*widget.Form
	person, thing, text *widget.Input
	from, to            *widget.Day
	work                *widget.Pick
}

type logFacts struct{ people []string }

// askFilter reads who may be in the log, then opens the form.
func (s *LogView) askFilter() tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		var m logFacts
		for _, p := range r.People() {
			m.people = append(m.people, p.Name)
		}
		return m
	})
}

func (s *LogView) openForm(m logFacts) tea.Cmd {
	day := func() *widget.Day {
		return widget.NewDay(func(t string) (ledger.Day, error) { return ledger.TypeDay(t, s.d.Today()) })
	}
	f := &logForm{person: &widget.Input{Limit: 20, Suggest: func(t string) []string { return among(m.people, t) }}, thing: &widget.Input{Limit: 40}, text: &widget.Input{Limit: 40},
		from: day(), to: day(), work: widget.NewPick("事项", works)}
	f.Form = widget.NewForm(s.d.Theme,
		widget.Item{Name: "text", Label: "文字", Width: 30, Field: f.text, Help: "标题、原因或改动内容里有的字"},
		widget.Item{Name: "person", Label: "操作人", Width: 16, Field: f.person, Help: "F7 从人员里选，离任的也在"},
		widget.Item{Name: "from", Label: "从", Width: 12, Field: f.from, Help: "这一天起，例如 2026-05-01"},
		widget.Item{Name: "to", Label: "到", Width: 12, Same: true, Field: f.to, Help: "到这一天止"},
		widget.Item{Name: "work", Label: "事项", Width: 40, Field: f.work, Help: "哪一类工作，例如“过账、结账”"},
		widget.Item{Name: "thing", Label: "对象", Width: 30, Field: f.thing, Help: "凭证号 2026-05-记-0017、慰-12、活-3、问-4，或会员编号、姓名"})
	f.text.SetText(s.filter.text)
	f.person.SetText(s.filter.person)
	f.from.SetDay(s.filter.from)
	f.to.SetDay(s.filter.to)
	f.work.SetText(s.filter.work)
	f.thing.SetText(s.filter.thing)
	f.Y = 3
	s.form = f
	s.Resize(s.w, s.h)
	return nil
}

// works are the kinds of work that contain what was typed.
func works(query string) []widget.Option {
	var out []widget.Option
	for _, p := range append([]ledger.Permission{{Work: report.WorkWords()("book.found")}}, ledger.Permissions()...) {
		if strings.Contains(p.Work, strings.TrimSpace(query)) {
			out = append(out, widget.Option{Key: p.Work, Text: p.Work})
		}
	}
	return out
}

func among(all []string, typed string) []string {
	var out []string
	for _, x := range all {
		if strings.Contains(x, strings.TrimSpace(typed)) {
			out = append(out, x)
		}
	}
	return out
}

func (s *LogView) toForm(msg tea.Msg) (screen.Action, tea.Cmd) {
	k, isKey := msg.(tea.KeyPressMsg)
	if isKey && (k.String() == "f8" || k.String() == "ctrl+s") {
		return s.search()
	}
	switch s.form.Update(msg) {
	case widget.Submit:
		return s.search()
	case widget.Passed:
		if isKey && k.String() == "esc" {
			s.form = nil
		}
	}
	return screen.Stay{}, nil
}

func (s *LogView) search() (screen.Action, tea.Cmd) {
	if len(s.form.Settle()) > 0 {
		return screen.Notice{Text: "有的条件填得不对，请看带 ! 的一行。", Bad: true}, nil
	}
	f := logFilter{person: strings.TrimSpace(s.form.person.Text()), work: s.form.work.Text(), thing: strings.TrimSpace(s.form.thing.Text()), text: strings.TrimSpace(s.form.text.Text())}
	f.from, _ = s.form.from.Day()
	f.to, _ = s.form.to.Day()
	if f.to != 0 && f.to < f.from {
		s.form.SetProblems([]ledger.Problem{{Field: "to", Code: ledger.CodeBadDay, Text: fmt.Sprintf("结束的日期应不早于 %s。", f.from)}})
		return screen.Notice{Text: "结束的日期早于开始的日期。", Bad: true}, nil
	}
	return s.apply(f)
}

// apply reads anew with another filter.
func (s *LogView) apply(f logFilter) (screen.Action, tea.Cmd) {
	s.filter, s.form, s.entries, s.next = f, nil, nil, 1
	s.turn++
	s.fill()
	s.next = 0
	return screen.Stay{}, s.load(0)
}
