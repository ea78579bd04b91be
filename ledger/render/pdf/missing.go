package pdf

import (
	"huizhang/ledger"
	"huizhang/ledger/render/font"
	"huizhang/ledger/render/show"
	"huizhang/ledger/report"
)

// Gap is a text of the document with the characters that cannot be printed;
// they come out as 〓 and have to be written in by hand.
type Gap struct {
	Text  string
	Runes []rune
}

// Missing names every text whose characters the font lacks, each once, in the
// order of reading. Ask before printing, not after.
func Missing(doc *report.Document) ([]Gap, error) {
	face, err := font.NewFace()
	if err != nil {
		return nil, err
	}
	var out []Gap
	seen := map[string]bool{}
	look := func(s string) {
		var lost []rune
		for _, r := range harmless(s) {
			if _, ok := face.Width(r); !ok {
				lost = append(lost, r)
			}
		}
		if name := ledger.Plain(s); len(lost) > 0 && !seen[name] {
			seen[name] = true
			out = append(out, Gap{name, lost})
		}
	}
	for _, s := range []string{doc.Title, doc.Form, doc.Organization, doc.PeriodText, doc.Unit, doc.Generated, doc.Head} {
		look(s)
	}
	for i := range doc.Tables {
		t := &doc.Tables[i]
		look(t.Title)
		for _, c := range t.Columns {
			look(c.Name)
		}
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				look(c.Text)
			}
		}
	}
	for _, s := range append(append(append([]string{}, doc.Notes...), doc.Signatures...), show.Seal(doc, true)...) {
		look(s)
	}
	return out, nil
}
