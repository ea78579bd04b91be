package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// BackupFolder is where the backups made at closing lie.
func BackupFolder(book string) string { return book + ".backups" }

// attachmentsIn is the folder of a backup folder's attachments, shared by all
// backups there.
func attachmentsIn(dir string) string { return filepath.Join(dir, "files") }

// lastProven is the time of the newest proven backup of the book, 0 if none.
func lastProven(path, id string) int64 {
	dir := BackupFolder(path)
	for _, c := range readManifest(dir).Copies {
		if c.Proven && c.Book == id && (filepath.IsAbs(c.File) || c.stands(dir)) {
			return c.Time
		}
	}
	return 0
}

// newestCopy describes the newest proven backup for a message, or is empty.
func newestCopy(path string) string {
	dir := BackupFolder(path)
	for _, c := range readManifest(dir).Copies {
		if c.Proven && (filepath.IsAbs(c.File) || c.stands(dir)) {
			return time.Unix(c.Time, 0).Format("2006-01-02 15:04") + "（" + c.path(dir) + "）"
		}
	}
	return ""
}

// Backup copies the book at path into dir and proves the copy. An error with
// A01 says that an attachment could not be copied; the copy of the book itself
// stands and is returned.
func (s *Shelf) Backup(path, dir string) (ledger.Copy, error) { return s.BackupWith(path, dir, nil) }

// BackupWith is [Shelf.Backup] that tells how far it is; false from tell stops
// it, and then nothing is left behind.
func (s *Shelf) BackupWith(path, dir string, tell func(done, total int, what string) bool) (ledger.Copy, error) {
	b := s.held(path)
	if b != nil {
		c, err := b.backup(dir, tell)
		return c, stoppedAs(err, "备份已取消，没有留下半份备份。账本未改动。")
	}
	b, err := s.openBook(path, true)
	if err != nil {
		return ledger.Copy{}, err
	}
	c, err := b.backup(dir, tell)
	return c, errors.Join(stoppedAs(err, "备份已取消，没有留下半份备份。账本未改动。"), b.Close())
}

// backup writes a copy under a temporary name, proves it and only then gives
// it its name and a line in the list.
func (b *Book) backup(dir string, tell teller) (ledger.Copy, error) {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return ledger.Copy{}, writeFault(dir, err)
	}
	if err := b.roomFor(dir); err != nil {
		return ledger.Copy{}, err
	}
	bad, err := b.copyFiles(dir, tell)
	if err != nil && FaultCode(err) != "A01" {
		return ledger.Copy{}, err
	}
	damaged := err
	now := b.shelf.Now()
	tmp, c, err := b.writeCopy(filepath.Join(dir, b.nameAt(now)), tell)
	if err != nil {
		return ledger.Copy{}, err
	}
	defer os.Remove(tmp) // gone under this name once it is placed
	if err := proveCopy(tmp, c, tell); errors.Is(err, errStopped) {
		return ledger.Copy{}, err
	} else if err != nil {
		return ledger.Copy{}, FaultBackupUnproved(err)
	}
	final, err := placeFree(tmp, dir, c.File)
	if err != nil {
		return ledger.Copy{}, err
	}
	c.File, c.Time, c.Proven, c.Missing = filepath.Base(final), now.Unix(), true, bad
	if err := b.list(dir, c); err != nil {
		return ledger.Copy{}, err
	}
	b.backedUp(c.Time)
	return c.copy(dir), damaged
}

// roomFor asks for the space that the copy needs.
func (b *Book) roomFor(dir string) error {
	info, err := os.Stat(b.path)
	if err != nil {
		return FaultGone("", err)
	}
	return EnoughSpaceFor(dir, info.Size())
}

func (b *Book) copyFiles(dir string, tell teller) (bad []string, err error) {
	_, err = b.files.CopyNew(tell.during("复制附件"), attachmentsIn(dir))
	if errors.Is(err, context.Canceled) {
		return nil, errStopped
	}
	if err != nil && FaultCode(err) != "A01" {
		return nil, err
	}
	kept, err := NewFilesAt(attachmentsIn(dir), b.files.limit).List()
	if err != nil {
		return nil, err
	}
	size := map[string]int64{} // each was checked when it was copied; a restore checks again
	for _, f := range kept {
		size[f.Hash] = f.Size
	}
	err = b.read(func(v *view) error {
		var errs []error
		for hash, f := range referenced(v) {
			if n, ok := size[hash]; ok && n == f.Size {
				continue
			}
			err := b.files.Check(f.File)
			if err == nil {
				return FaultBackupUnproved(errors.New("an attachment did not arrive"))
			}
			bad = append(bad, hash)
			errs = append(errs, err)
		}
		slices.Sort(bad)
		return errors.Join(errs...)
	})
	return bad, err
}

// attachedFile is a file with the voucher that names it.
type attachedFile struct {
	ledger.File
	Voucher ledger.VoucherID
}

