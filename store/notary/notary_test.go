package notary_test

import (
	"bytes"
	"crypto/rand"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/notary"
	"huizhang/store/sign"
	. "huizhang/store/storetest"
)

// canary must never be found anywhere but in a person's head.
const canary = "三只 青蛙 跳过 田埂"

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func january() ledger.Period { return ledger.MonthPeriod(202601) }

// desk is a book with January closed, and a notary for it.
func desk(t testing.TB) (*Desk, *notary.Notary) {
	d := Example(t, true, nil)
	return d, &notary.Notary{Dir: t.TempDir(), Random: rand.Reader, Books: d.Shelf}
}

// enrol makes a key for a person and registers it.
func enrol(t testing.TB, d *Desk, n *notary.Notary, who string) ledger.KeyCard {
	t.Helper()
	card, act, err := n.MakeKey(Unit().BookID, who, canary)
	must(t, err)
	d.As(who, func() { d.Must(t, act) })
	return card
}

func publish(t testing.TB, d *Desk, n *notary.Notary) {
	d.Must(t, report.Publish{Period: january(), Place: "校务公开栏", From: 20260205, Coder: n})
}

func disclosure(who string) ledger.SignOrder {
	return ledger.SignOrder{Kind: ledger.SignDisclosure, Period: january(), Version: 1, By: who, Day: 20260205}
}

func proof(t testing.TB, d *Desk, paper string) ledger.Proof {
	t.Helper()
	p, err := d.Shelf.VerifyAgainst(d.Path(), ledger.PaperMark{Text: paper}, nil)
	must(t, err)
	return p
}

// TestDisclosureIsSigned: from a new key to a paper that the book is held against.
func TestDisclosureIsSigned(t *testing.T) {
	d, n := desk(t)
	card := enrol(t, d, n, "王会计")
	publish(t, d, n)
	if _, err := n.Sign(d.Book, disclosure("王会计"), "不是 这个 密码"); sign.FaultCode(err) != "K01" {
		t.Errorf("wrong passphrase: %v", err)
	}
	act, err := n.Sign(d.Book, disclosure("王会计"), canary)
	must(t, err)
	d.Must(t, act)
	if err := d.Refuse(t, act); ledger.CodeOf(err) != ledger.CodeExists {
		t.Errorf("signed twice: %v", err)
	}
	must(t, d.View(func(r ledger.Reader) error {
		notice, _ := r.Notice(january(), 1)
		doc, err := report.Posted(notice, report.SignaturesOf(r, notice)...)
		must(t, err)
		s := doc.Seal
		if s == nil || len(s.Signed) != 1 || !strings.Contains(s.Signed[0], "王会计 已电子签字") {
			t.Fatalf("the paper says %+v", s)
		}
		for sig := range r.Signatures() {
			if sig.Code != s.Code {
				t.Errorf("the paper's code %s, the signature's %s", s.Code, sig.Code)
			}
		}
		q, err := sign.ParsePayload(s.QR)
		if whole, werr := q.Whole(); err != nil || werr != nil || !whole || q.Code.String() != s.Code || notice.Head != (ledger.Head{Size: q.Head().Size, Root: hex(q.Root)}).String() {
			t.Errorf("the QR code is of another head: %v", err)
		}
		unsigned, err := report.Posted(notice)
		must(t, err)
		if unsigned.Seal == nil || unsigned.Seal.Code != s.Code || !strings.Contains(unsigned.Seal.Signed[0], "没有电子签字") {
			t.Errorf("without a signature the paper says %+v", unsigned.Seal)
		}
		return nil
	}))
	p := proof(t, d, "")
	if !p.Sound() || len(p.Signatures) != 1 || !p.Signatures[0].Holds || p.Signatures[0].Key != card.Fingerprint || !strings.Contains(p.Signatures[0].Text, "日志重算的一致") {
		t.Errorf("%+v", p.Signatures)
	}
	long := p.Head.String()
	if mark, err := n.ReadPaper(long[:9] + "\n" + strings.ToUpper(long[9:])); err != nil || proof(t, d, mark.Text).Against.Verdict != "same" {
		t.Errorf("the long head: %v", err)
	}
	noSecrets(t, n.Dir, filepath.Dir(d.Path()))
}

func hex(b [32]byte) string {
	const digits = "0123456789abcdef"
	var out strings.Builder
	for _, x := range b {
		out.WriteByte(digits[x>>4])
		out.WriteByte(digits[x&15])
	}
	return out.String()
}

// noSecrets looks for the passphrase in files, and holds the rights of keys.
func noSecrets(t *testing.T, keys, book string) {
	t.Helper()
	found := 0
	for _, dir := range []string{book, keys} {
		must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			must(t, err)
			if bytes.Contains(b, []byte("青蛙")) {
				t.Errorf("the passphrase is in %s", path)
			}
			if strings.HasSuffix(path, ".key") {
				found++
				if info, _ := e.Info(); info.Mode().Perm() != 0o600 {
					t.Errorf("%s has mode %v", path, info.Mode())
				}
			}
			return nil
		}))
	}
	if found == 0 {
		t.Error("no key file")
	}
}

