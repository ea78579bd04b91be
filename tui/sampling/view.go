package sampling

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// opened goes from a plan that was saved to its page.
func opened(r ledger.Receipt) (screen.Action, tea.Cmd) {
	n, err := strconv.ParseUint(strings.TrimPrefix(r.Object, "sample/"), 10, 63)
	if err != nil {
		return screen.Back{}, nil
	}
	return screen.Many{screen.Notice{Text: r.Title + "，已定好。接着当众抽一个数。"}, screen.Replace{Route: screen.SampleView{ID: ledger.SampleID(n)}}}, nil
}

// view is the page of a sample: its plan until the number is drawn, the
// vouchers from then on.
type view struct {
	*page.Page
	d  *desk.Desk
	id ledger.SampleID
	s  drawn
}

// NewView makes the page of a sample.
func NewView(d *desk.Desk, route screen.SampleView) screen.Screen {
	v := &view{d: d, id: route.ID}
	v.Page = &page.Page{D: d, Name: route.ID.String(), Rights: []string{audit.DrawSample{}.Name(), audit.VoidSample{}.Name(), audit.KeepWork{}.Name()},
		Keys: v.keys, Took: func(x any) { v.s, _ = x.(drawn) }, Point: v.point}
	v.Read = func(r ledger.Reader) page.Content { return content(gather(r, route.ID, sample.Confidence95)) }
	v.Make()
	return v
}

func content(s drawn) page.Content {
	c := page.Content{Title: s.s.ID.String() + " " + s.s.Period.Chinese(), Gone: !s.found, Extra: s, Empty: "还没有抽数。", Filter: s.s.Period.Chinese(), Cols: []page.Col{{Title: "凭证", Width: 15}, {Title: "金额", Width: 13, Kind: report.KindMoney},
		{Title: "为什么抽中", Width: 16, Grow: 1, From: 60}, {Title: "结果", Width: 14}, {Title: "谁查的", Width: 8, From: 90}}}
	add := func(look widget.Look, text string) { c.Lines = append(c.Lines, page.Line{Text: text, Look: look}) }
	switch {
	case s.s.Void != "":
		add(widget.Warning, "! 这次抽样已作废："+s.s.Void)
	case s.s.Drawn == "":
		for _, l := range audit.PlanOf(s.s).Lines() {
			add(widget.Plain, l)
		}
		add(widget.Strong, "三、种子的前一半："+s.s.Head+"（抽数以前就写下了，谁也改不了）")
		add(widget.Plain, "四、后一半现在当着会计和经审的面抽：请第三个人说一个四位以上的数，或掷骰子、翻书页、用当天的彩票号码。按 F2 写进去，马上抽出凭证。")
		return c
	}
	if s.s.Drawn != "" {
		c.Empty = "这段时间没有凭证，没有可抽的。"
		add(widget.Plain, fmt.Sprintf("%s，当众抽的数 %s；抽中 %d 张，查了 %d 张。", sample.Method(s.s.Method), s.s.Drawn, len(s.s.Items), s.done()))
	}
	if s.moved != "" {
		add(widget.Warning, "! "+s.moved)
	}
	for _, it := range s.s.Items {
		text, bad, open := s.outcome(it)
		cell := page.Text(text).As(widget.Good)
		switch {
		case bad:
			cell = cell.As(widget.Red)
		case open:
			cell = cell.As(widget.Muted)
		}
		c.Rows = append(c.Rows, page.Row{Key: fmt.Sprint(uint64(it.Voucher)), Cells: []page.Cell{page.Text(it.Ref), page.Money(it.Amount), page.Text(it.Why), cell, page.Text(s.lines[it.Voucher].By)}})
	}
	return c
}

// voucher is the voucher of the row in hand.
func (v *view) voucher() ledger.VoucherID {
	n, _ := strconv.ParseUint(v.At(), 10, 63)
	return ledger.VoucherID(n)
}

