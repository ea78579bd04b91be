package ledger

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// byReplacing is a second way to write capitals: every digit with its unit,
// then the zeros rubbed out. It shares nothing with the first.
func byReplacing(m Money) string {
	sign := ""
	if m < 0 {
		sign, m = "负", -m
	}
	if m == 0 {
		return "零元整"
	}
	digits := fmt.Sprint(int64(m))
	units := []string{"分", "角", "元", "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿", "拾", "佰", "仟"}
	s := ""
	for i, d := range digits {
		s += string([]rune("零壹贰叁肆伍陆柒捌玖")[d-'0']) + units[len(digits)-1-i]
	}
	for _, r := range [][2]string{
		{"零[仟佰拾]", "零"}, {"零+", "零"}, {"零亿", "亿零"}, {"零万", "万零"}, {"亿零*万", "亿零"}, {"零+", "零"}, {"零元", "元"}, {"零角零分$", "整"},
		{"零分$", "整"}, {"零角", "零"}, {"^零+", ""}, {"^元零?", ""},
	} {
		s = regexp.MustCompile(r[0]).ReplaceAllString(s, r[1])
	}
	return sign + s
}

func TestCapitals(t *testing.T) {
	for fen, want := range map[Money]string{
		0: "零元整", 5: "伍分", 50: "伍角整", 55: "伍角伍分", 100: "壹元整", 1000: "壹拾元整", 10005: "壹佰元零伍分", 10050: "壹佰元伍角整",
		140950: "壹仟肆佰零玖元伍角整", 600714: "陆仟零柒元壹角肆分", 1640902: "壹万陆仟肆佰零玖元零贰分", 32504: "叁佰贰拾伍元零肆分",
		168032: "壹仟陆佰捌拾元叁角贰分", 10700053: "壹拾万零柒仟元伍角叁分", 100001050: "壹佰万零壹拾元伍角整",
		100000000_00: "壹亿元整", 10100000000: "壹亿零壹佰万元整", -12300: "负壹佰贰拾叁元整", 5000000100: "伍仟万零壹元整",
		MaxMoney: "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分", 1020003000_00: "壹拾亿零贰仟万零叁仟元整",
	} {
		if got := Capitals(fen); got != want {
			t.Errorf("%s: got %s, want %s", fen, got, want)
		}
		if got := byReplacing(fen); got != want {
			t.Errorf("%s: the second way gives %s, want %s", fen, got, want)
		}
	}
}

func TestCapitalsBeyondALine(t *testing.T) {
	for fen, want := range map[Money]string{
		123456789012345: "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分", 100000000000000: "壹万亿元整", 10000100000000: "壹仟亿零壹佰万元整",
		-1 << 63: "负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零捌分",
	} {
		if got := Capitals(fen); got != want {
			t.Errorf("%d: got %s, want %s", fen, got, want)
		}
	}
}

func TestCapitalsRoundTrip(t *testing.T) {
	try := func(m Money) {
		t.Helper()
		s := Capitals(m)
		got, err := ParseCapitals(s)
		if err != nil || got != m {
			t.Fatalf("%s → %s → %s, %v", m, s, got, err)
		}
	}
	for m := Money(0); m <= 999_999; m++ {
		try(m)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		m := Money(r.Int64N(int64(MaxMoney) + 1))
		for range r.IntN(6) { // zeros are where the rules are hard
			p := Money(1)
			for range r.IntN(12) {
				p *= 10
			}
			m -= m / p % 10 * p
		}
		try(m)
		try(-m)
		if a, b := Capitals(m), byReplacing(m); a != b {
			t.Fatalf("%s: %s, the second way %s", m, a, b)
		}
	}
	try(MaxMoney)
	try(-MaxMoney)
}

func TestParseCapitals(t *testing.T) {
	for s, want := range map[string]Money{
		"人民币壹仟肆佰零玖元伍角整": 140950, "壹拾万柒仟元零伍角叁分": 10700053, "壹拾万零柒仟元伍角叁分": 10700053, "壹拾万柒仟元伍角叁分": 10700053, "壹佰圆正": 10000,
		"壹仟陆佰捌拾元零叁角贰分": 168032, "伍角": 50, "零元伍角整": 50, "零元零伍分": 5, "负伍分": -5, "人民币： 壹元整": 100, "貳佰參拾圓整": 23000, "壹佰元": 10000,
	} {
		if got, err := ParseCapitals(s); err != nil || got != want {
			t.Errorf("%s: got %s, %v, want %s", s, got, err, want)
		}
	}
	for s, hint := range map[string]string{
		"": "这样", "元": "零元整", "拾元整": "壹拾元整", "壹佰零元整": "壹佰元整", "壹元伍分": "壹元零伍分", "一百元整": "这样", "壹佰壹佰元整": "贰佰元整", "壹佰": "这样",
		"壹亿亿亿亿亿元": "这样", "壹\u202e元整": "这样", "壹佰万万元整": "应写成", "壹元整整": "壹元整", "负零元整": "零元整", strings.Repeat("壹", 100): "这样",
	} {
		got, err := ParseCapitals(s)
		if err == nil || CodeOf(err) != CodeBadAmount || !strings.Contains(err.Error(), hint) {
			t.Errorf("%q: got %s, %v, want an error with %s", s, got, err, hint)
		}
	}
}

func FuzzCapitals(f *testing.F) {
	f.Add(int64(10700053))
	f.Add(int64(-100000000_00))
	f.Fuzz(func(t *testing.T, n int64) {
		m := Money(n % (int64(MaxMoney) + 1))
		if a, b := Capitals(m), byReplacing(m); a != b {
			t.Fatalf("%s: %s, the second way %s", m, a, b)
		}
		if got, err := ParseCapitals(Capitals(m)); err != nil || got != m {
			t.Fatalf("%s came back as %s, %v", m, got, err)
		}
	})
}

func FuzzParseCapitals(f *testing.F) {
	for _, s := range []string{"壹拾万柒仟元零伍角叁分", "人民币壹佰圆正", "负伍分", "零元整"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseCapitals(s)
		if err != nil {
			return
		}
		if again, err := ParseCapitals(Capitals(m)); err != nil || again != m || m.Abs() > MaxMoney {
			t.Fatalf("%q read as %s, again %s, %v", s, m, again, err)
		}
	})
}
