package ledger

import (
	"slices"
	"strings"
	"testing"
)

func TestDescribeNamesWhatChanged(t *testing.T) {
	old := Person{Name: "王会计", Roles: []Role{Treasurer}}
	nu := Person{Name: "王会计", Roles: []Role{Treasurer, Cashier}, Gone: true}
	got := Describe(Edit(old, nu), nil)
	want := []string{"修改人员 王会计", "  职责：会计 → 会计、出纳", "  离任：（没有） → 是"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	got = Describe(Put(Voucher{Day: DayOf(2026, 5, 3), Word: WordGeneral, State: Draft, Maker: "王会计", ID: 3, Lines: []Line{
		{Summary: "收会费", Account: "102", Debit: 156900}, {Summary: "收会费", Account: "401", Credit: 156900, Restricted: true}}}), nil)
	for _, line := range []string{"新增凭证 草稿#3", "  日期：2026-05-03", "  第1行：收会费，102 银行存款，借 1,569.00", "  第2行：收会费，401 会费收入，贷 1,569.00，专项"} {
		if !slices.Contains(got, line) {
			t.Errorf("%q is missing in %q", line, got)
		}
	}
	got = Describe(Edit(Opening{Rows: []OpeningRow{{Code: "102", Debit: 100}}}, Opening{Rows: []OpeningRow{{Code: "101", Debit: 100}}}), nil)
	want = []string{"修改期初余额", "  101 库存现金：（没有） → 借 1.00", "  102 银行存款：借 1.00 → （没有）"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := Describe(Drop(Group{Name: "一组"}), nil); got[0] != "删除工会小组 一组" {
		t.Errorf("%q", got)
	}
	if got := Describe(Change{}, nil); got != nil {
		t.Errorf("%q", got)
	}
}

type twoNames struct{}

func (twoNames) Voucher(id VoucherID) (Voucher, bool) {
	return Voucher{ID: id, Day: DayOf(2026, 5, 3), Word: WordGeneral, Number: 7, State: Posted}, id == 106
}

func (twoNames) Member(id MemberID) (Member, bool) {
	return Member{No: "0007", Name: "陈一帆"}, id == 7
}

// TestDescribeNamesWhatIsNumbered: a reader of the log meets vouchers and
// members by what he knows them by, and numbers only where they are gone. Whom
// a case of hardship is about stays a number.
func TestDescribeNamesWhatIsNumbered(t *testing.T) {
	for want, r := range map[string]Record{
		"新增会费缴纳 0007 陈一帆，2026年5月": Payment{Member: 7, Month: MonthOf(2026, 5)},
		"  凭证：2026-05-记-0007":     Payment{Member: 7, Month: MonthOf(2026, 5), Voucher: 106},
		"  凭证：凭证（内部编号 107）":       FundMove{Voucher: 107},
		"新增已查记号 2026-05-记-0007":   Tick{Voucher: 106},
		"  会员内部编号：7":              Case{Member: 7},
		"  组长：0007 陈一帆":           Group{Name: "一组", Leader: 7},
		"  冲销的凭证：2026-05-记-0007":  Voucher{Reverses: 106},
	} {
		if got := Describe(Put(r), twoNames{}); !slices.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
}

// Every kind of record is told with a name and at least one field.
func TestDescribeKnowsEveryRecord(t *testing.T) {
	for _, r := range []Record{
		Unit{Name: "某工会", Start: MonthOf(2026, 1)}, Account{Code: "10201", Name: "工行"}, Person{Name: "甲"}, Opening{Rows: []OpeningRow{{Code: "101", Debit: 1}}},
		Voucher{Day: DayOf(2026, 1, 1)}, Evidence{Voucher: 1, Papers: 2}, MonthPage{Month: MonthOf(2026, 1), Closed: true, Cash: &CashCount{}},
		Member{Name: "乙", Spells: []Spell{{From: DayOf(2020, 1, 1)}}}, Group{Name: "一组"}, DuesRule{From: MonthOf(2026, 1), Default: "0.005"},
		Due{Member: 1, Month: MonthOf(2026, 1)}, Payment{Member: 1, Month: MonthOf(2026, 1)}, Notice{Period: MonthPeriod(MonthOf(2026, 1)), Version: 1},
	} {
		got := Describe(Put(r), nil)
		if len(got) < 2 || !strings.HasPrefix(got[0], "新增"+r.Table().Chinese()) {
			t.Errorf("%T: %q", r, got)
		}
		same := Describe(Edit(r, r), nil)
		if len(same) != 2 || same[1] != "  内容没有变化" {
			t.Errorf("%T: %q", r, same)
		}
	}
}

func TestGlossaryIsThere(t *testing.T) {
	if g := Glossary(); !strings.Contains(g, "| 词 | 意思 |") {
		t.Errorf("%.100s", g)
	}
}
