package notary

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/sign"
)

// AddKey registers the public half of a person's key. Only the person himself
// does it, one key at a time.
type AddKey struct{ Person, Verifier string }

// Name of the act.
func (AddKey) Name() string { return "key.add" }

// Decide holds name and book of the key against those of the book.
func (a AddKey) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	p, err := sign.ParsePublic(a.Verifier)
	if err != nil {
		return ledger.Plan{}, err
	}
	switch {
	case p.Person() != a.Person || a.Person != by.Operator:
		return ledger.Plan{}, ledger.Errf(ledger.CodeRole, "这是“%s”的密钥，只能由本人登记；现在操作的是“%s”。", p.Person(), by.Operator)
	case len(r.Unit().BookID) < 8 || p.Book() != r.Unit().BookID[:8]:
		return ledger.Plan{}, ledger.Errf(ledger.CodeBadValue, "这把密钥是为另一本账做的，不能登记到这本账。请在这本账里另做一把。")
	}
	no := uint64(1)
	for _, k := range r.Keys() {
		no = max(no, k.No+1)
		switch {
		case k.Verifier == a.Verifier && k.Until == 0:
			return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "这把密钥已经登记过。")
		case k.Verifier == a.Verifier:
			return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "这把密钥已经停用（%s），不能再登记。请另做一把。", k.Why)
		case k.Person == a.Person && k.Until == 0:
			return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "“%s”已经有一把密钥在用。要换新的，请先停用原来的那一把。", a.Person)
		}
	}
	k := ledger.Key{No: no, Person: a.Person, Verifier: p.String(), From: by.Time, By: by.Operator}
	return ledger.Plan{Title: fmt.Sprintf("登记“%s”的签字密钥（第 %d 把），指纹 %s", k.Person, no, p.Fingerprint()), Object: fmt.Sprintf("key/%d", no),
		Changes: []ledger.Change{ledger.Put(k)}}, nil
}

// Sign keeps a signed statement in the book.
type Sign struct {
	Kind    string // see [ledger.SignDisclosure] and the others
	Version int    // of the notice or hand-over list
	Note    []byte
	Code    string
}

// Name of the act.
func (a Sign) Name() string { return "sign." + a.Kind }

// Decide believes nothing of the statement: signature, key, head, figures and
// what was looked at are all held against the book.
func (a Sign) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	keys := r.Keys()
	opened, err := sign.Verify(a.Note, publics(keys)...)
	if err != nil {
		return ledger.Plan{}, err
	}
	st := opened.Statement
	k, err := signer(keys, opened, by)
	if err != nil {
		return ledger.Plan{}, err
	}
	if err := a.agree(r, st); err != nil {
		return ledger.Plan{}, err
	}
	if err := a.occasion(r, st, by); err != nil {
		return ledger.Plan{}, err
	}
	code, err := sign.ParseCode(a.Code)
	if err != nil {
		return ledger.Plan{}, err
	}
	if ok, err := code.Matches(st.Head); err != nil || !ok {
		return ledger.Plan{}, ledger.Errf(ledger.CodeLaw, "核对码与签字的内容对不上，没有签成。请重新签一次。")
	}
	no := uint64(1)
	for old := range r.Signatures() {
		no = max(no, old.No+1)
		if bytes.Equal(old.Note, a.Note) {
			return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "这一份签字已经登记过（第 %d 份），没有再登记。", old.No)
		}
		again := a.Kind == ledger.SignOff || ledger.Overtaken(r, old) != ""
		if old.Kind == a.Kind && old.Period == st.Period && old.Version == a.Version && old.Key == k.No && !again {
			return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "“%s”已经签过这一份，不用再签。", by.Operator)
		}
	}
	s := ledger.Signature{No: no, Kind: a.Kind, Period: st.Period, Version: a.Version, By: by.Operator, Key: k.No, At: by.Time,
		Size: st.Head.Size, Root: fmt.Sprintf("%x", st.Head.Root[:]), Code: code.String(), Note: a.Note}
	return ledger.Plan{Title: fmt.Sprintf("%s签字：%s，账到第 %d 条记录", titleOf(a.Kind, st.Period, a.Version), by.Operator, s.Size), Reason: st.Remark,
		Object: fmt.Sprintf("signature/%d", no), Changes: []ledger.Change{ledger.Put(s)}}, nil
}

// titleOf names what a signature is about.
func titleOf(kind string, p ledger.Period, version int) string {
	name := strings.Replace(p.Chinese()+kindOf(kind).Chinese(), "年度年度", "年度", 1)
	if version > 1 {
		name += fmt.Sprintf("（第 %d 版）", version)
	}
	return name
}

