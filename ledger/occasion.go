package ledger

import "slices"

// Once says how often one person may be given for the same occasion.
type Once string

// How often.
const (
	EveryTime Once = ""     // as often as it happens: illness, a wedding
	OnceAYear Once = "year" // a festival, a birthday, summer coolness
	OnceOnly  Once = "life" // retirement, the member's own death, the death of each of the kin
)

// Occasion is why something is given: what the rules call it, where it is
// booked, and what proves it (domain rules §2.1, §9.1).
type Occasion struct {
	ID       string
	Name     string   // 端午
	Words    []string // other names people type
	Subject  Subject  // of the rule table, "" if no rule speaks of it
	Festival bool     // one of the festivals with gifts for all
	Kin      bool     // may be for, or about, kin of the member
	Once     Once
	Within   int // days within which a second time is taken for the same time, where it may come again
	Account  Code
	Form     Form // offered first
	Evidence []string
	Asks     bool // 三八, 教师节, 六一: who pays must be asked (§9.2)
}

// Occasions lists those every union has, and the local festivals of this one.
func Occasions(p Practice) []Occasion {
	feast := func(id, name string, words ...string) Occasion {
		return Occasion{ID: id, Name: name, Words: words, Subject: SubFestival, Festival: true, Once: OnceAYear, Account: "50105", Form: Goods}
	}
	day := func(id, name string, words ...string) Occasion {
		return Occasion{ID: id, Name: name, Words: words, Once: OnceAYear, Account: "50105", Form: Goods, Asks: true}
	}
	out := []Occasion{
		feast("newyear", "新年", "元旦"), feast("spring", "春节"), feast("qingming", "清明", "清明节"), feast("labour", "劳动节", "五一"),
		feast("duanwu", "端午", "端午节"), feast("midautumn", "中秋", "中秋节"), feast("national", "国庆", "国庆节", "十一"),
		{ID: "birthday", Name: "生日", Subject: SubBirthday, Once: OnceAYear, Account: "50105", Form: Goods},
		{ID: "marriage", Name: "结婚", Words: []string{"新婚"}, Subject: SubMarriage, Within: 365, Account: "50105", Form: Goods, Evidence: []string{"结婚证"}},
		{ID: "birth", Name: "生育", Words: []string{"产子", "生小孩"}, Subject: SubBirth, Within: 240, Account: "50105", Form: Goods, Evidence: []string{"出生证明"}},
		{ID: "hospital", Name: "住院", Words: []string{"生病", "病"}, Subject: SubHospital, Within: 30, Account: p.HospitalAccount(), Form: Transfer, Evidence: []string{"住院票据", "病历首页", "出院记录"}},
		{ID: "death_member", Name: "会员去世", Subject: SubDeathMember, Kin: true, Once: OnceOnly, Account: "50105", Form: Transfer, Evidence: []string{"死亡证明"}},
		{ID: "death_kin", Name: "亲属去世", Words: []string{"丧事"}, Subject: SubDeathKin, Kin: true, Once: OnceOnly, Account: "50105", Form: Transfer, Evidence: []string{"死亡证明", "亲属关系"}},
		{ID: "retirement", Name: "退休", Subject: SubRetirement, Once: OnceOnly, Account: "50105", Form: Goods, Evidence: []string{"退休文件"}},
		{ID: "cooling", Name: "夏送清凉", Words: []string{"送清凉", "防暑"}, Once: OnceAYear, Account: "50405", Form: Goods},
		{ID: "school", Name: "金秋助学", Words: []string{"助学"}, Kin: true, Once: OnceAYear, Account: "50405", Form: Transfer, Evidence: []string{"录取通知书或在读证明"}},
		{ID: "warmth", Name: "送温暖", Account: "50405", Form: Transfer},
		{ID: "hardship", Name: "困难帮扶", Words: []string{"困难补助"}, Kin: true, Account: "50404", Form: Transfer, Evidence: []string{"困难档案"}},
		{ID: "survivor", Name: "遗属补助", Kin: true, Account: "50404", Form: Transfer},
		day("women", "三八", "妇女节", "三八节"), day("teacher", "教师节"), day("children", "六一", "儿童节"),
		{ID: "prize", Name: "活动奖品", Words: []string{"奖品", "奖励"}, Account: "50102", Form: Goods},
		{ID: "keepsake", Name: "活动纪念品", Words: []string{"纪念品"}, Subject: SubKeepsake, Account: "50102", Form: Goods},
		{ID: "kit", Name: "活动服装", Words: []string{"服装"}, Subject: SubKit, Account: "50102", Form: Goods},
		{ID: "other", Name: "其他慰问", Account: "50105", Form: Goods},
	}
	for _, f := range p.Festivals {
		o := feast(f.ID, f.Name)
		out = append(out, o)
	}
	return out
}

// OccasionOf finds an occasion by its ID, its name or another name.
func OccasionOf(p Practice, word string) (Occasion, bool) {
	all := Occasions(p)
	i := slices.IndexFunc(all, func(o Occasion) bool { return o.ID == word || o.Name == word || slices.Contains(o.Words, word) })
	if i < 0 {
		return Occasion{}, false
	}
	return all[i], true
}
