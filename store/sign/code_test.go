package sign

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// madeCode is a code of random digits, without the slow part.
func madeCode(r *rand.Rand) Code {
	return Code{1 + r.Uint64N(MaxCodeSize), fmt.Sprintf("%015d", r.Uint64N(1_000_000_000_000_000))}
}

func TestDamm(t *testing.T) {
	if got := damm("572"); got != '4' { // the example in the literature
		t.Errorf("572 has check digit %c", got)
	}
	// What makes it find every wrong digit and every swap, for all interim digits.
	for c := range byte(10) {
		if dammRow(c)[c] != '0' {
			t.Errorf("diagonal at %d", c)
		}
		for x := range byte(10) {
			for y := range x {
				if dammRow(c)[x] == dammRow(c)[y] {
					t.Errorf("%d: %d and %d are the same", c, x, y)
				}
				if dammRow(dammRow(c)[x] - '0')[y] == dammRow(dammRow(c)[y] - '0')[x] {
					t.Errorf("%d: swap of %d and %d is not seen", c, x, y)
				}
			}
		}
	}
}

func TestTypingMistakesAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	tried := 0
	mistake := func(good, bad string) {
		tried++
		if c, err := ParseCode(bad); err == nil {
			t.Fatalf("%s was taken for %s as %s", bad, good, c)
		} else if FaultCode(err) != "S04" {
			t.Fatal(err)
		}
	}
	for range 1000 {
		good := madeCode(r).Digits()
		for i := range good {
			for d := byte('0'); d <= '9'; d++ {
				if d != good[i] {
					mistake(good, good[:i]+string(d)+good[i+1:])
				}
			}
			if i > 0 && good[i] != good[i-1] {
				mistake(good, good[:i-1]+string(good[i])+string(good[i-1])+good[i+1:])
			}
			mistake(good, good[:i]+good[i+1:])       // left out
			mistake(good, good[:i]+"5"+good[i:])     // one too many
			mistake(good, good[:i]+"O"+good[i+1:])   // a letter
			mistake(good, good[:i]+good[i:i+1]+good) // twice
		}
	}
	if tried < 300_000 {
		t.Errorf("only %d mistakes tried", tried)
	}
}

func TestCodeReadsBack(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 1000 {
		c := madeCode(r)
		d := c.Digits()
		printed := c.String()
		if len(d) != 25 || len(printed) != 31 || strings.ReplaceAll(printed, " ", "") != d {
			t.Fatalf("%q, %q", d, printed)
		}
		wide := strings.Map(func(r rune) rune {
			if r == ' ' {
				return '－'
			}
			return r - '0' + '０'
		}, printed)
		for _, typed := range []string{d, printed, wide, " " + strings.ReplaceAll(printed, " ", "-") + "\n", strings.ReplaceAll(printed, " ", "—"), strings.ReplaceAll(printed, " ", "　")} {
			if got, err := ParseCode(typed); err != nil || got != c {
				t.Fatalf("%q: %v, %v", typed, got, err)
			}
		}
	}
}

// The code on papers of past years must stay right for ever. The digits were
// recomputed outside of Go:
//
//	python3 -c "import hashlib; print(int.from_bytes(hashlib.scrypt((1234).to_bytes(8,'big')+bytes(range(32)),
//	  salt=b'huizhang/code/v1',n=65536,r=8,p=1,maxmem=2**27,dklen=32),'big') % 10**15)"
func TestCodeNeverChanges(t *testing.T) {
	h := Head{Size: 1234}
	for i := range h.Root {
		h.Root[i] = byte(i)
	}
	c, err := NewCode(h)
	if err != nil || c.String() != "0000 0123 4393 2749 4963 9386 3" || c.Size() != 1234 {
		t.Errorf("%s, %v", c, err)
	}
	if ok, err := c.Matches(h); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	for name, other := range map[string]Head{"size": {1235, h.Root}, "root": {1234, [32]byte{9}}, "none": {}} {
		if ok, err := c.Matches(other); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	if ok, _ := (Code{}).Matches(Head{}); ok {
		t.Error("no code matches no head")
	}
}

func TestSizesWithoutCode(t *testing.T) {
	for _, n := range []uint64{0, MaxCodeSize + 1, 1 << 63} {
		if c, err := NewCode(Head{Size: n}); err == nil {
			t.Errorf("%d: %s", n, c)
		}
	}
	for _, size := range []uint64{1, 1 << 27, MaxCodeSize} {
		c := Code{size, strings.Repeat("7", 15)}
		if got, err := ParseCode(c.String()); err != nil || got.Size() != size {
			t.Errorf("%d: %v, %v", size, got, err)
		}
	}
	if (Code{}).String() != "" {
		t.Error("the zero code prints something")
	}
}

func TestCodeMessages(t *testing.T) {
	for typed, want := range map[string]string{
		"":                                "请输入",
		"1234 5678":                       "少了 17 位",
		strings.Repeat("1", 26):           "多了 1 位",
		strings.Repeat("1", 300):          "多得多",
		strings.Repeat("0", 25):           "不能全是 0",
		"1234 5678 9012 3456 7890 1234 O": "第 31 个字符“O”",
		"1234\x1b[2J":                     "第 5 个字符“␛”",
	} {
		_, err := ParseCode(typed)
		if FaultCode(err) != "S04" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestTailHasAllDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Code{rapid.Uint64Range(1, MaxCodeSize).Draw(t, "size"), fmt.Sprintf("%015d", rapid.Uint64Range(0, 999_999_999_999_999).Draw(t, "tail"))}
		if got, err := ParseCode(c.Digits()); err != nil || got != c {
			t.Fatalf("%v: %v, %v", c, got, err)
		}
	})
}

func FuzzParseCode(f *testing.F) {
	f.Add("0000 0123 4123 4567 8901 2345 6")
	f.Add("０００１－２３４５")
	f.Add(madeCode(rand.New(rand.NewPCG(5, 6))).String())
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCode(s)
		if err != nil {
			if FaultCode(err) != "S04" || strings.ContainsAny(err.Error(), "\x1b\n") {
				t.Errorf("%q: %q", s, err)
			}
			return
		}
		if again, err := ParseCode(c.String()); err != nil || again != c {
			t.Errorf("%q: %v, %v", s, again, err)
		}
	})
}
