package store_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/store"
	"huizhang/store/notary"
	"huizhang/store/sign"
	. "huizhang/store/storetest"
)

var updateGolden = flag.Bool("update", false, "rewrite golden files")

// prey is a book that somebody signed, as files in a folder, and the paper that
// the auditor kept of it.
type prey struct {
	dir, path string
	code, qr  string
	note      []byte
	size      uint64 // signed
	file      string // hash of an attachment
	before    string // folder with an older copy of everything
	key       *sign.Key
	st        sign.Statement
}

// signed makes a random book with an attachment, a month signed off with the
// auditor's key, and some honest entries behind it.
func signed(t testing.TB, dir string, seed uint64, bookID string, key *sign.Key) (p prey, ok bool) {
	p = prey{dir: dir, path: filepath.Join(dir, "账本.hz")}
	unit := Unit()
	unit.BookID = bookID
	b, err := Shelf().Create(p.path, ledger.Found{Unit: unit, People: People(), Opening: Opening()}, ledger.Stamp{Operator: "王会计", Time: 1, ID: "first"})
	must(t, err)
	d := &Desk{Book: b, Shelf: Shelf(), Operator: "王会计"}
	defer func() {
		if d.Book != nil {
			d.Close()
		}
	}()
	_, err = ledgertest.Play(b, seed, 3)
	must(t, err)
	var month ledger.Month
	var open ledger.Month
	must(t, b.View(func(r ledger.Reader) error { open = ledger.FirstOpen(r); month = open.Add(-1); return nil }))
	if month < unit.Start {
		return p, false
	}
	post := func(n int) ledger.Receipt {
		return d.Post(t, V(open.First(), fmt.Sprintf("活动用水 %d", n), Dr(leaf(t, d.Book, "50102"), 36_00+ledger.Money(n)), Cr(leaf(t, d.Book, "102"), 36_00+ledger.Money(n))))
	}
	with := post(1)
	f, err := b.Files().Put("发票.txt", strings.NewReader("a made-up receipt"))
	must(t, err)
	p.file = f.Hash
	d.Must(t, ledger.SetEvidence{Evidence: ledger.Evidence{Voucher: with.Voucher, Papers: 1, Files: []ledger.File{f}}})
	post(2)
	p.before = filepath.Join(t.TempDir(), "旧")
	must(t, d.Close())
	copyFolder(t, dir, p.before)
	d.Book, err = Shelf().Open(p.path, false)
	must(t, err)
	d.As("钱经审", func() { d.Must(t, notary.AddKey{Person: "钱经审", Verifier: key.Public.String()}) })
	st, _, err := notary.Draft(d.Book, ledger.SignOrder{Kind: ledger.SignOff, Period: ledger.MonthPeriod(month), By: "钱经审", Day: 20260601, Remark: "已查"})
	must(t, err)
	act, err := notary.Make(st, key, ledger.SignOff, 0)
	must(t, err)
	d.As("钱经审", func() { d.Must(t, act) })
	p.key, p.st = key, st
	p.note, p.code, p.size = act.Note, act.Code, st.Head.Size
	c, err := sign.ParseCode(act.Code)
	must(t, err)
	p.qr, err = sign.Payload{Code: c, Root: st.Head.Root, Book: bookID, Period: st.Period}.Text()
	must(t, err)
	post(3)
	post(4)
	err = d.Close()
	d.Book = nil
	must(t, err)
	return p, true
}

