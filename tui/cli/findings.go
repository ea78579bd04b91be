package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
)

func (s *session) findingsCmd() *cobra.Command {
	c := &cobra.Command{
		Use: "findings export|import", Short: "导出、收回经审人员的审计结果",
		Long: "经审人员在审计包的副本里提出的问题、查账记号、抽样和底稿，签字后导出成一个文件，交会计收回。\n" +
			"重复收回同一份不会记两次；会计自己的答复不会被改动。",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return wrong("没有 findings %s 这个动词，只有 findings export 和 findings import。", args[0])
			}
			s.help(c)
			return nil
		},
	}
	var force bool
	var key string
	out := &cobra.Command{
		Use: "export OUT", Short: "在审计副本上导出签了字的审计结果", Args: exactly("OUT"),
		Long:    "在审计包的副本上运行（--book 副本）。要用经审人员本人的密钥签字，密码在终端里输入。",
		Example: "huizhang --book 2026-审查/账本.hz --operator 钱经审 findings export 审计结果.json",
		RunE:    func(_ *cobra.Command, args []string) error { return s.sendFindings(args[0], key, force) },
	}
	out.Flags().BoolVar(&force, "force", false, "覆盖已有的文件")
	out.Flags().StringVar(&key, "key", "", "密钥`文件`；不写时用这台电脑上的")
	var dry bool
	in := &cobra.Command{
		Use: "import FILE", Short: "在会计的账本上收回审计结果", Args: exactly("FILE"),
		Long: "核对签字，再把新的内容收进账本。签字的密钥要在这本账里登记过。",
		RunE: func(_ *cobra.Command, args []string) error { return s.takeFindings(args[0], dry) },
	}
	in.Flags().BoolVar(&dry, "dry-run", false, "只看会收回什么，不写入")
	c.AddCommand(out, in)
	return c
}

// auditor is who audits: the operator named, or the only one there is.
func (s *session) auditor(r ledger.Pages) (string, error) {
	var names []string
	for _, p := range r.People() {
		if !p.Gone && p.Is(ledger.Auditor) && (s.operator == "" || s.operator == p.Name) {
			names = append(names, p.Name)
		}
	}
	switch len(names) {
	case 1:
		return names[0], nil
	case 0:
		return "", wrong("“%s”不是账本里登记的经审人员。", s.operator)
	}
	return "", wrong("请用 --operator 说明是哪位经审人员：%s。", strings.Join(names, "、"))
}

func (s *session) sendFindings(out, key string, force bool) error {
	if s.Packs == nil {
		return wrong("这个程序不能导出审计结果。")
	}
	if err := folderFor(out); err != nil {
		return err
	}
	return s.open(true, func(b ledger.Book) error {
		o := ledger.FindingsOrder{Out: out, At: s.Now().Unix(), Today: ledger.Today(s.Now()), Force: force, KeyPath: key}
		made := false
		err := b.View(func(r ledger.Reader) (err error) {
			if o.By, err = s.auditor(r); err == nil {
				_, made = ledger.KeyInUse(r, o.By)
			}
			return err
		})
		if err != nil {
			return err
		}
		if _, copied := s.Packs.CopyOf(b.Path()); copied && made { // else it is refused before a passphrase matters
			if o.Passphrase, err = s.passphrase(o.By + "的签字密码"); err != nil {
				return err
			}
		}
		list, err := s.Packs.SendFindings(b, o)
		if err != nil {
			return err
		}
		s.out("%s", list.Path)
		s.say("%s已签字导出：%s。密钥指纹 %s", list.By, counted(list), list.Fingerprint)
		return nil
	})
}

func (s *session) takeFindings(file string, dry bool) error {
	if s.Packs == nil {
		return wrong("这个程序不能收回审计结果。")
	}
	read := s.write
	if dry {
		read = func(f func(*clerk) error) error { return s.openAs(true, f) }
	}
	return read(func(c *clerk) error {
		var act ledger.Act
		var list ledger.FindingsList
		err := c.View(func(r ledger.Reader) (err error) {
			act, list, err = s.Packs.ReadFindings(r, file)
			return err
		})
		if err != nil {
			return err
		}
		s.say("签字有效：%s，密钥指纹 %s（请与本人核对）。", list.By, list.Fingerprint)
		s.problems(list.Problems)
		switch {
		case act == nil:
			s.out("没有新的内容：这份审计结果已经收回过。账本未改动。")
		case dry:
			s.out("会收回：%s。这是试收，没有写入。", counted(list))
		default:
			if _, err := c.do(act); err != nil {
				return err
			}
			s.out("已收回：%s。", counted(list))
		}
		if len(list.Problems) > 0 {
			return ended(exitFinding)
		}
		return nil
	})
}
