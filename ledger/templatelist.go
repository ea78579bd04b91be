package ledger

import "slices"

const money = "收付方式"

func dr(amount, label string, flag Flag, under ...Code) TemplateLine {
	return TemplateLine{Debit: true, Label: label, Under: under, Amount: amount, Restricted: flag}
}

func cr(amount, label string, flag Flag, under ...Code) TemplateLine {
	return TemplateLine{Label: label, Under: under, Amount: amount, Restricted: flag}
}

// kept is a line on the accounts of money held for others.
func kept(debit bool) TemplateLine {
	return TemplateLine{Debit: debit, Label: "代管经费账户", Under: []Code{"102", "101"}, Amount: "a", Trust: true}
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
			[]TemplateLine{dr("a", "", 0, "13102"), cr("a", "", AskRestricted, "402")}},
		{"T05b", g, "收到去年应收的转拨经费", "上年末已记应收的钱到账；不算今年收入", "收回应收上级转拨经费", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102"), cr("a", "", 0, "13102")}},
		{"T06", g, "收到上级补助", "专项补助请选“专项转移支付补助”", "收到上级补助", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "补助种类", 0, "403")}},
		{"T06b", g, "年末：上级补助已通知未到账", "12月收到通知、钱未到账时记", "应收上级补助", one("金额"),
			[]TemplateLine{dr("a", "", 0, "13101"), cr("a", "补助种类", 0, "403")}},
		{"T06c", g, "收到去年应收的上级补助", "上年末已记应收的钱到账；不算今年收入", "收回应收上级补助", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "", 0, "13101")}},
		{"T07", g, "收到学校（行政）补助", "学校给的活动补助、比赛经费；不含2%经费", "收到行政补助", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "", AskRestricted, "405")}},
		{"T08", g, "利息、捐款等其他收入", "银行利息、捐给工会的钱、又收回的已核销借支", "银行存款利息", one("金额"),
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
		{"T23b", g, "借支报销", "凭票报销，剩余的退回；花超的部分另记一笔支出", "借支报销",
			[]AmountAsk{{Key: "a", Label: "借支金额"}, {Key: "spent", Label: "实际花费"}},
			[]TemplateLine{dr("spent", "支出种类", AskRestricted, "501", "503", "504", "505", "510"), dr("a-spent", money, 0, "101", "102"), cr("a", "借款人", 0, "135")}},
		{"T25", g, "代收款（替别人收的钱）", "募捐、押金等，很快要转出去；不是工会收入", "代收", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "代收项目", 0, "215")}},
		{"T25b", g, "代收款转付", "把代收的钱交出去", "转付代收款", one("金额"),
			[]TemplateLine{dr("a", "代收项目", 0, "215"), cr("a", money, 0, "102", "101")}},
		{"T25c", g, "收到代管经费（长期替别人管的钱）", "互助金、社团活动费等，钱要单独存放；不是工会收入", "收代管经费", one("金额"),
			[]TemplateLine{cr("a", "代管项目", 0, "221"), kept(true)}},
		{"T25d", g, "支付代管经费", "从代管的钱里付出去；不是工会支出", "付代管经费", one("金额"),
			[]TemplateLine{dr("a", "代管项目", 0, "221"), kept(false)}},
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
		{"T12b", g, "买软件（无形资产）", "单独购买、1,000元以上；不到1,000元的可直接记业务支出", "购置软件", one("金额"),
			[]TemplateLine{dr("a", "", AskRestricted, "50706"), cr("a", money, 0, "102", "101"), dr("a", "", 0, "171"), cr("a", "", 0, "30105")}},
		{"T13", g, "买设备，扣留质保金", "发票全额入账，质保金以后再付", "购置设备（扣质保金）",
			[]AmountAsk{{Key: "a", Label: "发票全额"}, {Key: "kept", Label: "其中扣留质保金"}},
			[]TemplateLine{dr("a", "购置种类", AskRestricted, "507"), cr("a-kept", money, 0, "102"), cr("kept", "供货单位", 0, "215"), dr("a", "", 0, "162"), cr("a", "", 0, "30104")}},
		{"T13b", g, "付质保金", "质保期满，把扣留的钱付给供货单位；不再记支出", "付质保金", one("金额"),
			[]TemplateLine{dr("a", "供货单位", 0, "215"), cr("a", money, 0, "102", "101")}},
		giftTemplate("T14", "别人捐赠、调入的物品", "接受捐赠物品", "141", "30101"),
		giftTemplate("T14b", "别人捐赠、调入的设备", "接受捐赠设备", "162", "30104"),
		{"T15", g, "计提折旧", "每月一次", "计提本月折旧", one("本月折旧"), []TemplateLine{dr("a", "", 0, "30104"), cr("a", "", 0, "163")}},
		{"T15b", g, "计提摊销（软件等无形资产）", "每月一次", "计提本月摊销", one("本月摊销"), []TemplateLine{dr("a", "", 0, "30105"), cr("a", "", 0, "172")}},
		{"T16", g, "卖掉固定资产", "销账；卖得的钱记其他收入，花的费用记其他支出", "出售固定资产",
			[]AmountAsk{{Key: "a", Label: "原值"}, {Key: "worn", Label: "已提折旧"}, {Key: "got", Label: "卖得的钱"}, {Key: "cost", Label: "出售的费用"}},
			append(writeOff("30104"), dr("got", "钱收到哪里", 0, "102", "101"), cr("got", "", 0, "408"), dr("cost", "", 0, "510"), cr("cost", "费用从哪里付", 0, "102", "101"))},
		{"T17", g, "赠出、调出固定资产", "销账；自己付的运费记其他支出", "赠出固定资产",
			[]AmountAsk{{Key: "a", Label: "原值"}, {Key: "worn", Label: "已提折旧"}, {Key: "freight", Label: "自己付的运费"}},
			append(writeOff("30104"), dr("freight", "", 0, "510"), cr("freight", money, 0, "102", "101"))},
		{"T18", g, "固定资产盘亏、报废（待批准）", "先转入待处理", "资产盘亏待处理", []AmountAsk{{Key: "a", Label: "原值"}, {Key: "worn", Label: "已提折旧"}}, writeOff("182")},
		{"T18b", g, "库存物品盘亏（待批准）", "先转入待处理", "库存盘亏待处理", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "", 0, "141")}},
		{"T19", g, "盘亏、报废已批准", "把待处理的核销掉；固定资产填净值", "批准核销", one("金额"), []TemplateLine{dr("a", "哪类资产", 0, "30104", "30101"), cr("a", "", 0, "182")}},
		{"T20", g, "盘盈（待批准）", "盘点多出来的，先转入待处理", "资产盘盈待处理", one("金额"), []TemplateLine{dr("a", "哪类资产", 0, "162", "141"), cr("a", "", 0, "182")}},
		{"T20b", g, "盘盈已批准", "", "盘盈批准入账", one("金额"), []TemplateLine{dr("a", "", 0, "182"), cr("a", "哪类资产", 0, "30104", "30101")}},
	}
}

