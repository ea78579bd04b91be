package audit

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// invoiceChecks are F29–F34: what was bought, and who allowed it.
func invoiceChecks() []Check {
	cannot := func(why string) func(*Pass) { return func(p *Pass) { p.Cannot(why) } }
	return []Check{
		{ID: "F29", Title: "发票重复报销", Question: "同一张发票有没有报两次？（按附件文件、文件名里的发票号码、名单上的发票号核对）", Severity: Grave,
			Basis: "财会〔2020〕6号第三条；《发票管理办法》第二十条", Source: "domain.md §15", Confidence: "A", Look: twiceBilled},
		{ID: "F30", Title: "发票抬头不是工会", Question: "发票的购买方是不是本工会？", Severity: Doubt,
			Basis: "《发票管理办法》第二十条", Source: "domain.md §15.3", Confidence: "A", Look: cannot("账本保存发票文件，但不读里面的抬头；请抽查发票的购买方名称和信用代码。")},
		{ID: "F31", Title: "发票没有查验、没有明细", Question: "发票查验过没有，“办公用品”“食品”有没有附清单？", Severity: Doubt,
			Basis: "《会计基础工作规范》第四十八条；各校报销规定", Source: "domain.md §9.5、§15", Confidence: "B", Look: cannot("账本里没有发票的查验结果和明细行；请抽查发票，在税务平台查验。")},
		{ID: "F32", Title: "发票日期过早", Question: "有没有拿往年的、结账以后的发票来报？", Severity: Remark,
			Basis: "各校报销规定", Source: "domain.md §9.5", Confidence: "B", Look: cannot("账本里没有登记发票的开票日期；请抽查发票日期和凭证日期。")},
		{ID: "F33", Title: "拆分采购", Question: "有没有把一笔大的采购拆成几笔小的？", Severity: Doubt,
			Basis: "首都经济贸易大学工会规定：10,000 元以上须签合同（本单位的限额请自行对照）", Source: "domain.md §9.5", Confidence: "B", Look: splitBuys},
		{ID: "F34", Title: "没有批准就付款", Question: "付了钱的慰问、帮扶、活动、借款，账上登记了谁批准吗？（各级审批金额不在账本里，越权看不出来）", Severity: Doubt,
			Basis: "集体领导、主席负责；重要开支由委员会决定", Source: "domain.md §9.1、§9.5", Confidence: "G", Look: unapproved},
	}
}

// number20 finds the number of a new invoice (20 digits) in a text.
func number20(s string) string {
	run := 0
	for i := range len(s) + 1 {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			run++
			continue
		}
		if run == 20 {
			return s[i-20 : i]
		}
		run = 0
	}
	return ""
}

// twiceBilled knows an invoice by the bytes of its file, by the number in the
// file's name, and by the number written on a list.
func twiceBilled(p *Pass) {
	files, numbers := map[string]paidBy{}, map[string]paidBy{}
	buys := &sameDay{at: map[buyKey][]paidBy{}}
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) || v.Corrects != 0 {
			return // a corrected voucher rests on the papers of the wrong one
		}
		for _, f := range p.Files(v) {
			if p.twice(files, f.Hash, v, fmt.Sprintf("附件“%s”", f.Name)) {
				continue
			}
			if n := number20(f.Name); n != "" {
				p.twice(numbers, n, v, "发票 "+n)
			}
		}
		buys.add(p, v)
	})
	billedTwice(p)
	p.AtEnd(func() { buys.tell(p) })
}

// billed are the lists that name one invoice.
type billed struct {
	ids   []ledger.GiftID
	month ledger.Month
	lists ledger.Money // what they come to
	bill  ledger.Money // the largest amount the invoice was given
}

