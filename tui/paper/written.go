package paper

import (
	"cmp"
	"fmt"
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Written is a report or plan of the audit committee: its parts in a list, one
// of them open to be written, and its versions.
type Written struct {
	d      *desk.Desk
	kind   string
	period ledger.Period
	stamp  ledger.Stamp

	ready    bool
	sections []report.Section
	facts    []report.Fact
	versions []ledger.Paper
	bars     string            // why nothing may be written
	copied   bool              // this is the auditor's copy out of a pack
	closed   bool              // the period's last month
	texts    map[string]string // by part, as written now
	saved    map[string]string // as in the newest version
	own      map[string]string // what the program begins with
	list     *widget.Table
	edit     *editor // a part is open
	older    *widget.Table
	w, h     int
}

// New makes the page.
func New(d *desk.Desk, route screen.AuditReport) screen.Screen {
	s := &Written{d: d, kind: cmp.Or(route.Kind, report.AuditReport), period: route.Period, stamp: d.Stamp(), w: 80, h: 21}
	s.list = widget.NewTable(d.Theme, widget.Column{Title: "部分", Width: 22}, widget.Column{Title: "状态", Width: 8}, widget.Column{Title: "开头", Width: 20, Grow: 1})
	s.list.Y, s.list.Empty = 2, "正在读取，请稍候。"
	return s
}

type (
	read struct {
		kind     string
		period   ledger.Period
		facts    []report.Fact
		versions []ledger.Paper
		bars     string
		closed   bool
		copied   bool
		fresh    bool // begin with what is saved
	}
	savedNow struct {
		final bool
		err   error
	}
	periodTyped struct{ p ledger.Period }
	leaving     struct {
		n    int
		then leaveBy
	}
	finalAnswer struct{ yes bool }
	afterFinal  struct{ n, of int }
)

// Init reads the newest version and the figures.
func (s *Written) Init() tea.Cmd { return s.load(true) }

func (s *Written) load(fresh bool) tea.Cmd {
	d, kind, p := s.d, s.kind, s.period
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := read{kind: kind, period: period(r, p), fresh: fresh, bars: barred(d, r, audit.SavePaper{}.Name())}
		m.facts, m.versions = report.PaperFacts(r, m.period), report.PapersOf(r, kind, m.period)
		m.closed = r.MonthPage(m.period.To).Closed
		if d.Packs != nil {
			_, m.copied = d.Packs.CopyOf(d.Book.Path())
		}
		return m
	})
}

// period is what was asked for, within the book; the last year with anything in
// it when nothing was.
func period(r ledger.Reader, p ledger.Period) ledger.Period {
	if p.From == 0 || p.To == 0 {
		p = ledger.YearPeriod(report.LastMonth(r).Year())
	}
	if p.To < r.Unit().Start {
		p = ledger.MonthPeriod(r.Unit().Start)
	}
	return p
}

// barred says why the operator may not do an act here, "" when he may.
func barred(d *desk.Desk, r ledger.Pages, act string) string {
	if d.Book.ReadOnly() {
		return "账本是只读打开的，只能查看。"
	}
	if err := ledger.Permit(r, act, ledger.Stamp{Operator: d.Operator}); err != nil {
		return desk.FirstLine(err.Error())
	}
	return ""
}

// Title names the page.
func (s *Written) Title() string {
	if s.edit != nil {
		return s.edit.title
	}
	return report.PaperTitle(s.kind)
}

// Resize gives the room.
func (s *Written) Resize(w, h int) {
	s.w, s.h = w, h
	s.list.Resize(w, max(4, h-2))
	if s.older != nil {
		s.older.Resize(w, max(4, h-2))
	}
	if s.edit != nil {
		s.edit.resize(w, h)
	}
}

// Capturing reports that text is typed.
func (s *Written) Capturing() bool { return s.edit != nil && s.edit.typing() }

func (s *Written) take(m read) {
	first := !s.ready
	s.ready, s.period, s.facts, s.versions, s.bars, s.closed, s.copied = true, m.period, m.facts, m.versions, m.bars, m.closed, m.copied
	s.sections = report.Sections(s.kind)
	s.own, s.saved = map[string]string{}, map[string]string{}
	for _, x := range s.sections {
		s.own[x.Key] = x.Text
		s.saved[x.Key] = x.Text
		if n := len(s.versions); n > 0 {
			s.saved[x.Key] = report.DraftText(s.versions[n-1], x.Key)
		}
	}
	if m.fresh {
		s.texts = maps.Clone(s.saved)
	}
	if first {
		s.restore()
	}
	s.fill()
}

func (s *Written) dirty() bool { return s.ready && !maps.Equal(s.texts, s.saved) }

// newest is the last version, nil when none was saved.
func (s *Written) newest() *ledger.Paper {
	if n := len(s.versions); n > 0 {
		return &s.versions[n-1]
	}
	return nil
}

func (s *Written) fill() {
	sections, texts, saved, facts := s.sections, maps.Clone(s.texts), s.saved, s.facts
	s.list.SetRows(widget.List{N: len(sections), ID: func(i int) string { return sections[i].Key }, Cells: func(i int) []widget.Cell {
		x := sections[i]
		text, _ := report.Fill(texts[x.Key], facts)
		text = strings.ReplaceAll(text, "\n", " ")
		state := widget.Cell{Text: "已写", Look: widget.Good}
		switch {
		case texts[x.Key] == "" && x.Needed:
			state, text = widget.Cell{Text: "待写", Look: widget.Warning}, x.Hint
		case texts[x.Key] == "":
			state = widget.Cell{Text: "空着", Look: widget.Muted}
		case texts[x.Key] == x.Text:
			state = widget.Cell{Text: "程序拟的", Look: widget.Muted}
		}
		if texts[x.Key] != saved[x.Key] {
			state = widget.Cell{Text: "没存", Look: widget.Warning}
		}
		return []widget.Cell{{Text: x.Title}, state, {Text: text, Look: widget.Muted}}
	}})
}

