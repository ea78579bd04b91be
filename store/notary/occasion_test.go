package notary_test

import (
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/notary"
	"huizhang/store/sign"
	. "huizhang/store/storetest"
)

// TestSignOff: the auditor signs a closed month with what he has seen; a changed
// finding or tick between looking and signing is refused.
func TestSignOff(t *testing.T) {
	d, n := desk(t)
	enrol(t, d, n, "钱经审")
	o := ledger.SignOrder{Kind: ledger.SignOff, Period: january(), By: "钱经审", Day: 20260301, Remark: "账实相符"}
	d.As("王会计", func() {
		must(t, d.View(func(r ledger.Reader) error {
			o := o
			o.By = "王会计"
			terms, err := n.Terms(r, o)
			if err != nil || terms.Refusal == "" {
				t.Errorf("the treasurer may sign off: %+v %v", terms, err)
			}
			return nil
		}))
	})
	late, err := n.Sign(d.Book, o, canary)
	must(t, err)
	d.As("钱经审", func() {
		d.Must(t, lawless{"tick.set", one(ledger.Put(ledger.Tick{Voucher: 1, By: "钱经审", At: 1}))})
		d.Refuse(t, late)
	})
	act, err := n.Sign(d.Book, o, canary)
	must(t, err)
	d.Refuse(t, act) // the treasurer cannot hand it in
	d.As("钱经审", func() { d.Must(t, act) })
	// The month goes on; the signature is about then.
	d.As("赵主席", func() { d.Must(t, ledger.ReopenMonth{Month: 202601, Reason: "补记"}) })
	d.Post(t, V(ledger.DayOf(2026, 1, 30), "补记利息", Dr("102", 5_00), Cr("408", 5_00)))
	if p := proof(t, d, ""); !p.Sound() || !p.Signatures[0].Holds {
		t.Errorf("%+v", p.Signatures)
	}
	must(t, d.View(func(r ledger.Reader) error {
		terms, err := n.Terms(r, o)
		if err != nil || terms.Refusal == "" {
			t.Error("an open month can be signed off")
		}
		return nil
	}))
}

func one(c ledger.Change) []ledger.Change { return []ledger.Change{c} }

// TestYearIsSigned only when it is closed.
func TestYearIsSigned(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Start, f.Opening = 202612, Opening() })
	key, err := sign.Generate("王会计", Unit().BookID, zero{})
	must(t, err)
	d.Must(t, notary.AddKey{Person: "王会计", Verifier: key.Public.String()})
	d.Post(t, V(ledger.DayOf(2026, 12, 5), "利息", Dr("102", 5_00), Cr("408", 5_00)))
	o := ledger.SignOrder{Kind: ledger.SignYear, Period: ledger.YearPeriod(2026), By: "王会计", Day: 20270105}
	try := func() notary.Sign {
		st, _, err := notary.Draft(d.Book, o)
		must(t, err)
		a, err := notary.Make(st, key, ledger.SignYear, 0)
		must(t, err)
		return a
	}
	d.Refuse(t, try())
	d.Must(t, ledger.CloseMonth{Month: 202612, Without: map[string]string{"soft": "试验"}})
	d.Must(t, try())
	if p := proof(t, d, ""); !p.Sound() || len(p.Signatures) != 1 {
		t.Errorf("%+v", p.Signatures)
	}
}

// TestYearIsSignedAgain after December was opened and closed once more: the
// signature of before speaks of the books of before.
func TestYearIsSignedAgain(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Start, f.Opening = 202612, Opening() })
	n := &notary.Notary{Dir: t.TempDir(), Random: zero{}, Books: d.Shelf}
	enrol(t, d, n, "王会计")
	d.Post(t, V(ledger.DayOf(2026, 12, 5), "利息", Dr("102", 5_00), Cr("408", 5_00)))
	shut := ledger.CloseMonth{Month: 202612, Without: map[string]string{"soft": "试验"}}
	o := ledger.SignOrder{Kind: ledger.SignYear, Period: ledger.YearPeriod(2026), By: "王会计", Day: 20270105}
	sign := func() ledger.Act {
		a, err := n.Sign(d.Book, o, canary)
		must(t, err)
		return a
	}
	overtaken := func() (out []bool) {
		must(t, d.View(func(r ledger.Reader) error {
			for s := range r.Signatures() {
				out = append(out, ledger.Overtaken(r, s) != "")
			}
			return nil
		}))
		return out
	}
	d.Must(t, shut)
	d.Must(t, sign())
	d.Refuse(t, sign()) // once is enough
	if got := overtaken(); !slices.Equal(got, []bool{false}) {
		t.Errorf("just signed: %v", got)
	}
	d.As("赵主席", func() { d.Must(t, ledger.ReopenMonth{Month: 202612, Reason: "补记漏记的发票"}) })
	if got := overtaken(); !slices.Equal(got, []bool{true}) {
		t.Errorf("opened again: %v", got)
	}
	d.Post(t, V(ledger.DayOf(2026, 12, 30), "补记利息", Dr("102", 1_00), Cr("408", 1_00)))
	d.Must(t, shut)
	if got := overtaken(); !slices.Equal(got, []bool{true}) {
		t.Errorf("closed again, not signed again: %v", got)
	}
	d.Must(t, sign())
	if got := overtaken(); !slices.Equal(got, []bool{true, false}) {
		t.Errorf("signed again: %v", got)
	}
	if p := proof(t, d, ""); !p.Sound() || !p.Signatures[0].Holds || !p.Signatures[1].Holds {
		t.Errorf("both say what was then: %+v", p.Signatures)
	}
}

