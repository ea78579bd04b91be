package ledger

import (
	"fmt"
	"slices"
)

// Decide keys what the returned paper says, line by line.
func (a SignShares) Decide(r Reader, by Stamp) (Plan, error) {
	s, g, err := liveSheet(r, a.Sheet)
	if err != nil {
		return Plan{}, err
	}
	var ps Problems
	switch {
	case s.Kind == ReturnList:
		return Plan{}, Errf(CodeState, "%s是退回单，不用签领。", s.ID)
	case len(a.Marks) == 0:
		ps.Add("marks", "", CodeRequired, "没有要登记的行。")
	case !a.Day.Valid():
		ps.Add("day", "", CodeBadDay, "日期不对，请写成 2026-05-31 这样。")
	}
	p := Plan{Object: fmt.Sprintf("sheet/%d", s.ID)}
	seen := map[int]bool{}
	count := map[Sign]int{}
	for _, m := range a.Marks {
		old, ok := r.Share(s.ID, m.Line)
		if !ok || seen[m.Line] {
			ps.Add("marks", fmt.Sprintf("第 %d 行", m.Line), CodeUnknown, "%s", map[bool]string{true: "同一行登记了两次。", false: s.ID.String() + "没有这一行。"}[ok])
			continue
		}
		seen[m.Line] = true
		nu := a.mark(old, m, &ps)
		if nu.SignedOn != old.SignedOn && nu.Sign == old.Sign && nu.Proxy == old.Proxy {
			nu.SignedOn = old.SignedOn // keyed again, nothing new
		}
		if nu != old {
			p.Changes = append(p.Changes, Edit(old, nu))
			count[nu.Sign]++
		}
	}
	if err := ps.Err(); err != nil {
		return Plan{}, err
	}
	p.Title = fmt.Sprintf("登记回签 %s %s：", s.ID, g.Title) + signWords(count)
	return p, nil
}

// signWords counts what was keyed: 已签 38，未领 2.
func signWords(count map[Sign]int) string {
	out := ""
	for _, x := range Signs() {
		if n := count[x]; n > 0 {
			out += fmt.Sprintf("，%s %d", x.Chinese(), n)
		}
	}
	if out == "" {
		return "没有改动"
	}
	return out[len("，"):]
}

// Signs lists the states of a line in the order they are offered.
func Signs() []Sign { return []Sign{Signed, ByProxy, Uncollected, Transferred, Unsigned} }

// mark gives the line as the paper has it.
func (a SignShares) mark(old Share, m Mark, ps *Problems) Share {
	nu := old
	nu.Sign, nu.Proxy, nu.SignedOn = m.Sign, "", 0
	if note, _ := Clean(m.Note); note != "" {
		nu.Note = note // what the list said stays otherwise
	}
	if m.Sign != Unsigned {
		nu.SignedOn = a.Day
	}
	switch {
	case !slices.Contains(Signs(), m.Sign):
		ps.Add("marks", rowName(old), CodeBadValue, "没有“%s”这种回签。", m.Sign)
	case old.Back != 0:
		ps.Add("marks", rowName(old), CodeState, "已由%s退回，不能再登记回签。", old.Back)
	case m.Sign == ByProxy:
		if nu.Proxy = CleanName(m.Proxy); nu.Proxy == "" {
			ps.Add("marks", rowName(old), CodeRequired, "代领要写明代领人的姓名。")
		} else if nu.Proxy == old.Name {
			ps.Add("marks", rowName(old), CodeSamePerson, "代领人写的是本人；本人签的请登记“已签”。")
		}
	}
	return nu
}
