package keys

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// List is the page of keys and signatures, and what to do when a passphrase is
// lost or an office changes hands.
type List struct {
	d     *desk.Desk
	keys  *widget.Table
	signs *widget.Table
	which bool // the signatures are shown

	ready  bool
	book   string
	rows   []keyRow
	sigs   []ledger.Signature
	over   map[uint64]string // why a signature no longer speaks of the books as they are
	mine   bool              // the operator has a key in use
	maker  *maker
	fetch  *fetch
	made   *ledger.KeyCard
	text   func(w int) []string // a page of words; nil: the list
	top    int
	stamp  ledger.Stamp
	retire uint64
	w, h   int
}

type keyRow struct {
	key  ledger.Key
	card ledger.KeyCard
}

type (
	listRead struct {
		book string
		rows []keyRow
		sigs []ledger.Signature
		over map[uint64]string
		mine bool
	}
	whyAnswer  struct{ n int }
	whyTyped   struct{ why string }
	retired    struct{ err error }
	noteFolder struct{ folder string }
	newAnswer  struct{ yes bool }
)

// NewList makes the page.
func NewList(d *desk.Desk, _ screen.Keys) screen.Screen {
	s := &List{d: d, stamp: d.Stamp(), w: 80, h: 21}
	s.keys = widget.NewTable(d.Theme, widget.Column{Title: "姓名", Width: 8}, widget.Column{Title: "密钥指纹", Width: 20, Grow: 1},
		widget.Column{Title: "登记", Width: 10}, widget.Column{Title: "状态", Width: 14})
	s.keys.Empty = "还没有人做过签字密钥。按 F2 给自己做一把。"
	s.signs = widget.NewTable(d.Theme, widget.Column{Title: "事项", Width: 18, Grow: 1}, widget.Column{Title: "签字人", Width: 8},
		widget.Column{Title: "时间", Width: 16}, widget.Column{Title: "账到第几条", Width: 10, Right: true})
	s.signs.Empty = "还没有签过字。公示、年末结账、经审签认时会请您签。"
	return s
}

// Init reads keys and signatures.
func (s *List) Init() tea.Cmd {
	d := s.d
	if d.Notary == nil {
		return nil
	}
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := listRead{book: r.Unit().BookID, over: map[uint64]string{}}
		_, m.mine = ledger.KeyInUse(r, d.Operator)
		for _, k := range r.Keys() {
			m.rows = append(m.rows, keyRow{k, d.Notary.FindKey(k.Verifier)})
		}
		for g := range r.Signatures() {
			m.sigs = append([]ledger.Signature{g}, m.sigs...)
			if why := ledger.Overtaken(r, g); why != "" {
				m.over[g.No] = why
			}
		}
		return m
	})
}

// Title names the page.
func (s *List) Title() string {
	if s.which {
		return "签字清单"
	}
	return "签字密钥"
}

// Resize gives the room.
func (s *List) Resize(w, h int) {
	s.w, s.h = w, h
	s.keys.Resize(w, max(4, h-3))
	s.signs.Resize(w, h)
	for _, f := range []*widget.Form{s.form()} {
		if f != nil {
			f.Y = len(s.formAbove())
			f.Resize(min(w, 96), max(3, h-f.Y))
		}
	}
}

func (s *List) form() *widget.Form {
	switch {
	case s.maker != nil:
		return s.maker.form
	case s.fetch != nil:
		return s.fetch.form
	}
	return nil
}

func (s *List) formAbove() []string {
	if s.maker != nil {
		return s.maker.lines(s.w)
	}
	return s.fetch.lines(s.w)
}

// Capturing reports that text is typed.
func (s *List) Capturing() bool { return s.form() != nil }

func state(k ledger.Key) widget.Cell {
	if k.Until != 0 {
		return widget.Cell{Text: "停用 " + k.Why, Look: widget.Muted}
	}
	return widget.Cell{Text: "在用", Look: widget.Good}
}

func (s *List) fill() {
	rows, sigs, over := s.rows, s.sigs, s.over
	s.keys.SetRows(widget.List{N: len(rows), ID: func(i int) string { return fmt.Sprint(rows[i].key.No) }, Cells: func(i int) []widget.Cell {
		r := rows[i]
		st := state(r.key)
		if r.key.Until == 0 && r.card.Path != "" {
			st.Text = "在用 本机"
		}
		return []widget.Cell{{Text: r.key.Person}, {Text: r.card.Fingerprint}, {Text: ledger.Clock(r.key.From)[:min(10, len(ledger.Clock(r.key.From)))]}, st}
	}})
	s.signs.SetRows(widget.List{N: len(sigs), ID: func(i int) string { return fmt.Sprint(sigs[i].No) }, Cells: func(i int) []widget.Cell {
		g := sigs[i]
		out := widget.Cells(occasion(g), g.By, ledger.Clock(g.At), fmt.Sprint(g.Size))
		if over[g.No] != "" {
			out[0] = widget.Cell{Text: "! " + occasion(g) + "（后来反过结账）", Look: widget.Warning}
		}
		return out
	}})
}

// occasion names what was signed.
func occasion(g ledger.Signature) string {
	word := map[string]string{ledger.SignDisclosure: "收支公示", ledger.SignYear: "年度结账", ledger.SignOff: "经审签认", ledger.SignHandover: "工作交接"}[g.Kind]
	if g.Version > 1 {
		word += fmt.Sprintf("（第 %d 版）", g.Version)
	}
	return strings.Replace(g.Period.Chinese()+word, "年度年度", "年度", 1)
}

func (s *List) at() (keyRow, bool) {
	if i := s.keys.Index(); !s.which && i >= 0 && i < len(s.rows) {
		return s.rows[i], true
	}
	return keyRow{}, false
}

func (s *List) sig() (ledger.Signature, bool) {
	if i := s.signs.Index(); s.which && i >= 0 && i < len(s.sigs) {
		return s.sigs[i], true
	}
	return ledger.Signature{}, false
}

// View draws the list, a form, or a page of words.
func (s *List) View() screen.Frame {
	switch {
	case s.d.Notary == nil:
		return screen.Frame{Lines: []string{" 这个程序不能签字。"}}
	case s.made != nil:
		return cut(s.h, madeLines(s.d, *s.made, s.w), nil, nil, "")
	case s.form() != nil:
		return cut(s.h, s.formAbove(), s.form().View(), s.form().Cursor(), s.form().Help())
	case s.text != nil:
		all := s.text(s.w)
		s2 := max(0, min(s.top, len(all)-s.h))
		f := screen.Frame{Lines: all[s2:min(len(all), s2+s.h)]}
		if len(all) > s.h {
			f.Status = fmt.Sprintf("第 %d-%d 行，共 %d 行", s2+1, min(len(all), s2+s.h), len(all))
		}
		return f
	case !s.ready:
		return screen.Frame{Lines: []string{s.d.Theme.Muted().Render(" 正在读取，请稍候。")}}
	case s.which:
		return screen.Frame{Lines: s.signs.View()}
	}
	lines := s.keys.View()
	for len(lines) < s.h-2 {
		lines = append(lines, "")
	}
	for _, l := range widget.Wrap("请抄下指纹，交经审和主席。忘记密码、换人怎么办，按 F9 看。", s.w-2)[:1] {
		lines = append(lines, s.d.Theme.Muted().Render(" "+l))
	}
	return screen.Frame{Lines: lines[:min(len(lines), s.h)]}
}
