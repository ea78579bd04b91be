package notary

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"huizhang/ledger"
	"huizhang/store/sign"
)

// keyPath is where the file of a key lies: keys/BOOK/HASH.key, so that a person
// may have one key a book, and a new one never takes the place of an old one.
func (n *Notary) keyPath(p sign.Public) string {
	return filepath.Join(n.Dir, "keys", p.Book(), keyHash(p)+".key")
}

// keyHash is the HASH of a verifier NAME+HASH+KEY.
func keyHash(p sign.Public) string {
	part := strings.SplitN(p.String(), "+", 3)
	if len(part) != 3 {
		return "0"
	}
	return part[1]
}

// MakeKey makes a key and its file. The caller does the act; when that fails the
// file is only a file that nobody asks for.
func (n *Notary) MakeKey(book, person, passphrase string) (ledger.KeyCard, ledger.Act, error) {
	if ps := sign.CheckPassphrase("passphrase", passphrase); len(ps) > 0 {
		return ledger.KeyCard{}, nil, &ledger.Error{Code: ps[0].Code, Text: "密码还不行：", Problems: ps}
	}
	k, err := sign.Generate(person, book, n.Random)
	if err != nil {
		return ledger.KeyCard{}, nil, err
	}
	defer k.Drop()
	wrapped, err := sign.Wrap(k, passphrase)
	if err != nil {
		return ledger.KeyCard{}, nil, err
	}
	if err := n.save(k.Public, wrapped); err != nil {
		return ledger.KeyCard{}, nil, err
	}
	return n.card(k.Public), AddKey{Person: person, Verifier: k.Public.String()}, nil
}

func (n *Notary) save(p sign.Public, wrapped []byte) error {
	path := n.keyPath(p)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return &sign.Fault{Code: "W08", Exit: 4, Err: err, Text: fmt.Sprintf("密钥文件夹“%s”建不起来，没有做成密钥。账本未改动。请检查磁盘空间和权限。", ledger.Plain(filepath.Dir(path)))}
	}
	return sign.SaveKey(path, wrapped)
}

func (n *Notary) card(p sign.Public) ledger.KeyCard {
	c := ledger.KeyCard{Person: p.Person(), Verifier: p.String(), Fingerprint: p.Fingerprint()}
	if info, err := os.Lstat(n.keyPath(p)); err == nil && info.Mode().IsRegular() {
		c.Path = n.keyPath(p)
	}
	return c
}

// FindKey shows what may be seen of a key, and its file if it is here.
func (n *Notary) FindKey(verifier string) ledger.KeyCard {
	p, err := sign.ParsePublic(verifier)
	if err != nil {
		return ledger.KeyCard{Verifier: verifier}
	}
	return n.card(p)
}

// CarryKey copies a key file into a folder. A stick often knows no rights, and
// the copy is safe by its passphrase alone: the rule of 0600 is for this
// computer's own folder.
func (n *Notary) CarryKey(verifier, folder string) (string, error) {
	p, err := sign.ParsePublic(verifier)
	if err != nil {
		return "", err
	}
	wrapped, err := sign.LoadKey(n.keyPath(p))
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, fmt.Sprintf("会账密钥-%s-%s.key", fileWord(p.Person()), keyHash(p)))
	return path, WriteNew(path, wrapped)
}

// FetchKey takes a key file in from anywhere.
func (n *Notary) FetchKey(path, passphrase string) (ledger.KeyCard, ledger.Act, error) {
	wrapped, err := readKey(path)
	if err != nil {
		return ledger.KeyCard{}, nil, err
	}
	k, err := sign.Unwrap(wrapped, passphrase)
	if err != nil {
		return ledger.KeyCard{}, nil, err
	}
	defer k.Drop()
	if n.card(k.Public).Path == "" {
		if err := n.save(k.Public, wrapped); err != nil {
			return ledger.KeyCard{}, nil, err
		}
	}
	return n.card(k.Public), AddKey{Person: k.Person(), Verifier: k.Public.String()}, nil
}

// readKey reads a key file on a stick, whose rights mean nothing.
func readKey(path string) ([]byte, error) {
	b, err := readSmall(path, sign.KeyFileLimit)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, sign.FaultKeyMissing(path)
	case err != nil:
		return nil, sign.FaultKeyFile(err)
	}
	return b, nil
}

func readSmall(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, errors.New("not a small file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(b)) > most {
		err = errors.New("not a small file")
	}
	return b, err
}

// WriteNew writes a small file for people to carry, whole or not at all, and
// takes no name that is taken.
func WriteNew(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &sign.Fault{Code: "X01", Exit: 2, Text: fmt.Sprintf("文件“%s”已存在，未覆盖。请换一个文件夹，或先给原来的文件改名。", ledger.Plain(path))}
	}
	if err == nil {
		_, err = f.Write(b)
		if err == nil {
			err = f.Sync()
		}
		if err = errors.Join(err, f.Close()); err != nil {
			os.Remove(path)
		}
	}
	if err != nil {
		return &sign.Fault{Code: "W08", Exit: 4, Err: err, Text: fmt.Sprintf("“%s”写不进去，没有留下半个文件。账本完好。请检查U盘是否插好、有没有空间。", ledger.Plain(path))}
	}
	return nil
}

// fileWord keeps letters and figures of a name for a file's name.
func fileWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return '_'
		}
		return r
	}, ledger.Plain(s))
}
