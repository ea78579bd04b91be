package pack

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"huizhang/ledger"
	safecsv "huizhang/ledger/render/csv"
	"huizhang/store"
)

// Packer implements [ledger.Packer] on a shelf.
type Packer struct {
	Books *store.Shelf
	Keys  ledger.KeyRing // nil: findings cannot be signed
}

var _ ledger.Packer = (*Packer)(nil)

// teller hears how far the work is; false stops it.
type teller func(done, total int, what string) bool

func (t teller) goOn(done, total int, what string) bool { return t == nil || t(done, total, what) }

// writer writes the entries of a pack one after the other.
type writer struct {
	zip   *zip.Writer
	at    time.Time
	index index
	used  map[string]bool // names in small letters
	bytes int64
	level int // of the entry that is being made
	press map[int]*flate.Writer
}

// How hard an entry is packed. Texts of many like rows lose nothing by the quick
// level; the book's file is six times smaller by the quickest, and a stick slower
// than any of them. Scans and PDF are packed already.
const (
	asItIs    = 0
	fileLevel = flate.BestSpeed
	textLevel = 3
)

// compressor serves one entry after the other with the same tables.
func (w *writer) compressor(out io.Writer) (io.WriteCloser, error) {
	f := w.press[w.level]
	if f != nil {
		f.Reset(out)
		return f, nil
	}
	f, err := flate.NewWriter(out, w.level)
	w.press[w.level] = f
	return f, err
}

// Pack packs the book at path. The readable part is made from the very copy that
// is packed, so that both speak of one moment.
func (p *Packer) Pack(path, out string, o ledger.PackOrder, tell func(done, total int, what string) bool) (ledger.PackList, error) {
	list, err := p.pack(path, out, o, tell)
	var e *ledger.Error
	if errors.As(err, &e) && e.Code == "stopped" || errors.Is(err, context.Canceled) { // writers of tables say it so
		err = errStopped("打审计包")
	}
	return list, err
}

