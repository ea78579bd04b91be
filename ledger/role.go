package ledger

import "slices"

// Permission is one row of the table of who may do what: the acts of one kind
// of work and the roles that may do them.
type Permission struct {
	Work  string // in Chinese, as the people's page shows it
	Acts  []string
	Roles []Role
	// Audit marks the audit committee's own part: single-person mode never
	// widens it, and nobody who keeps the books may do it.
	Audit bool
}

// Permissions is the one table of who may do what (domain rules §1). It is
// shown on screen, enforced at the door, and every act has its row.
func Permissions() []Permission {
	books := []Role{Treasurer, Cashier, Reviewer, Chair}
	keepers := []Role{Treasurer, Chair}
	audit := []Role{Auditor}
	return []Permission{
		{Work: "录入、修改凭证和附件", Acts: []string{"voucher.enter", "voucher.void", "voucher.evidence"}, Roles: books},
		{Work: "冲销、更正已过账凭证", Acts: []string{"voucher.reverse"}, Roles: books},
		{Work: "审核、退回凭证", Acts: []string{"voucher.review", "voucher.return"}, Roles: []Role{Reviewer, Chair}},
		{Work: "过账、结账", Acts: []string{"voucher.post", "month.close"}, Roles: []Role{Treasurer, Reviewer, Chair}},
		{Work: "反结账", Acts: []string{"month.reopen"}, Roles: []Role{Chair}},
		{Work: "盘点、对账、工资总额", Acts: []string{"month.facts"}, Roles: books},
		{Work: "单位、人员、科目、期初", Acts: []string{"person.save", "unit.set", "opening.set", "account.switch", "account.add"}, Roles: keepers},
		{Work: "会员名册", Acts: []string{"member.save", "member.merge", "group.save"}, Roles: books},
		{Work: "会费核定、登记、减免", Acts: []string{"dues.rule", "dues.assess", "dues.collect", "dues.waive"}, Roles: books},
		{Work: "公布收支", Acts: []string{"disclosure.publish", "sign.disclosure", "sign.year"}, Roles: books},
		{Work: "慰问名单、签领、退回", Acts: []string{"gift.give", "gift.revise", "gift.supply", "gift.back", "gift.proofs",
			"sheet.freeze", "sheet.sign", "sheet.book", "sheet.tie", "sheet.void"}, Roles: books},
		{Work: "困难帮扶档案", Acts: []string{"case.save", "case.opinion", "case.approve", "case.hang", "case.close"}, Roles: books},
		{Work: "查看困难帮扶的敏感资料", Acts: []string{"case.open"}, Roles: []Role{Treasurer, Reviewer, Chair, Auditor}},
		{Work: "帮扶项目和名单", Acts: []string{"programme.save", "programme.join", "programme.leave"}, Roles: books},
		{Work: "开设、结清代管资金", Acts: []string{"fund.open", "fund.change", "fund.close"}, Roles: keepers},
		{Work: "代管资金收付、会员借款", Acts: []string{"fund.in", "fund.out", "loan.lend", "loan.repay"}, Roles: books},
		{Work: "慰问活动标准和设置", Acts: []string{"rules.save", "rules.import", "rules.enable", "practice.set"}, Roles: keepers},
		{Work: "库存物品、器材借用、年度计划", Acts: []string{"stock.article", "stock.in", "stock.out", "stock.tie", "stock.open", "stock.count", "lend.out", "lend.back",
			"plan.save", "plan.drop", "plan.tie", "plan.copy"}, Roles: books},
		{Work: "活动方案、名单、签到、费用、决算", Acts: []string{"event.save", "event.revise", "event.cancel", "event.enrol", "event.drop", "event.freeze", "event.attend",
			"event.cost", "event.uncost", "event.settle", "event.reopen"}, Roles: books},
		{Work: "活动奖品、抽奖", Acts: []string{"event.prize", "draw.announce", "draw.run", "draw.redo"}, Roles: books},
		{Work: "签字密钥：登记、停用", Acts: []string{"key.add", "key.retire"}, Roles: Roles()},
		{Work: "移交、接交", Acts: []string{"paper.handover", "sign.handover"}, Roles: Roles()},
		{Work: "答复审计问题、收回审计结果", Acts: []string{"finding.answer", "finding.merge"}, Roles: books},
		{Work: "提出、销号、重开审计问题", Acts: []string{"finding.raise", "finding.close", "finding.reopen"}, Roles: audit, Audit: true},
		{Work: "查账记号、抽样、工作底稿", Acts: []string{"tick.set", "sample.plan", "sample.draw", "sample.void", "work.keep"}, Roles: audit, Audit: true},
		{Work: "经费审查报告、签字", Acts: []string{"paper.audit", "sign.signoff"}, Roles: audit, Audit: true},
	}
}

// permission finds the row of an act; one without a row may be done by nobody.
func permission(act string) Permission {
	all := Permissions()
	i := slices.IndexFunc(all, func(p Permission) bool { return slices.Contains(p.Acts, act) })
	if i < 0 {
		return Permission{Work: act}
	}
	return all[i]
}

// Permit checks that the operator is known, in office, and may do the act. In
// single-person mode whoever keeps the book may do everything in it but the
// audit committee's part.
func Permit(r Pages, act string, by Stamp) error {
	p, ok := PersonNamed(r, by.Operator)
	if !ok {
		return Errf(CodeRole, "账本里没有登记“%s”这个人。请先在“人员”里登记，或选择已登记的操作人。", by.Operator)
	}
	row := permission(act)
	need := row.Roles
	if r.Unit().Single && !row.Audit && len(need) > 0 {
		need = append(slices.Clone(need), Treasurer, Cashier, Reviewer, Chair)
	}
	if slices.ContainsFunc(need, p.Is) {
		return nil
	}
	switch {
	case p.OnlyAudits():
		return Errf(CodeRole, "“%s”是经审人员，可以查看、提问题，不能改动账目。", p.Name)
	case row.Audit:
		return Errf(CodeRole, "“%s”只由经审人员做，“%s”不能代做。", row.Work, p.Name)
	}
	return Errf(CodeRole, "“%s”没有做这件事的职责，需要：%s。", p.Name, joinRoles(row.Roles))
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
