package lunar

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// Festival is a day that comes back each year. The zero Festival is none.
// Records keep the name, not the number.
type Festival uint8

// The seven statutory festivals on which a union may give to all its members,
// in the order of the rule (domain rules §9.1); then days that schools observe
// but that are no occasion for such a gift (§9.2).
const (
	Yuandan   Festival = iota + 1 // 新年, 1 January
	Chunjie                       // 春节, the first day of the lunar year
	Qingming                      // 清明, the solar term, 4 to 6 April
	Laodong                       // 劳动节, 1 May
	Duanwu                        // 端午, fifth day of the fifth lunar month
	Zhongqiu                      // 中秋, fifteenth day of the eighth lunar month
	Guoqing                       // 国庆, 1 October
	Chuxi                         // 除夕, the day before 春节
	Yuanxiao                      // 元宵, fifteenth day of the first lunar month
	Chongyang                     // 重阳, ninth day of the ninth lunar month
	Sanba                         // 三八, 8 March
	Wusi                          // 五四, 4 May
	Liuyi                         // 六一, 1 June
	Jiaoshi                       // 教师节, 10 September
)

// kind says how a festival is called and found.
type kind struct {
	name       string
	by         byte // s solar date, l lunar date, t solar term, e the eve of a lunar date
	month, day int
	also       string // other names, without 节 at the end
}

// kinds is in the order of the constants; the zero Festival comes first.
func kinds() []kind {
	return []kind{
		{},
		{"新年", 's', 1, 1, "元旦"},
		{"春节", 'l', 1, 1, "过年 农历新年"},
		{"清明", 't', 4, 0, ""},
		{"劳动节", 's', 5, 1, "五一 五一劳动 国际劳动"},
		{"端午", 'l', 5, 5, "端阳"},
		{"中秋", 'l', 8, 15, ""},
		{"国庆", 's', 10, 1, "十一"},
		{"除夕", 'e', 1, 1, "大年三十 年三十"},
		{"元宵", 'l', 1, 15, "正月十五"},
		{"重阳", 'l', 9, 9, "老年 敬老"},
		{"三八", 's', 3, 8, "妇女 三八妇女 国际妇女 女神"},
		{"五四", 's', 5, 4, "青年 五四青年"},
		{"六一", 's', 6, 1, "儿童 六一儿童 国际儿童"},
		{"教师节", 's', 9, 10, ""},
	}
}

func (f Festival) kind() kind {
	all := kinds()
	if int(f) >= len(all) {
		return kind{}
	}
	return all[f]
}

// String is the name as the rule writes it: 新年, 端午, 教师节.
func (f Festival) String() string { return f.kind().name }

// Statutory reports whether it is one of the seven festivals of the rule.
func (f Festival) Statutory() bool { return f >= Yuandan && f <= Guoqing }

// Festivals lists all festivals, the seven statutory ones first.
func Festivals() []Festival {
	var out []Festival
	for i := range kinds()[1:] {
		out = append(out, Festival(i+1))
	}
	return out
}

// Statutory lists the seven festivals of the rule.
func Statutory() []Festival { return Festivals()[:Guoqing] }

// Named finds a festival by the name people give it: 端午, 端午节, 元旦, 五一.
func Named(name string) (Festival, bool) {
	short := strings.TrimSuffix(strings.TrimSpace(name), "节")
	if short == "" {
		return 0, false
	}
	for i, k := range kinds() {
		if i > 0 && (strings.TrimSuffix(k.name, "节") == short || slices.Contains(strings.Fields(k.also), short)) {
			return Festival(i), true
		}
	}
	return 0, false
}

// In finds the day of the festival in a solar year. Each festival falls exactly
// once in each solar year, as none lies in the last weeks of a lunar year but
// 除夕, which is counted to the year of the 春节 it leads to. In does not ask since
// when a day has been observed.
func (f Festival) In(year int) (ledger.Day, bool) {
	if year < FirstYear || year > LastYear {
		return 0, false
	}
	switch k := f.kind(); k.by {
	case 's':
		return ledger.DayOf(year, k.month, k.day), true
	case 'l':
		return Date{Year: year, Month: k.month, Day: k.day}.Solar()
	case 't':
		r, ok := row(year)
		return ledger.DayOf(year, k.month, int(r[atClear]-'0')), ok
	case 'e':
		first, ok := NewYear(year)
		return first.Add(-1), ok
	}
	return 0, false
}

// Feast is a festival on its day.
type Feast struct {
	Festival Festival
	Day      ledger.Day
}

// Between lists the given festivals from one day to another, both included, in
// order of time; days outside FirstYear to LastYear have none. Two festivals may
// share a day, as 中秋 and 国庆 do in 2020.
func Between(from, to ledger.Day, festivals []Festival) []Feast {
	var out []Feast
	for year := max(from.Year(), FirstYear); year <= min(to.Year(), LastYear); year++ {
		for _, f := range festivals {
			if d, ok := f.In(year); ok && d >= from && d <= to {
				out = append(out, Feast{f, d})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Feast) int { return int(a.Day - b.Day) })
	return out
}
