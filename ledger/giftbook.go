package ledger

import "fmt"

// booking makes the voucher of one or several sheets of an act: what is given
// on the debit side of its account (T09, or T11 out of stock), what comes back
// on the credit side.
type booking struct {
	r        Reader
	by       Stamp
	gift     Gift
	sheets   []Sheet // the first leads
	shares   []Share // of all the sheets
	day      Day
	money    Code
	papers   int
	post     bool
	reviewer string
	// restricted says that what comes back was spent out of restricted money.
	restricted bool
	old        *Voucher // the draft that is made anew
}

// into builds the voucher as id, ties the sheets to it and adds it to the plan.
func (b *booking) into(p *Plan, id VoucherID) error {
	if err := b.side(); err != nil {
		return err
	}
	var total Money
	for _, s := range b.sheets {
		total += s.Total
	}
	if total == 0 {
		return Errf(CodeState, "名单上的都退回了，合计是 0，不用记账。")
	}
	lead := b.sheets[0]
	v := Voucher{ID: id, Day: b.day, Maker: b.by.Operator, State: Draft, Source: "gift", Papers: b.papers}
	text := fmt.Sprintf("%s %d人（%s）", b.gift.Title, headsOf(b.shares), lead.ID)
	if lead.Kind == ReturnList {
		text = fmt.Sprintf("%s 未领转入 %d人（%s）", b.gift.Title, headsOf(b.shares), lead.ID)
	}
	if v.Template = "T09"; b.gift.Article != 0 {
		v.Template = "T11"
	}
	if b.papers == 0 && (b.gift.Article != 0 || lead.Kind == ReturnList) {
		v.NoPaper = "附签领表 " + lead.ID.String()
	}
	if headsOf(b.shares) == 1 {
		v.Payee = b.shares[0].Name
	}
	v.Lines = []Line{
		{Summary: text, Account: lead.Account, Debit: max(total, 0), Credit: max(-total, 0), Restricted: b.restricted || lead.Kind != ReturnList && b.gift.Restricted},
		{Summary: text, Account: b.money, Debit: max(-total, 0), Credit: max(total, 0)}}
	if total < 0 {
		v.Lines[0], v.Lines[1] = v.Lines[1], v.Lines[0]
	}
	if err := tidyVoucher(b.r, &v); err != nil {
		return err
	}
	if b.post {
		if err := postNow(b.r, b.by, b.reviewer, &v, 0); err != nil {
			return err
		}
		p.Title = v.Ref() + " " + p.Title
	} else if err := CheckVoucher(&v, b.r.Chart(), b.r.Unit().Words).Err(); err != nil {
		return err
	}
	p.Voucher = v.ID
	if b.old != nil {
		p.Changes = append(p.Changes, Edit(*b.old, v))
	} else {
		p.Changes = append(p.Changes, Put(v))
	}
	for i := range b.sheets {
		b.sheets[i].Voucher = v.ID
	}
	return b.stock(p, v)
}

// side holds the money account: cash or bank of the union's own, or the stock
// account for what comes out of stock.
func (b *booking) side() error {
	refuse := func(format string, args ...any) error {
		e := Errf(CodeBadValue, format, args...)
		return &Error{Code: CodeBadValue, Problems: []Problem{{"money", string(b.money), CodeBadValue, e.Text}}}
	}
	if b.gift.Article != 0 {
		if b.money.Top() != "141" {
			leaves := leavesOf(b.r.Chart(), "141")
			if len(leaves) != 1 {
				return refuse("请选择从哪个库存科目（141）发放。")
			}
			b.money = leaves[0]
		}
		return nil
	}
	if t := b.money.Top(); t != "101" && t != "102" {
		return refuse("付款的科目应是库存现金（101）或银行存款（102）。")
	}
	for _, c := range Trust(b.r.Chart()) {
		if b.money.Under(c) {
			return refuse("%s 是代管经费的账户，不能用来付工会的慰问。", b.money)
		}
	}
	return nil
}
