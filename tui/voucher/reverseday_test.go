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

// A corrected voucher rests on the receipts of the one it corrects: the list
// must not ask for what no count of missing receipts counts.
func TestCorrectionWantsNoReceipt(t *testing.T) {
	b := newBench(t, single)
	v := storetest.V(ledger.DayOf(2026, 5, 6), "买慰问品", storetest.Dr("50105", 50000), storetest.Cr("102", 50000))
	v.Papers = 1
	b.book.Post(t, v)
	w := storetest.V(ledger.DayOf(2026, 5, 7), "买慰问品", storetest.Dr("50105", 45000), storetest.Cr("102", 45000))
	b.book.Must(t, ledger.Reverse{ID: 1, Day: ledger.DayOf(2026, 5, 7), Reason: "金额记错", Corrected: &w, Post: true})
	b.start(80, 24).Press("f3").Expect("订正2026年5月6日").Expect("记-3").Reject("缺附件 王")
}

// What is wrong with the amount is said as it is.
func TestNegativeAmount(t *testing.T) {
	d := newBench(t, single).start(80, 24).Press("f2", "2").Expect("金额").Type("-5").Press("enter").Expect("金额要大于零")
	d.Reject("其中的一部分不能大于全部")
}
