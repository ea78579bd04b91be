package lunar

import (
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
)

func TestFestivalDays(t *testing.T) {
	// As the yearly notices on public holidays and the almanacs print them.
	for _, line := range strings.Split(strings.TrimSpace(`
2024 新年 0101 春节 0210 清明 0404 劳动节 0501 端午 0610 中秋 0917 国庆 1001 除夕 0209 元宵 0224 重阳 1011
2025 春节 0129 清明 0404 端午 0531 中秋 1006 除夕 0128 元宵 0212 重阳 1029
2026 新年 0101 春节 0217 清明 0405 劳动节 0501 端午 0619 中秋 0925 国庆 1001 除夕 0216 元宵 0303 重阳 1018 三八 0308 五四 0504 六一 0601 教师节 0910
2027 春节 0206 清明 0405 端午 0609 中秋 0915 除夕 0205
2020 春节 0125 清明 0404 端午 0625 中秋 1001 国庆 1001
2023 春节 0122 清明 0405 端午 0622 中秋 0929
2033 春节 0131 中秋 0908
1901 除夕 0218 春节 0219
2100 春节 0209 除夕 0208`), "\n") {
		fields := strings.Fields(line)
		year := int(fields[0][0]-'0')*1000 + int(fields[0][1]-'0')*100 + number(fields[0][2:])
		for i := 1; i < len(fields); i += 2 {
			f, ok := Named(fields[i])
			if !ok || f.String() != fields[i] {
				t.Fatalf("no festival %s", fields[i])
			}
			want := ledger.DayOf(year, number(fields[i+1]), number(fields[i+1][2:]))
			if got, ok := f.In(year); !ok || got != want {
				t.Errorf("%s %d is %s, want %s", f, year, got, want)
			}
		}
	}
}

func TestSevenStatutoryFestivals(t *testing.T) {
	var names []string
	for _, f := range Statutory() {
		names = append(names, f.String())
	}
	if got := strings.Join(names, " "); got != "新年 春节 清明 劳动节 端午 中秋 国庆" {
		t.Errorf("statutory: %s", got)
	}
	for _, f := range Festivals() {
		if f.Statutory() != slices.Contains(Statutory(), f) {
			t.Errorf("%s: Statutory = %v", f, f.Statutory())
		}
	}
	if last := Festivals()[len(Festivals())-1]; last != Jiaoshi || last.String() != "教师节" {
		t.Errorf("the last festival is %s", last)
	}
}

// Each festival falls once in each year, in its season, and nowhere outside.
func TestFestivalsInEveryYear(t *testing.T) {
	season := map[Festival][2]int{Chunjie: {121, 221}, Qingming: {404, 406}, Duanwu: {525, 626}, Zhongqiu: {906, 1009}, Chuxi: {120, 220}, Yuanxiao: {204, 307}, Chongyang: {930, 1102}}
	for _, f := range Festivals() {
		for year := FirstYear; year <= LastYear; year++ {
			d, ok := f.In(year)
			if !ok || !d.Valid() || d.Year() != year {
				t.Fatalf("%s %d is %s, %v", f, year, d, ok)
			}
			if s, set := season[f]; set && (int(d)%10000 < s[0] || int(d)%10000 > s[1]) {
				t.Errorf("%s %d is %s", f, year, d)
			}
		}
		for _, year := range []int{FirstYear - 1, LastYear + 1, 0, -1, 1 << 62} {
			if d, ok := f.In(year); ok || d != 0 {
				t.Errorf("%s %d is %s", f, year, d)
			}
		}
	}
	for _, f := range []Festival{0, Jiaoshi + 1, 255} {
		if d, ok := f.In(2026); ok || d != 0 || f.String() != "" || f.Statutory() {
			t.Errorf("festival %d is %q on %s", f, f, d)
		}
	}
}

// The rule of thumb for 清明, which knows nothing of the library:
// ⌊y·0.2422 + C⌋ − ⌊y/4⌋ with y the last two digits and C of the century.
func TestQingmingByFormula(t *testing.T) {
	for year := FirstYear; year < LastYear; year++ {
		y, c := year%100, 55900
		if year >= 2000 {
			c = 48100
		}
		want := (y*2422+c)/10000 - y/4
		if d, _ := Qingming.In(year); d.Dom() != want || d.Month().Num() != 4 {
			t.Errorf("清明 %d is %s, want 4 月 %d", year, d, want)
		}
	}
}

func TestNamed(t *testing.T) {
	for name, want := range map[string]Festival{
		"元旦": Yuandan, "元旦节": Yuandan, "新年": Yuandan, "春节": Chunjie, "端午节": Duanwu, "中秋": Zhongqiu, " 国庆节 ": Guoqing, "清明节": Qingming,
		"五一": Laodong, "劳动节": Laodong, "五一劳动节": Laodong, "教师节": Jiaoshi, "教师": Jiaoshi, "妇女节": Sanba, "三八": Sanba, "三八节": Sanba,
		"六一": Liuyi, "儿童节": Liuyi, "青年节": Wusi, "重阳节": Chongyang, "元宵节": Yuanxiao, "除夕": Chuxi,
	} {
		if got, ok := Named(name); !ok || got != want {
			t.Errorf("Named(%s) = %s, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "节", " ", "泼水节", "生日", "节节"} {
		if got, ok := Named(name); ok {
			t.Errorf("Named(%q) = %s", name, got)
		}
	}
	for _, f := range Festivals() {
		if got, ok := Named(f.String()); !ok || got != f {
			t.Errorf("%s is found as %s", f, got)
		}
	}
}

func TestBetween(t *testing.T) {
	var got []string
	for _, x := range Between(20250929, 20260405, Statutory()) {
		got = append(got, x.Festival.String()+x.Day.String())
	}
	if s := strings.Join(got, " "); s != "国庆2025-10-01 中秋2025-10-06 新年2026-01-01 春节2026-02-17 清明2026-04-05" {
		t.Error(s)
	}
	if both := Between(20201001, 20201001, Festivals()); len(both) != 2 || both[0].Festival != Zhongqiu || both[1].Festival != Guoqing {
		t.Errorf("1 October 2020: %v", both)
	}
	for _, c := range [][2]ledger.Day{{20260405, 20260101}, {0, 18000101}, {30000101, 99991231}} {
		if x := Between(c[0], c[1], Festivals()); x != nil {
			t.Errorf("%v: %v", c, x)
		}
	}
	if n := len(Between(0, 2147483647, Statutory())); n != 7*200 {
		t.Errorf("%d statutory festivals in two centuries", n)
	}
}
