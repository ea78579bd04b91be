package cli

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// giving is what the welfare verb was told.
type giving struct {
	occasion, date, form, item, each, to, title, payer, relation, kin string
	account, expense, bill, billWhy, reason, second, reviewer         string
	article                                                           string
	signed, uncollected, transferred                                  string
	proxy                                                             []string
	post, restricted                                                  bool
}

// welfareSteps are what can follow the verb, and how it is written.
var welfareSteps = [...][2]string{
	{"new", "登记一次慰问和名单：huizhang welfare new --occasion 端午 --item 粽子 --each 80.00 --to all"},
	{"list", "列出各次慰问，或一次慰问的名单：huizhang welfare list 编号"},
	{"sign", "登记交回的签领表：huizhang welfare sign 编号 --signed all"},
	{"back", "未领的退回：huizhang welfare back 编号 --uncollected 姓名 --account 102 --reason 文"},
	{"book", "给还没有凭证的名单记账：huizhang welfare book 编号 --account 102"},
}

func (s *session) welfareCmd() *cobra.Command {
	var o giving
	c := &cobra.Command{
		Use: "welfare new|sign|list|back|book", Short: "慰问：名单（new）、回签（sign）、查看（list）、退回（back）、记账（book）",
		Long: "new 登记一次慰问和它的名单；写了 --account 就同时做凭证，不写只登记名单。没列入的人和原因写在标准错误，慰问编号单独印在最后一行。\n" +
			"sign 登记交回的签领表；--signed all 是没有另外写明的都已签。\n" +
			"back 把未领的退回账户；book 给没有凭证的名单记账；list 查看。\n" +
			"几个人记账的账本里，凭证先存为草稿，由另一人审核再过账；写 --post --reviewer 审核人，就一次审核过账。\n" +
			"同名的人请写编号。规则禁止的不办；规则提醒的要用 --reason 写理由、--second 写另一位负责人。",
		Example: "huizhang welfare new --occasion 端午 --date 2026-06-10 --item 粽子 --each 80.00 --to all --account 102\n" +
			"huizhang welfare sign 1 --signed all --proxy 张三=李四 --uncollected 王五\nhuizhang welfare back 1 --uncollected 王五 --account 102 --reason 本人不领",
		Args: cobra.MinimumNArgs(0),
		RunE: func(_ *cobra.Command, args []string) error { return s.welfare(args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.occasion, "occasion", "", "`事由`：春节、端午、生日、结婚、住院、亲属去世、退休 …（new 必填）")
	f.StringVar(&o.date, "date", "", "`日期`；不写是今天")
	f.StringVar(&o.form, "form", "", "`形式`：goods 实物、cash 现金、transfer 转账、coupon 券；不写按事由")
	f.StringVar(&o.item, "item", "", "`物品`，例如 粽子")
	f.StringVar(&o.each, "each", "", "每人`金额`（new 必填，从库存发的除外）")
	f.StringVar(&o.to, "to", "", "给谁：`all` 当天在会的全体、women 全体女会员、group:小组名、name:姓名或编号，或一个名单文件（列：姓名或编号）（new 必填）")
	f.StringVar(&o.title, "title", "", "`名称`；不写由事由和年份组成")
	f.StringVar(&o.payer, "payer", "", "三八、教师节、六一由谁出钱：`school` 学校、activity 办活动的纪念品、plain 工会直接发")
	f.StringVar(&o.relation, "relation", "", "亲属是会员的什么`人`，例如 父亲（亲属去世、助学等）")
	f.StringVar(&o.kin, "kin", "", "亲属`姓名`")
	f.StringVar(&o.account, "account", "", "钱从哪个`科目`付：101 现金、102 银行，或其下明细；不写只登记不记账")
	f.StringVar(&o.expense, "expense", "", "列支`科目`；不写按事由")
	f.StringVar(&o.bill, "bill", "", "发票`金额`，与名单合计核对")
	f.StringVar(&o.billWhy, "bill-why", "", "发票与名单不一致的`原因`")
	f.StringVar(&o.reason, "reason", "", "规则提醒时仍要办的`理由`；back 时是退回的原因")
	f.StringVar(&o.second, "second", "", "另一位负责人的`姓名`，不能是操作人")
	f.StringVar(&o.signed, "signed", "", "已签的`姓名`或编号，用逗号隔开；all 是其余的全部")
	f.StringSliceVar(&o.proxy, "proxy", nil, "代领：`姓名=代领人`，可以写多次")
	f.StringVar(&o.uncollected, "uncollected", "", "未领的`姓名`或编号，用逗号隔开")
	f.StringVar(&o.transferred, "transfer", "", "已转账给本人的`姓名`或编号，用逗号隔开；all 是其余的全部")
	f.StringVar(&o.article, "article", "", "从库存发放的物品`编号`（4 或 物-4），每人 1 份；不写 --each 和 --account，同时做凭证")
	f.BoolVar(&o.restricted, "restricted", false, "用专项资金付（只用于困难补助一类的事由）")
	f.BoolVar(&o.post, "post", false, "凭证直接审核过账")
	f.StringVar(&o.reviewer, "reviewer", "", "直接过账时的审核人`姓名`；单人记账不用写")
	return c
}

func (s *session) welfare(args []string, o giving) error {
	words := make([]string, 0, len(welfareSteps))
	how := ""
	for _, x := range welfareSteps {
		words = append(words, x[0])
		if len(args) > 0 && args[0] == x[0] {
			how = x[1]
		}
	}
	switch {
	case len(args) == 0:
		return wrong("welfare 后面要写 %s。", strings.Join(words, "、"))
	case how == "":
		return wrong("welfare 后面要写 %s，没有“%s”。", strings.Join(words, "、"), args[0])
	case args[0] == "new" && len(args) > 1 || len(args) > 2:
		return wrong("多写了“%s”。", args[len(args)-1])
	case args[0] == "new":
		return s.welfareNew(o)
	case args[0] == "list" && len(args) == 1:
		return s.welfareList()
	case len(args) < 2:
		return wrong("还要写上慰问编号。%s", how)
	}
	id, err := giftNumber(args[1])
	if err != nil {
		return err
	}
	switch args[0] {
	case "list":
		return s.welfareLines(id)
	case "sign":
		return s.welfareSign(id, o)
	case "back":
		return s.welfareBack(id, o)
	}
	return s.welfareBook(id, o)
}

// giftNumber reads 12 or 慰-12.
func giftNumber(text string) (ledger.GiftID, error) {
	t := strings.TrimPrefix(strings.TrimPrefix(ledger.FoldWidth(strings.TrimSpace(text)), "慰"), "-")
	n, err := strconv.ParseUint(t, 10, 63)
	if err != nil || n == 0 {
		return 0, wrong("“%s”不是慰问编号；请写成 12 或 慰-12。", text)
	}
	return ledger.GiftID(n), nil
}

// dayOr reads --date, or takes today.
func (s *session) dayOr(text string) (ledger.Day, error) {
	if text == "" {
		return ledger.Today(s.Now()), nil
	}
	d, err := ledger.ParseDay(text)
	if err != nil {
		return 0, wrong("--date：%s", err.Error())
	}
	return d, nil
}

// formOf reads --form; "" leaves it to the occasion.
func formOf(text string) (ledger.Form, error) {
	switch f := ledger.Form(text); f {
	case "", ledger.Goods, ledger.Cash, ledger.Transfer, ledger.Coupon:
		return f, nil
	}
	return "", wrong("--form 只能是 goods（实物）、cash（现金）、transfer（转账）、coupon（券），没有“%s”。", text)
}

// gift reads the act from the flags.
func (s *session) gift(o giving) (g ledger.Gift, err error) {
	g = ledger.Gift{Occasion: o.occasion, Title: o.title, Form: ledger.Form(o.form), Item: o.item, Expense: ledger.Code(o.expense), Payer: o.payer, Reason: o.reason, Second: o.second}
	switch {
	case o.occasion == "":
		return g, wrong("请用 --occasion 写明事由，例如 端午、生日、住院。")
	case o.article != "" && (o.each != "" || o.account != "" || o.expense != ""):
		return g, wrong("--article 从库存发，金额和科目由库存决定，不要再写 --each、--account、--expense。")
	case o.each == "" && o.article == "":
		return g, wrong("请用 --each 写明每人金额，例如 80.00。")
	case o.to == "":
		return g, wrong("请用 --to 写明给谁：all、group:小组名、name:姓名，或一个名单文件。")
	}
	if g.Form, err = formOf(o.form); err != nil {
		return g, err
	}
	if g.Day, err = s.dayOr(o.date); err != nil {
		return g, err
	}
	if o.article != "" {
		if g.Article, err = articleNumber(o.article); err != nil {
			return g, err
		}
		g.Form = cmp.Or(g.Form, ledger.Goods)
	} else if g.Each, err = ledger.ParseMoney(o.each); err != nil {
		return g, wrong("--each：%s", err.Error())
	}
	g.Restricted = o.restricted
	if o.bill != "" {
		if g.Bill.Amount, err = ledger.ParseMoney(o.bill); err != nil {
			return g, wrong("--bill：%s", err.Error())
		}
	}
	g.Bill.Why = o.billWhy
	return g, nil
}

func (s *session) welfareNew(o giving) error {
	g, err := s.gift(o)
	if err != nil {
		return err
	}
	var names []intake.NameRow
	if who, typed := strings.CutPrefix(o.to, "name:"); typed {
		for i, w := range listed(who) {
			names = append(names, intake.NameRow{Line: i + 1, Name: w})
		}
	} else if o.to != "all" && o.to != "women" && !strings.HasPrefix(o.to, "group:") {
		if names, err = s.names(o.to, "没有登记慰问"); err != nil {
			return err
		}
	}
	if g.Article != 0 {
		o.account = "141" // goods out of stock are booked as they leave
	}
	return s.write(func(c *clerk) error {
		a := ledger.GiveOut{Gift: g, Money: ledger.Code(o.account), Post: o.post || c.single && o.account != ""}
		if a.Reviewer, err = c.posting(a.Post, o.reviewer); err != nil {
			return err
		}
		if a.Post && o.account == "" {
			return wrong("--post 要和 --account 一起用：没有凭证就没有可过账的。")
		}
		if err := c.View(func(r ledger.Reader) error {
			if g.Restricted && !aidOf(r, g) {
				return wrong("--restricted 只用于困难补助一类的事由（列支科目在 504 下面），从库存发的也不用写。")
			}
			if _, kept := r.Article(g.Article); g.Article != 0 && !kept {
				return ledger.Errf(ledger.CodeUnknown, "库存里没有 %s 这种物品。编号见 huizhang report stock。", g.Article)
			}
			return s.recipients(r, o, names, &a)
		}); err != nil {
			return err
		}
		got, err := c.do(a)
		if err != nil {
			return err
		}
		return c.View(func(r ledger.Reader) error { return s.gaveOut(r, a, got) })
	})
}

// aidOf reports what may be paid out of 专项 money: aid, not out of stock.
func aidOf(r ledger.Reader, g ledger.Gift) bool {
	about, ok := ledger.OccasionOf(r.Practice(), g.Occasion)
	return ok && g.Article == 0 && about.Account.Under("504")
}

// articleNumber reads 4 or 物-4.
func articleNumber(text string) (ledger.ArticleID, error) {
	t := strings.TrimPrefix(strings.TrimPrefix(ledger.FoldWidth(strings.TrimSpace(text)), "物"), "-")
	n, err := strconv.ParseUint(t, 10, 63)
	if err != nil || n == 0 {
		return 0, wrong("--article：“%s”不是物品编号；请写成 4 或 物-4，编号见 huizhang report stock。", text)
	}
	return ledger.ArticleID(n), nil
}

// recipients makes the lines of the list.
func (s *session) recipients(r ledger.Reader, o giving, names []intake.NameRow, a *ledger.GiveOut) error {
	groups, isGroup := strings.CutPrefix(o.to, "group:")
	if o.to == "all" || o.to == "women" || isGroup {
		to := ledger.To{All: !isGroup, Women: o.to == "women"}
		if isGroup {
			to.Groups = listed(groups)
		}
		for _, g := range to.Groups {
			if !groupKnown(r, g) {
				return wrong("没有“%s”这个小组。", g)
			}
		}
		a.Shares, a.Gift.LeftOut = ledger.Audience(r, a.Gift.Day, to)
	}
	people := crowdWithNumbers{intake.CrowdOf(r)}
	var ps ledger.Problems
	for _, n := range names {
		m, err := people.find(n)
		if err != nil {
			subject := n.Name
			if !strings.HasPrefix(o.to, "name:") {
				subject = (&intake.Table{File: o.to}).Subject(n.Line, "")
			}
			ps.Add("to", subject, ledger.CodeOf(err), "%s", err.Error())
			continue
		}
		a.Shares = append(a.Shares, ledger.Share{Member: m.ID})
	}
	for i := range a.Shares {
		a.Shares[i].Relation, a.Shares[i].Kin = o.relation, o.kin
	}
	return s.usable(ps, "没有登记慰问")
}

func groupKnown(r ledger.Reader, name string) bool {
	for _, g := range r.Groups() {
		if g.Name == name {
			return true
		}
	}
	for m := range r.Members() {
		if m.Group == name {
			return true
		}
	}
	return false
}

// crowdWithNumbers finds people by what was typed: a name, or a number where no
// name fits.
type crowdWithNumbers struct{ *intake.Crowd }

func (c crowdWithNumbers) find(n intake.NameRow) (ledger.Member, error) {
	if n.No == "" && len(c.Named(n.Name)) == 0 {
		if m, ok, _ := c.Find(n.Name, ""); ok {
			return m, nil
		}
	}
	return c.Must(n.No, n.Name)
}

// gaveOut tells of the list: who was left out and what was said on standard
// error, the act's number alone at the end of standard output.
func (s *session) gaveOut(r ledger.Reader, a ledger.GiveOut, got ledger.Receipt) error {
	for _, l := range a.Gift.LeftOut {
		no := ""
		if m, ok := r.Member(l.Member); ok {
			no = m.No + " "
		}
		s.say("没有列入：%s%s，%s", no, l.Name, l.Why)
	}
	id := r.LastGift()
	g, _ := r.Gift(id)
	for _, w := range g.Warnings {
		s.say("%s", w)
	}
	switch {
	case g.Payer == ledger.BySchool: // its note has been said
	case got.Voucher == 0:
		s.say("只登记了名单，还没有凭证；记账请用 huizhang welfare book %d --account 102。", id)
	case got.Ref == "":
		s.say("凭证已成草稿，还要审核过账。")
	}
	s.out("%s", got.Title)
	s.out("%d", id)
	return nil
}
