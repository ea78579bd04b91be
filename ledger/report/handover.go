package report

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// HandItem is one thing that is open when the books change hands. Trace is nil
// where the amount comes from lists.
type HandItem struct {
	Key, Title, Text string
	Amount           ledger.Money
	Trace            *Trace
}

// HandBank is a bank account with its balance in the book.
type HandBank struct {
	Account ledger.Account
	Book    ledger.Money
}

// HandState is what is handed over at the end of a month, as the book has it.
type HandState struct {
	Cash  ledger.Money
	Banks []HandBank
	Items []HandItem
}

// Handing reads what is handed over.
func Handing(r ledger.Reader, p ledger.Period) HandState {
	s := HandState{Cash: ledger.Balance(r, "101", p.To)}
	for _, a := range ledger.BankAccounts(r) {
		book := ledger.OwnBalance(r, a.Code, p.To)
		if book != 0 || ledger.IsLeaf(r.Chart(), a.Code) && !a.Off {
			s.Banks = append(s.Banks, HandBank{a, book})
		}
	}
	s.books(r, p)
	s.papers(r, p)
	s.lists(r, p)
	s.standings(r, p)
	return s
}

func (s *HandState) add(key, title string, amount ledger.Money, trace *Trace, format string, args ...any) {
	s.Items = append(s.Items, HandItem{key, title, fmt.Sprintf(format, args...), amount, trace})
}

// books are months not closed and vouchers on their way.
func (s *HandState) books(r ledger.Reader, p ledger.Period) {
	drafts, reviewed := 0, 0
	var waiting ledger.Money
	for v := range r.Pending() {
		if waiting += v.Amount(); v.State == ledger.Draft {
			drafts++
		} else {
			reviewed++
		}
	}
	if drafts+reviewed > 0 {
		s.add("pending", "没有过账的凭证", waiting, nil, "待审核 %d 张，待过账 %d 张", drafts, reviewed)
	}
	if open := max(ledger.FirstOpen(r), r.Unit().Start); open <= p.To {
		s.add("unclosed", "没有结账的月份", 0, nil, "%s", monthsFromTo(open, p.To))
	}
	var unpublished []ledger.Month
	for m := r.Unit().Start; m <= p.To; m = m.Add(1) {
		if r.MonthPage(m).Closed && !published(r, m) {
			unpublished = append(unpublished, m)
		}
	}
	if len(unpublished) > 0 {
		s.add("unpublished", "已结账没有公示的月份", 0, nil, "%s", monthList(unpublished))
	}
}

func monthsFromTo(from, to ledger.Month) string {
	var ms []ledger.Month
	for m := from; m <= to; m = m.Add(1) {
		ms = append(ms, m)
	}
	return monthList(ms)
}

// published reports whether a month was published, by itself or in a quarter
// or a year.
func published(r ledger.Notices, m ledger.Month) bool {
	for _, p := range []ledger.Period{ledger.MonthPeriod(m), quarterOf(m), ledger.YearPeriod(m.Year())} {
		if _, ok := r.Notice(p, 1); ok {
			return true
		}
	}
	return false
}

// papers are receipts still missing and questions of the auditors.
func (s *HandState) papers(r ledger.Reader, p ledger.Period) {
	n, sum := 0, ledger.Money(0)
	for id := range r.Unproved(ledger.Period{To: p.To}) {
		v, _ := r.Voucher(id)
		n, sum = n+1, sum+v.Amount()
	}
	if n > 0 {
		s.add("receipts", "缺附件的凭证", sum, nil, "%d 张，见证据清单", n)
	}
	open, answered := 0, 0
	sum = 0
	for f := range r.Findings() {
		switch f.State {
		case ledger.FindingOpen:
			open++
		case ledger.FindingAnswered:
			answered++
		default:
			continue
		}
		sum += f.Amount
	}
	if open+answered > 0 {
		s.add("findings", "没有销号的审计问题", sum, nil, "待答复 %d 个，已答复待销号 %d 个，见整改台账", open, answered)
	}
}

