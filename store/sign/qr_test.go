package sign

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func testPayload(r *rand.Rand) Payload {
	p := Payload{Code: madeCode(r), Book: testBook, Period: ledger.YearPeriod(2026)}
	for i := range p.Root {
		p.Root[i] = byte(r.Uint32())
	}
	return p
}

func TestPayloadReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := testPayload(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)))
		from := rapid.IntRange(0, 2400).Draw(t, "from")
		p.Period.From = ledger.MonthOf(1900, 1).Add(from)
		p.Period.To = p.Period.From.Add(rapid.IntRange(0, 12).Draw(t, "months"))
		text, err := p.Text()
		if err != nil || len(text) > 122 {
			t.Fatalf("%d letters: %s, %v", len(text), text, err)
		}
		for _, scanned := range []string{text, strings.ToLower(text), "\ufeff"[:0] + text[:40] + "\r\n " + text[40:], strings.ReplaceAll(text, ":", "：")} {
			got, err := ParsePayload(scanned)
			if err != nil || got != p || got.Head() != (Head{p.Code.Size(), p.Root}) {
				t.Fatalf("%q: %+v, %v", scanned, got, err)
			}
		}
		m, err := QR(text)
		if err != nil || m.Size() != 37 {
			t.Fatalf("%d modules, %v", m.Size(), err)
		}
	})
}

