package guide

import (
	"os"
	"path/filepath"
	"strings"

	"huizhang/ledger"
)

// spot is what is known of the place of a new book.
type spot struct {
	path  string
	wrong string // why no book can be made there
	warn  string // what to think about
}

// look finds out whether a new book can be made at path. The folder of usual,
// the default place, is made with the book; no other one is.
func look(path, usual string) spot {
	s := spot{path: path, warn: syncing(path)}
	shown, dir := ledger.Plain(path), filepath.Dir(path)
	if st, err := os.Lstat(path); err == nil {
		s.wrong = "这里已经有一个文件，不会覆盖它。请换一个文件名；要打开它，请按 Esc 回到第一页选“打开已有的账本”。"
		if st.IsDir() {
			s.wrong = "这是一个文件夹。请在后面加上账本的文件名，例如 " + ledger.Plain(filepath.Join(path, "工会.book")) + "。"
		}
		return s
	}
	st, err := os.Stat(dir)
	switch {
	case os.IsNotExist(err) && dir == filepath.Dir(usual):
		return s
	case os.IsNotExist(err):
		s.wrong = "没有文件夹“" + ledger.Plain(dir) + "”。请先建好这个文件夹，或换一个位置。U 盘请先插好。"
		return s
	case err != nil || !st.IsDir():
		s.wrong = "打不开“" + ledger.Plain(dir) + "”。请换一个文件夹。"
		return s
	}
	probe, err := os.CreateTemp(dir, ".huizhang-*")
	if err != nil {
		s.wrong = "不能在“" + ledger.Plain(dir) + "”里新建文件，没有写入权限或磁盘已满。请换一个文件夹，例如 " + ledger.Plain(usual) + "。"
		return s
	}
	probe.Close()
	os.Remove(probe.Name())
	if filepath.Ext(path) == "" {
		s.warn = strings.TrimSpace(s.warn + " 文件名“" + filepath.Base(shown) + "”没有后缀，建议写成“" + filepath.Base(shown) + ".book”，以后好找。")
	}
	return s
}

// syncing warns of folders that a sync program watches: it can swap the file
// while the book is open, or leave two copies that were both continued.
func syncing(path string) string {
	low := strings.ToLower(path)
	for _, m := range [][2]string{
		{"坚果云", "坚果云"}, {"nutstore", "坚果云"}, {"onedrive", "OneDrive"}, {"dropbox", "Dropbox"}, {"icloud", "iCloud"}, {"mobile documents", "iCloud"},
		{"百度网盘", "百度网盘"}, {"baidunetdisk", "百度网盘"}, {"baidusync", "百度网盘"}, {"wpsdrive", "WPS 云盘"}, {"wps云盘", "WPS 云盘"}, {"微云", "腾讯微云"}, {"weiyun", "腾讯微云"},
		{"google drive", "Google Drive"}, {"googledrive", "Google Drive"}, {"syncthing", "Syncthing"},
	} {
		if strings.Contains(low, m[0]) {
			return "这里像是" + m[1] + "的同步文件夹。同步软件可能在记账时替换文件，使账本损坏或分成两份。建议把账本放在普通文件夹，只把备份放进同步文件夹。"
		}
	}
	return ""
}
