package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/report"
	"huizhang/store"
	"huizhang/store/sign"
)

// letter is the file with findings: a signed note whose document is the SHA-256
// of the parcel's bytes as they stand in the file.
type letter struct {
	Format int             `json:"format"`
	Kind   string          `json:"kind"`
	Note   string          `json:"note"`
	Parcel json.RawMessage `json:"parcel"`
}

const (
	letterKind  = "huizhang findings"
	letterLimit = 32 << 20
)

// SendFindings writes what the person did in his copy since the pack, signed.
func (p *Packer) SendFindings(b ledger.Book, o ledger.FindingsOrder) (list ledger.FindingsList, err error) {
	mark, marked := markOf(b)
	if !marked || mark.Size == 0 {
		return list, ledger.Errf(ledger.CodeState, "这不是从审计包打开的副本，没有要导出的审计结果。请先用 huizhang --book 审计包 打开审计包。")
	}
	if _, err := os.Lstat(o.Out); err == nil && !o.Force {
		return list, store.FaultExists(o.Out)
	}
	var parcel audit.Parcel
	var st sign.Statement
	var key ledger.Key
	err = b.View(func(r ledger.Reader) error {
		var ok bool
		if key, ok = ledger.KeyInUse(r, o.By); !ok {
			return ledger.Errf(ledger.CodeRequired, "“%s”还没有签字密钥，审计结果不能不签字就交回。请用屏幕界面打开这个副本，在“签字密钥”里做一把；再把密钥存到 U 盘，在会计的账本里登记一次。", o.By)
		}
		parcel = audit.Gather(r, mark.Head(), o.By, o.At)
		u := r.Unit()
		st = sign.Statement{Kind: sign.Findings, Book: u.BookID, Unit: u.Name, Period: ledger.Period{From: u.Start, To: report.LastMonth(r)}, Day: o.Today}
		st.Head, err = sign.HeadOf(mark.Head())
		return err
	})
	if err != nil {
		return list, err
	}
	list = ledger.FindingsList{By: o.By, Path: o.Out, Findings: len(parcel.Findings), Ticks: len(parcel.Ticks), Samples: len(parcel.Samples), Work: len(parcel.Work)}
	if list.Total() == 0 {
		return list, ledger.Errf(ledger.CodeState, "“%s”在这个副本里还没有写过审计内容，没有要导出的。", o.By)
	}
	var raw bytes.Buffer
	e := json.NewEncoder(&raw)
	e.SetEscapeHTML(false)
	if err := e.Encode(parcel); err != nil {
		return list, err
	}
	l := letter{Format: 1, Kind: letterKind, Parcel: bytes.TrimSpace(raw.Bytes())}
	st.Document = sha256.Sum256(l.Parcel)
	st.Remark = fmt.Sprintf("问题 %d 个、查账记号 %d 个、抽样 %d 次、底稿 %d 行", list.Findings, list.Ticks, list.Samples, list.Work)
	if l.Note, list.Fingerprint, err = p.signed(st, key.Verifier, o); err != nil {
		return list, err
	}
	write := store.WriteNew
	if o.Force {
		write = store.WriteFile
	}
	return list, write(o.Out, 0o600, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false) // the parcel's bytes must stay those that were signed
		return e.Encode(l)
	})
}

// markOf is the mark of an open book, if it is a copy.
func markOf(b ledger.Book) (store.AuditMark, bool) {
	if x, ok := b.(interface {
		AuditMark() (store.AuditMark, bool)
	}); ok {
		return x.AuditMark()
	}
	return store.AuditMark{}, false
}

// signed opens the person's key for as long as it takes to sign.
func (p *Packer) signed(st sign.Statement, verifier string, o ledger.FindingsOrder) (note, fingerprint string, err error) {
	path := o.KeyPath
	if path == "" && p.Keys != nil {
		path = p.Keys.FindKey(verifier).Path
	}
	if path == "" {
		return "", "", sign.FaultKeyMissing("")
	}
	load := sign.LoadKey
	if o.KeyPath != "" { // a stick knows no rights
		load = func(path string) ([]byte, error) { return readSmall(path, sign.KeyFileLimit) }
	}
	wrapped, err := load(path)
	if err != nil {
		return "", "", err
	}
	k, err := sign.Unwrap(wrapped, o.Passphrase)
	if err != nil {
		return "", "", err
	}
	defer k.Drop()
	if k.Public.String() != verifier {
		return "", "", sign.FaultKeyFile(errors.New("another key"))
	}
	raw, err := sign.Sign(st, k)
	return string(raw), k.Fingerprint(), err
}

