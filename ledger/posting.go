package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// openMonth is nil while postings may be dated in the month.
func openMonth(r Pages, m Month) error {
	switch {
	case m < r.Unit().Start:
		return Errf(CodeClosed, "%s早于账本启用月份%s，不能记账。", m.Chinese(), r.Unit().Start.Chinese())
	case r.MonthPage(m).Closed:
		return Errf(CodeClosed, "%s已结账，不能再记账。请用当前月份的日期；更正以前的差错请用红字冲销。", m.Chinese())
	}
	return nil
}

// IsLeaf reports whether nothing lies below the account. A prescribed part
// counts even when it is off: the parts may not be merged into the whole.
func IsLeaf(chart []Account, c Code) bool {
	for _, a := range chart {
		if a.Code != c && a.Code.Under(c) && (!a.Off || a.Origin == Prescribed) {
			return false
		}
	}
	return true
}

// WordFor gives the word that a voucher's lines ask for in a book with words w.
func WordFor(w Words, lines []Line) Word {
	if w != ThreeWords {
		return WordGeneral
	}
	in, out := false, false
	for _, l := range lines {
		if t := l.Account.Top(); t == "101" || t == "102" {
			in = in || l.Debit != 0
			out = out || l.Credit != 0
		}
	}
	switch {
	case out:
		return WordPayment
	case in:
		return WordReceipt
	}
	return WordTransfer
}

// CheckVoucher collects everything that keeps v from being posted by its
// content alone: lines, accounts, balance, flags, pairs. Field names are
// day, summary-N, account-N, amount-N (N from 0) and lines.
func CheckVoucher(v *Voucher, chart []Account, words Words) Problems {
	var ps Problems
	if !v.Day.Valid() {
		ps.Add("day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。")
	}
	if len(v.Lines) < 2 {
		ps.Add("lines", "", CodeRequired, "一张凭证至少要有两行分录。")
	}
	if len(v.Lines) > 999 {
		ps.Add("lines", "", CodeTooLarge, "一张凭证最多 999 行分录。")
	}
	red := v.Reverses != 0
	for i, l := range v.Lines {
		checkLine(i, l, red, red || v.Closing() || v.splits(l.Account), chart, &ps)
	}
	dr, cr := v.Totals()
	if dr != cr {
		ps.Add("lines", "", CodeUnbalanced, "借贷不平：借方 %s，贷方 %s，相差 %s 元。", dr.Grouped(), cr.Grouped(), (dr - cr).Grouped())
	}
	if want := WordFor(words, v.Lines); v.Word != want && v.Word != WordClosing && !red {
		ps.Add("word", "", CodeBadValue, "这张凭证的凭证字应是“%s”，不是“%s”。", want, v.Word)
	}
	if len(ps) == 0 && !red && !v.Closing() {
		checkTrust(v, chart, &ps)
		checkPairs(v, &ps)
	}
	return ps
}

// splits reports whether the voucher, made by an act, moves what stands on an
// account to its new details: then it may take from what is no leaf any more.
func (v *Voucher) splits(c Code) bool {
	return v.Source == fundSource && v.touches(c) && slices.ContainsFunc(v.Lines, func(l Line) bool { return l.Account != c && l.Account.Under(c) })
}

// inChart looks an account up; charts are short, and a map for each voucher
// would cost more than it saves.
func inChart(chart []Account, c Code) (Account, bool) {
	for _, a := range chart {
		if a.Code == c {
			return a, true
		}
	}
	return Account{}, false
}

// checkLine judges one line. Red letters and automatic vouchers follow what is
// booked already, so they may use accounts that take nothing new (mirror).
func checkLine(i int, l Line, red, mirror bool, chart []Account, ps *Problems) {
	row := fmt.Sprintf("第 %d 行", i+1)
	f := func(name string) string { return fmt.Sprintf("%s-%d", name, i) }
	if strings.TrimSpace(l.Summary) == "" {
		ps.Add(f("summary"), row, CodeRequired, "请填写摘要。")
	}
	a, ok := inChart(chart, l.Account)
	switch {
	case l.Account == "":
		ps.Add(f("account"), row, CodeRequired, "请选择科目。")
	case !ok:
		ps.Add(f("account"), row, CodeUnknown, "没有科目“%s”，或还没有启用。", l.Account)
	case a.Off && !mirror:
		ps.Add(f("account"), row, CodeState, "科目 %s 已停用。", a.Title())
	case !mirror && !IsLeaf(chart, l.Account):
		ps.Add(f("account"), row, CodeBadValue, "%s 下面有明细科目，请选到最末一级。", a.Title())
	}
	switch {
	case l.Debit != 0 && l.Credit != 0:
		ps.Add(f("amount"), row, CodeBadValue, "借方和贷方只能填一边。")
	case l.Debit == 0 && l.Credit == 0:
		ps.Add(f("amount"), row, CodeRequired, "请填写金额。")
	case !red && (l.Debit < 0 || l.Credit < 0):
		ps.Add(f("amount"), row, CodeBadAmount, "金额不能是负数；要冲销请用红字冲销。")
	case l.Debit.Abs() > MaxMoney || l.Credit.Abs() > MaxMoney:
		ps.Add(f("amount"), row, CodeTooLarge, "金额超过上限 %s 元。", MaxMoney.Grouped())
	}
	switch {
	case l.Restricted && (l.Account.Under("401") || l.Account.Under("40301")):
		ps.Add(f("account"), row, CodeBadValue, "%s 不是专项资金，请去掉“专项”。", a.Title())
	case !l.Restricted && l.Account.Under("40302"):
		ps.Add(f("account"), row, CodeBadValue, "%s 必须标为专项。", a.Title())
	}
}
