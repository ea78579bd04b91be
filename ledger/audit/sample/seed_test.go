package sample_test

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
)

func TestNewSeed(t *testing.T) {
	s, err := sample.NewSeed(" ４８21-9077 35AF ", "3 6－2 5")
	if err != nil || s.Text() != "48219077"+"35af/3625" {
		t.Errorf("%q %v", s.Text(), err)
	}
	for _, bad := range [][2]string{{"", "3625"}, {"ab", ""}, {"ab", "362"}, {"a/b", "3625"}, {"ab", "36\u202e25"}, {"码", "3625"}, {"ab", strings.Repeat("1", 129)}} {
		if _, err := sample.NewSeed(bad[0], bad[1]); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

// The digests of three vouchers and the start, made with the sha256sum of a shell:
// printf '4821907735/3625/2026-05 记-1' | sha256sum
func TestDigestIsPlainSHA256(t *testing.T) {
	for key, want := range map[string]string{
		"2026-05 记-1": "b8b390e8dc7ba032394e0ec20321f7da7fb71729ddec31a417c3fa8a3278a7b7",
		"":            "849f113098c46e121d53ded01b32ccc5318cdf9c39a565ac04a95f602a2d02b3",
	} {
		if got := seed.Digest(key); got != want {
			t.Errorf("%q: %s", key, got)
		}
	}
	if got := seed.Start(97); got != 18 {
		t.Errorf("Start(97) = %d", got)
	}
	if seed.Start(0) != 0 || seed.Start(1) != 1 {
		t.Error("bounds of the start")
	}
}

// redraw follows the printed recipe, word for word, with nothing of the package
// but the text: it reads seed, method, size and interval from the lines.
func redraw(t *rapid.T, lines []string, rest map[string]int64) []string {
	text := strings.Join(lines, "\n")
	find := func(pattern string) string {
		m := regexp.MustCompile(pattern).FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("the recipe does not say %s:\n%s", pattern, text)
		}
		return m[1]
	}
	number := func(pattern string) int64 {
		var n int64
		fmt.Sscan(find(pattern), &n)
		return n
	}
	hash := func(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }
	name := find(`种子文字：(\S+)\n`)
	// The line to try a tool with gives the digest that it says.
	if got := hash(find(`试一下工具对不对：这行字 (.*)\n`)); got != strings.ReplaceAll(find(`的 SHA-256 应当是 ([0-9a-f ]+)（`), " ", "") {
		t.Fatalf("the line to try a tool with gives %s:\n%s", got, text)
	}
	var order []string
	for k := range rest {
		order = append(order, k)
	}
	if strings.Contains(text, "按这个数从小到大排") {
		n := number(`取前 (\d+) 张`)
		sort.Slice(order, func(i, j int) bool { return hash(name+"/"+order[i]) < hash(name+"/"+order[j]) })
		return order[:n]
	}
	place := func(k string) (n int) { fmt.Sscanf(k, "记-%d", &n); return n }
	sort.Slice(order, func(i, j int) bool { return place(order[i]) < place(order[j]) })
	if strings.Contains(text, "不用抽") || strings.Contains(text, "抽不出任何一张") {
		return nil
	}
	n := number(`除以 (\d+) 取余数`)
	v, _ := new(big.Int).SetString(hash(name + "/")[:15], 16)
	start := new(big.Int).Mod(v, big.NewInt(n)).Int64() + 1
	if said := number(`再加 1，得 (\d+)`); said != start {
		t.Fatalf("the start is %d, the recipe says %d", start, said)
	}
	interval(t, text, n, rest)
	var out []string
	if strings.Contains(text, "只取整数部分") {
		size := number(`第 1 件到第 (\d+) 件`)
		for j := range size {
			out = append(out, order[(start-1+j*n)/size])
		}
		return out
	}
	var sum int64
	next := start
	for _, k := range order {
		sum += rest[k]
		if sum >= next {
			out = append(out, k)
		}
		for sum >= next {
			next += n
		}
	}
	return out
}

// interval holds the interval of a sample by value against the words that say
// where it comes from: the plan, the smallest amount, or the total by the size.
func interval(t *rapid.T, text string, n int64, rest map[string]int64) {
	m := regexp.MustCompile(`间隔 ([0-9,]+)\.(\d\d) 元是(计划里定的|其余凭证里最小的金额|其余凭证金额合计 ([0-9,]+)\.(\d\d) 元除以 (\d+))`).FindStringSubmatch(text)
	if m == nil {
		return // systematic
	}
	fen := func(yuan, cents string) int64 {
		f, _ := strconv.ParseInt(strings.ReplaceAll(yuan, ",", "")+cents, 10, 64)
		return f
	}
	var total, least int64
	for _, x := range rest {
		if total += x; x > 0 && (least == 0 || x < least) {
			least = x
		}
	}
	want := n
	switch {
	case strings.HasPrefix(m[3], "其余凭证里最小"):
		want = least
	case m[6] != "":
		var size int64
		if fmt.Sscan(m[6], &size); fen(m[4], m[5]) != total {
			t.Fatalf("the rest comes to %d fen:\n%s", total, text)
		}
		want = max(1, total/size)
	}
	if fen(m[1], m[2]) != n || want != n {
		t.Fatalf("an interval of %d fen, by its own words %d:\n%s", n, want, text)
	}
}

func TestRecipeDrawsTheSameAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := must(t, drawItems(t), drawPlan(t))
		rest := map[string]int64{}
		for _, it := range s.Rest {
			rest[it.Key] = int64(it.Amount.Abs())
		}
		got := redraw(t, s.Recipe(), rest)
		var want []string
		for _, p := range s.Picks {
			if len(p.Strata) == 0 {
				want = append(want, p.Key)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("by the recipe %v, by the program %v\n%s", got, want, strings.Join(s.Recipe(), "\n"))
		}
	})
}

func TestRecipeReads(t *testing.T) {
	p := sample.Plan{Limits: sample.DefaultLimits(), Method: sample.MethodRandom, Size: 2, Seed: seed}
	got := strings.Join(append(p.Lines(), must(t, numbered(100, 200, 300, 400), p).Recipe()...), "\n")
	for _, want := range []string{"种子文字：4821907735/3625", "取前 2 张", "12月20日以后", "试一下工具对不对：这行字 4821907735/3625/2026-05 记-"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if got != ledger.PlainLines(got) {
		t.Error("the recipe is not plain text")
	}
}

func TestKeyOrder(t *testing.T) {
	want := []string{"2025-12 记-100", "2026-01 付-3", "2026-01 记-2", "2026-01 记-02", "2026-01 记-10", "2026-01 记-10a", "2026-02 记-1"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, sample.ByKey)
	want[2], want[3] = want[3], want[2] // equal numbers: by their bytes
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
