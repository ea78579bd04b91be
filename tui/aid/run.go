package aid

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// programmeRun is the page that books a run of a programme: who joined, left or
// gets another amount is shown before it is saved.
type programmeRun struct {
	*page.Form
	d      *desk.Desk
	id     ledger.ProgrammeID
	p      ledger.Programme
	single bool
	run    ledger.Run
	name   *widget.Input
	day    *widget.Day
	money  *widget.Pick
	by     *widget.Input
	minute *widget.Input
	reason *widget.Input
	second *widget.Input
	asked  ledger.Day
	named  string
}

// NewRun makes the page that books a run.
func NewRun(d *desk.Desk, route screen.ProgrammeRun) screen.Screen {
	s := &programmeRun{d: d, id: route.ID}
	s.Form = &page.Form{D: d, Name: "发放一期", Read: s.read, Build: s.build, Act: s.act, Below: s.below, Save: "发放入账", Off: s.off, Done: s.booked}
	s.Make()
	return s
}

type runFacts struct {
	p      ledger.Programme
	run    ledger.Run
	day    ledger.Day
	name   string
	single bool
	purses []ledger.Account
}

func (s *programmeRun) read(r ledger.Reader) any {
	p, _ := r.Programme(s.id)
	f := runFacts{p: p, day: page.OpenDay(s.d, r), single: r.Unit().Single, purses: page.Purses(r, false)}
	f.name = runName(p.Every, f.day)
	f.run = ledger.NextRun(r, p, f.name, f.day)
	return f
}

// runName offers a name: 2026年, 2026年第3季, 2026年9月.
func runName(every string, day ledger.Day) string {
	switch every {
	case "每月":
		return day.Month().Chinese()
	case "每季":
		return fmt.Sprintf("%d年第%d季", day.Year(), (day.Month().Num()+2)/3)
	}
	return fmt.Sprintf("%d年", day.Year())
}

func (s *programmeRun) build(f *page.Form, got any) []widget.Item {
	g := got.(runFacts)
	s.p, s.run, s.single, s.asked, s.named = g.p, g.run, g.single, g.day, g.name
	f.Name = g.p.Name + " 发放一期"
	s.name, s.day = page.NewText(20, g.name), page.NewDay(s.d, g.day)
	s.name.Fresh = true
	s.money = page.NewAccount("付款账户", g.purses)
	s.by, s.minute, s.reason, s.second = page.NewText(20, ""), page.NewText(30, ""), page.NewText(60, ""), page.NewText(20, "")
	return []widget.Item{
		{Name: "run", Label: "期次", Width: 16, Field: s.name, Help: "例如 2026秋；一期只能发一次"},
		{Name: "day", Label: "日期", Width: 12, Field: s.day, Same: true, Help: "按这一天的名单发放"},
		{Name: "money", Label: "付款账户", Width: 30, Field: s.money},
		{Name: "by", Label: "批准人", Width: 12, Field: s.by}, {Name: "minute", Label: "纪要", Width: 18, Field: s.minute, Same: true},
		{Name: "reason", Label: "理由", Width: 34, Field: s.reason, Help: "有提醒仍要发，写明为什么"},
		{Name: "second", Label: "共同负责", Width: 12, Field: s.second, Same: true, Help: "另一位负责人的姓名"},
	}
}

// Update takes a message; another day or name compares anew.
func (s *programmeRun) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	a, cmd := s.Form.Update(msg)
	if s.day == nil {
		return a, cmd
	}
	day, name := page.DayIn(s.day), page.Words(s.name)
	if day == 0 || day == s.asked && name == s.named {
		return a, cmd
	}
	s.asked, s.named = day, name
	p := s.p
	return a, tea.Batch(cmd, s.d.Read(func(r ledger.Reader) tea.Msg {
		run := ledger.NextRun(r, p, name, day)
		return page.Do(func() (screen.Action, tea.Cmd) {
			if s.asked == day && s.named == name {
				s.run = run
			}
			return nil, nil
		})
	}))
}

