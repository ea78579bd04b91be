package event

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// Draws is the lottery before everybody: announce, take the seed, show who won.
// It is meant to be seen from the back of a room, so it shows one thing at a time.
type Draws struct {
	d      *desk.Desk
	id     ledger.EventID
	e      ledger.Event
	draws  []ledger.Draw
	names  map[int]ledger.Entrant
	left   int          // who may still win
	at     int          // the draw in hand; len(draws): a new one
	form   *widget.Form // what is typed now; nil: nothing
	level  *widget.Pick
	count  *widget.Input
	how    *widget.Input
	seed   *widget.Input
	recipe bool // the recipe is shown
	stamp  ledger.Stamp
	loaded bool
	writes bool
	busy   bool
	w, h   int
}

// NewDraws makes the page of an event's draws.
func NewDraws(d *desk.Desk, route screen.Draws) screen.Screen {
	s := &Draws{d: d, id: route.ID, stamp: d.Stamp(), at: -1, w: 80, h: 21}
	s.level = widget.NewPick("奖项", among(s.levels))
	s.level.Free = true
	s.count, s.how = newCount(""), &widget.Input{Limit: 60, Suggest: suggest("现场请三位老师各报一个数", "现场掷十次骰子的点数", "当天上证指数收盘价")}
	s.seed = &widget.Input{Limit: 100}
	return s
}

type (
	drawsRead struct {
		e      ledger.Event
		draws  []ledger.Draw
		names  map[int]ledger.Entrant
		left   int
		found  bool
		writes bool
	}
	drawn struct {
		receipt ledger.Receipt
		err     error
	}
	redoing struct {
		text string
		ok   bool
	}
	seeded struct{ sure bool }
)

// Init reads the draws.
func (s *Draws) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := drawsRead{writes: d.CanWrite(r), names: map[int]ledger.Entrant{}}
		if m.e, m.found = r.Event(id); !m.found {
			return m
		}
		m.draws, m.left = ledger.DrawsOf(r, id), len(ledger.DrawPool(r, &m.e))
		for x := range r.Entrants(id) {
			m.names[x.No] = x
		}
		return m
	})
}

func (s *Draws) levels() []widget.Option {
	var out []widget.Option
	for _, p := range s.e.Prizes {
		out = append(out, widget.Option{Key: p.Level, Text: p.Level, Note: fmt.Sprintf("%d 名", p.Count)})
	}
	if slices.ContainsFunc(out, func(o widget.Option) bool { return o.Key == "幸运奖" }) {
		return out
	}
	return append(out, widget.Option{Key: "幸运奖", Text: "幸运奖"})
}

// Title names the page.
func (s *Draws) Title() string { return "抽奖 " + s.id.String() }

// Capturing reports that letters are typed.
func (s *Draws) Capturing() bool { return s.form != nil && s.form.Capturing() }

// Resize gives the room.
func (s *Draws) Resize(w, h int) {
	s.w, s.h = w, h
	s.place()
}

// place puts the form where the eye is: in the middle of the room.
func (s *Draws) place() {
	if s.form == nil {
		return
	}
	w := min(64, s.w-4)
	s.form.X, s.form.Y = (s.w-w)/2, s.formTop()
	s.form.Resize(w, max(3, s.h-s.form.Y))
}

func (s *Draws) formTop() int { return min(10, max(3, s.h/2-1)) }

// inHand is the draw shown, nil while a new one is announced.
func (s *Draws) inHand() *ledger.Draw {
	if s.at < 0 || s.at >= len(s.draws) {
		return nil
	}
	return &s.draws[s.at]
}

func (s *Draws) may() string {
	switch {
	case !s.loaded:
		return reading
	case s.busy:
		return saving
	}
	return may(&s.e, s.writes)
}

