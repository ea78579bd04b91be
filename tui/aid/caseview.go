package aid

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// caseView is the page of a case.
type caseView struct {
	*page.Page
	d    *desk.Desk
	id   ledger.CaseID
	c    ledger.Case
	file *ledger.CaseFile // nil: closed; it is on this screen only
	pay  []ledger.AidPayment
}

// NewCase makes the page of a case: what it lacks on top, its papers, opinions
// and payments below. The sensitive part stays shut until it is asked for with a
// reason, and is shut again when the page is left.
func NewCase(d *desk.Desk, route screen.CaseView) screen.Screen {
	v := &caseView{d: d, id: route.ID}
	v.Page = &page.Page{D: d, Name: route.ID.String(), Keys: v.keys, Point: v.point, Took: func(x any) { v.c, v.pay = x.(caseRead).c, x.(caseRead).pay }}
	v.lay()
	v.Make()
	return v
}

// Update takes a message. Coming back from another page finds the sensitive part
// shut.
func (v *caseView) Update(msg tea.Msg) (screen.Action, tea.Cmd) {
	if _, ok := msg.(screen.Shown); ok {
		v.file = nil
		v.lay()
	}
	return v.Page.Update(msg)
}

// lay readies the page to read the case with the sensitive part as it is now.
func (v *caseView) lay() {
	id, file, today := v.id, v.file, v.d.Today()
	v.Read = func(r ledger.Reader) page.Content {
		c, ok := r.Case(id)
		pay := ledger.PaymentsOf(ledger.AidPayments(r), id)
		out := contentOf(r, c, pay, file, today)
		out.Gone, out.Extra = !ok, caseRead{c, pay}
		return out
	}
}

// caseRead is what stands behind the page.
type caseRead struct {
	c   ledger.Case
	pay []ledger.AidPayment
}

func contentOf(r ledger.Reader, c ledger.Case, pay []ledger.AidPayment, file *ledger.CaseFile, today ledger.Day) page.Content {
	m, _ := r.Member(c.Member)
	out := page.Content{Title: c.ID.String() + " " + m.Name, Cols: []page.Col{{Title: "事项", Width: 10}, {Title: "内容", Width: 20, Grow: 1}, {Title: "日期", Width: 10, From: 70, Kind: report.KindDay},
		{Title: "金额", Width: 11, Kind: report.KindMoney}, {Title: "情况", Width: 10}}}
	out.Lines = caseLines(r, c, m, pay, file, today)
	out.Rows = caseRows(r, c, pay)
	return out
}

func caseLines(r ledger.Reader, c ledger.Case, m ledger.Member, pay []ledger.AidPayment, file *ledger.CaseFile, today ledger.Day) []page.Line {
	head := fmt.Sprintf("%s　%s　%s　%s建档　%s", m.Name, m.Group, c.Cause, c.Opened, stateOf(c.State))
	if c.Why != "" {
		head += "：" + c.Why
	}
	out := []page.Line{{Text: head, Look: widget.Strong}}
	for _, g := range ledger.CaseMissing(c, pay, today) {
		out = append(out, page.Line{Text: "! " + g.Text, Look: widget.Warning})
	}
	if len(out) == 1 && c.State != ledger.AidRefused {
		out = append(out, page.Line{Text: "手续齐全。", Look: widget.Good})
	}
	if file != nil {
		out = append(out, page.Line{Text: "敏感资料（离开这一页就关上）", Look: widget.Strong})
		return append(append(out, fileLines(*file)...), page.Line{})
	}
	text := "敏感资料：还没有填写。"
	if _, ok := r.CaseFile(c.ID); ok {
		text = "敏感资料：已关上，按 F6 写明原因后查看。"
	}
	return append(out, page.Line{Text: text, Look: widget.Muted}, page.Line{})
}

func caseRows(r ledger.Reader, c ledger.Case, pay []ledger.AidPayment) []page.Row {
	var out []page.Row
	add := func(key, what, text string, day ledger.Day, m ledger.Money, state page.Cell) {
		out = append(out, page.Row{Key: key, Cells: []page.Cell{page.Text(what), page.Text(text), page.Day(day), page.Blank(m), state}})
	}
	for i, p := range c.Proofs {
		state := page.Text("未见").As(widget.Warning)
		if p.Seen {
			state = page.Text("已见").As(widget.Good)
		}
		add("proof/"+strconv.Itoa(i), "证明材料", strings.TrimSpace(p.Name+" "+p.Note), 0, 0, state)
	}
	for i, o := range c.Opinions {
		add("opinion/"+strconv.Itoa(i), o.Level, o.By+"："+o.Text, o.Day, 0, page.Text("意见"))
	}
	if c.Approved.By != "" {
		what, state := "批准", page.Text("已批准").As(widget.Good)
		if c.State == ledger.AidRefused {
			what, state = "审批", page.Text("不批准").As(widget.Muted)
		}
		add("approved", what, strings.TrimSpace(c.Approved.By+" "+c.Approved.Minute), c.Approved.Day, c.Amount, state)
	}
	if h := c.Hung; h.From != 0 {
		text, state := h.Place+"，至 "+h.To.String(), page.Text(h.Heard)
		if h.Heard == "" {
			state = page.Text("未登记结果").As(widget.Warning)
		}
		add("hung", "公示", text, h.From, 0, state)
	}
	for _, p := range pay {
		text := p.Gift.String() + " " + p.Sheet.String()
		if vo, ok := r.Voucher(p.Voucher); ok {
			text += " " + vo.Ref()
		}
		add("gift/"+strconv.FormatUint(uint64(p.Gift), 10), "发放", text, p.Day, p.Amount, paidState(p))
	}
	return out
}

