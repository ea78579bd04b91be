package search

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

// most is how many of each kind are shown.
const most = 100

// hit is something found.
type hit struct {
	kind, number, text, detail string
	amount                     string
	sum                        ledger.Money // the same
	route                      screen.Route
	key                        string
}

// Screen finds while one types.
type Screen struct {
	d     *desk.Desk
	input widget.Input
	table *widget.Table
	hits  []hit
	full  bool // there may be more
	turn  int  // of looking; answers of an older one are dropped
	w, h  int
}

// New makes the search with the words of the route.
func New(d *desk.Desk, route screen.Search) *Screen {
	s := &Screen{d: d, table: widget.NewTable(d.Theme), w: 80, h: 20}
	s.input.Hint = "摘要、姓名、金额、拼音首字母，或号：记-3、慰-12、活-2"
	s.input.SetText(route.Query)
	s.table.Y = 2
	s.table.Empty = "正在查找…"
	return s
}

type found struct {
	turn int
	hits []hit
	full bool
}

// Init looks for the words given, or shows the newest vouchers.
func (s *Screen) Init() tea.Cmd { return s.look() }

func (s *Screen) look() tea.Cmd {
	s.turn++
	turn, words := s.turn, strings.TrimSpace(s.input.Text())
	return s.d.Read(func(r ledger.Reader) tea.Msg {
		msg := found{turn: turn}
		people, ids := find(r, words, most)
		things := objects(r, words, most)
		msg.full = len(ids) == most || len(people) == most || len(things) >= most
		for _, id := range people {
			if m, ok := r.Member(id); ok {
				msg.hits = append(msg.hits, memberHit(m))
			}
		}
		msg.hits = append(msg.hits, things...)
		for _, id := range ids {
			if v, ok := r.Voucher(id); ok {
				msg.hits = append(msg.hits, voucherHit(v))
			}
		}
		return msg
	})
}

// find looks for both; without words only the newest vouchers are meant.
func find(r ledger.Finder, words string, most int) (people []ledger.MemberID, vouchers []ledger.VoucherID) {
	if words != "" {
		people = r.FindMembers(words, most)
	}
	return people, r.FindVouchers(words, most)
}

func memberHit(m ledger.Member) hit {
	return hit{kind: "会员", number: m.No, text: m.Name, detail: m.Group, route: screen.MemberForm{ID: m.ID}, key: "m" + strconv.FormatUint(uint64(m.ID), 10)}
}

func voucherHit(v ledger.Voucher) hit {
	return hit{kind: "凭证", number: v.Ref(), text: v.Summary(), detail: v.Payee, amount: v.Amount().Grouped(),
		route: screen.VoucherView{ID: v.ID}, key: "v" + strconv.FormatUint(uint64(v.ID), 10)}
}

// Title of the screen.
func (s *Screen) Title() string { return "查找" }

// Capturing is true: what is typed is looked for.
func (s *Screen) Capturing() bool { return true }

// Resize gives the room.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = w, h
	cols := []widget.Column{{Title: "", Width: 4}, {Title: "号", Width: 17}, {Title: "摘要、姓名", Width: 10, Grow: 3}}
	if w >= 72 {
		cols = append(cols, widget.Column{Title: "对方、小组", Width: 14, Grow: 1})
	}
	s.table.SetColumns(append(cols, widget.Column{Title: "金额", Width: 14, Money: true})...)
	s.table.Resize(w, max(3, h-2))
}

// Bindings are the keys.
func (s *Screen) Bindings() []screen.Binding {
	none := ""
	if len(s.hits) == 0 {
		none = "没有可以打开的。"
	}
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Disabled: none},
		{Keys: []string{"up", "down"}, Label: "移动"},
		{Keys: []string{"pgup", "pgdown"}, Label: "翻页", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回"},
	}
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case found:
		if msg.turn == s.turn {
			s.take(msg)
		}
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	case screen.Shown:
		return screen.Stay{}, s.look()
	case tea.KeyPressMsg:
		return s.key(msg)
	case tea.PasteMsg:
		s.input.Update(msg)
		return screen.Stay{}, s.look()
	default:
		if s.table.Update(msg) && s.table.Clicked() {
			return s.open(), nil
		}
	}
	return screen.Stay{}, nil
}

func (s *Screen) key(k tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	switch k.String() {
	case "esc":
		return screen.Back{}, nil
	case "enter":
		return s.open(), nil
	case "up", "down", "pgup", "pgdown":
		s.table.Update(k)
		return screen.Stay{}, nil
	}
	before := s.input.Text()
	if s.input.Update(k); s.input.Text() != before {
		s.table.SetIndex(0)
		return screen.Stay{}, s.look()
	}
	return screen.Stay{}, nil
}

func (s *Screen) take(msg found) {
	s.hits, s.full = msg.hits, msg.full
	s.table.Empty = "没有找到。可以换个词，或只输入一部分。"
	hits := msg.hits // the table asks for the keys of the rows it has until it has others
	s.table.SetRows(widget.List{N: len(hits), Cells: s.row, ID: func(i int) string { return hits[i].key }})
}

func (s *Screen) row(i int) []widget.Cell {
	h := s.hits[i]
	cells := []widget.Cell{{Text: h.kind, Look: widget.Muted}, {Text: h.number}, {Text: h.text}}
	if s.w >= 72 {
		cells = append(cells, widget.Cell{Text: h.detail})
	}
	return append(cells, widget.Cell{Text: h.amount})
}

func (s *Screen) open() screen.Action {
	if i := s.table.Index(); i >= 0 && i < len(s.hits) {
		return screen.Open{Route: s.hits[i].route}
	}
	return screen.Stay{}
}

// View draws the field and what was found.
func (s *Screen) View() screen.Frame {
	const label = "  查找 "
	x := widget.Width(label)
	w := min(60, s.w-x-1)
	lines := append([]string{s.d.Theme.Label().Render(label) + s.input.View(s.d.Theme, w, true), ""}, s.table.View()...)
	cx, _ := s.input.CursorX(w)
	f := screen.Frame{Lines: lines, Cursor: &screen.Cursor{X: x + cx}}
	if s.full {
		f.Status = fmt.Sprintf("每类只列出前 %d 条，多输几个字可以缩小范围", most)
	}
	return f
}
