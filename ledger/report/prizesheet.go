package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// prizeSheets prints 奖品发放表: a table for each live list of prizes or
// keepsakes of an event, with boxes to sign, the share of winners, and how the
// draws can be redone.
func prizeSheets(r ledger.Reader, a Args) (*Document, error) {
	if k, id, ok := SplitObject(a.Object); ok && k == OfSheet {
		s, found := r.Sheet(ledger.SheetID(id))
		e, has := r.Event(s.Event)
		if !found || !has {
			return nil, ledger.Errf(ledger.CodeUnknown, "%s 不是活动的奖品发放表。", ledger.SheetID(id))
		}
		doc := eventDoc(Args{Object: Object(OfEvent, uint64(e.ID))}, []ledger.Event{e})
		g, _ := r.Gift(s.Gift)
		doc.Tables = []Table{prizeTable(r, &e, &g, &s)}
		return withDraws(r, doc, []ledger.Event{e}), nil
	}
	events, err := eventsOf(r, a)
	if err != nil {
		return nil, err
	}
	doc := eventDoc(a, events)
	for i := range events {
		for _, g := range ledger.EventGifts(r, &events[i]) {
			for s := range r.Sheets(g.ID) {
				if s.Live() {
					doc.Tables = append(doc.Tables, prizeTable(r, &events[i], &g, &s))
				}
			}
		}
	}
	if len(doc.Tables) == 0 {
		doc.Tables = []Table{{Columns: prizeColumns(false), RowHeight: 9}}
		doc.Notes = append(doc.Notes, "这里还没有奖品。")
	}
	return withDraws(r, doc, events), nil
}

// prizeColumns are those of domain rules §20.
func prizeColumns(keyed bool) []Column {
	box := KindSign
	if keyed {
		box = KindText
	}
	return []Column{countCol("序号", 4), textCol("项目", 14), textCol("名次", 10), textCol("姓名", 12), textCol("奖品", 12), countCol("数量", 4),
		{Name: "单价", Kind: KindMoney, Width: 9}, {Name: "金额", Kind: KindMoney, Width: 10}, {Name: "签名", Kind: box, Width: 10, Millimetres: 30}}
}

func prizeTable(r ledger.Reader, e *ledger.Event, g *ledger.Gift, s *ledger.Sheet) Table {
	t := Table{Title: sheetTitle(r, g, s), RowHeight: 9}
	keyed, same := s.Kind == ledger.ReturnList, onRoster(ledger.Roster(r, e.ID))
	var qty int64
	var total ledger.Money
	for x := range r.Shares(s.ID) {
		keyed = keyed || StateOf(&x) != State(ledger.Unsigned)
		total += x.Amount
		qty += int64(max(x.Qty, 1))
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("sheet-%d-%d", s.ID, x.Line), Voucher: s.Voucher, Cells: prizeCells(e, g, &x, same.text(r, x.Name, x.Member))})
	}
	t.Columns = prizeColumns(keyed)
	sum := Amount(total, &Trace{Side: DebitNet, Period: ledger.MonthPeriod(s.Day.Month()), Lists: &Lists{Sheets: []ledger.SheetID{s.ID}}})
	t.Rows = append(t.Rows, Row{Kind: RowTotal, Key: fmt.Sprintf("sheet-%d", s.ID), Voucher: s.Voucher, Trace: sum.Trace, Keep: true,
		Cells: []Cell{Text(fmt.Sprintf("合计 %d 行", s.Lines)), Empty(), Empty(), Empty(), Empty(), Number(qty), Empty(), sum, Empty()}})
	n := 0
	foot := func(text string) {
		n++
		t.Rows = append(t.Rows, Row{Kind: RowHead, Key: fmt.Sprintf("sheet-%d-foot-%d", s.ID, n), Cells: []Cell{Text(text)}})
	}
	foot("总额（大写）：人民币" + ledger.Capitals(total))
	if g.Occasion == "prize" {
		sums := ledger.SumEvent(r, e)
		if share := wonShare(sums.Winners, sums.Present); share != "" {
			foot("本活动" + share)
		} else {
			foot(fmt.Sprintf("本活动获奖 %d 人；还没有登记到场，比例待定", sums.Winners))
		}
	}
	ref := refOnPaper(r, s.Voucher)
	foot(fmt.Sprintf("发票号 %s　　凭证号 %s", cmp.Or(g.Bill.Ref, "＿＿＿＿"), ref))
	return t
}

