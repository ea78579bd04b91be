package intake

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"huizhang/ledger"
)

func read(name string, data []byte) (*Table, error) {
	return Read(context.Background(), name, bytes.NewReader(data), int64(len(data)), Usual())
}

func mustRead(t *testing.T, name string, data []byte) *Table {
	t.Helper()
	tab, err := read(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return tab
}

func cells(tab *Table) [][]string {
	var out [][]string
	for _, r := range tab.Rows {
		out = append(out, r.Cells)
	}
	return out
}

// workbook writes rows to the first sheet; a time.Time becomes a date cell.
func workbook(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, r := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gb(s string) []byte {
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return out
}

func TestReadCSV(t *testing.T) {
	want := [][]string{{"王某", "1,234.50"}, {"李某"}}
	text := "姓名,岗位工资\n王某,\"1,234.50\"\n\n李某,\n"
	utf16le := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune("姓名\t岗位工资\r\n王某\t\"1,234.50\"\r\n李某")) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	for name, data := range map[string][]byte{
		"utf8": []byte(text), "bom": []byte("\xEF\xBB\xBF" + text), "gb18030": gb(text), "crlf": []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"tab": []byte("姓名\t岗位工资\n王某\t1,234.50\n李某\n"), "semicolon": []byte("姓名;岗位工资\n王某;1,234.50\n李某\n"), "utf16": utf16le,
		"spaces": []byte(" 姓名 ,岗位工资（元）\n 王某\t,\"1,234.50\"\n李某,,,\n"),
	} {
		tab := mustRead(t, name, data)
		if got := cells(tab); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %q", name, got)
		}
		if tab.Col("岗位工资") != 1 || tab.Col("没有", "姓名") != 0 || tab.Col("没有") != -1 {
			t.Errorf("%s: columns of %q not found", name, tab.Header)
		}
	}
}

func TestReadLinesAndTitles(t *testing.T) {
	tab := mustRead(t, `C:\表\名单.csv`, []byte("某某中学工会会员名单\n制表：2026年5月\n\n编号,姓名\n\"A\n1\",王某\n2,李某\n合计,2\n"))
	if tab.File != "名单.csv" || tab.Header[1] != "姓名" || len(tab.Rows) != 3 {
		t.Fatalf("got %+v", tab)
	}
	if tab.Rows[0].Line != 5 || tab.Rows[1].Line != 7 || tab.Rows[0].Cells[0] != "A 1" {
		t.Errorf("lines are wrong: %+v", tab.Rows)
	}
	if s := tab.Subject(7, "姓名"); s != "名单.csv 第 7 行 姓名" {
		t.Errorf("subject %s", s)
	}
}

