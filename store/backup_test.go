package store_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store"
	. "huizhang/store/storetest"
)

func mustRead(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func mustWrite(t testing.TB, path, s string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
}

// fileNames lists a folder with all below it, to compare before and after.
func fileNames(t testing.TB, dir string) string {
	t.Helper()
	var out []string
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			out = append(out, fmt.Sprintf("%s %d", path, info.Size()))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

func head(t testing.TB, b ledger.Book) (h ledger.Head) {
	t.Helper()
	if err := b.View(func(r ledger.Reader) error { h = r.Head(); return nil }); err != nil {
		t.Fatal(err)
	}
	return h
}

func reopen(t testing.TB, s *store.Shelf, path string) ledger.Book {
	t.Helper()
	b, err := s.Open(path, false)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCloseBacksUpAfterAChange(t *testing.T) {
	d := Rich(t)
	d.Shelf.BackupOnClose = true
	path, want := d.Path(), head(t, d)
	if d.LastBackup() != 0 {
		t.Error("a backup out of nothing")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := d.Shelf.Backups(path)
	if err != nil || len(got) != 1 || !got[0].Proven || got[0].Head != want {
		t.Fatalf("%+v %v", got, err)
	}
	b := reopen(t, d.Shelf, path)
	if b.LastBackup() != d.Shelf.Now().Unix() {
		t.Errorf("last backup %d", b.LastBackup())
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if again, _ := d.Shelf.Backups(path); len(again) != 1 {
		t.Error("a backup without a change")
	}
	for _, f := range []string{store.BackupFolder(path), filepath.Join(store.BackupFolder(path), "files")} {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v", f, info, err)
		}
	}
	if info, err := os.Stat(got[0].Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
}

// TestNewAndCrashedBooksAreBackedUp: a book just made, and one whose last
// session died, have something that no backup holds.
func TestNewAndCrashedBooksAreBackedUp(t *testing.T) {
	d := New(t, nil)
	d.Shelf.BackupOnClose = true
	path := d.Path()
	count := func() int {
		t.Helper()
		list, err := d.Shelf.Backups(path)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if err := d.Close(); err != nil || count() != 1 {
		t.Errorf("%d after making it: %v", count(), err)
	}
	if err := store.WriteHolder(path, store.Holder{Host: "测试机", PID: 99}); err != nil {
		t.Fatal(err)
	}
	d.Book = reopen(t, d.Shelf, path)
	if err := d.Close(); err != nil || count() != 2 {
		t.Errorf("%d after a crash: %v", count(), err)
	}
}

// TestRestoreGivesTheSameBook: every record, the head, and the attachments.
func TestRestoreGivesTheSameBook(t *testing.T) {
	d := Rich(t)
	stick := filepath.Join(t.TempDir(), "stick")
	c, err := d.Shelf.Backup(d.Path(), stick) // while the book is open
	if err != nil || !c.Proven || filepath.Dir(c.Path) != stick {
		t.Fatalf("%+v %v", c, err)
	}
	if d.LastBackup() == 0 {
		t.Error("the open book does not know of it")
	}
	if known, err := d.Shelf.Backups(d.Path()); err != nil || len(known) != 1 || known[0].Path != c.Path {
		t.Errorf("%+v %v", known, err)
	}
	to := filepath.Join(t.TempDir(), "新账.hz")
	if err := d.Shelf.Restore(c.Path, to); err != nil {
		t.Fatal(err)
	}
	if p := Check(t, to); p.Files != 1 || p.Head != head(t, d) {
		t.Errorf("%+v", p)
	}
	b := reopen(t, d.Shelf, to)
	if notes := b.Notes(); len(notes) > 0 {
		t.Error(notes)
	}
	if _, err := b.Do(ledger.SaveGroup{Group: ledger.Group{Name: "新组"}}, d.Stamp()); err != nil {
		t.Error(err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if err := d.Shelf.Restore(c.Path, to); store.FaultCode(err) != "X01" {
		t.Errorf("over an existing book: %v", err)
	}
}

// TestRestoreInPlace: the book is lost, its seal is ahead of the backup.
func TestRestoreInPlace(t *testing.T) {
	d := Rich(t)
	path := d.Path()
	c, err := d.Shelf.Backup(path, store.BackupFolder(path))
	if err != nil {
		t.Fatal(err)
	}
	d.Must(t, ledger.SaveGroup{Group: ledger.Group{Name: "后来的组"}})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := d.Shelf.Restore(c.Path, path); err != nil {
		t.Fatal(err)
	}
	d.Book = reopen(t, d.Shelf, path)
	if head(t, d) != c.Head {
		t.Error("not the head of the backup")
	}
}

// TestEmptyBookNamesItsBackup: the message says where to restore from.
func TestEmptyBookNamesItsBackup(t *testing.T) {
	d := Rich(t)
	c, err := d.Shelf.Backup(d.Path(), store.BackupFolder(d.Path()))
	if err != nil {
		t.Fatal(err)
	}
	lost := filepath.Join(t.TempDir(), "账.hz")
	mustWrite(t, lost, "")
	if err := os.Rename(store.BackupFolder(d.Path()), store.BackupFolder(lost)); err != nil {
		t.Fatal(err)
	}
	_, err = d.Shelf.Open(lost, false)
	if store.FaultCode(err) != "B02" || !strings.Contains(err.Error(), filepath.Base(c.Path)) {
		t.Error(err)
	}
}

// TestRestoreRefusesDamage: a flipped bit anywhere in what is used, a cut, an
// attachment changed or gone, another file; the target stays free.
func TestRestoreRefusesDamage(t *testing.T) {
	d := Rich(t)
	stick := filepath.Join(t.TempDir(), "stick")
	c, err := d.Shelf.Backup(d.Path(), stick)
	if err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, c.Path)
	file, err := filepath.Glob(filepath.Join(stick, "files", "*"))
	if err != nil || len(file) != 1 {
		t.Fatal(file, err)
	}
	receipt := mustRead(t, file[0])
	target := t.TempDir()
	refuse := func(what string) {
		t.Helper()
		err := d.Shelf.Restore(c.Path, filepath.Join(target, "a.hz"))
		if store.FaultCode(err) != "P02" {
			t.Errorf("%s: %v", what, err)
		}
		if left := fileNames(t, target); strings.Contains(left, "\n") {
			t.Errorf("%s left %s", what, left)
		}
	}
	for at := 100; at < len(whole); at += len(whole)/40 + 1 {
		mustWrite(t, c.Path, whole[:at]+string(whole[at]^4)+whole[at+1:])
		refuse(fmt.Sprint("bit at ", at))
	}
	for _, n := range []int{0, 1, 4096, len(whole) / 2, len(whole) - 1} {
		mustWrite(t, c.Path, whole[:n])
		refuse(fmt.Sprint("cut to ", n))
	}
	mustWrite(t, c.Path, "PK\x03\x04 a spreadsheet")
	refuse("another file")
	mustWrite(t, c.Path, whole)
	mustWrite(t, file[0], "changed")
	refuse("attachment changed")
	if err := os.Remove(file[0]); err != nil {
		t.Fatal(err)
	}
	refuse("attachment gone")
	// Without the list a flipped bit in a record is found by the check itself.
	mustWrite(t, file[0], receipt)
	if err := os.Remove(filepath.Join(stick, "index.json")); err != nil {
		t.Fatal(err)
	}
	at := strings.Index(whole, "李审核")
	mustWrite(t, c.Path, whole[:at]+string(whole[at]^1)+whole[at+1:])
	refuse("bit in a record, no list")
	mustWrite(t, c.Path, whole)
	if err := d.Shelf.Restore(c.Path, filepath.Join(target, "a.hz")); err != nil {
		t.Errorf("the sound copy without its list: %v", err)
	}
}

// TestVerifyFindsABackupsAttachments: a backup lies beside its attachments under
// another name than a book does, and is still checked with them.
func TestVerifyFindsABackupsAttachments(t *testing.T) {
	d := Rich(t)
	stick := filepath.Join(t.TempDir(), "stick")
	c, err := d.Shelf.Backup(d.Path(), stick)
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Shelf.Verify(c.Path, nil)
	if err != nil || len(p.Faults) != 0 || p.Files != 1 || len(p.Notes) != 0 {
		t.Fatalf("%+v %v", p, err)
	}
	file, err := filepath.Glob(filepath.Join(stick, "files", "*"))
	if err != nil || len(file) != 1 {
		t.Fatal(file, err)
	}
	mustWrite(t, file[0], "another")
	if p, err = d.Shelf.Verify(c.Path, nil); err != nil || len(p.Faults) != 1 || p.Faults[0].Code != "A01" {
		t.Fatalf("%+v %v", p.Faults, err)
	}
}

// TestBackupWithALostAttachment: the copy stands, the loss is said, and the
// book can still be restored.
func TestBackupWithALostAttachment(t *testing.T) {
	d := New(t, nil)
	v := d.Post(t, V(ledger.DayOf(2026, 1, 5), "收款", Dr("102", 1), Cr("401", 1)))
	f, err := d.Files().Put("a.pdf", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	d.Must(t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: v.Voucher, Files: []ledger.File{f}}})
	kept := filepath.Join(store.FilesPath(d.Path()), f.Hash)
	if err := os.Rename(kept, kept+".away"); err != nil {
		t.Fatal(err)
	}
	stick := filepath.Join(t.TempDir(), "stick")
	c, err := d.Shelf.Backup(d.Path(), stick)
	if store.FaultCode(err) != "A01" || !c.Proven {
		t.Fatalf("%+v %v", c, err)
	}
	to := filepath.Join(t.TempDir(), "a.hz")
	if err := d.Shelf.Restore(c.Path, to); err != nil {
		t.Fatal(err)
	}
	p, err := d.Shelf.Verify(to, nil)
	if err != nil || len(p.Faults) != 1 || p.Faults[0].Code != "A01" || !strings.Contains(p.Faults[0].Subject, "2026-01-记-0001") {
		t.Errorf("%+v %v", p, err)
	}
	if err := os.Rename(kept+".away", kept); err != nil {
		t.Fatal(err)
	}
}

// TestRotation keeps the last ten and one a month, and what is newest and proven.
func TestRotation(t *testing.T) {
	d := New(t, nil)
	now := time.Date(2025, 1, 10, 8, 0, 0, 0, time.Local)
	d.Shelf.Now = func() time.Time { return now }
	dir := store.BackupFolder(d.Path())
	for range 60 { // every fifth day
		if _, err := d.Shelf.Backup(d.Path(), dir); err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(0, 0, 5)
	}
	got, err := d.Shelf.Backups(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	months := map[string]int{}
	for i, c := range got {
		if i > 0 && c.Time >= got[i-1].Time {
			t.Error("not in order")
		}
		if i >= 10 {
			months[time.Unix(c.Time, 0).Format("2006-01")]++
		}
		if _, err := os.Stat(c.Path); err != nil || !c.Proven {
			t.Errorf("%+v %v", c, err)
		}
	}
	if len(got) < 10+8 || len(got) > 10+10 {
		t.Errorf("%d copies kept", len(got))
	}
	for m, n := range months {
		if n != 1 {
			t.Errorf("%d of %s", n, m)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*.hz")); len(files) != len(got) {
		t.Errorf("%d files, %d copies", len(files), len(got))
	}
}

// TestUnfinishedBackupCountsForNothing: what a kill leaves, in whatever state,
// is not called proven.
func TestUnfinishedBackupCountsForNothing(t *testing.T) {
	d := New(t, nil)
	dir := store.BackupFolder(d.Path())
	c, err := d.Shelf.Backup(d.Path(), dir)
	if err != nil {
		t.Fatal(err)
	}
	whole := mustRead(t, c.Path)
	mustWrite(t, filepath.Join(dir, ".账本-20990101-000000.hz.huizhang-part-0"), whole[:9000])
	mustWrite(t, filepath.Join(dir, "账本-20990101-000000.hz"), whole)
	proven := func() (out []string) {
		t.Helper()
		got, err := d.Shelf.Backups(d.Path())
		if err != nil || len(got) != 2 {
			t.Errorf("%+v %v", got, err)
		}
		for _, c := range got {
			if c.Proven {
				out = append(out, c.Path)
			}
		}
		return out
	}
	if got := proven(); len(got) != 1 || got[0] != c.Path {
		t.Error(got)
	}
	mustWrite(t, c.Path, whole[:len(whole)-1])
	if got := proven(); len(got) != 0 {
		t.Error("a cut copy counts", got)
	}
	mustWrite(t, filepath.Join(dir, "index.json"), "{")
	if got := proven(); len(got) != 0 {
		t.Error(got)
	}
	// The next backup works on.
	if c, err := d.Shelf.Backup(d.Path(), dir); err != nil || !c.Proven {
		t.Error(c, err)
	}
	var list struct{ Copies []struct{ Proven bool } }
	if err := json.Unmarshal([]byte(mustRead(t, filepath.Join(dir, "index.json"))), &list); err != nil || len(list.Copies) != 1 {
		t.Error(list, err)
	}
}
