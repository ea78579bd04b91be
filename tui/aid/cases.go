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

// NewCases makes the list of hardship cases. On the screen of who keeps the
// books names are whole; what is written out shows 张*.
func NewCases(d *desk.Desk, _ screen.Cases) screen.Screen {
	p := &page.Page{D: d, Name: "困难帮扶档案", Read: func(r ledger.Reader) page.Content { return readCases(r, d.Today()) }}
	p.Keys = func(p *page.Page) []page.Key {
		return []page.Key{
			{Keys: []string{"enter"}, Label: "打开", Help: "看这份档案：还缺什么、意见、批准、公示和发放", Row: true, Do: func() (screen.Action, tea.Cmd) {
				return screen.Open{Route: screen.CaseView{ID: ledger.CaseID(number(p.At()))}}, nil
			}},
			{Keys: []string{"f2", "ctrl+n"}, Label: "建档", Help: "为一位会员建困难帮扶档案", Writes: true, Do: page.Go(screen.CaseForm{})},
			{Keys: []string{"f5", "ctrl+g"}, Label: "帮扶项目", Help: "金秋助学、送温暖、遗属补助等一期一期发的", Do: page.Go(screen.Programmes{})},
			{Keys: []string{"f6", "ctrl+t"}, Label: "台账", Help: "困难帮扶台账：姓名遮住，可以打印", Do: page.Go(screen.ReportView{Name: "aid"})},
		}
	}
	return p.Make()
}

func number(key string) uint64 {
	n, err := strconv.ParseUint(key, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// stateOf says where a case stands.
func stateOf(s ledger.AidState) string {
	return map[ledger.AidState]string{ledger.AidOpen: "待批准", ledger.AidApproved: "已批准", ledger.AidRefused: "不批准", ledger.AidClosed: "已结案"}[s]
}

func readCases(r ledger.Reader, today ledger.Day) page.Content {
	c := page.Content{Title: "困难帮扶档案", Empty: "还没有困难帮扶档案。按 F2 为一位会员建档。",
		Cols: []page.Col{{Title: "编号", Width: 6}, {Title: "姓名", Width: 8, Grow: 1}, {Title: "原因", Width: 10}, {Title: "建档", Width: 10, From: 76, Kind: report.KindDay}, {Title: "状态", Width: 6},
			{Title: "批准", Width: 11, Kind: report.KindMoney}, {Title: "已发放", Width: 11, Kind: report.KindMoney}, {Title: "还缺", Width: 6}, {Title: "小组", Width: 12, From: 100},
			{Title: "公示", Width: 21, From: 110}}}
	paid := ledger.AidPayments(r)
	var all []ledger.Case
	for x := range r.Cases() {
		all = append(all, x)
	}
	open, approved, total := 0, ledger.Money(0), ledger.Money(0)
	for i := len(all) - 1; i >= 0; i-- {
		x := all[i]
		m, _ := r.Member(x.Member)
		mine := ledger.PaymentsOf(paid, x.ID)
		sum := ledger.Money(0)
		for _, p := range mine {
			sum += p.Amount
		}
		gaps := page.Text("齐全").As(widget.Good)
		if n := len(ledger.CaseMissing(x, mine, today)); n > 0 {
			gaps = page.Text(fmt.Sprintf("%d 项", n)).As(widget.Warning)
		}
		state := page.Text(stateOf(x.State))
		if x.State == ledger.AidClosed || x.State == ledger.AidRefused {
			state, gaps = state.As(widget.Muted), gaps.As(widget.Muted)
			if x.State == ledger.AidRefused {
				gaps.Text = ""
			}
		} else {
			open++
		}
		hung := ""
		if x.Hung.From != 0 {
			hung = x.Hung.From.String() + "~" + x.Hung.To.String()
		}
		approved, total = approved+x.Amount, total+sum
		c.Rows = append(c.Rows, page.Row{Key: strconv.FormatUint(uint64(x.ID), 10), Cells: []page.Cell{page.Text(x.ID.String()), {Text: m.Name, Print: ledger.MaskName(m.Name)},
			page.Text(x.Cause), page.Day(x.Opened), state, page.Blank(x.Amount), page.Blank(sum), gaps, {Text: m.Group, Print: "*"}, page.Text(hung)}})
	}
	if len(all) > 0 {
		c.Foot = []page.Cell{page.Text("合计"), page.Text(fmt.Sprintf("%d 份", len(all))), page.Text(""), page.Day(0), page.Text(""), page.Money(approved), page.Money(total), page.Text(""), page.Text(""), page.Text("")}
		c.Status = fmt.Sprintf("还没有结的 %d 份", open)
	}
	return c
}
