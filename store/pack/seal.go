package pack

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"filippo.io/age"

	"huizhang/store"
	"huizhang/store/sign"
)

// ageHeader begins every file of age.
const ageHeader = "age-encryption.org/v1\n"

// seal is a plain writer, or one that encrypts under a passphrase as age does,
// so that `age -d` opens the pack too.
func seal(w io.Writer, passphrase string) (io.WriteCloser, error) {
	if passphrase == "" {
		return unsealed{w}, nil
	}
	r, err := age.NewScryptRecipient(sign.Settled(passphrase))
	if err != nil {
		return nil, err
	}
	r.SetWorkFactor(maxWork)
	return age.Encrypt(w, r)
}

// unsealed writes as it is.
type unsealed struct{ io.Writer }

func (unsealed) Close() error { return nil }

// Packed tells an audit pack from other files by its first bytes. An encrypted
// file may hold anything; its passphrase will tell.
func (p *Packer) Packed(path string) (is, locked bool) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false, false
	}
	f, err := os.Open(path)
	if err != nil {
		return false, false
	}
	defer f.Close()
	var head [len(ageHeader)]byte
	if n, _ := io.ReadFull(f, head[:]); n < 4 {
		return false, false
	}
	locked = string(head[:]) == ageHeader
	return locked || string(head[:4]) == "PK\x03\x04", locked
}

// open opens a pack; an encrypted one is decrypted to the end into a file that
// only this user can read, because a zip is read from behind and because nothing
// of a cut one may be believed.
func (p *Packer) open(path, name, passphrase string) (*opened, error) {
	if missing(path) {
		return nil, store.FaultMissing(name)
	}
	if _, locked := p.Packed(path); !locked {
		return open(path, name)
	}
	if passphrase == "" {
		return nil, FaultPassphrase(name, nil)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, FaultForeign(name, err)
	}
	defer f.Close()
	if err := sealedByWord(f, name); err != nil {
		return nil, err
	}
	id, err := age.NewScryptIdentity(sign.Settled(passphrase))
	if err != nil {
		return nil, FaultPassphrase(name, err)
	}
	id.SetMaxWorkFactor(maxWork)
	clear, err := age.Decrypt(f, id)
	if err != nil {
		return nil, FaultPassphrase(name, err)
	}
	dir, err := p.Books.TempFolder()
	if err != nil {
		return nil, err
	}
	tmp, err := os.OpenFile(filepath.Join(dir, "pack"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, faultWrite(dir, err)
	}
	in := &failing{r: clear}
	_, err = io.Copy(tmp, in)
	err = errors.Join(err, tmp.Close())
	if err == nil {
		var o *opened
		if o, err = open(tmp.Name(), name); err == nil {
			o.temp = dir
			return o, nil
		}
	}
	os.RemoveAll(dir)
	if _, told := store.AsFault(err); told {
		return nil, err
	}
	if in.err != nil {
		return nil, FaultDamaged(name, "加密的内容不完整", in.err)
	}
	return nil, faultWrite(dir, err)
}

// maxWork is what seal writes, as `age -p` does: 256 MiB of memory. A file that
// asks for more was not made here and would take what a small machine lacks.
const maxWork = 18

// sealedByWord looks at the head of an encrypted file before age does: a head of
// gigabytes, a key that is no passphrase, and a cost that nobody should pay are
// told apart from a wrong passphrase.
func sealedByWord(f *os.File, name string) error {
	var head [1024]byte
	n, err := f.ReadAt(head[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return FaultForeign(name, err)
	}
	lines := strings.Split(string(head[:n]), "\n")
	if len(lines) < 4 || !strings.HasPrefix(lines[3], "---") {
		return FaultDamaged(name, "加密的开头不是会账写的", nil)
	}
	word := strings.Fields(lines[1])
	if len(word) != 4 || word[0] != "->" || word[1] != "scrypt" {
		return FaultUnsafe(name, "不是用密码加密的", nil)
	}
	if work, err := strconv.Atoi(word[3]); err != nil || work > maxWork {
		return FaultUnsafe(name, "加密的强度要求不合理，解开会占用过多内存", err)
	}
	return nil
}

// CheckPassphrase says what is wrong with a passphrase for a pack, "" when
// nothing is.
func CheckPassphrase(s string) string {
	if ps := sign.CheckPassphrase("passphrase", s); len(ps) > 0 {
		return ps[0].Text
	}
	return ""
}
