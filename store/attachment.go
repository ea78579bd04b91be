package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huizhang/ledger"
)

// AttachmentLimit is the largest attachment that is kept.
const AttachmentLimit = 50 << 20

// Files keeps the attachments of a book in the folder NAME.files beside it,
// each under the hex SHA-256 of its content, so that one content lies there
// once and a change shows. The folder comes with the first file. All access
// goes through [os.Root]: no name and no link leads out of the folder.
type Files struct {
	path  string
	limit int64
}

var _ ledger.Files = (*Files)(nil)

// NewFiles is the store of the book's attachments; it touches nothing. Limit
// is the largest size in bytes, 0 means [AttachmentLimit].
func NewFiles(book string, limit int64) *Files { return NewFilesAt(FilesPath(book), limit) }

// NewFilesAt is a store in a folder given by name, as a backup has.
func NewFilesAt(folder string, limit int64) *Files {
	if limit <= 0 {
		limit = AttachmentLimit
	}
	return &Files{path: folder, limit: limit}
}

// FilesPath is the folder of a book's attachments.
func FilesPath(book string) string { return book + ".files" }

// Path is the folder.
func (s *Files) Path() string { return s.path }

// root opens the folder, which must be a real one: a link in its place could
// lead anywhere. Without create a missing folder is [fs.ErrNotExist].
func (s *Files) root(create bool) (*os.Root, error) {
	dir, base := filepath.Split(filepath.Clean(s.path))
	if dir == "" {
		dir = "."
	}
	parent, err := os.OpenRoot(dir)
	if err != nil {
		return nil, writeFault(s.path, err)
	}
	defer parent.Close()
	info, err := parent.Lstat(base)
	if errors.Is(err, fs.ErrNotExist) && create {
		if err := parent.Mkdir(base, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, writeFault(s.path, err)
		}
		if err := syncFolder(dir); err != nil {
			return nil, err
		}
		info, err = parent.Lstat(base)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fs.ErrNotExist
	case err != nil:
		return nil, writeFault(s.path, err)
	case !info.IsDir():
		return nil, FaultAttachmentUnsafe(base)
	}
	root, err := parent.OpenRoot(base)
	if err != nil {
		return nil, writeFault(s.path, err)
	}
	if now, err := root.Stat("."); err != nil || !os.SameFile(info, now) {
		root.Close()
		return nil, FaultAttachmentUnsafe(base)
	}
	return root, nil
}

// Put keeps the content of r and says what to record; the file is durable when
// it returns, so it is put before the entry that names it is written.
func (s *Files) Put(name string, r io.Reader) (ledger.File, error) {
	name = SafeName(name)
	if err := EnoughSpace(s.path); err != nil {
		return ledger.File{}, err
	}
	root, err := s.root(true)
	if err != nil {
		return ledger.File{}, err
	}
	defer root.Close()
	f, err := s.take(root, name, r)
	return f, err
}

// take writes r into the folder under its digest.
func (s *Files) take(root *os.Root, name string, r io.Reader) (ledger.File, error) {
	tmp, err := createIn(root)
	if err != nil {
		return ledger.File{}, writeFault(s.path, err)
	}
	placed := false
	defer func() {
		tmp.Close()
		if !placed {
			root.Remove(filepath.Base(tmp.Name()))
		}
	}()
	sum, source := sha256.New(), &sourceReader{r: r}
	n, err := io.Copy(io.MultiWriter(tmp, sum), io.LimitReader(source, s.limit+1))
	switch {
	case source.err != nil:
		return ledger.File{}, FaultAttachmentSource(name, source.err)
	case err != nil:
		return ledger.File{}, writeFault(s.path, err)
	case n > s.limit:
		return ledger.File{}, FaultAttachmentTooLarge(s.limit)
	case n == 0:
		return ledger.File{}, FaultAttachmentEmpty(name)
	}
	file := ledger.File{Hash: hex.EncodeToString(sum.Sum(nil)), Name: name, Size: n}
	if s.check(root, file) == nil { // the same content is kept already
		return file, nil
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return ledger.File{}, writeFault(s.path, err)
	}
	// What may lie there under this digest is not what it should be.
	if err := root.Rename(filepath.Base(tmp.Name()), file.Hash); err != nil {
		return ledger.File{}, writeFault(s.path, err)
	}
	placed = true
	return file, syncFolder(s.path)
}

