package store

import (
	"encoding/json"
	"io"
	"os"
	"slices"

	"huizhang/ledger"
)

// AuditMark lies beside a book that came out of an audit pack. As long as it
// does, the door takes the audit committee's own acts and nothing else, whoever
// is chosen as operator: what is done there must never be mistaken for the
// book's own history. Head is that of the log when it was packed.
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

// AuditMarkPath is where the mark of a book lies.
func AuditMarkPath(book string) string { return book + ".audit" }

// markLimit is far above any true mark.
const markLimit = 4096

// WriteAuditMark marks a book that is about to be placed.
func WriteAuditMark(book string, m AuditMark) error {
	m.Version = 1
	return WriteNew(AuditMarkPath(book), 0o600, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		return e.Encode(m)
	})
}

// ReadAuditMark reads the mark; marked is true for one that cannot be read too,
// because a spoiled mark opens no door.
func ReadAuditMark(book string) (m AuditMark, marked, sound bool) {
	if _, err := os.Lstat(AuditMarkPath(book)); err != nil {
		return m, false, false
	}
	b, ok := readSmall(AuditMarkPath(book), markLimit)
	if !ok || json.Unmarshal(b, &m) != nil || m.Version != 1 || m.Size == 0 {
		return AuditMark{}, true, false
	}
	return m, true, true
}

// AuditCopy reports whether the book is the auditor's copy.
func (b *Book) AuditCopy() bool { return b.audited }

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
