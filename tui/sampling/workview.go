package sampling

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/theme"
	"huizhang/tui/widget"
)

// Bindings are the keys.
func (s *Work) Bindings() []screen.Binding {
	off := s.bars
	if !s.ready {
		off = "正在读取，请稍候。"
	}
	return []screen.Binding{
		{Keys: []string{"enter"}, Label: "凭证", Help: "打开这张凭证看附件；Esc 回到底稿"},
		{Keys: []string{"f5", "5"}, Label: "其余符合", Help: "还没有结果的各项都符合", Disabled: off},
		{Keys: []string{"f8", "ctrl+s"}, Label: "下一张", Help: "保存，到下一张没查完的凭证"},
		{Keys: []string{"1", "f2", "space"}, Label: "符合", Help: "光标所在的一项符合；光标到下一项", Disabled: off},
		{Keys: []string{"2", "f3"}, Label: "不符合", Help: "光标所在的一项不符合", Disabled: off},
		{Keys: []string{"3", "f4"}, Label: "不适用", Help: "这张凭证用不着查这一项", Disabled: off},
		{Keys: []string{"f6", "6"}, Label: "审定金额", Help: "照票据应当是多少；和账面一样就不用改", Disabled: off},
		{Keys: []string{"f7", "7"}, Label: "说明", Help: "查了什么、哪里不对", Disabled: off},
		{Keys: []string{"pgup", "pgdown"}, Label: "前后张", Help: "保存，到前一张、后一张", Hidden: true},
		{Keys: []string{"0", "backspace", "delete"}, Label: "清除", Help: "这一项改回没查", Disabled: off, Hidden: true},
		{Keys: []string{"up", "down", "tab", "shift+tab"}, Label: "移动", Hidden: true},
		{Keys: []string{"esc"}, Label: "返回", Help: "保存，回到抽样", Hidden: true},
	}
}

func (s *Work) key(name string) screen.Action {
	if name == "esc" && !s.ready {
		return screen.Back{}
	}
	if _, ok := s.item(); !ok || s.busy {
		return nil
	}
	all := sample.Attributes()
	switch name {
	case "esc":
		return s.leave(screen.Back{}, 0)
	case "enter":
		return s.leave(screen.Open{Route: screen.VoucherView{ID: s.line().Voucher}}, 0)
	case "f8", "ctrl+s":
		return s.leave(nil, next)
	case "pgup", "pgdown":
		return s.leave(nil, map[string]int{"pgup": -1, "pgdown": 1}[name])
	case "up", "shift+tab":
		s.row = max(0, s.row-1)
	case "down", "tab":
		s.row = min(len(all)-1, s.row+1)
	}
	if s.bars != "" {
		return nil
	}
	return s.write(name, all)
}

// write takes the keys that write.
func (s *Work) write(name string, all []sample.Attribute) screen.Action {
	verdicts := map[string]string{"1": "yes", "f2": "yes", "space": "yes", "2": "no", "f3": "no", "3": "na", "f4": "na"}
	switch name {
	case "1", "f2", "space", "2", "f3", "3", "f4":
		s.mark(all[s.row], verdicts[name])
		s.row = min(len(all)-1, s.row+1)
	case "0", "backspace", "delete":
		s.mark(all[s.row], "")
	case "f5", "5":
		s.agree()
		for _, a := range all {
			if verdict(s.line(), a) == "" {
				s.mark(a, "yes")
			}
		}
	case "f6", "6":
		return screen.AskText{Title: "审定金额", Lines: []string{"照票据，这张凭证应当是多少元？"}, Value: s.line().Audited.String(),
			Check: func(t string) string {
				if _, err := ledger.EvalMoney(t); err != nil {
					return desk.FirstLine(err.Error())
				}
				return ""
			},
			Then: func(t string, ok bool) tea.Msg {
				m, err := ledger.EvalMoney(t)
				if !ok || err != nil {
					return nil
				}
				return amountTyped{m}
			}}
	case "f7", "7":
		return screen.AskText{Title: "说明", Lines: []string{"查了什么、哪里不对："}, Value: s.line().Note, Then: func(t string, ok bool) tea.Msg {
			if !ok {
				return nil
			}
			return noteTyped{strings.TrimSpace(t)}
		}}
	}
	return nil
}

