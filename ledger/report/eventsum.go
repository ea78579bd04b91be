package report

import (
	"cmp"
	"fmt"
	"strings"

	"huizhang/ledger"
)

// eventReport prints 活动决算表: all events of a period in a line each, or one
// in full.
func eventReport(r ledger.Reader, a Args) (*Document, error) {
	events, err := eventsOf(r, a)
	if err != nil {
		return nil, err
	}
	doc := eventDoc(a, events)
	if a.Object != "" {
		s := ledger.SumEvent(r, &events[0])
		doc.Tables = []Table{eventItems(&events[0], &s), eventLines(&events[0], &s), eventCounts(r, &events[0], &s)}
		doc.Notes = eventNotes(&events[0], &s)
		return doc, nil
	}
	doc.Landscape = true
	doc.Tables = []Table{eventList(r, events)}
	if len(events) == 0 {
		doc.Notes = append(doc.Notes, "这段时间没有活动。")
	}
	doc.Notes = append(doc.Notes, "实际支出取自已过账凭证里归到活动的分录，已冲销的不计；人均按实到人数。")
	return doc, nil
}

// picked is the trace of the lines that count among costs.
func picked(e *ledger.Event, costs []ledger.Cost, has func(*ledger.Cost) bool) *Trace {
	t := &Trace{Side: DebitNet, Period: ledger.Period{From: e.From.Month(), To: e.Last().Month()}}
	for i := range costs {
		c := &costs[i]
		if c.Amount == 0 || !has(c) {
			continue
		}
		t.Picked = append(t.Picked, Pick{Voucher: c.Voucher, Line: c.Line})
		t.Period.From, t.Period.To = min(t.Period.From, c.Day.Month()), max(t.Period.To, c.Day.Month())
	}
	return t
}

func everyCost(*ledger.Cost) bool { return true }

func eventList(r ledger.Reader, events []ledger.Event) Table {
	t := Table{Columns: []Column{idCol("编号", 6), dayCol("日期"), textCol("活动", 18), textCol("种类", 10), countCol("计划人数", 6), countCol("名单", 5), countCol("实到", 5), countCol("获奖", 5),
		moneyCol("计划"), moneyCol("实际"), moneyCol("结余（超支为负）"), moneyCol("人均"), textCol("状态", 8)}}
	total := &Trace{Side: DebitNet}
	var planned, actual ledger.Money
	var here, won int64
	for i := range events {
		e := &events[i]
		s := ledger.SumEvent(r, e)
		trace := picked(e, s.Costs, everyCost)
		total.Also = append(total.Also, *trace)
		planned, actual, here, won = planned+s.Planned, actual+s.Actual, here+int64(s.Present), won+int64(s.Winners)
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("event-%d", e.ID), Trace: trace, Cells: []Cell{Text(e.ID.String()), Date(e.From), Text(e.Name), Text(e.Kind.Chinese()),
			Number(int64(s.Heads)), Number(int64(s.Roster)), Number(int64(s.Present)), Number(int64(s.Winners)),
			Amount(s.Planned, nil), Amount(s.Actual, trace), Amount(s.Planned-s.Actual, nil), AmountOrBlank(s.Each, nil), Text(e.State.Chinese())}})
	}
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "total", Trace: total, Cells: []Cell{Text(fmt.Sprintf("合计 %d 项", len(events))), Empty(), Empty(), Empty(), Empty(), Empty(),
		Number(here), Number(won), Amount(planned, nil), Amount(actual, total), Amount(planned-actual, nil), Empty(), Empty()}})
	return t
}

func eventItems(e *ledger.Event, s *ledger.EventSum) Table {
	t := Table{Title: eventTitle(e), Columns: []Column{textCol("费用分项", 20), moneyCol("计划"), moneyCol("实际"), moneyCol("结余（超支为负）"), moneyCol("人均")}}
	for i, b := range s.Items {
		trace := picked(e, s.Costs, func(c *ledger.Cost) bool { return cmp.Or(c.Item, "未分项") == b.Name })
		name := b.Name
		if b.Off {
			name += "（计划外）"
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("item-%d", i+1), Trace: trace, Cells: []Cell{Text(name), Amount(b.Planned, nil), Amount(b.Actual, trace),
			Amount(b.Planned-b.Actual, nil), headCell(b.Actual, s.Present)}})
	}
	all := picked(e, s.Costs, everyCost)
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: "total", Trace: all, Cells: []Cell{Text("合计"), Amount(s.Planned, nil), Amount(s.Actual, all), Amount(s.Planned-s.Actual, nil), headCell(s.Actual, s.Present)}})
	return t
}

func headCell(m ledger.Money, n int) Cell {
	each, ok := PerHead(m, int64(n))
	if !ok {
		return Empty()
	}
	return Amount(each, nil)
}

