package notary

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/sign"
)

// Basis is what a signature of an occasion says about a book: the main figures
// and the hash of what was looked at.
type Basis struct {
	Document [32]byte
	Figures  []sign.Figure
	Head     sign.Head
}

// kindOf is the statement's word for an occasion.
func kindOf(kind string) sign.Kind {
	switch kind {
	case ledger.SignDisclosure:
		return sign.Disclosure
	case ledger.SignYear:
		return sign.YearClose
	case ledger.SignOff:
		return sign.SignOff
	case ledger.SignHandover:
		return sign.HandOver
	}
	return ""
}

// basisOf reads what is signed. A disclosure is signed as it was published, at
// the head its figures were read at; everything else at the book's newest head.
func basisOf(r ledger.Reader, kind string, p ledger.Period, version int) (Basis, error) {
	if kind == ledger.SignDisclosure {
		return noticeBasis(r, p, version)
	}
	head, err := sign.HeadOf(r.Head())
	if err != nil {
		return Basis{}, err
	}
	b := Basis{Head: head}
	if b.Figures, err = figuresNow(r, p); err != nil {
		return Basis{}, err
	}
	switch kind {
	case ledger.SignYear, ledger.SignOff:
		b.Document = sha256.Sum256([]byte(sheet(r, kind, p)))
	case ledger.SignHandover:
		paper, ok := handover(r, p, version)
		if !ok {
			return Basis{}, ledger.Errf(ledger.CodeUnknown, "没有找到%s的移交清册第 %d 版。", p.Chinese(), version)
		}
		b.Document = sha256.Sum256([]byte(paperText(paper)))
	default:
		return Basis{}, fmt.Errorf("signature: occasion %q", kind)
	}
	return b, nil
}

func noticeBasis(r ledger.Reader, p ledger.Period, version int) (Basis, error) {
	n, ok := r.Notice(p, version)
	if !ok {
		return Basis{}, ledger.Errf(ledger.CodeUnknown, "没有%s第 %d 版公示。", p.Chinese(), version)
	}
	if _, err := report.Frozen(n); err != nil {
		return Basis{}, err
	}
	b := Basis{Figures: mainFigures(n.Figures)}
	raw, err := hex.DecodeString(n.Hash)
	if err != nil || copy(b.Document[:], raw) != len(b.Document) {
		return Basis{}, ledger.Errf(ledger.CodeLaw, "%s公示第 %d 版的校验码读不出来。", p.Chinese(), version)
	}
	head, ok := parseHead(n.Head)
	if ok {
		b.Head, err = sign.HeadOf(head)
	}
	if !ok || err != nil {
		return Basis{}, ledger.Errf(ledger.CodeLaw, "%s公示第 %d 版没有写明是哪一刻的账，不能签字。请重新公布一版。", p.Chinese(), version)
	}
	return b, nil
}

func parseHead(s string) (ledger.Head, bool) {
	size, root, ok := strings.Cut(s, ":")
	n, err := strconv.ParseUint(size, 10, 62)
	if err != nil || !ok || n == 0 || size[0] == '0' {
		return ledger.Head{}, false
	}
	return ledger.Head{Size: n, Root: root}, true
}

// figuresNow are the main lines of a period's income and expense as the book
// has them.
func figuresNow(r ledger.Reader, p ledger.Period) ([]sign.Figure, error) {
	doc, err := report.Build(r, "disclosure", report.Args{Period: p})
	if err != nil {
		return nil, err
	}
	return mainFigures(report.Figures(doc)), nil
}

// mainFigures are the accounts of income and expense and the main lines. What
// else a disclosure shows may be named twice and grows with the program; the
// document's hash holds it anyway.
func mainFigures(all []ledger.Figure) []sign.Figure {
	var out []sign.Figure
	for _, f := range all {
		if mainLine(f.Key) {
			out = append(out, sign.Figure{Name: strings.Trim(f.Name, " 　"), Amount: f.Amount})
		}
	}
	return out
}

func mainLine(key string) bool {
	switch key {
	case "opening", "total-income", "total-expense", "difference", "adjustment", "closing", "restricted", "owed":
		return true
	}
	return len(key) == 3 && strings.Trim(key, "0123456789") == "" && (key[0] == '4' || key[0] == '5')
}

// sheet is the text whose hash a closed year or a sign-off carries. Its form is
// ours alone and never changes, so that it can be computed again from the log by
// any later version: the sums of each account, and for a sign-off what the
// auditor had before him, findings and ticks.
func sheet(r ledger.Reader, kind string, p ledger.Period) string {
	var b strings.Builder
	fmt.Fprintf(&b, "huizhang sheet 1\n%s %s\n", kind, p)
	for _, row := range r.Opening().Rows {
		fmt.Fprintf(&b, "opening %s %s %s %v\n", row.Code, row.Debit, row.Credit, row.Restricted)
	}
	for _, a := range r.Chart() {
		if a.Code.Parent() != "" {
			continue
		}
		was, now := r.Sums(a.Code, ledger.Period{To: p.From.Add(-1)}).All(), r.Sums(a.Code, p).All()
		fmt.Fprintf(&b, "account %s %s %s %s %s\n", a.Code, was.Debit, was.Credit, now.Debit, now.Credit)
	}
	if kind == ledger.SignOff {
		c := ledger.ReadCoverage(r, p)
		for _, f := range c.Open {
			fmt.Fprintf(&b, "finding %s %s\n", f.UID, f.State)
		}
		fmt.Fprintf(&b, "ticked %d of %d\n", c.Ticked, c.Vouchers)
	}
	return b.String()
}

// paperText is a hand-over list word for word, in a form that never changes.
func paperText(x ledger.Paper) string {
	var b strings.Builder
	fmt.Fprintf(&b, "huizhang handover 1\n%s %d %q\n%q %q %q\n", x.Period, x.Version, x.Title, x.From, x.To, x.Watched)
	for _, c := range x.Cash {
		fmt.Fprintf(&b, "cash %s %d\n", c.Value, c.Count)
	}
	for _, part := range x.Parts {
		fmt.Fprintf(&b, "%q %q %q\n", part.Key, part.Title, part.Text)
	}
	return b.String()
}

func handover(r ledger.Reader, p ledger.Period, version int) (ledger.Paper, bool) {
	for x := range r.Papers() {
		if x.Kind == "handover" && x.Period == p && x.Version == version {
			return x, true
		}
	}
	return ledger.Paper{}, false
}
