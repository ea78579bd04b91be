package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math/bits"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"huizhang/ledger"
)

// The second reader. It shares no code with the door: its own shapes of the
// records, its own sums and its own keys, so that one mistake cannot hide in
// both. It reads vouchers, recomputes what follows from them and compares.

type rawLine struct {
	Account    string `cbor:"2,keyasint"`
	Debit      int64  `cbor:"3,keyasint"`
	Credit     int64  `cbor:"4,keyasint"`
	Restricted bool   `cbor:"5,keyasint"`
}

type rawVoucher struct {
	ID       uint64    `cbor:"1,keyasint"`
	Day      uint32    `cbor:"2,keyasint"`
	Word     string    `cbor:"3,keyasint"`
	Number   uint32    `cbor:"4,keyasint"`
	State    string    `cbor:"5,keyasint"`
	Lines    []rawLine `cbor:"6,keyasint"`
	Reverses uint64    `cbor:"13,keyasint"`
	Corrects uint64    `cbor:"14,keyasint"`
	Source   string    `cbor:"15,keyasint"`
}

func (v *rawVoucher) month() uint32 { return v.Day / 100 }

func (v *rawVoucher) ref() string {
	if v.Number == 0 {
		return fmt.Sprintf("内部编号 %d 的凭证", v.ID)
	}
	return fmt.Sprintf("第 %04d-%02d-%s-%04d 号凭证", v.Day/10000, v.Day/100%100, v.Word, v.Number)
}

type rawPayment struct {
	Voucher uint64 `cbor:"1,keyasint"`
	Member  uint64 `cbor:"2,keyasint"`
	Month   uint32 `cbor:"3,keyasint"`
	Amount  int64  `cbor:"4,keyasint"`
}

type rawOpening struct {
	Rows []rawLineOpening `cbor:"1,keyasint"`
}

type rawLineOpening struct {
	Code   string `cbor:"1,keyasint"`
	Debit  int64  `cbor:"2,keyasint"`
	Credit int64  `cbor:"3,keyasint"`
}

type rawPage struct {
	Month  uint32 `cbor:"1,keyasint"`
	Closed bool   `cbor:"2,keyasint"`
}

// series is a run of voucher numbers.
type series struct {
	month uint32
	word  string
}

// cell is an account in a month.
type cell struct {
	code  string
	month uint32
}

// share is a member's month.
type share struct {
	member uint64
	month  uint32
}

// reading is what the second reader gathers in one walk.
type reading struct {
	numbers map[series][]uint32
	sums    map[cell]*[8]int64 // free, restricted, closing free, closing restricted; debit and credit each
	paid    map[share]*[2]int64
	dues    map[uint64]int64  // voucher → its payments
	states  map[uint64]string // voucher → state
	sources map[uint64]int64  // dues voucher → its 401
	gifts   map[uint64]bool   // vouchers that lists made, red letters and void ones apart
	undone  map[uint64]bool   // written off by a posted red letter
	opening map[string]int64  // debit less credit
	held    map[string]int64  // 221 by account, drafts included: debit less credit
	kinds   map[uint64]string // vouchers that funds, loans and stock made, void ones apart
	reds    map[uint64]uint64 // voucher → its red letter, drafts included
	closed  []uint32
	lines   int
	over    bool // a sum does not fit
}

// plus adds with its own check of overflow.
func (r *reading) plus(to *int64, n int64) {
	sum, _ := bits.Add64(uint64(*to), uint64(n), 0)
	if (*to < 0) == (n < 0) && (int64(sum) < 0) != (n < 0) {
		r.over = true
	}
	*to = int64(sum)
}

// laws recomputes L1, L2, L4, L5 and L9 and every stored sum from the raw
// vouchers, payments, lists, funds, loans and stock cards.
func (k *checker) laws() error {
	k.raw = &reading{numbers: map[series][]uint32{}, sums: map[cell]*[8]int64{}, paid: map[share]*[2]int64{}, dues: map[uint64]int64{},
		states: map[uint64]string{}, sources: map[uint64]int64{}, gifts: map[uint64]bool{}, undone: map[uint64]bool{}, opening: map[string]int64{},
		held: map[string]int64{}, kinds: map[uint64]string{}, reds: map[uint64]uint64{}}
	for _, part := range []func() error{k.readVouchers, k.readPayments, k.readPages, k.history, k.lists, k.heldMoney, k.lent, k.goods} {
		if err := part(); err != nil {
			return err
		}
	}
	if k.raw.over {
		k.fault("Z01", "L5", "", "金额合计超出程序能处理的范围。")
	}
	k.lawNumbers()
	k.lawSums()
	k.lawDues()
	k.lawGiftVouchers()
	k.lawBalance()
	if err := k.figures(); err != nil {
		return err
	}
	k.proof.Members = k.tx.Bucket(recordBucket(ledger.TableMember)).Stats().KeyN
	return nil
}

