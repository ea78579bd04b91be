package report

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// View is a report on screen.
type View struct {
	d       *desk.Desk
	route   screen.ReportView
	rep     report.Report
	known   bool // the catalogue has it
	sheet   *Sheet
	printer *Printer
	finder  *finder

	period      ledger.Period
	whole       bool // the period is all there is: nobody chose one
	account     ledger.Code
	object      string       // what it is about: sheet/12; everything: all of the period
	month       ledger.Month // stays inside when the kind of period changes
	start, last ledger.Month // the months that can be asked for
	doc         *report.Document
	beside      bool     // the official form's two sides stand beside each other
	wrapped     int      // the width that paragraphs were broken for
	edition     *edition // of a document as it was published
	bad         string   // why there is no document
	loads       int      // the newest load; older ones that come late do not count
	w, h        int
}

// NewView makes the screen of a report.
func NewView(d *desk.Desk, route screen.ReportView) screen.Screen {
	s := &View{d: d, route: route, sheet: NewSheet(d.Theme), printer: NewPrinter(d), period: route.Period, account: route.Account, object: route.Object, w: 80, h: 21}
	s.rep, s.known = report.Find(route.Name)
	s.finder = newFinder(d.Theme, s.about())
	return s
}

// loaded is a document, or why there is none.
type loaded struct {
	n           int
	doc         *report.Document
	err         error
	edition     *edition
	period      ledger.Period
	start, last ledger.Month
	choices     []choice
}

// about is what the report has to be asked about, in a word.
func (s *View) about() string {
	if len(s.rep.Of) > 0 {
		return s.rep.Of[0].Chinese()
	}
	return "科目"
}

// asks reports whether it must be chosen first what the report is about. A
// report that can do without asks only where nothing was said at all.
func (s *View) asks() bool {
	switch {
	case s.route.Version > 0:
		return false
	case s.rep.NeedsAccount:
		return s.account == ""
	case len(s.rep.Of) == 0 || s.object != "":
		return false
	}
	return s.rep.NeedsObject || s.route.Period == (ledger.Period{})
}

// Init builds the report.
func (s *View) Init() tea.Cmd { return s.load() }

func (s *View) load() tea.Cmd {
	s.loads++
	n, rep, period, code, object, asks := s.loads, s.rep, s.period, s.account, s.object, s.asks()
	if object == everything {
		object = ""
	}
	if s.doc != nil && s.whole && period == s.doc.Period {
		period = ledger.Period{} // nobody has chosen one: the report says that it is of everything
	}
	version, voucher := s.route.Version, s.route.Voucher
	today, generated := s.d.Today(), s.d.Now().Format("2006-01-02 15:04")
	if !s.known {
		return func() tea.Msg {
			return loaded{n: n, err: ledger.Errf(ledger.CodeUnknown, "没有叫“%s”的报表。", ledger.Plain(s.route.Name))}
		}
	}
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		out := loaded{n: n, start: r.Unit().Start, last: report.LastMonth(r)}
		if period == (ledger.Period{}) && voucher == 0 {
			period = usual(rep, out.last)
		}
		out.last = max(out.last, today.Month())
		out.period = period
		if rep.NeedsAccount {
			out.choices = accountsOf(r)
		} else if len(rep.Of) > 0 {
			out.choices = thingsOf(r, rep)
		}
		switch {
		case version > 0:
			out.doc, out.edition, out.err = frozen(r, period, version)
		case asks:
		default:
			out.doc, out.err = rep.Build(r, report.Args{Period: period, Account: code, Object: object, Voucher: voucher, Today: today, Generated: generated})
		}
		return out
	})
}

// Title names the report.
func (s *View) Title() string {
	if !s.known {
		return "报表"
	}
	return s.rep.Title
}

// Resize gives the room.
func (s *View) Resize(w, h int) {
	s.w, s.h = w, h
	s.finder.form.Resize(w, h)
	if s.doc != nil && (s.besideFits() != s.beside || s.wrapped != w) {
		s.set()
	}
	s.place()
}

// place gives the sheet what the heading leaves.
func (s *View) place() {
	s.sheet.Y = 1 + len(s.edition.lines(s.d.Theme, s.w))
	s.sheet.Resize(s.w, s.h-s.sheet.Y)
}

// besideFits reports that the two sides of the official form fit beside each
// other.
func (s *View) besideFits() bool {
	if !slices.ContainsFunc(s.doc.Tables, func(t report.Table) bool { return t.Beside }) {
		return false
	}
	wide := markWide
	for i := range s.doc.Tables {
		t := &s.doc.Tables[i]
		for k := range t.Columns {
			wide += natural(t, k, false) + 1
		}
	}
	return wide <= s.w
}

func (s *View) set() {
	s.beside, s.wrapped = s.besideFits(), s.w
	if s.beside {
		s.sheet.Set(report.SideBySide(s.doc))
	} else {
		s.sheet.Set(wrapProse(s.doc, s.w))
	}
}

// Capturing reports that what the report is about is being looked for.
func (s *View) Capturing() bool { return s.finder.open }