// keptKind is the form in hand of this page.
func (s *Written) keptKind() string { return "paper" }

func (s *Written) keep() tea.Cmd {
	if !s.dirty() {
		return s.d.Kept.Drop(s.keptKind())
	}
	return s.d.Kept.Keep(desk.Form{Kind: s.keptKind(), Title: s.period.Chinese() + report.PaperTitle(s.kind),
		Route: map[string]string{"kind": s.kind, "period": s.period.String()}, Values: maps.Clone(s.texts)})
}

// restore takes up what was written and not saved when the program last ended.
func (s *Written) restore() {
	f, ok := s.d.Kept.Load(s.keptKind())
	if !ok || f.Route["kind"] != s.kind || f.Route["period"] != s.period.String() {
		return
	}
	for _, x := range s.sections {
		if text, ok := f.Values[x.Key]; ok {
			s.texts[x.Key] = text
		}
	}
}

func (s *Written) act(final bool) audit.SavePaper {
	a := audit.SavePaper{Kind: s.kind, Period: s.period, Final: final}
	for _, x := range s.sections {
		a.Parts = append(a.Parts, ledger.PaperPart{Key: x.Key, Title: x.Title, Text: s.texts[x.Key]})
	}
	return a
}

func (s *Written) save(final bool) screen.Action {
	if s.bars != "" {
		return screen.Notice{Text: s.bars, Bad: true}
	}
	return s.d.Do(s.act(final), s.stamp, func(_ ledger.Receipt, err error) tea.Msg { return savedNow{final, err} })
}

// after tells how a save ended. A final report leads on to printing and to the
// auditor's signature.
func (s *Written) after(m savedNow) (screen.Action, tea.Cmd) {
	if m.err != nil {
		if ps := desk.Problems(m.err); len(ps) > 0 && ps[0].Field != "" {
			s.list.Select(ps[0].Field)
			return screen.Notice{Text: strings.TrimPrefix(ps[0].Subject+"："+ps[0].Text, "："), Bad: true}, nil
		}
		return desk.Bad(m.err), nil
	}
	s.stamp = s.d.Stamp()
	cmds := tea.Batch(s.d.Kept.Drop(s.keptKind()), s.load(true))
	if !m.final {
		return screen.Notice{Text: "已存成新的一版草稿。"}, cmds
	}
	choices := []string{"打印", "以后再说"}
	if s.kind == report.AuditReport && s.d.Notary != nil && (s.period.IsMonth() || s.period.IsYear()) {
		choices = []string{"打印", "用密钥签认" + s.period.Chinese(), "以后再说"}
	}
	return screen.Ask{Title: "已定稿", Lines: []string{"文字和数字已经写定；账以后有变动，报告上会注明。", "请打印、签字，装进档案。"}, Choices: choices,
		Then: func(n int) tea.Msg { return afterFinal{n, len(choices)} }}, cmds
}

func (s *Written) onFinal(m afterFinal) screen.Action {
	switch {
	case m.n == 0:
		return s.open(0, true)
	case m.of == 3 && m.n == 1:
		return screen.Open{Route: screen.SignOff{Period: s.period}}
	}
	return screen.Stay{}
}

// open shows a version as it is printed; 0 is the newest.
func (s *Written) open(version int, print bool) screen.Action {
	v := screen.ReportView{Name: s.kind, Period: s.period, Print: print}
	if version > 0 {
		v.Object = report.Object(report.OfVersion, uint64(version))
	}
	return screen.Open{Route: v}
}

// View draws the parts, one of them, or the versions.
func (s *Written) View() screen.Frame {
	t := s.d.Theme
	switch {
	case !s.ready:
		return screen.Frame{Lines: []string{"", "  正在读取，请稍候。"}}
	case s.edit != nil:
		return s.edit.view()
	case s.older != nil:
		return screen.Frame{Lines: append([]string{t.Strong().Render(widget.Cut(" "+s.period.Chinese()+report.PaperTitle(s.kind)+"的各版，旧的都留着", s.w)), ""}, s.older.View()...)}
	}
	state := "还没有保存过，下面是程序按账拟的"
	if x := s.newest(); x != nil {
		state = fmt.Sprintf("第%d版%s，%s %s", x.Version, finalWord(*x), x.By, ledger.Clock(x.At))
	}
	if s.dirty() {
		state = "有改动没有存；" + state
	}
	if s.copied {
		state = "副本里写的不随审计结果交回，请打印带走；" + state
	}
	lines := []string{t.Strong().Render(widget.Cut(" "+s.period.Chinese()+"　"+report.PaperTitle(s.kind), s.w)), t.Muted().Render(widget.Cut(" "+ledger.Plain(state), s.w))}
	return screen.Frame{Lines: append(lines, s.list.View()...), Status: s.status()}
}

func (s *Written) status() string {
	n := 0
	for _, x := range s.sections {
		if x.Needed && strings.TrimSpace(s.texts[x.Key]) == "" {
			n++
		}
	}
	if n > 0 {
		return fmt.Sprintf("还有 %d 部分待写", n)
	}
	return "各部分都写了"
}

func finalWord(x ledger.Paper) string {
	if x.Final {
		return "定稿"
	}
	return "草稿"
}