func (k *checker) readVouchers() error {
	b := k.tx.Bucket(recordBucket(ledger.TableVoucher))
	total, done := k.proof.Entries, 0
	cur := b.Cursor()
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		done++
		if err := k.progress(min(done, total), total, "核对凭证"); err != nil {
			return err
		}
		var v rawVoucher
		if err := cbor.Unmarshal(raw, &v); err != nil {
			k.fault("B05", "L7", "", "内部编号 %d 的凭证读不出来。", u64(key))
			continue
		}
		if v.ID != uint64(done) || !bytes.Equal(key, binary.BigEndian.AppendUint64(nil, v.ID)) {
			k.fault("Z01", "L2", v.ref(), "凭证的内部编号不连续：应为 %d，实为 %d。", done, v.ID)
		}
		k.raw.states[v.ID] = v.State
		k.raw.gather(&v)
		if v.Source == "dues" {
			k.raw.sources[v.ID] = 0
		}
		if v.Source == "gift" && v.State != "void" && v.Reverses == 0 {
			k.raw.gifts[v.ID] = true
		}
		if v.State == "posted" && v.Reverses != 0 {
			k.raw.undone[v.Reverses] = true
		}
		if v.State == "posted" {
			k.proof.Vouchers++
			k.lawVoucher(&v)
		} else if v.Source == "dues" {
			k.raw.sources[v.ID] = duesIn(&v)
		}
	}
	return nil
}

// lawVoucher holds L1 for one posted voucher and counts it everywhere.
func (k *checker) lawVoucher(v *rawVoucher) {
	var debit, credit int64
	closing := v.Word == "结"
	for i, l := range v.Lines {
		k.raw.plus(&debit, l.Debit)
		k.raw.plus(&credit, l.Credit)
		if (l.Debit < 0 || l.Credit < 0) && v.Reverses == 0 {
			k.fault("Z01", "L1", v.ref(), "%s第 %d 行是负数，却不是红字冲销。", v.ref(), i+1)
		}
		if (l.Debit == 0) == (l.Credit == 0) {
			k.fault("Z01", "L1", v.ref(), "%s第 %d 行应当只有借方或贷方一边有金额。", v.ref(), i+1)
		}
		k.lawLine(v, i, closing)
	}
	if debit != credit || len(v.Lines) < 2 {
		k.fault("Z01", "L1", v.ref(), "%s借贷不平或分录不足两行。", v.ref())
	}
	s := series{v.month(), v.Word}
	k.raw.numbers[s] = append(k.raw.numbers[s], v.Number)
	key := append(binary.BigEndian.AppendUint32(nil, v.month()), rank(v.Word))
	at := k.tx.Bucket(bNumber).Get(binary.BigEndian.AppendUint32(key, v.Number))
	if !bytes.Equal(at, binary.BigEndian.AppendUint64(nil, v.ID)) {
		k.fault("Z01", "L2", v.ref(), "%s在凭证号索引里找不到，或指向别的凭证。", v.ref())
	}
	if v.Source == "dues" {
		k.raw.sources[v.ID] = duesIn(v)
	}
}

func rank(word string) byte {
	return map[string]byte{"收": 1, "付": 2, "转": 3, "记": 4, "结": 5}[word]
}

func duesIn(v *rawVoucher) (n int64) {
	for _, l := range v.Lines {
		if len(l.Account) >= 3 && l.Account[:3] == "401" {
			n += l.Credit - l.Debit
		}
	}
	return n
}

// lawLine compares the line with the account index and counts it.
func (k *checker) lawLine(v *rawVoucher, i int, closing bool) {
	l := v.Lines[i]
	key := make([]byte, 23)
	copy(key[:9], l.Account)
	binary.BigEndian.PutUint32(key[9:], v.Day)
	binary.BigEndian.PutUint64(key[13:], v.ID)
	binary.BigEndian.PutUint16(key[21:], uint16(i))
	val := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, uint64(l.Debit)), uint64(l.Credit))
	flags, at := byte(0), 0
	if l.Restricted {
		flags, at = 1, 2
	}
	if closing {
		flags, at = flags+2, at+4
	}
	if !bytes.Equal(k.tx.Bucket(bLine).Get(key), append(val, flags)) {
		k.fault("Z01", "L6", v.ref(), "%s第 %d 行在明细账索引里不见了或不一致。", v.ref(), i+1)
	}
	k.raw.lines++
	c := cell{l.Account, v.month()}
	sum := k.raw.sums[c]
	if sum == nil {
		sum = new([8]int64)
		k.raw.sums[c] = sum
	}
	k.raw.plus(&sum[at], l.Debit)
	k.raw.plus(&sum[at+1], l.Credit)
}

