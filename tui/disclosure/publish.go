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

// Publish is the form that publishes a disclosure, over a preview of it.
type Publish struct {
	d       *desk.Desk
	want    ledger.Period
	stamp   ledger.Stamp
	form    *widget.Form
	period  *widget.Pick
	place   *widget.Input
	from    *widget.Day
	to      *widget.Day
	sheet   *reports.Sheet
	printer *reports.Printer

	ready    bool
	mode     string
	periods  []ledger.Period
	places   []string // where notices hung before
	shown    ledger.Period
	doc      *report.Document
	problems []ledger.Problem
	version  int  // that this one will be
	out      int  // the version that was published here, 0: none yet
	signed   bool // the passphrase was asked for
	loads    int
	w, h     int
}

// NewPublish makes the form for a period; the zero period is the last one that
// is closed and not published.
func NewPublish(d *desk.Desk, route screen.Publish) screen.Screen {
	s := &Publish{d: d, want: route.Period, stamp: d.Stamp(), sheet: reports.NewSheet(d.Theme), printer: reports.NewPrinter(d), w: 80, h: 21}
	day := func(t string) (ledger.Day, error) { return ledger.TypeDay(t, d.Today()) }
	s.sheet.Quiet = true
	s.period = widget.NewPick("期间", s.find)
	s.period.Rows = 10
	s.place = &widget.Input{Limit: 60, Suggest: func(string) []string { return s.places }, Hint: "例如 校务公开栏"}
	s.from, s.to = widget.NewDay(day), widget.NewDay(day)
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "period", Label: "期间", Width: 18, Field: s.period, Help: "打 2026-05、2026-Q2、2026，或按 F7 选"},
		widget.Item{Name: "place", Label: "地点", Width: 30, Field: s.place, Same: true, Help: "贴在哪里"},
		widget.Item{Name: "from", Label: "开始", Width: 14, Field: s.from, Help: "开始公示的日期"},
		widget.Item{Name: "to", Label: "结束", Width: 14, Field: s.to, Same: true, Help: "到期取下的日期；空着表示长期"})
	return s
}

type previewed struct {
	n        int
	first    bool
	mode     string
	periods  []ledger.Period
	places   []string
	period   ledger.Period
	doc      *report.Document
	problems []ledger.Problem
	version  int
}

type (
	publishAnswered struct{ yes bool }
	publishDone     struct{ err error }
	paperAnswered   struct{ print bool }
)

// Init reads the periods that can be published and previews the first.
func (s *Publish) Init() tea.Cmd { return s.preview(s.want, true) }

func (s *Publish) preview(p ledger.Period, first bool) tea.Cmd {
	s.loads++
	n := s.loads
	s.shown = p
	generated := s.d.Now().Format("2006-01-02 15:04")
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		out := previewed{n: n, first: first, mode: readOnly(s.d, r), period: p}
		if first {
			out.periods, out.places = candidates(r), placesOf(r)
			if out.period == (ledger.Period{}) && len(out.periods) > 0 {
				out.period = due(r, out.periods)
			}
		}
		out.doc, out.problems = report.Release(r, out.period)
		if out.doc != nil {
			out.doc.Generated = generated
		}
		out.version = report.LastVersion(r, out.period) + 1
		return out
	})
}

// candidates are the months, quarters and years with something to tell, the
// newest first.
func candidates(r ledger.Reader) []ledger.Period {
	start, last := r.Unit().Start, report.LastMonth(r)
	var out []ledger.Period
	for m := last; m >= start; m = m.Add(-1) {
		if m.Num() == 12 || m == last {
			out = append(out, ledger.YearPeriod(m.Year()))
		}
		if first := m.Add(-((m.Num() - 1) % 3)); m == first.Add(2) || m == last {
			out = append(out, ledger.Period{From: first, To: first.Add(2)})
		}
		out = append(out, ledger.MonthPeriod(m))
	}
	return out
}

// due is the newest closed month that was not published, or whose published
// figures no longer hold; else the newest month.
func due(r ledger.Reader, periods []ledger.Period) ledger.Period {
	newest := ledger.Period{}
	for _, p := range periods {
		if !p.IsMonth() {
			continue
		}
		if newest == (ledger.Period{}) {
			newest = p
		}
		if !r.MonthPage(p.From).Closed {
			continue
		}
		n, ok := r.Notice(p, report.LastVersion(r, p))
		if !ok || len(report.Differences(r, n)) > 0 {
			return p
		}
	}
	return newest
}

