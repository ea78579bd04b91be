package audit

import (
	"fmt"

	"huizhang/ledger"
)

// budgetChecks are F09–F12: whether what was done had been planned and allowed.
// The book has no budget of the year; events have plans, and these are looked at.
func budgetChecks() []Check {
	return []Check{
		{ID: "F09", Title: "没有预算或超预算", Question: "活动有没有预算，实际花的超了没有？（年度预算不在账本里，只对活动的预算）", Severity: Grave,
			Basis: "《基层工会预算管理办法》；预算管理原则", Source: "domain.md §9.1、§18.5", Confidence: "C", Look: overPlan},
		{ID: "F10", Title: "调整预算没有纪要", Question: "活动方案批准后又增加预算的，有没有会议纪要？（年度预算的调整不在账本里）", Severity: Doubt,
			Basis: "《基层工会预算管理办法》；预算调整须按原程序", Source: "domain.md §9.1、§18.5", Confidence: "C", Look: revisedPlan},
		{ID: "F11", Title: "活动没有先批准", Question: "活动是不是先有批准、后举办？", Severity: Doubt,
			Basis: "各校工会经费管理办法：活动先申请、后举办", Source: "domain.md §9.5、§18.5", Confidence: "B", Look: notApproved},
		{ID: "F12", Title: "活动没有签到", Question: "花了钱的活动，有没有签到名单证明谁参加了？", Severity: Doubt,
			Basis: "各校工会经费管理办法：报销附参加人员名单", Source: "domain.md §9.5、§18.5", Confidence: "B", Look: noAttendance},
	}
}

func onEvent(e *ledger.Event) string { return fmt.Sprintf("event/%d", e.ID) }

// refsOf are the keys of a finding on an event: its number and its vouchers.
func refsOf(e *ledger.Event, s *ledger.EventSum) []string {
	keys := []string{e.ID.String()}
	for _, c := range s.Costs {
		if c.Amount != 0 {
			keys = append(keys, c.Ref)
		}
	}
	return keys
}

// settleGrace is how many days after an event its settlement may be waited for;
// what is over its budget then is simply over it.
const settleGrace = 31

func overPlan(p *Pass) {
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		s := p.EventSum(e)
		f := Found{Keys: refsOf(e, s), On: onEvent(e), Month: e.From.Month()}
		over := s.Over()
		switch {
		case s.Actual <= 0 || over <= 0:
			return
		case s.Planned == 0:
			f.Severity, f.Amount = Doubt, &s.Actual
			f.Text = fmt.Sprintf("%s %s 没有预算，已经花了 %s 元。", e.ID, e.Name, s.Actual.Grouped())
		case e.OverFrom != "":
			f.Severity, f.Amount = Remark, &over
			f.Text = fmt.Sprintf("%s %s 预算 %s 元，实际 %s 元，超 %s 元。决算写的来源：%s", e.ID, e.Name, s.Planned.Grouped(), s.Actual.Grouped(), over.Grouped(), sentence(e.OverFrom))
		default:
			f.Amount = &over
			f.Text = fmt.Sprintf("%s %s 预算 %s 元，实际 %s 元，超 %s 元，没有写明多出的钱从哪里来。", e.ID, e.Name, s.Planned.Grouped(), s.Actual.Grouped(), over.Grouped())
			if e.State != ledger.EventSettled && (p.Today == 0 || p.Today.DaysSince(e.Last()) <= settleGrace) {
				f.Severity = Doubt // the settlement will still ask for it
			}
		}
		p.Report(f)
	})
	p.AtEnd(func() { overYear(p) })
	p.Cannot("账本里没有上级批准的年度预算；活动的预算和年度计划里写的金额已经对照，全年预算请拿批准的预算表对收入支出表。")
}

// overYear holds what came of the rows of the year's plan against their amounts.
// The plan is the committee's own intention, not an approved budget: a note.
func overYear(p *Pass) {
	done := map[int]bool{}
	for _, m := range p.Months {
		if done[m.Year()] {
			continue
		}
		done[m.Year()] = true
		for _, row := range ledger.YearPlan(p.R, m.Year(), p.Today).Rows {
			x, over := row.Item, row.Actual-row.Item.Amount
			if row.State == ledger.PlanGone || x.Amount == 0 || over <= 0 || !p.asked.Has(row.Day.Month()) {
				continue
			}
			f := Found{Severity: Remark, Amount: &over, Month: row.Day.Month(),
				Text: fmt.Sprintf("%d年计划第 %d 项“%s”写的是 %s 元，实际 %s 元，多 %s 元。", x.Year, x.No, x.Name, x.Amount.Grouped(), row.Actual.Grouped(), over.Grouped())}
			if x.Event != 0 {
				f.Keys, f.On = []string{x.Event.String()}, fmt.Sprintf("event/%d", x.Event)
			} else {
				f.Keys, f.On = []string{x.Gift.String()}, fmt.Sprintf("gift/%d", x.Gift)
			}
			p.Report(f)
		}
	}
}

func revisedPlan(p *Pass) {
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		now := e.Planned()
		for i, x := range e.Revised {
			next := now
			if i+1 < len(e.Revised) {
				next = e.Revised[i+1].Was
			}
			more := next - x.Was
			day := ledger.DayAt(x.At)
			if more <= 0 || e.Approved.Minute != "" && e.Approved.Day >= day {
				continue
			}
			p.Report(Found{Text: fmt.Sprintf("%s %s 的预算由 %s 元改为 %s 元（%s，原因：%s），之后没有再登记批准和会议纪要。", e.ID, e.Name, x.Was.Grouped(), next.Grouped(), x.By, x.Why),
				Keys: []string{e.ID.String()}, On: onEvent(e), Amount: &more, Month: e.From.Month()})
		}
	})
	p.Cannot("账本里没有年度预算，年度预算的调整查不了；请看工会委员会和经审会的会议纪要。")
}

// begun reports whether an event was held out of union money: one that was
// called off, lies ahead or is the school's has nothing to prove.
func begun(p *Pass, e *ledger.Event) bool {
	return e.State != ledger.EventCancelled && e.Payer != ledger.BySchool && (p.Today == 0 || e.From <= p.Today)
}

func notApproved(p *Pass) {
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		f := Found{Keys: []string{e.ID.String()}, On: onEvent(e), Month: e.From.Month()}
		switch {
		case !begun(p, e):
			return
		case e.Approved.Day == 0:
			f.Text = fmt.Sprintf("%s %s 在 %s 举办，没有登记批准（谁、哪天、哪次会议）。", e.ID, e.Name, e.From)
		case e.Approved.Day > e.From:
			f.Text = fmt.Sprintf("%s %s 在 %s 举办，%s 才批准。", e.ID, e.Name, e.From, e.Approved.Day)
		default:
			return
		}
		p.Report(f)
	})
}

func noAttendance(p *Pass) {
	p.EachEvent(func(e *ledger.Event, _ []ledger.Entrant) {
		s := p.EventSum(e)
		if !begun(p, e) || p.Today != 0 && e.Last() >= p.Today || s.Actual <= 0 || s.Present+s.Absent > 0 {
			return
		}
		p.Report(Found{Text: fmt.Sprintf("%s %s 花了 %s 元，没有登记谁到了。请补签到表，或说明怎样核对人数。", e.ID, e.Name, s.Actual.Grouped()),
			Keys: refsOf(e, s), On: onEvent(e), Amount: &s.Actual, Month: e.From.Month()})
	})
}
