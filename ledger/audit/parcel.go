package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"huizhang/ledger"
)

// Parcel is what one auditor did in his copy of a book since it was packed, on
// its way back. It holds nothing that somebody else wrote but the answers he had
// seen. Who signs it for him, and who proves the signature, is not its business.
type Parcel struct {
	Book     string      // id
	Head     ledger.Head // of the log when the copy was packed
	By       string
	At       int64 // Unix seconds
	Findings []ledger.Finding
	Ticks    []ledger.Tick
	Samples  []ledger.Sample
	Work     []SentLine
	Vouchers []VoucherMark // of all vouchers that are named in it
}

// SentLine is a working-paper line; numbers of samples and findings differ from
// book to book, their UIDs do not.
type SentLine struct {
	Sample  string
	Finding string // "" for none
	Line    ledger.WorkLine
}

// VoucherMark makes sure that both sides mean the same voucher.
type VoucherMark struct {
	ID     ledger.VoucherID
	Ref    string
	Digest string
}

// VoucherDigest is the SHA-256 of a posted voucher in a form that never changes.
func VoucherDigest(v *ledger.Voucher) string {
	var b strings.Builder
	fmt.Fprintf(&b, "huizhang voucher 1\n%s %s %q %d %q %q %d %d\n", v.Ref(), v.Day, v.Payee, v.Papers, v.Maker, v.Reviewer, v.Reverses, v.Corrects)
	for _, l := range v.Lines {
		fmt.Fprintf(&b, "%q %s %s %s %v\n", l.Summary, l.Account, l.Debit, l.Credit, l.Restricted)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// Gather collects what a person did behind the head of the pack.
func Gather(r ledger.Reader, head ledger.Head, by string, at int64) Parcel {
	p := Parcel{Book: r.Unit().BookID, Head: head, By: by, At: at}
	g := gathering{r: r, p: &p, seen: map[string]bool{}}
	for e := range r.Log(head.Size+1, false) {
		for _, c := range e.Changes {
			g.take(c.After)
		}
	}
	return p
}

// gathering notes each thing once, as it is now.
type gathering struct {
	r    ledger.Reader
	p    *Parcel
	seen map[string]bool
}

func (g *gathering) first(format string, args ...any) bool {
	key := fmt.Sprintf(format, args...)
	was := g.seen[key]
	g.seen[key] = true
	return !was
}

func (g *gathering) take(x ledger.Record) {
	switch x := x.(type) {
	case ledger.Finding:
		f, _ := g.r.Finding(x.ID)
		if !g.first("finding %d", x.ID) || !spoke(f, g.p.By) {
			return
		}
		g.p.Findings = append(g.p.Findings, f)
		if id := voucherOn(f.On); id != 0 {
			g.mark(id)
		}
	case ledger.Tick:
		if x.By != g.p.By || !g.first("tick %d", x.Voucher) {
			return
		}
		if t, ok := tickOf(g.r, x.Voucher, x.By); ok {
			g.p.Ticks = append(g.p.Ticks, t)
			g.mark(x.Voucher)
		}
	case ledger.Sample:
		if s, _ := g.r.Sample(x.ID); s.By == g.p.By && g.first("sample %d", x.ID) {
			g.p.Samples = append(g.p.Samples, s)
			for _, it := range s.Items {
				g.mark(it.Voucher)
			}
		}
	case ledger.WorkLine:
		if x.By == g.p.By && g.first("work %d %d", x.Sample, x.Voucher) {
			g.work(x)
		}
	}
}

func (g *gathering) work(x ledger.WorkLine) {
	for l := range g.r.WorkLines(x.Sample) {
		if l.Voucher != x.Voucher || l.By != g.p.By {
			continue
		}
		s, _ := g.r.Sample(l.Sample)
		out := SentLine{Sample: s.UID, Line: l}
		if f, ok := g.r.Finding(l.Finding); ok {
			out.Finding = f.UID
		}
		g.p.Work = append(g.p.Work, out)
		g.mark(l.Voucher)
	}
}

func (g *gathering) mark(id ledger.VoucherID) {
	v, ok := g.r.Voucher(id)
	if !ok || v.State != ledger.Posted || !g.first("voucher %d", id) {
		return
	}
	g.p.Vouchers = append(g.p.Vouchers, VoucherMark{ID: id, Ref: v.Ref(), Digest: VoucherDigest(&v)})
}

func spoke(f ledger.Finding, who string) bool {
	for _, m := range f.Remarks {
		if m.By == who && m.Kind != "answer" {
			return true
		}
	}
	return false
}

// voucherOn is the voucher that a finding points at, 0 for another thing.
func voucherOn(on string) ledger.VoucherID {
	var id uint64
	if rest, ok := strings.CutPrefix(on, "voucher/"); ok {
		fmt.Sscanf(rest, "%d", &id)
	}
	return ledger.VoucherID(id)
}
