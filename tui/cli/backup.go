package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"huizhang/ledger"
)

func (s *session) backupCmd() *cobra.Command {
	return &cobra.Command{
		Use: "backup DIR", Short: "备份账本和附件，并核对备份", Args: exactly("DIR"),
		Long: "把账本和附件备份到文件夹 DIR，再打开备份核对一遍。核对通过才算备份。",
		RunE: func(_ *cobra.Command, args []string) error {
			path, _, err := s.path()
			if err != nil {
				return err
			}
			if st, err := os.Stat(args[0]); err == nil && !st.IsDir() {
				return wrong("“%s”不是文件夹。", args[0])
			}
			inside := filepath.Join(args[0], filepath.Base(path))
			if err := folderFor(inside); err != nil {
				return err
			}
			c, err := s.backup(path, args[0])
			if err != nil {
				return notMade(inside, err)
			}
			s.out("%s", c.Path)
			s.say("备份已核对，核对码 %s", c.Head)
			return nil
		},
	}
}

func (s *session) restoreCmd() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use: "restore FILE --to NEWFILE", Short: "从备份恢复成一本新的账", Args: exactly("FILE"),
		Long: "核对备份 FILE，再把它恢复成新文件 NEWFILE。不会覆盖已有的账本。",
		RunE: func(_ *cobra.Command, args []string) error {
			if to == "" {
				return wrong("请用 --to 写明恢复成哪个新文件。")
			}
			if _, err := os.Lstat(to); err == nil {
				return existsBook(to)
			}
			if err := folderFor(to); err != nil {
				return err
			}
			if err := readable(args[0]); err != nil {
				return err
			}
			if err := s.restore(args[0], to); err != nil {
				return notMade(to, err)
			}
			s.out("已恢复：%s", to)
			return nil
		},
	}
	c.Flags().StringVar(&to, "to", "", "恢复成哪个新`文件`（必填）")
	return c
}

// backup and restore tell how far they are where the shelf does.
func (s *session) backup(path, dir string) (ledger.Copy, error) {
	shelf, ok := s.Shelf.(interface {
		BackupWith(path, dir string, tell func(done, total int, what string) bool) (ledger.Copy, error)
	})
	if !ok {
		return s.Shelf.Backup(path, dir)
	}
	defer s.stoppable()()
	return shelf.BackupWith(path, dir, s.progress)
}

func (s *session) restore(backup, path string) error {
	shelf, ok := s.Shelf.(interface {
		RestoreWith(backup, path string, tell func(done, total int, what string) bool) error
	})
	if !ok {
		return s.Shelf.Restore(backup, path)
	}
	defer s.stoppable()()
	return shelf.RestoreWith(backup, path, s.progress)
}

// readable tells a backup that may not be read from one that is damaged.
func readable(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return &fileError{fmt.Sprintf("没有读取“%s”的权限，没有恢复任何内容。请检查文件权限，或请保管备份的人来恢复。", path), exitClosed, err}
	}
	if err == nil {
		f.Close()
	}
	return nil // the store says what else is wrong
}
