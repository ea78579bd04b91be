package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huizhang/ledger"
)

// Of is a kind of thing that a report may be asked about by [Args.Object].
type Of string

// The kinds; an object is written kind/number: sheet/12.
const (
	OfSheet  Of = "sheet"
	OfGift   Of = "gift"
	OfEvent  Of = "event"
	OfMember Of = "member"
	OfCase   Of = "case"
	OfFund   Of = "fund"
	OfAid    Of = "programme"
	OfSample Of = "sample"
	// OfVersion is a version of a written piece: version/2.
	OfVersion Of = "version"
)

// Chinese names the kind.
func (k Of) Chinese() string {
	switch k {
	case OfSheet:
		return "签领表"
	case OfGift:
		return "慰问"
	case OfEvent:
		return "活动"
	case OfMember:
		return "会员"
	case OfCase:
		return "帮扶档案"
	case OfFund:
		return "代管资金"
	case OfAid:
		return "帮扶项目"
	case OfSample:
		return "抽样"
	case OfVersion:
		return "版本"
	}
	return string(k)
}

// mark is the sign before the number as people see it.
func (k Of) mark() string {
	switch k {
	case OfSheet:
		return "签"
	case OfGift:
		return "慰"
	case OfEvent:
		return "活"
	case OfCase:
		return "困"
	case OfFund:
		return "代"
	case OfAid:
		return "项"
	case OfSample:
		return "抽"
	case OfVersion:
		return "版"
	}
	return ""
}

// Object writes what a report is asked about.
func Object(k Of, id uint64) string { return fmt.Sprintf("%s/%d", k, id) }

// about is how people see an object: 签-0012, a member's name and number.
func about(r ledger.Register, object string) string {
	k, id, ok := SplitObject(object)
	switch {
	case !ok:
		return ""
	case k == OfSheet:
		return ledger.SheetID(id).String()
	case k == OfMember:
		m, _ := r.Member(ledger.MemberID(id))
		return m.Name + m.No
	case k.mark() == "":
		return ""
	}
	return fmt.Sprintf("%s-%d", k.mark(), id)
}

// SplitObject reads an object back; ok is false for what is none.
func SplitObject(s string) (k Of, id uint64, ok bool) {
	kind, number, found := strings.Cut(s, "/")
	id, err := strconv.ParseUint(number, 10, 64)
	return Of(kind), id, found && err == nil && id > 0
}

// ParseObject reads what a person types to say which thing a report is about:
// 12, 签-0012, sheet/12; members by number or name. A plain number is of the
// report's first kind.
func (rep Report) ParseObject(r ledger.Reader, text string) (string, error) {
	text, _ = ledger.Clean(ledger.FoldWidth(text))
	text = strings.TrimSpace(text)
	if len(rep.Of) == 0 {
		return "", ledger.Errf(ledger.CodeBadValue, "%s不用指定编号。", rep.Title)
	}
	if k, _, ok := SplitObject(text); ok && slices.Contains(rep.Of, k) {
		return text, nil
	}
	for _, k := range rep.Of {
		if number, ok := strings.CutPrefix(text, k.mark()+"-"); ok && k.mark() != "" {
			text = number
		} else if k != rep.Of[0] {
			continue
		}
		if k == OfMember {
			return memberNamed(r, text)
		}
		if id, err := strconv.ParseUint(text, 10, 64); err == nil && id > 0 {
			return Object(k, id), nil
		}
	}
	return "", ledger.Errf(ledger.CodeUnknown, "看不懂“%s”。请写%s的编号，例如 %s。", text, rep.Of[0].Chinese(), rep.Of.example())
}

// Kinds are the kinds of things a report may be asked about, the usual one first.
type Kinds []Of

func (ks Kinds) example() string {
	var out []string
	for _, k := range ks {
		switch k {
		case OfMember:
			out = append(out, "0012 或姓名")
		case OfSheet:
			out = append(out, "签-0012")
		default:
			out = append(out, k.mark()+"-3")
		}
	}
	return strings.Join(out, "、")
}

// memberNamed finds one member by number or by a name that only one bears.
func memberNamed(r ledger.Register, text string) (string, error) {
	if id, ok := r.MemberByNo(text); ok {
		return Object(OfMember, uint64(id)), nil
	}
	var found []ledger.Member
	for m := range r.Members() {
		if m.Name == ledger.CleanName(text) && m.Into == 0 {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 1:
		return Object(OfMember, uint64(found[0].ID)), nil
	case 0:
		return "", ledger.Errf(ledger.CodeUnknown, "名册里没有“%s”。请写会员的编号或姓名。", text)
	}
	var who []string
	for _, m := range found {
		who = append(who, strings.TrimSpace(m.No+" "+m.Group))
	}
	return "", ledger.Errf(ledger.CodeBadValue, "有 %d 位“%s”，请写编号：%s。", len(found), text, strings.Join(who, "，"))
}

// object checks what was asked for against what the report takes.
func (rep Report) object(a Args) error {
	if a.Object == "" {
		if rep.NeedsObject {
			return ledger.Errf(ledger.CodeRequired, "%s要指定是哪一个：请写%s的编号，例如 %s。", rep.Title, rep.Of[0].Chinese(), rep.Of.example())
		}
		return nil
	}
	if k, _, ok := SplitObject(a.Object); !ok || !slices.Contains(rep.Of, k) {
		return ledger.Errf(ledger.CodeUnknown, "%s里没有“%s”。", rep.Title, ledger.Plain(a.Object))
	}
	return nil
}
