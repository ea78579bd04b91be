package sign

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Public is the public half of a person's key: what the book, the auditor's own
// list and the printed hand-over keep. The zero Public is no key.
type Public struct {
	name   string
	person string
	book   string
	hash   uint32
	key    string // 32 bytes; a string, so that keys compare with ==
}

// ParsePublic reads a verifier key of a note, NAME+HASH+KEY, whose name has the
// form that [Generate] gives. The error is K04.
func ParsePublic(vkey string) (Public, error) {
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return Public{}, FaultKeyFile(err)
	}
	raw, err := base64.StdEncoding.DecodeString(keyPart(vkey))
	if err != nil || len(raw) != 1+ed25519.PublicKeySize {
		return Public{}, FaultKeyFile(errors.New("no Ed25519 key"))
	}
	p, err := publicOf(v.Name(), raw[1:])
	if err == nil && p.String() != vkey {
		err = FaultKeyFile(errors.New("not in its one form"))
	}
	if err != nil {
		return Public{}, err
	}
	return p, nil
}

// keyPart is what stands behind NAME+HASH+; base64 may hold a plus itself, a
// name may not.
func keyPart(vkey string) string {
	_, rest, _ := strings.Cut(vkey, "+")
	_, key, _ := strings.Cut(rest, "+")
	return key
}

func publicOf(name string, key ed25519.PublicKey) (Public, error) {
	book, person, ok := splitName(name)
	if !ok {
		return Public{}, FaultKeyFile(errors.New("key name of another form"))
	}
	vkey, err := note.NewEd25519VerifierKey(name, key)
	if err != nil {
		return Public{}, FaultKeyFile(err)
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		return Public{}, FaultKeyFile(err)
	}
	return Public{name, person, book, v.KeyHash(), string(key)}, nil
}

// String is the verifier key of the note format: NAME+HASH+KEY.
func (p Public) String() string {
	s, err := note.NewEd25519VerifierKey(p.name, ed25519.PublicKey(p.key))
	if err != nil {
		return ""
	}
	return s
}

// Name is the key's name in notes, Person the readable name in it, and Book the
// first eight hex digits of the id of the book it was made for.
func (p Public) Name() string   { return p.name }
func (p Public) Person() string { return p.person }
func (p Public) Book() string   { return p.book }

// Fingerprint is what two people read to each other to make sure that they have
// the same key: 32 digits in groups of four, 106 bits of the SHA-256 of the
// verifier key. A name alone proves nothing, anybody can make a key of any name.
func (p Public) Fingerprint() string {
	sum := sha256.Sum256([]byte("huizhang/key/v1\n" + p.String()))
	var b strings.Builder
	for i := range 8 {
		if i > 0 {
			b.WriteByte(' ')
		}
		// 32 bits for four digits: the bias is below one in a hundred thousand.
		fmt.Fprintf(&b, "%04d", binary.BigEndian.Uint32(sum[4*i:])%10000)
	}
	return b.String()
}

// Key is a person's key with its secret half. It signs until [Key.Drop].
type Key struct {
	Public
	bookID string
	secret ed25519.PrivateKey
}

// Generate makes a key for a person of the book with this id (32 hex digits).
// Random is crypto/rand.Reader outside tests.
func Generate(person, bookID string, random io.Reader) (*Key, error) {
	if !goodBook(bookID) {
		return nil, errors.New("the book has no proper id")
	}
	if !goodPerson(person) {
		return nil, faultTyped("姓名“%s”不能用作签字人：请填写 1 到 40 个字，不含看不见的字符。", person)
	}
	seed := make([]byte, ed25519.SeedSize)
	defer clear(seed)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	return keyOf(person, bookID, seed)
}

func keyOf(person, bookID string, seed []byte) (*Key, error) {
	secret := ed25519.NewKeyFromSeed(seed)
	pub, err := publicOf(keyName(person, bookID), secret.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, err
	}
	return &Key{Public: pub, bookID: bookID, secret: secret}, nil
}

// BookID is the id of the book that the key was made for.
func (k *Key) BookID() string { return k.bookID }

// Drop overwrites the secret half. It may be called again and on nil.
func (k *Key) Drop() {
	if k != nil {
		clear(k.secret)
		k.secret = nil
	}
}

// signer is a [note.Signer] over a key, apart so that Key itself offers no way
// to sign bytes that are no statement.
type signer struct{ k *Key }

func (s signer) Name() string    { return s.k.name }
func (s signer) KeyHash() uint32 { return s.k.hash }

func (s signer) Sign(msg []byte) ([]byte, error) {
	if len(s.k.secret) != ed25519.PrivateKeySize {
		return nil, errors.New("the key was dropped")
	}
	return ed25519.Sign(s.k.secret, msg), nil
}
