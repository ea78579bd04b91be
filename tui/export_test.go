package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huizhang/store"
	"huizhang/store/demo"
	"huizhang/tui/program"
	"huizhang/tui/tuitest"
)

// TestEveryListIsWrittenOut opens each list of the whole program and has it
// written into a file, where a word of the screen must stand.
func TestEveryListIsWrittenOut(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 5, 28, 19, 30, 0, 0, time.UTC) }
	n, folder := 0, t.TempDir()
	shelf := &store.Shelf{Host: "测试机", User: "tester", PID: 1, Now: now}
	path := filepath.Join(t.TempDir(), "练习.book")
	o := demo.UpTo(now(), func(int, int) bool { return true })
	o.Members = 40
	if err := demo.Write(shelf, path, o); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Backup(path, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	app, err := program.New(program.Setup{Shelf: shelf, Now: now, Getenv: func(string) string { return "" }, DataDir: t.TempDir(), Folder: folder,
		NewID: func() string { n++; return fmt.Sprintf("%032x", n) }}, program.Start{Path: path, Chosen: true, Operator: "周敏"})
	if err != nil {
		t.Fatal(err)
	}
	d := tuitest.New(t, app, 80, 24)
	for _, list := range []struct {
		keys, title string
		words       []string
	}{
		{"2", "凭证", []string{"2026-05", "状态", "周敏"}},
		{"2 f4 tab", "凭证", []string{"全部月份，草稿"}},
		{"/", "查找", []string{"全部凭证，最新的在前", "凭证"}},
		{"4", "会员名册", []string{"在会的会员，2026年5月28日", "工资基数"}},
		{"3", "会费", []string{"2026年", "欠缴", "合计"}},
		{"3 n", "会费未列入的人", []string{"未列入的原因"}},
		{"5 enter f6 esc", "", nil},
		{"6", "历次公示", []string{"校验码", "相符"}},
		{"7", "结账", []string{"待结账", "反结账"}},
		{"8", "经审一览", []string{"缺附件", "已结账"}},
		{"9 2", "人员", []string{"周敏", "会计"}},
		{"9 3", "科目", []string{"银行存款", "制度规定"}},
		{"9 5", "会费标准", []string{"周期"}},
		{"9 6", "备份", []string{"已核对"}},
		{"9 8", "操作日志", []string{"周敏"}},
	} {
		keys := strings.Fields(list.keys)
		d.Press(keys...)
		if list.title != "" {
			text := written(t, d, folder, list.title)
			for _, w := range list.words {
				if !strings.Contains(text, w) {
					t.Errorf("%s: %q is not in the file:\n%.600s", list.title, w, text)
				}
			}
		}
		for range 4 {
			if !d.Has("现在要做的") {
				d.Press("esc")
			}
		}
		d.Expect("现在要做的")
	}
	d.Press("ctrl+e").Reject("打印或导出") // home is no list
}

// written has the list on the screen written out and reads the file.
func written(t *testing.T, d *tuitest.Driver, folder, title string) string {
	t.Helper()
	d.Press("ctrl+e").Expect("打印或导出").Expect("“" + title + "”存到").Press("5").Expect("已存好")
	files, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(files[0]); err != nil {
		t.Fatal(err)
	}
	return string(text)
}
