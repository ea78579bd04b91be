package event

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

const (
	reading  = "正在读取，请稍候。"
	saving   = "正在保存，请稍候。"
	lookOnly = "这里由会计办理：账本只读打开时只能查看；经审可以查看、提问题。"
)

// matches reports whether a query fits a word: characters or pinyin.
func matches(word, query string) bool {
	return strings.Contains(word, query) || pinyin.Matches(word, strings.ToLower(query))
}

// newDay is a field for a day as seen from today.
func newDay(d *desk.Desk) *widget.Day {
	return widget.NewDay(func(v string) (ledger.Day, error) { return ledger.TypeDay(v, d.Today()) })
}

// newCount is a field for a small number.
func newCount(hint string) *widget.Input {
	return &widget.Input{Fold: true, Limit: 6, Fresh: true, Hint: hint}
}

// count reads a small number; false when something else stands there.
func count(in *widget.Input) (int, bool) {
	s := strings.TrimSuffix(strings.TrimSpace(in.Text()), "人")
	if s == "" {
		return 0, true
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0
}

// blank is the text of a number, nothing for zero.
func blank(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// object names an event to a report.
func object(id ledger.EventID) string { return fmt.Sprintf("event/%d", uint64(id)) }

// paper is a report about one event.
func paper(name string, id ledger.EventID, print bool) screen.Route {
	return screen.ReportView{Name: name, Object: object(id), Print: print}
}

// may says why an event cannot be worked on, "" if it can.
func may(e *ledger.Event, writes bool) string {
	switch {
	case !writes:
		return lookOnly
	case e.State == ledger.EventCancelled:
		return "活动已取消，不能再改。"
	case e.State == ledger.EventSettled:
		return "活动已决算；要改请先在活动画面重开决算。"
	}
	return ""
}

// presence is the word for who came.
func presence(p ledger.Presence) string {
	switch p {
	case ledger.Present:
		return "到"
	case ledger.Absent:
		return "未到"
	}
	return ""
}

// lookFor is how a presence is drawn.
func lookFor(p ledger.Presence) widget.Look {
	switch p {
	case ledger.Present:
		return widget.Good
	case ledger.Absent:
		return widget.Warning
	}
	return widget.Muted
}

// span writes the days of an event.
func span(e *ledger.Event) string {
	if e.Last() == e.From {
		return e.From.String()
	}
	return e.From.String() + " 至 " + e.Last().String()
}

// purses are the accounts that money may come from.
func purses(chart []ledger.Account) []widget.Option {
	out := []widget.Option{{Key: "", Text: "先不记账", Note: "只登记名单"}}
	for _, a := range chart {
		if (a.Code.Under("101") || a.Code.Under("102")) && !a.Off && ledger.IsLeaf(chart, a.Code) {
			out = append(out, widget.Option{Key: string(a.Code), Text: a.Title()})
		}
	}
	return out
}

// among offers those of the options that fit what is typed.
func among(options func() []widget.Option) func(string) []widget.Option {
	return func(q string) []widget.Option {
		q = strings.TrimSpace(ledger.FoldWidth(q))
		var out []widget.Option
		for _, o := range options() {
			if q == "" || strings.Contains(o.Key, q) || matches(o.Text, q) {
				out = append(out, o)
			}
		}
		return out
	}
}

// choose picks elements by their places.
func choose[T any](all []T, of []int) []T {
	out := make([]T, len(of))
	for i, k := range of {
		out[i] = all[k]
	}
	return out
}

// settlePick takes the only option that fits what was typed into a free field:
// 一等 means 一等奖 when there is no other.
func settlePick(p *widget.Pick) {
	typed := strings.TrimSpace(p.Key())
	if typed == "" {
		return
	}
	found := p.Find(typed)
	for _, o := range found {
		if o.Key == typed {
			return
		}
	}
	if len(found) == 1 {
		p.Set(found[0])
	}
}

// tell puts a refusal under the fields of a form, those it does not know on top.
func tell(f *widget.Form, err error) screen.Action {
	ps := desk.Problems(err)
	if len(ps) == 0 {
		return desk.Bad(err)
	}
	out := make([]ledger.Problem, len(ps))
	for i, p := range ps {
		if f.Field(p.Field) == nil {
			p.Field = ""
		}
		out[i] = p
	}
	f.SetProblems(out)
	return screen.Notice{Text: desk.FirstLine(ps[0].Text), Bad: true}
}
