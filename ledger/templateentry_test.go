package ledger

import (
	"fmt"
	"strings"
	"testing"
)

func fullChart() []Account {
	chart := ChartFor()
	for _, extra := range []Code{"13101", "13102", "151", "171", "172", "221"} {
		s, _ := StandardOf(extra)
		chart = append(chart, s.Account)
	}
	return append(chart, Account{Code: "10201", Name: "基本户", Origin: Own}, Account{Code: "10202", Name: "代管经费", Origin: Own})
}

// The postings of domain rules §3, entry by entry, for amounts of 1,000 and
// then 400, 30 and 20 yuan; the first account that may be chosen.
func TestTemplatesPostWhatTheRulesSay(t *testing.T) {
	const bank = "10201"
	for id, want := range map[string]string{
		"T01": bank + " 1000 = 401 1000", "T02": bank + " 1000 = 402 600 + 211 400", "T03": "211 1000 = " + bank + " 1000", "T04": bank + " 1000 = 402 1000",
		"T05": "13102 1000 = 402 1000", "T05b": bank + " 1000 = 13102 1000", "T06": bank + " 1000 = 40301 1000", "T06b": "13101 1000 = 40301 1000", "T06c": bank + " 1000 = 13101 1000",
		"T07": bank + " 1000 = 405 1000", "T08": bank + " 1000 = 408 1000", "T09": "50101 1000 = " + bank + " 1000", "T09a": "50105 1000 = " + bank + " 1000", "T09c": "50404 1000 = " + bank + " 1000",
		"T10": "50101 1000 + 141 1000 = " + bank + " 1000 + 30101 1000", "T11": "30101 1000 = 141 1000", "T12": "50701 1000 + 162 1000 = " + bank + " 1000 + 30104 1000",
		"T12b": "50706 1000 + 171 1000 = " + bank + " 1000 + 30105 1000", "T13": "50701 1000 + 162 1000 = " + bank + " 600 + 215 400 + 30104 1000", "T13b": "215 1000 = " + bank + " 1000",
		"T14": "141 1400 + 510 400 = 30101 1400 + " + bank + " 400", "T14b": "162 1400 + 510 400 = 30104 1400 + " + bank + " 400", "T15": "30104 1000 = 163 1000", "T15b": "30105 1000 = 172 1000",
		"T16": "30104 600 + 163 400 + " + bank + " 30 + 510 20 = 162 1000 + 408 30 + " + bank + " 20", "T17": "30104 600 + 163 400 + 510 30 = 162 1000 + " + bank + " 30",
		"T18": "182 600 + 163 400 = 162 1000", "T18b": "182 1000 = 141 1000", "T19": "30104 1000 = 182 1000", "T20": "162 1000 = 182 1000", "T20b": "182 1000 = 30104 1000",
		"T21": "182 1000 = 101 1000", "T21b": "135 1000 = 182 1000", "T21c": "510 1000 = 182 1000", "T22": "101 1000 = 182 1000", "T22b": "182 1000 = 215 1000", "T22c": "182 1000 = 408 1000",
		"T23": "135 1000 = " + bank + " 1000", "T23b": "50101 400 + 101 600 = 135 1000", "T24": "182 1000 = 135 1000", "T24b": "510 1000 = 182 1000",
		"T25": bank + " 1000 = 215 1000", "T25b": "215 1000 = " + bank + " 1000", "T25c": "10202 1000 = 221 1000", "T25d": "221 1000 = 10202 1000",
		"T26": bank + " 1000 = 32201 1000", "T26b": "32201 1000 = " + bank + " 1000", "T27": "32202 1000 = 32102 1000", "T28": "32205 1000 + 151 1000 = " + bank + " 1000 + 30102 1000",
	} {
		if got := entry(t, id, false); got != want {
			t.Errorf("%s: %s\nwant %s", id, got, want)
		}
	}
	for id, want := range map[string]string{"T26": bank + " 1000 = 32101* 1000", "T26b": "32101* 1000 = " + bank + " 1000", "T09c": "50404* 1000 = " + bank + " 1000", "T07": bank + " 1000 = 405* 1000"} {
		if got := entry(t, id, true); got != want {
			t.Errorf("%s with restricted money: %s\nwant %s", id, got, want)
		}
	}
	for _, tpl := range Templates() {
		if strings.TrimSpace(tpl.Name) == "" || strings.ContainsAny(tpl.Name, "借贷") && !strings.Contains(tpl.Name, "借支") {
			t.Errorf("%s: %s is no plain language", tpl.ID, tpl.Name)
		}
	}
}

// entry builds a template and writes it as debits = credits; * marks 专项.
func entry(t *testing.T, id string, restricted bool) string {
	tpl, ok := TemplateOf(id)
	if !ok {
		return "is not offered"
	}
	chart := fullChart()
	in := Answers{Summary: tpl.Name, Amounts: map[string]Money{}, Accounts: map[int]Code{}, Restricted: restricted}
	for i, a := range tpl.Asks {
		in.Amounts[a.Key] = []Money{1000_00, 400_00, 30_00, 20_00}[i]
	}
	for i, l := range tpl.Lines {
		if c := l.Choices(chart); len(c) > 0 {
			in.Accounts[i] = c[0].Code
		}
	}
	lines, ps := tpl.Build(chart, in)
	if err := ps.Err(); err != nil {
		return err.Error()
	}
	v := Voucher{Day: DayOf(2026, 5, 1), Word: WordGeneral, Lines: lines, Template: id}
	if ps := CheckVoucher(&v, chart, OneWord); len(ps) > 0 {
		t.Errorf("%s: %v", id, ps.Err())
	}
	var sides [2][]string
	for _, l := range lines {
		mark, side := "", 0
		if l.Restricted && l.Account != "32102" {
			mark = "*"
		}
		if l.Credit != 0 {
			side = 1
		}
		sides[side] = append(sides[side], fmt.Sprintf("%s%s %d", l.Account, mark, (l.Debit+l.Credit)/100))
	}
	return strings.Join(sides[0], " + ") + " = " + strings.Join(sides[1], " + ")
}

// Optional accounts are asked for only in books that have them.
func TestTemplateFallsBackToTheWholeAccount(t *testing.T) {
	tpl, _ := TemplateOf("T05")
	if c := tpl.Lines[0].Choices(ChartFor()); len(c) != 1 || c[0].Code != "131" {
		t.Errorf("%v", c)
	}
	if c := tpl.Lines[0].Choices(fullChart()); len(c) != 1 || c[0].Code != "13102" {
		t.Errorf("%v", c)
	}
	tpl, _ = TemplateOf("T25c")
	union := ChartFor()
	if got := tpl.Missing(union); got != "先在“科目”里启用 221 代管经费" {
		t.Error(got)
	}
	if got := tpl.Missing(append(union, Account{Code: "221", Name: "代管经费"})); !strings.Contains(got, "增加名称为“代管经费”的明细") {
		t.Error(got)
	}
	if got := tpl.Missing(fullChart()); got != "" {
		t.Error(got)
	}
}
