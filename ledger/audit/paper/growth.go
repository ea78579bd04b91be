package paper

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
)

// one is 100 %, as a number; the library has no constants.
var one = decimal.New(1, 0)

// point is one year's amount.
type point struct {
	year   int
	amount ledger.Money
	wan    bool
}

// growth checks rates of growth, in a column or in a row.
func (s *sheet) growth() {
	for c, col := range s.cols {
		if col.role == colGrowth {
			s.growthColumn(c)
		}
	}
	for r := s.head + 1; r < len(s.rows); r++ {
		for c, col := range s.cols {
			if col.role == colLabel && has(s.labels[c+1][r].label, "增长", "增幅", "同比") {
				s.growthRow(r, c)
			}
		}
	}
}

func average(words string) bool { return has(words, "年均", "平均", "复合") }

// growthColumn reads years down the rows, or this year's and last year's
// amounts beside it.
func (s *sheet) growthColumn(c int) {
	from := s.left(c, colAmount, colRowTotal)
	if from < 0 {
		s.note(s.head, c, "“"+clip(s.cols[c].head)+"”没有核对：左边没有金额栏。")
		return
	}
	down := s.down(from)
	for r := s.head + 1; r < len(s.rows); r++ {
		p, ok := readPercent(s.at(r, c), true)
		row := s.row(r, c)
		if !ok || row.role == rowRate {
			continue
		}
		switch {
		case row.year != 0 && len(down) > 1:
			s.yearly(r, c, p, down, row.year)
		case len(down) > 1 && row.role == rowTotal:
			s.note(r, c, s.where(r, c)+"没有核对：不知道合计行的增长率是指什么。")
		default:
			s.beside(r, c, p)
		}
	}
}

// down collects the amounts of rows that are years.
func (s *sheet) down(c int) []point {
	var out []point
	for r := s.head + 1; r < len(s.rows); r++ {
		if y := s.row(r, c).year; y != 0 && s.cellAt(r, c).state == stateNumber {
			out = append(out, point{y, s.cellAt(r, c).amount, s.cols[c].wan})
		}
	}
	return out
}

func (s *sheet) yearly(r, c int, p percent, down []point, year int) {
	var now, before *point
	for i := range down {
		switch down[i].year {
		case year:
			now = &down[i]
		case year - 1:
			before = &down[i]
		}
	}
	if now == nil || before == nil {
		s.note(r, c, s.where(r, c)+"没有核对：表里没有上一年的数。")
		return
	}
	s.simple(r, c, p, *before, *now)
}

// beside compares two columns: 上年 and 本年, or two years.
func (s *sheet) beside(r, c int, p percent) {
	pts := s.acrossYears(r, c)
	if len(pts) < 2 {
		s.note(r, c, s.where(r, c)+"没有核对：没有找到上年的数。")
		return
	}
	if average(s.cols[c].head) {
		s.compound(r, c, p, pts)
		return
	}
	s.simple(r, c, p, pts[len(pts)-2], pts[len(pts)-1])
}

// acrossYears collects the amounts of a row by year, the earliest first.
func (s *sheet) acrossYears(r, c int) []point {
	var out []point
	for k, col := range s.cols {
		if col.role != colAmount || s.cellAt(r, k).state != stateNumber {
			continue
		}
		y := col.year
		switch {
		case has(col.head, "上年", "去年", "上期", "上月"):
			y = 1
		case has(col.head, "本年", "今年", "本期", "本月"):
			y = 2
		}
		if y == 0 {
			continue
		}
		i := len(out)
		for i > 0 && out[i-1].year > y {
			i--
		}
		out = append(out[:i], append([]point{{y, s.cellAt(r, k).amount, col.wan}}, out[i:]...)...)
	}
	return out
}

func (s *sheet) simple(r, c int, p percent, a, b point) {
	if a.amount <= 0 {
		s.note(r, c, s.where(r, c)+"没有核对：上期的数是零或负数，增长率没有意义。")
		return
	}
	s.out.Checked++
	if p.is(b.amount-a.amount, a.amount) {
		return
	}
	want := p.like(ratio(b.amount-a.amount, a.amount, p.places))
	s.find(Finding{Row: r, Col: c, Kind: KindGrowth, Says: s.at(r, c), Should: want,
		Text: fmt.Sprintf("%s写的是 %s，从 %s 到 %s 应是 %s。", s.where(r, c), p, show(a.amount, a.wan), show(b.amount, b.wan), want)})
}

// growthRow checks a row of rates: one average, or each column against the
// year before.
func (s *sheet) growthRow(r, label int) {
	words := s.labels[label+1][r].label
	if average(words) {
		s.averageRow(r, label, words)
		return
	}
	base := -1
	for k := r - 1; k > s.head && base < 0; k-- {
		if role := s.labels[label+1][k].role; role == rowLeaf || role == rowTotal {
			base = k
		}
	}
	for c, col := range s.cols {
		p, ok := readPercent(s.at(r, c), false)
		if !ok || c == label {
			continue
		}
		var before, now *point
		for k, o := range s.cols {
			if base < 0 || o.role != colAmount || s.cellAt(base, k).state != stateNumber {
				continue
			}
			pt := point{o.year, s.cellAt(base, k).amount, o.wan}
			if k == c {
				now = &pt
			} else if o.year == col.year-1 && col.year != 0 {
				before = &pt
			}
		}
		if before == nil || now == nil {
			s.note(r, c, s.where(r, c)+"没有核对：没有找到上一年的数。")
			continue
		}
		s.simple(r, c, p, *before, *now)
	}
}

