package ledger

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// safe is the promise, said again without the code's own tables.
func safe(t interface{ Fatalf(string, ...any) }, in, out string) {
	if !utf8.ValidString(out) {
		t.Fatalf("%q gives broken text %q", in, out)
	}
	run := 0
	for _, r := range out {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r), unicode.Is(unicode.Cs, r),
			unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
			t.Fatalf("%q gives %q with %U", in, out, r)
		case unicode.Is(unicode.M, r):
			if run++; run > 8 {
				t.Fatalf("%q gives %q with a tower of marks", in, out)
			}
			continue
		}
		run = 0
	}
	if r, _ := utf8.DecodeRuneInString(out); unicode.Is(unicode.M, r) {
		t.Fatalf("%q gives %q, which begins with a combining mark", in, out)
	}
	if again := Plain(out); again != out {
		t.Fatalf("%q gives %q and then %q", in, out, again)
	}
}

func TestPlainEveryCodePoint(t *testing.T) {
	kept := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := "工" + string(r) + "会"
		if r >= 0xD800 && r <= 0xDFFF { // as other languages write a lone half
			s = "工" + string([]byte{0xED, byte(0x80 | r>>6&0x3F), byte(0x80 | r&0x3F)}) + "会"
		}
		out := Plain(s)
		safe(t, s, out)
		if !strings.HasPrefix(out, "工") || !strings.HasSuffix(out, "会") {
			t.Fatalf("%U: the neighbours were lost in %q", r, out)
		}
		if out == s {
			kept++
		}
		clean, hidden := Clean(s)
		safe(t, s, clean)
		if !hidden && clean != out {
			t.Fatalf("%U: nothing reported, yet %q is not %q", r, clean, out)
		}
		for _, f := range []string{FoldWidth(out), CleanName(s), PlainLines(s)} {
			safe(t, s, strings.ReplaceAll(f, "\n", " "))
		}
	}
	// Most of Unicode must come through; 1,114,112 less surrogates, tags and the few above.
	if want := 1_100_000; kept < want {
		t.Errorf("only %d of 1,114,112 code points pass, want %d or more", kept, want)
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"会费 1,234.50 元": "会费 1,234.50 元", "䶮㛃𬭎𡩋": "䶮㛃𬭎𡩋", "é": "é",
		"\x1b]0;假标题\a": "␛]0;假标题␇", "真\r假": "真 假", "一\t二\n三": "一 二 三", "a\x7fb": "a␡b", "a\u009bb": "a⟦U+009B⟧b", "\u202e倒": "⟦U+202E⟧倒",
		"a\u200bb\ufeffc\u00add": "abcd", "❤\ufe0f": "❤", "a\u2028b\u2029c\u0085d": "a b c d", "\xff\xfe": "��", "\u0301": "◌\u0301", "\U000e0041x": "x",
		"a\u00a0b\u2003c\u3000d": "a b c\u3000d", "\u3164": "", "a" + strings.Repeat("\u0301", 12): "a" + strings.Repeat("\u0301", 8),
		"a" + strings.Repeat("\u0301", 6) + "\u200d" + strings.Repeat("\u0301", 6): "a" + strings.Repeat("\u0301", 8),
	} {
		if got := Plain(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got, want := PlainLines("一\r\n二\r三\x1b\n"), "一\n二\n三␛\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]struct {
		text   string
		hidden bool
	}{
		"  会费\t": {"会费", false}, "\u3000王\u3000": {"王", false}, "王\u200b某": {"王某", true}, "a\x1b[31m": {"a[31m", true}, "\xff": {"�", true},
		"": {"", false}, " \u0301": {"◌\u0301", false}, "行一\n行二": {"行一 行二", false},
	} {
		if got, hidden := Clean(in); got != want.text || hidden != want.hidden {
			t.Errorf("%q: got %q %v, want %q %v", in, got, hidden, want.text, want.hidden)
		}
	}
}

func TestCleanName(t *testing.T) {
	for in, want := range map[string]string{
		"王 某": "王某", "王　某": "王某", " 欧阳  某某 ": "欧阳某某", "Ａｎｎａ　　Lee": "Anna Lee", "买买提•吐尔逊": "买买提·吐尔逊", "买买提 ・ 吐尔逊": "买买提·吐尔逊",
		"买买提‧吐尔逊": "买买提·吐尔逊", "买买提．吐尔逊": "买买提·吐尔逊", "J. Smith": "J. Smith", "王 A": "王A", "李\u200b某": "李某", "": "", "𡩋 某": "𡩋某",
	} {
		got := CleanName(in)
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		if again := CleanName(got); again != got {
			t.Errorf("%q: %q becomes %q", in, got, again)
		}
	}
}

func TestTextProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		safe(t, s, Plain(s))
		c, _ := Clean(s)
		safe(t, s, c)
		if again, hidden := Clean(c); again != c || hidden && !strings.ContainsRune(c, utf8.RuneError) {
			t.Fatalf("%q: cleaned %q, again %q %v", s, c, again, hidden)
		}
		if n := CleanName(s); CleanName(n) != n {
			t.Fatalf("%q: name %q, again %q", s, n, CleanName(n))
		}
	})
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"\x1b[2J", "工会\r", "\u202e\U000e0041", "\xed\xa0\x80", " \u0301\u0301", "王 某"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		safe(t, s, Plain(s))
		c, _ := Clean(s)
		safe(t, s, c)
		n := CleanName(s)
		safe(t, s, n)
		if CleanName(n) != n {
			t.Fatalf("%q: name %q, again %q", s, n, CleanName(n))
		}
		for _, l := range strings.Split(PlainLines(s), "\n") {
			safe(t, s, l)
		}
	})
}
