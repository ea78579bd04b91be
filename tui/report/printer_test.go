package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

func files(t *testing.T, d *desk.Desk) []string {
	t.Helper()
	list, err := os.ReadDir(d.Folder)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestPrintNeverOverwrites(t *testing.T) {
	d := deskOn(t, storetest.Example(t, true, nil), "王会计")
	var shown []string
	d.Show = func(p string) error { shown = append(shown, p); return nil }
	s := open(t, d, screen.ReportView{Name: "dues-roll"}, 80, 24)
	s.ResetPresses()
	s.Press("f6").Expect("打印或导出").Press("enter").Expect("已存好")
	if s.Presses() > 2 {
		t.Errorf("%d keys to print the dues roll", s.Presses())
	}
	s.Press("enter").Reject("已存好")
	s.Press("f6", "enter").Expect("已存好").Press("esc")
	got := files(t, d)
	want := []string{"青山小学工会委员会-会费缴纳花名册-2026-2.pdf", "青山小学工会委员会-会费缴纳花名册-2026.pdf"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("files %q", got)
	}
	if len(shown) != 1 || filepath.Base(shown[0]) != want[1] {
		t.Errorf("shown %q", shown)
	}
	for _, name := range got {
		if b, err := os.ReadFile(filepath.Join(d.Folder, name)); err != nil || !bytes.HasPrefix(b, []byte("%PDF-")) {
			t.Errorf("%s is no PDF: %v", name, err)
		}
	}
}

func TestEveryFormat(t *testing.T) {
	d := deskOn(t, storetest.Example(t, true, nil), "王会计")
	s := open(t, d, screen.ReportView{Name: "income", Period: jan()}, 80, 24)
	here := *d
	here.Folder = "/home/wang/文档"
	open(t, &here, screen.ReportView{Name: "income", Period: jan()}, 80, 24).Press("f6").Golden("print-80x24")
	for i, key := range []string{"1", "2", "3", "4", "5", "6"} {
		s.Press("f6", key).Expect("已存好：" + d.Folder[:4]) // no viewer: a notice alone
		if n := len(files(t, d)); n != i+1 {
			t.Fatalf("after %s there are %d files: %q", key, n, files(t, d))
		}
	}
	s.Resize(60, 20).Press("f6").Expect("7 换个位置或名字").Press("7")
	for range 200 {
		s.Press("backspace")
	}
	s.Type(filepath.Join(d.Folder, "一月.doc")).Press("enter").Expect("结尾")
	s.Press("backspace", "backspace", "backspace").Type("csv").Press("enter").Expect("已存好")
	if b, err := os.ReadFile(filepath.Join(d.Folder, "一月.csv")); err != nil || !bytes.Contains(b, []byte("9381.34")) {
		t.Errorf("%v %s", err, b)
	}
	s.Press("f6", "7")
	for range 200 {
		s.Press("backspace")
	}
	s.Type(filepath.Join(d.Folder, "没有", "一月.csv")).Press("enter").Expect("没有这个文件夹")
	if n := len(files(t, d)); n != 7 {
		t.Errorf("%d files are left: %q", n, files(t, d))
	}
}

func TestMissingGlyphsAreNamedFirst(t *testing.T) {
	b := storetest.Example(t, true, func(f *ledger.Found) { f.Unit.Name = "青山\U0002A6A5小学工会委员会" })
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ReportView{Name: "income", Period: jan()}, 80, 24)
	s.Press("f6", "enter").Expect("有的字印不出来").Expect("U+2A6A5").Press("enter").Expect("没有打印")
	if got := files(t, d); len(got) != 0 {
		t.Fatalf("written all the same: %q", got)
	}
	s.Press("f6", "enter", "2").Expect("已存好")
	if got := files(t, d); len(got) != 1 {
		t.Fatalf("not written: %q", got)
	}
}

func TestPublicPapersHoldNoNames(t *testing.T) {
	b := storetest.Example(t, true, nil)
	b.Must(t, ledger.SaveMember{Member: ledger.Member{No: "001", Name: "欧阳小明", Spells: []ledger.Spell{{From: 20200101}}}})
	b.Must(t, ledger.AddAccount{Code: "50107", Text: "欧阳小明慰问"})
	b.Post(t, storetest.V(ledger.DayOf(2026, 2, 5), "慰问", storetest.Dr("50107", 300_00), storetest.Cr("102", 300_00)))
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.ReportView{Name: "disclosure", Period: ledger.MonthPeriod(202602)}, 80, 24)
	s.Press("f6", "3").Expect("有不能公开的内容").Expect("会员姓名").Reject("小明（")
	if got := files(t, d); len(got) != 0 {
		t.Fatalf("written all the same: %q", got)
	}
	s.Press("enter")
	open(t, d, screen.ReportView{Name: "trial", Period: ledger.MonthPeriod(202602)}, 80, 24).Press("f6", "3").Expect("已存好")
}

func TestRegisterIsPrinted(t *testing.T) {
	d := deskOn(t, storetest.Example(t, false, nil), "王会计")
	s := open(t, d, screen.ReportView{Name: "income", Period: jan(), Key: "408"}, 80, 24)
	s.Press("enter").Expect("利息").Press("f6", "3").Expect("已存好")
	got := files(t, d)
	if len(got) != 1 || !strings.HasPrefix(got[0], "青山小学工会委员会-明细：") {
		t.Fatalf("files %q", got)
	}
	if b, err := os.ReadFile(filepath.Join(d.Folder, got[0])); err != nil || !bytes.Contains(b, []byte("12.34")) {
		t.Errorf("%v %s", err, b)
	}
}
