package sample

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// Statement says in plain words what was found, what it would come to for all
// vouchers, and what neither means.
func (ev Evaluation) Statement() []string {
	s := ev.Selection
	full := 0
	for _, p := range s.Picks {
		if len(p.Strata) > 0 {
			full++
		}
	}
	out := []string{fmt.Sprintf("共有凭证 %d 张，金额 %s 元（不带负号）；全查 %d 张，其余 %d 张用%s查 %d 张。",
		s.Population, s.Value.Grouped(), full, len(s.Rest), s.Plan.Method, len(s.Picks)-full)}
	if len(s.Picks) == 0 {
		return append(append(out, s.Notes()...), "没有抽到凭证，得不出结论。")
	}
	if n := len(ev.Open); n > 0 {
		out = append(out, fmt.Sprintf("还有 %d 张没有查（%s），下面只是到目前为止的结果。", n, someKeys(ev.Open)))
	}
	out = append(out, s.Notes()...)
	out = append(out, ev.attributeLines()...)
	out = append(out, ev.foundLine())
	out = append(out, ev.projectedLines()...)
	return append(out, ev.caveats()...)
}

func someKeys(keys []string) string {
	more := ""
	if len(keys) > 8 {
		keys, more = keys[:8], "等"
	}
	return ledger.Plain(strings.Join(keys, "、")) + more
}

func (ev Evaluation) attributeLines() []string {
	var out []string
	for _, t := range ev.Tallies {
		if t.Good+t.Bad == 0 {
			continue
		}
		line := fmt.Sprintf("“%s”：查 %d 张，", t.Attribute.Question(), t.Good+t.Bad)
		if t.Bad == 0 {
			line += "都符合。"
		} else {
			line += fmt.Sprintf("不符合 %d 张。", t.Bad)
		}
		out = append(out, line)
	}
	return out
}

func (ev Evaluation) foundLine() string {
	if len(ev.Faults) == 0 {
		return fmt.Sprintf("查实：已查的 %d 张里没有发现金额差错。", ev.Examined)
	}
	return fmt.Sprintf("查实：%d 张金额有差错，多记 %s 元，少记 %s 元，相抵后%s。",
		len(ev.Faults), ev.Over.Grouped(), ev.Under.Grouped(), towards(ev.Found))
}

// towards says on which side an error lies.
func towards(m ledger.Money) string {
	switch {
	case m > 0:
		return "多记 " + m.Grouped() + " 元"
	case m < 0:
		return "少记 " + m.Abs().Grouped() + " 元"
	}
	return "是 0.00 元"
}

func (ev Evaluation) projectedLines() []string {
	if !ev.Projected.Known && !ev.PerItem.Known {
		return []string{"推算：" + ev.Projected.Why}
	}
	if ev.Selection.Plan.Method == MethodValue {
		out := []string{fmt.Sprintf("推算：如果没有查到的和抽到的差不多，全部凭证大约%s（抽中凭证的差错比例 × 间隔 %s 元；必中和全查的按实数）。",
			towards(ev.Projected.Amount), ev.Selection.Interval.Grouped())}
		return append(out, ev.upperLines()...)
	}
	var out []string
	if ev.Projected.Known {
		out = append(out, fmt.Sprintf("推算（按金额）：如果没有查到的和抽到的差不多，全部凭证大约%s。", towards(ev.Projected.Amount)))
	} else {
		out = append(out, "推算（按金额）："+ev.Projected.Why)
	}
	if ev.PerItem.Known {
		out = append(out, fmt.Sprintf("推算（按件数）：用每张平均差错乘张数，全部凭证大约%s。", towards(ev.PerItem.Amount)))
	}
	return out
}

func (ev Evaluation) upperLines() []string {
	u := ev.Upper
	if !u.Known {
		return []string{"上限：" + u.Why}
	}
	out := []string{fmt.Sprintf("上限：有 %d%% 的把握，全部凭证多记的金额不超过 %s 元（%s）。", ev.Confidence, u.Amount.Grouped(), FactorSource)}
	if u.Basic == 0 {
		out[0] = fmt.Sprintf("上限：有金额的凭证都查到了，多记的就是 %s 元。", u.Amount.Grouped())
	}
	if u.Wide {
		out = append(out, "这个上限不小于靠抽样推断的凭证的总额，说明抽得太少，单凭它得不出结论。")
	}
	if u.Heavy {
		out = append(out, "有一张凭证的差错比它的账面金额还大，上限公式没有考虑这种情况，只供参考。")
	}
	return append(out, "上限只管多记；少记的、没有入账的，这个方法查不出来。")
}

func (ev Evaluation) caveats() []string {
	out := []string{"这不等于："}
	if len(ev.Faults) == 0 {
		out = append(out, "· 没有发现差错，不等于没有差错；没有抽到的凭证没有人看过。")
	}
	out = append(out,
		"· 推算数不是查实的差错，不能据此改账，也不能据此认定谁的责任；要改，先查到具体的凭证。",
		"· 样本只说已经入账的凭证；没有入账的收支要靠对银行流水、盘点现金去查。")
	if ev.Selection.Plan.Method == MethodSystematic {
		out = append(out, "· 如果凭证的排列有规律（如每月同一天发放），等距抽样可能总碰上或总错过同一类。")
	}
	return out
}
