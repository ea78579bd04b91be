package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huizhang/ledger"
)

// Amounts of vouchers that pay 1,000 yuan or more are called round when they
// are whole hundreds; more than half of at least so many is worth a note.
const manyRound = 10

func roughAmounts(p *Pass) {
	round, all := map[ledger.Month]int{}, map[ledger.Month]int{}
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Closing() {
			return
		}
		for _, l := range v.Lines {
			if rough(l.Summary) {
				p.Report(Found{Text: fmt.Sprintf("%s 摘要“%s”里是大概的数。金额要准确到分，请对票据。", v.Ref(), ledger.Plain(l.Summary)), Keys: []string{v.Ref()}, On: onVoucher(v), Month: v.Month()})
				break
			}
		}
		if m := spent(v); m >= 1000_00 && spending(v) {
			all[v.Month()]++
			if m%100_00 == 0 {
				round[v.Month()]++
			}
		}
	})
	p.AtEnd(func() {
		for _, m := range p.Months {
			if round[m] >= manyRound && round[m]*2 > all[m] {
				p.Report(Found{Text: fmt.Sprintf("%s 1,000 元以上的 %d 张支出凭证里有 %d 张是整百的数，请抽查票据。", m.Chinese(), all[m], round[m]), Keys: []string{m.String()}, On: "month/" + m.String(), Month: m})
			}
		}
	})
}

// rough reports whether a text gives an amount that was not counted: 2000多元,
// 三百余元, 500元左右. 多元文化 is no amount.
func rough(s string) bool {
	for _, w := range []string{"多元", "余元", "来元", "多块", "元左右", "元上下"} {
		for at := 0; ; {
			i := strings.Index(s[at:], w)
			if i < 0 {
				break
			}
			before, _ := utf8.DecodeLastRuneInString(s[:at+i])
			if strings.ContainsRune("0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两几多余", before) {
				return true
			}
			at += i + len(w)
		}
	}
	_, vague := naming(s, []string{"大约", "约计", "若干元"})
	return vague
}

// spent is what a voucher books as expense.
func spent(v *ledger.Voucher) (m ledger.Money) {
	for _, l := range v.Lines {
		if l.Account.Class() == ledger.Expense {
			m += l.Net()
		}
	}
	return m
}

// manyRest is how many vouchers of a month may be dated on weekends before it
// is worth a note.
const manyRest = 5

func oddDays(p *Pass) {
	inARow(p)
	p.Cannot("法定节假日、调休不在账本里，只看了星期六、星期日；号码相连只看文件名里的发票号码，纸质发票请翻看凭证。")
	rest := map[ledger.Month][]string{}
	p.EachVoucher(func(v *ledger.Voucher) {
		if v.Closing() || spent(v) <= 0 {
			return
		}
		if d := v.Day.Weekday(); (d == time.Saturday || d == time.Sunday) && v.Day != v.Month().Last() && spending(v) {
			rest[v.Month()] = append(rest[v.Month()], v.Ref())
		}
		for _, id := range p.EventsOf(v.ID) {
			if e, ok := p.R.Event(id); ok && e.Approved.Day != 0 && v.Day < e.Approved.Day {
				p.Report(Found{Severity: Doubt, Text: fmt.Sprintf("%s 是 %s 付的，活动“%s”到 %s 才批准。", v.Ref(), v.Day, e.Name, e.Approved.Day), Keys: []string{v.Ref()}, On: onVoucher(v), Month: v.Month()})
			}
		}
	})
	p.AtEnd(func() {
		for _, m := range p.Months {
			if n := len(rest[m]); n > manyRest {
				p.Report(Found{Text: fmt.Sprintf("%s有 %d 张支出凭证的日期是星期六、星期日。", m.Chinese(), n), Keys: rest[m], On: "month/" + m.String(), Month: m})
			}
		}
	})
}

// numbered is an invoice by its number, as the name of a file gives it.
type numbered struct {
	paidBy
	payee, no string
	month     ledger.Month
}

// inARow finds invoices of one seller with numbers one after the other that
// were handed in with different vouchers: bought at once, or bought elsewhere.
func inARow(p *Pass) {
	var all []numbered
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) || v.Corrects != 0 || v.Payee == "" {
			return
		}
		for _, f := range p.Files(v) {
			if n := number20(f.Name); n != "" {
				all = append(all, numbered{paidBy{v.ID, v.Ref()}, v.Payee, n, v.Month()})
			}
		}
	})
	p.AtEnd(func() {
		slices.SortStableFunc(all, func(a, b numbered) int { return cmp.Or(cmp.Compare(a.payee, b.payee), cmp.Compare(a.no, b.no)) })
		for i := 1; i < len(all); i++ {
			a, b := all[i-1], all[i]
			if a.payee != b.payee || a.id == b.id || !follows(a.no, b.no) || reversed(p, a.id) || reversed(p, b.id) {
				continue
			}
			p.Report(Found{Text: fmt.Sprintf("%s的两张发票号码相连（%s、%s），分别附在 %s 和 %s 上。请查是不是一次买的、为什么分开报。", ledger.Plain(a.payee), a.no, b.no, a.ref, b.ref),
				Keys: []string{a.ref, b.ref}, On: fmt.Sprintf("voucher/%d", max(a.id, b.id)), Month: max(a.month, b.month)})
		}
	})
}

// follows reports whether one number of 20 digits is the next after another.
func follows(a, b string) bool {
	x, errA := strconv.ParseUint(a[10:], 10, 64)
	y, errB := strconv.ParseUint(b[10:], 10, 64)
	return errA == nil && errB == nil && a[:10] == b[:10] && x+1 == y
}
