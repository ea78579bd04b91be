package ledger

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Template turns a plain-language choice into the lines of a voucher, so that
// a treasurer need not know 借 and 贷 (domain rules §3).
type Template struct {
	ID      string // T01 …; a letter behind it for one step of several
	Group   string // where the choice is listed: 收入, 支出, 往来, 物品资产, 更正调整
	Name    string // 收到会费
	Hint    string
	Summary string // offered as summary
	Asks    []AmountAsk
	Lines   []TemplateLine
}

// AmountAsk is an amount the template asks for. With Share it is offered as
// that share of the first amount ("up": the unit's share for the higher union).
type AmountAsk struct {
	Key, Label string
	Share      string
}

// TemplateLine is one line. Under lists the accounts it may be on (any leaf
// below one of them); a single leaf needs no choice. Amount is a key of Asks, or
// a difference "gross-up".
type TemplateLine struct {
	Debit      bool
	Label      string // what the account choice is called, empty if there is none
	Under      []Code
	Amount     string
	Restricted Flag
}

// Flag says whether a line of a template is 专项.
type Flag byte

// The flags: never, always, or as the user says.
const (
	NotRestricted Flag = iota
	AlwaysRestricted
	AskRestricted
)

const money = "收付方式"

func dr(amount, label string, flag Flag, under ...Code) TemplateLine {
	return TemplateLine{Debit: true, Label: label, Under: under, Amount: amount, Restricted: flag}
}

func cr(amount, label string, flag Flag, under ...Code) TemplateLine {
	return TemplateLine{Label: label, Under: under, Amount: amount, Restricted: flag}
}

func one(label string) []AmountAsk { return []AmountAsk{{Key: "a", Label: label}} }

// Templates lists the choices in the order they are offered.
func Templates() []Template {
	return slices.Concat(incomeTemplates(), spendingTemplates(), debtTemplates(), goodsTemplates(), repairTemplates())
}

// TemplateOf finds a template.
func TemplateOf(id string) (Template, bool) {
	all := Templates()
	i := slices.IndexFunc(all, func(t Template) bool { return t.ID == id })
	if i < 0 {
		return Template{}, false
	}
	return all[i], true
}

func incomeTemplates() []Template {
	const g = "收入"
	return []Template{
		{"T01", g, "收到会费", "按人登记的会费请用“会费登记”，会自动生成凭证", "收会费", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "", 0, "401")}},
		{"T02", g, "行政拨来2%经费", "单位按工资总额2%拨来，其中一部分要上解上级工会", "行政拨来工会经费",
			[]AmountAsk{{Key: "a", Label: "拨来总额"}, {Key: "up", Label: "其中应上解上级", Share: "up"}},
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a-up", "", AskRestricted, "402"), cr("up", "", 0, "211")}},
		{"T03", g, "上解上级经费", "把应上解的部分交给上级工会；这不是支出", "上解上级经费", one("金额"),
			[]TemplateLine{dr("a", "", 0, "211"), cr("a", money, 0, "102", "101")}},
		{"T04", g, "上级返拨经费到账", "税务或财政代收，上级工会按比例拨回", "上级返拨工会经费", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102"), cr("a", "", AskRestricted, "402")}},
		{"T05", g, "年末：上级转拨经费已通知未到账", "12月收到通知、钱未到账时记", "应收上级转拨经费", one("金额"),
			[]TemplateLine{dr("a", "", 0, "131"), cr("a", "", 0, "402")}},
		{"T05b", g, "收到去年应收的转拨经费", "上年末已记应收的钱到账", "收回应收上级转拨经费", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102"), cr("a", "", 0, "131")}},
		{"T06", g, "收到上级补助", "专项补助请选“专项转移支付补助”", "收到上级补助", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "补助种类", 0, "403")}},
		{"T06b", g, "年末：上级补助已通知未到账", "12月收到通知、钱未到账时记", "应收上级补助", one("金额"),
			[]TemplateLine{dr("a", "", 0, "131"), cr("a", "补助种类", 0, "403")}},
		{"T07", g, "收到学校（行政）补助", "学校给的活动补助、比赛经费；不含2%经费", "收到行政补助", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "", AskRestricted, "405")}},
		{"T08", g, "利息、捐款等其他收入", "银行利息、收到捐给工会的钱", "银行存款利息", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "", AskRestricted, "408")}},
	}
}

