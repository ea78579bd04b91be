package voucher

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// picked is what was chosen in one of the view's questions.
type picked struct {
	about  string
	choice int
	text   string // a reason, a day
	day    ledger.Day
}

// Bindings are the keys; those that make no sense for the voucher's state are
// left out, so that the foot shows what can be done next.
func (s *View) Bindings() []screen.Binding {
	v, p := &s.doc.voucher, &s.doc
	var out []screen.Binding
	add := func(keys []string, label, help, off string) {
		out = append(out, screen.Binding{Keys: keys, Label: label, Help: help, Disabled: orWord(p.denied, off)})
	}
	if p.ticks.bars == "" {
		out = append(out, tickKey(s.noTick(), p.ticks.mine))
	}
	switch {
	case v.State == ledger.Draft && p.unit.Single, v.State == ledger.Reviewed:
		add([]string{"f5", "p"}, "过账", "记入账目，给出凭证号", "")
	case v.State == ledger.Draft:
		off := ""
		if v.Maker == s.d.Operator {
			off = "制单人“" + v.Maker + "”不能审核自己的凭证，请由另一人审核。"
		}
		add([]string{"f5", "p"}, "审核", "核对无误，通过审核", off)
	}
	switch v.State {
	case ledger.Draft:
		off := ""
		if v.Source == "dues" {
			off = "会费登记生成的凭证不能改，请作废后在会费登记里重做。"
		}
		add([]string{"f3", "e"}, "修改", "", off)
		add([]string{"ctrl+d", "delete"}, "作废", "作废这张没过账的凭证，要写原因", "")
	case ledger.Reviewed:
		add([]string{"f6"}, "退回", "退给制单人修改", "")
		add([]string{"ctrl+d", "delete"}, "作废", "作废这张没过账的凭证，要写原因", "")
	case ledger.Posted:
		add([]string{"f9"}, "红字冲销", "用红字凭证冲销，可以同时录入正确的凭证", s.noReverse())
	}
	if v.State != ledger.Void {
		add([]string{"f4", "a"}, "附件", "添加文件、填纸质张数、写无需附件的原因", "")
	}
	out = append(out, screen.Binding{Keys: []string{"pgup", "pgdown"}, Label: "前后张", Help: "上一张、下一张凭证"},
		screen.Binding{Keys: []string{"ctrl+p"}, Label: "打印", Help: "打印或导出这张凭证"})
	if len(s.links) > 0 {
		out = append(out, screen.Binding{Keys: []string{"enter"}, Label: "打开所指", Help: "打开光标所指的附件、凭证或报表；Tab 换一个"},
			screen.Binding{Keys: []string{"tab", "shift+tab"}, Label: "换一个", Help: "移到下一个附件、凭证或报表", Hidden: true})
	}
	return append(out, screen.Binding{Keys: []string{"f7", "c"}, Label: "复制", Help: "照这张再录一张", Hidden: true, Disabled: p.denied},
		screen.Binding{Keys: []string{"[", "]"}, Label: "前后张", Help: "上一张、下一张凭证", Hidden: true},
		screen.Binding{Keys: []string{"up", "down"}, Label: "上下看", Hidden: true})
}

// noReverse says why a posted voucher cannot be written off.
func (s *View) noReverse() string {
	v := &s.doc.voucher
	switch {
	case v.Reverses != 0:
		return "红字凭证不能再冲销。请重新录入一张凭证。"
	case v.Closing():
		return "自动结转凭证只能随反结账一起冲销。"
	}
	for _, l := range s.links {
		if l.label == "已被冲销" {
			return "这张凭证已经冲销过了。"
		}
	}
	return ""
}

func (s *View) key(key string) (screen.Action, tea.Cmd) {
	if key == "esc" {
		return screen.Back{}, nil
	}
	if !s.ready || s.busy {
		return screen.Stay{}, nil
	}
	switch key {
	case "up", "down":
		s.scroll(map[string]int{"up": -1, "down": 1}[key])
	case "home":
		s.top = 0
	case "end":
		s.scroll(len(s.lines))
	case "pgup", "[":
		return s.turn(0, "前面没有凭证了。")
	case "pgdown", "]":
		return s.turn(1, "后面没有凭证了。")
	case "tab", "shift+tab":
		if n := len(s.links); n > 0 {
			s.at = (s.at + map[string]int{"tab": 1, "shift+tab": n - 1}[key]) % n
			s.draw()
			y := s.spots[s.at]
			s.top = max(min(s.top, y), y-s.h+1)
		}
	case "enter":
		return s.follow()
	case "ctrl+p":
		return screen.Open{Route: screen.ReportView{Name: "voucher", Voucher: s.id}}, nil
	case "f8", "ctrl+k":
		if s.noTick() == "" {
			return s.tick(), nil
		}
	case "f7", "c":
		return screen.Open{Route: screen.VoucherForm{CopyOf: s.id}}, nil
	default:
		return s.act(key)
	}
	return screen.Stay{}, nil
}

