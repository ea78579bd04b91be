package sample

import (
	"strings"

	"huizhang/ledger"
)

// Attribute is one thing that is tested in every sampled voucher.
type Attribute string

// The attributes of the standard working paper.
const (
	AttrAmount   Attribute = "amount"
	AttrApproved Attribute = "approved"
	AttrPapers   Attribute = "papers"
	AttrAccount  Attribute = "account"
	AttrPeriod   Attribute = "period"
	AttrReceived Attribute = "received"
	AttrStandard Attribute = "standard"
)

// Attributes lists them in the order of the working paper.
func Attributes() []Attribute {
	return []Attribute{AttrAmount, AttrApproved, AttrPapers, AttrAccount, AttrPeriod, AttrReceived, AttrStandard}
}

// Question is what the examiner asks of the voucher.
func (a Attribute) Question() string {
	switch a {
	case AttrAmount:
		return "金额和原始凭证一致"
	case AttrApproved:
		return "审批手续齐全，先批后办"
	case AttrPapers:
		return "原始凭证、通知、名单等附件齐全"
	case AttrAccount:
		return "科目用得对，应由行政负担的没有列支"
	case AttrPeriod:
		return "记在该记的月份"
	case AttrReceived:
		return "收款人或领取人是本人，签收齐全"
	case AttrStandard:
		return "没有超标准、超范围"
	}
	return string(a)
}

// Verdict is the result of testing one attribute.
type Verdict uint8

// The verdicts. The zero value says that nobody has looked.
const (
	VerdictOpen Verdict = iota
	VerdictGood
	VerdictBad
	VerdictNone // the question does not arise
)

// String is the mark in the working paper.
func (v Verdict) String() string {
	switch v {
	case VerdictGood:
		return "符合"
	case VerdictBad:
		return "不符合"
	case VerdictNone:
		return "不适用"
	}
	return "未查"
}

// Mark is one attribute's verdict.
type Mark struct {
	Attribute Attribute
	Verdict   Verdict
}

// Exam is one working-paper line: a sampled voucher examined.
type Exam struct {
	Key     string
	Audited ledger.Money // what the amount should have been, with its sign
	Marks   []Mark
	Note    string
	By      string
	On      ledger.Day
}

// Tested reports whether at least one attribute has a verdict and none is open.
func (e Exam) Tested() bool {
	for _, m := range e.Marks {
		if m.Verdict == VerdictOpen {
			return false
		}
	}
	return len(e.Marks) > 0
}

// check refuses lines that do not belong to the sample or say two things.
func check(sel Selection, exams []Exam) (map[string]Exam, error) {
	in := map[string]bool{}
	for _, p := range sel.Picks {
		in[p.Key] = true
	}
	done := map[string]Exam{}
	var probs ledger.Problems
	add := func(e Exam, text string) {
		probs = append(probs, ledger.Problem{Field: "key", Subject: ledger.Plain(e.Key), Code: ledger.CodeBadValue, Text: text})
	}
	for _, e := range exams {
		if _, twice := done[e.Key]; twice {
			add(e, "同一张凭证有两行检查记录；请留一行。")
			continue
		}
		switch {
		case !in[e.Key]:
			add(e, "不在样本里，不能用来推算；另外查的凭证请单独记录。")
		case !e.Tested():
			continue // still open
		case e.Audited.Abs() < 0 || e.Audited.Abs() > 1_000_000*ledger.MaxMoney:
			add(e, "审定金额太大，请重新填写。")
		case strings.TrimSpace(e.By) == "" || e.On == 0:
			add(e, "没有写检查人或日期；底稿每一行都要写。")
		default:
			done[e.Key] = e
		}
	}
	if len(probs) > 0 {
		return nil, &ledger.Error{Code: ledger.CodeBadValue, Text: "底稿有几行不能用。", Problems: probs}
	}
	return done, nil
}
