package store

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// The second reader on lists: law L9.

type rawSheet struct {
	ID      uint64 `cbor:"1,keyasint"`
	Gift    uint64 `cbor:"2,keyasint"`
	Kind    string `cbor:"3,keyasint"`
	Lines   int    `cbor:"5,keyasint"`
	Total   int64  `cbor:"6,keyasint"`
	Account string `cbor:"7,keyasint"`
	Voucher uint64 `cbor:"8,keyasint"`
	Void    string `cbor:"11,keyasint"`
}

type rawShare struct {
	Sheet    uint64 `cbor:"1,keyasint"`
	Line     uint64 `cbor:"2,keyasint"`
	Member   uint64 `cbor:"3,keyasint"`
	Amount   int64  `cbor:"9,keyasint"`
	Sign     string `cbor:"12,keyasint"`
	Of       uint64 `cbor:"16,keyasint"`
	OfLine   uint64 `cbor:"17,keyasint"`
	Back     uint64 `cbor:"18,keyasint"`
	Day      uint32 `cbor:"19,keyasint"`
	Gift     uint64 `cbor:"20,keyasint"`
	Occasion string `cbor:"21,keyasint"`
}

// carrying is a voucher with an account that carries lists.
type carrying struct {
	voucher uint64
	account string
}

// listSums is what the reader gathers about lists.
type listSums struct {
	sheets         map[uint64]*rawSheet
	live, waits    int // rows that the indexes must have
	carried        map[carrying]int64
	tied, attached int
}

func bigs(ns ...uint64) (b []byte) {
	for _, n := range ns {
		b = binary.BigEndian.AppendUint64(b, n)
	}
	return b
}

func recordsOf(tx *bolt.Tx, t ledger.Table) *bolt.Cursor { return tx.Bucket(recordBucket(t)).Cursor() }

// lists holds L9 for sheets: the live lines of a sheet are its sum, those of a
// voucher's sheets what it books on their account, void ones count nowhere.
func (k *checker) lists() error {
	l := &listSums{sheets: map[uint64]*rawSheet{}, carried: map[carrying]int64{}}
	if err := k.readSheets(l); err != nil {
		return err
	}
	if err := k.readShares(l); err != nil {
		return err
	}
	for _, c := range slices.SortedFunc(maps.Keys(l.carried), func(a, b carrying) int {
		return cmpOr(int(a.voucher)-int(b.voucher), strings.Compare(a.account, b.account))
	}) {
		k.lawCarried(c, l.carried[c])
	}
	for _, x := range []struct {
		bucket []byte
		want   int
		what   string
	}{{bGiven, l.live, "个人慰问索引"}, {bUnsigned, l.waits, "待回签索引"}, {bSheets, len(l.sheets), "慰问签领表索引"}, {bSheetOf, l.attached, "凭证签领表索引"}} {
		if n := k.tx.Bucket(x.bucket).Stats().KeyN; n != x.want {
			k.fault("Z01", "L9", "", "%s有 %d 行，应有 %d 行。", x.what, n, x.want)
		}
	}
	return nil
}

func cmpOr(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

func (k *checker) readSheets(l *listSums) error {
	done := uint64(0)
	cur := recordsOf(k.tx, ledger.TableSheet)
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		done++
		if err := k.progress(0, int(done)+1, "核对签领表"); err != nil {
			return err
		}
		var s rawSheet
		if err := cbor.Unmarshal(raw, &s); err != nil {
			k.fault("B05", "L7", "", "第 %d 号签领表读不出来。", u64(key))
			continue
		}
		if s.ID != done || !bytes.Equal(key, bigs(s.ID)) {
			k.fault("Z01", "L2", "", "签领表的编号不连续：应为 %d，实为 %d。", done, s.ID)
		}
		if k.tx.Bucket(recordBucket(ledger.TableGift)).Get(bigs(s.Gift)) == nil {
			k.fault("Z01", "L9", "", "第 %d 号签领表所属的慰问不见了。", s.ID)
		}
		if k.tx.Bucket(bSheets).Get(bigs(s.Gift, s.ID)) == nil {
			k.fault("Z01", "L9", "", "第 %d 号签领表不在慰问签领表索引里。", s.ID)
		}
		if s.Voucher != 0 {
			l.attached++
			if k.tx.Bucket(bSheetOf).Get(bigs(s.Voucher, s.ID)) == nil {
				k.fault("Z01", "L9", "", "第 %d 号签领表不在凭证签领表索引里。", s.ID)
			}
		}
		l.sheets[s.ID] = &s
	}
	return nil
}

