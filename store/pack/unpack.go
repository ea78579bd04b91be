package pack

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"huizhang/ledger"
	"huizhang/store"
)

// FolderFor is the folder that is offered for a pack: NAME-审查 beside it.
func FolderFor(pack string) string {
	name := filepath.Base(pack)
	return filepath.Join(filepath.Dir(pack), name[:len(name)-len(filepath.Ext(name))]+"-审查")
}

// Prove checks the whole pack: every file against the index, no file too many or
// too few, the book in it as deeply as any book, its head against the index, the
// attachments by the names the book gives them. What is wrong is in the proof.
// The book is held against the paper too, if there is one.
func (p *Packer) Prove(path, passphrase string, paper ledger.PaperMark, tell func(done, total int, what string) bool) (ledger.Proof, error) {
	return p.prove(path, passphrase, paper, tell)
}

func (p *Packer) prove(path, passphrase string, paper ledger.PaperMark, tell teller) (proof ledger.Proof, err error) {
	o, err := p.open(path, path, passphrase)
	if err != nil {
		return proof, err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	dir, err := p.Books.TempFolder()
	if err != nil {
		return proof, err
	}
	defer os.RemoveAll(dir)
	book := filepath.Join(dir, "账本.hz")
	bad, err := p.lay(o, book, tell)
	if err != nil {
		return proof, err
	}
	if missing(book) { // nothing to judge more deeply
		return ledger.Proof{Faults: bad}, nil
	}
	proof, err = p.Books.VerifyAgainst(book, paper, tell)
	if err != nil {
		if len(bad) == 0 {
			return proof, err
		}
		bad.Add("", nameBook, "P06", "%s", err.Error())
		return ledger.Proof{Faults: bad}, nil
	}
	if torn(proof) {
		proof.Faults = append(bad, proof.Faults...)
		return proof, nil
	}
	if headIs(p.Books, book, o.index) != nil {
		bad.Add("", nameBook, "P06", "账本与索引写的不是同一刻：索引 %d:%.8s…，账本 %d:%.8s…。账本被换过，或索引被改过。", o.index.Size, o.index.Root, proof.Head.Size, proof.Head.Root)
	}
	proof.Faults = append(bad, proof.Faults...)
	proof.Notes = []string{fmt.Sprintf("审计包：%s，%s由%s打包，包里 %d 个文件。", ledger.Plain(o.index.Unit), ledger.Clock(o.index.Made), ledger.Plain(o.index.By), len(o.index.Files)+1)}
	for _, m := range o.index.Missing {
		proof.Notes = append(proof.Notes, "打包时就缺的附件 "+ledger.Plain(m.Subject)+"："+ledger.Plain(m.Text))
	}
	return proof, nil
}

// torn reports a book whose structure is damaged, which nobody should walk again.
func torn(p ledger.Proof) bool {
	return slices.ContainsFunc(p.Faults, func(f ledger.Problem) bool { return f.Code == "B04" })
}

// lay checks every file of the pack and puts the book and its attachments at a
// place of our own choosing. A book that is not what the index says is not put.
func (p *Packer) lay(o *opened, book string, tell teller) (bad ledger.Problems, err error) {
	bad = o.differences()
	var room int64
	byPath := map[string]string{}
	for _, a := range o.index.Attachments {
		byPath[a.Path] = a.Hash
	}
	for _, f := range o.index.Files {
		if f.Path == nameBook || byPath[f.Path] != "" {
			room += f.Size
		}
	}
	if err := store.EnoughSpaceFor(book, room); err != nil {
		return nil, err
	}
	for i, f := range o.index.Files {
		if !tell.goOn(i, len(o.index.Files), "核对审计包") {
			return nil, errStopped("核对")
		}
		wrong, err := p.layOne(o, f, book, byPath[f.Path])
		if err != nil {
			return nil, err
		}
		if _, there := o.byZip[f.Path]; wrong != "" && there {
			bad.Add("", f.Path, "P06", "%s", wrong)
		}
	}
	return bad, nil
}

func (p *Packer) layOne(o *opened, f file, book, hash string) (wrong string, err error) {
	to := ""
	switch {
	case f.Path == nameBook:
		to = book
	case hash != "" && hash == f.SHA256: // the names in the book's folder are digests, never the pack's words
		if err := os.Mkdir(store.FilesPath(book), 0o700); err != nil && !errors.Is(err, os.ErrExist) {
			return "", faultWrite(book, err)
		}
		to = filepath.Join(store.FilesPath(book), hash)
	default:
		return o.read(f, io.Discard)
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return o.read(f, io.Discard)
	}
	if err != nil {
		return "", faultWrite(to, err)
	}
	wrong, err = o.read(f, out)
	err = errors.Join(err, out.Close())
	if err != nil {
		os.Remove(to)
		return "", faultWrite(to, err)
	}
	if wrong != "" {
		os.Remove(to)
	}
	return wrong, nil
}

// Unpack proves the pack and places its book in a new folder for the auditor.
// From a pack that is not whole nothing is placed. The mark is in the book before
// it gets its name, so that no crash leaves a copy whose door stands open.
func (p *Packer) Unpack(path, folder, passphrase string, tell func(done, total int, what string) bool) (book string, err error) {
	o, err := p.open(path, path, passphrase)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	dir, err := p.Books.TempFolder()
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	inner := filepath.Join(dir, "账本.hz")
	bad, err := p.lay(o, inner, tell)
	if err != nil {
		return "", err
	}
	if len(bad) > 0 {
		return "", FaultDamaged(path, bad[0].Subject+"："+bad[0].Text, nil)
	}
	if err := os.Mkdir(folder, 0o700); errors.Is(err, os.ErrExist) {
		return "", store.FaultExists(folder)
	} else if err != nil {
		return "", faultWrite(folder, err)
	}
	book = filepath.Join(folder, "账本.hz")
	if err = p.place(inner, book, o, tell); err == nil && headIs(p.Books, book, o.index) != nil {
		err = FaultDamaged(path, "包里的账本与索引写的不是同一刻", nil)
	}
	if err != nil {
		os.RemoveAll(folder) // it was made above and holds nothing else
		return "", err
	}
	return book, nil
}

// place restores the inner book, which verifies it in full. Only after that the
// book is opened here: a file that was made to do harm is for the child.
func (p *Packer) place(inner, book string, o *opened, tell teller) error {
	var lost []string
	for _, m := range o.index.Missing {
		lost = append(lost, m.Field)
	}
	mark := store.AuditMark{Book: o.index.Book, Size: o.index.Size, Root: o.index.Root, Pack: filepath.Base(o.path), At: p.Books.Now().Unix()}
	err := p.Books.RestoreAudited(inner, book, lost, mark, tell)
	if store.FaultCode(err) == "P02" {
		return FaultDamaged(o.path, "包里的账本核对没有通过，详细请用 verify 核对这个包", err)
	}
	return err
}

// headIs looks at the head of a book without walking it.
func headIs(books *store.Shelf, book string, x index) error {
	b, err := books.Open(book, true)
	if err != nil {
		return err
	}
	err = b.View(func(r ledger.Reader) error {
		if h := r.Head(); h.Size != x.Size || h.Root != x.Root || r.Unit().BookID != x.Book {
			return errors.New("another head")
		}
		return nil
	})
	return errors.Join(err, b.Close())
}

// CopyOf says whether the book at path is an auditor's copy, and of what.
func (p *Packer) CopyOf(path string) (ledger.Head, bool) {
	m, marked, err := p.Books.AuditMark(path)
	return m.Head(), err == nil && marked
}
