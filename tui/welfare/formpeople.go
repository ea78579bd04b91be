package welfare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

func memberKey(id ledger.MemberID) string { return strconv.FormatUint(uint64(id), 10) }

func memberOf(key string) ledger.MemberID {
	n, err := strconv.ParseUint(key, 10, 63)
	if err != nil {
		return 0
	}
	return ledger.MemberID(n)
}

// named takes what was chosen in “发给” onto the list and empties the field.
func (f *GiftForm) named() {
	key := f.f.whom.Key()
	if key == "" {
		return
	}
	id, isMember := strings.CutPrefix(key, "m:")
	switch {
	case isMember:
		f.list.pick(memberOf(id))
		f.picked = memberOf(id)
	case key == "born":
		f.wantBorn = true
	default:
		f.list.base(key)
	}
	f.f.whom.Set(widget.Option{})
	f.relist()
}

// bornRead are those whose birthday is in the month of the day.
type bornRead struct{ ids []ledger.MemberID }

// readBorn looks them up once they were asked for.
func (f *GiftForm) readBorn() tea.Cmd {
	if !f.wantBorn {
		return nil
	}
	f.wantBorn = false
	day, _ := f.f.day.Day()
	return f.d.Read(func(r ledger.Reader) tea.Msg { return bornRead{bornIn(r, day.Month())} })
}

func (f *GiftForm) takeBorn(m bornRead) (screen.Action, tea.Cmd) {
	for _, id := range m.ids {
		f.list.pick(id)
	}
	if day, ok := f.f.day.Day(); ok && len(m.ids) > 0 && strings.TrimSpace(f.f.title.Text()) == "" {
		f.f.title.SetText(birthdayTitle(day.Month()))
	}
	f.relist()
	return screen.Notice{Text: fmt.Sprintf("加了这个月过生日、还没发的 %d 人。", len(m.ids))}, tea.Batch(f.keep(), f.judge())
}

// birthdayTitle tells the lists of a year apart.
func birthdayTitle(m ledger.Month) string { return m.Chinese() + "会员生日" }

// pasteNames takes names from elsewhere: one a line, or with signs between.
func (f *GiftForm) pasteNames(text string) screen.Action {
	var unknown []string
	n := 0
	for name := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、;；", r) }) {
		name = ledger.CleanName(name)
		var found []ledger.MemberID
		for _, m := range f.b.roll.members {
			if m.Into == 0 && (m.Name == name || m.No == name) {
				found = append(found, m.ID)
			}
		}
		if len(found) != 1 {
			unknown = append(unknown, name)
			continue
		}
		f.list.pick(found[0])
		n++
	}
	f.relist()
	if len(unknown) > 0 {
		return screen.Notice{Text: fmt.Sprintf("加了 %d 人；没有找到或有同名：%s。", n, strings.Join(unknown[:min(8, len(unknown))], "、")), Bad: true}
	}
	return screen.Notice{Text: fmt.Sprintf("加了 %d 人。", n)}
}

// relist works the list out and shows it.
func (f *GiftForm) relist() {
	if f.b.roll == nil {
		return
	}
	day, ok := f.f.day.Day()
	if !ok {
		day = f.d.Today()
	}
	f.list.lay(f.b.roll, day)
	rows := f.list.rows
	wrong := map[ledger.MemberID]bool{0: false}
	for _, v := range f.said {
		wrong[v.Member] = v.Member != 0
	}
	f.table.SetRows(widget.List{N: len(rows), ID: func(i int) string { return memberKey(rows[i].member) }, Cells: func(i int) []widget.Cell {
		r := &rows[i]
		if r.out != "" {
			return []widget.Cell{{Text: "-", Look: widget.Muted}, {Text: r.name, Look: widget.Muted}, {Text: r.group, Look: widget.Muted}, {Text: "不发", Look: widget.Muted}, {Text: r.out, Look: widget.Muted}}
		}
		each, _ := f.f.each.Money()
		c := []widget.Cell{{Text: strconv.Itoa(i + 1)}, {Text: r.name}, {Text: r.group}, {Text: r.sum(each).Grouped()}, {Text: r.no}}
		if wrong[r.member] {
			c[1].Look, c[4] = widget.Warning, widget.Cell{Text: "! 有提醒（F9）", Look: widget.Warning}
		}
		return c
	}})
}

// sumTyped is what one person gets.
type sumTyped struct {
	member ledger.MemberID
	sum    ledger.Money
	empty  bool
}

func (f *GiftForm) askSum(r row) screen.Action {
	each, _ := f.f.each.Money()
	value := ""
	if r.amount != 0 {
		value = r.amount.String()
	}
	return screen.AskText{Title: r.name + " 的金额", Lines: []string{"与别人不同时填；空着就和大家一样（" + yuan(each) + "）。"}, Value: value, Check: func(v string) string {
		if strings.TrimSpace(v) == "" {
			return ""
		}
		if m, err := ledger.EvalMoney(v); err != nil || m <= 0 {
			return "请填一个大于 0 的金额。"
		}
		return ""
	}, Then: func(v string, ok bool) tea.Msg {
		if !ok {
			return nil
		}
		m, err := ledger.EvalMoney(v)
		return sumTyped{r.member, m, err != nil || m == 0}
	}}
}

