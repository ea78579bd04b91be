package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// DrawText is what is hashed for one number of a draw. Together with
// [DrawWinners] it is the whole recipe; anybody can redo it with a tool that
// reckons SHA-256 over UTF-8 text.
func DrawText(e EventID, no int, roster, seed string, entrant int) string {
	return fmt.Sprintf("%s %d %s %s %d", e, no, roster, seed, entrant)
}

// DrawRecipe says in words how winners follow from the seed; it is printed
// under every list of winners.
func DrawRecipe(d Draw) string {
	return fmt.Sprintf("每个号码写成一行“%s”（活动编号、第几次、名单核对码、种子、号码，中间一个空格），算这行文字（UTF-8）的 SHA-256，按得数从小到大排，前 %d 个号码中奖。",
		DrawText(d.Event, d.No, d.Roster, cmpOr(d.Seed, "种子"), 1), d.Count)
}

// DrawWinners ranks the numbers of the pool by the SHA-256 of their lines and
// takes the first count of them. The order of the pool does not matter.
func DrawWinners(e EventID, no int, roster, seed string, count int, pool []int) []int {
	type ticket struct {
		sum string
		no  int
	}
	tickets := make([]ticket, 0, len(pool))
	for _, n := range pool {
		sum := sha256.Sum256([]byte(DrawText(e, no, roster, seed, n)))
		tickets = append(tickets, ticket{hex.EncodeToString(sum[:]), n})
	}
	slices.SortFunc(tickets, func(a, b ticket) int { return cmp.Or(strings.Compare(a.sum, b.sum), a.no-b.no) })
	out := make([]int, 0, count)
	for _, t := range tickets[:min(count, len(tickets))] {
		out = append(out, t.no)
	}
	return out
}

// DrawPool lists who takes part in an event's next draw: on the roster, not
// absent, not barred as organiser, and no winner of an earlier draw that stands.
func DrawPool(r Events, e *Event) []int {
	won := map[int]bool{}
	for d := range r.Draws(e.ID) {
		for _, n := range d.Winners {
			won[n] = won[n] || !d.Void
		}
	}
	var out []int
	for _, x := range Roster(r, e.ID) {
		if x.Here != Absent && !won[x.No] && !e.Bars(&x) {
			out = append(out, x.No)
		}
	}
	return out
}

// Bars reports whether somebody may win nothing as an organiser.
func (e *Event) Bars(x *Entrant) bool {
	return e.Barred && (x.Organiser || x.Member != 0 && slices.Contains(e.Organisers, x.Member))
}

// DrawsOf lists an event's draws.
func DrawsOf(r Events, id EventID) []Draw { return slices.Collect(r.Draws(id)) }

// AnnounceDraw says that so many winners of a level will be drawn, and where
// the seed will come from, before anybody can know the seed. The roster is
// frozen by it.
type AnnounceDraw struct {
	Event EventID
	Level string
	Count int
	How   string // 现场抛十次骰子, 当天上证指数收盘价 …
}

// Name of the act.
func (AnnounceDraw) Name() string { return "draw.announce" }

// Decide names the roster it will be drawn from.
func (a AnnounceDraw) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	d := Draw{Event: e.ID, Count: a.Count, Announced: by.Time}
	d.Level, _ = Clean(a.Level)
	d.How, _ = Clean(a.How)
	return announce(r, e, d, by)
}

