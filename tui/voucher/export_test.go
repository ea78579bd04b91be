package voucher_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/tuitest"
)

// exported reads the only CSV file in the folder of exports, below its heading.
func exported(t *testing.T, folder string) [][]string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(folder, "*.csv"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if row[0] == "日期" {
			return rows[i:]
		}
	}
	t.Fatalf("no heading in %q", text)
	return nil
}

func TestListIsWrittenOut(t *testing.T) {
	b := newBench(t, single)
	b.draft("还没过账的", 100)
	b.draft("要作废的", 200)
	for n := range 450 {
		m := ledger.Money(n+1) * 100
		b.book.Post(t, storetest.V(ledger.DayOf(2026, 5, 1+n%28), fmt.Sprintf("第%d张", n+1), storetest.Dr("50105", m), storetest.Cr("102", m)))
	}
	d := tuitest.Scenario(t, "testdata/export.scenario", b.app())
	rows := exported(t, b.desk.Folder)
	if got := len(rows); got != 1+2+450+1 {
		t.Fatalf("%d rows", got)
	}
	if first := strings.Join(rows[1], "|"); first != "2026-05-06|草稿#2|要作废的||2.00|草稿|王会计|" {
		t.Error(first)
	}
	if row := strings.Join(rows[3], "|"); row != "2026-05-02|2026-05-记-0450|第450张||450.00|已过账|王会计|李审核" {
		t.Error(row)
	}
	if last := rows[453]; last[0] != "" && last[4] != "101478.00" || !strings.Contains(strings.Join(last, "|"), "共 452 张") {
		t.Error(last)
	}
	for _, line := range strings.Split(d.Press("home").Screen(), "\n") {
		if i := strings.Index(line, "第4"); i >= 0 {
			name := strings.Fields(line[i:])[0]
			if !strings.Contains(fmt.Sprint(rows), name) {
				t.Errorf("%s stands on the screen only", name)
			}
		}
	}
}

func TestVoidedOnes(t *testing.T) {
	b := newBench(t, single)
	b.draft("买慰问品", 1000)
	b.draft("重复录的", 2000)
	b.book.Must(t, ledger.VoidDraft{ID: 2, Reason: "重复"})
	d := b.start(80, 24).Press("f3").Reject("重复录的").Press("shift+tab").Expect("[已作废]").Expect("重复录的").Reject("买慰问品").Golden("list-void")
	d.Press("ctrl+d").Expect("已经作废").Press("f9").Expect("没有选中").Press("enter").Expect("已作废")
	b.start(60, 20).Press("f3", "shift+tab").Expect("[已作废]").Press("left").Expect("共 0 张")
}
