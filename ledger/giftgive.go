package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Decide makes the act, its first list and, if asked, the voucher; of an event's
// act the voucher counts among the event's costs.
func (a GiveOut) Decide(r Reader, by Stamp) (Plan, error) {
	if a.Gift.Event == 0 {
		return a.decide(r, by)
	}
	e, err := openEvent(r, a.Gift.Event)
	if err != nil {
		return Plan{}, err
	}
	p, err := a.decide(r, by)
	if err != nil {
		return Plan{}, err
	}
	return tieGiven(p, e, a.item(r)), nil
}

// item is the item of an event's plan that a gift of it is counted under.
func (a GiveOut) item(r Reader) string {
	occ, _ := OccasionOf(r.Practice(), a.Gift.Occasion)
	return strings.TrimPrefix(occ.Name, "活动")
}

// decide makes the act without a look at its event.
func (a GiveOut) decide(r Reader, by Stamp) (Plan, error) {
	g := a.Gift
	g.ID, g.By, g.Made, g.Void, g.Warnings = r.LastGift()+1, by.Operator, MadeAt(r, by), "", nil
	l := listing{r: r, by: by, gift: g, sheet: Sheet{ID: r.LastSheet() + 1, Gift: g.ID, Kind: FirstSheet, By: by.Operator, Made: by.Time}}
	if err := l.make(a.Shares, a.Money); err != nil {
		return Plan{}, err
	}
	p := Plan{Title: l.title(), Object: fmt.Sprintf("gift/%d", g.ID), Reason: l.gift.Reason}
	if a.Money != "" {
		b := booking{r: r, by: by, gift: l.gift, sheets: []Sheet{l.sheet}, shares: l.shares, day: l.gift.Day, money: a.Money, papers: a.Papers, post: a.Post, reviewer: a.Reviewer}
		if err := b.into(&p, r.LastVoucher()+1); err != nil {
			return Plan{}, err
		}
		l.sheet = b.sheets[0]
	}
	p.Changes = append(p.Changes, Put(l.gift), Put(l.sheet))
	p.Changes = append(p.Changes, puts(l.shares)...)
	return p, nil
}

func puts(shares []Share) []Change {
	out := make([]Change, len(shares))
	for i, s := range shares {
		out[i] = Put(s)
	}
	return out
}

// listing is a list on its way into the book: the act it belongs to, its sheet
// and its lines.
type listing struct {
	r      Reader
	by     Stamp
	gift   Gift
	sheet  Sheet
	shares []Share
	occ    Occasion
	ps     Problems
}

// make tidies the act and its lines, adds up, and holds both against the rules.
func (l *listing) make(in []Share, money Code) error {
	l.act(money)
	l.lines(in)
	if err := l.ps.Err(); err != nil {
		return err
	}
	checkBill(l.gift.Bill, l.shares, &l.ps)
	if err := l.ps.Err(); err != nil {
		return err
	}
	return l.judge()
}

// title is how log and receipt call the list.
func (l *listing) title() string {
	return fmt.Sprintf("%s %s，%s，%d人，共 %s 元", l.gift.ID, l.gift.Title, l.sheet.ID, headsOf(l.shares), l.sheet.Total.Grouped())
}

// headsOf counts persons, each once, guests by name.
func headsOf(shares []Share) int {
	seen := map[string]bool{}
	for _, s := range shares {
		if s.Member != 0 {
			seen[utoa(uint64(s.Member))] = true
		} else {
			seen["客"+s.Name] = true
		}
	}
	return len(seen)
}

// act tidies the act itself and fills in what its occasion offers.
func (l *listing) act(money Code) {
	g := &l.gift
	for _, s := range []*string{&g.Title, &g.Item, &g.Run, &g.Bill.Ref, &g.Bill.Why, &g.Reason, &g.Second, &g.Approved.By, &g.Approved.Minute} {
		*s, _ = Clean(*s)
		*s = strings.TrimSpace(*s)
	}
	occ, ok := OccasionOf(l.r.Practice(), g.Occasion)
	if !ok {
		l.ps.Add("occasion", g.Occasion, CodeUnknown, "没有“%s”这个事由。", g.Occasion)
		return
	}
	l.occ, g.Occasion = occ, occ.ID
	if !g.Day.Valid() {
		l.ps.Add("day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。")
	}
	if g.Form == "" {
		g.Form = occ.Form
	}
	if !slices.Contains([]Form{Goods, Cash, Transfer, Coupon}, g.Form) {
		l.ps.Add("form", string(g.Form), CodeBadValue, "形式只能是实物、现金、转账或券。")
	}
	if g.Each < 0 || g.Each > MaxMoney {
		l.ps.Add("each", "", CodeBadAmount, "每人标准不能是负数，也不能超过上限。")
	}
	if g.Title == "" {
		year := g.Day.Year()
		if m := g.Day.Month().Num(); (occ.ID == "newyear" || occ.ID == "spring") && m > 10 {
			year++ // given ahead of the festival
		}
		g.Title = fmt.Sprintf("%d年%s", year, occ.Name)
		if !strings.Contains(occ.Name, "慰问") && !strings.Contains(occ.Name, "助") && !strings.HasPrefix(occ.Name, "送") && occ.Account == "50105" {
			g.Title += "慰问"
		}
	}
	l.payer(money)
	l.account(money)
	if len(g.Proofs) == 0 {
		for _, name := range occ.Evidence {
			g.Proofs = append(g.Proofs, ProofItem{Name: name})
		}
	}
	g.Proofs = cleanProofs(g.Proofs)
	l.sheet.Day, l.sheet.Account, l.sheet.Event = g.Day, g.Expense, g.Event
}

