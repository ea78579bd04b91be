package aid

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// NewProgrammes makes the list of programmes.
func NewProgrammes(d *desk.Desk, _ screen.Programmes) screen.Screen {
	p := &page.Page{D: d, Name: "帮扶项目", Read: func(r ledger.Reader) page.Content { return readProgrammes(r, d.Today()) }}
	p.Keys = func(p *page.Page) []page.Key {
		id := func() ledger.ProgrammeID { return ledger.ProgrammeID(number(p.At())) }
		return []page.Key{
			{Keys: []string{"enter"}, Label: "打开", Help: "看名单和各期发放", Row: true, Do: func() (screen.Action, tea.Cmd) { return screen.Open{Route: screen.ProgrammeView{ID: id()}}, nil }},
			{Keys: []string{"f2", "ctrl+n"}, Label: "新项目", Writes: true, Do: page.Go(screen.ProgrammeForm{})},
			{Keys: []string{"f5", "ctrl+g"}, Label: "发放一期", Help: "按现在的名单发放，先看谁新加入、谁退出、谁的金额变了", Writes: true, Row: true,
				Do: func() (screen.Action, tea.Cmd) { return screen.Open{Route: screen.ProgrammeRun{ID: id()}}, nil }},
			{Keys: []string{"f6", "ctrl+t"}, Label: "统计", Help: "各项目各年的人数、人次和金额，可以打印", Do: page.Go(screen.ReportView{Name: "programme"})},
		}
	}
	return p.Make()
}

func readProgrammes(r ledger.Reader, today ledger.Day) page.Content {
	c := page.Content{Title: "帮扶项目", Empty: "还没有帮扶项目。按 F2 建一个，例如金秋助学、送温暖、遗属补助。",
		Cols: []page.Col{{Title: "编号", Width: 5}, {Title: "项目", Width: 12, Grow: 1}, {Title: "周期", Width: 6, From: 70}, {Title: "标准", Width: 10, Kind: report.KindMoney}, {Title: "名单", Width: 5, Kind: report.KindCount},
			{Title: "已发", Width: 5, Kind: report.KindCount}, {Title: "人次", Width: 6, Kind: report.KindCount, From: 70}, {Title: "累计金额", Width: 12, Kind: report.KindMoney}, {Title: "最近一期", Width: 12, From: 90}, {Title: "备注", Width: 20, From: 110}}}
	for p := range r.Programmes() {
		in := 0
		for _, x := range p.Places {
			if x.In(today) {
				in++
			}
		}
		t := ledger.ProgrammeTotals(r, p.ID)
		last := ""
		if n := len(t.Runs); n > 0 {
			last = t.Runs[n-1].Run
		}
		name := page.Text(p.Name)
		if p.Closed != "" {
			name = page.Text(p.Name + "（已结束）").As(widget.Muted)
		}
		c.Rows = append(c.Rows, page.Row{Key: strconv.FormatUint(uint64(p.ID), 10), Cells: []page.Cell{page.Text(p.ID.String()), name, page.Text(p.Every), page.Blank(p.Each), page.Count(in),
			page.Count(t.All.Runs), page.Count(t.All.Times), page.Blank(t.All.Total), page.Text(last), page.Text(p.Note)}})
	}
	return c
}

// NewProgrammeForm makes the form of a programme.
func NewProgrammeForm(d *desk.Desk, route screen.ProgrammeForm) screen.Screen {
	x := &programmeForm{d: d, id: route.ID}
	f := &page.Form{D: d, Name: "新帮扶项目", Read: x.read, Build: x.build, Act: x.act}
	if route.ID != 0 {
		f.Name = "修改 " + route.ID.String()
	} else {
		f.Done = func(r ledger.Receipt) (screen.Action, tea.Cmd) {
			return screen.Many{screen.Notice{Text: r.Title + "，已保存。"}, screen.Replace{Route: screen.ProgrammeView{ID: programmeID(r.Object)}}}, nil
		}
	}
	return f.Make()
}