func placesOf(r ledger.Notices) []string {
	var out []string
	seen := map[string]bool{}
	for n := range r.Notices() {
		if n.Place != "" && !seen[n.Place] {
			seen[n.Place] = true
			out = append([]string{n.Place}, out...)
		}
	}
	return out
}

func (s *Publish) find(query string) []widget.Option {
	var out []widget.Option
	if p, err := ledger.ParsePeriod(query); err == nil && p != (ledger.Period{}) {
		out = append(out, widget.Option{Key: p.String(), Text: p.Chinese()})
	}
	for _, p := range s.periods {
		if query == "" {
			out = append(out, widget.Option{Key: p.String(), Text: p.Chinese()})
		}
	}
	return out
}

func (s *Publish) take(p previewed) {
	if p.n != s.loads {
		return
	}
	s.mode, s.doc, s.problems, s.version, s.shown = p.mode, p.doc, p.problems, p.version, p.period
	if p.first {
		s.periods, s.places = p.periods, p.places
		s.period.Set(widget.Option{Key: p.period.String(), Text: p.period.Chinese()})
		if len(s.places) > 0 {
			s.place.SetText(s.places[0])
		}
		s.from.SetDay(s.d.Today())
		s.to.SetDay(s.d.Today().Add(usualDays))
		s.form.Focus("place")
	}
	s.ready = true
	if s.doc != nil {
		s.sheet.Set(s.doc)
	} else {
		s.sheet.Set(&report.Document{})
	}
	s.arrange()
}

// usualDays is how long a notice hangs when nothing else is said.
const usualDays = 7

// Title names the screen.
func (s *Publish) Title() string { return "发布公示" }

// Resize gives the room: the form, what forbids publishing, the preview.
func (s *Publish) Resize(w, h int) {
	s.w, s.h = w, h
	s.arrange()
}

// formLines is the height of the form with what may hang below a field.
func (s *Publish) formLines() int {
	if s.w < 72 {
		return 4
	}
	return 3
}

func (s *Publish) arrange() {
	s.form.Resize(s.w, s.h)
	top := s.formLines() + 1 + len(s.verdict())
	s.sheet.Y = top
	s.sheet.Resize(s.w, max(2, s.h-top))
}

// blocked says why nothing can be published now.
func (s *Publish) blocked() string {
	switch {
	case s.mode != "":
		return s.mode
	case !s.ready:
		return "正在编表，请稍候。"
	case len(s.problems) > 0:
		return "还不能公示：" + desk.FirstLine(s.problems[0].Text)
	}
	return ""
}

// Capturing reports that text is typed.
func (s *Publish) Capturing() bool { return s.form.Capturing() }

// Bindings are the keys.
func (s *Publish) Bindings() []screen.Binding {
	paper := ""
	if s.doc == nil {
		paper = "还没有可以打印的公示表，请先选好期间。"
	}
	out := []screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "发布", Help: "定稿并发布；发布后的内容不会再变", Disabled: s.blocked()},
		{Keys: []string{"f6", "ctrl+p"}, Label: "先打印看看", Help: "把预览打印或存成文件", Disabled: paper},
		{Keys: []string{"f3"}, Label: "看全表", Help: "打开这个期间的公示表，可以看每个数的明细"},
		{Keys: []string{"pgup", "pgdown"}, Label: "预览翻页"},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	return append(out, s.form.Bindings()...)
}

// Update takes a message.
func (s *Publish) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if action, cmd, mine := s.printer.Update(msg); mine {
		return action, cmd
	}
	switch msg := msg.(type) {
	case previewed:
		s.take(msg)
		return screen.Stay{}, nil
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		if !s.ready {
			return screen.Stay{}, nil
		}
		return screen.Stay{}, s.preview(s.shown, false)
	case publishAnswered:
		if !msg.yes {
			return screen.Stay{}, nil
		}
		return s.d.Do(s.act(), s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return publishDone{err} }), nil
	case publishDone:
		return s.done(msg.err), nil
	case screen.Signed:
		s.signed = true
		return s.offerPaper(msg.Done), nil
	case paperAnswered:
		if !msg.print {
			return screen.Back{}, nil
		}
		return screen.Replace{Route: screen.ReportView{Name: "disclosure", Period: s.shown, Version: s.out, Print: true}}, nil
	case tea.MouseWheelMsg:
		s.sheet.Update(msg)
		return screen.Stay{}, nil
	}
	return s.typed(msg)
}

