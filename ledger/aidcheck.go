package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// AidCauses are the kinds of hardship a case is opened for.
func AidCauses() []string {
	return []string{"大病", "意外", "子女上学", "单亲", "低收入", "其他"}
}

// AidProofs is the checklist a new case of that cause begins with.
func AidProofs(cause string) []ProofItem {
	names := []string{"本人申请", "家庭收入证明"}
	switch cause {
	case "大病":
		names = append(names, "诊断证明", "住院票据")
	case "意外":
		names = append(names, "事故证明", "费用票据")
	case "子女上学":
		names = append(names, "在读证明或录取通知书")
	case "单亲":
		names = append(names, "婚姻状况证明")
	}
	var out []ProofItem
	for _, n := range names {
		out = append(out, ProofItem{Name: n})
	}
	return out
}

// AidHangDays is for how many days a result hangs at least (domain rules §19).
const AidHangDays = 5

// AidPayment is one list of money that was paid on a case.
type AidPayment struct {
	Case    CaseID
	Gift    GiftID
	Sheet   SheetID
	Day     Day
	Amount  Money // negative for what came back
	Voucher VoucherID
	Posted  bool
	Open    int // lines nobody signed for yet
}

// AidPayments are the live lists on all cases in order of number of the sheet.
func AidPayments(r Reader) []AidPayment {
	var out []AidPayment
	for g := range r.Gifts() {
		if g.Case == 0 || g.Void != "" {
			continue
		}
		for s := range r.Sheets(g.ID) {
			if !s.Live() {
				continue
			}
			p := AidPayment{Case: g.Case, Gift: g.ID, Sheet: s.ID, Day: s.Day, Amount: s.Total, Voucher: s.Voucher}
			v, ok := r.Voucher(s.Voucher)
			p.Posted = ok && v.State == Posted
			for x := range r.Shares(s.ID) {
				if x.Of == 0 && x.Back == 0 && (x.Sign == Unsigned || x.Sign == Uncollected) {
					p.Open++
				}
			}
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b AidPayment) int { return int(a.Sheet) - int(b.Sheet) })
	return out
}

// PaymentsOf keeps the payments of one case.
func PaymentsOf(all []AidPayment, id CaseID) []AidPayment {
	return slices.DeleteFunc(slices.Clone(all), func(p AidPayment) bool { return p.Case != id })
}

// PaidOf is what was paid on a case, drafts included.
func PaidOf(r Reader, id CaseID) (m Money) {
	for _, p := range AidPayments(r) {
		if p.Case == id {
			m += p.Amount
		}
	}
	return m
}

// CaseGap is something a case lacks: Kind is stable, Text is for people and says
// nothing sensitive.
type CaseGap struct {
	Kind string // proofs, opinions, approval, amount, order, hung, hung-late, hung-short, heard, signature
	Text string
}

// CaseMissing says what is incomplete about a case and its payments (finding
// F44): proofs unseen, opinions, approval and publication before the money, and
// for long enough.
func CaseMissing(c Case, paid []AidPayment, today Day) []CaseGap {
	if c.State == AidRefused {
		return nil
	}
	var out []CaseGap
	add := func(kind, format string, args ...any) { out = append(out, CaseGap{kind, fmt.Sprintf(format, args...)}) }
	var unseen []string
	for _, p := range c.Proofs {
		if !p.Seen {
			unseen = append(unseen, p.Name)
		}
	}
	switch {
	case len(c.Proofs) == 0:
		add("proofs", "没有列出证明材料。")
	case len(unseen) > 0:
		add("proofs", "证明材料还没有见到：%s。", strings.Join(unseen, "、"))
	}
	if len(c.Opinions) == 0 {
		add("opinions", "还没有工会小组或工会的意见。")
	}
	first, total, open := Day(0), Money(0), 0
	for _, p := range paid {
		if p.Amount > 0 && (first == 0 || p.Day < first) {
			first = p.Day
		}
		total, open = total+p.Amount, open+p.Open
	}
	switch {
	case c.Approved.By == "":
		add("approval", "还没有批准%s。", map[bool]string{true: "，钱已经发了"}[total > 0])
	case c.Approved.Minute == "":
		add("approval", "批准没有会议纪要或审批单的编号。")
	case first != 0 && first < c.Approved.Day:
		add("order", "%s 发放，%s 才批准。", first, c.Approved.Day)
	}
	if total > c.Amount && c.Approved.By != "" {
		add("amount", "批准 %s 元，已发放 %s 元。", c.Amount.Grouped(), total.Grouped())
	}
	out = append(out, hungGaps(c, first, today)...)
	if open > 0 {
		add("signature", "%d 笔发放还没有回签。", open)
	}
	return out
}

