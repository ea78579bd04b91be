package report

import (
	"cmp"
	"fmt"
	"slices"

	"huizhang/ledger"
)

// auditReport is the 经费审查报告 (domain rules §18.7): the committee's own text
// around figures that are read from the book each time. A final version keeps
// its text as it was and says which figures have moved since.
func auditReport(r ledger.Reader, a Args) (*Document, error) {
	x, ok, err := written(r, AuditReport, a)
	if err != nil {
		return nil, err
	}
	w := newWriting(r, AuditReport, a.Period, x, ok)
	doc := &Document{Title: "经费审查报告", Signatures: []string{"经审委员会主任", "经审委员", "经审委员", "日期"}}
	c := coverOf(r, a.Period)
	for _, s := range Sections(AuditReport) {
		doc.Tables = append(doc.Tables, w.section(s))
		switch s.Key {
		case "scope":
			doc.Tables = append(doc.Tables, c.table())
		case "income":
			doc.Tables = append(doc.Tables, incomePart(r, a.Period))
		case "spending":
			doc.Tables = append(doc.Tables, spendingPart(r, a.Period))
		case "balance":
			doc.Tables = append(doc.Tables, balancePart(r, a.Period))
		case "problems":
			doc.Tables = append(doc.Tables, problemPart(r, a.Period))
		}
	}
	doc.Notes = w.notes()
	return doc, nil
}

// auditPlan is the 审计通知和计划, with the list of what to have ready.
func auditPlan(r ledger.Reader, a Args) (*Document, error) {
	x, ok, err := written(r, AuditPlan, a)
	if err != nil {
		return nil, err
	}
	w := newWriting(r, AuditPlan, a.Period, x, ok)
	doc := &Document{Title: "审计通知和计划", Signatures: []string{"经审委员会主任", "日期"}}
	for _, s := range Sections(AuditPlan) {
		doc.Tables = append(doc.Tables, w.section(s))
	}
	t := filesTable(r, a.Period)
	t.Title = ""
	doc.Tables = append(doc.Tables, t)
	doc.Notes = w.notes()
	return doc, nil
}

// writing fills the sections of one paper.
type writing struct {
	r       ledger.Reader
	p       ledger.Period
	paper   ledger.Paper
	saved   bool
	facts   []Fact
	unknown []string
	texts   []Row
}

func newWriting(r ledger.Reader, kind string, p ledger.Period, x ledger.Paper, saved bool) *writing {
	if !saved {
		for _, s := range Sections(kind) {
			x.Parts = append(x.Parts, ledger.PaperPart{Key: s.Key, Title: s.Title, Text: s.Text})
		}
	}
	return &writing{r: r, p: p, paper: x, saved: saved, facts: PaperFacts(r, p)}
}

func (w *writing) section(s Section) Table {
	text := PartText(w.paper, s.Key)
	if !w.paper.Final {
		var unknown []string
		text, unknown = Fill(text, w.facts)
		w.unknown = append(w.unknown, unknown...)
	}
	t := prose(s.Key, s.Title, text)
	w.texts = append(w.texts, t.Rows...)
	return t
}

func (w *writing) notes() []string {
	out := []string{versionNote(w.paper, w.saved)}
	for _, name := range w.unknown {
		out = append(out, "文字里的【"+name+"】不是账上的数，照原样印出。")
	}
	if moved := MovedFacts(PartText(w.paper, FrozenPart), w.facts); w.paper.Final && len(moved) > 0 {
		for _, m := range moved {
			out = append(out, "账上的数在定稿后变了："+m+"。文字是定稿时的，表里是现在的。")
		}
	}
	probe := &Document{Organization: w.r.Unit().Name, Tables: []Table{{Columns: []Column{textCol("", 1)}, Rows: w.texts}}}
	if n := len(Scan(probe, MemberNames(w.r))); n > 0 {
		out = append(out, fmt.Sprintf("文字里有 %d 处会员姓名或号码。报告要向会员宣读、张贴的，请改成不指名的写法。", n))
	}
	return out
}

