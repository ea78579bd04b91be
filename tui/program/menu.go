package program

import (
	"huizhang/tui/home"
	"huizhang/tui/screen"
)

// menu is the home screen's menu: digit, function key, name, help, where to. A
// new screen adds a row here and a case in routes.go.
func menu() []home.Entry {
	return []home.Entry{
		{Keys: []string{"1", "f2"}, Label: "记一笔", Help: "用平常话选业务，录一张凭证", Route: screen.TemplatePick{}, Keeps: true},
		{Keys: []string{"2", "f3"}, Label: "凭证", Help: "查凭证、审核、过账、冲销", Route: screen.VoucherList{}},
		{Keys: []string{"3", "f4"}, Label: "会费", Help: "核定会费、按人登记收款", Route: screen.DuesGrid{}},
		{Keys: []string{"4", "f5"}, Label: "会员", Help: "会员名册、从表格导入", Route: screen.Members{}},
		{Keys: []string{"5", "f6"}, Label: "报表与打印", Help: "全部报表，看、查、打印、导出", Route: screen.Reports{}},
		{Keys: []string{"6", "f7"}, Label: "收支公示", Help: "生成、公布每月收支公示表", Route: screen.Disclosures{}},
		{Keys: []string{"7", "f8"}, Label: "月末结账", Help: "盘点、对账、结账检查、结账", Route: screen.Periods{}},
		{Keys: []string{"8", "f9"}, Label: "经审查账", Help: "从公示的数字一路查到票据", Route: screen.Audit{}},
		{Keys: []string{"9", "f10"}, Label: "设置与备份", Help: "单位、人员、科目、期初、备份、核验、日志", Route: screen.Settings{}},
		{Keys: []string{"0", "ctrl+o"}, Label: "换一本账", Help: "关好这本账，打开另一本、建新账本，或从备份恢复", Route: screen.Guide{}},
		{Keys: []string{"w", "ctrl+w"}, Label: "慰问活动", Help: "慰问、签领、帮扶、活动、物品和标准", Route: screen.Care{}},
		{Keys: []string{"p", "f11"}, Label: "打印会费花名册", Help: "会费缴纳花名册，直接去打印", Route: screen.ReportView{Name: "dues-roll", Print: true}},
		{Keys: []string{"/", "f12"}, Label: "查找凭证、会员", Help: "按摘要、姓名、金额、拼音首字母或号（慰-12、活-2）查", Route: screen.Search{}},
	}
}
