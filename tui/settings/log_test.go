package settings_test

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/settings"
	"huizhang/tui/tuitest"
)

// The log is narrowed by person, day, kind of work, thing and words, one by one
// and together.
func TestLogFilter(t *testing.T) {
	b, d, _ := desks(t)
	b.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "陈一帆", No: "001", Spells: []ledger.Spell{{From: ledger.DayOf(2020, 9, 1)}}}})
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 5), "利息", storetest.Dr("102", 1234), storetest.Cr("408", 1234)))
	b.Post(t, storetest.V(ledger.DayOf(2026, 1, 6), "买茶叶", storetest.Dr("50105", 5000), storetest.Cr("102", 5000)))
	b.As("钱经审", func() {
		b.Must(t, audit.Raise{Finding: ledger.Finding{UID: "000102030405060708090a0b0c0d0e0f", On: "voucher/2", Ref: "2026-01-记-0002", Title: "没有领用名单", Severity: "warn", Period: ledger.MonthPeriod(202601)}, Question: "谁喝了？"})
		b.Must(t, audit.SetTick{Vouchers: []ledger.VoucherID{2}})
	})
	p := tuitest.Scenario(t, "testdata/log.scenario", tuitest.Alone(settings.NewLogView(d, screen.LogView{})))
	p.Resize(120, 40).Golden("log-120x40").Resize(60, 20).Golden("log-60x20")
}

// long is a book whose log has very many entries, made as they are read.
type long struct {
	ledger.Book
	n uint64
}

type longReader struct {
	ledger.Reader
	n uint64
}

func (b long) View(f func(ledger.Reader) error) error {
	return b.Book.View(func(r ledger.Reader) error { return f(longReader{r, b.n}) })
}

func (r longReader) Head() ledger.Head { return ledger.Head{Size: r.n, Root: "ab"} }

func (r longReader) Log(seq uint64, back bool) iter.Seq[ledger.Entry] {
	return func(yield func(ledger.Entry) bool) {
		if seq == 0 {
			seq = r.n
		}
		for ; seq >= 1 && seq <= r.n; seq-- {
			e := ledger.Entry{Seq: seq, Time: 1_770_000_000 + int64(seq)*60, Operator: "王会计", Act: "voucher.enter", Title: fmt.Sprintf("录入凭证 %d", seq)}
			if seq == 7 {
				e.Title = "很久以前的一条"
			}
			if !yield(e) {
				return
			}
		}
	}
}

// A hundred thousand entries open at once, and a word in the very first of them
// is found without the screen standing still.
func TestLongLogIsSearched(t *testing.T) {
	_, d, _ := desks(t)
	d = &desk.Desk{Book: long{d.Book, 100_000}, Operator: d.Operator, Theme: d.Theme, Now: d.Now, NewID: d.NewID, Kept: d.Kept}
	began := time.Now()
	p := tuitest.Solo(t, settings.NewLogView(d, screen.LogView{}), 80, 24)
	p.Expect("共 100000 条").Expect("录入凭证 100000")
	if took := time.Since(began); took > time.Second {
		t.Errorf("a long log opened in %s", took)
	}
	began = time.Now()
	p.Press("f3").Type("很久以前").Press("f8").Expect("很久以前的一条").Expect("找到 1 条")
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("a long log was searched in %s", took)
	}
	p.Press("f4").Expect("共 100000 条").Press("end").Expect("99801")
}
