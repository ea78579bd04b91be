package paper

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Handover is the form of a hand-over: three names, the cash note by note, the
// banks' own balances, and what else changes hands.
type Handover struct {
	d     *desk.Desk
	month ledger.Month
	stamp ledger.Stamp
	form  *widget.Form

	ready    bool
	bars     string
	state    report.HandState
	versions []ledger.Paper
	signs    []ledger.Signature // on lists of this month
	names    [3]*widget.Input   // from, to, watched
	counts   []*widget.Input    // by report.Denominations
	banks    []*widget.Amount   // by state.Banks
	why      *widget.Input
	bankWhy  *widget.Input
	remarks  *widget.Input
	sum, gap *widget.Fixed
	things   *widget.Fixed
	list     string // what else is handed over
	edit     *editor
	asLoad   map[string]string
	w, h     int
}

// usualThings is what a hand-over usually has, to be changed.
const usualThings = "工会公章、财务专用章、法定代表人名章\n支票、收据、银行结算卡、网银 U 盾（密码另封）\n记账凭证、账簿、报表、银行对账单\n账本文件、备份 U 盘、签字密钥文件的说明\n合同、会议纪要、会员名册、慰问和活动资料"

// NewHandover makes the form.
func NewHandover(d *desk.Desk, route screen.Handover) screen.Screen {
	s := &Handover{d: d, month: route.Month, stamp: d.Stamp(), list: usualThings, w: 80, h: 21}
	s.form = widget.NewForm(d.Theme)
	s.form.Y = 1
	return s
}

type (
	handRead struct {
		month    ledger.Month
		state    report.HandState
		versions []ledger.Paper
		bars     string
		people   []string
		signs    []ledger.Signature // of lists of this month
	}
	handSaved struct {
		final   bool
		receipt ledger.Receipt
		err     error
	}
	handFinal struct{ yes bool }
	handDone  struct{ n, of int }
	monthSaid struct{ m ledger.Month }
	handLeave struct {
		yes bool
		to  ledger.Month
	}
)

// Init reads what is to be handed over.
func (s *Handover) Init() tea.Cmd {
	d, month := s.d, s.month
	return d.Read(func(r ledger.Reader) tea.Msg {
		if month == 0 {
			month = max(d.Today().Month(), r.Unit().Start)
		}
		p := ledger.MonthPeriod(month)
		m := handRead{month: month, state: report.Handing(r, p), versions: report.PapersOf(r, report.HandoverDoc, p), bars: barred(d, r, audit.SaveHandover{}.Name())}
		for g := range r.Signatures() {
			if g.Kind == ledger.SignHandover && g.Period == p {
				m.signs = append(m.signs, g)
			}
		}
		for _, x := range r.People() {
			if !x.Gone {
				m.people = append(m.people, x.Name)
			}
		}
		return m
	})
}

func (s *Handover) take(m handRead) {
	s.ready, s.month, s.state, s.versions, s.bars = true, m.month, m.state, m.versions, m.bars
	s.signs = m.signs
	offer := func(typed string) []string {
		return slices.DeleteFunc(slices.Clone(m.people), func(name string) bool { return !strings.Contains(name, strings.TrimSpace(typed)) })
	}
	for i := range s.names {
		s.names[i] = &widget.Input{Limit: 20, Suggest: offer}
	}
	s.why, s.bankWhy, s.remarks = &widget.Input{Limit: 200}, &widget.Input{Limit: 200}, &widget.Input{Limit: 500}
	s.sum, s.gap, s.things = widget.NewFixed(""), widget.NewFixed(""), widget.NewFixed("")
	s.counts, s.banks = nil, nil
	for range report.Denominations() {
		s.counts = append(s.counts, &widget.Input{Limit: 7, Fold: true, Fresh: true})
	}
	for _, b := range s.state.Banks {
		a, book := widget.NewAmount(), b.Book
		a.Balance = func() (ledger.Money, bool) { return book, true }
		s.banks = append(s.banks, a)
	}
	s.names[0].SetText(s.d.Operator)
	if n := len(s.versions); n > 0 {
		s.from(s.versions[n-1])
	}
	s.form.SetItems(s.items()...)
	s.count()
	s.asLoad = s.values()
	if f, ok := s.d.Kept.Load("handover"); ok && f.Route["month"] == s.month.String() {
		s.form.SetValues(f.Values)
		s.list = f.Values["things"]
		s.count()
	}
}

