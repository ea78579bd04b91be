package ledger

import (
	"strings"
	"sync"
)

// Code is an account's code: three digits for the first level, two more for
// each level below.
type Code string

// Top is the first-level account above (or equal to) c.
func (c Code) Top() Code {
	if len(c) < 3 {
		return c
	}
	return c[:3]
}

// Parent is the account one level up, "" above the first level.
func (c Code) Parent() Code {
	if len(c) <= 3 {
		return ""
	}
	return c[:len(c)-2]
}

// Under reports whether c is p or lies below it.
func (c Code) Under(p Code) bool { return strings.HasPrefix(string(c), string(p)) }

// Level is 1 for 501, 2 for 50105, and so on.
func (c Code) Level() int { return (len(c)-3)/2 + 1 }

// Class is one of the five classes of account, the first digit of the code.
type Class byte

// The classes.
const (
	Asset     Class = '1'
	Liability Class = '2'
	Net       Class = '3'
	Income    Class = '4'
	Expense   Class = '5'
)

// Class tells the class of the account, 0 for a code that is none.
func (c Code) Class() Class {
	if c == "" || c[0] < '1' || c[0] > '5' {
		return 0
	}
	return Class(c[0])
}

// Chinese names the class.
func (c Class) Chinese() string {
	switch c {
	case Asset:
		return "资产"
	case Liability:
		return "负债"
	case Net:
		return "净资产"
	case Income:
		return "收入"
	case Expense:
		return "支出"
	}
	return ""
}

// Origin says who made an account.
type Origin string

// The origins. Prescribed accounts keep their names for ever.
const (
	Prescribed Origin = "prescribed" // by the accounting system
	Optional   Origin = "optional"   // named by the system, used when needed
	Own        Origin = "own"        // a detail account of the unit
)

// Account is one account of a book. An account that is Off takes no postings.
type Account struct {
	Code   Code   `cbor:"1,keyasint"`
	Name   string `cbor:"2,keyasint"`
	Credit bool   `cbor:"3,keyasint,omitempty"` // normal side is credit
	Origin Origin `cbor:"4,keyasint"`
	Off    bool   `cbor:"5,keyasint,omitempty"`
}

// Title is code and name as forms print them: 50105 会员活动支出.
func (a Account) Title() string { return string(a.Code) + " " + a.Name }

// Listing says how the accounting system offers an account to a grassroots union.
type Listing byte

// The listings of the official chart.
const (
	Short      Listing = iota // on the grassroots list of 24
	Long                      // on the long list, allowed when needed
	AboveLevel                // for county level and above only
)

// Standard is an account of the official chart.
type Standard struct {
	Account
	Listing Listing
}

// ChartFor gives the accounts a new book starts with: the grassroots list with
// its prescribed sub-accounts.
func ChartFor() []Account {
	var out []Account
	for _, s := range Chart2021() {
		if s.Listing == Short && s.Origin == Prescribed {
			out = append(out, s.Account)
		}
	}
	return out
}

// StandardOf finds an official account.
func StandardOf(c Code) (Standard, bool) {
	s, ok := standards()[c]
	return s, ok
}

// standards is the official chart by code, read once: the log names an account
// for every line of every voucher.
var standards = sync.OnceValue(func() map[Code]Standard {
	out := map[Code]Standard{}
	for _, s := range Chart2021() {
		out[s.Code] = s
	}
	return out
})
