package store

import (
	"bytes"
	"encoding/binary"
	"iter"

	bolt "go.etcd.io/bbolt"

	"huizhang/ledger"
)

// view is a book inside one transaction; it implements [ledger.Reader]. The
// first record that cannot be read is kept in err and ends the transaction.
type view struct {
	tx    *bolt.Tx
	c     codec
	cache *cache
	own   *statics // as they are in this transaction
	w     *writer  // of a write transaction, else nil
	err   error
}

// statics are the small tables, decoded once and shared until an entry changes
// one of them.
type statics struct {
	at       uint64 // seq of that entry
	unit     ledger.Unit
	chart    []ledger.Account
	byCode   map[ledger.Code]ledger.Account
	people   []ledger.Person
	opening  ledger.Opening
	rules    []ledger.DuesRule
	groups   []ledger.Group
	policy   []ledger.Rule
	practice ledger.Practice
	keys     []ledger.Key
}

func (v *view) fail(err error) {
	if v.err == nil && err != nil {
		v.err = FaultBroken("记录", err)
	}
}

// get decodes one record.
func get[T ledger.Record](v *view, t ledger.Table, key []byte) (x T, ok bool) {
	b := in(v.tx, recordBucket(t)).Get(key)
	if b == nil {
		return x, false
	}
	x, err := decode[T](v.c, b)
	v.fail(err)
	return x, err == nil
}

// each decodes the records whose key begins with prefix, in order of key.
func each[T ledger.Record](v *view, t ledger.Table, prefix []byte) iter.Seq[T] {
	return func(yield func(T) bool) {
		cur := in(v.tx, recordBucket(t)).Cursor()
		for k, b := cur.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, b = cur.Next() {
			x, err := decode[T](v.c, b)
			v.fail(err)
			if err != nil || !yield(x) {
				return
			}
		}
	}
}

func list[T ledger.Record](v *view, t ledger.Table) (out []T) {
	for x := range each[T](v, t, nil) {
		out = append(out, x)
	}
	return out
}

func (v *view) static() *statics {
	if v.own != nil {
		return v.own
	}
	at := u64(in(v.tx, bMeta).Get(kStatic))
	if s := v.cache.load(); s != nil && s.at == at {
		v.own = s
		return s
	}
	s := &statics{at: at, chart: list[ledger.Account](v, ledger.TableAccount), people: list[ledger.Person](v, ledger.TablePerson),
		rules: list[ledger.DuesRule](v, ledger.TableDuesRule), groups: list[ledger.Group](v, ledger.TableGroup),
		policy: list[ledger.Rule](v, ledger.TablePolicy), keys: list[ledger.Key](v, ledger.TableKey), byCode: map[ledger.Code]ledger.Account{}}
	s.unit, _ = get[ledger.Unit](v, ledger.TableUnit, []byte("1"))
	s.practice, _ = get[ledger.Practice](v, ledger.TablePractice, []byte("1"))
	s.opening, _ = get[ledger.Opening](v, ledger.TableOpening, []byte("1"))
	for _, a := range s.chart {
		s.byCode[a.Code] = a
	}
	sortGroups(s.groups)
	if v.own = s; v.err == nil && !v.tx.Writable() {
		v.cache.keep(s)
	}
	return s
}

// Unit and the other methods implement [ledger.Reader]; see there.
func (v *view) Unit() ledger.Unit            { return v.static().unit }
func (v *view) People() []ledger.Person      { return v.static().people }
func (v *view) Chart() []ledger.Account      { return v.static().chart }
func (v *view) Opening() ledger.Opening      { return v.static().opening }
func (v *view) DuesRules() []ledger.DuesRule { return v.static().rules }
func (v *view) Groups() []ledger.Group       { return v.static().groups }

func (v *view) Account(c ledger.Code) (ledger.Account, bool) {
	a, ok := v.static().byCode[c]
	return a, ok
}

func (v *view) MonthPage(m ledger.Month) ledger.MonthPage {
	p, _ := get[ledger.MonthPage](v, ledger.TableMonth, monthKey(nil, m))
	p.Month = m
	return p
}

func (v *view) MonthPages() []ledger.MonthPage { return list[ledger.MonthPage](v, ledger.TableMonth) }

func (v *view) Head() ledger.Head {
	h, err := headOf(v.tx)
	v.fail(err)
	return h
}

func (v *view) Log(seq uint64, back bool) iter.Seq[ledger.Entry] {
	return func(yield func(ledger.Entry) bool) {
		cur := in(v.tx, bLog).Cursor()
		k, b := cur.Seek(be8(seq))
		if back && (seq == 0 || k == nil) {
			k, b = cur.Last()
		}
		for k != nil {
			e, err := v.c.entry(b)
			v.fail(err)
			if err != nil || !yield(e) {
				return
			}
			if back {
				k, b = cur.Prev()
			} else {
				k, b = cur.Next()
			}
		}
	}
}

// Sums walks the month sums of every account under c, jumping from account to
// account, so that it costs accounts × months and never vouchers.
func (v *view) Sums(c ledger.Code, p ledger.Period) (total ledger.Sums) {
	if v.w != nil {
		v.fail(v.w.flushSums())
	}
	cur := in(v.tx, bSum).Cursor()
	prefix := []byte(c)
	k, b := cur.Seek(prefix)
	for k != nil && bytes.HasPrefix(k, prefix) {
		m := ledger.Month(binary.BigEndian.Uint32(k[codeWidth:]))
		switch {
		case m < p.From:
			k, b = cur.Seek(monthKey(bytes.Clone(k[:codeWidth]), p.From))
		case p.To != 0 && m > p.To:
			k, b = cur.Seek(append(bytes.Clone(k[:codeWidth]), 0xff, 0xff, 0xff, 0xff))
		default:
			s, ok := getSums(b)
			if !ok {
				v.fail(errShort)
				return total
			}
			total = total.Plus(s)
			k, b = cur.Next()
		}
	}
	return total
}

// Items walks the account index in the same way.
func (v *view) Items(c ledger.Code, p ledger.Period) iter.Seq[ledger.Item] {
	return func(yield func(ledger.Item) bool) {
		if v.w != nil {
			v.fail(v.w.flushLines())
		}
		cur := in(v.tx, bLine).Cursor()
		prefix := []byte(c)
		k, b := cur.Seek(prefix)
		for k != nil && bytes.HasPrefix(k, prefix) {
			it, ok := getItem(k, b)
			switch m := it.Day.Month(); {
			case !ok:
				v.fail(errShort)
				return
			case m < p.From:
				k, b = cur.Seek(binary.BigEndian.AppendUint32(bytes.Clone(k[:codeWidth]), uint32(p.From.First())))
			case p.To != 0 && m > p.To:
				k, b = cur.Seek(append(bytes.Clone(k[:codeWidth]), 0xff, 0xff, 0xff, 0xff))
			default:
				if !yield(it) {
					return
				}
				k, b = cur.Next()
			}
		}
	}
}
