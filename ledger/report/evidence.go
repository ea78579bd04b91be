package report

import (
	"cmp"
	"fmt"
	"strings"

	"huizhang/ledger"
)

// evidence is the 证据清单: what proves each voucher of a period, with the hash
// by which a file can be told from any other, and what is missing.
func evidence(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{idCol("凭证号", 18), dayCol("日期"), textCol("摘要", 18), wideMoney("金额"), countCol("纸质张数", 6), textCol("电子附件", 20), countCol("字节", 9), idCol("SHA-256", 64), textCol("备注", 14)}}
	first := map[string]string{}
	vouchers, files, papers, without, missing, twice := 0, 0, 0, 0, 0, 0
	for v := range r.Posted(a.Period) {
		if v.Closing() {
			continue
		}
		vouchers++
		e := r.EvidenceOf(&v)
		papers += e.Papers
		remark := ""
		switch {
		case e.Missing():
			remark = "缺附件"
			missing++
		case e.NoPaper != "":
			remark = "无需附件：" + e.NoPaper
			without++
		}
		head := []Cell{Text(v.Ref()), Date(v.Day), Text(v.Lines[0].Summary), Amount(v.Amount(), nil), countOrBlank(e.Papers)}
		for i, f := range e.Files {
			note := remark
			if i > 0 {
				head, note = []Cell{Text(v.Ref()), Empty(), Empty(), Empty(), Empty()}, ""
			}
			if was := first[f.Hash]; was != "" {
				note = joinWords(note, "与 "+was+" 的附件相同")
				twice++
			} else {
				first[f.Hash] = v.Ref()
			}
			files++
			t.Rows = append(t.Rows, voucherRow(v.ID, fmt.Sprintf("%s-%d", v.Ref(), i+1), append(head, Text(f.Name), Number(f.Size), Text(f.Hash), Text(note))...))
		}
		if len(e.Files) == 0 {
			t.Rows = append(t.Rows, voucherRow(v.ID, v.Ref(), append(head, Empty(), Empty(), Empty(), Text(remark))...))
		}
	}
	doc := &Document{Landscape: true, Tables: []Table{t}, Signatures: []string{"交出人", "接收人", "日期"}}
	doc.Notes = []string{fmt.Sprintf("凭证 %d 张：纸质附件 %d 张，电子附件 %d 个；写明无需附件的 %d 张，缺附件的 %d 张。", vouchers, papers, files, without, missing),
		"SHA-256 由文件内容算出，文件改动一个字节就会不同；用任何电脑上的工具都可以重算核对。"}
	if twice > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("有 %d 个附件与别的凭证的附件内容完全相同，请核对是否重复报销。", twice))
	}
	return doc, nil
}

func voucherRow(id ledger.VoucherID, key string, cells ...Cell) Row {
	out := row(RowItem, key, cells...)
	out.Voucher = id
	return out
}

func countOrBlank(n int) Cell { return Cell{Count: int64(n), Null: n == 0} }