// act takes the keys that change the voucher.
func (s *View) act(key string) (screen.Action, tea.Cmd) {
	v := &s.doc.voucher
	switch key {
	case "f5", "p":
		switch {
		case v.State == ledger.Draft && !s.doc.unit.Single:
			return s.do(ledger.Review{IDs: []ledger.VoucherID{s.id}}, "已审核。"), nil
		case v.State == ledger.Draft || v.State == ledger.Reviewed:
			return s.do(ledger.Post{IDs: []ledger.VoucherID{s.id}}, "已过账："), nil
		}
	case "f3", "e":
		if v.State == ledger.Draft {
			return screen.Open{Route: screen.VoucherForm{ID: s.id}}, nil
		}
	case "f6":
		if v.State == ledger.Reviewed {
			return askReason("退回 "+v.Ref(), "return", "退给制单人“"+v.Maker+"”修改。请写明原因："), nil
		}
	case "ctrl+d", "delete":
		if v.State == ledger.Draft || v.State == ledger.Reviewed {
			return askReason("作废 "+v.Ref(), "void", "作废的凭证留在记录里。请写明原因："), nil
		}
	case "f9":
		if v.State == ledger.Posted {
			return askReason("红字冲销 "+v.Ref(), "reverse", "冲销后这张凭证的金额全部抵消。请写明原因："), nil
		}
	case "f4", "a":
		if v.State != ledger.Void {
			return s.askEvidence(), nil
		}
	}
	return screen.Stay{}, nil
}

// do carries out an act; a text that ends in a colon gets the number.
func (s *View) do(a ledger.Act, text string) screen.Action {
	s.busy = true
	return s.d.Do(a, s.d.Stamp(), func(r ledger.Receipt, err error) tea.Msg {
		if strings.HasSuffix(text, "：") {
			text += r.Ref + "。"
		}
		return acted{text, err}
	})
}

func (s *View) turn(side int, none string) (screen.Action, tea.Cmd) {
	if id := s.doc.neighbour[side]; id != 0 {
		return screen.Stay{}, s.read(id)
	}
	return screen.Notice{Text: none}, nil
}

// withReason goes on once the reason is known.
func (s *View) withReason(m reasoned) (screen.Action, tea.Cmd) {
	if !m.ok {
		return screen.Stay{}, nil
	}
	switch m.about {
	case "return":
		return s.do(ledger.Return{IDs: []ledger.VoucherID{s.id}, Reason: m.text}, "已退回给制单人。"), nil
	case "void":
		return s.do(ledger.VoidDraft{ID: s.id, Reason: m.text}, "已作废。"), nil
	case "reverse":
		return s.askDay(m.text), nil
	case "file", "papers", "nopaper":
		return s.evidence(m)
	}
	return screen.Stay{}, nil
}

// askDay asks for the day of the red letter.
func (s *View) askDay(reason string) screen.Action {
	day, d := s.doc.today, s.d
	return screen.AskText{
		Title: "红字凭证的日期", Lines: []string{"更正的凭证记在发现差错的日期，不改以前月份的账。"}, Value: day.String(),
		Check: func(text string) string {
			got, err := ledger.TypeDay(text, d.Today())
			switch {
			case err != nil:
				return desk.FirstLine(err.Error())
			case got < s.doc.voucher.Day:
				return fmt.Sprintf("不能早于原凭证的日期 %s。", s.doc.voucher.Day)
			case got.Month() < s.doc.open:
				return fmt.Sprintf("%s已经结账；请写%s或以后的日期。", got.Month().Chinese(), s.doc.open.Chinese())
			}
			return ""
		},
		Then: func(text string, ok bool) tea.Msg {
			got, err := ledger.TypeDay(text, d.Today())
			if !ok || err != nil {
				return nil
			}
			return picked{about: "day", text: reason, day: got}
		},
	}
}

// picked goes on after a choice.
func (s *View) picked(m picked) (screen.Action, tea.Cmd) {
	switch m.about {
	case "day":
		return s.askCorrected(m), nil
	case "corrected":
		switch m.choice {
		case 0:
			return screen.Open{Route: screen.VoucherForm{Reverses: s.id, Day: m.day, Reason: m.text}}, nil
		case 1:
			text := s.reversedText(m.day)
			return s.do(ledger.Reverse{ID: s.id, Day: m.day, Reason: m.text, Post: s.doc.unit.Single}, text), nil
		}
	case "evidence":
		return s.askMore(m.choice), nil
	case "open":
		if m.choice == 0 {
			return screen.Stay{}, s.show()
		}
	}
	return screen.Stay{}, nil
}

func (s *View) askCorrected(m picked) screen.Action {
	ask := screen.Ask{
		Title: "冲销 " + s.doc.voucher.Ref(), Lines: []string{fmt.Sprintf("红字凭证日期 %s。要同时录入正确的凭证吗？", m.day)},
		Choices: []string{"录入正确的凭证", "只冲销", "取消"},
		Then: func(n int) tea.Msg {
			m.about, m.choice = "corrected", n
			return m
		},
	}
	if s.doc.voucher.Source == "dues" {
		ask.Lines = append(ask.Lines, "会费凭证冲销后，请到会费登记里重新登记。")
		ask.Choices = ask.Choices[1:]
		ask.Then = func(n int) tea.Msg {
			m.about, m.choice = "corrected", n+1
			return m
		}
	}
	return ask
}

// reversedText says what writing off on a day does: in a later year it goes
// through 年初余额调整 and leaves this year's income alone.
func (s *View) reversedText(day ledger.Day) string {
	former := day.Year() > s.doc.voucher.Day.Year()
	switch {
	case former && s.doc.unit.Single:
		return "以前年度的凭证已通过年初余额调整更正，不影响今年收支："
	case former:
		return "已生成年初余额调整凭证草稿（不影响今年收支），等待审核。"
	case s.doc.unit.Single:
		return "已用红字冲销："
	}
	return "已生成红字凭证草稿，等待审核。"
}
