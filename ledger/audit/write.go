package audit

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// SavePaper keeps a written piece of the audit committee: each time a new
// version, so that none is lost. A final one keeps its text with the figures
// filled in, and the figures beside it.
type SavePaper struct {
	Kind   string // report.AuditReport, report.AuditPlan
	Period ledger.Period
	Parts  []ledger.PaperPart // by the keys of report.Sections
	Final  bool
}

// Name of the act.
func (SavePaper) Name() string { return "paper.audit" }

// longest is how many characters a part may have.
const longest = 5000

// Decide makes the next version.
func (a SavePaper) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	sections := report.Sections(a.Kind)
	if len(sections) == 0 {
		return ledger.Plan{}, ledger.Errf(ledger.CodeBadValue, "没有这种审计文书。")
	}
	var ps ledger.Problems
	checkSpan(r, a.Period, &ps)
	facts := []report.Fact{}
	if a.Final && len(ps) == 0 {
		facts = report.PaperFacts(r, a.Period)
	}
	x := ledger.Paper{Kind: a.Kind, Period: a.Period, Title: report.PaperTitle(a.Kind), By: by.Operator, At: by.Time, Final: a.Final, Head: r.Head().String()}
	for _, s := range sections {
		text := tidyLines(s.Key, report.PartText(ledger.Paper{Parts: a.Parts}, s.Key), longest, &ps)
		if a.Final {
			if s.Needed && text == "" {
				ps.Add(s.Key, s.Title, ledger.CodeRequired, "这一部分还没有写，不能定稿。")
			}
			raw := text
			if text, _ = report.Fill(raw, facts); text != raw {
				x.Parts = append(x.Parts, report.RawPart(s, raw))
			}
		}
		x.Parts = append(x.Parts, ledger.PaperPart{Key: s.Key, Title: s.Title, Text: text})
	}
	for _, p := range a.Parts {
		if !slices.ContainsFunc(sections, func(s report.Section) bool { return s.Key == p.Key }) {
			ps.Add(p.Key, p.Title, ledger.CodeBadValue, "%s没有这一部分。", x.Title)
		}
	}
	if a.Final && a.Kind == report.AuditReport && a.Period.To.Valid() && !r.MonthPage(a.Period.To).Closed {
		ps.Add("", "", ledger.CodeState, "%s还没有结账，数字还会变，报告不能定稿。可以先存草稿。", a.Period.To.Chinese())
	}
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	if a.Final {
		x.Parts = append(x.Parts, ledger.PaperPart{Key: report.FrozenPart, Title: "定稿时的数字", Text: report.FreezeFacts(facts)})
	}
	return keepPaper(r, x)
}

// keepPaper puts a paper as the version after the newest one, unless nothing
// has changed since.
func keepPaper(r ledger.Reader, x ledger.Paper) (ledger.Plan, error) {
	old, ok := report.PaperOf(r, x.Kind, x.Period, 0)
	if ok && samePaper(old, x) {
		return ledger.Plan{}, ledger.Errf(ledger.CodeState, "与第 %d 版一样，没有改动，不用再存。", old.Version)
	}
	x.Version = old.Version + 1
	word := "草稿"
	if x.Final {
		word = "定稿"
	}
	return ledger.Plan{Title: fmt.Sprintf("%s %s 第 %d 版（%s）", x.Title, x.Period.Chinese(), x.Version, word), Object: fmt.Sprintf("paper/%s/%s/%d", x.Kind, x.Period, x.Version),
		Changes: []ledger.Change{ledger.Put(x)}}, nil
}

// samePaper compares what people wrote, not who and when.
func samePaper(a, b ledger.Paper) bool {
	return a.Final == b.Final && a.From == b.From && a.To == b.To && a.Watched == b.Watched && slices.Equal(a.Parts, b.Parts) && slices.Equal(a.Cash, b.Cash)
}

// checkSpan holds a period against the book.
func checkSpan(r ledger.Reader, p ledger.Period, ps *ledger.Problems) {
	switch {
	case !p.From.Valid() || !p.To.Valid() || p.To < p.From:
		ps.Add("period", "", ledger.CodeBadDay, "请选择期间，例如 2026 或 2026-05。")
	case p.To < r.Unit().Start:
		ps.Add("period", "", ledger.CodeBadDay, "账本从%s开始，没有%s的账。", r.Unit().Start.Chinese(), p.Chinese())
	}
}

// tidyLines cleans a text of several lines and holds its length.
func tidyLines(field, s string, most int, ps *ledger.Problems) string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
	for i := range lines {
		lines[i], _ = ledger.Clean(lines[i])
	}
	s = strings.TrimSpace(strings.Join(lines, "\n"))
	if n := len([]rune(s)); n > most {
		ps.Add(field, "", ledger.CodeTooLarge, "这一部分最多写 %d 个字，现在有 %d 个。", most, n)
	}
	return s
}

// SaveHandover keeps a hand-over list (移交清册): each time a new version. A
// final one writes down what the book says at that moment, and what is open.
type SaveHandover struct {
	Period            ledger.Period // a month
	From, To, Watched string        // who gives, who takes, who watches
	Cash              []ledger.NoteCount
	Banks             map[ledger.Code]ledger.Money // balances of the bank's own statements
	Why, BankWhy      string                       // of a difference in cash, at a bank
	Things, Remarks   string                       // what else is handed over
	Final             bool
}

// Name of the act.
func (SaveHandover) Name() string { return "paper.handover" }

