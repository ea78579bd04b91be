package paper

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// equation is a row's figure that two others of it make: whole − part = rest.
type equation struct{ whole, part, rest []string }

// equations are the ones that the words of headings promise.
func equations() []equation {
	return []equation{
		{[]string{"预算", "计划"}, []string{"实际", "决算", "支出", "实际支出", "已用"}, []string{"结余", "余额", "差额", "剩余"}},
		{[]string{"应缴", "应交", "应收"}, []string{"实缴", "已缴", "实交", "已交", "实收", "已收"}, []string{"欠缴", "未缴", "欠交", "未交", "未收"}},
		{[]string{"借款", "应还"}, []string{"已还"}, []string{"未还"}},
		{[]string{"应拨缴"}, []string{"留成"}, []string{"应上解", "应上缴"}},
	}
}

// wrongRow is a row that does not follow an equation.
type wrongRow struct {
	row  int
	want ledger.Money
}

// equate checks each row against the equations. Where most rows do not follow
// one, its words mean something else here.
func (s *sheet) equate() {
	for _, q := range equations() {
		w, p, rest := s.headed(q.whole...), s.headed(q.part...), s.headed(q.rest...)
		if w < 0 || p < 0 || rest < 0 || s.flow != nil && s.flowing(rest) || !money(s.cols[w].role) || !money(s.cols[p].role) || !money(s.cols[rest].role) {
			continue
		}
		right := 0
		var wrong []wrongRow
		for r := s.head + 1; r < len(s.rows); r++ {
			want, some, ok := s.value(r, []term{{w, 1}, {p, -1}})
			got, printed, fine := s.value(r, []term{{rest, 1}})
			switch {
			case !ok || !fine || !some || s.cellAt(r, w).state != stateNumber || !printed && s.cellAt(r, p).state != stateNumber:
			case got == want:
				right++
			default:
				wrong = append(wrong, wrongRow{r, want})
			}
		}
		s.unequal(w, p, rest, right, wrong)
	}
}

func (s *sheet) unequal(w, p, rest, right int, wrong []wrongRow) {
	said := fmt.Sprintf("“%s”减“%s”", clip(s.cols[w].head), clip(s.cols[p].head))
	if len(wrong) > 1 && len(wrong) > right {
		s.note(s.head, rest, fmt.Sprintf("“%s”没有核对：多数行不等于%s。", clip(s.cols[rest].head), said))
		return
	}
	s.out.Checked += right + len(wrong)
	for _, x := range wrong {
		wan := s.cols[rest].wan
		s.find(Finding{Row: x.row, Col: rest, Kind: KindResult, Says: s.at(x.row, rest), Should: show(x.want, wan),
			Text: fmt.Sprintf("%s写的是“%s”，%s是 %s。", s.where(x.row, rest), clip(s.at(x.row, rest)), said, show(x.want, wan))})
	}
}

// ratios checks columns such as 留成比例 beside 留成, as a share of the nearest
// amounts before them, and 2%应拨缴 of the wages.
func (s *sheet) ratios() {
	wages := s.headed("工资总额", "工资")
	for c, col := range s.cols {
		if stem, ok := strings.CutSuffix(col.head, "比例"); ok && stem != "" {
			if part, base := s.headed(stem), s.left(c, colAmount); part >= 0 && base >= 0 && money(s.cols[part].role) {
				for r := s.head + 1; r < len(s.rows); r++ {
					if p, ok := readPercent(s.at(r, c), true); ok {
						s.ratio(r, part, base, p)
					}
				}
			}
		}
		if p, ok := readPercent(col.head, false); ok && wages >= 0 && col.role == colAmount {
			for r := s.head + 1; r < len(s.rows); r++ {
				if s.row(r, c).role == rowLeaf {
					s.ratio(r, c, wages, p)
				}
			}
		}
	}
}

// ratio checks that a row's part is p of its base.
func (s *sheet) ratio(r, part, base int, p percent) {
	a, b := s.cellAt(r, part), s.cellAt(r, base)
	if a.state != stateNumber || b.state != stateNumber {
		return
	}
	want, err := ledger.FromYuan(b.amount.Decimal().Mul(p.value).Shift(-2).Round(2))
	if err != nil {
		return
	}
	s.out.Checked++
	if (a.amount - want).Abs() <= 1+halfPlace(a) { // rounded half up or down
		return
	}
	wan := s.cols[part].wan
	s.find(Finding{Row: r, Col: part, Kind: KindShare, Says: s.at(r, part), Should: show(want, wan),
		Text: fmt.Sprintf("%s写的是 %s，%s 的 %s 是 %s。", s.where(r, part), show(a.amount, wan), show(b.amount, s.cols[base].wan), p, show(want, wan))})
}
