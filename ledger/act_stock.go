package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// stockSource marks vouchers that acts on stock made: they are not changed by
// hand, because their lines and the stock cards belong together.
const stockSource = "stock"

// SaveArticle enters an article, or changes what is said of it. One with
// something in stock or lent out stays in use.
type SaveArticle struct{ Article Article }

// Name of the act.
func (SaveArticle) Name() string { return "stock.article" }

// Decide checks name and use.
func (a SaveArticle) Decide(r Reader, by Stamp) (Plan, error) {
	x := a.Article
	var ps Problems
	x.tidy(&ps)
	x.single(r, &ps)
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	if x.ID == 0 {
		x.ID = r.LastArticle() + 1
		return Plan{Title: "登记物品 " + x.ID.String() + " " + x.Title(), Object: articleObject(x.ID), Changes: []Change{Put(x)}}, nil
	}
	old, ok := r.Article(x.ID)
	if !ok {
		return Plan{}, Errf(CodeUnknown, "没有找到这种物品。")
	}
	s := SumStock(r, old, 0, 0)
	lent := LentOut(r, x.ID)
	switch {
	case x.Off && (s.Qty() != 0 || s.Value() != 0):
		return Plan{}, Errf(CodeState, "“%s”还有 %d %s（%s 元），不能停用。", old.Title(), s.Qty(), old.unit(), s.Value().Grouped())
	case (x.Off || !x.Gear) && lent > 0:
		return Plan{}, Errf(CodeState, "“%s”还有 %d %s借在外面。请先登记归还。", old.Title(), lent, old.unit())
	}
	return Plan{Title: "修改物品 " + x.ID.String() + " " + x.Title(), Object: articleObject(x.ID), Changes: []Change{Edit(old, x)}}, nil
}

func articleObject(id ArticleID) string { return fmt.Sprintf("article/%d", id) }

// tidy cleans an article and checks its words.
func (a *Article) tidy(ps *Problems) {
	for _, s := range []*string{&a.Name, &a.Spec, &a.Unit} {
		*s, _ = Clean(*s)
		*s = strings.TrimSpace(*s)
	}
	switch {
	case a.Name == "":
		ps.Add("name", "", CodeRequired, "请填写品名，例如“洗衣液”。")
	case len([]rune(a.Name)) > 40 || len([]rune(a.Spec)) > 40:
		ps.Add("name", "", CodeTooLarge, "品名和规格最多各 40 个字。")
	case len([]rune(a.Unit)) > 6:
		ps.Add("unit", "", CodeTooLarge, "单位最多 6 个字，例如“盒”。")
	}
}

// single: no two articles in use are called the same.
func (a *Article) single(r Stocks, ps *Problems) {
	if b, ok := ArticleNamed(r, a.Name, a.Spec); ok && b.ID != a.ID && !a.Off {
		ps.Add("name", "", CodeExists, "已经有“%s”（%s）。", b.Title(), b.ID)
	}
}

// ArticleNamed finds an article in use by name and specification.
func ArticleNamed(r Stocks, name, spec string) (Article, bool) {
	for a := range r.Articles() {
		if !a.Off && a.Name == name && a.Spec == spec {
			return a, true
		}
	}
	return Article{}, false
}

// GoodsLine is one article of an act on stock. Without Article it is found by
// Name and Spec, and entered when goods come in and it is new.
type GoodsLine struct {
	Article    ArticleID
	Name, Spec string
	Unit       string
	Qty        int   // above 0
	Amount     Money // of goods in; of goods out the stock card says it
}

// StockIn takes goods into stock: bought (T10: expense and money, 141 and 30101)
// or, with Given, got for nothing (T14), at the value of the papers.
type StockIn struct {
	Day        Day
	Goods      []GoodsLine
	Given      bool
	Expense    Code // leaf of 501, 503, 504 or 505; "" when given
	Money      Code // leaf of 101 or 102; "" when given
	Stock      Code // leaf of 141; "" when there is only one
	Restricted bool
	Summary    string // "": made from the goods
	Payee      string
	Papers     int
	NoPaper    string
	Post       bool
	Reviewer   string
}

// Name of the act.
func (StockIn) Name() string { return "stock.in" }

// Posts reports whether the act posts on the way.
func (a StockIn) Posts() bool { return a.Post }

