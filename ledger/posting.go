package ledger

import (
	"fmt"
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

// IsLeaf reports whether nothing lies below the account.
func IsLeaf(chart []Account, c Code) bool {
	for _, a := range chart {
		if a.Code != c && a.Code.Under(c) && !a.Off {
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
		checkLine(i, l, red, red || v.Closing(), chart, &ps)
	}
	dr, cr := v.Totals()
	if dr != cr {
		ps.Add("lines", "", CodeUnbalanced, "借贷不平：借方 %s，贷方 %s，相差 %s 元。", dr.Grouped(), cr.Grouped(), (dr - cr).Grouped())
	}
	if want := WordFor(words, v.Lines); v.Word != want && v.Word != WordClosing && !red {
		ps.Add("word", "", CodeBadValue, "这张凭证的凭证字应是“%s”，不是“%s”。", want, v.Word)
	}
	if len(ps) == 0 && !red && !v.Closing() {
		checkPairs(v, &ps)
	}
	return ps
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

// fund ties a part of 301 to the assets it stands for.
type fund struct {
	code   Code
	assets []Code // debit less credit counts, contra accounts included
	name   string
}

func funds() []fund {
	return []fund{
		{"30101", []Code{"141"}, "库存物品"},
		{"30102", []Code{"151"}, "投资"},
		{"30103", []Code{"161"}, "在建工程"},
		{"30104", []Code{"162", "163"}, "固定资产净值"},
		{"30105", []Code{"171", "172"}, "无形资产净值"},
		{"30106", []Code{"181"}, "长期待摊费用"},
	}
}

// net is debit less credit of the voucher's lines under any of the codes.
func (v *Voucher) net(codes ...Code) Money {
	var m Money
	for _, l := range v.Lines {
		for _, c := range codes {
			if l.Account.Under(c) {
				m += l.Net()
			}
		}
	}
	return m
}

// checkPairs holds the rules that one half of an asset entry never stands
// alone (T10, T12): each fund moves with its assets, capital outlay comes with
// the asset, and an asset comes with its outlay unless it was given.
func checkPairs(v *Voucher, ps *Problems) {
	if v.net("182") != 0 { // on its way through 待处理财产损溢, the pair closes later
		return
	}
	var grown Money
	for _, f := range funds() {
		a, c := v.net(f.assets...), -v.net(f.code)
		grown += max(a, 0)
		if a != c {
			ps.Add("lines", "", CodePair, "%s变动 %s 元，资产基金（%s）变动 %s 元，两者必须在同一张凭证里相等。", f.name, a.Grouped(), f.code, c.Grouped())
		}
	}
	spent := v.net("5", "321", "322") // an investment is paid out of what was saved
	if capital := v.net("507"); capital > 0 && grown < capital {
		ps.Add("lines", "", CodePair, "资本性支出 %s 元必须同时登记资产（如 借162 贷30104），现在只登记了 %s 元。", capital.Grouped(), grown.Grouped())
	}
	if moved := v.net("161") < 0 && v.net("162") > 0; grown > 0 && spent < grown && !moved && !given(v) {
		ps.Add("lines", "", CodePair, "登记资产 %s 元，却没有同样金额的支出。购入的请同时记支出；别人捐赠、调入或盘盈的，请在摘要里写明。", grown.Grouped())
	}
	if v.Template == "T10" && v.net("141") <= 0 {
		ps.Add("lines", "", CodePair, "购入库存物品要同时登记 借141 贷30101。")
	}
}

// given reports whether the voucher says that the asset cost nothing.
func given(v *Voucher) bool {
	if v.Template == "T14" || v.Template == "T20" {
		return true
	}
	for _, l := range v.Lines {
		for _, w := range []string{"捐", "赠", "调入", "划入", "盘盈", "接受", "转入", "期初"} {
			if strings.Contains(l.Summary, w) {
				return true
			}
		}
	}
	return false
}
