package report

import (
	"strings"

	"huizhang/ledger"
)

// remittance is the 拨缴经费计提上解表 (domain rules §8.3): by month what 2 % of
// the payroll comes to, how it is shared, and what was booked and remitted.
func remittance(r ledger.Reader, a Args) (*Document, error) {
	up, keep, known := shareOf(r.Unit().ShareUp)
	t := Table{Columns: []Column{idCol("月份", 8), countCol("职工人数", 8), moneyCol("工资总额"), moneyCol("2%应拨缴"), textCol("留成比例", 8), moneyCol("留成"), moneyCol("应上解"),
		moneyCol("留成入账"), moneyCol("上解计提"), moneyCol("已上解"), dayCol("上解日期"), idCol("凭证号", 16)}}
	var pay, two, kept, owe ledger.Money
	var missing []string
	for m := a.Period.From; m <= a.Period.To; m = m.Add(1) {
		page := r.MonthPage(m)
		c := make([]Cell, 12)
		for i := range c {
			c[i] = Empty()
		}
		c[0] = Text(m.String())
		if page.Heads > 0 {
			c[1] = Number(int64(page.Heads))
		}
		if page.Payroll == 0 {
			missing = append(missing, m.Chinese())
		} else {
			all := (page.Payroll*2 + 50) / 100
			pay, two = pay+page.Payroll, two+all
			c[2], c[3] = Amount(page.Payroll, nil), Amount(all, nil)
			if known {
				parts, err := all.Share(up, keep)
				if err != nil {
					return nil, err
				}
				owe, kept = owe+parts[0], kept+parts[1]
				c[4], c[5], c[6] = Text(percent(keep, up+keep)), Amount(parts[1], nil), Amount(parts[0], nil)
			}
		}
		booked(r, c, ledger.MonthPeriod(m))
		c[10], c[11] = remitted(r, m)
		t.Rows = append(t.Rows, row(RowItem, m.String(), c...))
	}
	total := []Cell{Text("合计"), Empty(), Amount(pay, nil), Amount(two, nil), Empty(), Amount(kept, nil), Amount(owe, nil), Empty(), Empty(), Empty(), Empty(), Empty()}
	booked(r, total, a.Period)
	t.Rows = append(t.Rows, row(RowTotal, "total", total...))
	owed := standing(CreditNet, a.Period.To, "211")
	rest := Row{Kind: RowItem, Key: "owed", Cells: []Cell{Text("期末应付上级经费余额"), Empty(), Empty(), Empty(), Empty(), Empty(), Empty(), Empty(), Empty(), figure(r, owed)}}
	rest.Trace = rest.Cells[9].Trace
	t.Rows = append(t.Rows, rest)
	doc := &Document{Landscape: true, Tables: []Table{t}}
	if len(missing) > 0 {
		doc.Notes = append(doc.Notes, "没有登记工资总额、未计算应拨数的月份："+strings.Join(missing, "、")+"。")
	}
	if !known {
		doc.Notes = append(doc.Notes, "单位资料里没有上解比例，未分留成和上解。")
	}
	return doc, nil
}

func booked(r ledger.Reader, c []Cell, p ledger.Period) {
	keep, up, paid := posted(CreditNet, p, "402"), posted(Credit, p, "211"), posted(Debit, p, "211")
	c[7], c[8], c[9] = figure(r, keep), figure(r, up), figure(r, paid)
}

// remitted names the last day of a month on which money went up, and its
// vouchers.
func remitted(r ledger.Reader, m ledger.Month) (day, refs Cell) {
	paid := posted(Debit, ledger.MonthPeriod(m), "211")
	var d ledger.Day
	var out []string
	for it := range Lines(r, &paid) {
		if v, ok := r.Voucher(it.Voucher); ok {
			d = it.Day
			out = append(out, v.Ref())
		}
	}
	if len(out) == 0 {
		return Empty(), Empty()
	}
	return Date(d), Text(strings.Join(out, " "))
}

// shareOf reads the share of the higher union, "0.4", as two whole weights.
func shareOf(s string) (up, keep int64, ok bool) {
	whole, frac, _ := strings.Cut(s, ".")
	if s == "" || len(frac) > 6 || len(whole) > 1 {
		return 0, 0, false
	}
	all := int64(1)
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return 0, 0, false
		}
		up = up*10 + int64(c-'0')
	}
	for range frac {
		all *= 10
	}
	return up, all - up, up <= all
}

// percent writes a share in hundredths, with what decimals it needs.
func percent(part, all int64) string {
	s := ledger.Money(part * 10000 / max(all, 1)).String()
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}
