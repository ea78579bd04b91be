package store_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/sign"
	. "huizhang/store/storetest"
)

func auditorsKey(t testing.TB) *sign.Key {
	k, err := sign.Generate("钱经审", Unit().BookID, rand.Reader)
	must(t, err)
	return k
}

// judged verifies a book, with a paper or without.
func judged(t testing.TB, p prey, paper string) ledger.Proof {
	t.Helper()
	return judgedBy(t, p, ledger.PaperMark{Text: paper})
}

func judgedBy(t testing.TB, p prey, paper ledger.PaperMark) ledger.Proof {
	t.Helper()
	proof, err := Shelf().VerifyAgainst(p.path, paper, nil)
	must(t, err)
	return proof
}

// said is the first thing that a proof says: a fault, a signature that does not
// hold, or the answer of the comparison.
func said(p ledger.Proof) string {
	for _, f := range p.Faults {
		return fmt.Sprintf("%s %s", f.Code, f.Text)
	}
	for _, s := range p.Signatures {
		if !s.Holds {
			return s.Text
		}
	}
	return compared(p)
}

func compared(p ledger.Proof) string {
	if p.Against == nil {
		return "没有对照"
	}
	return strings.TrimSpace(p.Against.Code + " " + strings.Join(p.Against.Lines, ""))
}

// TestAttacks does every attack on random books: each is seen by what can show
// it, and what cannot show it says so.
func TestAttacks(t *testing.T) {
	n := 20
	if testing.Short() {
		n = 3
	}
	key := auditorsKey(t)
	seed := seedOf(t)
	tried := map[string]int{}
	for made := 0; made < n; seed++ {
		p, ok := signed(t, t.TempDir(), seed, Unit().BookID, key)
		if !ok {
			continue
		}
		made++
		work := t.TempDir()
		for _, a := range attacks() {
			q := p.copyOf(t, work)
			if err := a.do(t, q); err != nil {
				if os.IsNotExist(err) {
					continue // nothing of the kind in this book
				}
				t.Fatalf("%s: %v", a.name, err)
			}
			tried[a.name]++
			alone := judged(t, q, "")
			if alone.Sound() == a.alone {
				t.Errorf("seed %d, %s: seen alone %v: %s", seed, a.name, !alone.Sound(), said(alone))
			}
			if !a.alone && (alone.Against == nil || len(alone.Against.Limits) == 0) {
				t.Errorf("%s: nothing is said about what cannot be seen", a.name)
			}
			with := judged(t, q, string(p.note)) // the code and the QR code have their own tests: they are slow by design
			if with.Sound() == (a.paper || a.alone) {
				t.Errorf("seed %d, %s: seen with the paper %v: %s", seed, a.name, !with.Sound(), said(with))
			}
			if a.paper && with.Against != nil && !with.Against.Alarm && len(with.Faults) == 0 {
				t.Errorf("%s: the paper agrees: %s", a.name, compared(with))
			}
		}
	}
	for _, a := range attacks() {
		if tried[a.name] == 0 {
			t.Errorf("%s was never tried", a.name)
		}
	}
}

// TestHonestBooksRaiseNoAlarm: code, QR code and note agree with the book as it
// was signed and as it went on.
func TestHonestBooksRaiseNoAlarm(t *testing.T) {
	n := 20
	if testing.Short() {
		n = 5
	}
	key := auditorsKey(t)
	seed := seedOf(t)
	for made := 0; made < n; seed++ {
		p, ok := signed(t, t.TempDir(), seed, Unit().BookID, key)
		if !ok {
			continue
		}
		made++
		papers := []string{"", string(p.note)}
		if made%5 == 0 { // slow by design
			papers = append(papers, p.code, p.qr)
		}
		for _, paper := range papers {
			proof := judged(t, p, paper)
			if !proof.Sound() || len(proof.Signatures) != 1 || proof.Against.Verdict != "extended" || len(proof.Against.Limits) == 0 {
				t.Errorf("seed %d: false alarm: %s %+v", seed, said(proof), proof.Against)
			}
		}
	}
}

// TestAttackMessages holds what is said to each attack.
func TestAttackMessages(t *testing.T) {
	key := auditorsKey(t)
	var p prey
	for seed, ok := uint64(7), false; !ok; seed++ {
		p, ok = signed(t, t.TempDir(), seed, Unit().BookID, key)
	}
	var b strings.Builder
	work := t.TempDir()
	row := func(name string, q prey) {
		alone := judged(t, q, "")
		fmt.Fprintf(&b, "## %s\n只有账本：%s\n有公示件：%s\n", name, said(alone), compared(judged(t, q, p.qr)))
		if q.path != p.path {
			fmt.Fprintf(&b, "有另一份：%s\n", compared(judgedBy(t, q, ledger.PaperMark{Book: p.path})))
		}
		if alone.Sound() {
			fmt.Fprintf(&b, "只有账本时看不出的：%s\n", strings.Join(alone.Against.Limits, ""))
		}
		b.WriteByte('\n')
	}
	row("没有改动", p)
	for _, a := range attacks() {
		q := p.copyOf(t, work)
		if err := a.do(t, q); err != nil {
			if os.IsNotExist(err) {
				continue
			}
			t.Fatalf("%s: %v", a.name, err)
		}
		row(a.name, q)
	}
	other := strings.Repeat("77", 16)
	k, err := sign.Generate("钱经审", other, rand.Reader)
	must(t, err)
	for seed, ok := uint64(7), false; !ok; seed++ {
		var q prey
		if q, ok = signed(t, t.TempDir(), seed, other, k); ok {
			row("换成另一本账", q)
		}
	}
	got := regexp.MustCompile(`\b[0-9]+\b`).ReplaceAllString(b.String(), "#")
	path := filepath.Join("testdata", "attacks.golden")
	if *updateGolden {
		must(t, os.WriteFile(path, []byte(got), 0o600))
		return
	}
	if want := mustRead(t, path); got != want {
		t.Errorf("the messages differ from %s (go test -update writes it):\n%s", path, got)
	}
	for _, word := range []string{"不可篡改", "无法伪造"} {
		if strings.Contains(got, word) {
			t.Errorf("the texts promise %s", word)
		}
	}
}
