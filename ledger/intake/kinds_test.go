package intake

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"huizhang/ledger"
)

func csvTable(t *testing.T, lines ...string) *Table {
	t.Helper()
	return mustRead(t, "文件.csv", []byte(strings.Join(lines, "\n")))
}

// told renders problems so that a test can name them all.
func told(ps []ledger.Problem) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Subject+"："+p.Text)
	}
	return out
}

// sameProblems compares beginnings: subject whole, text as far as given.
func sameProblems(t *testing.T, got []ledger.Problem, want ...string) {
	t.Helper()
	g := told(got)
	ok := len(g) == len(want)
	for i := 0; ok && i < len(g); i++ {
		ok = strings.HasPrefix(g[i], want[i]) && got[i].Code != "" && strings.HasSuffix(got[i].Text, "。")
	}
	if !ok {
		t.Errorf("got  %s\nwant %s", strings.Join(g, "\n     "), strings.Join(want, "\n     "))
	}
}

func yuan(m ledger.Money) *ledger.Money { return &m }

func TestMembers(t *testing.T) {
	rows, problems, ignored := Members(csvTable(t, "某校工会会员名单", "*姓名,编号,分工会,性别,出生日期,入会日期,身份,状态,岗位工资（元）,薪级工资,手机,备注,身份证号",
		"王 某,001,第一小组,男,1980年5月1日,2005/9/1,在编,在会,\"3,456.78\",１２００,138 0000-0000,组长,x", "买买提•某,２,,女性,,,,,,,,", "小计 2人,,,", "合计,2"))
	want := []MemberRow{
		{Line: 3, Name: "王某", No: "001", Group: "第一小组", Sex: "男", Born: 19800501, Joined: 20050901, Class: "在编", Status: "在会", PostWage: yuan(345678), GradeWage: yuan(120000), Phone: "13800000000", Note: "组长"},
		{Line: 4, Name: "买买提·某", No: "2", Sex: "女"},
	}
	if !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(ignored, []string{"身份证号"}) {
		t.Errorf("got %+v, ignored %q", rows, ignored)
	}
	sameProblems(t, problems)
}

func TestMembersProblems(t *testing.T) {
	rows, problems, _ := Members(csvTable(t, "姓名,编号,性别,出生日期,入会日期,岗位工资,手机",
		"王某,1,男,1980-02-30,,,", ",2,,,,,", "李某,1,,,,,", "赵某,3,其他,,,约3000,", "钱某,4,,1990-01-01,1980-01-01,-5,123", "孙某,5,女,,,1.234,", ",,,1990-01-01,,,", "好某,6,,,,,"))
	sameProblems(t, problems,
		"文件.csv 第 2 行 出生日期：“1980-02-30”这一天不存在", "文件.csv 第 3 行 姓名：没有填姓名。", "文件.csv 第 4 行 编号：编号“1”与第 2 行重复",
		"文件.csv 第 5 行 岗位工资：“约3000”里有“约”", "文件.csv 第 5 行 性别：“其他”不是性别", "文件.csv 第 6 行 岗位工资：工资不能是负数", "文件.csv 第 6 行 入会日期：入会日期 1980-01-01 早于",
		"文件.csv 第 6 行 手机：“123”不是电话", "文件.csv 第 7 行 岗位工资：“1.234”不是有效金额：最多两位小数", "文件.csv 第 8 行 姓名：没有填姓名或编号")
	if len(rows) != 1 || rows[0].Name != "好某" {
		t.Errorf("got %+v", rows)
	}
}

func TestMissingHeaders(t *testing.T) {
	_, problems, _ := Members(csvTable(t, "甲,乙", "王某,1"))
	sameProblems(t, problems, "文件.csv：前 10 行里没有找到表头。表头要有这些列名：姓名。")
	_, problems, _ = Payroll(csvTable(t, "姓名,金额", "王某,1"))
	sameProblems(t, problems, "文件.csv：缺少“月份”一列", "文件.csv：缺少“岗位工资”一列")
	_, problems, _ = Vouchers(csvTable(t, "日期,科目", "2026-05-01,101"), nil)
	sameProblems(t, problems, "文件.csv：缺少“组”", "文件.csv：缺少“摘要”", "文件.csv：缺少“借方”", "文件.csv：缺少“贷方”")
	_, problems, _ = Bank(csvTable(t, "余额,摘要", "1,2"))
	sameProblems(t, problems, "文件.csv：缺少“日期”一列", "文件.csv：缺少“收入”或“支出”或“金额”一列")
}

