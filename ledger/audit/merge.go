package audit

import (
	"fmt"
	"slices"

	"huizhang/ledger"
)

// Merged is what a parcel would change in a book.
type Merged struct {
	Plan                                     ledger.Plan
	Findings, Remarks, Ticks, Samples, Lines int
	Problems                                 []ledger.Problem // not taken, or written by both sides
}

// Nothing reports that the book has all of it already.
func (m Merged) Nothing() bool { return len(m.Plan.Changes) == 0 }

// Merge plans the act finding.merge. It is no act by itself: only package
// store/pack makes one, after it has proven the signature. What was merged once
// is found again by UID, and a remark by who said it, when and what; so a file
// may come as often as it likes. What others wrote is never changed.
func (p *Parcel) Merge(r ledger.Reader) (Merged, error) {
	if err := p.belongs(r); err != nil {
		return Merged{}, err
	}
	m := &merging{r: r, p: p, vouchers: map[ledger.VoucherID]bool{}, samples: map[string]ledger.Sample{}, findings: map[string]ledger.Finding{}, taken: map[string]bool{}, chosen: map[string]map[ledger.VoucherID]bool{}}
	m.check()
	for f := range r.Findings() {
		m.findings[f.UID] = f
	}
	for s := range r.Samples() {
		m.samples[s.UID] = s
	}
	m.lastFinding, m.lastSample = r.LastFinding(), r.LastSample()
	for _, f := range p.Findings {
		m.finding(f)
	}
	for _, t := range p.Ticks {
		m.tick(t)
	}
	for _, s := range p.Samples {
		m.sample(s)
	}
	for _, l := range p.Work {
		m.work(l)
	}
	out := &m.out
	out.Plan.Title = fmt.Sprintf("收回审计结果（%s）：问题 %d 个、补充意见 %d 条、查账记号 %d 个、抽样 %d 次、底稿 %d 行", p.By, out.Findings, out.Remarks, out.Ticks, out.Samples, out.Lines)
	return *out, nil
}

// belongs holds the parcel against the book: it must be the same book, and the
// log that was packed must be the beginning of its log.
func (p *Parcel) belongs(r ledger.Reader) error {
	if p.Book != r.Unit().BookID {
		return ledger.Errf(ledger.CodeBadValue, "这份审计结果属于另一本账，没有收回。请打开交给经审人员审查的那本账。")
	}
	switch there, ok := r.HeadAt(p.Head.Size); {
	case !ok:
		return ledger.Errf("B06", "打审计包时账本有 %d 条记录，这本账只有 %d 条：这是旧的副本，或后面的记录丢了。没有收回，请用打包时的那本账。", p.Head.Size, r.Head().Size)
	case there.Root != p.Head.Root:
		return ledger.Errf("B07", "打审计包以后，这本账前 %d 条记录被改动过，与审计包里的不一样。没有收回。请保留现状，通知经审人员，用审计包对照。", p.Head.Size)
	}
	if !slices.ContainsFunc(r.People(), func(x ledger.Person) bool { return x.Name == p.By && x.Is(ledger.Auditor) }) {
		return ledger.Errf(ledger.CodeRole, "“%s”在这本账里不是经审人员，没有收回。", p.By)
	}
	return nil
}

type merging struct {
	r           ledger.Reader
	p           *Parcel
	out         Merged
	vouchers    map[ledger.VoucherID]bool // proven to be the same on both sides
	findings    map[string]ledger.Finding // by UID, as they will be
	samples     map[string]ledger.Sample
	lastFinding ledger.FindingID
	lastSample  ledger.SampleID
	taken       map[string]bool // ticks and lines, each once
	chosen      map[string]map[ledger.VoucherID]bool
}

// once guards against a parcel that names one thing twice.
func (m *merging) once(what string, a, b uint64) bool {
	key := fmt.Sprintf("%s %d %d", what, a, b)
	was := m.taken[key]
	m.taken[key] = true
	return !was
}

func (m *merging) odd(subject, format string, args ...any) {
	m.out.Problems = append(m.out.Problems, ledger.Problem{Subject: subject, Code: ledger.CodeState, Text: fmt.Sprintf(format, args...)})
}

func (m *merging) change(c ledger.Change) { m.out.Plan.Changes = append(m.out.Plan.Changes, c) }

