package cli

import "github.com/spf13/cobra"

// laterCmds answer for verbs of the contract that this version does not have.
// They are not listed; who writes them gets a plain word and exit code 2.
func (s *session) laterCmds() []*cobra.Command {
	var out []*cobra.Command
	for name, what := range map[string]string{"pack": "审计包"} {
		out = append(out, &cobra.Command{
			Use: name, Hidden: true, DisableFlagParsing: true,
			RunE: func(*cobra.Command, []string) error {
				return wrong("这个版本还没有%s（%s）。没有做任何改动。", what, name)
			},
		})
	}
	return out
}