func TestPayroll(t *testing.T) {
	rows, problems, _ := Payroll(csvTable(t, "姓名,编号,月份,岗位工资,薪级工资", "王某,1,2026-05,3000,1200.5", "李某,,2026年5月,0,", "李某,,2026-05-01,10,", "王某,1,202605,1,", "赵某,2,,1,", "钱某,3,2026.5,,"))
	want := []PayRow{{2, "王某", "1", 202605, 300000, yuan(120050)}, {3, "李某", "", 202605, 0, nil}}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v", rows)
	}
	sameProblems(t, problems, "文件.csv 第 4 行 月份：李某 2026年5月 的工资与第 3 行重复", "文件.csv 第 5 行 月份：王某 1 2026年5月 的工资与第 2 行重复",
		"文件.csv 第 6 行 月份：没有填月份", "文件.csv 第 7 行 月份：“2026.5”不是有效月份", "文件.csv 第 7 行 岗位工资：没有填岗位工资")
}

func chart(s string) (ledger.Code, error) {
	switch s {
	case "101", "库存现金":
		return "101", nil
	case "50105", "会员活动支出":
		return "50105", nil
	}
	return "", ledger.Errf(ledger.CodeUnknown, "没有科目“%s”；请用“科目”里有的编码或名称。", s)
}

const voucherHead = "日期,组,摘要,科目,借方,贷方,附件数,对方,凭证字,专项,经办"

func TestVouchers(t *testing.T) {
	drafts, problems, ignored := Vouchers(csvTable(t, voucherHead,
		"2026-05-08,A,购买活动用品,50105 会员活动支出,\"1,200.00\",,2,某文具店,付款,是,张", "2026-05-09,B,退回,库存现金,50,,,,,,", ",A,,101,0,1200,,,,,", ",B,退回活动余款,50105,,50,,,,否,", "合计,,,,1250,1250"), chart)
	want := []Draft{
		{Group: "A", Line: 2, Day: 20260508, Word: "付", Payee: "某文具店", Papers: 2, Lines: []ledger.Line{
			{Summary: "购买活动用品", Account: "50105", Debit: 120000, Restricted: true}, {Summary: "购买活动用品", Account: "101", Credit: 120000}}},
		{Group: "B", Line: 3, Day: 20260509, Lines: []ledger.Line{{Summary: "退回", Account: "101", Debit: 5000}, {Summary: "退回活动余款", Account: "50105", Credit: 5000}}},
	}
	sameProblems(t, problems)
	if !reflect.DeepEqual(drafts, want) || !reflect.DeepEqual(ignored, []string{"经办"}) {
		t.Errorf("got %+v, ignored %q", drafts, ignored)
	}
}

func TestVouchersProblems(t *testing.T) {
	drafts, problems, _ := Vouchers(csvTable(t, voucherHead,
		"2026-05-08,1,甲,50105,12,,,,,,", "2026-05-08,1,甲,101,,11.5,,,,,",
		"2026-05-08,2,乙,50105,12,12,,,,,", ",2,,101,,,,,,,",
		"5/8,3,,999,-5,,x,,月,好,", "2026-05-08,3,丙,101 会员活动支出,1e3,,,,,,",
		"2026-05-08,,丁,101,1,,,,,,", "2026-05-08,4,丁,101,1,,,,,,",
		"2026-05-08,5,戊,101,1,,1,甲方,记,,", "2026-05-09,5,戊,50105,,1,2,乙方,付,,",
		"2026-05-08,6,己,101,0.10,,,,,,", ",6,,50105,,0.10,,,,,"), chart)
	sameProblems(t, problems,
		"文件.csv 第 4 行 借方：借方 12.00 和贷方 12.00 同时有数", "文件.csv 第 5 行 借方：借方和贷方都没有金额",
		"文件.csv 第 6 行 日期：“5/8”不是有效日期", "文件.csv 第 6 行 凭证字：“月”不是凭证字", "文件.csv 第 6 行 附件数：“x”不是附件张数", "文件.csv 第 6 行 科目：没有科目“999”", "文件.csv 第 6 行 摘要：没有填摘要",
		"文件.csv 第 6 行 借方：金额 -5.00 是负数", "文件.csv 第 6 行 专项：“好”看不懂",
		"文件.csv 第 7 行 科目：“101 会员活动支出”的编码和名称不是同一个科目：按名称应是 50105", "文件.csv 第 7 行 借方：“1e3”不是有效金额",
		"文件.csv 第 8 行 组：没有填组",
		"文件.csv 第 11 行 日期：组 5 里有两个日期：2026-05-08 和 2026-05-09", "文件.csv 第 11 行 对方：组 5 里的对方前后不同", "文件.csv 第 11 行 凭证字：组 5 里的凭证字前后不同", "文件.csv 第 11 行 附件数：组 5 里的附件数前后不同",
		"文件.csv 第 2–3 行 组 1：借方合计 12.00，贷方合计 11.50，借贷相差 0.50 元。", "文件.csv 第 9 行 组 4：只有一行")
	if len(drafts) != 1 || drafts[0].Group != "6" {
		t.Errorf("got %+v", drafts)
	}
}

