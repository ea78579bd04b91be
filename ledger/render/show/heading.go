package show

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Heading is the three parts of the line under the title: who, when, unit.
// Empty parts stay empty.
func Heading(doc *report.Document) (who, when, unit string) {
	if s := ledger.Plain(doc.Organization); s != "" {
		who = "编制单位：" + s
	}
	when = ledger.Plain(doc.PeriodText)
	if when == "" && doc.Period.String() != "" {
		when = doc.Period.Chinese()
	}
	if s := ledger.Plain(doc.Unit); s != "" {
		unit = "单位：" + s
	}
	return who, when, unit
}

// Signatures are the labels of the signature line, each with its colon.
func Signatures(doc *report.Document) []string {
	out := make([]string, 0, len(doc.Signatures))
	for _, s := range doc.Signatures {
		out = append(out, ledger.Plain(s)+"：")
	}
	return out
}

// Made is the small line that tells when the figures were read and at which
// head of the log, so that a print can be held against the book later.
func Made(doc *report.Document) string {
	s := ""
	if g := ledger.Plain(doc.Generated); g != "" {
		s = "生成时间 " + g
	}
	if h := ledger.Plain(doc.Head); h != "" {
		if s != "" {
			s += "  "
		}
		s += "账簿核对码 " + h
	}
	return s
}