// from fills the form with a version that was saved.
func (s *Handover) from(x ledger.Paper) {
	for i, name := range []string{x.From, x.To, x.Watched} {
		s.names[i].SetText(name)
	}
	for i, v := range report.Denominations() {
		for _, c := range x.Cash {
			if c.Value == v {
				s.counts[i].SetText(strconv.Itoa(c.Count))
			}
		}
	}
	for i, b := range s.state.Banks {
		if m, err := ledger.ParseMoney(report.PartText(x, "bank-"+string(b.Account.Code))); err == nil {
			s.banks[i].SetMoney(m)
		}
	}
	s.why.SetText(report.PartText(x, "why"))
	s.bankWhy.SetText(report.PartText(x, "bank-why"))
	s.remarks.SetText(report.PartText(x, "remarks"))
	s.list = report.PartText(x, "things")
}

func (s *Handover) items() []widget.Item {
	items := []widget.Item{{Label: "三个人"},
		{Name: "from", Label: "移交人", Width: 12, Field: s.names[0], Help: "把账交出来的人；F7 从人员里选"},
		{Name: "to", Label: "接交人", Width: 12, Field: s.names[1], Same: true, Help: "接手的人；没有登记的请先到“设置→人员”登记"},
		{Name: "watched", Label: "监交人", Width: 12, Field: s.names[2], Same: true, Help: "在场监督的第三个人，例如主席或经审委员"},
		{Label: "清点现金  账面 " + s.state.Cash.Grouped() + " 元"}}
	for i, v := range report.Denominations() {
		name := v.String() + " 元"
		if v%100 == 0 {
			name = fmt.Sprintf("%d 元", int64(v/100))
		} else {
			name = fmt.Sprintf("%d 角", int64(v/10))
		}
		items = append(items, widget.Item{Name: "note-" + v.String(), Label: name, Width: 8, Field: s.counts[i], Same: i%2 == 1, Help: "数出来几张（枚）；没有就空着"})
	}
	items = append(items, widget.Item{Name: "sum", Label: "清点合计", Width: 16, Field: s.sum}, widget.Item{Name: "gap", Label: "差额", Width: 16, Field: s.gap, Same: true},
		widget.Item{Name: "why", Label: "差额说明", Field: s.why, Hide: func() bool { return s.counted() == s.state.Cash }, Help: "清点与账面不一致时写明原因"})
	for i, b := range s.state.Banks {
		items = append(items, widget.Item{Label: b.Account.Title() + "  账面 " + b.Book.Grouped() + " 元"},
			widget.Item{Name: "bank-" + string(b.Account.Code), Label: "对账单余额", Width: 16, Field: s.banks[i], Help: "银行出的对账单余额；按 = 填账面数"})
	}
	return append(items, widget.Item{Name: "bank-why", Label: "差额说明", Field: s.bankWhy, Hide: func() bool { return !s.banksDiffer() }, Help: "例如“已开支票，对方未取款”"},
		widget.Item{Label: "移交的物品和资料"},
		widget.Item{Name: "things", Label: "清单", Field: s.things},
		widget.Item{Name: "remarks", Label: "其他说明", Field: s.remarks, Help: "还要交代的事，没有就空着"})
}

// counted is what the notes and coins typed so far come to.
func (s *Handover) counted() ledger.Money { return report.CountedCash(s.cash()) }

func (s *Handover) cash() []ledger.NoteCount {
	var out []ledger.NoteCount
	for i, v := range report.Denominations() {
		if n, err := strconv.Atoi(strings.TrimSpace(s.counts[i].Text())); err == nil && n > 0 && n <= 1_000_000 {
			out = append(out, ledger.NoteCount{Value: v, Count: n})
		}
	}
	return out
}

func (s *Handover) banksDiffer() bool {
	for i, b := range s.state.Banks {
		if m, ok := s.banks[i].Money(); ok && m != b.Book {
			return true
		}
	}
	return false
}

// count shows what the fields come to.
func (s *Handover) count() {
	sum := s.counted()
	s.sum.SetText(sum.Grouped() + " 元")
	switch gap := sum - s.state.Cash; {
	case gap == 0:
		s.gap.SetText("与账面一致")
	case gap > 0:
		s.gap.SetText("多 " + gap.Grouped() + " 元")
	default:
		s.gap.SetText("少 " + (-gap).Grouped() + " 元")
	}
	lines := strings.Split(strings.TrimSpace(s.list), "\n")
	s.things.SetText(fmt.Sprintf("%d 行，按 F6 改：%s", len(lines), lines[0]))
}

func (s *Handover) values() map[string]string {
	v := s.form.Values()
	delete(v, "sum")
	delete(v, "gap")
	v["things"] = s.list
	return v
}

func (s *Handover) dirty() bool { return s.ready && s.bars == "" && !maps.Equal(s.values(), s.asLoad) }

