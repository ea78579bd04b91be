package audit

import (
	"reflect"

	"huizhang/ledger"
)

// sample takes a plan, its drawing, or its being put aside; it never draws anew.
func (m *merging) sample(s ledger.Sample) {
	if s.By != m.p.By || len(s.UID) != 32 {
		return
	}
	for _, it := range s.Items {
		if !m.vouchers[it.Voucher] {
			m.odd(s.ID.String(), "抽样里的凭证 %s 在这本账里不是同一张，这次抽样没有收回。", it.Ref)
			return
		}
	}
	old, known := m.samples[s.UID]
	if !known {
		m.lastSample++
		s.ID = m.lastSample
		m.samples[s.UID] = s
		m.out.Samples++
		m.change(ledger.Put(s))
		return
	}
	nu := old
	if len(old.Items) == 0 {
		nu.Head, nu.Drawn, nu.Items = s.Head, s.Drawn, s.Items
	}
	if old.Void == "" {
		nu.Void = s.Void
	}
	s.ID = old.ID
	if s.Void == "" {
		s.Void = nu.Void
	}
	switch {
	case len(s.Items) > 0 && !reflect.DeepEqual(nu, s):
		m.odd(old.ID.String(), "同一次抽样在两边不一样。保留账本里的，没有收回这一次。")
	case !reflect.DeepEqual(nu, old):
		m.samples[s.UID] = nu
		m.out.Samples++
		m.change(ledger.Edit(old, nu))
	}
}

// work takes a working-paper line of a sample that is known by now.
func (m *merging) work(x SentLine) {
	l := x.Line
	s, ok := m.samples[x.Sample]
	drawn := false
	for _, it := range s.Items {
		drawn = drawn || it.Voucher == l.Voucher
	}
	switch {
	case l.By != m.p.By || l.At <= 0 || len([]rune(l.Note)) > 500:
		return
	case !ok:
		m.odd("工作底稿", "底稿所属的抽样在这本账里还没有。请先收回抽样的人的审计结果，再收一次这一份。")
		return
	case !drawn || !m.vouchers[l.Voucher]:
		m.odd(s.ID.String(), "底稿上的凭证不在抽中的凭证里，没有收回。")
		return
	}
	l.Sample, l.Finding = s.ID, m.findings[x.Finding].ID
	if !m.once("line", uint64(s.ID), uint64(l.Voucher)) {
		return
	}
	var old *ledger.WorkLine
	if s.ID <= m.r.LastSample() { // else it was taken just now and has none
		for w := range m.r.WorkLines(s.ID) {
			if w.Voucher == l.Voucher {
				old = &w
			}
		}
	}
	switch {
	case old == nil:
		m.change(ledger.Put(l))
	case reflect.DeepEqual(*old, l), old.At > l.At:
		return
	case old.By != l.By:
		m.odd(s.ID.String(), "同一张凭证的底稿已由“%s”写过，保留账本里的。", old.By)
		return
	default:
		m.change(ledger.Edit(*old, l))
	}
	m.out.Lines++
}
