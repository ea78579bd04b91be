package store

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

func markAt(seq uint64) Mark {
	m := Mark{Book: [16]byte{1, 2, 3}, Seq: seq}
	m.Root[0], m.Root[31] = byte(seq), byte(seq>>8)
	return m
}

func openTestSeal(t testing.TB, book string) *Seal {
	t.Helper()
	s, err := OpenSeal(book)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSealKeepsTheNewest(t *testing.T) {
	book := filepath.Join(t.TempDir(), "a.book")
	if _, err := ReadSeal(book); !errors.Is(err, ErrNoSeal) {
		t.Error(err)
	}
	if _, err := OpenSeal(book); !errors.Is(err, ErrNoSeal) || namesIn(t, filepath.Dir(book)) != "" {
		t.Error(err, namesIn(t, filepath.Dir(book)))
	}
	s, err := CreateSeal(book, markAt(1))
	if err != nil {
		t.Fatal(err)
	}
	for seq := uint64(2); seq < 40; seq++ {
		if err := s.Put(markAt(seq)); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadSeal(book); err != nil || got != markAt(seq) {
			t.Fatalf("%d: %+v %v", seq, got, err)
		}
		b := readTestFile(t, SealPath(book))
		one, _ := decodeSlot(b[:sealSlotLength])
		two, _ := decodeSlot(b[sealSlotApart:])
		if one.Seq+two.Seq != 2*seq-1 {
			t.Fatalf("the slots hold %d and %d, not the last two", one.Seq, two.Seq)
		}
		if seq%7 == 0 { // the alternation goes on after a close
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = openTestSeal(t, book)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(SealPath(book)); err != nil || info.Size() != sealSize {
		t.Errorf("the seal grew: %v %v", info.Size(), err)
	}
}

// TestSealSurvivesOneTornWrite spoils every single byte of the slot written
// last: what is read is then the mark before it, never a third thing.
func TestSealSurvivesOneTornWrite(t *testing.T) {
	book := filepath.Join(t.TempDir(), "a.book")
	s, err := CreateSeal(book, markAt(300))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Put(markAt(301)), s.Close()); err != nil {
		t.Fatal(err)
	}
	whole := readTestFile(t, SealPath(book))
	for at := range whole {
		for _, bit := range []byte{1, 0x80} {
			b := append([]byte(nil), whole...)
			b[at] ^= bit
			writeTestFile(t, SealPath(book), b)
			got, err := ReadSeal(book)
			want := markAt(301)
			if at >= sealSlotApart {
				want = markAt(300)
			}
			if err != nil || got != want {
				t.Fatalf("byte %d: %+v %v", at, got, err)
			}
		}
	}
	for size := range whole { // cut short
		writeTestFile(t, SealPath(book), whole[:size])
		got, err := ReadSeal(book)
		if size < sealSlotLength && !errors.Is(err, ErrNoSeal) || size >= sealSlotLength && got != markAt(300) {
			t.Fatalf("cut to %d: %+v %v", size, got, err)
		}
	}
}

func TestSealRefuses(t *testing.T) {
	book := filepath.Join(t.TempDir(), "a.book")
	b := make([]byte, sealSize)
	encodeSlot(b, markAt(1))
	b[7] = 2
	writeTestFile(t, SealPath(book), b)
	if _, err := ReadSeal(book); !errors.Is(err, ErrNoSeal) {
		t.Errorf("wrong checksum: %v", err)
	}
	sum := sha256.Sum256(b[:64])
	copy(b[64:], sum[:])
	writeTestFile(t, SealPath(book), b)
	if _, err := ReadSeal(book); FaultCode(err) != "B09" {
		t.Errorf("a newer seal: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	target := filepath.Join(t.TempDir(), "target")
	encodeSlot(b, markAt(1))
	writeTestFile(t, target, b)
	if err := errors.Join(os.Remove(SealPath(book)), os.Symlink(target, SealPath(book))); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenSeal(book); !errors.Is(err, ErrNoSeal) {
		t.Errorf("a link was followed: %v", err)
	}
}

func TestCompareSeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seal := markAt(rapid.Uint64Range(0, 50).Draw(t, "seal"))
		book := markAt(rapid.Uint64Range(0, 50).Draw(t, "book"))
		other := rapid.Bool().Draw(t, "other book")
		split := rapid.Bool().Draw(t, "other root")
		if other {
			book.Book[5] ^= 1
		}
		if split {
			book.Root[9] ^= 1
		}
		got, err := Compare(seal, book)
		want, code := SealAgrees, ""
		switch {
		case other:
			want, code = SealForeign, "B08"
		case seal.Seq > book.Seq:
			want, code = SealAhead, "B06"
		case seal.Seq < book.Seq:
			want = SealBehind
		case split:
			want, code = SealSplit, "B08"
		}
		if got != want || FaultCode(err) != code || (err == nil) != (code == "") {
			t.Fatalf("%d %v, want %d %s", got, err, want, code)
		}
	})
	book := markAt(7)
	book.Root = [32]byte{}
	if got, err := Compare(markAt(7), book); got != SealAgrees || err != nil {
		t.Error("a zero root was compared")
	}
}

func FuzzSealSlot(f *testing.F) {
	b := make([]byte, sealSlotLength)
	encodeSlot(b, markAt(9))
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) != sealSlotLength {
			return
		}
		m, version := decodeSlot(b)
		if version != 1 {
			return
		}
		again := make([]byte, sealSlotLength)
		encodeSlot(again, m)
		if string(again) != string(b) {
			t.Errorf("%x reads as %+v, which is written as %x", b, m, again)
		}
	})
}

func BenchmarkSealPut(b *testing.B) {
	s, err := CreateSeal(filepath.Join(b.TempDir(), "a.book"), markAt(1))
	if err != nil {
		b.Fatal(err)
	}
	m := markAt(2)
	b.ReportAllocs()
	for b.Loop() {
		m.Seq++
		if err := s.Put(m); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}
