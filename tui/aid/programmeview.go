package aid

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

func matches(word, q string) bool { return q == "" || pinyin.Matches(word, strings.ToLower(q)) }

// programmeView is the page of a programme: its places, or its runs.
type programmeView struct {
	*page.Page
	d    *desk.Desk
	id   ledger.ProgrammeID
	p    ledger.Programme
	runs bool // the runs show, not the places
}

// NewProgramme makes the page of a programme.
func NewProgramme(d *desk.Desk, route screen.ProgrammeView) screen.Screen {
	v := &programmeView{d: d, id: route.ID}
	v.Page = &page.Page{D: d, Name: route.ID.String(), Keys: v.keys, Took: func(x any) { v.p = x.(ledger.Programme) }}
	v.lay()
	v.Make()
	v.Multi()
	return v
}

func (v *programmeView) lay() {
	id, runs, today := v.id, v.runs, v.d.Today()
	v.Read = func(r ledger.Reader) page.Content {
		p, ok := r.Programme(id)
		t := ledger.ProgrammeTotals(r, id)
		c := page.Content{Title: p.ID.String() + " " + p.Name, Gone: !ok, Extra: p, Lines: programmeLines(p, t)}
		if runs {
			runRows(r, &c, t)
		} else {
			placeRows(r, &c, p, t, today)
		}
		return c
	}
}

func programmeLines(p ledger.Programme, t ledger.ProgrammeTotal) []page.Line {
	head := p.Every
	if p.Each > 0 {
		head += fmt.Sprintf("，每人 %s 元", p.Each.Grouped())
	}
	if p.Runs > 0 {
		head += fmt.Sprintf("，每人最多 %d 期", p.Runs)
	}
	head += "，记 " + string(p.Expense)
	if p.Closed != "" {
		head += "；已结束：" + p.Closed
	}
	out := []page.Line{{Text: head, Look: widget.Strong}}
	for i := max(0, len(t.Years)-4); i < len(t.Years); i++ {
		out = append(out, page.Line{Text: yearText(fmt.Sprintf("%d年", t.Years[i].Year), t.Years[i])})
	}
	if t.All.Runs > 0 {
		out = append(out, page.Line{Text: yearText("累计", t.All), Look: widget.Strong})
	}
	return append(out, page.Line{})
}

func yearText(name string, y ledger.ProgrammeYear) string {
	return fmt.Sprintf("%s：%d 期，%d 人，%d 人次，%s 元", name, y.Runs, y.Persons, y.Times, y.Total.Grouped())
}

func placeRows(r ledger.Reader, c *page.Content, p ledger.Programme, t ledger.ProgrammeTotal, today ledger.Day) {
	c.Empty = "名单还是空的。按 F2 加入。"
	c.Cols = []page.Col{{Title: "姓名", Width: 8}, {Title: "受助人", Width: 10, Grow: 1}, {Title: "金额", Width: 10, Kind: report.KindMoney}, {Title: "起", Width: 10, Kind: report.KindDay}, {Title: "止", Width: 10, Kind: report.KindDay, From: 70},
		{Title: "期数", Width: 6}, {Title: "累计", Width: 11, Kind: report.KindMoney}, {Title: "备注", Width: 14, From: 100}}
	had := map[ledger.PlaceKey]ledger.ProgrammePerson{}
	for _, x := range t.Persons {
		had[ledger.PlaceKey{Member: x.Member, Kin: x.Kin}] = x
	}
	in := 0
	for i, x := range p.Places {
		m, _ := r.Member(x.Member)
		look := widget.Plain
		if x.In(today) {
			in++
		} else {
			look = widget.Muted
		}
		amount := x.Amount
		if amount == 0 {
			amount = p.Each
		}
		h := had[ledger.PlaceKey{Member: x.Member, Kin: x.Kin}]
		runs := strconv.Itoa(h.Runs)
		if p.Runs > 0 {
			runs += "/" + strconv.Itoa(p.Runs)
		}
		who := strings.TrimSpace(x.Relation + " " + x.Kin)
		printed := who
		if x.Kin != "" {
			printed = strings.TrimSpace(x.Relation + " " + ledger.MaskName(x.Kin))
		}
		c.Rows = append(c.Rows, page.Row{Key: strconv.Itoa(i), Cells: []page.Cell{{Text: m.Name, Print: ledger.MaskName(m.Name), Look: look}, {Text: who, Print: printed, Look: look}, page.Money(amount).As(look),
			page.Day(x.From).As(look), page.Day(x.To).As(look), page.Text(runs), page.Blank(h.Total), page.Text(x.Note)}})
	}
	c.Status = fmt.Sprintf("现在 %d 人", in)
}

func runRows(r ledger.Reader, c *page.Content, t ledger.ProgrammeTotal) {
	c.Empty = "还没有发放过。按 F5 发放第一期。"
	c.Cols = []page.Col{{Title: "期次", Width: 12, Grow: 1}, {Title: "日期", Width: 10, Kind: report.KindDay}, {Title: "人数", Width: 6, Kind: report.KindCount}, {Title: "金额", Width: 12, Kind: report.KindMoney}, {Title: "慰问", Width: 8}, {Title: "凭证", Width: 16}}
	for i := len(t.Runs) - 1; i >= 0; i-- {
		x := t.Runs[i]
		ref := ""
		for _, s := range x.Sheets {
			if v, ok := r.Voucher(s.Voucher); ok {
				ref = v.Ref()
			}
		}
		c.Rows = append(c.Rows, page.Row{Key: "gift/" + strconv.FormatUint(uint64(x.Gift), 10), Cells: []page.Cell{page.Text(x.Run), page.Day(x.Day), page.Count(x.Heads), page.Money(x.Total), page.Text(x.Gift.String()), page.Text(ref)}})
	}
}

