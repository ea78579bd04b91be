package ledger

import (
	"fmt"
	"strings"
)

// LentOut counts an article's pieces in somebody's hands.
func LentOut(r Stocks, id ArticleID) int {
	n := 0
	for l := range r.Lendings() {
		if l.Article == id && l.Back == 0 {
			n += l.Qty
		}
	}
	return n
}

// Overdue reports whether gear should have come back before today.
func (l *Lending) Overdue(today Day) bool { return l.Back == 0 && l.Due != 0 && l.Due < today }

// Lend gives small gear into somebody's hands.
type Lend struct {
	Article ArticleID
	Member  MemberID // 0: somebody outside the register
	Who     string   // then this is the name
	Qty     int
	Day     Day
	Due     Day // 0: not agreed
	Note    string
}

// Name of the act.
func (Lend) Name() string { return "lend.out" }

// Decide holds what is there against what is lent.
func (a Lend) Decide(r Reader, by Stamp) (Plan, error) {
	l := Lending{ID: r.LastLending() + 1, Article: a.Article, Member: a.Member, Name: CleanName(a.Who), Qty: a.Qty, Day: a.Day, Due: a.Due}
	l.Note, _ = Clean(a.Note)
	var ps Problems
	x, ok := r.Article(a.Article)
	switch {
	case !ok:
		ps.Add("article", "", CodeUnknown, "没有找到这种物品。")
	case !x.Gear || x.Off:
		ps.Add("article", x.Title(), CodeState, "“%s”不是出借的器材。请先在物品里勾选“可出借”。", x.Title())
	}
	if a.Member != 0 {
		m, found := SameMember(r, a.Member)
		if !found {
			ps.Add("who", "", CodeUnknown, "名册里没有这个人。")
		}
		l.Member, l.Name = m.ID, m.Name
	} else if l.Name == "" {
		ps.Add("who", "", CodeRequired, "请写明借给谁。")
	}
	if a.Qty <= 0 || a.Qty > mostPieces {
		ps.Add("qty", "", CodeBadValue, "数量要大于零。")
	} else if ok {
		have, _, kept := onCard(r, x.ID)
		if rest := have - LentOut(r, x.ID); kept && a.Qty > rest {
			ps.Add("qty", "", CodeState, "“%s”手头只有 %d %s，不够借 %d。", x.Title(), rest, x.unit(), a.Qty)
		}
	}
	switch {
	case !a.Day.Valid():
		ps.Add("day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。")
	case a.Due != 0 && (!a.Due.Valid() || a.Due < a.Day):
		ps.Add("due", "", CodeBadDay, "应还日期不能早于借出日期 %s。", a.Day)
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	return Plan{Title: fmt.Sprintf("借出 %s %d%s 给 %s", x.Title(), l.Qty, x.unit(), l.Name), Member: l.Member, Object: articleObject(x.ID), Changes: []Change{Put(l)}}, nil
}

// onCard is what an article's card shows; kept is false for gear that has none.
func onCard(r Stocks, id ArticleID) (qty int, value Money, kept bool) {
	for m := range r.StockMoves(id) {
		qty, value, kept = qty+m.Qty, value+m.Amount, true
	}
	return qty, value, kept
}

// GiveBack takes lent gear back. What is neither given back nor lost stays lent.
// Lost gear without value in the books leaves its card at once; of the rest a
// stock-take must say it.
type GiveBack struct {
	ID   LendingID
	Day  Day
	Back int // pieces given back
	Lost int // pieces that will not come back
	Note string
}

// Name of the act.
func (GiveBack) Name() string { return "lend.back" }

// Decide closes the lending, and opens another for what is still out.
func (a GiveBack) Decide(r Reader, by Stamp) (Plan, error) {
	var old Lending
	for l := range r.Lendings() {
		if l.ID == a.ID {
			old = l
		}
	}
	x, _ := r.Article(old.Article)
	note, _ := Clean(a.Note)
	var ps Problems
	switch n := a.Back + a.Lost; {
	case old.ID == 0:
		return Plan{}, Errf(CodeUnknown, "没有找到这笔借用。")
	case old.Back != 0:
		return Plan{}, Errf(CodeState, "这笔借用已于 %s 归还。", old.Back)
	case a.Back < 0 || a.Lost < 0 || n == 0 || n > old.Qty:
		ps.Add("qty", "", CodeBadValue, "归还和丢失合起来应在 1 到 %d 之间。", old.Qty)
	}
	if !a.Day.Valid() || a.Day < old.Day {
		ps.Add("day", "", CodeBadDay, "归还日期不能早于借出日期 %s。", old.Day)
	}
	if a.Lost > 0 && strings.TrimSpace(note) == "" {
		ps.Add("note", "", CodeRequired, "有 %d %s丢失，请写明情况和怎样处理。", a.Lost, x.unit())
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	nu := old
	nu.Qty, nu.Back, nu.Lost = a.Back+a.Lost, a.Day, a.Lost
	nu.Note = strings.TrimSpace(old.Note + " " + note)
	p := Plan{Title: fmt.Sprintf("%s 归还 %s %d%s", old.Name, x.Title(), a.Back, x.unit()), Member: old.Member, Object: articleObject(x.ID), Changes: []Change{Edit(old, nu)}}
	if rest := old.Qty - nu.Qty; rest > 0 {
		left := old
		left.ID, left.Qty = r.LastLending()+1, rest
		p.Changes = append(p.Changes, Put(left))
		p.Title += fmt.Sprintf("，还有 %d 未还", rest)
	}
	if a.Lost == 0 {
		return p, nil
	}
	p.Title += fmt.Sprintf("，丢失 %d", a.Lost)
	gone, err := lostGear(r, x.ID, a, old.Name)
	p.Changes = append(p.Changes, gone...)
	return p, err
}

// lostGear takes lost pieces off a card that has no value.
func lostGear(r StockReader, id ArticleID, a GiveBack, who string) ([]Change, error) {
	have, value, kept := onCard(r, id)
	if !kept || value != 0 || have < a.Lost {
		return nil, nil
	}
	s := newShelf(r)
	s.add(StockMove{Article: id, Day: a.Day, Qty: -a.Lost, Who: who, Why: "借用丢失：" + strings.TrimSpace(a.Note)})
	return s.out, s.sound()
}
