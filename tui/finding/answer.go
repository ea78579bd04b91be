package finding

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/pinyin"
	"huizhang/tui/aid/page"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// keptAnswer marks the answer in hand among the forms that outlive a crash.
const keptAnswer = "finding-answer"

// manyVouchers is how many of the newest vouchers are offered as correction.
const manyVouchers = 2000

type answerFacts struct {
	f        ledger.Finding
	vouchers []ledger.Voucher // newest first
	likely   ledger.VoucherID // what corrects the voucher asked about
}

// NewAnswer is the treasurer's form: what happened, and the voucher or paper
// that puts it right.
func NewAnswer(d *desk.Desk, route screen.FindingAnswer) screen.Screen {
	var facts answerFacts
	text, paper := page.NewWords(mostWords, ""), page.NewText(200, "")
	voucher := widget.NewPick("凭证", func(q string) []widget.Option { return facts.find(q) })
	f := &page.Form{D: d, Name: "答复 " + route.ID.String(), Keep: keptAnswer, Again: route.Kept, Route: map[string]string{"id": fmt.Sprint(uint64(route.ID))}, Right: audit.Answer{}.Name(), Save: "答复"}
	f.Read = func(r ledger.Reader) any { return readAnswer(r, route.ID) }
	f.Lines = func() []page.Line {
		out := []page.Line{{Text: facts.f.ID.String() + " " + facts.f.Title, Look: widget.Strong}, {Text: "指向：" + facts.f.Ref}}
		if n := len(facts.f.Remarks); n > 0 {
			x := facts.f.Remarks[n-1]
			out = append(out, page.Line{Text: x.By + said(x.Kind) + "：" + x.Text})
		}
		return append(out, page.Line{Text: "答复以后不能改，可以再答复；由经审人员销号。", Look: widget.Muted})
	}
	f.Build = func(_ *page.Form, got any) []widget.Item {
		facts = got.(answerFacts)
		if facts.likely != 0 {
			for _, v := range facts.vouchers {
				if v.ID == facts.likely {
					voucher.Set(option(&v))
				}
			}
		}
		return []widget.Item{
			{Name: "text", Label: "答复", Field: text, Help: "说明情况、怎么改的"},
			{Name: "voucher", Label: "更正凭证", Field: voucher, Help: "F7 挑选，或打凭证号、摘要；没有就空着"},
			{Name: "paper", Label: "别的材料", Field: paper, Help: "例如：补签的名单，已放在 5 月凭证后面；没有就空着"},
		}
	}
	f.Act = func() (ledger.Act, ledger.Problems) {
		a := audit.Answer{Finding: route.ID, Text: page.Words(text), Paper: page.Words(paper)}
		if n, err := strconv.ParseUint(voucher.Key(), 10, 63); err == nil {
			a.Voucher = ledger.VoucherID(n)
		}
		return a, nil
	}
	return f.Make()
}

func readAnswer(r ledger.Reader, id ledger.FindingID) answerFacts {
	var out answerFacts
	out.f, _ = r.Finding(id)
	last := r.LastVoucher()
	for v := last; v > 0 && last-v < manyVouchers; v-- {
		if x, ok := r.Voucher(v); ok && x.State != ledger.Void && !x.Closing() {
			out.vouchers = append(out.vouchers, x)
		}
	}
	if about := voucherOf(out.f.On); about != 0 {
		if by, ok := r.CorrectedBy(about); ok {
			out.likely = by
		} else if by, ok := r.ReversedBy(about); ok {
			out.likely = by
		}
	}
	return out
}

func option(v *ledger.Voucher) widget.Option {
	return widget.Option{Key: fmt.Sprint(uint64(v.ID)), Text: v.Ref() + " " + v.Summary(), Note: v.Amount().Grouped()}
}

// find finds vouchers by number, words, or first letters.
func (a *answerFacts) find(q string) []widget.Option {
	q = strings.ToLower(strings.TrimSpace(ledger.FoldWidth(q)))
	var out []widget.Option
	for i := range a.vouchers {
		v := &a.vouchers[i]
		if q == "" || strings.Contains(v.Ref(), q) || strings.Contains(v.Short(), q) || pinyin.Matches(v.Summary(), q) {
			out = append(out, option(v))
		}
	}
	return out
}
