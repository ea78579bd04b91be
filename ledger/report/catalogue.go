package report

import (
	"slices"
	"strings"

	"huizhang/ledger"
)

// Args say what a report is asked for. The zero Period is the report's default:
// the whole book, or for statements the last month with postings.
type Args struct {
	Period    ledger.Period
	Account   ledger.Code
	Voucher   ledger.VoucherID
	Object    string // the thing a sheet is of: sheet/12, gift/3, event/7, member/5; "": all of the period
	Today     ledger.Day
	Generated string // when, as printed
	Phones    bool   // show phones in the register of members

	whole bool // no period was asked for
}

// Span is a kind of period.
type Span string

// The kinds of period a report may take.
const (
	OfMonth   Span = "month"
	OfQuarter Span = "quarter"
	OfYear    Span = "year"
	OfRange   Span = "range"
)

// SpanOf tells the kind of a period.
func SpanOf(p ledger.Period) Span {
	switch {
	case p.IsMonth():
		return OfMonth
	case p.IsQuarter():
		return OfQuarter
	case p.IsYear():
		return OfYear
	}
	return OfRange
}

// Report is an entry of the catalogue.
type Report struct {
	Name  string // on the command line
	Title string
	Help  string // one sentence for a list to choose from
	Spans []Span // the kinds of period it is offered for
	// Statement: without a period it shows the last month with postings, not
	// the whole book.
	Statement    bool
	NeedsAccount bool
	// Of are the kinds of things it may be asked about by Args.Object.
	Of Kinds
	// NeedsObject: without one there is nothing to show.
	NeedsObject bool
	Build       func(r ledger.Reader, a Args) (*Document, error)
}

// Catalogue lists the reports in the order a person is offered them.
func Catalogue() []Report {
	all := []Span{OfMonth, OfQuarter, OfYear, OfRange}
	out := []Report{
		{Name: "disclosure", Title: "工会经费收支公示表", Help: "贴到公示栏的收支表，按月、季度或全年。", Spans: all[:3], Statement: true, Build: disclosure},
		{Name: "income", Title: "工会02表 收入支出表", Help: "本期收入、支出和收支差额。", Spans: all, Statement: true, Build: income},
		{Name: "balance", Title: "工会01表 资产负债表", Help: "期末的资产、负债和净资产。", Spans: all, Statement: true, Build: balance},
		{Name: "trial", Title: "科目余额表", Help: "每个科目的期初、本期发生和期末余额。", Spans: all, Build: trial},
		{Name: "ledger", Title: "明细账", Help: "一个科目的逐笔账，带余额。", Spans: all, NeedsAccount: true, Build: account},
		{Name: "cash-book", Title: "现金日记账", Help: "库存现金逐笔账，带每日余额。", Spans: all, Build: cashBook},
		{Name: "bank-book", Title: "银行存款日记账", Help: "每个银行账户的逐笔账，带每日余额。", Spans: all, Build: bankBook},
		{Name: "journal", Title: "凭证序时簿", Help: "按日期和编号排列的全部凭证。", Spans: all, Build: journal},
		{Name: "voucher", Title: "记账凭证", Help: "打印一张或一段时间的记账凭证。", Spans: all, Build: slips},
		{Name: "dues-roll", Title: "会费缴纳花名册", Help: "按小组列出每个会员各月会费，留签名栏。", Spans: all, Build: duesRoll},
		{Name: "dues-arrears", Title: "会费欠缴表", Help: "谁还欠哪几个月的会费。", Spans: all, Build: duesArrears},
		{Name: "members", Title: "会员花名册", Help: "在册会员名单，不印身份证号和出生日。", Spans: all, Build: members},
		{Name: "remittance", Title: "拨缴经费计提上解表", Help: "每月应拨、留成、应上解和已上解的经费。", Spans: all, Build: remittance},
		{Name: "welfare-sheet", Title: "慰问品发放签领表", Help: "发放名单，留签字栏；可以指定一张签领表或一次慰问。", Spans: all, Of: Kinds{OfSheet, OfGift}, Build: welfareSheets},
		{Name: "welfare", Title: "慰问支出统计表", Help: "按事由、小组、形式和签收情况统计，带人均。", Spans: all, Build: welfare},
		{Name: "event-sheet", Title: "活动签到表", Help: "活动名单，留签名栏；可以指定一个活动。", Spans: all, Of: Kinds{OfEvent}, Build: eventSheets},
		{Name: "event", Title: "活动决算表", Help: "每个活动的计划、实际和人均；指定一个活动时详细列出。", Spans: all, Of: Kinds{OfEvent}, Build: eventReport},
		{Name: "prize-sheet", Title: "奖品发放表", Help: "活动的奖品和纪念品，留签名栏，带获奖比例和抽奖算法。", Spans: all, Of: Kinds{OfEvent, OfSheet}, Build: prizeSheets},
		{Name: "aid", Title: "困难帮扶台账", Help: "每份档案的审批、公示和发放，姓名遮住；可以指定一份。", Spans: all, Of: Kinds{OfCase}, Build: aid},
		{Name: "programme", Title: "帮扶项目统计", Help: "金秋助学等项目各年的人数、人次和金额；可以指定一个。", Spans: all, Of: Kinds{OfAid}, Build: programme},
		{Name: "fund", Title: "代管资金收支表", Help: "互助金、社团经费、捐款的收支余额；可以指定一项。", Spans: all, Of: Kinds{OfFund}, Build: fund},
		{Name: "loans", Title: "会员借款清单", Help: "借给会员的钱还欠多少、过期多久。", Spans: all, Build: loans},
		{Name: "stock", Title: "库存物品收发存表", Help: "每种物品的期初、入库、出库和结存，并与 141 核对。", Spans: all, Build: stock},
		{Name: "lendings", Title: "借用登记表", Help: "球拍等小器材谁借的、什么时候还。", Spans: all, Build: lendings},
		{Name: "year-plan", Title: "年度工作计划与完成情况", Help: "按月列出计划、预算、完成情况和实际支出。", Spans: all, Build: yearPlan},
		{Name: "member", Title: "个人收支明细", Help: "一位会员交了什么、领了什么，只给本人和经审看。", Spans: all, Of: Kinds{OfMember}, NeedsObject: true, Build: statement},
	}
	out = append(out, auditReports(all)...)
	for i := range out {
		rep, build := out[i], out[i].Build
		out[i].Build = func(r ledger.Reader, a Args) (*Document, error) { return rep.make(r, a, build) }
	}
	return out
}

