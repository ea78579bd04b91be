package ledger

import (
	"fmt"
	"strings"
)

// Decide keeps what proves an act, who allowed it and what it was bought for.
func (a SetProofs) Decide(r Reader, by Stamp) (Plan, error) {
	old, ok := r.Gift(a.Gift)
	if !ok || old.Void != "" {
		return Plan{}, Errf(CodeUnknown, "没有找到这次慰问，或者它已撤销。")
	}
	g := old
	g.Proofs, g.Approved, g.Bill = cleanProofs(a.Proofs), a.Approved, a.Bill
	for _, s := range []*string{&g.Approved.By, &g.Approved.Minute, &g.Bill.Ref, &g.Bill.Why} {
		*s, _ = Clean(*s)
		*s = strings.TrimSpace(*s)
	}
	var ps Problems
	if g.Approved.Day != 0 && !g.Approved.Day.Valid() {
		ps.Add("approved", "", CodeBadDay, "批准日期不对，请写成 2026-05-31 这样。")
	}
	for i, x := range g.Proofs {
		if strings.TrimSpace(x.Name) == "" {
			ps.Add("proofs", fmt.Sprintf("第 %d 项", i+1), CodeRequired, "请填写证明材料的名称。")
		}
	}
	var bought []Sheet // goods that came back were bought all the same
	for s := range r.Sheets(old.ID) {
		if s.Live() && s.Kind != ReturnList {
			bought = append(bought, s)
		}
	}
	if g.Bill != old.Bill {
		checkBill(g.Bill, sharesOf(r, bought...), &ps)
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	return Plan{Title: fmt.Sprintf("登记证明、批准和发票 %s %s", g.ID, g.Title), Object: fmt.Sprintf("gift/%d", g.ID), Changes: []Change{Edit(old, g)}}, nil
}
