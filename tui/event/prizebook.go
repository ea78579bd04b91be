package event

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// bookForm is the second step: what the prizes are and who pays.
type bookForm struct {
	form                           *widget.Form
	item, papers, ref, why, reason *widget.Input
	second, billHeads              *widget.Input
	bill                           *widget.Amount
	how                            *widget.Choice
	day                            *widget.Day
	money                          *widget.Pick
}

// printed is a sheet on its way to paper.
type printed struct {
	sheet ledger.SheetID
	err   error
}

// toStep2 asks how it is booked.
func (s *Prizes) toStep2() screen.Action {
	if len(s.awards) == 0 || s.may() != "" {
		return nil
	}
	b := &bookForm{item: &widget.Input{Limit: 40, Hint: "球拍、毛巾 …"}, papers: newCount(""), ref: &widget.Input{Limit: 40}, why: &widget.Input{Limit: 100}, reason: &widget.Input{Limit: 200},
		second: &widget.Input{Limit: 20}, billHeads: newCount(""), bill: widget.NewAmount(), day: newDay(s.d)}
	b.how = widget.NewChoice(widget.Option{Key: string(ledger.Goods), Text: "实物"}, widget.Option{Key: string(ledger.Coupon), Text: "券"}, widget.Option{Key: string(ledger.Transfer), Text: "转账"},
		widget.Option{Key: string(ledger.Cash), Text: "现金"})
	b.money = widget.NewPick("付款科目", among(func() []widget.Option { return s.purses }))
	if len(s.purses) > 0 {
		b.money.Set(s.purses[0])
	}
	b.day.SetDay(s.e.Last())
	b.form = widget.NewForm(s.d.Theme,
		widget.Item{Name: "item", Label: "奖品", Width: 26, Field: b.item},
		widget.Item{Name: "form", Label: "", Width: 30, Same: true, Field: b.how, Help: "空格换一种"},
		widget.Item{Name: "day", Label: "日期", Width: 14, Field: b.day},
		widget.Item{Name: "money", Label: "从哪里付", Width: 28, Field: b.money, Help: "选了科目就同时做凭证，并归到这个活动；F7 看全部"},
		widget.Item{Name: "papers", Label: "附件张数", Width: 6, Same: true, Field: b.papers},
		widget.Item{Name: "bill", Label: "发票金额", Width: 14, Field: b.bill, Help: "与名单合计不同要写原因；没有发票空着"},
		widget.Item{Name: "ref", Label: "发票号", Width: 24, Same: true, Field: b.ref},
		widget.Item{Name: "why", Label: "差额原因", Width: 44, Field: b.why, Hide: func() bool { m, ok := b.bill.Money(); return !ok || m == s.total() }},
		widget.Item{Name: "reason", Label: "理由", Field: b.reason, Help: "规则有提醒、或给没到场的人发，写明理由"},
		widget.Item{Name: "second", Label: "共同负责", Width: 14, Field: b.second, Help: "操作人以外的另一位负责人"})
	b.form.Y = 3
	s.book = b
	s.Resize(s.w, s.h)
	return nil
}

func (s *Prizes) total() (m ledger.Money) {
	for _, w := range s.awards {
		m += w.Amount
	}
	return m
}

func (s *Prizes) toBook(msg tea.Msg) screen.Action {
	switch s.book.form.Update(msg) {
	case widget.Used:
		return nil
	case widget.Submit:
		return s.save()
	}
	if k, ok := msg.(tea.KeyPressMsg); ok && !s.busy {
		switch k.String() {
		case "esc":
			s.book = nil
		case "f8", "ctrl+s":
			return s.save()
		}
	}
	return nil
}

func (s *Prizes) save() screen.Action {
	if s.may() != "" {
		return nil
	}
	b := s.book
	ps := ledger.Problems(b.form.Settle())
	papers, ok := count(b.papers)
	if !ok {
		ps.Add("papers", "", ledger.CodeBadValue, "附件张数请填整数。")
	}
	day, ok := b.day.Day()
	if !ok {
		ps.Add("day", "", ledger.CodeRequired, "请填写发放日期。")
	}
	if len(ps) > 0 {
		b.form.SetProblems(ps)
		return screen.Notice{Text: ps[0].Text, Bad: true}
	}
	bill, _ := b.bill.Money()
	act := ledger.AwardPrizes{Event: s.id, Keepsake: s.keeps, Day: day, Form: ledger.Form(b.how.Text()), Item: strings.TrimSpace(b.item.Text()), Awards: s.awards, Money: ledger.Code(b.money.Key()), Papers: papers,
		Bill: ledger.Bill{Ref: strings.TrimSpace(b.ref.Text()), Amount: bill, Why: strings.TrimSpace(b.why.Text())}, Post: s.single && b.money.Key() != "",
		Reason: strings.TrimSpace(b.reason.Text()), Second: strings.TrimSpace(b.second.Text())}
	s.busy = true
	return s.d.Do(act, s.stamp, func(r ledger.Receipt, err error) tea.Msg {
		m := prizesSaved{receipt: r, err: err}
		if err == nil {
			m.sheet = s.sheetOf(r)
		}
		return m
	})
}

// sheetOf finds the list a receipt is about; without it printing is not offered.
func (s *Prizes) sheetOf(r ledger.Receipt) (id ledger.SheetID) {
	var n uint64
	if _, err := fmt.Sscanf(r.Object, "gift/%d", &n); err != nil {
		return 0
	}
	_ = s.d.Book.View(func(rd ledger.Reader) error {
		for x := range rd.Sheets(ledger.GiftID(n)) {
			id = x.ID
		}
		return nil
	})
	return id
}