func (f *GiftForm) setSum(m sumTyped) (screen.Action, tea.Cmd) {
	if m.empty {
		delete(f.list.sums, m.member)
	} else {
		f.list.sums[m.member] = m.sum
	}
	f.relist()
	return nil, tea.Batch(f.keep(), f.judge())
}

// standing is the line under a name: what the rules leave for it.
type standing struct {
	occasion string
	member   ledger.MemberID
	day      ledger.Day
	text     string
	asked    bool
	whole    bool // of everybody: the standard alone
}

// ask reads how the person in hand stands: the one found while a name is typed,
// else the last one taken. Of a list for everybody it reads the standard alone.
func (f *GiftForm) ask() tea.Cmd {
	day, _ := f.f.day.Day()
	want := standing{occasion: f.about.ID, member: f.inQuestion(), day: day, asked: true}
	want.whole = want.member == 0 && f.list.in > 0
	if want.whole {
		want.member = f.list.rows[0].member
	}
	if want.member == 0 || want.occasion == "" {
		f.f.standing.SetText("")
		f.stand = standing{}
		return nil
	}
	if want.same(f.stand) {
		return nil
	}
	f.stand = want
	bases := f.list.words()
	return f.d.Read(func(r ledger.Reader) tea.Msg {
		p := ledger.Standing(r, want.occasion, want.member, want.day, 0)
		if want.whole {
			want.text = "发给 " + bases + "；" + orWord(p.Standard, "没有金额标准")
			return want
		}
		m, _ := ledger.SameMember(r, want.member)
		want.text = m.Name + "：" + standingText(p, want.day)
		return want
	})
}

// same reports that the question was asked already.
func (s standing) same(t standing) bool {
	return t.asked && s.occasion == t.occasion && s.day == t.day && s.whole == t.whole && (s.whole || s.member == t.member)
}

// inQuestion is the person whose name is typed, or who was taken last.
func (f *GiftForm) inQuestion() ledger.MemberID {
	q := strings.TrimPrefix(f.f.whom.Text(), "?")
	if q == "" || f.form.Focused() != "whom" {
		return f.picked
	}
	for _, o := range f.whomOptions(q) {
		if id, ok := strings.CutPrefix(o.Key, "m:"); ok {
			return memberOf(id)
		}
	}
	return f.picked
}

// standingText says a position in one line, short enough for 80 cells: no fen
// where there are none, no year where it is this one, the act last.
func standingText(p ledger.Position, day ledger.Day) string {
	short := func(m ledger.Money) string { return strings.TrimSuffix(m.Grouped(), ".00") }
	var out []string
	if p.Standard != "" {
		out = append(out, strings.ReplaceAll(p.Standard, ".00 元", " 元"))
	} else {
		out = append(out, "没有金额标准")
	}
	if p.Capped && p.Given != 0 {
		out = append(out, "已发 "+short(p.Given))
	}
	if p.Capped {
		out = append(out, "还可发 "+short(p.Left))
	}
	if p.Before != 0 {
		when := p.Before.String()
		if p.Before.Year() == day.Year() {
			when = when[len("2026-"):]
		}
		out = append(out, fmt.Sprintf("%s 已发过 %s（%s）", when, short(p.Amount), p.Act))
	} else {
		out = append(out, "这个事由没发过")
	}
	if !p.Member {
		out = append(out, "那天不是会员："+p.Why)
	}
	return strings.Join(out, "，")
}

func (f *GiftForm) take(m standing) {
	if m.same(f.stand) {
		f.f.standing.SetText(m.text)
		f.Resize(f.w, f.h)
	}
}

// warned reports that only a reason or a second name is missing; what the rules
// say stands on the page already.
func warned(ps []ledger.Problem) bool {
	return !slices.ContainsFunc(ps, func(p ledger.Problem) bool {
		return p.Code != ledger.CodeGate || p.Field != "reason" && p.Field != "second"
	})
}

// fail shows what is wrong at the fields; the list's own troubles on top.
func (f *GiftForm) fail(err error) screen.Action {
	ps := desk.Problems(err)
	if len(ps) == 0 {
		return desk.Bad(err)
	}
	if warned(ps) {
		text := "有警告的情况：要办理，请写明理由和共同负责的人。提醒在下面，F9 看全文。"
		f.onList = false
		f.form.SetProblems([]ledger.Problem{{Field: ps[0].Field, Code: ledger.CodeGate, Text: text}})
		return screen.Notice{Text: text, Bad: true}
	}
	to := map[string]string{"bill": "billWhy", "article": "money", "approved": "approvedDay", "proofs": "", "shares": "", "gift": ""}
	for i := range ps {
		if field, ok := to[ps[i].Field]; ok {
			if ps[i].Field = field; field == "" && ps[i].Subject != "" {
				ps[i].Text = ps[i].Subject + "：" + ps[i].Text
			}
		}
		ps[i].Subject = ""
	}
	f.onList = false
	f.form.SetProblems(ps[:min(3, len(ps))])
	text := ps[0].Text
	if len(ps) > 1 {
		text = fmt.Sprintf("有 %d 处要改。%s", len(ps), text)
	}
	return screen.Notice{Text: text, Bad: true}
}
