package store_test

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

// benchBook makes a book with n vouchers spread over twelve months.
func benchBook(b testing.TB, n int) (ledger.Book, string) {
	path := filepath.Join(b.TempDir(), "账.hz")
	book, err := Shelf().Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "first"})
	if err != nil {
		b.Fatal(err)
	}
	for from := 0; from < n; from += 5000 {
		acts := make([]ledger.Act, min(5000, n-from))
		for i := range acts {
			acts[i] = benchVoucher(from + i)
		}
		if _, err := book.DoAll(acts, ledger.Stamp{Operator: "王会计", Time: 2, ID: fmt.Sprintf("bulk-%d", from)}); err != nil {
			b.Fatal(err)
		}
	}
	return book, path
}

// benchVoucher is a voucher of two lines, as most are.
func benchVoucher(i int) ledger.Act {
	x := ledger.Money(100 + i%99_999)
	v := V(ledger.DayOf(2026, 1+i%12, 1+i%28), "购买会员活动用品", Dr("50105", x), Cr("102", x))
	v.Payee = "青山文具店"
	return ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}
}

// BenchmarkPost posts vouchers through the door, one durable transaction each,
// in turn with bare bbolt commits of the same shape: the metric "x-bare" is how
// many times as long the door takes, "x-records" leaves log and hashes out of
// the bare commit.
func BenchmarkPost(b *testing.B) {
	book, _ := benchBook(b, 2000)
	defer book.Close()
	whole, records := newBare(b, true), newBare(b, false)
	var door, bare, less time.Duration
	n := 0
	for b.Loop() {
		t0 := time.Now()
		if _, err := book.Do(benchVoucher(n), ledger.Stamp{Operator: "王会计", Time: 3, ID: fmt.Sprintf("%032d", n)}); err != nil {
			b.Fatal(err)
		}
		t1 := time.Now()
		whole.commit(b, n)
		t2 := time.Now()
		records.commit(b, n)
		door, bare, less = door+t1.Sub(t0), bare+t2.Sub(t1), less+time.Since(t2)
		n++
	}
	b.ReportMetric(float64(door)/float64(n)/1e3, "µs/post")
	b.ReportMetric(float64(bare)/float64(n)/1e3, "µs/bare")
	b.ReportMetric(float64(door)/float64(bare), "x-bare")
	b.ReportMetric(float64(door)/float64(less), "x-records")
}

// bareBook is a bbolt file that takes commits of a posted voucher's shape.
type bareBook struct {
	db  *bolt.DB
	log bool
}

