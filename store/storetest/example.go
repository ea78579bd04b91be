package storetest

import (
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
)

// Example is the worked example of domain rules §7 in a book, its month closed
// or not; change may alter how the book begins.
func Example(t testing.TB, closed bool, change func(*ledger.Found)) *Desk {
	t.Helper()
	b := New(t, func(f *ledger.Found) {
		f.Opening = ledgertest.ExampleOpening()
		if change != nil {
			change(f)
		}
	})
	for _, v := range ledgertest.ExampleVouchers() {
		b.Post(t, v)
	}
	if closed {
		b.Must(t, ledger.CloseMonth{Month: ledgertest.ExampleMonth, Without: map[string]string{"soft": "示例账，不做盘点"}})
	}
	return b
}
