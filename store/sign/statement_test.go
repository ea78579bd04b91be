package sign

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func testStatement(size uint64) Statement {
	return Statement{
		Kind: Disclosure, Book: testBook, Unit: "示例小学工会委员会",
		Period: ledger.MonthPeriod(202605), Day: 20260605,
		Head: Head{size, [32]byte{0xab, 31: 0xcd}}, Document: [32]byte{1, 2, 3},
		Figures: []Figure{{"本期收入", 1234567}, {"本期支出", 0}, {"期末结余 (含预收)", -5000}},
	}
}

func TestStatementText(t *testing.T) {
	s := testStatement(1234)
	s.Remark = "无保留意见"
	got, err := s.Text()
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("testdata", "statement.txt"))
	if err != nil {
		t.Fatal(err)
	}
	// What was signed must come out the same for ever: there is no flag that
	// rewrites this file.
	if got != string(want) {
		t.Errorf("%s", got)
	}
	if !regexp.MustCompile(`^[^\s+]+\n[1-9][0-9]*\n[A-Za-z0-9+/]{43}=\n(.+\n)+$`).MatchString(got) {
		t.Error("not the form of a C2SP checkpoint")
	}
}

func drawStatement(t *rapid.T) Statement {
	line := rapid.StringMatching(`[一-龥A-Za-z0-9（）:+=—.]{1,20}`)
	month := func(name string) ledger.Month {
		return ledger.MonthOf(rapid.IntRange(1990, 2100).Draw(t, name), rapid.IntRange(1, 12).Draw(t, name))
	}
	s := Statement{
		Kind: rapid.SampledFrom(Kinds()).Draw(t, "kind"), Book: testBook, Unit: line.Draw(t, "unit"),
		Day:  ledger.DayOf(2026, rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day")),
		Head: Head{Size: rapid.Uint64Range(1, maxLogSize).Draw(t, "size")},
	}
	a, b := month("from"), month("to")
	s.Period = ledger.Period{From: min(a, b), To: max(a, b)}
	copy(s.Head.Root[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "root"))
	copy(s.Document[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "document"))
	if rapid.Bool().Draw(t, "remarked") {
		s.Remark = line.Draw(t, "remark")
	}
	for _, name := range rapid.SliceOfNDistinct(line, 0, 5, rapid.ID[string]).Draw(t, "figures") {
		m := rapid.Int64Range(-int64(ledger.MaxMoney), int64(ledger.MaxMoney)).Draw(t, "amount")
		s.Figures = append(s.Figures, Figure{name, ledger.Money(m)})
	}
	return s
}

func TestStatementReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStatement(t)
		text, err := s.Text()
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseStatement(text)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if again, _ := got.Text(); again != text || got.Head != s.Head || len(got.Figures) != len(s.Figures) {
			t.Fatalf("%+v", got)
		}
	})
}

func TestStatementRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Statement){
		"kind":     func(s *Statement) { s.Kind = "gift" },
		"book":     func(s *Statement) { s.Book = "x" },
		"unit":     func(s *Statement) { s.Unit = "" },
		"line":     func(s *Statement) { s.Unit = "甲\nday: 2026-01-01" },
		"bidi":     func(s *Statement) { s.Unit = "甲\u202e" },
		"period":   func(s *Statement) { s.Period = ledger.Period{From: 202606, To: 202605} },
		"open":     func(s *Statement) { s.Period = ledger.Period{From: 202606} },
		"day":      func(s *Statement) { s.Day = 20260230 },
		"size":     func(s *Statement) { s.Head.Size = 0 },
		"twice":    func(s *Statement) { s.Figures = append(s.Figures, s.Figures[0]) },
		"money":    func(s *Statement) { s.Figures[0].Amount = ledger.MaxMoney + 1 },
		"remark":   func(s *Statement) { s.Remark = strings.Repeat("长", 201) },
		"figures":  func(s *Statement) { s.Figures = make([]Figure, 101) },
		"smallest": func(s *Statement) { s.Figures[0].Amount = -1 << 63 },
	} {
		s := testStatement(9)
		spoil(&s)
		if text, err := s.Text(); err == nil {
			t.Errorf("%s: %s", name, text)
		}
	}
	good, _ := testStatement(9).Text()
	for _, change := range [][2]string{
		{"\n9\n", "\n09\n"}, {"\n9\n", "\n+9\n"}, {"2026-05", "2026/05"}, {"2026-06-05", "2026-6-5"}, {"12345.67", "12,345.67"}, {"12345.67", "012345.67"},
		{"kind: disclosure\nunit", "unit"}, {"statement: 1", "statement: 2"}, {"figure: ", "figure:"}, {"0.00 ", "-0.00 "}, {"2026-05", "2026-05..2026-05"},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if _, err := ParseStatement(bad); bad == good || FaultCode(err) != "S03" {
			t.Errorf("%q: %v", change[1], err)
		}
	}
}

