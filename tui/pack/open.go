package pack

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/keys"
	"huizhang/tui/screen"
	"huizhang/tui/settings/typed"
	"huizhang/tui/widget"
)

// NewOpen makes the page that opens a pack beside it.
func NewOpen(d *desk.Desk, _ screen.OpenPack) screen.Screen {
	path, folder, pass := &widget.Input{Limit: 300}, &widget.Input{Limit: 300}, keys.NewSecret()
	s := &page{d: d, title: "打开审计包", verb: "打开", w: 80, h: 21, secrets: []string{"passphrase"},
		intro: []string{"先核对整个审计包，再把里面的账放成一个副本。副本里只能写经审人员自己的内容，改不了账；会计的账本不受影响。"}}
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "path", Label: "审计包", Field: path, Help: "U 盘上的文件，例如 /media/u/青山小学-2026-06-15.审计包.zip", Left: func() { offer(path, folder) }},
		widget.Item{Name: "folder", Label: "副本放到", Field: folder, Help: "一个还没有的文件夹；空着就放在审计包旁边"},
		widget.Item{Name: "passphrase", Label: "密码", Width: 30, Field: pass, Help: "加了密的审计包才要填"})
	s.load = func() tea.Cmd {
		return func() tea.Msg {
			if d.Packs == nil {
				return barred("这个程序不能打开审计包。")
			}
			return barred("")
		}
	}
	s.ready = func() []ledger.Problem {
		offer(path, folder)
		return needed("path", typed.Path(path.Text()), "请写审计包在哪里。")
	}
	s.work = func(p screen.Progress) tea.Msg {
		book, err := d.Packs.Unpack(typed.Path(path.Text()), typed.Path(folder.Text()), pass.Text(), telling(p))
		if err != nil {
			return done{err: err}
		}
		return done{good: true, lines: []string{"审计包核对通过，副本在：" + book, "", "现在打开的账本没有变。要审查副本，请回首页按 0 换一本账，选“打开已有的账本”，写上面这个路径。",
			"在副本里：提问题、打查账记号、抽样、写底稿；做完用“交回审计结果”导出一个签了字的文件，交会计收回。"}}
	}
	return s
}

// offer proposes the folder beside the pack.
func offer(path, folder *widget.Input) {
	p := typed.Path(path.Text())
	if p == "" || folder.Text() != "" {
		return
	}
	base := filepath.Base(p)
	folder.SetText(filepath.Join(filepath.Dir(p), strings.TrimSuffix(base, filepath.Ext(base))+"-审查"))
}