func spendingTemplates() []Template {
	const g = "支出"
	pay := func(id, name, hint, summary, label string, under ...Code) Template {
		return Template{id, g, name, hint, summary, one("金额"), []TemplateLine{dr("a", label, AskRestricted, under...), cr("a", money, 0, "102", "101")}}
	}
	return []Template{
		pay("T09", "花钱（直接用掉的支出）", "任何当时用掉的支出，自己选支出种类", "", "支出种类", "501", "503", "504", "505", "510"),
		pay("T09a", "买慰问品（节日、生日、婚丧、退休）", "会员活动支出", "购节日慰问品", "", "50105"),
		pay("T09b", "文体活动支出（比赛、服装、奖品）", "文体活动支出", "文体活动", "", "50102"),
		pay("T09c", "困难职工帮扶", "困难职工帮扶支出；用专项钱的请勾专项", "困难职工补助", "", "50404"),
		pay("T09d", "送温暖、送清凉、看望", "送温暖支出", "走访慰问", "", "50405"),
		pay("T09e", "培训、会议、办公等业务支出", "业务支出", "", "支出种类", "505"),
		pay("T09f", "银行手续费", "", "银行手续费", "记入", "50504", "510"),
	}
}

func debtTemplates() []Template {
	const g = "往来"
	return []Template{
		{"T23", g, "借支（给个人预支）", "有借有还，不是支出", "借支", one("金额"),
			[]TemplateLine{dr("a", "借款人", 0, "135"), cr("a", money, 0, "102", "101")}},
		{"T23b", g, "借支报销", "凭票报销，剩余的退回", "借支报销",
			[]AmountAsk{{Key: "a", Label: "借支金额"}, {Key: "spent", Label: "实际花费"}},
			[]TemplateLine{dr("spent", "支出种类", AskRestricted, "501", "503", "504", "505", "510"), dr("a-spent", money, 0, "101", "102"), cr("a", "借款人", 0, "135")}},
		{"T25", g, "代收款（替别人收的钱）", "募捐、互助金、押金等；不是工会收入", "代收", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "代收项目", 0, "215", "221")}},
		{"T25b", g, "代收款转付", "把代收的钱交出去", "转付代收款", one("金额"),
			[]TemplateLine{dr("a", "代收项目", 0, "215", "221"), cr("a", money, 0, "102", "101")}},
		{"T30", g, "现金存入银行", "", "现金存入银行", one("金额"), []TemplateLine{dr("a", "银行账户", 0, "102"), cr("a", "", 0, "101")}},
		{"T31", g, "从银行提取现金", "", "提取现金", one("金额"), []TemplateLine{dr("a", "", 0, "101"), cr("a", "银行账户", 0, "102")}},
	}
}

