package sampling

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// NewList makes the list of samples.
func NewList(d *desk.Desk, route screen.Samples) screen.Screen {
	p := &page.Page{D: d, Name: "抽样", Rights: []string{audit.PlanSample{}.Name()}, Read: readList}
	p.Keys = func(p *page.Page) []page.Key {
		return []page.Key{
			{Keys: []string{"enter"}, Label: "打开", Help: "抽数、看抽中的凭证、填底稿、看结论", Row: true, Do: func() (screen.Action, tea.Cmd) {
				n, _ := strconv.ParseUint(p.At(), 10, 63)
				return screen.Open{Route: screen.SampleView{ID: ledger.SampleID(n)}}, nil
			}},
			{Keys: []string{"f2", "ctrl+n"}, Label: "新计划", Help: "定期间、方法、件数；抽数之前定好", Off: func() string { return p.May(audit.PlanSample{}.Name()) }, Do: page.Go(screen.SamplePlan{Period: route.Period})},
		}
	}
	return p.Make()
}

func readList(r ledger.Reader) page.Content {
	c := page.Content{Title: "抽样", Empty: "还没有做过抽样。经审人员按 F2 做一个计划。", Cols: []page.Col{{Title: "编号", Width: 6}, {Title: "期间", Width: 12}, {Title: "方法", Width: 10},
		{Title: "情况", Width: 20, Grow: 1}, {Title: "谁", Width: 8, From: 70}}}
	for s := range r.Samples() {
		state := page.Text("等当众抽数").As(widget.Warning)
		switch {
		case s.Void != "":
			state = page.Text("已作废：" + s.Void).As(widget.Muted)
		case s.Drawn != "":
			done := 0
			for l := range r.WorkLines(s.ID) {
				if complete(l) {
					done++
				}
			}
			state = page.Text(fmt.Sprintf("抽中 %d 张，查了 %d 张", len(s.Items), done))
			if done == len(s.Items) {
				state = state.As(widget.Good)
			}
		}
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprint(uint64(s.ID)), Cells: []page.Cell{page.Text(s.ID.String()), page.Text(s.Period.Chinese()), page.Text(sample.Method(s.Method).String()), state, page.Text(s.By)}})
	}
	return c
}

// complete reports that every attribute of a line has a verdict.
func complete(l ledger.WorkLine) bool {
	n := 0
	for _, a := range sample.Attributes() {
		if verdict(l, a) != "" {
			n++
		}
	}
	return n == len(sample.Attributes())
}

// verdict is what a line says of an attribute: yes, no, na or nothing.
func verdict(l ledger.WorkLine, a sample.Attribute) string {
	for _, t := range l.Tests {
		if t.Name == string(a) {
			return t.Fine
		}
	}
	return ""
}