// lawless puts records into the book without asking anybody, under the name of
// an act.
type lawless struct {
	name    string
	records []ledger.Change
}

func (l lawless) Name() string { return l.name }
func (l lawless) Decide(ledger.Reader, ledger.Stamp) (ledger.Plan, error) {
	return ledger.Plan{Title: "试验", Changes: l.records}, nil
}

// TestSigningIsRefused: the act believes no word of a statement.
func TestSigningIsRefused(t *testing.T) {
	d, n := desk(t)
	publish(t, d, n)
	key, err := sign.Generate("王会计", Unit().BookID, rand.Reader)
	must(t, err)
	d.Must(t, notary.AddKey{Person: "王会计", Verifier: key.Public.String()})
	stranger, err := sign.Generate("王会计", Unit().BookID, rand.Reader)
	must(t, err)
	good, _, err := notary.Draft(d.Book, disclosure("王会计"))
	must(t, err)
	make := func(k *sign.Key, change func(*sign.Statement)) notary.Sign {
		st := good
		st.Figures = append([]sign.Figure(nil), good.Figures...)
		if change != nil {
			change(&st)
		}
		a, err := notary.Make(st, k, ledger.SignDisclosure, 1)
		must(t, err)
		return a
	}
	asYear := make(key, nil)
	asYear.Kind = ledger.SignYear
	broken := make(key, nil)
	broken.Note = bytes.Replace(broken.Note, []byte("figure: "), []byte("figure: 1"), 1)
	otherCode := make(key, nil)
	otherCode.Code = make(key, func(s *sign.Statement) { s.Head.Size++ }).Code
	for name, a := range map[string]notary.Sign{
		"figure":       make(key, func(s *sign.Statement) { s.Figures[0].Amount++ }),
		"figure gone":  make(key, func(s *sign.Statement) { s.Figures = s.Figures[1:] }),
		"document":     make(key, func(s *sign.Statement) { s.Document[0]++ }),
		"root":         make(key, func(s *sign.Statement) { s.Head.Root[0]++ }),
		"size":         make(key, func(s *sign.Statement) { s.Head.Size += 1000 }),
		"smaller size": make(key, func(s *sign.Statement) { s.Head.Size-- }),
		"book":         make(key, func(s *sign.Statement) { s.Book = strings.Repeat("ab", 16) }),
		"period":       make(key, func(s *sign.Statement) { s.Period = ledger.MonthPeriod(202602) }),
		"kind":         make(key, func(s *sign.Statement) { s.Kind = sign.SignOff }),
		"other act":    asYear, "broken": broken, "other code": otherCode, "stranger": make(stranger, nil),
	} {
		if err := d.Refuse(t, a); err == nil || err.Error() == "" {
			t.Errorf("%s: nothing said", name)
		}
	}
	d.As("李审核", func() { d.Refuse(t, make(key, nil)) }) // somebody else's signature
	d.As("钱经审", func() { d.Refuse(t, make(key, nil)) })
	d.Must(t, make(key, nil))
}

// TestKeysComeAndGo: one key a person, retired by who may, and what it signed
// stays.
func TestKeysComeAndGo(t *testing.T) {
	d, n := desk(t)
	publish(t, d, n)
	first := enrol(t, d, n, "王会计")
	act, err := n.Sign(d.Book, disclosure("王会计"), canary)
	must(t, err)
	d.Must(t, act)
	second, add, err := n.MakeKey(Unit().BookID, "王会计", canary)
	must(t, err)
	d.Refuse(t, add)                                                        // the first is in use
	d.As("赵主席", func() { d.Refuse(t, add) })                                // not his
	d.Refuse(t, ledger.RetireKey{No: 1})                                    // no reason
	d.Refuse(t, ledger.RetireKey{No: 9, Why: "离任"})                         // none such
	d.As("钱经审", func() { d.Refuse(t, ledger.RetireKey{No: 1, Why: "离任"}) }) // not his
	d.Must(t, ledger.RetireKey{No: 1, Why: ledger.WhyLost})
	d.Refuse(t, ledger.RetireKey{No: 1, Why: ledger.WhyLost})
	d.Refuse(t, notary.AddKey{Person: "王会计", Verifier: first.Verifier}) // never again
	if p := proof(t, d, ""); !p.Sound() || !p.Signatures[0].Holds || len(p.Signatures[0].Notes) == 0 {
		t.Errorf("the old signature: %+v", p.Signatures)
	}
	d.Must(t, add)
	d.As("赵主席", func() { d.Must(t, ledger.RetireKey{No: 2, Why: ledger.WhyLeft}) })
	if n.FindKey(second.Verifier).Path == "" {
		t.Error("the file of a retired key is gone")
	}
	other, err := sign.Generate("王会计", strings.Repeat("ab", 16), rand.Reader)
	must(t, err)
	d.Refuse(t, notary.AddKey{Person: "王会计", Verifier: other.Public.String()})
}

