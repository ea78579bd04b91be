package event

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/member"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// everyone is the key of the row that means all members.
const everyone = "（全体会员）"

// listed takes keys on the roster itself.
func (s *Roster) listed(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch key {
	case "esc":
		return screen.Back{}
	case "f2", "g":
		s.picking = true
		return nil
	case "f3", "i":
		s.typeNames()
		return nil
	case "f4", "m":
		return screen.AskText{Title: "导入名单", Lines: []string{"XLSX 或 CSV 文件，表头要有：姓名或编号。打字、粘贴，或把文件拖进来。"}, Then: func(t string, ok bool) tea.Msg { return filed{t, ok} }}
	case "delete", "f6", "d":
		return s.askDrop()
	case "f5", "z":
		return screen.Ask{Title: "名单定稿", Lines: []string{fmt.Sprintf("名单 %d 人。定稿以后不能再加人，移出要写原因。", len(s.all))}, Choices: []string{"定稿", "再看看"},
			Then: func(i int) tea.Msg { return freezing{i == 0} }}
	case "f8", "v":
		return screen.Replace{Route: screen.EventView{ID: s.id}}
	case "f9", "p":
		if s.e.Frozen != 0 || s.add() != "" {
			return screen.Open{Route: paper("event-sheet", s.id, true)}
		}
		s.then = paper("event-sheet", s.id, true)
		return screen.Ask{Title: "打印签到表", Lines: []string{fmt.Sprintf("打印前先定稿（%d 人）：定稿以后不能再加人，临时来的人登记签到时加。", len(s.all))}, Choices: []string{"定稿并打印", "再看看"},
			Then: func(i int) tea.Msg { return freezing{i == 0} }}
	}
	s.table.Update(msg)
	return nil
}

func (s *Roster) askDrop() screen.Action {
	i := s.table.Index()
	if i < 0 || i >= len(s.all) {
		return nil
	}
	x := s.all[i]
	line := fmt.Sprintf("把 %d 号 %s 移出名单。原因可以空着。", x.No, x.Name)
	if s.e.Frozen != 0 {
		line = fmt.Sprintf("名单已定稿。把 %d 号 %s 移出名单，要写明原因。", x.No, x.Name)
	}
	return screen.AskText{Title: "移出名单", Lines: []string{line}, Then: func(t string, ok bool) tea.Msg { return dropping{x.No, t, ok} }}
}

// ticked takes keys while groups are ticked.
func (s *Roster) ticked(msg tea.Msg) screen.Action {
	key := ""
	if k, ok := msg.(tea.KeyPressMsg); ok {
		key = k.String()
	}
	switch key {
	case "esc":
		s.picking = false
		if len(s.all) == 0 {
			return screen.Back{}
		}
		return nil
	case "f3", "i":
		s.picking = false
		s.typeNames()
		return nil
	case "f8", "enter", "ctrl+s":
		keys := s.pickset.Ticked()
		if len(keys) == 0 && s.pickset.Key() != "" {
			keys = []string{s.pickset.Key()}
		}
		if len(keys) == 0 || s.add() != "" {
			return nil
		}
		act := ledger.Enrol{Event: s.id}
		if act.All = slices.Contains(keys, everyone); !act.All {
			act.Groups = keys
		}
		return s.enrol(act)
	}
	s.pickset.Update(msg)
	return nil
}

func (s *Roster) enrol(act ledger.Enrol) screen.Action {
	s.busy = true
	return s.d.Do(act, s.stamp, func(r ledger.Receipt, err error) tea.Msg {
		if err != nil && ledger.CodeOf(err) == ledger.CodeGate && act.Reason == "" {
			return warned{act, err}
		}
		return enrolled{r, err}
	})
}

// warned is an enrolment that the rules have something to say of.
type warned struct {
	act ledger.Enrol
	err error
}

// typeNames opens the field for single persons.
func (s *Roster) typeNames() {
	s.who.Set(widget.Option{})
	s.form = widget.NewForm(s.d.Theme, widget.Item{Name: "who", Label: "加入名单", Width: 30, Field: s.who, Help: "姓名、拼音首字母或编号；名册里没有的作为客人"})
	s.form.Y = 1
	s.form.Resize(s.w, max(4, s.h-3))
}

