package ledger

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plainErr checks what every parser promises of its errors.
func plainErr(t interface{ Fatalf(string, ...any) }, in string, err error) {
	var e *Error
	if !errors.As(err, &e) || e.Code == "" || !strings.HasSuffix(e.Text, "。") || Plain(e.Text) != e.Text || len(e.Text) > 400 {
		t.Fatalf("%q: the error %q is not a plain sentence with a code", in, err)
	}
}

func TestParseMoney(t *testing.T) {
	for in, want := range map[string]Money{
		"1234.5": 123450, "1,234.50": 123450, "-12.00": -1200, "１２３４．５０": 123450, "１，２３４．５": 123450, "¥12": 1200, "￥12.3": 1230, "12元": 1200, "12.00 元": 1200,
		"-¥12": -1200, "¥-12": -1200, "−5": -500, "+5": 500, "0": 0, "-0.00": 0, "12。5": 1250, "人民币12元整": 1200, " 7 ": 700, "0007": 700, "9,999,999,999.99": MaxMoney,
		"13.02万元": 13020000, "13.02万": 13020000, "0.000001万": 1, "-1.5万元": -1500000, "1,000万": 1000_0000_00,
	} {
		if got, err := ParseMoney(in); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"1.234": "“1.234”不是有效金额：最多两位小数，不用科学记数。", "1e5": "“1e5”不是有效金额：最多两位小数，不用科学记数。", "1,23": "最多两位", "12,34.5": "最多两位", ",123": "最多两位",
		"1.2.3": "最多两位", "--5": "最多两位", "-+5": "最多两位", "+-5": "最多两位", "-¥-5": "最多两位", "5-": "最多两位", ".5": "最多两位", "5.": "最多两位", "": "没有填", "  ": "没有填", "元": "最多两位",
		"NaN": "最多两位", "0x10": "最多两位", "1_000": "最多两位", "12345678901234567": "最多两位", "99999999999": "金额超过上限", "10000000000": "金额超过上限", "100万万": "最多两位",
		"约13万": "“约”", "13万多": "“多”", "1万余元": "“余”", "近3000": "“近”", "5000左右": "“左右”", "3千元": "“千”作单位", "1.2亿": "“亿”作单位", "5角": "“角”",
		"1.2345678万": "多于两位小数", "12\u202e34": "⟦U+202E⟧", "1\x1b[31m2": "␛", "１２\u200b３": "最多两位", "٣": "最多两位", "一百": "“百”作单位",
	} {
		got, err := ParseMoney(in)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %s, %v, want an error with %s", in, got, err, want)
			continue
		}
		plainErr(t, in, err)
	}
}

func TestEvalMoney(t *testing.T) {
	for in, want := range map[string]Money{
		"1,234.5": 123450, "12*3.5": 4200, "=12*3.5": 4200, "12*3.5=": 4200, "12×3.5": 4200, "12x3": 3600, "（100-20）÷4": 2000, "１２＊３": 3600, "1+2*3-4/2": 500, "-(3+4)": -700,
		"10/3": 333, "20/3": 667, "10/3*3": 1000, "0.01/2": 1, "-0.01/2": -1, "(1/3)*0.045": 2, "0.1+0.2": 30, ".5": 50, "5.": 500, "2--1": 300, "(12.00)": 1200, "1,000*2": 200000,
		"80元*12": 96000, "300 * 1.5": 45000, "13.02万": 13020000, "9999999999.99+0": MaxMoney, "0.005*1": 1, "0.00499*1": 0,
	} {
		if got, err := EvalMoney(in); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", in, got, err, want)
		}
	}
	for in, want := range map[string]string{
		"1/0": "除数是零", "5/(2-2)": "除数是零", "(1": "算不出", "1)": "算不出", "*": "算不出", "1+": "算不出", "()": "算不出", "1 2+3x": "算不出", "1,23*2": "算不出", "9999999999*9": "金额超过上限",
		"1.234": "最多两位", ".005": "最多两位", "": "没有填", "=": "最多两位", "abc": "最多两位", "约5": "“约”", "1e3*2": "算不出", ".": "最多两位", "..": "最多两位",
		strings.Repeat("9*", 80) + "9": "算不出", strings.Repeat("(", 99): "算不出", strings.Repeat("-", 99) + "1": "算不出",
	} {
		if in == strings.Repeat("-", 99)+"1" { // exactly as long as allowed
			if got, err := EvalMoney(in); err != nil || got != -100 {
				t.Errorf("99 signs: got %s, %v", got, err)
			}
			continue
		}
		got, err := EvalMoney(in)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %s, %v, want an error with %s", in, got, err, want)
			continue
		}
		plainErr(t, in, err)
	}
}

func someMoney(t *rapid.T, label string) Money {
	return Money(rapid.Int64Range(-int64(MaxMoney), int64(MaxMoney)).Draw(t, label))
}

func TestMoneyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := someMoney(t, "m")
		for _, s := range []string{m.String(), m.Grouped(), "¥" + m.Grouped(), m.String() + "元", m.Decimal().Shift(-4).String() + "万元"} {
			for _, parse := range []func(string) (Money, error){ParseMoney, EvalMoney} {
				if got, err := parse(s); err != nil || got != m {
					t.Fatalf("%s: got %s, %v", s, got, err)
				}
			}
		}
		if got, err := ParseCapitals(Capitals(m)); err != nil || got != m {
			t.Fatalf("%s: got %s, %v", Capitals(m), got, err)
		}
	})
}

func TestEvalAgreesWithSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Money(rapid.Int64Range(-1e9, 1e9).Draw(t, "a"))
		b := Money(rapid.Int64Range(-1e9, 1e9).Draw(t, "b"))
		n := Money(rapid.Int64Range(-99, 99).Draw(t, "n"))
		s := fmt.Sprintf("(%s+%s)*%d-%s", a, b, n, a)
		if got, err := EvalMoney(s); err != nil || got != (a+b)*n-a {
			t.Fatalf("%s: got %s, %v, want %s", s, got, err, (a+b)*n-a)
		}
	})
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"1,234.50", "-¥12元", "13.02万元", "１２。５", "约3", "1e5", "\u202e1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMoney(s)
		if err != nil {
			plainErr(t, s, err)
			return
		}
		if again, err := ParseMoney(m.String()); err != nil || again != m || m.Abs() > MaxMoney {
			t.Fatalf("%q read as %s, again %s, %v", s, m, again, err)
		}
		if e, err := EvalMoney(s); err != nil || e != m {
			t.Fatalf("%q: a file gives %s, typing gives %s, %v", s, m, e, err)
		}
	})
}

func FuzzEvalMoney(f *testing.F) {
	for _, s := range []string{"12*3.5", "(1+2)/3", "１×２", "--1", "1/0", "((((1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := EvalMoney(s)
		if err != nil {
			plainErr(t, s, err)
		} else if m.Abs() > MaxMoney {
			t.Fatalf("%q gives %s, more than a line may carry", s, m)
		}
	})
}