func hungGaps(c Case, first, today Day) (out []CaseGap) {
	add := func(kind, format string, args ...any) { out = append(out, CaseGap{kind, fmt.Sprintf(format, args...)}) }
	h := c.Hung
	switch {
	case c.State == AidOpen:
	case h.From == 0:
		add("hung", "结果还没有公示%s。", map[bool]string{true: "，钱已经发了"}[first != 0])
	case first != 0 && first < h.To:
		add("hung-late", "公示到 %s 才结束，%s 就发放了。", h.To, first)
	}
	if h.From == 0 {
		return out
	}
	if days := h.To.DaysSince(h.From) + 1; days < AidHangDays {
		add("hung-short", "只公示了 %d 天，通常不少于 %d 天。", days, AidHangDays)
	}
	if h.Heard == "" && h.To < today {
		add("heard", "公示已结束，还没有登记结果（有无异议）。")
	}
	return out
}

// CaseGift prefills the welfare act that pays what is left of a case's approved
// amount; [GiveOut] books it. Its title names the case, not the person.
func CaseGift(r Reader, c Case, today Day) (Gift, []Share) {
	g := Gift{Occasion: "hardship", Title: "困难帮扶 " + c.ID.String(), Day: today, Form: Transfer, Expense: "50404", Case: c.ID, Approved: c.Approved,
		Proofs: []ProofItem{{Name: "困难档案", Seen: len(c.Proofs) > 0 && !slices.ContainsFunc(c.Proofs, func(p ProofItem) bool { return !p.Seen })}}}
	if o, ok := OccasionOf(r.Practice(), g.Occasion); ok {
		g.Form, g.Expense = o.Form, o.Account
	}
	m, _ := r.Member(c.Member)
	return g, []Share{{Member: c.Member, Name: m.Name, Group: m.Group, Amount: max(0, c.Amount-PaidOf(r, c.ID))}}
}

// foldNumber brings a typed number into the form it is kept in.
func foldNumber(s string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "　", "").Replace(FoldWidth(cleaned(s))))
}

// OddNumbers says what looks wrong about the ID number and bank card of a file.
// The texts never repeat the numbers.
func OddNumbers(f CaseFile) Problems {
	var ps Problems
	if n := foldNumber(f.IDNumber); n != "" && !IDNumberOK(n) {
		ps.Add("id-number", "", CodeBadValue, "身份证号应是 18 位且校验位相符，请对照证件再看一遍；确实如此的，请勾选“已核对”。")
	}
	if n := foldNumber(f.Card); n != "" && !CardOK(n) {
		ps.Add("card", "", CodeBadValue, "银行卡号应是 12–19 位且校验位相符，请对照银行卡再看一遍；确实如此的，请勾选“已核对”。")
	}
	return ps
}

// IDNumberOK reports whether s is a citizen's number by its form: 18 places, a
// date of birth, and the check digit of GB 11643.
func IDNumberOK(s string) bool {
	if len(s) != 18 || !allDigits(s[:17]) {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum, born := 0, 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
		if i >= 6 && i < 14 {
			born = born*10 + int(s[i]-'0')
		}
	}
	return Day(born).Valid() && "10X98765432"[sum%11] == s[17]
}

// CardOK reports whether s is a bank card's number by its form and Luhn digit.
// Passbooks and old accounts have none, so a wrong one is only asked about.
func CardOK(s string) bool {
	if len(s) < 12 || len(s) > 19 || !allDigits(s) {
		return false
	}
	sum := 0
	for i := range s {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			d -= 9 * boolInt(d > 9)
		}
		sum += d
	}
	return sum%10 == 0
}

// MaskName shows a person's name by its first character: 张*.
func MaskName(s string) string {
	for _, r := range s {
		return string(r) + "*"
	}
	return ""
}
