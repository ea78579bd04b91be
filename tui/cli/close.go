package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
)

// closing is what the close verb was told.
type closing struct {
	without, banks []string
	cash, released string
	dryRun         bool
}

func (s *session) closeCmd() *cobra.Command {
	var o closing
	c := &cobra.Command{
		Use: "close MONTH", Short: "结账", Args: exactly("MONTH"),
		Long: "结账：先看结账检查，全部通过才结。硬性检查（drafts 未过账、balance 试算平衡、identities 勾稽、numbers 断号）不能跳过；\n" +
			"其余的（cash-count 现金盘点、bank-balance 银行对账、receipts 附件、depreciation 折旧 …）可以用 --without 写明原因跳过，原因记入日志，审计时看得见。",
		Example: "huizhang close 2026-05 --cash 500.00 --bank 102=35581.34\nhuizhang close 2026-05 --without receipts:发票在路上 --without cash-count:无现金",
		RunE:    func(_ *cobra.Command, args []string) error { return s.closeMonth(args[0], o) },
	}
	f := c.Flags()
	f.StringArrayVar(&o.without, "without", nil, "跳过一项检查，写成`检查:原因`，可重复；soft:原因 跳过全部软性检查")
	f.StringVar(&o.cash, "cash", "", "月末现金盘点`金额`")
	f.StringArrayVar(&o.banks, "bank", nil, "银行对账单月末余额，写成`科目=金额`，可重复")
	f.StringVar(&o.released, "released", "", "十二月：已完成专项转入结余的`金额`")
	f.BoolVar(&o.dryRun, "dry-run", false, "只看结账检查，不结账")
	return c
}

func (s *session) closeMonth(text string, o closing) error {
	m, err := month("MONTH", text)
	if err != nil {
		return err
	}
	act := ledger.CloseMonth{Month: m}
	if act.Without, err = reasons(o.without); err != nil {
		return err
	}
	if o.released != "" {
		if act.Released, err = amount("--released", o.released); err != nil {
			return err
		}
	}
	if o.dryRun {
		return s.read(func(r ledger.Reader) error { return s.gates(r, m) })
	}
	return s.write(func(c *clerk) error {
		acts := []ledger.Act{act}
		facts, given, err := c.facts(m, o)
		if err != nil {
			return err
		}
		if given {
			acts = []ledger.Act{facts, act}
		}
		got, err := c.DoAll(acts, c.stamp())
		if err != nil {
			return err
		}
		s.out("%s", got[len(got)-1].Title)
		return nil
	})
}

// gates lists all conditions; open ones make the exit code 1.
func (s *session) gates(r ledger.Reader, m ledger.Month) error {
	open := false
	for _, g := range ledger.Gates(r, m) {
		mark := "通过"
		if g.Open {
			open = true
			mark = "未过"
			if g.Hard {
				mark = "未过（不能跳过）"
			}
		}
		s.out("%s %s %s：%s", mark, g.ID, g.Name, g.Text)
	}
	for _, g := range ledger.CloseNotes(r, m) {
		s.out("提醒 %s %s：%s", g.ID, g.Name, g.Text)
	}
	if open {
		return ended(exitFinding)
	}
	return nil
}

// reasons reads GATE:原因.
func reasons(list []string) (map[string]string, error) {
	out := map[string]string{}
	for _, text := range list {
		gate, why, ok := strings.Cut(text, ":")
		if g, w, wide := strings.Cut(text, "："); wide && len(g) < len(gate) {
			gate, why, ok = g, w, true
		}
		gate = strings.TrimSpace(gate)
		if why, _ = ledger.Clean(why); !ok || gate == "" || why == "" {
			return nil, wrong("--without 要写成 检查:原因，例如 receipts:发票在路上；现在是“%s”。", text)
		}
		out[gate] = why
	}
	return out, nil
}

// facts are the cash count and the bank balances given with the close. Banks
// noted before stay.
func (c *clerk) facts(m ledger.Month, o closing) (ledger.SetMonthFacts, bool, error) {
	out := ledger.SetMonthFacts{Month: m}
	if o.cash != "" {
		n, err := amount("--cash", o.cash)
		if err != nil {
			return out, false, err
		}
		out.Cash = &ledger.CashCount{Amount: n, By: c.operator, Day: m.Last()}
	}
	if len(o.banks) > 0 {
		err := c.View(func(r ledger.Reader) error {
			out.Banks = append(out.Banks, r.MonthPage(m).Banks...)
			return nil
		})
		if err != nil {
			return out, false, err
		}
	}
	for _, text := range o.banks {
		code, figure, ok := strings.Cut(text, "=")
		if !ok {
			return out, false, wrong("--bank 要写成 科目=金额，例如 102=35581.34；现在是“%s”。", text)
		}
		n, err := amount("--bank", figure)
		if err != nil {
			return out, false, err
		}
		out.Banks = setBank(out.Banks, ledger.BankBalance{Account: ledger.Code(strings.TrimSpace(code)), Amount: n})
	}
	return out, out.Cash != nil || out.Banks != nil, nil
}

func setBank(all []ledger.BankBalance, b ledger.BankBalance) []ledger.BankBalance {
	for i := range all {
		if all[i].Account == b.Account {
			all[i] = b
			return all
		}
	}
	return append(all, b)
}

func amount(flag, text string) (ledger.Money, error) {
	m, err := ledger.ParseMoney(text)
	if err != nil {
		return 0, wrong("%s：%s", flag, err.Error())
	}
	return m, nil
}
