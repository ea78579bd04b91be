package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// hostileNames are names that some system, program or eye takes for more than
// a name, with what is made of them.
var hostileNames = [][2]string{
	{"", "附件"}, {".", "附件"}, {"..", "附件"}, {"...", "附件"}, {" ", "附件"}, {". .", "附件"}, {"/", "附件"}, {`\`, "附件"},
	{"../../etc/passwd", "passwd"}, {`..\..\Windows\system.ini`, "system.ini"}, {"/etc/shadow", "shadow"}, {"a/../b.pdf", "b.pdf"},
	{`C:\Users\x\发票.pdf`, "发票.pdf"}, {"C:发票.pdf", "C_发票.pdf"}, {"C:", "C_"}, {`\\server\share\a.pdf`, "a.pdf"},
	{`\\?\C:\a.pdf`, "a.pdf"}, {`\\.\PhysicalDrive0`, "PhysicalDrive0"}, {"//./NUL", "_NUL"}, {"file:///etc/passwd", "passwd"},
	{"NUL", "_NUL"}, {"nul", "_nul"}, {"NUL.txt", "_NUL.txt"}, {"nul .txt", "_nul.txt"}, {"NUL.tar.gz", "_NUL.tar.gz"}, {"NUL:", "NUL_"},
	{"CON", "_CON"}, {"con.pdf", "_con.pdf"}, {"PRN", "_PRN"}, {"AUX.jpg", "_AUX.jpg"}, {"COM0", "_COM0"}, {"COM1", "_COM1"}, {"com9.pdf", "_com9.pdf"},
	{"COM¹", "_COM¹"}, {"COM²", "_COM²"}, {"COM³.x", "_COM³.x"}, {"LPT1", "_LPT1"}, {"lpt9.doc", "_lpt9.doc"}, {"LPT³", "_LPT³"},
	{"CONIN$", "_CONIN$"}, {"CONOUT$", "_CONOUT$"}, {"CLOCK$", "_CLOCK$"}, {"COM10", "COM10"}, {"COMA", "COMA"}, {"CONSOLE", "CONSOLE"}, {"LPT", "LPT"},
	{"a.pdf.", "a.pdf"}, {"a.pdf ", "a.pdf"}, {"a.pdf. . .", "a.pdf"}, {" a.pdf", "a.pdf"}, {"a .pdf", "a.pdf"}, {"a..pdf", "a.pdf"},
	{"a.pdf::$DATA", "a.pdf__$DATA"}, {"a.pdf:evil.exe", "a.pdf_evil.exe"}, {"a\x00.pdf", "a.pdf"}, {"a.pdf\x00.exe", "a.pdf.exe"},
	{"a\x1b[2Jb.pdf", "a[2Jb.pdf"}, {"a\rb.pdf", "a b.pdf"}, {"a\nb.pdf", "a b.pdf"}, {"a\tb.pdf", "a b.pdf"}, {"a\x07\x7f\u0085.pdf", "a.pdf"}, {"\u009b31m.pdf", "31m.pdf"},
	{"发票\u202Efdp.exe", "发票fdp.exe"}, {"a\u2066b\u2069.pdf", "ab.pdf"}, {"a\u200bb\u200d.pdf", "ab.pdf"}, {"\ufeffa.pdf", "a.pdf"}, {"a\u2028b.pdf", "a b.pdf"}, {"a\U000E0041.pdf", "a.pdf"},
	{".bashrc", "bashrc"}, {".pdf", "pdf"}, {"..pdf", "pdf"}, {"-rf", "_rf"}, {"--help.pdf", "_-help.pdf"}, {"~", "附件"}, {"~root.pdf", "_root.pdf"},
	{`a<b>c"d|e?f*g.pdf`, "a_b_c_d_e_f_g.pdf"}, {"???.pdf", "附件.pdf"}, {":", "附件"}, {"___", "附件"}, {"\xff\xfe.pdf", "附件.pdf"}, {"a\xc3(.pdf", "a_(.pdf"},
	{"e\u0301.pdf", "é.pdf"}, {"a\u00a0b\u3000c.pdf", "a b c.pdf"}, {"发票 5月（1）.PDF", "发票 5月（1）.PDF"}, {"$(rm -rf x).pdf", "$(rm -rf x).pdf"}, {"a%2e%2e%2fb.pdf", "a%2e%2e%2fb.pdf"},
	{"a.pdf/", "附件"}, {"a.pdf/.", "附件"}, {"a.一二三", "a.一二三"}, {"a." + "x1234567890123456", "a.x1234567890123456"},
}

func TestSafeNameHostile(t *testing.T) {
	if len(hostileNames) < 60 {
		t.Fatal("too few")
	}
	for _, c := range hostileNames {
		got := SafeName(c[0])
		if want := c[1]; got != want {
			t.Errorf("%q → %q, want %q", c[0], got, want)
		}
		harmless(t, c[0], got)
	}
	long := SafeName(strings.Repeat("长", 300) + ".pdf")
	if len(long) > nameLimit || !strings.HasSuffix(long, "长.pdf") {
		t.Errorf("%d bytes: %s", len(long), long)
	}
	harmless(t, "long", long)
}

// harmless holds a name against the rules of three systems.
func harmless(t interface {
	Helper()
	Errorf(string, ...any)
}, from, s string) {
	t.Helper()
	stem, _, _ := strings.Cut(s, ".")
	switch {
	case s == "" || s == "." || s == ".." || len(s) > 255 || len(s) > nameLimit:
		t.Errorf("%q → %q: no name", from, s)
	case !filepath.IsLocal(s) || filepath.Base(s) != s || strings.ContainsAny(s, `/\`):
		t.Errorf("%q → %q: a path", from, s)
	case strings.ContainsAny(s, `<>:"|?*`) || strings.HasSuffix(s, ".") || strings.HasSuffix(s, " "):
		t.Errorf("%q → %q: Windows refuses or changes it", from, s)
	case strings.HasPrefix(s, ".") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "~") || strings.HasPrefix(s, " "):
		t.Errorf("%q → %q: hidden or an option", from, s)
	case device(stem) || device(strings.TrimRight(stem, " ")):
		t.Errorf("%q → %q: a device", from, s)
	case !utf8.ValidString(s) || plainText(s) != s:
		t.Errorf("%q → %q: hidden characters", from, s)
	case SafeName(s) != s:
		t.Errorf("%q → %q → %q: changes again", from, s, SafeName(s))
	}
}

func TestSafeNameProperty(t *testing.T) {
	piece := rapid.SampledFrom([]string{".", " ", "..", "/", `\`, ":", "NUL", "com1", "COM¹", "a", "发票", ".pdf", "\x00", "\u202e", "\u0301", "e", "-", "~", "_", "\xff", "\u3000",
		"\u00a0", "\u200b", "\ufe0f", "\u1100\u1161", "ｎｕｌ", "?", strings.Repeat("x", 60), strings.Repeat("字", 30), "\U000E0041", "\u2126", "\u0344", "."})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		harmless(t, s, SafeName(s))
	})
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "any")
		harmless(t, s, SafeName(s))
	})
}

// TestSafeNameInRoot makes a file of every name: all bytes stay in the folder.
func TestSafeNameInRoot(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "in")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range hostileNames {
		if err := os.WriteFile(filepath.Join(dir, SafeName(c[0])), []byte("x"), 0o600); err != nil {
			t.Errorf("%q: %v", c[0], err)
		}
	}
	if got := namesIn(t, top); got != "in" {
		t.Errorf("outside: %s", got)
	}
}

func FuzzSafeName(f *testing.F) {
	for _, c := range hostileNames {
		f.Add(c[0])
	}
	f.Fuzz(func(t *testing.T, s string) { harmless(t, s, SafeName(s)) })
}
