package store

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"huizhang/ledger"
)

// The second reader on money held for others and money lent: what stands under
// names is what stands on 221 and 135, law L9.

type rawMove struct {
	Voucher uint64 `cbor:"1,keyasint"`
	No      uint64 `cbor:"2,keyasint"`
	Fund    uint64 `cbor:"3,keyasint"`
	Day     uint32 `cbor:"4,keyasint"`
	Amount  int64  `cbor:"7,keyasint"`
}

type rawFund struct {
	ID      uint64 `cbor:"1,keyasint"`
	Account string `cbor:"4,keyasint"`
}

type rawBack struct {
	Amount  int64  `cbor:"2,keyasint"`
	Voucher uint64 `cbor:"3,keyasint"`
}

type rawLoan struct {
	ID      uint64    `cbor:"1,keyasint"`
	Amount  int64     `cbor:"4,keyasint"`
	Account string    `cbor:"5,keyasint"`
	Voucher uint64    `cbor:"9,keyasint"`
	Back    []rawBack `cbor:"10,keyasint"`
	Void    string    `cbor:"11,keyasint"`
}

// gather counts a voucher for the laws of funds, loans and stock.
func (r *reading) gather(v *rawVoucher) {
	if v.State == "void" {
		return
	}
	if v.Reverses != 0 {
		r.reds[v.Reverses] = v.ID
	}
	if s := v.Source; s == "fund" || s == "stock" || s == "loan" && v.Reverses == 0 {
		r.kinds[v.ID] = s
	}
	for _, l := range v.Lines {
		if strings.HasPrefix(l.Account, "221") {
			n := r.held[l.Account]
			r.plus(&n, l.Debit)
			r.plus(&n, -l.Credit)
			r.held[l.Account] = n
		}
	}
}

// under sums what accounts at and below one say.
func (r *reading) under(account string, of map[string]int64) (n int64) {
	for c, m := range of {
		if account != "" && strings.HasPrefix(c, account) {
			r.plus(&n, m)
		}
	}
	return n
}

// inFund is a voucher with a fund it says something of.
type inFund struct{ voucher, fund uint64 }

// heldMoney holds L9 for funds: the moves of a voucher are what it credits to
// the fund's account, and all moves of a fund are that account's balance.
func (k *checker) heldMoney() error {
	accounts := map[uint64]string{}
	cur := recordsOf(k.tx, ledger.TableFund)
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		var f rawFund
		if err := cbor.Unmarshal(raw, &f); err != nil || !bytes.Equal(key, bigs(f.ID)) {
			k.fault("B05", "L7", "", "第 %d 号代管资金读不出来。", u64(key))
			continue
		}
		accounts[f.ID] = f.Account
	}
	sums, all := map[inFund]int64{}, map[uint64]int64{}
	done := 0
	cur = recordsOf(k.tx, ledger.TableFundMove)
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		done++
		if err := k.progress(0, done+1, "核对代管资金"); err != nil {
			return err
		}
		var m rawMove
		if err := cbor.Unmarshal(raw, &m); err != nil || !bytes.Equal(key, bigs(m.Voucher, m.No)) {
			k.fault("B05", "L7", "", "有一笔代管资金明细读不出来。")
			continue
		}
		if k.tx.Bucket(bMoves).Get(append(binary.BigEndian.AppendUint32(bigs(m.Fund), m.Day), key...)) == nil {
			k.fault("Z01", "L9", "", "有一笔代管资金明细（内部编号 %d 的凭证）不在索引里。", m.Voucher)
		}
		n := all[m.Fund]
		k.raw.plus(&n, m.Amount)
		all[m.Fund] = n
		if m.Voucher != 0 {
			n := sums[inFund{m.Voucher, m.Fund}]
			k.raw.plus(&n, m.Amount)
			sums[inFund{m.Voucher, m.Fund}] = n
		}
	}
	if n := k.tx.Bucket(bMoves).Stats().KeyN; n != done {
		k.fault("Z01", "L9", "", "代管资金索引有 %d 行，应有 %d 行。", n, done)
	}
	k.lawFunds(accounts, sums, all)
	return nil
}

