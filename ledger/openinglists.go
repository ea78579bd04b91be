package ledger

// openingFits refuses opening balances that would part a list from its account:
// of a fund, whose names were put down for the balance that was there, and of
// stock, whose articles lie within it. The funds' accounts stay as they are; what
// was wrong is put right under a name.
func openingFits(r Reader, nu Opening) error {
	var ps Problems
	old := r.Opening()
	seen := map[Code]bool{}
	for f := range r.Funds() {
		fundOpening(&ps, f.Account, openingOf(old, f.Account, true), openingOf(nu, f.Account, true), "这是代管资金“"+f.Name+"”的科目，期初已经记到人")
		for c := f.Account.Parent(); c != ""; c = c.Parent() {
			if !seen[c] { // its balance went to details by a voucher when a fund was opened
				fundOpening(&ps, c, openingOf(old, c, false), openingOf(nu, c, false), "开设代管资金“"+f.Name+"”以后，这个科目有了明细")
			}
			seen[c] = true
		}
	}
	var goods Money
	for a := range r.Articles() {
		for m := range r.StockMoves(a.ID) {
			if m.Voucher == 0 {
				goods += m.Amount
			}
		}
	}
	if limit := openingOf(nu, "141", true); goods > limit {
		ps.Add("opening", "141", CodeBadAmount, "期初库存已经登记了 %s 元的物品，多于 141 库存物品的期初 %s 元。请先在“库存物品”里改期初库存。", goods.Grouped(), limit.Grouped())
	}
	return ps.Err()
}

// openingOf is what a table of opening balances has on an account, in debit, with
// or without what lies below it.
func openingOf(o Opening, c Code, below bool) (n Money) {
	for _, row := range o.Rows {
		if row.Code == c || below && row.Code.Under(c) {
			n += row.Debit - row.Credit
		}
	}
	return n
}

// fundOpening refuses another balance on an account whose fen have names.
func fundOpening(ps *Problems, c Code, was, is Money, why string) {
	if was == is {
		return
	}
	word := "收入"
	if is > was {
		word = "付出"
	}
	ps.Add("opening", string(c), CodeLocked, "%s，期初不能再从 %s 元改成 %s 元。请把这一行保持 %s 元；相差的 %s 元，请在“代管资金”里按人登记%s。",
		why, (-was).Grouped(), (-is).Grouped(), (-was).Grouped(), (is - was).Abs().Grouped(), word)
}