func (s *programmeRun) off() string {
	switch {
	case s.p.Closed != "":
		return "项目已经结束（" + s.p.Closed + "）。"
	case len(s.run.Shares) == 0:
		return "这一天的名单里没有人可以发。"
	case s.run.Twice:
		return "“" + s.run.Gift.Run + "”已经发过了，请换一个期次。"
	}
	return ""
}

func (s *programmeRun) act() (ledger.Act, ledger.Problems) {
	g := s.run.Gift
	g.Day, g.Run = page.DayIn(s.day), page.Words(s.name)
	g.Approved = ledger.Approval{By: page.Words(s.by), Minute: page.Words(s.minute)}
	if g.Approved.By != "" {
		g.Approved.Day = g.Day
	}
	g.Reason, g.Second = page.Words(s.reason), page.Words(s.second)
	var ps ledger.Problems
	if g.Run == "" {
		ps.Add("run", "", ledger.CodeRequired, "请填写期次，例如 2026秋。")
	}
	if s.money.Key() == "" {
		ps.Add("money", "", ledger.CodeRequired, "请选择付款账户。")
	}
	return ledger.GiveOut{Gift: g, Shares: s.run.Shares, Money: ledger.Code(s.money.Key()), Post: s.single}, ps
}

func (s *programmeRun) booked(r ledger.Receipt) (screen.Action, tea.Cmd) {
	var n uint64
	if _, err := fmt.Sscanf(r.Object, "gift/%d", &n); err != nil {
		return screen.Back{}, nil
	}
	text := r.Title + "，已入账。"
	if d := page.Drafted(s.single); d != "" {
		text = r.Title + "。" + d + "。"
	}
	return screen.Many{screen.Notice{Text: text}, screen.Replace{Route: screen.GiftView{ID: ledger.GiftID(n)}}}, nil
}

// below shows how the run differs from the last one.
func (s *programmeRun) below(w, h int) []string {
	t := s.d.Theme
	total := ledger.Money(0)
	for _, x := range s.run.Shares {
		total += x.Amount
	}
	out := []string{"", t.Strong().Render(widget.Cut(fmt.Sprintf(" 本期 %d 人，共 %s 元", len(s.run.Shares), total.Grouped()), w))}
	if s.run.Last == 0 {
		out = append(out, t.Muted().Render(widget.Cut(" 这是第一期。", w)))
	} else {
		out = append(out, t.Muted().Render(widget.Cut(" 与上一期（"+s.run.LastRun+"）相比：", w)))
	}
	if s.run.Twice {
		out = append(out, t.Warning().Render(widget.Cut(" ! “"+s.run.Gift.Run+"”已经发过了。", w)))
	}
	section := func(name string, all []string) {
		if len(all) == 0 {
			return
		}
		for i, l := range widget.Wrap(fmt.Sprintf("%s %d 人：%s", name, len(all), strings.Join(all, "、")), w-4) {
			out = append(out, map[bool]string{true: "   ", false: "     "}[i == 0]+l)
		}
	}
	var joined, left, changed, full []string
	for _, x := range s.run.Joined {
		joined = append(joined, whoOf(x)+" "+x.Amount.Grouped())
	}
	for _, x := range s.run.Left {
		left = append(left, whoOf(x))
	}
	for _, x := range s.run.Changed {
		changed = append(changed, fmt.Sprintf("%s %s→%s", whoOf(x.Share), x.Was.Grouped(), x.Share.Amount.Grouped()))
	}
	for _, x := range s.run.Full {
		full = append(full, whoOf(x))
	}
	section("新加入", joined)
	section("退出", left)
	section("金额变化", changed)
	section("已满期数，不再列入", full)
	if s.run.Last != 0 && len(joined)+len(left)+len(changed)+len(full) == 0 {
		out = append(out, "   没有变化。")
	}
	if len(out) > h && h > 1 {
		out = append(out[:h-1], " ..")
	}
	return out
}

func whoOf(x ledger.Share) string {
	if x.Kin == "" {
		return x.Name
	}
	return x.Name + "（" + strings.TrimSpace(x.Relation+" "+x.Kin) + "）"
}