// Decide makes the next version. It is final only with all three names and
// nothing counted otherwise than the book without a word about it.
func (a SaveHandover) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	var ps ledger.Problems
	checkSpan(r, a.Period, &ps)
	if !a.Period.IsMonth() {
		ps.Add("period", "", ledger.CodeBadValue, "移交清册按月做，请选择移交的那个月。")
	}
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	state := report.Handing(r, a.Period)
	x := ledger.Paper{Kind: report.HandoverDoc, Period: a.Period, Title: report.PaperTitle(report.HandoverDoc), By: by.Operator, At: by.Time, Final: a.Final,
		From: person("from", a.From, &ps), To: person("to", a.To, &ps), Watched: person("watched", a.Watched, &ps), Head: r.Head().String()}
	a.names(r, x, &ps)
	x.Cash = a.notes(&ps)
	why, bankWhy := tidy("why", a.Why, 200, false, &ps), tidy("bank-why", a.BankWhy, 200, false, &ps)
	put := func(key, title, text string) {
		if text != "" {
			x.Parts = append(x.Parts, ledger.PaperPart{Key: key, Title: title, Text: text})
		}
	}
	differ := false
	for _, b := range state.Banks {
		told, ok := a.Banks[b.Account.Code]
		if ok {
			put("bank-"+string(b.Account.Code), b.Account.Title()+" 对账单余额", told.String())
			differ = differ || told != b.Book
		} else if a.Final && b.Book != 0 {
			ps.Add("bank-"+string(b.Account.Code), b.Account.Title(), ledger.CodeRequired, "请填写对账单余额（账面 %s 元）。", b.Book.Grouped())
		}
	}
	put("why", "现金差额说明", why)
	put("bank-why", "银行差额说明", bankWhy)
	put("things", "移交的物品和资料", tidyLines("things", a.Things, 2000, &ps))
	put("remarks", "其他说明", tidyLines("remarks", a.Remarks, 2000, &ps))
	if counted := report.CountedCash(x.Cash); a.Final && counted != state.Cash && why == "" {
		ps.Add("why", "", ledger.CodeRequired, "清点 %s 元，账面 %s 元，相差 %s 元。请写明原因，或重新清点。", counted.Grouped(), state.Cash.Grouped(), (counted - state.Cash).Grouped())
	}
	if a.Final && differ && bankWhy == "" {
		ps.Add("bank-why", "", ledger.CodeRequired, "对账单余额与账面不一致，请写明原因，例如“已开支票，对方未取款”。")
	}
	if err := ps.Err(); err != nil {
		return ledger.Plan{}, err
	}
	if a.Final {
		x.Parts = append(x.Parts, report.OpenParts(state)...)
	}
	return keepPaper(r, x)
}

func person(field, name string, ps *ledger.Problems) string {
	name = ledger.CleanName(name)
	if len([]rune(name)) > 20 {
		ps.Add(field, "", ledger.CodeTooLarge, "姓名最多 20 个字。")
	}
	return name
}

// names: a final list names three different people.
// Who gives and who takes keep this book and are registered in it; who watches
// may come from elsewhere.
func (a SaveHandover) names(r ledger.Pages, x ledger.Paper, ps *ledger.Problems) {
	for _, p := range []struct{ field, name, what string }{{"from", x.From, "移交人"}, {"to", x.To, "接交人"}, {"watched", x.Watched, "监交人"}} {
		if a.Final && p.name == "" {
			ps.Add(p.field, "", ledger.CodeRequired, "请填写%s。", p.what)
			continue
		}
		if a.Final && p.field != "watched" && !slices.ContainsFunc(r.People(), func(k ledger.Person) bool { return k.Name == p.name }) {
			ps.Add(p.field, "", ledger.CodeUnknown, "人员里没有“%s”。请写全名；新来的先到“设置”的“人员”里登记，再定稿。", p.name)
		}
	}
	if a.Final && len([]rune(x.Watched)) == 1 {
		ps.Add("watched", "", ledger.CodeBadValue, "监交人请写全名，现在只有“%s”。", x.Watched)
	}
	if x.To != "" && x.To == x.From {
		ps.Add("to", "", ledger.CodeSamePerson, "接交人不能就是移交人。")
	}
	if x.Watched != "" && (x.Watched == x.From || x.Watched == x.To) {
		ps.Add("watched", "", ledger.CodeSamePerson, "监交人要是第三个人，例如工会主席或经审委员。")
	}
}

// notes takes the counted notes and coins in the order of their value.
func (a SaveHandover) notes(ps *ledger.Problems) []ledger.NoteCount {
	var out []ledger.NoteCount
	seen := map[ledger.Money]bool{}
	for _, c := range a.Cash {
		field := "note-" + c.Value.String()
		switch {
		case !slices.Contains(report.Denominations(), c.Value):
			ps.Add(field, c.Value.String(), ledger.CodeBadValue, "没有这种面额。")
		case seen[c.Value]:
			ps.Add(field, c.Value.String(), ledger.CodeExists, "这个面额写了两次。")
		case c.Count < 0 || c.Count > 1_000_000:
			ps.Add(field, c.Value.String(), ledger.CodeBadValue, "张数应在 0 到 1000000 之间。")
		case c.Count > 0:
			out = append(out, c)
		}
		seen[c.Value] = true
	}
	slices.SortFunc(out, func(x, y ledger.NoteCount) int { return int(y.Value - x.Value) })
	return out
}
