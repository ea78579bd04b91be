package pack

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path"

	"huizhang/ledger"
	"huizhang/ledger/render"
	safecsv "huizhang/ledger/render/csv"
	"huizhang/ledger/report"
)

// What grows with the number of vouchers is written month by month: nobody opens
// a page of a hundred thousand rows, and a small machine has no room for them.

// slips writes the vouchers of a year, a page for each month.
func (x *contents) slips(rep report.Report, year ledger.Period) error {
	return x.eachMonth(rep, year, func(m ledger.Month, doc *report.Document) error {
		name := slipPage(m)
		return x.pages(name, rep.Title+" "+m.Chinese(), doc, x.slipLinks(name, x.beside(name, m, slipPage)...))
	})
}

// eachMonth builds a report for one month after the other, for those that have
// vouchers.
func (x *contents) eachMonth(rep report.Report, year ledger.Period, write func(ledger.Month, *report.Document) error) error {
	for m := year.From; m <= year.To; m = m.Add(1) {
		if x.slipAddress(m) == "" {
			continue
		}
		doc, err := x.build(rep, report.Args{Period: ledger.MonthPeriod(m)})
		if err == nil && doc != nil {
			err = write(m, doc)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// drafts writes what is not posted yet. A report of a period has none of it.
func (x *contents) drafts() error {
	rep, ok := report.Find("voucher")
	var whole *report.Document
	for v := range x.r.Pending() {
		doc, err := x.build(rep, report.Args{Voucher: v.ID})
		switch {
		case err != nil:
			return err
		case doc == nil:
		case whole == nil:
			whole = doc
		default:
			whole.Tables = append(whole.Tables, doc.Tables...)
		}
	}
	if whole == nil || !ok {
		return nil
	}
	whole.Title, whole.PeriodText = "未过账凭证", x.o.Today.Chinese()
	return x.pages(nameDrafts, "还没有过账的凭证", whole, x.slipLinks(nameDrafts))
}

const nameDrafts = "报表/未过账凭证"

// journal writes a page for each month and one table of the year, which is what
// people filter and add up. Only one month is held at a time.
func (x *contents) journal(rep report.Report, folder, name string, year ledger.Period) (err error) {
	spool, err := os.CreateTemp(x.dir, "rows-")
	if err != nil {
		return faultWrite(x.dir, err)
	}
	defer func() { err = errors.Join(err, spool.Close(), os.Remove(spool.Name())) }()
	out := bufio.NewWriterSize(spool, 1<<16)
	page := func(m ledger.Month) string { return path.Join("报表", folder, name, name+"-"+m.String()) }
	var sum *report.Document
	err = x.eachMonth(rep, year, func(m ledger.Month, doc *report.Document) error {
		at := page(m)
		if err := x.page(at, rep.Title+" "+m.Chinese(), doc, x.linksOf(at, x.beside(at, m, page)...)); err != nil {
			return err
		}
		var err error
		if sum, err = x.spool(out, doc, sum); err != nil {
			return diskWord(spool.Name(), err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if sum == nil { // a year without a voucher
		return x.one(rep, path.Join("报表", folder, name), report.Args{Period: year})
	}
	err = errors.Join(safecsv.Rows(out, sum, nil), out.Flush())
	if err == nil {
		_, err = spool.Seek(0, io.SeekStart)
	}
	if err != nil {
		return diskWord(spool.Name(), err)
	}
	return x.w.add(path.Join("报表", folder, name)+".csv", rep.Title+" "+year.Chinese(), textLevel, func(w io.Writer) error {
		_, err := io.Copy(w, spool)
		return err
	})
}

// spool puts a month's rows behind those of the months before, and its last row,
// the sum, into the sum of the year.
func (x *contents) spool(out io.Writer, doc, sum *report.Document) (*report.Document, error) {
	t := &doc.Tables[0]
	last := t.Rows[len(t.Rows)-1]
	t.Rows = t.Rows[:len(t.Rows)-1]
	if sum == nil {
		only := *t
		only.Rows = []report.Row{last}
		if err := render.Write(out, render.CSV, doc, render.Options{Progress: x.goOn(doc.Title)}); err != nil {
			return nil, err
		}
		return &report.Document{Tables: []report.Table{only}}, nil
	}
	total := sum.Tables[0].Rows[0].Cells
	for i, c := range last.Cells {
		if t.Columns[i].Kind == report.KindMoney {
			total[i].Money += c.Money
		}
	}
	return sum, safecsv.Rows(out, doc, x.goOn(doc.Title))
}
