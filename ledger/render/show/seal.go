package show

import (
	"huizhang/ledger"
	"huizhang/ledger/report"
)

// Seal is what a paper says about itself so that the book can be held against
// it later, line by line. Where the QR code is drawn its text is left out.
func Seal(doc *report.Document, drawn bool) []string {
	s := doc.Seal
	if s == nil {
		return nil
	}
	out := []string{"核对码 " + ledger.Plain(s.Code)}
	if s.QR != "" && !drawn {
		out = append(out, "二维码内容 "+ledger.Plain(s.QR))
	}
	for _, who := range s.Signed {
		out = append(out, ledger.Plain(who))
	}
	if s.About != "" {
		out = append(out, ledger.Plain(s.About))
	}
	return out
}
