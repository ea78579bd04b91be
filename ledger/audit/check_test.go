package audit_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	. "huizhang/store/storetest"
)

// today is the day most books of the tests are looked at.
const today ledger.Day = 20260601

// bench is a test book that is being filled.
type bench struct {
	*Desk
	t *testing.T
}

// row is one check with the smallest book that triggers it (bad) and one that
// just does not.
type row struct {
	id     string
	today  ledger.Day // 0: as of 2026-06-01
	eve    ledger.Day // 0: today; the day of the book that does not trigger it
	found  func(*ledger.Found, bool)
	build  func(b bench, bad bool)
	twist  func(ledger.Reader) ledger.Reader // breaks what no act can break, where bad
	soft   func(ledger.Reader) ledger.Reader // the like for the book that does not trigger it
	cannot string                            // the book cannot answer; nothing to trigger
	more   string                            // said to be not checkable beside what is found
	as     string                            // severity of the finding, "" for that of the check
	amount ledger.Money                      // of the finding, where it is said here
	key    string                            // a voucher or the like among its keys
	says   string                            // in the text of the finding
}

func (x row) result(t *testing.T, bad bool) audit.Result {
	t.Helper()
	d := New(t, func(f *ledger.Found) {
		f.Opening = Opening()
		if x.found != nil {
			x.found(f, bad)
		}
	})
	if x.build != nil {
		x.build(bench{d, t}, bad)
	}
	var res audit.Result
	err := d.View(func(r ledger.Reader) (err error) {
		switch {
		case bad && x.twist != nil:
			r = x.twist(r)
		case !bad && x.soft != nil:
			r = x.soft(r)
		}
		at := x.today
		if at == 0 {
			at = today
		}
		if !bad && x.eve != 0 {
			at = x.eve
		}
		res, err = audit.RunOnly(context.Background(), r, ledger.Period{}, at, x.id)
		x.months(t, r, at, res)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// months looks at the months around each finding: it is told in its own month
// and in no other.
func (x row) months(t *testing.T, r ledger.Reader, at ledger.Day, whole audit.Result) {
	for _, f := range whole.Found {
		for _, by := range []int{-1, 0, 1} {
			if f.Month == 0 || !slices.ContainsFunc(f.Keys, func(k string) bool { return !strings.HasPrefix(k, "2026") || strings.Contains(k, "-记-") }) {
				continue // what a month's page says may need its vouchers
			}
			m := f.Month.Add(by)
			res, err := audit.RunOnly(context.Background(), r, ledger.MonthPeriod(m), at, x.id)
			told := slices.ContainsFunc(res.Found, func(g audit.Found) bool { return g.Month == f.Month })
			if err != nil || told != (by == 0) {
				t.Errorf("in %s: of %s said %v: %s %v", m, f.Month, told, f.Text, err)
			}
		}
	}
}

func TestEveryCheck(t *testing.T) {
	rows := slices.Concat(incomeRows(), planRows(), giftRows(), buyRows(), bookRows(), publicRows(), closeRows(), edgeRows(), paperRows(), approvalRows(), eventRows(), cashRows(), listRows(), purchaseRows(), ruleRows(), moreIncomeRows())
	at := map[string]audit.Check{}
	for _, c := range audit.Checks() {
		at[c.ID] = c
	}
	seen := map[string]bool{}
	for _, x := range rows {
		seen[x.id] = true
		t.Run(x.id, func(t *testing.T) {
			if x.cannot != "" {
				res := x.result(t, true)
				if len(res.Unchecked) != 1 || !strings.Contains(res.Unchecked[0].Reason, x.cannot) || len(res.Checked)+len(res.Found) > 0 {
					t.Errorf("%+v", res)
				}
				return
			}
			res := x.result(t, true)
			want := x.as
			if want == "" {
				want = at[x.id].Severity
			}
			if len(res.Found) != 1 || res.Found[0].ID != x.id || res.Found[0].Severity != want || !strings.Contains(res.Found[0].Text, x.says) {
				t.Errorf("want one %s saying %q, found %+v", want, x.says, res.Found)
			}
			for _, f := range res.Found {
				if x.amount != 0 && (f.Amount == nil || *f.Amount != x.amount) || x.key != "" && !slices.Contains(f.Keys, x.key) {
					t.Errorf("want %s at %s: %+v", x.amount, x.key, f)
				}
				if f.On == "" || len(f.Keys) == 0 || f.Title == "" || !strings.HasSuffix(f.Text, "。") {
					t.Errorf("a finding without evidence or sentence: %+v", f)
				}
			}
			if got := fmt.Sprint(res.Unchecked); x.more == "" && len(res.Unchecked) > 0 || !strings.Contains(got, x.more) {
				t.Errorf("not checkable: %s", got)
			}
			if res := x.result(t, false); len(res.Found) > 0 {
				t.Errorf("false alarm: %+v", res.Found)
			}
		})
	}
	for id := range at {
		if !seen[id] {
			t.Errorf("%s has no row", id)
		}
	}
}

func TestTheListIsComplete(t *testing.T) {
	ids := map[string]bool{}
	for i, c := range audit.Checks() {
		if ids[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		ids[c.ID] = true
		if want := fmt.Sprintf("F%02d", i+1); i < 52 && c.ID != want {
			t.Errorf("place %d has %s, not %s", i, c.ID, want)
		}
		if c.Title == "" || !strings.Contains(c.Question, "？") || c.Basis == "" || c.Source == "" || !slices.Contains([]string{"A", "B", "C", "G"}, c.Confidence) || c.Look == nil {
			t.Errorf("%+v lacks something", c)
		}
		if !slices.Contains([]string{audit.Grave, audit.Doubt, audit.Remark}, c.Severity) {
			t.Errorf("%s: severity %q", c.ID, c.Severity)
		}
	}
}

// member registers somebody, with a wage of 4,000 a month (dues 20.00).
func (b bench) member(name string) ledger.MemberID {
	return b.Must(b.t, ledger.SaveMember{Member: ledger.Member{Name: name, Group: "语文组", Spells: []ledger.Spell{{From: 20150901}},
		Wages: []ledger.Wage{{From: 201509, Post: 3_000_00, Grade: 1_000_00}}}}).Member
}

// pick gives the one amount or the other.
func pick[T any](bad bool, yes, no T) T {
	if bad {
		return yes
	}
	return no
}

// pay posts an expense out of the bank.
func (b bench) pay(day ledger.Day, text, payee string, c ledger.Code, m ledger.Money) ledger.VoucherID {
	v := V(day, text, Dr(c, m), Cr("102", m))
	v.Payee = payee
	return b.Post(b.t, v).Voucher
}

// rule puts a rule of the union's own in force.
func (b bench) rule(s ledger.Subject, m ledger.Measure, limit, form string) {
	b.Must(b.t, ledger.SaveRule{Rule: ledger.Rule{ID: "本会-1", Region: "本单位", From: 20200101, Subject: s, Measure: m, Limit: limit, Form: form,
		Severity: ledger.SevWarn, Basis: "测试规定", Source: "测试", Confidence: "B", On: true}})
}

// give books a list and keys all signatures.
func (b bench) give(g ledger.Gift, shares ...ledger.Share) ledger.Receipt {
	b.t.Helper()
	if g.Approved.By == "" {
		g.Approved = ledger.Approval{By: "赵主席", Day: g.Day}
	}
	g.Reason, g.Second = "会议定的", "赵主席"
	rec := b.Must(b.t, ledger.GiveOut{Gift: g, Shares: shares, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
	return rec
}

// event makes an approved event with these members, all of whom come, and what
// it cost under an item.
func (b bench) event(e ledger.Event, came bool, cost ledger.Money, item string, heads int, who ...ledger.MemberID) ledger.EventID {
	b.t.Helper()
	if e.Approved.By == "" {
		e.Approved = ledger.Approval{By: "赵主席", Day: e.From.Add(-5), Minute: "1号"}
	}
	if e.Name == "" {
		e.Name = "趣味活动"
	}
	e.Reason, e.Second = "会议定的", "赵主席"
	b.Must(b.t, ledger.SaveEvent{Event: e})
	if len(who) > 0 {
		b.Must(b.t, ledger.Enrol{Event: 1, Members: who, Reason: "会议定的", Second: "赵主席"})
	}
	if came {
		b.Must(b.t, ledger.KeepAttendance{Event: 1, Rest: ledger.Present})
	}
	if cost > 0 {
		v := b.pay(e.From.Add(1), "活动费用", "某公司", "50102", cost)
		b.Must(b.t, ledger.TieCost{Event: 1, Cost: ledger.EventCost{Voucher: v, Item: item, Heads: heads}})
	}
	return 1
}

func incomeRows() []row {
	jan := ledger.MonthOf(2026, 1)
	share := func(b bench, up ledger.Money) {
		b.Post(b.t, V(20260108, "拨来经费", Dr("102", 4_800_00+up), Cr("402", 4_800_00), Cr("211", up)))
	}
	return []row{
		{id: "F01", says: "1 人", build: func(b bench, bad bool) {
			id := b.member("陈一帆")
			b.Must(b.t, ledger.AssessDues{Month: jan})
			if !bad {
				b.Must(b.t, ledger.CollectDues{Day: 20260105, Account: "102", Portions: []ledger.Portion{{Member: id, Month: jan}}, Papers: 1, Post: true, Reviewer: "李审核"})
			} else {
				b.pay(20260105, "购球", "店", "50102", 1_00)
			}
		}},
		{id: "F02", says: "重新核定", build: func(b bench, bad bool) {
			id := b.member("陈一帆")
			b.Must(b.t, ledger.AssessDues{Month: jan})
			from := pick(bad, jan, jan.Add(1)) // a rise of the next month changes nothing
			b.Must(b.t, ledger.SaveMember{Member: ledger.Member{ID: id, No: "0001", Name: "陈一帆", Spells: []ledger.Spell{{From: 20150901}},
				Wages: []ledger.Wage{{From: 201509, Post: 3_000_00, Grade: 1_000_00}, {From: from, Post: 5_000_00}}}})
			b.pay(20260105, "购球", "店", "50102", 1_00)
		}},
		{id: "F03", says: "少 1.01 元", build: func(b bench, bad bool) {
			pay := ledger.Money(400_000_00)
			b.Must(b.t, ledger.SetMonthFacts{Month: jan, Payroll: &pay})
			share(b, pick(bad, ledger.Money(3_198_99), 3_199_00))
		}},
		{id: "F04", says: "3,200.00 元", build: func(b bench, bad bool) {
			share(b, 3_200_00)
			if !bad {
				b.Post(b.t, V(20260420, "交上级", Dr("211", 3_200_00), Cr("102", 3_200_00)))
			}
			b.pay(20260510, "购球", "店", "50102", 1_00)
		}},
		{id: "F05", says: "不是支出", build: func(b bench, bad bool) {
			if bad {
				b.pay(20260110, "上解上级工会经费", "县教育工会", "50504", 3_200_00)
				return
			}
			share(b, 3_200_00)
			b.pay(20260110, "上解上级工会经费", "县教育工会", "211", 3_200_00)
		}},
		{id: "F06", says: "看起来不是会员缴的", build: func(b bench, bad bool) {
			v := V(20260110, "收会费", Dr("102", 500_00), Cr("401", 500_00))
			v.Payee = pick(bad, "青山小学行政", "语文组")
			b.Post(b.t, v)
		}},
		{id: "F07", says: "不是今年的收入", build: func(b bench, bad bool) {
			b.Post(b.t, V(20260110, pick(bad, "上年结余转入", "利息"), Dr("102", 500_00), Cr("408", 500_00)))
		}},
		{id: "F08", cannot: "银行对账单"},
	}
}

func planRows() []row {
	on := ledger.Day(20260510)
	budget := []ledger.BudgetLine{{Name: "场地", Amount: 100_00}}
	return []row{
		{id: "F09", as: audit.Doubt, says: "超 0.01 元", more: "年度预算", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: on, Budget: budget}, true, pick(bad, ledger.Money(100_01), 100_00), "场地", 0, b.member("陈一帆"))
		}},
		{id: "F10", says: "没有再登记批准", more: "年度预算", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: on, Budget: budget}, true, 0, "", 0, b.member("陈一帆"))
			e := ledger.Event{ID: 1, Name: "趣味活动", From: on, Approved: ledger.Approval{By: "赵主席", Day: on.Add(-5), Minute: "1号"}, Reason: "会议定的", Second: "赵主席",
				Budget: []ledger.BudgetLine{{Name: "场地", Amount: pick(bad, ledger.Money(100_01), 99_99)}}}
			b.Must(b.t, ledger.RevisePlan{Event: e, Why: "场地涨价"})
		}},
		{id: "F11", says: "才批准", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: on, Approved: ledger.Approval{By: "赵主席", Day: pick(bad, on.Add(1), on), Minute: "1号"}}, true, 0, "", 0, b.member("陈一帆"))
			b.pay(20260511, "购球", "店", "50102", 1_00)
		}},
		{id: "F12", says: "没有登记谁到了", build: func(b bench, bad bool) {
			b.event(ledger.Event{From: on, Budget: budget}, !bad, 50_00, "场地", 0, b.member("陈一帆"))
		}},
		{id: "F34", says: "没有登记谁批准", more: "审批", as: audit.Doubt, build: func(b bench, bad bool) {
			g := ledger.Gift{Occasion: "端午", Day: 20260510, Item: "粽子", Each: 80_00, Reason: "会议定的", Second: "赵主席"}
			if !bad {
				g.Approved = ledger.Approval{By: "赵主席"}
			}
			b.Must(b.t, ledger.GiveOut{Gift: g, Shares: []ledger.Share{{Member: b.member("陈一帆")}}, Money: "102", Papers: 1, Post: true, Reviewer: "李审核"})
		}},
	}
}