// TestOldMacLines: a file whose lines end in CR alone loses no row.
func TestOldMacLines(t *testing.T) {
	got := cells(mustRead(t, "名册.csv", []byte("姓名,备注\r王某,\"好,\r很好\"\r李某,\r")))
	if want := [][]string{{"王某", "好, 很好"}, {"李某"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestManyLinesInACell: quotes inside a cell of several lines are no fault where
// all of them are in their place.
func TestManyLinesInACell(t *testing.T) {
	got := cells(mustRead(t, "名册.csv", []byte("姓名,备注\n王某,\"好\n他说,\"\"好\"\"\"\n李某,好\n")))
	if len(got) != 2 || got[1][0] != "李某" || !strings.Contains(got[0][1], `"好"`) {
		t.Errorf("got %q", got)
	}
}

func TestUnwrap(t *testing.T) {
	tab := mustRead(t, "bank.csv", []byte("姓名,编号,备注\n\t王某,=\"6217001\",'=1+1\n李某,\"=\"\"6217002\"\"\",'-5\n赵某,'abc,＝1\n钱某,1,'＋1\n"))
	want := [][]string{{"王某", "6217001", "=1+1"}, {"李某", "6217002", "-5"}, {"赵某", "'abc", "＝1"}, {"钱某", "1", "＋1"}}
	if got := cells(tab); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestHiddenCharactersAreTold(t *testing.T) {
	tab := mustRead(t, "x.csv", []byte("姓名,备注\n王\u200b某,\x1b]0;title\a\n李某,\u202e好\n"))
	if got := cells(tab); !reflect.DeepEqual(got, [][]string{{"王某", "]0;title"}, {"李某", "好"}}) {
		t.Errorf("got %q", got)
	}
	var told []string
	for _, n := range tab.Notes {
		if n.Code != CodeHidden || ledger.Plain(n.Text) != n.Text {
			t.Errorf("note %+v", n)
		}
		told = append(told, n.Subject)
	}
	if want := []string{"x.csv 第 2 行 姓名", "x.csv 第 2 行 备注", "x.csv 第 3 行 备注"}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %q", told)
	}
	if !strings.Contains(tab.Notes[1].Text, "␛") || !strings.Contains(tab.Notes[2].Text, "⟦U+202E⟧") {
		t.Errorf("the marks are not shown: %+v", tab.Notes)
	}
}

func TestReadWorkbook(t *testing.T) {
	day := time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)
	tab := mustRead(t, "m.xlsx", workbook(t,
		[]any{"某某中学工会会员名单"},
		[]any{"姓名", "岗位工资", "出生日期", "手机", "备注"},
		[]any{"王某", 3456.78, day, 13800000000, "=1+1"},
		[]any{},
		[]any{"李某", 0.1 + 0.2, day.Add(8 * time.Hour), nil, true},
	))
	want := [][]string{{"王某", "3456.78", "2026-05-31", "13800000000", "=1+1"}, {"李某", "0.3", "2026-05-31", "", "是"}}
	if got := cells(tab); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
	if tab.Rows[0].Line != 3 || tab.Rows[1].Line != 5 || tab.Sheet != "Sheet1" {
		t.Errorf("lines or sheet wrong: %+v", tab)
	}
}

func TestWorkbookStylesFormulasAndSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := f.NewSheet("名单")
	check(err)
	_, err = f.NewSheet("第三张")
	check(err)
	check(f.SetSheetRow("Sheet1", "A1", &[]any{"姓名", "这里写说明"}))
	check(f.SetSheetRow("名单", "A1", &[]any{"姓名", "入会日期", "岗位工资", "月份"}))
	chinese, money := `yyyy"年"m"月"d"日"`, `#,##0.00_);[Red]"d"(#,##0.00)`
	for cell, format := range map[string]*string{"B2": &chinese, "C2": &money} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: format})
		check(err)
		check(f.SetCellStyle("名单", cell, cell, id))
	}
	cjk, err := f.NewStyle(&excelize.Style{NumFmt: 57})
	check(err)
	check(f.SetCellStyle("名单", "D2", "D2", cjk))
	check(f.SetCellValue("名单", "A2", "王某"))
	check(f.SetCellValue("名单", "B2", 46173))
	check(f.SetCellValue("名单", "C2", 46173.5))
	check(f.SetCellValue("名单", "D2", 46143))
	check(f.SetCellFormula("名单", "C3", "SUM(C2:C2)"))
	check(f.SetCellRichText("名单", "A3", []excelize.RichTextRun{{Text: "李"}, {Text: "某"}}))
	var b bytes.Buffer
	check(f.Write(&b))
	tab := mustRead(t, "x.xlsx", b.Bytes())
	if want := [][]string{{"王某", "2026-05-31", "46173.5", "2026-05-01"}, {"李某"}}; !reflect.DeepEqual(cells(tab), want) || tab.Sheet != "名单" {
		t.Errorf("got %q of %s", cells(tab), tab.Sheet)
	}
	if len(tab.Notes) != 1 || !strings.Contains(tab.Notes[0].Text, "Sheet1、第三张") {
		t.Errorf("unread sheets are not told: %+v", tab.Notes)
	}
}

func TestNumbersOfWorkbooks(t *testing.T) {
	for in, want := range map[string]string{
		"0.30000000000000004": "0.3", "1234.5599999999999": "1234.56", "1E3": "1000", "1.2E-3": "0.0012", "6.2170012345678901E+18": "6217001234567890000", "-50": "-50",
		"100": "100", "1E999999999": "1E999999999", "abc": "abc", "1e-300000": "1e-300000", "123456789012345": "123456789012345", "0": "0",
	} {
		if got := tidyNumber(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]string{"1": "1900-01-01", "59": "1900-02-28", "61": "1900-03-01", "46173": "2026-05-31", "46173.99": "2026-05-31", "0.5": "0.5", "-3": "-3", "9999999": "9999999", "1E999999999": "1E999999999"} {
		if got := serialDay(in, false); got != want {
			t.Errorf("day %s: got %s, want %s", in, got, want)
		}
	}
	if got := serialDay("44711", true); got != "2026-05-31" {
		t.Errorf("1904: got %s", got)
	}
}
