package aid

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/aid/page"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// opinion is the form of what one level says.
func (v *caseView) opinion() *page.Form {
	level := page.NewText(20, "工会小组")
	level.Suggest = func(string) []string { return []string{"工会小组", "工会委员会", "学校"} }
	by, text, day := page.NewText(20, v.d.Operator), page.NewText(120, ""), page.NewDay(v.d, v.d.Today())
	text.Hint = "情况属实，同意上报"
	return &page.Form{D: v.d, Name: v.id.String() + " 登记意见", Build: func(*page.Form, any) []widget.Item {
		return []widget.Item{{Name: "level", Label: "哪一级", Width: 20, Field: level}, {Name: "by", Label: "谁的意见", Width: 20, Field: by}, {Name: "day", Label: "日期", Width: 14, Field: day},
			{Name: "text", Label: "意见", Field: text, Help: "不要写病情和收入，那些在敏感资料里"}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		return ledger.AddOpinion{Case: v.id, Opinion: ledger.Opinion{Level: page.Words(level), By: page.Words(by), Day: page.DayIn(day), Text: page.Words(text)}}, nil
	}}
}

// approve is the form of the decision.
func (v *caseView) approve() *page.Form {
	yes := widget.NewChoice(widget.Option{Key: "yes", Text: "批准"}, widget.Option{Key: "no", Text: "不批准"})
	refuse := func() bool { return yes.Text() == "no" }
	sum := page.NewSum(v.c.Amount)
	by, minute, why, day := page.NewText(20, v.c.Approved.By), page.NewText(40, v.c.Approved.Minute), page.NewText(80, ""), page.NewDay(v.d, v.d.Today())
	return &page.Form{D: v.d, Name: v.id.String() + " 审批", Build: func(*page.Form, any) []widget.Item {
		return []widget.Item{{Name: "yes", Label: "决定", Width: 20, Field: yes}, {Name: "amount", Label: "批准金额", Width: 16, Field: sum, Hide: refuse},
			{Name: "by", Label: "批准人", Width: 20, Field: by, Help: "例如工会主席，或工会委员会"}, {Name: "day", Label: "日期", Width: 14, Field: day},
			{Name: "minute", Label: "会议纪要", Width: 30, Field: minute, Help: "纪要或审批单的编号"}, {Name: "why", Label: "原因", Field: why, Hide: func() bool { return !refuse() }}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		return ledger.ApproveCase{Case: v.id, Approved: ledger.Approval{By: page.Words(by), Day: page.DayIn(day), Minute: page.Words(minute)}, Amount: page.Sum(sum), Refuse: refuse(), Why: page.Words(why)}, nil
	}}
}

// hang is the form of the publication.
func (v *caseView) hang() *page.Form {
	h := v.c.Hung
	if h.From == 0 {
		h.From = v.d.Today()
		h.To = h.From.Add(ledger.AidHangDays - 1)
	}
	from, to, place, heard := page.NewDay(v.d, h.From), page.NewDay(v.d, h.To), page.NewText(40, h.Place), page.NewText(60, h.Heard)
	heard.Hint = "公示结束后再填，例如：无异议"
	return &page.Form{D: v.d, Name: v.id.String() + " 公示", Lines: func() []page.Line {
		return []page.Line{{Text: "公示只写人数和金额；一定要写名字的，写姓和星号，不写原因，到期取下。", Look: widget.Muted}}
	}, Build: func(*page.Form, any) []widget.Item {
		return []widget.Item{{Name: "from", Label: "从", Width: 14, Field: from}, {Name: "to", Label: "到", Width: 14, Field: to, Same: true},
			{Name: "place", Label: "地点", Width: 30, Field: place}, {Name: "heard", Label: "结果", Width: 40, Field: heard}}
	}, Act: func() (ledger.Act, ledger.Problems) {
		return ledger.HangCase{Case: v.id, Hung: ledger.Publication{From: page.DayIn(from), To: page.DayIn(to), Place: page.Words(place), Heard: page.Words(heard)}}, nil
	}}
}

// close is the form that ends a case.
func (v *caseView) close() *page.Form {
	why := page.NewText(80, "")
	why.Hint = "补助已发放"
	return &page.Form{D: v.d, Name: v.id.String() + " 结案", Save: "结案", Lines: func() []page.Line {
		var out []page.Line
		for _, g := range ledger.CaseMissing(v.c, v.pay, v.d.Today()) {
			out = append(out, page.Line{Text: "! " + g.Text, Look: widget.Warning})
		}
		return append(out, page.Line{Text: "结案以后不能再改，也不能再发放。", Look: widget.Muted})
	}, Build: func(*page.Form, any) []widget.Item {
		return []widget.Item{{Name: "why", Label: "原因", Field: why}}
	}, Act: func() (ledger.Act, ledger.Problems) { return ledger.CloseCase{Case: v.id, Why: page.Words(why)}, nil },
		Done: func(r ledger.Receipt) (screen.Action, tea.Cmd) { return screen.Notice{Text: r.Title + "。"}, nil }}
}