func closeRows() []row {
	off := func(c ledger.Code) func(ledger.Reader) ledger.Reader {
		return func(r ledger.Reader) ledger.Reader { return skewed{r, c} }
	}
	spend := func(b bench, _ bool) { b.pay(20260105, "购球", "店", "50102", 1_00) }
	short := func(b bench, bad bool) {
		b.Post(b.t, V(20260110, "盘亏", Dr("182", 5_000_00), Dr("163", 1_000_00), Cr("162", 6_000_00)))
		if !bad {
			b.Post(b.t, V(20260120, "盘亏批准核销", Dr("30104", 5_000_00), Cr("182", 5_000_00)))
		}
	}
	return []row{
		{id: "I2", build: spend, twist: off("102"), says: "相差 0.01 元"},
		{id: "I3", build: spend, twist: off("141"), says: "库存物品"},
		{id: "I4", build: spend, twist: off("135"), says: "货币资金"},
		{id: "I6", build: spend, twist: off("221"), says: "代管经费"},
		{id: "receipts", says: "没有附件", build: func(b bench, bad bool) {
			v := V(20260105, "购球", Dr("50102", 1_00), Cr("102", 1_00))
			v.Papers = pick(bad, 0, 1)
			b.Post(b.t, v)
		}},
		{id: "suspense", says: "2026年1月", build: short},
		{id: "single", found: single, says: "由一人记账", build: func(b bench, bad bool) {
			if bad {
				b.Must(b.t, ledger.Enter{Voucher: V(20260105, "购球", Dr("50102", 1_00), Cr("102", 1_00)), Post: true, Reviewer: "李审核"})
			}
		}},
		{id: "drafts", says: "1 张", build: func(b bench, bad bool) {
			if bad {
				b.Must(b.t, ledger.Enter{Voucher: V(20260105, "购球", Dr("50102", 1_00), Cr("102", 1_00))})
			}
			spend(b, bad)
		}},
	}
}

// skewed is a book of which the sums of one account are a fen off.
type skewed struct {
	ledger.Reader
	code ledger.Code
}

func (s skewed) Sums(c ledger.Code, p ledger.Period) ledger.Sums {
	sums := s.Reader.Sums(c, p)
	if s.code.Under(c) || s.code == c {
		sums.Free.Debit++
	}
	return sums
}

// gapped is a book of which the first voucher is missing.
type gapped struct{ ledger.Reader }

func (g gapped) Posted(p ledger.Period) iter.Seq[ledger.Voucher] {
	return func(yield func(ledger.Voucher) bool) {
		for v := range g.Reader.Posted(p) {
			if v.Number != 1 && !yield(v) {
				return
			}
		}
	}
}
