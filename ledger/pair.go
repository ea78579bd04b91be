package ledger

import (
	"slices"
	"strings"
)

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

// smallSoftware is what software must cost to be an asset: less may be expensed
// at once (domain rules §2.1, S1 article 39).
const smallSoftware Money = 1000_00

// checkPairs holds the rules that one half of an asset entry never stands
// alone (T10, T12): each fund moves with its assets, capital outlay comes with
// the asset, and an asset comes with its outlay unless it was given.
func checkPairs(v *Voucher, ps *Problems) {
	suspense := v.net("182") != 0 // on its way through 待处理财产损溢, the pair closes later
	var grown Money
	for _, f := range funds() {
		a, c := v.net(f.assets...), -v.net(f.code)
		grown += max(a, 0)
		if a != c && !suspense {
			ps.Add("lines", "", CodePair, "%s变动 %s 元，资产基金（%s）变动 %s 元，两者必须在同一张凭证里相等。", f.name, a.Grouped(), f.code, c.Grouped())
		}
	}
	capital := v.net("507")
	if s := v.net("50706"); s > 0 && s < smallSoftware {
		capital -= s
	}
	if capital > 0 && grown < capital {
		ps.Add("lines", "", CodePair, "资本性支出 %s 元必须同时登记资产（如 借162 贷30104），现在只登记了 %s 元。", capital.Grouped(), grown.Grouped())
	}
	// An investment is paid out of what was saved; a building that is finished
	// was paid when it was built.
	spent := v.net("5", "321", "322") + max(-v.net("161"), 0)
	if grown > 0 && spent < grown && !suspense && !given(v) {
		ps.Add("lines", "", CodePair, "登记资产 %s 元，却没有同样金额的支出。购入的请同时记支出；别人捐赠、调入或盘盈的，请在摘要里写明。", grown.Grouped())
	}
	if v.Template == "T10" && v.net("141") <= 0 {
		ps.Add("lines", "", CodePair, "购入库存物品要同时登记 借141 贷30101。")
	}
}

// Trust lists the accounts for cash and bank money that is held for others: the
// sub-accounts 代管经费 of 101 and 102 (identity I6).
func Trust(chart []Account) []Code {
	var out []Code
	for _, a := range chart {
		if t := a.Code.Top(); (t == "101" || t == "102") && a.Code.Level() > 1 && strings.Contains(a.Name, "代管") {
			out = append(out, a.Code)
		}
	}
	return slices.DeleteFunc(out, func(c Code) bool { return slices.Contains(out, c.Parent()) })
}

// checkTrust keeps money held for others apart: 221 moves with its own cash or
// bank account, and that account with nothing else but other money of the union.
func checkTrust(v *Voucher, chart []Account, ps *Problems) {
	kept, owed := v.net(Trust(chart)...), -v.net("221")
	if kept == owed || owed == 0 && v.net("101", "102") == 0 {
		return
	}
	if len(Trust(chart)) == 0 {
		ps.Add("lines", "", CodePair, "代管经费（221）的钱要单独存放。请先在“科目”里给 101 或 102 增加名称为“代管经费”的明细，再记这一笔。")
		return
	}
	ps.Add("lines", "", CodePair, "代管经费（221）变动 %s 元，现金银行的“代管经费”明细变动 %s 元，两者必须相等；代管的钱不能与工会自己的钱混用。", owed.Grouped(), kept.Grouped())
}

// given reports whether the voucher says that the asset cost nothing.
func given(v *Voucher) bool {
	if strings.HasPrefix(v.Template, "T14") || v.Template == "T20" {
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
