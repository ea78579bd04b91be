package cli

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/export"
)

func (s *session) exportCmd() *cobra.Command {
	var to string
	var force bool
	c := &cobra.Command{
		Use: "export --to hledger|beancount|jsonl OUT", Short: "导出整本账，给 hledger、beancount 或别的程序用", Args: exactly("OUT"),
		Long:    "导出整本账：期初、全部已过账的凭证（含结转凭证，有标记）。jsonl 还有会员、会费等，一行一条。OUT 写 - 表示标准输出。",
		Example: "huizhang export --to hledger 账.journal",
		RunE: func(_ *cobra.Command, args []string) error {
			write, ok := map[string]func(io.Writer, ledger.Reader) error{"hledger": export.Hledger, "beancount": export.Beancount, "jsonl": export.JSONL}[to]
			if !ok {
				return wrong("请用 --to 写明导出给谁：hledger、beancount 或 jsonl。")
			}
			return s.read(func(r ledger.Reader) error {
				return s.deliver(args[0], force, func(w io.Writer) error { return write(w, r) })
			})
		},
	}
	c.Flags().StringVar(&to, "to", "", "导出`格式`：hledger、beancount 或 jsonl（必填）")
	c.Flags().BoolVar(&force, "force", false, "覆盖已有的文件")
	return c
}

// deliver writes a result to a file, or to standard output for "" and -. The
// book itself is never written over.
func (s *session) deliver(path string, force bool, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return write(s.Stdout)
	}
	book, _, err := s.path()
	if err != nil {
		return err
	}
	if a, err := os.Stat(path); err == nil {
		if b, err := os.Stat(book); err == nil && os.SameFile(a, b) {
			return wrong("“%s”就是账本本身，不能覆盖。", path)
		}
	}
	over := s.stoppable()
	err = create(path, force, func(w io.Writer) error { return write(stopping{s, w}) })
	over()
	if err != nil {
		return err
	}
	s.say("已写出：%s", path)
	return nil
}
