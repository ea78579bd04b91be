package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/render/font"
	"huizhang/ledger/render/rendertest"
	"huizhang/ledger/report"
)

func printed(t testing.TB, doc *report.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, doc, nil); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("PDF_KEEP"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".pdf"), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// words extracts the text of each page with pdftotext.
func words(t *testing.T, pdf []byte) []string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed (apt-get install poppler-utils)")
	}
	cmd := exec.Command(tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err, complaints.String())
	}
	if complaints.Len() > 0 {
		t.Errorf("pdftotext complains: %s", complaints.String())
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func TestRollKeepsEveryName(t *testing.T) {
	doc := rendertest.Roll(330)
	pages := words(t, printed(t, doc))
	if len(pages) < 10 {
		t.Fatalf("%d pages", len(pages))
	}
	all := strings.Join(pages, "\n")
	for i := range 330 {
		if !strings.Contains(all, rendertest.RollName(i)) {
			t.Errorf("line %d: %s not found in the text of the file", i, rendertest.RollName(i))
		}
	}
	for i, p := range pages {
		for _, want := range []string{doc.Title, "编制单位：青禾中学工会委员会", "单位：元", "工会主席：", "财务负责人：", "制表：", fmt.Sprintf("第 %d 页 / 共 %d 页", i+1, len(pages))} {
			if !strings.Contains(p, want) {
				t.Errorf("page %d lacks %s", i+1, want)
			}
		}
		if !strings.Contains(p, "签名") || !strings.Contains(p, "12月") {
			t.Errorf("page %d lacks the column heads", i+1)
		}
		if strings.Count(p, doc.Title) != 1 {
			t.Errorf("page %d has the title %d times", i+1, strings.Count(p, doc.Title))
		}
	}
	if n := strings.Count(all, "本页小计"); n != len(pages) {
		t.Errorf("%d page subtotals on %d pages", n, len(pages))
	}
}

// planOf gives the pages without drawing them.
func planOf(t testing.TB, doc *report.Document) ([]page, paper) {
	t.Helper()
	face, err := font.NewFace()
	if err != nil {
		t.Fatal(err)
	}
	p := layPaper(doc, turned(doc, ink{face}))
	pages, err := plan(doc, ink{face}, p, &meter{})
	if err != nil {
		t.Fatal(err)
	}
	return pages, p
}

func TestLayoutOfRoll(t *testing.T) {
	doc := rendertest.Roll(330)
	pages, paper := planOf(t, doc)
	sign := len(doc.Tables[0].Columns) - 1
	for n, pg := range pages {
		for _, b := range pg.blocks {
			if len(b.cols.widths) == 0 {
				continue
			}
			if got := b.cols.widths[sign] / mm; got < 25 {
				t.Errorf("page %d: signature column is %.1f mm", n+1, got)
			}
			sum, y := 0.0, b.y
			for _, w := range b.cols.widths {
				sum += w
			}
			if sum > paper.room()+0.01 || sum < paper.room()-0.01 {
				t.Errorf("page %d: columns take %.1f of %.1f", n+1, sum, paper.room())
			}
			for k, l := range b.lines {
				y += l.height
				if k > 0 && l.height < 8*mm-0.01 {
					t.Errorf("page %d: row of %.1f mm", n+1, l.height/mm)
				}
				for _, c := range l.boxes {
					checkBox(t, b, c)
				}
			}
			if y > paper.bottom+0.01 {
				t.Errorf("page %d: rows run into the signature line: %.1f > %.1f", n+1, y, paper.bottom)
			}
		}
	}
}

// checkBox proves that no text is wider than its cell.
func checkBox(t *testing.T, b block, c box) {
	t.Helper()
	face, err := font.NewFace()
	if err != nil {
		t.Fatal(err)
	}
	room := -2*padding - c.indent
	for _, w := range b.cols.widths[c.col : c.col+c.span] {
		room += w
	}
	for _, s := range c.lines {
		if w := (ink{face}).em(s) * c.size; w > room+0.5 {
			t.Errorf("%q is %.1f wide in %.1f", s, w, room)
		}
		if c.size < 5 {
			t.Errorf("%q is set in %.1f points", s, c.size)
		}
	}
}

func TestPageSubtotalsAddUp(t *testing.T) {
	doc := rendertest.Roll(120)
	pages, _ := planOf(t, doc)
	var want []string
	next := 0
	rows := doc.Tables[0].Rows
	for range pages {
		want = append(want, "")
	}
	for n, pg := range pages {
		var sum ledger.Money
		for _, b := range pg.blocks {
			for _, l := range b.lines {
				for next < len(rows) && rows[next].Kind != report.RowItem {
					next++
				}
				if len(l.boxes) == 19 && next < len(rows) && len(l.boxes[1].lines) == 1 && l.boxes[1].lines[0] == rows[next].Cells[1].Text {
					sum += rows[next].Cells[16].Money
					next++
				}
				if len(l.boxes[0].lines) > 0 && l.boxes[0].lines[0] == "本页小计" {
					if base := l.boxes[1]; base.col != 2 || len(base.lines) != 0 {
						t.Errorf("page %d: 月缴基数 has no total, yet a page total: %v", n+1, base.lines)
					}
					want[n] = l.boxes[len(l.boxes)-3].lines[0]
				}
			}
		}
		if want[n] != sum.Grouped() {
			t.Errorf("page %d: 本页小计 says %q, its rows add up to %s", n+1, want[n], sum.Grouped())
		}
	}
	if next != len(rows) {
		t.Errorf("only %d of %d rows were seen", next, len(rows))
	}
}

func TestSameDocumentSameBytes(t *testing.T) {
	for _, doc := range []*report.Document{rendertest.Members(), rendertest.Roll(60)} {
		if !bytes.Equal(printed(t, doc), printed(t, doc)) {
			t.Errorf("%s: two runs differ", doc.Name)
		}
	}
}

func TestHostileTextsAreHarmless(t *testing.T) {
	all := strings.Join(words(t, printed(t, rendertest.Members())), "\n")
	if strings.ContainsAny(all, "\x1b\a\u202E\u200B") {
		t.Error("a control character came through")
	}
	for _, want := range []string{"欧阳𬭎", "李䶮", "王㛃", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "2020-05-03", "签名"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s not found", want)
		}
	}
}

