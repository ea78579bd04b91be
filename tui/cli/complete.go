package cli

import (
	"github.com/spf13/cobra"

	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

// words makes a shell offer these for the first argument; after it, files.
func words(list ...string) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	}
}

// offer tells the shell's completion what the arguments and flags of the verbs
// may be.
func offer(root *cobra.Command) {
	var reports, formats []string
	for _, rep := range report.Catalogue() {
		reports = append(reports, rep.Name+"\t"+rep.Title)
	}
	for _, f := range render.Formats() {
		formats = append(formats, string(f))
	}
	forms := cobra.FixedCompletions([]string{"goods\t实物", "cash\t现金", "transfer\t转账", "coupon\t券"}, cobra.ShellCompDirectiveNoFileComp)
	for _, c := range root.Commands() {
		switch c.Name() {
		case "report":
			c.ValidArgsFunction = words(reports...)
			c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
		case "import":
			c.ValidArgsFunction = words("members", "payroll", "vouchers", "bank", "invoices")
		case "dues":
			c.ValidArgsFunction = words("assess", "collect")
		case "welfare":
			c.ValidArgsFunction = words("new", "list", "sign", "back", "book")
			c.RegisterFlagCompletionFunc("form", forms)
		case "event":
			c.ValidArgsFunction = words("new", "attend", "prize")
			c.RegisterFlagCompletionFunc("form", forms)
		case "rules":
			c.ValidArgsFunction = words("list", "import", "enable")
		case "check":
			c.ValidArgsFunction = cobra.NoFileCompletions
		case "export":
			c.RegisterFlagCompletionFunc("to", cobra.FixedCompletions([]string{"hledger", "beancount", "jsonl"}, cobra.ShellCompDirectiveNoFileComp))
		case "completion":
			c.ValidArgsFunction = words("bash", "zsh", "fish", "powershell")
		}
	}
}
