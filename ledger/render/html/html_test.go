package html

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

func written(t *testing.T, doc *report.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, doc, nil, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The page is read by a real reader of markup; what comes out as text must be
// the book's text, and nothing but our own elements may be there.
func TestTextsAreEscaped(t *testing.T) {
	page := written(t, rendertest.Members())
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	ours := map[string]bool{}
	for _, s := range strings.Fields("html head meta title style body h1 h2 div span table thead tbody tr th td ul li") {
		ours[s] = true
	}
	cells := map[string]bool{}
	in := ""
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if !ours[e.Name.Local] {
				t.Errorf("foreign element %s", e.Name.Local)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" || a.Name.Local == "src" {
					t.Errorf("attribute %s", a.Name.Local)
				}
			}
			in = e.Name.Local
		case xml.CharData:
			if in == "td" {
				cells[string(e)] = true
			}
		}
	}
	for _, s := range append(rendertest.Hostile(), "欧阳𬭎", "李䶮", "王㛃") {
		if !cells[ledger.Plain(s)] {
			t.Errorf("%q is not on the page", s)
		}
	}
}

func TestPrintable(t *testing.T) {
	page := written(t, rendertest.Roll(60))
	for _, want := range []string{"@page { size: A4 landscape", "<thead>", "table-header-group", "min-width: 25mm", "default-src 'none'", "单位：元", "工会主席：", "colspan="} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not on the page", want)
		}
	}
	for _, bad := range []string{"<script", "http://", "https://", "javascript:", "url("} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
}
