package sign

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"
)

const (
	testBook  = "0123456789abcdef0123456789abcdef"
	otherBook = "fedcba9876543210fedcba9876543210"
	testPass  = "correct horse"
)

// testKey makes the same key for the same seed.
func testKey(t testing.TB, person string, seed byte) *Key {
	t.Helper()
	k, err := Generate(person, testBook, rand.NewChaCha8([32]byte{seed}))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKeyNamesAreSafeAndReadable(t *testing.T) {
	for person, want := range map[string]string{
		"王芳":       "huizhang/01234567/%E7%8E%8B%E8%8A%B3",
		"Li+Lei 2": "huizhang/01234567/Li%2BLei%202",
		"买买提·艾力":   "huizhang/01234567/%E4%B9%B0%E4%B9%B0%E6%8F%90%C2%B7%E8%89%BE%E5%8A%9B",
	} {
		k := testKey(t, person, 1)
		if k.Name() != want || k.Person() != person || k.Book() != testBook[:8] {
			t.Errorf("%s became %s, %s, %s", person, k.Name(), k.Person(), k.Book())
		}
	}
	for _, person := range []string{"", " 王芳", "王\n芳", "王\x1b芳", "王\u202e芳", strings.Repeat("王", 41)} {
		if _, err := Generate(person, testBook, rand.NewChaCha8([32]byte{1})); FaultCode(err) != "S04" {
			t.Errorf("%q: %v", person, err)
		}
	}
	for _, book := range []string{"", "0123", strings.ToUpper(testBook), testBook[:31] + "\n"} {
		if _, err := Generate("王芳", book, rand.NewChaCha8([32]byte{1})); err == nil {
			t.Errorf("a book with id %q got a key", book)
		}
	}
}

func TestPublicReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		person := rapid.StringMatching(`[一-龥A-Za-z·+/%]{1,12}`).Draw(t, "person")
		k, err := Generate(person, testBook, rand.NewChaCha8([32]byte{rapid.Byte().Draw(t, "seed")}))
		if err != nil {
			t.Skip(err)
		}
		p, err := ParsePublic(k.String())
		if err != nil || p != k.Public {
			t.Fatalf("%s came back as %v, %v", k.String(), p, err)
		}
	})
}

func TestFingerprintTellsKeysOfOneNameApart(t *testing.T) {
	a, b := testKey(t, "王芳", 1), testKey(t, "王芳", 2)
	if a.Name() != b.Name() || a.Fingerprint() == b.Fingerprint() || a.Public == b.Public {
		t.Errorf("%s and %s", a.Fingerprint(), b.Fingerprint())
	}
	if len(a.Fingerprint()) != 39 || a.Fingerprint() != testKey(t, "王芳", 1).Fingerprint() {
		t.Errorf("fingerprint %q", a.Fingerprint())
	}
}

func TestKeysOfTheNoteFormat(t *testing.T) {
	// The secret half in a key file is a signer key that package note takes,
	// whatever signs of base64 the key is written with.
	for seed := range byte(100) {
		k := testKey(t, "王芳", seed)
		text, err := k.text()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := parseKey(text); err != nil || again.Public != k.Public {
			t.Fatalf("%s: %v", text, err)
		}
		s, err := note.NewSigner(strings.Split(string(text), "\n")[3])
		if err != nil || s.Name() != k.Name() || s.KeyHash() != k.hash {
			t.Fatalf("%s: %v", text, err)
		}
		sig, err := s.Sign([]byte("text\n"))
		if err != nil || !ed25519.Verify(ed25519.PublicKey(k.key), []byte("text\n"), sig) {
			t.Fatalf("the signer key signs otherwise: %v", err)
		}
	}
}

