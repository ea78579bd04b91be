package aid

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// fileFields are the fields of the sensitive part of a case.
type fileFields struct {
	income, cost, own *widget.Amount
	house             *widget.Input
	story, address    *widget.Input
	idNumber, card    *widget.Input
	sure              *widget.Check
}

// privateFields are never written to the file of forms in hand.
func privateFields() []string {
	return []string{"income", "cost", "own", "household", "story", "address", "id-number", "card"}
}

func newFileFields(f ledger.CaseFile) fileFields {
	x := fileFields{income: page.NewSum(f.Income), cost: page.NewSum(f.Cost), own: page.NewSum(f.OwnCost), house: page.NewText(400, householdText(f.Household)),
		story: page.NewText(600, f.Story), address: page.NewText(80, f.Address), idNumber: page.NewText(24, f.IDNumber), card: page.NewText(28, f.Card), sure: widget.NewCheck("已与证件、银行卡核对", false)}
	x.idNumber.Fold, x.card.Fold = true, true
	x.house.Hint = "配偶 李某 务工 3000；子 王某 在读"
	return x
}

func (x fileFields) items() []widget.Item {
	return []widget.Item{
		{Label: "敏感资料（另存，查看须写原因）"},
		{Name: "household", Label: "家庭成员", Field: x.house, Help: "关系 姓名 工作 月收入，用空格隔开；人与人用分号隔开"},
		{Name: "income", Label: "家庭年收入", Width: 16, Field: x.income, Help: "全家一年的收入"},
		{Name: "cost", Label: "困难费用", Width: 16, Field: x.cost, Help: "例如医疗总费用"},
		{Name: "own", Label: "自己负担", Width: 16, Same: true, Field: x.own, Help: "报销以后家里自己承担的"},
		{Name: "story", Label: "困难情况", Field: x.story, Help: "原因、病情；不会出现在名单、日志和报表里"},
		{Name: "address", Label: "住址", Field: x.address},
		{Name: "id-number", Label: "身份证号", Width: 24, Field: x.idNumber, Help: "不需要的就不要填"},
		{Name: "card", Label: "收款卡号", Width: 28, Field: x.card, Help: "本人的银行卡；转账要用才填"},
		{Name: "sure", Label: "", Width: 30, Field: x.sure, Help: "号码看上去不对、核对过确实如此时打勾"},
	}
}

// blank reports that nothing was filled in.
func (x fileFields) blank() bool {
	for _, s := range []string{x.income.Text(), x.cost.Text(), x.own.Text(), x.house.Text(), x.story.Text(), x.address.Text(), x.idNumber.Text(), x.card.Text()} {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}

func (x fileFields) read() (ledger.CaseFile, ledger.Problems) {
	var ps ledger.Problems
	f := ledger.CaseFile{Income: page.Sum(x.income), Cost: page.Sum(x.cost), OwnCost: page.Sum(x.own), Story: page.Words(x.story), Address: page.Words(x.address), IDNumber: page.Words(x.idNumber), Card: page.Words(x.card)}
	f.Household = household(x.house.Text(), &ps)
	return f, ps
}

// household reads persons: 关系 姓名 工作 月收入; the last two may be missing.
func household(text string, ps *ledger.Problems) []ledger.HouseholdRow {
	var out []ledger.HouseholdRow
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '；' }) {
		words := strings.Fields(one)
		if len(words) == 0 {
			continue
		}
		if len(words) < 2 {
			ps.Add("household", one, ledger.CodeBadValue, "每个人先写关系，再写姓名，例如“配偶 李某”。")
			continue
		}
		h := ledger.HouseholdRow{Relation: words[0], Name: words[1]}
		rest := words[2:]
		if n := len(rest); n > 0 {
			if m, err := ledger.EvalMoney(rest[n-1]); err == nil {
				h.Income, rest = m, rest[:n-1]
			}
		}
		h.Work = strings.Join(rest, " ")
		out = append(out, h)
	}
	return out
}

func householdText(rows []ledger.HouseholdRow) string {
	var out []string
	for _, h := range rows {
		s := strings.TrimSpace(h.Relation + " " + h.Name + " " + h.Work)
		if h.Income != 0 {
			s += " " + h.Income.String()
		}
		out = append(out, s)
	}
	return strings.Join(out, "；")
}

// fileLines shows the sensitive part.
func fileLines(f ledger.CaseFile) []page.Line {
	add := func(out []page.Line, label, text string) []page.Line {
		if text == "" {
			return out
		}
		return append(out, page.Line{Text: label + "：" + text})
	}
	var out []page.Line
	for _, h := range f.Household {
		text := strings.TrimSpace(h.Relation + " " + h.Name + " " + h.Work)
		if h.Income != 0 {
			text += fmt.Sprintf("，月收入 %s 元", h.Income.Grouped())
		}
		out = add(out, "家庭成员", text)
	}
	money := func(m ledger.Money) string {
		if m == 0 {
			return ""
		}
		return m.Grouped() + " 元"
	}
	out = add(out, "家庭年收入", money(f.Income))
	out = add(out, "困难费用", money(f.Cost))
	out = add(out, "其中自己负担", money(f.OwnCost))
	for i, l := range strings.Split(f.Story, "\n") {
		out = add(out, map[bool]string{true: "困难情况", false: "　　　　"}[i == 0], l)
	}
	out = add(out, "住址", f.Address)
	out = add(out, "身份证号", f.IDNumber)
	out = add(out, "收款卡号", f.Card)
	if len(out) == 0 {
		out = append(out, page.Line{Text: "还没有填写敏感资料。", Look: widget.Muted})
	}
	return out
}

// caseSaved goes to the case, in place of the form.
func caseSaved(r ledger.Receipt) (screen.Action, tea.Cmd) {
	return screen.Many{screen.Notice{Text: r.Title + "，已保存。"}, screen.Replace{Route: screen.CaseView{ID: caseID(r.Object)}}}, nil
}
