package event

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

func (s *Prizes) levels() []widget.Option {
	var out []widget.Option
	for _, p := range s.e.Prizes {
		note := fmt.Sprintf("%d 名，每人 %s", p.Count, p.Each.Grouped())
		if p.Team {
			note += "，团体"
		}
		out = append(out, widget.Option{Key: p.Level, Text: p.Level, Note: note})
	}
	for _, d := range s.draws {
		if !d.Void && !slices.ContainsFunc(out, func(o widget.Option) bool { return o.Key == d.Level }) {
			out = append(out, widget.Option{Key: d.Level, Text: d.Level, Note: "抽奖"})
		}
	}
	return out
}

// plan is what the plan says of the level in hand.
func (s *Prizes) plan() (ledger.PrizePlan, bool) {
	i := slices.IndexFunc(s.e.Prizes, func(p ledger.PrizePlan) bool { return p.Level == strings.TrimSpace(s.level.Key()) })
	if i < 0 {
		return ledger.PrizePlan{}, false
	}
	return s.e.Prizes[i], true
}

// people offers those who may win: on the roster and there; for a team prize
// whole teams and groups first.
func (s *Prizes) people(q string) []widget.Option {
	q = strings.TrimSpace(ledger.FoldWidth(q))
	var out []widget.Option
	if p, ok := s.plan(); ok && p.Team {
		for _, team := range s.teams() {
			if q == "" || matches(team, q) {
				out = append(out, widget.Option{Key: "team:" + team, Text: "整队 " + team, Note: fmt.Sprintf("到场 %d 人", len(s.inTeam(team)))})
			}
		}
	}
	for i := range s.roster {
		x := &s.roster[i]
		no := strconv.Itoa(x.No)
		if q != "" && no != q && s.nos[x.Member] != q && !matches(x.Name, q) {
			continue
		}
		note := strings.TrimSpace(no + "号 " + x.Group)
		switch {
		case x.Here == ledger.Absent:
			note += " 未到"
		case s.e.Bars(x):
			note += " 组织者"
		}
		o := widget.Option{Key: no, Text: x.Name, Note: note}
		if no == q {
			out = append([]widget.Option{o}, out...)
		} else {
			out = append(out, o)
		}
	}
	return out
}

func (s *Prizes) teams() []string {
	var out []string
	for _, x := range s.roster {
		if t := teamOf(&x); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

func teamOf(x *ledger.Entrant) string {
	if x.Team != "" {
		return x.Team
	}
	return x.Group
}

// inTeam are the numbers of those of a team who were there.
func (s *Prizes) inTeam(team string) []int {
	var out []int
	for i := range s.roster {
		if x := &s.roster[i]; teamOf(x) == team && x.Here != ledger.Absent && !s.e.Bars(x) {
			out = append(out, x.No)
		}
	}
	return out
}

func (s *Prizes) entrant(no int) *ledger.Entrant {
	i := slices.IndexFunc(s.roster, func(x ledger.Entrant) bool { return x.No == no })
	if i < 0 {
		return &ledger.Entrant{}
	}
	return &s.roster[i]
}

// winners are those drawn who are not taken down yet.
func (s *Prizes) winners() []ledger.Award {
	var out []ledger.Award
	for _, d := range s.draws {
		if d.Void {
			continue
		}
		for _, n := range d.Winners {
			w := ledger.Award{No: n, Level: d.Level}
			for _, p := range s.e.Prizes {
				if p.Level == d.Level {
					w.Amount = p.Each
				}
			}
			if !s.given[awardKey(n, d.Level)] && !slices.ContainsFunc(s.awards, func(a ledger.Award) bool { return a.No == n && a.Level == d.Level }) {
				out = append(out, w)
			}
		}
	}
	return out
}

func (s *Prizes) takeWinners() screen.Action {
	n, lacking := 0, ""
	m, typed := s.amount.Money()
	for _, w := range s.winners() {
		if w.Amount == 0 && typed && strings.TrimSpace(s.level.Key()) == w.Level {
			w.Amount = m
		}
		if w.Amount == 0 {
			lacking = w.Level
			continue
		}
		s.put(w)
		n++
	}
	s.lay()
	if lacking != "" && n == 0 {
		s.level.SetText(lacking)
		s.form.Focus("amount")
		return screen.Notice{Text: "方案里没有“" + ledger.Plain(lacking) + "”的标准。请先填每人的金额，再按 F5。", Bad: true}
	}
	return screen.Notice{Text: fmt.Sprintf("记下中奖的 %d 人。", n)}
}

// levelName is what the list calls an award.
func (s *Prizes) levelName(w *ledger.Award) string {
	if s.keeps {
		return "纪念品"
	}
	return w.Level
}

// importWinners reads a list of winners.
func (s *Prizes) importWinners(path string) screen.Action {
	if path == "" {
		return nil
	}
	all, nos := s.roster, s.nos
	return screen.Run{Title: "读取名单", Work: func(screen.Progress) tea.Msg {
		got, err := readWinners(all, nos, path)
		return won{got, err}
	}}
}

// took takes a list of winners down; who has the prize already is told.
func (s *Prizes) took(m won) screen.Action {
	if m.err != nil {
		return desk.Bad(m.err)
	}
	n := 0
	for _, w := range m.awards {
		if s.put(w) == "" {
			n++
		}
	}
	s.lay()
	if twice := len(m.awards) - n; twice > 0 {
		return screen.Notice{Text: fmt.Sprintf("记下 %d 行；另有 %d 行已经有了，没有重复记。", n, twice)}
	}
	return screen.Notice{Text: fmt.Sprintf("记下 %d 行，核对以后按 F8。", n)}
}

// giveKeeps takes down a keepsake for everybody who came and won nothing: not
// both (domain rules §9.5).
func (s *Prizes) giveKeeps(text string) screen.Action {
	m, err := ledger.EvalMoney(text)
	if err != nil || m <= 0 {
		return screen.Notice{Text: "每人金额不对，例如 45.00。", Bad: true}
	}
	for i := range s.roster {
		x := &s.roster[i]
		if x.Here == ledger.Absent || s.prized[x.No] {
			continue
		}
		s.awards = append(s.awards, ledger.Award{No: x.No, Amount: m})
	}
	if s.keeps = len(s.awards) > 0; !s.keeps {
		return screen.Notice{Text: "没有可以发纪念品的人：到场的都已得奖或已领。", Bad: true}
	}
	s.lay()
	return screen.Notice{Text: fmt.Sprintf("记下 %d 人，每人 %s 元；得过奖、领过的没有列。", len(s.awards), m.Grouped())}
}

// typedName stops at a name that stands in the field and was not taken down yet:
// a winner must not be lost on the way to the next step.
func (s *Prizes) typedName() screen.Action {
	if strings.TrimPrefix(s.who.Text(), "?") == "" || len(s.awards) == 0 {
		return nil
	}
	if ps := s.form.Settle(); len(ps) > 0 {
		s.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	s.form.Focus("who")
	return screen.Notice{Text: "“" + s.who.Option().Text + "”还没有记下：按回车记下，或者清空再按 F8。", Bad: true}
}
