package welfare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptSign marks the signatures in hand among the forms that outlive a crash.
const keptSign = "sign"

// SignForm keys a sign-for sheet that came back. Route number 0 lists the sheets
// that wait.
type SignForm struct {
	d      *desk.Desk
	id     ledger.SheetID
	stamp  ledger.Stamp
	sheet  ledger.Sheet
	gift   ledger.Gift
	lines  []ledger.Share
	marks  map[int]ledger.Mark // by line
	day    ledger.Day
	paid   ledger.Day // of the voucher once it is posted
	table  *widget.Table
	find   *widget.Input
	typing bool
	loaded bool
	writes bool
	busy   bool
	w, h   int
}

// NewSign makes the screen for a returned sheet, or the list of those that are out.
func NewSign(d *desk.Desk, route screen.SheetSign) screen.Screen {
	if route.ID == 0 {
		return newOpenSheets(d)
	}
	s := &SignForm{d: d, id: route.ID, stamp: d.Stamp(), marks: map[int]ledger.Mark{}, day: d.Today(), find: &widget.Input{Hint: "姓名、拼音、行号", Limit: 40}, w: 80, h: 21}
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "行", Width: 5, Right: true}, widget.Column{Title: "姓名", Width: 14, Grow: 2}, widget.Column{Title: "小组", Width: 10, Grow: 1},
		widget.Column{Title: "金额", Width: 10, Money: true}, widget.Column{Title: "签领", Width: 18, Grow: 1})
	s.table.Y = 2
	s.table.Empty = reading
	return s
}

type (
	paperRead struct {
		sheet  ledger.Sheet
		gift   ledger.Gift
		lines  []ledger.Share
		paid   ledger.Day
		writes bool
		found  bool
		kept   *desk.Form
	}
	marked struct {
		receipt ledger.Receipt
		err     error
	}
	proxied struct {
		line int
		who  string
		ok   bool
	}
	redated struct {
		day ledger.Day
	}
	gone struct{ sure int }
)

// Init reads the sheet, and what was keyed before a crash.
func (s *SignForm) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := paperRead{writes: d.CanWrite(r)}
		m.sheet, m.found = r.Sheet(id)
		m.gift, _ = r.Gift(m.sheet.Gift)
		m.lines = slices.Collect(r.Shares(id))
		if v, ok := r.Voucher(m.sheet.Voucher); ok && v.State == ledger.Posted {
			m.paid = v.Day
		}
		if k, ok := d.Kept.Load(keptSign); ok && k.Route["sheet"] == fmt.Sprint(uint64(id)) {
			m.kept = &k
		}
		return m
	})
}

// Title names the sheet.
func (s *SignForm) Title() string { return "登记回签 " + s.id.String() }

// Capturing reports that letters are typed into the search field.
func (s *SignForm) Capturing() bool { return s.typing }

// Resize gives the room.
func (s *SignForm) Resize(w, h int) {
	s.w, s.h = w, h
	s.table.Resize(w, max(3, h-3))
}

// Update takes a message.
func (s *SignForm) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch msg := msg.(type) {
	case paperRead:
		return s.take(msg)
	case marked:
		return s.saved(msg)
	case proxied:
		if msg.ok {
			return nil, s.put(msg.line, ledger.Mark{Sign: ledger.ByProxy, Proxy: strings.TrimSpace(msg.who)})
		}
		return nil, nil
	case redated:
		s.day = msg.day
		return nil, s.keep()
	case gone:
		return s.leave(msg.sure)
	case desk.Failed:
		return desk.Bad(msg.Err), nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && s.loaded && !s.busy {
		if s.typing {
			return s.search(k), nil
		}
		if a, cmd, ok := s.key(k.String()); ok {
			return a, cmd
		}
	}
	s.table.Update(msg)
	return nil, nil
}

func (s *SignForm) take(m paperRead) (screen.Action, tea.Cmd) {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这张签领表。", Bad: true}}, nil
	}
	s.sheet, s.gift, s.lines, s.paid, s.writes, s.loaded = m.sheet, m.gift, m.lines, m.paid, m.writes, true
	s.table.Empty = "这张表没有名单。"
	var note screen.Action
	if m.kept != nil && len(s.marks) == 0 {
		s.marks = readMarks(m.kept.Values["marks"])
		if n, err := strconv.Atoi(m.kept.Values["day"]); err == nil && ledger.Day(n).Valid() {
			s.day = ledger.Day(n)
		}
		s.stamp.ID = orWord(m.kept.Route["stamp"], s.stamp.ID)
		note = screen.Notice{Text: fmt.Sprintf("上次登记了 %d 行、还没有保存，已恢复。", len(s.marks))}
	}
	s.lay()
	s.table.SetIndex(s.next(-1))
	return note, nil
}