func prizeCells(e *ledger.Event, g *ledger.Gift, x *ledger.Share, name string) []Cell {
	if x.Member == 0 {
		name += "（客人）"
	}
	level := cmp.Or(x.Level, "纪念品")
	if x.Team != "" {
		level += "（" + x.Team + "）"
	}
	qty, price := int64(max(x.Qty, 1)), Empty()
	if int64(x.Amount)%qty == 0 {
		price = Amount(x.Amount/ledger.Money(qty), nil)
	}
	return []Cell{Number(int64(x.Line)), Text(e.Name), Text(level), Text(name), Text(cmp.Or(g.Item, e.ItemOf(x.Level), g.Form.Chinese())), Number(qty), price, Amount(x.Amount, nil), signCell(x)}
}

// withDraws prints how each draw that stands can be redone, and tells of those
// that were repeated.
func withDraws(r ledger.Reader, doc *Document, events []ledger.Event) *Document {
	for i := range events {
		e := &events[i]
		draws := ledger.DrawsOf(r, e.ID)
		if len(draws) == 0 {
			continue
		}
		names := map[int]string{}
		for x := range r.Entrants(e.ID) {
			names[x.No] = x.Name
		}
		t := Table{Title: e.ID.String() + " " + e.Name + "　抽奖记录", Columns: []Column{countCol("次", 3), textCol("奖项", 10), countCol("名额", 4), idCol("名单核对码", 10), textCol("种子", 16),
			countCol("参加人数", 8), textCol("中奖", 36)}}
		for _, d := range draws {
			t.Rows = append(t.Rows, drawRow(e, &d, names))
		}
		doc.Tables = append(doc.Tables, t)
		for _, d := range draws {
			switch {
			case d.Void:
			case d.Seed == "":
				doc.Notes = append(doc.Notes, fmt.Sprintf("第 %d 次（%s）已公布，种子来自：%s；还没有抽。", d.No, d.Level, d.How))
			default:
				doc.Notes = append(doc.Notes, fmt.Sprintf("第 %d 次抽奖的算法：%s参加抽奖的号码：%s。种子来自：%s（%s 公布，%s 抽出）。", d.No, ledger.DrawRecipe(d), ranges(d.Pool), d.How,
					ledger.Clock(d.Announced), ledger.Clock(d.Drawn)))
			}
		}
	}
	doc.Notes = append(doc.Notes, "签名须由获奖人本人签；代领的由代领人签名并注明。")
	return doc
}

func drawRow(e *ledger.Event, d *ledger.Draw, names map[int]string) Row {
	var won []string
	for _, n := range d.Winners {
		won = append(won, fmt.Sprintf("%d %s", n, names[n]))
	}
	text := strings.Join(won, "、")
	if d.Why != "" {
		text += fmt.Sprintf("（重抽第 %d 次，原因：%s）", d.Redoes, d.Why)
	}
	if d.Void {
		text = "【已作废】" + text
	}
	return Row{Kind: RowItem, Key: fmt.Sprintf("draw-%d-%d", e.ID, d.No), Cells: []Cell{Number(int64(d.No)), Text(d.Level), Number(int64(d.Count)), Text(d.Roster), Text(d.Seed),
		Number(int64(len(d.Pool))), Text(text)}}
}

// ranges writes numbers in short: 1-11、13.
func ranges(nos []int) string {
	nos = slices.Sorted(slices.Values(nos))
	var out []string
	for i := 0; i < len(nos); {
		k := i
		for k+1 < len(nos) && nos[k+1] == nos[k]+1 {
			k++
		}
		if k == i {
			out = append(out, fmt.Sprint(nos[i]))
		} else {
			out = append(out, fmt.Sprintf("%d-%d", nos[i], nos[k]))
		}
		i = k + 1
	}
	return strings.Join(out, "、")
}
