package store

import (
	"bytes"
	"maps"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"huizhang/ledger"
)

// The second reader on goods in stock: the cards and account 141, law L9.

type rawGoods struct {
	Article uint64 `cbor:"1,keyasint"`
	No      uint64 `cbor:"2,keyasint"`
	Day     uint32 `cbor:"3,keyasint"`
	Qty     int64  `cbor:"4,keyasint"`
	Amount  int64  `cbor:"5,keyasint"`
	Voucher uint64 `cbor:"6,keyasint"`
}

// dayOf is an article on a day.
type dayOf struct {
	article uint64
	day     uint32
}

// goods holds L9 for stock: the moves of a voucher are its lines on 141, those
// brought forward lie within the opening balance, and no card ever shows less
// than nothing, or value without pieces.
func (k *checker) goods() error {
	sums, days := map[uint64]int64{}, map[dayOf]*[2]int64{}
	cur := recordsOf(k.tx, ledger.TableStockMove)
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		if err := k.progress(0, 1, "核对库存物品"); err != nil {
			return err
		}
		var m rawGoods
		if err := cbor.Unmarshal(raw, &m); err != nil || !bytes.Equal(key, bigs(m.Article, m.No)) {
			k.fault("B05", "L7", "", "第 %d 号物品有一笔出入库读不出来。", u64(key))
			continue
		}
		if k.tx.Bucket(recordBucket(ledger.TableArticle)).Get(bigs(m.Article)) == nil {
			k.fault("Z01", "L9", "", "有出入库记在第 %d 号物品上，而它不在。", m.Article)
		}
		n := sums[m.Voucher]
		k.raw.plus(&n, m.Amount)
		sums[m.Voucher] = n
		at := dayOf{m.Article, m.Day}
		if days[at] == nil {
			days[at] = new([2]int64)
		}
		k.raw.plus(&days[at][0], m.Qty)
		k.raw.plus(&days[at][1], m.Amount)
	}
	k.lawCards(days)
	k.lawGoods(sums)
	return nil
}

// lawCards walks each card day by day.
func (k *checker) lawCards(days map[dayOf]*[2]int64) {
	var article uint64
	var qty, value int64
	for _, at := range slices.SortedFunc(maps.Keys(days), func(a, b dayOf) int { return cmpOr(int(a.article)-int(b.article), int(a.day)-int(b.day)) }) {
		if at.article != article {
			article, qty, value = at.article, 0, 0
		}
		k.raw.plus(&qty, days[at][0])
		k.raw.plus(&value, days[at][1])
		if qty < 0 || value < 0 || qty == 0 && value != 0 {
			k.fault("Z01", "L9", "", "第 %d 号物品在 %04d-%02d-%02d 结存 %d 件、%d 分，不可能。", article, at.day/10000, at.day/100%100, at.day%100, qty, value)
		}
	}
}

// lawGoods compares the moves with 141, voucher by voucher.
func (k *checker) lawGoods(sums map[uint64]int64) {
	for id, kind := range k.raw.kinds {
		if _, ok := sums[id]; !ok && kind == "stock" {
			sums[id] = 0
		}
	}
	for _, id := range slices.Sorted(maps.Keys(sums)) {
		if id == 0 {
			if limit := k.raw.under("141", k.raw.opening); sums[0] > limit {
				k.fault("Z01", "L9", "", "期初库存各种物品合计 %d 分，超过 141 的期初余额 %d 分。", sums[0], limit)
			}
			continue
		}
		v, ok := k.rawOf(id)
		switch {
		case !ok || v.State == "void":
			k.fault("Z01", "L9", "", "有出入库登记在内部编号 %d 的凭证上，而它不在或已作废。", id)
		case k.netOn(&v, "141") != sums[id]:
			k.fault("Z01", "L9", v.ref(), "%s在科目 141 上是 %d 分，登记到物品的是 %d 分，不一致。", v.ref(), k.netOn(&v, "141"), sums[id])
		}
	}
}
