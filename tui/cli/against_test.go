package cli_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/notary"
)

// publish BOOK MONTH WHO publishes a month and signs it with a key made for the
// occasion; the note, the code and the text of the QR code go to the files note,
// code and qr, and a note with another figure to changed. The passphrase is in no argument and no file.
func publish(ts *testscript.TestScript, _ bool, args []string) {
	books := shelf(clock(ts))
	b, err := books.Open(ts.MkAbs(args[0]), false)
	ts.Check(err)
	defer b.Close()
	month, err := ledger.ParseMonth(args[1])
	ts.Check(err)
	n := &notary.Notary{Dir: ts.MkAbs("keys-" + args[2]), Random: rand.Reader, Books: books}
	made := 0
	do := func(a ledger.Act, err error) {
		ts.Check(err)
		made++
		_, err = b.Do(a, ledger.Stamp{Operator: args[2], Time: clock(ts)().Unix(), ID: fmt.Sprintf("publish-%s-%d", args[1], made)})
		ts.Check(err)
	}
	var id string
	ts.Check(b.View(func(r ledger.Reader) error { id = r.Unit().BookID; return nil }))
	const passphrase = "三只 青蛙 跳过 田埂"
	card, add, err := n.MakeKey(id, args[2], passphrase)
	do(add, err)
	p := ledger.MonthPeriod(month)
	do(report.Publish{Period: p, Place: "校务公开栏", From: month.Last().Add(5), Coder: n}, nil)
	act, err := n.Sign(b, ledger.SignOrder{Kind: ledger.SignDisclosure, Period: p, Version: 1, By: args[2], Day: month.Last().Add(5)}, passphrase)
	do(act, err)
	ts.Check(b.View(func(r ledger.Reader) error {
		notice, _ := r.Notice(p, 1)
		doc, err := report.Posted(notice, report.SignaturesOf(r, notice)...)
		if err != nil {
			return err
		}
		note := string(act.(notary.Sign).Note)
		for name, text := range map[string]string{"changed": strings.Replace(note, "figure: 1000.00", "figure: 9000.00", 1), "code": doc.Seal.Code, "qr": doc.Seal.QR, "note": note, "fingerprint": card.Fingerprint} {
			if err := os.WriteFile(ts.MkAbs(name), []byte(text), 0o600); err != nil {
				return err
			}
		}
		return nil
	}))
}

// against FILE CODE ARGS… runs verify --against with what the file says.
func against(ts *testscript.TestScript, neg bool, args []string) {
	exit(ts, neg, append([]string{args[1], "verify", "--against", ts.ReadFile(args[0])}, args[2:]...))
}

// clock is that of the script.
func clock(ts *testscript.TestScript) func() time.Time {
	return func() time.Time {
		now, err := time.Parse("2006-01-02", ts.Getenv("NOW"))
		ts.Check(err)
		return now.Add(9 * time.Hour)
	}
}
