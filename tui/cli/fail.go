package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"huizhang/ledger"
)

// usageError is wrong use of the command line.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func wrong(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// ended is an exit code whose reason has been told already.
type ended int

func (e ended) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// fileError is a failure of a file that is not the book.
type fileError struct {
	text string
	code int
	err  error
}

func (e *fileError) Error() string { return e.text }
func (e *fileError) Unwrap() error { return e.err }
func (e *fileError) ExitCode() int { return e.code }

// cannotRead and cannotWrite put an error of the system in plain words.
func cannotRead(path string, err error) error {
	why := "读不出来。请检查磁盘后再试"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "没有找到。请检查文件名和所在文件夹"
	case errors.Is(err, fs.ErrPermission):
		why = "没有读取权限。请检查文件权限"
	}
	return &fileError{fmt.Sprintf("文件“%s”%s。账本未改动。", path, why), exitUsage, err}
}

func cannotWrite(path string, err error) error {
	why := "写不进去。请检查磁盘空间后再试"
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		why = "所在的文件夹不存在。请先建好文件夹"
	case errors.Is(err, fs.ErrPermission):
		why = "没有写入权限。请换一个文件夹"
	}
	return &fileError{fmt.Sprintf("“%s”%s。没有留下半个文件，账本未改动。", path, why), exitDisk, err}
}

// folderFor refuses to make a book in a folder that is not there: the disk would
// only say that something went wrong.
func folderFor(path string) error {
	dir := filepath.Dir(path)
	switch st, err := os.Stat(dir); {
	case err == nil && st.IsDir():
		return nil
	case err == nil, errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return &fileError{fmt.Sprintf("没有“%s”这个文件夹。请先建好文件夹，或换一个位置。没有新建任何文件。", dir), exitDisk, err}
	case errors.Is(err, fs.ErrPermission):
		return &fileError{fmt.Sprintf("文件夹“%s”没有读取权限。请换一个位置。没有新建任何文件。", dir), exitDisk, err}
	}
	return nil // the store will say more
}

// notMade puts it plainly when the place of a new book may not be written.
func notMade(path string, err error) error {
	var fault interface{ ExitCode() int }
	if errors.Is(err, fs.ErrPermission) && errors.As(err, &fault) && fault.ExitCode() == exitDisk {
		return &fileError{fmt.Sprintf("文件夹“%s”没有写入权限，没有新建任何文件。请换一个文件夹，或请管理这台电脑的人放开权限。", filepath.Dir(path)), exitDisk, err}
	}
	return err
}

// stoppedCode marks the store's own words for work that was called off.
const stoppedCode ledger.Fault = "stopped"

// report tells a verb's error once, on standard error, and gives the exit code.
func (s *session) report(verb string, err error) int {
	if err == nil {
		return exitFine
	}
	var done ended
	var use *usageError
	var fault interface{ ExitCode() int }
	var refused *ledger.Error
	switch {
	case errors.As(err, &done):
		return int(done)
	case errors.Is(err, context.Canceled):
		s.say("已取消，账本没有改动，没有留下半个文件。")
		return exitStopped
	case ledger.CodeOf(err) == stoppedCode:
		s.say("%s", err.Error())
		return exitStopped
	case errors.As(err, &use):
		s.say("%s", use.text)
		s.say("%s", strings.TrimSuffix("用法见：huizhang help "+verb, " huizhang"))
		return exitUsage
	case errors.As(err, &fault):
		s.say("%s", strings.ReplaceAll(err.Error(), "，录入内容已保留为草稿", "")) // a screen keeps what was typed; a verb is run again
		if coded, ok := fault.(interface{ FaultCode() string }); ok && coded.FaultCode() == "B01" {
			s.say("新建账本：huizhang init；生成练习账本：huizhang demo；用别的账本：加 --book 文件。")
		}
		return fault.ExitCode()
	case errors.As(err, &refused):
		s.say("%s", err.Error()+codeMark(refused.Code))
		return exitFinding
	}
	return s.unknown(err)
}

// unknown is an error that no rule and no store has put into words. Its text
// may hold anything, so only its type is told.
func (s *session) unknown(err error) int {
	s.say("没有做成，原因不明（%T）。账本没有改动。请重试；仍然不行时，请把这一行告诉维护人员。（Z01）", err)
	return exitBug
}

// codeMark shows the codes that have a message of their own: M03-balance → （M03）.
func codeMark(c ledger.Fault) string {
	word, _, _ := strings.Cut(string(c), "-")
	if len(word) != 3 || word[0] < 'A' || word[0] > 'Z' || word[1] < '0' || word[1] > '9' {
		return ""
	}
	return "（" + word + "）"
}

// flagError puts what the flag library found wrong in plain words.
func flagError(err error) error {
	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		dash := "--"
		if missing.GetSpecifiedShortnames() != "" {
			dash = "-"
		}
		return wrong("没有“%s%s”这个选项。", dash, missing.GetSpecifiedName())
	case errors.As(err, &empty):
		return wrong("选项“--%s”后面要写内容。", empty.GetSpecifiedName())
	case errors.As(err, &bad):
		return wrong("选项“--%s”的内容“%s”不对。", bad.GetFlag().Name, bad.GetValue())
	}
	return wrong("选项写法不对，请写成 --名称 内容。")
}