func TestMapOfCharactersIsMended(t *testing.T) {
	b := printed(t, rendertest.Members())
	if bytes.Contains(b, []byte("beginbfrange")) || !bytes.Contains(b, []byte("<D872DF4E>")) {
		t.Error("the map does not name 𬭎 by its surrogates")
	}
	// No byte was moved: the table of objects still begins where the file says.
	tail := b[bytes.LastIndex(b, []byte("startxref")):]
	var at int
	if _, err := fmt.Sscanf(string(tail), "startxref\n%d", &at); err != nil || !bytes.HasPrefix(b[at:], []byte("xref")) {
		t.Errorf("startxref %d: %v", at, err)
	}
}

func TestMissingGlyphs(t *testing.T) {
	doc := rendertest.Income()
	if gaps, err := Missing(doc); err != nil || len(gaps) != 0 {
		t.Errorf("gaps in a plain document: %v %v", gaps, err)
	}
	doc.Tables[0].Rows[1].Cells[0] = report.Text("李𡩋")
	doc.Tables[0].Rows[2].Cells[0] = report.Text("李𡩋")
	doc.Notes = append(doc.Notes, "经办：王𠮷")
	gaps, err := Missing(doc)
	if err != nil || len(gaps) != 2 || gaps[0].Text != "李𡩋" || string(gaps[0].Runes) != "𡩋" || gaps[1].Text != "经办：王𠮷" {
		t.Fatalf("%v %v", gaps, err)
	}
	all := strings.Join(words(t, printed(t, doc)), "")
	if !strings.Contains(all, "李〓") || !strings.Contains(all, "王〓") {
		t.Error("〓 does not stand for the missing characters")
	}
}

func TestSeveralTablesOnOnePage(t *testing.T) {
	pages := words(t, printed(t, rendertest.Several()))
	if len(pages) != 1 {
		t.Fatalf("%d pages", len(pages))
	}
	for _, want := range []string{"记字第 1 号", "记字第 3 号", "壹仟伍佰陆拾玖元整", "1,569.00"} {
		if !strings.Contains(pages[0], want) {
			t.Errorf("%s not found", want)
		}
	}
}

func TestStatement(t *testing.T) {
	pages := words(t, printed(t, rendertest.Income()))
	for _, want := range []string{"工会02表", "收入支出表", "2026年5月", "1,234,567.89", "-50.00", "账簿核对码 9f86d081884c7d65"} {
		if !strings.Contains(pages[0], want) {
			t.Errorf("%s not found", want)
		}
	}
}

func TestLongTextsStayOnThePage(t *testing.T) {
	doc := rendertest.Income()
	doc.Title = strings.Repeat("很长的标题", 30)
	doc.Organization = strings.Repeat("某某学校", 30)
	doc.Tables[0].Rows[1].Cells[0] = report.Text(strings.Repeat("说明文字，", 3000))
	doc.Tables[0].Rows[2].Cells[0] = report.Text(strings.Repeat("x", 500))
	doc.Notes = []string{strings.Repeat("附注很长。", 2000)}
	pages, paper := planOf(t, doc)
	for n, pg := range pages {
		for _, b := range pg.blocks {
			y := b.y
			for _, l := range b.lines {
				y += l.height
			}
			if y > paper.bottom+0.01 {
				t.Errorf("page %d runs over", n+1)
			}
		}
	}
	printed(t, doc)
}

func TestTooWideATableTurnsTheSheet(t *testing.T) {
	doc := rendertest.Roll(40)
	doc.Landscape = false
	if _, p := planOf(t, doc); p.width < p.height {
		t.Error("19 columns on an upright sheet")
	}
	if _, p := planOf(t, rendertest.Income()); p.width > p.height {
		t.Error("3 columns on a sheet on its side")
	}
}

func TestCancel(t *testing.T) {
	for _, stop := range []int{1, 3, 20} {
		var b bytes.Buffer
		calls := 0
		err := Write(&b, rendertest.Roll(600), func(done, total int) bool {
			if done > total {
				t.Errorf("%d of %d", done, total)
			}
			calls++
			return calls < stop
		})
		if !errors.Is(err, context.Canceled) || b.Len() != 0 {
			t.Errorf("stop %d: %v, %d bytes", stop, err, b.Len())
		}
	}
}

func BenchmarkRoll300(b *testing.B)   { benchmark(b, 300) }
func BenchmarkRoll10000(b *testing.B) { benchmark(b, 10000) }

func benchmark(b *testing.B, n int) {
	doc := rendertest.Roll(n)
	b.ReportAllocs()
	for b.Loop() {
		printed(b, doc)
	}
}