// Decide builds the voucher and enters each article on its card.
func (a StockIn) Decide(r Reader, by Stamp) (Plan, error) {
	w := stockWork{r: r, by: by, shelf: newShelf(r), day: a.Day, newOnes: true}
	total := w.goods(a.Goods, true)
	stock := w.leaf("stock", "141", a.Stock)
	fund := w.leaf("stock", "30101", "")
	lines := []Line{{Account: stock, Debit: total}, {Account: fund, Credit: total}}
	template, text := "T14", "接受捐赠物品入库"
	if !a.Given {
		template, text = "T10", "购物品入库"
		w.own(a.Expense, a.Money)
		lines = append([]Line{{Account: a.Expense, Debit: total, Restricted: a.Restricted}, {Account: a.Money, Credit: total}}, lines...)
	}
	if err := w.ps.Err(); err != nil {
		return Plan{}, err
	}
	v := Voucher{Day: a.Day, Template: template, Payee: a.Payee, Papers: a.Papers, NoPaper: a.NoPaper, Lines: lines}
	return w.book(v, cmpOr(strings.TrimSpace(a.Summary), text+" "+w.words()), a.Post, a.Reviewer)
}

// StockOut issues goods otherwise than by a list of persons (T11). What has no
// value in the books goes out without a voucher.
type StockOut struct {
	Day      Day
	Goods    []GoodsLine
	Stock    Code
	Who      string // who took it
	Why      string
	Papers   int
	Post     bool
	Reviewer string
}

// Name of the act.
func (StockOut) Name() string { return "stock.out" }

// Posts reports whether the act posts on the way.
func (a StockOut) Posts() bool { return a.Post }

// Decide values the goods by the book's costing and books them out.
func (a StockOut) Decide(r Reader, by Stamp) (Plan, error) {
	w := stockWork{r: r, by: by, shelf: newShelf(r), day: a.Day, who: CleanName(a.Who)}
	w.why, _ = Clean(a.Why)
	if w.why = strings.TrimSpace(w.why); w.why == "" {
		w.ps.Add("why", "", CodeRequired, "请写明用途，例如“趣味运动会奖品”。")
	}
	if strings.HasPrefix(w.why, countMark) {
		w.ps.Add("why", "", CodeBadValue, "盘点的差异请用“盘点”登记。")
	}
	total := w.goods(a.Goods, false)
	lines := []Line{{Account: w.leaf("stock", "30101", ""), Debit: total}, {Account: w.leaf("stock", "141", a.Stock), Credit: total}}
	if err := w.ps.Err(); err != nil {
		return Plan{}, err
	}
	v := Voucher{Day: a.Day, Template: "T11", Payee: w.who, Papers: a.Papers, Lines: lines}
	if a.Papers == 0 {
		v.NoPaper = "附出库单"
	}
	return w.book(v, "发放库存物品 "+w.words()+" "+w.why, a.Post, a.Reviewer)
}

// stockWork is an act on stock while it is decided.
type stockWork struct {
	r       Reader
	by      Stamp
	shelf   *shelf
	day     Day
	who     string
	why     string
	newOnes bool // articles that are not there yet are entered
	moves   []StockMove
	ps      Problems
}

// mostGoods is how many articles one act may move.
const mostGoods = 200

// goods turns the lines into moves and adds them up.
func (w *stockWork) goods(in []GoodsLine, into bool) Money {
	if len(in) == 0 {
		w.ps.Add("goods", "", CodeRequired, "请至少填写一种物品。")
	}
	if len(in) > mostGoods {
		w.ps.Add("goods", "", CodeTooLarge, "一次最多 %d 种物品。", mostGoods)
		return 0
	}
	var total Money
	seen := map[ArticleID]bool{}
	for i, g := range in {
		row := fmt.Sprintf("第 %d 行", i+1)
		c, ok := w.article(i, row, g)
		if !ok {
			continue
		}
		if seen[c.article.ID] {
			w.ps.Add(fmt.Sprintf("goods-%d", i), row, CodeExists, "“%s”写了两次，请合成一行。", c.article.Title())
			continue
		}
		seen[c.article.ID] = true
		m := StockMove{Article: c.article.ID, Day: w.day, Qty: g.Qty, Amount: g.Amount, Who: w.who, Why: w.why}
		if !w.quantity(i, row, c, &m, into) {
			continue
		}
		sum, fits := total.Plus(m.Amount)
		if !fits || sum > MaxMoney {
			w.ps.Add(fmt.Sprintf("amount-%d", i), row, CodeTooLarge, "合计超过上限 %s 元。", MaxMoney.Grouped())
			return 0
		}
		total = sum
		if !into {
			m.Qty, m.Amount = -m.Qty, -m.Amount
		}
		w.moves = append(w.moves, m)
	}
	return total
}

