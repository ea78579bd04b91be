package store_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// anyAct is an act of a name that changes nothing.
type anyAct string

func (a anyAct) Name() string { return string(a) }
func (a anyAct) Decide(ledger.Reader, ledger.Stamp) (ledger.Plan, error) {
	return ledger.Plan{Title: "试 " + string(a)}, nil
}

// TestCopyTakesOnlyTheAuditorsPart tries every act by every person at the door
// of a copy: whoever is chosen, nothing but the audit committee's part goes in.
func TestCopyTakesOnlyTheAuditorsPart(t *testing.T) {
	for _, mark := range []string{"", "{", "sound"} {
		d := Rich(t)
		path := d.Path()
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if mark == "sound" {
			if err := store.WriteAuditMark(path, store.AuditMark{Book: Unit().BookID, Size: 1, Root: "00"}); err != nil {
				t.Fatal(err)
			}
		} else if err := os.WriteFile(store.AuditMarkPath(path), []byte(mark), 0o600); err != nil { // spoiled: the door stays shut
			t.Fatal(err)
		}
		b, err := d.Shelf.Open(path, false)
		if err != nil {
			t.Fatal(err)
		}
		n, let := 0, 0
		var people []ledger.Person
		b.View(func(r ledger.Reader) error { people = r.People(); return nil })
		for _, row := range ledger.Permissions() {
			for _, act := range append([]string{"book.found", "nothing.known"}, row.Acts...) {
				for _, who := range people {
					want := who.Is(ledger.Auditor) && (row.Audit && act != "sign.signoff" && strings.Contains(act, ".") && act != "book.found" && act != "nothing.known" || act == "key.add")
					n++
					_, err := b.Do(anyAct(act), ledger.Stamp{ID: fmt.Sprint("try-", n), Operator: who.Name, Time: 1_780_000_000})
					if (err == nil) != want {
						t.Errorf("%s by %s: %v, want %v", act, who.Name, err, want)
					}
					if err == nil {
						let++
					}
				}
			}
		}
		if let < 5 || n < 200 {
			t.Errorf("%d of %d", let, n)
		}
		if _, err := b.Do(ledger.Found{}, ledger.Stamp{ID: "found", Operator: people[0].Name, Time: 1_780_000_000}); err == nil {
			t.Error("founded again")
		}
		if _, err := b.Files().Put("a.txt", strings.NewReader("x")); err == nil {
			t.Error("took an attachment")
		}
		if c, ok := b.(interface{ AuditCopy() bool }); !ok || !c.AuditCopy() {
			t.Error("does not say that it is a copy")
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		d.Book = b // closed again by the clean-up
		os.Remove(store.AuditMarkPath(path))
	}
}
