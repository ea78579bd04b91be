package ledger

import "strings"

// checkRule says what is wrong with a row. subject names the line of a file.
func checkRule(x Rule, subject string, ps *Problems) {
	if x.ID == "" || len([]rune(x.ID)) > 40 || strings.ContainsAny(x.ID, " \t\n") {
		ps.Add("id", subject, CodeRequired, "请填写编号：不超过 40 个字，中间不要有空格，例如 本会-节日-2026。")
	}
	if !x.From.Valid() {
		ps.Add("from", subject, CodeBadDay, "请填写生效日期，例如 2026-01-01。")
	}
	if x.To != 0 && (!x.To.Valid() || x.To < x.From) {
		ps.Add("to", subject, CodeBadDay, "失效日期不能早于生效日期；一直有效就不填。")
	}
	if _, ok := ParseSubject(string(x.Subject)); !ok {
		ps.Add("subject", subject, CodeBadValue, "“%s”不是规则的对象；可用的有：%s。", brief(string(x.Subject)), allWords(subjectWords()))
	}
	if _, ok := ParseMeasure(string(x.Measure)); !ok {
		ps.Add("measure", subject, CodeBadValue, "“%s”不是规则的口径；可用的有：%s。", brief(string(x.Measure)), allWords(measureWords()))
	}
	if _, ok := ParseSeverity(string(x.Severity)); !ok {
		ps.Add("severity", subject, CodeBadValue, "“%s”不是级别；请写 stop（禁止）、warn（警告）或 note（提示）。", brief(string(x.Severity)))
	}
	if _, ok := ParseForms(x.Form); !ok {
		ps.Add("form", subject, CodeBadValue, "“%s”不是形式；请写 goods（实物）、coupon（券）、transfer（转账）、cash（现金），可写几种。", brief(x.Form))
	}
	if l, err := ParseLimit(x.Limit); x.Limit != "" && err != nil {
		ps.Add("limit", subject, CodeBadValue, "%s", err.Error())
	} else if bad := l.check(x.Measure); x.Limit != "" && bad != "" {
		ps.Add("limit", subject, CodeBadValue, "%s", bad)
	}
	if x.Limit == "" && x.Form == "" && len(x.Evidence) == 0 {
		ps.Add("limit", subject, CodeRequired, "上限、形式、证明材料至少要填一样。")
	}
	if x.Basis == "" && x.On {
		ps.Add("basis", subject, CodeRequired, "请写依据：文件名、文号，或工会委员会的决定。")
	}
	for _, s := range []string{x.ID, x.Region, x.Basis, x.Source, x.Only} {
		if len([]rune(s)) > 300 {
			ps.Add("basis", subject, CodeBadValue, "文字太长：编号、地区、依据、来源各不超过 300 个字。")
		}
	}
}

func allWords(pairs []wordPair) string {
	var out []string
	for _, p := range pairs {
		out = append(out, p.word+"（"+p.chinese+"）")
	}
	return strings.Join(out, "、")
}

// tidyRule brings what was typed or imported into its one form.
func tidyRule(x Rule) Rule {
	trim := func(s string) string { c, _ := Clean(s); return strings.TrimSpace(c) }
	x.ID, x.Region, x.Basis, x.Source, x.Confidence = trim(x.ID), trim(x.Region), trim(x.Basis), trim(x.Source), trim(x.Confidence)
	x.Only = strings.Join(strings.Fields(x.Only), " ")
	if f, ok := ParseForms(x.Form); ok {
		x.Form = f
	}
	if l, err := ParseLimit(x.Limit); err == nil && x.Limit != "" {
		x.Limit = l.String()
	}
	if w, ok := ParseSubject(string(x.Subject)); ok {
		x.Subject = w
	}
	if w, ok := ParseMeasure(string(x.Measure)); ok {
		x.Measure = w
	}
	if w, ok := ParseSeverity(string(x.Severity)); ok {
		x.Severity = w
	}
	var ev []string
	for _, e := range x.Evidence {
		if e = trim(e); e != "" {
			ev = append(ev, e)
		}
	}
	x.Evidence = ev
	return x
}

// CheckRule brings a row into its one form and says what is wrong with it; the
// fields are the columns of a rule file.
func CheckRule(x Rule) (Rule, []Problem) {
	var ps Problems
	x = tidyRule(x)
	checkRule(x, "", &ps)
	return x, ps
}
