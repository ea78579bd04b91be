package ledger

import (
	"fmt"
	"slices"
)

// Enter takes a voucher into the book: as a draft, or (Post) reviewed and
// posted at once. Posting at once needs a Reviewer other than the operator, or
// single-person mode. With ID set an existing draft is replaced.
type Enter struct {
	Voucher  Voucher
	Post     bool
	Reviewer string
}

// Name of the act.
func (Enter) Name() string { return "voucher.enter" }

// Posts reports whether the act posts on the way.
func (e Enter) Posts() bool { return e.Post }

// Decide makes the draft, and posts it if asked.
func (e Enter) Decide(r Reader, by Stamp) (Plan, error) {
	v := e.Voucher
	v.anew(by)
	var old *Voucher
	if v.ID != 0 {
		o, ok := r.Voucher(v.ID)
		switch {
		case !ok:
			return Plan{}, Errf(CodeUnknown, "没有找到这张草稿。")
		case o.State != Draft:
			return Plan{}, Errf(CodeState, "%s%s，不能修改。", o.Ref(), o.State.Chinese())
		case o.Source == "dues":
			return Plan{}, Errf(CodeState, "这张凭证由会费登记生成，请作废后在会费登记里重做。")
		case o.Source == "gift":
			return Plan{}, Errf(CodeState, "这张凭证由慰问名单生成，请在那里修改名单，或作废这张草稿后为签领表重新记账。")
		case o.Source == stockSource:
			return Plan{}, Errf(CodeState, "这张凭证由库存登记生成，请作废后在库存里重做。")
		case o.Source == fundSource || o.Source == loanSource:
			return Plan{}, Errf(CodeState, "这张凭证由代管资金或借款登记生成，请作废后在那里重做。")
		}
		v.Source, v.Reverses, v.Corrects = o.Source, o.Reverses, o.Corrects
		if v.Reverses != 0 && !sameEntries(v.Lines, o.Lines) {
			return Plan{}, Errf(CodeState, "%s是冲销凭证，科目和金额要与原凭证一致，不能改。冲错了请作废，再重新冲销。", o.Ref())
		}
		old = &o
	} else {
		v.ID = r.LastVoucher() + 1
	}
	if err := tidyVoucher(r, &v); err != nil {
		return Plan{}, err
	}
	if err := sheetsFit(r, &v); err != nil {
		return Plan{}, err
	}
	plan := Plan{Title: "录入凭证：" + v.Summary(), Voucher: v.ID}
	var follows []Change
	if e.Post {
		if err := postNow(r, by, e.Reviewer, &v, 0); err != nil {
			return Plan{}, err
		}
		plan.Title = "录入并过账 " + v.Ref() + "：" + v.Summary()
		var err error
		if follows, err = listsWrittenOff(r, []Voucher{v}); err != nil {
			return Plan{}, err
		}
	}
	if old != nil {
		plan.Changes = append([]Change{Edit(*old, v)}, follows...)
	} else {
		plan.Changes = append([]Change{Put(v)}, follows...)
	}
	return plan, nil
}

// anew clears what a voucher from outside must not bring along: links, names
// and the state come from the acts alone.
func (v *Voucher) anew(by Stamp) {
	v.Lines = slices.Clone(v.Lines)
	v.Maker, v.Reviewer, v.Poster = by.Operator, "", ""
	v.State, v.Number, v.Reverses, v.Corrects = Draft, 0, 0, 0
	if v.Source != "import" {
		v.Source = ""
	}
}

// sameEntries reports whether two vouchers book the same; texts may differ.
func sameEntries(a, b []Line) bool {
	return slices.EqualFunc(a, b, func(x, y Line) bool {
		x.Summary, y.Summary = "", ""
		return x == y
	})
}

// tidyVoucher cleans texts, sets word and the flags that follow from accounts,
// and refuses what may not even be a draft: a wrong or closed month.
func tidyVoucher(r Reader, v *Voucher) error {
	if !v.Day.Valid() {
		return &Error{Code: CodeBadDay, Problems: []Problem{{"day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。"}}}
	}
	if err := openMonth(r, v.Month()); err != nil {
		return &Error{Code: CodeClosed, Problems: []Problem{{"day", "", CodeClosed, err.Error()}}}
	}
	v.Payee, _ = Clean(v.Payee)
	v.NoPaper, _ = Clean(v.NoPaper)
	for i := range v.Lines {
		l := &v.Lines[i]
		l.Summary, _ = Clean(l.Summary)
		if v.Reverses == 0 {
			l.Restricted = flagOf(*l)
		}
	}
	if v.Closing() {
		return Errf(CodeBadValue, "凭证字“结”只用于结账时自动生成的结转凭证。")
	}
	if v.Word == "" || v.Reverses == 0 && r.Unit().Words == OneWord {
		v.Word = WordFor(r.Unit().Words, v.Lines)
	}
	if v.Papers < 0 {
		return Errf(CodeBadValue, "附件张数不能是负数。")
	}
	return onlyThroughFund(r, v)
}

