package sample_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
)

// The factors are those of the Poisson distribution, rounded up: with that
// many expected, the chance of n errors or fewer is at most 1 − confidence,
// and with one hundredth less it is not.
func TestFactors(t *testing.T) {
	atMost := func(n int, mean float64) float64 {
		term, sum := math.Exp(-mean), 0.0
		for k := 0; k <= n; k++ {
			if k > 0 {
				term *= mean / float64(k)
			}
			sum += term
		}
		return sum
	}
	for _, c := range []sample.Confidence{sample.Confidence95, sample.Confidence90, sample.Confidence80} {
		risk := 1 - float64(c)/100
		for n := 0; n <= sample.MostErrors; n++ {
			f, ok := sample.Factor(c, n)
			if v := f.InexactFloat64(); !ok || atMost(n, v) > risk || atMost(n, v-0.01) <= risk {
				t.Errorf("%d%%, %d errors: %s", c, n, f)
			}
		}
	}
	for _, n := range []int{-1, 21} {
		if _, ok := sample.Factor(sample.Confidence95, n); ok {
			t.Errorf("a factor for %d errors", n)
		}
	}
}

func exam(p sample.Pick, audited ledger.Money) sample.Exam {
	v := sample.VerdictGood
	if audited != p.Amount {
		v = sample.VerdictBad
	}
	return sample.Exam{Key: p.Key, Audited: audited, By: "周文", On: 20270110,
		Marks: []sample.Mark{{Attribute: sample.AttrAmount, Verdict: v}, {Attribute: sample.AttrApproved, Verdict: sample.VerdictGood}}}
}

func exams(s sample.Selection, wrong map[string]ledger.Money) []sample.Exam {
	var out []sample.Exam
	for _, p := range s.Picks {
		audited, ok := wrong[p.Key]
		if !ok {
			audited = p.Amount
		}
		out = append(out, exam(p, audited))
	}
	return out
}

func evaluate(t interface{ Fatal(...any) }, s sample.Selection, wrong map[string]ledger.Money) sample.Evaluation {
	ev, err := sample.Evaluate(s, exams(s, wrong), sample.Confidence95)
	if err != nil {
		t.Fatal(err)
	}
	return ev
}

// A public exercise (studentsmerit.com, paper 27099, "Harder Company"): book
// value 720,000, sample of 90, so an interval of 8,000; five errors, two of
// them in balances above the interval; factor 3.0 and increments 1.75, 1.55,
// 1.46 (the 95 % row). By hand: basic precision 24,000.00, projected 9,166.67,
// allowance 4,834.67, upper limit 38,001.33.
func TestUpperLimitOfAPublicExercise(t *testing.T) {
	wrong := map[string]ledger.Money{"1": 1000_00, "2": 1200_00, "3": 7500_00, "4": 5400_00, "5": 8000_00}
	s := sample.Selection{Plan: sample.Plan{Method: sample.MethodValue}, Interval: 8000_00, RestValue: 720_000_00}
	for key, book := range map[string]ledger.Money{"1": 1500_00, "2": 2400_00, "3": 8200_00, "4": 6000_00, "5": 9000_00} {
		it := sample.Item{Key: key, Amount: book}
		s.Rest = append(s.Rest, it)
		s.Picks = append(s.Picks, sample.Pick{Item: it, Hits: 1, Certain: book >= s.Interval})
	}
	s.Rest = append(s.Rest, sample.Item{Key: "6", Amount: 7999_00})
	ev := evaluate(t, s, wrong)
	if ev.Projected.Amount != 9166_67 || ev.Found != 4000_00 {
		t.Errorf("projected %s found %s", ev.Projected.Amount, ev.Found)
	}
	if u := ev.Upper; u.Basic != 24_000_00 || u.Likely != 9166_67 || u.Allowance != 4834_67 || u.Amount != 38_001_33 {
		t.Errorf("%+v", u)
	}
}

func TestProjectionOfItems(t *testing.T) {
	items := numbered(1000_00, 2000_00, 3000_00, 4000_00)
	items = append(items, sample.Item{Key: "z", Amount: 50_000_00})
	p := sample.Plan{Limits: sample.DefaultLimits(), Method: sample.MethodSystematic, Size: 2, Seed: seed}
	s := must(t, items, p)
	var book ledger.Money
	for _, k := range s.Picks[:2] {
		book += k.Amount
	}
	ev := evaluate(t, s, map[string]ledger.Money{s.Picks[0].Key: s.Picks[0].Amount - 100_00, "z": 49_990_00})
	want := 10_00 + ledger.Money((int64(100_00)*int64(10_000_00)+int64(book)/2)/int64(book))
	if ev.Projected.Amount != want || ev.PerItem.Amount != 10_00+200_00 || ev.Found != 110_00 || ev.FoundFull != 10_00 {
		t.Errorf("projected %s want %s, by item %s, found %s", ev.Projected.Amount, want, ev.PerItem.Amount, ev.Found)
	}
	text := strings.Join(ev.Statement(), "\n")
	for _, w := range []string{"查实：2 张金额有差错，多记 110.00 元", "推算（按件数）：用每张平均差错乘张数，全部凭证大约多记 210.00 元", "不是查实的差错", "“金额和原始凭证一致”：查 3 张，不符合 2 张"} {
		if !strings.Contains(text, w) {
			t.Errorf("no %q in\n%s", w, text)
		}
	}
}

