package ledger

import (
	"slices"
	"strings"
)

// Nationwide is the region of rules that hold everywhere; a row of a region
// that says the same thing goes before them.
const Nationwide = "全国"

type wordPair struct{ word, chinese string }

func subjectWords() []wordPair {
	return []wordPair{{"festival", "节日慰问"}, {"birthday", "生日慰问"}, {"marriage", "结婚慰问"}, {"birth", "生育慰问"}, {"hospital", "住院慰问"},
		{"death_member", "会员去世慰问"}, {"death_kin", "亲属去世慰问"}, {"retirement", "退休纪念品"}, {"prize_single", "个人奖品"}, {"prize_team", "团体奖品（每人）"},
		{"prize_share", "得奖人数比例"}, {"keepsake", "活动纪念品"}, {"meal", "活动用餐（每餐）"}, {"kit", "活动服装"}, {"outing_day", "春秋游"}, {"outing_2d", "两日春秋游"},
		{"film", "电影演出展览"}, {"park", "公园年票"}, {"training_award", "学习培训奖励"}, {"dues_topup", "会费不足时的补贴"}, {"festival_pool", "全年节日慰问总额"}}
}

func measureWords() []wordPair {
	return []wordPair{{"per_member_year", "每人每年"}, {"per_person_event", "每人每次"}, {"share_of_participants", "占参加人数"},
		{"share_of_income", "占当年收入"}, {"multiple_of_dues", "会费的倍数"}, {"count_per_year", "每人每年次数"}}
}

func severityWords() []wordPair {
	return []wordPair{{"stop", "禁止"}, {"warn", "警告"}, {"note", "提示"}}
}

func formWords() []wordPair {
	return []wordPair{{"goods", "实物"}, {"coupon", "券"}, {"transfer", "转账"}, {"cash", "现金"}}
}

func chineseOf(pairs []wordPair, word string) string {
	for _, p := range pairs {
		if p.word == word {
			return p.chinese
		}
	}
	return word
}

// wordOf finds a word by itself or by its Chinese name.
func wordOf(pairs []wordPair, s string) (string, bool) {
	t := strings.ToLower(strings.TrimSpace(FoldWidth(s)))
	for _, p := range pairs {
		if p.word == t || FoldWidth(p.chinese) == t {
			return p.word, true
		}
	}
	return "", false
}

func wordsOnly[T ~string](pairs []wordPair) []T {
	out := make([]T, len(pairs))
	for i, p := range pairs {
		out[i] = T(p.word)
	}
	return out
}

// Subjects, Measures and Severities list them in the order of the rule table.
func Subjects() []Subject    { return wordsOnly[Subject](subjectWords()) }
func Measures() []Measure    { return wordsOnly[Measure](measureWords()) }
func Severities() []Severity { return wordsOnly[Severity](severityWords()) }

// Chinese names the subject.
func (s Subject) Chinese() string { return chineseOf(subjectWords(), string(s)) }

// Chinese names the measure.
func (m Measure) Chinese() string { return chineseOf(measureWords(), string(m)) }

// Chinese names the severity.
func (s Severity) Chinese() string { return chineseOf(severityWords(), string(s)) }

// Demand says what breaking a rule of this severity asks for.
func (s Severity) Demand() string {
	switch s {
	case SevStop:
		return "这一条是“禁止”，不能办理。"
	case SevWarn:
		return "要办理，须写明理由，并由另外一人共同负责。"
	}
	return "仅作提示，不影响办理。"
}

// ParseSubject, ParseMeasure and ParseSeverity read the word of a file or its
// Chinese name.
func ParseSubject(s string) (Subject, bool) {
	w, ok := wordOf(subjectWords(), s)
	return Subject(w), ok
}

// ParseMeasure reads a measure.
func ParseMeasure(s string) (Measure, bool) {
	w, ok := wordOf(measureWords(), s)
	return Measure(w), ok
}