// flagOf is the 专项 flag that follows from the account where there is no choice:
// 结转 is restricted money, 结余 is not.
func flagOf(l Line) bool {
	switch {
	case l.Account.Under("40302"), l.Account.Under("321"):
		return true
	case l.Account.Under("322"):
		return false
	}
	return l.Restricted
}

// postNow reviews and posts v in one go; after is how many vouchers of the same
// month and word were numbered before it in this act.
func postNow(r Reader, by Stamp, reviewer string, v *Voucher, after int) error {
	if reviewer == "" {
		reviewer = by.Operator
	}
	if err := mayReview(r, v, reviewer); err != nil {
		return err
	}
	if err := CheckVoucher(v, r.Chart(), r.Unit().Words).Err(); err != nil {
		return err
	}
	v.Reviewer = reviewer
	giveNumber(r, by, v, after)
	return nil
}

func giveNumber(r Reader, by Stamp, v *Voucher, after int) {
	v.Number = r.LastNumber(v.Month(), v.Word) + 1 + after
	v.State, v.Poster = Posted, by.Operator
}

// mayReview holds maker ≠ reviewer and the reviewer's role.
func mayReview(r Pages, v *Voucher, who string) error {
	p, ok := PersonNamed(r, who)
	if !ok {
		return Errf(CodeRole, "账本里没有登记“%s”这个人，不能作审核人。", who)
	}
	if r.Unit().Single && !p.OnlyAudits() {
		return nil
	}
	if who == v.Maker {
		return Errf(CodeSamePerson, "制单人“%s”不能审核自己的凭证。请由另一人审核；只有一个人记账的，请在“单位资料”里改成单人模式。", who)
	}
	if !p.Is(Reviewer) && !p.Is(Chair) {
		return Errf(CodeRole, "“%s”没有审核职责，请由审核或主席审核。", who)
	}
	return nil
}

// Review passes drafts as checked by a second person.
type Review struct{ IDs []VoucherID }

// Name of the act.
func (Review) Name() string { return "voucher.review" }

// Decide checks each draft in full.
func (a Review) Decide(r Reader, by Stamp) (Plan, error) {
	return eachVoucher(r, a.IDs, "审核", func(v *Voucher) error {
		if v.State != Draft {
			return Errf(CodeState, "%s，不用审核。", v.State.Chinese())
		}
		if err := mayReview(r, v, by.Operator); err != nil {
			return err
		}
		if err := CheckVoucher(v, r.Chart(), r.Unit().Words).Err(); err != nil {
			return err
		}
		v.State, v.Reviewer = Reviewed, by.Operator
		return nil
	})
}

// Return sends reviewed vouchers back to the maker as drafts.
type Return struct {
	IDs    []VoucherID
	Reason string
}

// Name of the act.
func (Return) Name() string { return "voucher.return" }

// Decide returns what is reviewed and not yet posted.
func (a Return) Decide(r Reader, by Stamp) (Plan, error) {
	p, err := eachVoucher(r, a.IDs, "退回", func(v *Voucher) error {
		if v.State != Reviewed {
			return Errf(CodeState, "%s，不能退回。", v.State.Chinese())
		}
		v.State, v.Reviewer = Draft, ""
		return nil
	})
	p.Reason = a.Reason
	return p, err
}

// Post books reviewed vouchers and gives them their numbers, in the order
// given. In single-person mode drafts are reviewed on the way.
type Post struct{ IDs []VoucherID }

// Name of the act.
func (Post) Name() string { return "voucher.post" }

