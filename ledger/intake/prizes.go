package intake

import (
	"strings"

	"huizhang/ledger"
)

// PrizeRow is one line of a list of winners.
type PrizeRow struct {
	Line     int
	Name, No string
	Level    string
	Team     string
	Amount   ledger.Money
}

// Prizes reads a list of winners by name or number. Rows with a problem are left
// out of the result.
func Prizes(t *Table) (rows []PrizeRow, problems []ledger.Problem, ignored []string) {
	cols := append(pick("姓名", "编号"), column{"奖项", []string{"奖项", "名次", "等级", "奖级"}}, column{"金额", []string{"金额", "奖品金额", "单价"}},
		column{"队", []string{"队", "队名", "参赛队", "团体"}})
	v, ignored, ok := see(t, cols, []string{"姓名", "编号"}, []string{"奖项"}, []string{"金额"})
	if !ok {
		return nil, v.problems, ignored
	}
	for _, r := range t.Rows {
		p := PrizeRow{Line: r.Line}
		if v.total(r) || !v.sound(func() { v.prize(r, &p) }) {
			continue
		}
		rows = append(rows, p)
	}
	return rows, v.problems, ignored
}

func (v *view) prize(r Row, p *PrizeRow) {
	p.Name, p.No = v.person(r)
	p.Level, p.Team = strings.TrimSpace(v.text(r, "奖项")), strings.TrimSpace(v.text(r, "队"))
	if p.Level == "" {
		v.wrong(r, "奖项", ledger.CodeRequired, "没有填奖项，例如“一等奖”。")
	}
	m := v.money(r, "金额")
	switch {
	case m == nil && v.text(r, "金额") == "":
		v.wrong(r, "金额", ledger.CodeRequired, "没有填金额。")
	case m != nil && *m <= 0:
		v.wrong(r, "金额", ledger.CodeBadAmount, "奖品金额要大于零。")
	case m != nil:
		p.Amount = *m
	}
}
