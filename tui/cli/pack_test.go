package cli_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/notary"
)

const auditorsWord = "三只 青蛙 跳过 田埂"

// desk BOOK WHO WHAT ARGS… does what has no verb, as the screens do:
//
//	makekey               makes a signing key on this computer and registers it
//	carry FOLDER          copies the key file to a stick
//	fetch FOLDER          takes the key from the stick and registers it
//	raise TITLE REF       a finding on a voucher
//	tick REF
//	answer|close|reopen TITLE TEXT
//	enter                 a draft voucher, which nobody may enter into a copy
//	state TITLE WORD      wants the finding's state
//	ticks N               wants so many ticks
//
// With ! before it the act must be refused.
func deskAct(ts *testscript.TestScript, neg bool, args []string) {
	books := shelf(clock(ts))
	b, err := books.Open(ts.MkAbs(args[0]), false)
	ts.Check(err)
	defer b.Close()
	d := &hand{ts: ts, b: b, who: args[1], now: clock(ts)().Unix(), keys: &notary.Notary{Dir: filepath.Join(ts.Getenv("XDG_DATA_HOME"), "huizhang"), Random: rand.Reader, Books: books}}
	act, err := d.act(args[2], args[3:])
	if err == nil && act != nil {
		var id [8]byte
		rand.Read(id[:])
		_, err = b.Do(act, ledger.Stamp{Operator: d.who, Time: d.now, ID: fmt.Sprintf("%x", id)})
	}
	if (err != nil) != neg {
		ts.Fatalf("%v: %v", args, err)
	}
}

// hand is a person at a screen.
type hand struct {
	ts   *testscript.TestScript
	b    ledger.Book
	who  string
	now  int64
	keys *notary.Notary
}

func (d *hand) act(what string, args []string) (act ledger.Act, err error) {
	var id string
	d.read(func(r ledger.Reader) { id = r.Unit().BookID })
	switch what {
	case "makekey":
		_, act, err = d.keys.MakeKey(id, d.who, auditorsWord)
	case "carry":
		d.read(func(r ledger.Reader) {
			k, _ := ledger.KeyInUse(r, d.who)
			_, err = d.keys.CarryKey(k.Verifier, d.ts.MkAbs(args[0]))
		})
	case "fetch":
		found, _ := filepath.Glob(filepath.Join(d.ts.MkAbs(args[0]), "*.key"))
		_, act, err = d.keys.FetchKey(found[0], auditorsWord)
	case "raise":
		var uid [16]byte
		rand.Read(uid[:])
		v := d.voucher(args[1])
		act = audit.Raise{Finding: ledger.Finding{UID: fmt.Sprintf("%x", uid), Title: args[0], On: fmt.Sprintf("voucher/%d", v), Ref: args[1], Severity: "warn"}, Question: "为什么？"}
	case "tick":
		act = audit.SetTick{Vouchers: []ledger.VoucherID{d.voucher(args[0])}}
	case "answer":
		act = audit.Answer{Finding: d.finding(args[0]).ID, Text: args[1]}
	case "close":
		act = audit.Close{Finding: d.finding(args[0]).ID, Text: args[1]}
	case "reopen":
		act = audit.Reopen{Finding: d.finding(args[0]).ID, Text: args[1]}
	case "enter":
		act = ledger.Enter{Voucher: ledger.Voucher{Day: ledger.DayOf(2026, 2, 1), Lines: []ledger.Line{{Summary: "水", Account: "50102", Debit: 100}, {Summary: "水", Account: "101", Credit: 100}}}}
	case "state":
		if f := d.finding(args[0]); string(f.State) != args[1] {
			d.ts.Fatalf("%s is %s, want %s: %+v", args[0], f.State, args[1], f.Remarks)
		}
	case "ticks":
		n := 0
		d.read(func(r ledger.Reader) {
			for range r.AllTicks() {
				n++
			}
		})
		if fmt.Sprint(n) != args[0] {
			d.ts.Fatalf("%d ticks, want %s", n, args[0])
		}
	default:
		d.ts.Fatalf("%s?", what)
	}
	return act, err
}

func (d *hand) read(f func(ledger.Reader)) {
	d.ts.Check(d.b.View(func(r ledger.Reader) error { f(r); return nil }))
}

func (d *hand) voucher(ref string) (id ledger.VoucherID) {
	d.read(func(r ledger.Reader) {
		for v := range r.Posted(ledger.Period{}) {
			if v.Ref() == ref {
				id = v.ID
			}
		}
	})
	if id == 0 {
		d.ts.Fatalf("no voucher %s", ref)
	}
	return id
}

func (d *hand) finding(title string) (out ledger.Finding) {
	d.read(func(r ledger.Reader) {
		for f := range r.Findings() {
			if f.Title == title {
				out = f
			}
		}
	})
	if out.ID == 0 {
		d.ts.Fatalf("no finding %s", title)
	}
	return out
}

// swap FILE FROM TO changes a text in a file.
func swap(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.ReadFile(args[0])
	if !strings.Contains(s, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(s, args[1], args[2], 1)), 0o600))
}
