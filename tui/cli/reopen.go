package cli

import (
	"github.com/spf13/cobra"

	"huizhang/ledger"
)

func (s *session) reopenCmd() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use: "reopen MONTH", Short: "反结账（只能反结最后一个已结账的月份）", Args: exactly("MONTH"),
		Long: "反结账：只能反结最后一个已结账的月份，要写原因。原因和时间会一直留在账本里，审计时看得见。",
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := month("MONTH", args[0])
			if err != nil {
				return err
			}
			if reason == "" {
				return wrong("请用 --reason 写明反结账的原因。")
			}
			why, _ := ledger.Clean(reason)
			return s.write(func(c *clerk) error {
				got, err := c.do(ledger.ReopenMonth{Month: m, Reason: why})
				if err != nil {
					return err
				}
				s.out("%s", got.Title)
				return nil
			})
		},
	}
	c.Flags().StringVar(&reason, "reason", "", "反结账的`原因`（必填）")
	return c
}
