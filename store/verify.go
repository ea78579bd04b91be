package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// checkDir begins the name of every temporary folder of a check.
const checkDir = "huizhang-verify-"

// Verify checks everything that can be checked in the file at path and tells
// how far it is; tell may be nil, false from it cancels. With [Shelf.Self] the
// deep check runs in a child process, because a damaged file can end the
// process that reads it. What is wrong with the book is in the proof; the
// error says that no judgement was possible, and B04 that the file is so
// damaged that it cannot even be walked.
func (s *Shelf) Verify(path string, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	return s.VerifyAgainst(path, ledger.PaperMark{}, tell)
}

// VerifyAgainst is [Shelf.Verify], and holds the book against a paper that was
// kept outside of it.
func (s *Shelf) VerifyAgainst(path string, paper ledger.PaperMark, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	j := job{File: path, Book: path, Paper: paper}
	b := s.held(path)
	backup := false
	if b == nil { // a book in use is not judged by its name: it may be swapped
		if _, err := Inspect(path); err != nil {
			return ledger.Proof{}, err
		}
		backup = j.asBackup()
	}
	proof, err := s.inDir(&j, tell, func() error {
		if err := s.other(&j); err != nil {
			return err
		}
		if b != nil {
			return b.snapshot(&j)
		}
		mark, err := ReadSeal(path)
		if err == nil {
			j.Seal = &mark
		} else if !errors.Is(err, ErrNoSeal) {
			return err
		}
		return nil
	})
	if err == nil && j.Seal == nil && !backup {
		proof.Notes = append(proof.Notes, fmt.Sprintf("文件旁边没有封条（%s）：只凭这个文件，看不出最后几条记录是否丢失。备份和拷出来的副本本来没有封条；正在用的账本应当有。", plainText(filepath.Base(SealPath(path)))))
	}
	return proof, err
}

// asBackup makes the job one of a backup if the list beside the file names it:
// its attachments then lie in the folder that all backups there share, and some
// may have been lost when it was made.
func (j *job) asBackup() bool {
	dir := filepath.Dir(j.Book)
	known, listed := readManifest(dir).named(filepath.Base(j.Book))
	if listed {
		j.Attachments, j.Excused = attachmentsOf(j.Book), known.Missing
	}
	return listed || strings.HasSuffix(dir, BackupFolder(""))
}

// inDir runs the check with a temporary folder that only this user can read
// and that is gone afterwards, however the check ends.
func (s *Shelf) inDir(j *job, tell func(done, total int, what string) bool, prepare func() error) (ledger.Proof, error) {
	dir, err := checkFolder("")
	if err != nil {
		return ledger.Proof{}, err
	}
	defer os.RemoveAll(dir)
	j.Dir = dir
	if info, err := os.Stat(j.File); err == nil {
		if err := EnoughSpaceFor(dir, 2*info.Size()); err != nil {
			return ledger.Proof{}, err
		}
	}
	if prepare != nil {
		if err := prepare(); err != nil {
			return ledger.Proof{}, err
		}
	}
	if s.Self != "" {
		return s.inChild(*j, tell)
	}
	return j.contained(tell)
}

// snapshot puts one moment of the open book into the job's folder. The seal is
// read first, so that it cannot be newer.
func (b *Book) snapshot(j *job) error {
	b.mu.Lock()
	mark, err := ReadSeal(b.path)
	same := b.guard.Check(b.txid())
	b.mu.Unlock()
	if same != nil {
		return same // the file at the path is not the one that is open
	}
	if err == nil {
		j.Seal = &mark
	}
	j.File = filepath.Join(j.Dir, "snapshot")
	return b.read(func(v *view) error { return dump(v.tx, j.File) })
}

// dump writes one moment of a book to a new file.
func dump(tx *bolt.Tx, path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return writeFault(path, err)
	}
	_, err = tx.WriteTo(f)
	if err = errors.Join(err, f.Close()); err != nil {
		return writeFault(path, err)
	}
	return nil
}

// contained runs the check here and turns a panic of any kind into B04: what a
// damaged record can do to the code that reads it is not known in advance.
func (j job) contained(tell func(done, total int, what string) bool) (proof ledger.Proof, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = FaultCut(j.Book, fmt.Errorf("check ended: %v", p))
		}
	}()
	return j.run(tell)
}

// checkFolder makes a temporary folder that only this user can read. What a
// killed check left goes on the way. How old that is the disk tells, which wrote
// both times: by a clock that was set wrong, or is set for a test, a folder that
// another check works in would go.
func checkFolder(kind string) (string, error) {
	dir, err := os.MkdirTemp("", checkDir+kind)
	if err != nil {
		return "", writeFault(os.TempDir(), err)
	}
	if info, err := os.Stat(dir); err == nil {
		sweepChecks(info.ModTime())
	}
	return dir, nil
}

// sweepChecks removes the folders that a killed check left more than a day ago.
func sweepChecks(now time.Time) {
	entries, err := os.ReadDir(os.TempDir())
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && e.IsDir() && strings.HasPrefix(e.Name(), checkDir) && now.Sub(info.ModTime()) > 24*time.Hour {
			os.RemoveAll(filepath.Join(os.TempDir(), e.Name()))
		}
	}
}