// Bindings are the keys of the page.
func (s *Draws) Bindings() []screen.Binding {
	write := s.may()
	next, redo, run := write, write, write
	d := s.inHand()
	if next == "" {
		for i := range s.draws {
			if s.draws[i].Seed == "" && !s.draws[i].Void {
				next = "有一次已经公布、还没有抽，请先抽完。"
			}
		}
	}
	if next == "" && d == nil {
		next = "这里就在公布下一个奖，填好按 F8。"
	}
	recipe := ""
	if d == nil {
		recipe = "公布以后才有可以验证的算法。"
	}
	switch {
	case redo != "":
	case d == nil:
		redo = "还没有可以重抽的。"
	case d.Void:
		redo = "这一次已经作废。"
	}
	keys := []screen.Binding{}
	switch {
	case d == nil:
		keys = append(keys, screen.Binding{Keys: []string{"f8", "ctrl+s"}, Label: "公布", Help: "公布抽什么、抽几名、种子从哪里来；名单就此固定", Disabled: run})
	case d.Seed == "" && !d.Void:
		keys = append(keys, screen.Binding{Keys: []string{"f8", "enter", "ctrl+s"}, Label: "抽奖", Help: "用当众报出的种子抽出中奖的人", Disabled: run})
	}
	keys = append(keys, screen.Binding{Keys: []string{"f2", "ctrl+n"}, Label: "下一个奖", Help: "公布下一次抽奖", Disabled: next})
	if s.form == nil {
		keys = append(keys, screen.Binding{Keys: []string{"left", "right", "pgup", "pgdown"}, Label: "前后", Help: "看前一次、后一次抽奖", Hidden: len(s.draws) < 2},
			screen.Binding{Keys: []string{"f6", "5"}, Label: "登记奖品", Help: "把中奖的人登记成奖品发放表", Disabled: run})
	} else {
		keys = append(keys, screen.Binding{Keys: []string{"pgup", "pgdown"}, Label: "前后", Help: "看前一次、后一次抽奖", Hidden: true})
	}
	return append(keys,
		screen.Binding{Keys: []string{"f4", "ctrl+r"}, Label: "重抽", Help: "这一次作废，写明原因，重新公布", Disabled: redo},
		screen.Binding{Keys: []string{"f5", "ctrl+t"}, Label: "算法", Help: "怎样验证：种子、名单核对码和算法，谁都可以重算", Disabled: recipe},
		screen.Binding{Keys: []string{"f9", "ctrl+p"}, Label: "打印", Help: "抽奖记录和奖品发放表"},
		screen.Binding{Keys: []string{"esc"}, Label: "返回"})
}

// Update takes a message.
func (s *Draws) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case drawsRead:
		return s.take(m), nil
	case drawn:
		s.busy = false
		if m.err != nil {
			if s.form != nil {
				return tell(s.form, m.err), nil
			}
			return desk.Bad(m.err), nil
		}
		s.stamp, s.at, s.form = s.d.Stamp(), -1, nil
		return nil, s.Init()
	case redoing:
		if d := s.inHand(); m.ok && d != nil {
			s.busy = true
			return s.d.Do(ledger.RedoDraw{Event: s.id, No: d.No, Why: m.text}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return drawn{r, err} }), nil
		}
		return nil, nil
	case seeded:
		if m.sure {
			return s.run(), nil
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	if s.form != nil && key != "pgup" && key != "pgdown" {
		switch s.form.Update(msg) {
		case widget.Used:
			return nil, nil
		case widget.Submit:
			return s.submit(), nil
		}
	}
	return s.key(key), nil
}

