package voucher_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// What is not found as it stands is found with other words between, and what the
// column cuts is told in full below.
func TestPickFindsWhatIsMeant(t *testing.T) {
	b := newBench(t, single)
	for _, q := range []string{"提现", "txj"} {
		b.start(80, 24).Press("f2").Type(q).Expect("从银行提取现金").Reject("没有这样的项目")
	}
	b.start(80, 24).Press("f2").Type("qqq").Expect("没有这样的项目")
	b.start(80, 24).Press("f2").Type("行政拨来").Expect("单位按工资总额2%拨来，其中一部分要上解上级工会")
}

// Vouchers of a month entered in any order get their numbers by their days.
func TestBatchIsNumberedByDays(t *testing.T) {
	b := newBench(t, single)
	for _, day := range []int{25, 9, 20, 9} {
		b.book.Must(t, ledger.Enter{Voucher: storetest.V(ledger.DayOf(2026, 5, day), fmt.Sprintf("五月%d日", day), storetest.Dr("50105", 100), storetest.Cr("102", 100))})
	}
	b.start(80, 24).Press("f3", "ctrl+a").Expect("勾选了 4 张").Press("f9").Expect("已过账 4 张")
	for id, want := range map[ledger.VoucherID]string{2: "2026-05-记-0001", 4: "2026-05-记-0002", 3: "2026-05-记-0003", 1: "2026-05-记-0004"} {
		if v := b.voucher(id); v.Ref() != want {
			t.Errorf("draft %d of %s has number %s, want %s", id, v.Day, v.Ref(), want)
		}
	}
}

func TestAllIsTickedAndTakenBack(t *testing.T) {
	b := newBench(t, nil)
	b.draft("一", 100)
	b.draft("二", 200)
	d := b.start(80, 24).Press("f3", "ctrl+a").Expect("勾选了 2 张").Press("ctrl+a").Expect("勾选都取消了")
	// Who may not review hears how another takes over.
	d.Press("ctrl+a", "f5").Expect("没有做这件事的职责").Expect("换人操作")
}