// lists are signatures, dues, loans, events and gear that somebody still owes.
func (s *HandState) lists(r ledger.Reader, p ledger.Period) {
	sheets, lines, sum := map[ledger.SheetID]bool{}, 0, ledger.Money(0)
	for x := range r.Unsettled() {
		sheets[x.Sheet] = true
		lines, sum = lines+1, sum+x.Amount
	}
	if lines > 0 {
		s.add("signatures", "没有签领的", sum, nil, "%d 张签领表，%d 人次", len(sheets), lines)
	}
	people, owed := 0, ledger.Money(0)
	for m := range r.Members() {
		if left, months := ledger.Arrears(r, m.ID, duesSpan(r, p).From, p.To); months > 0 {
			people, owed = people+1, owed+left
		}
	}
	if people > 0 {
		s.add("arrears", "欠缴会费", owed, nil, "%d 人，见会费欠缴表", people)
	}
	n, sum := 0, ledger.Money(0)
	for l := range r.Loans() {
		if left := l.Open(); left > 0 && l.Void == "" {
			n, sum = n+1, sum+left
		}
	}
	if n > 0 {
		s.add("loans", "会员借款没有还清", sum, nil, "%d 笔，见会员借款清单", n)
	}
	n = 0
	for e := range r.Events() {
		if (e.State == ledger.EventPlanned || e.State == ledger.EventHeld) && e.From.Month() <= p.To {
			n++
		}
	}
	if n > 0 {
		s.add("events", "没有决算的活动", 0, nil, "%d 个", n)
	}
	n = 0
	for l := range r.Lendings() {
		if l.Back == 0 {
			n += l.Qty
		}
	}
	if n > 0 {
		s.add("lendings", "借出没有归还的器材", 0, nil, "%d 件，见借用登记表", n)
	}
}

// standings are balances that the successor takes over.
func (s *HandState) standings(r ledger.Reader, p ledger.Period) {
	for _, x := range []struct {
		code  ledger.Code
		side  Side
		title string
	}{{"135", DebitNet, "其他应收款（暂付款、借款）"}, {"211", CreditNet, "应付上级经费"}, {"215", CreditNet, "其他应付款"}, {"221", CreditNet, "代管经费"}, {"141", DebitNet, "库存物品"}, {"162", DebitNet, "固定资产原值"}} {
		t := standing(x.side, p.To, x.code)
		if m := Eval(r, &t); m != 0 {
			s.add("balance-"+string(x.code), x.title, m, &t, "账面余额，明细见科目 %s 的明细账", x.code)
		}
	}
}

// Denominations are the notes and coins that are counted, the largest first.
func Denominations() []ledger.Money {
	return []ledger.Money{100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10}
}

// CountedCash adds up counted notes and coins.
func CountedCash(cash []ledger.NoteCount) (sum ledger.Money) {
	for _, c := range cash {
		sum += c.Value * ledger.Money(c.Count)
	}
	return sum
}

// handover is the 移交清册 of a month: counted cash, banks, what is open, and
// where the log stands. A final one shows what was signed; a draft is fresh.
func handover(r ledger.Reader, a Args) (*Document, error) {
	a.Period.From = a.Period.To
	x, ok, err := written(r, HandoverDoc, a)
	if err != nil {
		return nil, err
	}
	state := Handing(r, a.Period)
	doc := &Document{Title: "移交清册", Period: a.Period, PeriodText: a.Period.To.Chinese(), Signatures: []string{"移交人", "接交人", "监交人", "日期"}}
	doc.Tables = []Table{cashCount(r, a.Period, x), bankTable(r, a.Period, x, state), itemTable(x, state), prose("things", "移交的物品和资料", PartText(x, "things"))}
	if t := PartText(x, "remarks"); t != "" {
		doc.Tables = append(doc.Tables, prose("remarks", "其他说明", t))
	}
	who := Table{Columns: []Column{textCol("身份", 8), textCol("姓名", 12), {Name: "签字", Kind: KindSign, Width: 20}, {Name: "日期", Kind: KindSign, Width: 14}}, RowHeight: 12}
	for _, p := range [][2]string{{"移交人", x.From}, {"接交人", x.To}, {"监交人", x.Watched}} {
		who.Rows = append(who.Rows, Row{Kind: RowItem, Key: p[0], Cells: []Cell{Text(p[0]), Text(p[1]), Empty(), Empty()}})
	}
	doc.Tables = append(doc.Tables, who)
	head := x.Head
	if !x.Final {
		head = r.Head().String()
	}
	doc.Notes = []string{versionNote(x, ok), "账本封存在" + headText(head) + "。接交人接着记同一本账；以后凭签字和这一行可以查出这以前的账有没有被改动。",
		"本清册一式三份，移交人、接交人、监交人各执一份；移交清册保管三十年。"}
	for g := range r.Signatures() {
		if g.Kind == ledger.SignHandover && g.Period == a.Period && (x.Version == 0 || g.Version == x.Version) {
			doc.Notes = append(doc.Notes, fmt.Sprintf("%s 已用密钥签字，%s，核对码 %s。", g.By, ledger.Clock(g.At), g.Code))
		}
	}
	return doc, nil
}

