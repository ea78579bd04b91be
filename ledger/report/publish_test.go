package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/ledgertest"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

func publish(p ledger.Period) report.Publish {
	return report.Publish{Period: p, Place: "校务公开栏", From: ledger.DayOf(2026, 2, 5), To: ledger.DayOf(2026, 2, 12)}
}

func lastNotice(t *testing.T, r ledger.Reader, p ledger.Period) ledger.Notice {
	t.Helper()
	n, ok := r.Notice(p, report.LastVersion(r, p))
	if !ok {
		t.Fatal("nothing was published")
	}
	return n
}

func TestPublishFreezes(t *testing.T) {
	d := example(t, true)
	p := ledger.MonthPeriod(jan)
	d.Must(t, publish(p))
	var before string
	view(t, d, func(r ledger.Reader) {
		n := lastNotice(t, r, p)
		doc, err := report.Frozen(n)
		if err != nil {
			t.Fatal(err)
		}
		before = dump(doc)
		if n.Version != 1 || n.Place != "校务公开栏" || n.By != "王会计" || len(n.Hash) != 64 || n.Head != doc.Head || doc.Generated == "" {
			t.Errorf("notice %+v", n)
		}
		if ps := report.Differences(r, n); len(ps) > 0 {
			t.Error(ps)
		}
		if err := report.CheckTraces(r, doc); err != nil {
			t.Error(err)
		}
		hung, err := report.Posted(n)
		if err != nil {
			t.Fatal(err)
		}
		want := "第 1 版。公示地方：校务公开栏；公示期间：2026-02-05 至 2026-02-12。校验码 " + n.Hash[:12] + "。"
		if got := hung.Notes[len(hung.Notes)-1]; got != want {
			t.Errorf("below the notice: %q, want %q", got, want)
		}
		n.Body = append([]byte{}, n.Body...)
		n.Body[len(n.Body)/2] ^= 1
		if _, err := report.Frozen(n); err == nil {
			t.Error("a changed body passed")
		}
	})
	// The book moves on under the published figures.
	d.As("赵主席", func() { d.Must(t, ledger.ReopenMonth{Month: jan, Reason: "补记"}) })
	late := d.Post(t, storetest.V(ledger.DayOf(2026, 1, 30), "补收利息", storetest.Dr("102", 5_00), storetest.Cr("408", 5_00)))
	view(t, d, func(r ledger.Reader) {
		n := lastNotice(t, r, p)
		doc, err := report.Frozen(n)
		if err != nil || dump(doc) != before {
			t.Errorf("the published document changed: %v", err)
		}
		found := map[string]bool{}
		for _, x := range report.Differences(r, n) {
			found[x.Field] = true
		}
		for _, k := range []string{"408", "total-income", "difference", "closing"} {
			if !found[k] {
				t.Errorf("no difference told at %s", k)
			}
		}
		if found["401"] || found["opening"] {
			t.Errorf("differences %v", found)
		}
		for _, x := range report.Appears(r, late.Voucher) {
			if x.Version != 0 {
				t.Errorf("a voucher posted after the notice appears in it: %+v", x)
			}
		}
	})
	d.Must(t, publish(p))
	view(t, d, func(r ledger.Reader) {
		if n := lastNotice(t, r, p); n.Version != 2 || len(report.Differences(r, n)) > 0 {
			t.Errorf("second version %+v", n)
		}
	})
}

func TestPublishRefuses(t *testing.T) {
	d := example(t, false)
	p := ledger.MonthPeriod(jan)
	refuse := func(a report.Publish, want string) {
		t.Helper()
		if err := d.Refuse(t, a); !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	a := publish(p)
	a.Place = " "
	refuse(a, "公示的地方")
	a = publish(p)
	a.To = a.From.Add(-1)
	refuse(a, "结束公示")
	a = publish(ledger.Period{From: 202601, To: 202602})
	refuse(a, "按月、季度或全年")
	refuse(publish(ledger.Period{}), "请选择要公示的期间")
	v := ledgertest.ExampleVouchers()[0]
	v.Day = ledger.DayOf(2026, 1, 12)
	draft := d.Must(t, ledger.Enter{Voucher: v})
	refuse(publish(p), "没有过账")
	d.Must(t, ledger.VoidDraft{ID: draft.Voucher, Reason: "不要了"})
	// A detail account below 501 carries a name from the register onto the notice.
	d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: "周若水", Spells: []ledger.Spell{{From: 20200901}}}})
	a = publish(p)
	a.Place = "周若水的办公室"
	refuse(a, "公示地方会印在表上")
	d.Must(t, ledger.AddAccount{Code: "50107", Text: "周若水慰问"})
	refuse(publish(p), "会员姓名")
	if err := d.Refuse(t, publish(p)); ledger.CodeOf(err) != ledger.CodePersonal {
		t.Errorf("code %s", ledger.CodeOf(err))
	}
}

func TestAppears(t *testing.T) {
	d := example(t, true)
	d.Must(t, publish(ledger.MonthPeriod(jan)))
	view(t, d, func(r ledger.Reader) {
		id, ok := r.VoucherByNumber(jan, ledger.WordGeneral, 4) // gifts: 50105, 102
		if !ok {
			t.Fatal("no voucher")
		}
		got := map[string]ledger.Money{}
		for _, p := range report.Appears(r, id) {
			name := p.Report + " " + p.Period.String() + " " + p.Key
			if p.Report == "ledger" || p.Report == "bank-book" {
				name = p.Report + " " + string(p.Account)
			}
			if p.Version > 0 {
				name = "notice " + p.Key
			}
			if _, twice := got[name]; twice {
				t.Errorf("%s is named twice", name)
			}
			got[name] = p.Amount
		}
		for name, want := range map[string]ledger.Money{
			"income 2026-01 501": 18_000_00, "income 2026-01 total-expense": 18_000_00, "income 2026 closing": -18_000_00, "income 2026-01 difference": -18_000_00,
			"balance 2026-01 cash": -18_000_00, "balance 2026-01 322": -18_000_00, "trial 2026-01 50105": 18_000_00, "disclosure 2026-01 50105": 18_000_00,
			"disclosure 2026-Q1 501": 18_000_00, "notice 50105": 18_000_00, "notice closing": -18_000_00, "ledger 501": 18_000_00, "ledger 50105": 18_000_00,
			"ledger 102": -18_000_00, "bank-book 102": -18_000_00, "journal 2026-01 2026-01-记-0004": 18_000_00, "voucher 2026-01 2026-01-记-0004": 18_000_00,
		} {
			if m, ok := got[name]; !ok || m != want {
				t.Errorf("%s: %s %v, want %s", name, m, ok, want)
			}
		}
		for _, name := range []string{"income 2026-01 401", "disclosure 2026-01 50102", "disclosure 2026-01 restricted", "cash-book 2026-01 2026-01-记-0004", "notice owed"} {
			if _, ok := got[name]; ok {
				t.Errorf("%s does not hold the voucher", name)
			}
		}
	})
}
