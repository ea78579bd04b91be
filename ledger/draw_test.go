package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func tickets(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// The recipe is what is printed: whoever redoes it by hand gets the same.
func TestDrawRecipeByHand(t *testing.T) {
	best, winner := "", 0
	for n := 1; n <= 30; n++ {
		sum := sha256.Sum256([]byte(fmt.Sprintf("活-7 2 ABCDEFGH 3 1 4 1 5 %d", n)))
		if s := hex.EncodeToString(sum[:]); best == "" || s < best {
			best, winner = s, n
		}
	}
	if got := ledger.DrawWinners(7, 2, "ABCDEFGH", "3 1 4 1 5", 1, tickets(30)); len(got) != 1 || got[0] != winner {
		t.Fatalf("%v, by hand %d", got, winner)
	}
}

func TestDrawProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfNDistinct(rapid.IntRange(1, 5000), 1, 80, func(n int) int { return n }).Draw(t, "pool")
		count := rapid.IntRange(1, len(numbers)).Draw(t, "count")
		seed := rapid.StringN(1, 20, 60).Draw(t, "seed")
		first := ledger.DrawWinners(3, 1, "QWERTYUP", seed, count, numbers)
		if len(first) != count {
			t.Fatalf("%d winners, want %d", len(first), count)
		}
		seen := map[int]bool{}
		for _, n := range first {
			if seen[n] || !slices.Contains(numbers, n) {
				t.Fatalf("%d won twice or was not in the pool", n)
			}
			seen[n] = true
		}
		mixed := rapid.Permutation(numbers).Draw(t, "mixed")
		if again := ledger.DrawWinners(3, 1, "QWERTYUP", seed, count, mixed); !slices.Equal(first, again) {
			t.Fatalf("the order of the pool matters: %v %v", first, again)
		}
		more := ledger.DrawWinners(3, 1, "QWERTYUP", seed, len(numbers), numbers)
		if !slices.Equal(more[:count], first) {
			t.Fatal("more winners change who comes first")
		}
	})
}

// Every number wins about as often as every other; so does every pair.
func TestDrawIsFair(t *testing.T) {
	const people, rounds, winners = 20, 20_000, 3
	hits := map[int]int{}
	pairs := map[[2]int]int{}
	for i := range rounds {
		w := ledger.DrawWinners(1, 1, "ABCDEFGH", fmt.Sprint("种子", i), winners, tickets(people))
		for _, n := range w {
			hits[n]++
		}
		a, b := min(w[0], w[1]), max(w[0], w[1])
		pairs[[2]int{a, b}]++
	}
	want := rounds * winners / people
	chi := 0.0
	for n := 1; n <= people; n++ {
		d := float64(hits[n] - want)
		chi += d * d / float64(want)
	}
	if chi > 45 { // 19 degrees of freedom: beyond 43.8 once in a thousand
		t.Fatalf("chi-square %.1f: %v", chi, hits)
	}
	expect := float64(rounds) / (people * (people - 1) / 2)
	for p, n := range pairs {
		if d := float64(n) - expect; d*d > 36*expect {
			t.Errorf("pair %v came %d times, about %.0f expected", p, n, expect)
		}
	}
}

// A new draw, another seed or another roster gives other winners.
func TestRedoDiffers(t *testing.T) {
	all := tickets(60)
	same := 0
	for i := range 200 {
		seed := fmt.Sprint(i)
		if slices.Equal(ledger.DrawWinners(1, 1, "A", seed, 5, all), ledger.DrawWinners(1, 2, "A", seed, 5, all)) ||
			slices.Equal(ledger.DrawWinners(1, 1, "A", seed, 5, all), ledger.DrawWinners(1, 1, "B", seed, 5, all)) ||
			slices.Equal(ledger.DrawWinners(1, 1, "A", seed, 5, all), ledger.DrawWinners(2, 1, "A", seed, 5, all)) {
			same++
		}
	}
	if same > 0 {
		t.Fatalf("%d of 200 came out the same", same)
	}
}

func TestSeedText(t *testing.T) {
	for in, want := range map[string]string{" 3  1\t4 ": "3 1 4", "３１４": "314", "上证 ３９９９．９９": "上证 3999.99", "\u202e12": "12"} {
		if got := ledger.SeedText(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestRosterCode(t *testing.T) {
	rs := []ledger.Entrant{{No: 1, Name: "陈一帆"}, {No: 2, Name: "林二木"}, {No: 3, Name: "何三水"}}
	code := ledger.RosterCode(4, rs)
	mixed := []ledger.Entrant{rs[2], rs[0], rs[1]}
	if len(code) != 8 || ledger.RosterCode(4, mixed) != code {
		t.Fatalf("%q, mixed %q", code, ledger.RosterCode(4, mixed))
	}
	other := slices.Clone(rs)
	other[1].Name = "林三木"
	if ledger.RosterCode(4, other) == code || ledger.RosterCode(4, rs[:2]) == code || ledger.RosterCode(5, rs) == code {
		t.Fatal("another roster has the same code")
	}
	rs[0].Here = ledger.Absent // who came does not change the list
	if ledger.RosterCode(4, rs) != code {
		t.Fatal("attendance changes the code")
	}
}
