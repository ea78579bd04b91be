package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
)

type part struct{ name, text string }

// pack makes a package whose sheet is given; other parts follow.
func pack(t testing.TB, sheet string, more ...part) []byte {
	t.Helper()
	parts := append([]part{
		{"[Content_Types].xml", `<Types/>`},
		{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet},
	}, more...)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sheetOf(rows string) string {
	return `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`
}

func inline(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }

// lying makes a package whose directory understates the size of the sheet.
func lying(t testing.TB) []byte {
	t.Helper()
	data := pack(t, sheetOf(strings.Repeat(`<row>`+inline("姓名")+`</row>`, 400_000)))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		h := f.FileHeader
		if strings.HasSuffix(f.Name, "sheet1.xml") {
			h.UncompressedSize64, h.CRC32 = 50, crc32.ChecksumIEEE(nil)
		}
		h.Flags &^= 8
		out, err := w.CreateRaw(&h)
		if err != nil {
			t.Fatal(err)
		}
		in, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(out, in); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileFilesAreRefused(t *testing.T) {
	row := `<row>` + inline("姓名") + `</row>`
	good := pack(t, sheetOf(row+row))
	entities := `<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", 1000) + `">]>` + sheetOf(`<row>`+inline("&b;&b;")+`</row>`)
	manyParts := make([]part, 1001)
	for i := range manyParts {
		manyParts[i] = part{fmt.Sprintf("xl/x%d.xml", i), ""}
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":           {nil, "文件是空的"},
		"bomb":            {pack(t, sheetOf(row+strings.Repeat(" ", 101<<20))), "展开后超过 100 MB"},
		"bomb aside":      {pack(t, sheetOf(row), part{"xl/media/a.png", strings.Repeat("\x00", 101<<20)}), "展开后超过 100 MB"},
		"strange ratio":   {pack(t, sheetOf(row+strings.Repeat(" ", 20<<20))), "压缩得反常"},
		"lying sizes":     {lying(t), "读取失败"},
		"many parts":      {pack(t, sheetOf(row), manyParts...), "部件超过 1000"},
		"twice one part":  {pack(t, sheetOf(row), part{"XL/workbook.xml", "<a/>"}), "重名"},
		"row 2147483647":  {pack(t, sheetOf(`<row r="2147483647">`+inline("x")+`</row>`)), "行号"},
		"row -1":          {pack(t, sheetOf(`<row r="-1">`+inline("x")+`</row>`)), "行号"},
		"row huge":        {pack(t, sheetOf(`<row r="99999999999999999999">`+inline("x")+`</row>`)), "行号"},
		"many rows":       {pack(t, sheetOf(strings.Repeat(`<row/>`, 200_001))), "行数超过 200000"},
		"far column":      {pack(t, sheetOf(`<row><c r="ZZZZZZZ1"><v>1</v></c></row>`)), "列数超过 256"},
		"wide sheet":      {pack(t, sheetOf(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 100_000)+`</row>`)), "列数超过 256"},
		"many cells":      {pack(t, sheetOf(strings.Repeat(`<row><c r="IV1"><v>1</v></c></row>`, 20_000))), "单元格超过"},
		"big cell":        {pack(t, sheetOf(`<row>`+inline(strings.Repeat("x", 40_000))+`</row>`)), "一格超过 32767"},
		"deep":            {pack(t, sheetOf(strings.Repeat(`<a>`, 2_000_000))), "嵌套超过 64 层"},
		"deep cell":       {pack(t, sheetOf(`<row><c><is>`+strings.Repeat(`<r>`, 100)+`</is></c></row>`)), "嵌套超过 64 层"},
		"entities":        {pack(t, entities), "不该有的声明"},
		"unknown entity":  {pack(t, sheetOf(`<row>`+inline("&b;")+`</row>`)), "读取失败"},
		"cut xml":         {pack(t, `<worksheet><sheetData><row>`+inline("姓名")), "读取失败"},
		"cut after row":   {pack(t, `<worksheet><sheetData>`+row+row), "读取失败"},
		"half":            {good[:len(good)/2], "读取失败"},
		"no sheet":        {pack(t, "", part{"xl/styles.xml", "<a>"})[:40], "读取失败"},
		"string index":    {pack(t, sheetOf(`<row><c r="A1" t="s"><v>7</v></c></row>`)), "文字找不到"},
		"string repeated": {pack(t, sheetOf(strings.Repeat(`<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 50)+`</row>`, 200)), part{"xl/sharedStrings.xml", `<sst><si><t>` + strings.Repeat("长", 10_000) + `</t></si></sst>`}), "展开后超过 100 MB"},
		"not a workbook": {func() []byte {
			d := pack(t, "")
			return bytes.ReplaceAll(d, []byte("xl/workbook.xml"), []byte("xl/wordbook.xml"))
		}(), "读取失败"},
		"old xls":        {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("x", 600)), "旧版 .xls"},
		"pdf":            {[]byte("%PDF-1.7\n"), "不是表格文件"},
		"html":           {[]byte("\xEF\xBB\xBF <html><table><tr><td>姓名</td></tr></table>"), "网页"},
		"binary":         {[]byte("姓名,编号\n\x00\x01\x02"), "第 2 行有二进制内容"},
		"lone FF":        {[]byte("姓名\n王某\n李\xff某\n"), "第 3 行"},
		"gbk with FF":    {append(gb("姓名\n王某\n"), 0xFF), "第 3 行"},
		"broken utf8":    {[]byte("姓名,备注\n王某,这是一段足够长的备注文字\n李某\xe6\x9d,好\n"), "第 3 行"},
		"csv wide":       {[]byte("姓名" + strings.Repeat(",1", 100_000)), "列数超过 256"},
		"csv big cell":   {[]byte("姓名\n" + strings.Repeat("x", 100_000)), "一格超过 32767"},
		"csv rows":       {[]byte("姓名\n" + strings.Repeat("王\n", 200_001)), "行数超过 200000"},
		"unclosed quote": {[]byte("姓名,备注\n王某,\"五寸\n" + strings.Repeat("李某,好\n", 30)), "第 2 行有一个引号"},
		"quote at end":   {[]byte("姓名,编号\n\"王某,1\n"), "第 2 行有一个引号"},
		"quote, no end":  {[]byte("姓名,编号\n\"王某,1"), "第 2 行有一个引号"},
		"quote swallows": {[]byte("姓名,备注\n王某,\"五寸\n李某,好\n赵某,\"好\"\n孙某,好\n"), "第 2 行有一个引号"},
		"too large":      {bytes.Repeat([]byte("姓名,备注\n"), 2_000_000), "文件超过 20 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			tab, err := read("坏\x1b文件.xlsx", c.data)
			var e *ledger.Error
			if !errors.As(err, &e) || !strings.Contains(e.Text, c.want) {
				t.Fatalf("got %v, %v, want an error with %s", tab, err, c.want)
			}
			if e.Code == "" || ledger.Plain(e.Text) != e.Text || !strings.HasSuffix(e.Text, "。") {
				t.Errorf("not a plain message: %q", e.Text)
			}
			if d := time.Since(start); d > 15*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}

// TestUnpackedBytesAreCounted holds the count itself: what a package says of its
// sizes is another gate, and one part may be read many times.
func TestUnpackedBytesAreCounted(t *testing.T) {
	b := &budget{ctx: context.Background(), lim: Limits{Unpacked: 3000}}
	for n := range 4 {
		_, err := io.ReadAll(b.reader(strings.NewReader(strings.Repeat("x", 1000)), 1000))
		if n < 3 && err != nil || n == 3 && ledger.CodeOf(err) != CodeTooBig {
			t.Fatalf("after %d parts: %v", n+1, err)
		}
	}
}

func TestFormulasAndEscapesStayText(t *testing.T) {
	tab := mustRead(t, "x.xlsx", pack(t, sheetOf(`<row>`+inline("姓名")+inline("备注")+`</row><row>`+inline("王&#x202E;某")+`<c t="str"><f>HYPERLINK("http://x")</f><v>点我</v></c></row>`+
		`<row>`+inline("=cmd|' /C calc'!A0")+`<c><f>1+1</f></c></row>`)))
	if got := fmt.Sprint(cells(tab)); got != "[[王某 点我] [=cmd|' /C calc'!A0]]" {
		t.Errorf("got %s", got)
	}
	if len(tab.Notes) != 1 {
		t.Errorf("notes %+v", tab.Notes)
	}
}

func TestEveryCutOfAWorkbook(t *testing.T) {
	data := workbook(t, []any{"姓名", "编号"}, []any{"王某", 1})
	for n := range data {
		if n%7 == 0 || n > len(data)-30 {
			if tab, err := read("x.xlsx", data[:n]); err == nil {
				t.Fatalf("%d of %d bytes were read as %v", n, len(data), tab)
			}
		}
	}
}

func TestCancelAndDeadline(t *testing.T) {
	data := []byte("姓名\n" + strings.Repeat("王某\n", 1000))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "x.csv", bytes.NewReader(data), int64(len(data)), Usual()); err == nil || !strings.Contains(err.Error(), "已取消") {
		t.Errorf("cancelled: %v", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), 0)
	defer cancel()
	book := workbook(t, []any{"姓名"}, []any{"王某"})
	if _, err := Read(ctx, "x.xlsx", bytes.NewReader(book), int64(len(book)), Usual()); err == nil || !strings.Contains(err.Error(), "用时太长") {
		t.Errorf("late: %v", err)
	}
}

func BenchmarkWorkbook100k(b *testing.B) {
	row := `<row>` + strings.Repeat(inline("会费"), 6) + strings.Repeat(`<c><v>1234.56</v></c>`, 6) + `</row>`
	var s strings.Builder
	s.WriteString(`<row>` + inline("姓名") + `</row>`)
	for i := range 100_000 {
		fmt.Fprintf(&s, "%s<!--%x-->", row, crc32.ChecksumIEEE([]byte(fmt.Sprint(i))))
	}
	data := pack(b, sheetOf(s.String()))
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		if _, err := read("x.xlsx", data); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("姓名,编号\n王某,=\"1\"\n"))
	f.Add([]byte("日期;组;摘要\n\"2026\"\"-05\";'=1;\x1b[2J\n"))
	f.Add(gb("交易日期\t摘要\t收入\n20260531\t会费\t1,234.50\n"))
	f.Add(pack(f, sheetOf(`<row>`+inline("姓名")+`</row><row><c r="B7"><v>1e3</v></c></row>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		lim := Usual()
		lim.Unpacked, lim.Rows, lim.Cells = 4<<20, 2000, 20_000
		tab, err := Read(context.Background(), "x.csv", bytes.NewReader(data), int64(len(data)), lim)
		if err != nil {
			var e *ledger.Error
			if !errors.As(err, &e) || ledger.Plain(e.Text) != e.Text {
				t.Fatalf("not a plain error: %q", err)
			}
			return
		}
		clean := func(s string) {
			if ledger.Plain(s) != s {
				t.Fatalf("%q is not plain", s)
			}
		}
		for _, r := range append(tab.Rows, Row{1, tab.Header}) {
			for _, c := range r.Cells {
				clean(c)
			}
			if r.Line < 1 {
				t.Fatalf("line %d", r.Line)
			}
		}
		_, p1, _ := Members(tab)
		_, p2, _ := Vouchers(tab, nil)
		_, p3, _ := Bank(tab)
		_, p4, _ := Payroll(tab)
		_, p5, _ := Opening(tab, nil)
		for _, ps := range [][]ledger.Problem{tab.Notes, p1, p2, p3, p4, p5} {
			for _, p := range ps {
				clean(p.Subject)
				clean(p.Text)
				if p.Subject == "" || p.Text == "" {
					t.Fatalf("an empty problem: %+v", p)
				}
			}
		}
	})
}
