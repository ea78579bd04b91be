package ledger_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// A corrected voucher that waits while its red letter was voided stands in for
// the old one: no list of another's comes beside those that will go over to it.
func TestWaitingCorrectionCarriesOneSum(t *testing.T) {
	begin := func(t *testing.T) (d *Desk, give func(money ledger.Code) ledger.Receipt) {
		d = New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, Opening() })
		who := people(t, d, "陈一帆", "林二木", "何三水")
		return d, func(money ledger.Code) ledger.Receipt {
			g := ledger.Gift{Occasion: "hospital", Day: 20260310, Each: 80_00, Reason: "再次住院", Second: "赵主席"}
			return d.Must(t, ledger.GiveOut{Gift: g, Shares: []ledger.Share{{Member: who[0]}, {Member: who[1]}, {Member: who[2]}}, Money: money, Papers: 1, Post: money != ""})
		}
	}
	wait := func(t *testing.T, d *Desk) {
		t.Helper()
		c := V(20260312, "住院慰问", Dr("50105", 240_00), Cr("101", 240_00))
		c.Papers = 1
		d.Must(t, ledger.Reverse{ID: 1, Day: 20260312, Reason: "付款方式记错", Corrected: &c})
		d.Must(t, ledger.VoidDraft{ID: 2, Reason: "再看看"})
	}
	t.Run("tie", func(t *testing.T) {
		d, give := begin(t)
		give("102")
		wait(t, d)
		give("")
		if err := d.Refuse(t, ledger.TieSheet{Sheet: 2, Voucher: 3}); !strings.Contains(err.Error(), "两者要相等") {
			t.Error(err)
		}
		d.Must(t, ledger.Reverse{ID: 1, Day: 20260313, Reason: "付款方式记错", Post: true})
		inBook(t, d, func(r ledger.Reader) {
			if s, _ := r.Sheet(1); s.Voucher != 3 || !s.Live() {
				t.Errorf("%+v", s)
			}
		})
	})
	t.Run("reverse", func(t *testing.T) {
		d, give := begin(t)
		d.Post(t, V(20260310, "住院慰问", Dr("50105", 240_00), Cr("102", 240_00)))
		wait(t, d)
		give("")
		give("")
		d.Must(t, ledger.TieSheet{Sheet: 1, Voucher: 3})
		d.Must(t, ledger.TieSheet{Sheet: 2, Voucher: 1})
		if err := d.Refuse(t, ledger.Reverse{ID: 1, Day: 20260313, Reason: "记错", Post: true}); !strings.Contains(err.Error(), "请先作废它") {
			t.Error(err)
		}
	})
}
