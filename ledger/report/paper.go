package report

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// The kinds of written pieces; they are the names of their reports too.
const (
	AuditReport = "audit-report"
	AuditPlan   = "audit-plan"
	HandoverDoc = "handover"
)

// PaperTitle is what a kind of written piece is called.
func PaperTitle(kind string) string {
	return map[string]string{AuditReport: "经费审查报告", AuditPlan: "审计通知和计划", HandoverDoc: "移交清册"}[kind]
}

// FrozenPart is the part of a final paper that keeps its figures, so that a
// later change of the book is seen.
const FrozenPart = "figures"

// Section is a part of a written piece: its place, the text it begins with, and
// what the writer should put there. Needed ones must be filled before the paper
// is final.
type Section struct {
	Key, Title, Text, Hint string
	Needed                 bool
}

// Sections lists the parts of a kind of written piece in order (domain rules
// §18.7). Names in 【】 stand for figures, see [PaperFacts].
func Sections(kind string) []Section {
	switch kind {
	case AuditReport:
		return []Section{
			{Key: "mandate", Title: "一、报送对象和审查依据", Needed: true, Text: "【工会名称】会员（代表）大会：\n受会员（代表）大会委托，根据《中华人民共和国工会法》和《中国工会审计条例》，经费审查委员会对【期间】的经费收支和财产管理情况进行了审查，现报告如下。"},
			{Key: "scope", Title: "二、审查范围和方法", Needed: true, Text: "审查范围为【期间】已过账的凭证【凭证张数】张，金额【凭证金额】元。逐张查阅并作记号【已查张数】张；【抽样情况】。同时核对了账簿、报表、银行对账单、现金和实物。"},
			{Key: "income", Title: "三、收入情况", Text: "【期间】收入共【本期收入】元，其中会费收入【会费收入】元，拨缴经费收入【拨缴经费收入】元。"},
			{Key: "spending", Title: "四、支出情况", Text: "【期间】支出共【本期支出】元，其中职工活动支出【职工活动支出】元，维权支出【维权支出】元。收支差额【收支差额】元。"},
			{Key: "balance", Title: "五、结余和财产情况", Text: "期初结转结余【期初结余】元，期末结转结余【期末结余】元。期末资产总计【资产总计】元，其中货币资金【货币资金】元；负债合计【负债合计】元。"},
			{Key: "evaluation", Title: "六、审查评价", Needed: true, Hint: "写总的评价：账是否真实完整，收支是否合规，钱花得是否合适，制度是否落实"},
			{Key: "problems", Title: "七、存在的问题", Text: "审查提出问题【问题个数】个，已销号【已销号】个，尚未销号【未销号】个，见下表。"},
			{Key: "suggestions", Title: "八、建议", Needed: true, Hint: "写给工会委员会的建议；没有就写“无”"},
			{Key: "closing", Title: "九、结语", Text: "以上报告，请审议。"},
		}
	case AuditPlan:
		return []Section{
			{Key: "notice", Title: "一、审计通知", Needed: true, Text: "【工会名称】：\n根据《中华人民共和国工会法》和《中国工会审计条例》，经费审查委员会定于　　年　　月　　日起，对【期间】的经费收支和财产管理情况进行审查，请予配合。"},
			{Key: "focus", Title: "二、审查重点", Text: "收入是否足额、及时入账；支出是否在规定的范围和标准之内；慰问、活动的名单和签收是否真实齐全；票据附件是否齐全；现金、银行存款和财产是否账实相符；以前提出的问题是否整改。"},
			{Key: "method", Title: "三、方法和抽样", Text: "先用程序逐条检查全部凭证，再抽样。抽样的数当着会计和经审双方抽定，按底稿上的办法，任何人可以重抽核对。"},
			{Key: "people", Title: "四、人员和分工", Needed: true, Hint: "写参加审查的人和各自负责的部分"},
			{Key: "time", Title: "五、时间安排", Needed: true, Hint: "写进点、查阅、交换意见、出报告的日子"},
			{Key: "need", Title: "六、请提供的资料", Text: "见下表；标明“请另附”的不在账本里，请备好原件。"},
		}
	}
	return nil
}