// leaf is the last account on or below c that takes postings.
func leaf(t testing.TB, b ledger.Book, c ledger.Code) (out ledger.Code) {
	must(t, b.View(func(r ledger.Reader) error {
		for _, a := range r.Chart() {
			if a.Code.Under(c) && !a.Off {
				out = a.Code
			}
		}
		return nil
	}))
	return out
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func copyFolder(t testing.TB, from, to string) {
	t.Helper()
	must(t, os.CopyFS(to, os.DirFS(from)))
}

// copyOf is the prey in a folder of its own.
func (p prey) copyOf(t testing.TB, dir string) prey {
	t.Helper()
	q := p
	must(t, os.RemoveAll(dir))
	copyFolder(t, p.dir, dir)
	q.dir, q.path = dir, filepath.Join(dir, "账本.hz")
	return q
}

// attack does something to a book. Alone and paper say whether it must be seen
// with the folder only, and with the paper.
type attack struct {
	name         string
	alone, paper bool
	do           func(t testing.TB, p prey) error
}

// vouchers edits every record of a voucher in the log.
func vouchers(all []ledger.Entry, f func(v *ledger.Voucher)) []ledger.Entry {
	one := func(r ledger.Record) ledger.Record {
		if v, ok := r.(ledger.Voucher); ok {
			v.Lines = slices.Clone(v.Lines)
			f(&v)
			return v
		}
		return r
	}
	for i := range all {
		for k, ch := range all[i].Changes {
			all[i].Changes[k] = ledger.Change{Before: one(ch.Before), After: one(ch.After)}
		}
	}
	return all
}

func more(v *ledger.Voucher) {
	for i := range v.Lines {
		if v.Lines[i].Debit != 0 {
			v.Lines[i].Debit += 100
		} else {
			v.Lines[i].Credit += 100
		}
	}
}

// plains finds the entries before the signature that enter and post one voucher
// which nothing later touches.
func plains(all []ledger.Entry, size uint64) (out []int) {
	touched := map[ledger.VoucherID]int{}
	for _, e := range all {
		for _, ch := range e.Changes {
			if v, ok := ch.After.(ledger.Voucher); ok {
				touched[v.ID]++
				touched[v.Reverses] += 2
				touched[v.Corrects] += 2
			}
		}
		touched[e.Voucher]++
	}
	for i, e := range all[:size] {
		if len(e.Changes) != 1 || e.Act != "voucher.enter" {
			continue
		}
		if v, ok := e.Changes[0].After.(ledger.Voucher); ok && v.State == ledger.Posted && len(v.Lines) == 2 && touched[v.ID] == 2 {
			out = append(out, i)
		}
	}
	return out
}

func plain(all []ledger.Entry, size uint64) int { return plains(all, size)[0] }

// swapped are two vouchers of a month, each with the day, number and place in
// the log of the other.
func swapped(all []ledger.Entry, size uint64) []ledger.Entry {
	list := plains(all, size)
	v := func(i int) ledger.Voucher { return all[i].Changes[0].After.(ledger.Voucher) }
	for n, i := range list {
		for _, j := range list[n+1:] {
			x, y := v(i), v(j)
			if x.Month() != y.Month() || x.Word != y.Word || x.Amount() == y.Amount() {
				continue
			}
			x.ID, y.ID, x.Number, y.Number, x.Day, y.Day = y.ID, x.ID, y.Number, x.Number, y.Day, x.Day
			all[i].Changes, all[j].Changes = []ledger.Change{ledger.Put(y)}, []ledger.Change{ledger.Put(x)}
			return all
		}
	}
	return nil
}

func forge(p prey, edit func([]ledger.Entry) []ledger.Entry) error { return store.Forge(p.path, edit) }

func attacks() []attack {
	return slices.Concat(valueAttacks(), orderAttacks(), otherAttacks(), signatureAttacks(), tableAttacks())
}

func valueAttacks() []attack {
	edit := func(f func(r ledger.Record) ledger.Record) func(testing.TB, prey) error {
		return func(_ testing.TB, p prey) error {
			found := false
			err := forge(p, func(all []ledger.Entry) []ledger.Entry {
				for i := range all {
					for k, ch := range all[i].Changes {
						if ch.After != nil {
							nu := f(ch.After)
							found = found || fmt.Sprint(nu) != fmt.Sprint(ch.After)
							all[i].Changes[k].After = nu
						}
					}
				}
				return all
			})
			if err == nil && !found {
				return store.ErrNothingToSpoil
			}
			return err
		}
	}
	return []attack{
		{"改一张凭证的金额", true, true, func(t testing.TB, p prey) error {
			return store.Spoil(p.path, ledger.TableVoucher, func(r ledger.Record) (ledger.Record, bool) {
				v := r.(ledger.Voucher)
				more(&v)
				return v, v.State == ledger.Posted && len(v.Lines) == 2 && v.Lines[0].Debit > 0
			})
		}},
		{"改金额，并重算全部校验值", true, true, func(t testing.TB, p prey) error {
			return forge(p, func(all []ledger.Entry) []ledger.Entry {
				i := plain(all, p.size)
				id := all[i].Changes[0].After.(ledger.Voucher).ID
				return vouchers(all, func(v *ledger.Voucher) {
					if v.ID == id {
						more(v)
					}
				})
			})
		}},
		{"改附件内容", true, true, func(t testing.TB, p prey) error { return os.WriteFile(attachment(p), []byte("another receipt"), 0o600) }},
		{"改附件，并改记下的校验值", true, true, func(t testing.TB, p prey) error {
			sum := sha256.Sum256([]byte("another receipt"))
			hash := hex.EncodeToString(sum[:])
			old := attachment(p)
			if err := errors.Join(os.WriteFile(old, []byte("another receipt"), 0o600), os.Rename(old, strings.Replace(old, p.file, hash, 1))); err != nil {
				return err
			}
			return edit(func(r ledger.Record) ledger.Record {
				if ev, ok := r.(ledger.Evidence); ok {
					ev.Files = slices.Clone(ev.Files)
					for i := range ev.Files {
						if ev.Files[i].Hash == p.file {
							ev.Files[i].Hash, ev.Files[i].Size = hash, int64(len("another receipt"))
						}
					}
					return ev
				}
				return r
			})(t, p)
		}},
		{"改人员职责，并重算", true, true, edit(func(r ledger.Record) ledger.Record {
			if x, ok := r.(ledger.Person); ok && x.Name == "李审核" {
				x.Roles = []ledger.Role{ledger.Reviewer, ledger.Treasurer}
				return x
			}
			return r
		})},
		{"改会员名册，并重算", true, true, edit(func(r ledger.Record) ledger.Record {
			if x, ok := r.(ledger.Member); ok {
				x.Note = "改过"
				return x
			}
			return r
		})},
		{"改会费标准，并重算", true, true, edit(func(r ledger.Record) ledger.Record {
			if x, ok := r.(ledger.DuesRule); ok {
				x.Default = "0.004"
				return x
			}
			return r
		})},
	}
}

// after edits what entries of the log made of records.
func after(f func(ledger.Record) ledger.Record) func([]ledger.Entry) []ledger.Entry {
	return func(all []ledger.Entry) []ledger.Entry {
		for i := range all {
			for k, ch := range all[i].Changes {
				if ch.After != nil {
					all[i].Changes[k].After = f(ch.After)
				}
			}
		}
		return all
	}
}

func attachment(p prey) string {
	found := ""
	filepath.WalkDir(p.path+".files", func(path string, d os.DirEntry, _ error) error {
		if d != nil && !d.IsDir() && strings.Contains(d.Name(), p.file) {
			found = path
		}
		return nil
	})
	return found
}

func orderAttacks() []attack {
	return []attack{
		{"去掉最后几条，并重算", false, true, func(t testing.TB, p prey) error {
			return forge(p, func(all []ledger.Entry) []ledger.Entry { return all[:p.size-2] })
		}},
		{"去掉签字以后的几条，并重算", false, false, func(t testing.TB, p prey) error {
			return forge(p, func(all []ledger.Entry) []ledger.Entry { return all[:len(all)-1] })
		}},
		{"抽掉中间一条，重新编号，并重算", true, true, func(t testing.TB, p prey) error {
			return forge(p, func(all []ledger.Entry) []ledger.Entry {
				i := plain(all, p.size)
				gone := all[i].Changes[0].After.(ledger.Voucher)
				return vouchers(slices.Delete(all, i, i+1), func(v *ledger.Voucher) {
					if v.Month() == gone.Month() && v.Word == gone.Word && v.Number > gone.Number {
						v.Number--
					}
				})
			})
		}},
		{"补插一条倒填日期的，并重算", true, true, func(t testing.TB, p prey) error {
			return forge(p, func(all []ledger.Entry) []ledger.Entry {
				i := plain(all, p.size)
				extra := all[i]
				v := extra.Changes[0].After.(ledger.Voucher)
				last := 0
				vouchers(all, func(w *ledger.Voucher) {
					v.ID = max(v.ID, w.ID+1)
					if w.Month() == v.Month() && w.Word == v.Word {
						last = max(last, w.Number)
					}
				})
				v.Number = last + 1
				extra.ID, extra.Voucher, extra.Changes = "inserted", v.ID, []ledger.Change{ledger.Put(v)}
				return slices.Insert(all, i+1, extra)
			})
		}},
		{"调换两张凭证的先后，并重算", true, true, func(t testing.TB, p prey) error {
			none := false
			err := forge(p, func(all []ledger.Entry) []ledger.Entry {
				if out := swapped(all, p.size); out != nil {
					return out
				}
				none = true
				return all
			})
			if none {
				return store.ErrNothingToSpoil
			}
			return err
		}},
		{"换回整套旧副本", false, true, func(t testing.TB, p prey) error {
			for _, name := range []string{"账本.hz", "账本.hz.seal"} {
				b, err := os.ReadFile(filepath.Join(p.before, name))
				if err == nil {
					err = os.WriteFile(filepath.Join(p.dir, name), b, 0o600)
				}
				if err != nil {
					return err
				}
			}
			return nil
		}},
	}
}

func otherAttacks() []attack {
	resign := func(t testing.TB, p prey, enrol bool) error {
		mine, err := sign.Generate("钱经审", Unit().BookID, rand.Reader)
		must(t, err)
		if enrol { // the key first: it changes the head that he has to sign
			must(t, forge(p, after(func(r ledger.Record) ledger.Record {
				if k, ok := r.(ledger.Key); ok {
					k.Verifier = mine.Public.String()
					return k
				}
				return r
			})))
		}
		b, err := Shelf().Open(p.path, true)
		must(t, err)
		var now ledger.Head
		must(t, b.View(func(r ledger.Reader) error { now, _ = r.HeadAt(p.size); return nil }))
		must(t, b.Close())
		return forge(p, after(func(r ledger.Record) ledger.Record {
			x, ok := r.(ledger.Signature)
			if !ok {
				return r
			}
			s, err := sign.Verify(x.Note)
			if sign.FaultCode(err) != "S02" {
				t.Error(err)
			}
			s.Statement.Head, err = sign.HeadOf(now)
			must(t, err)
			x.Note, err = sign.Sign(s.Statement, mine)
			must(t, err)
			x.Root = now.Root
			return x
		}))
	}
	return []attack{
		{"用自己的密钥伪造签字", true, false, func(t testing.TB, p prey) error { return resign(t, p, false) }},
		{"连登记的密钥一起换掉", false, true, func(t testing.TB, p prey) error { return resign(t, p, true) }},
		{"只改科目合计", true, true, func(t testing.TB, p prey) error {
			return rawly(p, func(tx *bolt.Tx) error {
				k, v := tx.Bucket([]byte("x-sum")).Cursor().First()
				v = bytes.Clone(v)
				v[7]++
				return tx.Bucket([]byte("x-sum")).Put(bytes.Clone(k), v)
			})
		}},
		{"删掉封条", false, false, func(t testing.TB, p prey) error { return os.Remove(store.SealPath(p.path)) }},
	}
}

func rawly(p prey, f func(*bolt.Tx) error) error {
	db, err := bolt.Open(p.path, 0o600, &bolt.Options{NoSync: true})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(f)
}
