package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// Titles of these acts name the case by its number only: the log is read by
// people who need not know whose hardship it is.

func caseObject(id CaseID) string { return fmt.Sprintf("case/%d", id) }

// SaveCase opens a hardship case (Case.ID 0) or changes what it says of itself:
// member, day, cause, proofs. With File the sensitive part is kept in the same
// act. Opinions, approval, publication and state come from their own acts.
type SaveCase struct {
	Case Case
	File *CaseFile // nil: stays as it is
	Sure bool      // the numbers in File were compared with the papers and are kept though they look wrong
}

// Name of the act.
func (SaveCase) Name() string { return "case.save" }

// Decide checks the form.
func (a SaveCase) Decide(r Reader, by Stamp) (Plan, error) {
	c := a.Case
	var ps Problems
	var old Case
	isNew := c.ID == 0
	if isNew {
		c = Case{ID: r.LastCase() + 1, Member: c.Member, Opened: c.Opened, Cause: c.Cause, Proofs: c.Proofs, State: AidOpen, By: by.Operator, Made: by.Time}
	} else {
		var err error
		if old, err = openCase(r, c.ID); err != nil {
			return Plan{}, err
		}
		c = old
		c.Member, c.Opened, c.Cause, c.Proofs = a.Case.Member, a.Case.Opened, a.Case.Cause, a.Case.Proofs
	}
	if m, ok := r.Member(c.Member); !ok || m.Into != 0 {
		ps.Add("member", "", CodeRequired, "请选择会员。")
	}
	if !isNew && old.State == AidApproved && c.Member != old.Member {
		ps.Add("member", "", CodeLocked, "已经批准的档案不能换人。")
	}
	if !c.Opened.Valid() {
		ps.Add("opened", "", CodeBadDay, "请填写建档日期，例如 2026-05-31。")
	}
	if c.Cause, _ = Clean(c.Cause); c.Cause == "" {
		ps.Add("cause", "", CodeRequired, "请选择困难原因的类别，例如“大病”；详情写在敏感资料里。")
	}
	c.Proofs = tidyProofs(c.Proofs)
	if isNew && len(c.Proofs) == 0 {
		c.Proofs = AidProofs(c.Cause)
	}
	p := Plan{Title: "修改困难帮扶档案 " + c.ID.String(), Object: caseObject(c.ID), Changes: []Change{Edit(old, c)}}
	if isNew {
		p.Title, p.Changes = "建立困难帮扶档案 "+c.ID.String(), []Change{Put(c)}
	}
	if a.File != nil {
		p.Changes = append(p.Changes, a.file(r, c.ID, &ps))
	}
	return p, ps.Err()
}

// file keeps the sensitive part.
func (a SaveCase) file(r Aid, id CaseID, ps *Problems) Change {
	f := *a.File
	f.Case = id
	f.Household = nil
	for i, h := range a.File.Household {
		h.Name, h.Relation = CleanName(h.Name), cleaned(h.Relation)
		h.Work = cleaned(h.Work)
		if h == (HouseholdRow{}) {
			continue
		}
		if h.Name == "" {
			ps.Add("household", fmt.Sprintf("第 %d 人", i+1), CodeRequired, "请填写家庭成员的姓名。")
		}
		checkPart(h.Income, "household", ps)
		f.Household = append(f.Household, h)
	}
	f.Story, f.Address = PlainLines(strings.TrimSpace(f.Story)), cleaned(f.Address)
	f.IDNumber, f.Card = foldNumber(f.IDNumber), foldNumber(f.Card)
	checkPart(f.Income, "income", ps)
	checkPart(f.Cost, "cost", ps)
	checkPart(f.OwnCost, "own", ps)
	if f.OwnCost > f.Cost && f.Cost > 0 {
		ps.Add("own", "", CodeBadAmount, "自己负担的不能多于总费用。")
	}
	if !a.Sure {
		*ps = append(*ps, OddNumbers(f)...)
	}
	if old, ok := r.CaseFile(id); ok {
		return Edit(old, f)
	}
	return Put(f)
}

