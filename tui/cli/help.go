package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"huizhang/ledger"
)

func (s *session) helpCmd(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [动词]", Short: "显示用法",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || c == root && len(rest) > 0 {
				return unknownVerb(root, args[0])
			}
			s.help(c)
			return nil
		},
	}
}

func (s *session) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "显示版本", Args: exactly(),
		RunE: func(*cobra.Command, []string) error { s.out("会账 huizhang %s", Version); return nil },
	}
}

func (s *session) completionCmd() *cobra.Command {
	return &cobra.Command{
		Use: "completion SHELL", Short: "输出命令行补全脚本（bash、zsh、fish、powershell）", Args: exactly("SHELL"),
		RunE: func(c *cobra.Command, args []string) error {
			switch root := c.Root(); args[0] {
			case "bash":
				return root.GenBashCompletionV2(s.Stdout, true)
			case "zsh":
				return root.GenZshCompletion(s.Stdout)
			case "fish":
				return root.GenFishCompletion(s.Stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(s.Stdout)
			}
			return wrong("没有“%s”的补全脚本，可用的有：bash、zsh、fish、powershell。", args[0])
		},
	}
}

// help writes what a verb does, its parts and its flags.
func (s *session) help(c *cobra.Command) {
	w := s.Stdout
	text := c.Long
	if text == "" {
		text = c.Short + "。"
	}
	fmt.Fprintf(w, "%s\n\n用法：\n", text)
	if c.HasParent() {
		fmt.Fprintf(w, "  %s\n", useLine(c))
	} else {
		fmt.Fprint(w, "  huizhang [选项]            打开屏幕界面\n  huizhang 动词 … [选项]     直接做事\n")
	}
	if c.Example != "" {
		fmt.Fprintf(w, "\n例子：\n  %s\n", strings.ReplaceAll(c.Example, "\n", "\n  "))
	}
	verbs(w, c)
	flags(w, "选项", c.LocalNonPersistentFlags())
	flags(w, "各动词共用的选项", c.Root().PersistentFlags())
	if !c.HasParent() {
		fmt.Fprint(w, "\n退出码：0 正常 · 1 有发现或被拒绝 · 2 用法不对 · 3 账本打不开 · 4 磁盘 · 5 账本损坏 · 70 程序错误 · 130 中途按了 Ctrl-C\n某个动词的用法：huizhang help 动词\n")
	}
}

func useLine(c *cobra.Command) string {
	line := c.Use
	for p := c.Parent(); p != nil; p = p.Parent() {
		name, _, _ := strings.Cut(p.Use, " ")
		line = name + " " + line
	}
	return line
}

func verbs(w io.Writer, c *cobra.Command) {
	wide := 0
	for _, v := range c.Commands() {
		if v.IsAvailableCommand() {
			wide = max(wide, len(v.Name()))
		}
	}
	if wide == 0 {
		return
	}
	fmt.Fprint(w, "\n动词：\n")
	for _, v := range c.Commands() {
		if v.IsAvailableCommand() || v.Name() == "help" {
			fmt.Fprintf(w, "  %-*s  %s\n", wide, v.Name(), v.Short)
		}
	}
}

// flags lists flags with their Chinese usage; the word in back quotes there
// names what the flag takes.
func flags(w io.Writer, title string, fs *pflag.FlagSet) {
	first := true
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		if first {
			fmt.Fprintf(w, "\n%s：\n", title)
			first = false
		}
		name, usage := pflag.UnquoteUsage(f)
		head := "--" + f.Name
		if f.Shorthand != "" {
			head = "-" + f.Shorthand + ", " + head
		}
		if f.Value.Type() != "bool" && name != "" {
			head += " " + name
		}
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "false" && f.DefValue != "[]" {
			usage += "（不写是 " + f.DefValue + "）"
		}
		fmt.Fprintf(w, "  %s\n        %s\n", ledger.Plain(head), ledger.Plain(usage))
	})
}
