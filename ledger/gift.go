package ledger

import "fmt"

// GiftID is the number of a welfare act; people see it as 慰-12.
type GiftID uint64

// String is the number as people see it.
func (id GiftID) String() string { return fmt.Sprintf("慰-%d", uint64(id)) }

// Form is what is handed over.
type Form string

// The forms.
const (
	Goods    Form = "goods"
	Cash     Form = "cash"
	Transfer Form = "transfer"
	Coupon   Form = "coupon"
)

// Chinese names the form.
func (f Form) Chinese() string {
	switch f {
	case Goods:
		return "实物"
	case Cash:
		return "现金"
	case Transfer:
		return "转账"
	case Coupon:
		return "券"
	}
	return string(f)
}

// Approval is who allowed a thing, when, and by which minute.
type Approval struct {
	By     string `cbor:"1,keyasint,omitempty"`
	Day    Day    `cbor:"2,keyasint,omitempty"`
	Minute string `cbor:"3,keyasint,omitempty"` // number of the committee's minute
}

// ProofItem is one row of an evidence checklist.
type ProofItem struct {
	Name string `cbor:"1,keyasint"`
	Seen bool   `cbor:"2,keyasint,omitempty"`
	Note string `cbor:"3,keyasint,omitempty"`
}

// LeftOut is a member whom a whole-register list leaves out, and why.
type LeftOut struct {
	Member MemberID `cbor:"1,keyasint"`
	Name   string   `cbor:"2,keyasint"`
	Why    string   `cbor:"3,keyasint"` // 已退休, 请假, 6月12日才入会 …
}

// Bill is the invoice behind a list. When Count and Amount are not those of the
// list, Why explains the difference.
type Bill struct {
	Ref    string `cbor:"1,keyasint,omitempty"`
	Count  int    `cbor:"2,keyasint,omitempty"`
	Amount Money  `cbor:"3,keyasint,omitempty"`
	Why    string `cbor:"4,keyasint,omitempty"`
}

// The cases of a gift on 三八, 教师节 or 六一 (domain rules §9.2).
const (
	BySchool   = "school"   // the school pays: not in the union's books
	ByActivity = "activity" // a real activity on that day, with a keepsake
	ByUnion    = "plain"    // a plain gift out of union money
)

// Gift is a welfare act (慰问): one occasion on one day for one or many persons.
// Its lists are [Sheet]s; prizes, keepsakes, hardship aid and the runs of a
// programme are gifts too, tied to their event, case or programme.
type Gift struct {
	ID        GiftID      `cbor:"1,keyasint"`
	Occasion  string      `cbor:"2,keyasint"` // see Occasions
	Title     string      `cbor:"3,keyasint"`
	Day       Day         `cbor:"4,keyasint"`
	Form      Form        `cbor:"5,keyasint"`
	Item      string      `cbor:"6,keyasint,omitempty"` // 粽子
	Each      Money       `cbor:"7,keyasint,omitempty"` // standard a head; 0: as each line says
	Expense   Code        `cbor:"8,keyasint"`           // account that carries it; 30101 from stock
	Case      CaseID      `cbor:"9,keyasint,omitempty"`
	Programme ProgrammeID `cbor:"10,keyasint,omitempty"`
	Run       string      `cbor:"11,keyasint,omitempty"` // which run of the programme: 2026秋
	Event     EventID     `cbor:"12,keyasint,omitempty"`
	Article   ArticleID   `cbor:"13,keyasint,omitempty"` // goods out of stock
	Payer     string      `cbor:"14,keyasint,omitempty"` // BySchool …, where it had to be asked
	Approved  Approval    `cbor:"15,keyasint,omitempty"`
	Proofs    []ProofItem `cbor:"16,keyasint,omitempty"`
	Bill      Bill        `cbor:"17,keyasint,omitempty"`
	LeftOut   []LeftOut   `cbor:"18,keyasint,omitempty"`
	Warnings  []string    `cbor:"19,keyasint,omitempty"` // what the rules said when it was made or added to
	Reason    string      `cbor:"20,keyasint,omitempty"` // why it was done all the same
	Second    string      `cbor:"21,keyasint,omitempty"` // who else stands for it
	By        string      `cbor:"22,keyasint"`
	Made      int64       `cbor:"23,keyasint"`           // Unix seconds
	Void      string      `cbor:"24,keyasint,omitempty"` // why it was withdrawn
	// Restricted says that it is paid out of 专项 money, a hardship subsidy for one.
	Restricted bool `cbor:"25,keyasint,omitempty"`
}
