package voucher

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// saved is the outcome of saving, with what the book says now.
type saved struct {
	receipt ledger.Receipt
	err     error
	posted  bool
	uneven  bool // a draft whose sides differ
	day     ledger.Day
	facts   facts
}

// save books the voucher, as a draft or at once.
func (f *Form) save(post bool) (screen.Action, tea.Cmd) {
	if f.facts.denied != "" {
		return screen.Notice{Text: f.facts.denied, Bad: true}, nil
	}
	v, ps := f.sheet.voucher()
	if len(ps) > 0 {
		f.sheet.show(ps)
		return screen.Notice{Text: wrongText(ps), Bad: true}, f.keep()
	}
	var act ledger.Act
	if f.route.Reverses != 0 {
		act = ledger.Reverse{ID: f.route.Reverses, Day: f.route.Day, Reason: f.route.Reason, Corrected: &v, Post: post}
	} else {
		v.ID = f.route.ID
		act = ledger.Enter{Voucher: v, Post: post}
	}
	f.busy = true
	d := f.d
	return d.Do(act, f.stamp, func(r ledger.Receipt, err error) tea.Msg {
		debit, credit := v.Totals()
		msg := saved{receipt: r, err: err, posted: post, uneven: debit != credit, day: v.Day}
		if err == nil {
			// The offers of the next form; failing to read them is no failure to save.
			_ = d.Book.View(func(r ledger.Reader) error { msg.facts = readFacts(d, r); return nil })
		}
		return msg
	}), f.keep()
}

func wrongText(ps ledger.Problems) string {
	text := ps[0].Text
	if len(ps) > 1 {
		text = fmt.Sprintf("有 %d 处要改。%s", len(ps), text)
	}
	return text
}

// saved goes on to the next voucher of the kind, or back.
func (f *Form) saved(msg saved) (screen.Action, tea.Cmd) {
	f.busy = false
	if msg.err != nil {
		f.sheet.show(desk.Problems(msg.err))
		return desk.Bad(msg.err), nil
	}
	f.stamp = f.d.Stamp()
	note := f.savedText(msg)
	drop := f.d.Kept.Drop(keptKind)
	if !f.fresh() {
		return screen.Many{screen.Back{}, note}, drop
	}
	if len(msg.facts.chart) > 0 {
		f.facts = msg.facts
	}
	f.facts.day = msg.day
	f.sheet.again(msg.day)
	if f.route.CopyOf != 0 {
		f.route.CopyOf, f.title = 0, "完整凭证"
	}
	f.clean = f.sheet.values()
	f.kept = f.clean
	return note, drop
}

func (f *Form) savedText(msg saved) screen.Notice {
	r := msg.receipt
	what := fmt.Sprintf("已存为草稿#%d", r.Voucher)
	switch {
	case r.Repeated && r.Ref != "":
		return screen.Notice{Text: fmt.Sprintf("这张凭证刚才已经记账：%s，没有重复记。", r.Ref)}
	case r.Repeated:
		return screen.Notice{Text: what + "（刚才已经存过，没有重复存）。"}
	case f.route.Reverses != 0 && msg.posted:
		return screen.Notice{Text: "已记账：红字冲销和更正凭证都已过账。"}
	case f.route.Reverses != 0:
		return screen.Notice{Text: "红字冲销和更正凭证已存为草稿，等待审核。"}
	case msg.posted:
		what = "已记账：" + r.Ref
	case f.facts.unit.Single:
		what += "，还没有过账"
	default:
		what += "，等待审核"
	}
	if msg.uneven {
		what += "（借贷还不平）"
	}
	if f.fresh() {
		what += "。可以接着填下一张，Esc 返回"
	}
	return screen.Notice{Text: what + "。"}
}
