package cli

import (
	"github.com/spf13/cobra"
)

// root is the whole command line as a tree.
func (s *session) root() *cobra.Command {
	root := &cobra.Command{
		Use: "huizhang", Short: "会账：基层工会的账本", SilenceErrors: true, SilenceUsage: true,
		Long:              "会账：基层工会的账本。不带动词时打开屏幕界面；带动词时直接做事，适合脚本。",
		Args:              cobra.ArbitraryArgs,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownVerb(c, args[0])
			}
			return s.screens()
		},
	}
	f := root.PersistentFlags()
	f.StringVar(&s.book, "book", "", "账本`文件`；不写时用环境变量 HUIZHANG_BOOK，再没有就用个人数据文件夹里的账本")
	f.StringVar(&s.operator, "operator", "", "操作人`姓名`；账本里只有一个人时不用写")
	f.BoolVar(&s.readOnly, "read-only", false, "只读打开，不改动账本")
	f.BoolP("help", "h", false, "显示用法")
	root.SetHelpFunc(func(c *cobra.Command, _ []string) { s.help(c) })
	root.SetUsageFunc(func(c *cobra.Command) error { s.help(c); return nil })
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.AddCommand(s.demoCmd(), s.initCmd(), s.importCmd(), s.duesCmd(), s.welfareCmd(), s.eventCmd(), s.rulesCmd(), s.closeCmd(), s.reopenCmd(), s.reportCmd(), s.checkCmd(),
		s.verifyCmd(), s.backupCmd(), s.restoreCmd(), s.exportCmd(), s.packCmd(), s.findingsCmd(), s.versionCmd(), s.completionCmd())
	root.SetHelpCommand(s.helpCmd(root))
	offer(root)
	return root
}

// screens starts the terminal program.
func (s *session) screens() error {
	path, chosen, err := s.path()
	if err != nil {
		return err
	}
	if s.TUI == nil {
		return wrong("这个程序没有带屏幕界面，请用动词，例如 huizhang help。")
	}
	if path, err = s.unpacked(path); err != nil {
		return err
	}
	return s.TUI(Screen{Path: path, Chosen: chosen, ReadOnly: s.readOnly, Operator: s.operator})
}

func unknownVerb(c *cobra.Command, word string) error {
	c.SuggestionsMinimumDistance = 2
	hint := ""
	if like := c.SuggestionsFor(word); len(like) > 0 {
		hint = "是不是“" + like[0] + "”？"
	}
	return wrong("没有“%s”这个动词。%s", word, hint)
}

// exactly wants n arguments with these names.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < len(names):
			return wrong("还要写上 %s。写法：%s", names[len(args)], useLine(c))
		case len(args) > len(names):
			return wrong("多写了“%s”。写法：%s", args[len(names)], useLine(c))
		}
		return nil
	}
}
