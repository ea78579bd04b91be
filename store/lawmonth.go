package store

import (
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"huizhang/ledger"
)

// readPages gathers the closed months and the opening balances.
func (k *checker) readPages() error {
	cur := k.tx.Bucket(recordBucket(ledger.TableMonth)).Cursor()
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		var p rawPage
		if err := cbor.Unmarshal(raw, &p); err != nil {
			k.fault("B05", "L7", "", "有一个会计期间读不出来。")
			continue
		}
		if p.Closed {
			k.raw.closed = append(k.raw.closed, p.Month)
		}
	}
	raw := k.tx.Bucket(recordBucket(ledger.TableOpening)).Get([]byte("1"))
	if raw == nil {
		return nil
	}
	var o rawOpening
	if err := cbor.Unmarshal(raw, &o); err != nil {
		k.fault("B05", "L7", "", "期初余额读不出来。")
		return nil
	}
	for _, row := range o.Rows {
		n := k.raw.opening[row.Code]
		k.raw.plus(&n, row.Debit)
		k.raw.plus(&n, -row.Credit)
		k.raw.opening[row.Code] = n
	}
	return nil
}

// rawEntry is as much of a log entry as the history needs.
type rawEntry struct {
	Seq     uint64      `cbor:"1,keyasint"`
	Changes []rawChange `cbor:"10,keyasint"`
}

type rawChange struct {
	Table  byte            `cbor:"1,keyasint"`
	Before cbor.RawMessage `cbor:"2,keyasint"`
	After  cbor.RawMessage `cbor:"3,keyasint"`
}

// history walks the log in order and holds what only the order shows: nothing
// is posted into a closed month (L4), and what is posted never changes (L3).
func (k *checker) history() error {
	closed := map[uint32]bool{}
	cur := k.tx.Bucket(bLog).Cursor()
	for key, raw := cur.First(); key != nil; key, raw = cur.Next() {
		if err := k.progress(int(min(u64(key), uint64(k.proof.Entries))), k.proof.Entries, "核对结账"); err != nil {
			return err
		}
		var e rawEntry
		if cbor.Unmarshal(raw, &e) != nil {
			continue // named already
		}
		for _, ch := range e.Changes {
			switch ledger.Table(ch.Table) {
			case ledger.TableMonth:
				var p rawPage
				if len(ch.After) > 0 && cbor.Unmarshal(ch.After, &p) == nil {
					closed[p.Month] = p.Closed
				}
			case ledger.TableVoucher:
				k.passed(e.Seq, ch, closed)
			}
		}
	}
	return nil
}

func (k *checker) passed(seq uint64, ch rawChange, closed map[uint32]bool) {
	var was, is rawVoucher
	if len(ch.Before) > 0 && cbor.Unmarshal(ch.Before, &was) != nil || len(ch.After) > 0 && cbor.Unmarshal(ch.After, &is) != nil {
		return
	}
	switch {
	case was.State == "posted":
		k.fault("Z01", "L3", was.ref(), "%s过账以后又被改动过（%s）。", was.ref(), entryName(seq))
	case is.State == "posted" && closed[is.month()]:
		k.fault("Z01", "L4", is.ref(), "%s记入了已经结账的月份（%s）。", is.ref(), entryName(seq))
	}
}

// lawBalance holds L5: the whole book balances, and at the end of every closed
// month the identities I2 to I4 hold.
func (k *checker) lawBalance() {
	slices.Sort(k.raw.closed)
	all := int64(0)
	for _, n := range k.raw.opening {
		k.raw.plus(&all, n)
	}
	for _, s := range k.raw.sums {
		for i, n := range s {
			if i%2 == 1 {
				n = -n
			}
			k.raw.plus(&all, n)
		}
	}
	if all != 0 {
		k.fault("Z01", "L5", "", "全部科目借贷相差 %d 分，资产与负债、净资产不相等。", all)
	}
	// A quiet month ends as the one before it.
	for _, m := range k.raw.closed {
		k.identities(m)
	}
}

// until sums debit less credit of the accounts up to the end of a month.
func (r *reading) until(m uint32, prefixes ...string) (n int64) {
	under := func(code string) bool {
		for _, p := range prefixes {
			if len(code) >= len(p) && code[:len(p)] == p {
				return true
			}
		}
		return false
	}
	for code, v := range r.opening {
		if under(code) {
			n += v
		}
	}
	for c, s := range r.sums {
		if c.month <= m && under(c.code) {
			n += s[0] - s[1] + s[2] - s[3] + s[4] - s[5] + s[6] - s[7]
		}
	}
	return n
}

func (k *checker) identities(m uint32) {
	if k.raw.until(m, "182") != 0 {
		return // an asset is on its way through 待处理财产损溢
	}
	name := fmt.Sprintf("%04d-%02d", m/100, m%100)
	for fund, assets := range map[string][]string{"30101": {"141"}, "30102": {"151"}, "30103": {"161"}, "30104": {"162", "163"}, "30105": {"171", "172"}, "30106": {"181"}} {
		if a, f := k.raw.until(m, assets...), -k.raw.until(m, fund); a != f {
			k.fault("Z01", "I3", name, "%s 月末资产基金（%s）%d 分，应等于对应资产 %d 分。", name, fund, f, a)
		}
	}
	money := k.raw.until(m, "101", "102", "131", "135", "111", "121", "132", "2")
	if rest := -k.raw.until(m, "311", "321", "322", "331", "332", "341", "4", "5"); money != rest {
		k.fault("Z01", "I4", name, "%s 月末货币资金与往来净额 %d 分，应等于资金结转结余 %d 分。", name, money, rest)
	}
}

// attachments reads every file that a voucher names.
func (k *checker) attachments() error {
	folder := k.Attachments
	if folder == "" {
		folder = FilesPath(k.Book)
	}
	files := NewFilesAt(folder, 0)
	named := referenced(&view{tx: k.tx, c: k.c, cache: &cache{}})
	done := 0
	hashes := make([]string, 0, len(named))
	for h := range named {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	for _, h := range hashes {
		if k.tell != nil && !k.tell(done, len(named), "核对附件") {
			return errStopped
		}
		done++
		f := named[h]
		err := files.Check(f.File)
		if err == nil {
			k.proof.Files++
			continue
		}
		if slices.Contains(k.Excused, h) {
			k.proof.Notes = append(k.proof.Notes, plainText("附件“"+f.Name+"”在备份时就已缺失或变动。"))
			continue
		}
		var v rawVoucher
		cbor.Unmarshal(k.tx.Bucket(recordBucket(ledger.TableVoucher)).Get(be8(uint64(f.Voucher))), &v)
		text := err.Error()
		if fault, ok := AsFault(err); ok {
			text = fault.Text
		}
		k.fault("A01", "files", v.ref(), "%s：%s", v.ref(), text)
	}
	if k.Attachments != "" {
		return nil // a folder of several books
	}
	return k.orphans(files, named)
}

func (k *checker) orphans(files *Files, named map[string]attachedFile) error {
	kept, err := files.List()
	if err != nil {
		k.fault("A01", "files", "", "附件文件夹读不出来：%v", err)
		return nil
	}
	n := 0
	for _, f := range kept {
		if _, ok := named[f.Hash]; !ok {
			n++
		}
	}
	if n > 0 {
		k.proof.Notes = append(k.proof.Notes, fmt.Sprintf("附件文件夹里有 %d 个文件没有凭证提到（可能是没录完的凭证留下的），不影响账目。", n))
	}
	return nil
}
