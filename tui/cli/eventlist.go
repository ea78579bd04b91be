package cli

import (
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// names reads a list of people for an event; undone says what was not done
// when it cannot be used.
func (s *session) names(path, undone string) ([]intake.NameRow, error) {
	t, err := s.table(path, intake.Usual())
	if err != nil {
		return nil, err
	}
	rows, problems, ignored := intake.Names(t)
	s.notes(t, ignored)
	return rows, s.usable(problems, undone)
}

// usable tells what is wrong with a list and ends the verb.
func (s *session) usable(ps []ledger.Problem, undone string) error {
	if len(ps) == 0 {
		return nil
	}
	s.problems(ps)
	s.say("名单有 %d 处不能用，%s，账本未改动。", len(ps), undone)
	return ended(exitFinding)
}

// enrolled finds the members a roster file names.
func (s *session) enrolled(r ledger.Reader, o eventing, names []intake.NameRow, to *ledger.Enrol) error {
	people := intake.CrowdOf(r)
	file := &intake.Table{File: o.roster}
	var ps ledger.Problems
	for _, n := range names {
		m, err := people.Must(n.No, n.Name)
		switch {
		case err != nil && o.guests && n.No == "" && len(people.Named(n.Name)) == 0:
			to.Guests = append(to.Guests, ledger.Guest{Name: n.Name})
		case err != nil:
			ps.Add("roster", file.Subject(n.Line, ""), ledger.CodeOf(err), "%s", err.Error())
		default:
			to.Members = append(to.Members, m.ID)
		}
	}
	return s.usable(ps, "没有建活动")
}

// crew finds people on an event's roster by name or number.
type crew struct {
	byNo   map[string]int // member number → roster number
	byName map[string][]int
	nos    map[int]string
	names  map[int]string
}

func crewOf(r ledger.Reader, id ledger.EventID) crew {
	c := crew{map[string]int{}, map[string][]int{}, map[int]string{}, map[int]string{}}
	for _, x := range ledger.Roster(r, id) {
		if m, ok := r.Member(x.Member); ok {
			c.byNo[m.No] = x.No
			c.nos[x.No] = m.No
		}
		c.names[x.No] = x.Name
		c.byName[x.Name] = append(c.byName[x.Name], x.No)
	}
	return c
}

// find gives a roster number; ok false without an error means nobody is it.
func (c crew) find(no, name string) (n int, ok bool, err error) {
	if no != "" {
		n, ok = c.byNo[no]
		if whose := c.names[n]; ok && name != "" && ledger.CleanName(name) != whose {
			return 0, false, ledger.Errf(ledger.CodeUnknown, "编号 %s 是“%s”，不是“%s”，请核对。", no, whose, name)
		}
		return n, ok, nil
	}
	switch same := c.byName[ledger.CleanName(name)]; len(same) {
	case 0:
		return 0, false, nil
	case 1:
		return same[0], true, nil
	default:
		var nos []string
		for _, n := range same {
			nos = append(nos, c.nos[n])
		}
		return 0, false, ledger.Errf(ledger.CodeUnknown, "活动名单里有 %d 位“%s”（编号 %s），请填编号。", len(same), name, strings.Join(nos, "、"))
	}
}

// word finds what a person typed: a name, or a member number.
func (c crew) word(w string) (int, bool, error) {
	if n, ok := c.byNo[w]; ok {
		return n, true, nil
	}
	return c.find("", w)
}

func (s *session) eventAttend(id ledger.EventID, o eventing) error {
	if o.present == "" {
		return wrong("请用 --present 写明谁到了：all，或一个到场名单文件。")
	}
	var names []intake.NameRow
	var err error
	if o.present != "all" {
		if names, err = s.names(o.present, "没有登记到场"); err != nil {
			return err
		}
	}
	return s.write(func(c *clerk) error {
		act := ledger.KeepAttendance{Event: id, Rest: ledger.Present}
		if err := c.View(func(r ledger.Reader) error { return s.attended(r, o, names, &act) }); err != nil {
			return err
		}
		got, err := c.do(act)
		if err != nil {
			return err
		}
		s.out("%s", got.Title)
		return nil
	})
}

// attended turns names into marks. Who came without being on the roster is
// added to it, if a member.
func (s *session) attended(r ledger.Reader, o eventing, names []intake.NameRow, act *ledger.KeepAttendance) error {
	if _, ok := r.Event(act.Event); !ok {
		return ledger.Errf(ledger.CodeUnknown, "没有找到活动 %d。", act.Event)
	}
	people, register := crewOf(r, act.Event), intake.CrowdOf(r)
	file := &intake.Table{File: o.present}
	marks := map[int]bool{}
	var ps ledger.Problems
	if o.present != "all" {
		act.Rest = ledger.Absent
	}
	for _, n := range names {
		no, ok, err := people.find(n.No, n.Name)
		if err == nil && ok && !marks[no] {
			marks[no] = true
			act.Marks = append(act.Marks, ledger.Came{No: no, Here: ledger.Present})
			continue
		}
		var m ledger.Member
		if err == nil && !ok {
			m, err = register.Must(n.No, n.Name)
		}
		switch {
		case err != nil:
			ps.Add("present", file.Subject(n.Line, ""), ledger.CodeOf(err), "%s", err.Error())
		case ok:
			ps.Add("present", file.Subject(n.Line, ""), ledger.CodeExists, "“%s”在名单里出现两次。", strings.TrimSpace(n.No+" "+n.Name))
		default:
			s.say("%s %s 不在活动名单里，作为临时到场加入。", m.No, m.Name)
			act.Members = append(act.Members, m.ID)
		}
	}
	for _, w := range listed(o.absent) {
		no, ok, err := people.word(w)
		switch {
		case err != nil:
			ps.Add("absent", "--absent", ledger.CodeOf(err), "%s", err.Error())
		case !ok:
			ps.Add("absent", "--absent", ledger.CodeUnknown, "活动名单里没有“%s”。", w)
		case marks[no]:
			ps.Add("absent", "--absent", ledger.CodeExists, "“%s”写了两次，或者既到场又未到。", w)
		default:
			marks[no] = true
			act.Marks = append(act.Marks, ledger.Came{No: no, Here: ledger.Absent})
		}
	}
	return s.usable(ps, "没有登记到场")
}

func (s *session) eventPrize(id ledger.EventID, path string, o eventing) error {
	t, err := s.table(path, intake.Usual())
	if err != nil {
		return err
	}
	rows, problems, ignored := intake.Prizes(t)
	s.notes(t, ignored)
	if err := s.usable(problems, "没有登记奖品"); err != nil {
		return err
	}
	form, err := formOf(o.form)
	if err != nil {
		return err
	}
	act := ledger.AwardPrizes{Event: id, Form: form, Item: o.item, Money: ledger.Code(o.account), Reason: o.reason, Second: o.second}
	if o.date != "" {
		if act.Day, err = ledger.ParseDay(o.date); err != nil {
			return wrong("--date：%s", err.Error())
		}
	}
	if o.account == "" && (o.post || o.reviewer != "") {
		return wrong("--post 和 --reviewer 要和 --account 一起用。")
	}
	return s.write(func(c *clerk) error {
		if act.Money != "" {
			act.Post = o.post || c.single
			if act.Reviewer, err = c.posting(act.Post, o.reviewer); err != nil {
				return err
			}
		}
		if err := c.View(func(r ledger.Reader) error { return s.awarded(r, t.File, rows, &act) }); err != nil {
			return err
		}
		got, err := c.do(act)
		if err != nil {
			return err
		}
		return c.View(func(r ledger.Reader) error {
			g, _ := r.Gift(r.LastGift())
			for _, w := range g.Warnings {
				s.say("%s", w)
			}
			if act.Money != "" && got.Ref == "" {
				s.say("凭证已成草稿，还要审核过账。")
			}
			s.out("%s", got.Title)
			s.out("%d", g.ID)
			return nil
		})
	})
}

// awarded finds the winners on the roster.
func (s *session) awarded(r ledger.Reader, name string, rows []intake.PrizeRow, act *ledger.AwardPrizes) error {
	if _, ok := r.Event(act.Event); !ok {
		return ledger.Errf(ledger.CodeUnknown, "没有找到活动 %d。", act.Event)
	}
	people, file := crewOf(r, act.Event), &intake.Table{File: name}
	var ps ledger.Problems
	for _, w := range rows {
		no, ok, err := people.find(w.No, w.Name)
		switch {
		case err != nil:
			ps.Add("prize", file.Subject(w.Line, ""), ledger.CodeOf(err), "%s", err.Error())
		case !ok:
			ps.Add("prize", file.Subject(w.Line, ""), ledger.CodeUnknown, "活动名单里没有“%s”；奖品只发给参加活动的人。", strings.TrimSpace(w.No+" "+w.Name))
		default:
			act.Awards = append(act.Awards, ledger.Award{No: no, Level: w.Level, Team: w.Team, Amount: w.Amount})
		}
	}
	return s.usable(ps, "没有登记奖品")
}