// readShares walks the lines sheet by sheet.
func (k *checker) readShares(l *listSums) error {
	sums := map[uint64]*[2]int64{} // lines, amount
	done := 0
	cur := recordsOf(k.tx, ledger.TableShare)
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		done++
		if err := k.progress(0, done+1, "核对签领明细"); err != nil {
			return err
		}
		var x rawShare
		if err := cbor.Unmarshal(raw, &x); err != nil || !bytes.Equal(key, bigs(x.Sheet, x.Line)) {
			k.fault("B05", "L7", "", "第 %d 号签领表有一行读不出来。", u64(key))
			continue
		}
		s := l.sheets[x.Sheet]
		if s == nil {
			k.fault("Z01", "L9", "", "有一行属于第 %d 号签领表，而它不在。", x.Sheet)
			continue
		}
		if sums[x.Sheet] == nil {
			sums[x.Sheet] = new([2]int64)
		}
		if sums[x.Sheet][0]++; uint64(sums[x.Sheet][0]) != x.Line || x.Gift != s.Gift {
			k.fault("Z01", "L9", "", "第 %d 号签领表第 %d 行的行号或所属慰问不对。", x.Sheet, x.Line)
		}
		k.raw.plus(&sums[x.Sheet][1], x.Amount)
		k.lawShare(l, s, &x)
	}
	for _, id := range slices.Sorted(maps.Keys(l.sheets)) {
		s, sum := l.sheets[id], sums[id]
		if sum == nil {
			sum = new([2]int64)
		}
		if int64(s.Lines) != sum[0] || s.Total != sum[1] {
			k.fault("Z01", "L9", "", "第 %d 号签领表写着 %d 行、合计 %d 分，逐行相加是 %d 行、%d 分。", id, s.Lines, s.Total, sum[0], sum[1])
		}
		if s.Void == "" && s.Voucher != 0 {
			c := carrying{s.Voucher, s.Account}
			n := l.carried[c]
			k.raw.plus(&n, sum[1])
			l.carried[c] = n
		}
	}
	return nil
}

// lawShare holds one line against the indexes, and what came back against the
// line that it came back from.
func (k *checker) lawShare(l *listSums, s *rawSheet, x *rawShare) {
	given := append(binary.BigEndian.AppendUint32(bigs(x.Member), x.Day), bigs(x.Sheet, x.Line)...)
	have := k.tx.Bucket(bGiven).Get(given)
	open := x.Of == 0 && x.Back == 0 && (x.Sign == "" || x.Sign == "uncollected")
	waits := k.tx.Bucket(bUnsigned).Get(bigs(x.Sheet, x.Line)) != nil
	if s.Void != "" {
		if have != nil || waits {
			k.fault("Z01", "L9", "", "第 %d 号签领表已作废，第 %d 行却还算数。", x.Sheet, x.Line)
		}
		return
	}
	l.live++
	if !bytes.Equal(have, append(bigs(uint64(x.Amount), x.Gift), x.Occasion...)) {
		k.fault("Z01", "L9", "", "第 %d 号签领表第 %d 行在个人慰问索引里不见了或不一致。", x.Sheet, x.Line)
	}
	if open {
		l.waits++
	}
	if open != waits {
		k.fault("Z01", "L9", "", "第 %d 号签领表第 %d 行的回签与待回签索引不一致。", x.Sheet, x.Line)
	}
	if x.Back != 0 && (l.sheets[x.Back] == nil || l.sheets[x.Back].Void != "") {
		k.fault("Z01", "L9", "", "第 %d 号签领表第 %d 行写着已退回，而退回单（%d 号）不算数。", x.Sheet, x.Line, x.Back)
	}
	if (x.Of != 0) != (s.Kind == "return") {
		k.fault("Z01", "L9", "", "第 %d 号签领表第 %d 行与表的种类不符。", x.Sheet, x.Line)
	}
	if x.Of == 0 {
		return
	}
	var of rawShare
	raw := k.tx.Bucket(recordBucket(ledger.TableShare)).Get(bigs(x.Of, x.OfLine))
	if raw == nil || cbor.Unmarshal(raw, &of) != nil || of.Back != x.Sheet || of.Amount != -x.Amount || l.sheets[x.Of] == nil || l.sheets[x.Of].Void != "" {
		k.fault("Z01", "L9", "", "第 %d 号签领表第 %d 行退回的原行（%d 号第 %d 行）对不上。", x.Sheet, x.Line, x.Of, x.OfLine)
	}
}

// rawOf reads a voucher by its inner number.
func (k *checker) rawOf(id uint64) (v rawVoucher, ok bool) {
	raw := k.tx.Bucket(recordBucket(ledger.TableVoucher)).Get(bigs(id))
	return v, raw != nil && cbor.Unmarshal(raw, &v) == nil
}

// netOn is debit less credit of a voucher on an account and below.
func (k *checker) netOn(v *rawVoucher, account string) (n int64) {
	for _, l := range v.Lines {
		if account != "" && strings.HasPrefix(l.Account, account) {
			k.raw.plus(&n, l.Debit)
			k.raw.plus(&n, -l.Credit)
		}
	}
	return n
}

func (k *checker) lawCarried(c carrying, sum int64) {
	v, ok := k.rawOf(c.voucher)
	switch {
	case !ok || v.State == "void":
		k.fault("Z01", "L9", "", "有签领表挂在内部编号 %d 的凭证上，而它不在或已作废。", c.voucher)
	case k.raw.undone[c.voucher]:
		k.fault("Z01", "L9", v.ref(), "%s已冲销，挂在上面的签领表却还算数。", v.ref())
	case k.netOn(&v, c.account) != sum:
		k.fault("Z01", "L9", v.ref(), "%s在科目 %s 上是 %d 分，挂着的签领表合计 %d 分，不一致。", v.ref(), c.account, k.netOn(&v, c.account), sum)
	}
	delete(k.raw.gifts, c.voucher)
}

// lawGiftVouchers: a voucher that a list made carries one, until it is written
// off.
func (k *checker) lawGiftVouchers() {
	for _, id := range slices.Sorted(maps.Keys(k.raw.gifts)) {
		if !k.raw.undone[id] {
			k.fault("Z01", "L9", "", "内部编号 %d 的凭证由慰问名单生成，却没有签领表挂在上面。", id)
		}
	}
}
