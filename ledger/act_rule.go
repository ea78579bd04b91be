package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// SaveRule adds a rule, or the next version of one. What was judged before
// stays judged by the rows of its time.
type SaveRule struct{ Rule Rule }

// Name of the act.
func (SaveRule) Name() string { return "rules.save" }

// Decide checks the row and appends it.
func (a SaveRule) Decide(r Reader, by Stamp) (Plan, error) {
	p, err := appendRules(r, by, []Rule{a.Rule}, func(int) string { return "" })
	if err != nil {
		return Plan{}, err
	}
	if len(p.Changes) == 0 {
		return Plan{}, Errf(CodeState, "这条标准没有改动。")
	}
	x := p.Changes[0].After.(Rule)
	p.Title = fmt.Sprintf("慰问活动标准 %s 第%d版：%s%s", x.ID, x.Version, x.Says(), map[bool]string{true: "（启用）", false: "（停用）"}[x.On])
	return p, nil
}

// ImportRules adds many rows at once, all or none; rows that change nothing are
// left out.
type ImportRules struct {
	Rules []Rule
	From  string // name of the file, for the log
}

// Name of the act.
func (ImportRules) Name() string { return "rules.import" }

// Decide checks every row and appends those that are new.
func (a ImportRules) Decide(r Reader, by Stamp) (Plan, error) {
	if len(a.Rules) == 0 {
		return Plan{}, Errf(CodeRequired, "表里没有一条标准。")
	}
	p, err := appendRules(r, by, a.Rules, func(i int) string { return cmpOr(a.Rules[i].ID, fmt.Sprintf("第 %d 条", i+1)) })
	if err != nil {
		return Plan{}, err
	}
	if len(p.Changes) == 0 {
		return Plan{}, Errf(CodeState, "表里的 %d 条标准账本里都已有，没有改动。", len(a.Rules))
	}
	p.Title = fmt.Sprintf("导入慰问活动标准 %d 条", len(p.Changes))
	if a.From != "" {
		p.Title += "（" + brief(a.From) + "）"
	}
	return p, nil
}

// EnableRegion switches the rules of a region on for a year that the person
// confirmed, or off. Presets come into the book that way. Year 0 takes every
// row of the region.
type EnableRegion struct {
	Region string
	Year   int
	On     bool
}

// Name of the act.
func (EnableRegion) Name() string { return "rules.enable" }

// Decide appends a version of each row that has to change.
func (a EnableRegion) Decide(r Reader, by Stamp) (Plan, error) {
	rows, known := RegionRules(r.Rules(), a.Region, a.Year)
	if !known {
		return Plan{}, Errf(CodeUnknown, "没有“%s”的标准。可用的地区有：%s。", brief(a.Region), strings.Join(Regions(RuleTable(r.Rules())), "、"))
	}
	if len(rows) == 0 {
		return Plan{}, Errf(CodeState, "%s没有 %d 年有效的标准。", a.Region, a.Year)
	}
	rows = slices.DeleteFunc(rows, func(x Rule) bool { return x.On == a.On })
	for i := range rows {
		rows[i].On = a.On
	}
	word := map[bool]string{true: "启用", false: "停用"}[a.On]
	p := Plan{}
	if len(rows) > 0 {
		var err error
		if p, err = appendRules(r, by, rows, func(i int) string { return rows[i].ID }); err != nil {
			return Plan{}, err
		}
	}
	p.Title = word + "“" + a.Region + "”的慰问活动标准"
	if a.Year != 0 {
		p.Title += fmt.Sprintf("（%d 年）", a.Year)
	}
	p.Title += fmt.Sprintf(" %d 条", len(p.Changes))
	if old := r.Practice(); a.On && a.Region != Nationwide && old.Region != a.Region {
		next := old
		next.Region = a.Region
		p.Changes = append(p.Changes, Edit(old, next))
	}
	if len(p.Changes) == 0 {
		return Plan{}, Errf(CodeState, "“%s”的标准已经%s，没有改动。", a.Region, word)
	}
	return p, nil
}

