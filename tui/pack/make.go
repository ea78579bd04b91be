package pack

import (
	"fmt"
	"os"
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

// New makes the page that packs the book.
func New(d *desk.Desk, _ screen.Pack) screen.Screen {
	path, pass, again := &widget.Input{Limit: 300}, keys.NewSecret(), keys.NewSecret()
	s := &page{d: d, title: "打审计包", verb: "打包", w: 80, h: 21, secrets: []string{"passphrase", "again"},
		intro: []string{"把账本、附件、公示表、报表和账簿、日志、签字装进一个文件，放 U 盘交给经审人员。不用会账程序也能看，用程序还能核对。",
			"包里有整本账（含会员信息和困难帮扶资料），请像账本一样保管。要寄送或怕丢，就加一个密码，密码另外告诉对方。"}}
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "path", Label: "放到哪里", Field: path, Help: "文件夹（例如 U 盘），或写全文件名"},
		widget.Item{Name: "passphrase", Label: "密码", Width: 30, Field: pass, Help: "不加密就空着；至少 8 个字"},
		widget.Item{Name: "again", Label: "再输一次", Width: 30, Field: again, Help: "与上面一样"})
	path.SetText(d.Folder)
	s.load = func() tea.Cmd {
		return d.Read(func(ledger.Reader) tea.Msg {
			switch {
			case d.Packs == nil:
				return barred("这个程序不能打审计包。")
			case copied(d):
				return barred("这是审计包里的副本，不能再打包。审计结果请用“交回审计结果”。")
			}
			return barred("")
		})
	}
	s.ready = func() []ledger.Problem {
		ps := needed("path", typed.Path(path.Text()), "请写放到哪个文件夹或文件。")
		switch n := len([]rune(pass.Text())); {
		case n > 0 && n < 8:
			ps = append(ps, ledger.Problem{Field: "passphrase", Code: ledger.CodeBadValue, Text: "密码太短，至少 8 个字。"})
		case pass.Text() != again.Text():
			ps = append(ps, ledger.Problem{Field: "again", Code: ledger.CodeBadValue, Text: "两次输入的密码不一样。"})
		}
		return ps
	}
	s.work = func(p screen.Progress) tea.Msg { return packed(d, typed.Path(path.Text()), pass.Text(), p) }
	return s
}

// copied reports that the open book is an auditor's copy.
func copied(d *desk.Desk) bool {
	if d.Packs == nil {
		return false
	}
	_, is := d.Packs.CopyOf(d.Book.Path())
	return is
}

func packed(d *desk.Desk, out, pass string, p screen.Progress) tea.Msg {
	now := d.Now()
	o := ledger.PackOrder{By: d.Operator, At: now.Unix(), Today: d.Today(), Passphrase: pass}
	if st, err := os.Stat(out); err == nil && st.IsDir() {
		book := filepath.Base(d.Book.Path())
		out = filepath.Join(out, strings.TrimSuffix(book, filepath.Ext(book))+"-"+o.Today.String()+".审计包.zip")
	}
	list, err := d.Packs.Pack(d.Book.Path(), out, o, telling(p))
	if err != nil {
		return done{err: err}
	}
	lines := []string{"审计包已打好，并读回核对过：" + list.Path, fmt.Sprintf("共 %d 个文件，核对码 %s", list.Files, list.Head), ""}
	for _, m := range list.Missing {
		lines = append(lines, "! "+m.Subject+"："+m.Text)
	}
	lines = append(lines, "审计时通常还要带的：")
	for _, i := range list.Items {
		if !i.In {
			lines = append(lines, "· "+i.Name+"："+i.Text)
		}
	}
	return done{lines: lines, good: len(list.Missing) == 0}
}