func TestWrapAndUnwrap(t *testing.T) {
	k := testKey(t, "王芳", 1)
	file, err := Wrap(k, testPass)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(file, []byte("-----BEGIN AGE ENCRYPTED FILE-----\n")) || bytes.Contains(file, []byte("王芳")) {
		t.Errorf("not an armored age file:\n%s", file)
	}
	got, err := Unwrap(file, testPass)
	if err != nil || got.Public != k.Public || got.BookID() != testBook || !bytes.Equal(got.secret, k.secret) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, wrong := range []string{"", "correct hors", "Correct horse", "correct horse ", strings.Repeat("x", 10000)} {
		if _, err := Unwrap(file, wrong); FaultCode(err) != "K01" || strings.Contains(err.Error(), "horse") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if _, err := Wrap(k, "short"); FaultCode(err) != "S04" {
		t.Error(err)
	}
	k.Drop()
	k.Drop()
	if _, err := Wrap(k, testPass); err == nil {
		t.Error("a dropped key was wrapped")
	}
	if _, err := Sign(testStatement(1), k); err == nil {
		t.Error("a dropped key signed")
	}
}

func TestRewrapKeepsTheKey(t *testing.T) {
	k := testKey(t, "王芳", 1)
	file, err := wrap(k, testPass, 10)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Rewrap(file, "wrong one", "another one"); FaultCode(err) != "K01" {
		t.Error(err)
	}
	again, err := Rewrap(file, testPass, "另一个好记的密码")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Unwrap(again, "另一个好记的密码"); err != nil || got.Public != k.Public {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Unwrap(again, testPass); FaultCode(err) != "K01" {
		t.Error(err)
	}
}

// ageFile is what the age program makes of a text.
func ageFile(t *testing.T, text string, work int, armored bool) []byte {
	t.Helper()
	r, err := age.NewScryptRecipient(testPass)
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(work)
	var out, shell bytes.Buffer
	w, err := age.Encrypt(&out, r)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Write([]byte(text))
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	if !armored {
		return out.Bytes()
	}
	a := armor.NewWriter(&shell)
	_, err = a.Write(out.Bytes())
	if err = errors.Join(err, a.Close()); err != nil {
		t.Fatal(err)
	}
	return shell.Bytes()
}

func TestWhatIsNoKeyFile(t *testing.T) {
	k := testKey(t, "王芳", 1)
	b, err := k.text()
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	if got, err := Unwrap(ageFile(t, text, 10, false), testPass); err != nil || got.Public != k.Public {
		t.Errorf("made by the age program: %v, %v", got, err)
	}
	good := ageFile(t, text, 10, true)
	x25519, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	var toKey bytes.Buffer
	w, err := age.Encrypt(&toKey, x25519.Recipient())
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"empty":            {},
		"text":             []byte("hello"),
		"cut":              good[:len(good)/2],
		"too long":         bytes.Repeat([]byte("A"), KeyFileLimit+1),
		"for another kind": toKey.Bytes(),
		"too much work":    bytes.Replace(ageFile(t, text, 10, false), []byte(" 10\n"), []byte(" 19\n"), 1),
		"other text":       ageFile(t, "hello\n", 10, true),
		"long text":        ageFile(t, strings.Repeat("x", KeyFileLimit), 10, true),
		"another book":     ageFile(t, strings.Replace(text, testBook, otherBook, 1), 10, true),
		"another name":     ageFile(t, strings.Replace(text, "王芳", "王方", 1), 10, true),
		"a line more":      ageFile(t, text+"\n", 10, true),
	} {
		if _, err := Unwrap(file, testPass); FaultCode(err) != "K04" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range good { // no changed byte gives another key
		if i%37 != 0 {
			continue
		}
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if got, err := Unwrap(bad, testPass); err == nil && got.Public != k.Public {
			t.Errorf("byte %d", i)
		}
	}
}

func TestKeyFileModes(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "王芳.key")
	if err := SaveKey(path, []byte("wrapped")); err != nil {
		t.Fatal(err)
	}
	if got, err := LoadKey(path); err != nil || string(got) != "wrapped" {
		t.Errorf("%q, %v", got, err)
	}
	if err := SaveKey(path, []byte("another")); FaultCode(err) != "X01" {
		t.Error(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "wrapped" {
		t.Errorf("overwritten with %q", got)
	}
	if list, _ := os.ReadDir(dir); len(list) != 1 {
		t.Errorf("left over: %v", list)
	}
	if err := SaveKey(filepath.Join(dir, "none", "x.key"), nil); FaultCode(err) != "W08" {
		t.Error(err)
	}
	if _, err := LoadKey(filepath.Join(dir, "none.key")); FaultCode(err) != "K03" {
		t.Error(err)
	}
	if _, err := LoadKey(dir); FaultCode(err) != "K04" {
		t.Error(err)
	}
	big := filepath.Join(dir, "big.key")
	if err := os.WriteFile(big, make([]byte, KeyFileLimit+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(big); FaultCode(err) != "K04" {
		t.Error(err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o604, 0o640, 0o777, 0o620, 0o601} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadKey(path); FaultCode(err) != "K02" || !strings.Contains(err.Error(), "chmod 600 '"+path+"'") {
			t.Errorf("%o: %v", mode, err)
		}
	}
	link := filepath.Join(dir, "link.key")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKey(link); FaultCode(err) != "K04" {
		t.Error(err)
	}
}

func TestPassphraseRules(t *testing.T) {
	for s, want := range map[string]int{
		"": 1, "1234567": 1, "好记的密码": 1, "12345678": 1, "87654321": 1, "aaaaaaaa": 1, "abcdefgh": 1,
		"aaaa\taaab": 1, "correct horse": 0, "13572468": 0, "我的老家在山那边": 0, " correct horse": 1,
		"  x ": 2, strings.Repeat("ab", 33): 1, "correct\u200bhorse": 1, "correct\xffhorse": 1,
	} {
		got := CheckPassphrase("passphrase", s)
		if len(got) != want {
			t.Errorf("%q: %v", s, got)
		}
		for _, p := range got {
			if p.Field != "passphrase" || !strings.HasSuffix(p.Text, "。") || len(s) > 3 && strings.Contains(p.Text, s) {
				t.Errorf("%q: %+v", s, p)
			}
		}
	}
}

func FuzzParsePublic(f *testing.F) {
	k, err := Generate("王芳", testBook, rand.NewChaCha8([32]byte{1}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(k.String())
	f.Add("huizhang/01234567/x+00000000+AA==")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePublic(s)
		if err == nil && p.String() != s {
			t.Errorf("%q reads back as %q", s, p.String())
		}
		if err != nil && FaultCode(err) != "K04" {
			t.Errorf("%q: %v", s, err)
		}
	})
}

func FuzzKeyFile(f *testing.F) {
	k, err := Generate("王芳", testBook, rand.NewChaCha8([32]byte{1}))
	if err != nil {
		f.Fatal(err)
	}
	text, err := k.text()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("huizhang-key 1\nbook: \nname: \nPRIVATE+KEY+\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		k, err := parseKey(text)
		if err != nil {
			if FaultCode(err) != "K04" {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if again, err := k.text(); err != nil || !bytes.Equal(again, text) {
			t.Errorf("%q reads back as %q", text, again)
		}
	})
}