func goodsTemplates() []Template {
	const g = "物品资产"
	return []Template{
		{"T10", g, "买物品入库", "先入库、以后再发；支出和库存一起记", "购物品入库", one("金额"),
			[]TemplateLine{dr("a", "支出种类", AskRestricted, "501", "503", "504", "505"), cr("a", money, 0, "102", "101"), dr("a", "", 0, "141"), cr("a", "", 0, "30101")}},
		{"T11", g, "发放库存物品", "从库存发出去", "发放库存物品", one("金额"), []TemplateLine{dr("a", "", 0, "30101"), cr("a", "", 0, "141")}},
		{"T12", g, "买设备（固定资产）", "一般设备1,000元以上、专用设备1,500元以上", "购置设备", one("金额"),
			[]TemplateLine{dr("a", "购置种类", AskRestricted, "507"), cr("a", money, 0, "102", "101"), dr("a", "", 0, "162"), cr("a", "", 0, "30104")}},
		{"T13", g, "买设备，扣留质保金", "发票全额入账，质保金以后再付", "购置设备（扣质保金）",
			[]AmountAsk{{Key: "a", Label: "发票全额"}, {Key: "kept", Label: "其中扣留质保金"}},
			[]TemplateLine{dr("a", "购置种类", AskRestricted, "507"), cr("a-kept", money, 0, "102"), cr("kept", "", 0, "215"), dr("a", "", 0, "162"), cr("a", "", 0, "30104")}},
		{"T14", g, "别人捐赠、调入的物品或设备", "按单据价值入账，没有支出", "接受捐赠", one("价值"),
			[]TemplateLine{dr("a", "种类", 0, "141", "162"), cr("a", "对应基金", 0, "30101", "30104")}},
		{"T15", g, "计提折旧", "每月一次", "计提本月折旧", one("本月折旧"), []TemplateLine{dr("a", "", 0, "30104"), cr("a", "", 0, "163")}},
		{"T16", g, "处置固定资产（出售、赠出）", "先销账；卖得的钱另记其他收入", "处置固定资产",
			[]AmountAsk{{Key: "a", Label: "原值"}, {Key: "worn", Label: "已提折旧"}},
			[]TemplateLine{dr("a-worn", "", 0, "30104"), dr("worn", "", 0, "163"), cr("a", "", 0, "162")}},
		{"T18", g, "盘亏、报废（待批准）", "先转入待处理", "资产盘亏待处理",
			[]AmountAsk{{Key: "a", Label: "原值"}, {Key: "worn", Label: "已提折旧"}},
			[]TemplateLine{dr("a-worn", "", 0, "182"), dr("worn", "", 0, "163"), cr("a", "", 0, "162")}},
		{"T18b", g, "库存物品盘亏（待批准）", "先转入待处理", "库存盘亏待处理", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "", 0, "141")}},
		{"T19", g, "盘亏、报废已批准", "", "批准核销", one("金额"), []TemplateLine{dr("a", "对应基金", 0, "30104", "30101"), cr("a", "", 0, "182")}},
		{"T20", g, "盘盈（待批准）", "", "资产盘盈待处理", one("金额"), []TemplateLine{dr("a", "种类", 0, "162", "141"), cr("a", "", 0, "182")}},
		{"T20b", g, "盘盈已批准", "", "盘盈批准入账", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "对应基金", 0, "30104", "30101")}},
	}
}

func repairTemplates() []Template {
	const g = "更正调整"
	return []Template{
		{"T21", g, "现金短缺", "盘点少了，先转入待处理", "现金短缺", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "", 0, "101")}},
		{"T21b", g, "现金短缺：由责任人赔", "", "现金短缺由责任人赔偿", one("金额"), []TemplateLine{dr("a", "责任人", 0, "135"), cr("a", "", 0, "182")}},
		{"T21c", g, "现金短缺：查不明，已批准", "", "现金短缺批准列支", one("金额"), []TemplateLine{dr("a", "", 0, "510"), cr("a", "", 0, "182")}},
		{"T22", g, "现金多出", "盘点多了，先转入待处理", "现金溢余", one("金额"), []TemplateLine{dr("a", "", 0, "101"), cr("a", "", 0, "182")}},
		{"T22b", g, "现金多出：属于别人", "", "现金溢余应付", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "应付给", 0, "215")}},
		{"T22c", g, "现金多出：查不明，已批准", "", "现金溢余批准转收入", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "", 0, "408")}},
		{"T24", g, "借支收不回（待批准）", "三年以上，经批准", "坏账待处理", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "借款人", 0, "135")}},
		{"T24b", g, "借支收不回：已批准核销", "", "坏账批准核销", one("金额"), []TemplateLine{dr("a", "", 0, "510"), cr("a", "", 0, "182")}},
		{"T26", g, "收回以前年度的支出", "不算今年收入", "收回以前年度支出", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "原支出性质", 0, "32201", "32101")}},
		{"T26b", g, "补付以前年度的支出", "不算今年支出", "补付以前年度支出", one("金额"),
			[]TemplateLine{dr("a", "原支出性质", 0, "32201", "32101"), cr("a", money, 0, "102", "101")}},
		{"T27", g, "结余改作专项（经批准）", "", "结余调剂为专项", one("金额"), []TemplateLine{dr("a", "", 0, "32202"), cr("a", "", 0, "32102")}},
		{"T28", g, "对外投资（少见）", "须经上级批准", "对外投资", one("金额"),
			[]TemplateLine{dr("a", "", 0, "32205"), cr("a", money, 0, "102"), dr("a", "", 0, "151"), cr("a", "", 0, "30102")}},
	}
}

