package event

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// View is one event: what was planned, who came, what it cost, and the ways to
// all that can be done about it.
type View struct {
	d      *desk.Desk
	id     ledger.EventID
	e      ledger.Event
	s      ledger.EventSum
	draws  []ledger.Draw
	gifts  []ledger.Gift
	names  map[ledger.MemberID]string
	top    int
	loaded bool
	writes bool
	busy   bool
	w, h   int
}

// NewView makes the page of an event.
func NewView(d *desk.Desk, route screen.EventView) screen.Screen {
	return &View{d: d, id: route.ID, w: 80, h: 21}
}

type (
	viewRead struct {
		e      ledger.Event
		s      ledger.EventSum
		draws  []ledger.Draw
		gifts  []ledger.Gift
		names  map[ledger.MemberID]string
		found  bool
		writes bool
	}
	told struct { // the outcome of a small act
		receipt ledger.Receipt
		err     error
	}
	whyCancel struct {
		text string
		ok   bool
	}
	whyReopen struct {
		text string
		ok   bool
	}
)

// Init reads the event.
func (s *View) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := viewRead{writes: d.CanWrite(r), names: map[ledger.MemberID]string{}}
		if m.e, m.found = r.Event(id); !m.found {
			return m
		}
		m.s, m.draws, m.gifts = ledger.SumEvent(r, &m.e), ledger.DrawsOf(r, id), ledger.EventGifts(r, &m.e)
		for _, o := range m.e.Organisers {
			if x, ok := r.Member(o); ok {
				m.names[o] = x.Name
			}
		}
		return m
	})
}

// Title names the event.
func (s *View) Title() string {
	if s.e.ID == 0 {
		return "活动"
	}
	return s.e.ID.String() + " " + widget.Cut(s.e.Name, 30)
}

// Resize gives the room.
func (s *View) Resize(w, h int) { s.w, s.h = w, h }

// Bindings are the keys of the page.
func (s *View) Bindings() []screen.Binding {
	write := reading
	if s.loaded {
		write = may(&s.e, s.writes)
	}
	draw, sheet, prize, settle := write, "", write, write
	switch {
	case !s.loaded:
		sheet = reading
	case s.s.Roster == 0:
		sheet = "名单还是空的，请先按 F3 加人。"
	}
	if draw == "" && sheet != "" {
		draw, prize = sheet, sheet
	}
	keep := write
	if keep == "" {
		keep = sheet
	}
	back := write
	label, help := "取消活动", "不办了，写明原因；编号留着"
	if s.e.State == ledger.EventSettled {
		label, help, back = "重开决算", "决算有错，写明原因再改", ""
		if !s.writes {
			back = lookOnly
		}
	}
	return []screen.Binding{
		{Keys: []string{"f2", "1"}, Label: "方案", Help: "看、改活动方案", Disabled: write},
		{Keys: []string{"f3", "2"}, Label: "名单", Help: "按小组、按姓名加人，定稿，打印签到表", Disabled: map[bool]string{true: reading}[!s.loaded]},
		{Keys: []string{"f4", "3"}, Label: "签到登记", Help: "签到表回来以后，登记谁到了谁没到", Disabled: keep},
		{Keys: []string{"f5", "4"}, Label: "抽奖", Help: "先公布、再报种子、当场抽", Disabled: draw},
		{Keys: []string{"f6", "5"}, Label: "奖品", Help: "登记获奖的人，做发放表和凭证", Disabled: prize},
		{Keys: []string{"f7", "6"}, Label: "费用", Help: "把凭证里的支出归到这个活动", Disabled: map[bool]string{true: reading}[!s.loaded]},
		{Keys: []string{"f8", "7"}, Label: "决算", Help: "计划对实际，写小结，结束这个活动", Disabled: settle},
		{Keys: []string{"f9", "8"}, Label: "决算表", Help: "活动决算表，可以打印"},
		{Keys: []string{"f10", "9"}, Label: "奖品发放表", Help: "奖品发放表，可以打印", Hidden: true},
		{Keys: []string{"ctrl+b", "-"}, Label: "纪念品", Help: "给到了、没有得奖的人发纪念品：名单、签领表、凭证", Disabled: keep},
		{Keys: []string{"f11", "0"}, Label: label, Help: help, Disabled: back, Hidden: true},
		{Keys: []string{"pgdown", "pgup", "down", "up"}, Label: "翻看", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回"},
	}
}

// Update takes a message.
func (s *View) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case viewRead:
		if !m.found {
			return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}, nil
		}
		s.e, s.s, s.draws, s.gifts, s.names, s.writes, s.loaded = m.e, m.s, m.draws, m.gifts, m.names, m.writes, true
		return nil, nil
	case told:
		s.busy = false
		if m.err != nil {
			return desk.Bad(m.err), nil
		}
		return screen.Notice{Text: m.receipt.Title + "。"}, s.Init()
	case whyCancel:
		if m.ok {
			return s.do(ledger.CancelEvent{Event: s.id, Reason: m.text}), nil
		}
		return nil, nil
	case whyReopen:
		if m.ok {
			return s.do(ledger.ReopenEvent{Event: s.id, Reason: m.text}), nil
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return s.key(k.String()), nil
	}
	return nil, nil
}

