package store_test

import (
	"fmt"
	"sync"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// TestReadersBesideAWriter: readers, a check and the notes go on while one
// writes; a reader never sees half a voucher.
func TestReadersBesideAWriter(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				err := d.View(func(r ledger.Reader) error {
					month := ledger.MonthPeriod(202603)
					bank, dues := r.Sums("102", month).All().Debit, r.Sums("401", month).All().Credit
					var lines ledger.Money
					for v := range r.Posted(month) {
						lines += v.Amount()
					}
					if bank != dues || bank != lines {
						return fmt.Errorf("bank %v, dues %v, vouchers %v", bank, dues, lines)
					}
					r.Unit()
					return nil
				})
				if err != nil {
					t.Error(err)
					return
				}
				d.Notes()
				d.LastBackup()
			}
		})
	}
	for i := range 60 {
		d.Must(t, sixth(i%6))
		if i%20 == 0 {
			d.Must(t, ledger.AddAccount{Code: ledger.Code(fmt.Sprintf("1020%d", 1+i/20)), Text: "户"})
			d.Must(t, ledger.SwitchAccount{Code: ledger.Code(fmt.Sprintf("1020%d", 1+i/20)), Off: true})
			if p, err := d.Shelf.Verify(d.Path(), nil); err != nil || len(p.Faults) > 0 {
				t.Error(p.Faults, err)
			}
			if _, err := d.Shelf.Backup(d.Path(), t.TempDir()); err != nil {
				t.Error(err)
			}
		}
	}
	close(done)
	wg.Wait()
}