// averageRow checks 年均增长 against the years of the table, whichever way
// they run. The rate stands in its own cell or inside the words.
func (s *sheet) averageRow(r, label int, words string) {
	at, p, ok := label, percent{}, false
	for c := range s.cols {
		if q, found := readPercent(s.at(r, c), c != label && s.cols[c].role != colPersons); found && (c != label || !ok) {
			if c == label || !ok || at == label {
				at, p, ok = c, q, true
			}
		}
	}
	if !ok {
		return
	}
	series := -1
	if at != label && s.cols[at].role == colAmount {
		series = at
	}
	for c, col := range s.cols {
		if series < 0 && (col.role == colAmount || col.role == colRowTotal) && len(s.down(c)) > 1 {
			series = c
		}
	}
	var pts []point
	if series >= 0 {
		pts = s.down(series)
	}
	if len(pts) < 2 {
		for k := r - 1; k > s.head && len(pts) < 2; k-- {
			if role := s.labels[label+1][k].role; role == rowTotal || role == rowLeaf {
				pts = s.acrossYears(k, at)
			}
		}
	}
	if len(pts) < 2 {
		s.note(r, at, s.where(r, at)+"没有核对：表里没有各年的数。")
		return
	}
	s.compound(r, at, p, pts)
}

// compound checks an average rate: right if it is the compound rate from first
// to last year or the plain mean of the yearly rates.
func (s *sheet) compound(r, c int, p percent, pts []point) {
	a, b := pts[0], pts[0]
	for _, pt := range pts {
		if pt.year < a.year {
			a = pt
		}
		if pt.year > b.year {
			b = pt
		}
	}
	n := b.year - a.year
	if n < 1 || n > 100 || a.amount <= 0 || b.amount <= 0 || p.places > 4 || p.value.Abs().Cmp(decimal.New(10, 3)) > 0 {
		s.note(r, c, s.where(r, c)+"没有核对：首尾两年的数算不出年均增长率。")
		return
	}
	s.out.Checked++
	rate, ok := compoundRate(a.amount, b.amount, n, p.places)
	if ok && rate.Equal(p.value) {
		return
	}
	mean, all := meanRate(pts, p.places)
	if all && mean.Equal(p.value) {
		s.note(r, c, fmt.Sprintf("%s %s 是各年增长率的简单平均；按复合增长算是 %s，请注明用的是哪一种。", s.where(r, c), p, p.like(rate)))
		return
	}
	text := fmt.Sprintf("%s写的是 %s；从 %d 年的 %s 到 %d 年的 %s，%d 年的复合增长率是 %s", s.where(r, c), p, a.year, show(a.amount, a.wan), b.year, show(b.amount, b.wan), n, p.like(rate))
	if all {
		text += "，各年增长率的简单平均是 " + p.like(mean)
	}
	if !ok {
		s.note(r, c, s.where(r, c)+"没有核对：增长率太大。")
		return
	}
	s.find(Finding{Row: r, Col: c, Kind: KindGrowth, Says: s.at(r, c), Should: p.like(rate), Text: text + "，都不是表上的数。"})
}

// compoundRate is the rate g in percent, rounded half up, with a·(1+g)^n = b.
// It is found by halving in whole units of the last place, exactly.
func compoundRate(a, b ledger.Money, n int, places int32) (decimal.Decimal, bool) {
	unit := places + 2
	low := -decimal.New(1, unit).IntPart() // −100 %
	high := decimal.New(200, unit).IntPart()
	reaches := func(u int64) bool { // a·(1 + (u − ½)/10^unit)^n ≤ b
		g := one.Add(decimal.New(2*u-1, 0).Div(decimal.New(2, 0)).Shift(-unit))
		if g.Sign() <= 0 {
			return true
		}
		v := decimal.NewFromInt(int64(a))
		for range n {
			v = v.Mul(g)
		}
		return v.Cmp(decimal.NewFromInt(int64(b))) <= 0
	}
	if reaches(high) {
		return decimal.Zero, false
	}
	for low+1 < high {
		mid := low + (high-low)/2
		if reaches(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return decimal.New(low, -places), true
}

// meanRate is the plain mean of the yearly rates, if no year is missing.
func meanRate(pts []point, places int32) (decimal.Decimal, bool) {
	byYear := map[int]ledger.Money{}
	first, last := pts[0].year, pts[0].year
	for _, p := range pts {
		byYear[p.year] = p.amount
		first, last = min(first, p.year), max(last, p.year)
	}
	total := decimal.Zero
	for y := first + 1; y <= last; y++ {
		a, b := byYear[y-1], byYear[y]
		if a <= 0 || b <= 0 {
			return decimal.Zero, false
		}
		total = total.Add(ratio(b-a, a, 16))
	}
	return total.DivRound(decimal.NewFromInt(int64(last-first)), places), true
}
