package ledger

import "fmt"

// ArticleID is the number of an article.
type ArticleID uint64

// String is the number as people see it.
func (id ArticleID) String() string { return fmt.Sprintf("物-%d", uint64(id)) }

// Article is a kind of goods kept in stock (141) or lent out.
type Article struct {
	ID   ArticleID `cbor:"1,keyasint"`
	Name string    `cbor:"2,keyasint"`
	Spec string    `cbor:"3,keyasint,omitempty"`
	Unit string    `cbor:"4,keyasint,omitempty"` // 个, 盒 …
	Gear bool      `cbor:"5,keyasint,omitempty"` // small gear that is lent, not used up
	Off  bool      `cbor:"6,keyasint,omitempty"`
}

// StockMove is goods in (positive) or out (negative), with their value. The
// moves of a voucher add up to its lines on 141.
type StockMove struct {
	Article ArticleID `cbor:"1,keyasint"`
	No      int       `cbor:"2,keyasint"` // inside the article, from 1
	Day     Day       `cbor:"3,keyasint"`
	Qty     int       `cbor:"4,keyasint"`
	Amount  Money     `cbor:"5,keyasint"`
	Voucher VoucherID `cbor:"6,keyasint,omitempty"` // 0: brought forward when the book began
	Sheet   SheetID   `cbor:"7,keyasint,omitempty"` // the list it was handed out by
	Who     string    `cbor:"8,keyasint,omitempty"`
	Why     string    `cbor:"9,keyasint,omitempty"`
}

// LendingID is the number of a lending.
type LendingID uint64

// Lending is gear in somebody's hands.
type Lending struct {
	ID      LendingID `cbor:"1,keyasint"`
	Article ArticleID `cbor:"2,keyasint"`
	Member  MemberID  `cbor:"3,keyasint,omitempty"`
	Name    string    `cbor:"4,keyasint"`
	Qty     int       `cbor:"5,keyasint"`
	Day     Day       `cbor:"6,keyasint"`
	Due     Day       `cbor:"7,keyasint,omitempty"`
	Back    Day       `cbor:"8,keyasint,omitempty"`
	Lost    int       `cbor:"9,keyasint,omitempty"` // of Qty, not given back
	Note    string    `cbor:"10,keyasint,omitempty"`
}
