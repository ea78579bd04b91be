package report

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// auditFiles is the 审计资料清单: what an audit asks for (domain rules §18.2),
// what of it the book holds, and what is missing.
func auditFiles(r ledger.Reader, a Args) (*Document, error) {
	return &Document{Tables: []Table{filesTable(r, a.Period)}, Signatures: []string{"提供人", "接收人", "日期"},
		Notes: []string{"“请另附”的资料不记在账本里，请备好原件。其余的可以做成审计资料包一次交出。"}}, nil
}

// fileList collects the rows of the list.
type fileList struct {
	rows []Row
}

// add puts a row; what is missing is empty when all is there.
func (f *fileList) add(key, name, here, missing string) {
	f.rows = append(f.rows, row(RowItem, key, Number(int64(len(f.rows)+1)), Text(name), Text(here), Text(missing)))
}

func lack(n int, format string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(format, n)
}

func filesTable(r ledger.Reader, p ledger.Period) Table {
	f := &fileList{}
	f.add("self-check", "自查报告、责任书", "", "请另附")
	f.rules(r, p)
	f.plans(r, p)
	f.books(r, p)
	f.months(r, p)
	f.lists(r, p)
	f.add("minutes", "重要事项的会议纪要", "", "请另附")
	f.add("contracts", "合同、采购文件", "", "请另附")
	f.former(r, p)
	return Table{Title: "审计资料清单", Columns: []Column{countCol("序号", 4), textCol("资料", 24), textCol("账里有的", 34), textCol("还缺", 28)}, Rows: f.rows}
}

func (f *fileList) rules(r ledger.Reader, p ledger.Period) {
	n := 0
	for _, x := range ledger.RuleTable(r.Rules()) {
		if x.On {
			n++
		}
	}
	missing := ""
	if n == 0 {
		missing = "没有启用的标准"
	}
	f.add("rules", "执行的制度和标准", fmt.Sprintf("慰问活动标准 %d 条", n), missing)
}

func (f *fileList) plans(r ledger.Reader, p ledger.Period) {
	n := 0
	for y := p.From.Year(); y <= p.To.Year(); y++ {
		for x := range r.PlanItems(y) {
			if x.Gone == "" {
				n++
			}
		}
	}
	f.add("budget", "批准的预算、年度计划", fmt.Sprintf("年度计划 %d 项", n), "预算批准文件请另附")
}

func (f *fileList) books(r ledger.Reader, p ledger.Period) {
	n, files, papers, unproved := 0, 0, 0, 0
	for v := range r.Posted(p) {
		if v.Closing() {
			continue
		}
		n++
		e := r.EvidenceOf(&v)
		files, papers = files+len(e.Files), papers+e.Papers
	}
	for range r.Unproved(p) {
		unproved++
	}
	pending, gaps := 0, 0
	for v := range r.Pending() {
		if v.Month() <= p.To {
			pending++
		}
	}
	for m := max(p.From, r.Unit().Start); m <= p.To; m = m.Add(1) {
		gaps += len(ledger.NumbersGap(r, m))
	}
	f.add("ledgers", "总账、明细账、日记账", "科目余额表、明细账、现金和银行日记账", "")
	f.add("vouchers", "记账凭证", fmt.Sprintf("%d 张", n), joinWords(lack(pending, "%d 张没有过账"), lack(gaps, "%d 处编号不连续")))
	f.add("receipts", "原始凭证", fmt.Sprintf("纸质 %d 张，电子 %d 个", papers, files), lack(unproved, "%d 张凭证缺附件"))
}

// months are the papers that each month should have.
func (f *fileList) months(r ledger.Reader, p ledger.Period) {
	var open, unpublished, uncounted, unbanked []ledger.Month
	n := 0
	for m := max(p.From, r.Unit().Start); m <= p.To; m = m.Add(1) {
		n++
		page := r.MonthPage(m)
		if !page.Closed {
			open = append(open, m)
		}
		if !published(r, m) {
			unpublished = append(unpublished, m)
		}
		for _, g := range ledger.Gates(r, m) {
			switch {
			case g.ID == "cash-count" && g.Open:
				uncounted = append(uncounted, m)
			case g.ID == "bank-balance" && g.Open:
				unbanked = append(unbanked, m)
			}
		}
	}
	late := func(ms []ledger.Month, word string) string {
		if len(ms) == 0 {
			return ""
		}
		return monthList(ms) + word
	}
	f.add("statements", "会计报表", fmt.Sprintf("已结账 %d 个月，共 %d 个月", n-len(open), n), late(open, "没有结账"))
	f.add("cash", "现金盘点表", fmt.Sprintf("账实相符 %d 个月", n-len(uncounted)), late(uncounted, "没有盘点或不符"))
	f.add("bank", "银行对账单、余额调节表", fmt.Sprintf("已核对 %d 个月", n-len(unbanked)), joinWords(late(unbanked, "没有核对"), "对账单原件请另附"))
	f.add("notices", "收支公示表", fmt.Sprintf("已公示 %d 个月", n-len(unpublished)), late(unpublished, "没有公示"))
}

func (f *fileList) lists(r ledger.Reader, p ledger.Period) {
	sheets, unsigned := 0, 0
	var open []ledger.SheetID
	for id := range r.UnsettledSheets() {
		open = append(open, id)
	}
	for g := range r.Gifts() {
		for s := range r.Sheets(g.ID) {
			if !s.Live() || !p.Has(s.Day.Month()) {
				continue
			}
			sheets++
			if slices.Contains(open, s.ID) {
				unsigned++
			}
		}
	}
	events, unsettled := 0, 0
	for e := range r.Events() {
		if e.State == ledger.EventCancelled || !p.Has(e.From.Month()) {
			continue
		}
		events++
		if e.State != ledger.EventSettled {
			unsettled++
		}
	}
	cases := 0
	for c := range r.Cases() {
		if p.Has(c.Opened.Month()) {
			cases++
		}
	}
	f.add("members", "会员名册、会费花名册", fmt.Sprintf("期末会员 %d 人", membersOn(r, p.To.Last())), "")
	f.add("sheets", "慰问品、奖品签领表", fmt.Sprintf("%d 张", sheets), lack(unsigned, "%d 张没有签齐"))
	f.add("events", "活动方案、签到、决算", fmt.Sprintf("%d 个活动", events), lack(unsettled, "%d 个没有决算"))
	f.add("aid", "困难帮扶档案", fmt.Sprintf("%d 份", cases), "")
}

func (f *fileList) former(r ledger.Reader, p ledger.Period) {
	reports, open, all := 0, 0, 0
	for x := range r.Papers() {
		if x.Kind == AuditReport && x.Final && x.Period.To < p.From {
			reports++
		}
	}
	for x := range r.Findings() {
		if all++; x.State != ledger.FindingClosed {
			open++
		}
	}
	missing := ""
	if reports == 0 {
		missing = "以前的检查报告请另附"
	}
	f.add("former", "以前的检查报告和整改情况", fmt.Sprintf("审查报告 %d 份，问题 %d 个", reports, all), joinWords(lack(open, "%d 个问题没有销号"), missing))
}