// RegionRules gives the rows of a region that are in force on some day of a year
// (0: all), newest versions and presets; known tells whether there is such a region.
func RegionRules(rows []Rule, region string, year int) (out []Rule, known bool) {
	for _, x := range RuleTable(rows) {
		if x.Region != region || region == "" {
			continue
		}
		known = true
		if year == 0 || x.From.Year() <= year && (x.To == 0 || x.To.Year() >= year) {
			out = append(out, x)
		}
	}
	return out, known
}

// appendRules makes the rows of a change; name tells a row in a problem.
func appendRules(r Reader, by Stamp, rules []Rule, name func(int) string) (Plan, error) {
	var ps Problems
	have := r.Rules()
	newest := map[string]Rule{}
	var row uint64
	for _, x := range have {
		newest[x.ID] = x
		row = max(row, x.Row)
	}
	made := ruleMade(r, by)
	seen := map[string]bool{}
	p := Plan{Object: "rules"}
	for i, x := range rules {
		x = tidyRule(x)
		checkRule(x, name(i), &ps)
		if x.ID != "" && seen[x.ID] {
			ps.Add("id", name(i), CodeExists, "编号“%s”出现两次。", brief(x.ID))
		}
		seen[x.ID] = true
		old, ok := newest[x.ID]
		if ok && sameRule(old, x) {
			continue
		}
		row++
		x.Row, x.Version, x.Made, x.By = row, old.Version+1, made, by.Operator
		p.Changes = append(p.Changes, Put(x))
	}
	return p, ps.Err()
}

// SetPractice keeps how this union does things where the rules leave a choice.
type SetPractice struct{ Practice Practice }

// Name of the act.
func (SetPractice) Name() string { return "practice.set" }

// Decide checks the choices.
func (a SetPractice) Decide(r Reader, by Stamp) (Plan, error) {
	var ps Problems
	x := a.Practice
	if x.Hospital != "" {
		if acc, ok := r.Account(x.Hospital); !ok || !acc.Code.Under("5") || !IsLeaf(r.Chart(), x.Hospital) {
			ps.Add("hospital", "", CodeUnknown, "“%s”不是可以记账的支出科目，例如 50105 或 50404。", brief(string(x.Hospital)))
		}
	}
	if x.Costing != "" && x.Costing != "average" && x.Costing != "fifo" {
		ps.Add("costing", "", CodeBadValue, "库存计价只能是加权平均或先进先出。")
	}
	if x.SpareRows < 0 || x.SpareRows > 50 {
		ps.Add("spare", "", CodeBadValue, "空行数应是 0 到 50。")
	}
	seen := map[string]bool{}
	for i := range x.Festivals {
		f := &x.Festivals[i]
		f.Name = CleanName(f.Name)
		if f.ID == "" {
			f.ID = freeFestival(x.Festivals)
		}
		if o, known := OccasionOf(Practice{}, f.Name); f.Name == "" || seen[f.Name] || known {
			ps.Add("festivals", f.Name, CodeExists, "地方节日“%s”没有名称，或与“%s”重名。", brief(f.Name), cmpOr(o.Name, f.Name))
		}
		seen[f.Name] = true
		if f.Month < 1 || f.Month > 12 || f.Dom < 1 || f.Dom > 31 || !f.Lunar && !DayOf(2024, f.Month, f.Dom).Valid() || f.Lunar && f.Dom > 30 {
			ps.Add("festivals", f.Name, CodeBadDay, "“%s”的月、日不对，例如 4月15日。", brief(f.Name))
		}
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	return Plan{Title: "慰问活动设置", Changes: []Change{Edit(r.Practice(), x)}}, nil
}

// freeFestival is an ID no local festival has.
func freeFestival(fs []Festival) string {
	for n := 1; ; n++ {
		id := fmt.Sprintf("local-%d", n)
		if !slices.ContainsFunc(fs, func(f Festival) bool { return f.ID == id }) {
			return id
		}
	}
}
