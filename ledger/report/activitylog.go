package report

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// activityLog is the 操作日志 of a period by the clock: who did what, when, to
// which thing, and why; oldest first.
func activityLog(r ledger.Reader, a Args) (*Document, error) {
	t := Table{Columns: []Column{idCol("序号", 7), textCol("时间", 16), textCol("操作人", 8), textCol("事项", 20), textCol("做了什么", 36), idCol("对象", 18), textCol("原因", 18)}}
	work := WorkWords()
	n := 0
	people := map[string]int{}
	for e := range r.Log(1, false) {
		if !a.whole && !a.Period.Has(ledger.DayAt(e.Time).Month()) {
			continue
		}
		n++
		people[e.Operator]++
		x := row(RowItem, fmt.Sprint(e.Seq), Text(fmt.Sprint(e.Seq)), Text(ledger.Clock(e.Time)), Text(e.Operator), Text(work(e.Act)), Text(e.Title), Text(EntryObject(r, e)), Text(e.Reason))
		x.Voucher = e.Voucher
		t.Rows = append(t.Rows, x)
	}
	doc := &Document{Landscape: true, Tables: []Table{t}, Signatures: []string{"经审", "制表"}}
	if a.whole {
		doc.PeriodText = "全部"
	}
	var names []string
	for who := range people {
		names = append(names, who)
	}
	slices.Sort(names)
	for i, who := range names {
		names[i] = fmt.Sprintf("%s %d 条", who, people[who])
	}
	doc.Notes = []string{"日志只增不改；每一条改动前后的内容，在“操作日志”画面逐条看。"}
	if n > 0 {
		doc.Notes = append(doc.Notes, fmt.Sprintf("共 %d 条：%s。", n, strings.Join(names, "，")))
	}
	return doc, nil
}

// WorkWords gives the function that says what kind of work an act is, in the
// words of the table of who may do what.
func WorkWords() func(act string) string {
	words := map[string]string{"book.found": "建立账本"}
	for _, p := range ledger.Permissions() {
		for _, act := range p.Acts {
			words[act] = p.Work
		}
	}
	return func(act string) string {
		if w := words[act]; w != "" {
			return w
		}
		return "其他"
	}
}

// EntryObject names the thing that an entry is about: a voucher's number, a
// member, 慰-12.
func EntryObject(r ledger.Reader, e ledger.Entry) string {
	var out []string
	if v, ok := r.Voucher(e.Voucher); ok && e.Voucher != 0 {
		if v.Number > 0 {
			out = append(out, v.Ref())
		} else {
			out = append(out, fmt.Sprintf("未编号凭证（内部 %d）", v.ID))
		}
	}
	if m, ok := r.Member(e.Member); ok && e.Member != 0 {
		out = append(out, strings.TrimSpace(m.No+" "+m.Name))
	}
	if s := ObjectText(e.Object); s != "" {
		out = append(out, s)
	}
	return strings.Join(out, "，")
}

// objectMarks are the signs before the numbers of things, as people see them.
func objectMarks() [][2]string {
	return [][2]string{{"gift", "慰"}, {"sheet", "签"}, {"case", "困"}, {"programme", "项"}, {"fund", "代"}, {"loan", "借"}, {"event", "活"}, {"article", "物"}, {"finding", "问"}, {"sample", "抽"}}
}

// ObjectText writes an object as people see it: gift/12 is 慰-12. What has no
// sign stays as it is.
func ObjectText(object string) string {
	kind, number, ok := strings.Cut(object, "/")
	if !ok {
		return object
	}
	for _, m := range objectMarks() {
		switch {
		case m[0] == kind && kind == "sheet" && len(number) < 4:
			return m[1] + "-" + strings.Repeat("0", 4-len(number)) + number
		case m[0] == kind:
			return m[1] + "-" + number
		}
	}
	return object
}

// ObjectNamed reads such a sign back; "" for what is none.
func ObjectNamed(text string) string {
	mark, number, ok := strings.Cut(strings.ReplaceAll(ledger.FoldWidth(strings.TrimSpace(text)), " ", ""), "-")
	number = strings.TrimLeft(number, "0")
	if !ok || number == "" || !allDigits(number) {
		return ""
	}
	for _, m := range objectMarks() {
		if m[1] == mark {
			return m[0] + "/" + number
		}
	}
	return ""
}
