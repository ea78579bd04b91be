package ledgertest

import (
	"slices"

	"huizhang/ledger"
)

// leaf picks a lowest account at or below c that takes postings.
func (p *Player) leaf(r ledger.Reader, c ledger.Code) ledger.Code {
	var out []ledger.Code
	chart := r.Chart()
	for _, a := range chart {
		if a.Code.Under(c) && !a.Off && ledger.IsLeaf(chart, a.Code) && !slices.Contains(ledger.Trust(chart), a.Code) {
			out = append(out, a.Code)
		}
	}
	if len(out) == 0 {
		return c
	}
	return out[p.rnd.IntN(len(out))]
}

// voucher makes a random legal voucher of a month; ok is false if what it
// thought of cannot be done now.
func (p *Player) voucher(m ledger.Month) (v ledger.Voucher, ok bool, err error) {
	err = p.Book.View(func(r ledger.Reader) error {
		moves := []func(ledger.Reader, ledger.Month) ledger.Voucher{p.income, p.income, p.contribution, p.remit, p.spend, p.spend, p.spend, p.stock, p.issue, p.equip,
			p.wear, p.advance, p.deposit, p.formerYear, p.repurpose, p.draw, p.cash}
		v = moves[p.rnd.IntN(len(moves))](r, m)
		ok = len(v.Lines) > 0
		return nil
	})
	return v, ok, err
}

// onHand is the debit balance of an account after everything that is booked.
func onHand(r ledger.Reader, c ledger.Code) ledger.Money {
	return ledger.Balance(r, c, ledger.MonthOf(2199, 12))
}

func (p *Player) flag(l ledger.Line, restricted bool) ledger.Line {
	l.Restricted = restricted
	return l
}

func (p *Player) income(r ledger.Reader, m ledger.Month) ledger.Voucher {
	codes := []ledger.Code{"401", "40301", "40302", "405", "408"}
	for _, c := range []ledger.Code{"406", "407"} {
		if _, on := r.Account(c); on {
			codes = append(codes, c)
		}
	}
	c := codes[p.rnd.IntN(len(codes))]
	special := c == "40302" || c != "401" && c != "40301" && p.chance(30)
	x := p.amount(8_000_00)
	return V(p.day(m), "收到款项", Dr(p.leaf(r, "102"), x), p.flag(Cr(p.leaf(r, c), x), special))
}

func (p *Player) contribution(r ledger.Reader, m ledger.Month) ledger.Voucher {
	keep, up := p.amount(6_000_00), p.amount(4_000_00)
	return V(p.day(m), "行政拨来经费", Dr(p.leaf(r, "102"), keep+up), p.flag(Cr(p.leaf(r, "402"), keep), p.chance(5)), Cr("211", up))
}

func (p *Player) remit(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(3_000_00)
	return V(p.day(m), "上解上级", Dr("211", x), Cr(p.leaf(r, "102"), x))
}

func (p *Player) spend(r ledger.Reader, m ledger.Month) ledger.Voucher {
	c := []ledger.Code{"501", "503", "504", "505", "510"}[p.rnd.IntN(5)]
	special := p.chance(25)
	x, y := p.amount(5_000_00), p.amount(300_00)
	v := V(p.day(m), "活动支出", p.flag(Dr(p.leaf(r, c), x), special), p.flag(Dr(p.leaf(r, "501"), y), special), Cr(p.leaf(r, "102"), x+y))
	v.Payee = "某某商店"
	return v
}

func (p *Player) stock(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(2_000_00)
	return V(p.day(m), "购奖品入库", Dr("50102", x), Cr(p.leaf(r, "102"), x), Dr("141", x), Cr("30101", x))
}

func (p *Player) issue(r ledger.Reader, m ledger.Month) ledger.Voucher {
	b := onHand(r, "141")
	if b <= 0 {
		return ledger.Voucher{}
	}
	x := p.amount(b)
	return V(p.day(m), "发放奖品", Dr("30101", x), Cr("141", x))
}

func (p *Player) equip(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(9_000_00)
	special := p.chance(20)
	return V(p.day(m), "购设备", p.flag(Dr("50702", x), special), Cr(p.leaf(r, "102"), x), Dr("162", x), Cr("30104", x))
}

func (p *Player) wear(r ledger.Reader, m ledger.Month) ledger.Voucher {
	b := onHand(r, "162") + onHand(r, "163")
	if b <= 0 {
		return ledger.Voucher{}
	}
	x := p.amount(b)
	return V(p.day(m), "计提折旧", Dr("30104", x), Cr("163", x))
}

func (p *Player) advance(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(1_000_00)
	if p.chance(50) {
		return V(p.day(m), "借支", Dr(p.leaf(r, "135"), x), Cr(p.leaf(r, "102"), x))
	}
	return V(p.day(m), "报销借支", Dr(p.leaf(r, "505"), x), Cr(p.leaf(r, "135"), x))
}

func (p *Player) deposit(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(1_000_00)
	if trust := ledger.Trust(r.Chart()); len(trust) > 0 && p.chance(50) {
		return V(p.day(m), "收代管款", Dr(trust[0], x), Cr("221", x))
	}
	return V(p.day(m), "代收款", Dr(p.leaf(r, "102"), x), Cr(p.leaf(r, "215"), x))
}

func (p *Player) formerYear(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(500_00)
	if p.chance(50) {
		return V(p.day(m), "收回以前年度支出", Dr(p.leaf(r, "102"), x), Cr("32201", x))
	}
	return V(p.day(m), "更正以前年度", Dr("32101", x), Cr(p.leaf(r, "102"), x))
}

func (p *Player) repurpose(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(800_00)
	return V(p.day(m), "批准改变结余用途", Dr("32202", x), Cr("32102", x))
}

// draw fetches cash from the bank.
func (p *Player) draw(r ledger.Reader, m ledger.Month) ledger.Voucher {
	x := p.amount(500_00)
	return V(m.First(), "提取现金", Dr("101", x), Cr(p.leaf(r, "102"), x))
}

// cash spends some of it; never so much that an earlier close would miss it.
func (p *Player) cash(r ledger.Reader, m ledger.Month) ledger.Voucher {
	b := min(onHand(r, "101"), ledger.Balance(r, "101", m))
	if b <= 0 {
		return ledger.Voucher{}
	}
	x := p.amount(b)
	return V(m.Last(), "现金支出", Dr(p.leaf(r, "503"), x), Cr("101", x))
}