// Update takes a message.
func (s *View) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if action, cmd, mine := s.printer.Update(msg); mine {
		return action, cmd
	}
	switch msg := msg.(type) {
	case loaded:
		return s.take(msg), nil
	case desk.Failed:
		s.bad = msg.Err.Error()
		return screen.Stay{}, nil
	case screen.Shown:
		return screen.Stay{}, s.load()
	case periodTyped:
		s.period, s.month = msg.p, 0
		return screen.Stay{}, s.load()
	}
	if s.finder.open {
		return s.choose(msg)
	}
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if hit, again := s.sheet.Click(msg); hit && again {
			return s.drill(), nil
		}
		return screen.Stay{}, nil
	case tea.KeyPressMsg:
		return s.key(msg)
	}
	s.sheet.Update(msg)
	return screen.Stay{}, nil
}

func (s *View) take(l loaded) screen.Action {
	if l.n != s.loads {
		return screen.Stay{}
	}
	s.bad = ""
	s.start, s.last, s.edition = l.start, l.last, l.edition
	s.sheet.Marks = s.edition.marks()
	s.period, s.whole = l.period, l.period == ledger.Period{}
	s.finder.choices = l.choices
	if l.err != nil {
		s.doc, s.bad = nil, l.err.Error()
		s.sheet.Set(&report.Document{})
		return screen.Stay{}
	}
	first := s.doc == nil
	s.doc = l.doc
	if s.doc == nil { // it must be chosen first what it is about
		s.finder.show(s.inHand())
		return screen.Stay{}
	}
	s.period = s.doc.Period
	s.set()
	s.place()
	if first && s.route.Key != "" {
		s.sheet.Select(s.route.Key)
	}
	if first && s.route.Print {
		return s.printer.Ask(s.doc)
	}
	return screen.Stay{}
}

// inHand is the key of what the report is about.
func (s *View) inHand() string {
	if s.rep.NeedsAccount {
		return string(s.account)
	}
	return s.object
}

func (s *View) choose(msg tea.Msg) (screen.Action, tea.Cmd) {
	key, done, left := s.finder.update(msg)
	switch {
	case done && s.rep.NeedsAccount:
		s.account = ledger.Code(key)
		return screen.Stay{}, s.load()
	case done:
		s.object = key
		return screen.Stay{}, s.load()
	case left && s.inHand() == "" && s.doc == nil:
		return screen.Back{}, nil
	}
	return screen.Stay{}, nil
}

func (s *View) drill() screen.Action {
	at, ok := s.sheet.Spot()
	if s.doc == nil {
		return screen.Stay{}
	}
	if !ok {
		return screen.Notice{Text: "这个期间里没有可以看的内容。按 左右 换一个期间。"}
	}
	route, ok := Drill(s.doc, at)
	if !ok {
		return screen.Notice{Text: "这一格后面没有明细。请移到有金额的格子上再按 Enter。"}
	}
	return screen.Open{Route: route}
}

// View draws heading and sheet.
func (s *View) View() screen.Frame {
	if s.finder.open {
		return screen.Frame{Lines: s.finder.form.View(), Cursor: s.finder.form.Cursor(), Status: "输入编号、名称或拼音首字母"}
	}
	if s.bad != "" {
		return screen.Frame{Lines: s.complaint()}
	}
	if s.doc == nil {
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(" 正在编表，请稍候。")}}
	}
	lines := append([]string{s.heading()}, s.edition.lines(s.d.Theme, s.w)...)
	return screen.Frame{Lines: append(lines, s.sheet.View()...), Status: s.status()}
}

func (s *View) complaint() []string {
	var out []string
	for i, l := range strings.Split(s.bad, "\n") {
		for _, part := range widget.Wrap(l, max(10, s.w-3)) {
			mark := "   "
			if i == 0 && len(out) == 0 {
				mark = " ! "
			}
			out = append(out, s.d.Theme.Bad().Render(mark+part))
		}
	}
	return out
}

// heading is the line over the table: what, when, in which unit.
func (s *View) heading() string {
	who, when, unit := show.Heading(s.doc)
	left := " " + s.doc.Title
	if s.doc.Title == s.Title() || strings.HasSuffix(s.Title(), " "+s.doc.Title) { // it stands in the title line
		left = " " + who
	}
	left += "  " + when
	right := " " + unit + " "
	return s.d.Theme.Strong().Render(widget.Pad(left, s.w-widget.Width(right))) + s.d.Theme.Muted().Render(right)
}

// status says the cell of the cursor in full.
func (s *View) status() string {
	at, ok := s.sheet.Spot()
	if !ok {
		return ""
	}
	text := show.Cell(at.Column.Kind, at.Cell)
	if (at.Column.Kind == report.KindMoney || at.Column.Kind == report.KindCount) && text != "" && at.Label != "" {
		text = strings.TrimSpace(at.Label) + " " + at.Column.Name + " " + text
	}
	switch route, more := Drill(s.doc, at); {
	case !more:
	case isVoucher(route):
		text += "  Enter 看凭证"
	case isCount(route):
		text += "  Enter 看名单"
	default:
		text += "  Enter 看明细"
	}
	return text
}

func isVoucher(r screen.Route) bool {
	_, ok := r.(screen.VoucherView)
	return ok
}

func isCount(r screen.Route) bool {
	to, ok := r.(screen.Register)
	return ok && to.Lists != nil && to.Lists.Count != report.NoCount
}