func (v *view) keys(p *page.Page) []page.Key {
	state := func(want bool, why string) func() string {
		return func() string {
			switch {
			case v.s.s.Void != "":
				return "这次抽样已作废。"
			case (v.s.s.Drawn != "") != want:
				return why
			}
			return ""
		}
	}
	drawnAlready, notYet := "已经抽过了。要重抽请先作废，再做新的计划。", "还没有抽数，请先按 F2。"
	both := func(act string, f func() string) func() string {
		return func() string {
			if why := p.May(act); why != "" {
				return why
			}
			return f()
		}
	}
	return []page.Key{
		{Keys: []string{"enter"}, Label: "底稿", Help: "查这张凭证：逐项记结果、审定金额、说明", Row: true, Off: state(true, notYet), Do: func() (screen.Action, tea.Cmd) {
			return screen.Open{Route: screen.WorkPaper{ID: v.id, Voucher: v.voucher()}}, nil
		}},
		{Keys: []string{"f2", "ctrl+n"}, Label: "抽数", Help: "当着双方的面抽一个数，写进去", Off: both(audit.DrawSample{}.Name(), state(false, drawnAlready)), Do: v.ask},
		{Keys: []string{"f3", "ctrl+g"}, Label: "凭证", Help: "打开这张凭证", Row: true, Do: func() (screen.Action, tea.Cmd) {
			return screen.Open{Route: screen.VoucherView{ID: v.voucher()}}, nil
		}},
		{Keys: []string{"f4", "ctrl+l"}, Label: "结论", Help: "怎样抽的、怎样自己重抽一遍、查实了什么、能推出什么", Off: state(true, notYet), Do: page.Go(screen.SampleResult{ID: v.id})},
		{Keys: []string{"f6", "ctrl+p"}, Label: "打印", Help: "审计工作底稿：计划、抽中的凭证、结果、评价和重抽办法", Do: page.Go(workingPaper(v.id))},
		{Keys: []string{"f9", "ctrl+d"}, Label: "作废", Help: "这次抽样不用了，写明原因；编号和记录留着", Hidden: true, Off: both(audit.VoidSample{}.Name(), func() string {
			if v.s.s.Void != "" {
				return "这次抽样已经作废。"
			}
			return ""
		}), Do: v.askVoid},
	}
}

func (v *view) point() (screen.FindingForm, bool) {
	for _, it := range v.s.s.Items {
		if it.Voucher == v.voucher() {
			return screen.FindingForm{On: fmt.Sprintf("voucher/%d", it.Voucher), Ref: it.Ref, Period: v.s.s.Period, Amount: it.Amount}, true
		}
	}
	return screen.FindingForm{}, false
}

func (v *view) ask() (screen.Action, tea.Cmd) {
	head := v.s.s.Head
	return screen.AskText{Title: "当众抽数 " + v.id.String(), Lines: []string{"会计和经审都在场时抽。写四位以上的数字或字母。", "抽出来就不能改：马上按它抽出凭证。"},
		Check: func(t string) string {
			if _, err := sample.NewSeed(head, t); err != nil {
				return desk.FirstLine(err.Error())
			}
			return ""
		},
		Then: func(t string, ok bool) tea.Msg {
			return page.Do(func() (screen.Action, tea.Cmd) {
				if !ok {
					return nil, nil
				}
				return v.do(audit.DrawSample{Sample: v.id, Drawn: t}), nil
			})
		}}, nil
}

func (v *view) askVoid() (screen.Action, tea.Cmd) {
	return screen.AskText{Title: "作废 " + v.id.String(), Lines: []string{"编号和已填的底稿都留着。请写明原因："}, Then: func(t string, ok bool) tea.Msg {
		return page.Do(func() (screen.Action, tea.Cmd) {
			if !ok {
				return nil, nil
			}
			return v.do(audit.VoidSample{Sample: v.id, Reason: t}), nil
		})
	}}, nil
}

func (v *view) do(act ledger.Act) screen.Action {
	return v.d.Do(act, v.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg {
		return page.Do(func() (screen.Action, tea.Cmd) {
			if err != nil {
				return desk.Bad(err), nil
			}
			return screen.Notice{Text: r.Title + "。"}, v.Reload()
		})
	})
}

// workingPaper is the report that prints a sample with the recipe by which
// anybody can draw it again.
func workingPaper(id ledger.SampleID) screen.Route {
	return screen.ReportView{Name: "working-paper", Object: report.Object(report.OfSample, uint64(id))}
}