// lawFunds compares the moves with the accounts, voucher by voucher and in all.
// Vouchers from before an account became a fund's have no moves; those that a
// fund made have.
func (k *checker) lawFunds(accounts map[uint64]string, sums map[inFund]int64, all map[uint64]int64) {
	for id, kind := range k.raw.kinds {
		if kind != "fund" {
			continue
		}
		v, _ := k.rawOf(id)
		for f, account := range accounts {
			if _, ok := sums[inFund{id, f}]; !ok && k.netOn(&v, account) != 0 {
				sums[inFund{id, f}] = 0
			}
		}
	}
	for _, x := range slices.SortedFunc(maps.Keys(sums), func(a, b inFund) int { return cmpOr(int(a.voucher)-int(b.voucher), int(a.fund)-int(b.fund)) }) {
		v, ok := k.rawOf(x.voucher)
		switch {
		case !ok || v.State == "void" || accounts[x.fund] == "":
			k.fault("Z01", "L9", "", "有代管资金明细登记在内部编号 %d 的凭证上，而凭证或资金不算数。", x.voucher)
		case -k.netOn(&v, accounts[x.fund]) != sums[x]:
			k.fault("Z01", "L9", v.ref(), "%s在科目 %s 上是 %d 分，登记到人的是 %d 分，不一致。", v.ref(), accounts[x.fund], -k.netOn(&v, accounts[x.fund]), sums[x])
		}
	}
	for _, f := range slices.Sorted(maps.Keys(accounts)) {
		if booked := -k.raw.under(accounts[f], k.raw.opening) - k.raw.under(accounts[f], k.raw.held); booked != all[f] {
			k.fault("Z01", "L9", "", "第 %d 号代管资金名单合计 %d 分，科目 %s 余额 %d 分，不一致。", f, all[f], accounts[f], booked)
		}
	}
}

// lent holds L9 for loans: what is open of a loan stands on its account by its
// own vouchers, never below nothing nor above what was lent.
func (k *checker) lent() error {
	named := map[uint64]bool{}
	cur := recordsOf(k.tx, ledger.TableLoan)
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		if err := k.progress(0, 1, "核对会员借款"); err != nil {
			return err
		}
		var l rawLoan
		if err := cbor.Unmarshal(raw, &l); err != nil || !bytes.Equal(key, bigs(l.ID)) {
			k.fault("B05", "L7", "", "第 %d 号借款读不出来。", u64(key))
			continue
		}
		open, ids := l.Amount, map[uint64]bool{l.Voucher: true}
		if l.Void != "" {
			open = 0
		}
		if red := k.raw.reds[l.Voucher]; red != 0 {
			ids[red] = true
		}
		for _, b := range l.Back {
			ids[b.Voucher] = true
			k.raw.plus(&open, -b.Amount)
		}
		var booked int64
		for id := range ids {
			named[id] = true
			if v, ok := k.rawOf(id); ok && v.State != "void" {
				k.raw.plus(&booked, k.netOn(&v, l.Account))
			}
		}
		switch {
		case booked != open:
			k.fault("Z01", "L9", "", "第 %d 号借款写着还欠 %d 分，它的凭证在科目 %s 上是 %d 分，不一致。", l.ID, open, l.Account, booked)
		case open < 0 || open > l.Amount:
			k.fault("Z01", "L9", "", "第 %d 号借款 %d 分，写着还欠 %d 分。", l.ID, l.Amount, open)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(k.raw.kinds)) {
		if k.raw.kinds[id] == "loan" && !named[id] {
			k.fault("Z01", "L9", "", "内部编号 %d 的凭证由会员借款生成，却没有一笔借款提到它。", id)
		}
	}
	return nil
}
