package voucher

import (
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/pinyin"
	"huizhang/tui/desk"
)

// recentLimit is how many of the newest vouchers are looked at for offers.
const recentLimit = 300

// facts are what the forms know of the book, read once when they open and
// again after each saving.
type facts struct {
	unit   ledger.Unit
	chart  []ledger.Account
	leaves []ledger.Account
	denied string           // why the operator may not write; empty: may
	day    ledger.Day       // the day offered
	recent []ledger.Voucher // newest first, without automatic ones
}

func readFacts(d *desk.Desk, r ledger.Reader) facts {
	f := facts{unit: r.Unit(), chart: r.Chart(), denied: denied(d, r)}
	for _, a := range f.chart {
		if !a.Off && ledger.IsLeaf(f.chart, a.Code) {
			f.leaves = append(f.leaves, a)
		}
	}
	last := r.LastVoucher()
	for id := last; id > 0 && last-id < recentLimit; id-- {
		if v, ok := r.Voucher(id); ok && v.State != ledger.Void && !v.Closing() && v.Reverses == 0 {
			f.recent = append(f.recent, v)
		}
	}
	f.day = offeredDay(d, r, f.recent)
	return f
}

// denied says why the operator may not change the book here.
func denied(d *desk.Desk, r ledger.Pages) string {
	switch {
	case d.Book.ReadOnly():
		return "账本以只读方式打开，只能查看。"
	case !d.CanWrite(r):
		return "“" + d.Operator + "”可以查看账目、提问题，不能改动。"
	}
	return ""
}

// offeredDay is the day used last, if that was today, because a pile of
// receipts is entered in one go; else today, moved into a month that is open.
func offeredDay(d *desk.Desk, r ledger.Reader, recent []ledger.Voucher) ledger.Day {
	for e := range r.Log(0, true) {
		if len(recent) == 0 || e.Voucher != recent[0].ID {
			break
		}
		made := d.Now().Unix() - e.Time
		if day := recent[0].Day; made >= 0 && made < 12*3600 && e.Operator == d.Operator && !r.MonthPage(day.Month()).Closed {
			return day
		}
		break
	}
	return openDay(d, r)
}

// openDay is today, or the nearest day that may still be booked on.
func openDay(d *desk.Desk, r ledger.Pages) ledger.Day {
	today := d.Today()
	if m := today.Month(); m >= r.Unit().Start && !r.MonthPage(m).Closed {
		return today
	}
	return ledger.FirstOpen(r).First()
}

// payees offers whom money went to or came from lately.
func (f *facts) payees(text string) []string {
	return offer(text, func(yield func(string) bool) {
		for _, v := range f.recent {
			if !yield(v.Payee) {
				return
			}
		}
	})
}

// summaries offers what was written lately, that of the same template first.
func (f *facts) summaries(first ...string) func(string) []string {
	return func(text string) []string {
		return offer(text, func(yield func(string) bool) {
			for _, s := range first {
				if !yield(s) {
					return
				}
			}
			for _, v := range f.recent {
				for _, l := range v.Lines {
					if !yield(l.Summary) {
						return
					}
				}
			}
		})
	}
}

const offers = 20

// offer collects different texts that what was typed fits.
func offer(text string, all func(func(string) bool)) []string {
	q := strings.ToLower(strings.TrimSpace(text))
	var out []string
	seen := map[string]bool{"": true}
	for s := range all {
		if seen[s] {
			continue
		}
		seen[s] = true
		if s != text && pinyin.Matches(s, q) {
			if out = append(out, s); len(out) == offers {
				break
			}
		}
	}
	return out
}

// lastOf is the newest voucher made with a template.
func (f *facts) lastOf(template string) (ledger.Voucher, bool) {
	i := slices.IndexFunc(f.recent, func(v ledger.Voucher) bool { return v.Template == template })
	if i < 0 {
		return ledger.Voucher{}, false
	}
	return f.recent[i], true
}