// signOff is the 审签页 of a period: its figures, the state of the book that
// they were read at, what the auditor has seen, and who has signed.
func signOff(r ledger.Reader, a Args) (*Document, error) {
	p := a.Period
	s := &incomeSheet{r: r, cols: []ledger.Period{p}}
	one := func(kind RowKind, key, text string, t Trace) {
		s.add(kind, key, text, func(ledger.Period) Trace { return t })
	}
	one(RowItem, "opening", "期初结转结余", fundsBefore(r, p))
	one(RowItem, "total-income", "本期收入", flow(r, CreditNet, p, "4"))
	one(RowItem, "total-expense", "本期支出", flow(r, DebitNet, p, "5"))
	one(RowItem, "difference", "本期收支差额", flow(r, CreditNet, p, "4", "5"))
	if direct := posted(CreditNet, p, "321", "322"); Eval(r, &direct) != 0 {
		one(RowItem, "adjustment", "结转结余调整及变动", direct) // else opening and difference do not make the closing
	}
	one(RowTotal, "closing", "期末结转结余", funds(p.To))
	one(RowItem, "cash", "期末库存现金", standing(DebitNet, p.To, "101"))
	one(RowItem, "bank", "期末银行存款", standing(DebitNet, p.To, "102"))
	one(RowItem, "total-assets", "期末资产总计", standing(DebitNet, p.To, "1"))
	one(RowItem, "total-liabilities", "期末负债合计", standing(CreditNet, p.To, "2"))
	c := coverOf(r, p)
	signs := Table{Columns: []Column{textCol("签字事项", 14), textCol("期间", 14), textCol("签字人", 10), textCol("时间", 16), countCol("账到第几条", 10), idCol("核对码", 30)}}
	var past, said []string
	for g := range r.Signatures() {
		if !touches(g.Period, p) {
			continue
		}
		signs.Rows = append(signs.Rows, row(RowItem, fmt.Sprintf("signature-%d", g.No), Text(occasionWord(g.Kind)), Text(g.Period.Chinese()), Text(g.By), Text(ledger.Clock(g.At)), Number(int64(g.Size)), Text(g.Code)))
		if remark := remarkOf(g); remark != "" {
			said = append(said, fmt.Sprintf("“%s”%s%s的意见：%s", g.By, g.Period.Chinese(), occasionWord(g.Kind), remark))
		}
		if why := ledger.Overtaken(r, g); why != "" {
			past = append(past, fmt.Sprintf("“%s”%s%s：%s", g.By, g.Period.Chinese(), occasionWord(g.Kind), why))
		}
	}
	doc := &Document{Title: "经审审签页", Tables: []Table{{Columns: []Column{textCol("项目", 30), moneyCol("金额")}, Rows: s.rows}, c.table(), openFindings(r, p)}, Signatures: []string{"经审委员会主任", "经审委员", "工会主席", "财务负责人"}}
	if len(signs.Rows) > 0 {
		doc.Tables = append(doc.Tables, signs)
	} else {
		doc.Notes = append(doc.Notes, "这段时间还没有人用密钥签过字。")
	}
	opinion := Table{RowHeight: 20, Columns: []Column{textCol("审签意见", 40), {Name: "签字、日期", Kind: KindSign, Width: 30}}}
	for _, who := range []string{"经审委员会意见：", "工会委员会意见："} {
		opinion.Rows = append(opinion.Rows, Row{Kind: RowSpare, Key: "opinion", Cells: []Cell{Text(who), Empty()}})
	}
	doc.Tables = append(doc.Tables, opinion)
	doc.Notes = append(append(doc.Notes, said...), past...)
	doc.Notes = append(doc.Notes, "本页数字读自账本"+headText(r.Head().String())+"。")
	if page := r.MonthPage(p.To); !page.Closed {
		doc.Notes = append(doc.Notes, p.To.Chinese()+"还没有结账，数字还会变，不能签认。")
	}
	return doc, nil
}

// remarkOf is the opinion that was signed with the figures, one line of the
// signed text, "" when there is none.
func remarkOf(g ledger.Signature) string {
	for line := range strings.Lines(string(g.Note)) {
		if line = strings.TrimRight(line, "\n"); line == "" { // the signatures follow
			return ""
		}
		if remark, ok := strings.CutPrefix(line, "remark: "); ok {
			return ledger.Plain(remark)
		}
	}
	return ""
}

func openFindings(r ledger.Reader, p ledger.Period) Table {
	t := Table{Columns: []Column{idCol("编号", 6), textCol("没有销号的问题", 30), textCol("对象", 18), wideMoney("金额"), textCol("状态", 8)}}
	for _, f := range findingsIn(r, p) {
		if f.State != ledger.FindingClosed {
			x := row(RowItem, fmt.Sprintf("finding-%d", f.ID), Text(f.ID.String()), Text(f.Title), Text(f.Ref), AmountOrBlank(f.Amount, nil), Text(f.State.Chinese()))
			x.Voucher = pointed(f)
			t.Rows = append(t.Rows, x)
		}
	}
	if len(t.Rows) == 0 {
		t.Rows = append(t.Rows, row(RowItem, "none", Empty(), Text("没有"), Empty(), Empty(), Empty()))
	}
	return t
}

func occasionWord(kind string) string {
	return cmp.Or(map[string]string{ledger.SignDisclosure: "收支公示", ledger.SignYear: "年度结账", ledger.SignOff: "经审签认", ledger.SignHandover: "移交"}[kind], kind)
}