func newBare(b testing.TB, log bool) *bareBook {
	db, err := bolt.Open(filepath.Join(b.TempDir(), "bare"), 0o600, &bolt.Options{FreelistType: bolt.FreelistMapType, PageSize: 4096})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	bare := &bareBook{db: db, log: log}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range []string{"voucher", "number", "line", "sum", "find", "log", "ids", "tree"} {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		for i := range 2000 {
			if err := bare.put(tx, -i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return bare
}

func (bare *bareBook) commit(b testing.TB, n int) {
	if err := bare.db.Update(func(tx *bolt.Tx) error { return bare.put(tx, n) }); err != nil {
		b.Fatal(err)
	}
}

// put writes what a posted voucher of two lines writes: the record, its number,
// two lines in the account index, two month sums, the search text, the id; with
// log also the entry and two hashes.
func (bare *bareBook) put(tx *bolt.Tx, n int) error {
	id := binary.BigEndian.AppendUint64(nil, uint64(n+1<<20))
	month := []byte{0, 3, 0x17, byte(1 + (n&0xffff)%12)}
	sum := func(code string) error {
		s := tx.Bucket([]byte("sum"))
		k := append([]byte(code), month...)
		v := append(make([]byte, 0, 64), s.Get(k)...)
		if v = append(v, make([]byte, 64-len(v))...); true {
			binary.BigEndian.PutUint64(v, binary.BigEndian.Uint64(v)+uint64(n))
		}
		return s.Put(k, v)
	}
	line := func(code string, i byte) error {
		k := append(append(append([]byte(code), month...), id...), 0, i)
		return tx.Bucket([]byte("line")).Put(k, make([]byte, 17))
	}
	put := func(bucket string, k []byte, size int) error {
		return tx.Bucket([]byte(bucket)).Put(k, make([]byte, size))
	}
	steps := []error{put("voucher", id, 160), put("number", append(append([]byte{}, month...), id...), 8), put("find", id, 86),
		line("50105\x00\x00\x00\x00", 0), line("102\x00\x00\x00\x00\x00\x00", 1), sum("50105\x00\x00\x00\x00"), sum("102\x00\x00\x00\x00\x00\x00")}
	steps = append(steps, put("ids", append([]byte("i0000000000000000"), id...), 8))
	if bare.log {
		steps = append(steps, put("log", id, 300), put("tree", append(append([]byte{}, id...), 0), 32), put("tree", append(append([]byte{}, id...), 1), 32))
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkImport100k takes 100,000 vouchers in through the one door, beside
// sqlite's shell where it is installed.
func BenchmarkImport100k(b *testing.B) {
	const n = 100_000
	var door, lite time.Duration
	for b.Loop() {
		t0 := time.Now()
		book, _ := benchBook(b, n)
		door += time.Since(t0)
		book.Close()
		lite += sqliteImport(b, n)
	}
	b.ReportMetric(float64(n)*float64(b.N)/door.Seconds(), "vouchers/s")
	if lite > 0 {
		b.ReportMetric(float64(door)/float64(lite), "x-sqlite")
	}
}

// sqliteImport puts the same vouchers and lines into tables with the indexes
// and sums that answer the same questions, in one transaction.
func sqliteImport(b *testing.B, n int) time.Duration {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		return 0
	}
	dir := b.TempDir()
	var csv strings.Builder
	for i := range n {
		day := fmt.Sprintf("2026%02d%02d", 1+i%12, 1+i%28)
		x := 100 + i%99_999
		fmt.Fprintf(&csv, "%d,%s,购买会员活动用品,青山文具店,50105,%d,0\n%d,%s,购买会员活动用品,青山文具店,102,0,%d\n", i, day, x, i, day, x)
	}
	if err := os.WriteFile(filepath.Join(dir, "in.csv"), []byte(csv.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	script := `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
CREATE TABLE raw(v INT, day INT, text TEXT, payee TEXT, code TEXT, dr INT, cr INT);
CREATE TABLE voucher(id INTEGER PRIMARY KEY, day INT, number INT, text TEXT, payee TEXT);
CREATE TABLE line(v INT, n INT, code TEXT, day INT, dr INT, cr INT);
CREATE TABLE total(code TEXT, month INT, dr INT, cr INT, PRIMARY KEY(code, month)) WITHOUT ROWID;
BEGIN;
.mode csv
.import in.csv raw
INSERT INTO voucher SELECT v, day, v, text, payee FROM raw WHERE dr <> 0;
INSERT INTO line SELECT v, rowid, code, day, dr, cr FROM raw;
CREATE INDEX line_account ON line(code, day);
CREATE UNIQUE INDEX voucher_number ON voucher(day/100, number);
INSERT INTO total SELECT code, day/100, sum(dr), sum(cr) FROM line GROUP BY 1, 2;
DROP TABLE raw;
COMMIT;
`
	cmd := exec.Command(shell, "test.db")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(script)
	t0 := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v %s", err, out)
	}
	return time.Since(t0)
}

// BenchmarkOpenFirst opens a book and reads what the home screen and a month's
// disclosure need, at two sizes in the same run.
func BenchmarkOpenFirst(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			book, path := benchBook(b, n)
			if err := book.Close(); err != nil {
				b.Fatal(err)
			}
			var open, month time.Duration
			for b.Loop() {
				t0 := time.Now()
				book, err := Shelf().Open(path, false)
				if err != nil {
					b.Fatal(err)
				}
				book.View(func(r ledger.Reader) error {
					ledger.Duties(r, ledger.DayOf(2026, 6, 1), 0, 0)
					return nil
				})
				t1 := time.Now()
				book.View(func(r ledger.Reader) error {
					for _, a := range r.Chart() {
						r.Sums(a.Code, ledger.MonthPeriod(202606))
					}
					return nil
				})
				open, month = open+t1.Sub(t0), month+time.Since(t1)
				book.Close()
			}
			b.ReportMetric(float64(open)/float64(b.N)/1e6, "ms/first")
			b.ReportMetric(float64(month)/float64(b.N)/1e6, "ms/month")
		})
	}
}

// BenchmarkVerify checks a book of 100,000 vouchers, beside a plain read of the
// same file, and says how much memory the process ever had.
func BenchmarkVerify(b *testing.B) {
	book, path := benchBook(b, 100_000)
	if err := book.Close(); err != nil {
		b.Fatal(err)
	}
	var read, check time.Duration
	b.ReportAllocs()
	forgetPeak()
	for b.Loop() {
		t0 := time.Now()
		if err := readOnce(path); err != nil {
			b.Fatal(err)
		}
		t1 := time.Now()
		if p, err := Shelf().Verify(path, nil); err != nil || !p.Sound() {
			b.Fatal(p.Faults, err)
		}
		read, check = read+t1.Sub(t0), check+time.Since(t1)
	}
	b.ReportMetric(float64(read.Milliseconds())/float64(b.N), "ms/read")
	b.ReportMetric(float64(check.Milliseconds())/float64(b.N), "ms/verify")
	if kb := peak(); kb > 0 {
		b.ReportMetric(float64(kb)/1024, "MB-peak")
	}
}

func readOnce(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(io.Discard, bufio.NewReaderSize(f, 1<<20))
	return err
}

// forgetPeak lets the system measure anew, so that making the book does not
// count; where it cannot, peak says more than the check needs.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peak is the most memory that this process ever had, in KiB, where the system
// tells.
func peak() (kb int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fmt.Sscan(rest, &kb)
	return kb
}
