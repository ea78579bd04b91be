package stock

import "huizhang/tui/screen"

// Bindings are the keys.
func (s *Stock) Bindings() []screen.Binding {
	if s.panel != nil {
		return s.panel.bindings()
	}
	write, none, empty, waits := "", "", "", ""
	switch {
	case !s.loaded:
		write, none = reading, reading
	case !s.facts.writes:
		write = lookOnly
	}
	if none == "" && s.table.Len() == 0 {
		none = "没有可以打开的物品。"
	}
	if empty = write; empty == "" && len(s.facts.sums) == 0 {
		empty = "还没有登记物品。"
	}
	if s.facts.waiting == 0 {
		waits = "没有等着批准的盘点差异（182 余额为零）。"
	}
	return append([]screen.Binding{
		{Keys: []string{"enter"}, Label: "打开", Help: "看这种物品的出入库；未登记的凭证：填写里面有哪些物品", Disabled: none},
		{Keys: []string{"f2", "i"}, Label: "入库", Help: "买来的、捐来的物品入库，凭证一起生成", Disabled: write},
		{Keys: []string{"f3", "o"}, Label: "出库", Help: "不按人发放的出库；发给会员的在“慰问”里选库存物品", Disabled: empty},
		{Keys: []string{"f5", "c"}, Label: "盘点", Help: "实盘数和账面数核对，差异生成待处理凭证草稿", Disabled: empty},
		{Keys: []string{"f9", "l"}, Label: "借用", Help: "球拍等小器材谁借的"},
		{Keys: []string{"f7", "/"}, Label: "查找"},
		{Keys: []string{"f6", "r"}, Label: "收发存表", Help: "库存物品收发存表，可以打印"},
		{Keys: []string{"f4", "n"}, Label: "新物品", Help: "登记物品，例如可以出借的器材", Disabled: write, Hidden: true},
		{Keys: []string{"ctrl+o", "b"}, Label: "期初库存", Help: "账本开始时就有的物品", Disabled: write, Hidden: true},
		{Keys: []string{"ctrl+t", "a"}, Label: "差异批准", Help: "盘点差异批准后，把待处理（182）核销掉", Disabled: orWord(write, waits), Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Hidden: true},
	}, s.table.Bindings()...)
}

func orWord(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
