package store_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// readAll reads whatever a screen could.
func readAll(r ledger.Reader) {
	for range r.Log(0, false) {
	}
	for v := range r.Posted(ledger.Period{}) {
		r.Evidence(v.ID)
		for range r.Payments(v.ID) {
		}
	}
	for range r.Pending() {
	}
	for m := range r.Members() {
		r.Paid(m.ID, 202601)
		r.Due(m.ID, 202601)
	}
	for range r.Items("", ledger.Period{}) {
	}
	for range r.Notices() {
	}
	r.Sums("", ledger.Period{})
	r.FindVouchers("活动", 100)
	r.FindMembers("chen", 100)
	r.MonthPages()
	r.Head()
}

// TestDamagedPagesDoNotEndTheProgram breaks the places of the elements on each
// page: what is read then is refused with a message, and the process lives.
func TestDamagedPagesDoNotEndTheProgram(t *testing.T) {
	path := closedRich(t)
	whole := mustRead(t, path)
	said := map[string]int{}
	for at := 2 * 4096; at < len(whole); at += 4096 {
		for _, where := range []int{20, 24, 28, 36} {
			i := at + where
			mustWrite(t, path, whole[:i]+"\xf0\xff\xff\x7f"+whole[i+4:])
			b, err := Shelf().Open(path, true)
			if err == nil {
				err = b.View(func(r ledger.Reader) error { readAll(r); return nil })
				b.Close()
			}
			code := store.FaultCode(err)
			if said[code]++; err != nil && !strings.HasPrefix(code, "B") {
				t.Errorf("page %d+%d: %v", at/4096, where, err)
			}
		}
	}
	mustWrite(t, path, whole)
	t.Logf("%v", said)
	if said["B04"] == 0 {
		t.Error("nothing was damaged enough")
	}
}

// TestMistakesAreNotHidden: a panic of the caller is not called damage.
func TestMistakesAreNotHidden(t *testing.T) {
	d := New(t, nil)
	defer func() {
		if p := recover(); p == nil {
			t.Error("the panic was swallowed")
		}
	}()
	d.View(func(ledger.Reader) error {
		var m map[string]int
		m["x"] = 1
		return nil
	})
}
