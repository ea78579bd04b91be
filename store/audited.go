package store

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/mod/sumdb/tlog"

	"huizhang/ledger"
)

// AuditMark says on a book's own page that it came out of an audit pack. As long
// as it does, the door takes the audit committee's own acts and nothing else,
// whoever is chosen as operator: what is done there must never be mistaken for
// the book's own history. Head is that of the log when it was packed.
//
// It lies inside the file, so that it goes wherever the file goes, by hand or by
// a backup, and is lost only to who writes into the file with another program.
type AuditMark struct {
	Version int    `json:"version"`
	Book    string `json:"book"`
	Size    uint64 `json:"size"`
	Root    string `json:"root"`
	Pack    string `json:"pack"`     // name of the pack's file
	At      int64  `json:"unpacked"` // Unix seconds
}

// Head is the head of the log when the book was packed.
func (m AuditMark) Head() ledger.Head { return ledger.Head{Size: m.Size, Root: m.Root} }

// auditMarkOf reads the mark; marked is true for one that cannot be read too,
// because a spoiled mark opens no door.
func auditMarkOf(tx *bolt.Tx) (m AuditMark, marked bool) {
	b := in(tx, bMeta).Get(kAudit)
	if b == nil {
		return m, false
	}
	if json.Unmarshal(b, &m) != nil || m.Version != 1 || m.Size == 0 {
		return AuditMark{}, true
	}
	return m, true
}

// stampAudited marks a proven book that has not got its name yet.
func stampAudited(path string, m AuditMark) error {
	m.Version = 1
	raw, err := json.Marshal(m)
	if err != nil {
		return FaultBug("S6", "audit mark", err)
	}
	return shield(path, func() error {
		db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: lockWait, FreelistType: bolt.FreelistMapType, PageSize: 4096, OpenFile: openExisting})
		if err != nil {
			return FaultCut(path, err)
		}
		err = db.Update(func(tx *bolt.Tx) error { return tx.Bucket(bMeta).Put(kAudit, raw) })
		if err = errors.Join(err, db.Close()); err != nil {
			return writeFault(path, err)
		}
		return nil
	})
}

// auditMark holds the mark of a copy against the log it is about.
func (k *checker) auditMark() error {
	m, marked := auditMarkOf(k.tx)
	if !marked || len(k.proof.Faults) > 0 {
		return nil
	}
	const again = "这个副本请不要再用，从审计包重新打开一份。"
	root, err := hex.DecodeString(m.Root)
	if err != nil || m.Size == 0 || m.Size > k.size {
		k.fault("B05", "meta", string(kAudit), "审计副本的记号读不出来，或与日志不符，可能有人改过。"+again)
		return nil
	}
	there, err := tlog.TreeHash(int64(m.Size), k.tree)
	if err == nil && !bytes.Equal(there[:], root) {
		k.fault("B05", "meta", string(kAudit), "打审计包时的 %d 条记录与这个副本现在的不一样，有人改过。"+again, m.Size)
	}
	return err
}

// AuditMark is the mark of the book, if it is the auditor's copy.
func (b *Book) AuditMark() (AuditMark, bool) { return b.mark, b.audited }

// AuditCopy reports whether the book is the auditor's copy.
func (b *Book) AuditCopy() bool { return b.audited }

// AuditMark looks at the book at path, which may be open here.
func (s *Shelf) AuditMark(path string) (AuditMark, bool, error) {
	if b := s.held(path); b != nil {
		m, marked := b.AuditMark()
		return m, marked, nil
	}
	b, err := s.openBook(path, true)
	if err != nil {
		return AuditMark{}, false, err
	}
	m, marked := b.AuditMark()
	return m, marked, b.Close()
}

// inCopy refuses what the auditor's copy does not take. A key is allowed to the
// auditor, because without one his findings cannot be signed. A sign-off is not:
// it would speak of a history that the treasurer's book never has.
func inCopy(r ledger.Pages, a ledger.Act, by ledger.Stamp) error {
	who, _ := ledger.PersonNamed(r, by.Operator)
	switch {
	case a.Name() == "sign.signoff":
		return ledger.Errf(ledger.CodeRole, "这是审计包里的副本，不能在这里签认。请在会计的账本上签认：那里签的，才和公示的账是同一本。")
	case a.Name() == "key.add" && who.Is(ledger.Auditor), auditAct(a.Name()):
		return nil
	}
	return ledger.Errf(ledger.CodeRole, "这是审计包里的副本，只能写经审人员自己的内容（问题、查账记号、抽样、底稿、报告），不能改动账目。要改账，请在会计的账本上改。")
}

func auditAct(name string) bool {
	return slices.ContainsFunc(ledger.Permissions(), func(p ledger.Permission) bool { return p.Audit && slices.Contains(p.Acts, name) })
}