func (v *programmeView) keys(*page.Page) []page.Key {
	closed := func() string {
		if v.p.Closed != "" {
			return "项目已经结束。"
		}
		return ""
	}
	places := func() string {
		if v.runs {
			return "先按 F3 回到名单。"
		}
		return closed()
	}
	other := "看各期"
	if v.runs {
		other = "看名单"
	}
	return []page.Key{
		{Keys: []string{"enter"}, Label: "打开", Help: "各期：看那次发放的名单和签领", Row: true, Off: func() string {
			if !v.runs {
				return "按 F3 看各期发放，再打开一期。"
			}
			return ""
		}, Do: func() (screen.Action, tea.Cmd) {
			return screen.Open{Route: screen.GiftView{ID: ledger.GiftID(number(strings.TrimPrefix(v.At(), "gift/")))}}, nil
		}},
		{Keys: []string{"f2", "ctrl+n"}, Label: "加入", Help: "把一个人加进名单", Writes: true, Off: places, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.join()) }},
		{Keys: []string{"f3", "ctrl+v"}, Label: other, Help: "在名单和各期发放之间换", Do: func() (screen.Action, tea.Cmd) {
			v.runs = !v.runs
			v.lay()
			return nil, v.Reload()
		}},
		{Keys: []string{"f4", "ctrl+d"}, Label: "退出", Help: "光标所在的人，或空格勾选的人，从某一天起退出", Writes: true, Row: true, Off: places, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.left()) }},
		{Keys: []string{"f5", "ctrl+g"}, Label: "发放一期", Writes: true, Off: closed, Do: page.Go(screen.ProgrammeRun{ID: v.id})},
		{Keys: []string{"f6", "ctrl+t"}, Label: "统计", Do: page.Go(screen.ReportView{Name: "programme", Object: fmt.Sprintf("programme/%d", v.id)})},
		{Keys: []string{"f9", "ctrl+u"}, Label: "修改", Help: "改标准、周期、每人最多几期，或结束项目", Writes: true, Do: page.Go(screen.ProgrammeForm{ID: v.id})},
	}
}

// join is the form that adds a person.
func (v *programmeView) join() *page.Form {
	var who *widget.Pick
	kin, relation, note := page.NewText(20, ""), page.NewText(10, ""), page.NewText(60, "")
	relation.Suggest = func(string) []string { return []string{"子女", "配偶", "父母"} }
	sum, from, to := page.NewSum(0), page.NewDay(v.d, v.d.Today()), page.NewDay(v.d, 0)
	return &page.Form{D: v.d, Name: v.p.Name + " 加入", Read: func(r ledger.Reader) any { return page.People(r, v.d.Today()) }, Build: func(_ *page.Form, got any) []widget.Item {
		who = page.NewPerson(got.([]page.Person), 0)
		return []widget.Item{{Name: "member", Label: "会员", Width: 24, Field: who}, {Name: "relation", Label: "与受助人", Width: 10, Field: relation, Help: "发给家属的：子女、配偶、父母；发给本人的空着"},
			{Name: "kin", Label: "受助人", Width: 16, Field: kin, Same: true}, {Name: "amount", Label: "金额", Width: 14, Field: sum, Help: "空着：按项目的标准"},
			{Name: "from", Label: "从", Width: 14, Field: from}, {Name: "to", Label: "到", Width: 14, Field: to, Same: true, Help: "空着：没有期限"}, {Name: "note", Label: "备注", Field: note}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		return ledger.JoinProgramme{Programme: v.id, Places: []ledger.AidPlace{{Member: page.MemberIn(who), Kin: page.Words(kin), Relation: page.Words(relation), Amount: page.Sum(sum), From: page.DayIn(from), To: page.DayIn(to), Note: page.Words(note)}}}, nil
	}}
}

// left is the form that ends places.
func (v *programmeView) left() *page.Form {
	var keys []ledger.PlaceKey
	for _, k := range v.Ticked() {
		if i, err := strconv.Atoi(k); err == nil && i < len(v.p.Places) {
			keys = append(keys, ledger.PlaceKey{Member: v.p.Places[i].Member, Kin: v.p.Places[i].Kin})
		}
	}
	day, why := page.NewDay(v.d, v.d.Today()), page.NewText(60, "")
	why.Hint = "已毕业、已脱困、去世……"
	return &page.Form{D: v.d, Name: fmt.Sprintf("%s 退出 %d 人", v.p.Name, len(keys)), Build: func(*page.Form, any) []widget.Item {
		return []widget.Item{{Name: "day", Label: "最后一天", Width: 14, Field: day, Help: "这一天还在名单里，第二天起不在"}, {Name: "why", Label: "原因", Field: why}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		return ledger.LeaveProgramme{Programme: v.id, Who: keys, Day: page.DayIn(day), Why: page.Words(why)}, nil
	}}
}
