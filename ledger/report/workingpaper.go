package report

import (
	"fmt"
	"slices"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
)

// workingPaper is the 审计工作底稿 of one sample: how it was planned and drawn,
// so that anybody can draw it again, a line for each voucher, and what it says.
func workingPaper(r ledger.Reader, a Args) (*Document, error) {
	s, ok := sampleAsked(r, a)
	doc := &Document{Landscape: true, Signatures: []string{"检查人", "复核", "经审委员会主任", "日期"}}
	switch {
	case !ok && a.Object != "":
		return nil, ledger.Errf(ledger.CodeUnknown, "没有找到这次抽样。")
	case !ok:
		doc.Tables = []Table{lineTable(nil)}
		doc.Notes = []string{"这段时间还没有抽样。"}
		return doc, nil
	}
	doc.Title, doc.Period, doc.PeriodText = "审计工作底稿　"+s.ID.String(), s.Period, s.Period.Chinese()
	doc.Notes = []string{fmt.Sprintf("%s 于 %s 定下抽样计划。", s.By, ledger.Clock(s.Made))}
	if s.Void != "" {
		doc.Notes = append(doc.Notes, "这次抽样已作废："+s.Void)
	}
	plan := sample.PlanOf(s)
	doc.Tables = append(doc.Tables, wordTable("plan", "抽样计划", plan.Lines()))
	if s.Drawn == "" {
		doc.Notes = append(doc.Notes, "还没有抽：等当众抽出的数。")
		return doc, nil
	}
	lines := map[ledger.VoucherID]ledger.WorkLine{}
	var exams []sample.Exam
	for l := range r.WorkLines(s.ID) {
		lines[l.Voucher] = l
	}
	t := lineTable(nil)
	var booked, audited ledger.Money
	for i, it := range s.Items {
		l, done := lines[it.Voucher]
		if done {
			exams = append(exams, sample.ExamOf(l, it.Ref))
			booked, audited = booked+it.Amount, audited+l.Audited
		}
		t.Rows = append(t.Rows, workRow(i+1, it, l, done))
	}
	t.Rows = append(t.Rows, row(RowTotal, "total", Text("已查合计"), Empty(), Empty(), Amount(booked, nil), Amount(audited, nil), Amount(booked-audited, nil), Empty(), Text(fmt.Sprintf("已查 %d 张，共 %d 张", len(lines), len(s.Items))), Empty(), Empty(), Empty()))
	doc.Tables = append(doc.Tables, t)
	items, _ := sample.Population(r, s.Period)
	sel, err := sample.Select(items, plan)
	if err == nil && !samePicks(sel, s) {
		doc.Notes = append(doc.Notes, "现在重抽与当时抽中的不同：抽样以后这段时间的凭证有增加或冲销。底稿按当时抽中的列，推算数仅供参考。")
	}
	if err != nil {
		doc.Notes = append(doc.Notes, "不能重抽："+err.Error())
		return doc, nil
	}
	if ev, err := sample.Evaluate(sel, exams, sample.Confidence95); err == nil {
		doc.Tables = append(doc.Tables, wordTable("evaluation", "评价", ev.Statement()))
	} else {
		doc.Notes = append(doc.Notes, "还不能评价："+err.Error())
	}
	doc.Tables = append(doc.Tables, wordTable("recipe", "重抽办法", sel.Recipe()))
	return doc, nil
}

// sampleAsked is the sample of the arguments, else the newest of the period.
func sampleAsked(r ledger.Audits, a Args) (ledger.Sample, bool) {
	if k, n, ok := SplitObject(a.Object); ok && k == OfSample {
		return r.Sample(ledger.SampleID(n))
	}
	var out ledger.Sample
	for s := range r.Samples() {
		if s.Void == "" && touches(s.Period, a.Period) && s.ID > out.ID {
			out = s
		}
	}
	return out, out.ID != 0
}

func lineTable(rows []Row) Table {
	return Table{Rows: rows, RowHeight: 8, Columns: []Column{countCol("序号", 4), idCol("凭证号", 18), textCol("抽中原因", 16), wideMoney("账面金额"), wideMoney("审定金额"), wideMoney("差额"), textCol("测试结果", 24),
		textCol("说明", 16), idCol("问题", 6), textCol("检查人", 8), textCol("日期", 10)}}
}

func workRow(n int, it ledger.SampleItem, l ledger.WorkLine, done bool) Row {
	cells := []Cell{Number(int64(n)), Text(it.Ref), Text(it.Why), Amount(it.Amount, nil), Empty(), Empty(), Text("未查"), Empty(), Empty(), Empty(), Empty()}
	if done {
		found := ""
		if l.Finding != 0 {
			found = l.Finding.String()
		}
		copy(cells[4:], []Cell{Amount(l.Audited, nil), AmountOrBlank(it.Amount-l.Audited, nil), Text(testText(l.Tests)), Text(l.Note), Text(found), Text(l.By), Text(dayOfClock(l.At))})
	}
	out := row(RowItem, it.Ref, cells...)
	out.Voucher = it.Voucher
	return out
}

// testText names what did not hold; when all held it says so in a word.
func testText(tests []ledger.WorkTest) string {
	good, none, bad := 0, 0, ""
	for _, t := range tests {
		switch t.Fine {
		case "yes":
			good++
		case "na":
			none++
		case "no":
			bad = joinWords(bad, "不符合："+sample.Attribute(t.Name).Question())
		default:
			bad = joinWords(bad, "未查："+sample.Attribute(t.Name).Question())
		}
	}
	if bad != "" {
		return bad
	}
	return fmt.Sprintf("符合 %d 项，不适用 %d 项", good, none)
}

// samePicks reports whether drawing again gives the vouchers that were drawn.
func samePicks(sel sample.Selection, s ledger.Sample) bool {
	return slices.EqualFunc(sel.Picks, s.Items, func(p sample.Pick, it ledger.SampleItem) bool { return p.Key == it.Ref })
}

// wordTable is a block of sentences under a heading.
func wordTable(key, title string, lines []string) Table {
	t := Table{Columns: []Column{textCol(title, 76)}}
	for i, l := range lines {
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("%s-%d", key, i+1), Cells: []Cell{Text(ledger.Plain(l))}})
	}
	return t
}
