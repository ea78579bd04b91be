package voucher

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// View shows a voucher as its paper form, and what can be done to it.
type View struct {
	d     *desk.Desk
	id    ledger.VoucherID
	doc   paper
	ready bool
	busy  bool
	typed string // the path of a file on its way into the book
	links []link
	at    int // the link in hand
	// places are the links to reports, read after the voucher itself.
	places []link
	top    int // first line shown
	lines  []string
	spots  []int // the line of each link
	w, h   int
}

// paper is all that the paper form shows.
type paper struct {
	voucher   ledger.Voucher
	unit      ledger.Unit
	chart     []ledger.Account
	evidence  ledger.Evidence
	closed    bool
	denied    string
	neighbour [2]ledger.VoucherID // the one before, the one after; 0: none
	links     []link
	missing   bool
	today     ledger.Day   // or the nearest day that may be booked on
	open      ledger.Month // first month that may be booked on
	problems  ledger.Problems
	ticks     ticking
}

// link leads from a voucher to something else: a file, another voucher, a report.
type link struct {
	label string
	text  string
	more  string // behind the text
	file  ledger.File
	route screen.Route
}

// NewView makes the screen of one voucher.
func NewView(d *desk.Desk, route screen.VoucherView) *View {
	return &View{d: d, id: route.ID, w: 80, h: 20}
}

type viewed struct {
	id    ledger.VoucherID
	found bool
	paper paper
}

// Init reads the voucher.
func (s *View) Init() tea.Cmd { return s.read(s.id) }

func (s *View) read(id ledger.VoucherID) tea.Cmd {
	d := s.d
	return d.Read(func(r ledger.Reader) tea.Msg {
		v, ok := r.Voucher(id)
		if !ok {
			return viewed{id: id}
		}
		p := paper{voucher: v, unit: r.Unit(), chart: r.Chart(), evidence: r.Evidence(id), closed: r.MonthPage(v.Month()).Closed, denied: denied(d, r)}
		p.missing = p.evidence.Missing() && v.NeedsProof()
		p.today, p.open = openDay(d, r), ledger.FirstOpen(r)
		if v.State == ledger.Draft || v.State == ledger.Reviewed {
			p.problems = ledger.CheckVoucher(&v, p.chart, p.unit.Words)
		}
		p.neighbour = neighbours(r, &v)
		p.links = linksOf(r, &v, &p.evidence)
		p.ticks = readTicks(d, r, &v)
		return viewed{id, true, p}
	})
}

// linksOf collects what the voucher leads to.
func linksOf(r ledger.Reader, v *ledger.Voucher, e *ledger.Evidence) []link {
	var out []link
	for _, f := range e.Files {
		out = append(out, link{label: "附件", text: f.Name, file: f})
	}
	to := func(label string, id ledger.VoucherID) {
		if w, ok := r.Voucher(id); ok {
			out = append(out, link{label: label, text: w.Ref() + "  " + w.Day.String() + "  " + w.Summary(), route: screen.VoucherView{ID: id}})
		}
	}
	if v.Reverses != 0 {
		to("冲销的是", v.Reverses)
	}
	if v.Corrects != 0 {
		to("更正的是", v.Corrects)
	}
	if id, ok := r.ReversedBy(v.ID); ok {
		to("已被冲销", id)
	}
	if id, ok := r.CorrectedBy(v.ID); ok {
		to("更正为", id)
	}
	return out
}

// neighbours are the vouchers before and after: posted ones by number, others
// in the order in which they were made.
func neighbours(r ledger.Reader, v *ledger.Voucher) (out [2]ledger.VoucherID) {
	if v.State != ledger.Posted {
		var before ledger.VoucherID
		for w := range r.Pending() {
			switch {
			case w.ID < v.ID:
				before = w.ID
			case w.ID > v.ID:
				return [2]ledger.VoucherID{before, w.ID}
			}
		}
		return [2]ledger.VoucherID{before, 0}
	}
	out[0] = stepNumber(r, v, -1)
	out[1] = stepNumber(r, v, 1)
	return out
}

// farMonths is how many empty months are passed over on the way to the next
// voucher of a kind.
const farMonths = 24

func stepNumber(r ledger.Reader, v *ledger.Voucher, step int) ledger.VoucherID {
	if id, ok := r.VoucherByNumber(v.Month(), v.Word, v.Number+step); ok && v.Number+step > 0 {
		return id
	}
	m := v.Month()
	for range farMonths {
		if m = m.Add(step); !m.Valid() {
			return 0
		}
		n := r.LastNumber(m, v.Word)
		if n == 0 {
			continue
		}
		if step > 0 {
			n = 1
		}
		id, _ := r.VoucherByNumber(m, v.Word, n)
		return id
	}
	return 0
}

// Title is the number.
func (s *View) Title() string {
	if !s.ready {
		return "凭证"
	}
	return "凭证 " + s.doc.voucher.Ref()
}

// Resize gives the room.
func (s *View) Resize(w, h int) {
	s.w, s.h = w, h
	s.draw()
}

// draw lays the paper form out anew; View only cuts the window out of it.
func (s *View) draw() {
	if !s.ready {
		return
	}
	s.lines, s.spots = s.doc.lay(s.d.Theme, s.w, s.links, s.at)
	s.scroll(0)
}

func (s *View) scroll(n int) {
	s.top = max(0, min(s.top+n, len(s.lines)-s.h))
}

// View cuts the window out.
func (s *View) View() screen.Frame {
	if !s.ready {
		return screen.Frame{Lines: []string{"", "  正在读取…"}}
	}
	f := screen.Frame{Lines: s.lines[s.top:min(len(s.lines), s.top+s.h)]}
	if len(s.lines) > s.top+s.h {
		f.Status = "下面还有，按向下键"
	}
	return f
}

// Update takes a message.
func (s *View) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case viewed:
		return s.take(msg), s.findPlaces(msg.id)
	case placed:
		if msg.id == s.id {
			s.places = msg.links
			s.join()
		}
	case screen.Shown:
		return screen.Stay{}, s.read(s.id)
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case acted:
		s.busy = false
		typed := s.typed
		s.typed = ""
		if msg.err != nil && typed != "" {
			return askFile(typed, msg.err.Error()), nil
		}
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		return screen.Notice{Text: msg.text}, s.read(s.id)
	case done:
		if msg.err != nil {
			return desk.Bad(msg.err), nil
		}
		return screen.Notice{Text: msg.text}, nil
	case ticked:
		return s.afterTick(msg)
	case reasoned:
		return s.withReason(msg)
	case picked:
		return s.picked(msg)
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			s.scroll(-3)
		case tea.MouseWheelDown:
			s.scroll(3)
		}
	case tea.MouseClickMsg:
		for i, y := range s.spots {
			if y == msg.Y+s.top {
				s.at = i
				s.draw()
				return s.follow()
			}
		}
	case tea.KeyPressMsg:
		return s.key(msg.String())
	}
	return screen.Stay{}, nil
}

func (s *View) take(msg viewed) screen.Action {
	if !msg.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这张凭证。", Bad: true}}
	}
	if msg.id != s.id {
		s.id, s.at, s.top, s.places = msg.id, 0, 0, nil
	}
	s.doc, s.ready = msg.paper, true
	s.join()
	return screen.Stay{}
}

// join puts the links of the voucher and the places it is in together; the one
// in hand stays.
func (s *View) join() {
	s.links = slices.Concat(s.doc.links, s.places)
	s.at = max(0, min(s.at, len(s.links)-1))
	s.draw()
}