// state is how a line stands with what was keyed now.
func (s *SignForm) state(i int) (ledger.Sign, string) {
	l := &s.lines[i]
	if m, ok := s.marks[l.Line]; ok {
		return m.Sign, m.Proxy
	}
	return l.Sign, l.Proxy
}

// next is the first open line behind i, or around from the top; i+1 when none is open.
func (s *SignForm) next(i int) int {
	for k := 1; k <= len(s.lines); k++ {
		n := (i + k) % len(s.lines)
		if sign, _ := s.state(n); sign == ledger.Unsigned && s.lines[n].Back == 0 {
			return n
		}
	}
	return max(0, min(i+1, len(s.lines)-1))
}

func (s *SignForm) lay() {
	lines := s.lines
	s.table.SetRows(widget.List{N: len(lines), ID: func(i int) string { return strconv.Itoa(lines[i].Line) }, Cells: func(i int) []widget.Cell {
		l := &lines[i]
		sign, proxy := s.state(i)
		text := sign.Chinese()
		if proxy != "" {
			text += "：" + proxy
		}
		look := map[ledger.Sign]widget.Look{ledger.Signed: widget.Good, ledger.ByProxy: widget.Good, ledger.Transferred: widget.Good, ledger.Uncollected: widget.Warning, ledger.Unsigned: widget.Plain}[sign]
		if _, now := s.marks[l.Line]; now {
			text = "* " + text
		}
		if l.Back != 0 {
			text, look = "已退回 "+l.Back.String(), widget.Muted
		}
		name := l.Name
		if l.Kin != "" {
			name += "（" + l.Relation + " " + l.Kin + "）"
		}
		return []widget.Cell{{Text: strconv.Itoa(l.Line)}, {Text: name}, {Text: l.Group}, {Text: l.Amount.Grouped()}, {Text: text, Look: look}}
	}})
}

// put notes what the paper says of a line and goes on to the next open one.
func (s *SignForm) put(line int, m ledger.Mark) tea.Cmd {
	i := slices.IndexFunc(s.lines, func(l ledger.Share) bool { return l.Line == line })
	if i < 0 {
		return nil
	}
	m.Line = line
	s.marks[line] = m
	s.lay()
	s.table.SetIndex(s.next(i))
	return s.keep()
}

func (s *SignForm) counts() (done, open int) {
	for i := range s.lines {
		if sign, _ := s.state(i); sign == ledger.Unsigned && s.lines[i].Back == 0 {
			open++
		} else {
			done++
		}
	}
	return done, open
}

