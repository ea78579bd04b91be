package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"huizhang/ledger"
)

// JSONL writes the book one thing a line, each an object with its "type". Money
// is text in yuan with two decimals, days are 2026-05-31, months 2026-05. It
// holds the register of members and so must be kept like the book itself.
func JSONL(w io.Writer, r ledger.Reader) error {
	b := bufio.NewWriter(w)
	l := &lines{w: b}
	l.page(r)
	l.vouchers(r)
	l.register(r)
	l.notices(r)
	if l.err != nil {
		return l.err
	}
	return b.Flush()
}

// lines keeps the first error, so that the writers read straight.
type lines struct {
	w   io.Writer
	err error
}

type object map[string]any

func (l *lines) put(kind string, o object) {
	o["type"] = kind
	if l.err != nil {
		return
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if l.err = e.Encode(o); l.err == nil {
		_, l.err = io.WriteString(l.w, escaped(b.String()))
	}
}

// escaped writes characters that do not belong on a terminal as \u202e, which
// JSON reads back as they were.
func escaped(s string) string {
	if s = strings.TrimSuffix(s, "\n"); ledger.Plain(s) == s {
		return s + "\n"
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\uFFFD' || ledger.Plain(string(r)) == string(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&b, "\\u%04x\\u%04x", hi, lo)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String() + "\n"
}

func (l *lines) page(r ledger.Reader) {
	u := r.Unit()
	l.put("book", object{"name": u.Name, "credit_code": u.CreditCode, "start": u.Start.String(), "single": u.Single, "words": u.Words,
		"book_id": u.BookID, "practice": u.Practice, "share_up": u.ShareUp, "head": r.Head().String()})
	for _, p := range r.People() {
		l.put("person", object{"name": p.Name, "roles": p.Roles, "gone": p.Gone})
	}
	for _, a := range r.Chart() {
		l.put("account", object{"code": a.Code, "name": a.Name, "credit": a.Credit, "origin": a.Origin, "off": a.Off})
	}
	for _, row := range r.Opening().Rows {
		l.put("opening", object{"account": row.Code, "debit": row.Debit.String(), "credit": row.Credit.String(), "restricted": row.Restricted})
	}
	for _, m := range r.MonthPages() {
		o := object{"month": m.Month.String(), "closed": m.Closed, "closed_by": m.ClosedBy, "payroll": m.Payroll.String(), "heads": m.Heads}
		var passed, reopened, banks []object
		for _, p := range m.Passed {
			passed = append(passed, object{"gate": p.Gate, "reason": p.Reason})
		}
		for _, x := range m.Reopened {
			reopened = append(reopened, object{"by": x.By, "reason": x.Reason, "at": x.At})
		}
		for _, k := range m.Banks {
			banks = append(banks, object{"account": k.Account, "amount": k.Amount.String(), "why": k.Why})
		}
		o["passed"], o["reopened"], o["banks"] = passed, reopened, banks
		if m.Cash != nil {
			o["cash"] = object{"amount": m.Cash.Amount.String(), "by": m.Cash.By, "day": m.Cash.Day.String(), "why": m.Cash.Why}
		}
		l.put("month", o)
	}
}

func (l *lines) vouchers(r ledger.Reader) {
	for v := range r.Posted(ledger.Period{}) {
		l.voucher(r, &v)
	}
	for v := range r.Pending() {
		l.voucher(r, &v)
	}
}

func (l *lines) voucher(r ledger.Reader, v *ledger.Voucher) {
	var rows, files []object
	for _, x := range v.Lines {
		rows = append(rows, object{"summary": x.Summary, "account": x.Account, "debit": x.Debit.String(), "credit": x.Credit.String(), "restricted": x.Restricted})
	}
	e := r.Evidence(v.ID)
	for _, f := range e.Files {
		files = append(files, object{"sha256": f.Hash, "name": f.Name, "size": f.Size})
	}
	l.put("voucher", object{"id": v.ID, "number": v.Ref(), "date": v.Day.String(), "word": v.Word, "state": v.State, "lines": rows, "payee": v.Payee,
		"papers": max(v.Papers, e.Papers), "no_paper": e.NoPaper, "files": files, "template": v.Template, "source": v.Source, "maker": v.Maker, "reviewer": v.Reviewer, "poster": v.Poster,
		"reverses": v.Reverses, "corrects": v.Corrects, "closing": v.Closing()})
}

func (l *lines) register(r ledger.Reader) {
	for _, g := range r.Groups() {
		l.put("group", object{"name": g.Name, "leader": g.Leader, "order": g.Order})
	}
	for m := range r.Members() {
		l.member(&m)
	}
	for _, u := range r.DuesRules() {
		var rates []object
		for _, x := range u.Rates {
			rates = append(rates, object{"class": x.Class, "rate": x.Rate, "fixed": x.Fixed.String(), "free": x.Free})
		}
		l.put("dues_rule", object{"from": u.From.String(), "default": u.Default, "grade": u.Grade, "floor10": u.Floor10, "round": u.Round.String(), "base": u.Base, "every": u.Every, "rates": rates})
	}
	last := r.Unit().Start
	for v := range r.Posted(ledger.Period{}) {
		last = max(last, v.Month())
	}
	for m := r.Unit().Start.Add(-24); m <= last.Add(24); m = m.Add(1) {
		for d := range r.Dues(m) {
			paid := r.Paid(d.Member, m)
			l.put("due", object{"member": d.Member, "month": m.String(), "due": d.Working.Due.String(), "waived": d.Waived.String(), "why": d.Why,
				"reason": d.Working.Reason, "working": d.Working.Text(), "paid": paid.Posted.String(), "waiting": paid.Waiting.String()})
		}
	}
}

func (l *lines) member(m *ledger.Member) {
	var spells, stands, wages []object
	for _, s := range m.Spells {
		spells = append(spells, object{"from": s.From.String(), "to": s.To.String(), "in": s.In, "out": s.Out})
	}
	for _, s := range m.Stands {
		stands = append(stands, object{"from": s.From.String(), "class": s.Class})
	}
	for _, w := range m.Wages {
		wages = append(wages, object{"from": w.From.String(), "post": w.Post.String(), "grade": w.Grade.String()})
	}
	l.put("member", object{"id": m.ID, "no": m.No, "name": m.Name, "group": m.Group, "sex": m.Sex, "born": m.Born.String(), "spells": spells, "stands": stands, "wages": wages, "phone": m.Phone, "note": m.Note})
}

func (l *lines) notices(r ledger.Reader) {
	for n := range r.Notices() {
		var figures []object
		for _, f := range n.Figures {
			figures = append(figures, object{"key": f.Key, "name": f.Name, "amount": f.Amount.String()})
		}
		l.put("notice", object{"period": n.Period.String(), "version": n.Version, "sha256": n.Hash, "figures": figures, "place": n.Place, "from": n.From.String(), "to": n.To.String(), "by": n.By, "at": n.At, "head": n.Head})
	}
}
