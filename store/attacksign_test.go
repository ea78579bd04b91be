package store_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	"huizhang/store"
	"huizhang/store/sign"
	. "huizhang/store/storetest"
)

// appended puts entries behind the log, as an extension that every old paper
// agrees with.
func appended(p prey, make func(x ledger.Signature, k ledger.Key) []ledger.Entry) error {
	return forge(p, func(all []ledger.Entry) []ledger.Entry {
		var x ledger.Signature
		var k ledger.Key
		for _, e := range all {
			for _, ch := range e.Changes {
				switch r := ch.After.(type) {
				case ledger.Signature:
					x = r
				case ledger.Key:
					k = r
				}
			}
		}
		x.No++
		for i, e := range make(x, k) {
			e.ID, e.Time, e.Operator, e.Title = fmt.Sprint("appended-", i), x.At+int64(i)+1, "钱经审", "补记"
			all = append(all, e)
		}
		return all
	})
}

func signatureEntry(x ledger.Signature) ledger.Entry {
	return ledger.Entry{Act: "sign.signoff", Changes: []ledger.Change{ledger.Put(x)}}
}

// signatureAttacks put signatures into a book that are right by themselves, but
// of something else.
func signatureAttacks() []attack {
	of := func(t testing.TB, p prey, k *sign.Key, change func(*sign.Statement)) error {
		st := p.st
		st.Figures = slices.Clone(st.Figures)
		change(&st)
		note, err := sign.Sign(st, k)
		must(t, err)
		return appended(p, func(x ledger.Signature, _ ledger.Key) []ledger.Entry {
			x.Note, x.Root, x.Size = note, fmt.Sprintf("%x", st.Head.Root[:]), st.Head.Size
			return []ledger.Entry{signatureEntry(x)}
		})
	}
	return []attack{
		{"把签字挪到别的月份", true, false, func(t testing.TB, p prey) error {
			return appended(p, func(x ledger.Signature, _ ledger.Key) []ledger.Entry {
				x.Period = ledger.MonthPeriod(x.Period.From.Add(1))
				return []ledger.Entry{signatureEntry(x)}
			})
		}},
		{"放进别的账的签字", true, false, func(t testing.TB, p prey) error {
			other := strings.Repeat("77", 16)
			k, err := sign.Generate("钱经审", other, rand.Reader)
			must(t, err)
			return of(t, p, k, func(st *sign.Statement) { st.Book = other })
		}},
		{"真密钥签的别的账", true, false, func(t testing.TB, p prey) error {
			return of(t, p, p.key, func(st *sign.Statement) { st.Book = strings.Repeat("77", 16) })
		}},
		{"真密钥签的另一段历史，条数一样", true, false, func(t testing.TB, p prey) error {
			return of(t, p, p.key, func(st *sign.Statement) { st.Head.Root[0] ^= 1 })
		}},
		{"真密钥签的更长的历史", true, false, func(t testing.TB, p prey) error {
			return of(t, p, p.key, func(st *sign.Statement) { st.Head.Size += 1000 })
		}},
		{"签字里的数字与账不符", true, false, func(t testing.TB, p prey) error {
			return of(t, p, p.key, func(st *sign.Statement) { st.Figures[0].Amount++ })
		}},
		{"签字里少列一行数字", true, false, func(t testing.TB, p prey) error {
			return of(t, p, p.key, func(st *sign.Statement) { st.Figures = st.Figures[1:] })
		}},
		{"密钥停用以后再签", true, false, func(t testing.TB, p prey) error {
			return appended(p, func(x ledger.Signature, k ledger.Key) []ledger.Entry {
				gone := k
				gone.Until, gone.Why = x.At, "离任"
				return []ledger.Entry{{Act: "key.retire", Changes: []ledger.Change{ledger.Edit(k, gone)}}, signatureEntry(x)}
			})
		}},
		{"签字文件改一个字", true, false, func(t testing.TB, p prey) error {
			return appended(p, func(x ledger.Signature, _ ledger.Key) []ledger.Entry {
				x.Note = bytes.Replace(x.Note, []byte("已查"), []byte("已审"), 1)
				return []ledger.Entry{signatureEntry(x)}
			})
		}},
		{"给别人名下登记自己的密钥再签", false, false, func(t testing.TB, p prey) error {
			mine, err := sign.Generate("钱经审", p.st.Book, rand.Reader)
			must(t, err)
			note, err := sign.Sign(p.st, mine)
			must(t, err)
			return appended(p, func(x ledger.Signature, k ledger.Key) []ledger.Entry {
				gone, nu := k, k
				gone.Until, gone.Why = x.At, "忘记密码"
				nu.No, nu.Verifier = k.No+1, mine.Public.String()
				x.Key, x.Note = nu.No, note
				return []ledger.Entry{{Act: "key.retire", Changes: []ledger.Change{ledger.Edit(k, gone)}}, {Act: "key.add", Changes: []ledger.Change{ledger.Put(nu)}}, signatureEntry(x)}
			})
		}},
	}
}

