package event

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// strangers offers members who are not on the roster.
func (s *Attendance) strangers(q string) []widget.Option {
	q = strings.TrimSpace(q)
	var out []widget.Option
	for _, m := range s.others {
		if slices.Contains(s.late, m.ID) || q != "" && m.No != q && !matches(m.Name, q) {
			continue
		}
		out = append(out, widget.Option{Key: "#" + strconv.FormatUint(uint64(m.ID), 10), Text: m.Name, Note: strings.TrimSpace(m.No + " " + m.Group)})
		if len(out) >= 50 {
			break
		}
	}
	return out
}

// typedLate takes somebody who came unasked.
func (s *Attendance) typedLate(msg tea.Msg) screen.Action {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "enter" && s.who.Option().Key == "" && s.who.Text() != "" {
		if found := s.strangers(strings.TrimPrefix(s.who.Text(), "?")); len(found) == 1 {
			s.who.Set(found[0])
		}
	}
	switch s.adding.Update(msg) {
	case widget.Used:
		return nil
	case widget.Submit:
		key := strings.TrimSpace(s.who.Key())
		s.adding = nil
		if key == "" {
			return nil
		}
		if id, ok := strings.CutPrefix(key, "#"); ok {
			n, err := strconv.ParseUint(id, 10, 64)
			if err != nil {
				return nil
			}
			s.late = append(s.late, ledger.MemberID(n))
			return screen.Notice{Text: s.who.Option().Text + " 临时到场，保存时加入名单。"}
		}
		name := ledger.CleanName(key)
		s.guests = append(s.guests, name)
		return screen.Notice{Text: "客人 " + name + " 到场，保存时加入名单。"}
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "esc" {
		s.adding = nil
	}
	return nil
}

// importPresent reads a list of those who came.
func (s *Attendance) importPresent(path string) screen.Action {
	if path == "" {
		return nil
	}
	all, nos := s.all, s.nos
	return screen.Run{Title: "读取名单", Work: func(screen.Progress) tea.Msg {
		got, err := readPresent(all, nos, path)
		return came{got, err}
	}}
}

// took marks those of a list as present and all others as absent.
func (s *Attendance) took(m came) screen.Action {
	if m.err != nil {
		return desk.Bad(m.err)
	}
	here := map[int]bool{}
	for _, n := range m.nos {
		here[n] = true
	}
	for i := range s.all {
		p := ledger.Absent
		if here[s.all[i].No] {
			p = ledger.Present
		}
		s.marks[s.all[i].No] = p
	}
	s.lay()
	return screen.Notice{Text: fmt.Sprintf("名单里 %d 人到场，其余算未到；核对以后按 F8 保存。", len(m.nos))}
}

// keep writes down what was keyed so far.
func (s *Attendance) keep() tea.Cmd {
	if !s.loaded || s.may() != "" {
		return nil
	}
	if !s.touched() {
		return s.d.Kept.Drop(keptAttend)
	}
	var marks, late []string
	for _, no := range slices.Sorted(maps.Keys(s.marks)) {
		marks = append(marks, fmt.Sprintf("%d=%s", no, s.marks[no]))
	}
	for _, id := range s.late {
		late = append(late, strconv.FormatUint(uint64(id), 10))
	}
	return s.d.Kept.Keep(desk.Form{Kind: keptAttend, Title: "签到登记 " + s.e.ID.String() + " " + s.e.Name,
		Route:  map[string]string{"id": fmt.Sprint(uint64(s.id)), "stamp": s.stamp.ID},
		Values: map[string]string{"marks": strings.Join(marks, " "), "late": strings.Join(late, " "), "guests": strings.Join(s.guests, "\n")}})
}

// readKept takes up what was keyed before a crash; what the roster has no more
// is left out.
func (s *Attendance) readKept(k *desk.Form) {
	if id := k.Route["stamp"]; id != "" {
		s.stamp.ID = id
	}
	on := map[int]bool{}
	for _, x := range s.all {
		on[x.No] = true
	}
	for _, w := range strings.Fields(k.Values["marks"]) {
		no, p, _ := strings.Cut(w, "=")
		n, err := strconv.Atoi(no)
		here := ledger.Presence(p)
		if err == nil && on[n] && (here == ledger.Present || here == ledger.Absent || here == ledger.Unsaid) {
			s.marks[n] = here
		}
	}
	for _, w := range strings.Fields(k.Values["late"]) {
		if n, err := strconv.ParseUint(w, 10, 64); err == nil {
			s.late = append(s.late, ledger.MemberID(n))
		}
	}
	for _, g := range strings.Split(k.Values["guests"], "\n") {
		if g = ledger.CleanName(g); g != "" {
			s.guests = append(s.guests, g)
		}
	}
}

// List writes the attendance out as it is keyed.
func (s *Attendance) List() screen.Listing {
	if !s.loaded || len(s.all) == 0 {
		return nil
	}
	all, e := slices.Clone(s.all), s.e
	for i := range all {
		all[i].Here = s.now(&all[i])
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := s.d.List(r, "签到登记", fmt.Sprintf("%s %s %s", e.ID, e.Name, span(&e)), desk.Column("号", report.KindCount, 4), desk.Column("姓名", report.KindText, 12),
			desk.Column("小组", report.KindText, 14), desk.Column("到场", report.KindText, 6), desk.Column("备注", report.KindText, 16))
		return desk.Rows(doc, p, len(all), func(i int) (string, []report.Cell) {
			x := &all[i]
			return strconv.Itoa(x.No), []report.Cell{report.Number(int64(x.No)), report.Text(x.Name), report.Text(x.Group), report.Text(presence(x.Here)), report.Text(x.Note)}
		})
	}
}

func (s *Attendance) leave() screen.Action {
	if s.busy {
		return nil
	}
	if !s.touched() {
		return screen.Back{}
	}
	return screen.Ask{Title: "还没有保存", Lines: []string{"登记的到场情况还没有保存。"}, Choices: []string{"接着登记", "保存", "不保存"}, Then: func(i int) tea.Msg { return attendLeft{i} }}
}
