package voucher

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/screen"
)

// acted is the outcome of something done to vouchers.
type acted struct {
	text string
	err  error
}

// reasoned is a reason that was asked for.
type reasoned struct {
	about string
	text  string
	ok    bool
}

// Bindings are the keys.
func (l *List) Bindings() []screen.Binding {
	none := ""
	if l.list.rows() == 0 {
		none = "这里没有凭证。"
	}
	review := orWord(none, l.denied)
	if review == "" && l.single {
		review = "单人模式不用审核，按 F9 直接过账。"
	}
	write := orWord(none, l.denied)
	keys := []screen.Binding{{Keys: []string{"enter"}, Label: "打开", Disabled: none}}
	if l.bars == "" && l.ready {
		keys = append(keys, screen.Binding{Keys: []string{"f8", "ctrl+k"}, Label: "已查", Help: "经审：把勾选的凭证记为已查；没有勾选就是光标所在的一张；已经查过的就收回", Disabled: none})
	}
	return append(append(keys, []screen.Binding{
		{Keys: []string{"f2", "n"}, Label: "录凭证", Disabled: l.denied},
		{Keys: []string{"f5", "s"}, Label: "审核", Help: "审核勾选的草稿；没有勾选就是光标所在的一张", Disabled: review, Hidden: l.single},
		{Keys: []string{"f9", "p"}, Label: "过账", Help: "把勾选的凭证过账；没有勾选就是光标所在的一张", Disabled: write},
		{Keys: []string{"ctrl+a"}, Label: "全选", Help: "勾选这里所有还没过账的凭证，再按一次都取消", Hidden: true, Disabled: write},
		{Keys: []string{"left", "right"}, Label: "月份", Help: "上个月、下个月"},
		{Keys: []string{"tab", "shift+tab"}, Label: "状态", Help: "全部、草稿、已审核、已过账、缺附件、已作废"},
		{Keys: []string{"f4", "a"}, Label: "全部月份", Help: "看全部月份，再按回到一个月", Hidden: l.w < 90},
		{Keys: []string{"ctrl+left", "ctrl+right"}, Label: "年份", Help: "上一年、下一年的这个月", Hidden: true},
		{Keys: []string{"ctrl+d", "delete"}, Label: "作废", Help: "作废光标所在的、还没过账的凭证，要写原因", Hidden: true, Disabled: write},
		{Keys: []string{"/", "f3"}, Label: "查找", Help: "按摘要、对方、金额、号码、拼音首字母查找"},
		{Keys: []string{"f6"}, Label: "打印", Help: "把这个月的凭证清单打印或导出", Hidden: l.w < 100},
	}...), l.table.Bindings()...)
}

func (l *List) key(key string) (screen.Action, tea.Cmd, bool) {
	stay := screen.Stay{}
	switch key {
	case "esc":
		return screen.Back{}, nil, true
	case "enter":
		return l.open(), nil, true
	case "f2", "n":
		return screen.Open{Route: screen.TemplatePick{}}, nil, true
	case "left", "right", "ctrl+left", "ctrl+right":
		return stay, l.move(map[string]int{"left": -1, "right": 1, "ctrl+left": -12, "ctrl+right": 12}[key]), true
	case "f4", "a":
		return stay, l.everything(), true
	case "tab", "shift+tab":
		return stay, l.turnTab(map[string]int{"tab": 1, "shift+tab": -1}[key]), true
	case "/", "f3":
		return screen.Open{Route: screen.Search{}}, nil, true
	case "f6":
		return screen.Open{Route: screen.ReportView{Name: "journal", Period: l.filter.Period}}, nil, true
	case "ctrl+a":
		return l.tickAll(), nil, true
	case "f5", "s":
		return l.review(), nil, true
	case "f9", "p":
		return l.post(), nil, true
	case "ctrl+d", "delete":
		return l.askVoid(), nil, true
	case "f8", "ctrl+k":
		if l.bars == "" && l.ready {
			return l.tick(), nil, true
		}
	}
	return nil, nil, false
}

// move goes to another month.
func (l *List) move(n int) tea.Cmd {
	m := l.filter.Period.From.Add(n)
	if l.filter.Period.From == 0 {
		m = l.month // out of all months into the one in hand
	}
	if m.Valid() && l.ready {
		l.filter.Period, l.all = ledger.MonthPeriod(m), false
		return l.read()
	}
	return nil
}

// everything goes to all months, and back to the one in hand.
func (l *List) everything() tea.Cmd {
	l.all = !l.all
	l.filter.Period = ledger.Period{}
	return l.read()
}