func (s *Handover) act(final bool) (audit.SaveHandover, []ledger.Problem) {
	a := audit.SaveHandover{Period: ledger.MonthPeriod(s.month), From: s.names[0].Text(), To: s.names[1].Text(), Watched: s.names[2].Text(), Cash: s.cash(),
		Banks: map[ledger.Code]ledger.Money{}, Things: s.list, Remarks: s.remarks.Text(), Final: final}
	if s.counted() != s.state.Cash {
		a.Why = s.why.Text()
	}
	if s.banksDiffer() {
		a.BankWhy = s.bankWhy.Text()
	}
	var ps ledger.Problems
	for i, v := range report.Denominations() {
		if t := strings.TrimSpace(s.counts[i].Text()); t != "" {
			if n, err := strconv.Atoi(t); err != nil || n < 0 || n > 1_000_000 {
				ps.Add("note-"+v.String(), "", ledger.CodeBadValue, "请写张数，例如 12；没有就空着。")
			}
		}
	}
	for i, b := range s.state.Banks {
		if m, ok := s.banks[i].Money(); ok {
			a.Banks[b.Account.Code] = m
		}
	}
	return a, ps
}

func (s *Handover) save(final bool) screen.Action {
	if s.bars != "" {
		return screen.Notice{Text: s.bars, Bad: true}
	}
	if len(s.form.Settle()) > 0 {
		return screen.Notice{Text: "有的项目填得不对，请看带 ! 的一行。", Bad: true}
	}
	a, ps := s.act(final)
	if len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	return s.d.Do(a, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return handSaved{final, r, err} })
}

func (s *Handover) after(m handSaved) (screen.Action, tea.Cmd) {
	if m.err != nil {
		s.form.SetProblems(desk.Problems(m.err))
		return desk.Bad(m.err), nil
	}
	s.form.SetProblems(nil)
	s.stamp, s.asLoad = s.d.Stamp(), s.values()
	cmds := tea.Batch(s.d.Kept.Drop("handover"), s.Init())
	if !m.final {
		return screen.Notice{Text: "已存成新的一版草稿。"}, cmds
	}
	choices := []string{"打印三份，三方签字", "以后再说"}
	if s.d.Notary != nil {
		choices = []string{"打印三份，三方签字", "现在用密钥签字", "以后再说"}
	}
	return screen.Ask{Title: "移交清册已定稿", Lines: []string{"请打印三份，移交人、接交人、监交人在场签字，各执一份。", "移交人离任后，在“设置→人员”里标为离任，并停用他的签字密钥。"}, Choices: choices,
		Then: func(n int) tea.Msg { return handDone{n, len(choices)} }}, cmds
}

func (s *Handover) onDone(m handDone) screen.Action {
	switch {
	case m.n == 0:
		return s.print(true)
	case m.n == 1 && m.of == 3:
		return s.sign()
	}
	return screen.Stay{}
}

// sign leads to the signature of the person at the desk; the others sit down
// after him and sign the same version.
func (s *Handover) sign() screen.Action {
	x, ok := s.final()
	switch {
	case s.d.Notary == nil:
		return screen.Notice{Text: "这里没有签字密钥，请在打印的清册上签字。", Bad: true}
	case !ok:
		return screen.Notice{Text: "还没有定稿，不能签字。请先按 F9。", Bad: true}
	}
	return screen.Open{Route: screen.Sign{Kind: ledger.SignHandover, Period: ledger.MonthPeriod(s.month), Version: x.Version}}
}

// final is the newest version that was made final; a draft after it is not what
// is signed.
func (s *Handover) final() (ledger.Paper, bool) {
	for i := len(s.versions) - 1; i >= 0; i-- {
		if s.versions[i].Final {
			return s.versions[i], true
		}
	}
	return ledger.Paper{}, false
}

// hands tells who of the three has signed the final version, and who has not.
func (s *Handover) hands() string {
	x, ok := s.final()
	if !ok {
		return ""
	}
	var done, left []string
	for _, name := range []string{x.From, x.To, x.Watched} {
		if slices.ContainsFunc(s.signs, func(g ledger.Signature) bool { return g.By == name && g.Version == x.Version }) {
			done = append(done, name)
		} else {
			left = append(left, name)
		}
	}
	switch {
	case len(left) == 0:
		return fmt.Sprintf("第%d版三方都已用密钥签字", x.Version)
	case len(done) == 0:
		return fmt.Sprintf("第%d版等签字：%s", x.Version, strings.Join(left, "、"))
	}
	return fmt.Sprintf("第%d版已签字：%s；还差：%s", x.Version, strings.Join(done, "、"), strings.Join(left, "、"))
}

func (s *Handover) print(now bool) screen.Action {
	return screen.Open{Route: screen.ReportView{Name: report.HandoverDoc, Period: ledger.MonthPeriod(s.month), Print: now}}
}
