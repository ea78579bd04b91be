package report

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// programme is the 帮扶项目统计: runs, persons, person-times and money of each
// programme by year; asked about one, also each run and each person, masked.
func programme(r ledger.Reader, a Args) (*Document, error) {
	b := &programmeBook{r: r, p: a.Period, h: handedOut(r, a.Period).withFormer()}
	_, id, one := SplitObject(a.Object)
	if p, ok := r.Programme(ledger.ProgrammeID(id)); one && ok {
		return &Document{Title: "帮扶项目统计　" + p.Name, Tables: []Table{b.years(p), b.runs(p), b.persons(p)}, Notes: programmeNotes()}, nil
	} else if one {
		return nil, ledger.Errf(ledger.CodeUnknown, "没有第 %d 号帮扶项目。", id)
	}
	var all []ledger.Programme
	for p := range r.Programmes() {
		all = append(all, p)
	}
	return &Document{Tables: []Table{b.years(all...)}, Notes: programmeNotes()}, nil
}

func programmeNotes() []string {
	return []string{"只算已过账的凭证；人数按会员计，同一人只算一次，人次是发放的次数。姓名已遮住。"}
}

type programmeBook struct {
	r ledger.Reader
	p ledger.Period
	h *handed
}

func (b *programmeBook) tally(keep func(x *handout) bool) (t tally) {
	for i := range b.h.given {
		if x := &b.h.given[i]; keep(x) {
			t.add(b.h, x, nil)
		}
	}
	for i := range b.h.off {
		if x := &b.h.off[i]; keep(x) {
			t.takeOff(x)
		}
	}
	return t
}

func (b *programmeBook) row(kind RowKind, key string, t *tally, texts ...string) Row {
	var cells []Cell
	for _, s := range texts {
		cells = append(cells, Text(s))
	}
	l := t.lists()
	kept := Lists{Sheets: t.sheets} // what was written off is of no person of this period
	return traced(kind, key, append(cells, Number(int64(len(t.acts))), t.personsCell(b.p, kept), t.timesCell(b.p, kept), t.moneyCell(b.p, l), perHeadCell(t.total, t.persons()))...)
}

// years has a row for each year of each programme.
func (b *programmeBook) years(all ...ledger.Programme) Table {
	t := Table{Columns: []Column{textCol("项目", 16), textCol("年度", 8), countCol("期数", 6), countCol("人数", 6), countCol("人次", 6), wideMoney("金额"), wideMoney("人均")}}
	for _, p := range all {
		var years []int
		for _, x := range slices.Concat(b.h.given, b.h.off) {
			if x.gift.Programme == p.ID {
				years = append(years, x.sheet.Day.Year())
			}
		}
		slices.Sort(years)
		years = slices.Compact(years)
		for _, y := range years {
			sum := b.tally(func(x *handout) bool { return x.gift.Programme == p.ID && x.sheet.Day.Year() == y })
			t.Rows = append(t.Rows, b.row(RowItem, fmt.Sprintf("programme-%d-%d", p.ID, y), &sum, p.Name, fmt.Sprintf("%d年", y)))
		}
		if len(years) != 1 {
			sum := b.tally(func(x *handout) bool { return x.gift.Programme == p.ID })
			t.Rows = append(t.Rows, b.row(RowSubtotal, fmt.Sprintf("programme-%d", p.ID), &sum, p.Name, "累计"))
		}
	}
	if len(all) > 1 {
		sum := b.tally(func(x *handout) bool { return x.gift.Programme != 0 })
		t.Rows = append(t.Rows, b.row(RowTotal, "total", &sum, "合计", ""))
	}
	return t
}

func (b *programmeBook) runs(p ledger.Programme) Table {
	t := Table{Title: "各期", Columns: []Column{textCol("期次", 12), dayCol("日期"), idCol("签领表", 8), countCol("人次", 6), wideMoney("金额"), textCol("签收", 12), idCol("凭证号", 18)}}
	for i := range b.h.given {
		x := &b.h.given[i]
		if x.gift.Programme != p.ID {
			continue
		}
		v, _ := b.r.Voucher(x.sheet.Voucher)
		var one tally
		one.add(b.h, x, nil)
		l := one.lists()
		out := traced(RowItem, fmt.Sprintf("sheet-%d", x.sheet.ID), Text(x.gift.Run), Date(x.sheet.Day), Text(x.sheet.ID.String()), one.timesCell(b.p, l), one.moneyCell(b.p, l), Text(signedText(x.shares)), Text(v.Ref()))
		out.Voucher = v.ID
		t.Rows = append(t.Rows, out)
	}
	return t
}

// persons counts the runs of each person against the most that the programme
// allows.
func (b *programmeBook) persons(p ledger.Programme) Table {
	t := Table{Title: "按人", Columns: []Column{textCol("姓名", 8), textCol("受助人", 12), countCol("期数", 6), countCol("最多", 6), wideMoney("累计金额"), dayCol("首次"), dayCol("最近")}}
	for i, x := range ledger.ProgrammeTotals(b.r, p.ID).Persons {
		kin := x.Relation
		if x.Kin != "" {
			kin += " " + ledger.MaskName(x.Kin)
		}
		most := Number(int64(p.Runs))
		most.Null = p.Runs == 0
		t.Rows = append(t.Rows, row(RowItem, fmt.Sprintf("person-%d", i+1), Text(ledger.MaskName(x.Name)), Text(kin), Number(int64(x.Runs)), most, Amount(x.Total, nil), Date(x.First), Date(x.Last)))
	}
	return t
}