func TestPayloadRefuses(t *testing.T) {
	good, err := testPayload(rand.New(rand.NewPCG(1, 1))).Text()
	if err != nil {
		t.Fatal(err)
	}
	part := strings.Split(good, ":")
	with := func(i int, s string) string {
		p := append([]string{}, part...)
		p[i] = s
		return strings.Join(p, ":")
	}
	for name, s := range map[string]string{
		"empty": "", "another QR code": "https://example.com", "cut": good[:len(good)-1], "long": good + strings.Repeat(" ", 2000),
		"prefix": with(0, "HZ2"), "code": with(1, "1"+part[1][1:]), "code with dash": with(1, part[1][:3]+"-"+part[1][3:]),
		"root": with(2, part[2][1:]), "spare bits of root": with(2, part[2][:51]+"B"), "book": with(3, part[3]+"A"), "spare bits of book": with(3, part[3][:25]+"B"),
		"no period": with(4, ""), "period": with(4, "202613"), "same month twice": with(4, "202605202605"), "turned round": with(4, "202605202604"), "more": good + ":A",
	} {
		if p, err := ParsePayload(s); FaultCode(err) != "S04" {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	p := testPayload(rand.New(rand.NewPCG(1, 1)))
	for name, spoil := range map[string]func(*Payload){
		"code": func(p *Payload) { p.Code = Code{} }, "book": func(p *Payload) { p.Book = "0G" }, "period": func(p *Payload) { p.Period.To = 0 },
	} {
		q := p
		spoil(&q)
		if s, err := q.Text(); err == nil {
			t.Errorf("%s: %s", name, s)
		}
	}
}

func TestPayloadWhole(t *testing.T) {
	h := Head{Size: 77, Root: [32]byte{1, 2, 3}}
	c, err := NewCode(h)
	if err != nil {
		t.Fatal(err)
	}
	p := Payload{Code: c, Root: h.Root, Book: testBook, Period: ledger.MonthPeriod(202605)}
	if ok, err := p.Whole(); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	p.Root[0]++
	if ok, err := p.Whole(); ok || err != nil {
		t.Errorf("a forged root: %v, %v", ok, err)
	}
}

// readQR reads an undamaged code of version 5 level M in the alphanumeric mode,
// after ISO/IEC 18004, from what Black says: it would fail on a code that is
// mirrored, turned or drawn off.
func readQR(t *testing.T, black func(x, y int) bool) string {
	t.Helper()
	const size = 37
	inner := func(x, y int) bool { // no data here
		finder := x < 9 && (y < 9 || y >= size-8) || x >= size-8 && y < 9
		align := x >= 28 && x <= 32 && y >= 28 && y <= 32
		return finder || align || x == 6 || y == 6
	}
	format := 0
	for _, at := range [][2]int{{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}} {
		format *= 2
		if black(at[0], at[1]) {
			format++
		}
	}
	format ^= 0b10101
	if format>>3 != 0 { // M
		t.Fatalf("level %d", format>>3)
	}
	mask := [8]func(i, j int) bool{
		func(i, j int) bool { return (i+j)%2 == 0 }, func(i, j int) bool { return i%2 == 0 },
		func(i, j int) bool { return j%3 == 0 }, func(i, j int) bool { return (i+j)%3 == 0 },
		func(i, j int) bool { return (i/2+j/3)%2 == 0 }, func(i, j int) bool { return i*j%2+i*j%3 == 0 },
		func(i, j int) bool { return (i*j%2+i*j%3)%2 == 0 }, func(i, j int) bool { return ((i+j)%2+i*j%3)%2 == 0 },
	}[format&7]
	var bits []int
	up := true
	for right := size - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for k := range size {
			y := k
			if up {
				y = size - 1 - k
			}
			for _, x := range []int{right, right - 1} {
				if inner(x, y) {
					continue
				}
				bit := 0
				if black(x, y) != mask(y, x) {
					bit = 1
				}
				bits = append(bits, bit)
			}
		}
		up = !up
	}
	words := make([]int, len(bits)/8)
	for i := range words {
		for _, b := range bits[8*i : 8*i+8] {
			words[i] = words[i]*2 + b
		}
	}
	// Two blocks of 43 data words, taken in turn.
	var data []int
	for block := range 2 {
		for i := range 43 {
			for b := 7; b >= 0; b-- {
				data = append(data, words[2*i+block]>>b&1)
			}
		}
	}
	take := func(n int) (v int) {
		for range n {
			v, data = v*2+data[0], data[1:]
		}
		return v
	}
	if mode := take(4); mode != 2 {
		t.Fatalf("mode %d", mode)
	}
	const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	n := take(9)
	var out strings.Builder
	for ; n > 1; n -= 2 {
		v := take(11)
		out.WriteByte(signs[v/45])
		out.WriteByte(signs[v%45])
	}
	if n == 1 {
		out.WriteByte(signs[take(6)])
	}
	return out.String()
}

func TestQRIsReadByAnIndependentReader(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 20 {
		text, err := testPayload(r).Text()
		if err != nil {
			t.Fatal(err)
		}
		m, err := QR(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := readQR(t, m.Black); got != text {
			t.Fatalf("%s reads %s", text, got)
		}
		for _, quiet := range []int{0, 1, 2, 4} {
			lines, light := m.Lines(quiet), m.Negative(quiet)
			if len(lines) != (37+2*quiet+1)/2 || len(light) != len(lines) || utf8.RuneCountInString(lines[0]) != 37+2*quiet {
				t.Fatalf("quiet %d: %d lines of %d", quiet, len(lines), utf8.RuneCountInString(lines[0]))
			}
			if got := readQR(t, seen(lines, quiet, true)); got != text {
				t.Fatalf("%s is drawn as %s", text, got)
			}
			if got := readQR(t, seen(light, quiet, false)); got != text {
				t.Fatalf("%s is drawn light as %s", text, got)
			}
		}
	}
	if _, err := QR(strings.Repeat("长", 3000)); err == nil {
		t.Error("a text without room was drawn")
	}
	if (Matrix{}).Size() != 0 || (Matrix{}).Black(1, 1) {
		t.Error("the zero matrix shows something")
	}
}

// seen reads the modules back from a drawing.
func seen(lines []string, quiet int, ink bool) func(x, y int) bool {
	return func(x, y int) bool {
		r := []rune(lines[(y+quiet)/2])[x+quiet]
		upper := (y+quiet)%2 == 0
		return (r == '█' || r == '▀' && upper || r == '▄' && !upper) == ink
	}
}

func TestQRDrawing(t *testing.T) {
	text, err := testPayload(rand.New(rand.NewPCG(7, 7))).Text()
	if err != nil {
		t.Fatal(err)
	}
	m, err := QR(text)
	if err != nil {
		t.Fatal(err)
	}
	got := text + "\n" + strings.Join(m.Lines(1), "\n") + "\n"
	golden(t, filepath.Join("testdata", "qr.txt"), got)
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *rewrite {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s changed, see -rewrite:\n%s", path, got)
	}
}

func FuzzParsePayload(f *testing.F) {
	text, err := testPayload(rand.New(rand.NewPCG(1, 1))).Text()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add("HZ1::::")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePayload(s)
		if err != nil {
			if FaultCode(err) != "S04" {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		again, err := p.Text()
		if err != nil {
			t.Fatal(err)
		}
		if q, err := ParsePayload(again); err != nil || q != p {
			t.Errorf("%q: %+v, %v", s, q, err)
		}
	})
}
