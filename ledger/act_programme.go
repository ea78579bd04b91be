package ledger

import (
	"fmt"
	"slices"
)

func programmeObject(id ProgrammeID) string { return fmt.Sprintf("programme/%d", id) }

// SaveProgramme makes a programme (ID 0) or changes it. Its places come from
// [JoinProgramme] and [LeaveProgramme]; a text in Closed ends it.
type SaveProgramme struct{ Programme Programme }

// Name of the act.
func (SaveProgramme) Name() string { return "programme.save" }

// Decide checks the form.
func (a SaveProgramme) Decide(r Reader, by Stamp) (Plan, error) {
	p := a.Programme
	var ps Problems
	var old Programme
	p.Name, p.Every, p.Note, p.Closed = cleaned(p.Name), cleaned(p.Every), cleaned(p.Note), cleaned(p.Closed)
	if p.ID != 0 {
		var ok bool
		if old, ok = r.Programme(p.ID); !ok {
			return Plan{}, Errf(CodeUnknown, "没有找到这个帮扶项目。")
		}
	}
	p.Places = old.Places
	if p.Name == "" || len([]rune(p.Name)) > 30 {
		ps.Add("name", "", CodeRequired, "请填写项目名称，例如“金秋助学”，最多 30 个字。")
	}
	for x := range r.Programmes() {
		if x.ID != p.ID && x.Name == p.Name && x.Closed == "" {
			ps.Add("name", "", CodeExists, "已经有一个叫“%s”的项目（%s）。", p.Name, x.ID)
		}
	}
	o, ok := OccasionOf(r.Practice(), p.Occasion)
	if !ok {
		ps.Add("occasion", "", CodeRequired, "请选择事由，例如金秋助学、送温暖、遗属补助。")
	}
	p.Occasion = o.ID
	p.Expense = cmpCode(p.Expense, o.Account)
	if x, ok := r.Account(p.Expense); !ok || x.Off || p.Expense.Class() != Expense || !IsLeaf(r.Chart(), p.Expense) {
		ps.Add("expense", "", CodeBadValue, "请选择最末一级的支出科目，例如 50405；代管资金的付款在“代管资金”里登记。")
	}
	checkPart(p.Each, "each", &ps)
	if p.Runs < 0 || p.Runs > 999 {
		ps.Add("runs", "", CodeBadValue, "每人最多的次数应是 0（不限）到 999。")
	}
	if p.Every == "" {
		p.Every = "每年"
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	if p.ID == 0 {
		p.ID = r.LastProgramme() + 1
		return Plan{Title: "建立帮扶项目 " + p.Name, Object: programmeObject(p.ID), Changes: []Change{Put(p)}}, nil
	}
	title := "修改帮扶项目 " + p.Name
	if p.Closed != "" && old.Closed == "" {
		title = "结束帮扶项目 " + p.Name
	}
	return Plan{Title: title, Reason: p.Closed, Object: programmeObject(p.ID), Changes: []Change{Edit(old, p)}}, nil
}

// JoinProgramme gives persons a place each, from their day on.
type JoinProgramme struct {
	Programme ProgrammeID
	Places    []AidPlace
}

// Name of the act.
func (JoinProgramme) Name() string { return "programme.join" }

// Decide refuses a place that somebody has already.
func (a JoinProgramme) Decide(r Reader, by Stamp) (Plan, error) {
	p, err := openProgramme(r, a.Programme)
	if err != nil {
		return Plan{}, err
	}
	if len(a.Places) == 0 {
		return Plan{}, Errf(CodeRequired, "没有选中要加入的人。")
	}
	nu := p
	nu.Places = slices.Clone(p.Places)
	var ps Problems
	for _, x := range a.Places {
		m, ok := r.Member(x.Member)
		if !ok || m.Into != 0 {
			ps.Add("member", "", CodeRequired, "请选择会员。")
			continue
		}
		x.Kin, x.Relation, x.Note = CleanName(x.Kin), cleaned(x.Relation), cleaned(x.Note)
		checkPart(x.Amount, "amount", &ps)
		if x.Amount == 0 && p.Each == 0 {
			ps.Add("amount", m.Name, CodeRequired, "项目没有统一的标准，请填写这个人的金额。")
		}
		if !x.From.Valid() || x.To != 0 && (!x.To.Valid() || x.To < x.From) {
			ps.Add("from", m.Name, CodeBadDay, "起止日期不对。")
		}
		for _, y := range nu.Places {
			if y.Member == x.Member && y.Kin == x.Kin && (y.To == 0 || y.To >= x.From) && (x.To == 0 || x.To >= y.From) {
				ps.Add("member", m.Name, CodeExists, "已经在名单里（%s 起）。", y.From)
			}
		}
		nu.Places = append(nu.Places, x)
	}
	return Plan{Title: fmt.Sprintf("帮扶项目 %s 加入 %d 人", p.Name, len(a.Places)), Object: programmeObject(p.ID), Changes: []Change{Edit(p, nu)}}, ps.Err()
}

func openProgramme(r Aid, id ProgrammeID) (Programme, error) {
	p, ok := r.Programme(id)
	switch {
	case !ok:
		return p, Errf(CodeUnknown, "没有找到这个帮扶项目。")
	case p.Closed != "":
		return p, Errf(CodeState, "“%s”已经结束（%s）。", p.Name, p.Closed)
	}
	return p, nil
}

// LeaveProgramme ends the places of persons. Day is the last day they have a
// place; the day before it began takes the place away as never used.
type LeaveProgramme struct {
	Programme ProgrammeID
	Who       []PlaceKey
	Day       Day
	Why       string
}

// Name of the act.
func (LeaveProgramme) Name() string { return "programme.leave" }

// Decide ends places that are in force.
func (a LeaveProgramme) Decide(r Reader, by Stamp) (Plan, error) {
	p, err := openProgramme(r, a.Programme)
	if err != nil {
		return Plan{}, err
	}
	why := cleaned(a.Why)
	var ps Problems
	if why == "" {
		ps.Add("why", "", CodeRequired, "请写明退出的原因，例如“已毕业”。")
	}
	if !a.Day.Valid() {
		ps.Add("day", "", CodeBadDay, "请填写最后一天，例如 2026-05-31。")
	}
	if len(a.Who) == 0 {
		ps.Add("", "", CodeRequired, "没有选中要退出的人。")
	}
	nu := p
	nu.Places = nil
	found := 0
	for _, x := range p.Places {
		if (x.To == 0 || x.To > a.Day) && slices.Contains(a.Who, PlaceKey{x.Member, x.Kin}) {
			found++
			if a.Day < x.From {
				continue
			}
			x.To, x.Note = a.Day, cmpOr(x.Note, why)
		}
		nu.Places = append(nu.Places, x)
	}
	if len(ps) == 0 && found == 0 {
		ps.Add("", "", CodeState, "选中的人在那一天已经不在名单里。")
	}
	return Plan{Title: fmt.Sprintf("帮扶项目 %s 退出 %d 人", p.Name, found), Reason: why, Object: programmeObject(p.ID), Changes: []Change{Edit(p, nu)}}, ps.Err()
}