func programmeID(object string) ledger.ProgrammeID {
	var n uint64
	if _, err := fmt.Sscanf(object, "programme/%d", &n); err != nil {
		return 0
	}
	return ledger.ProgrammeID(n)
}

type programmeForm struct {
	d             *desk.Desk
	id            ledger.ProgrammeID
	old           ledger.Programme
	name, note    *widget.Input
	runs, closed  *widget.Input
	each          *widget.Amount
	every         *widget.Choice
	occasion, exp *widget.Pick
}

type programmeFacts struct {
	old       ledger.Programme
	occasions []ledger.Occasion
	accounts  []ledger.Account
}

func (x *programmeForm) read(r ledger.Reader) any {
	f := programmeFacts{}
	f.old, _ = r.Programme(x.id)
	for _, o := range ledger.Occasions(r.Practice()) {
		switch o.ID {
		case "school", "warmth", "survivor", "hardship", "cooling":
			f.occasions = append(f.occasions, o)
		}
	}
	chart := r.Chart()
	for _, a := range chart {
		if a.Code.Under("504") && !a.Off && ledger.IsLeaf(chart, a.Code) {
			f.accounts = append(f.accounts, a)
		}
	}
	return f
}

func (x *programmeForm) build(_ *page.Form, got any) []widget.Item {
	g := got.(programmeFacts)
	x.old = g.old
	x.name, x.note, x.closed = page.NewText(30, g.old.Name), page.NewText(80, g.old.Note), page.NewText(60, g.old.Closed)
	x.each, x.runs = page.NewSum(g.old.Each), page.NewText(3, "")
	if g.old.Runs > 0 {
		x.runs.SetText(strconv.Itoa(g.old.Runs))
	}
	x.runs.Hint = "不限"
	x.every = widget.NewChoice(widget.Option{Key: "每年", Text: "每年"}, widget.Option{Key: "每季", Text: "每季"}, widget.Option{Key: "每月", Text: "每月"})
	x.every.SetText(g.old.Every)
	x.occasion = widget.NewPick("事由", func(q string) []widget.Option {
		var out []widget.Option
		for _, o := range g.occasions {
			if matches(o.Name, q) {
				out = append(out, widget.Option{Key: o.ID, Text: o.Name, Note: string(o.Account)})
			}
		}
		return out
	})
	for _, o := range g.occasions {
		if o.ID == g.old.Occasion {
			x.occasion.Set(widget.Option{Key: o.ID, Text: o.Name})
		}
	}
	x.exp = page.NewAccount("支出科目", g.accounts)
	x.exp.Set(widget.Option{})
	for _, a := range g.accounts {
		if a.Code == g.old.Expense {
			x.exp.Set(widget.Option{Key: string(a.Code), Text: a.Title()})
		}
	}
	return []widget.Item{
		{Name: "name", Label: "项目名称", Width: 30, Field: x.name},
		{Name: "occasion", Label: "事由", Width: 20, Field: x.occasion, Help: "按 F7 看全部"},
		{Name: "each", Label: "每人标准", Width: 14, Field: x.each, Help: "空着：每个人各定"},
		{Name: "every", Label: "周期", Width: 26, Field: x.every},
		{Name: "runs", Label: "每人最多", Width: 6, Field: x.runs, Help: "发满这么多期就不再列入，例如大学四年填 4"},
		{Name: "expense", Label: "支出科目", Width: 30, Field: x.exp, Help: "空着：按事由定"},
		{Name: "note", Label: "备注", Field: x.note},
		{Name: "closed", Label: "结束原因", Width: 40, Field: x.closed, Hide: func() bool { return x.id == 0 }, Help: "项目不再办时写明；空着就还在办"},
	}
}

func (x *programmeForm) act() (ledger.Act, ledger.Problems) {
	return ledger.SaveProgramme{Programme: ledger.Programme{ID: x.id, Name: page.Words(x.name), Occasion: x.occasion.Key(), Each: page.Sum(x.each), Every: x.every.Text(), Runs: page.Whole(x.runs),
		Expense: ledger.Code(x.exp.Key()), Note: page.Words(x.note), Closed: page.Words(x.closed)}}, nil
}
