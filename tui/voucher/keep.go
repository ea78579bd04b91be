package voucher

import (
	"maps"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// keptKind marks the forms of this package among those that are kept.
const keptKind = "voucher"

// keep gives the command that writes the form down, if it changed.
func (f *Form) keep() tea.Cmd {
	v := f.sheet.values()
	if maps.Equal(v, f.kept) {
		return nil
	}
	f.kept = v
	if maps.Equal(v, f.clean) {
		return f.d.Kept.Drop(keptKind)
	}
	return f.d.Kept.Keep(desk.Form{Kind: keptKind, Title: f.title, Route: keptRoute(f.route, f.stamp.ID), Values: v})
}

// keptRoute writes down what the form was about. The stamp goes with it: a
// voucher that was booked just before the crash is not booked again.
func keptRoute(r screen.VoucherForm, stamp string) map[string]string {
	out := map[string]string{"stamp": stamp}
	put := func(name string, n uint64) {
		if n != 0 {
			out[name] = strconv.FormatUint(n, 10)
		}
	}
	put("id", uint64(r.ID))
	put("copy", uint64(r.CopyOf))
	put("reverses", uint64(r.Reverses))
	put("day", uint64(r.Day))
	if r.Template != "" {
		out["template"] = r.Template
	}
	if r.Reason != "" {
		out["reason"] = r.Reason
	}
	return out
}

// routeOf reads back what keptRoute wrote.
func routeOf(k desk.Form) screen.VoucherForm {
	n := func(name string) uint64 {
		n, err := strconv.ParseUint(k.Route[name], 10, 63)
		if err != nil {
			return 0
		}
		return n
	}
	r := screen.VoucherForm{ID: ledger.VoucherID(n("id")), CopyOf: ledger.VoucherID(n("copy")), Reverses: ledger.VoucherID(n("reverses")),
		Template: k.Route["template"], Reason: k.Route["reason"], Kept: true}
	if d := n("day"); d < 1<<31 {
		r.Day = ledger.Day(d)
	}
	return r
}

// answer is what a person chose in one of the form's questions.
type answer struct {
	about  string // leave, other
	choice int
	then   screen.Action
}

// leave goes, and asks first when something would be lost.
func (f *Form) leave(then screen.Action) (screen.Action, tea.Cmd) {
	if !f.touched() {
		return then, f.d.Kept.Drop(keptKind)
	}
	return screen.Ask{
		Title: "这张凭证还没有保存", Lines: []string{"要怎么处理已经填的内容？"},
		Choices: []string{"继续填写", "留到下次", "放弃"},
		Then:    func(n int) tea.Msg { return answer{"leave", n, then} },
	}, nil
}

// askOther asks about a form that lies there from before: typing here would
// overwrite it.
func askOther(k desk.Form) screen.Action {
	return screen.Ask{
		Title: "还有一张没填完", Lines: []string{"上次留着没填完的：“" + ledger.Plain(k.Title) + "”。只能留一张。"},
		Choices: []string{"接着填那一张", "不要了，填新的"},
		Then:    func(n int) tea.Msg { return answer{"other", n, nil} },
	}
}

func (f *Form) answered(a answer) (screen.Action, tea.Cmd) {
	switch {
	case a.about == "leave" && a.choice == 1:
		return screen.Many{a.then, screen.Notice{Text: "没填完的凭证留着了，下次可以接着填。"}}, nil
	case a.about == "leave" && a.choice == 2:
		return a.then, f.d.Kept.Drop(keptKind)
	case a.about == "other" && a.choice < 0:
		return screen.Back{}, nil
	case a.about == "other" && a.choice == 0:
		return screen.Replace{Route: screen.VoucherForm{Kept: true}}, nil
	case a.about == "other":
		return screen.Stay{}, f.d.Kept.Drop(keptKind)
	}
	return screen.Stay{}, nil
}
