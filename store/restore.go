package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"huizhang/ledger"
)

// Restore proves a backup in full and places it as a new book with its
// attachments. The backup may lie in a book's backup folder, on a stick beside
// its list, or be another copy of a book with its folder of attachments. Never
// is anything overwritten; from a backup that is not whole nothing is restored
// (P02).
func (s *Shelf) Restore(backup, path string) error { return s.RestoreWith(backup, path, nil) }

// RestoreWith is [Shelf.Restore] that tells how far it is; false from tell
// stops it, and then nothing was restored.
func (s *Shelf) RestoreWith(backup, path string, tell func(done, total int, what string) bool) error {
	return stoppedAs(s.restore(backup, path, nil, nil, tell), "恢复已取消，没有恢复任何内容。现有账本未改动。")
}

// RestoreAudited is [Shelf.RestoreWith] of a book out of an audit pack, which
// was known to lack the attachments with these digests when it was packed. The
// placed book bears the mark from its first moment.
func (s *Shelf) RestoreAudited(backup, path string, lost []string, mark AuditMark, tell func(done, total int, what string) bool) error {
	return stoppedAs(s.restore(backup, path, lost, &mark, tell), "打开审计包已取消，没有留下副本。")
}

func (s *Shelf) restore(backup, path string, lost []string, audited *AuditMark, tell teller) error {
	if _, err := os.Lstat(path); err == nil {
		return FaultExists(path)
	}
	info, err := os.Stat(backup)
	if err != nil {
		return openFault(backup, err)
	}
	if err := EnoughSpaceFor(path, info.Size()); err != nil {
		return err
	}
	if _, err := Inspect(backup); err != nil {
		return FaultRestoreDamaged(err)
	}
	known, listed := readManifest(filepath.Dir(backup)).named(filepath.Base(backup))
	tmp, err := copyOver(backup, path, tell.meter(info.Size(), "读取备份"))
	if err != nil {
		return err
	}
	defer os.Remove(tmp) // gone under this name once it is placed
	if sum, err := sumOf(tmp, tell.meter(info.Size(), "核对备份")); errors.Is(err, errStopped) {
		return err
	} else if listed && (err != nil || sum != known.SHA256) {
		return FaultRestoreDamaged(errors.Join(err, errors.New("other bytes than in the list")))
	}
	j := job{File: tmp, Book: backup, Attachments: attachmentsOf(backup), Excused: slices.Concat(known.Missing, lost)}
	proof, err := s.inDir(&j, tell, nil)
	if errors.Is(err, errStopped) {
		return err
	}
	if err == nil && len(proof.Faults) > 0 {
		err = errors.New(proof.Faults[0].Text)
	}
	if f, ok := AsFault(err); ok && f.Exit == ExitDisk {
		return f // the disk is to blame, not the backup
	}
	if err != nil {
		return FaultRestoreDamaged(err)
	}
	if !tell.goOn(0, 0, "复制附件") {
		return errStopped
	}
	if audited != nil {
		if err := stampAudited(tmp, *audited); err != nil {
			return err
		}
	}
	return s.settle(tmp, path, j)
}

// attachmentsOf finds the attachments that belong to a backup: beside a copy
// of a whole book they are the book's own.
func attachmentsOf(backup string) string {
	if info, err := os.Stat(FilesPath(backup)); err == nil && info.IsDir() {
		return FilesPath(backup)
	}
	return attachmentsIn(filepath.Dir(backup))
}

func copyOver(from, to string, m *meter) (tmp string, err error) {
	f, err := os.Open(from)
	if err != nil {
		return "", openFault(from, err)
	}
	defer f.Close()
	return writeBeside(to, 0o600, func(w io.Writer) error {
		_, err := io.Copy(io.MultiWriter(w, m), f)
		return m.word(err)
	})
}

// settle copies the attachments that the book names, and gives the proven file
// its name last.
func (s *Shelf) settle(tmp, path string, j job) error {
	c, err := newCodec()
	if err != nil {
		return FaultBug("S3", "codec", err)
	}
	b := &Book{path: tmp, readOnly: true, shelf: s, c: c}
	mark, err := b.look()
	if err != nil {
		return FaultRestoreDamaged(err)
	}
	var want []ledger.File
	err = b.read(func(v *view) error {
		for _, f := range referenced(v) {
			want = append(want, f.File)
		}
		return nil
	})
	if err = errors.Join(err, b.db.Load().Close()); err != nil {
		return FaultRestoreDamaged(err)
	}
	if err := NewFilesAt(j.Attachments, s.FileLimit).copyNamed(want, FilesPath(path), j.Excused); err != nil {
		return err
	}
	return place(tmp, path, mark)
}
