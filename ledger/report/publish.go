package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
)

// Publish publishes the disclosure of a period: it freezes the document as it
// is. A later version of the same period gets the next number.
type Publish struct {
	Period ledger.Period
	Place  string     // where it hangs
	From   ledger.Day // first day
	To     ledger.Day // last day, 0: open
	// Coder makes the code that the paper carries; nil leaves it out. It is asked
	// here and not by the screen, because only here the head is certain.
	Coder ledger.Coder
}

// Name of the act.
func (Publish) Name() string { return "disclosure.publish" }

// frozen is what a notice keeps: the document, and which vouchers it can have
// counted.
type frozen struct {
	Document *Document          `json:"document"`
	Last     ledger.VoucherID   `json:"last"`    // newest voucher there was
	Pending  []ledger.VoucherID `json:"pending"` // not posted then
	Code     string             `json:"code,omitempty"`
	QR       string             `json:"qr,omitempty"`
	// Lists says that the notice tells about gifts, aid and events. Those of
	// before it could, and those that left them out to protect somebody, are not
	// held against lines that they never had.
	Lists bool `json:"lists,omitempty"`
}

// Decide refuses what [Release] forbids.
func (p Publish) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	doc, bad := Release(r, p.Period)
	ps := ledger.Problems(bad)
	place, _ := ledger.Clean(p.Place)
	if p.Period == (ledger.Period{}) {
		ps.Add("period", "", ledger.CodeRequired, "请选择要公示的期间，例如 2026-05、2026-Q2 或 2026。")
	}
	switch {
	case place == "":
		ps.Add("place", "", ledger.CodeRequired, "请写明公示的地方，例如“校务公开栏”。")
	case len([]rune(place)) > 60:
		ps.Add("place", "", ledger.CodeTooLarge, "公示地方最多写 60 个字。")
	case len(Scan(&Document{Organization: r.Unit().Name, Notes: []string{place}}, MemberNames(r))) > 0:
		ps.Add("place", "", ledger.CodePersonal, "公示地方会印在表上，不能写会员姓名、电话等个人信息。请只写地方，例如“校务公开栏”。")
	}
	if !p.From.Valid() {
		ps.Add("from", "", ledger.CodeBadDay, "请填写开始公示的日期，例如 2026-06-05。")
	}
	if p.To != 0 && (!p.To.Valid() || p.To < p.From) {
		ps.Add("to", "", ledger.CodeBadDay, "结束公示的日期应不早于开始日期。")
	}
	if len(ps) > 0 {
		return ledger.Plan{}, &ledger.Error{Code: ps[0].Code, Text: "还不能公示：", Problems: ps}
	}
	doc.Generated = ledger.Clock(by.Time)
	n := ledger.Notice{Period: doc.Period, Version: LastVersion(r, doc.Period) + 1, Place: place, From: p.From, To: p.To, By: by.Operator, At: by.Time, Head: doc.Head}
	n.Figures = Figures(doc)
	keep := frozen{Document: doc, Last: r.LastVoucher(), Lists: !slices.Contains(doc.Notes, guardNote)}
	for v := range r.Pending() {
		keep.Pending = append(keep.Pending, v.ID)
	}
	var err error
	if p.Coder != nil && r.Unit().BookID != "" {
		if keep.Code, keep.QR, err = p.Coder.Code(r.Unit().BookID, doc.Period, r.Head()); err != nil {
			return ledger.Plan{}, fmt.Errorf("disclosure: %w", err)
		}
	}
	if n.Body, err = json.Marshal(keep); err != nil {
		return ledger.Plan{}, fmt.Errorf("disclosure: %w", err)
	}
	n.Hash = hashOf(n.Body)
	return ledger.Plan{Title: fmt.Sprintf("公示%s收支（第 %d 版）：%s", doc.Period.Chinese(), n.Version, place), Changes: []ledger.Change{ledger.Put(n)}}, nil
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// LastVersion is the number of the newest published version of a period, 0 if
// it was never published.
func LastVersion(r ledger.Notices, p ledger.Period) int {
	n := 0
	for {
		if _, ok := r.Notice(p, n+1); !ok {
			return n
		}
		n++
	}
}

