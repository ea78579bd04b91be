package ledger

import "fmt"

// VoucherID is a voucher's inner number, given when the draft is made; people
// see the number given at posting instead.
type VoucherID uint64

// Word is the kind of a voucher and the middle of its number.
type Word string

// The words. A book uses either 记 alone or 收, 付 and 转; 结 is the series of
// the automatic closing vouchers.
const (
	WordGeneral  Word = "记"
	WordReceipt  Word = "收"
	WordPayment  Word = "付"
	WordTransfer Word = "转"
	WordClosing  Word = "结"
)

// State is where a voucher stands.
type State string

// The states of a voucher: draft → reviewed → posted. A draft may be voided;
// a posted voucher never changes.
const (
	Draft    State = "draft"
	Reviewed State = "reviewed"
	Posted   State = "posted"
	Void     State = "void"
)

// Chinese names the state.
func (s State) Chinese() string {
	switch s {
	case Draft:
		return "草稿"
	case Reviewed:
		return "已审核"
	case Posted:
		return "已过账"
	case Void:
		return "已作废"
	}
	return string(s)
}

// Line is one entry of a voucher. Exactly one of Debit and Credit is not zero;
// it is negative only in a red-letter voucher.
type Line struct {
	Summary    string `cbor:"1,keyasint"`
	Account    Code   `cbor:"2,keyasint"`
	Debit      Money  `cbor:"3,keyasint,omitempty"`
	Credit     Money  `cbor:"4,keyasint,omitempty"`
	Restricted bool   `cbor:"5,keyasint,omitempty"` // 专项资金
}

// Net is debit less credit.
func (l Line) Net() Money { return l.Debit - l.Credit }

// Voucher is a 记账凭证.
type Voucher struct {
	ID       VoucherID `cbor:"1,keyasint"`
	Day      Day       `cbor:"2,keyasint"`
	Word     Word      `cbor:"3,keyasint"`
	Number   int       `cbor:"4,keyasint,omitempty"` // 0 until posted
	State    State     `cbor:"5,keyasint"`
	Lines    []Line    `cbor:"6,keyasint"`
	Payee    string    `cbor:"7,keyasint,omitempty"` // 对方
	Papers   int       `cbor:"8,keyasint,omitempty"` // paper attachments when entered
	Template string    `cbor:"9,keyasint,omitempty"` // T01 …
	Maker    string    `cbor:"10,keyasint"`
	Reviewer string    `cbor:"11,keyasint,omitempty"`
	Poster   string    `cbor:"12,keyasint,omitempty"`
	Reverses VoucherID `cbor:"13,keyasint,omitempty"` // this is the red letter of …
	Corrects VoucherID `cbor:"14,keyasint,omitempty"` // this is the corrected form of …
	Source   string    `cbor:"15,keyasint,omitempty"` // what made it: dues, close, import, or ""
	NoPaper  string    `cbor:"16,keyasint,omitempty"` // why no attachment is needed
}

// Closing reports whether the voucher is an automatic closing one (or the red
// letter of one), which statements of income leave out.
func (v *Voucher) Closing() bool { return v.Word == WordClosing }

// NeedsProof reports whether the voucher wants a receipt of its own: closing
// vouchers do not, and those that put another right rest on its receipts.
func (v *Voucher) NeedsProof() bool { return !v.Closing() && v.Reverses == 0 && v.Corrects == 0 }

// Month is the month of the voucher's day.
func (v *Voucher) Month() Month { return v.Day.Month() }

// Ref is the number people see: 2026-05-记-0017. A voucher that is not posted
// has none and shows 草稿#12.
func (v *Voucher) Ref() string {
	if v.Number == 0 {
		return fmt.Sprintf("%s#%d", v.State.Chinese(), v.ID)
	}
	return RefOf(v.Month(), v.Word, v.Number)
}

// RefOf writes a voucher number.
func RefOf(m Month, w Word, n int) string { return fmt.Sprintf("%s-%s-%04d", m, w, n) }

// Short is the number inside its month: 记-17.
func (v *Voucher) Short() string {
	if v.Number == 0 {
		return v.Ref()
	}
	return fmt.Sprintf("%s-%d", v.Word, v.Number)
}

// Totals adds up both sides.
func (v *Voucher) Totals() (debit, credit Money) {
	for _, l := range v.Lines {
		debit += l.Debit
		credit += l.Credit
	}
	return debit, credit
}

// Amount is the figure a list shows: the debit side.
func (v *Voucher) Amount() Money { d, _ := v.Totals(); return d }

// Summary is the first line's.
func (v *Voucher) Summary() string {
	if len(v.Lines) == 0 {
		return ""
	}
	return v.Lines[0].Summary
}

// Red reports whether the voucher carries negative amounts.
func (v *Voucher) Red() bool {
	for _, l := range v.Lines {
		if l.Debit < 0 || l.Credit < 0 {
			return true
		}
	}
	return false
}

// Evidence is what proves a voucher beside its lines: it may grow after
// posting, because receipts come late, and every growth is in the log.
type Evidence struct {
	Voucher VoucherID `cbor:"1,keyasint"`
	Papers  int       `cbor:"2,keyasint,omitempty"` // paper attachments now
	NoPaper string    `cbor:"3,keyasint,omitempty"` // why none is needed
	Files   []File    `cbor:"4,keyasint,omitempty"`
}

// Missing reports whether nothing proves the voucher yet.
func (e *Evidence) Missing() bool {
	return e.Papers == 0 && e.NoPaper == "" && len(e.Files) == 0
}

// File is an attached file; its bytes lie beside the book under Hash (hex
// SHA-256). Name is the sanitised original name.
type File struct {
	Hash string `cbor:"1,keyasint"`
	Name string `cbor:"2,keyasint"`
	Size int64  `cbor:"3,keyasint"`
}
