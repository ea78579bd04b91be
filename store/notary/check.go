package notary

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
	"huizhang/store/sign"
)

// Evidence is what a check of signatures works on. Log is made from the entries
// themselves.
type Evidence struct {
	Reader ledger.Reader
	Log    sign.Log
	// Past are the bases that the log leads to at the size of a signature, by its
	// number; a signature that is missing there was not computed again.
	Past map[uint64]Basis
	// Retired and Made are the entries that retired a key and made a signature, by
	// their numbers: clocks lie, the order of the log does not.
	Retired, Made map[uint64]uint64
}

// PastOf computes what a signature said of the book that r shows.
func PastOf(r ledger.Reader, s ledger.Signature) (Basis, error) {
	if s.Kind != ledger.SignDisclosure {
		return basisOf(r, s.Kind, s.Period, s.Version)
	}
	figures, err := figuresNow(r, s.Period)
	return Basis{Figures: figures}, err
}

// Check checks every signature of a book: that a registered key made it before
// it was retired, that the book had that head, and that the figures are those of
// the log.
func Check(e Evidence) []ledger.SignatureCheck {
	keys := e.Reader.Keys()
	var out []ledger.SignatureCheck
	for s := range e.Reader.Signatures() {
		c := ledger.SignatureCheck{No: s.No, Person: s.By, Title: fmt.Sprintf("%s，%s %s", titleOf(s.Kind, s.Period, s.Version), ledger.Plain(s.By), ledger.Clock(s.At))}
		if key, ok := keyNo(keys, s.Key); ok {
			if p, err := sign.ParsePublic(key.Verifier); err == nil {
				c.Key = p.Fingerprint()
			}
		}
		c.Text = e.fault(s, keys)
		if c.Holds = c.Text == ""; c.Holds {
			c.Text = fmt.Sprintf("签字有效：第 1 条至第 %d 条记录与签字时一样，数字与日志重算的一致。", s.Size)
			if _, done := e.Past[s.No]; !done {
				c.Text = fmt.Sprintf("签字有效：第 1 条至第 %d 条记录与签字时一样。", s.Size)
				c.Notes = append(c.Notes, "账本有别的问题，签字上的数字没有重新计算。")
			}
			if key, _ := keyNo(keys, s.Key); key.Until != 0 {
				c.Notes = append(c.Notes, fmt.Sprintf("这把密钥后来停用（%s），停用以前的签字仍然有效。", ledger.Plain(key.Why)))
			}
		}
		out = append(out, c)
	}
	return out
}

func keyNo(keys []ledger.Key, no uint64) (ledger.Key, bool) {
	i := slices.IndexFunc(keys, func(k ledger.Key) bool { return k.No == no })
	if i < 0 {
		return ledger.Key{}, false
	}
	return keys[i], true
}

// fault says why a signature does not hold, "" when it does.
func (e Evidence) fault(s ledger.Signature, keys []ledger.Key) string {
	key, ok := keyNo(keys, s.Key)
	if !ok {
		return "账本里没有登记签这一份的密钥。不能证明是谁签的，可能是伪造的签字。"
	}
	p, err := sign.ParsePublic(key.Verifier)
	if err != nil {
		return "登记的密钥读不出来，不能核对这份签字。"
	}
	opened, err := sign.Verify(s.Note, p)
	switch sign.FaultCode(err) {
	case "":
	case "S02":
		return fmt.Sprintf("这份签字不是用“%s”登记的密钥签的，可能是伪造的签字。", ledger.Plain(key.Person))
	case "S01":
		return "签字的内容或签字本身被改动过。"
	default:
		return "签字读不出来，可能已损坏或被改动。"
	}
	st := opened.Statement
	switch {
	case key.Person != s.By, st.Kind != kindOf(s.Kind), st.Period != s.Period, st.Head.Size != s.Size, fmt.Sprintf("%x", st.Head.Root[:]) != s.Root:
		return "账本里写的签字事项与签字文件的内容不一样，有人改过。"
	case st.Book != e.Reader.Unit().BookID:
		return "这份签字属于另一本账，被放到了这里。"
	case e.late(s, key):
		return fmt.Sprintf("这份签字在密钥停用（%s）以后才签，不算数。", ledger.Clock(key.Until))
	}
	if why := e.head(st); why != "" {
		return why
	}
	return e.figures(s, st)
}

