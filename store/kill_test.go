package store_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store"
	. "huizhang/store/storetest"
)

// testChild is what the test binary does as a child of the tests.
func testChild(kind string) (handled bool, code int) {
	path, run := os.Getenv("HUIZHANG_TEST_BOOK"), os.Getenv("HUIZHANG_TEST_RUN")
	runtime.LockOSThread() // strace counts calls by thread
	switch kind {
	case "":
		return false, 0
	case "post":
		return true, postForEver(path, run)
	case "script":
		return true, postSix(path, run)
	case "life":
		return true, life(path)
	case "open":
		return true, openOnce(path)
	case "hold", "look":
		return true, hold(path, kind == "look")
	}
	return true, 2
}

// startChild starts the test binary as a child; its lines come from out.
func startChild(t testing.TB, kind, path, run string, before ...string) (cmd *exec.Cmd, in io.WriteCloser, out *bufio.Scanner) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append(before, self)
	cmd = exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "HUIZHANG_TEST_CHILD="+kind, "HUIZHANG_TEST_BOOK="+path, "HUIZHANG_TEST_RUN="+run)
	in, err = cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, in, bufio.NewScanner(pipe)
}

// postForEver does all kinds of acts and says of each that it is done, until
// it is killed.
func postForEver(path, run string) int {
	seed, _ := strconv.ParseUint(run, 10, 64)
	rnd := rand.New(rand.NewPCG(seed, 2))
	s := Shelf()
	s.PID, s.BackupOnClose = os.Getpid(), true
	p := poster{run: run, rnd: rnd}
	for {
		b, err := s.Open(path, false)
		if store.FaultCode(err) == "B01" {
			b, err = s.Create(path, ledger.Found{Unit: Unit(), People: People(), Opening: Opening()}, p.stamp())
		}
		if err != nil {
			fmt.Println("ERR", err)
			return 1
		}
		for range 12 {
			if err := p.act(b); err != nil {
				fmt.Println("ERR", err)
				return 1
			}
		}
		if err := b.Close(); err != nil {
			fmt.Println("ERR", err)
			return 1
		}
	}
}

type poster struct {
	run  string
	rnd  *rand.Rand
	n    int
	last ledger.VoucherID
}

func (p *poster) stamp() ledger.Stamp {
	p.n++
	return ledger.Stamp{Operator: "王会计", Time: 1_780_000_000, ID: fmt.Sprintf("%s-%d", p.run, p.n)}
}

func (p *poster) act(b ledger.Book) error {
	x := ledger.Money(1 + p.rnd.IntN(9999))
	v := V(ledger.DayOf(2026, 3, 1+p.rnd.IntN(28)), "收款", Dr("102", x), Cr("401", x))
	var a ledger.Act = ledger.Enter{Voucher: v, Post: true, Reviewer: "李审核"}
	by := p.stamp()
	switch k := p.rnd.IntN(10); {
	case k == 0:
		rs, err := b.DoAll([]ledger.Act{a, a, a}, by)
		for i, r := range rs {
			fmt.Printf("ACK %s-%d %d %s\n", by.ID, i+1, r.Seq, r.Ref)
		}
		return err
	case k == 1:
		a = ledger.Enter{Voucher: v}
	case k == 2 && p.last != 0:
		a = ledger.Reverse{ID: p.last, Day: ledger.DayOf(2026, 3, 31), Reason: "写错", Post: true, Reviewer: "李审核"}
	case k == 3 && p.last != 0:
		f, err := b.Files().Put("a.pdf", strings.NewReader(by.ID))
		if err != nil {
			return err
		}
		a = ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: p.last, Files: []ledger.File{f}}}
	}
	r, err := b.Do(a, by)
	if err != nil {
		return err
	}
	p.last = 0
	if e, ok := a.(ledger.Enter); ok && e.Post {
		p.last = r.Voucher
	}
	fmt.Printf("ACK %s %d %s\n", by.ID, r.Seq, r.Ref)
	return nil
}

