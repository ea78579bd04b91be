package ledger

// judge holds the list against the rules of its day. What only warns needs a
// reason and a second person; what was said is kept with the act.
func (l *listing) judge() error {
	said, err := Accept(JudgeGift(l.r, &l.gift, l.shares, MadeAt(l.r, l.by)), l.gift.Reason, l.gift.Second, l.by.Operator)
	if err != nil {
		return err
	}
	l.gift.Warnings = said
	return nil
}
