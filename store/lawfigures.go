package store

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
)

// figures holds law L6 on the statements of the last month with postings: each
// amount is added up from the month sums and again from the lines behind it.
func (k *checker) figures() error {
	if len(k.proof.Faults) > 0 {
		return nil // the figures of a damaged book prove nothing
	}
	v := &view{tx: k.tx, c: k.c, cache: &cache{}}
	month := report.LastMonth(v)
	names := []string{"income", "balance", "trial", "disclosure", "welfare"}
	for i, name := range names {
		if err := k.progress(i, len(names), "核对报表"); err != nil {
			return err
		}
		doc, err := report.Build(v, name, report.Args{Period: ledger.MonthPeriod(month)})
		if err == nil {
			err = report.CheckTraces(v, doc)
		}
		if err == nil {
			err = v.err
		}
		if err != nil {
			k.fault("Z01", "L6", name, "报表的数字与分录不一致：%v", err)
			return nil
		}
	}
	return nil
}