func publics(keys []ledger.Key) []sign.Public {
	var out []sign.Public
	for _, k := range keys {
		if p, err := sign.ParsePublic(k.Verifier); err == nil {
			out = append(out, p)
		}
	}
	return out
}

// signer is the key that signed: the operator's, registered and not retired.
func signer(keys []ledger.Key, opened sign.Signed, by ledger.Stamp) (ledger.Key, error) {
	i := slices.IndexFunc(keys, func(k ledger.Key) bool {
		p, err := sign.ParsePublic(k.Verifier)
		return err == nil && k.Person == by.Operator && opened.ByKey(p)
	})
	switch {
	case i < 0:
		return ledger.Key{}, ledger.Errf(ledger.CodeRole, "签字文件上没有“%s”的签字，没有登记。请由签字的人本人来登记。", by.Operator)
	case keys[i].Until != 0:
		return ledger.Key{}, ledger.Errf(ledger.CodeState, "这把密钥已于 %s 停用（%s），停用以后的签字不算数。请用现在的密钥重新签。", ledger.Clock(keys[i].Until), keys[i].Why)
	}
	return keys[i], nil
}

// agree holds the statement against the book: its identity, its head and what
// was looked at.
func (a Sign) agree(r ledger.Reader, st sign.Statement) error {
	head, ok := r.HeadAt(st.Head.Size)
	there, err := sign.HeadOf(head)
	switch {
	case kindOf(a.Kind) == "" || st.Kind != kindOf(a.Kind):
		return ledger.Errf(ledger.CodeBadValue, "这份签字是“%s”，不是要签的“%s”。", st.Kind.Chinese(), kindOf(a.Kind).Chinese())
	case st.Book != r.Unit().BookID:
		return ledger.Errf(ledger.CodeBadValue, "这份签字属于另一本账，没有登记。")
	case !ok || err != nil || there != st.Head:
		return ledger.Errf(ledger.CodeLaw, "签字时的账与这本账对不上（第 %d 条记录处不同），没有登记。请用备份对照，并重新签字。", st.Head.Size)
	}
	want, err := basisOf(r, a.Kind, st.Period, a.Version)
	if err != nil {
		return err
	}
	if a.Kind == ledger.SignDisclosure && want.Head != st.Head {
		return ledger.Errf(ledger.CodeLaw, "签字说的不是公示时的那一刻的账，没有登记。请重新签字。")
	}
	if !slices.Equal(want.Figures, st.Figures) || want.Document != st.Document {
		return ledger.Errf(ledger.CodeState, "签字的内容与账上现在的不一样（签字这会儿账有变动，或看的不是同一份），没有登记。请重新看过再签。")
	}
	return nil
}

// occasion holds the statement against the moment it is for.
func (a Sign) occasion(r ledger.Reader, st sign.Statement, by ledger.Stamp) error {
	return occasion(r, a.Kind, st.Period, a.Version, by.Operator)
}

// occasion says why a person cannot sign now, nil when he can.
func occasion(r ledger.Reader, kind string, p ledger.Period, version int, who string) error {
	switch kind {
	case ledger.SignYear:
		if !p.IsYear() || !r.MonthPage(p.To).Closed {
			return ledger.Errf(ledger.CodeState, "%s还没有结账，不能签年度结账。", p.Chinese())
		}
	case ledger.SignOff:
		if !p.IsMonth() && !p.IsYear() {
			return ledger.Errf(ledger.CodeBadValue, "经审签认按月或按年，不按%s。", p.Chinese())
		}
		if !r.MonthPage(p.To).Closed {
			return ledger.Errf(ledger.CodeState, "%s还没有结账，数字还会变，不能签认。", p.To.Chinese())
		}
	case ledger.SignHandover:
		x, ok := handover(r, p, version)
		if ok && !x.Final {
			return ledger.Errf(ledger.CodeState, "%s移交清册第 %d 版还是草稿，内容还会改，不能签字。请先在“移交清册”里按 F9 定稿，再由三方签字。", p.Chinese(), version)
		}
		for _, y := range report.PapersOf(r, report.HandoverDoc, p) {
			if ok && y.Final && y.Version > version {
				return ledger.Errf(ledger.CodeState, "%s移交清册后来又定稿了第 %d 版，请签新的那一版。", p.Chinese(), y.Version)
			}
		}
		if ok && !slices.Contains([]string{x.From, x.To, x.Watched}, who) {
			return ledger.Errf(ledger.CodeRole, "“%s”不是这份移交清册上的移交人、接交人或监交人。", who)
		}
	}
	return nil
}
