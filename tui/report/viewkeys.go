package report

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

type periodTyped struct{ p ledger.Period }

// Bindings are the keys.
func (s *View) Bindings() []screen.Binding {
	if s.finder.open {
		return []screen.Binding{{Keys: []string{"enter"}, Label: "选定"}, {Keys: []string{"f7"}, Label: "全部" + s.about()}, {Keys: []string{"esc"}, Label: "取消"}}
	}
	none := ""
	if s.doc == nil {
		none = "还没有报表可用。"
	}
	out := []screen.Binding{{Keys: []string{"enter"}, Label: "明细", Help: "看这个数后面的每一笔账", Disabled: none}}
	if s.moves() {
		kind := spanName(s.period)
		out = append(out, screen.Binding{Keys: []string{"left", "right"}, Label: "上" + kind + "下" + kind, Help: "前一个、后一个期间"})
	}
	if s.picks() {
		out = append(out, screen.Binding{Keys: []string{"f7"}, Label: s.about(), Help: "换一个" + s.about()})
	}
	out = append(out,
		screen.Binding{Keys: []string{"f6", "ctrl+p"}, Label: "打印", Help: "打印，或存成 PDF、Excel 等文件", Disabled: none},
		screen.Binding{Keys: []string{"tab", "shift+tab"}, Label: "换格", Help: "右边、左边一格；表太宽时左右移动"})
	if s.edition != nil {
		out = append(out, screen.Binding{Keys: []string{"f3"}, Label: "不符的行", Help: "公示以后账面变了的行"})
	}
	if s.moves() {
		out = append(out,
			screen.Binding{Keys: []string{"f5"}, Label: "月季年", Help: "按月、按季、按年、整本账，依次切换"},
			screen.Binding{Keys: []string{"f4", "ctrl+g"}, Label: "期间", Help: "写一个期间，例如 2026-05、2026-Q2、2026"})
	}
	return append(out,
		screen.Binding{Keys: []string{"up", "down"}, Label: "上下", Help: "上一行、下一行", Hidden: true},
		screen.Binding{Keys: []string{"pgup", "pgdown", "home", "end"}, Label: "翻页", Help: "翻页、到头、到尾", Hidden: true},
		screen.Binding{Keys: []string{"ctrl+home", "ctrl+end"}, Label: "行首行尾", Help: "这一行的第一格、最后一格", Hidden: true},
		screen.Binding{Keys: []string{"esc"}, Label: "返回"})
}

// moves reports whether the period can be changed: not of one voucher or one
// sheet, nor of what was published.
func (s *View) moves() bool {
	if k, _, ok := report.SplitObject(s.object); ok && k != report.OfMember {
		return false
	}
	return s.known && s.route.Version == 0 && s.route.Voucher == 0
}

// picks reports whether another thing can be chosen for the report to be about.
func (s *View) picks() bool {
	return s.rep.NeedsAccount || len(s.rep.Of) > 0 && s.route.Version == 0
}

func (s *View) key(k tea.KeyPressMsg) (screen.Action, tea.Cmd) {
	name := k.String()
	switch {
	case name == "esc":
		return screen.Back{}, nil
	case name == "enter":
		return s.drill(), nil
	case name == "f6" || name == "ctrl+p":
		if s.doc != nil {
			return s.printer.Ask(s.doc), nil
		}
	case name == "f7" && s.picks():
		s.finder.show(s.inHand())
	case name == "f3" && s.edition != nil:
		return s.edition.ask(), nil
	case !s.moves():
		s.sheet.Update(k)
	case name == "left":
		return s.turn(-1)
	case name == "right":
		return s.turn(1)
	case name == "f5":
		s.month = anchor(s.period, s.month, s.last)
		s.period = widen(s.rep, s.period, s.month, s.start, s.last)
		return screen.Stay{}, s.load()
	case name == "f4" || name == "ctrl+g":
		return s.askPeriod(), nil
	default:
		s.sheet.Update(k)
	}
	return screen.Stay{}, nil
}

// turn moves to the period before or after, inside the book.
func (s *View) turn(n int) (screen.Action, tea.Cmd) {
	if s.start == 0 {
		return screen.Stay{}, nil
	}
	next := step(s.period, n)
	switch {
	case report.SpanOf(next) == report.OfRange && report.SpanOf(s.period) == report.OfRange:
		return screen.Notice{Text: "现在看的是一段期间。按 F5 换成按月，再用左右键翻看。"}, nil
	case next.To < s.start:
		return screen.Notice{Text: "账本从" + s.start.Chinese() + "开始，前面没有了。"}, nil
	case next.From > s.last:
		return screen.Notice{Text: "后面还没有到，看不了。"}, nil
	}
	s.period, s.month = next, 0
	return screen.Stay{}, s.load()
}

func (s *View) askPeriod() screen.Action {
	rep := s.rep
	return screen.AskText{
		Title: "看哪个期间",
		Lines: []string{"一个月写 2026-05，一个季度写 2026-Q2，一年写 2026。", "一段时间写 2026-01..2026-06（会计报表和公示只能按月、季、年）。"},
		Value: s.period.String(),
		Check: func(t string) string {
			p, err := ledger.ParsePeriod(t)
			if err != nil {
				return err.Error()
			}
			if p != (ledger.Period{}) && !slices.Contains(rep.Spans, report.SpanOf(p)) {
				return rep.Title + "只能按月、季度或全年编。"
			}
			return ""
		},
		Then: func(t string, ok bool) tea.Msg {
			p, err := ledger.ParsePeriod(t)
			if !ok || err != nil {
				return nil
			}
			return periodTyped{p}
		},
	}
}
