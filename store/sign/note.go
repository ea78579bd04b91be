package sign

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"huizhang/ledger"
)

// Unknown is a signature by a key that the verifier was not given. It proves
// nothing.
type Unknown struct {
	Name   string // the key's name, made safe to show
	Person string // the name it claims, or ""
	Hash   uint32
	// Poses reports that the name it claims is that of a known key: a new key
	// that was not registered, or somebody who poses as that person.
	Poses bool
}

// Chinese says whose signature it claims to be.
func (u Unknown) Chinese() string {
	who := u.Person
	if who == "" {
		who = u.Name
	}
	if u.Poses {
		return fmt.Sprintf("自称“%s”，但不是登记的那把密钥", who)
	}
	return fmt.Sprintf("自称“%s”，密钥没有登记", who)
}

// Signed is an opened signed statement.
type Signed struct {
	Statement Statement
	By        []Public  // known keys whose signatures are right, in their order
	Unknown   []Unknown // other signatures; they prove nothing
}

// ByKey reports whether this key's signature is on it and right.
func (s Signed) ByKey(p Public) bool { return slices.Contains(s.By, p) }

// Sign makes a signed note of a statement.
func Sign(s Statement, k *Key) ([]byte, error) {
	text, err := s.Text()
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: text}, signer{k})
}

// CoSign adds a signature to a signed note. It asks for a right signature of a
// known key first: nobody signs under a name that he cannot check. Unknown
// signatures stay on the note.
func CoSign(file []byte, k *Key, known ...Public) ([]byte, error) {
	if _, err := Verify(file, known...); err != nil {
		return nil, err
	}
	n, err := open(file, known)
	if err != nil {
		return nil, err
	}
	return note.Sign(n, signer{k})
}

// Verify opens a signed note. It is proven only for the keys in By, and only
// when the error is nil. The error is S01 when a known key's signature does not
// fit (content or signature were changed), S02 when no known key signed (the
// Signed is filled all the same, to show what it claims), S03 when it is no
// signed statement.
func Verify(file []byte, known ...Public) (Signed, error) {
	n, err := open(file, known)
	var unproven *note.UnverifiedNoteError
	if errors.As(err, &unproven) {
		n = unproven.Note
	} else if err != nil {
		return Signed{}, err
	}
	var out Signed
	if out.Statement, err = ParseStatement(n.Text); err != nil {
		return Signed{}, err
	}
	for _, g := range n.Sigs {
		for _, p := range known {
			if p.name == g.Name && p.hash == g.Hash && !slices.Contains(out.By, p) && p.signed(n.Text, g) {
				out.By = append(out.By, p)
			}
		}
	}
	var names []string
	for _, g := range n.UnverifiedSigs {
		u := unknown(g, known)
		out.Unknown = append(out.Unknown, u)
		if len(names) < 3 {
			names = append(names, u.Chinese())
		}
	}
	if len(out.By) == 0 {
		return out, FaultUnknownKey(names)
	}
	return out, nil
}

func unknown(g note.Signature, known []Public) Unknown {
	u := Unknown{Name: ledger.Plain(g.Name), Hash: g.Hash}
	if _, person, ok := splitName(g.Name); ok {
		u.Person = person
		u.Poses = slices.ContainsFunc(known, func(p Public) bool { return p.person == person })
	}
	return u
}

// open checks the signatures. A note of unknown keys only gives a
// [note.UnverifiedNoteError].
func open(file []byte, known []Public) (*note.Note, error) {
	if len(file) > noteLimit {
		return nil, FaultStatement(errors.New("too long"))
	}
	n, err := note.Open(file, ring(known))
	var wrong *note.InvalidSignatureError
	var unproven *note.UnverifiedNoteError
	switch {
	case err == nil:
		return n, nil
	case errors.As(err, &unproven):
		return nil, err
	case errors.As(err, &wrong):
		_, person, _ := splitName(wrong.Name)
		return nil, FaultNote(person, err)
	}
	return nil, FaultStatement(err)
}

// ring gives the known keys to package note. A name and 32 bits of a hash are no
// key: somebody with a day of patience can make another key that has both, and
// were it in the book, a list of single keys would refuse every note. So all that
// have both are tried.
type ring []Public

// Verifier implements [note.Verifiers].
func (r ring) Verifier(name string, hash uint32) (note.Verifier, error) {
	var out twins
	for _, p := range r {
		if p.name == name && p.hash == hash {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return nil, &note.UnknownVerifierError{Name: name, KeyHash: hash}
	}
	return out, nil
}

// twins are keys of one name and one hash, nearly always a single one.
type twins []Public

func (t twins) Name() string    { return t[0].name }
func (t twins) KeyHash() uint32 { return t[0].hash }

// Verify reports whether one of them made the signature.
func (t twins) Verify(msg, sig []byte) bool {
	return slices.ContainsFunc(t, func(p Public) bool { return ed25519.Verify(ed25519.PublicKey(p.key), msg, sig) })
}

// signed reports whether this very key made a signature that was read off a note.
func (p Public) signed(text string, g note.Signature) bool {
	raw, err := base64.StdEncoding.DecodeString(g.Base64)
	return err == nil && len(raw) == 4+ed25519.SignatureSize && ed25519.Verify(ed25519.PublicKey(p.key), []byte(text), raw[4:])
}
