package audit

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// verdicts are what the rules say of every list and event of the period, by the
// finding they belong to. Each is judged by the table as it stood when it was
// made and by the rules in force on its own day, as the union had to judge then.
type verdicts struct{ by map[string][]Found }

// anyForm stands for "some enabled rule has forms" in the list of what a check
// needs.
const anyForm = "form"

// judged reports what the verdicts gave for a finding. needs are the subjects
// of rules without one of which amounts cannot be held against anything.
func judged(id string, needs ...string) func(*Pass) {
	return func(p *Pass) {
		v := p.Verdicts()
		p.AtEnd(func() {
			for _, f := range v.by[id] {
				p.Report(f)
			}
		})
		if len(needs) > 0 {
			p.wantRules(needs)
		}
	}
}

// wantRules says so when nothing is enabled that the check could hold amounts
// against. What holds without any rule is reported all the same.
func (p *Pass) wantRules(needs []string) {
	on := false
	for _, x := range p.R.Rules() {
		if !x.On || p.Period.To != 0 && (x.From > p.Period.To.Last() || x.To != 0 && x.To < p.Period.From.First()) {
			continue
		}
		on = true
		if slices.Contains(needs, string(x.Subject)) || slices.Contains(needs, anyForm) && x.Form != "" {
			return
		}
	}
	if !on {
		p.Cannot("还没有启用任何地区的标准，金额、比例和形式没有可对照的；请在“标准”里确认本地区的规定。")
		return
	}
	p.Cannot("启用的标准里没有管这一项的，没有可对照的；请按本地区的文件补上。")
}

// Verdicts holds the lists and events of the period against the rules, once for
// all checks that ask.
func (p *Pass) Verdicts() *verdicts {
	if p.verdicts != nil {
		return p.verdicts
	}
	v := &verdicts{by: map[string][]Found{}}
	p.verdicts = v
	occasions := map[string]ledger.Occasion{}
	for _, o := range ledger.Occasions(p.R.Practice()) {
		occasions[o.ID] = o
	}
	p.EachGift(func(g *ledger.Gift, sheets []Listed) {
		for i := range sheets {
			if s := &sheets[i].Sheet; s.Live() && s.Kind != ledger.ReturnList {
				v.list(p, g, sheets, i, occasions[g.Occasion])
			}
		}
	})
	p.EachEvent(func(e *ledger.Event, roster []ledger.Entrant) {
		if begun(p, e) {
			v.event(p, e, roster)
		}
	})
	return v
}

// list judges one sheet with what came back of it, as it was judged when made:
// a supplement by its own day and moment.
func (v *verdicts) list(p *Pass, g *ledger.Gift, sheets []Listed, i int, o ledger.Occasion) {
	s := &sheets[i].Sheet
	lines := slices.Clone(sheets[i].Shares)
	for _, other := range sheets {
		for _, x := range other.Shares {
			if x.Of == s.ID && other.Sheet.Live() {
				lines = append(lines, x)
			}
		}
	}
	made := g.Made
	act := *g
	if s.Kind == ledger.Supplement {
		act.Day, made = s.Day, s.Made
	}
	keys := []string{g.ID.String()}
	if ref, ok := refOf(p, s.Voucher); ok {
		keys = append(keys, ref)
	}
	at := fmt.Sprintf("%s %s：", g.ID, g.Title)
	said, all := answered(g.Reason, g.Second), ledger.JudgeGift(p.R, &act, lines, made)
	if discreet(g, o) {
		at, said = shade(at, lines), shade(said, lines)
		for i := range all {
			all[i].Text = shade(all[i].Text, lines)
		}
	}
	v.take(all, func(x ledger.Verdict) string { return listFinding(x, g, o) },
		Found{Text: at, Keys: keys, On: fmt.Sprintf("gift/%d", g.ID), Month: g.Day.Month()}, said)
}

func (v *verdicts) event(p *Pass, e *ledger.Event, roster []ledger.Entrant) {
	s := p.EventSum(e)
	v.take(ledger.JudgeEvent(p.R, e, roster, e.Made), eventFinding,
		Found{Text: fmt.Sprintf("%s %s：", e.ID, e.Name), Keys: refsOf(e, s), On: onEvent(e), Month: e.From.Month()}, answered(e.Reason, e.Second))
}

// answered is what was written when a warning was passed over. It does not make
// the thing right, but the auditor should know.
func answered(reason, second string) string {
	if reason == "" {
		return ""
	}
	return fmt.Sprintf("办理时写的理由：%s（共同负责：%s）。", reason, second)
}

