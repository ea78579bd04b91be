package event

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/member"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptPrizes marks the winners in hand among the forms that outlive a crash.
const keptPrizes = "prizes"

// Prizes takes down who won: the level, then names one after another; then how
// it is booked.
type Prizes struct {
	d       *desk.Desk
	id      ledger.EventID
	e       ledger.Event
	roster  []ledger.Entrant
	nos     map[ledger.MemberID]string
	given   map[string]bool // number and level of what was given before
	prized  map[int]bool    // who has a prize or a keepsake
	draws   []ledger.Draw
	sum     ledger.EventSum
	purses  []widget.Option
	awards  []ledger.Award
	form    *widget.Form
	level   *widget.Pick
	amount  *widget.Amount
	who     *widget.Pick
	table   *widget.Table
	onTable bool
	keeps   bool      // keepsakes for all who came, not prizes
	book    *bookForm // the second step; nil: the first
	stamp   ledger.Stamp
	loaded  bool
	writes  bool
	single  bool
	busy    bool
	w, h    int
}

// NewPrizes makes the page of an event's prizes.
func NewPrizes(d *desk.Desk, route screen.Prizes) screen.Screen {
	s := &Prizes{d: d, id: route.ID, stamp: d.Stamp(), given: map[string]bool{}, w: 80, h: 21}
	s.level = widget.NewPick("奖项", among(s.levels))
	s.level.Free = true
	s.amount, s.who = widget.NewAmount(), widget.NewPick("名单里的人", s.people)
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "level", Label: "奖项", Width: 18, Field: s.level, Help: "F7 看方案里的奖项；可以直接打字", Left: s.fillAmount},
		widget.Item{Name: "amount", Label: "每人", Width: 12, Same: true, Field: s.amount, Help: "每人的金额"},
		widget.Item{Name: "who", Label: "获奖人", Width: 30, Field: s.who, Help: "姓名、首字母或号；回车记下一位，接着打下一个名字"})
	s.form.Y = 1
	s.table = widget.NewTable(d.Theme, widget.Column{Title: "奖项", Width: 12, Grow: 1}, widget.Column{Title: "号", Width: 4, Right: true}, widget.Column{Title: "姓名", Width: 12, Grow: 1},
		widget.Column{Title: "小组", Width: 12, Grow: 1}, widget.Column{Title: "队", Width: 8}, widget.Column{Title: "金额", Width: 11, Money: true})
	s.table.Empty = "还没有记下获奖的人。"
	return s
}

type (
	prizesRead struct {
		e      ledger.Event
		roster []ledger.Entrant
		nos    map[ledger.MemberID]string
		given  map[string]bool
		prized map[int]bool
		draws  []ledger.Draw
		sum    ledger.EventSum
		purses []widget.Option
		found  bool
		writes bool
		single bool
		kept   *desk.Form
	}
	prizesSaved struct {
		receipt ledger.Receipt
		sheet   ledger.SheetID
		err     error
	}
	prizesLeft struct{ choice int }
	won        struct {
		awards []ledger.Award
		err    error
	}
	keeping struct {
		text string
		ok   bool
	}
	afterSave struct {
		choice int
		sheet  ledger.SheetID
	}
)

// awardKey is one level of one person.
func awardKey(no int, level string) string { return strconv.Itoa(no) + " " + level }

// Init reads the roster and what was given before.
func (s *Prizes) Init() tea.Cmd {
	d, id := s.d, s.id
	return d.Read(func(r ledger.Reader) tea.Msg {
		m := prizesRead{writes: d.CanWrite(r), single: r.Unit().Single, nos: map[ledger.MemberID]string{}, given: map[string]bool{}, prized: map[int]bool{}, purses: purses(r.Chart())}
		if m.e, m.found = r.Event(id); !m.found {
			return m
		}
		m.roster, m.draws, m.sum = ledger.Roster(r, id), ledger.DrawsOf(r, id), ledger.SumEvent(r, &m.e)
		for _, x := range m.roster {
			if y, ok := r.Member(x.Member); ok {
				m.nos[x.Member] = y.No
			}
		}
		for sh := range ledger.EventShares(r, &m.e) {
			for i := range m.roster {
				x := &m.roster[i]
				if !x.Is(r, sh.Member, sh.Name) {
					continue
				}
				m.prized[x.No] = true
				if sh.Occasion == "prize" {
					m.given[awardKey(x.No, sh.Level)] = true
				}
			}
		}
		if k, ok := d.Kept.Load(keptPrizes); ok && k.Route["id"] == fmt.Sprint(uint64(id)) {
			m.kept = &k
		}
		return m
	})
}

func (s *Prizes) fillAmount() {
	settlePick(s.level)
	if p, ok := s.plan(); ok && p.Each > 0 {
		s.amount.SetMoney(p.Each)
	}
}

// Title names the page.
func (s *Prizes) Title() string { return "奖品 " + s.id.String() }