// Decide numbers the vouchers.
func (a Post) Decide(r Reader, by Stamp) (Plan, error) {
	type series struct {
		m Month
		w Word
	}
	given := map[series]int{}
	var posted []Voucher
	p, err := eachVoucher(r, a.IDs, "过账", func(v *Voucher) error {
		if v.State == Draft && r.Unit().Single {
			v.State, v.Reviewer = Reviewed, by.Operator
		}
		if v.State != Reviewed {
			return Errf(CodeState, "还没有审核，不能过账。")
		}
		if err := openMonth(r, v.Month()); err != nil {
			return err
		}
		if err := CheckVoucher(v, r.Chart(), r.Unit().Words).Err(); err != nil {
			return err
		}
		s := series{v.Month(), v.Word}
		giveNumber(r, by, v, given[s])
		given[s]++
		posted = append(posted, *v)
		return nil
	})
	if err != nil {
		return Plan{}, err
	}
	follows, err := listsWrittenOff(r, posted)
	p.Changes = append(p.Changes, follows...)
	return p, err
}

// eachVoucher runs step over the vouchers and collects the changes; one
// failure stops all.
func eachVoucher(r Reader, ids []VoucherID, what string, step func(*Voucher) error) (Plan, error) {
	if len(ids) == 0 {
		return Plan{}, Errf(CodeRequired, "没有选中凭证。")
	}
	var p Plan
	seen := map[VoucherID]bool{}
	for _, id := range ids {
		old, ok := r.Voucher(id)
		if seen[id] {
			return Plan{}, Errf(CodeExists, "%s选了两次。", old.Ref())
		}
		seen[id] = true
		if !ok {
			return Plan{}, Errf(CodeUnknown, "没有找到第 %d 号草稿。", id)
		}
		v := old
		if err := step(&v); err != nil {
			return Plan{}, fmt.Errorf("%s：%w", old.Ref(), err)
		}
		p.Changes = append(p.Changes, Edit(old, v))
		p.Voucher = id
		p.Title = what + " " + v.Ref() + "：" + v.Summary()
	}
	if len(ids) > 1 {
		p.Title = fmt.Sprintf("%s凭证 %d 张", what, len(ids))
	}
	return p, nil
}

// VoidDraft takes a draft out of the way. It stays in the book, marked void,
// with its reason; payments tied to it are undone, lists tied to it stay and
// wait for another voucher.
type VoidDraft struct {
	ID     VoucherID
	Reason string
}

// Name of the act.
func (VoidDraft) Name() string { return "voucher.void" }

// Decide voids what has no number yet.
func (a VoidDraft) Decide(r Reader, by Stamp) (Plan, error) {
	old, ok := r.Voucher(a.ID)
	if !ok || old.State == Void || old.State == Posted {
		return Plan{}, Errf(CodeState, "只有没过账的凭证可以作废；已过账的请用红字冲销。")
	}
	v := old
	v.State = Void
	p := Plan{Title: "作废 " + old.Ref() + "：" + old.Summary(), Reason: a.Reason, Voucher: a.ID, Changes: []Change{Edit(old, v)}}
	for pay := range r.Payments(a.ID) {
		p.Changes = append(p.Changes, Drop(pay))
	}
	undone, err := aidVoided(r, &old, a.Reason)
	p.Changes = append(append(p.Changes, undone...), unbooked(r, a.ID)...)
	if err == nil {
		err = stockSound(r, p.Changes)
	}
	return p, err
}

// SetEvidence says what proves a voucher now: paper count, files, or why none
// is needed. It is possible after posting, even after the close.
type SetEvidence struct{ Evidence Evidence }

// Name of the act.
func (SetEvidence) Name() string { return "voucher.evidence" }

// Decide keeps files that were attached once.
func (a SetEvidence) Decide(r Reader, by Stamp) (Plan, error) {
	v, ok := r.Voucher(a.Evidence.Voucher)
	if !ok || v.State == Void {
		return Plan{}, Errf(CodeUnknown, "没有找到这张凭证。")
	}
	old := r.Evidence(v.ID)
	if a.Evidence.Papers < 0 {
		return Plan{}, Errf(CodeBadValue, "附件张数不能是负数。")
	}
	for _, f := range old.Files {
		if v.State == Posted && !slices.ContainsFunc(a.Evidence.Files, func(g File) bool { return g.Hash == f.Hash }) {
			return Plan{}, Errf(CodeState, "%s 已过账，附件“%s”只能增加，不能拿掉。", v.Ref(), f.Name)
		}
	}
	return Plan{Title: "登记附件 " + v.Ref(), Voucher: v.ID, Changes: []Change{Edit(old, a.Evidence)}}, nil
}