// PaperOf finds a written piece: a version, or with 0 the newest one.
func PaperOf(r ledger.Audits, kind string, p ledger.Period, version int) (ledger.Paper, bool) {
	all := PapersOf(r, kind, p)
	for i := len(all) - 1; i >= 0; i-- {
		if version == 0 || all[i].Version == version {
			return all[i], true
		}
	}
	return ledger.Paper{}, false
}

// PapersOf gives the versions of a written piece, the oldest first.
func PapersOf(r ledger.Audits, kind string, p ledger.Period) []ledger.Paper {
	var out []ledger.Paper
	for x := range r.Papers() {
		if x.Kind == kind && x.Period == p {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b ledger.Paper) int { return a.Version - b.Version })
	return out
}

// PartText is the text of a part, "" when it is not there.
func PartText(x ledger.Paper, key string) string {
	for _, p := range x.Parts {
		if p.Key == key {
			return p.Text
		}
	}
	return ""
}

// rawPart is before the key of a part of a final paper as it was written, with
// the names of figures still in it.
const rawPart = "raw-"

// RawPart keeps what was written of a part that a final paper has filled in.
func RawPart(s Section, text string) ledger.PaperPart {
	return ledger.PaperPart{Key: rawPart + s.Key, Title: s.Title + "（原文）", Text: text}
}

// DraftText is the text of a part as it was written, to go on with.
func DraftText(x ledger.Paper, key string) string {
	if raw := PartText(x, rawPart+key); raw != "" {
		return raw
	}
	return PartText(x, key)
}

// Fact is a figure of the book that a text may name as 【Name】.
type Fact struct{ Name, Text string }

// PaperFacts are the figures of a period that texts may name.
func PaperFacts(r ledger.Reader, p ledger.Period) []Fact {
	sum := func(t Trace) string { return Eval(r, &t).Grouped() }
	count := func(n int) string { return fmt.Sprint(n) }
	c := coverOf(r, p)
	open, closed := 0, 0
	for _, f := range findingsIn(r, p) {
		if f.State == ledger.FindingClosed {
			closed++
		} else {
			open++
		}
	}
	return []Fact{
		{"工会名称", r.Unit().Name}, {"期间", p.Chinese()},
		{"期初结余", sum(fundsBefore(r, p))}, {"本期收入", sum(flow(r, CreditNet, p, "4"))}, {"会费收入", sum(flow(r, CreditNet, p, "401"))},
		{"拨缴经费收入", sum(flow(r, CreditNet, p, "402"))}, {"本期支出", sum(flow(r, DebitNet, p, "5"))}, {"职工活动支出", sum(flow(r, DebitNet, p, "501"))},
		{"维权支出", sum(flow(r, DebitNet, p, "504"))}, {"收支差额", sum(flow(r, CreditNet, p, "4", "5"))}, {"期末结余", sum(funds(p.To))},
		{"资产总计", sum(standing(DebitNet, p.To, "1"))}, {"货币资金", sum(standing(DebitNet, p.To, "101", "102"))}, {"负债合计", sum(standing(CreditNet, p.To, "2"))},
		{"净资产合计", sum(standing(CreditNet, p.To, "3", "4", "5"))}, {"应付上级", sum(standing(CreditNet, p.To, "211"))},
		{"会员人数", count(membersOn(r, p.To.Last()))}, {"凭证张数", count(c.all.n)}, {"凭证金额", c.all.sum.Grouped()}, {"已查张数", count(c.ticked.n)},
		{"抽样情况", c.sampleText()}, {"问题个数", count(open + closed)}, {"已销号", count(closed)}, {"未销号", count(open)},
	}
}

