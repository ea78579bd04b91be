package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

func (s *session) demoCmd() *cobra.Command {
	var o DemoOptions
	c := &cobra.Command{
		Use: "demo FILE", Short: "生成一本练习用的账本", Args: exactly("FILE"),
		Long:    "生成一本练习用的账本：一所虚构学校的工会，姓名、金额都是编的。同样的 --seed 每次生成同样的内容。",
		Example: "huizhang demo 练习.book --members 300 --months 12",
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case s.Demo == nil:
				return wrong("这个程序没有带练习账本。")
			case o.Members < 1 || o.Members > 5000:
				return wrong("--members 应在 1 到 5000 之间。")
			case o.Months < 1 || o.Months > 120:
				return wrong("--months 应在 1 到 120 之间。")
			}
			if _, err := os.Lstat(args[0]); err == nil {
				return existsBook(args[0])
			}
			if err := folderFor(args[0]); err != nil {
				return err
			}
			o.Tell = s.progress
			over, discard := s.stoppable(), newBeside(args[0])
			err := s.Demo(args[0], o)
			over()
			if err != nil {
				discard()
				return notMade(args[0], err)
			}
			s.out("已生成练习账本：%s", args[0])
			return nil
		},
	}
	c.Flags().IntVar(&o.Members, "members", 300, "会员`人数`")
	c.Flags().IntVar(&o.Months, "months", 12, "`月数`")
	c.Flags().Uint64Var(&o.Seed, "seed", 1, "随机种子，一个`整数`")
	return c
}

// newBeside gives a function that removes a book of which half was made, with
// what came to lie beside it; what lay there before stays.
func newBeside(path string) func() {
	all := func() []string {
		entries, _ := os.ReadDir(filepath.Dir(path)) // unreadable: nothing to remove
		var names []string
		for _, e := range entries {
			if base := filepath.Base(path); e.Name() == base || strings.HasPrefix(e.Name(), base+".") {
				names = append(names, e.Name())
			}
		}
		return names
	}
	before := all()
	return func() {
		for _, name := range all() {
			if !slices.Contains(before, name) {
				os.RemoveAll(filepath.Join(filepath.Dir(path), name))
			}
		}
	}
}

// existsBook refuses to make a book where something is; no flag changes that.
func existsBook(path string) error {
	return wrong("文件“%s”已存在，未覆盖。账本不能覆盖，请换一个名称。（X01）", path)
}