// referenced gives every file that the book names, by its digest.
func referenced(v *view) map[string]attachedFile {
	out := map[string]attachedFile{}
	for ev := range each[ledger.Evidence](v, ledger.TableEvidence, nil) {
		for _, f := range ev.Files {
			if _, ok := out[f.Hash]; !ok {
				out[f.Hash] = attachedFile{f, ev.Voucher}
			}
		}
	}
	return out
}

// nameAt is the file name of a copy: book, day and time.
func (b *Book) nameAt(t time.Time) string {
	ext := filepath.Ext(b.path)
	return strings.TrimSuffix(filepath.Base(b.path), ext) + t.Format("-20060102-150405") + ext
}

// writeCopy writes one moment of the book to a temporary file and syncs it.
func (b *Book) writeCopy(path string, tell teller) (tmp string, c copied, err error) {
	sum := sha256.New()
	err = b.read(func(v *view) error {
		m, err := markOf(v.tx, b.bookID)
		if err != nil {
			return FaultBroken("日志", err)
		}
		c = copied{File: filepath.Base(path), Book: b.bookID, Seq: m.Seq, Root: hex.EncodeToString(m.Root[:])}
		tmp, err = writeBeside(path, 0o600, func(w io.Writer) error {
			m := tell.meter(v.tx.Size(), "写备份")
			c.Size, err = v.tx.WriteTo(io.MultiWriter(w, sum, m))
			return m.word(err)
		})
		return err
	})
	c.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return tmp, c, err
}

// proveCopy reads a copy back: it must be a book, open, have the head that was
// noted, and the very bytes that were written.
func proveCopy(path string, c copied, tell teller) error {
	if _, err := Inspect(path); err != nil {
		return err
	}
	err := shield(path, func() error {
		db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: lockWait, OpenFile: openExisting})
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bolt.Tx) error {
			if tx.Bucket(bLog) == nil || tx.Bucket(bTree) == nil {
				return errors.New("no log")
			}
			m, err := markOf(tx, c.Book)
			if err == nil && (m.Seq != c.Seq || hex.EncodeToString(m.Root[:]) != c.Root) {
				err = fmt.Errorf("head %d, should be %d", m.Seq, c.Seq)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	got, err := sumOf(path, tell.meter(c.Size, "核对备份"))
	if err == nil && got != c.SHA256 {
		err = errors.New("other bytes than written")
	}
	return err
}

func sumOf(path string, m *meter) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var sum hash.Hash = sha256.New()
	_, err = io.Copy(io.MultiWriter(sum, m), f)
	return hex.EncodeToString(sum.Sum(nil)), m.word(err)
}

// placeFree gives the copy its name, or one with a number behind it when two
// are made in one second.
func placeFree(tmp, dir, name string) (string, error) {
	ext := filepath.Ext(name)
	path := filepath.Join(dir, name)
	for n := 2; ; n++ {
		err := PlaceNew(tmp, path)
		if FaultCode(err) != "X01" || n > 1000 {
			return path, err
		}
		path = filepath.Join(dir, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext))
	}
}

// list enters the copy, removes what the rotation gives up, and tells the
// book's own folder of a copy made elsewhere.
func (b *Book) list(dir string, c copied) error {
	m := readManifest(dir)
	m.add(c)
	gone := m.rotate(b.bookID)
	if err := m.write(dir); err != nil {
		return err
	}
	for _, old := range gone {
		if !filepath.IsAbs(old.File) {
			os.Remove(old.path(dir)) // what cannot be removed is only in the way
		}
	}
	own := BackupFolder(b.path)
	if placeOf(own) == placeOf(dir) {
		return nil
	}
	abs, err := filepath.Abs(c.path(dir))
	if err != nil {
		return nil
	}
	if err := os.Mkdir(own, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return nil // an auditor may not write there, and the copy stands
	}
	c.File = abs
	here := readManifest(own)
	here.add(c)
	here.rotate(b.bookID)
	here.write(own)
	return nil
}

// Backups lists the known backups of a book, newest first: those of the list,
// proven, and files in its backup folder that nobody proved.
func (s *Shelf) Backups(path string) ([]ledger.Copy, error) {
	dir := BackupFolder(path)
	var out []ledger.Copy
	known := map[string]bool{}
	for _, c := range readManifest(dir).Copies {
		known[c.File] = true
		if filepath.IsAbs(c.File) {
			out = append(out, c.copy(dir))
			continue
		}
		if _, err := os.Lstat(c.path(dir)); err != nil {
			continue
		}
		c.Proven = c.Proven && c.stands(dir)
		out = append(out, c.copy(dir))
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, writeFault(dir, err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || known[e.Name()] || !e.Type().IsRegular() || filepath.Ext(e.Name()) != filepath.Ext(path) || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		out = append(out, ledger.Copy{Path: filepath.Join(dir, e.Name()), Time: info.ModTime().Unix()})
	}
	slices.SortStableFunc(out, func(a, b ledger.Copy) int { return int(min(max(b.Time-a.Time, -1), 1)) })
	return out, nil
}