// billedTwice looks for one invoice behind two acts. One that is large enough for
// all of them was shared, not used twice.
func billedTwice(p *Pass) {
	by := map[string]*billed{}
	var order []string
	p.EachGift(func(g *ledger.Gift, sheets []Listed) {
		ref := strings.TrimSpace(g.Bill.Ref)
		var total ledger.Money
		for _, l := range sheets {
			if l.Sheet.Live() {
				total += l.Sheet.Total
			}
		}
		if ref == "" || total == 0 {
			return
		}
		b := by[ref]
		if b == nil {
			b = &billed{}
			by[ref] = b
			order = append(order, ref)
		}
		b.ids, b.lists, b.bill, b.month = append(b.ids, g.ID), b.lists+total, max(b.bill, g.Bill.Amount), max(b.month, g.Day.Month())
	})
	p.AtEnd(func() {
		for _, ref := range order {
			b := by[ref]
			if len(b.ids) < 2 || b.lists <= b.bill {
				continue
			}
			slices.Sort(b.ids)
			var keys []string
			for _, id := range b.ids {
				keys = append(keys, id.String())
			}
			p.Report(Found{Text: fmt.Sprintf("发票 %s 写在 %d 次慰问上（%s），名单共 %s 元。请查是不是报了两次。", ref, len(keys), strings.Join(keys, "、"), b.lists.Grouped()),
				Keys: keys, On: fmt.Sprintf("gift/%d", b.ids[len(b.ids)-1]), Amount: &b.lists, Month: b.month})
		}
	})
}

// paidBy is a voucher as it is kept while the walk goes on.
type paidBy struct {
	id  ledger.VoucherID
	ref string
}

// twice remembers what a voucher rests on, and reports a second one that rests
// on the same.
func (p *Pass) twice(seen map[string]paidBy, key string, v *ledger.Voucher, what string) bool {
	first, had := seen[key]
	switch {
	case !had:
		seen[key] = paidBy{v.ID, v.Ref()}
		return false
	case first.id == v.ID || reversed(p, v.ID):
		return false
	case reversed(p, first.id):
		seen[key] = paidBy{v.ID, v.Ref()}
		return false
	}
	amount := v.Amount()
	p.Report(Found{Text: fmt.Sprintf("%s 同时附在 %s 和 %s 上（%s 元）。请查是不是报了两次。", what, first.ref, v.Ref(), amount.Grouped()), Keys: []string{first.ref, v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
	return true
}

// smallBuy is what a purchase must come to before the same sum at the same
// seller on the same day is worth a word.
const smallBuy ledger.Money = 100_00

type buyKey struct {
	payee  string
	day    ledger.Day
	amount ledger.Money
}

// sameDay keeps the purchases of one month.
type sameDay struct {
	month ledger.Month
	at    map[buyKey][]paidBy
	order []buyKey // those met twice
}

func (b *sameDay) add(p *Pass, v *ledger.Voucher) {
	if m := v.Month(); m != b.month {
		b.tell(p)
		clear(b.at)
		b.month, b.order = m, nil
	}
	if m := spent(v); v.Payee != "" && m >= smallBuy {
		k := buyKey{v.Payee, v.Day, m}
		if b.at[k] = append(b.at[k], paidBy{v.ID, v.Ref()}); len(b.at[k]) == 2 {
			b.order = append(b.order, k)
		}
	}
}

func (b *sameDay) tell(p *Pass) {
	for _, k := range b.order {
		var keys []string
		for _, x := range b.at[k] {
			if !reversed(p, x.id) {
				keys = append(keys, x.ref)
			}
		}
		if len(keys) < 2 {
			continue
		}
		p.Report(Found{Severity: Doubt, Text: fmt.Sprintf("%s 付给%s两次 %s 元（%s）。请对发票，看是不是同一张。", k.day, k.payee, k.amount.Grouped(), strings.Join(keys, "、")),
			Keys: keys, On: fmt.Sprintf("voucher/%d", b.at[k][1].id), Amount: &k.amount, Month: k.day.Month()})
	}
	b.order = nil
}
