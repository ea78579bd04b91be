package finding

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// overdue narrows the list to what is past its day.
const overdue = "overdue"

// filter is what the list can be narrowed to.
type filter struct{ state, name string }

func filters() []filter {
	return []filter{{"", "没销号"}, {string(ledger.FindingOpen), "待答复"}, {string(ledger.FindingAnswered), "已答复"}, {overdue, "过期"}, {string(ledger.FindingClosed), "已销号"}, {"all", "全部"}}
}

func (x filter) takes(f ledger.Finding, today ledger.Day) bool {
	switch x.state {
	case "":
		return f.State != ledger.FindingClosed
	case overdue:
		return late(f, today)
	case "all":
		return true
	}
	return string(f.State) == x.state
}

// NewList makes the list of findings (整改台账).
func NewList(d *desk.Desk, route screen.Findings) screen.Screen {
	at := 0
	for i, x := range filters() {
		if x.state == route.State {
			at = i
		}
	}
	p := &page.Page{D: d, Name: "整改台账", Rights: []string{"finding.raise"}}
	p.Read = func(r ledger.Reader) page.Content { return readList(r, d.Today(), at, route.On) }
	turn := func(step int) func() (screen.Action, tea.Cmd) {
		return func() (screen.Action, tea.Cmd) {
			n := len(filters())
			at = (at + step + n) % n
			return nil, p.Reload()
		}
	}
	p.Keys = func(p *page.Page) []page.Key {
		return []page.Key{
			{Keys: []string{"enter"}, Label: "打开", Help: "看问题和往来答复；在里面答复、销号、重开", Row: true, Do: func() (screen.Action, tea.Cmd) {
				id, _ := strconv.ParseUint(p.At(), 10, 63)
				return screen.Open{Route: screen.FindingView{ID: ledger.FindingID(id)}}, nil
			}},
			{Keys: []string{"tab", "right"}, Label: "换栏", Help: "没销号、待答复、已答复、过期、已销号、全部", Do: turn(1)},
			{Keys: []string{"shift+tab", "left"}, Label: "上一栏", Hidden: true, Do: turn(-1)},
			{Keys: []string{"f6", "ctrl+p"}, Label: "打印", Help: "整改台账，打印或存成文件", Do: page.Go(screen.ReportView{Name: "findings"})},
		}
	}
	return p.Make()
}

func readList(r ledger.Reader, today ledger.Day, at int, on string) page.Content {
	f := filters()[at]
	count := map[string]int{}
	c := page.Content{Title: "整改台账", Filter: f.name, Empty: "没有这样的问题。经审人员在凭证、名单、月份或报表上按 F12 提问题。", Cols: []page.Col{
		{Title: "编号", Width: 6}, {Title: "级别", Width: 4}, {Title: "状态", Width: 6}, {Title: "问题", Width: 20, Grow: 2}, {Title: "指向", Width: 16, Grow: 1, From: 70},
		{Title: "责任人", Width: 8, From: 76}, {Title: "期限", Width: 10, Kind: "day", From: 60}, {Title: "金额", Width: 12, Kind: "money", From: 110}}}
	for x := range r.Findings() {
		if on != "" && x.On != on {
			continue
		}
		for _, y := range filters() {
			if y.takes(x, today) {
				count[y.state]++
			}
		}
		if !f.takes(x, today) {
			continue
		}
		due := page.Day(x.Due)
		if late(x, today) {
			due = due.As(widget.Red)
		}
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprint(uint64(x.ID)), Cells: []page.Cell{page.Text(x.ID.String()), page.Text(level(x.Severity)).As(levelLook(x.Severity)), page.Text(x.State.Chinese()).As(stateLook(x.State)),
			page.Text(x.Title), page.Text(x.Ref), page.Text(x.Owner), due, page.Blank(x.Amount)}})
	}
	line := ""
	for i, y := range filters() {
		name := fmt.Sprintf("%s %d", y.name, count[y.state])
		if i == at {
			name = "[" + name + "]"
		}
		line += name + "  "
	}
	c.Lines = []page.Line{{Text: line}}
	if n := count[overdue]; n > 0 {
		c.Lines = append(c.Lines, page.Line{Text: fmt.Sprintf("! %d 个问题已过期限还没有销号。", n), Look: widget.Warning})
	}
	return c
}
