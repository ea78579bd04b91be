package evidence

import (
	"fmt"
	"strconv"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// Place is something that can be looked at: its name as people say it, and the
// screen that shows it, nil when there is none.
type Place struct {
	Name   string
	Route  screen.Route
	Period ledger.Period
	Amount ledger.Money
}

// On reads what a finding points at, as in [ledger.Finding]: voucher/12,
// sheet/3, month/2026-05, report/income/2026-05/401. What the book does not
// hold keeps its words and leads nowhere.
func On(r ledger.Reader, on string) Place {
	kind, rest, _ := strings.Cut(on, "/")
	if id, err := strconv.ParseUint(rest, 10, 63); err == nil {
		if p, ok := numbered(r, kind, id); ok {
			return p
		}
	}
	switch kind {
	case "month":
		if m, err := ledger.ParseMonth(rest); err == nil {
			return Place{Name: m.Chinese(), Route: screen.Audit{Month: m}, Period: ledger.MonthPeriod(m)}
		}
	case "account":
		if a, ok := r.Account(ledger.Code(rest)); ok {
			return Place{Name: a.Title(), Route: screen.ReportView{Name: "ledger", Account: a.Code}}
		}
	case "report":
		return sheetOf(rest)
	case "entry":
		return Place{Name: "操作日志第 " + rest + " 条", Route: screen.LogView{}}
	}
	return Place{Name: ledger.Plain(on)}
}

// numbered are the things that have a number.
func numbered(r ledger.Reader, kind string, id uint64) (Place, bool) {
	switch kind {
	case "voucher":
		if v, ok := r.Voucher(ledger.VoucherID(id)); ok {
			return voucher(&v), true
		}
	case "sheet":
		if s, ok := r.Sheet(ledger.SheetID(id)); ok {
			g, _ := r.Gift(s.Gift)
			return Place{Name: s.ID.String() + " " + g.Title, Route: screen.GiftView{ID: s.Gift}, Period: ledger.MonthPeriod(s.Day.Month())}, true
		}
	case "gift":
		if g, ok := r.Gift(ledger.GiftID(id)); ok {
			return Place{Name: g.ID.String() + " " + g.Title, Route: screen.GiftView{ID: g.ID}, Period: ledger.MonthPeriod(g.Day.Month())}, true
		}
	case "event":
		if e, ok := r.Event(ledger.EventID(id)); ok {
			return Place{Name: e.ID.String() + " " + e.Name, Route: screen.EventView{ID: e.ID}, Period: ledger.MonthPeriod(e.From.Month())}, true
		}
	case "case":
		if c, ok := r.Case(ledger.CaseID(id)); ok {
			return Place{Name: c.ID.String(), Route: screen.CaseView{ID: c.ID}, Period: ledger.MonthPeriod(c.Opened.Month())}, true
		}
	case "sample":
		if s, ok := r.Sample(ledger.SampleID(id)); ok {
			return Place{Name: s.ID.String(), Route: screen.SampleView{ID: s.ID}, Period: s.Period}, true
		}
	case "finding":
		if f, ok := r.Finding(ledger.FindingID(id)); ok {
			return Place{Name: f.ID.String() + " " + f.Title, Route: screen.FindingView{ID: f.ID}, Period: f.Period}, true
		}
	}
	return kept(r, kind, id)
}

// kept are things that last: they have no month of their own.
func kept(r ledger.Reader, kind string, id uint64) (Place, bool) {
	switch kind {
	case "fund":
		if f, ok := r.Fund(ledger.FundID(id)); ok {
			return Place{Name: f.ID.String() + " " + f.Name, Route: screen.FundView{ID: f.ID}}, true
		}
	case "loan":
		if l, ok := r.Loan(ledger.LoanID(id)); ok {
			return Place{Name: l.ID.String(), Route: screen.LoanView{ID: l.ID}}, true
		}
	case "programme":
		if p, ok := r.Programme(ledger.ProgrammeID(id)); ok {
			return Place{Name: p.ID.String() + " " + p.Name, Route: screen.ProgrammeView{ID: p.ID}}, true
		}
	case "article":
		if a, ok := r.Article(ledger.ArticleID(id)); ok {
			return Place{Name: a.ID.String() + " " + a.Name, Route: screen.ArticleView{ID: a.ID}}, true
		}
	case "member":
		if m, ok := r.Member(ledger.MemberID(id)); ok {
			return Place{Name: m.Name, Route: statement(m.ID)}, true
		}
	}
	return Place{}, false
}

func voucher(v *ledger.Voucher) Place {
	return Place{Name: v.Ref() + " " + v.Summary(), Route: screen.VoucherView{ID: v.ID}, Period: ledger.MonthPeriod(v.Month()), Amount: v.Amount()}
}

func statement(id ledger.MemberID) screen.Route {
	return screen.ReportView{Name: "member", Object: report.Object(report.OfMember, uint64(id))}
}

// sheetOf is a row of a report: NAME/PERIOD/KEY; the period may be empty, and
// the key may be missing.
func sheetOf(rest string) Place {
	part := strings.SplitN(rest, "/", 3)
	rep, ok := report.Find(part[0])
	if !ok {
		return Place{Name: ledger.Plain(rest)}
	}
	out := screen.ReportView{Name: rep.Name}
	p := Place{Name: rep.Title}
	if len(part) > 1 {
		if period, err := ledger.ParsePeriod(part[1]); err == nil {
			out.Period, p.Period = period, period
			p.Name += " " + period.Chinese()
		}
	}
	if len(part) > 2 {
		out.Key = part[2]
	}
	p.Route = out
	return p
}

// Key reads a piece of evidence as checks name it: 2026-05-记-0017, 草稿#12,
// 2026-05, 签-0012, a member's number, an account's code.
func Key(r ledger.Reader, key string) Place {
	if id, ok := FindVoucher(r, key); ok {
		v, _ := r.Voucher(id)
		return voucher(&v)
	}
	if m, err := ledger.ParseMonth(key); err == nil && len(key) == len("2026-05") {
		return Place{Name: m.Chinese(), Route: screen.Audit{Month: m}, Period: ledger.MonthPeriod(m)}
	}
	for mark, kind := range marks() {
		if n, ok := strings.CutPrefix(key, mark+"-"); ok {
			if id, err := strconv.ParseUint(n, 10, 63); err == nil {
				if p, ok := numbered(r, kind, id); ok {
					return p
				}
			}
		}
	}
	if id, ok := r.MemberByNo(key); ok {
		m, _ := r.Member(id)
		return Place{Name: m.No + " " + m.Name + " " + m.Group, Route: statement(id)}
	}
	if a, ok := r.Account(ledger.Code(key)); ok {
		return Place{Name: a.Title(), Route: screen.ReportView{Name: "ledger", Account: a.Code}}
	}
	return Place{Name: ledger.Plain(key)}
}

// marks are the signs before visible numbers and what they are of.
func marks() map[string]string {
	return map[string]string{"慰": "gift", "签": "sheet", "困": "case", "项": "programme", "代": "fund", "借": "loan", "活": "event", "物": "article", "问": "finding", "抽": "sample"}
}

// FindVoucher finds a voucher by its number as it is printed.
func FindVoucher(r ledger.Vouchers, ref string) (ledger.VoucherID, bool) {
	ref = ledger.FoldWidth(strings.TrimSpace(ref))
	if _, n, ok := strings.Cut(ref, "#"); ok {
		id, err := strconv.ParseUint(n, 10, 63)
		if err != nil {
			return 0, false
		}
		_, found := r.Voucher(ledger.VoucherID(id))
		return ledger.VoucherID(id), found
	}
	part := strings.Split(ref, "-")
	if len(part) != 4 {
		return 0, false
	}
	m, err := ledger.ParseMonth(part[0] + "-" + part[1])
	n, bad := strconv.Atoi(part[3])
	if err != nil || bad != nil {
		return 0, false
	}
	return r.VoucherByNumber(m, ledger.Word(part[2]), n)
}

// OfVoucher is what points at a voucher.
func OfVoucher(id ledger.VoucherID) string { return fmt.Sprintf("voucher/%d", uint64(id)) }