// Find finds a report by its name.
func Find(name string) (Report, bool) {
	all := Catalogue()
	i := slices.IndexFunc(all, func(rep Report) bool { return rep.Name == name })
	if i < 0 {
		return Report{}, false
	}
	return all[i], true
}

// Build makes the named report.
func Build(r ledger.Reader, name string, a Args) (*Document, error) {
	rep, ok := Find(name)
	if !ok {
		var names []string
		for _, rep := range Catalogue() {
			names = append(names, rep.Name)
		}
		return nil, ledger.Errf(ledger.CodeUnknown, "没有叫“%s”的报表。可用的有：%s。", ledger.Plain(name), strings.Join(names, " "))
	}
	return rep.Build(r, a)
}

// make settles the period, runs build and fills in what every report carries.
func (rep Report) make(r ledger.Reader, a Args, build func(ledger.Reader, Args) (*Document, error)) (*Document, error) {
	var err error
	a.whole = a.Period == ledger.Period{}
	if a.Period, err = rep.settle(r, a.Period); err != nil {
		return nil, err
	}
	if rep.NeedsAccount {
		if _, ok := r.Account(a.Account); !ok {
			return nil, ledger.Errf(ledger.CodeUnknown, "%s要指定科目，例如 50105；现在给的是“%s”，账本里没有。", rep.Title, ledger.Plain(string(a.Account)))
		}
	}
	if err := rep.object(a); err != nil {
		return nil, err
	}
	doc, err := build(r, a)
	if err != nil {
		return nil, err
	}
	u := r.Unit()
	doc.Name, doc.Unit, doc.Organization, doc.Generated = rep.Name, "元", u.Name, a.Generated
	doc.Head, doc.About = r.Head().String(), about(r, a.Object)
	if doc.Period == (ledger.Period{}) {
		doc.Period = a.Period
	}
	if doc.Title == "" {
		doc.Title = rep.Title
	}
	if doc.PeriodText == "" {
		doc.PeriodText = a.Period.Chinese()
	}
	if len(doc.Signatures) == 0 {
		doc.Signatures = Signers()
	}
	if s := u.SingleText(a.Period); s != "" {
		doc.Notes = append(doc.Notes, s)
	}
	return doc, nil
}

// Signers are the labels of the signature line.
func Signers() []string { return []string{"工会主席", "财务负责人", "复核", "制表"} }

// settle turns the period asked for into whole months with both ends.
func (rep Report) settle(r ledger.Reader, p ledger.Period) (ledger.Period, error) {
	start := r.Unit().Start
	last := LastMonth(r)
	switch {
	case p == ledger.Period{} && rep.Statement:
		return ledger.MonthPeriod(last), nil
	case p == ledger.Period{}:
		return ledger.Period{From: start, To: last}, nil
	}
	if p.From == 0 {
		p.From = start
	}
	if p.To == 0 {
		p.To = max(last, p.From)
	}
	if !p.From.Valid() || !p.To.Valid() || p.To < p.From {
		return p, ledger.Errf(ledger.CodeBadDay, "期间不对，请写成 2026-05、2026-Q2、2026 或 2026-01..2026-06。")
	}
	if p.To < start {
		return p, ledger.Errf(ledger.CodeBadDay, "账本从%s开始，没有%s的账。", start.Chinese(), p.Chinese())
	}
	return p, nil
}

// LastMonth is the newest month with anything posted, the first month of an
// empty book.
func LastMonth(r ledger.Reader) ledger.Month {
	start := r.Unit().Start
	after := func(n int) bool {
		for range r.Posted(ledger.Period{From: start.Add(n)}) {
			return true
		}
		return false
	}
	lo, hi := 0, max(ledger.MonthOf(2199, 12).Since(start), 0)+1 // after(lo) or lo == 0; not after(hi)
	for lo+1 < hi {
		if mid := (lo + hi) / 2; after(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return start.Add(lo)
}

// row makes a row; its own trace is that of its first traced cell.
func row(kind RowKind, key string, cells ...Cell) Row {
	out := Row{Kind: kind, Key: key, Cells: cells}
	for _, c := range cells {
		if c.Trace != nil {
			out.Trace = c.Trace
			break
		}
	}
	return out
}

func textCol(name string, width int) Column { return Column{Name: name, Kind: KindText, Width: width} }
func moneyCol(name string) Column           { return Column{Name: name, Kind: KindMoney, Width: 16} }
func idCol(name string, width int) Column {
	return Column{Name: name, Kind: KindIdentity, Width: width}
}
func dayCol(name string) Column { return Column{Name: name, Kind: KindDay, Width: 10} }
func countCol(name string, width int) Column {
	return Column{Name: name, Kind: KindCount, Width: width}
}
