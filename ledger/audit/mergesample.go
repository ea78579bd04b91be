package audit

import (
	"reflect"

	"huizhang/ledger"
)

// sample takes a plan, its drawing, or its being put aside; it never draws anew.
func (m *merging) sample(s ledger.Sample) {
	if s.By != m.p.By {
		return
	}
	for _, it := range s.Items {
		if !m.vouchers[it.Voucher] {
			m.odd(s.ID.String(), "抽样里的凭证 %s 在这本账里不是同一张，这次抽样没有收回。", it.Ref)
			return
		}
	}
	if !m.soundSample(s) {
		m.odd(s.ID.String(), "这次抽样有会账程序写不出来的内容，或凭证号、金额与这本账不符，没有收回。")
		return
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

// drawn looks a voucher up among those of a sample.
func (m *merging) drawn(s ledger.Sample, id ledger.VoucherID) bool {
	in, ok := m.chosen[s.UID]
	if !ok || len(in) != len(s.Items) {
		in = map[ledger.VoucherID]bool{}
		for _, it := range s.Items {
			in[it.Voucher] = true
		}
		m.chosen[s.UID] = in
	}
	return in[id]
}

// work takes a working-paper line of a sample that is known by now.
func (m *merging) work(x SentLine) {
	l := x.Line
	s, ok := m.samples[x.Sample]
	switch {
	case l.By != m.p.By:
		return
	case !soundLine(l):
		m.odd("工作底稿", "有一行底稿不是会账程序写得出来的，没有收回这一行。")
		return
	case !ok:
		m.odd("工作底稿", "底稿所属的抽样在这本账里还没有。请先收回抽样的人的审计结果，再收一次这一份。")
		return
	case !m.drawn(s, l.Voucher) || !m.vouchers[l.Voucher]:
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
	case reflect.DeepEqual(*old, l), old.At >= l.At:
		return
	case old.By != l.By:
		m.odd(s.ID.String(), "同一张凭证的底稿已由“%s”写过，保留账本里的。", old.By)
		return
	default:
		m.change(ledger.Edit(*old, l))
	}
	m.out.Lines++
}