// take turns verdicts into findings: all persons under one rule in one list are
// one finding.
func (v *verdicts) take(all []ledger.Verdict, which func(ledger.Verdict) string, base Found, said string) {
	type group struct {
		id   string
		rule string
		note bool
	}
	var order []group
	by := map[group][]ledger.Verdict{}
	for _, x := range all {
		k := group{which(x), x.Rule.ID, x.Rule.Severity == ledger.SevNote}
		if k.id == "" {
			continue
		}
		if by[k] == nil {
			order = append(order, k)
		}
		by[k] = append(by[k], x)
	}
	for _, k := range order {
		f := base
		f.Keys = slices.Clone(base.Keys)
		var over ledger.Money
		for _, x := range by[k] {
			over += x.Over
		}
		first := by[k][0]
		f.Text += strings.TrimSuffix(first.Text, first.Rule.Severity.Demand())
		if n := len(by[k]); n > 1 {
			f.Text += fmt.Sprintf("同样的共 %d 条。", n)
		}
		f.Text += said
		if over != 0 {
			f.Amount = &over
		}
		if k.note {
			f.Severity = Remark
		}
		v.by[k.id] = append(v.by[k.id], f)
	}
}

// listFinding is the finding that a verdict on a list belongs to.
func listFinding(x ledger.Verdict, g *ledger.Gift, o ledger.Occasion) string {
	if x.Rule.Subject == "" {
		return builtInFinding(x.Rule.ID, personal(o.Subject))
	}
	whole := x.Member == 0 && x.Name == "" && x.Over == 0
	switch {
	case whole && x.Rule.Severity == ledger.SevNote && len(x.Rule.Evidence) > 0 && strings.Contains(x.Text, "证明材料"):
		return "F20"
	case whole && x.Rule.Form != "" && !slices.Contains(strings.Fields(x.Rule.Form), string(g.Form)) && strings.Contains(x.Text, "形式"):
		return "F18"
	case x.Rule.Measure == ledger.ShareOfParticipants:
		return "F13"
	}
	return subjectFinding(x.Rule.Subject)
}

// eventFinding is that of a verdict on an event. What it says of approval is
// asked by F11, and prizes are judged by their lists.
func eventFinding(x ledger.Verdict) string {
	if x.Rule.Subject == "" {
		return builtInFinding(x.Rule.ID, false)
	}
	switch f := subjectFinding(x.Rule.Subject); f {
	case "F24", "F25", "F26":
		return f
	}
	return ""
}

// builtInFinding maps the conditions that hold without a row ([ledger.BuiltIns]).
func builtInFinding(id string, personal bool) string {
	switch id {
	case "G01", "G03", "G11":
		return "F19"
	case "G02":
		if personal {
			return "F20"
		}
		return "F19"
	case "G04":
		return "F21"
	case "G05", "G14":
		return "F17"
	case "G06", "G07", "G08":
		return "F14"
	case "G12", "G13":
		return "F24"
	}
	return "" // G09, G10: F11; G15: said of a rule's evidence
}

func personal(s ledger.Subject) bool { return subjectFinding(s) == "F20" }

// subjectFinding maps what a rule is about to the finding of its amount or count.
func subjectFinding(s ledger.Subject) string {
	switch s {
	case ledger.SubPrizeShare:
		return "F13"
	case ledger.SubPrizeSingle, ledger.SubPrizeTeam, ledger.SubTrainingAward:
		return "F14"
	case ledger.SubKeepsake, ledger.SubKit:
		return "F15"
	case ledger.SubFestival, ledger.SubFestivalPool:
		return "F16"
	case ledger.SubBirthday, ledger.SubMarriage, ledger.SubBirth, ledger.SubHospital, ledger.SubDeathMember, ledger.SubDeathKin, ledger.SubRetirement:
		return "F20"
	case ledger.SubOutingDay, ledger.SubOuting2D, ledger.SubFilm, ledger.SubPark:
		return "F24"
	case ledger.SubDuesTopup:
		return "F25"
	case ledger.SubMeal:
		return "F26"
	}
	return ""
}

// meals adds to the rate per head that somebody must have eaten.
func meals(p *Pass) {
	judged("F26", "meal")(p)
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		s := p.EventSum(e)
		var eaten ledger.Money
		for _, c := range s.Costs {
			if strings.Contains(c.Item, "餐") {
				eaten += c.Amount
			}
		}
		if eaten > 0 && s.Present+s.Absent == 0 && begun(p, e) && (p.Today == 0 || e.Last() < p.Today) {
			p.Report(Found{Text: fmt.Sprintf("%s %s 用餐 %s 元，没有登记谁到了，算不出每人每餐多少钱。", e.ID, e.Name, eaten.Grouped()), Keys: refsOf(e, s), On: onEvent(e), Amount: &eaten, Month: e.From.Month()})
		}
	})
}
