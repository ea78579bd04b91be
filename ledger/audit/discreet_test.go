package audit_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
)

// What is said of illness and death does not carry a member's name into a
// question; what is said of a festival does, since a list is checked by names.
func TestChecksNameNobodyWhoIsIll(t *testing.T) {
	for _, c := range []struct{ occasion, shown, hidden string }{{"住院", "陈*", "陈一帆"}, {"会员去世", "陈*", "陈一帆"}, {"生日", "陈一帆", "陈*"}} {
		x := row{id: "F22", today: 20260815, build: func(b bench, _ bool) {
			b.give(ledger.Gift{Occasion: c.occasion, Title: c.occasion + "慰问 陈一帆", Day: 20260510, Each: 500_00}, ledger.Share{Member: b.member("陈一帆"), Amount: 500_00})
		}}
		var said []string
		for _, f := range x.result(t, true).Found {
			said = append(said, f.Text)
		}
		all := strings.Join(said, "\n")
		if !strings.Contains(all, c.shown) || strings.Contains(all, c.hidden) {
			t.Errorf("%s: %s", c.occasion, all)
		}
	}
}