// ReadFindings reads a file and says what taking it would do to the book.
func (p *Packer) ReadFindings(r ledger.Reader, path string) (ledger.Act, ledger.FindingsList, error) {
	raw, err := readSmall(path, letterLimit)
	if err != nil {
		return nil, ledger.FindingsList{}, FaultFindings("读不出来", err)
	}
	m, from, err := reckon(r, raw)
	if err != nil {
		return nil, ledger.FindingsList{}, err
	}
	list := ledger.FindingsList{By: from.parcel.By, Fingerprint: from.key.Fingerprint(), Path: path, Findings: m.Findings, Remarks: m.Remarks, Ticks: m.Ticks,
		Samples: m.Samples, Work: m.Lines, Problems: m.Problems}
	if m.Nothing() {
		return nil, list, nil
	}
	return Merge{File: raw}, list, nil
}

// Merge takes an auditor's signed findings into the treasurer's book. It carries
// the file as it came: what the book believes is proven where it is written.
type Merge struct{ File []byte }

// Name of the act.
func (Merge) Name() string { return "finding.merge" }

// Decide proves the signature and plans what is new.
func (a Merge) Decide(r ledger.Reader, _ ledger.Stamp) (ledger.Plan, error) {
	m, from, err := reckon(r, a.File)
	if err != nil {
		return ledger.Plan{}, err
	}
	if m.Nothing() {
		return ledger.Plan{}, ledger.Errf(ledger.CodeExists, "这份审计结果已经收回过，没有新的内容。")
	}
	sum := sha256.Sum256(a.File)
	m.Plan.Reason = fmt.Sprintf("%s签字，密钥指纹 %s，文件校验码 %s", from.parcel.By, from.key.Fingerprint(), hex.EncodeToString(sum[:]))
	return m.Plan, nil
}

// proven is a parcel with the key that signed it.
type proven struct {
	parcel audit.Parcel
	key    sign.Public
}

func reckon(r ledger.Reader, raw []byte) (audit.Merged, proven, error) {
	from, err := prove(r, raw)
	if err != nil {
		return audit.Merged{}, from, err
	}
	m, err := from.parcel.Merge(r)
	return m, from, err
}

// prove believes nothing of the file but what a registered key of an auditor,
// not retired, has signed.
func prove(r ledger.Reader, raw []byte) (from proven, err error) {
	var l letter
	if len(raw) > letterLimit || json.Unmarshal(raw, &l) != nil || l.Kind != letterKind {
		return from, FaultFindings("不是会账的审计结果，或已损坏", nil)
	}
	if l.Format != 1 {
		return from, FaultFindingsKept("由更新的会账写成", "请先把这里的会账升级，再收一次。", nil)
	}
	var keys []sign.Public
	owner := map[string]ledger.Key{}
	for _, k := range r.Keys() {
		if p, err := sign.ParsePublic(k.Verifier); err == nil {
			keys = append(keys, p)
			owner[p.String()] = k
		}
	}
	opened, err := sign.Verify([]byte(l.Note), keys...)
	switch {
	case sign.FaultCode(err) == "S02":
		return from, FaultFindingsKept("的签字密钥没有在这本账里登记，不能证明是谁写的", "文件不用重做：请经审人员带上密钥，在这本账的“签字密钥”里登记一次，再收一次。", err)
	case sign.FaultCode(err) == "S01":
		return from, FaultFindings("上的签字与内容不符，内容或签字被改动过", err)
	case err != nil:
		return from, FaultFindings("里没有可用的签字", err)
	}
	sum, st := sha256.Sum256(l.Parcel), opened.Statement
	if json.Unmarshal(l.Parcel, &from.parcel) != nil || sum != st.Document {
		return from, FaultFindings("的内容在签字以后被改动过", nil)
	}
	head, err := sign.HeadOf(from.parcel.Head)
	switch {
	case st.Kind != sign.Findings:
		return from, FaultFindings("上的签字是“"+st.Kind.Chinese()+"”，不是审查意见", nil)
	case err != nil || st.Head != head || st.Book != from.parcel.Book:
		return from, FaultFindings("的内容与签字不是同一份", nil)
	}
	for _, p := range opened.By {
		if k := owner[p.String()]; k.Person == from.parcel.By {
			if k.Until != 0 {
				return from, FaultFindings(fmt.Sprintf("是用已停用的密钥签的（%s 停用，%s），不算数", ledger.Clock(k.Until), ledger.Plain(k.Why)), nil)
			}
			from.key = p
			return from, nil
		}
	}
	return from, FaultFindings("写的是“"+ledger.Plain(from.parcel.By)+"”，签字的却是别人", nil)
}

func readSmall(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, errors.New("not a small file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = errors.New("not a small file")
	}
	return b, err
}