func paidState(p ledger.AidPayment) page.Cell {
	switch {
	case p.Voucher == 0:
		return page.Text("未入账").As(widget.Warning)
	case !p.Posted:
		return page.Text("待过账").As(widget.Warning)
	case p.Open > 0:
		return page.Text("未回签").As(widget.Warning)
	}
	return page.Text("已回签").As(widget.Good)
}

func (v *caseView) keys(*page.Page) []page.Key {
	closed := func() string {
		if v.c.State == ledger.AidClosed {
			return "已经结案，不能再改。"
		}
		return ""
	}
	approved := func() string {
		if v.c.State != ledger.AidApproved {
			return "还没有批准。"
		}
		return ""
	}
	return []page.Key{
		{Keys: []string{"enter"}, Label: "打开", Help: "证明材料：标记已见或未见；发放：看那次慰问", Row: true, Do: v.enter},
		{Keys: []string{"f2", "ctrl+n"}, Label: "意见", Help: "登记小组或工会的意见", Writes: true, Off: closed, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.opinion()) }},
		{Keys: []string{"f3", "ctrl+a"}, Label: "审批", Help: "批准金额和会议纪要；或不批准并写明原因", Writes: true, Off: closed, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.approve()) }},
		{Keys: []string{"f4", "ctrl+p"}, Label: "公示", Help: "公示的起止日期、地点和结果；不写姓名以外的事", Writes: true, Off: func() string { return firstWhy(closed(), approved()) }, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.hang()) }},
		{Keys: []string{"f5", "ctrl+g"}, Label: "发放", Help: "登记发放的钱：一张签领表和一张凭证", Writes: true, Off: func() string { return firstWhy(closed(), approved()) },
			Do: page.Go(screen.GiftForm{Occasion: "hardship", Case: v.id, Member: v.c.Member})},
		{Keys: []string{"f6", "ctrl+o"}, Label: "查看敏感资料", Help: "写明原因以后，在这一页显示家庭、收入、病情和号码；每次查看都有记录", Off: v.mayLook, Do: v.look},
		{Keys: []string{"f9", "ctrl+u"}, Label: "修改", Help: "改会员、日期、原因类别和材料清单", Writes: true, Off: closed, Do: page.Go(screen.CaseForm{ID: v.id})},
		{Keys: []string{"f10", "ctrl+w"}, Label: "结案", Help: "补助发完或不再需要时结案", Writes: true, Off: closed, Do: func() (screen.Action, tea.Cmd) { return v.Over(v.close()) }},
	}
}

func firstWhy(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// enter ticks a paper, or opens the act of a payment.
func (v *caseView) enter() (screen.Action, tea.Cmd) {
	kind, rest, _ := strings.Cut(v.At(), "/")
	n, err := strconv.Atoi(rest)
	switch {
	case kind == "gift":
		return screen.Open{Route: screen.GiftView{ID: ledger.GiftID(n)}}, nil
	case kind != "proof" || err != nil || n >= len(v.c.Proofs):
		return nil, nil
	case v.C.Denied != "":
		return screen.Notice{Text: v.C.Denied, Bad: true}, nil
	}
	c := v.c
	c.Proofs = append([]ledger.ProofItem(nil), v.c.Proofs...)
	c.Proofs[n].Seen = !c.Proofs[n].Seen
	return v.d.Do(ledger.SaveCase{Case: c}, v.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg {
		return page.Do(func() (screen.Action, tea.Cmd) {
			if err != nil {
				return desk.Bad(err), nil
			}
			return nil, v.Reload()
		})
	}), nil
}

// mayLook: a look is a log entry, so it needs a book that can be written to.
func (v *caseView) mayLook() string {
	switch {
	case v.d.Book.ReadOnly():
		return "账本是只读打开的，查看记录写不进去，不能看敏感资料。"
	case v.file != nil:
		return "敏感资料已经在这一页上。"
	}
	return ""
}

// look asks why, writes the look into the log, and only then shows the file.
func (v *caseView) look() (screen.Action, tea.Cmd) {
	stamp := v.d.Stamp()
	return screen.AskText{Title: "查看敏感资料 " + v.id.String(), Lines: []string{"这次查看会记进日志：谁、什么时候、为什么。"}, Check: func(s string) string {
		if strings.TrimSpace(s) == "" {
			return "请写明原因，例如：核对收款卡号。"
		}
		return ""
	}, Then: func(why string, ok bool) tea.Msg {
		return page.Do(func() (screen.Action, tea.Cmd) {
			if !ok {
				return nil, nil
			}
			return v.d.Do(ledger.OpenCaseFile{Case: v.id, Why: why}, stamp, v.looked), nil
		})
	}}, nil
}

func (v *caseView) looked(_ ledger.Receipt, err error) tea.Msg {
	return page.Do(func() (screen.Action, tea.Cmd) {
		if err != nil {
			return desk.Bad(err), nil
		}
		d, id := v.d, v.id
		return nil, d.Read(func(r ledger.Reader) tea.Msg {
			f, _ := r.CaseFile(id)
			return page.Do(func() (screen.Action, tea.Cmd) {
				v.file = &f
				v.lay()
				return nil, v.Reload()
			})
		})
	})
}
