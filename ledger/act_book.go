package ledger

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Found makes a new book: its first log entry.
type Found struct {
	Unit    Unit
	People  []Person
	Opening []OpeningRow // may be given later
	Dues    *DuesRule    // nil: [DefaultDuesRule]
}

// Name of the act.
func (Found) Name() string { return "book.found" }

// Decide checks the unit, its people and the opening balances.
func (f Found) Decide(r Reader, by Stamp) (Plan, error) {
	if r.Unit().BookID != "" {
		return Plan{}, Errf(CodeExists, "账本已经建好了，不能再建一次。")
	}
	var ps Problems
	f.Unit.Name, _ = Clean(f.Unit.Name)
	f.People = slices.Clone(f.People)
	for i := range f.People {
		f.People[i].Name = CleanName(f.People[i].Name)
	}
	checkUnit(f.Unit, &ps)
	if len(f.People) == 0 {
		ps.Add("people", "", CodeRequired, "至少要登记一个人，例如“张三:会计”。")
	}
	seen := map[string]bool{}
	for _, p := range f.People {
		checkPerson(p, &ps)
		if seen[p.Name] {
			ps.Add("people", p.Name, CodeExists, "这个人登记了两次。")
		}
		seen[p.Name] = true
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	plan := Plan{Title: "建立账本：" + f.Unit.Name}
	plan.Changes = append(plan.Changes, Put(f.Unit))
	for _, p := range f.People {
		plan.Changes = append(plan.Changes, Put(p))
	}
	for _, a := range ChartFor() {
		plan.Changes = append(plan.Changes, Put(a))
	}
	rule := DefaultDuesRule(f.Unit.Start)
	if f.Dues != nil {
		rule = *f.Dues
	}
	plan.Changes = append(plan.Changes, Put(rule))
	if len(f.Opening) > 0 {
		o, extra, err := openingPlan(nil, f.Opening)
		if err != nil {
			return Plan{}, err
		}
		plan.Changes = append(plan.Changes, extra...)
		plan.Changes = append(plan.Changes, Put(o))
	}
	return plan, nil
}

func checkUnit(u Unit, ps *Problems) {
	if strings.TrimSpace(u.Name) == "" {
		ps.Add("name", "", CodeRequired, "请填写工会名称，例如“某某学校工会委员会”。")
	}
	if !u.Start.Valid() {
		ps.Add("start", "", CodeBadDay, "请填写启用月份，例如 2026-01。")
	}
	if u.Words != OneWord && u.Words != ThreeWords {
		ps.Add("words", "", CodeBadValue, "凭证字只能是“记”或“收付转”。")
	}
	if c := u.CreditCode; c != "" && len(c) != 18 {
		ps.Add("credit", "", CodeBadValue, "统一社会信用代码应是 18 位，现在是 %d 位。", len(c))
	}
	if s := u.ShareUp; s != "" && !isShare(s) {
		ps.Add("share", "", CodeBadValue, "上解比例应是 0 到 1 之间的小数，例如 0.4；现在是“%s”。", Plain(s))
	}
}

// isShare accepts a plain decimal from 0 to 1; a short one, so that no exponent
// makes it a long sum.
func isShare(s string) bool {
	d, err := decimal.NewFromString(s)
	return err == nil && len(s) <= 10 && !strings.ContainsAny(s, "eE") && !d.IsNegative() && !d.GreaterThan(decimal.NewFromInt(1))
}

func checkPerson(p Person, ps *Problems) {
	if strings.TrimSpace(p.Name) == "" {
		ps.Add("people", "", CodeRequired, "人员要有姓名。")
	}
	if len(p.Roles) == 0 {
		ps.Add("people", p.Name, CodeRequired, "请给“%s”选至少一个职责：%s。", p.Name, joinRoles(Roles()))
	}
	if p.Is(Auditor) && !p.OnlyAudits() {
		ps.Add("people", p.Name, CodeBadValue, "经审人员审查账目，不能同时记账、审核或审批。请让“%s”只担任经审，或去掉经审。", p.Name)
	}
	for _, role := range p.Roles {
		if !slices.Contains(Roles(), role) {
			ps.Add("people", p.Name, CodeBadValue, "没有“%s”这种职责，可用的有：%s。", role, joinRoles(Roles()))
		}
	}
}

// SetUnit changes the unit's page. Name, code, mode and words may change; the
// start month only while nothing is posted.
type SetUnit struct{ Unit Unit }

// Name of the act.
func (SetUnit) Name() string { return "unit.set" }

// Decide checks the new page.
func (s SetUnit) Decide(r Reader, by Stamp) (Plan, error) {
	old := r.Unit()
	s.Unit.BookID = old.BookID
	s.Unit.SingleFrom, s.Unit.SingleTo = singleMonths(r, s.Unit.Single)
	s.Unit.Name, _ = Clean(s.Unit.Name)
	var ps Problems
	checkUnit(s.Unit, &ps)
	if s.Unit.Start != old.Start && r.LastVoucher() > 0 {
		ps.Add("start", "", CodeState, "已经有凭证，启用月份不能再改。")
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	return Plan{Title: "修改单位资料", Changes: []Change{Edit(old, s.Unit)}}, nil
}

// singleMonths keeps which months single-person mode could book in. They begin
// with the first open month when it is turned on, and end with the newest one
// that has anything posted when it is turned off.
func singleMonths(r Reader, on bool) (from, to Month) {
	u := r.Unit()
	from, to = u.SingleFrom, u.SingleTo
	switch {
	case on && !u.Single && from == 0:
		from = FirstOpen(r)
	case !on && u.Single:
		last := LastActive(r, MonthOf(2199, 12))
		if from == 0 {
			from = u.Start
		}
		if r.LastNumber(last, WordGeneral)+r.LastNumber(last, WordReceipt)+r.LastNumber(last, WordPayment)+r.LastNumber(last, WordTransfer) > 0 && last >= from {
			return from, max(to, last)
		}
		if to == 0 {
			return 0, 0
		}
	}
	return from, to
}

// SavePerson adds a person or changes what the person may do.
type SavePerson struct{ Person Person }

// Name of the act.
func (SavePerson) Name() string { return "person.save" }

// Decide checks that somebody is left who keeps the books.
func (s SavePerson) Decide(r Reader, by Stamp) (Plan, error) {
	var ps Problems
	s.Person.Name = CleanName(s.Person.Name)
	checkPerson(s.Person, &ps)
	keeper := false
	ch := Put(s.Person)
	for _, p := range r.People() {
		if p.Name == s.Person.Name {
			ch = Edit(p, s.Person)
			p = s.Person
		}
		keeper = keeper || (!p.Gone && p.Is(Treasurer))
	}
	if !keeper && !(s.Person.Is(Treasurer) && !s.Person.Gone) {
		ps.Add("people", s.Person.Name, CodeRequired, "至少要留一位在任的会计。")
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	return Plan{Title: "登记人员：" + s.Person.Name + "（" + joinRoles(s.Person.Roles) + "）", Changes: []Change{ch}}, nil
}

// SwitchAccount turns an official account on or off. Off means that it takes
// no postings; its history stays.
type SwitchAccount struct {
	Code Code
	Off  bool
}

// Name of the act.
func (SwitchAccount) Name() string { return "account.switch" }

// Decide refuses accounts that a grassroots union does not have.
func (s SwitchAccount) Decide(r Reader, by Stamp) (Plan, error) {
	old, ok := r.Account(s.Code)
	if ok {
		a := old
		a.Off = s.Off
		return Plan{Title: onOff(s.Off) + "科目 " + a.Title(), Changes: []Change{Edit(old, a)}}, nil
	}
	std, ok := StandardOf(s.Code)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "工会会计制度里没有科目 %s。明细科目请用“增加明细”。", s.Code)
	case std.Listing == AboveLevel:
		return Plan{}, Errf(CodeLocked, "%s 只供县级以上工会使用，基层工会不设。", std.Title())
	case s.Off:
		return Plan{Title: "停用科目 " + std.Title()}, nil
	}
	return Plan{Title: "启用科目 " + std.Title(), Changes: []Change{Put(std.Account)}}, nil
}

func onOff(off bool) string {
	if off {
		return "停用"
	}
	return "启用"
}

// AddAccount makes a detail account below an existing one, or renames an own
// one. Prescribed accounts can be neither added nor renamed.
type AddAccount struct {
	Code Code
	Text string // its name
}

// Name of the act.
func (AddAccount) Name() string { return "account.add" }

// Decide checks code and name.
func (a AddAccount) Decide(r Reader, by Stamp) (Plan, error) {
	name, _ := Clean(a.Text)
	if name == "" {
		return Plan{}, Errf(CodeRequired, "请填写科目名称。")
	}
	if old, ok := r.Account(a.Code); ok {
		if old.Origin != Own {
			return Plan{}, Errf(CodeLocked, "%s 是制度规定的科目，名称不能改。", old.Title())
		}
		nu := old
		nu.Name = name
		return Plan{Title: "科目改名 " + nu.Title(), Changes: []Change{Edit(old, nu)}}, nil
	}
	if std, ok := StandardOf(a.Code); ok {
		return Plan{}, Errf(CodeLocked, "%s 是制度规定的科目，请用“启用”打开它。", std.Title())
	}
	parent, ok := r.Account(a.Code.Parent())
	switch parent.Code {
	case "301", "321", "322", "403":
		return Plan{}, Errf(CodeLocked, "%s 的下级由制度规定，不能增加；需要时可以在它的下级下面再加明细。", parent.Title())
	}
	if !ok || parent.Off || !digits(a.Code) || len(a.Code)%2 == 0 || len(a.Code) > 9 {
		return Plan{}, Errf(CodeBadValue, "明细科目的编码应是上级编码再加两位数字，例如 10201；最多九位。上级“%s”必须已启用。", a.Code.Parent())
	}
	nu := Account{Code: a.Code, Name: name, Credit: parent.Credit, Origin: Own}
	return Plan{Title: "增加明细科目 " + nu.Title(), Changes: []Change{Put(nu)}}, nil
}

func digits(c Code) bool {
	for _, r := range c {
		if r < '0' || r > '9' {
			return false
		}
	}
	return c != ""
}

// SetOpening replaces the table of opening balances. It is possible until the
// first month is closed.
type SetOpening struct{ Rows []OpeningRow }

// Name of the act.
func (SetOpening) Name() string { return "opening.set" }

// Decide checks that the table balances.
func (s SetOpening) Decide(r Reader, by Stamp) (Plan, error) {
	for _, p := range r.MonthPages() {
		if p.Closed || len(p.Reopened) > 0 {
			return Plan{}, Errf(CodeClosed, "%s已经结过账，期初余额不能再改。差错请用年初余额调整的凭证更正。", p.Month.Chinese())
		}
	}
	o, extra, err := openingPlan(r.Chart(), s.Rows)
	if err != nil {
		return Plan{}, err
	}
	if err := openingFits(r, o); err != nil {
		return Plan{}, err
	}
	ch := Put(o)
	if old := r.Opening(); len(old.Rows) > 0 {
		ch = Edit(old, o)
	}
	return Plan{Title: "录入期初余额", Changes: append(extra, ch)}, nil
}

// openingPlan checks opening rows against a chart (nil: a new book's) and
// turns official accounts on that the rows need.
func openingPlan(chart []Account, rows []OpeningRow) (Opening, []Change, error) {
	if chart == nil {
		chart = ChartFor()
	}
	have := map[Code]bool{}
	for _, a := range chart {
		have[a.Code] = true
	}
	var ps Problems
	var extra []Change
	var o Opening
	var dr, cr Money
	net := map[Code]Money{}
	for _, row := range rows {
		row.Restricted = flagOf(Line{Account: row.Code, Restricted: row.Restricted})
		if row.Restricted && (row.Code.Under("401") || row.Code.Under("40301")) {
			ps.Add("opening", string(row.Code), CodeBadValue, "这个科目不是专项资金，请去掉“专项”。")
		}
		if row.Debit == 0 && row.Credit == 0 {
			continue
		}
		std, official := StandardOf(row.Code)
		switch {
		case have[row.Code]:
		case official && std.Listing != AboveLevel:
			have[row.Code] = true
			extra = append(extra, Put(std.Account))
		default:
			ps.Add("opening", string(row.Code), CodeUnknown, "没有这个科目。")
		}
		if row.Debit != 0 && row.Credit != 0 {
			ps.Add("opening", string(row.Code), CodeBadValue, "借方和贷方只能填一边。")
		}
		if row.Debit.Abs() > MaxMoney || row.Credit.Abs() > MaxMoney {
			ps.Add("opening", string(row.Code), CodeTooLarge, "金额超过上限。")
			continue
		}
		dr, cr = dr+row.Debit, cr+row.Credit
		for c := row.Code; c != ""; c = c.Parent() {
			net[c] += row.Debit - row.Credit
		}
		o.Rows = append(o.Rows, row)
	}
	if dr != cr {
		ps.Add("opening", "", CodeUnbalanced, "期初余额借贷不平：借方合计 %s，贷方合计 %s，相差 %s 元。", dr.Grouped(), cr.Grouped(), (dr - cr).Grouped())
	}
	for _, f := range funds() {
		var a Money
		for _, c := range f.assets {
			a += net[c]
		}
		if net["182"] == 0 && a != -net[f.code] {
			ps.Add("opening", string(f.code)+" 资产基金", CodePair, "资产基金（%s）要与%s相等：%s %s 元，%s %s 元。", f.name, f.name, f.name, a.Grouped(), f.code, (-net[f.code]).Grouped())
		}
	}
	slices.SortStableFunc(o.Rows, func(a, b OpeningRow) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return o, extra, ps.Err()
}

// SetMonthFacts notes what is known of a month beside its vouchers: the cash
// count, the bank's balances, payroll and head-count. Nil parts stay as they are.
type SetMonthFacts struct {
	Month   Month
	Cash    *CashCount
	Banks   []BankBalance // nil: as they are
	Payroll *Money
	Heads   *int
}

// Name of the act.
func (SetMonthFacts) Name() string { return "month.facts" }

// Decide refuses closed months.
func (s SetMonthFacts) Decide(r Reader, by Stamp) (Plan, error) {
	old := r.MonthPage(s.Month)
	if err := openMonth(r, s.Month); err != nil {
		return Plan{}, err
	}
	nu := old
	if s.Cash != nil {
		nu.Cash = s.Cash
	}
	if s.Banks != nil {
		nu.Banks = s.Banks
	}
	if s.Payroll != nil {
		nu.Payroll = *s.Payroll
	}
	if s.Heads != nil {
		nu.Heads = *s.Heads
	}
	return Plan{Title: "登记" + s.Month.Chinese() + "盘点与对账", Changes: []Change{Edit(old, nu)}}, nil
}
