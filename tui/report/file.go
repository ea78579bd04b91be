package report

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"huizhang/ledger"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

// FileName is the usual name of a document's file, without ending:
// 单位-报表-期间, and before the period the one thing it is of: 签-0012.
func FileName(doc *report.Document) string {
	parts := []string{doc.Organization, doc.Title, doc.About, doc.Period.String()}
	var out []string
	for _, p := range parts {
		if p = tame(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "-")
}

// longestPart keeps names below what file systems take.
const longestPart = 40

// tame leaves out of a name what file systems or a terminal could take amiss.
func tame(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range ledger.Plain(s) {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) || unicode.IsSpace(r) {
			r = '_'
		}
		if n++; n > longestPart {
			break
		}
		b.WriteRune(r)
	}
	return strings.Trim(b.String(), "._")
}

// mostCopies is how many files of one name may stand beside each other.
const mostCopies = 999

// writeFile writes a document to path, or beside it with -2, -3 … if that is
// taken; nothing is ever overwritten, and a file that shows is complete. It
// gives the path that it became.
func writeFile(path string, f render.Format, doc *report.Document, tell func(done, total int) bool) (string, error) {
	folder := filepath.Dir(path)
	tmp, err := os.CreateTemp(folder, ".导出-*")
	if err != nil {
		return "", badPlace(path, err)
	}
	defer os.Remove(tmp.Name())
	err = render.Write(tmp, f, doc, render.Options{Progress: tell})
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	switch {
	case errors.Is(err, context.Canceled):
		return "", ledger.Errf(ledger.CodeState, "已停下，没有留下文件。")
	case err != nil:
		return "", badPlace(path, err)
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return "", badPlace(path, err)
	}
	return settle(tmp.Name(), path)
}

// settle gives a finished file its name.
func settle(tmp, path string) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 1; n <= mostCopies; n++ {
		to := path
		if n > 1 {
			to = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		err := place(tmp, to)
		if err == nil {
			return to, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", badPlace(to, err)
		}
	}
	return "", ledger.Errf(ledger.CodeExists, "%s 这个名字的文件太多了，请换个名字。", path)
}

// place moves a file to a name that must be free. Some file systems (USB sticks)
// have no links: there the name is taken first by an empty file.
func place(tmp, to string) error {
	err := os.Link(tmp, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	hold, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err := hold.Close(); err != nil {
		return err
	}
	if err := os.Rename(tmp, to); err != nil {
		os.Remove(to)
		return err
	}
	return nil
}

func badPlace(path string, err error) error {
	why := "请检查磁盘空间和文件夹的权限，或换个位置再导出。"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "没有这个文件夹，请换个位置再导出。"
	case errors.Is(err, fs.ErrPermission):
		why = "这个文件夹不让写文件，请换个位置再导出。"
	}
	return ledger.Errf(ledger.CodeState, "没能存到 %s。%s（%s）", path, why, ledger.Plain(err.Error()))
}