// TestClockIsNoWitness: which came first, a signature or the opening of the
// month, is told by the numbers of the log. A clock set back does not hide an
// opening after the signature, one that ran ahead does not invent it.
func TestClockIsNoWitness(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Unit.Start, f.Opening = 202612, Opening() })
	n := &notary.Notary{Dir: t.TempDir(), Random: zero{}, Books: d.Shelf}
	enrol(t, d, n, "钱经审")
	d.Post(t, V(ledger.DayOf(2026, 12, 5), "利息", Dr("102", 5_00), Cr("408", 5_00)))
	at := func(who string, hours int64, a ledger.Act) {
		t.Helper()
		by := d.Stamp()
		by.Operator, by.Time = who, by.Time+hours*3600
		_, err := d.Do(a, by)
		must(t, err)
	}
	again := func(hours int64) {
		t.Helper()
		at("赵主席", hours, ledger.ReopenMonth{Month: 202612, Reason: "补记"})
		at("王会计", hours, ledger.CloseMonth{Month: 202612, Without: map[string]string{"soft": "试验"}})
	}
	sign := func() {
		t.Helper()
		a, err := n.Sign(d.Book, ledger.SignOrder{Kind: ledger.SignOff, Period: ledger.MonthPeriod(202612), By: "钱经审", Day: 20270105}, canary)
		must(t, err)
		at("钱经审", 0, a)
	}
	overtaken := func(want ...bool) {
		t.Helper()
		var got []bool
		must(t, d.View(func(r ledger.Reader) error {
			for s := range r.Signatures() {
				got = append(got, ledger.Overtaken(r, s) != "")
			}
			return nil
		}))
		if !slices.Equal(got, want) {
			t.Errorf("overtaken %v, want %v", got, want)
		}
	}
	at("王会计", 0, ledger.CloseMonth{Month: 202612, Without: map[string]string{"soft": "试验"}})
	sign()
	again(-48) // the clock was set back before the month was opened
	overtaken(true)
	sign()
	overtaken(true, false)
	again(48) // it ran ahead while the month was open
	sign()
	overtaken(true, true, false)
}

// TestDraftIsNotSigned: a hand-over list that may still change, or that a later
// one has replaced.
func TestDraftIsNotSigned(t *testing.T) {
	d, n := desk(t)
	enrol(t, d, n, "王会计")
	paper := ledger.Paper{Kind: "handover", Period: january(), Version: 1, Title: "移交清册", From: "王会计", To: "李审核", Watched: "赵主席", By: "王会计", At: 1}
	d.Must(t, lawless{"paper.handover", one(ledger.Put(paper))})
	o := ledger.SignOrder{Kind: ledger.SignHandover, Period: january(), Version: 1, By: "王会计", Day: 20260301}
	refused := func(version int, want string) {
		t.Helper()
		o := o
		o.Version = version
		must(t, d.View(func(r ledger.Reader) error {
			if terms, err := n.Terms(r, o); err != nil || !strings.Contains(terms.Refusal, want) {
				t.Errorf("version %d: %q %v", version, terms.Refusal, err)
			}
			return nil
		}))
		a, err := n.Sign(d.Book, o, canary)
		must(t, err)
		if err := d.Refuse(t, a); !strings.Contains(err.Error(), want) {
			t.Errorf("version %d: %v", version, err)
		}
	}
	refused(1, "还是草稿")
	final := paper
	final.Version, final.Final = 2, true
	later := final
	later.Version = 3
	d.Must(t, lawless{"paper.handover", one(ledger.Put(final))})
	d.Must(t, lawless{"paper.handover", one(ledger.Put(later))})
	refused(2, "请签新的那一版")
	o.Version = 3
	a, err := n.Sign(d.Book, o, canary)
	must(t, err)
	d.Must(t, a)
}

// zero is no randomness, for keys that nobody keeps.
type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestHandoverIsSigned by the people on the list and nobody else.
func TestHandoverIsSigned(t *testing.T) {
	d, _ := desk(t)
	paper := ledger.Paper{Kind: "handover", Period: january(), Version: 1, Title: "移交清册", From: "王会计", To: "李审核", Watched: "赵主席", By: "王会计", At: 1, Final: true,
		Parts: []ledger.PaperPart{{Key: "cash", Title: "现金", Text: "500.00"}}, Cash: []ledger.NoteCount{{Value: 100_00, Count: 5}}}
	d.Must(t, lawless{"paper.handover", one(ledger.Put(paper))})
	for _, who := range []string{"王会计", "李审核", "钱经审"} {
		key, err := sign.Generate(who, Unit().BookID, zero{})
		must(t, err)
		st, _, err := notary.Draft(d.Book, ledger.SignOrder{Kind: ledger.SignHandover, Period: january(), Version: 1, By: who, Day: 20260301})
		must(t, err)
		d.As(who, func() {
			d.Must(t, notary.AddKey{Person: who, Verifier: key.Public.String()})
			a, err := notary.Make(st, key, ledger.SignHandover, 1)
			must(t, err)
			if who == "钱经审" {
				d.Refuse(t, a)
			} else {
				d.Must(t, a)
			}
		})
	}
	changed := paper
	changed.Parts = []ledger.PaperPart{{Key: "cash", Title: "现金", Text: "400.00"}}
	d.Must(t, lawless{"paper.handover", one(ledger.Edit(paper, changed))})
	if p := proof(t, d, ""); !p.Signatures[0].Holds {
		t.Errorf("the signature is about the list as it was then: %+v", p.Signatures)
	}
}
