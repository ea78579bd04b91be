package cli

import (
	"strings"

	"huizhang/ledger"
)

// welfareList lists the acts, newest first.
func (s *session) welfareList() error {
	return s.read(func(r ledger.Reader) error {
		n := 0
		for g := range r.Gifts() {
			n++
			var total ledger.Money
			var refs []string
			open := 0
			for x := range r.Sheets(g.ID) {
				if !x.Live() {
					continue
				}
				total += x.Total
				if v, ok := r.Voucher(x.Voucher); ok {
					refs = append(refs, v.Ref())
				}
				for line := range r.Shares(x.ID) {
					if line.Of == 0 && line.Back == 0 && (line.Sign == ledger.Unsigned || line.Sign == ledger.Uncollected) {
						open++
					}
				}
			}
			state := unbooked(g)
			if len(refs) > 0 {
				state = strings.Join(refs, "、")
			}
			if g.Void != "" {
				state = "已撤销：" + g.Void
			}
			s.out("%s %s %s，%s 元，未签领 %d 行，%s", g.ID, g.Day, g.Title, total.Grouped(), open, state)
		}
		if n == 0 {
			s.out("还没有登记慰问。")
		}
		return nil
	})
}

// welfareLines lists one act's lines with their signatures.
func (s *session) welfareLines(id ledger.GiftID) error {
	return s.read(func(r ledger.Reader) error {
		g, ok := r.Gift(id)
		if !ok {
			return ledger.Errf(ledger.CodeUnknown, "没有 %s 这次慰问。", id)
		}
		s.out("%s %s %s", g.ID, g.Day, g.Title)
		for x := range r.Sheets(id) {
			state := unbooked(g)
			if v, ok := r.Voucher(x.Voucher); ok {
				state = v.Ref()
			}
			if !x.Live() {
				state = "已作废：" + x.Void
			}
			s.out("%s %s，%d 行，合计 %s 元，%s", x.ID, x.Day, x.Lines, x.Total.Grouped(), state)
			for line := range r.Shares(x.ID) {
				no := ""
				if m, ok := r.Member(line.Member); ok {
					no = m.No
				}
				words := []string{no, line.Name, line.Relation, line.Kin, line.Amount.Grouped()}
				switch {
				case line.Of != 0:
					words = append(words, "退回 "+line.Of.String())
				case line.Back != 0:
					words = append(words, "未领，已由 "+line.Back.String()+" 退回")
				default:
					words = append(words, line.Sign.Chinese(), line.Proxy)
				}
				s.out("%d %s", line.Line, strings.Join(strings.Fields(strings.Join(words, " ")), " "))
			}
		}
		return nil
	})
}

// unbooked says that a list has no voucher.
func unbooked(g ledger.Gift) string {
	if g.Payer == ledger.BySchool {
		return "学校出钱，不记账"
	}
	return "未记账"
}