func (l *List) turnTab(step int) tea.Cmd {
	all := tabs()
	i := slices.IndexFunc(all, func(t tab) bool { return t.state == l.filter.State })
	l.filter.State = all[(i+step+len(all))%len(all)].state
	return l.read()
}

func (l *List) open() screen.Action {
	if e, ok := l.entry(l.table.Index()); ok && e.id != 0 {
		return screen.Open{Route: screen.VoucherView{ID: e.id}}
	}
	return screen.Stay{}
}

// tickAll ticks what is not posted yet, or takes all ticks away.
func (l *List) tickAll() screen.Action {
	if l.denied != "" {
		return screen.Notice{Text: l.denied, Bad: true}
	}
	on, n := len(l.table.Ticked()) == 0, 0
	for _, k := range l.table.Ticked() {
		l.table.Tick(k, false)
	}
	for _, e := range l.list.open {
		if on && (e.state == ledger.Draft || e.state == ledger.Reviewed) {
			l.table.Tick(fmt.Sprintf("#%d", e.id), true)
			n++
		}
	}
	switch {
	case !on:
		return screen.Notice{Text: "勾选都取消了。"}
	case n == 0:
		return screen.Notice{Text: "这里没有还没过账的凭证。", Bad: true}
	}
	return screen.Notice{Text: fmt.Sprintf("勾选了 %d 张还没过账的凭证。", n)}
}

// chosen are the ticked vouchers, or the one of the cursor, by their days, so
// that the numbers of what is posted together follow the calendar; those of one
// day in the order in which they were made.
func (l *List) chosen(fit func(entry) bool) []ledger.VoucherID {
	var found []entry
	for _, k := range l.table.Ticked() {
		for _, e := range l.list.open {
			if fmt.Sprintf("#%d", e.id) == k && fit(e) {
				found = append(found, e)
			}
		}
	}
	if e, ok := l.entry(l.table.Index()); ok && len(l.table.Ticked()) == 0 && fit(e) {
		found = append(found, e)
	}
	slices.SortFunc(found, func(a, b entry) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id)) })
	var ids []ledger.VoucherID
	for _, e := range found {
		ids = append(ids, e.id)
	}
	return ids
}

func (l *List) review() screen.Action {
	ids := l.chosen(func(e entry) bool { return e.state == ledger.Draft })
	if len(ids) == 0 {
		return screen.Notice{Text: "没有选中草稿。用空格勾选草稿再审核。", Bad: true}
	}
	return l.do(ledger.Review{IDs: ids}, "已审核", len(ids))
}

func (l *List) post() screen.Action {
	ids := l.chosen(func(e entry) bool { return e.state == ledger.Reviewed || e.state == ledger.Draft })
	if len(ids) == 0 {
		return screen.Notice{Text: "没有选中可以过账的凭证。", Bad: true}
	}
	return l.do(ledger.Post{IDs: ids}, "已过账", len(ids))
}

func (l *List) do(a ledger.Act, what string, n int) screen.Action {
	if l.busy {
		return screen.Stay{}
	}
	l.busy = true
	return l.d.Do(a, l.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg {
		text := fmt.Sprintf("%s %d 张。", what, n)
		if n == 1 && r.Ref != "" {
			text = what + "：" + r.Ref + "。"
		}
		return acted{text, err}
	})
}

func (l *List) askVoid() screen.Action {
	e, ok := l.entry(l.table.Index())
	switch {
	case !ok:
		return screen.Stay{}
	case e.state == ledger.Void:
		return screen.Notice{Text: "这一张已经作废了，原因在操作日志里。", Bad: true}
	case e.state == ledger.Posted:
		return screen.Notice{Text: "已过账的凭证不能作废。请打开它，用 F9 红字冲销。", Bad: true}
	}
	return askReason("作废 "+e.number, fmt.Sprintf("void%d", e.id), "作废的凭证留在记录里。请写明原因：")
}

// askReason asks for a reason, which may not be empty.
func askReason(title, about, line string) screen.Action {
	return screen.AskText{
		Title: title, Lines: []string{line},
		Check: func(s string) string {
			if strings.TrimSpace(s) == "" {
				return "请写明原因。"
			}
			return ""
		},
		Then: func(text string, ok bool) tea.Msg { return reasoned{about, strings.TrimSpace(text), ok} },
	}
}

func (l *List) void(m reasoned) (screen.Action, tea.Cmd) {
	e, ok := l.entry(l.table.Index())
	if !m.ok || !ok || m.about != fmt.Sprintf("void%d", e.id) {
		return screen.Stay{}, nil
	}
	return l.do(ledger.VoidDraft{ID: e.id, Reason: m.text}, "已作废", 1), nil
}