// giftTemplate is a gift in kind: at the value of its documents, with own freight on
// top, which alone is an expense.
func giftTemplate(id, name, summary string, asset, fund Code) Template {
	return Template{id, "物品资产", name, "按单据价值入账；只有自己付的运费是支出", summary,
		[]AmountAsk{{Key: "a", Label: "单据上的价值"}, {Key: "freight", Label: "自己付的运费"}},
		[]TemplateLine{dr("a+freight", "种类", 0, asset), cr("a+freight", "", 0, fund), dr("freight", "", 0, "510"), cr("freight", money, 0, "102", "101")}}
}

// writeOff takes an asset with its depreciation out of the books.
func writeOff(to Code) []TemplateLine {
	return []TemplateLine{dr("a-worn", "", 0, to), dr("worn", "", 0, "163"), cr("a", "资产种类", 0, "162")}
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
		{"T26", g, "收回以前年度的支出", "不算今年收入；更正去年的凭证请在原凭证上按冲销", "收回以前年度支出", one("金额"),
			[]TemplateLine{dr("a", money, 0, "102", "101"), cr("a", "", AskRestricted, "32201")}},
		{"T26b", g, "补付以前年度的支出", "不算今年支出；退回以前年度多收的收入也用这个", "补付以前年度支出", one("金额"),
			[]TemplateLine{dr("a", "", AskRestricted, "32201"), cr("a", money, 0, "102", "101")}},
		{"T27", g, "结余改作专项（经批准）", "", "结余调剂为专项", one("金额"), []TemplateLine{dr("a", "", 0, "32202"), cr("a", "", 0, "32102")}},
		{"T28", g, "对外投资（少见）", "须经上级批准", "对外投资", one("金额"),
			[]TemplateLine{dr("a", "", 0, "32205"), cr("a", money, 0, "102"), dr("a", "", 0, "151"), cr("a", "", 0, "30102")}},
	}
}
