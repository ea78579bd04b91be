package paper

import (
	"fmt"
	"regexp"
	"strings"

	"huizhang/ledger"
)

// A stated number beside a list: 慰问职工5人：甲、乙、丙 · 甲、乙、丙共5人 · 5人（甲、乙、丙）.
var (
	countFirst = regexp.MustCompile(`(\d{1,4}|[一二两三四五六七八九十]{1,3})(?:人|名|位|项|个|家|户|件|类|种|次|部分)[^:(、,。;0-9]{0,8}[:(]([^()。;:]*、[^()。;:]*)`)
	countLast  = regexp.MustCompile(`(?:^|[:。;])([^()。;:]*、[^()。;:]*?)(共计|合计|共|等)(\d{1,4}|[一二两三四五六七八九十]{1,3})(?:人|名|位|项|个|家|户|件|类|种|次|部分)`)
)

// counts compares named parts with the number that a text states.
func (s *sheet) counts() {
	for r := range s.rows {
		for c := range s.rows[r] {
			t := squeeze(s.at(r, c))
			if !strings.Contains(t, "、") {
				continue
			}
			if m := countFirst.FindStringSubmatch(t); m != nil {
				s.count(r, c, m[1], m[2], false)
			} else if m := countLast.FindStringSubmatch(t); m != nil {
				s.count(r, c, m[3], m[1], m[2] == "等")
			}
		}
	}
}

func (s *sheet) count(r, c int, stated, list string, more bool) {
	list = strings.Trim(list, "、, ")
	if rest, ok := strings.CutSuffix(list, "等"); ok {
		list, more = rest, true
	}
	want, ok := smallNumber(stated)
	if !ok || strings.ContainsAny(list, "及和与至") && !more {
		s.note(r, c, fmt.Sprintf("%s“%s”里的名单没有核对：分不清是几个。", s.line(r), clip(s.at(r, c))))
		return
	}
	n := 0
	for _, p := range strings.FieldsFunc(list, func(r rune) bool { return r == '、' || r == ',' || r == '，' }) {
		if strings.TrimSpace(p) != "" {
			n++
		}
	}
	s.out.Checked++
	if n == want || more && n < want {
		return
	}
	s.find(Finding{Row: r, Col: c, Kind: KindCount, Says: stated, Should: fmt.Sprint(n),
		Text: fmt.Sprintf("%s写的是 %d，列出来的是 %d 个：%s。", s.line(r), want, n, clip(list))})
}

// smallNumber reads 12, 五, 十二, 二十三.
func smallNumber(t string) (int, bool) {
	n, cur := 0, 0
	for _, r := range t {
		if r >= '0' && r <= '9' {
			n = n*10 + int(r-'0')
			continue
		}
		switch i := strings.IndexRune("零一二三四五六七八九", r); {
		case r == '十':
			n, cur = n+max(cur, 1)*10, 0
		case r == '两':
			cur = 2
		case i > 0:
			if cur != 0 {
				return 0, false
			}
			cur = i / len("零")
		default:
			return 0, false
		}
	}
	return n + cur, n+cur > 0
}

// remitted asks about money for the higher union that is shown as spending
// (domain.md: it is owed in 211, never an expense).
func (s *sheet) remitted() {
	for c, col := range s.cols {
		if col.role != colAmount {
			continue
		}
		rows := s.sections(c)
		var paid []int
		grant := -1
		for r := s.head + 1; r < len(rows); r++ {
			cl := s.cellAt(r, c)
			if cl.state != stateNumber || rows[r].role != rowLeaf {
				continue
			}
			switch {
			case rows[r].kind == kindExpense && has(rows[r].label, "上缴", "上解", "上交", "解缴"):
				paid = append(paid, r)
			case rows[r].kind == kindIncome && has(rows[r].label, "拨缴", "拨交", "行政拨款", "拨款"):
				if grant >= 0 {
					grant = len(s.rows) // several: no ratio
				} else {
					grant = r
				}
			}
		}
		for _, r := range paid {
			s.remittedRow(r, c, grant, len(paid) == 1 && grant >= 0 && grant < len(s.rows))
		}
	}
}

func (s *sheet) remittedRow(r, c, grant int, single bool) {
	cl, wan := s.cellAt(r, c), s.cols[c].wan
	text := fmt.Sprintf("%s %s 列成了支出；上缴上级工会的经费应记“应付上级经费”，不是本级的支出。", s.where(r, c), show(cl.amount, wan))
	if g := ledger.Money(0); single {
		g = s.cellAt(grant, c).amount
		if g > 0 {
			share := ratio(cl.amount, g, 1)
			text += fmt.Sprintf("它是%s的 %s%%", s.name(grant, c), share.StringFixed(1))
			if !share.Equal(ratio(40, 100, 1)) {
				text += "，通常是 40%，请问为什么"
			}
			text += "。"
		}
	}
	s.out.Checked++
	s.find(Finding{Row: r, Col: c, Kind: KindRemitted, Says: s.at(r, c), Text: text, Ask: true})
}
