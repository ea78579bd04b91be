package cli

import (
	"io"
	"strconv"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// onlyLooked refuses to book what this version can only show.
func onlyLooked(what string, o importing) error {
	if o.dryRun {
		return nil
	}
	return wrong("这个版本还不能把%s记入账本，只能看：请加 --dry-run。没有做任何改动。", what)
}

// lookAtBank lists the rows of a bank statement.
func (s *session) lookAtBank(path string, o importing) error {
	if err := onlyLooked("银行对账单", o); err != nil {
		return err
	}
	t, err := s.table(path, intake.Usual())
	if err != nil {
		return err
	}
	rows, problems, ignored := intake.Bank(t)
	j := &job{importing: o, t: t, problems: problems, ignored: ignored}
	for _, b := range rows {
		text := b.Day.String() + " 收入 " + b.In.Grouped() + " 支出 " + b.Out.Grouped()
		if b.Balance != nil {
			text += " 余额 " + b.Balance.Grouped()
		}
		j.rows = append(j.rows, row{Line: b.Line, Action: intake.Added, Who: b.Counterparty, Text: text + " " + b.Summary})
	}
	return s.outcome("bank", j, false)
}

// lookAtInvoices lists the invoices that QR texts name.
func (s *session) lookAtInvoices(path string, o importing) error {
	if err := onlyLooked("发票", o); err != nil {
		return err
	}
	name, in, size, done, err := s.input(path)
	if err != nil {
		return err
	}
	defer done()
	if size > intake.Usual().File {
		return ledger.Errf(intake.CodeTooBig, "文件超过 %d MB，没有读取。账本未改动。", intake.Usual().File>>20)
	}
	text, err := io.ReadAll(io.NewSectionReader(in, 0, size))
	if err != nil {
		return cannotRead(name, err)
	}
	invoices, problems := intake.Invoices(name, string(text))
	j := &job{importing: o, t: &intake.Table{File: name}, problems: problems}
	for i, v := range invoices {
		line := v.Line
		if line == 0 {
			line = i + 1
		}
		text := v.KindChinese() + " " + v.Day.String()
		if v.Amount != nil {
			text += " " + v.Amount.Grouped()
		}
		j.rows = append(j.rows, row{Line: line, Action: intake.Added, Who: string(v.Key()), Text: text + " 第 " + strconv.Itoa(i+1) + " 张"})
	}
	return s.outcome("invoices", j, false)
}