// Frozen gives back the document that was published. It refuses a body that
// does not match its hash.
func Frozen(n ledger.Notice) (*Document, error) {
	f, err := thaw(n)
	if err != nil {
		return nil, err
	}
	return f.Document, nil
}

// Posted is the document as it hangs on the board: what was published, and below
// it which version that is, where and how long it hangs, the code of the book at
// that time, and who signed it. Signatures of other notices are left out.
func Posted(n ledger.Notice, signed ...ledger.Signature) (*Document, error) {
	f, err := thaw(n)
	if err != nil {
		return nil, err
	}
	doc := f.Document
	until := "起长期公示"
	if n.To != 0 {
		until = "至 " + n.To.String()
	}
	doc.Notes = append(doc.Notes, fmt.Sprintf("第 %d 版。公示地方：%s；公示期间：%s %s。校验码 %s。", n.Version, n.Place, n.From, until, n.Hash[:12]))
	doc.Seal = sealOf(n, f, signed)
	return doc, nil
}

func sealOf(n ledger.Notice, f frozen, signed []ledger.Signature) *Seal {
	s := &Seal{Code: f.Code, QR: f.QR}
	size, _, _ := strings.Cut(n.Head, ":")
	for _, g := range signed {
		if g.Kind != ledger.SignDisclosure || g.Period != n.Period || g.Version != n.Version {
			continue
		}
		if s.Code == "" {
			s.Code = g.Code
		}
		s.Signed = append(s.Signed, fmt.Sprintf("%s 已电子签字（%s）", label(g.By), ledger.Clock(g.At)))
	}
	if len(s.Signed) == 0 {
		s.Signed = []string{"本表没有电子签字"}
	}
	if s.Code == "" {
		return nil
	}
	s.About = fmt.Sprintf("账到第 %s 条记录。请留存本表：以后拿它与账本对照，可以看出这以前的账是否被改过。", size)
	return s
}

// SignaturesOf are the signatures on a notice.
func SignaturesOf(r ledger.Audits, n ledger.Notice) []ledger.Signature {
	var out []ledger.Signature
	for s := range r.Signatures() {
		if s.Kind == ledger.SignDisclosure && s.Period == n.Period && s.Version == n.Version {
			out = append(out, s)
		}
	}
	return out
}

func thaw(n ledger.Notice) (frozen, error) {
	var f frozen
	if hashOf(n.Body) != n.Hash {
		return f, ledger.Errf(ledger.CodeLaw, "%s公示表第 %d 版与公示时的校验码不符，内容已被改动或损坏。请用备份核对。", n.Period.Chinese(), n.Version)
	}
	if err := json.Unmarshal(n.Body, &f); err != nil || f.Document == nil {
		return f, ledger.Errf(ledger.CodeLaw, "%s公示表第 %d 版读不出来，内容已损坏。请用备份核对。", n.Period.Chinese(), n.Version)
	}
	return f, nil
}

// Differences tells where the book no longer says what a notice said. Field is
// the line's key.
func Differences(r ledger.Reader, n ledger.Notice) []ledger.Problem {
	var ps ledger.Problems
	doc, err := Build(r, "disclosure", Args{Period: n.Period})
	if err != nil {
		ps.Add("period", n.Period.Chinese(), ledger.CodeOf(err), "%s", err.Error())
		return ps
	}
	now := map[string]ledger.Figure{}
	for _, f := range Figures(doc) {
		now[f.Key] = f
	}
	for _, f := range n.Figures {
		if g := now[f.Key]; g.Amount != f.Amount {
			ps.Add(f.Key, label(f.Name), ledger.CodeLaw, "公示时 %s 元，现在账上 %s 元，相差 %s 元。", f.Amount.Grouped(), g.Amount.Grouped(), (g.Amount - f.Amount).Grouped())
		}
		delete(now, f.Key)
	}
	was, err := thaw(n)
	for _, f := range Figures(doc) {
		if err == nil && !was.Lists && listed(f.Key) {
			continue
		}
		if g, left := now[f.Key]; left && g.Amount != 0 {
			ps.Add(f.Key, label(f.Name), ledger.CodeLaw, "公示时没有这一行，现在账上 %s 元。", g.Amount.Grouped())
		}
	}
	return ps
}

func label(s string) string { return strings.Trim(s, " 　") }
