package pack_test

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store/storetest"
)

// benchVouchers is a book large enough that rows outweigh everything else.
const benchVouchers = 20_000

// benchBook makes a book with n vouchers of two lines over twelve months, in
// words that repeat no more than those of a real one.
func benchBook(b *testing.B, n int) string {
	path := filepath.Join(b.TempDir(), "账.hz")
	book, err := storetest.Shelf().Create(path, ledger.Found{Unit: storetest.Unit(), People: storetest.People(), Opening: storetest.Opening()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "first"})
	if err != nil {
		b.Fatal(err)
	}
	for from := 0; from < n; from += 5000 {
		acts := make([]ledger.Act, min(5000, n-from))
		for i := range acts {
			k := from + i
			x := ledger.Money(100 + k*7919%999_999)
			v := storetest.V(ledger.DayOf(2026, 1+k%12, 1+k%28), fmt.Sprintf("购买第 %d 批会员活动用品", k), storetest.Dr("50105", x), storetest.Cr("102", x))
			v.Payee = []string{"青山文具店", "东门体育用品社", "城南印刷厂", "新华书店"}[k%4]
			acts[i] = ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}
		}
		if _, err := book.DoAll(acts, ledger.Stamp{Operator: "王会计", Time: 2, ID: fmt.Sprintf("bulk-%d", from)}); err != nil {
			b.Fatal(err)
		}
	}
	if err := book.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkPack packs a book, beside a plain zip of the book's file in the same
// run: "x-zip" is how many times as long the pack takes, "MB-held" the most
// memory of its own (mapped files left out) that the process had while packing.
func BenchmarkPack(b *testing.B) {
	book := benchBook(b, benchVouchers)
	dir := b.TempDir()
	var bare, whole time.Duration
	var held int64
	for i := 0; b.Loop(); i++ {
		t0 := time.Now()
		if err := plainZip(book, filepath.Join(dir, fmt.Sprintf("%d.zip", i))); err != nil {
			b.Fatal(err)
		}
		bare += time.Since(t0)
		runtime.GC()
		stop := watchOwn()
		t0 = time.Now()
		if _, err := packer().Pack(book, filepath.Join(dir, fmt.Sprintf("%d.审计包.zip", i)), order(), nil); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(t0)
		held = max(held, stop())
	}
	b.ReportMetric(float64(bare.Milliseconds())/float64(b.N), "ms/zip")
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms/pack")
	b.ReportMetric(float64(whole)/float64(bare), "x-zip")
	if held > 0 {
		b.ReportMetric(float64(held)/1024, "MB-held")
	}
}

// plainZip is what anybody could do with the file alone.
func plainZip(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	z := zip.NewWriter(out)
	w, err := z.Create("账本.hz")
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, in); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return out.Sync()
}

// watchOwn looks at the anonymous memory of this process until it is stopped and
// gives the most it saw, in KiB; 0 where the system does not tell.
func watchOwn() (stop func() int64) {
	var most atomic.Int64
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			most.Store(max(most.Load(), own()))
			select {
			case <-end:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() int64 { close(end); <-ended; return most.Load() }
}

func own() (kb int64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	fmt.Sscan(rest, &kb)
	return kb
}