func (s *Publish) typed(msg tea.Msg) (screen.Action, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && s.ready {
		switch k.String() {
		case "f8", "ctrl+s":
			return s.publish(), nil
		case "f6", "ctrl+p":
			if s.doc != nil {
				return s.printer.Ask(s.doc), nil
			}
		case "f3":
			return screen.Open{Route: screen.ReportView{Name: "disclosure", Period: s.shown}}, nil
		case "pgup", "pgdown":
			s.sheet.Update(k)
			return screen.Stay{}, nil
		}
	}
	out := s.form.Update(msg)
	if p, err := ledger.ParsePeriod(s.period.Key()); err == nil && s.ready && p != s.shown && p != (ledger.Period{}) {
		return screen.Stay{}, s.preview(p, false)
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && out == widget.Passed && k.String() == "esc" {
		return screen.Back{}, nil
	}
	if out == widget.Submit {
		return s.publish(), nil
	}
	return screen.Stay{}, nil
}

// publish asks once more: what is published cannot be taken back.
func (s *Publish) publish() screen.Action {
	if why := s.blocked(); why != "" {
		return screen.Notice{Text: why, Bad: true}
	}
	if ps := s.form.Settle(); len(ps) > 0 {
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	var ps ledger.Problems
	a := s.act()
	if a.Place == "" {
		ps.Add("place", "", ledger.CodeRequired, "请写明公示的地方，例如“校务公开栏”。")
	}
	if a.From == 0 {
		ps.Add("from", "", ledger.CodeRequired, "请填写开始公示的日期。")
	}
	if a.To != 0 && a.To < a.From {
		ps.Add("to", "", ledger.CodeBadDay, "结束公示的日期应不早于开始日期。")
	}
	if len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	return screen.Ask{
		Title:   "发布" + s.shown.Chinese() + "收支公示",
		Lines:   []string{fmt.Sprintf("第 %d 版，公示在：%s。", s.version, a.Place), "发布后这一版的内容不会再变；以后账面有变动，会标出“与账面不符”。"},
		Choices: []string{"发布", "再看看"},
		Then:    func(n int) tea.Msg { return publishAnswered{n == 0} },
	}
}

func (s *Publish) act() report.Publish {
	from, _ := s.from.Day()
	to, _ := s.to.Day()
	place, _ := ledger.Clean(s.place.Text())
	a := report.Publish{Period: s.shown, Place: place, From: from, To: to}
	if s.d.Notary != nil {
		a.Coder = s.d.Notary
	}
	return a
}

func (s *Publish) done(err error) screen.Action {
	if err != nil {
		s.form.SetProblems(desk.Problems(err))
		s.arrange()
		return desk.Bad(err)
	}
	// The preview is read anew on the way back from the signature, and then tells
	// the number of the next version.
	s.stamp, s.out = s.d.Stamp(), s.version
	if s.d.Notary != nil {
		return screen.Open{Route: screen.Sign{Kind: ledger.SignDisclosure, Period: s.shown, Version: s.out}}
	}
	return s.offerPaper(false)
}

// offerPaper asks for the last step: what hangs is paper.
func (s *Publish) offerPaper(signed bool) screen.Action {
	lines := []string{"公示表已定稿。要打印出来张贴吗？"}
	switch {
	case signed:
		lines = []string{"公示表已定稿，已签字。纸上印有核对码和二维码。", "要打印出来张贴吗？请给经审留一份。"}
	case s.signed:
		lines = []string{"公示表已定稿，没有签字。纸上印有核对码和二维码，并注明没有签字。", "要打印出来张贴吗？请给经审留一份。"}
	}
	return screen.Ask{Title: "已发布", Lines: lines, Choices: []string{"打印", "不用了"},
		Then: func(n int) tea.Msg { return paperAnswered{n == 0} }}
}