// announce enters a draw that is to come.
func announce(r Reader, e Event, d Draw, by Stamp, also ...Change) (Plan, error) {
	var ps Problems
	if d.Level == "" {
		ps.Add("level", "", CodeRequired, "请写明抽什么奖，例如“幸运奖”。")
	}
	if d.How == "" {
		ps.Add("how", "", CodeRequired, "请先公布种子从哪里来，例如“请三位老师现场各报一个数”。")
	}
	roster := Roster(r, e.ID)
	switch left := len(DrawPool(r, &e)); {
	case len(roster) == 0:
		ps.Add("", "", CodeRequired, "%s的名单还是空的，请先加人。", e.ID)
	case d.Count < 1:
		ps.Add("count", "", CodeBadValue, "名额至少 1 名。")
	case d.Count > left && d.Redoes == 0:
		ps.Add("count", "", CodeBadValue, "还有 %d 人可以参加抽奖，抽不出 %d 名。", left, d.Count)
	}
	for _, o := range DrawsOf(r, e.ID) {
		d.No = max(d.No, o.No)
		if o.Seed == "" && !o.Void && o.No != d.Redoes {
			ps.Add("", "", CodeState, "第 %d 次（%s）已经公布，还没有抽；请先抽完。", o.No, o.Level)
		}
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	d.No++
	d.Roster = RosterCode(e.ID, roster)
	p := Plan{Title: fmt.Sprintf("公布抽奖 %s 第 %d 次：%s %d 名，名单核对码 %s，种子：%s", e.ID, d.No, d.Level, d.Count, d.Roster, d.How), Object: eventObject(e.ID), Reason: d.Why,
		Changes: append(also, Put(d))}
	if e.Frozen == 0 {
		f, _, err := frozen(r, e, by)
		if err != nil {
			return Plan{}, err
		}
		p.Changes = append(p.Changes, Edit(e, f))
	}
	return p, nil
}

// RunDraw draws an announced draw with the seed typed before everybody.
type RunDraw struct {
	Event EventID
	No    int
	Seed  string
}

// Name of the act.
func (RunDraw) Name() string { return "draw.run" }

// Decide reckons the winners.
func (a RunDraw) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	old, ok := drawNo(r, a.Event, a.No)
	seed := SeedText(a.Seed)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "%s没有公布过第 %d 次抽奖。抽奖要先公布，再报种子。", e.ID, a.No)
	case old.Void:
		return Plan{}, Errf(CodeState, "第 %d 次抽奖已作废。", a.No)
	case old.Seed != "":
		return Plan{}, Errf(CodeState, "第 %d 次抽奖已经抽过，不能换种子再抽；确要重抽，请写明原因。", a.No)
	case seed == "":
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"seed", "", CodeRequired, "请输入现场得到的种子。"}}}
	case len([]rune(seed)) > 200:
		return Plan{}, &Error{Code: CodeTooLarge, Problems: []Problem{{"seed", "", CodeTooLarge, "种子太长，最多 200 个字。"}}}
	}
	if code := RosterCode(e.ID, Roster(r, e.ID)); code != old.Roster {
		return Plan{}, Errf(CodeState, "公布抽奖以后名单有改动（公布时核对码 %s，现在 %s），不能再抽。请写明原因重新公布。", old.Roster, code)
	}
	pool := DrawPool(r, &e)
	if old.Count > len(pool) {
		return Plan{}, Errf(CodeState, "能参加抽奖的只有 %d 人，抽不出 %d 名。", len(pool), old.Count)
	}
	d := old
	d.Seed, d.Pool, d.Drawn = seed, pool, by.Time
	d.Winners = DrawWinners(e.ID, d.No, d.Roster, seed, d.Count, pool)
	return Plan{Title: fmt.Sprintf("抽奖 %s 第 %d 次：%s %d 名，种子“%s”", e.ID, d.No, d.Level, len(d.Winners), seed), Object: eventObject(e.ID), Changes: []Change{Edit(old, d)}}, nil
}

// SeedText is a seed as it is hashed: cleaned, full-width signs plain, and one
// space where there were several, so that two people who type it get the same.
func SeedText(s string) string {
	s, _ = Clean(s)
	return strings.Join(strings.Fields(FoldWidth(s)), " ")
}

// RedoDraw marks a draw void, with a reason, and announces it anew.
type RedoDraw struct {
	Event EventID
	No    int
	Why   string
	How   string // where the new seed will come from; "": as before
}

// Name of the act.
func (RedoDraw) Name() string { return "draw.redo" }

// Decide refuses once prizes of that draw were given out.
func (a RedoDraw) Decide(r Reader, by Stamp) (Plan, error) {
	e, err := openEvent(r, a.Event)
	if err != nil {
		return Plan{}, err
	}
	old, ok := drawNo(r, a.Event, a.No)
	why, _ := Clean(a.Why)
	switch {
	case !ok || old.Void:
		return Plan{}, Errf(CodeUnknown, "没有第 %d 次抽奖，或者它已作废。", a.No)
	case why == "":
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"why", "", CodeRequired, "请写明为什么重抽。"}}}
	}
	for s := range EventShares(r, &e) {
		if s.Occasion == "prize" && s.Level == old.Level {
			return Plan{}, Errf(CodeState, "%s已经登记发放（%s），不能重抽；请先撤销那张发放表。", old.Level, s.Sheet)
		}
	}
	void := old
	void.Void = true
	d := Draw{Event: e.ID, Level: old.Level, Count: old.Count, How: old.How, Announced: by.Time, Redoes: old.No, Why: why}
	if how, _ := Clean(a.How); how != "" {
		d.How = how
	}
	return announce(r, e, d, by, Edit(old, void))
}

func drawNo(r Events, id EventID, no int) (Draw, bool) {
	for d := range r.Draws(id) {
		if d.No == no {
			return d, true
		}
	}
	return Draw{}, false
}
