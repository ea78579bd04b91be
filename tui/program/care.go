package program

import (
	"huizhang/tui/screen"
	"huizhang/tui/welfare"
)

// care is the hub's menu: digit, function key, name, help, where to, and what
// waits there.
func care() []welfare.Entry {
	return []welfare.Entry{
		{Keys: []string{"1", "f2"}, Label: "发慰问", Help: "节日、生日、住院、婚丧，一人或全体", Route: screen.GiftForm{}, Keeps: true},
		{Keys: []string{"2", "f3"}, Label: "慰问台账", Help: "发过的慰问：名单、凭证、回签、证明", Route: screen.Gifts{}, Waits: welfare.BookingWaits},
		{Keys: []string{"3", "f4"}, Label: "生日节日应发", Help: "这个月谁该发、发了没有、缺什么", Route: screen.Entitled{}, Waits: welfare.EntitledWait},
		{Keys: []string{"4", "f5"}, Label: "回签登记", Help: "签领表收回来，一行按一个键", Route: screen.SheetSign{}, Waits: welfare.SignsWait},
		{Keys: []string{"5", "f6"}, Label: "困难帮扶", Help: "困难档案：申请、审批、公示、发放", Route: screen.Cases{}, Waits: welfare.CasesWait},
		{Keys: []string{"6", "f7"}, Label: "帮扶项目", Help: "金秋助学、送温暖等年年办的项目", Route: screen.Programmes{}},
		{Keys: []string{"7", "f8"}, Label: "代管资金", Help: "互助金、社团、捐款，不是工会的钱", Route: screen.Funds{}},
		{Keys: []string{"8", "f9"}, Label: "借款", Help: "借给会员的钱，什么时候还", Route: screen.Loans{}, Waits: welfare.LoansWait},
		{Keys: []string{"9", "f10"}, Label: "活动", Help: "方案、名单、签到、奖品、决算", Route: screen.Events{}, Waits: welfare.EventsWait},
		{Keys: []string{"0", "f11"}, Label: "年度计划", Help: "一年里每个月要办的事", Route: screen.YearPlan{}, Waits: welfare.PlanWaits},
		{Keys: []string{"-", "f12"}, Label: "物品与借用", Help: "物品出入库，球拍等谁借走了", Route: screen.Stock{}, Waits: welfare.LendingsWait},
		{Keys: []string{"=", "ctrl+b"}, Label: "标准（规则）", Help: "每项最多多少、要什么证明、凭什么", Route: screen.Rules{}},
	}
}