// Bindings are the keys.
func (s *SignForm) Bindings() []screen.Binding {
	off := ""
	switch {
	case !s.loaded:
		off = reading
	case s.busy:
		off = "正在保存，请稍候。"
	case !s.writes:
		off = lookOnly
	case !s.sheet.Live():
		off = "这张签领表已作废：" + s.sheet.Void
	}
	save := off
	if save == "" && len(s.marks) == 0 {
		save = "还没有登记哪一行：按 1 已签、2 代领、3 未领、4 转账。"
	}
	_, open := s.counts()
	keys := []screen.Binding{
		{Keys: []string{"1", "space", "f2"}, Label: "已签", Help: "这一行本人签了名；光标到下一行", Disabled: off},
		{Keys: []string{"2", "f3"}, Label: "代领", Help: "别人代签；问是谁", Disabled: off},
		{Keys: []string{"3", "f4"}, Label: "未领", Help: "没有来领，东西或钱还在", Disabled: off},
		{Keys: []string{"4", "f6"}, Label: "转账", Help: "已转到本人账户", Disabled: off},
		{Keys: []string{"f5", "a"}, Label: "其余全签", Help: "其余还没有登记的行全部是已签", Disabled: off},
		{Keys: []string{"f10", "t"}, Label: "银行已转", Help: "转账发的：其余的行全部记为转账，日期是凭证的日期", Disabled: orWord(off, notPaidOver(&s.gift, s.paid != 0, open)), Hidden: s.gift.Form != ledger.Transfer},
		{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Help: "把登记的回签一次存好", Disabled: save},
		{Keys: []string{"0", "backspace", "delete"}, Label: "清除", Help: "这一行改回未回签", Disabled: off, Hidden: true},
		{Keys: []string{"f7", "/"}, Label: "查找", Help: "按姓名、拼音首字母或行号找到那一行", Hidden: true},
		{Keys: []string{"f9", "d"}, Label: "改日期", Help: "签领的日期，平常是今天", Disabled: off, Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}
	return append(keys, s.table.Bindings()...)
}

func (s *SignForm) key(key string) (screen.Action, tea.Cmd, bool) {
	i := s.table.Index()
	line := 0
	if i >= 0 && i < len(s.lines) {
		line = s.lines[i].Line
	}
	if line != 0 && s.lines[i].Back != 0 && strings.Contains(" 1 space f2 2 f3 3 f4 4 f6 ", " "+key+" ") {
		return screen.Notice{Text: "这一行已经退回，不用再登记。", Bad: true}, nil, true
	}
	switch key {
	case "1", "space", "f2":
		return nil, s.put(line, ledger.Mark{Sign: ledger.Signed}), true
	case "2", "f3":
		return s.askProxy(line), nil, true
	case "3", "f4":
		return nil, s.put(line, ledger.Mark{Sign: ledger.Uncollected}), true
	case "4", "f6":
		return nil, s.put(line, ledger.Mark{Sign: ledger.Transferred}), true
	case "f5", "a":
		n := s.rest(ledger.Signed)
		return screen.Notice{Text: fmt.Sprintf("其余 %d 行记为已签；按 F8 保存。", n)}, s.keep(), true
	case "f10", "t":
		n := s.rest(ledger.Transferred)
		s.day = s.paid
		return screen.Notice{Text: fmt.Sprintf("其余 %d 行记为 %s 转账；按 F8 保存，F9 改日期。", n, s.day)}, s.keep(), true
	case "0", "backspace", "delete":
		s.clear(i)
		return nil, s.keep(), true
	case "f7", "/":
		s.typing = true
		s.find.SetText("")
		s.find.Enter()
	case "f8", "ctrl+s":
		return s.save(), nil, true
	case "f9", "d":
		return s.askDay(), nil, true
	case "esc":
		if len(s.marks) == 0 {
			return screen.Back{}, s.d.Kept.Drop(keptSign), true
		}
		return screen.Ask{Title: "还没有保存", Lines: []string{fmt.Sprintf("登记了 %d 行，还没有保存。", len(s.marks))}, Choices: []string{"接着登记", "留到下次", "放弃"},
			Then: func(i int) tea.Msg { return gone{i} }}, nil, true
	default:
		return nil, nil, false
	}
	return nil, nil, true
}

func (s *SignForm) clear(i int) {
	if i < 0 || i >= len(s.lines) {
		return
	}
	l := &s.lines[i]
	delete(s.marks, l.Line)
	if l.Sign != ledger.Unsigned && l.Back == 0 {
		s.marks[l.Line] = ledger.Mark{Line: l.Line}
	}
	s.lay()
}

// rest marks all lines that are still open.
func (s *SignForm) rest(sign ledger.Sign) (n int) {
	for i := range s.lines {
		if was, _ := s.state(i); was == ledger.Unsigned && s.lines[i].Back == 0 {
			s.marks[s.lines[i].Line] = ledger.Mark{Line: s.lines[i].Line, Sign: sign}
			n++
		}
	}
	s.lay()
	return n
}

func (s *SignForm) askProxy(line int) screen.Action {
	i := slices.IndexFunc(s.lines, func(l ledger.Share) bool { return l.Line == line })
	if i < 0 {
		return nil
	}
	return screen.AskText{Title: "代领", Lines: []string{s.lines[i].Name + "的由谁代领？"}, Check: func(v string) string {
		if strings.TrimSpace(v) == "" {
			return "请写代领人的姓名。"
		}
		return ""
	}, Then: func(v string, ok bool) tea.Msg { return proxied{line, v, ok} }}
}

func (s *SignForm) askDay() screen.Action {
	today, now := s.d.Today(), s.day
	return screen.AskText{Title: "签领日期", Lines: []string{"纸上签名的日期："}, Value: now.String(), Check: func(v string) string {
		if _, err := ledger.TypeDay(v, today); err != nil {
			return desk.FirstLine(err.Error())
		}
		return ""
	}, Then: func(v string, ok bool) tea.Msg {
		day, err := ledger.TypeDay(v, today)
		if !ok || err != nil {
			return nil
		}
		return redated{day}
	}}
}

// search goes to the first line that fits, as one types.
func (s *SignForm) search(k tea.KeyPressMsg) screen.Action {
	switch k.String() {
	case "enter", "tab", "esc", "down":
		s.typing = false
		return nil
	}
	s.find.Update(k)
	q := strings.TrimSpace(ledger.FoldWidth(s.find.Text()))
	if q == "" {
		return nil
	}
	if n, err := strconv.Atoi(q); err == nil {
		s.table.Select(strconv.Itoa(n))
		return nil
	}
	i := slices.IndexFunc(s.lines, func(l ledger.Share) bool { return matches(l.Name, q) })
	if i < 0 {
		return screen.Notice{Text: "这张表里没有“" + q + "”。", Bad: true}
	}
	s.table.SetIndex(i)
	return nil
}
