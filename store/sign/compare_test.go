package sign

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"huizhang/ledger"
)

func treeOf(t interface{ Fatal(...any) }, entries []string) *Tree {
	tree := &Tree{}
	for _, e := range entries {
		if err := tree.Append([]byte(e)); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

func headAt(t interface{ Fatal(...any) }, log Log, size uint64) Head {
	root, err := rootOf(log, size)
	if err != nil {
		t.Fatal(err)
	}
	return Head{size, root}
}

func numbered(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("entry %d", i+1))
	}
	return out
}

// firstDiff is the number of the first entry of a in which b differs, counting
// entries that b lacks, or 0 when b begins with a.
func firstDiff(a, b []string) int {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return i + 1
		}
	}
	return 0
}

// attack changes a history with full knowledge of the source: every hash is
// made anew afterwards, because the tree is built from what is left.
func attack(t *rapid.T, book []string) []string {
	out := slices.Clone(book)
	at := rapid.IntRange(0, len(book)-1).Draw(t, "at")
	other := rapid.IntRange(0, len(book)-1).Draw(t, "other")
	switch rapid.SampledFrom([]string{"edit", "delete", "insert", "swap", "truncate", "truncate and go on", "rewrite", "reverse", "another book"}).Draw(t, "attack") {
	case "edit":
		out[at] += "!"
	case "delete":
		out = slices.Delete(out, at, at+1)
	case "insert":
		out = slices.Insert(out, at, "back-dated")
	case "swap":
		out[at], out[other] = out[other], out[at]
	case "truncate":
		out = out[:at]
	case "truncate and go on":
		out = append(out[:at], "instead", "and on", "and on")
	case "rewrite":
		for i := at; i < len(out); i++ {
			out[i] = "rewritten " + out[i]
		}
	case "reverse":
		slices.Reverse(out)
	case "another book":
		for i := range out {
			out[i] = "of another book " + out[i]
		}
	}
	return out
}

// Whatever was done to a book after its heads were kept, the answer is the one
// that the entries themselves give.
func TestAttacksAreSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := numbered(rapid.IntRange(1, 70).Draw(t, "entries"))
		tree := treeOf(t, book)
		sizes := rapid.SliceOfNDistinct(rapid.IntRange(1, len(book)), 1, 6, rapid.ID[int]).Draw(t, "marks")
		var marks []Mark
		for _, n := range sizes {
			marks = append(marks, MarkOf("", testBook, headAt(t, tree, uint64(n))))
		}
		now := attack(t, book)
		a, err := Compare(testBook, treeOf(t, now), marks[0], marks[1:]...)
		if err != nil {
			t.Fatal(err)
		}
		diff, newest := firstDiff(book, now), slices.Max(sizes)
		changed := diff > 0 && diff <= len(now) // an entry that is there and another
		var inside bool                         // … before a mark that lies within the book
		for _, n := range sizes {
			inside = inside || changed && diff <= n && n <= len(now)
		}
		want := Same
		switch {
		case inside:
			want = Rewritten
		case newest > len(now):
			want = Shorter
		case len(now) > newest:
			want = Extended
		}
		if a.Verdict != want || a.Alarm() != (want >= Shorter) || len(a.Odd) > 0 {
			t.Fatalf("verdict %d, want %d: %+v (first difference %d, marks %v, %d entries)", a.Verdict, want, a, diff, sizes, len(now))
		}
		if want == Rewritten && (uint64(diff) <= a.Sound || uint64(diff) > a.Bad) {
			t.Fatalf("the first changed entry is %d, not from %d to %d", diff, a.Sound+1, a.Bad)
		}
		if a.Sound > 0 && !slices.Equal(book[:a.Sound], now[:a.Sound]) {
			t.Fatalf("entries 1 to %d are not sound", a.Sound)
		}
		if want := max(0, newest-len(now)); a.Missing != uint64(want) {
			t.Fatalf("%d missing, want %d", a.Missing, want)
		}
		speak(t, a)
	})
}

// speak holds the texts to their rules in every state that a test comes by.
func speak(t interface {
	Fatalf(string, ...any)
}, a Answer) {
	text := a.Chinese() + strings.Join(a.Limits(), "")
	for _, bad := range []string{"帐", "不可篡改", "防篡改", "无法伪造", "%!", "\x1b"} {
		if strings.Contains(text, bad) {
			t.Fatalf("says %q: %s", bad, text)
		}
	}
	f := a.Fault()
	if (f != nil) != a.Alarm() || f != nil && (f.Code != a.Code() || f.Exit != exitDamaged) {
		t.Fatalf("%+v: fault %v", a, f)
	}
	if (strings.HasPrefix(text, "一致") || strings.HasPrefix(text, "前后一致")) != (a.Verdict == Same || a.Verdict == Extended) {
		t.Fatalf("verdict %d says: %s", a.Verdict, text)
	}
}