func cleaned(s string) string { s, _ = Clean(s); return s }

func checkPart(m Money, field string, ps *Problems) {
	if m < 0 || m > MaxMoney {
		ps.Add(field, "", CodeBadAmount, "金额不能是负数，也不能超过上限。")
	}
}

// tidyProofs drops empty rows of a checklist.
func tidyProofs(in []ProofItem) []ProofItem {
	var out []ProofItem
	for _, p := range in {
		p.Name, p.Note = cleaned(p.Name), cleaned(p.Note)
		if p.Name != "" && !slices.ContainsFunc(out, func(q ProofItem) bool { return q.Name == p.Name }) {
			out = append(out, p)
		}
	}
	return out
}

// openCase finds a case that may still be changed.
func openCase(r Aid, id CaseID) (Case, error) {
	c, ok := r.Case(id)
	switch {
	case !ok:
		return c, Errf(CodeUnknown, "没有找到这份困难帮扶档案。")
	case c.State == AidClosed:
		return c, Errf(CodeState, "%s 已经结案，不能再改。情况有变化的，请另建一份档案。", id)
	}
	return c, nil
}

func editCase(old, c Case, title string) Plan {
	return Plan{Title: title + " " + c.ID.String(), Object: caseObject(c.ID), Changes: []Change{Edit(old, c)}}
}

// AddOpinion adds what one level said about a case. Earlier opinions stay.
type AddOpinion struct {
	Case    CaseID
	Opinion Opinion
}

// Name of the act.
func (AddOpinion) Name() string { return "case.opinion" }

// Decide checks the opinion.
func (a AddOpinion) Decide(r Reader, by Stamp) (Plan, error) {
	c, err := openCase(r, a.Case)
	if err != nil {
		return Plan{}, err
	}
	o := a.Opinion
	o.Level, o.By, o.Text = cleaned(o.Level), CleanName(o.By), cleaned(o.Text)
	var ps Problems
	if o.Level == "" {
		ps.Add("level", "", CodeRequired, "请写明是哪一级的意见，例如“工会小组”。")
	}
	if o.By == "" {
		ps.Add("by", "", CodeRequired, "请写明是谁的意见。")
	}
	if o.Text == "" {
		ps.Add("text", "", CodeRequired, "请写意见，例如“情况属实，同意上报”。不要写病情。")
	}
	if !o.Day.Valid() || o.Day < c.Opened {
		ps.Add("day", "", CodeBadDay, "日期不对，或早于建档日期 %s。", c.Opened)
	}
	nu := c
	nu.Opinions = append(slices.Clone(c.Opinions), o)
	return editCase(c, nu, "登记帮扶意见"), ps.Err()
}

// ApproveCase says yes with an amount and the minute, or no with the reason. An
// approved case may be approved again with another amount while it is open.
type ApproveCase struct {
	Case     CaseID
	Approved Approval
	Amount   Money
	Refuse   bool
	Why      string // of a refusal
}

// Name of the act.
func (ApproveCase) Name() string { return "case.approve" }

