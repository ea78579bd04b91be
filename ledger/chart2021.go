package ledger

import "strings"

// chart2021 is the chart of the 《工会会计制度》 (财会〔2021〕7号, annex 1 parts 2
// and 3), gaps in the numbers included. Columns: code, side (d debit, c
// credit), listing (s grassroots list, l long list, x county level and above),
// origin (p prescribed, o optional), name.
const chart2021 = `
101 d s p 库存现金
102 d s p 银行存款
111 d x p 零余额账户用款额度
121 d x p 财政应返还额度
131 d s p 应收上级经费
13101 d s o 应收上级补助
13102 d s o 应收上级转拨经费
132 d x p 应收下级经费
135 d s p 其他应收款
141 d s p 库存物品
151 d l p 投资
161 d l p 在建工程
162 d s p 固定资产
163 c s p 累计折旧
171 d l p 无形资产
172 c l p 累计摊销
181 d l p 长期待摊费用
182 d s p 待处理财产损溢
201 c l p 应付职工薪酬
211 c s p 应付上级经费
212 c x p 应付下级经费
215 c s p 其他应付款
221 c l p 代管经费
301 c s p 资产基金
30101 c s p 库存物品
30102 c s p 投资
30103 c s p 在建工程
30104 c s p 固定资产
30105 c s p 无形资产
30106 c s p 长期待摊费用
311 c x p 专用基金
321 c s p 工会资金结转
32101 c s p 年初余额调整
32102 c s p 单位内部调剂
32103 c s p 本年收支结转
32104 c s p 累计结转
322 c s p 工会资金结余
32201 c s p 年初余额调整
32202 c s p 单位内部调剂
32203 c s p 本年收支结转
32204 c s p 结转转入
32205 c s p 累计结余
331 c x p 财政拨款结转
332 c x p 财政拨款结余
341 c x p 预算稳定调节基金
401 c s p 会费收入
402 c s p 拨缴经费收入
403 c s p 上级补助收入
40301 c s p 一般性转移支付补助
40302 c s p 专项转移支付补助
404 c x p 政府补助收入
405 c s p 行政补助收入
406 c l p 附属单位上缴收入
407 c l p 投资收益
408 c s p 其他收入
411 c x p 动用预算稳定调节基金
501 d s p 职工活动支出
50101 d s p 职工教育支出
50102 d s p 文体活动支出
50103 d s p 宣传活动支出
50104 d s p 劳模职工疗休养支出
50105 d s p 会员活动支出
50106 d s p 其他活动支出
502 d x p 职工活动组织支出
503 d s p 职工服务支出
50301 d s p 劳动和技能竞赛活动支出
50302 d s p 建家活动支出
50303 d s p 职工创新活动支出
50304 d s p 职工书屋活动支出
50305 d s p 其他服务支出
504 d s p 维权支出
50401 d s p 劳动关系协调支出
50402 d s p 劳动保护支出
50403 d s p 法律援助支出
50404 d s p 困难职工帮扶支出
50405 d s p 送温暖支出
50406 d s p 其他维权支出
505 d s p 业务支出
50501 d s p 培训支出
50502 d s p 会议支出
50503 d s p 专项业务支出
50504 d s p 其他业务支出
506 d x p 行政支出
507 d s p 资本性支出
50701 d s p 房屋建筑物购建
50702 d s p 办公设备购置
50703 d s p 专用设备购置
50704 d s p 交通工具购置
50705 d s p 大型修缮
50706 d s p 信息网络购建
50707 d s p 其他资本性支出
508 d x p 补助下级支出
509 d x p 对附属单位的支出
510 d s p 其他支出
521 d x p 安排预算稳定调节基金
`

// Chart2021 lists the official chart in the order of its codes.
func Chart2021() []Standard {
	listing := map[string]Listing{"s": Short, "l": Long, "x": AboveLevel}
	var out []Standard
	for line := range strings.Lines(strings.TrimSpace(chart2021)) {
		f := strings.Fields(line)
		s := Standard{Account: Account{Code: Code(f[0]), Credit: f[1] == "c", Origin: Prescribed, Name: f[4]}, Listing: listing[f[2]]}
		if f[3] == "o" {
			s.Origin = Optional
		}
		out = append(out, s)
	}
	return out
}
