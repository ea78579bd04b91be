package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/audit"
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

func (s *session) checkCmd() *cobra.Command {
	var period, only string
	var o papering
	c := &cobra.Command{
		Use: "check", Short: "按经审清单逐项查账", Args: exactly(),
		Example: "huizhang check --period 2026-05\nhuizhang check --only F36,F40 --json\nhuizhang check --paper 公示表.xlsx",
		Long: "按经审人员的检查清单查账；账本里没有所需资料、查不了的项目会列出来并说明原因。有发现时退出码是 1。\n" +
			"项目是" + checkNames() + "。\n" +
			"--paper 不看账本，只把一张报表（粘贴的文字、CSV 或 XLSX）里的合计、差额、比例重新算一遍。",
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("paper") {
				if period != "" || only != "" {
					return wrong("--paper 只核对一张报表，不能和 --period、--only 一起用。")
				}
				return s.checkPaper(o)
			}
			if c.Flags().Changed("only") && only == "" {
				return wrong("--only 后面是空的。请写上检查项目，例如 F36,F40；查全部时不要写 --only。")
			}
			if o.wan || o.perHead != "" {
				return wrong("--wan 和 --per-head 要和 --paper 一起用。")
			}
			ids, err := checkIDs(only)
			if err != nil {
				return err
			}
			p, err := ledger.ParsePeriod(period)
			if err != nil {
				return wrong("--period：%s", err.Error())
			}
			return s.read(func(r ledger.Reader) error { return s.check(r, p, o.asJSON, ids) })
		},
	}
	c.Flags().StringVar(&period, "period", "", "`期间`：2026-05、2026-Q2、2026 或 2026-01..2026-06；不写是整本账")
	c.Flags().StringVar(&only, "only", "", "只查这些`项目`，用逗号分开：F36,F40")
	c.Flags().StringVar(&o.file, "paper", "", "核对一张报表的算术：`文件`，或 - 从标准输入读")
	c.Flags().BoolVar(&o.wan, "wan", false, "报表的金额单位是万元（和 --paper 一起用）")
	c.Flags().StringVar(&o.perHead, "per-head", "", "这次每人的标准`金额`，人均超过就指出来（和 --paper 一起用）")
	c.Flags().BoolVar(&o.asJSON, "json", false, "结果写成 JSON")
	return c
}

// checkIDs reads the list of --only.
func checkIDs(text string) ([]string, error) {
	var ids []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、 ", r) }) {
		i := slices.IndexFunc(audit.Checks(), func(c audit.Check) bool { return strings.EqualFold(c.ID, w) })
		if i < 0 {
			return nil, wrong("--only：没有“%s”这一项检查。项目是%s。", w, checkNames())
		}
		ids = append(ids, audit.Checks()[i].ID)
	}
	if text != "" && len(ids) == 0 {
		return nil, wrong("--only 后面没有检查项目，例如 F36,F40。")
	}
	return ids, nil
}

// checkNames lists the checks: F01 to F52 and the others by name.
func checkNames() string {
	var others []string
	for _, c := range audit.Checks() {
		if !strings.HasPrefix(c.ID, "F") {
			others = append(others, c.ID)
		}
	}
	return " F01 到 F52，另有 " + strings.Join(others, "、")
}

func (s *session) check(r ledger.Reader, p ledger.Period, asJSON bool, only []string) error {
	res, err := audit.Run(context.Background(), r, p, ledger.Today(s.Now()), func(done, total int) { s.progress(done, total, "查账") }, only...)
	s.progressEnd()
	if err != nil {
		return err
	}
	out := checkJSON{Period: p.String(), Checked: res.Checked, NotCheckable: []notChecked{}, Findings: []findingJSON{}}
	slices.Sort(out.Checked)
	for _, u := range res.Unchecked {
		out.NotCheckable = append(out.NotCheckable, notChecked(u))
	}
	for _, f := range res.Found {
		j := findingJSON{ID: f.ID, Severity: f.Severity, Title: f.Title, Text: f.Text, Keys: f.Keys}
		if j.Keys == nil {
			j.Keys = []string{}
		}
		if f.Amount != nil {
			text := f.Amount.String()
			j.Amount = &text
		}
		out.Findings = append(out.Findings, j)
	}
	s.findings(out, asJSON)
	if len(out.Findings) > 0 {
		return ended(exitFinding)
	}
	return nil
}

func (s *session) findings(out checkJSON, asJSON bool) {
	if asJSON {
		for i, f := range out.Findings {
			out.Findings[i].Text = ledger.Plain(f.Text)
		}
		s.json(out)
		return
	}
	words := map[string]string{"error": "严重", "warn": "疑点", "note": "提示"}
	for _, f := range out.Findings {
		s.out("%s %s %s：%s", words[f.Severity], f.ID, f.Title, f.Text)
	}
	for _, u := range out.NotCheckable {
		s.say("查不了 %s：%s", u.ID, u.Reason)
	}
	s.out("查了 %d 项，发现 %d 处；另有 %d 项账本里没有资料，查不了。", len(out.Checked), len(out.Findings), len(out.NotCheckable))
}