// Choices lists the accounts that a template line may be on in this chart:
// leaves below one of Under, in that order.
func (l TemplateLine) Choices(chart []Account) []Account {
	var out []Account
	for _, u := range l.Under {
		for _, a := range chart {
			if a.Code.Under(u) && !a.Off && IsLeaf(chart, a.Code) {
				out = append(out, a)
			}
		}
	}
	return out
}

// Answers are what the user filled in: amounts by key, accounts by line.
type Answers struct {
	Summary    string
	Amounts    map[string]Money
	Accounts   map[int]Code // by index into Lines; not needed where there is one choice
	Restricted bool
}

// Offer computes an amount that a template offers from the first one, 0 if it
// offers none.
func (t Template) Offer(key string, first Money, u Unit) Money {
	for _, a := range t.Asks {
		if a.Key == key && a.Share == "up" {
			if share, err := decimal.NewFromString(u.ShareUp); err == nil {
				m, err := FromYuan(first.Decimal().Mul(share))
				if err == nil {
					return m
				}
			}
		}
	}
	return 0
}

// Build makes the voucher's lines. Lines that come out as zero are left out.
func (t Template) Build(chart []Account, in Answers) ([]Line, Problems) {
	var ps Problems
	var out []Line
	for i, a := range t.Asks {
		if in.Amounts[a.Key] == 0 && i == 0 {
			ps.Add("amount-"+a.Key, a.Label, CodeRequired, "请填写%s。", a.Label)
		}
		if in.Amounts[a.Key] < 0 {
			ps.Add("amount-"+a.Key, a.Label, CodeBadAmount, "%s不能是负数。", a.Label)
		}
	}
	for i, l := range t.Lines {
		amount, sum := in.amount(l.Amount)
		if amount < 0 {
			ps.Add("amount-"+sum, "", CodeBadAmount, "金额不能大于%s。", t.Asks[0].Label)
		}
		code := in.Accounts[i]
		if choices := l.Choices(chart); code == "" && len(choices) == 1 {
			code = choices[0].Code
		} else if code == "" && amount != 0 {
			ps.Add(fmt.Sprintf("account-%d", i), l.Label, CodeRequired, "请选择%s。", cmpOr(l.Label, "科目"))
		} else if code != "" && !slices.ContainsFunc(choices, func(a Account) bool { return a.Code == code }) {
			ps.Add(fmt.Sprintf("account-%d", i), l.Label, CodeBadValue, "“%s”不能用在这里。", code)
		}
		if amount == 0 {
			continue
		}
		line := Line{Summary: in.Summary, Account: code}
		line.Restricted = l.Restricted == AlwaysRestricted || l.Restricted == AskRestricted && in.Restricted || code.Under("40302")
		if l.Debit {
			line.Debit = amount
		} else {
			line.Credit = amount
		}
		out = append(out, line)
	}
	if strings.TrimSpace(in.Summary) == "" {
		ps.Add("summary", "", CodeRequired, "请填写摘要。")
	}
	return out, ps
}

// amount works out "a" or "a-b", and names the subtrahend.
func (in Answers) amount(expr string) (Money, string) {
	a, b, minus := strings.Cut(expr, "-")
	if !minus {
		return in.Amounts[a], a
	}
	return in.Amounts[a] - in.Amounts[b], b
}

func cmpOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// AsksRestricted reports whether the user must say if the money is 专项.
func (t Template) AsksRestricted() bool {
	return slices.ContainsFunc(t.Lines, func(l TemplateLine) bool { return l.Restricted == AskRestricted })
}
