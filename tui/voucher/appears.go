package voucher

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/screen"
)

// placed are the reports and disclosures that a voucher is in. They are worked
// out after the voucher itself is on the screen, because each has to be built.
type placed struct {
	id    ledger.VoucherID
	links []link
}

func (s *View) findPlaces(id ledger.VoucherID) tea.Cmd {
	return s.d.Read(func(r ledger.Reader) tea.Msg { return placed{id, appearsIn(report.Appears(r, id))} })
}

// appearsIn makes a link of each report; its rows are named on one line.
func appearsIn(places []report.Place) []link {
	type of struct {
		report  string
		period  ledger.Period
		account ledger.Code
		version int
	}
	var out []link
	at := map[of]int{}
	rows := map[of]int{}
	for _, p := range places {
		k := of{p.Report, p.Period, p.Account, p.Version}
		rows[k]++
		if i, ok := at[k]; ok {
			out[i].more = fmt.Sprintf(" 等 %d 行", rows[k])
			continue
		}
		at[k] = len(out)
		l := link{label: "出现在", text: fmt.Sprintf("%s %s：%s  %s", p.Title, p.Period.Chinese(), p.Name, p.Amount.Grouped()),
			route: screen.ReportView{Name: p.Report, Period: p.Period, Account: p.Account, Key: p.Key, Version: p.Version}}
		if p.Version > 0 {
			l.label = fmt.Sprintf("已公示第%d版", p.Version)
		}
		out = append(out, l)
	}
	return out
}