func TestSignAndVerify(t *testing.T) {
	treasurer, auditor, stranger := testKey(t, "王芳", 1), testKey(t, "李明", 2), testKey(t, "王芳", 3)
	file, err := Sign(testStatement(9), treasurer)
	if err != nil {
		t.Fatal(err)
	}
	both, err := CoSign(file, auditor, treasurer.Public)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Verify(both, treasurer.Public, auditor.Public, auditor.Public, stranger.Public)
	if err != nil || len(got.By) != 2 || !got.ByKey(treasurer.Public) || !got.ByKey(auditor.Public) || got.ByKey(stranger.Public) || len(got.Unknown) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got.Statement.Head != testStatement(9).Head || got.Statement.Figures[2].Amount != -5000 {
		t.Errorf("%+v", got.Statement)
	}
	got, err = Verify(both, treasurer.Public)
	if err != nil || len(got.By) != 1 || len(got.Unknown) != 1 || got.Unknown[0].Person != "李明" || got.Unknown[0].Poses {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = Verify(both)
	if FaultCode(err) != "S02" || len(got.By) != 0 || len(got.Unknown) != 2 || got.Statement.Unit == "" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := CoSign(file, auditor); FaultCode(err) != "S02" {
		t.Errorf("signed under what nobody knows: %v", err)
	}
	again, err := CoSign(both, auditor, treasurer.Public, auditor.Public)
	if err != nil || !bytes.Equal(again, both) {
		t.Errorf("signing twice changed the note: %v", err)
	}
}

func TestAStrangerProvesNothing(t *testing.T) {
	treasurer, stranger := testKey(t, "王芳", 1), testKey(t, "王芳", 3)
	file, err := Sign(testStatement(9), stranger)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Verify(file, treasurer.Public)
	if FaultCode(err) != "S02" || len(got.By) != 0 || len(got.Unknown) != 1 || !got.Unknown[0].Poses {
		t.Errorf("%+v, %v", got, err)
	}
	if !strings.Contains(err.Error(), "不是登记的那把密钥") {
		t.Error(err)
	}
}

func TestNoChangedByteIsProven(t *testing.T) {
	treasurer := testKey(t, "王芳", 1)
	file, err := Sign(testStatement(9), treasurer)
	if err != nil {
		t.Fatal(err)
	}
	good, _ := testStatement(9).Text()
	for i := range file {
		for _, flip := range []byte{1, 4, 0x20, 0x80} {
			bad := bytes.Clone(file)
			bad[i] ^= flip
			got, err := Verify(bad, treasurer.Public)
			if err == nil {
				if text, _ := got.Statement.Text(); text != good || i < len(good) {
					t.Fatalf("byte %d changed by %x was proven:\n%s", i, flip, bad)
				}
			} else if c := FaultCode(err); c != "S01" && c != "S02" && c != "S03" {
				t.Fatalf("byte %d: %v", i, err)
			}
		}
	}
	if _, err := Verify(bytes.Replace(file, []byte("12345.67"), []byte("12345.76"), 1), treasurer.Public); FaultCode(err) != "S01" || !strings.Contains(err.Error(), "王芳") {
		t.Error(err)
	}
}

func FuzzStatement(f *testing.F) {
	s := testStatement(9)
	for _, kind := range Kinds() {
		s.Kind, s.Remark = kind, "无"
		text, _ := s.Text()
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseStatement(text)
		if err != nil {
			if FaultCode(err) != "S03" {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if again, err := s.Text(); err != nil || again != text {
			t.Errorf("%q reads back as %q", text, again)
		}
		if strings.ContainsAny(text, "\x1b\r\t") || strings.Contains(text, "\n\n") {
			t.Errorf("taken: %q", text)
		}
	})
}

func FuzzVerify(f *testing.F) {
	seed := func(p string, n byte) *Key {
		k := testKey(f, p, n)
		return k
	}
	treasurer, auditor := seed("王芳", 1), seed("李明", 2)
	file, err := Sign(testStatement(9), treasurer)
	if err != nil {
		f.Fatal(err)
	}
	both, err := CoSign(file, auditor, treasurer.Public)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(both)
	text, _ := testStatement(9).Text()
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := Verify(file, treasurer.Public, auditor.Public)
		if err != nil {
			if len(got.By) > 0 || FaultCode(err) == "" {
				t.Errorf("%+v, %v", got, err)
			}
			return
		}
		if again, _ := got.Statement.Text(); again != text {
			t.Errorf("proven: %q", again)
		}
	})
}
