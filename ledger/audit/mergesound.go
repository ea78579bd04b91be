package audit

import (
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/audit/sample"
)

// A signature says who wrote a parcel, not that a program of ours did. So each
// thing in it must be one that the screens could have made; what is not is left
// where it is and told.

// lastSecond is the end of the year 9999.
const lastSecond = 253_402_300_799

// typed reports a text as the acts keep it: cleaned, of one line, not too long.
func typed(s string, most int) bool {
	clean, _ := ledger.Clean(s)
	return clean == s && len([]rune(s)) <= most
}

// shown reports a text that programs made, of report lines and the like, and that
// hides nothing when it is drawn.
func shown(s string, most int) bool { return ledger.Plain(s) == s && len([]rune(s)) <= most }

func uid(s string) bool { return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == "" }

func inTime(at int64) bool { return at > 0 && at <= lastSecond }

func payable(m ledger.Money) bool { return m >= -ledger.MaxMoney && m <= ledger.MaxMoney }

func inMonths(p ledger.Period) bool {
	return p == ledger.Period{} || p.From.Valid() && p.To.Valid() && p.From <= p.To
}

// soundFinding holds a new finding against what [Raise] asks for.
func soundFinding(f ledger.Finding) bool {
	return uid(f.UID) && f.Title != "" && typed(f.Title, 60) && typed(f.Clause, 200) && typed(f.Owner, 20) && f.On != "" && shown(f.On, 200) &&
		f.Ref != "" && shown(f.Ref, 300) && shown(f.Check, 20) && (f.Due == 0 || f.Due.Valid()) && payable(f.Amount) && inMonths(f.Period) &&
		slices.Contains([]string{Grave, Doubt, Remark}, f.Severity)
}

// soundRemark reports a remark of the auditor's kinds that a person could have
// typed. To name a correcting voucher or paper is for who answers.
func soundRemark(say ledger.Remark) bool {
	return say.Text != "" && typed(say.Text, 2000) && inTime(say.At) && say.Voucher == 0 && say.Paper == "" &&
		slices.Contains([]string{"question", "close", "reopen"}, say.Kind)
}

func soundTick(t ledger.Tick) bool { return inTime(t.At) && typed(t.Note, 200) }

// soundSample holds a sample against what [PlanSample] asks for, and what was
// drawn against the book: each voucher once, by its own number and amount.
func (m *merging) soundSample(s ledger.Sample) bool {
	if !uid(s.UID) || !inTime(s.Made) || !slices.Contains(sample.Methods(), sample.Method(s.Method)) || s.Size < 0 || s.Size > 100_000 || !payable(s.Large) || !payable(s.Interval) ||
		!inMonths(s.Period) || !shown(s.Head, 200) || !shown(s.Drawn, 100) || !typed(s.Void, 200) || len(s.Items) > 0 && s.Drawn == "" {
		return false
	}
	if len(s.Items) == 0 {
		return true
	}
	worth := map[ledger.VoucherID]sample.Item{}
	all, ids := Population(m.r, s.Period)
	for _, x := range all {
		worth[ids[x.Key]] = x
	}
	for _, it := range s.Items {
		x, ok := worth[it.Voucher]
		if !ok || x.Key != it.Ref || x.Amount != it.Amount || !shown(it.Why, 300) {
			return false
		}
		delete(worth, it.Voucher)
	}
	return true
}

func soundLine(l ledger.WorkLine) bool {
	return inTime(l.At) && typed(l.Note, 500) && payable(l.Audited) && len(l.Tests) <= 50 && !slices.ContainsFunc(l.Tests, func(t ledger.WorkTest) bool {
		return t.Name == "" || !shown(t.Name, 100) || !slices.Contains([]string{"", "yes", "no", "na"}, t.Fine)
	})
}