// late: the order of the log decides, where it is known.
func (e Evidence) late(s ledger.Signature, key ledger.Key) bool {
	if key.Until == 0 {
		return false
	}
	gone, made := e.Retired[key.No], e.Made[s.No]
	if gone != 0 && made != 0 {
		return made > gone
	}
	return s.At >= key.Until
}

func (e Evidence) head(st sign.Statement) string {
	if st.Head.Size > e.Log.Size() {
		return fmt.Sprintf("签字时账本有 %d 条记录，现在只有 %d 条：后面的记录被去掉了，或拿到了旧的副本。", st.Head.Size, e.Log.Size())
	}
	root, err := tlog.TreeHash(int64(st.Head.Size), e.Log)
	if err != nil {
		return "日志的校验值算不出来，不能核对这份签字。"
	}
	if root != tlog.Hash(st.Head.Root) {
		return fmt.Sprintf("第 1 条至第 %d 条记录里有改动：现在的日志与签字时的不一样。", st.Head.Size)
	}
	return ""
}

// figures holds what was signed against what the log leads to at that size, and
// a disclosure also against the notice that hangs.
func (e Evidence) figures(s ledger.Signature, st sign.Statement) string {
	if s.Kind == ledger.SignDisclosure {
		want, err := noticeBasis(e.Reader, s.Period, s.Version)
		if err != nil || want.Document != st.Document || !slices.Equal(want.Figures, st.Figures) || want.Head != st.Head {
			return "公示表的内容与签字时的不一样，有人改过。"
		}
	}
	past, ok := e.Past[s.No]
	if !ok {
		return ""
	}
	if !slices.Equal(past.Figures, st.Figures) || s.Kind != ledger.SignDisclosure && past.Document != st.Document {
		return "签字上的数字与日志重算的不一致：签的时候数字就不对，或日志被整段重做过。"
	}
	return ""
}

// Compare holds a book against the signatures in it that are right, and against
// a paper if there is one.
func Compare(e Evidence, paper ledger.PaperMark) (*ledger.Comparison, error) {
	keys, book := e.Reader.Keys(), e.Reader.Unit().BookID
	var known []sign.Mark
	for s := range e.Reader.Signatures() {
		key, _ := keyNo(keys, s.Key)
		p, err := sign.ParsePublic(key.Verifier)
		if err != nil {
			continue
		}
		if opened, err := sign.Verify(s.Note, p); err == nil {
			known = append(known, sign.MarkOf(titleOf(s.Kind, s.Period, s.Version)+"的签字", opened.Statement.Book, opened.Statement.Head))
		}
	}
	mark, remarks, err := markOf(paper, keys)
	if err != nil {
		return nil, err
	}
	var a sign.Answer
	if mark.Size() == 0 {
		a, err = sign.CompareAll(book, e.Log, known...)
	} else {
		a, err = sign.Compare(book, e.Log, mark, known...)
	}
	if err != nil {
		return nil, err
	}
	c := told(a)
	c.Paper, c.Lines = mark.Label, append(c.Lines, remarks...)
	return c, nil
}

// CompareBooks holds a book against another copy of it, of which only the log is
// believed to be what it is.
func CompareBooks(e Evidence, label, otherBook string, other sign.Log) (*ledger.Comparison, error) {
	a, err := sign.CompareBooks(e.Reader.Unit().BookID, e.Log, label, otherBook, other)
	if err != nil {
		return nil, err
	}
	c := told(a)
	c.Paper = label
	return c, nil
}

func told(a sign.Answer) *ledger.Comparison {
	return &ledger.Comparison{Verdict: word(a.Verdict), Alarm: a.Alarm(), Code: a.Code(), Lines: a.Lines(), Limits: a.Limits(),
		Size: a.Size, Sound: a.Sound, Bad: a.Bad, Added: a.Added, Missing: a.Missing}
}

// word is a verdict as programs read it.
func word(v sign.Verdict) string {
	switch v {
	case sign.Same:
		return "same"
	case sign.Extended:
		return "extended"
	case sign.Shorter:
		return "shorter"
	case sign.Rewritten:
		return "rewritten"
	case sign.OtherBook:
		return "other"
	}
	return "unproven"
}
