package sampling

import (
	"fmt"
	"reflect"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// Work is the working paper: one voucher of a sample at a time, one key for each
// attribute. What was keyed is saved when the voucher is left, so that nothing
// is lost and nothing is asked.
type Work struct {
	d     *desk.Desk
	id    ledger.SampleID
	begin ledger.VoucherID
	s     ledger.Sample
	at    int // in the sample's items
	row   int // in the attributes
	lines map[ledger.VoucherID]ledger.WorkLine
	seen  map[ledger.VoucherID]shown
	bars  string
	ticks string // why the operator cannot tick
	ready bool
	busy  bool
	dirty bool
	stamp ledger.Stamp
	w, h  int
}

// shown is what the page shows of a voucher.
type shown struct {
	v       ledger.Voucher
	titles  []string // of the accounts of its lines
	papers  string
	ticked  bool // by the operator
	finding ledger.FindingID
}

type (
	workRead struct {
		s     ledger.Sample
		found bool
		lines map[ledger.VoucherID]ledger.WorkLine
		seen  map[ledger.VoucherID]shown
		bars  string
		ticks string
	}
	workKept struct {
		then screen.Action
		move int
		err  error
	}
	amountTyped struct{ m ledger.Money }
	noteTyped   struct{ text string }
)

// NewWork makes the working paper of a sample, beginning with a voucher.
func NewWork(d *desk.Desk, route screen.WorkPaper) screen.Screen {
	return &Work{d: d, id: route.ID, begin: route.Voucher, stamp: d.Stamp(), w: 80, h: 21}
}

// Init reads the vouchers of the sample and what was found of them so far.
func (s *Work) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := workRead{lines: map[ledger.VoucherID]ledger.WorkLine{}, seen: map[ledger.VoucherID]shown{}}
		m.s, m.found = r.Sample(id)
		m.bars, m.ticks = d.May(r, audit.KeepWork{}.Name()), d.May(r, audit.SetTick{}.Name())
		if m.bars == "" && m.s.Void != "" {
			m.bars = "这次抽样已作废。"
		}
		for l := range r.WorkLines(id) {
			m.lines[l.Voucher] = l
		}
		asked := map[string]ledger.FindingID{}
		for f := range r.Findings() {
			asked[f.On] = f.ID
		}
		for _, it := range m.s.Items {
			v, _ := r.Voucher(it.Voucher)
			x := shown{v: v, papers: papers(r.Evidence(v.ID)), finding: asked[fmt.Sprintf("voucher/%d", v.ID)]}
			for _, l := range v.Lines {
				x.titles = append(x.titles, ledger.AccountTitle(r, l.Account))
			}
			for t := range r.Ticks(v.ID) {
				x.ticked = x.ticked || t.By == d.Operator && !t.Off
			}
			m.seen[v.ID] = x
		}
		return m
	})
}

func papers(e ledger.Evidence) string {
	switch {
	case e.NoPaper != "":
		return "无需附件：" + e.NoPaper
	case e.Papers == 0 && len(e.Files) == 0:
		return "没有附件"
	}
	return fmt.Sprintf("纸质 %d 张，文件 %d 个", e.Papers, len(e.Files))
}

// Title names the page.
func (s *Work) Title() string { return s.id.String() + " 工作底稿" }

// Resize gives the room.
func (s *Work) Resize(w, h int) { s.w, s.h = w, h }

// item is the sampled voucher in hand.
func (s *Work) item() (ledger.SampleItem, bool) {
	if !s.ready || s.at >= len(s.s.Items) {
		return ledger.SampleItem{}, false
	}
	return s.s.Items[s.at], true
}

// line is the working-paper line in hand; one that is new has the booked amount
// as audited.
func (s *Work) line() ledger.WorkLine {
	it, _ := s.item()
	if l, ok := s.lines[it.Voucher]; ok {
		return l
	}
	return ledger.WorkLine{Sample: s.id, Voucher: it.Voucher, Audited: it.Amount}
}

func (s *Work) set(l ledger.WorkLine) {
	s.lines[l.Voucher] = l
	s.dirty = true
}

// mark writes a verdict for an attribute.
func (s *Work) mark(a sample.Attribute, fine string) {
	l := s.line()
	var tests []ledger.WorkTest
	for _, x := range sample.Attributes() {
		v := verdict(l, x)
		if x == a {
			v = fine
		}
		if v != "" {
			tests = append(tests, ledger.WorkTest{Name: string(x), Fine: v})
		}
	}
	l.Tests = tests
	s.set(l)
}

// agree keeps the verdict about the amount and the audited amount from saying
// two things: what differs is not in order.
func (s *Work) agree() {
	it, _ := s.item()
	l := s.line()
	switch v := verdict(l, sample.AttrAmount); {
	case l.Audited != it.Amount && v != "no":
		s.mark(sample.AttrAmount, "no")
	case l.Audited == it.Amount && v == "no":
		s.mark(sample.AttrAmount, "")
	}
}

