package html

import (
	"bytes"
	"strings"
	"testing"

	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

// Addresses stay in the folder, whatever a text of the book says.
func TestLinksStayInTheFolder(t *testing.T) {
	for _, bad := range []string{"http://a.example/x", "javascript:alert(1)", "//a.example/x", "/etc/passwd", `\\\\server\\share`, "a\x1b[2J", "a\u202Eb", "data:text/html,x"} {
		if got := local(bad); got != "" {
			t.Errorf("%q became %q", bad, got)
		}
	}
	if got := local(`../a%20b/c"d.html#v1`); got != "../a%20b/c&#34;d.html#v1" {
		t.Error(got)
	}
}

func TestLinkedPage(t *testing.T) {
	doc := rendertest.Income()
	links := &Links{
		Nav: []Link{{Text: "返回<目录>", Href: "../先看我.html"}, {Text: "没有地址", Href: "http://a.example"}},
		Cell: func(_ *report.Table, _ *report.Row, col int) string {
			return []string{"x.html#v1", "file:///etc"}[col%2]
		},
		ID: func(*report.Table) string { return `v"1` },
		Below: func(*report.Table) []Link {
			return []Link{{Text: "原件："}, {Text: "发票\x1b.pdf", Href: "../附件/1.pdf"}}
		},
	}
	var b bytes.Buffer
	if err := Write(&b, doc, links, nil); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{`<a href="../先看我.html">返回&lt;目录&gt;</a>没有地址</div>`, `<a href="x.html#v1">`, ` id="v&#34;1"`, `原件：<a href="../附件/1.pdf">发票␛.pdf</a>`, ".nav { display: none; }"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not on the page", want)
		}
	}
	for _, bad := range []string{"http:", "file:", "\x1b"} {
		if strings.Contains(page, bad) {
			t.Errorf("%s is on the page", bad)
		}
	}
	if n := strings.Count(page, " id="); n != len(doc.Tables) {
		t.Errorf("%d names for %d tables", n, len(doc.Tables))
	}
}