func (p *Packer) pack(path, out string, o ledger.PackOrder, tell teller) (list ledger.PackList, err error) {
	if st, err := os.Lstat(out); err == nil && (!o.Force || !st.Mode().IsRegular() || sameFile(path, out)) {
		return list, store.FaultExists(out)
	}
	if st, err := os.Stat(filepath.Dir(out)); err != nil || !st.IsDir() { // told before a minute's work, not after
		return list, &ledger.Error{Code: ledger.CodeBadValue, Text: "没有打包：", Problems: []ledger.Problem{{Field: "path", Code: ledger.CodeBadValue, Text: fmt.Sprintf("没有“%s”这个文件夹。请插好 U 盘，或换一个文件夹。", ledger.Plain(filepath.Dir(out)))}}}
	}
	if why := CheckPassphrase(o.Passphrase); o.Passphrase != "" && why != "" {
		return list, &ledger.Error{Code: ledger.CodeBadValue, Text: "没有打包：", Problems: []ledger.Problem{{Field: "passphrase", Code: ledger.CodeBadValue, Text: why}}}
	}
	if _, copied, err := p.Books.AuditMark(path); err != nil {
		return list, err
	} else if copied {
		return list, ledger.Errf(ledger.CodeState, "这是审计包里的副本，不能再打包。请在会计的账本上打包；审计结果用“导出审计结果”交回。")
	}
	dir, err := p.Books.TempFolder()
	if err != nil {
		return list, err
	}
	defer os.RemoveAll(dir)
	g := &gauge{tell: tell, hi: copied}
	tell = g.hear
	if !tell.goOn(0, 0, "复制账本") {
		return list, errStopped("")
	}
	c, err := p.Books.CopyTo(path, filepath.Join(dir, "账本.hz"), tell)
	if err != nil {
		return list, err
	}
	tmp, err := store.CreateBeside(out, 0o600)
	if err != nil {
		return list, err
	}
	defer os.Remove(tmp.Name()) // gone under this name once it is placed
	defer tmp.Close()
	list, err = p.fill(tmp, c, path, o, g)
	if err != nil {
		return list, diskWord(out, err)
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return list, faultWrite(out, err)
	}
	g.part(filled, whole)
	if err := p.readBack(tmp.Name(), list, o.Passphrase, tell); err != nil {
		return list, err
	}
	list.Path = out
	if o.Force {
		return list, store.PlaceOver(tmp.Name(), out)
	}
	return list, store.PlaceNew(tmp.Name(), out)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// fill writes the whole pack to a file.
func (p *Packer) fill(f *os.File, c ledger.Copy, path string, o ledger.PackOrder, g *gauge) (list ledger.PackList, err error) {
	book, err := p.Books.Open(c.Path, true)
	if err != nil {
		return list, err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	locked, err := seal(f, o.Passphrase)
	if err != nil {
		return list, err
	}
	out := bufio.NewWriterSize(locked, 1<<16)
	w := &writer{zip: zip.NewWriter(out), at: time.Unix(o.At, 0).UTC(), used: map[string]bool{}, level: textLevel, press: map[int]*flate.Writer{}}
	w.zip.RegisterCompressor(zip.Deflate, w.compressor)
	w.index = index{Format: format, Kind: kind, Size: c.Head.Size, Root: c.Head.Root, Made: o.At, By: o.By}
	err = book.View(func(r ledger.Reader) error {
		w.index.Book, w.index.Unit = r.Unit().BookID, r.Unit().Name
		x := &contents{w: w, r: r, o: o, tell: g.hear, gauge: g, files: store.NewFiles(path, p.Books.FileLimit), now: ledger.Clock(o.At), dir: filepath.Dir(c.Path), places: map[string]string{}, slipped: map[ledger.Month]string{}}
		if err := x.write(c.Path); err != nil {
			return err
		}
		list = ledger.PackList{Head: c.Head, Items: x.items(), Missing: w.index.Missing, Bytes: w.bytes}
		return w.end(list.Items)
	})
	if err != nil {
		return list, err
	}
	list.Files = len(w.index.Files) + 1
	return list, errors.Join(w.zip.Close(), out.Flush(), locked.Close())
}

// diskWord gives an error of the target its message; those with one keep it.
func diskWord(path string, err error) error {
	var told *ledger.Error
	if _, ok := store.AsFault(err); err == nil || ok || errors.As(err, &told) {
		return err
	}
	var system *os.PathError
	if errors.As(err, &system) {
		return faultWrite(path, err)
	}
	return err
}

// add writes one entry, packed at a level.
func (w *writer) add(path, title string, level int, write func(io.Writer) error) error {
	if !safeName(path) || w.used[folded(path)] {
		return fmt.Errorf("pack: name of an entry %q", path)
	}
	w.used[folded(path)] = true
	h := &zip.FileHeader{Name: path, Modified: w.at, Method: zip.Store}
	if level != asItIs {
		h.Method, w.level = zip.Deflate, level
	}
	h.SetMode(0o644)
	e, err := w.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	sum, n := sha256.New(), counter(0)
	if err := write(io.MultiWriter(e, sum, &n)); err != nil {
		return err
	}
	w.bytes += int64(n)
	w.index.Files = append(w.index.Files, file{Path: path, Title: title, Size: int64(n), SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (w *writer) text(path, title, text string) error {
	return w.add(path, title, textLevel, func(out io.Writer) error {
		_, err := io.WriteString(out, text)
		return err
	})
}

// note writes a text for people as the oldest editor of Windows reads it.
func (w *writer) note(path, title, text string) error {
	return w.text(path, title, safecsv.Mark+strings.ReplaceAll(text, "\n", "\r\n"))
}

type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

// end writes the lists, the index last.
func (w *writer) end(items []ledger.PackItem) error {
	if err := w.note(nameList, "目录，带每个文件的校验码", listText(w.index, items)); err != nil {
		return err
	}
	if err := w.text(namePage, "首页：先做什么、后做什么", frontPage(w.index, items)); err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range w.index.Files {
		fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Path)
	}
	if err := w.text(nameSums, "每个文件的校验码", b.String()); err != nil {
		return err
	}
	raw, err := json.MarshalIndent(w.index, "", " ")
	if err != nil {
		return err
	}
	w.level = textLevel
	e, err := w.zip.CreateHeader(&zip.FileHeader{Name: nameIndex, Modified: w.at, Method: zip.Deflate})
	if err == nil {
		_, err = e.Write(raw)
	}
	return err
}

// readBack opens what was written and holds every byte against the index, before
// the pack gets its name.
func (p *Packer) readBack(path string, list ledger.PackList, passphrase string, tell teller) error {
	o, err := p.open(path, path, passphrase)
	if err != nil {
		return FaultUnproved(err)
	}
	defer o.Close()
	if ps := o.differences(); len(ps) > 0 || o.index.Size != list.Head.Size || o.index.Root != list.Head.Root {
		return FaultUnproved(errors.New("another list than written"))
	}
	for i, f := range o.index.Files {
		if !tell.goOn(i, len(o.index.Files), "读回核对") {
			return errStopped("")
		}
		if wrong, err := o.read(f, io.Discard); wrong != "" || err != nil {
			return FaultUnproved(errors.Join(err, errors.New(wrong)))
		}
	}
	return nil
}
