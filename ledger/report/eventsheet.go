package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// eventsOf are the events a report is about: one, or those that begin in the
// period, by day. Those called off show only when they are asked for.
func eventsOf(r ledger.Reader, a Args) ([]ledger.Event, error) {
	if k, id, ok := SplitObject(a.Object); ok && k == OfEvent {
		e, ok := r.Event(ledger.EventID(id))
		if !ok {
			return nil, ledger.Errf(ledger.CodeUnknown, "没有找到活动 %s。", ledger.EventID(id))
		}
		return []ledger.Event{e}, nil
	}
	var out []ledger.Event
	for e := range r.Events() {
		if (a.whole || a.Period.Has(e.From.Month())) && e.State != ledger.EventCancelled {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(a, b ledger.Event) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// eventDoc begins a report about events.
func eventDoc(a Args, events []ledger.Event) *Document {
	doc := &Document{Signatures: []string{"工会主席", "审核", "组织者", "经手人"}}
	if a.Object != "" && len(events) == 1 {
		e := events[0]
		doc.Period = ledger.Period{From: e.From.Month(), To: e.Last().Month()}
		doc.PeriodText = eventDays(&e)
	}
	return doc
}

func eventDays(e *ledger.Event) string {
	if e.Last() == e.From {
		return e.From.Chinese()
	}
	return e.From.Chinese() + "至" + e.Last().Chinese()
}

func eventTitle(e *ledger.Event) string {
	parts := []string{e.ID.String() + " " + e.Name, eventDays(e)}
	if e.Place != "" {
		parts = append(parts, e.Place)
	}
	if e.State == ledger.EventCancelled {
		parts = append(parts, "【已取消："+e.Why+"】")
	}
	return strings.Join(parts, "　")
}

// eventSheets prints 活动签到表: a table an event, with boxes to sign in.
func eventSheets(r ledger.Reader, a Args) (*Document, error) {
	events, err := eventsOf(r, a)
	if err != nil {
		return nil, err
	}
	doc := eventDoc(a, events)
	for i := range events {
		t, notes := signInTable(r, &events[i])
		doc.Tables = append(doc.Tables, t)
		doc.Notes = append(doc.Notes, notes...)
	}
	if len(events) == 0 {
		doc.Tables = []Table{{Columns: signInColumns(false), RowHeight: 8}}
		doc.Notes = append(doc.Notes, "这段时间没有活动。")
	}
	doc.Notes = append(doc.Notes, "签名须由本人签；空白行供当天临时到场的人填写。")
	return doc, nil
}

// signInColumns are those of domain rules §20.
func signInColumns(keyed bool) []Column {
	cols := []Column{countCol("序号", 4), textCol("姓名", 12), textCol("部门", 14), {Name: "签名", Kind: KindSign, Width: 12, Millimetres: 35}, {Name: "时间", Kind: KindSign, Width: 8, Millimetres: 20}}
	if keyed {
		cols = append(cols, textCol("登记", 8))
	}
	return append(cols, textCol("备注", 12))
}

func signInTable(r ledger.Reader, e *ledger.Event) (Table, []string) {
	roster := ledger.Roster(r, e.ID)
	same := onRoster(roster)
	keyed := slices.ContainsFunc(roster, func(x ledger.Entrant) bool { return x.Here != ledger.Unsaid })
	t := Table{Title: eventTitle(e), PageSubtotal: false, RowHeight: 9, Columns: signInColumns(keyed)}
	here, absent := 0, 0
	for _, x := range roster {
		switch x.Here {
		case ledger.Present:
			here++
		case ledger.Absent:
			absent++
		}
		cells := []Cell{Number(int64(x.No)), Text(same.text(r, x.Name, x.Member)), Text(x.Group), Empty(), Empty()}
		if keyed {
			cells = append(cells, Text(map[ledger.Presence]string{ledger.Present: "到", ledger.Absent: "未到"}[x.Here]))
		}
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("entrant-%d-%d", e.ID, x.No), Cells: append(cells, Text(entrantNote(&x)))})
	}
	for range spare(r.Practice()) {
		t.Rows = append(t.Rows, Row{Kind: RowSpare})
	}
	foot := fmt.Sprintf("名单 %d 人　　实到 ＿＿＿＿ 人", len(roster))
	if keyed {
		foot = fmt.Sprintf("名单 %d 人　　实到 %d 人　　未到 %d 人", len(roster), here, absent)
	}
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: fmt.Sprintf("event-%d", e.ID), Keep: true, Cells: []Cell{Text(foot)}})
	if e.Frozen == 0 {
		return t, []string{e.ID.String() + " 名单还没有定稿，可能还会改；请定稿后再打印签到。"}
	}
	return t, []string{fmt.Sprintf("%s 名单于 %s 定稿，核对码 %s。", e.ID, ledger.Clock(e.Frozen), e.Code)}
}

// entrantNote marks guests, latecomers and organisers.
func entrantNote(x *ledger.Entrant) string {
	var parts []string
	if x.Member == 0 {
		parts = append(parts, "客人")
	}
	if x.Organiser {
		parts = append(parts, "组织")
	}
	if x.Late {
		parts = append(parts, "临时加入")
	}
	if x.Note != "" {
		parts = append(parts, x.Note)
	}
	return strings.Join(parts, "，")
}