func cleanProofs(in []ProofItem) []ProofItem {
	out := slices.Clone(in)
	for i := range out {
		out[i].Name, _ = Clean(out[i].Name)
		out[i].Note, _ = Clean(out[i].Note)
	}
	return out
}

// payer asks who pays where a day is no 年节 (domain rules §9.2). What the
// school pays for is none of the union's money.
func (l *listing) payer(money Code) {
	g := &l.gift
	if !l.occ.Asks {
		g.Payer = ""
		return
	}
	switch g.Payer {
	case ByActivity, ByUnion:
	case BySchool:
		if money != "" || g.Article != 0 {
			l.ps.Add("payer", "", CodeState, "学校（行政）出钱的%s礼品不进工会的账，只登记名单，不要记账。", l.occ.Name)
		}
	default:
		l.ps.Add("payer", "", CodeRequired, "%s不是可以普发慰问品的年节。请说明是哪一种：学校出钱、开展活动的纪念品，还是工会直接发放。", l.occ.Name)
	}
}

// account settles which account carries the act: of the occasion if none is
// given, a lower one if there is only one.
func (l *listing) account(money Code) {
	g := &l.gift
	if g.Article != 0 {
		if _, ok := l.r.Article(g.Article); !ok {
			l.ps.Add("article", "", CodeUnknown, "库存里没有这种物品。")
		}
		if g.Form != Goods {
			l.ps.Add("form", "", CodeBadValue, "从库存发放的只能是实物。")
		}
		g.Expense = "30101"
		return
	}
	if g.Expense == "" {
		g.Expense = l.occ.Account
	}
	if g.Expense.Class() != Expense {
		l.ps.Add("expense", string(g.Expense), CodeBadValue, "慰问要从支出科目（5开头）列支。")
		return
	}
	leaves := leavesOf(l.r.Chart(), g.Expense)
	switch {
	case len(leaves) == 1:
		g.Expense = leaves[0]
	case money == "" && len(leaves) > 1: // decided when it is booked
	case len(leaves) == 0:
		l.ps.Add("expense", string(g.Expense), CodeUnknown, "科目 %s 没有启用。", g.Expense)
	default:
		l.ps.Add("expense", string(g.Expense), CodeRequired, "%s 下面有明细科目，请选到最末一级。", g.Expense)
	}
}

// leavesOf lists the lowest accounts in use at or below c.
func leavesOf(chart []Account, c Code) []Code {
	var out []Code
	for _, a := range chart {
		if a.Code.Under(c) && !a.Off && IsLeaf(chart, a.Code) {
			out = append(out, a.Code)
		}
	}
	return out
}

// checkBill holds the invoice against the list.
func checkBill(b Bill, shares []Share, ps *Problems) {
	var total Money
	count := 0
	for _, s := range shares {
		total += s.Amount
		count += max(s.Qty, 1)
	}
	switch {
	case b.Amount < 0 || b.Count < 0:
		ps.Add("bill", b.Ref, CodeBadAmount, "发票的数量和金额不能是负数。")
	case b.Why != "":
	case b.Amount != 0 && b.Amount != total:
		ps.Add("bill", b.Ref, CodeBadAmount, "发票 %s 元，名单合计 %s 元，相差 %s 元。请核对，或写明差额的原因。", b.Amount.Grouped(), total.Grouped(), (b.Amount - total).Abs().Grouped())
	case b.Count != 0 && b.Count != count:
		ps.Add("bill", b.Ref, CodeBadValue, "发票 %d 份，名单 %d 份。请核对，或写明差额的原因。", b.Count, count)
	}
}