// ParseSeverity reads a severity; block, the word of older tables, is stop.
func ParseSeverity(s string) (Severity, bool) {
	if strings.EqualFold(strings.TrimSpace(s), "block") {
		return SevStop, true
	}
	w, ok := wordOf(severityWords(), s)
	return Severity(w), ok
}

// ParseForms reads the forms a rule allows, in English or Chinese, apart by
// spaces, commas or bars: "goods|coupon", 实物、券. The answer is in a fixed order.
func ParseForms(s string) (string, bool) {
	parts := strings.FieldsFunc(FoldWidth(s), func(r rune) bool { return strings.ContainsRune(" ,|/;、，；和或+", r) })
	var have []string
	for _, p := range parts {
		p = strings.TrimSuffix(strings.ToLower(p), "_ok") // cash_ok of the design
		w, ok := wordOf(formWords(), p)
		if !ok {
			return "", false
		}
		have = append(have, w)
	}
	var out []string
	for _, f := range formWords() {
		if slices.Contains(have, f.word) {
			out = append(out, f.word)
		}
	}
	return strings.Join(out, " "), true
}

// FormsText writes the forms of a rule: 实物、券.
func FormsText(forms string) string {
	var out []string
	for _, f := range strings.Fields(forms) {
		out = append(out, Form(f).Chinese())
	}
	return strings.Join(out, "、")
}

// ConfidenceText explains how sure the source of a rule is.
func ConfidenceText(c string) string {
	words := map[string]string{"A": "读过法规全文", "B": "读过官方网页或报道的摘录", "C": "转载或个别单位的做法", "G": "一般说法，未核实"}
	var out []string
	for _, p := range strings.Split(c, "/") {
		if w := words[strings.TrimSpace(p)]; w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, "，或")
}

// LimitText writes the limit as people read it, "" when there is none.
func (x Rule) LimitText() string {
	l, err := ParseLimit(x.Limit)
	if x.Limit == "" || err != nil {
		return x.Limit
	}
	return l.Text(x.Measure)
}

// Says puts the rule into a sentence: 节日慰问每人每年不超过 1,600.00 元，形式限实物、券.
func (x Rule) Says() string {
	var parts []string
	switch {
	case x.Limit == "":
	case x.Measure == MultipleOfDues:
		parts = append(parts, "不超过本人当年会费的 "+x.LimitText())
	case x.Measure == CountPerYear && x.Limit == "0":
		parts = append(parts, "不允许")
	case x.Measure == CountPerYear:
		parts = append(parts, "每人每年不超过 "+x.LimitText())
	case x.Measure == ShareOfIncome || x.Measure == ShareOfParticipants:
		parts = append(parts, "不超过"+strings.TrimPrefix(x.Measure.Chinese(), "占")+"的 "+x.LimitText())
	default:
		parts = append(parts, x.Measure.Chinese()+"不超过 "+x.LimitText())
	}
	if x.Form != "" {
		parts = append(parts, "形式限"+FormsText(x.Form))
	}
	if len(x.Evidence) > 0 {
		parts = append(parts, "要有"+strings.Join(x.Evidence, "、"))
	}
	return x.about() + strings.Join(parts, "，")
}

// about is what the rule speaks of.
func (x Rule) about() string {
	if x.Only == "" {
		return x.Subject.Chinese()
	}
	var names []string
	for _, id := range strings.Fields(x.Only) {
		if o, ok := OccasionOf(Practice{}, id); ok {
			id = o.Name
		}
		names = append(names, id)
	}
	return strings.Join(names, "、")
}

// BasisText tells where the rule comes from, since when, and how sure that is.
func (x Rule) BasisText() string {
	var in []string
	if x.Region != "" {
		in = append(in, x.Region)
	}
	if x.From != 0 {
		in = append(in, x.From.String()+" 起")
	}
	if x.To != 0 {
		in = append(in, "至 "+x.To.String())
	}
	if x.Confidence != "" {
		in = append(in, "可信度 "+x.Confidence)
	}
	s := cmpOr(x.Basis, "没有写依据")
	if len(in) > 0 {
		s += "（" + strings.Join(in, "，") + "）"
	}
	return s
}
