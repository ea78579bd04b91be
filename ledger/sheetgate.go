package ledger

import (
	"fmt"
	"strings"
)

// Waiting is a sheet whose money is out and whose signatures are not all in.
type Waiting struct {
	Sheet Sheet
	Title string   // of the act
	Lines int      // without a signature
	Names []string // the first few
}

// namedFirst is how many people a [Waiting] names.
const namedFirst = 3

// MoneyOut lists the sheets with a voucher posted in a month up to the given one
// (0: any) of which lines are neither signed for nor paid over nor taken back.
func MoneyOut(r Reader, upTo Month) []Waiting {
	var out []Waiting
	for id, n := range r.UnsettledSheets() {
		s, _ := r.Sheet(id)
		v, ok := r.Voucher(s.Voucher)
		if !ok || v.State != Posted || upTo != 0 && v.Month() > upTo {
			continue
		}
		g, _ := r.Gift(s.Gift)
		w := Waiting{Sheet: s, Title: g.Title, Lines: n}
		for x := range r.UnsettledOf(id) {
			if w.Names = append(w.Names, x.Name); len(w.Names) == namedFirst {
				break
			}
		}
		out = append(out, w)
	}
	return out
}

// who names the first few and says how many there are.
func (w Waiting) who() string {
	names := strings.Join(w.Names, "、")
	if w.Lines > len(w.Names) {
		names += fmt.Sprintf(" 等%d人", w.Lines)
	}
	return names
}

// signaturesGate asks for every line "money out, signature not in".
func signaturesGate(r Reader, m Month) Gate {
	g := Gate{ID: "signatures", Name: "签领齐全", Text: "发出的慰问都已签领或转账。"}
	waiting := MoneyOut(r, m)
	var texts []string
	for _, w := range waiting {
		g.Count += w.Lines
		if len(texts) < 3 {
			texts = append(texts, fmt.Sprintf("%s %s %s", w.Sheet.ID, w.Title, w.who()))
		}
	}
	if g.Count > 0 {
		g.Open, g.Text = true, fmt.Sprintf("钱已付出、还没有签领的有 %d 行：%s", g.Count, strings.Join(texts, "；"))
		if n := len(waiting); n > len(texts) {
			g.Text += fmt.Sprintf("；另有 %d 张签领表", n-len(texts))
		}
		g.Text += "。"
	}
	return g
}

// Unbooked lists the live sheets that no voucher carries yet, oldest first.
// What the school pays for needs none, nor what was handed back in full.
func Unbooked(r Reader) []Sheet {
	var out []Sheet
	for id := SheetID(1); id <= r.LastSheet(); id++ {
		s, ok := r.Sheet(id)
		if !ok || !s.Live() || s.Voucher != 0 {
			continue
		}
		if g, _ := r.Gift(s.Gift); g.Payer == BySchool {
			continue
		}
		if s.Kind == ReturnList {
			if first, _ := r.Sheet(returnedFrom(r, s)); first.Voucher == 0 { // goes with its list
				continue
			}
		}
		total := Money(0)
		for _, x := range withReturns(r, s) {
			total += x.Total
		}
		if total != 0 {
			out = append(out, s)
		}
	}
	return out
}

// listDuties are what lists ask for on the home screen.
func listDuties(r Reader, add adder) {
	waiting := MoneyOut(r, 0)
	lines := 0
	var acts []string
	for _, w := range waiting {
		lines += w.Lines
		if len(acts) < 3 {
			acts = append(acts, w.Title)
		}
	}
	if lines > 0 {
		more := ""
		if len(waiting) > len(acts) {
			more = " 等"
		}
		add("signatures", false, "钱已付出、还没有签领的有 %d 行：%s%s。", lines, strings.Join(acts, "、"), more)
	}
	if open := Unbooked(r); len(open) > 0 {
		title := ""
		if g, ok := r.Gift(open[0].Gift); ok {
			title = g.Title
		}
		add("lists", false, "%d 张慰问名单还没有凭证：%s %s%s。", len(open), open[0].ID, title, map[bool]string{true: " 等"}[len(open) > 1])
	}
}
