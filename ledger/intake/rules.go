package intake

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// RuleRow is one row of a rule table.
type RuleRow struct {
	Line int
	Rule ledger.Rule
}

// ruleColumns are the names of the command line's contract and those of our own
// export.
func ruleColumns() []column {
	return []column{
		{"id", []string{"id", "规则编号", "编号"}}, {"region", []string{"region", "地区"}}, {"from", []string{"from", "valid_from", "生效日期", "生效"}},
		{"to", []string{"to", "valid_to", "失效日期", "失效"}}, {"subject", []string{"subject", "对象"}}, {"measure", []string{"measure", "口径"}},
		{"limit", []string{"limit", "上限", "限额", "标准"}}, {"form", []string{"form", "形式"}}, {"evidence", []string{"evidence", "证明材料", "凭据"}},
		{"severity", []string{"severity", "级别"}}, {"basis", []string{"basis", "依据"}}, {"source", []string{"source", "来源"}},
		{"confidence", []string{"confidence", "可信度"}}, {"on", []string{"on", "enabled", "启用"}}, {"only", []string{"only", "事由"}},
	}
}

// Rules reads a rule table. Rows with a problem are left out of the result; a
// row is in force at once unless a column 启用 says 否.
func Rules(t *Table) (rows []RuleRow, problems []ledger.Problem, ignored []string) {
	v, ignored, ok := see(withRuleHead(t), ruleColumns(), []string{"id"}, []string{"from"}, []string{"subject"}, []string{"measure"},
		[]string{"limit"}, []string{"severity"}, []string{"basis"})
	if !ok {
		return nil, v.problems, ignored
	}
	ids := map[string]int{}
	for _, r := range v.t.Rows {
		var x ledger.Rule
		if v.total(r) || v.foot(r) || !v.sound(func() { x = v.rule(r) }) {
			continue
		}
		if first := ids[x.ID]; first != 0 {
			v.wrong(r, "id", ledger.CodeExists, "编号“%s”与第 %d 行重复。", short(x.ID), first)
			continue
		}
		ids[x.ID] = r.Line
		rows = append(rows, RuleRow{r.Line, x})
	}
	return rows, v.problems, ignored
}

// foot recognises what our own workbook has below the table: notes, the line to
// sign on, when it was made. No cell of it is one that a rule must have.
func (v *view) foot(r Row) bool {
	for _, name := range []string{"from", "subject", "measure", "limit", "severity"} {
		if c := v.text(r, name); c != "" && !strings.ContainsAny(c, "：。") {
			return false
		}
	}
	id := v.text(r, "id")
	return id == "" || strings.ContainsAny(id, "：。 ")
}

// ruleWords are the head words of a rule table.
func ruleWords() map[string]bool {
	words := map[string]bool{}
	for _, c := range ruleColumns() {
		for _, w := range c.words {
			words[w] = true
		}
	}
	return words
}

// withRuleHead finds the head of a rule table itself: some of its words are too
// plain (from, to) to be looked for everywhere.
func withRuleHead(t *Table) *Table {
	words := ruleWords()
	count := func(cells []string) (n int) {
		for _, c := range cells {
			if words[strings.ToLower(headWord(c))] {
				n++
			}
		}
		return n
	}
	best, at, out := count(t.Header), -1, *t
	for i, r := range t.Rows {
		if n := count(r.Cells); i < headerRows && n > best && n > 2 {
			best, at = n, i
		}
	}
	if at >= 0 {
		out.Header, out.Rows = t.Rows[at].Cells, t.Rows[at+1:]
	}
	out.Header = slices.Clone(out.Header)
	for i, h := range out.Header {
		if w := strings.ToLower(headWord(h)); words[w] {
			out.Header[i] = w
		}
	}
	return &out
}

// rule reads one row. What the ledger itself checks (ranges, lengths) is asked
// of it, so that a file and a form are told the same.
func (v *view) rule(r Row) ledger.Rule {
	x := ledger.Rule{ID: v.text(r, "id"), Region: v.text(r, "region"), From: v.day(r, "from"), To: v.day(r, "to"), Limit: v.text(r, "limit"),
		Subject: ledger.Subject(v.text(r, "subject")), Measure: ledger.Measure(v.text(r, "measure")), Severity: ledger.Severity(v.text(r, "severity")),
		Form: v.text(r, "form"), Basis: v.text(r, "basis"), Source: v.text(r, "source"), Confidence: v.text(r, "confidence"), On: true}
	if x.Limit == "-" || x.Limit == "—" {
		x.Limit = ""
	}
	x.Evidence = strings.FieldsFunc(v.text(r, "evidence"), func(c rune) bool { return strings.ContainsRune("、,，;；|\n", c) })
	for _, w := range strings.FieldsFunc(v.text(r, "only"), func(c rune) bool { return strings.ContainsRune(" 、,，;；|\n", c) }) {
		o, ok := ledger.OccasionOf(ledger.Practice{}, w)
		if !ok && !strings.HasPrefix(w, "local-") {
			v.wrong(r, "only", ledger.CodeUnknown, "没有“%s”这个事由。", short(w))
			continue
		}
		if ok {
			w = o.ID
		}
		x.Only = strings.TrimSpace(x.Only + " " + w)
	}
	switch on := strings.ToLower(ledger.FoldWidth(v.text(r, "on"))); on {
	case "", "是", "启用", "开", "y", "yes", "true", "1", "on":
	case "否", "停用", "不启用", "关", "n", "no", "false", "0", "off":
		x.On = false
	default:
		v.wrong(r, "on", ledger.CodeBadValue, "“%s”不是启用；请写是或否。", short(on))
	}
	fine := len(v.problems)
	tidy, problems := ledger.CheckRule(x)
	for _, p := range problems {
		if p.Field == "from" && v.text(r, "from") != "" || p.Field == "to" && x.To == 0 {
			continue // told as a date that cannot be read
		}
		v.wrong(r, p.Field, p.Code, "%s", p.Text)
	}
	if len(v.problems) > fine {
		return x
	}
	return tidy
}