// Capturing reports that letters are typed.
func (s *Prizes) Capturing() bool {
	if s.book != nil {
		return s.book.form.Capturing()
	}
	return !s.onTable && s.form.Capturing()
}

// Resize gives the room.
func (s *Prizes) Resize(w, h int) {
	s.w, s.h = w, h
	s.form.Resize(w, 2)
	s.table.Y = 4
	s.table.Resize(w, max(3, h-5))
	if s.book != nil {
		s.book.form.Resize(w, max(4, h-4))
	}
}

func (s *Prizes) may() string {
	switch {
	case !s.loaded:
		return reading
	case s.busy:
		return saving
	case s.e.Payer == ledger.BySchool:
		return "由学校出钱，奖品不进工会的账。"
	case len(s.roster) == 0:
		return "名单还是空的，请先到“名单”加人。"
	}
	return may(&s.e, s.writes)
}

// Bindings are the keys of the page.
func (s *Prizes) Bindings() []screen.Binding {
	write := s.may()
	if s.book != nil {
		return append([]screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "保存", Help: "登记奖品发放表；选了付款科目的同时做凭证", Disabled: write}, {Keys: []string{"esc"}, Label: "回到名单"}}, s.book.form.Bindings()...)
	}
	next, drop, won := write, write, write
	if next == "" && len(s.awards) == 0 {
		next, drop = "还没有记下获奖的人。", "还没有记下获奖的人。"
	}
	if won == "" && len(s.winners()) == 0 {
		won = "没有抽出、还没有登记的中奖人。"
	}
	gift := write
	if gift == "" && len(s.awards) > 0 {
		gift = "表里已经记了人，请先保存或删掉，再发纪念品。"
	}
	keys := []screen.Binding{
		{Keys: []string{"f8", "ctrl+s"}, Label: "下一步", Help: "名单记好了，填奖品是什么、怎么付款", Disabled: next},
		{Keys: []string{"f5", "ctrl+w"}, Label: "取抽奖结果", Help: "把抽奖中奖的人都记下来", Disabled: won},
		{Keys: []string{"f2", "ctrl+o"}, Label: "导入", Help: "从表格（列：姓名或编号，奖项，金额）导入获奖的人", Disabled: write, Hidden: true},
		{Keys: []string{"f3", "ctrl+k"}, Label: "纪念品", Help: "给到场、没有得奖的每个人发一份纪念品", Disabled: gift, Hidden: true},
		{Keys: []string{"f6", "ctrl+d"}, Label: "删一行", Help: "删掉表里光标所在的一行", Disabled: drop},
		{Keys: []string{"f4", "ctrl+l"}, Label: "看名单", Help: "在填写和下面的名单之间换"},
		{Keys: []string{"f9", "ctrl+p"}, Label: "发放表", Help: "已登记的奖品发放表，可以打印"},
		{Keys: []string{"esc"}, Label: "返回"},
	}
	if s.onTable {
		return append(keys, s.table.Bindings()...)
	}
	return append(keys, s.form.Bindings()...)
}

// Update takes a message.
func (s *Prizes) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	switch m := msg.(type) {
	case screen.Shown:
		return nil, s.Init()
	case prizesRead:
		return s.take(m), nil
	case prizesSaved:
		return s.done(m)
	case afterSave:
		if m.choice == 0 {
			return s.print(m.sheet), nil
		}
		return screen.Back{}, nil
	case printed:
		s.busy = false
		if m.err != nil {
			return desk.Bad(m.err), nil
		}
		return screen.Replace{Route: screen.ReportView{Name: "prize-sheet", Object: fmt.Sprintf("sheet/%d", uint64(m.sheet)), Print: true}}, nil
	case filed:
		if m.ok {
			return s.importWinners(member.TidyPath(m.text)), nil
		}
		return nil, nil
	case won:
		return s.took(m), s.keep()
	case keeping:
		if m.ok {
			return s.giveKeeps(m.text), s.keep()
		}
		return nil, nil
	case prizesLeft:
		if m.choice == 1 {
			return screen.Back{}, s.d.Kept.Drop(keptPrizes)
		}
		return nil, nil
	case desk.Failed:
		return desk.Bad(m.Err), nil
	}
	if s.book != nil {
		return s.toBook(msg), nil
	}
	return s.typed(msg), s.keep()
}

