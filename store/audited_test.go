package store_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

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
	for _, mark := range []string{"", "{", "sound"} { // spoiled: the door stays shut
		d := Rich(t)
		path := d.Path()
		var head ledger.Head
		d.View(func(r ledger.Reader) error { head = r.Head(); return nil })
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if mark == "sound" {
			mark = fmt.Sprintf(`{"version":1,"book":%q,"size":%d,"root":%q}`, Unit().BookID, head.Size, head.Root)
		}
		setMark(t, path, []byte(mark))
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
		setMark(t, path, nil)
		d.Book = b // closed again by the clean-up
	}
}

// setMark writes the mark of a copy, or takes it away, as another program would.
func setMark(t testing.TB, path string, mark []byte) {
	t.Helper()
	must(t, rawly(prey{path: path}, func(tx *bolt.Tx) error {
		if mark == nil {
			return tx.Bucket([]byte("meta")).Delete([]byte("audit"))
		}
		return tx.Bucket([]byte("meta")).Put([]byte("audit"), mark)
	}))
}

// TestMarkOfACopyGoesWithIt: a copy made by hand or by a backup, and what is
// restored of it, is a copy still; and a mark that does not fit is told.
func TestMarkOfACopyGoesWithIt(t *testing.T) {
	d := Rich(t)
	var head ledger.Head
	d.View(func(r ledger.Reader) error { head = r.Head(); return nil })
	dir := t.TempDir()
	plain := filepath.Join(dir, "原账.hz")
	_, err := d.Shelf.CopyTo(d.Path(), plain, nil)
	must(t, err)
	copyFolder(t, store.FilesPath(d.Path()), store.FilesPath(plain))
	marked := filepath.Join(dir, "副本.hz")
	mark := store.AuditMark{Book: Unit().BookID, Size: head.Size, Root: head.Root, Pack: "审.zip", At: 1}
	must(t, d.Shelf.RestoreAudited(plain, marked, nil, mark, nil))
	proof, err := d.Shelf.Verify(marked, nil)
	if err != nil || !proof.Sound() {
		t.Fatalf("%v %+v", err, proof.Faults)
	}
	made, err := d.Shelf.Backup(marked, filepath.Join(dir, "备份"))
	must(t, err)
	again := filepath.Join(dir, "恢复.hz")
	must(t, d.Shelf.Restore(made.Path, again))
	for path, want := range map[string]bool{plain: false, marked: true, made.Path: true, again: true} {
		if m, is, err := d.Shelf.AuditMark(path); err != nil || is != want || is && m.Head() != head {
			t.Errorf("%s: %v %+v %v", filepath.Base(path), is, m, err)
		}
	}
	b, err := d.Shelf.Open(again, false)
	must(t, err)
	if _, err := b.Do(anyAct("voucher.enter"), ledger.Stamp{ID: "x", Operator: "王会计", Time: 1_780_000_000}); err == nil {
		t.Error("a restored copy takes vouchers")
	}
	must(t, b.Close())
	for name, bad := range map[string]string{"unreadable": "{", "another root": fmt.Sprintf(`{"version":1,"size":%d,"root":%q}`, head.Size, strings.Repeat("0", 64)),
		"too long": fmt.Sprintf(`{"version":1,"size":%d,"root":%q}`, head.Size+1, head.Root)} {
		setMark(t, again, []byte(bad))
		if proof, err := d.Shelf.Verify(again, nil); err != nil || proof.Sound() || !strings.Contains(proof.Faults[0].Text, "审计包重新打开") {
			t.Errorf("%s: %v %+v", name, err, proof.Faults)
		}
	}
}
