// Package rendertest makes the documents that the writers are tested with. All
// persons in them are made up.
package rendertest

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Hostile are texts that try to run as a formula, to move a terminal's cursor,
// to turn the reading direction, or to break out of a page.
func Hostile() []string {
	return []string{
		`=cmd|' /C calc'!A0`, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1", " =1+1", "'=1", "''=1",
		"＝1+1", "＋1", "－1", "＠a", "\x1b[2J\x1b]0;x\x07", "甲\u202E乙", "<script>alert(1)</script>", `"><b a='`,
		"a,b;c\"d", "\u200B=1", "\uFEFF=1", "　=1", "]]>&amp;", "_x0041_",
	}
}

// Income is a statement with totals, traces, an absent cell and a note.
func Income() *report.Document {
	may := ledger.MonthPeriod(202605)
	tr := func(c ledger.Code) *report.Trace {
		return &report.Trace{Accounts: []ledger.Code{c}, Side: report.CreditNet, Period: may}
	}
	row := func(kind report.RowKind, key, name string, m, y ledger.Money) report.Row {
		t := tr(ledger.Code(key))
		return report.Row{Kind: kind, Key: key, Trace: t, Cells: []report.Cell{report.Text(name), report.Amount(m, t), report.Amount(y, nil)}}
	}
	return &report.Document{
		Name: "income", Title: "收入支出表", Unit: "元", Organization: "青禾中学工会委员会", Period: may,
		PeriodText: "2026年5月", Form: "工会02表", Generated: "2026-06-02 09:30:00", Head: "9f86d081884c7d65",
		Tables: []report.Table{{
			Columns: []report.Column{{Name: "项目", Kind: report.KindText}, {Name: "本月数", Kind: report.KindMoney}, {Name: "本年累计数", Kind: report.KindMoney}},
			Rows: []report.Row{
				{Kind: report.RowHead, Key: "income", Cells: []report.Cell{report.Text("一、收入")}},
				row(report.RowItem, "401", "(一)会费收入", 156900, 784500),
				row(report.RowItem, "402", "(二)拨缴经费收入", 123456789, 987654321),
				{Kind: report.RowSub, Key: "40201", Cells: []report.Cell{report.Text("其中：专项"), report.Empty(), report.Amount(-5000, &report.Trace{
					Accounts: []ledger.Code{"40201"}, Minus: []ledger.Code{"4020102"}, Side: report.Credit, Period: may, Balance: true, Closing: true, Restricted: report.Yes,
				})}},
				row(report.RowTotal, "total-income", "收入合计", 123613689, 988438821),
			},
		}},
		Notes:      []string{"1. 本表按《工会会计制度》编制。", "恶意附注：\x1b[31m红\x1b[0m 与 \u202E倒写"},
		Signatures: []string{"工会主席", "财务负责人", "复核", "制表"},
	}
}

// Members is a list with rare names, hostile texts, days, counts, identities
// and signature boxes.
func Members() *report.Document {
	d := &report.Document{
		Name: "members", Title: "会员花名册", Organization: "青禾中学工会委员会", PeriodText: "2026年5月31日",
		Generated: "2026-06-02 09:30:00", Signatures: []string{"制表"},
		Tables: []report.Table{{Columns: []report.Column{
			{Name: "序号", Kind: report.KindCount}, {Name: "编号", Kind: report.KindIdentity}, {Name: "姓名", Kind: report.KindText},
			{Name: "入会日期", Kind: report.KindDay}, {Name: "备注", Kind: report.KindText}, {Name: "应缴", Kind: report.KindMoney}, {Name: "签名", Kind: report.KindSign},
		}}},
	}
	t := &d.Tables[0]
	for i, s := range append([]string{"", ""}, Hostile()...) {
		name := []string{"李䶮", "王㛃", "欧阳𬭎"}[i%3]
		t.Rows = append(t.Rows, report.Row{Kind: report.RowItem, Key: fmt.Sprintf("%05d", i+1), Cells: []report.Cell{
			report.Number(int64(i + 1)), report.Text(fmt.Sprintf("%05d", i+1)), report.Text(name),
			report.Date(ledger.DayOf(2020, 1+i%12, 3)), report.Text(s), report.Amount(ledger.Money(i*777-500), nil), report.Empty(),
		}})
	}
	t.Rows = append(t.Rows, report.Row{Kind: report.RowTotal, Key: "total", Cells: []report.Cell{
		report.Text("合计"), report.Empty(), report.Empty(), report.Empty(), report.Empty(), report.Amount(99, nil), report.Empty(),
	}})
	return d
}

// Several is a document of three small tables, as a disclosure or a run of
// vouchers has them.
func Several() *report.Document {
	d := Income()
	d.Name, d.Title, d.Form = "voucher", "记账凭证", ""
	d.Signatures = []string{"会计主管", "记账", "复核", "制单"}
	d.Tables = nil
	for i := 1; i <= 3; i++ {
		d.Tables = append(d.Tables, report.Table{
			Title: fmt.Sprintf("记字第 %d 号　2026年5月%d日　附件 2 张", i, i),
			Columns: []report.Column{
				{Name: "摘要", Kind: report.KindText, Millimetres: 45}, {Name: "科目编码", Kind: report.KindIdentity}, {Name: "科目名称", Kind: report.KindText},
				{Name: "借方", Kind: report.KindMoney, Millimetres: 28}, {Name: "贷方", Kind: report.KindMoney, Millimetres: 28},
			},
			Rows: []report.Row{
				{Kind: report.RowItem, Key: "1", Cells: []report.Cell{report.Text("收 2026 年 5 月份全体会员缴纳的会费，存入基本账户"), report.Text("102"), report.Text("银行存款"), report.Amount(156900, nil), report.Empty()}},
				{Kind: report.RowItem, Key: "2", Cells: []report.Cell{report.Text("收 5 月会费"), report.Text("401"), report.Text("会费收入"), report.Empty(), report.Amount(156900, nil)}},
				{Kind: report.RowTotal, Key: "total", Cells: []report.Cell{report.Text("合计　壹仟伍佰陆拾玖元整"), report.Empty(), report.Empty(), report.Amount(156900, nil), report.Amount(156900, nil)}},
			},
		})
	}
	return d
}