func cashCount(r ledger.Reader, p ledger.Period, x ledger.Paper) Table {
	t := Table{Columns: []Column{textCol("库存现金", 20), countCol("张（枚）数", 8), moneyCol("金额")}}
	count := map[ledger.Money]int{}
	for _, c := range x.Cash {
		count[c.Value] = c.Count
	}
	for _, v := range Denominations() {
		name := v.String() + " 元"
		switch {
		case v%100 == 0:
			name = fmt.Sprintf("%d 元", int64(v/100))
		case v%10 == 0:
			name = fmt.Sprintf("%d 角", int64(v/10))
		}
		n := Number(int64(count[v]))
		if x.Version == 0 { // to be filled by hand
			n.Null = true
		}
		t.Rows = append(t.Rows, row(RowItem, "note-"+v.String(), Text(name), n, AmountOrBlank(v*ledger.Money(count[v]), nil)))
	}
	counted := CountedCash(x.Cash)
	total := Amount(counted, nil)
	book := figure(r, standing(DebitNet, p.To, "101"))
	if was, ok := frozenMoney(x, "book-101"); ok {
		book = Amount(was, nil)
	}
	gap := Amount(counted-book.Money, nil)
	if x.Version == 0 {
		total.Null, gap.Null = true, true
	}
	t.Rows = append(t.Rows, row(RowSubtotal, "counted", Text("清点合计"), Empty(), total), row(RowItem, "101", Text("账面余额"), Empty(), book), row(RowTotal, "gap", Text("差额（清点减账面）"), Empty(), gap))
	if why := PartText(x, "why"); why != "" {
		t.Rows = append(t.Rows, row(RowSub, "why", Text("差额说明："+why), Empty(), Empty()))
	}
	return t
}

func bankTable(r ledger.Reader, p ledger.Period, x ledger.Paper, state HandState) Table {
	t := Table{Columns: []Column{textCol("银行存款", 28), moneyCol("账面余额"), moneyCol("对账单余额"), moneyCol("差额")}}
	for _, b := range state.Banks {
		code := string(b.Account.Code)
		tr := standing(DebitNet, p.To, b.Account.Code)
		for _, below := range r.Chart() {
			if below.Code.Parent() == b.Account.Code {
				tr.Minus = append(tr.Minus, below.Code)
			}
		}
		book := figure(r, tr)
		if was, ok := frozenMoney(x, "book-"+code); ok {
			book = Amount(was, nil)
		}
		told, gap := Empty(), Empty()
		if m, ok := frozenMoney(ledger.Paper{Parts: x.Parts, Final: true}, "bank-"+code); ok {
			told, gap = Amount(m, nil), Amount(m-book.Money, nil)
		}
		t.Rows = append(t.Rows, row(RowItem, code, Text(b.Account.Title()), book, told, gap))
	}
	if why := PartText(x, "bank-why"); why != "" {
		t.Rows = append(t.Rows, row(RowSub, "bank-why", Text("差额说明："+why), Empty(), Empty(), Empty()))
	}
	return t
}

// itemTable lists what is open: as it was for a final paper, else as it is.
func itemTable(x ledger.Paper, state HandState) Table {
	t := Table{Columns: []Column{textCol("未了事项", 26), textCol("情况", 30), moneyCol("金额")}}
	if x.Final {
		for _, p := range x.Parts {
			key, ok := strings.CutPrefix(p.Key, "open-")
			if !ok {
				continue
			}
			amount, text, _ := strings.Cut(p.Text, " ")
			cell := Empty()
			if m, err := ledger.ParseMoney(amount); err == nil && m != 0 {
				cell = Amount(m, nil)
			}
			t.Rows = append(t.Rows, row(RowItem, key, Text(p.Title), Text(text), cell))
		}
	} else {
		for _, i := range state.Items {
			t.Rows = append(t.Rows, row(RowItem, i.Key, Text(i.Title), Text(i.Text), AmountOrBlank(i.Amount, i.Trace)))
		}
	}
	if len(t.Rows) == 0 {
		t.Rows = append(t.Rows, row(RowItem, "none", Text("没有未了事项"), Empty(), Empty()))
	}
	return t
}

// OpenParts writes what is open down for a final paper, amount first.
func OpenParts(s HandState) []ledger.PaperPart {
	out := []ledger.PaperPart{{Key: "book-101", Title: "现金账面余额", Text: s.Cash.String()}}
	for _, b := range s.Banks {
		out = append(out, ledger.PaperPart{Key: "book-" + string(b.Account.Code), Title: b.Account.Title() + " 账面余额", Text: b.Book.String()})
	}
	for _, i := range s.Items {
		out = append(out, ledger.PaperPart{Key: "open-" + i.Key, Title: i.Title, Text: i.Amount.String() + " " + i.Text})
	}
	return out
}

// frozenMoney is an amount that a final paper keeps as text.
func frozenMoney(x ledger.Paper, key string) (ledger.Money, bool) {
	text := PartText(x, key)
	if !x.Final || text == "" {
		return 0, false
	}
	m, err := ledger.ParseMoney(text)
	return m, err == nil
}
