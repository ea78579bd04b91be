package aid

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptCase marks the form of a case among those that outlive a crash.
const keptCase = "case"

// caseForm is what the form of a case is made of.
type caseForm struct {
	d      *desk.Desk
	id     ledger.CaseID
	old    ledger.Case
	who    *widget.Pick
	opened *widget.Day
	cause  *widget.Choice
	proofs *widget.Input
	file   fileFields
}

// NewCaseForm makes the form that opens a case, with its sensitive part in the
// same act, or changes an old one. The sensitive part of an old case is changed
// where it is looked at.
func NewCaseForm(d *desk.Desk, route screen.CaseForm) screen.Screen {
	c := &caseForm{d: d, id: route.ID}
	f := &page.Form{D: d, Name: "建困难帮扶档案", Keep: keptCase, Hide: privateFields(), Again: route.Kept, Route: map[string]string{"id": strconv.FormatUint(uint64(route.ID), 10)}}
	if k, ok := d.Kept.Load(keptCase); ok && route.Kept {
		c.id = ledger.CaseID(number(k.Route["id"]))
	}
	if c.id != 0 {
		f.Name = "修改 " + c.id.String()
	}
	f.Read = c.read
	f.Build = c.build
	f.Act = c.act
	f.Lines = func() []page.Line {
		if c.id != 0 {
			return nil
		}
		return []page.Line{{Text: "敏感资料可以以后再填；保存以后要看它，须写明原因，每次都有记录。", Look: widget.Muted}}
	}
	if c.id == 0 {
		f.Done = caseSaved
	}
	return f.Make()
}

type caseFacts struct {
	people []page.Person
	old    ledger.Case
}

func (c *caseForm) read(r ledger.Reader) any {
	old, _ := r.Case(c.id)
	return caseFacts{page.People(r, c.d.Today()), old}
}

func (c *caseForm) build(_ *page.Form, got any) []widget.Item {
	g := got.(caseFacts)
	c.old = g.old
	c.who = page.NewPerson(g.people, g.old.Member)
	c.opened = page.NewDay(c.d, c.d.Today())
	if g.old.Opened != 0 {
		c.opened.SetDay(g.old.Opened)
	}
	var options []widget.Option
	causes := ledger.AidCauses()
	if g.old.Cause != "" && !slices.Contains(causes, g.old.Cause) {
		causes = append(causes, g.old.Cause)
	}
	for _, x := range causes {
		options = append(options, widget.Option{Key: x, Text: x})
	}
	c.cause = widget.NewChoice(options...)
	c.cause.SetText(g.old.Cause)
	c.proofs = page.NewText(200, proofText(g.old.Proofs))
	c.proofs.Hint = "空着：按原因列出常用的"
	items := []widget.Item{
		{Name: "member", Label: "会员", Width: 24, Field: c.who, Help: "姓名、拼音或编号；按 F7 看全部"},
		{Name: "opened", Label: "建档日期", Width: 14, Field: c.opened},
		{Name: "cause", Label: "原因类别", Width: 52, Field: c.cause, Help: "只写类别；病情等详情写在敏感资料里"},
		{Name: "proofs", Label: "证明材料", Field: c.proofs, Help: "用顿号隔开；以后在档案里逐项标记已见"},
	}
	if c.id != 0 {
		return items
	}
	c.file = newFileFields(ledger.CaseFile{})
	return append(items, c.file.items()...)
}

func (c *caseForm) act() (ledger.Act, ledger.Problems) {
	a := ledger.SaveCase{Case: ledger.Case{ID: c.id, Member: page.MemberIn(c.who), Opened: page.DayIn(c.opened), Cause: c.cause.Text(), Proofs: proofsOf(c.proofs.Text(), c.old.Proofs)}}
	if c.id != 0 {
		return a, nil
	}
	file, ps := c.file.read()
	if !c.file.blank() {
		a.File, a.Sure = &file, c.file.sure.On
	}
	return a, ps
}

func proofText(ps []ledger.ProofItem) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Name)
	}
	return strings.Join(out, "、")
}

// proofsOf reads a list of papers; those seen before stay seen.
func proofsOf(text string, old []ledger.ProofItem) []ledger.ProofItem {
	var out []ledger.ProofItem
	for _, n := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
		n = strings.TrimSpace(n)
		p := ledger.ProofItem{Name: n}
		if i := slices.IndexFunc(old, func(o ledger.ProofItem) bool { return o.Name == n }); i >= 0 {
			p = old[i]
		}
		if n != "" {
			out = append(out, p)
		}
	}
	return out
}

// caseID is the number in case/5.
func caseID(object string) (id ledger.CaseID) {
	var n uint64
	if _, err := fmt.Sscanf(object, "case/%d", &n); err != nil {
		return 0
	}
	return ledger.CaseID(n)
}
