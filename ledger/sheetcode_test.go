package ledger_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
)

// A code read off paper with one wrong letter does not fit; gaps and small
// letters are forgiven.
func TestCheckCodeFindsSlips(t *testing.T) {
	const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	rapid.Check(t, func(rt *rapid.T) {
		code := ledger.ShortCode(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(rt, "hash"))
		if len(code) != 9 || !ledger.CodeFits(code) || !ledger.CodeFits(strings.ToLower(code[:4]+" - "+code[4:])) {
			rt.Fatalf("%s does not fit", code)
		}
		at, x := rapid.IntRange(0, 8).Draw(rt, "at"), rapid.IntRange(0, 31).Draw(rt, "letter")
		if slip := code[:at] + letters[x:x+1] + code[at+1:]; slip != code && ledger.CodeFits(slip) {
			rt.Errorf("%s passes for %s", slip, code)
		}
	})
	for _, s := range []string{"", "AAAA", "AAAAAAAA0", strings.Repeat("张", 9)} {
		if ledger.CodeFits(s) {
			t.Errorf("%q fits", s)
		}
	}
}

// Every field of a line is in the code, and no two neighbours run together.
func TestCheckCodeSeesEveryChange(t *testing.T) {
	s := ledger.Sheet{ID: 3, Gift: 2, Kind: ledger.FirstSheet, Day: 20260610, Lines: 1, Total: 80_00}
	line := ledger.Share{Line: 1, Member: 4, Name: "陈一帆", Group: "甲", Amount: 80_00}
	code := ledger.CheckCode(s, []ledger.Share{line})
	signed := line
	signed.Sign, signed.SignedOn, signed.Proxy, signed.Note, signed.Back = ledger.ByProxy, 20260612, "林二木", "x", 9
	if ledger.CheckCode(s, []ledger.Share{signed}) != code {
		t.Error("a signature changed the code")
	}
	for name, f := range map[string]func(*ledger.Share){
		"member": func(x *ledger.Share) { x.Member = 5 }, "amount": func(x *ledger.Share) { x.Amount++ }, "pieces": func(x *ledger.Share) { x.Qty = 2 },
		"kin": func(x *ledger.Share) { x.Kin = "乙" }, "prize": func(x *ledger.Share) { x.Level = "一等奖" }, "border": func(x *ledger.Share) { x.Name, x.Group = "陈一", "帆甲" },
	} {
		other := line
		f(&other)
		if ledger.CheckCode(s, []ledger.Share{other}) == code {
			t.Errorf("%s is not in the code", name)
		}
	}
	void := s
	void.Void, void.Printed, void.Voucher, void.Account = "x", 7, 8, "50102"
	if ledger.CheckCode(void, []ledger.Share{line}) != code {
		t.Error("booking changed the code")
	}
}