func TestVoucherAccountsWithoutResolver(t *testing.T) {
	drafts, problems, _ := Vouchers(csvTable(t, voucherHead, "2026-05-08,1,甲,５０１０５－会员活动支出,1,,,,,,", "2026-05-08,1,甲,库存现金,,1,,,,,"), nil)
	sameProblems(t, problems)
	if len(drafts) != 1 || drafts[0].Lines[0].Account != "50105" || drafts[0].Lines[1].Account != "库存现金" {
		t.Errorf("got %+v", drafts)
	}
}

func TestOpening(t *testing.T) {
	rows, problems, _ := Opening(csvTable(t, "科目,借方,贷方,专项", "101 库存现金,100,,", "50105,,60,是", "50105,,40,", "101,,,"), chart)
	sameProblems(t, problems)
	if want := []ledger.OpeningRow{{Code: "101", Debit: 10000}, {Code: "50105", Credit: 6000, Restricted: true}, {Code: "50105", Credit: 4000}}; !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v", rows)
	}
	_, problems, _ = Opening(csvTable(t, "科目,借方,贷方", "101,100,", "50105,,99.99"), chart)
	sameProblems(t, problems, "文件.csv：期初借方合计 100.00，贷方合计 99.99，借贷相差 0.01 元")
	_, problems, _ = Opening(csvTable(t, "科目,借方,贷方", "101,100,", "库存现金,,99.99", "银行,1,", ",5,"), chart)
	sameProblems(t, problems, "文件.csv 第 3 行 科目：科目 101 与第 2 行重复", "文件.csv 第 4 行 科目：没有科目“银行”", "文件.csv 第 5 行 科目：没有填科目")
}

func TestBank(t *testing.T) {
	rows, problems, ignored := Bank(mustRead(t, "对账单.csv", gb(strings.Join([]string{"某银行活期账户交易明细", "户名：某校工会,账号：,=\"62170000\"", "交易时间,摘要,借方发生额(支出),贷方发生额(收入),账户余额,对方账户名称,流水号",
		"\t2026-05-31 14:33:22,\t工会经费,0.00,\"1,200.00\",\"5,200.00\",某校,=\"001\"", "20260530,手续费,5.00,,4000,,=\"002\"", "2026-05-29,冲正,-5.00,,4005,,", "合计,,0,1200"}, "\r\n"))))
	want := []BankRow{
		{Line: 4, Day: 20260531, Summary: "工会经费", In: 120000, Balance: yuan(520000), Counterparty: "某校"},
		{Line: 5, Day: 20260530, Summary: "手续费", Out: 500, Balance: yuan(400000)}, {Line: 6, Day: 20260529, Summary: "冲正", Out: -500, Balance: yuan(400500)},
	}
	sameProblems(t, problems)
	if !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(ignored, []string{"流水号"}) {
		t.Errorf("got %+v, ignored %q", rows, ignored)
	}
}

func TestBankWithOneAmount(t *testing.T) {
	rows, problems, _ := Bank(csvTable(t, "日期,用途,交易金额,借贷标志,余额", "2026-05-01,甲,10,贷,10", "2026-05-02,乙,3,借,7", "2026-05-03,丙,3,Ｄ,4", "2026-05-04,丁,3,?,1", "2026-05-05,戊,3,,1", ",己,3,借,1", "2026-05-07,庚,,借,1"))
	sameProblems(t, problems, "文件.csv 第 5 行 借贷标志：“?”不是借贷标志", "文件.csv 第 6 行 借贷标志：没有填借贷标志", "文件.csv 第 7 行 日期：没有填日期", "文件.csv 第 8 行 收入：没有收入也没有支出")
	if got := fmt.Sprint(rows[0].In, rows[1].Out, rows[2].Out, len(rows)); got != "10.00 3.00 3.00 3" {
		t.Errorf("got %s", got)
	}
	rows, problems, _ = Bank(csvTable(t, "日期,金额", "2026-05-01,10", "2026-05-02,-3"))
	sameProblems(t, problems)
	if rows[0].In != 1000 || rows[1].Out != 300 {
		t.Errorf("signs: %+v", rows)
	}
	_, problems, _ = Bank(csvTable(t, "日期,收入,支出", "2026-05-01,10,5"))
	sameProblems(t, problems, "文件.csv 第 2 行 收入：收入 10.00 和支出 5.00 同时有数")
}

func TestNames(t *testing.T) {
	rows, problems, ignored := Names(csvTable(t, "序号,姓名,工号", "1,王 某,001", "2,李某,", "3,,003", "4,,", "5,王某,001"))
	if want := []NameRow{{2, "王某", "001"}, {3, "李某", ""}, {4, "", "003"}}; !reflect.DeepEqual(rows, want) || len(ignored) != 1 {
		t.Errorf("got %+v, ignored %q", rows, ignored)
	}
	sameProblems(t, problems, "文件.csv 第 5 行 姓名：没有填姓名或编号", "文件.csv 第 6 行 编号：编号“001”与第 2 行重复")
}
