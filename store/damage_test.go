package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// seedOf gives the seed of a random test: HUIZHANG_SEED to repeat one.
func seedOf(t testing.TB) uint64 {
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("HUIZHANG_SEED"); s != "" {
		if _, err := fmt.Sscan(s, &seed); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("HUIZHANG_SEED=%d", seed)
	return seed
}

// closedRich makes a rich book, closes it and gives its path.
func closedRich(t testing.TB) string {
	d := Rich(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d.Path()
}

// TestEveryDamageIsNamed writes random changes through bbolt itself into every
// bucket: verify names each of them.
func TestEveryDamageIsNamed(t *testing.T) {
	path := closedRich(t)
	for _, f := range Check(t, path).Faults {
		t.Fatal(f)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := 2000
	if testing.Short() {
		n = 200
	}
	rnd := rand.New(rand.NewPCG(seedOf(t), 1))
	perBucket := map[string]int{}
	for range n {
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		bucket, what := damage(t, path, rnd)
		perBucket[bucket]++
		p, err := Shelf().Verify(path, nil)
		if err == nil && len(p.Faults) == 0 {
			t.Errorf("not noticed: %s in %s", what, bucket)
		}
		if err == nil && len(p.Faults) > 0 && p.Faults[0].Text == "" {
			t.Errorf("no words for %s in %s", what, bucket)
		}
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if len(perBucket) < 28 {
		t.Errorf("only %d buckets were hit: %v", len(perBucket), perBucket)
	}
}

// row is a key with its value.
type row struct{ k, v []byte }

// damage makes one random change through bbolt and says what it did.
func damage(t testing.TB, path string, rnd *rand.Rand) (bucket, what string) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true, NoGrowSync: true, NoFreelistSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bolt.Tx) error {
		var names [][]byte
		tx.ForEach(func(name []byte, _ *bolt.Bucket) error { names = append(names, bytes.Clone(name)); return nil })
		name := names[rnd.IntN(len(names))]
		bucket = string(name)
		var rows []row
		b := tx.Bucket(name)
		b.ForEach(func(k, v []byte) error { rows = append(rows, row{bytes.Clone(k), bytes.Clone(v)}); return nil })
		if rnd.IntN(60) == 0 {
			what = "dropped bucket"
			return tx.DeleteBucket(name)
		}
		what, err = change(b, rows, rnd)
		return err
	})
	if err != nil {
		t.Fatalf("%s in %s: %v", what, bucket, err)
	}
	return bucket, what
}

// change changes one bucket, never to what it was.
func change(b *bolt.Bucket, rows []row, rnd *rand.Rand) (string, error) {
	noise := func(n int) []byte {
		out := make([]byte, n)
		for i := range out {
			out[i] = byte(rnd.Uint32())
		}
		return out
	}
	if len(rows) == 0 || rnd.IntN(8) == 0 {
		r := row{noise(1 + rnd.IntN(20)), noise(rnd.IntN(40))}
		if len(rows) > 0 && rnd.IntN(2) == 0 { // a likely key
			r.k = bytes.Clone(rows[rnd.IntN(len(rows))].k)
			r.k[len(r.k)-1] += byte(1 + rnd.IntN(255))
			r.v = rows[rnd.IntN(len(rows))].v
		}
		if old := b.Get(r.k); old != nil && bytes.Equal(old, r.v) {
			r.v = append(r.v, 0)
		}
		return fmt.Sprintf("put %x", r.k), b.Put(r.k, r.v)
	}
	r := rows[rnd.IntN(len(rows))]
	switch kind := rnd.IntN(6); {
	case kind == 0:
		return fmt.Sprintf("delete %x", r.k), b.Delete(r.k)
	case kind == 1:
		k := bytes.Clone(r.k)
		k[rnd.IntN(len(k))] ^= 1 << rnd.IntN(8)
		if err := b.Delete(r.k); err != nil {
			return "", err
		}
		return fmt.Sprintf("key %x to %x", r.k, k), b.Put(k, r.v)
	case kind == 2 && len(rows) > 1:
		o := rows[rnd.IntN(len(rows))]
		if bytes.Equal(o.v, r.v) {
			return fmt.Sprintf("delete %x", r.k), b.Delete(r.k)
		}
		if err := b.Put(o.k, r.v); err != nil {
			return "", err
		}
		return fmt.Sprintf("swap %x and %x", o.k, r.k), b.Put(r.k, o.v)
	case kind == 3 && len(r.v) > 0:
		return fmt.Sprintf("cut %x", r.k), b.Put(r.k, r.v[:rnd.IntN(len(r.v))])
	case len(r.v) > 0:
		v := bytes.Clone(r.v)
		v[rnd.IntN(len(v))] ^= 1 << rnd.IntN(8)
		return fmt.Sprintf("bit in %x", r.k), b.Put(r.k, v)
	}
	return fmt.Sprintf("value for %x", r.k), b.Put(r.k, []byte{1})
}

// TestNoFalseAlarm verifies honest random histories.
func TestNoFalseAlarm(t *testing.T) {
	n := 200
	if testing.Short() {
		n = 20
	}
	seed := seedOf(t)
	dir := t.TempDir()
	for i := range n {
		shelf := Shelf()
		unit := Unit()
		if i%2 == 1 {
			unit.Words = ledger.ThreeWords
		}
		path := filepath.Join(dir, fmt.Sprintf("%d.hz", i))
		b, err := shelf.Create(path, ledger.Found{Unit: unit, People: People(), Opening: Opening()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "first"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ledgertest.Play(b, seed+uint64(i), 1+i%3); err != nil {
			t.Error(err)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		if p := Check(t, path); len(p.Faults) > 0 {
			t.Fatalf("false alarm in book %d", i)
		}
		os.Remove(path)
	}
}

// TestHiddenDamage are changes that fit each other, as somebody makes who
// knows the format.
func TestHiddenDamage(t *testing.T) {
	path := closedRich(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	u := func(tx *bolt.Tx, bucket string) *bolt.Bucket { return tx.Bucket([]byte(bucket)) }
	for name, f := range map[string]func(tx *bolt.Tx) error{
		"extra bucket":  func(tx *bolt.Tx) error { _, err := tx.CreateBucket([]byte("r-99")); return err },
		"nested bucket": func(tx *bolt.Tx) error { _, err := u(tx, "x-paid").CreateBucket([]byte("in")); return err },
		"sequence":      func(tx *bolt.Tx) error { return u(tx, "log").SetSequence(7) },
		"last entry gone with its hashes": func(tx *bolt.Tx) error {
			last, _ := u(tx, "log").Cursor().Last()
			if err := u(tx, "log").Delete(last); err != nil {
				return err
			}
			k, _ := u(tx, "tree").Cursor().Last()
			return u(tx, "tree").Delete(k)
		},
		"sum of zero": func(tx *bolt.Tx) error { return u(tx, "x-sum").Put(make([]byte, 13), make([]byte, 64)) },
	} {
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(f); err != nil {
			t.Fatal(err)
		}
		db.Close()
		p, err := Shelf().Verify(path, nil)
		if err != nil || len(p.Faults) == 0 {
			t.Errorf("%s: %v %v", name, p.Faults, err)
		}
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestBrokenLawsAreNamed lets an act through that the rules would never allow:
// the log is sound and replays, and only the second reader sees it.
func TestBrokenLawsAreNamed(t *testing.T) {
	line := func(c ledger.Code, dr, cr ledger.Money) ledger.Line {
		return ledger.Line{Summary: "x", Account: c, Debit: dr, Credit: cr}
	}
	day := ledger.DayOf(2026, 2, 20)
	posted := func(id ledger.VoucherID, n int, lines ...ledger.Line) ledger.Voucher {
		return ledger.Voucher{ID: id, Day: day, Word: "记", Number: n, State: ledger.Posted, Lines: lines, Maker: "王会计"}
	}
	for law, make := range map[string]func(r ledger.Reader) []ledger.Change{
		"L1": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(posted(r.LastVoucher()+1, r.LastNumber(202602, "记")+1, line("102", 5, 0), line("401", 0, 6)))}
		},
		"L2": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(posted(r.LastVoucher()+1, r.LastNumber(202602, "记")+2, line("102", 5, 0), line("401", 0, 5)))}
		},
		"L3": func(r ledger.Reader) []ledger.Change {
			v, _ := r.Voucher(4)
			w := v
			w.Payee = "换了人"
			return []ledger.Change{ledger.Edit(v, w)}
		},
		"L4": func(r ledger.Reader) []ledger.Change {
			v := posted(r.LastVoucher()+1, r.LastNumber(202601, "记")+1, line("102", 5, 0), line("401", 0, 5))
			v.Day = ledger.DayOf(2026, 1, 20)
			return []ledger.Change{ledger.Put(v)}
		},
		"L9": func(r ledger.Reader) []ledger.Change {
			return []ledger.Change{ledger.Put(ledger.Payment{Voucher: 1, Member: 2, Month: 202603, Amount: 1})}
		},
	} {
		path := filepath.Join(t.TempDir(), "账.hz")
		d := &Desk{Shelf: Shelf(), Operator: "王会计"}
		b, err := d.Shelf.Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, d.Stamp())
		if err != nil {
			t.Fatal(err)
		}
		d.Book = b
		Fill(t, d)
		if _, err := b.Do(lawless(make), d.Stamp()); err != nil {
			t.Fatal(err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		p, err := Shelf().Verify(path, nil)
		found := false
		for _, f := range p.Faults {
			found = found || f.Field == law
		}
		if err != nil || !found {
			t.Errorf("%s: %v %v", law, p.Faults, err)
		}
	}
}

type lawless func(ledger.Reader) []ledger.Change

func (lawless) Name() string { return "voucher.enter" }
func (f lawless) Decide(r ledger.Reader, _ ledger.Stamp) (ledger.Plan, error) {
	return ledger.Plan{Title: "x", Changes: f(r)}, nil
}

var _ ledger.Shelf = (*store.Shelf)(nil)
