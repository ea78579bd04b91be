package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Award is one prize to one person of the roster; every member of a team gets
// a line of its own.
type Award struct {
	No     int // of the roster
	Level  string
	Team   string
	Amount Money // 0: what the plan says of the level
	Qty    int
	Note   string
}

// AwardPrizes gives out prizes (or, with Keepsake, keepsakes) of an event: a
// welfare act with its sheet, and its voucher when Money is set. The voucher's
// line is tied to the event's costs.
type AwardPrizes struct {
	Event    EventID
	Day      Day // 0: the event's last day
	Keepsake bool
	Form     Form // "": goods
	Item     string
	Awards   []Award
	Bill     Bill
	Money    Code // see [GiveOut]
	Papers   int
	Post     bool
	Reviewer string
	Reason   string // for warnings, and for those who win without having been there
	Second   string
}

// Name of the act.
func (AwardPrizes) Name() string { return "event.prize" }

// Posts reports whether the act posts on the way.
func (a AwardPrizes) Posts() bool { return a.Post }

// PrizeItem is the item of the plan that prizes are counted under.
const PrizeItem = "奖品"

// Decide checks who wins and lets [GiveOut] do the rest.
func (a AwardPrizes) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	g, err := a.Gives(r, by)
	if err != nil {
		return Plan{}, err
	}
	p, err := g.decide(r, by)
	if err != nil {
		return Plan{}, err
	}
	return tieGiven(p, e, a.item(&e)), nil
}

// Gives is the welfare act that the prizes make, for a look at what the rules
// say of it before it is done.
func (a AwardPrizes) Gives(r Reader, by Stamp) (GiveOut, error) {
	e, ok := r.Event(a.Event)
	if !ok {
		return GiveOut{}, Errf(CodeUnknown, "没有找到活动 %d；活动的编号见活动列表。", uint64(a.Event))
	}
	if e.Payer == BySchool {
		return GiveOut{}, Errf(CodeState, "%s由学校出钱，奖品不进工会的账。", e.ID)
	}
	shares, err := a.shares(r, &e)
	if err != nil {
		return GiveOut{}, err
	}
	what, occasion := "奖品", "prize"
	if a.Keepsake {
		what, occasion = "纪念品", "keepsake"
	}
	g := Gift{Occasion: occasion, Title: e.Name + what, Day: a.Day, Form: a.Form, Item: a.Item, Expense: e.Kind.Account(), Event: e.ID, Payer: e.Payer, Approved: e.Approved,
		Bill: a.Bill, Reason: a.Reason, Second: a.Second}
	if g.Day == 0 {
		g.Day = e.Last()
	}
	if g.Form == "" {
		g.Form = Goods
	}
	return GiveOut{Gift: g, Shares: shares, Money: a.Money, Papers: a.Papers, Post: a.Post, Reviewer: a.Reviewer}, nil
}

// Account is where the costs of a kind of event are booked (domain rules §2.1).
func (k EventKind) Account() Code {
	switch k {
	case Outing, Show, ParkPass:
		return "50105"
	case Lecture:
		return "50101"
	case Skills:
		return "50301"
	}
	return "50102"
}

// shares turns the awards into lines and refuses who may not win.
func (a AwardPrizes) shares(r Reader, e *Event) ([]Share, error) {
	if len(a.Awards) == 0 {
		return nil, Errf(CodeRequired, "还没有获奖的人。")
	}
	roster, counted := map[int]Entrant{}, false
	for _, x := range Roster(r, e.ID) {
		roster[x.No] = x
		counted = counted || x.Here != Unsaid
	}
	reason, _ := Clean(a.Reason)
	type once struct {
		no    int
		level string
	}
	seen := map[once]bool{}
	for s := range EventShares(r, e) {
		for _, x := range roster {
			if s.Occasion == "prize" && x.Is(r, s.Member, s.Name) {
				seen[once{x.No, s.Level}] = true
			}
		}
	}
	var ps Problems
	var out []Share
	for i, w := range a.Awards {
		level, _ := Clean(w.Level)
		team, _ := Clean(w.Team)
		note, _ := Clean(w.Note)
		x, ok := roster[w.No]
		f, who := fmt.Sprintf("award-%d", i), strings.TrimSpace(x.Name+" "+level)
		plan := e.prizePlan(level)
		amount := w.Amount
		if amount == 0 && plan != nil {
			amount = plan.Each
		}
		switch {
		case !ok:
			ps.Add(f, "", CodeUnknown, "活动名单里没有第 %d 号。", w.No)
		case level == "" && !a.Keepsake:
			ps.Add(f, x.Name, CodeRequired, "请写明奖项，例如“一等奖”。")
		case amount <= 0 || amount > MaxMoney:
			ps.Add(f, who, CodeBadAmount, "请填写奖品的金额；方案里没有定这个奖项的标准。")
		case e.Bars(&x):
			ps.Add(f, who, CodeState, "是组织者，按方案不参加评奖。")
		case counted && x.Here != Present && reason == "":
			ps.Add("reason", who, CodeRequired, "没有到场。确要给没到场的人发，请写明理由。")
		case seen[once{w.No, level}]:
			ps.Add(f, who, CodeExists, "已经有这个奖项，不能给两次。")
		default:
			seen[once{w.No, level}] = true
			out = append(out, Share{Member: x.Member, Name: x.Name, Group: x.Group, Qty: w.Qty, Amount: amount, Level: level, Team: cmpOr(team, teamOf(plan, &x)), Note: note})
		}
	}
	return out, ps.Err()
}

func teamOf(plan *PrizePlan, x *Entrant) string {
	if plan == nil || !plan.Team {
		return ""
	}
	return cmpOr(x.Team, x.Group)
}

func (e *Event) prizePlan(level string) *PrizePlan {
	i := slices.IndexFunc(e.Prizes, func(p PrizePlan) bool { return p.Level == level })
	if i < 0 {
		return nil
	}
	return &e.Prizes[i]
}

// item is the item of the plan the voucher goes to.
func (a AwardPrizes) item(e *Event) string {
	if a.Keepsake {
		return "纪念品"
	}
	for _, b := range e.Budget {
		if strings.Contains(b.Name, "奖") {
			return b.Name
		}
	}
	return PrizeItem
}

// tieGiven adds the voucher of a plan to the event's costs.
func tieGiven(p Plan, e Event, item string) Plan {
	f := e
	f.Costs = slices.Clone(e.Costs)
	for _, c := range p.Changes {
		v, ok := c.After.(Voucher)
		if !ok || c.Before != nil {
			continue
		}
		for i, l := range v.Lines {
			if l.Account.Class() == Expense && l.Net() != 0 {
				f.Costs = append(f.Costs, EventCost{Voucher: v.ID, Line: i, Item: item})
			}
		}
	}
	if len(f.Costs) > len(e.Costs) {
		p.Changes = append(p.Changes, Edit(e, f))
	}
	return p
}

// ItemOf is what the plan gives for a level, "" when it says nothing.
func (e *Event) ItemOf(level string) string {
	if p := e.prizePlan(level); p != nil {
		return p.Item
	}
	return ""
}
