package ledger

import (
	"fmt"
	"strings"
)

// CountLine is what a stock-take found of one article.
type CountLine struct {
	Article ArticleID
	Found   int   // pieces there, those lent out included
	Value   Money // of a surplus, where the card has no price to go by
	Why     string
}

// StockCount holds what was found against the cards. Shortage and surplus each
// become a draft (T18b, T20) through 待处理财产损溢, which the approval clears later
// (T19, T20b); what agrees is noted on its card.
type StockCount struct {
	Day    Day
	Counts []CountLine
	By     string // who counted
	Reason string // of the stock-take: 年终盘点 …
}

// Name of the act.
func (StockCount) Name() string { return "stock.count" }

// Decide compares and books the differences as drafts.
func (a StockCount) Decide(r Reader, by Stamp) (Plan, error) {
	c := counting{w: stockWork{r: r, by: by, shelf: newShelf(r), day: a.Day, who: CleanName(a.By)}}
	reason, _ := Clean(a.Reason)
	c.reason = strings.TrimSpace(reason)
	switch {
	case !a.Day.Valid():
		c.w.ps.Add("day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。")
	case openMonth(r, a.Day.Month()) != nil:
		c.w.ps.Add("day", "", CodeClosed, "%s", openMonth(r, a.Day.Month()).Error())
	}
	if len(a.Counts) == 0 || len(a.Counts) > mostGoods*10 {
		c.w.ps.Add("goods", "", CodeRequired, "请填写盘点到的数量。")
	}
	for i, x := range a.Counts {
		c.line(i, x)
	}
	if err := c.w.ps.Err(); err != nil {
		return Plan{}, err
	}
	return c.plan()
}

// counting is a stock-take while it is decided.
type counting struct {
	w           stockWork
	reason      string
	short, over []StockMove // differences with value
	still       []StockMove // without
	minus, plus Money
}

func (c *counting) line(i int, x CountLine) {
	w := &c.w
	row := fmt.Sprintf("第 %d 行", i+1)
	k, ok := w.shelf.card(x.Article)
	if !ok {
		w.ps.Add(fmt.Sprintf("goods-%d", i), row, CodeUnknown, "没有找到这种物品。")
		return
	}
	if k.touched {
		w.ps.Add(fmt.Sprintf("goods-%d", i), k.article.Title(), CodeExists, "“%s”写了两次。", k.article.Title())
		return
	}
	k.touched = true
	if x.Found < 0 || x.Found > mostPieces {
		w.ps.Add(fmt.Sprintf("qty-%d", i), k.article.Title(), CodeBadValue, "实盘数量应在 0 到 %d 之间。", mostPieces)
		return
	}
	have, value := k.held()
	why, _ := Clean(x.Why)
	why = strings.TrimSpace(why)
	m := StockMove{Article: x.Article, Day: w.day, Qty: x.Found - have, Who: w.who}
	switch {
	case m.Qty == 0:
		m.Why = fmt.Sprintf("%s：账实相符 %d%s", countMark, have, k.article.unit())
		c.still = append(c.still, m)
		return
	case why == "" && c.reason == "":
		w.ps.Add(fmt.Sprintf("why-%d", i), k.article.Title(), CodeRequired, "账面 %d，实盘 %d，请写明原因。", have, x.Found)
		return
	case m.Qty < 0:
		m.Amount = -k.cost(w.r, w.r.Practice().Costing, -m.Qty)
		m.Why = fmt.Sprintf("%s：账面 %d，实盘 %d，少 %d。%s", countMark, have, x.Found, -m.Qty, why)
	default:
		if m.Amount = x.Value; m.Amount == 0 && have > 0 {
			m.Amount = portion(value, m.Qty, have)
		}
		if m.Amount < 0 || m.Amount > MaxMoney || m.Amount == 0 && !k.article.Gear {
			w.ps.Add(fmt.Sprintf("value-%d", i), k.article.Title(), CodeRequired, "多出 %d%s，请填写确定的价值。", m.Qty, k.article.unit())
			return
		}
		m.Why = fmt.Sprintf("%s：账面 %d，实盘 %d，多 %d。%s", countMark, have, x.Found, m.Qty, why)
	}
	switch {
	case m.Amount < 0:
		c.short, c.minus = append(c.short, m), c.minus-m.Amount
	case m.Amount > 0:
		c.over, c.plus = append(c.over, m), c.plus+m.Amount
	default:
		c.still = append(c.still, m)
	}
}

// plan makes the drafts and ties the moves to them.
func (c *counting) plan() (Plan, error) {
	w := &c.w
	p := Plan{Title: fmt.Sprintf("盘点 %s，%d种物品", w.day, len(c.still)+len(c.short)+len(c.over)), Reason: c.reason}
	next := w.r.LastVoucher() + 1
	if c.minus > 0 {
		v := Voucher{Template: "T18b", Lines: []Line{{Account: w.leaf("stock", "182", ""), Debit: c.minus}, {Account: w.leaf("stock", "141", ""), Credit: c.minus}}}
		if err := c.draft(&p, v, next, "库存盘亏待处理", c.short); err != nil {
			return Plan{}, err
		}
		p.Title += "，盘亏 " + c.minus.Grouped() + " 元"
		next++
	}
	if c.plus > 0 {
		v := Voucher{Template: "T20", Lines: []Line{{Account: w.leaf("stock", "141", ""), Debit: c.plus}, {Account: w.leaf("stock", "182", ""), Credit: c.plus}}}
		if err := c.draft(&p, v, next, "库存盘盈待处理", c.over); err != nil {
			return Plan{}, err
		}
		p.Title += "，盘盈 " + c.plus.Grouped() + " 元"
	}
	if c.minus == 0 && c.plus == 0 {
		p.Title += "，金额没有差异"
	}
	for _, m := range c.still {
		w.shelf.add(m)
	}
	if err := w.shelf.sound(); err != nil {
		return Plan{}, err
	}
	p.Changes = append(p.Changes, w.shelf.out...)
	return p, nil
}

func (c *counting) draft(p *Plan, v Voucher, id VoucherID, text string, moves []StockMove) error {
	if err := c.w.ps.Err(); err != nil {
		return err
	}
	v.ID, v.Day, v.Maker, v.State, v.Source, v.NoPaper = id, c.w.day, c.w.by.Operator, Draft, stockSource, "附盘点表"
	c.w.moves = moves
	text += " " + c.w.words()
	for i := range v.Lines {
		v.Lines[i].Summary = text
	}
	if err := bookNow(c.w.r, c.w.by, false, "", &v); err != nil {
		return err
	}
	if p.Voucher == 0 {
		p.Voucher = id
	}
	p.Changes = append(p.Changes, Put(v))
	for _, m := range moves {
		m.Voucher = id
		c.w.shelf.add(m)
	}
	return nil
}
