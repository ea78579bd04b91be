package intake

import (
	"strings"

	"huizhang/ledger"
)

// BankRow is one movement on a bank statement. In and Out are seen from the
// union: the bank's 贷方 is money that came in. A reversal may be negative.
type BankRow struct {
	Line         int
	Day          ledger.Day
	Summary      string
	In, Out      ledger.Money
	Balance      *ledger.Money // nil when not given
	Counterparty string
}

// bankColumns are the words of the banks' own files, which differ.
func bankColumns() []column {
	return []column{
		{"日期", []string{"交易日期", "日期", "记账日期", "入账日期", "交易时间", "记账时间"}},
		{"摘要", []string{"摘要", "交易摘要", "用途", "附言", "交易用途"}},
		{"收入", []string{"收入", "贷方", "收入金额", "贷方发生额", "贷方金额", "存入", "存入金额", "转入金额"}},
		{"支出", []string{"支出", "借方", "支出金额", "借方发生额", "借方金额", "支取", "支取金额", "转出金额"}},
		{"金额", []string{"金额", "交易金额", "发生额"}},
		{"借贷标志", []string{"借贷标志", "借贷", "借/贷", "收支", "收支方向", "借贷方向", "收/支"}},
		{"余额", []string{"余额", "账户余额", "交易后余额", "本次余额", "当前余额"}},
		{"对方户名", []string{"对方户名", "对方账户名称", "对方名称", "对方单位名称", "对手户名", "对方账户名"}},
	}
}

// Bank reads a bank statement. Rows with a problem are left out of the result.
func Bank(t *Table) (rows []BankRow, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(t, bankColumns(), []string{"日期"}, []string{"收入", "支出", "金额"})
	if !ok {
		return nil, v.problems, ignored
	}
	for _, r := range t.Rows {
		if v.total(r) {
			continue
		}
		var b BankRow
		if v.sound(func() { b = v.movement(r) }) {
			rows = append(rows, b)
		}
	}
	return rows, v.problems, ignored
}

func (v *view) movement(r Row) BankRow {
	b := BankRow{Line: r.Line, Day: v.day(r, "日期"), Summary: v.text(r, "摘要"), Balance: v.money(r, "余额"), Counterparty: v.text(r, "对方户名")}
	if v.text(r, "日期") == "" {
		v.wrong(r, "日期", ledger.CodeRequired, "没有填日期；请写成 2026-05-31 这样。")
	}
	in, out := v.money(r, "收入"), v.money(r, "支出")
	if in == nil && out == nil && v.has("金额") {
		in, out = v.signed(r)
	}
	if in != nil {
		b.In = *in
	}
	if out != nil {
		b.Out = *out
	}
	switch {
	case b.In != 0 && b.Out != 0:
		v.wrong(r, "收入", ledger.CodeBadAmount, "收入 %s 和支出 %s 同时有数，请核对。", b.In, b.Out)
	case b.In == 0 && b.Out == 0:
		v.wrong(r, "收入", ledger.CodeBadAmount, "没有收入也没有支出的金额，请核对。")
	}
	return b
}

// signed reads one amount column: with a flag for the side, or by its sign.
func (v *view) signed(r Row) (in, out *ledger.Money) {
	m := v.money(r, "金额")
	if m == nil {
		return nil, nil
	}
	flag := strings.ToUpper(ledger.FoldWidth(v.text(r, "借贷标志")))
	switch flag {
	case "贷", "贷方", "C", "收", "收入", "进", "转入", "入账", "CR":
		return m, nil
	case "借", "借方", "D", "支", "支出", "出", "付", "转出", "出账", "DR":
		out := m.Abs() // some banks sign what they also flag
		return nil, &out
	case "":
		if v.has("借贷标志") {
			v.wrong(r, "借贷标志", ledger.CodeRequired, "没有填借贷标志；请写借或贷。")
			return m, nil
		}
		if *m < 0 {
			out := m.Abs()
			return nil, &out
		}
		return m, nil
	}
	v.wrong(r, "借贷标志", ledger.CodeBadValue, "“%s”不是借贷标志；请写借或贷。", short(flag))
	return m, nil
}