func eventLines(e *ledger.Event, s *ledger.EventSum) Table {
	t := Table{Title: "费用凭证", Columns: []Column{idCol("凭证号", 18), dayCol("日期"), textCol("摘要", 24), textCol("分项", 10), countCol("发票人数", 6), moneyCol("金额"), textCol("说明", 16)}}
	for i := range s.Costs {
		c := &s.Costs[i]
		heads, note := Number(int64(c.Heads)), c.Off
		heads.Null = c.Heads == 0
		if c.Waits != 0 {
			note = fmt.Sprintf("未过账 %s 元，不计", c.Waits.Grouped())
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("cost-%d-%d", c.Voucher, c.Line+1), Voucher: c.Voucher, Cells: []Cell{Text(c.Ref), Date(c.Day), Text(c.Text), Text(c.Item), heads,
			Amount(c.Amount, picked(e, s.Costs, func(o *ledger.Cost) bool { return o == c })), Text(note)}})
	}
	if len(s.Costs) == 0 {
		t.Rows = append(t.Rows, Row{Kind: RowHead, Key: "none", Cells: []Cell{Text("还没有归集费用。")}})
	}
	return t
}

// eventCounts sets the head-counts side by side (domain rules §18.5, F23).
func eventCounts(r ledger.Reader, e *ledger.Event, s *ledger.EventSum) Table {
	t := Table{Title: "人数核对", Columns: []Column{textCol("项目", 20), countCol("人数", 8), textCol("说明", 40)}}
	add := func(key, name string, n int, note string) {
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: key, Cells: []Cell{Text(name), Number(int64(n)), Text(note)}})
	}
	add("planned", "计划", s.Heads, "")
	guests := ""
	if s.Guests > 0 {
		guests = fmt.Sprintf("其中客人 %d 人", s.Guests)
	}
	add("roster", "名单", s.Roster, guests)
	late := ""
	if s.Late > 0 {
		late = fmt.Sprintf("其中临时加入 %d 人", s.Late)
	}
	add("present", "实到", s.Present, late)
	var names []string
	for _, x := range s.Missing {
		name := x.Name
		if x.Note != "" {
			name += "（" + x.Note + "）"
		}
		names = append(names, name)
	}
	add("absent", "未到", s.Absent, strings.Join(names, "、"))
	add("winners", "获奖", s.Winners, wonShare(s.Winners, s.Present))
	if s.Keeps > 0 {
		add("keepsakes", "领纪念品", s.Keeps, "")
	}
	for i := range s.Costs {
		if c := &s.Costs[i]; c.Heads > 0 && c.Off == "" {
			add(fmt.Sprintf("invoice-%d-%d", c.Voucher, c.Line+1), "发票 "+c.Ref, c.Heads, cmp.Or(c.Item, c.Text))
		}
	}
	return t
}

// wonShare writes 获奖 12 / 参与 40 = 30.00 %.
func wonShare(won, here int) string {
	if here <= 0 {
		return ""
	}
	percent, err := ledger.FromYuan(ledger.Money(won * 10_000).Decimal().Div(ledger.Money(here * 100).Decimal()))
	if err != nil {
		return ""
	}
	return fmt.Sprintf("获奖 %d 人 / 参与 %d 人 = %s%%", won, here, percent)
}

func eventNotes(e *ledger.Event, s *ledger.EventSum) []string {
	notes := []string{fmt.Sprintf("种类：%s；经费来源：%s；状态：%s。", e.Kind.Chinese(), cmp.Or(e.Money, "未写明"), e.State.Chinese())}
	if a := e.Approved; a != (ledger.Approval{}) {
		notes = append(notes, strings.TrimSpace(fmt.Sprintf("批准：%s %s %s", a.By, a.Day, a.Minute))+"。")
	} else {
		notes = append(notes, "批准：没有登记。")
	}
	for _, v := range e.Revised {
		notes = append(notes, fmt.Sprintf("方案调整（%s，%s）：原计划 %s 元，原因：%s。", ledger.Clock(v.At), v.By, v.Was.Grouped(), v.Why))
	}
	if s.Waits != 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 元的凭证还没有过账，没有计入。", s.Waits.Grouped()))
	}
	if over := s.Over(); over > 0 {
		notes = append(notes, fmt.Sprintf("超支 %s 元，来源：%s。", over.Grouped(), cmp.Or(e.OverFrom, "还没有写明")))
	}
	if len(s.Differs) > 0 {
		notes = append(notes, "对不上的地方："+strings.Join(s.Differs, "")+"说明："+cmp.Or(e.Explained, "还没有写明")+"。")
	}
	for _, w := range e.Warnings {
		notes = append(notes, "规则提醒："+w)
	}
	if e.Reason != "" {
		notes = append(notes, fmt.Sprintf("仍办理的理由：%s（共同负责：%s）。", e.Reason, cmp.Or(e.Second, "无")))
	}
	if e.Summary != "" {
		notes = append(notes, "小结："+e.Summary)
	}
	return notes
}
