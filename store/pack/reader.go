package pack

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"

	"huizhang/ledger"
)

// opened is a pack whose names, kinds and sizes were judged. Its contents are
// not believed before they are read through [opened.open] to the end.
type opened struct {
	path  string
	file  *os.File
	index index
	byZip map[string]*zip.File
	temp  string // folder of a decrypted pack, to be removed
}

func (p *opened) Close() error {
	err := p.file.Close()
	if p.temp != "" {
		err = errors.Join(err, os.RemoveAll(p.temp))
	}
	return err
}

// open opens a pack that is no encrypted one. Name is how messages call it.
func open(path, name string) (*opened, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, FaultForeign(name, err)
	}
	p := &opened{path: name, file: f, byZip: map[string]*zip.File{}}
	if err := p.judge(); err != nil {
		f.Close()
		return nil, err
	}
	return p, nil
}

func (p *opened) judge() error {
	info, err := p.file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return FaultForeign(p.path, err)
	}
	var magic [4]byte
	if _, err := p.file.ReadAt(magic[:], 0); err != nil || string(magic[:]) != "PK\x03\x04" {
		return FaultForeign(p.path, err)
	}
	dir, err := directoryOf(p.file, info.Size())
	switch {
	case dir.count > maxEntries:
		return FaultUnsafe(p.path, "文件太多", err)
	case err != nil:
		return FaultDamaged(p.path, "不完整，可能没有拷完；或者压缩包被重新装过，夹带了别的内容", err)
	}
	z, err := zip.NewReader(p.file, info.Size())
	if errors.Is(err, zip.ErrInsecurePath) {
		return FaultUnsafe(p.path, "会写到别处的文件名", err)
	}
	if err != nil {
		return FaultDamaged(p.path, "不完整，可能没有拷完", err)
	}
	if int64(len(z.File)) != dir.count {
		return FaultUnsafe(p.path, "目录与内容对不上", nil)
	}
	if err := p.entries(z, info.Size()); err != nil {
		return err
	}
	if err := dir.seamless(p.file, z.File); err != nil {
		return FaultUnsafe(p.path, "夹带了目录以外的内容，或压缩包被重新装过", err)
	}
	return p.readIndex()
}

// entries judges names, kinds and declared sizes before anything is unpacked.
func (p *opened) entries(z *zip.Reader, size int64) error {
	var total uint64
	seen := map[string]bool{}
	for _, f := range z.File {
		low := folded(f.Name)
		switch {
		case !safeName(f.Name):
			return FaultUnsafe(p.path, "会写到别处的文件名", nil)
		case !f.Mode().IsRegular():
			return FaultUnsafe(p.path, "链接或特殊文件", nil)
		case f.Flags&1 != 0 || f.Method != zip.Store && f.Method != zip.Deflate:
			return FaultUnsafe(p.path, "不认识的压缩方式", nil)
		case seen[low]:
			return FaultUnsafe(p.path, "同名的两个文件", nil)
		case f.UncompressedSize64 > maxTotal || f.CompressedSize64 > uint64(size):
			return FaultUnsafe(p.path, "大小不合理的文件", nil)
		}
		total += f.UncompressedSize64
		seen[low], p.byZip[f.Name] = true, f
	}
	if total > maxTotal || total > freeRatio && total > maxRatio*uint64(size) {
		return FaultUnsafe(p.path, "解开后大得不合理", nil)
	}
	return nil
}

func (p *opened) readIndex() error {
	f, ok := p.byZip[nameIndex]
	if !ok {
		return FaultForeign(p.path, errors.New("no index"))
	}
	if f.UncompressedSize64 > maxIndex {
		return FaultUnsafe(p.path, "索引太大", nil)
	}
	r, err := f.Open()
	if err != nil {
		return FaultDamaged(p.path, "索引读不出来", err)
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxIndex+1))
	if err != nil || len(b) > maxIndex {
		return FaultDamaged(p.path, "索引读不出来", err)
	}
	if p.index, err = parseIndex(b); err != nil {
		return FaultDamaged(p.path, "索引读不懂", err)
	}
	return nil
}

// differences holds the list of the index against the list of the zip.
func (p *opened) differences() (out ledger.Problems) {
	listed := map[string]bool{nameIndex: true}
	for _, f := range p.index.Files {
		listed[f.Path] = true
		if _, ok := p.byZip[f.Path]; !ok {
			out.Add("", f.Path, "P06", "索引里有，包里没有这个文件。")
		}
	}
	for name := range p.byZip {
		if !listed[name] {
			out.Add("", name, "P06", "包里多出一个索引里没有的文件。")
		}
	}
	return out
}

// read copies a listed file to w and holds size and digest against the index.
// The text says what is wrong, "" when nothing is; an error is of w alone.
func (p *opened) read(f file, w io.Writer) (wrong string, err error) {
	z, ok := p.byZip[f.Path]
	if !ok {
		return "包里没有这个文件。", nil
	}
	r, err := z.Open()
	if err != nil {
		return "读不出来，压缩数据已损坏。", nil
	}
	defer r.Close()
	sum, in := sha256.New(), &failing{r: r}
	n, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(in, f.Size+1))
	switch {
	case in.err != nil:
		return "读不出来，压缩数据已损坏。", nil
	case err != nil:
		return "", err
	case n != f.Size || hex.EncodeToString(sum.Sum(nil)) != f.SHA256:
		return "内容与索引里的校验码不符，打包以后被改动或损坏了。", nil
	}
	return "", nil
}

// failing remembers an error of the source, to tell it from one of the target.
type failing struct {
	r   io.Reader
	err error
}

func (f *failing) Read(b []byte) (int, error) {
	n, err := f.r.Read(b)
	if err != nil && err != io.EOF {
		f.err = err
	}
	return n, err
}

// missing tells that there is no such file at all.
func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}