// tableAttacks change what stands beside the log, by the bytes.
func tableAttacks() []attack {
	vouchers := []byte(fmt.Sprintf("r-%02d", ledger.TableVoucher))
	return []attack{
		{"只删一张凭证", true, true, func(_ testing.TB, p prey) error {
			return rawly(p, func(tx *bolt.Tx) error {
				k, _ := tx.Bucket(vouchers).Cursor().First()
				return tx.Bucket(vouchers).Delete(bytes.Clone(k))
			})
		}},
		{"只塞一张凭证", true, true, func(_ testing.TB, p prey) error {
			return rawly(p, func(tx *bolt.Tx) error {
				k, v := tx.Bucket(vouchers).Cursor().Last()
				k = bytes.Clone(k)
				k[len(k)-1]++
				return tx.Bucket(vouchers).Put(k, bytes.Clone(v))
			})
		}},
		{"只删日志的最后一条", true, true, func(_ testing.TB, p prey) error {
			return rawly(p, func(tx *bolt.Tx) error {
				k, _ := tx.Bucket([]byte("log")).Cursor().Last()
				return tx.Bucket([]byte("log")).Delete(bytes.Clone(k))
			})
		}},
		{"只改校验树", true, true, func(_ testing.TB, p prey) error {
			return rawly(p, func(tx *bolt.Tx) error {
				k, v := tx.Bucket([]byte("tree")).Cursor().First()
				v = bytes.Clone(v)
				v[0] ^= 1
				return tx.Bucket([]byte("tree")).Put(bytes.Clone(k), v)
			})
		}},
		{"藏一张不认识的表", true, true, func(_ testing.TB, p prey) error {
			return rawly(p, func(tx *bolt.Tx) error {
				_, err := tx.CreateBucket([]byte("暗账"))
				return err
			})
		}},
		{"删掉附件", true, true, func(_ testing.TB, p prey) error { return os.Remove(attachment(p)) }},
	}
}

// entriesRaw are the bytes of a log.
func entriesRaw(t testing.TB, p prey) (out [][]byte) {
	t.Helper()
	must(t, rawly(p, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("log")).ForEach(func(_, v []byte) error { out = append(out, bytes.Clone(v)); return nil })
	}))
	return out
}

// TestAgainstAnotherCopy: a whole copy kept elsewhere says exactly which entry is
// the first that differs, and what it is on either side; an honest continuation,
// in either direction, is none.
func TestAgainstAnotherCopy(t *testing.T) {
	key := auditorsKey(t)
	var p prey
	for seed, ok := uint64(11), false; !ok; seed++ {
		p, ok = signed(t, t.TempDir(), seed, Unit().BookID, key)
	}
	old := p
	old.path = p.before + "/账本.hz"
	if c := judgedBy(t, p, ledger.PaperMark{Book: old.path}).Against; c.Verdict != "extended" || c.Alarm || c.Added == 0 {
		t.Errorf("against an older copy: %+v", c)
	}
	if c := judgedBy(t, old, ledger.PaperMark{Book: p.path}).Against; c.Verdict != "shorter" || c.Code != "B06" || c.Missing == 0 || c.Sound != c.Size {
		t.Errorf("an older copy against the book: %+v", c)
	}
	if _, err := Shelf().VerifyAgainst(p.path, ledger.PaperMark{Book: p.path}, nil); err == nil || !strings.Contains(err.Error(), "同一个文件") {
		t.Errorf("against itself: %v", err)
	}
	honest := entriesRaw(t, p)
	tried := 0
	for _, a := range slices.Concat(valueAttacks(), orderAttacks(), otherAttacks()) {
		q := p.copyOf(t, t.TempDir())
		if a.do(t, q) != nil {
			continue
		}
		got := entriesRaw(t, q)
		want := uint64(0)
		for i := range min(len(got), len(honest)) {
			if !bytes.Equal(got[i], honest[i]) {
				want = uint64(i) + 1
				break
			}
		}
		c := judgedBy(t, q, ledger.PaperMark{Book: p.path}).Against
		if c == nil || c.Bad != want || c.Alarm != (want > 0 || len(got) < len(honest)) {
			t.Errorf("%s: entry %d: %+v", a.name, want, c)
			continue
		}
		if text := strings.Join(c.Lines, ""); want > 0 {
			tried++
			if !strings.Contains(text, fmt.Sprintf("从第 %d 条记录起不同", want)) || !strings.Contains(text, "那一份的第") {
				t.Errorf("%s: %s", a.name, text)
			}
		}
	}
	if tried < 5 {
		t.Errorf("only %d histories were forged", tried)
	}
	cut := p.copyOf(t, t.TempDir())
	must(t, os.Truncate(cut.path, 20000))
	if _, err := Shelf().VerifyAgainst(p.path, ledger.PaperMark{Book: cut.path}, nil); store.FaultCode(err) != "B04" {
		t.Errorf("against a cut copy: %v", err)
	}
}
