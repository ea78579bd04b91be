package report

import "huizhang/ledger"

// balanceSheet collects one side of 工会01表; each line has the figure at the
// start of the year and at the end of the period.
type balanceSheet struct {
	r           ledger.Reader
	first, last ledger.Month
	rows        []Row
}

func (s *balanceSheet) head(key, text string) {
	s.rows = append(s.rows, Row{Kind: RowHead, Key: key, Cells: []Cell{Text(text)}})
}

// add puts a line; of makes its trace at the end of a month. The form is
// printed whole: a line of zeros says that there is nothing.
func (s *balanceSheet) add(kind RowKind, key, text string, of func(ledger.Month) Trace) {
	s.rows = append(s.rows, row(kind, key, Text(text), figure(s.r, of(s.first)), figure(s.r, of(s.last))))
}

// plain puts the balance of accounts.
func (s *balanceSheet) plain(kind RowKind, key, text string, side Side, codes ...ledger.Code) {
	s.add(kind, key, text, func(m ledger.Month) Trace { return standing(side, m, codes...) })
}

// balance is 工会01表 资产负债表 (domain rules §5.1). Its two sides are two
// tables, the second beside the first, so that each line has its own key.
func balance(r ledger.Reader, a Args) (*Document, error) {
	first := eve(r, ledger.MonthOf(a.Period.To.Year(), 1))
	last := a.Period.To
	right := "期末余额"
	if last.Num() == 12 && a.Period.IsYear() {
		right = "年末余额"
	}
	cols := func(name string) []Column {
		return []Column{textCol(name, 22), moneyCol("年初余额"), moneyCol(right)}
	}
	doc := &Document{
		Title: "工会01表 资产负债表", PeriodText: last.Last().Chinese(),
		Tables: []Table{
			{Columns: cols("资产"), Rows: assetSide(r, first, last)},
			{Columns: cols("负债与净资产"), Rows: fundSide(r, first, last), Beside: true},
		},
		Notes: openNote(r, last),
	}
	if start := r.Unit().Start; midYear(r) && last.Year() == start.Year() {
		doc.Notes = append(doc.Notes, "本账自"+start.Chinese()+"启用，“年初余额”为启用时的余额。")
	}
	return doc, nil
}

func assetSide(r ledger.Reader, first, last ledger.Month) []Row {
	s := &balanceSheet{r: r, first: first, last: last}
	s.head("assets", "一、资产")
	s.plain(RowItem, "cash", "货币资金", DebitNet, "101", "102")
	s.plain(RowItem, "111", "零余额账户用款额度", DebitNet, "111")
	s.plain(RowItem, "121", "财政应返还额度", DebitNet, "121")
	s.plain(RowItem, "131", "应收上级经费", DebitNet, "131")
	s.plain(RowItem, "132", "应收下级经费", DebitNet, "132")
	s.plain(RowItem, "135", "其他应收款", DebitNet, "135")
	s.plain(RowItem, "141", "库存物品", DebitNet, "141")
	s.plain(RowSubtotal, "total-current", "流动资产合计", DebitNet, "101", "102", "111", "121", "131", "132", "135", "141")
	s.plain(RowItem, "151", "投资", DebitNet, "151")
	s.plain(RowItem, "161", "在建工程", DebitNet, "161")
	s.plain(RowItem, "162", "固定资产原值", DebitNet, "162")
	s.plain(RowItem, "163", "减：累计折旧", CreditNet, "163")
	s.plain(RowItem, "fixed-net", "固定资产净值", DebitNet, "162", "163")
	s.plain(RowItem, "171", "无形资产原值", DebitNet, "171")
	s.plain(RowItem, "172", "减：累计摊销", CreditNet, "172")
	s.plain(RowItem, "intangible-net", "无形资产净值", DebitNet, "171", "172")
	s.plain(RowItem, "181", "长期待摊费用", DebitNet, "181")
	s.plain(RowItem, "182", "待处理财产损溢", DebitNet, "182")
	s.plain(RowTotal, "total-assets", "资产总计", DebitNet, "1")
	return s.rows
}

func fundSide(r ledger.Reader, first, last ledger.Month) []Row {
	s := &balanceSheet{r: r, first: first, last: last}
	s.head("liabilities", "二、负债")
	s.plain(RowItem, "201", "应付职工薪酬", CreditNet, "201")
	s.plain(RowItem, "211", "应付上级经费", CreditNet, "211")
	s.plain(RowItem, "212", "应付下级经费", CreditNet, "212")
	s.plain(RowItem, "215", "其他应付款", CreditNet, "215")
	s.plain(RowItem, "221", "代管经费", CreditNet, "221")
	s.plain(RowSubtotal, "total-liabilities", "负债合计", CreditNet, "2")
	s.head("net", "三、净资产")
	s.plain(RowItem, "301", "资产基金", CreditNet, "301")
	s.plain(RowItem, "311", "专用基金", CreditNet, "311")
	s.add(RowItem, "321", "工会资金结转", func(m ledger.Month) Trace { return part(r, true, m) })
	s.add(RowItem, "322", "工会资金结余", func(m ledger.Month) Trace { return part(r, false, m) })
	s.plain(RowItem, "331", "财政拨款结转", CreditNet, "331")
	s.plain(RowItem, "332", "财政拨款结余", CreditNet, "332")
	s.plain(RowItem, "341", "预算稳定调节基金", CreditNet, "341")
	s.plain(RowSubtotal, "total-net", "净资产合计", CreditNet, "3", "4", "5")
	s.plain(RowTotal, "total-liabilities-net", "负债与净资产总计", CreditNet, "2", "3", "4", "5")
	return s.rows
}

// SideBySide lays each table that stands beside the one before it to its right,
// as the official form prints them; totals meet on the last line. Rows keep the
// left key, and the right one where the left side has run out. Writers for
// paper and screen use it, files for programs do not.
func SideBySide(doc *Document) *Document {
	out := *doc
	out.Tables = nil
	for _, t := range doc.Tables {
		n := len(out.Tables)
		if !t.Beside || n == 0 {
			out.Tables = append(out.Tables, t)
			continue
		}
		out.Tables[n-1] = join(out.Tables[n-1], t)
	}
	return &out
}

func join(l, r Table) Table {
	out := l
	out.Columns = append(append([]Column{}, l.Columns...), r.Columns...)
	out.Rows = nil
	lines := max(len(l.Rows), len(r.Rows))
	at := func(rows []Row, i int) Row {
		switch {
		case i == lines-1 && len(rows) > 0:
			return rows[len(rows)-1]
		case i < len(rows)-1:
			return rows[i]
		}
		return Row{Kind: RowItem}
	}
	for i := range lines {
		a, b := at(l.Rows, i), at(r.Rows, i)
		j := a
		if len(a.Cells) == 0 {
			j = b
		}
		if a.Kind == RowHead || b.Kind == RowHead || a.Kind != b.Kind {
			j.Kind = RowItem
		}
		j.Cells = make([]Cell, 0, len(out.Columns))
		for k := range l.Columns {
			j.Cells = append(j.Cells, cellAt(a, k))
		}
		for k := range r.Columns {
			j.Cells = append(j.Cells, cellAt(b, k))
		}
		out.Rows = append(out.Rows, j)
	}
	return out
}

func cellAt(r Row, i int) Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return Empty()
}
