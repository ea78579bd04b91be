package voucher_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// A day that the red letter cannot have is refused where it is typed, not after
// the corrected voucher was written.
func TestDayOfTheRedLetter(t *testing.T) {
	b := newBench(t, single)
	b.book.Post(t, storetest.V(ledger.DayOf(2026, 5, 6), "买慰问品", storetest.Dr("50105", 50000), storetest.Cr("102", 50000)))
	d := b.start(80, 24).Press("f3", "enter").Expect("记-0001").Press("f9").Type("金额记错").Press("enter")
	d.Press("ctrl+u").Type("20260505").Press("enter").Expect("不能早于原凭证的日期")
	d.Press("ctrl+u").Type("20260507").Press("enter").Expect("要同时录入正确的凭证吗")
}