// createIn makes a temporary file in the folder.
func createIn(root *os.Root) (*os.File, error) {
	for n := range 10000 {
		f, err := root.OpenFile(fmt.Sprintf("%s%d", tempMark, n), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, fs.ErrExist
}

// sourceReader remembers an error of the source, to tell it from one of the
// disk that is written to.
type sourceReader struct {
	r   io.Reader
	err error
}

func (s *sourceReader) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// isHash tells a digest from every other name.
func isHash(name string) bool {
	return len(name) == 2*sha256.Size && strings.Trim(name, "0123456789abcdef") == ""
}

// open opens the file of a digest; links and anything else but a file are
// refused as changed.
func (s *Files) open(root *os.Root, f ledger.File) (*os.File, int64, error) {
	if !isHash(f.Hash) {
		return nil, 0, FaultAttachmentUnsafe(fileLabel(f))
	}
	info, err := root.Lstat(f.Hash)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, FaultAttachmentMissing(fileLabel(f), err)
	}
	if err != nil {
		return nil, 0, FaultAttachmentSource(fileLabel(f), err)
	}
	if !info.Mode().IsRegular() {
		return nil, 0, FaultAttachmentChanged(fileLabel(f))
	}
	file, err := root.Open(f.Hash)
	if err != nil {
		return nil, 0, FaultAttachmentSource(fileLabel(f), err)
	}
	now, err := file.Stat()
	if err != nil || !os.SameFile(info, now) {
		file.Close()
		return nil, 0, FaultAttachmentChanged(fileLabel(f))
	}
	return file, now.Size(), nil
}

// fileLabel is how a message names an attachment.
func fileLabel(f ledger.File) string {
	if f.Name != "" {
		return f.Name
	}
	return f.Hash
}

// Open gives the content. At its end the reader says A01 in place of io.EOF
// when the content is not what the digest says.
func (s *Files) Open(hash string) (io.ReadCloser, error) {
	return s.reader(ledger.File{Hash: hash})
}

func (s *Files) reader(f ledger.File) (*checkedReader, error) {
	root, err := s.root(false)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, FaultAttachmentMissing(fileLabel(f), err)
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file, _, err := s.open(root, f)
	if err != nil {
		return nil, err
	}
	return &checkedReader{file: file, sum: sha256.New(), of: f}, nil
}

// checkedReader hashes what is read and compares at the end.
type checkedReader struct {
	file *os.File
	sum  hash.Hash
	of   ledger.File
}

func (c *checkedReader) Read(p []byte) (int, error) {
	n, err := c.file.Read(p)
	c.sum.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(c.sum.Sum(nil)) != c.of.Hash {
		return n, FaultAttachmentChanged(fileLabel(c.of))
	}
	return n, err
}

func (c *checkedReader) Close() error { return c.file.Close() }

// Check reads the file again: it must be there (A01 missing) and have the
// recorded size and digest (A01 changed). A Size of 0 is not compared.
func (s *Files) Check(f ledger.File) error {
	root, err := s.root(false)
	if errors.Is(err, fs.ErrNotExist) {
		return FaultAttachmentMissing(fileLabel(f), err)
	}
	if err != nil {
		return err
	}
	defer root.Close()
	return s.check(root, f)
}

func (s *Files) check(root *os.Root, f ledger.File) error {
	file, size, err := s.open(root, f)
	if err != nil {
		return err
	}
	c := &checkedReader{file: file, sum: sha256.New(), of: f}
	defer c.Close()
	if f.Size != 0 && size != f.Size {
		return FaultAttachmentChanged(fileLabel(f))
	}
	if _, err := io.Copy(io.Discard, c); err != nil {
		if _, ok := AsFault(err); ok {
			return err
		}
		return FaultAttachmentSource(fileLabel(f), err)
	}
	return nil
}

// Export writes the attachment to a path that must be free (X01). A damaged
// one is not exported: nothing appears under the name.
func (s *Files) Export(f ledger.File, path string) error {
	r, err := s.reader(f)
	if err != nil {
		return err
	}
	defer r.Close()
	return WriteNew(path, 0o600, func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	})
}