// check finds each voucher by its number and compares it word for word.
func (m *merging) check() {
	for _, k := range m.p.Vouchers {
		if v, ok := m.r.Voucher(k.ID); ok && v.State == ledger.Posted && v.Ref() == k.Ref && VoucherDigest(&v) == k.Digest {
			m.vouchers[k.ID] = true
			continue
		}
		m.odd(ledger.Plain(k.Ref), "这张凭证与审计时看到的不一样，写在它上面的审计结果没有收回。请保留现状，与审计包对照。")
	}
}

func (m *merging) finding(f ledger.Finding) {
	old, known := m.findings[f.UID]
	var mine []ledger.Remark
	for _, say := range f.Remarks {
		switch {
		case say.By != m.p.By || say.Kind == "answer": // somebody else's words, or not said as an auditor
		case !soundRemark(say):
			m.odd(ledger.Plain(f.Title), "有一条意见不是会账程序写得出来的（种类、时间、长度或看不见的字符不对），没有收回这一条。")
		default:
			mine = append(mine, say)
		}
	}
	if id := voucherOn(f.On); id != 0 && !m.vouchers[id] {
		if v, ok := m.r.Voucher(id); !ok || v.State == ledger.Posted { // else a draft, which may have changed since
			m.odd(ledger.Plain(f.Title), "所指的凭证在这本账里不是同一张，没有收回。")
			return
		}
	}
	if known {
		m.remarks(old, f, mine)
		return
	}
	switch {
	case len(mine) == 0 || len(f.Remarks) == 0 || f.Remarks[0].Kind != "question":
		m.odd(ledger.Plain(f.Title), "没有内容，没有收回。")
	case f.Remarks[0].By != m.p.By:
		m.odd(ledger.Plain(f.Title), "这个问题是“%s”提的，这本账里还没有。请先收回他的审计结果，再收一次这一份。", f.Remarks[0].By)
	case !soundFinding(f):
		m.odd(ledger.Plain(f.Title), "填写不完整，或有会账程序写不出来的内容，没有收回。")
	default:
		m.lastFinding++
		f.ID, f.Remarks = m.lastFinding, mine
		f.State = stateAfter(mine[len(mine)-1].Kind)
		m.findings[f.UID] = f
		m.out.Findings++
		m.change(ledger.Put(f))
	}
}

// remarks adds what the auditor said since. An answer that he had not seen is
// never closed over: the finding then waits for him as answered.
func (m *merging) remarks(old, f ledger.Finding, mine []ledger.Remark) {
	if old.On != f.On || old.Title != f.Title || old.Amount != f.Amount || old.Severity != f.Severity || old.Clause != f.Clause {
		m.odd(old.ID.String(), "同一个问题在两边写的不一样。保留账本里的，没有收回这一个。")
		return
	}
	unseen := 0
	for _, say := range old.Remarks {
		if say.Kind == "answer" && !has(f.Remarks, say) {
			unseen++
		}
	}
	nu := old
	nu.Remarks = slices.Clone(old.Remarks)
	for _, say := range mine {
		if has(old.Remarks, say) {
			continue
		}
		nu.Remarks = append(nu.Remarks, say)
		nu.State = stateAfter(say.Kind)
	}
	added := len(nu.Remarks) - len(old.Remarks)
	if added == 0 {
		return
	}
	if unseen > 0 {
		nu.State = ledger.FindingAnswered
		m.odd(old.ID.String(), "两边都写了：审计人员写意见时还没有看到最近的 %d 次答复。双方的话都保留，问题记为“已答复”，请审计人员再看。", unseen)
	}
	m.findings[f.UID] = nu
	m.out.Remarks += added
	m.change(ledger.Edit(old, nu))
}

func has(all []ledger.Remark, say ledger.Remark) bool {
	return slices.ContainsFunc(all, func(x ledger.Remark) bool {
		return x.By == say.By && x.At == say.At && x.Text == say.Text && x.Kind == say.Kind
	})
}

func stateAfter(kind string) ledger.FindingState {
	if kind == "close" {
		return ledger.FindingClosed
	}
	return ledger.FindingOpen
}

// tick takes the newer one of a person's two ticks on a voucher.
func (m *merging) tick(t ledger.Tick) {
	if !m.once("tick", uint64(t.Voucher), 0) || !m.vouchers[t.Voucher] || t.By != m.p.By || !soundTick(t) {
		return // told by check, or made by nobody's program
	}
	old, had := tickOf(m.r, t.Voucher, t.By)
	switch {
	case !had && t.Off, had && old == t, had && old.At >= t.At:
		return
	case had:
		m.change(ledger.Edit(old, t))
	default:
		m.change(ledger.Put(t))
	}
	m.out.Ticks++
}