func (s *Draws) key(key string) screen.Action {
	switch key {
	case "esc":
		return screen.Back{}
	case "f8", "ctrl+s", "enter":
		return s.submit()
	case "f2", "ctrl+n":
		s.show(len(s.draws))
	case "left", "pgup":
		s.show(max(0, s.at-1))
	case "right", "pgdown":
		s.show(min(max(0, len(s.draws)-1), s.at+1))
	case "f4", "ctrl+r":
		if d := s.inHand(); d != nil && !d.Void {
			return screen.AskText{Title: "重抽", Lines: []string{fmt.Sprintf("第 %d 次（%s）作废，留在记录里；重新公布以后用新的种子再抽。", d.No, d.Level)}, Check: func(t string) string {
				if strings.TrimSpace(t) == "" {
					return "请写明为什么重抽。"
				}
				return ""
			}, Then: func(t string, ok bool) tea.Msg { return redoing{t, ok} }}
		}
	case "f5", "ctrl+t":
		s.recipe = !s.recipe
	case "f6", "5":
		return screen.Open{Route: screen.Prizes{ID: s.id}}
	case "f9", "ctrl+p":
		return screen.Open{Route: paper("prize-sheet", s.id, false)}
	}
	return nil
}

func (s *Draws) take(m drawsRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}
	}
	s.e, s.draws, s.names, s.left, s.writes, s.loaded = m.e, m.draws, m.names, m.left, m.writes, true
	if s.at < 0 {
		s.show(s.newest())
	}
	return nil
}

// newest is the draw to show first: the last one, or a new one when there is none.
func (s *Draws) newest() int { return max(0, len(s.draws)-1) }

// show goes to a draw and sets up what is typed there.
func (s *Draws) show(i int) {
	s.at, s.form, s.recipe = i, nil, false
	d := s.inHand()
	if s.may() != "" {
		return
	}
	switch {
	case d == nil:
		s.level.Set(widget.Option{})
		s.count.SetText("")
		s.form = widget.NewForm(s.d.Theme,
			widget.Item{Name: "level", Label: "抽什么奖", Width: 20, Field: s.level, Help: "F7 看方案里的奖项", Left: s.fillCount},
			widget.Item{Name: "count", Label: "抽几名", Width: 8, Field: s.count},
			widget.Item{Name: "how", Label: "种子来自", Field: s.how, Help: "事先谁也不知道的数，当众得到"})
	case d.Seed == "" && !d.Void:
		s.seed.SetText("")
		s.form = widget.NewForm(s.d.Theme, widget.Item{Name: "seed", Label: "种子", Field: s.seed, Help: "当众输入；回车以后马上抽出，不能再换"})
	}
	s.place()
}

// fillCount takes the number of winners from the plan.
func (s *Draws) fillCount() {
	settlePick(s.level)
	if strings.TrimSpace(s.count.Text()) != "" {
		return
	}
	for _, p := range s.e.Prizes {
		if p.Level == s.level.Key() {
			s.count.SetText(blank(p.Count))
		}
	}
}

// submit announces or draws.
func (s *Draws) submit() screen.Action {
	if s.form == nil || s.may() != "" {
		return nil
	}
	if ps := s.form.Settle(); len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	if d := s.inHand(); d != nil {
		seed := ledger.SeedText(s.seed.Text())
		if seed == "" {
			return screen.Notice{Text: "请输入当众得到的种子。", Bad: true}
		}
		return screen.Ask{Title: "抽奖", Lines: []string{"种子：" + seed, fmt.Sprintf("从名单里抽出“%s” %d 名。抽出以后不能换种子。", d.Level, d.Count)}, Choices: []string{"抽奖", "种子不对，重打"},
			Then: func(i int) tea.Msg { return seeded{i == 0} }}
	}
	s.fillCount()
	n, ok := count(s.count)
	if !ok || n < 1 {
		s.form.SetProblems([]ledger.Problem{{Field: "count", Text: "请填抽几名，例如 3。"}})
		return screen.Notice{Text: "请填抽几名，例如 3。", Bad: true}
	}
	s.busy = true
	return s.d.Do(ledger.AnnounceDraw{Event: s.id, Level: s.level.Key(), Count: n, How: s.how.Text()}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return drawn{r, err} })
}

func (s *Draws) run() screen.Action {
	d := s.inHand()
	if d == nil {
		return nil
	}
	s.busy = true
	return s.d.Do(ledger.RunDraw{Event: s.id, No: d.No, Seed: s.seed.Text()}, s.stamp, func(r ledger.Receipt, err error) tea.Msg { return drawn{r, err} })
}
