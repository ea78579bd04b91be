package program

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/guide"
	"huizhang/tui/help"
	"huizhang/tui/screen"
)

// guide leads to the first book.
func (s *session) guide() screen.Screen {
	// The usual place of books must be there before a book can be put into it.
	// Where it cannot be made, the guide says so when it looks at the place.
	_ = os.MkdirAll(s.DataDir, 0o700)
	return guide.New(guide.Env{
		Theme: s.theme, Shelf: s.Shelf, Now: s.Now, NewID: s.NewID, DefaultPath: unused(s.start.Path),
		Kept: s.unbuilt(),
		Demo: func(path string, p screen.Progress) error {
			return s.Demo(path, func(done, total int) bool {
				p.Step(done, total, "正在生成练习账本")
				return !p.Cancelled()
			})
		},
		Opened: s.opened,
	})
}

// unused is the path itself, or the first one numbered like it that is free: a
// second book is not proposed where the first one lies.
func unused(path string) string {
	ext := filepath.Ext(path)
	for n, try := 2, path; n < 100; n++ {
		if _, err := os.Lstat(try); errors.Is(err, fs.ErrNotExist) {
			return try
		}
		try = fmt.Sprintf("%s%d%s", strings.TrimSuffix(path, ext), n, ext)
	}
	return path
}

// opened takes over the book that the guide has opened.
func (s *session) opened(b ledger.Book, operator string) tea.Msg {
	if err := s.take(b, operator); err != nil {
		return desk.Failed{Err: err}
	}
	return firstRoute{}
}

// help explains the screen that asked: its keys, and what every field takes.
func (s *session) help(about string, keys, general []screen.Binding) screen.Screen {
	return help.New(s.theme, about, keys, general,
		help.Section{Title: "怎样打字", Lines: []string{
			"日期：5（本月5日）、0105、今天、+ 和 - 前后一天",
			"金额：1,234.5，也可以打算式 12*3.5；= 补平借贷差额",
			"科目、会员：编码、名称或拼音首字母都能找；F7 看全部",
			"摘要：.. 同上一行，// 同第一行",
			"用中文输入法打出的 ？／＝。 和全角数字一样认",
		}},
		help.Section{Title: "要紧的事", Lines: []string{
			"过账的凭证不能改，错了用红字冲销再记对的。",
			"没填完的内容会自动留着，下次打开可以接着填。",
			"退出时自动备份，备份重新打开核对过才算数。",
		}})
}

// unbuilt keeps what is typed for a book that is not there yet.
func (s *session) unbuilt() *desk.Kept {
	k := desk.NewKept(filepath.Join(s.DataDir, "guide.form"))
	s.mu.Lock()
	s.founding = k
	s.mu.Unlock()
	return k
}
