package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// welfareSheets prints 慰问品发放签领表: one sheet, all of an act, or the live
// ones of a period, a table each. Sheets of events have a report of their own.
func welfareSheets(r ledger.Reader, a Args) (*Document, error) {
	doc := &Document{Signatures: []string{"经手人", "证明人", "分工会主席"}}
	k, id, _ := SplitObject(a.Object)
	var sheets []ledger.Sheet
	switch k {
	case OfSheet:
		s, ok := r.Sheet(ledger.SheetID(id))
		if !ok {
			return nil, ledger.Errf(ledger.CodeUnknown, "没有找到签领表 %s。", ledger.SheetID(id))
		}
		sheets = []ledger.Sheet{s}
	case OfGift:
		if _, ok := r.Gift(ledger.GiftID(id)); !ok {
			return nil, ledger.Errf(ledger.CodeUnknown, "没有找到慰问 %s。", ledger.GiftID(id))
		}
		for s := range r.Sheets(ledger.GiftID(id)) {
			if s.Live() {
				sheets = append(sheets, s)
			}
		}
	default:
		sheets = sheetsIn(r, a.Period)
	}
	for _, s := range sheets {
		g, _ := r.Gift(s.Gift)
		doc.Tables = append(doc.Tables, signTable(r, &g, &s))
		if s.Live() && s.Printed == 0 {
			doc.Notes = append(doc.Notes, s.ID.String()+" 还是草稿，没有定稿，名单还可能改；请定稿后再打印出来签字。")
		}
	}
	if a.Object != "" && len(sheets) > 0 {
		days := []ledger.Day{sheets[0].Day, sheets[len(sheets)-1].Day}
		doc.Period = ledger.Period{From: slices.Min(days).Month(), To: slices.Max(days).Month()}
		doc.PeriodText = sheets[0].Day.Chinese()
	}
	if len(sheets) == 0 {
		doc.Tables = []Table{{Columns: signColumns(false), RowHeight: 8}}
		doc.Notes = append(doc.Notes, "这里没有签领表。")
	}
	doc.Notes = append(doc.Notes, "签名须由本人签；代领的由代领人签名并注明。")
	return doc, nil
}

// sheetsIn are the live sheets of a period by number.
func sheetsIn(r ledger.Reader, p ledger.Period) []ledger.Sheet {
	var out []ledger.Sheet
	for g := range r.Gifts() {
		for s := range r.Sheets(g.ID) {
			if s.Live() && p.Has(s.Day.Month()) && g.Event == 0 {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b ledger.Sheet) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// signColumns are those of domain rules §20. Once marks are keyed the boxes for
// signatures hold words, which the screen shows as well.
func signColumns(keyed bool) []Column {
	box := KindSign
	if keyed {
		box = KindText
	}
	return []Column{countCol("序号", 4), textCol("姓名", 10), textCol("部门", 10), textCol("品名规格", 10), countCol("数量", 4),
		{Name: "单价", Kind: KindMoney, Width: 8}, {Name: "金额", Kind: KindMoney, Width: 9}, {Name: "领取日期", Kind: KindDay, Width: 10, Millimetres: 20},
		{Name: "本人签字", Kind: box, Width: 8, Millimetres: 25}, {Name: "代领人（注明）", Kind: box, Width: 8, Millimetres: 22}}
}

func signTable(r ledger.Reader, g *ledger.Gift, s *ledger.Sheet) Table {
	t := Table{Title: sheetTitle(r, g, s), PageSubtotal: true, RowHeight: 8}
	var qty int64
	var total ledger.Money
	keyed, n, people := s.Kind == ledger.ReturnList, 0, doubles{r: r}
	who, same := map[string]bool{}, onSheet(r, s.ID)
	for x := range r.Shares(s.ID) {
		n++
		keyed = keyed || StateOf(&x) != State(ledger.Unsigned)
		qty += int64(max(x.Qty, 1))
		total += x.Amount
		who[people.of(&x)] = true
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("sheet-%d-%d", s.ID, x.Line), Voucher: s.Voucher, Cells: shareCells(g, &x, same.text(r, x.Name, x.Member))})
	}
	t.Columns = signColumns(keyed)
	if !keyed && s.Live() {
		for range spare(r.Practice()) {
			t.Rows = append(t.Rows, Row{Kind: RowSpare})
		}
	}
	sum := Amount(total, &Trace{Side: DebitNet, Period: ledger.MonthPeriod(s.Day.Month()), Lists: &Lists{Sheets: []ledger.SheetID{s.ID}}})
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: fmt.Sprintf("sheet-%d", s.ID), Voucher: s.Voucher, Trace: sum.Trace, Keep: true, Cells: []Cell{
		Text(fmt.Sprintf("合计 %d人", len(who))), Empty(), Empty(), Empty(), Number(qty), Empty(), sum, Empty(), Empty(), Empty()}})
	for i, text := range sheetFoot(r, g, s, total, int64(len(who))) {
		t.Rows = append(t.Rows, Row{Kind: RowHead, Key: fmt.Sprintf("sheet-%d-foot-%d", s.ID, i+1), Cells: []Cell{Text(text)}})
	}
	return t
}

