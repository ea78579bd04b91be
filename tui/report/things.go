package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// everything is the choice of a report that can do without a single thing.
const everything = "all"

// thingsOf lists what a report may be about, newest first; members by number.
func thingsOf(r ledger.Reader, rep report.Report) []choice {
	var out []choice
	if !rep.NeedsObject {
		out = append(out, choice{key: everything, text: "（这段时间的全部）"})
	}
	switch rep.Of[0] {
	case report.OfSheet, report.OfGift:
		return append(out, sheetsOf(r)...)
	case report.OfEvent:
		for e := range r.Events() {
			out = append(out, choice{report.Object(report.OfEvent, uint64(e.ID)), e.ID.String() + " " + e.Name, e.Name, e.From.String()})
		}
	case report.OfMember:
		return append(out, membersOf(r)...)
	case report.OfCase:
		var cases []choice
		for c := range r.Cases() {
			m, _ := r.Member(c.Member)
			cases = append(cases, choice{report.Object(report.OfCase, uint64(c.ID)), c.ID.String() + " " + m.Name, m.Name, c.Opened.String()})
		}
		slices.Reverse(cases)
		return append(out, cases...)
	case report.OfSample:
		for x := range r.Samples() {
			out = append(out, choice{report.Object(report.OfSample, uint64(x.ID)), x.ID.String() + " " + x.Period.Chinese(), x.By, x.Period.String()})
		}
	case report.OfVersion:
		out[0].text = "（最新一版）"
		last := 0
		for x := range r.Papers() {
			if x.Kind == rep.Name {
				last = max(last, x.Version)
			}
		}
		for n := 1; n <= last; n++ {
			out = append(out, choice{report.Object(report.OfVersion, uint64(n)), fmt.Sprintf("第 %d 版", n), "", ""})
		}
	}
	return out
}

func sheetsOf(r ledger.Reader) []choice {
	practice := r.Practice()
	type found struct {
		id ledger.SheetID
		choice
	}
	var all []found
	for g := range r.Gifts() {
		title := report.GiftTitle(practice, &g)
		for s := range r.Sheets(g.ID) {
			note := fmt.Sprintf("%s %d人", s.Day, s.Lines)
			if !s.Live() {
				note += " 已作废"
			}
			all = append(all, found{s.ID, choice{report.Object(report.OfSheet, uint64(s.ID)), s.ID.String() + " " + title, title, note}})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Compare(b.id, a.id) })
	var out []choice
	for _, x := range all {
		out = append(out, x.choice)
	}
	return out
}

func membersOf(r ledger.Register) []choice {
	var out []choice
	for m := range r.Members() {
		if m.Into == 0 {
			out = append(out, choice{report.Object(report.OfMember, uint64(m.ID)), strings.TrimSpace(m.No + " " + m.Name), m.Name, m.Group})
		}
	}
	slices.SortStableFunc(out, func(a, b choice) int { return cmp.Compare(a.text, b.text) })
	return out
}