// TestFalseSignaturesAreNamed: what passes the door by force is seen later.
func TestFalseSignaturesAreNamed(t *testing.T) {
	d, n := desk(t)
	publish(t, d, n)
	key, err := sign.Generate("王会计", Unit().BookID, rand.Reader)
	must(t, err)
	d.Must(t, notary.AddKey{Person: "王会计", Verifier: key.Public.String()})
	st, _, err := notary.Draft(d.Book, disclosure("王会计"))
	must(t, err)
	off, _, err := notary.Draft(d.Book, ledger.SignOrder{Kind: ledger.SignOff, Period: january(), By: "王会计", Day: 20260205})
	must(t, err)
	no := uint64(0)
	var want []string
	force := func(word string, kind string, st sign.Statement) {
		no++
		note, err := sign.Sign(st, key)
		must(t, err)
		d.Must(t, lawless{"sign.disclosure", []ledger.Change{ledger.Put(ledger.Signature{No: no, Kind: kind, Period: st.Period, Version: 1, By: "王会计", Key: 1,
			At: 1_780_000_000, Size: st.Head.Size, Root: hex(st.Head.Root), Code: "x", Note: note})}})
		want = append(want, word)
	}
	lie := st
	lie.Figures = append([]sign.Figure(nil), st.Figures...)
	lie.Figures[0].Amount++
	force("公示表的内容与签字时的不一样", ledger.SignDisclosure, lie)
	lie = off
	lie.Figures = append([]sign.Figure(nil), off.Figures...)
	lie.Figures[0].Amount++
	force("数字与日志重算的不一致", ledger.SignOff, lie)
	lie = off
	lie.Head.Root[3]++
	force("记录里有改动", ledger.SignOff, lie)
	lie = off
	lie.Book = strings.Repeat("ab", 16)
	force("属于另一本账", ledger.SignOff, lie)
	force("", ledger.SignOff, off)
	d.Must(t, ledger.RetireKey{No: 1, Why: ledger.WhyLeft})
	force("停用", ledger.SignOff, off)
	p := proof(t, d, "")
	if p.Sound() || len(p.Faults) > 0 || len(p.Signatures) != len(want) {
		t.Fatalf("%+v %+v", p.Faults, p.Signatures)
	}
	for i, s := range p.Signatures {
		if s.Holds != (want[i] == "") || !strings.Contains(s.Text, want[i]) {
			t.Errorf("signature %d, want %q: %+v", i+1, want[i], s)
		}
	}
}

// TestKeyOnAStick: a copy signs on another computer with the same passphrase.
func TestKeyOnAStick(t *testing.T) {
	d, n := desk(t)
	publish(t, d, n)
	card := enrol(t, d, n, "王会计")
	stick := t.TempDir()
	path, err := n.CarryKey(card.Verifier, stick)
	must(t, err)
	must(t, os.Chmod(path, 0o666)) // as a stick without rights shows it
	if _, err := n.CarryKey(card.Verifier, stick); sign.FaultCode(err) != "X01" {
		t.Errorf("overwritten: %v", err)
	}
	there := &notary.Notary{Dir: t.TempDir(), Random: rand.Reader, Books: d.Shelf}
	o := disclosure("王会计")
	if _, err := there.Sign(d.Book, o, canary); sign.FaultCode(err) != "K03" {
		t.Errorf("without a file: %v", err)
	}
	if _, _, err := there.FetchKey(path, "别的 密码 试试"); sign.FaultCode(err) != "K01" {
		t.Errorf("fetched with a wrong passphrase: %v", err)
	}
	o.KeyPath = path
	if _, err := there.Sign(d.Book, o, canary); err != nil {
		t.Errorf("from the stick: %v", err)
	}
	got, _, err := there.FetchKey(path, canary)
	if err != nil || got.Verifier != card.Verifier || got.Path == "" {
		t.Fatalf("%+v %v", got, err)
	}
	act, err := there.Sign(d.Book, disclosure("王会计"), canary)
	must(t, err)
	d.Must(t, act)
	must(t, d.View(func(r ledger.Reader) error {
		for s := range r.Signatures() {
			note, err := there.CarryNote(s, stick)
			must(t, err)
			mark, err := there.ReadPaper(note)
			must(t, err)
			if p := proof(t, d, mark.Text); p.Against.Verdict != "extended" || !strings.Contains(strings.Join(p.Against.Lines, ""), "“王会计”的签字有效") {
				t.Errorf("%+v", p.Against)
			}
		}
		return nil
	}))
}
