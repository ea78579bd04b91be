package sign

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/mod/sumdb/note"
)

const (
	// workFactor makes a guess cost 128 MiB and about half a second on the
	// slow machine this was measured on.
	workFactor = 17
	// maxWorkFactor is what `age -p` writes by itself. A file that asks for more
	// would take memory that a small machine does not have.
	maxWorkFactor = 18
	// KeyFileLimit is more than any key file has.
	KeyFileLimit = 16 << 10

	keyHeading = "huizhang-key 1"
)

// Wrap gives the key as the bytes of a key file: an armored age file under the
// passphrase, which `age -d` opens too. It takes about half a second and 128
// MiB of memory: not for the loop of the screen. The passphrase must be free of
// [CheckPassphrase] problems.
func Wrap(k *Key, passphrase string) ([]byte, error) {
	if p := CheckPassphrase("", passphrase); len(p) > 0 {
		return nil, faultTyped("%s", p[0].Text)
	}
	return wrap(k, passphrase, workFactor)
}

func wrap(k *Key, passphrase string, work int) ([]byte, error) {
	r, err := age.NewScryptRecipient(Settled(passphrase))
	if err != nil {
		return nil, err
	}
	r.SetWorkFactor(work)
	plain, err := k.text()
	defer clear(plain)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	a := armor.NewWriter(&out)
	w, err := age.Encrypt(a, r)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := errors.Join(w.Close(), a.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Unwrap opens the bytes of a key file; it takes as long as [Wrap]. The error is
// K01 for a wrong passphrase and K04 for what is no key file. Call [Key.Drop]
// after signing.
func Unwrap(file []byte, passphrase string) (*Key, error) {
	if len(file) > KeyFileLimit {
		return nil, FaultKeyFile(errors.New("too long"))
	}
	if passphrase == "" {
		return nil, FaultPassphrase()
	}
	id, err := age.NewScryptIdentity(Settled(passphrase))
	if err != nil {
		return nil, FaultPassphrase()
	}
	id.SetMaxWorkFactor(maxWorkFactor)
	var in io.Reader = bytes.NewReader(file)
	if !bytes.HasPrefix(file, []byte("age-encryption.org/")) {
		in = armor.NewReader(in)
	}
	r, err := age.Decrypt(in, id)
	if err != nil {
		var wrong *age.NoIdentityMatchError
		if errors.As(err, &wrong) && len(wrong.StanzaTypes) == 1 && wrong.StanzaTypes[0] == "scrypt" {
			return nil, FaultPassphrase()
		}
		return nil, FaultKeyFile(err)
	}
	// Room for all of it at once: a growing buffer would leave copies behind.
	buf := make([]byte, KeyFileLimit)
	defer clear(buf)
	n, err := io.ReadFull(r, buf)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, FaultKeyFile(err)
	}
	return parseKey(buf[:n])
}

// Rewrap changes the passphrase: it takes twice as long as [Wrap].
func Rewrap(file []byte, old, passphrase string) ([]byte, error) {
	if p := CheckPassphrase("", passphrase); len(p) > 0 {
		return nil, faultTyped("%s", p[0].Text)
	}
	k, err := Unwrap(file, old)
	if err != nil {
		return nil, err
	}
	defer k.Drop()
	return Wrap(k, passphrase)
}

// text is what lies inside a key file: heading, book id, readable name and the
// signer key of the note format, which other programs take as it is.
func (k *Key) text() ([]byte, error) {
	if len(k.secret) == 0 {
		return nil, errors.New("the key was dropped")
	}
	vkey := k.String() // NAME+HASH+…
	b := make([]byte, 0, 1024)
	b = append(b, keyHeading+"\nbook: "+k.bookID+"\nname: "+k.person+"\nPRIVATE+KEY+"...)
	b = append(b, strings.TrimSuffix(vkey, keyPart(vkey))...)
	raw := append([]byte{1}, k.secret.Seed()...) // 1 is Ed25519
	defer clear(raw)
	b = base64.StdEncoding.AppendEncode(b, raw)
	return append(b, '\n'), nil
}

func parseKey(text []byte) (*Key, error) {
	bad := func(why string) (*Key, error) { return nil, FaultKeyFile(errors.New(why)) }
	lines := bytes.Split(text, []byte("\n"))
	if len(lines) != 5 || string(lines[0]) != keyHeading || len(lines[4]) > 0 {
		return bad("not the lines of a key")
	}
	book, ok1 := bytes.CutPrefix(lines[1], []byte("book: "))
	person, ok2 := bytes.CutPrefix(lines[2], []byte("name: "))
	if !ok1 || !ok2 || !goodBook(string(book)) || !goodPerson(string(person)) {
		return bad("book or name")
	}
	// PRIVATE+KEY+NAME+HASH+SEED, the seed as base64 that may hold a plus.
	part := bytes.SplitN(lines[3], []byte("+"), 5)
	seed := part[len(part)-1]
	raw := make([]byte, base64.StdEncoding.DecodedLen(len(seed)))
	defer clear(raw)
	n, err := base64.StdEncoding.Decode(raw, seed)
	if err != nil || n != 33 || raw[0] != 1 {
		return bad("no Ed25519 key")
	}
	k, err := keyOf(string(person), string(book), raw[1:n])
	if err != nil {
		return nil, err
	}
	again, err := k.text()
	defer clear(again)
	if err != nil || !bytes.Equal(again, text) {
		k.Drop()
		return bad("not in its one form")
	}
	return k, nil
}

var _ note.Signer = signer{}