// Decide checks the decision.
func (a ApproveCase) Decide(r Reader, by Stamp) (Plan, error) {
	c, err := openCase(r, a.Case)
	if err != nil {
		return Plan{}, err
	}
	nu := c
	var ps Problems
	nu.Approved = cleanApproval(a.Approved)
	if nu.Approved.By == "" {
		ps.Add("by", "", CodeRequired, "请写明是谁批准（或不批准）的。")
	}
	if !nu.Approved.Day.Valid() || nu.Approved.Day < c.Opened {
		ps.Add("day", "", CodeBadDay, "日期不对，或早于建档日期 %s。", c.Opened)
	}
	paid := PaidOf(r, c.ID)
	if a.Refuse {
		nu.State, nu.Amount, nu.Why = AidRefused, 0, cleaned(a.Why)
		if nu.Why == "" {
			ps.Add("why", "", CodeRequired, "请写明不批准的原因。")
		}
		if paid != 0 {
			ps.Add("", "", CodeState, "已经发放了 %s 元，不能改为不批准。", paid.Grouped())
		}
		return editCase(c, nu, "不批准困难帮扶"), ps.Err()
	}
	nu.State, nu.Amount, nu.Why = AidApproved, a.Amount, ""
	checkSum(a.Amount, "amount", &ps)
	if a.Amount > 0 && a.Amount < paid {
		ps.Add("amount", "", CodeBadAmount, "已经发放了 %s 元，批准的金额不能更少。", paid.Grouped())
	}
	if nu.Approved.Minute == "" {
		ps.Add("minute", "", CodeRequired, "请填写会议纪要的编号；没有开会的写批准文件或审批单的编号。")
	}
	return editCase(c, nu, "批准困难帮扶"), ps.Err()
}

// HangCase notes the publication of the result: from when to when, where, and
// later what was heard. It says nothing of what hung.
type HangCase struct {
	Case CaseID
	Hung Publication
}

// Name of the act.
func (HangCase) Name() string { return "case.hang" }

// Decide checks the period.
func (a HangCase) Decide(r Reader, by Stamp) (Plan, error) {
	c, err := openCase(r, a.Case)
	if err != nil {
		return Plan{}, err
	}
	if c.State != AidApproved {
		return Plan{}, Errf(CodeState, "%s 还没有批准，批准以后才公示。", c.ID)
	}
	h := a.Hung
	h.Place, h.Heard = cleaned(h.Place), cleaned(h.Heard)
	var ps Problems
	if !h.From.Valid() || h.From < c.Opened {
		ps.Add("from", "", CodeBadDay, "公示开始的日期不对，或早于建档日期 %s。", c.Opened)
	}
	if !h.To.Valid() || h.To < h.From {
		ps.Add("to", "", CodeBadDay, "公示结束的日期不对，或早于开始的日期。")
	}
	if h.Place == "" {
		ps.Add("place", "", CodeRequired, "请写明公示的地点，例如“教工之家公示栏”。")
	}
	nu := c
	nu.Hung = h
	return editCase(c, nu, "登记帮扶公示"), ps.Err()
}

// CloseCase ends a case: help is given, or is not needed any more.
type CloseCase struct {
	Case CaseID
	Why  string
}

// Name of the act.
func (CloseCase) Name() string { return "case.close" }

// Decide wants a reason.
func (a CloseCase) Decide(r Reader, by Stamp) (Plan, error) {
	c, err := openCase(r, a.Case)
	if err != nil {
		return Plan{}, err
	}
	nu := c
	nu.State, nu.Why = AidClosed, cleaned(a.Why)
	if nu.Why == "" {
		return Plan{}, &Error{Code: CodeRequired, Problems: []Problem{{"why", "", CodeRequired, "请写明结案的原因，例如“补助已发放”。"}}}
	}
	p := editCase(c, nu, "困难帮扶结案")
	p.Reason = nu.Why
	return p, nil
}

// OpenCaseFile is the deliberate look at the sensitive part of a case. It changes
// nothing; its trace is the log entry with who looked, when and why.
type OpenCaseFile struct {
	Case CaseID
	Why  string
}

// Name of the act.
func (OpenCaseFile) Name() string { return "case.open" }

// Decide wants a case and a reason.
func (a OpenCaseFile) Decide(r Reader, by Stamp) (Plan, error) {
	c, ok := r.Case(a.Case)
	why := cleaned(a.Why)
	switch {
	case !ok:
		return Plan{}, Errf(CodeUnknown, "没有找到这份困难帮扶档案。")
	case why == "":
		return Plan{}, Errf(CodeRequired, "请写明为什么要看，例如“核对收款账号”。")
	}
	return Plan{Title: "查看敏感资料 " + c.ID.String(), Reason: why, Object: caseObject(c.ID)}, nil
}
