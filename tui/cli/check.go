package cli

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"huizhang/ledger"
)

// checkJSON is the shape of check --json, part of the contract.
type checkJSON struct {
	Period       string        `json:"period"`
	Checked      []string      `json:"checked"`
	NotCheckable []notChecked  `json:"not_checkable"`
	Findings     []findingJSON `json:"findings"`
}

type notChecked struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

type findingJSON struct {
	ID       string   `json:"id"`
	Severity string   `json:"severity"` // error, warn, note
	Title    string   `json:"title"`
	Text     string   `json:"text"`
	Keys     []string `json:"keys"`
	Amount   *string  `json:"amount"`
}

// notDone is why a check of the list has not run.
const notDone = "这项检查还没有做"

func (s *session) checkCmd() *cobra.Command {
	var period string
	var asJSON bool
	c := &cobra.Command{
		Use: "check", Short: "经审检查：断号、勾稽、盘点对账、附件等", Args: exactly(),
		Long: "按经审人员的检查清单查账。这个版本只查其中一部分，没有查的会列出来。有发现时退出码是 1。",
		RunE: func(*cobra.Command, []string) error {
			p, err := ledger.ParsePeriod(period)
			if err != nil {
				return wrong("--period：%s", err.Error())
			}
			return s.read(func(r ledger.Reader) error { return s.check(r, p, asJSON) })
		},
	}
	c.Flags().StringVar(&period, "period", "", "`期间`：2026-05、2026-Q2、2026 或 2026-01..2026-06；不写是整本账")
	c.Flags().BoolVar(&asJSON, "json", false, "结果写成 JSON")
	return c
}

func (s *session) check(r ledger.Reader, p ledger.Period, asJSON bool) error {
	months := monthsIn(r, p)
	out := checkJSON{Period: p.String(), Checked: []string{}, NotCheckable: []notChecked{}, Findings: []findingJSON{}}
	for _, c := range checks() {
		out.Checked = append(out.Checked, c.ids...)
		for _, m := range months {
			out.Findings = append(out.Findings, c.look(r, m)...)
		}
	}
	slices.Sort(out.Checked)
	for n := 1; n <= 52; n++ {
		if id := fmt.Sprintf("F%02d", n); !slices.Contains(out.Checked, id) {
			out.NotCheckable = append(out.NotCheckable, notChecked{id, notDone})
		}
	}
	slices.SortStableFunc(out.Findings, func(a, b findingJSON) int { return cmp.Compare(gravity(a.Severity), gravity(b.Severity)) })
	s.findings(out, asJSON)
	if len(out.Findings) > 0 {
		return ended(exitFinding)
	}
	return nil
}

func gravity(severity string) int { return slices.Index([]string{"error", "warn", "note"}, severity) }

func (s *session) findings(out checkJSON, asJSON bool) {
	if asJSON {
		for i, f := range out.Findings {
			out.Findings[i].Text = ledger.Plain(f.Text)
		}
		s.json(out)
		return
	}
	words := map[string]string{"error": "错误", "warn": "警告", "note": "提示"}
	for _, f := range out.Findings {
		s.out("%s %s %s：%s", words[f.Severity], f.ID, f.Title, f.Text)
	}
	s.out("查了 %d 项，发现 %d 处；另有 %d 项这个版本还没有查。", len(out.Checked), len(out.Findings), len(out.NotCheckable))
}

// monthsIn are the months of the period from the start of the book to the last
// one with postings or drafts.
func monthsIn(r ledger.Reader, p ledger.Period) []ledger.Month {
	first := max(r.Unit().Start, p.From)
	last := first.Add(-1)
	for v := range r.Posted(ledger.Period{From: first, To: p.To}) {
		last = max(last, v.Month())
	}
	for v := range r.Pending() {
		if p.Has(v.Month()) {
			last = max(last, v.Month())
		}
	}
	for _, page := range r.MonthPages() {
		if p.Has(page.Month) && page.Closed {
			last = max(last, page.Month)
		}
	}
	var out []ledger.Month
	for m := first; m <= last; m = m.Add(1) {
		out = append(out, m)
	}
	return out
}
