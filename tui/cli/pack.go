package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
)

func (s *session) packCmd() *cobra.Command {
	var force, encrypt bool
	c := &cobra.Command{
		Use: "pack OUT", Short: "打审计包：一个文件，放 U 盘交给经审人员", Args: exactly("OUT"),
		Long: "把账本、附件、公示表、报表和账簿、日志、标准、签字装进一个压缩包 OUT（OUT 是文件夹时，文件名由程序取）。\n" +
			"不用会账程序也能看：解压后打开 先看我.html，表格是 CSV 和网页，附件是原件，每个文件都有 SHA-256。\n" +
			"写完会读回逐个核对，核对过才算打好。包里有整本账，请像账本一样保管；加 --encrypt 可以加密码。\n" +
			"经审人员用 huizhang verify OUT 核对，用 huizhang --book OUT 打开副本审查。",
		Example: "huizhang pack /media/usb\nhuizhang pack 2026年.审计包.zip --encrypt",
		RunE:    func(_ *cobra.Command, args []string) error { return s.pack(args[0], force, encrypt) },
	}
	c.Flags().BoolVar(&force, "force", false, "覆盖已有的文件")
	c.Flags().BoolVar(&encrypt, "encrypt", false, "加密；密码在终端里输入")
	return c
}

func (s *session) pack(out string, force, encrypt bool) error {
	if s.Packs == nil {
		return wrong("这个程序不能打审计包。")
	}
	path, _, err := s.path()
	if err != nil {
		return err
	}
	o := ledger.PackOrder{At: s.Now().Unix(), Today: ledger.Today(s.Now()), Force: force}
	unit := ""
	err = s.openAs(true, func(c *clerk) error { // who packs is in the pack
		o.By = c.operator
		return c.View(func(r ledger.Reader) error { unit = r.Unit().Name; return nil })
	})
	if err != nil {
		return err
	}
	if st, err := os.Stat(out); err == nil && st.IsDir() {
		out = filepath.Join(out, fileName(unit)+"-"+o.Today.String()+".审计包.zip")
	}
	if err := folderFor(out); err != nil {
		return err
	}
	if _, err := os.Lstat(out); err == nil && !force {
		return exists(out)
	}
	if encrypt {
		if o.Passphrase, err = s.newPassphrase("审计包的密码"); err != nil {
			return err
		}
		if len([]rune(o.Passphrase)) < 8 {
			return wrong("密码太短，至少 8 个字。没有打包。")
		}
	}
	over := s.stoppable()
	list, err := s.Packs.Pack(path, out, o, s.progress)
	over()
	if err != nil {
		return err
	}
	return s.packed(list)
}

func (s *session) packed(list ledger.PackList) error {
	for _, i := range list.Items {
		if !i.In {
			s.say("缺：%s。%s", i.Name, i.Text)
		}
	}
	s.out("%s", list.Path)
	s.say("审计包已打好并读回核对：%d 个文件，核对码 %s。包里有整本账，请像账本一样保管。", list.Files, list.Head)
	if len(list.Missing) > 0 {
		s.problems(list.Missing)
		s.say("有 %d 个附件在账本里已丢失或被改动，包里没有（见上）。", len(list.Missing))
		return ended(exitFinding)
	}
	return nil
}

// fileName keeps what every system takes in a file's name.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || strings.ContainsRune(`\/:*?"<>|`, r) {
			return -1
		}
		return r
	}, ledger.Plain(s))
	if s == "" {
		return "工会"
	}
	return s
}

// unpacked gives the book to open: of a pack, the copy beside it, made now or at
// an earlier time.
func (s *session) unpacked(path string) (string, error) {
	if s.Packs == nil {
		return path, nil
	}
	is, locked := s.Packs.Packed(path)
	if !is {
		return path, nil
	}
	base := filepath.Base(path)
	folder := filepath.Join(filepath.Dir(path), strings.TrimSuffix(base, filepath.Ext(base))+"-审查")
	if _, err := os.Lstat(folder); err == nil {
		return "", wrong("“%s”已经有了：这个审计包打开过。接着审查请用 huizhang --book %s；要重新解开，请先给那个文件夹改名。", folder, filepath.Join(folder, "账本.hz"))
	}
	word := ""
	var err error
	if locked {
		if word, err = s.passphrase("审计包的密码"); err != nil {
			return "", err
		}
	}
	over := s.stoppable()
	book, err := s.Packs.Unpack(path, folder, word, s.progress)
	over()
	if err == nil {
		s.say("审计包已核对，副本在“%s”。副本里只能写经审人员自己的内容。", book)
	}
	return book, err
}

// provePacked verifies an encrypted pack, for which the passphrase is asked.
func (s *session) provePacked(path string, paper ledger.PaperMark) (ledger.Proof, error) {
	word, err := s.passphrase("审计包的密码")
	if err != nil {
		return ledger.Proof{}, err
	}
	defer s.stoppable()()
	return s.Packs.Prove(path, word, paper, s.progress)
}

// locked reports an encrypted pack.
func (s *session) locked(path string) bool {
	if s.Packs == nil {
		return false
	}
	_, locked := s.Packs.Packed(path)
	return locked
}

func counted(l ledger.FindingsList) string {
	return fmt.Sprintf("问题 %d 个、补充意见 %d 条、查账记号 %d 个、抽样 %d 次、底稿 %d 行", l.Findings, l.Remarks, l.Ticks, l.Samples, l.Work)
}
