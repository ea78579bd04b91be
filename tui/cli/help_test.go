package cli

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagWord is a flag as texts name it.
var flagWord = regexp.MustCompile(`--[a-z][a-z-]*`)

// each walks the verbs and their parts.
func each(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		if !sub.Hidden {
			each(sub, f)
		}
	}
}

// The help of a verb lists every flag and part that it has, and names no other.
func TestHelpListsWhatThereIs(t *testing.T) {
	env, _, _ := stand(t)
	root := (&session{Env: env}).root()
	each(root, func(c *cobra.Command) {
		env, out, _ := stand(t, append([]string{"help"}, strings.Fields(c.CommandPath())[1:]...)...)
		if code := Main(env); code != 0 {
			t.Fatalf("help %s: exit code %d", c.CommandPath(), code)
		}
		text, known := out.String(), map[string]bool{}
		for _, flags := range []*pflag.FlagSet{c.LocalFlags(), root.PersistentFlags()} {
			flags.VisitAll(func(f *pflag.Flag) {
				known["--"+f.Name] = true
				if !strings.Contains(text, "--"+f.Name) {
					t.Errorf("help %s does not list --%s", c.CommandPath(), f.Name)
				}
			})
		}
		for _, sub := range c.Commands() {
			if !sub.Hidden && !strings.Contains(text, "\n  "+sub.Name()+" ") {
				t.Errorf("help %s does not list %s", c.CommandPath(), sub.Name())
			}
		}
		for _, f := range c.Commands() { // a verb's page may show its parts' flags
			f.LocalFlags().VisitAll(func(f *pflag.Flag) { known["--"+f.Name] = true })
		}
		for _, w := range flagWord.FindAllString(text, -1) {
			if !known[w] && c.HasParent() {
				t.Errorf("help %s speaks of %s, which it has not", c.CommandPath(), w)
			}
		}
	})
}

// Every command line shown as an example, in the help and in README, is one
// that the program takes apart without complaint.
func TestExamplesAreRight(t *testing.T) {
	env, _, _ := stand(t)
	var lines []string
	each((&session{Env: env}).root(), func(c *cobra.Command) {
		if c.Example != "" {
			lines = append(lines, strings.Split(c.Example, "\n")...)
		}
	})
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(readme), "\n") {
		if strings.HasPrefix(line, "huizhang ") {
			lines = append(lines, line)
		}
	}
	if len(lines) < 30 {
		t.Fatalf("only %d lines", len(lines))
	}
	for _, line := range lines {
		line, _, _ = strings.Cut(line, " #")
		words := strings.Fields(line)
		root := (&session{Env: env}).root()
		c, rest, err := root.Find(words[1:])
		if err != nil || c == root {
			t.Errorf("%s: no such verb (%v)", line, err)
			continue
		}
		if err := c.ParseFlags(rest); err != nil {
			t.Errorf("%s: %v", line, flagError(err))
			continue
		}
		args := c.Flags().Args()
		if parts, _, several := strings.Cut(c.Use[len(c.Name()):], "FILE"); several && len(args) == 0 && !strings.Contains(parts, "[") {
			t.Errorf("%s: no file", line)
		}
		if c.Args != nil {
			if err := c.Args(c, args); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
		if fields := strings.Fields(c.Use); len(fields) > 1 && strings.Contains(fields[1], "|") && !strings.HasPrefix(fields[1], "[") {
			if choice := strings.Split(fields[1], "|"); len(args) == 0 || !slices.Contains(choice, args[0]) {
				t.Errorf("%s: want one of %v", line, choice)
			}
		}
	}
}
