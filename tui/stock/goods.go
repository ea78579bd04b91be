package stock

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/widget"
)

// goodsRows is how many lines of goods a form has.
const goodsRows = 12

// goods are the lines of goods of a form: the next one shows when the one before
// is filled in.
type goods struct {
	f      *facts
	valued bool // the amount is typed, and new articles may be named
	lines  [goodsRows]goodsLine
}

type goodsLine struct {
	what   *widget.Pick
	unit   *widget.Input
	qty    *widget.Input
	amount *widget.Amount
}

func newGoods(f *facts, valued bool, keep func(*ledger.StockSum) bool) *goods {
	g := &goods{f: f, valued: valued}
	for i := range g.lines {
		l := &g.lines[i]
		l.what = widget.NewPick("物品", f.articles(keep))
		l.what.Free = valued
		l.qty, l.amount = &widget.Input{Limit: 12, Fold: true, Fresh: true}, widget.NewAmount()
	}
	return g
}

func (l *goodsLine) empty() bool {
	return l.what.Text() == "" && strings.TrimSpace(l.qty.Text()) == "" && l.amount.Text() == ""
}

// article is that of a line, 0 for one that is not there yet.
func (l *goodsLine) article() ledger.ArticleID {
	return ledger.ArticleID(numbered(l.what.Key(), "物-"))
}

// known finds the article of a line that was typed in full and not picked.
func (g *goods) known(l *goodsLine) ledger.ArticleID {
	name := strings.TrimSpace(l.what.Key())
	for i := range g.f.sums {
		if a := &g.f.sums[i].Article; !a.Off && (a.Name == name && a.Spec == "" || a.Title() == name) {
			return a.ID
		}
	}
	return l.article()
}

// numbered is the number behind a mark in a key, 0 if it is none.
func numbered(key, mark string) uint64 {
	rest, ok := strings.CutPrefix(key, mark)
	n, err := strconv.ParseUint(rest, 10, 64)
	if !ok || err != nil {
		return 0
	}
	return n
}

// items are the fields of the lines.
func (g *goods) items() []widget.Item {
	var out []widget.Item
	for i := range g.lines {
		l := &g.lines[i]
		hidden := func() bool { return i > 0 && g.lines[i-1].empty() && l.empty() }
		help, howMany := "打品名或拼音首字母查找，F7 看全部", "填整数"
		if g.valued {
			help += "；没有的直接打品名，保存时自动登记"
			howMany = "填整数；新物品连单位一起写，例如 20盒"
		}
		out = append(out, widget.Item{Name: fmt.Sprintf("goods-%d", i), Label: fmt.Sprintf("物品 %d", i+1), Width: 22, Field: l.what, Hide: hidden, Help: help})
		out = append(out, widget.Item{Name: fmt.Sprintf("qty-%d", i), Label: "数量", Width: 8, Field: l.qty, Same: true, Hide: hidden, Help: howMany})
		if g.valued {
			out = append(out, widget.Item{Name: fmt.Sprintf("amount-%d", i), Label: "金额", Width: 11, Field: l.amount, Same: true, Hide: hidden, Help: "这一行的总金额；可以写 12*8.5"})
		}
	}
	return out
}

// read gives the lines; what is no number goes to its field.
func (g *goods) read(ps *ledger.Problems) []ledger.GoodsLine {
	var out []ledger.GoodsLine
	for i := range g.lines {
		l := &g.lines[i]
		if l.empty() {
			break
		}
		line := ledger.GoodsLine{Article: g.known(l)}
		qty, unit := cutUnit(l.qty.Text())
		if line.Article == 0 {
			line.Name, line.Unit = strings.TrimSpace(l.what.Key()), unit
		} else if s, ok := g.f.sum(line.Article); ok && unit != "" && unit != s.Article.Unit {
			ps.Add(fmt.Sprintf("qty-%d", i), "", ledger.CodeBadValue, "“%s”按%s登记，这里写的是%s。请换算后填写。", s.Article.Title(), orWord(s.Article.Unit, "件"), unit)
		}
		line.Qty = count(qty, fmt.Sprintf("qty-%d", i), ps)
		line.Amount, _ = l.amount.Money()
		out = append(out, line)
	}
	return out
}

// cutUnit parts "20盒" into pieces and unit.
func cutUnit(s string) (qty, unit string) {
	s = strings.TrimSpace(s)
	rest := strings.TrimLeft(s, "0123456789")
	if rest == s {
		return s, ""
	}
	unit = strings.TrimSpace(rest)
	for _, c := range unit {
		if c < 0x2E80 { // 12.5, 1,000 and the like are no unit
			return s, ""
		}
	}
	return s[:len(s)-len(rest)], unit
}

// count reads pieces.
func count(text, field string, ps *ledger.Problems) int {
	text = strings.TrimSpace(text)
	n, err := strconv.Atoi(text)
	if err != nil {
		if text == "" {
			ps.Add(field, "", ledger.CodeRequired, "请填写数量。")
		} else {
			ps.Add(field, "", ledger.CodeBadValue, "%s", wrongCount(text))
		}
	}
	return n
}

// total is the sum typed so far.
func (g *goods) total() (m ledger.Money) {
	for i := range g.lines {
		l := &g.lines[i]
		if l.empty() {
			break
		}
		x, _ := l.amount.Money()
		m += x
	}
	return m
}
