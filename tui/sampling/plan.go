package sampling

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptPlan marks the plan in hand among the forms that outlive a crash.
const keptPlan = "sample"

// planFacts is what the plan's form knows of the book.
type planFacts struct {
	period ledger.Period
	head   string // code on the last disclosure
	from   string // where it is printed
}

// NewPlan makes the form of a sampling plan.
func NewPlan(d *desk.Desk, route screen.SamplePlan) screen.Screen {
	uid := d.NewID()
	var facts planFacts
	period, size, head := page.NewText(20, ""), page.NewText(5, ""), page.NewText(80, "")
	size.Fold, head.Fold, period.Fold = true, true, true
	size.Hint = "空着按默认"
	large, interval := page.NewSum(sample.DefaultLimits().Large), page.NewSum(0)
	method := widget.NewChoice()
	for _, m := range sample.Methods() {
		method.Options = append(method.Options, widget.Option{Key: string(m), Text: m.String()})
	}
	made := func() ledger.Sample {
		s := ledger.Sample{UID: uid, Method: method.Text(), Size: page.Whole(size), Large: page.Sum(large)}
		if seed, err := sample.NewSeed(page.Words(head), "0000"); err == nil {
			s.Head = seed.Head
		}
		if method.Text() == string(sample.MethodValue) {
			s.Interval = page.Sum(interval)
		}
		return s
	}
	f := &page.Form{D: d, Name: "抽样计划", Keep: keptPlan, Again: route.Kept, Right: audit.PlanSample{}.Name(), Save: "定计划"}
	f.Read = func(r ledger.Reader) any { return readPlan(r, route.Period) }
	f.Lines = func() []page.Line {
		return []page.Line{{Text: "先定计划，再当着双方抽一个数：计划定了就不能改，数抽出来以前谁也不知道会抽中哪些凭证。", Look: widget.Muted}}
	}
	f.Build = func(_ *page.Form, got any) []widget.Item {
		facts = got.(planFacts)
		period.SetText(facts.period.String())
		head.SetText(facts.head)
		return []widget.Item{
			{Name: "period", Label: "期间", Width: 20, Field: period, Help: "一个月写 2026-05，一个季度写 2026-Q2，一年写 2026"},
			{Name: "method", Label: "方法", Field: method, Help: "随机：每张机会一样；等距：隔几张抽一张；按金额：金额大的容易抽中"},
			{Name: "size", Label: "抽查件数", Width: 12, Field: size, Help: "除了全查的以外再抽几张；空着按十分之一、至少 25 张"},
			{Name: "large", Label: "大额全查", Width: 16, Field: large, Help: "这个金额以上的凭证全部检查"},
			{Name: "interval", Label: "金额间隔", Width: 16, Field: interval, Help: "每隔多少元抽一次；空着由件数算出", Hide: func() bool { return method.Text() != string(sample.MethodValue) }},
			{Name: "seed", Label: "公示校验码", Field: head, Help: facts.from},
		}
	}
	f.Below = func(w, h int) []string {
		var out []string
		for _, l := range sample.PlanOf(made()).Lines() {
			for _, x := range widget.Wrap(l, max(10, w-2)) {
				out = append(out, d.Theme.Muted().Render(" "+x))
			}
		}
		return out[:min(len(out), h)]
	}
	f.Act = func() (ledger.Act, ledger.Problems) {
		s := made()
		var ps ledger.Problems
		p, err := ledger.ParsePeriod(page.Words(period))
		if err != nil {
			ps.Add("period", "", ledger.CodeBadValue, "%s", desk.FirstLine(err.Error()))
		}
		if s.Head == "" {
			ps.Add("seed", "", ledger.CodeBadValue, "请照公示表写上面的核对码或校验码，只有字母和数字。还没有公示过的，写账本现在的核对码（设置、核验账本里有）前 16 位，双方抄在纸上再抽数。")
		}
		if text := page.Words(size); text != "" && s.Size == 0 {
			ps.Add("size", text, ledger.CodeBadValue, "件数要写数字；按默认数就空着。")
		}
		s.Period = p
		return audit.PlanSample{Sample: s}, ps
	}
	f.Done = opened
	return f.Make()
}

// readPlan offers the last month with vouchers and the code that was printed
// last, before anybody thought of this sample.
func readPlan(r ledger.Reader, period ledger.Period) planFacts {
	out := planFacts{period: period, from: "照最近一次公示表上印的码写；它在抽数以前就贴出去了，谁也改不了"}
	if period == (ledger.Period{}) {
		out.period = ledger.MonthPeriod(report.LastMonth(r))
	}
	var at int64
	for s := range r.Signatures() {
		if s.Kind == ledger.SignDisclosure && s.Code != "" && s.At >= at {
			at, out.head = s.At, s.Code
			out.from = fmt.Sprintf("%s公示表上 %s 签字的核对码；请和贴出的纸对一下", s.Period.Chinese(), s.By)
		}
	}
	if out.head != "" {
		return out
	}
	for n := range r.Notices() {
		if n.At >= at {
			at, out.head = n.At, n.Hash[:min(16, len(n.Hash))]
			out.from = fmt.Sprintf("%s公示表第 %d 版的校验码（没有签字）；请和贴出的纸对一下", n.Period.Chinese(), n.Version)
		}
	}
	if root := r.Head().Root; out.head == "" && len(root) >= 16 {
		out.head, out.from = root[:16], "还没有公示过：用账本这一刻的核对码，请双方抄在纸上再抽数"
	}
	return out
}