// TestKillLosesNothing kills a posting child at random moments: what it
// acknowledged is there, at most one more act is, whole, and nobody is locked
// out.
func TestKillLosesNothing(t *testing.T) {
	rounds := 60
	if s := os.Getenv("HUIZHANG_KILLS"); s != "" {
		rounds, _ = strconv.Atoi(s)
	} else if testing.Short() {
		rounds = 20
	}
	rnd := rand.New(rand.NewPCG(seedOf(t), 3))
	path, acked, unacked := "", 0, 0
	for round := range rounds {
		if round%20 == 0 { // the first child of a book may die while making it
			path = filepath.Join(t.TempDir(), "账.hz")
		}
		run := fmt.Sprint(rnd.Uint64())
		cmd, _, out := startChild(t, "post", path, run)
		// A quarter dies while starting, the others at work, however slow the
		// machine is.
		after, atWork := time.Duration(rnd.IntN(60))*time.Millisecond, rnd.IntN(4) > 0
		timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
		if atWork {
			timer.Reset(20 * time.Second)
		}
		acks := map[string]string{}
		for out.Scan() {
			if atWork && len(acks) == 0 {
				timer.Reset(after)
			}
			word, rest, _ := strings.Cut(out.Text(), " ")
			if id, what, _ := strings.Cut(rest, " "); word == "ACK" {
				acks[id] = what
			} else {
				t.Errorf("child: %s", out.Text())
			}
		}
		timer.Stop()
		cmd.Wait()
		acked += len(acks)
		unacked += checkAcks(t, path, run, acks)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	t.Logf("%d acknowledged, %d more were whole without a word", acked, unacked)
	if acked < rounds {
		t.Errorf("only %d acts in %d rounds", acked, rounds)
	}
}

// checkAcks opens the book afresh and holds it against what was acknowledged.
func checkAcks(t *testing.T, path, run string, acks map[string]string) (more int) {
	if _, err := os.Stat(path); err != nil && len(acks) == 0 {
		return 0
	}
	s := Shelf()
	began := time.Now()
	b, err := s.Open(path, false)
	if err != nil {
		t.Errorf("open: %v", err)
		return 0
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("opening took %v", took)
	}
	var acts []string
	err = b.View(func(r ledger.Reader) error {
		for e := range r.Log(0, false) {
			if !strings.HasPrefix(e.ID, run+"-") || e.Act == "book.found" {
				continue
			}
			ref := ""
			if v, ok := r.Voucher(e.Voucher); ok && v.Number != 0 {
				ref = v.Ref()
			}
			got, ok := acks[e.ID]
			if !ok {
				acts = append(acts, strings.Join(strings.SplitN(e.ID, "-", 3)[:2], "-"))
			} else if want := fmt.Sprintf("%d %s", e.Seq, ref); got != want {
				t.Errorf("%s: acknowledged %s, is %s", e.ID, got, want)
			}
			delete(acks, e.ID)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	for id, what := range acks {
		t.Errorf("lost: %s %s", id, what)
	}
	for _, id := range acts { // parts of one act count once
		if id != acts[0] {
			t.Errorf("two acts were done without a word: %v", acts)
		}
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	Check(t, path)
	checkBackups(t, path)
	return min(len(acts), 1)
}

// checkBackups: every copy called proven is one.
func checkBackups(t *testing.T, path string) {
	s := Shelf()
	list, err := s.Backups(path)
	if err != nil {
		t.Error(err)
	}
	for i, c := range list {
		if !c.Proven || i > 2 {
			continue
		}
		p, err := s.Verify(c.Path, nil)
		for _, f := range p.Faults {
			if f.Code != "A01" { // its attachments lie elsewhere
				t.Errorf("backup %s: %s", c.Path, f.Text)
			}
		}
		if err != nil || p.Head != c.Head {
			t.Errorf("backup %s: %v", c.Path, err)
		}
	}
}

func hold(path string, readOnly bool) int {
	s := Shelf()
	s.PID, s.User = os.Getpid(), "另一位"
	b, err := s.Open(path, readOnly)
	if err != nil {
		fmt.Println("ERR", err)
		return 1
	}
	fmt.Println("HELD")
	io.Copy(io.Discard, os.Stdin)
	if b.Close() != nil {
		return 1
	}
	return 0
}

// postSix posts six vouchers and says of each what the program says.
func postSix(path, run string) int {
	s := Shelf()
	s.PID = os.Getpid()
	b, err := s.Open(path, false)
	if err != nil {
		fmt.Println("OPEN", store.FaultCode(err))
		return 0
	}
	for i := range 6 {
		id := fmt.Sprintf("%s-%d", run, i)
		_, err := b.Do(sixth(i), ledger.Stamp{Operator: "王会计", Time: 1_780_000_000, ID: id})
		word := "OK"
		if err != nil {
			if word = store.FaultCode(err); word == "" {
				word = err.Error()
			}
		}
		fmt.Println(id, word)
	}
	b.Close()
	return 0
}

func sixth(i int) ledger.Act {
	x := ledger.Money(100 + i)
	return ledger.Enter{Voucher: V(ledger.DayOf(2026, 3, 1+i), "收款", Dr("102", x), Cr("401", x)), Post: true, Reviewer: "李审核"}
}

// TestHonestPlayer keeps the generator used elsewhere honest: it really acts.
func TestHonestPlayer(t *testing.T) {
	d := New(t, func(f *ledger.Found) { f.Opening = Opening() })
	tally, err := ledgertest.Play(d, 7, 6)
	if err != nil || tally.Posted < 10 || tally.Refused == 0 || tally.Closed == 0 {
		t.Errorf("%+v %v", tally, err)
	}
}