// View draws the voucher and its attributes.
func (s *Work) View() screen.Frame {
	it, ok := s.item()
	if !ok {
		return screen.Frame{Lines: []string{" 正在读取，请稍候。"}}
	}
	t, w := s.d.Theme, min(s.w, 100)
	out := s.head(t, it, w)
	l := s.line()
	for i, a := range sample.Attributes() {
		v := verdict(l, a)
		mark := fmt.Sprintf(" %s %s", widget.Pad(word(v), 8), a.Question())
		switch {
		case i == s.row:
			out = append(out, t.Selected().Render(widget.Pad(theme.Marker+mark, w)))
		case v == "no":
			out = append(out, t.Red().Render(widget.Cut(" "+mark, w)))
		case v == "":
			out = append(out, t.Muted().Render(widget.Cut(" "+mark, w)))
		default:
			out = append(out, widget.Cut(" "+mark, w))
		}
	}
	amount := fmt.Sprintf(" 审定金额 %s 元", l.Audited.Grouped())
	if d := it.Amount - l.Audited; d != 0 {
		out = append(out, t.Red().Render(widget.Cut(fmt.Sprintf("%s，账面%s %s 元", amount, map[bool]string{true: "多记", false: "少记"}[d > 0], d.Abs().Grouped()), w)))
	} else {
		out = append(out, amount+"，和账面一样"+t.Muted().Render("　F6 改"))
	}
	if l.Note != "" {
		out = append(out, wrapped(t.Plain(), "说明："+l.Note, w)...)
	} else {
		out = append(out, " 说明：没有写"+t.Muted().Render("　F7 写"))
	}
	if f := s.seen[it.Voucher].finding; f != 0 {
		out = append(out, t.Good().Render(" 已就这张凭证提出 "+f.String()))
	}
	if l.By != "" && !s.dirty {
		out = append(out, t.Muted().Render(" "+l.By+" "+ledger.Today(time.Unix(l.At, 0).In(s.d.Now().Location())).String()+" 查"))
	}
	f := screen.Frame{Lines: out[:min(len(out), s.h)], Status: fmt.Sprintf("查完 %d/%d 张", len(s.s.Items)-s.open(), len(s.s.Items))}
	if s.dirty {
		f.Status += "  离开这张时保存"
	}
	return f
}

func word(v string) string {
	switch v {
	case "yes":
		return "[符合]"
	case "no":
		return "[不符合]"
	case "na":
		return "[不适用]"
	}
	return "[    ]"
}

// head is what stands above the attributes: the voucher in short.
func (s *Work) head(t theme.Theme, it ledger.SampleItem, w int) []string {
	x := s.seen[it.Voucher]
	out := []string{t.Strong().Render(widget.Cut(fmt.Sprintf(" 第 %d/%d 张  %s  %s  %s 元", s.at+1, len(s.s.Items), it.Ref, x.v.Day, it.Amount.Grouped()), w))}
	out = append(out, widget.Cut(" "+strings.TrimSuffix(x.v.Summary()+"  对方："+x.v.Payee, "  对方："), w))
	out = append(out, t.Muted().Render(widget.Cut(" 为什么抽中："+it.Why, w)))
	room := max(1, s.h-16)
	for i, l := range x.v.Lines {
		if i == room && len(x.v.Lines) > room+1 {
			out = append(out, t.Muted().Render(fmt.Sprintf("   还有 %d 行分录，按 Enter 看凭证", len(x.v.Lines)-room)))
			break
		}
		side, m := "借", l.Debit
		if l.Debit == 0 {
			side, m = "贷", l.Credit
		}
		figure := widget.Figure(m.Grouped(), 14)
		out = append(out, "   "+side+" "+widget.Pad(x.titles[i], max(4, w-6-16))+figure)
	}
	return append(out, widget.Cut(" 附件："+x.papers, w), t.Border().Render(" "+widget.Cut(keysHere+strings.Repeat("-", max(0, w-2-widget.Width(keysHere))), max(4, w-2))))
}

// keysHere are the verdicts' keys, above the list that they write in.
const keysHere = "-- 1 符合  2 不符合  3 不适用  0 清除 "