// lawNumbers holds L2: 1, 2, 3 … in every month and word, and nothing else in
// the index.
func (k *checker) lawNumbers() {
	total := 0
	for s, ns := range k.raw.numbers {
		total += len(ns)
		slices.Sort(ns)
		for i, n := range ns {
			if n != uint32(i)+1 {
				k.fault("Z01", "L2", "", "凭证号不连续：%04d-%02d-%s 应有 %d 号，实为 %d 号。", s.month/100, s.month%100, s.word, i+1, n)
				break
			}
		}
	}
	if n := k.tx.Bucket(bNumber).Stats().KeyN; n != total {
		k.fault("Z01", "L2", "", "凭证号索引有 %d 个号，已过账凭证有 %d 张。", n, total)
	}
	if n := k.tx.Bucket(bLine).Stats().KeyN; n != k.raw.lines {
		k.fault("Z01", "L6", "", "明细账索引有 %d 行，凭证共有 %d 行。", n, k.raw.lines)
	}
}

// lawSums compares the stored month sums with the recomputed, both ways.
func (k *checker) lawSums() {
	seen := 0
	cur := k.tx.Bucket(bSum).Cursor()
	for key, v := cur.First(); key != nil; key, v = cur.Next() {
		if len(key) != 13 || len(v) != 64 {
			k.fault("Z01", "L5", "", "科目月合计里有一行读不出来。")
			continue
		}
		c := cell{string(bytes.TrimRight(key[:9], "\x00")), binary.BigEndian.Uint32(key[9:])}
		want := k.raw.sums[c]
		same := want != nil
		for i := 0; same && i < 8; i++ {
			same = int64(binary.BigEndian.Uint64(v[8*i:])) == want[i]
		}
		if !same {
			k.fault("Z01", "L5", c.code, "科目 %s %04d-%02d 的合计与凭证逐行相加不一致。", c.code, c.month/100, c.month%100)
			continue
		}
		seen++
	}
	if seen != len(k.raw.sums) {
		k.fault("Z01", "L5", "", "科目月合计缺少 %d 行。", len(k.raw.sums)-seen)
	}
}

func (k *checker) readPayments() error {
	cur := k.tx.Bucket(recordBucket(ledger.TablePayment)).Cursor()
	done := 0
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		done++
		if err := k.progress(0, done+1, "核对会费"); err != nil {
			return err
		}
		var p rawPayment
		if err := cbor.Unmarshal(raw, &p); err != nil {
			k.fault("B05", "L7", "", "有一笔会费缴纳读不出来。")
			continue
		}
		at := share{p.Member, p.Month}
		if k.raw.paid[at] == nil {
			k.raw.paid[at] = new([2]int64)
		}
		i := 1
		if k.raw.states[p.Voucher] == "posted" {
			i = 0
		}
		k.raw.plus(&k.raw.paid[at][i], p.Amount)
		n := k.raw.dues[p.Voucher]
		k.raw.plus(&n, p.Amount)
		k.raw.dues[p.Voucher] = n
	}
	return nil
}

// lawDues holds L9: the payments of a dues voucher are what it books in 401,
// and the stored sums of each member's month are those payments.
func (k *checker) lawDues() {
	for _, id := range slices.Sorted(maps.Keys(k.raw.sources)) {
		if n := k.raw.sources[id]; k.raw.states[id] != "void" && k.raw.dues[id] != n {
			k.fault("Z01", "L9", "", "内部编号 %d 的会费凭证：会费收入 %d 分，登记到会员的缴费 %d 分，不一致。", id, n, k.raw.dues[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(k.raw.dues)) {
		if _, ok := k.raw.sources[id]; !ok || k.raw.states[id] == "void" {
			k.fault("Z01", "L9", "", "有会费缴纳登记在内部编号 %d 的凭证上，而它不是有效的会费凭证。", id)
		}
	}
	seen, want := 0, 0
	for at, sum := range k.raw.paid {
		if *sum != [2]int64{} {
			want++
		}
		key := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, at.member), at.month)
		v := k.tx.Bucket(bPaid).Get(key)
		switch {
		case v == nil && *sum == [2]int64{}:
		case len(v) != 16 || int64(binary.BigEndian.Uint64(v)) != sum[0] || int64(binary.BigEndian.Uint64(v[8:])) != sum[1]:
			k.fault("Z01", "L9", "", "内部编号 %d 的会员 %04d-%02d 的实缴合计与逐笔相加不一致。", at.member, at.month/100, at.month%100)
		default:
			seen++
		}
	}
	if n := k.tx.Bucket(bPaid).Stats().KeyN; n != want && seen == want {
		k.fault("Z01", "L9", "", "会费实缴合计有 %d 行，应有 %d 行。", n, want)
	}
}
