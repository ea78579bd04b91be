package ledger

// voucher moves what stands on accounts that got details, nil when nothing does.
func (b *fundBuilder) voucher(a OpenFund, by Stamp) (*Voucher, error) {
	v := Voucher{ID: b.r.LastVoucher() + 1, Day: a.Day, Maker: by.Operator, State: Draft, Source: fundSource, NoPaper: "科目余额转入明细科目"}
	held := -Balance(b.r, "221", farMonth)
	for _, s := range b.splits {
		for _, part := range b.parts(s.from) {
			b.move(&v, s, part.amount, part.restricted, &held)
		}
	}
	if len(v.Lines) == 0 {
		return nil, nil
	}
	if !a.Post {
		return nil, Errf(CodeState, "现有科目上有余额，要同时用一张凭证转入明细科目。请选择“立即过账”。")
	}
	if last := LastActive(b.r, farMonth); a.Day.Month() < last {
		return nil, &Error{Code: CodeBadDay, Problems: []Problem{{"day", "", CodeBadDay, "科目余额要在最近一次记账的月份或以后转入明细，请用" + last.Chinese() + "或以后的日期。"}}}
	}
	if err := tidyVoucher(b.r, &v); err != nil {
		return nil, err
	}
	if err := mayReview(b.r, &v, cmpOr(a.Reviewer, by.Operator)); err != nil {
		return nil, err
	}
	if err := CheckVoucher(&v, b.chart, b.r.Unit().Words).Err(); err != nil {
		return nil, err
	}
	v.Reviewer = cmpOr(a.Reviewer, by.Operator)
	giveNumber(b.r, by, &v, 0)
	return &v, nil
}

type splitPart struct {
	amount     Money // debit
	restricted bool
}

func (b *fundBuilder) parts(c Code) []splitPart {
	free, restricted := ownBalance(b.r, b.r.Chart(), c, farMonth)
	return []splitPart{{free, false}, {restricted, true}}
}

// move books one balance away from an account. Of cash and bank, what is held
// for others already goes to the trust part as far as it reaches.
func (b *fundBuilder) move(v *Voucher, s split, m Money, restricted bool, held *Money) {
	text := "科目余额转入明细"
	put := func(c Code, m Money) {
		l := Line{Summary: text, Account: c, Restricted: restricted}
		if m > 0 {
			l.Debit = m
		} else {
			l.Credit = -m
		}
		if m != 0 {
			v.Lines = append(v.Lines, l)
		}
	}
	trust := Money(0)
	if s.to2 != "" && !restricted && m > 0 && len(Trust(b.r.Chart())) == 0 {
		trust = max(0, min(*held, m))
		*held -= trust
	}
	put(s.to, m-trust)
	put(s.to2, trust)
	put(s.from, -m)
}