// spare are the empty lines at the end of a sheet: three unless the union wants
// another number.
func spare(p ledger.Practice) int {
	if p.SpareRows == 0 {
		return spareRows
	}
	return max(p.SpareRows, 0)
}

func shareCells(g *ledger.Gift, x *ledger.Share, name string) []Cell {
	if x.Kin != "" || x.Relation != "" {
		name += "（" + strings.TrimSpace(x.Relation+" "+x.Kin) + "）"
	}
	item := cmp.Or(g.Item, g.Form.Chinese()+"慰问")
	if x.Level != "" {
		item += " " + x.Level
	}
	qty, price := int64(max(x.Qty, 1)), Empty()
	if int64(x.Amount)%qty == 0 {
		price = Amount(x.Amount/ledger.Money(qty), nil)
	}
	return []Cell{Number(int64(x.Line)), Text(name), Text(x.Group), Text(item), Number(qty), price, Amount(x.Amount, nil),
		Date(x.SignedOn), signCell(x), Text(strings.TrimSpace(x.Proxy + " " + x.Note))}
}

// signCell is the state of a line in words; nothing while it waits for the pen.
func signCell(x *ledger.Share) Cell {
	switch st := StateOf(x); {
	case st == TakenBack:
		return Text("未领，已退回（" + x.Back.String() + "）")
	case st == Returning:
		return Text(fmt.Sprintf("退回（原 %s 第 %d 行）", x.Of, x.OfLine))
	case st == State(ledger.Unsigned):
		return Empty()
	default:
		return Text(st.Chinese())
	}
}

// sheetTitle says which sheet it is and what has to be known before signing it.
func sheetTitle(r ledger.Reader, g *ledger.Gift, s *ledger.Sheet) string {
	parts := []string{s.ID.String(), g.ID.String() + " " + GiftTitle(r.Practice(), g), s.Day.Chinese()}
	switch {
	case !s.Live():
		parts = append(parts, "【已作废："+s.Void+"】")
	case s.Printed == 0:
		parts = append(parts, "【草稿（未定稿）】")
	default:
		parts = append(parts, "核对码 "+s.Code)
	}
	why := ""
	if s.Why != "" {
		why = "：" + s.Why
	}
	switch s.Kind {
	case ledger.Supplement:
		parts = append(parts, "（补充名单"+why+"）")
	case ledger.ReturnList:
		parts = append(parts, "（退回清单"+why+"）")
	}
	return strings.Join(parts, "　")
}

// refOnPaper is the number of the voucher a printed list belongs to. The number
// of a draft is none yet: the paper leaves room to write it when it is posted.
func refOnPaper(r ledger.Reader, id ledger.VoucherID) string {
	v, ok := r.Voucher(id)
	switch {
	case !ok:
		return "未入账"
	case v.State != ledger.Posted:
		return "＿＿＿＿（现在是" + v.Ref() + "，过账后填写）"
	}
	return v.Ref()
}

// sheetFoot is what domain rules §20 want below the list.
func sheetFoot(r ledger.Reader, g *ledger.Gift, s *ledger.Sheet, total ledger.Money, persons int64) []string {
	each, _ := PerHead(total, persons)
	ref := refOnPaper(r, s.Voucher)
	out := []string{
		fmt.Sprintf("总额（大写）：人民币%s", ledger.Capitals(total)),
		fmt.Sprintf("人数 %d　　人均 %s　　发票号 %s　　凭证号 %s", persons, each.Grouped(), cmp.Or(g.Bill.Ref, "＿＿＿＿"), ref),
	}
	if g.Bill.Why != "" && s.Kind == ledger.FirstSheet {
		out = append(out, fmt.Sprintf("发票 %d 份 %s 元，与名单不同的原因：%s", g.Bill.Count, g.Bill.Amount.Grouped(), g.Bill.Why))
	}
	return out
}
