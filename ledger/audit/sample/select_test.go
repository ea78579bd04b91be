package sample_test

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
)

var seed = sample.Seed{Head: "4821907735", Drawn: "3625"}

func none() sample.Limits { return sample.Limits{Cash: ledger.MaxMoney, YearEnd: 31} }

// numbered makes vouchers 2026-05 记-1 … of the given amounts.
func numbered(amounts ...ledger.Money) []sample.Item {
	var out []sample.Item
	for i, m := range amounts {
		out = append(out, sample.Item{Key: fmt.Sprintf("2026-05 记-%d", i+1), Amount: m, Day: ledger.DayOf(2026, 5, 1+i%28)})
	}
	return out
}

func must(t interface{ Fatal(...any) }, items []sample.Item, p sample.Plan) sample.Selection {
	s, err := sample.Select(items, p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func keys(picks []sample.Pick) []string {
	var out []string
	for _, p := range picks {
		out = append(out, p.Key)
	}
	return out
}

// The worked example of dummies.com, "How does monetary unit sampling work?"
// (www.dummies.com/how-to/content/how-does-monetary-unit-sampling-work.html):
// receivables of 300,000 and a sample of 96 give an interval of 3,125; with the
// random start 556 the second customer (balances 435 and 785 reach 1,220) is
// hit, the third (2,730) is not, and 556 + 3,125 = 3,681 falls into the fourth
// (7,730). The units there are dollars.
func TestByValueAgreesWithAPublicExample(t *testing.T) {
	items := []sample.Item{
		{Key: "ABC Electric", Amount: 435}, {Key: "Best Friend Cat Care", Amount: 785},
		{Key: "Brandy's Grill", Amount: 1510}, {Key: "Buddy's Gas Station", Amount: 5000},
		{Key: "Other customers", Amount: 300_000 - 7730},
	}
	s := sample.Walk(items, 300_000/96, 556)
	if got := keys(s); !slices.Equal(got[:2], []string{"Best Friend Cat Care", "Buddy's Gas Station"}) {
		t.Errorf("chosen: %v", got)
	}
	if s[1].Hits != 2 || !s[1].Certain || s[0].Certain {
		t.Errorf("5,000 is more than one interval (3,681 and 6,806 fall on it): %+v", s[1])
	}
	n := 0
	for _, p := range s {
		n += p.Hits
	}
	if n != 96 {
		t.Errorf("%d points, the example wants 96", n)
	}
}

func TestStrataAndWhy(t *testing.T) {
	items := []sample.Item{
		{Key: "记-1", Amount: 10_000_00, Day: 20260301},
		{Key: "记-2", Amount: 9_999_99, Day: 20260301},
		{Key: "记-3", Amount: 1_500_00, Cash: 1_000_01, Day: 20260301},
		{Key: "记-4", Amount: 1_500_00, Cash: 1_000_00, Day: 20260301},
		{Key: "记-5", Amount: 300_00, Flags: sample.FlagHardship, Day: 20260301},
		{Key: "记-6", Amount: 300_00, Flags: sample.FlagCapital, Day: 20260301},
		{Key: "记-7", Amount: -12_000_00, Flags: sample.FlagReversal, Day: 20261221},
		{Key: "记-8", Amount: 300_00, Day: 20261220},
		{Key: "记-10", Amount: 300_00, Day: 20261221},
	}
	s := must(t, items, sample.Plan{Limits: sample.DefaultLimits(), Method: sample.MethodRandom, Seed: seed})
	var got []string
	for _, p := range s.Picks {
		got = append(got, p.Key+" "+s.Why(p))
	}
	want := []string{
		"记-1 全查：金额在 10,000.00 元以上（含）的",
		"记-2 随机抽中：排第 *",
		"记-3 全查：现金超过 1,000.00 元的",
		"记-4 随机抽中：排第 *",
		"记-5 全查：困难补助和慰问的",
		"记-6 全查：资本性支出（507）的",
		"记-7 全查：金额在 10,000.00 元以上（含）的；红字冲销和被冲销的；12月20日以后记账的",
		"记-8 随机抽中：排第 *",
		"记-10 全查：12月20日以后记账的",
	}
	for i := range want {
		if w, ok := strings.CutSuffix(want[i], "*"); got[i] != want[i] && !(ok && strings.HasPrefix(got[i], w)) {
			t.Errorf("got %q\nwant %q", got[i], want[i])
		}
	}
	if s.Size != 3 || len(s.Rest) != 3 {
		t.Errorf("rest %d size %d", len(s.Rest), s.Size)
	}
}

func TestDefaultSize(t *testing.T) {
	for rest, want := range map[int]int{0: 25, 24: 25, 250: 25, 251: 26, 1000: 100} {
		if got := sample.DefaultSize(rest); got != want {
			t.Errorf("DefaultSize(%d) = %d, want %d", rest, got, want)
		}
	}
}

func TestSmallAndOddPopulations(t *testing.T) {
	for _, m := range sample.Methods() {
		p := sample.Plan{Limits: none(), Method: m, Size: 3, Seed: seed}
		if s := must(t, nil, p); len(s.Picks) != 0 || !strings.Contains(strings.Join(s.Notes(), ""), "没有凭证") {
			t.Errorf("%s: empty population: %+v %v", m, s.Picks, s.Notes())
		}
		if s := must(t, numbered(-500), p); len(s.Picks) != 1 {
			t.Errorf("%s: one red voucher: %v", m, keys(s.Picks))
		}
		if s := must(t, numbered(700, 800), p); len(s.Picks) != 2 {
			t.Errorf("%s: size above population: %v", m, keys(s.Picks))
		}
	}
	p := sample.Plan{Limits: none(), Method: sample.MethodValue, Size: 2, Seed: seed}
	s := must(t, numbered(0, 0, 0), p)
	if len(s.Picks) != 0 || len(s.Zero) != 3 || !strings.Contains(strings.Join(s.Notes(), ""), "抽不出任何一张") {
		t.Errorf("all zero: %v %v", keys(s.Picks), s.Notes())
	}
	s = must(t, numbered(0, 100, -100, 0, 300, 900), p)
	if len(s.Zero) != 2 || !strings.Contains(strings.Join(s.Notes(), ""), "有 2 张凭证金额为零") {
		t.Errorf("zero amounts: %v %v", s.Zero, s.Notes())
	}
	p.Interval = 10_000_00
	if s := must(t, numbered(100), p); !strings.Contains(strings.Join(s.Notes(), ""), "间隔比其余凭证的总额还大") {
		t.Errorf("interval too large: %v", s.Notes())
	}
}

func TestRefusals(t *testing.T) {
	good := sample.Plan{Limits: sample.DefaultLimits(), Method: sample.MethodRandom, Seed: seed}
	for name, items := range map[string][]sample.Item{
		"no key": {{Amount: 1}}, "twice": {{Key: "记-1"}, {Key: "记-1", Amount: 5}},
		"overflow": {{Key: "1", Amount: 1 << 62}, {Key: "2", Amount: 1 << 62}},
		"least":    {{Key: "1", Amount: -1 << 63}},
	} {
		if _, err := sample.Select(items, good); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	for name, change := range map[string]func(*sample.Plan){
		"method": func(p *sample.Plan) { p.Method = "" }, "size": func(p *sample.Plan) { p.Size = -1 },
		"interval": func(p *sample.Plan) { p.Interval = -1 }, "seed": func(p *sample.Plan) { p.Seed = sample.Seed{} },
		"large": func(p *sample.Plan) { p.Limits.Large = -1 }, "cash": func(p *sample.Plan) { p.Limits.Cash = -1 },
		"year-end": func(p *sample.Plan) { p.Limits.YearEnd = 32 },
	} {
		p := good
		change(&p)
		probs := p.Check()
		if len(probs) != 1 || probs[0].Field != name {
			t.Errorf("%s: %v", name, probs)
		}
	}
}

func drawPlan(t *rapid.T) sample.Plan {
	return sample.Plan{
		Limits:   sample.DefaultLimits(),
		Method:   rapid.SampledFrom(sample.Methods()).Draw(t, "method"),
		Size:     rapid.IntRange(0, 60).Draw(t, "size"),
		Interval: ledger.Money(rapid.SampledFrom([]int64{0, 0, 1, 50_000, 3_000_000}).Draw(t, "interval")),
		Seed:     sample.Seed{Head: "ab12", Drawn: rapid.StringMatching(`[0-9]{4,6}`).Draw(t, "drawn")},
	}
}

func drawItems(t *rapid.T) []sample.Item {
	n := rapid.IntRange(0, 120).Draw(t, "n")
	var out []sample.Item
	for i := range n {
		out = append(out, sample.Item{
			Key:    fmt.Sprintf("记-%d", i+1),
			Amount: ledger.Money(rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(-20_000_00, 20_000_00), rapid.Int64Range(-500_00, 500_00)).Draw(t, "amount")),
			Cash:   ledger.Money(rapid.SampledFrom([]int64{0, 0, 0, 1_000_00, 1_000_01}).Draw(t, "cash")),
			Flags:  sample.Flag(rapid.SampledFrom([]uint8{0, 0, 0, 0, 1, 2, 4, 7}).Draw(t, "flags")),
			Day:    rapid.SampledFrom([]ledger.Day{20260105, 20261220, 20261221}).Draw(t, "day"),
		})
	}
	return out
}

func TestSelectionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items, p := drawItems(t), drawPlan(t)
		s := must(t, items, p)
		seen := map[string]bool{}
		chance := 0
		for _, k := range s.Picks {
			if seen[k.Key] {
				t.Fatalf("%s twice", k.Key)
			}
			seen[k.Key] = true
			if len(k.Strata) == 0 {
				chance++
				if p.Method == sample.MethodValue && k.Amount == 0 {
					t.Fatalf("%s has no amount", k.Key)
				}
			}
		}
		for _, it := range items {
			if len(p.Limits.Of(it)) > 0 && !seen[it.Key] {
				t.Fatalf("%s of %v is missing", it.Key, p.Limits.Of(it))
			}
			if p.Method == sample.MethodValue && s.Interval > 0 && it.Amount.Abs() >= s.Interval && !seen[it.Key] {
				t.Fatalf("%s is at least one interval and missing", it.Key)
			}
		}
		if p.Method != sample.MethodValue && chance != s.Size {
			t.Fatalf("%d by chance, asked for %d", chance, s.Size)
		}
		mixed := slices.Clone(items)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "mix"))).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if again := must(t, mixed, p); !reflect.DeepEqual(s, again) {
			t.Fatalf("the order of the input changed the sample")
		}
	})
}

// With many seeds a voucher is chosen as often as the method promises.
func TestFrequencies(t *testing.T) {
	amounts := []ledger.Money{100, 200, 300, 400, 500, 600, 700, 800, 900, 500}
	items := numbered(amounts...)
	const rounds = 4000
	for _, m := range sample.Methods() {
		count := map[string]int{}
		for i := range rounds {
			p := sample.Plan{Limits: none(), Method: m, Size: 3, Seed: sample.Seed{Head: "ab", Drawn: fmt.Sprintf("%04d", i)}}
			if m == sample.MethodValue {
				p.Interval = 1000
			}
			for _, k := range must(t, items, p).Picks {
				count[k.Key]++
			}
		}
		for i, it := range items {
			want := rounds * 3 / 10
			if m == sample.MethodValue {
				want = rounds * int(amounts[i]) / 1000
			}
			// Five standard deviations of a count are at most 5·√(4000/4) = 158.
			if d := count[it.Key] - want; d < -158 || d > 158 {
				t.Errorf("%s: %s chosen %d times, expected about %d", m, it.Key, count[it.Key], want)
			}
		}
	}
}
