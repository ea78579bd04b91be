package fund_test

import (
	"testing"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func TestFundFromOpeningToContributions(t *testing.T) {
	b := book(t, true)
	s := tuitest.Scenario(t, "testdata/fund.scenario", app(deskOn(t, b, "王会计"), screen.Funds{}))
	sizes(s, "fund")
	s.Press("f5").Expect("合计 6 人").Golden("people-80x24")
	inBook(t, b, func(r ledger.Reader) {
		if x := ledger.SumFund(r, 1, 0); x.In != 6*50_00 {
			t.Errorf("%+v", x)
		}
		for f := range r.Funds() {
			if err := ledger.FundGap(r, f); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestListOfFunds(t *testing.T) {
	b := book(t, true)
	open(t, deskOn(t, b, "王会计"), screen.Funds{}).Golden("funds-empty-80x24")
	mutual(t, b)
	sizes(open(t, deskOn(t, b, "王会计"), screen.Funds{}).Expect("130.00"), "funds")
	s := open(t, deskOn(t, b, "钱经审"), screen.FundView{ID: 1}).Expect("余额 130.00 元")
	s.Press("f3").Expect("经审可以查看")
	s.Press("enter").Expect("VoucherView")
}

// Individual sums, somebody outside the register, and too little in the fund.
func TestPayOutByName(t *testing.T) {
	b := book(t, true)
	mutual(t, b)
	d := deskOn(t, b, "王会计")
	s := open(t, d, screen.FundMoves{ID: 1, Out: true}).Expect("现有 130.00 元")
	s.Press("tab", "tab", "tab", "tab").Type("林二").Press("enter").Expect("1 人，共 0.00 元")
	s.Press("f8").Expect("请填写每人的金额")
	s.Press("f6", "enter").Type("100").Press("enter").Expect("1 人，共 100.00 元")
	s.Press("f6").Press("tab", "tab", "tab").Type("某医院 50").Expect("2 人，共 150.00 元；现有 130.00 元，不够")
	sizes(s, "pay-out")
	s.Press("f8").Expect("只有 130.00 元")
	s.Press("backspace", "backspace").Type("30").Press("f8").Expect("已入账")
	inBook(t, b, func(r ledger.Reader) {
		if x := ledger.SumFund(r, 1, 0); x.Balance() != 0 {
			t.Errorf("%+v", x)
		}
	})
}

// Marks that were made before a crash are there again.
func TestKeptContributions(t *testing.T) {
	b := book(t, true)
	mutual(t, b)
	d := deskOn(t, b, "王会计")
	open(t, d, screen.FundMoves{ID: 1}).Press("tab", "tab").Type("30").Press("f4", "f6", "space", "enter").Type("80").Press("enter").Press("f6").Press("tab").Type("七月").Expect("5 人，共 200.00 元")
	open(t, d, screen.FundMoves{Kept: true}).Expect("收钱：大病互助金").Expect("5 人，共 200.00 元")
}

func TestCloseACollection(t *testing.T) {
	b := book(t, true)
	b.Must(t, ledger.OpenFund{Text: "为患病同事捐款", Kind: ledger.Collection, Day: 20260105, Post: true})
	s := open(t, deskOn(t, b, "王会计"), screen.FundView{ID: 1}).Press("f10").Press("f8").Expect("请写明捐款交给了谁")
	s.Golden("close-80x24").Type("没有收到捐款").Press("f8").Expect("2026-02-20 结清")
	s.Press("f3").Expect("已经结清")
}

func TestLendAndRepayOnScreen(t *testing.T) {
	b := book(t, true)
	s := tuitest.Scenario(t, "testdata/loan.scenario", app(deskOn(t, b, "王会计"), screen.Loans{}))
	sizes(s, "loans")
	inBook(t, b, func(r ledger.Reader) {
		if l, _ := r.Loan(1); l.Open() != 6_000_00 || len(l.Plan) != 7 || l.Plan[6].Due != 20260801 {
			t.Errorf("%+v", l)
		}
	})
}

// In a book of several the vouchers wait for a second person, and the splitting
// voucher of a first fund needs one named.
func TestFundInABookOfSeveral(t *testing.T) {
	b := book(t, false)
	s := open(t, deskOn(t, b, "王会计"), screen.FundForm{}).Type("羽毛球社").Press("tab", "right")
	s.Press("f8").Expect("请选择这张凭证的审核人").Golden("split-80x24")
	s.Type("李审核").Press("f8").Expect("开设代管资金 羽毛球社")
	s.Press("f3").Press("tab", "tab").Type("20").Press("f4", "f8").Expect("审核过账以后生效").Expect("还没有过账")
}

// Forty contributors: by group, by name, and next month those of this month.
func TestContributionsByGroupAndAsLastTime(t *testing.T) {
	b := book(t, true)
	for _, g := range []string{"语文组", "数学组"} {
		b.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: g}})
	}
	d := deskOn(t, b, "王会计")
	b.Must(t, ledger.OpenFund{Text: "大病互助金", Kind: ledger.MutualFund, Purpose: "住院补助", Rules: "每人每年 50 元", Day: 20260105, Post: true})
	s := open(t, d, screen.FundMoves{ID: 1}).Press("f5").Expect("还没有会员交过钱")
	s.Press("tab", "tab").Type("30").Press("tab", "tab").Type("语文").Press("enter").Expect("3 人，共 90.00 元")
	s.Type("马五").Press("enter").Expect("3 人，共 90.00 元").Type("林二").Press("enter").Expect("4 人，共 120.00 元")
	s.Press("f6", "home", "enter").Type("80").Press("enter").Press("f6").Press("f8").Expect("已入账")
	again := open(t, d, screen.FundMoves{ID: 1}).Press("f5").Expect("勾选了上次交钱的 4 人").Expect("4 人，共 170.00 元")
	again.Press("f8").Expect("已入账")
}
