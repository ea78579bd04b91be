package notary

import (
	"errors"
	"fmt"
	"path/filepath"

	"huizhang/ledger"
	"huizhang/store/sign"
)

// Terms reads what an order would sign, and why it cannot be signed now.
func (n *Notary) Terms(r ledger.Reader, o ledger.SignOrder) (ledger.Terms, error) {
	t := ledger.Terms{Title: titleOf(o.Kind, o.Period, o.Version)}
	if k, ok := ledger.KeyInUse(r, o.By); ok {
		t.Verify = k.Verifier
	}
	b, err := basisOf(r, o.Kind, o.Period, o.Version)
	if err != nil {
		return t, err
	}
	for _, f := range b.Figures {
		t.Figures = append(t.Figures, ledger.Figure{Name: f.Name, Amount: f.Amount})
	}
	t.Head, _ = r.HeadAt(b.Head.Size)
	err = ledger.Permit(r, Sign{Kind: o.Kind}.Name(), ledger.Stamp{Operator: o.By})
	if err == nil {
		err = occasion(r, o.Kind, o.Period, o.Version, o.By)
	}
	if err != nil {
		t.Refusal = err.Error()
	}
	return t, nil
}

// Draft is the statement of the book as it is, and the verifier of the key that
// is to sign it, "" when the person has none.
func Draft(book ledger.Book, o ledger.SignOrder) (st sign.Statement, verifier string, err error) {
	st = sign.Statement{Kind: kindOf(o.Kind), Period: o.Period, Day: o.Day}
	err = book.View(func(r ledger.Reader) error {
		u := r.Unit()
		st.Book, st.Unit = u.BookID, u.Name
		if k, ok := ledger.KeyInUse(r, o.By); ok {
			verifier = k.Verifier
		}
		st.Remark, _ = ledger.Clean(o.Remark)
		b, err := basisOf(r, o.Kind, o.Period, o.Version)
		st.Document, st.Figures, st.Head = b.Document, b.Figures, b.Head
		return err
	})
	return st, verifier, err
}

// Make signs a statement and gives the act that keeps it. It takes some tenths
// of a second for the code.
func Make(st sign.Statement, k *sign.Key, kind string, version int) (Sign, error) {
	note, err := sign.Sign(st, k)
	if err != nil {
		return Sign{}, err
	}
	code, err := sign.NewCode(st.Head)
	return Sign{Kind: kind, Version: version, Note: note, Code: code.String()}, err
}

// Sign makes the statement, signs it and gives the act that keeps it.
func (n *Notary) Sign(book ledger.Book, o ledger.SignOrder, passphrase string) (ledger.Act, error) {
	st, verifier, err := Draft(book, o)
	switch {
	case err != nil:
		return nil, err
	case verifier == "":
		return nil, ledger.Errf(ledger.CodeRequired, "“%s”还没有登记签字密钥。请先做一把。", o.By)
	case len([]rune(st.Remark)) > MaxRemark:
		return nil, &ledger.Error{Code: ledger.CodeTooLarge, Text: "意见太长：", Problems: []ledger.Problem{{Field: "remark", Code: ledger.CodeTooLarge, Text: "意见最多写 200 个字；长的请写进审查报告。"}}}
	}
	k, err := n.open(verifier, o.KeyPath, passphrase)
	if err != nil {
		return nil, err
	}
	defer k.Drop()
	act, err := Make(st, k, o.Kind, o.Version)
	if err != nil {
		return nil, err
	}
	return act, nil
}

// MaxRemark is how long the opinion of a sign-off may be.
const MaxRemark = 200

// open opens the person's registered key from this computer or a stick.
func (n *Notary) open(verifier, path, passphrase string) (*sign.Key, error) {
	p, err := sign.ParsePublic(verifier)
	if err != nil {
		return nil, err
	}
	var wrapped []byte
	if path == "" {
		wrapped, err = sign.LoadKey(n.keyPath(p))
	} else {
		wrapped, err = readKey(path)
	}
	if err != nil {
		return nil, err
	}
	k, err := sign.Unwrap(wrapped, passphrase)
	if err != nil {
		return nil, err
	}
	if k.Public != p {
		k.Drop()
		return nil, sign.FaultKeyFile(errors.New("another key"))
	}
	return k, nil
}

// CarryNote writes a signed statement where a person carries it away.
func (n *Notary) CarryNote(s ledger.Signature, folder string) (string, error) {
	name := fmt.Sprintf("会账签字-%s-%s-%s-%d.txt", s.Period, kindOf(s.Kind).Chinese(), fileWord(s.By), s.No)
	path := filepath.Join(folder, name)
	return path, WriteNew(path, s.Note)
}