func (s *Prizes) done(m prizesSaved) (screen.Action, tea.Cmd) {
	s.busy = false
	if m.err != nil {
		if s.book == nil {
			return desk.Bad(m.err), nil
		}
		return tell(s.book.form, m.err), nil
	}
	text := m.receipt.Title
	switch {
	case m.receipt.Ref != "":
		text += "，凭证 " + m.receipt.Ref
	case m.receipt.Voucher != 0:
		text += fmt.Sprintf("，凭证草稿#%d 等待审核", m.receipt.Voucher)
	}
	s.awards, s.book, s.keeps, s.stamp = nil, nil, false, s.d.Stamp()
	s.lay()
	drop := s.d.Kept.Drop(keptPrizes)
	if m.sheet == 0 {
		return screen.Many{screen.Back{}, screen.Notice{Text: text + "。"}}, drop
	}
	sheet := m.sheet
	return screen.Ask{Title: "已保存", Lines: []string{text + "。", "打印以后名单就固定了，漏了人另补一张。"}, Choices: []string{"打印奖品发放表", "以后再打印"},
		Then: func(i int) tea.Msg { return afterSave{i, sheet} }}, drop
}

// print fixes the list and sends it to paper.
func (s *Prizes) print(id ledger.SheetID) screen.Action {
	s.busy = true
	return s.d.Do(ledger.FreezeSheet{Sheet: id}, s.d.Stamp(), func(_ ledger.Receipt, err error) tea.Msg { return printed{id, err} })
}

func (s *Prizes) take(m prizesRead) screen.Action {
	if !m.found {
		return screen.Many{screen.Back{}, screen.Notice{Text: "没有找到这个活动。", Bad: true}}
	}
	first := !s.loaded
	s.e, s.roster, s.nos, s.given, s.prized, s.draws, s.sum, s.purses = m.e, m.roster, m.nos, m.given, m.prized, m.draws, m.sum, m.purses
	s.writes, s.single, s.loaded = m.writes, m.single, true
	if first && m.kept != nil {
		s.readKept(m.kept)
		s.lay()
		return screen.Notice{Text: fmt.Sprintf("上次记下的 %d 行、还没有保存，已恢复。", len(s.awards))}
	}
	s.lay()
	return nil
}

// keep writes down who was taken down so far.
func (s *Prizes) keep() tea.Cmd {
	if !s.loaded || s.may() != "" {
		return nil
	}
	if len(s.awards) == 0 {
		return s.d.Kept.Drop(keptPrizes)
	}
	var rows []string
	for _, w := range s.awards {
		rows = append(rows, strings.Join([]string{strconv.Itoa(w.No), w.Amount.String(), w.Level, w.Team}, "\t"))
	}
	return s.d.Kept.Keep(desk.Form{Kind: keptPrizes, Title: "奖品 " + s.e.ID.String() + " " + s.e.Name, Route: map[string]string{"id": fmt.Sprint(uint64(s.id)), "stamp": s.stamp.ID},
		Values: map[string]string{"awards": strings.Join(rows, "\n"), "keeps": map[bool]string{true: "1"}[s.keeps]}})
}

func (s *Prizes) readKept(k *desk.Form) {
	if id := k.Route["stamp"]; id != "" {
		s.stamp.ID = id
	}
	s.keeps = k.Values["keeps"] != ""
	for _, line := range strings.Split(k.Values["awards"], "\n") {
		parts := strings.Split(line, "\t")
		if len(parts) != 4 {
			continue
		}
		no, err := strconv.Atoi(parts[0])
		m, bad := ledger.ParseMoney(parts[1])
		if err == nil && bad == nil && s.entrant(no).No == no {
			s.put(ledger.Award{No: no, Amount: m, Level: parts[2], Team: parts[3]})
		}
	}
}

// View draws the page.
func (s *Prizes) View() screen.Frame {
	if !s.loaded {
		return screen.Frame{Lines: []string{" " + reading}}
	}
	t := s.d.Theme
	heads := map[int]bool{}
	for _, w := range s.awards {
		heads[w.No] = true
	}
	here := s.sum.Present
	head := fmt.Sprintf(" %s %s　本次 %d 人 %s 元", s.e.ID, s.e.Name, len(heads), s.total().Grouped())
	if s.sum.Winners > 0 {
		head += fmt.Sprintf("　已发 %d 人", s.sum.Winners)
	}
	if here > 0 {
		head += fmt.Sprintf("　实到 %d 人", here)
	} else {
		head += "　还没有登记到场"
	}
	f := screen.Frame{Lines: []string{t.Strong().Render(widget.Cut(head, s.w))}}
	if s.book != nil {
		f.Lines = append(f.Lines, "", t.Muted().Render(widget.Cut(" 奖品是什么、怎么付款；保存以后做成奖品发放表。", s.w)))
		f.Lines = append(f.Lines, s.book.form.View()...)
		f.Cursor, f.Status = s.book.form.Cursor(), s.book.form.Help()
		return f
	}
	fields := s.form.View()
	for i := range 3 {
		line := ""
		if i < len(fields) {
			line = fields[i]
		}
		f.Lines = append(f.Lines, line)
	}
	f.Lines = append(f.Lines, s.table.View()...)
	for i := 3; i < len(fields); i++ { // an open list lies over the table
		for len(f.Lines) <= i+1 {
			f.Lines = append(f.Lines, "")
		}
		if strings.TrimSpace(fields[i]) != "" {
			f.Lines[i+1] = fields[i]
		}
	}
	if !s.onTable {
		f.Cursor, f.Status = s.form.Cursor(), s.form.Help()
	}
	return f
}