func (s *View) do(a ledger.Act) screen.Action {
	if s.busy {
		return nil
	}
	s.busy = true
	return s.d.Do(a, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return told{r, err} })
}

func (s *View) key(key string) screen.Action {
	switch key {
	case "esc":
		return screen.Back{}
	case "f2", "1":
		return screen.Open{Route: screen.EventForm{ID: s.id}}
	case "f3", "2":
		return screen.Open{Route: screen.Roster{ID: s.id}}
	case "f4", "3":
		return screen.Open{Route: screen.Attendance{ID: s.id}}
	case "f5", "4":
		return screen.Open{Route: screen.Draws{ID: s.id}}
	case "f6", "5":
		return screen.Open{Route: screen.Prizes{ID: s.id}}
	case "f7", "6":
		return screen.Open{Route: screen.EventCosts{ID: s.id}}
	case "f8", "7":
		return screen.Open{Route: screen.EventCosts{ID: s.id, Settle: true}}
	case "f9", "8":
		return screen.Open{Route: paper("event", s.id, false)}
	case "f10", "9":
		return screen.Open{Route: paper("prize-sheet", s.id, false)}
	case "ctrl+b", "-":
		return screen.Open{Route: screen.GiftForm{Event: s.id, Occasion: "keepsake"}}
	case "f11", "0":
		return s.askWhy()
	case "down":
		s.top++
	case "up":
		s.top = max(0, s.top-1)
	case "pgdown":
		s.top += max(1, s.h-3)
	case "pgup":
		s.top = max(0, s.top-max(1, s.h-3))
	}
	return nil
}

func (s *View) askWhy() screen.Action {
	check := func(t string) string {
		if strings.TrimSpace(t) == "" {
			return "请写明原因。"
		}
		return ""
	}
	if s.e.State == ledger.EventSettled {
		return screen.AskText{Title: "重开决算", Lines: []string{"重开以后可以再改费用和签到，改好要重新决算。"}, Check: check, Then: func(t string, ok bool) tea.Msg { return whyReopen{t, ok} }}
	}
	return screen.AskText{Title: "取消活动", Lines: []string{fmt.Sprintf("%s %s 不办了。编号留着，不能再恢复。", s.e.ID, s.e.Name)}, Check: check,
		Then: func(t string, ok bool) tea.Msg { return whyCancel{t, ok} }}
}

// View draws the page.
func (s *View) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{" " + reading}}
	}
	all := s.body()
	room := max(1, s.h)
	top := min(s.top, max(0, len(all)-room))
	f := screen.Frame{Lines: all[top:min(len(all), top+room)]}
	if len(all) > room {
		f.Status = fmt.Sprintf("PgDn 翻看（%d/%d 行）", min(len(all), top+room), len(all))
	}
	return f
}