func incomePart(r ledger.Reader, p ledger.Period) Table {
	s := &incomeSheet{r: r, cols: []ledger.Period{p}}
	s.lines(incomeLines(), CreditNet)
	s.add(RowTotal, "total-income", "收入合计", func(p ledger.Period) Trace { return flow(r, CreditNet, p, "4") })
	return Table{Columns: []Column{textCol("收入项目", 34), moneyCol("金额")}, Rows: s.rows}
}

func spendingPart(r ledger.Reader, p ledger.Period) Table {
	s := &incomeSheet{r: r, cols: []ledger.Period{p}}
	s.lines(expenseLines(), DebitNet)
	s.add(RowTotal, "total-expense", "支出合计", func(p ledger.Period) Trace { return flow(r, DebitNet, p, "5") })
	s.add(RowTotal, "difference", "收支差额", func(p ledger.Period) Trace { return flow(r, CreditNet, p, "4", "5") })
	return Table{Columns: []Column{textCol("支出项目", 34), moneyCol("金额")}, Rows: s.rows}
}

func balancePart(r ledger.Reader, p ledger.Period) Table {
	s := &balanceSheet{r: r, first: eve(r, p.From), last: p.To}
	other := func(key, text string, side Side, codes ...ledger.Code) { // shown where there is any, so that the parts make the total
		begun, left := standing(side, s.first, codes...), standing(side, s.last, codes...)
		if Eval(r, &begun) != 0 || Eval(r, &left) != 0 {
			s.plain(RowItem, key, text, side, codes...)
		}
	}
	s.plain(RowItem, "cash", "货币资金", DebitNet, "101", "102")
	s.plain(RowItem, "receivable", "应收和暂付款", DebitNet, "131", "132", "135")
	s.plain(RowItem, "141", "库存物品", DebitNet, "141")
	s.plain(RowItem, "fixed-net", "固定资产净值", DebitNet, "162", "163")
	other("other-assets", "其他资产", DebitNet, "111", "121", "151", "161", "171", "172", "181", "182")
	s.plain(RowSubtotal, "total-assets", "资产总计", DebitNet, "1")
	s.plain(RowItem, "211", "应付上级经费", CreditNet, "211")
	s.plain(RowItem, "221", "代管经费", CreditNet, "221")
	other("other-liabilities", "其他负债", CreditNet, "201", "212", "215")
	s.plain(RowSubtotal, "total-liabilities", "负债合计", CreditNet, "2")
	s.add(RowItem, "funds", "工会资金结转结余", func(m ledger.Month) Trace { return funds(m) })
	other("other-net", "资产基金和其他净资产", CreditNet, "301", "311", "331", "332", "341")
	s.plain(RowSubtotal, "total-net", "净资产合计", CreditNet, "3", "4", "5")
	return Table{Columns: []Column{textCol("项目", 34), moneyCol("期初"), moneyCol("期末")}, Rows: s.rows}
}

func problemPart(r ledger.Reader, p ledger.Period) Table {
	t := Table{Columns: []Column{idCol("编号", 6), textCol("问题", 22), textCol("对象", 18), wideMoney("金额"), textCol("依据", 16), textCol("原因（答复）", 20), textCol("状态", 6)}}
	all := findingsIn(r, p)
	slices.SortFunc(all, func(a, b ledger.Finding) int { return cmp.Compare(a.ID, b.ID) })
	for _, f := range all {
		answer, _ := answerOf(r, f)
		x := row(RowItem, fmt.Sprintf("finding-%d", f.ID), Text(f.ID.String()), Text(f.Title), Text(f.Ref), AmountOrBlank(f.Amount, nil), Text(cmp.Or(f.Clause, f.Check)), Text(answer), Text(f.State.Chinese()))
		x.Voucher = pointed(f)
		t.Rows = append(t.Rows, x)
	}
	if len(t.Rows) == 0 { // the text says "see below"
		t.Rows = append(t.Rows, row(RowItem, "none", Empty(), Text("没有提出问题"), Empty(), Empty(), Empty(), Empty(), Empty()))
	}
	return t
}