func (s *Prizes) typed(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch key {
	case "f8", "ctrl+s":
		if a := s.typedName(); a != nil {
			return a
		}
		return s.toStep2()
	case "f5", "ctrl+w":
		return s.takeWinners()
	case "f2", "ctrl+o":
		return screen.AskText{Title: "导入获奖名单", Lines: []string{"XLSX 或 CSV 文件，表头要有：姓名或编号，奖项，金额。"}, Then: func(t string, ok bool) tea.Msg { return filed{t, ok} }}
	case "f3", "ctrl+k":
		return screen.AskText{Title: "纪念品", Lines: []string{"给到场、没有得奖的每个人发一份。每人多少元？"}, Then: func(t string, ok bool) tea.Msg { return keeping{t, ok} }}
	case "f6", "ctrl+d":
		if i := s.table.Index(); i >= 0 && i < len(s.awards) {
			s.awards = slices.Delete(s.awards, i, i+1)
			s.keeps = s.keeps && len(s.awards) > 0
			s.lay()
		}
		return nil
	case "f4", "ctrl+l":
		s.onTable = !s.onTable
		return nil
	case "f9", "ctrl+p":
		return screen.Open{Route: paper("prize-sheet", s.id, false)}
	}
	if s.onTable {
		if key == "esc" {
			s.onTable = false
			return nil
		}
		s.table.Update(msg)
		return nil
	}
	switch s.form.Update(msg) {
	case widget.Submit:
		return s.add()
	case widget.Used:
		return nil
	}
	if key == "esc" {
		if len(s.awards) == 0 {
			return screen.Back{}
		}
		return screen.Ask{Title: "还没有保存", Lines: []string{fmt.Sprintf("记下的 %d 行还没有保存。", len(s.awards))}, Choices: []string{"接着记", "不要了"}, Then: func(i int) tea.Msg { return prizesLeft{i} }}
	}
	return nil
}

// add takes the person, or the whole team, down.
func (s *Prizes) add() screen.Action {
	if why := s.may(); why != "" {
		return screen.Notice{Text: why, Bad: true}
	}
	level, key := strings.TrimSpace(s.level.Key()), s.who.Key()
	m, ok := s.amount.Money()
	switch {
	case s.keeps:
		return screen.Notice{Text: "正在发纪念品；奖品请另记一次。", Bad: true}
	case level == "":
		s.form.Focus("level")
		return screen.Notice{Text: "请先填奖项，例如 一等奖。", Bad: true}
	case !ok || m <= 0:
		s.form.Focus("amount")
		return screen.Notice{Text: "请填每人的金额。", Bad: true}
	case key == "":
		return nil
	}
	if team, isTeam := strings.CutPrefix(key, "team:"); isTeam {
		for _, no := range s.inTeam(team) {
			s.put(ledger.Award{No: no, Level: level, Team: team, Amount: m})
		}
	} else {
		no, err := strconv.Atoi(key)
		if err != nil {
			return nil
		}
		w := ledger.Award{No: no, Level: level, Amount: m}
		if p, ok := s.plan(); ok && p.Team {
			w.Team = teamOf(s.entrant(no))
		}
		if bad := s.put(w); bad != "" {
			s.who.Set(widget.Option{})
			return screen.Notice{Text: bad, Bad: true}
		}
	}
	s.who.Set(widget.Option{})
	s.lay()
	s.table.SetIndex(len(s.awards) - 1)
	return nil
}

// put adds an award unless the person has it already.
func (s *Prizes) put(w ledger.Award) string {
	if s.given[awardKey(w.No, w.Level)] || slices.ContainsFunc(s.awards, func(a ledger.Award) bool { return a.No == w.No && a.Level == w.Level }) {
		return fmt.Sprintf("%s 已经有“%s”了。", s.entrant(w.No).Name, w.Level)
	}
	s.awards = append(s.awards, w)
	return ""
}

func (s *Prizes) lay() {
	awards := slices.Clone(s.awards)
	s.table.SetRows(widget.List{N: len(awards), ID: func(i int) string { return awardKey(awards[i].No, awards[i].Level) }, Cells: func(i int) []widget.Cell {
		w, x := &awards[i], s.entrant(awards[i].No)
		cells := widget.Cells(s.levelName(w), strconv.Itoa(w.No), x.Name, x.Group, w.Team, w.Amount.Grouped())
		if x.Here == ledger.Absent {
			cells[2] = widget.Cell{Text: x.Name + " 未到", Look: widget.Warning}
		}
		return cells
	}})
}

// List writes out who was taken down.
func (s *Prizes) List() screen.Listing {
	if !s.loaded || len(s.awards) == 0 {
		return nil
	}
	awards, e := slices.Clone(s.awards), s.e
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "获奖名单（还没有保存）", fmt.Sprintf("%s %s", e.ID, e.Name), desk.Column("奖项", report.KindText, 12), desk.Column("号", report.KindCount, 4), desk.Column("姓名", report.KindText, 12),
			desk.Column("小组", report.KindText, 12), desk.Column("金额", report.KindMoney, 12))
		return desk.Rows(doc, p, len(awards), func(i int) (string, []report.Cell) {
			w, x := &awards[i], s.entrant(awards[i].No)
			return awardKey(w.No, w.Level), []report.Cell{report.Text(w.Level), report.Number(int64(w.No)), report.Text(x.Name), report.Text(x.Group), report.Amount(w.Amount, nil)}
		})
	}
}
