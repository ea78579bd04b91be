package ledger

import "slices"

// mayDo tells which roles may do an act. Acts that are not named need a role
// that keeps the books: 会计, 出纳, 审核 or 主席.
func mayDo(act string) []Role {
	switch act {
	case "voucher.review", "voucher.return":
		return []Role{Reviewer, Chair}
	case "voucher.post", "month.close":
		return []Role{Treasurer, Reviewer, Chair}
	case "month.reopen":
		return []Role{Chair}
	case "person.save", "unit.set", "opening.set", "account.switch", "account.add":
		return []Role{Treasurer, Chair}
	}
	return []Role{Treasurer, Cashier, Reviewer, Chair}
}

// Permit checks that the operator is known, in office, and may do the act. In
// single-person mode whoever keeps the book may do everything in it.
func Permit(r Pages, act string, by Stamp) error {
	p, ok := PersonNamed(r, by.Operator)
	if !ok {
		return Errf(CodeRole, "账本里没有登记“%s”这个人。请先在“人员”里登记，或选择已登记的操作人。", by.Operator)
	}
	need := mayDo(act)
	if r.Unit().Single {
		need = []Role{Treasurer, Cashier, Reviewer, Chair}
	}
	for _, role := range need {
		if p.Is(role) {
			return nil
		}
	}
	if p.OnlyAudits() {
		return Errf(CodeRole, "“%s”是经审人员，只能查看，不能改动账目。", p.Name)
	}
	return Errf(CodeRole, "“%s”没有做这件事的职责，需要：%s。", p.Name, joinRoles(need))
}

// PermitAct is [Permit] for an act; one that posts on the way needs the role
// for that too.
func PermitAct(r Pages, a Act, by Stamp) error {
	if err := Permit(r, a.Name(), by); err != nil {
		return err
	}
	if p, ok := a.(interface{ Posts() bool }); ok && p.Posts() {
		return Permit(r, Post{}.Name(), by)
	}
	return nil
}

// PersonNamed finds a person in office.
func PersonNamed(r Pages, name string) (Person, bool) {
	all := r.People()
	i := slices.IndexFunc(all, func(p Person) bool { return p.Name == name && !p.Gone })
	if i < 0 {
		return Person{}, false
	}
	return all[i], true
}

func joinRoles(rs []Role) string {
	s := ""
	for i, r := range rs {
		if i > 0 {
			s += "、"
		}
		s += string(r)
	}
	return s
}