// find offers members who are not on the roster.
func (s *Roster) find(q string) []widget.Option {
	q = strings.TrimSpace(ledger.FoldWidth(q))
	var out []widget.Option
	for _, m := range s.open {
		if q == "" || m.No == q || matches(m.Name, q) {
			out = append(out, widget.Option{Key: "#" + strconv.FormatUint(uint64(m.ID), 10), Text: m.Name, Note: strings.TrimSpace(m.No + " " + m.Group)})
		}
		if len(out) >= 50 {
			break
		}
	}
	return out
}

func (s *Roster) typed(msg tea.Msg) screen.Action {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "enter" && s.who.Option().Key == "" {
		// The only one who fits is meant, without a step into the list.
		if found := s.find(strings.TrimPrefix(s.who.Text(), "?")); len(found) == 1 && s.who.Text() != "" {
			s.who.Set(found[0])
		}
	}
	switch s.form.Update(msg) {
	case widget.Submit:
		return s.addTyped()
	case widget.Used:
		return nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		s.form = nil
	}
	return nil
}

func (s *Roster) addTyped() screen.Action {
	key := strings.TrimSpace(s.who.Key())
	if key == "" || s.busy {
		return nil
	}
	if id, ok := strings.CutPrefix(key, "#"); ok {
		n, err := strconv.ParseUint(id, 10, 64)
		if err == nil {
			return s.enrol(ledger.Enrol{Event: s.id, Members: []ledger.MemberID{ledger.MemberID(n)}})
		}
	}
	name := ledger.CleanName(key)
	return screen.Ask{Title: "名册里没有这个人", Lines: []string{fmt.Sprintf("“%s”不在还可以加入的会员里。作为客人加入名单吗？", name)}, Choices: []string{"作为客人加入", "返回改姓名"},
		Then: func(i int) tea.Msg { return guesting{name, i == 0} }}
}

// answered takes the answers to questions.
func (s *Roster) answered(msg tea.Msg) screen.Action {
	switch m := msg.(type) {
	case freezing:
		if !m.sure {
			s.then = nil
			return nil
		}
		s.busy = true
		return s.d.Do(ledger.FreezeRoster{Event: s.id}, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return frozen{r, err} })
	case dropping:
		if m.ok {
			s.busy = true
			return s.d.Do(ledger.DropEntrant{Event: s.id, No: m.no, Reason: m.text}, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg { return told{r, err} })
		}
	case guesting:
		if m.sure {
			return s.enrol(ledger.Enrol{Event: s.id, Guests: []ledger.Guest{{Name: m.name}}})
		}
	case filed:
		if m.ok {
			return s.importList(member.TidyPath(m.text))
		}
	case answerWarned:
		if m.ok {
			reason, second, _ := cutLast(m.text)
			m.act.Reason, m.act.Second = reason, second
			return s.enrol(m.act)
		}
	}
	return nil
}

// cutLast splits 理由/姓名 at its last slash.
func cutLast(s string) (before, after string, ok bool) {
	s = strings.ReplaceAll(s, "／", "/")
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return strings.TrimSpace(s), "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:]), true
}

// added tells what became of an enrolment and goes on.
func (s *Roster) added(m enrolled) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		if s.form != nil {
			return tell(s.form, m.err), nil
		}
		return desk.Bad(m.err), nil
	}
	s.stamp = s.d.Stamp()
	for _, k := range s.pickset.Ticked() {
		s.pickset.Tick(k, false)
	}
	s.picking = false
	if s.form != nil {
		s.typeNames()
	}
	return screen.Notice{Text: m.receipt.Title + "。"}, s.Init()
}

func (s *Roster) fixed(m frozen) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		s.then = nil
		return desk.Bad(m.err), nil
	}
	if to := s.then; to != nil {
		s.then = nil
		return screen.Open{Route: to}, nil
	}
	return screen.Notice{Text: m.receipt.Title + "。"}, s.Init()
}

// importList reads a list of people and has those found enrolled.
func (s *Roster) importList(path string) screen.Action {
	if path == "" {
		return nil
	}
	d, id := s.d, s.id
	return screen.Run{Title: "读取名单", Work: func(screen.Progress) tea.Msg {
		act, err := readList(d, id, path)
		if err != nil {
			return enrolled{err: err}
		}
		return listFound{act}
	}}
}

// listFound is a list that can be enrolled.
type listFound struct{ act ledger.Enrol }