// Fill puts figures in place of their names. Names that mean nothing stay as
// they are and are told.
func Fill(text string, facts []Fact) (filled string, unknown []string) {
	var b strings.Builder
	for {
		i := strings.Index(text, "【")
		if i < 0 {
			break
		}
		rest := text[i+len("【"):]
		j := strings.Index(rest, "】")
		if j < 0 {
			break
		}
		name := strings.TrimSpace(rest[:j])
		at := slices.IndexFunc(facts, func(f Fact) bool { return f.Name == name })
		b.WriteString(text[:i])
		if at >= 0 {
			b.WriteString(facts[at].Text)
		} else {
			b.WriteString("【" + rest[:j] + "】")
			unknown = append(unknown, name)
		}
		text = rest[j+len("】"):]
	}
	b.WriteString(text)
	return b.String(), unknown
}

// FreezeFacts writes figures down for a final paper, and MovedFacts names those
// that the book shows otherwise by now.
func FreezeFacts(facts []Fact) string {
	var lines []string
	for _, f := range facts {
		lines = append(lines, f.Name+"="+f.Text)
	}
	return strings.Join(lines, "\n")
}

// MovedFacts names the figures of a final paper that are different now.
func MovedFacts(frozen string, now []Fact) []string {
	var out []string
	for _, l := range strings.Split(frozen, "\n") {
		name, was, ok := strings.Cut(l, "=")
		i := slices.IndexFunc(now, func(f Fact) bool { return f.Name == name })
		if ok && i >= 0 && now[i].Text != was {
			out = append(out, fmt.Sprintf("%s 定稿时 %s，现在 %s", name, was, now[i].Text))
		}
	}
	return out
}

// prose makes a table of paragraphs under one heading.
func prose(key, title, text string) Table {
	t := Table{Columns: []Column{textCol(title, 76)}}
	text = ledger.PlainLines(strings.TrimSpace(text))
	if text == "" {
		text = "（待填写）"
	}
	n := 0
	for _, l := range strings.Split(text, "\n") {
		if strings.TrimSpace(l) == "" {
			continue
		}
		n++
		t.Rows = append(t.Rows, Row{Kind: RowItem, Key: fmt.Sprintf("%s-%d", key, n), Cells: []Cell{Text(l)}})
	}
	return t
}

func membersOn(r ledger.Register, day ledger.Day) (n int) {
	for m := range r.Members() {
		if m.On(day) {
			n++
		}
	}
	return n
}

// wanted is the version that a report of a written piece is asked for.
func wanted(a Args) int {
	if k, n, ok := SplitObject(a.Object); ok && k == OfVersion {
		return int(n)
	}
	return 0
}

// written finds the paper of a report; it is an error to ask for a version that
// does not exist.
func written(r ledger.Reader, kind string, a Args) (ledger.Paper, bool, error) {
	x, ok := PaperOf(r, kind, a.Period, wanted(a))
	if !ok && wanted(a) > 0 {
		return x, false, ledger.Errf(ledger.CodeUnknown, "%s没有第 %d 版%s。", a.Period.Chinese(), wanted(a), PaperTitle(kind))
	}
	return x, ok, nil
}

func versionNote(x ledger.Paper, ok bool) string {
	switch {
	case !ok:
		return "这是程序按账拟的草稿，还没有人保存过。"
	case x.Final:
		return fmt.Sprintf("第 %d 版，%s 于 %s 定稿，账到%s。", x.Version, x.By, ledger.Clock(x.At), headText(x.Head))
	}
	return fmt.Sprintf("第 %d 版草稿，%s 于 %s 保存，还没有定稿。数字按现在的账。", x.Version, x.By, ledger.Clock(x.At))
}

// headText is a head as people are told it.
func headText(head string) string {
	size, root, ok := strings.Cut(head, ":")
	if !ok || len(root) < 16 {
		return "开头"
	}
	return fmt.Sprintf("第 %s 条记录（校验值 %s…）", size, root[:16])
}