// Update takes a message.
func (s *Work) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case workRead:
		return s.take(msg), nil
	case workKept:
		return s.kept(msg)
	case amountTyped:
		l := s.line()
		l.Audited = msg.m
		s.set(l)
		s.agree()
		return nil, s.keep()
	case noteTyped:
		l := s.line()
		l.Note = msg.text
		s.set(l)
		return nil, s.keep()
	case screen.Shown:
		return nil, s.Init()
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case tea.KeyPressMsg:
		before := s.line()
		a := s.key(msg.String())
		if _, ok := s.item(); !ok || s.busy || reflect.DeepEqual(before, s.line()) {
			return a, nil
		}
		return a, s.keep()
	}
	return nil, nil
}

func (s *Work) take(m workRead) screen.Action {
	if !m.found || len(m.s.Items) == 0 {
		return screen.Many{screen.Back{}, screen.Notice{Text: "这次抽样还没有抽数，没有底稿可以填。", Bad: true}}
	}
	mine, dirty := s.line(), s.dirty && s.ready
	s.s, s.seen, s.lines, s.bars, s.ticks = m.s, m.seen, m.lines, m.bars, m.ticks
	if dirty {
		s.lines[mine.Voucher] = mine
	}
	if !s.ready {
		for i, it := range s.s.Items {
			if it.Voucher == s.begin {
				s.at = i
			}
		}
		s.ready = true
		s.takeUp()
	}
	return nil
}

// leave saves what was keyed, then does what was wanted.
func (s *Work) leave(then screen.Action, move int) screen.Action {
	if !s.dirty {
		a, _ := s.kept(workKept{then: then, move: move})
		return a
	}
	if s.bars != "" {
		return screen.Notice{Text: s.bars, Bad: true}
	}
	s.busy = true
	l := s.line()
	if x := s.seen[l.Voucher]; x.finding != 0 {
		l.Finding = x.finding
	}
	acts := []ledger.Act{audit.KeepWork{Line: l}}
	if complete(l) && !s.seen[l.Voucher].ticked && s.ticks == "" {
		acts = append(acts, audit.SetTick{Vouchers: []ledger.VoucherID{l.Voucher}, Note: s.id.String() + " 底稿"})
	}
	return s.d.DoAll(acts, s.stamp, func(_ []ledger.Receipt, err error) tea.Msg { return workKept{then, move, err} })
}

func (s *Work) kept(m workKept) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		return desk.Bad(m.err), nil
	}
	var read tea.Cmd
	if s.dirty {
		s.dirty, s.stamp, read = false, s.d.Stamp(), tea.Batch(s.Init(), s.d.Kept.Drop(keptWork))
	}
	if m.move != 0 {
		s.step(m.move)
		if open := s.open(); m.move == next && open == 0 {
			return screen.Notice{Text: fmt.Sprintf("抽中的 %d 张都查完了。按 Esc 回到抽样，再按 F4 看结论。", len(s.s.Items))}, read
		}
		return nil, read
	}
	return m.then, read
}

// open is how many vouchers are not worked through.
func (s *Work) open() int {
	n := len(s.s.Items)
	for _, x := range s.s.Items {
		if complete(s.lines[x.Voucher]) {
			n--
		}
	}
	return n
}

// next is move for the next voucher that is not worked through.
const next = 1 << 20

// step goes to another voucher.
func (s *Work) step(move int) {
	s.row = 0
	n := len(s.s.Items)
	if move != next {
		s.at = max(0, min(n-1, s.at+move))
		return
	}
	for i := 1; i <= n; i++ {
		if j := (s.at + i) % n; !complete(s.lines[s.s.Items[j].Voucher]) {
			s.at = j
			return
		}
	}
}

// Points is the voucher in hand, with what was not in order.
func (s *Work) Points() (screen.FindingForm, bool) {
	it, ok := s.item()
	if !ok {
		return screen.FindingForm{}, false
	}
	l := s.line()
	out := screen.FindingForm{On: fmt.Sprintf("voucher/%d", it.Voucher), Ref: it.Ref, Period: s.s.Period, Amount: it.Amount - l.Audited, Question: l.Note}
	for _, a := range sample.Attributes() {
		if verdict(l, a) == "no" {
			if out.Title == "" {
				out.Title = "抽查不符合：" + a.Question()
			}
		}
	}
	if d := it.Amount - l.Audited; d != 0 {
		if out.Question != "" {
			out.Question = strings.TrimRight(out.Question, "。") + "。"
		}
		out.Question += fmt.Sprintf("账面 %s 元，照票据应当是 %s 元。请说明并更正。", it.Amount.Grouped(), l.Audited.Grouped())
	} else if out.Question == "" && out.Title != "" {
		out.Question = "请说明情况，补齐材料。"
	}
	if out.Amount == 0 {
		out.Amount = it.Amount
	} else if out.Title == "" {
		out.Title = "抽查发现金额差错"
	}
	return out, true
}