// 2,000 honest books: never an alarm, whatever was kept of them.
func TestHonestBooksNeverAlarm(t *testing.T) {
	tree := treeOf(t, numbered(2000))
	for n := range uint64(2000) {
		size := n + 1
		log := prefix{tree, size}
		var marks []Mark
		for k := size; k > 0; k /= 3 {
			marks = append(marks, MarkOf("", testBook, headAt(t, tree, k)))
		}
		for i := range marks {
			a, err := Compare(testBook, log, marks[i], marks...)
			if err != nil || a.Verdict != Same || a.Sound != size || len(a.Odd) > 0 {
				t.Fatalf("%d: %+v, %v", size, a, err)
			}
			a, err = Compare(testBook, log, marks[i])
			if want := size - marks[i].Size(); err != nil || a.Alarm() || a.Added != want || (a.Verdict == Same) != (want == 0) {
				t.Fatalf("%d: %+v, %v", size, a, err)
			}
		}
	}
}

// prefix is a log as it was at an earlier time.
type prefix struct {
	Log
	size uint64
}

func (p prefix) Size() uint64 { return p.size }

// damaged has stored hashes that do not belong to its entries.
type damaged struct {
	Log
	at int64
}

func (d damaged) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out, err := d.Log.ReadHashes(at)
	for i, x := range at {
		if x == d.at {
			out[i][0] ^= 1
		}
	}
	return out, err
}

func TestDamagedHashesNeverPass(t *testing.T) {
	tree := treeOf(t, numbered(50))
	seen := 0
	for at := range tlog.StoredHashCount(50) {
		a, err := Compare(testBook, damaged{tree, at}, MarkOf("", "", headAt(t, tree, 50)), MarkOf("", "", headAt(t, tree, 37)))
		if err != nil && FaultCode(err) != "B05" {
			t.Fatal(err)
		}
		if err != nil || a.Alarm() {
			seen++
		} else if a.Sound != 50 {
			t.Errorf("hash %d: %+v", at, a)
		}
	}
	if seen == 0 {
		t.Error("no damaged hash was seen")
	}
	_, err := Compare(testBook, prefix{tree, 60}, MarkOf("", "", headAt(t, tree, 50)))
	if FaultCode(err) != "B05" {
		t.Errorf("hashes are missing: %v", err)
	}
}

func TestFirstDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := numbered(rapid.IntRange(1, 90).Draw(t, "entries"))
		now := attack(t, book)
		want := firstDiff(book, now)
		if want > len(now) {
			want = 0
		}
		got, err := FirstDifference(treeOf(t, book), treeOf(t, now))
		if err != nil || got != uint64(want) {
			t.Fatalf("%d, %v, want %d", got, err, want)
		}
	})
	if n, err := FirstDifference(&Tree{}, treeOf(t, numbered(3))); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if _, err := FirstDifference(treeOf(t, numbered(9)), prefix{treeOf(t, numbered(3)), 9}); FaultCode(err) != "B05" {
		t.Error(err)
	}
}

