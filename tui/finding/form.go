package finding

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/evidence"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptFinding marks the question in hand among the forms that outlive a crash.
const keptFinding = "finding"

// mostWords is how long a question or an answer may be.
const mostWords = 1000

// usualDays is how long a finding may usually take.
const usualDays = 30

// formFacts is what the form knows of the book.
type formFacts struct {
	route  screen.FindingForm
	name   string
	owners []string
	uid    string
}

// NewForm raises a finding about what the route points at.
func NewForm(d *desk.Desk, route screen.FindingForm) screen.Screen {
	facts := formFacts{route: route, uid: d.NewID()}
	level, question := widget.NewChoice(levels()...), page.NewWords(mostWords, route.Question)
	title, clause, owner := page.NewText(60, route.Title), page.NewText(200, route.Clause), page.NewText(20, "")
	due := page.NewDay(d, d.Today().Add(usualDays))
	f := &page.Form{D: d, Name: "提问题", Keep: keptFinding, Again: route.Kept, Right: audit.Raise{}.Name(), Save: "提出"}
	f.Read = func(r ledger.Reader) any { return readForm(d, r, facts) }
	f.Lines = func() []page.Line {
		out := []page.Line{{Text: "指向：" + facts.name, Look: widget.Strong}}
		if facts.route.Check != "" {
			out = append(out, page.Line{Text: "来自检查项 " + facts.route.Check + "；文字可以改。", Look: widget.Muted})
		}
		return append(out, page.Line{Text: "提出以后不能改，只能继续答复、销号、重开；会计看得到，改不了。问题、依据和答复会印在整改台账上，不要写病情、家庭困难等个人情况。", Look: widget.Muted})
	}
	f.Build = func(f *page.Form, got any) []widget.Item {
		facts = got.(formFacts)
		f.Route = keptRoute(facts)
		f.Name = "提问题 " + facts.name
		level.SetText(orElse(facts.route.Severity, "warn"))
		if len(facts.owners) > 0 {
			owner.SetText(facts.owners[0])
		}
		owner.Suggest = func(string) []string { return facts.owners }
		return []widget.Item{
			{Name: "title", Label: "问题", Field: title, Help: "一句话说是什么问题，例如：发票抬头不是工会"},
			{Name: "question", Label: "请说明", Field: question, Help: "要会计说明什么、拿出什么材料"},
			{Name: "severity", Label: "级别", Field: level, Help: "空格或左右键换"},
			{Name: "clause", Label: "依据", Field: clause, Help: "哪个文件第几条；可以空着"},
			{Name: "owner", Label: "责任人", Width: 20, Field: owner, Help: "由谁整改、答复"},
			{Name: "due", Label: "期限", Width: 12, Field: due, Same: true, Help: "最迟哪天整改完；不限期就空着"},
		}
	}
	f.Act = func() (ledger.Act, ledger.Problems) {
		r := facts.route
		return audit.Raise{Question: page.Words(question), Finding: ledger.Finding{UID: facts.uid, On: r.On, Ref: orElse(r.Ref, facts.name), Check: r.Check, Title: page.Words(title), Clause: page.Words(clause),
			Severity: level.Text(), Period: r.Period, Amount: r.Amount, Owner: page.Words(owner), Due: page.DayIn(due)}}, nil
	}
	return f.Make()
}

// readForm reads who keeps the books, and takes up what was being asked about
// when the program last ended.
func readForm(d *desk.Desk, r ledger.Reader, facts formFacts) formFacts {
	if k, ok := d.Kept.Load(keptFinding); ok && facts.route.Kept {
		facts.route, facts.uid = routeOf(k.Route), orElse(k.Route["uid"], facts.uid)
	}
	at := evidence.On(r, facts.route.On)
	if v, ok := r.Voucher(voucherOf(facts.route.On)); ok {
		// Its whole number, whichever list it was pointed at in: 记-7 alone is in
		// every month, and a summary may name people.
		facts.route.Ref = v.Ref()
	}
	facts.name = orElse(facts.route.Ref, at.Name)
	if facts.route.Period == (ledger.Period{}) {
		facts.route.Period = at.Period
	}
	if facts.route.Amount == 0 {
		facts.route.Amount = at.Amount
	}
	for _, role := range []ledger.Role{ledger.Treasurer, ledger.Cashier, ledger.Reviewer, ledger.Chair} {
		for _, p := range r.People() {
			if !p.Gone && p.Is(role) && !contains(facts.owners, p.Name) {
				facts.owners = append(facts.owners, p.Name)
			}
		}
	}
	return facts
}

// voucherOf is the voucher that a question points at, 0 for other things.
func voucherOf(on string) ledger.VoucherID {
	number, ok := strings.CutPrefix(on, "voucher/")
	n, err := strconv.ParseUint(number, 10, 63)
	if !ok || err != nil {
		return 0
	}
	return ledger.VoucherID(n)
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// keptRoute is what the kept form needs to know again what it is about.
func keptRoute(f formFacts) map[string]string {
	return map[string]string{"on": f.route.On, "ref": f.route.Ref, "check": f.route.Check, "period": f.route.Period.String(), "amount": fmt.Sprint(int64(f.route.Amount)), "uid": f.uid}
}

func routeOf(m map[string]string) screen.FindingForm {
	out := screen.FindingForm{On: m["on"], Ref: m["ref"], Check: m["check"], Kept: true}
	if p, err := ledger.ParsePeriod(m["period"]); err == nil {
		out.Period = p
	}
	if n, err := strconv.ParseInt(m["amount"], 10, 64); err == nil {
		out.Amount = ledger.Money(n)
	}
	return out
}