func TestNothingIsProjectedFromHalfASample(t *testing.T) {
	s := must(t, numbered(100, 200, 300), sample.Plan{Limits: none(), Method: sample.MethodRandom, Size: 2, Seed: seed})
	open := exam(s.Picks[1], 0)
	open.Marks = append(open.Marks, sample.Mark{Attribute: sample.AttrPeriod})
	ev, err := sample.Evaluate(s, []sample.Exam{exam(s.Picks[0], 50), open}, sample.Confidence90)
	if err != nil || ev.Projected.Known || len(ev.Open) != 1 || ev.Examined != 1 || ev.Found == 0 {
		t.Errorf("%v %+v", err, ev)
	}
	if text := strings.Join(ev.Statement(), "\n"); !strings.Contains(text, "还有 1 张没有查") || !strings.Contains(text, "不推算") {
		t.Error(text)
	}
}

func TestExamsThatAreRefused(t *testing.T) {
	s := must(t, numbered(100, 200), sample.Plan{Limits: none(), Method: sample.MethodRandom, Size: 2, Seed: seed})
	good := exam(s.Picks[0], 100)
	unsigned, huge, foreign := good, good, good
	unsigned.By, huge.Audited, foreign.Key = " ", -1<<63, "记-99"
	for name, es := range map[string][]sample.Exam{"twice": {good, good}, "unsigned": {unsigned}, "huge": {huge}, "foreign": {foreign}} {
		if _, err := sample.Evaluate(s, es, sample.Confidence95); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := sample.Evaluate(s, nil, 99); err == nil {
		t.Error("99 % was accepted")
	}
}

func TestNoErrorsByValue(t *testing.T) {
	s := must(t, numbered(100_00, 200_00, 300_00, 400_00, 500_00, 600_00), sample.Plan{Limits: none(), Method: sample.MethodValue, Interval: 700_00, Seed: seed})
	ev := evaluate(t, s, nil)
	if ev.Projected.Amount != 0 || ev.Upper.Amount != 2100_00 || !ev.Upper.Wide {
		t.Errorf("%+v", ev.Upper)
	}
	text := strings.Join(ev.Statement(), "\n")
	for _, w := range []string{"没有发现差错，不等于没有差错", "95% 的把握", "2,100.00", "得不出结论", "少记的、没有入账的，这个方法查不出来"} {
		if !strings.Contains(text, w) {
			t.Errorf("no %q in\n%s", w, text)
		}
	}
	all := must(t, numbered(100_00, 200_00), sample.Plan{Limits: none(), Method: sample.MethodValue, Seed: seed})
	if u := evaluate(t, all, nil).Upper; !u.Known || u.Amount != 0 {
		t.Errorf("everything examined: %+v", u)
	}
}

// Whatever was sampled: a whole population examined projects what was found,
// and an upper limit is never below the projected overstatement.
func TestEvaluationProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, p := drawItems(t), drawPlan(t)
		whole := rapid.Bool().Draw(t, "whole")
		if whole {
			p.Size, p.Interval = len(items)+1, 0
		}
		s := must(t, items, p)
		wrong := map[string]ledger.Money{}
		for _, k := range s.Picks {
			if k.Amount != 0 && rapid.IntRange(0, 9).Draw(t, "bad") == 0 {
				wrong[k.Key] = k.Amount - ledger.Money(rapid.Int64Range(-100_00, 100_00).Draw(t, "by"))
			}
		}
		ev := evaluate(t, s, wrong)
		if whole && (!ev.Projected.Known || ev.Projected.Amount != ev.Found) {
			t.Fatalf("all examined: found %s, projected %+v", ev.Found, ev.Projected)
		}
		if ev.Found != ev.Over-ev.Under {
			t.Fatal("found is not over less under")
		}
		if u := ev.Upper; u.Known && (u.Amount < u.Likely || u.Allowance < 0) {
			t.Fatalf("%+v", u)
		}
		if text := strings.Join(ev.Statement(), "\n"); text != ledger.PlainLines(text) || !strings.Contains(text, "。") {
			t.Fatalf("%q", text)
		}
	})
}