// With a code alone: the answers that people get from paper.
func TestAgainstACode(t *testing.T) {
	book := numbered(40)
	tree := treeOf(t, book)
	code, err := NewCode(headAt(t, tree, 30))
	if err != nil {
		t.Fatal(err)
	}
	paper := MarkOfCode("2026年5月的公示", code)
	for name, c := range map[string]struct {
		now  []string
		want Verdict
	}{
		"same":        {book[:30], Same},
		"extended":    {book, Extended},
		"edited":      {append([]string{"entry 0"}, book[1:]...), Rewritten},
		"inserted":    {slices.Insert(slices.Clone(book), 29, "x"), Rewritten},
		"rolled back": {book[:20], Shorter},
		"edit behind": {append(slices.Clone(book[:30]), "x"), Extended},
	} {
		a, err := Compare(testBook, treeOf(t, c.now), paper)
		if err != nil || a.Verdict != c.want {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
		if c.want == Rewritten && (a.Sound != 0 || a.Bad != 30 || !strings.Contains(a.Chinese(), "说不出是哪一条") || !strings.Contains(a.Chinese(), "数字没有抄错")) {
			t.Errorf("%s: %s", name, a.Chinese())
		}
		if !strings.Contains(strings.Join(a.Limits(), ""), "两套账") {
			t.Errorf("%s: %s", name, a.Limits())
		}
		speak(t, a)
	}
}

func TestMarksThatContradict(t *testing.T) {
	old, redone := treeOf(t, numbered(40)), treeOf(t, append([]string{"redone"}, numbered(39)...))
	paper := MarkOf("公示", testBook, headAt(t, old, 20))
	// The whole book was redone, and the heads kept in it too: the paper wins.
	a, err := Compare(testBook, redone, paper, MarkOf("三月", testBook, headAt(t, redone, 10)), MarkOf("六月", testBook, headAt(t, redone, 30)))
	if err != nil || a.Verdict != Rewritten || a.Bad != 20 || a.Sound != 10 || len(a.Odd) != 1 || a.Odd[0].Label != "六月" {
		t.Errorf("%+v, %v", a, err)
	}
	// A forged old head does not make the book wrong against the paper.
	a, err = Compare(testBook, old, paper, MarkOf("三月", testBook, headAt(t, redone, 10)))
	if err != nil || a.Verdict != Extended || a.Sound != 20 || len(a.Odd) != 1 || !strings.Contains(a.Chinese(), "不是同一段历史") {
		t.Errorf("%+v, %v", a, err)
	}
	speak(t, a)
	// A newer one does: something behind the paper was changed.
	a, err = Compare(testBook, old, paper, MarkOf("六月", testBook, headAt(t, redone, 30)), MarkOf("七月", testBook, headAt(t, old, 35)))
	if err != nil || a.Verdict != Rewritten || a.Sound != 20 || a.Bad != 30 || len(a.Odd) != 1 {
		t.Errorf("%+v, %v", a, err)
	}
	// Marks of another book say nothing, the paper of another book says so.
	a, err = Compare(testBook, old, paper, MarkOf("", otherBook, headAt(t, redone, 30)))
	if err != nil || a.Verdict != Extended || a.Sound != 20 {
		t.Errorf("%+v, %v", a, err)
	}
	a, err = Compare(otherBook, old, paper)
	if err != nil || a.Verdict != OtherBook || a.Code() != "B08" {
		t.Errorf("%+v, %v", a, err)
	}
	speak(t, a)
}

func TestNothingToCompareWith(t *testing.T) {
	for _, log := range []*Tree{{}, treeOf(t, numbered(5))} {
		for _, ask := range []func() (Answer, error){
			func() (Answer, error) { return CompareAll(testBook, log) },
			func() (Answer, error) { return Compare(testBook, log, Mark{}) },
			func() (Answer, error) { return CompareAll(testBook, log, Mark{}, MarkOf("", otherBook, Head{Size: 3})) },
		} {
			a, err := ask()
			if err != nil || a.Verdict != Unproven || a.Alarm() || a.Code() != "" || !strings.Contains(a.Chinese(), "不能判断") {
				t.Errorf("%+v, %v", a, err)
			}
			speak(t, a)
		}
	}
	a, err := CompareAll(testBook, &Tree{}, MarkOf("五月", testBook, Head{Size: 3, Root: [32]byte{1}}))
	if err != nil || a.Verdict != Shorter || a.Missing != 3 {
		t.Errorf("an emptied book: %+v, %v", a, err)
	}
	speak(t, a)
}

func TestAnswerTexts(t *testing.T) {
	book := numbered(40)
	old, redone := treeOf(t, book), treeOf(t, append(slices.Clone(book[:24]), "redone", "x", "x", "x", "x", "x", "x", "x"))
	mark := func(label string, n uint64) Mark { return MarkOf(label, testBook, headAt(t, old, n)) }
	may, june, july := mark("2026年5月的公示", 20), mark("2026年6月的公示", 25), mark("2026年7月的经审签认", 40)
	code := MarkOfCode("2026年6月的公示", Code{25, "123456789012345"})
	var b strings.Builder
	show := func(a Answer, err error) {
		if err != nil {
			t.Fatal(err)
		}
		speak(t, a)
		fmt.Fprintf(&b, "%d %s\n%s\n  %s\n\n", a.Verdict, a.Code(), strings.Join(a.Lines(), "\n"), strings.Join(a.Limits(), "\n  "))
	}
	show(Compare(testBook, old, july))
	show(Compare(testBook, old, may))
	show(Compare(testBook, old, may, june))
	show(CompareAll(testBook, old, may, june))
	show(Compare(testBook, redone, june))
	show(Compare(testBook, redone, june, may))
	show(Compare(testBook, redone, may, mark("", 24), june, july))
	show(Compare(testBook, old, code))
	show(Compare(testBook, prefix{old, 15}, code))
	show(Compare(testBook, prefix{old, 22}, may, june))
	show(Compare(testBook, prefix{old, 20}, july, may))
	show(Compare(otherBook, old, may))
	show(CompareAll(testBook, old))
	show(Compare(testBook, old, may, MarkOf("甲", "", Head{Size: 3}), MarkOf("", "", Head{Size: 4}), MarkOf("丙", "", Head{Size: 5}), MarkOf("丁", "", Head{Size: 6})))
	golden(t, filepath.Join("testdata", "answer.txt"), b.String())
}

func TestHeadOfLedger(t *testing.T) {
	h := headAt(t, treeOf(t, numbered(3)), 3)
	got, err := HeadOf(ledger.Head{Size: 3, Root: fmt.Sprintf("%x", h.Root)})
	if err != nil || got != h {
		t.Errorf("%v, %v", got, err)
	}
	for _, root := range []string{"", "zz", fmt.Sprintf("%x00", h.Root)} {
		if _, err := HeadOf(ledger.Head{Size: 3, Root: root}); err == nil {
			t.Errorf("%q was taken", root)
		}
	}
	tree := treeOf(t, numbered(3))
	if got, err := tree.Head(); err != nil || got != h {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := tree.ReadHashes([]int64{99}); err == nil {
		t.Error("a hash that is not there")
	}
	if _, err := rootOf(tree, 4); err == nil || errors.Is(err, errCause) {
		t.Error("a root behind the end")
	}
}
