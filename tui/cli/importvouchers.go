package cli

import (
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// planVouchers makes a voucher of each group of rows. A voucher that the book
// has already is left out, so that a file may safely come twice.
func planVouchers(j *job, r ledger.Reader) error {
	if err := ledger.Permit(r, ledger.Enter{}.Name(), j.by); err != nil {
		return err
	}
	drafts, problems, ignored := intake.Vouchers(j.t, resolver(r.Chart(), true))
	j.problems, j.ignored = problems, ignored
	slices.SortStableFunc(drafts, func(a, b intake.Draft) int { return int(a.Day - b.Day) })
	have := already{posted: map[string]int{}, waiting: map[string]int{}}
	if !j.again {
		have.look(r, drafts)
	}
	for _, d := range drafts {
		v := ledger.Voucher{Day: d.Day, Word: d.Word, Lines: d.Lines, Payee: d.Payee, Papers: d.Papers, Source: "import"}
		w := row{Line: d.Line, Action: intake.Added, Who: "组 " + d.Group, Text: fmt.Sprintf("%s %s %s 元", d.Day, v.Summary(), v.Amount().Grouped())}
		if there, waits := have.take(&v); there {
			w.Action, w.Text = intake.Unchanged, "账本里已有"
			if waits && j.post {
				w.Text = "账本里已有，是还没有过账的草稿"
				w.Note = w.Text + "，这次没有过账；请在“凭证”里审核过账"
			}
			j.rows = append(j.rows, w)
			continue
		}
		act := ledger.Enter{Voucher: v, Post: j.post, Reviewer: j.reviewer}
		if !j.judge(r, d.Line, w.Who, act) || !j.content(r, &v, d.Line, w.Who) {
			continue
		}
		w.act = act
		j.rows = append(j.rows, w)
	}
	return nil
}

// content holds a draft to what posting will ask of it, so that a file is found
// wrong when it comes and not a month later.
func (j *job) content(r ledger.Reader, v *ledger.Voucher, line int, who string) bool {
	if j.post {
		return true // judged already
	}
	c := *v
	if c.Word == "" || r.Unit().Words == ledger.OneWord {
		c.Word = ledger.WordFor(r.Unit().Words, c.Lines)
	}
	ps := ledger.CheckVoucher(&c, r.Chart(), r.Unit().Words)
	for _, p := range ps {
		where := strings.TrimSpace(j.t.Subject(line, "") + " " + who)
		if p.Subject != "" {
			where += " 分录" + p.Subject
		}
		j.problems.Add(p.Field, where, p.Code, "%s", p.Text)
	}
	return len(ps) == 0
}

// already counts, by content, the vouchers that stand in the book: posted and
// not written off, or still waiting to be posted.
type already struct{ posted, waiting map[string]int }

// look counts those of the drafts' months.
func (h already) look(r ledger.Reader, drafts []intake.Draft) {
	if len(drafts) == 0 {
		return
	}
	p := ledger.Period{From: drafts[0].Day.Month(), To: drafts[len(drafts)-1].Day.Month()}
	for v := range r.Posted(p) {
		if _, gone := r.ReversedBy(v.ID); !gone {
			h.posted[fingerprint(&v)]++
		}
	}
	for v := range r.Pending() {
		if p.Has(v.Month()) {
			h.waiting[fingerprint(&v)]++
		}
	}
}

// take tells whether one like v is there, and whether it waits; it is then
// taken, so that two of a kind in a file want two of a kind in the book.
func (h already) take(v *ledger.Voucher) (there, waits bool) {
	k := fingerprint(v)
	for _, have := range []map[string]int{h.posted, h.waiting} {
		if have[k] > 0 {
			have[k]--
			return true, waits
		}
		waits = true
	}
	return false, false
}

// fingerprint is what two vouchers of the same content have in common.
func fingerprint(v *ledger.Voucher) string {
	var b strings.Builder
	payee, _ := ledger.Clean(v.Payee)
	fmt.Fprintf(&b, "%s\x00%s", v.Day, payee)
	for _, l := range v.Lines {
		text, _ := ledger.Clean(l.Summary)
		fmt.Fprintf(&b, "\x00%s\x00%s\x00%d\x00%d", text, l.Account, l.Debit, l.Credit)
	}
	return b.String()
}