// article finds the card of a line, or begins one.
func (w *stockWork) article(i int, row string, g GoodsLine) (*card, bool) {
	field := fmt.Sprintf("goods-%d", i)
	if g.Article == 0 {
		a := Article{Name: g.Name, Spec: g.Spec, Unit: g.Unit}
		var ps Problems
		if a.tidy(&ps); len(ps) > 0 {
			w.ps.Add(field, row, ps[0].Code, "%s", ps[0].Text)
			return nil, false
		}
		if b, ok := ArticleNamed(w.r, a.Name, a.Spec); ok {
			g.Article = b.ID
		} else if !w.newOnes {
			w.ps.Add(field, row, CodeUnknown, "库存里没有“%s”。", a.Title())
			return nil, false
		} else {
			for _, c := range w.shelf.cards {
				if c.article.Name == a.Name && c.article.Spec == a.Spec {
					return c, true
				}
			}
			a.ID = max(w.r.LastArticle(), w.shelf.highest()) + 1
			w.shelf.begin(a)
			g.Article = a.ID
		}
	}
	c, ok := w.shelf.card(g.Article)
	switch {
	case !ok:
		w.ps.Add(field, row, CodeUnknown, "没有找到这种物品。")
	case c.article.Off:
		w.ps.Add(field, row, CodeState, "“%s”已经停用。", c.article.Title())
	default:
		return c, true
	}
	return nil, false
}

// mostPieces is how many pieces one line may speak of.
const mostPieces = 1_000_000

// quantity checks a line's pieces and value; goods out take theirs from the card.
func (w *stockWork) quantity(i int, row string, c *card, m *StockMove, into bool) bool {
	amount := fmt.Sprintf("amount-%d", i)
	switch {
	case m.Qty <= 0 || m.Qty > mostPieces:
		w.ps.Add(fmt.Sprintf("qty-%d", i), row, CodeBadValue, "数量应在 1 到 %d 之间。", mostPieces)
	case !into:
		cost, err := w.take(c, m.Qty)
		if err != nil {
			w.ps.Add(fmt.Sprintf("qty-%d", i), row, CodeState, "%s", err.Error())
			return false
		}
		m.Amount = cost
		return true
	case m.Amount <= 0:
		w.ps.Add(amount, row, CodeBadAmount, "请填写“%s”的金额，要大于零。", c.article.Title())
	case m.Amount > MaxMoney:
		w.ps.Add(amount, row, CodeTooLarge, "金额超过上限。")
	default:
		return true
	}
	return false
}

// take values pieces that leave a card.
func (w *stockWork) take(c *card, qty int) (Money, error) {
	have, _ := c.held()
	lent := 0
	if c.article.Gear {
		lent = LentOut(w.r, c.article.ID)
	}
	switch {
	case qty > have:
		return 0, Errf(CodeState, "“%s”只有 %d %s，不够 %d。", c.article.Title(), have, c.article.unit(), qty)
	case qty > have-lent:
		return 0, Errf(CodeState, "“%s”有 %d %s借在外面，手头只有 %d。", c.article.Title(), lent, c.article.unit(), have-lent)
	}
	return c.cost(w.r, w.r.Practice().Costing, qty), nil
}

// leaf settles an account where only one may be meant.
func (w *stockWork) leaf(field string, top, want Code) Code {
	all := leavesOf(w.r.Chart(), top)
	switch {
	case want != "" && slices.Contains(all, want):
		return want
	case want == "" && len(all) == 1:
		return all[0]
	case want != "":
		w.ps.Add(field, string(want), CodeBadValue, "请选 %s 的最末一级明细。", top)
	case len(all) == 0:
		s, _ := StandardOf(top)
		w.ps.Add(field, "", CodeUnknown, "先在“科目”里启用 %s。", s.Title())
	default:
		w.ps.Add(field, "", CodeRequired, "%s 下面有明细，请选一个。", top)
	}
	return ""
}

// own holds who pays and what carries it: the union's own money, an expense.
func (w *stockWork) own(expense, money Code) {
	chart := w.r.Chart()
	if t := expense.Top(); t != "501" && t != "503" && t != "504" && t != "505" || !slices.Contains(leavesOf(chart, t), expense) {
		w.ps.Add("expense", string(expense), CodeBadValue, "请选支出种类（501、503、504、505 的最末一级）。")
	}
	trust := slices.ContainsFunc(Trust(chart), func(c Code) bool { return money.Under(c) })
	if t := money.Top(); t != "101" && t != "102" || trust || !slices.Contains(leavesOf(chart, t), money) {
		w.ps.Add("money", string(money), CodeBadValue, "请选付款的现金（101）或银行（102）科目，不能是代管的。")
	}
}
