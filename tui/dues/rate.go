package dues

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// readRate reads 0.5% or 0.005 into the fraction that a rule keeps.
func readRate(s string) (string, string) {
	t := strings.ReplaceAll(widget.Fold(strings.TrimSpace(s)), " ", "")
	body, percent := strings.CutSuffix(t, "%")
	const help = "请写成 0.5% 或 0.005 这样。"
	if body == "" || len(body) > 10 || strings.Trim(body, "0123456789.") != "" {
		return "", "“" + ledger.Plain(s) + "”不是比例；" + help
	}
	d, err := decimal.NewFromString(body)
	if err != nil {
		return "", "“" + ledger.Plain(s) + "”不是比例；" + help
	}
	if percent {
		d = d.Shift(-2)
	}
	if d.GreaterThan(decimal.New(1, -1)) {
		return "", "比例不能超过 10%；" + help
	}
	return d.String(), ""
}

// percent writes a fraction as people read it: 0.005 → 0.5%.
func percent(rate string) string {
	d, err := decimal.NewFromString(rate)
	if err != nil || len(rate) > 20 {
		return rate
	}
	return d.Shift(2).String() + "%"
}

// rateField is a field for a rate.
type rateField struct{ widget.Input }

// Leave writes the rate out, or says why it is none.
func (f *rateField) Leave() string {
	f.Input.Leave()
	if strings.TrimSpace(f.Text()) == "" {
		return ""
	}
	rate, wrong := readRate(f.Text())
	if wrong == "" {
		f.SetText(percent(rate))
	}
	return wrong
}

// rulesOf puts a rule into words, for a list.
func rulesOf(r ledger.DuesRule) (base, floor, round, month, every, special string) {
	base = "岗位"
	if r.Grade {
		base = "岗位+薪级"
	}
	floor = "不去尾"
	if r.Floor10 {
		floor = "去掉10元以下"
	}
	month = "当月"
	if r.Base > 0 {
		month = strconv.Itoa(r.Base) + "月"
	}
	every = map[int]string{1: "按月", 6: "半年", 12: "全年"}[r.Every]
	var parts []string
	for _, c := range r.Rates {
		switch {
		case c.Free != "":
			parts = append(parts, string(c.Class)+"免缴")
		case c.Fixed != 0:
			parts = append(parts, string(c.Class)+"每月 "+c.Fixed.Grouped()+" 元")
		default:
			parts = append(parts, string(c.Class)+" "+percent(c.Rate))
		}
	}
	return base, floor, r.Round.String(), month, every, strings.Join(parts, "，")
}
