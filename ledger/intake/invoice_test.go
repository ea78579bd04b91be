package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

func TestParseInvoice(t *testing.T) {
	for in, want := range map[string]Invoice{
		"01,10,013002200211,81532753,217.62,20230323,49753260000000000000,0816,": {Kind: "10", Code: "013002200211", Number: "81532753", Amount: yuan(21762), Day: 20230323, Check: "49753260000000000000"},
		"01,32,,23442000000014209621,112,20230215,,74AE":                         {Kind: "32", Number: "23442000000014209621", Amount: yuan(11200), Day: 20230215},
		"０１，０１，3300221130，12345678，94339.62，20221105，，1A2B":                      {Kind: "01", Code: "3300221130", Number: "12345678", Amount: yuan(9433962), Day: 20221105},
		" 01, 32, , 23442000000014209621, , 20230215":                            {Kind: "32", Number: "23442000000014209621", Day: 20230215},
	} {
		if got, err := ParseInvoice(in); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v", in, got, err)
		}
	}
	for in, want := range map[string]string{
		"": "不是发票二维码", "https://example.cn/x": "不是发票二维码", "02,10,013002200211,81532753,1,20230323,,": "不是发票二维码", "01,10,,81532753,1,20230323,,": "发票号码", "01,32,,234420000000142096,1,20230323,,": "发票号码",
		"01,10,013002200211,8153275x,1,20230323,,": "发票号码", "01,32,,23442000000014209621,1.234,20230215,,": "最多两位小数", "01,32,,23442000000014209621,1,20230230,,": "日期", "01,32,,23442000000014209621,1,20230215,\x1b[2J,": "不是发票二维码",
		"01,32,,23442000000014209621,1,20230215,abc,": "校验码",
	} {
		got, err := ParseInvoice(in)
		if err == nil || !strings.Contains(err.Error(), want) || ledger.CodeOf(err) == "" {
			t.Errorf("%q: got %+v, %v, want an error with %s", in, got, err, want)
		}
	}
}

func TestInvoicesFindsDoubles(t *testing.T) {
	out, problems := Invoices("扫码.txt", "\uFEFF01,32,,23442000000014209621,112,20230215,,74AE\r\n\r\n01,32,,23442000000014209621,113,20230216,,\nx\n01,10,013002200211,81532753,1,20230323,,0816,")
	if len(out) != 2 || out[0].Key() != "23442000000014209621" || out[1].Key() != "013002200211-81532753" || out[1].Line != 5 {
		t.Errorf("got %+v", out)
	}
	sameProblems(t, problems, "扫码.txt 第 3 行：发票 23442000000014209621 与第 1 行是同一张", "扫码.txt 第 4 行：“x”不是发票二维码")
	if problems[0].Code != CodeDuplicate {
		t.Errorf("code %s", problems[0].Code)
	}
}

func someInvoice(t *rapid.T) Invoice {
	number := func(n int) string { return rapid.StringMatching(fmt.Sprintf("[0-9]{%d}", n)).Draw(t, "number") }
	i := Invoice{Kind: number(2), Day: ledger.Day(20000101).Add(rapid.IntRange(0, 20000).Draw(t, "days"))}
	switch rapid.IntRange(0, 2).Draw(t, "sort") {
	case 0:
		i.Number = number(20)
	case 1:
		i.Code, i.Number, i.Check = number(10), number(8), number(20)
	case 2:
		i.Code, i.Number = number(12), number(8)
	}
	if rapid.Bool().Draw(t, "priced") {
		i.Amount = yuan(ledger.Money(rapid.Int64Range(-1e9, int64(ledger.MaxMoney)).Draw(t, "amount")))
	}
	return i
}

func TestInvoiceRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := someInvoice(t)
		if got, err := ParseInvoice(i.String()); err != nil || !reflect.DeepEqual(got, i) {
			t.Fatalf("%s came back as %+v, %v", i, got, err)
		}
		if got, err := ParseKey(string(i.Key())); err != nil || got != i.Key() {
			t.Fatalf("%s came back as %s, %v", i.Key(), got, err)
		}
	})
}

func FuzzInvoice(f *testing.F) {
	f.Add("01,32,,23442000000014209621,112,20230215,,74AE")
	f.Add("０１，10，013002200211，81532753，1.5，2023-03-23，1，0816，")
	f.Fuzz(func(t *testing.T, s string) {
		i, err := ParseInvoice(s)
		if err != nil {
			if ledger.Plain(err.Error()) != err.Error() || ledger.CodeOf(err) == "" {
				t.Fatalf("not a plain error: %q", err)
			}
			return
		}
		if again, err := ParseInvoice(i.String()); err != nil || !reflect.DeepEqual(again, i) {
			t.Fatalf("%q gives %+v, again %+v, %v", s, i, again, err)
		}
		if k, err := ParseKey(string(i.Key())); err != nil || k != i.Key() {
			t.Fatalf("%q has the key %s, again %s, %v", s, i.Key(), k, err)
		}
	})
}
