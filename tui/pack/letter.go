package pack

import (
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/keys"
	"huizhang/tui/screen"
	"huizhang/tui/settings/typed"
	"huizhang/tui/widget"
)

// NewSend makes the page on which the auditor signs and sends his findings.
func NewSend(d *desk.Desk, _ screen.SendFindings) screen.Screen {
	path, pass := &widget.Input{Limit: 300}, keys.NewSecret()
	s := &page{d: d, title: "交回审计结果", verb: "签字导出", w: 80, h: 21, secrets: []string{"passphrase"},
		intro: []string{"把您在这个副本里提的问题、查账记号、抽样和底稿签上字，写成一个文件，交会计收回。只含您本人写的；重复交回不会记两次。"}}
	s.form = widget.NewForm(d.Theme,
		widget.Item{Name: "path", Label: "写到", Field: path, Help: "一个新文件，例如 U 盘上的 审计结果.json"},
		widget.Item{Name: "passphrase", Label: "签字密码", Width: 30, Field: pass, Help: "您本人签字密钥的密码"})
	path.SetText(filepath.Join(d.Folder, "审计结果-"+d.Today().String()+".json"))
	s.load = func() tea.Cmd {
		return d.Read(func(r ledger.Reader) tea.Msg {
			who, _ := ledger.PersonNamed(r, d.Operator)
			_, has := ledger.KeyInUse(r, d.Operator)
			switch {
			case !copied(d):
				return barred("这不是从审计包打开的副本，没有要交回的。")
			case !who.Is(ledger.Auditor):
				return barred("审计结果由经审人员本人交回；现在操作的是“" + ledger.Plain(d.Operator) + "”。")
			case !has:
				return barred("您还没有签字密钥，不签字不能交回。请先在“签字密钥”里做一把。")
			}
			return barred("")
		})
	}
	s.ready = func() []ledger.Problem {
		return append(needed("path", typed.Path(path.Text()), "请写导出到哪个文件。"), needed("passphrase", pass.Text(), "请输入签字密码。")...)
	}
	s.work = func(screen.Progress) tea.Msg {
		o := ledger.FindingsOrder{Out: typed.Path(path.Text()), By: d.Operator, At: d.Now().Unix(), Today: d.Today(), Passphrase: pass.Text()}
		list, err := d.Packs.SendFindings(d.Book, o)
		if err != nil {
			return done{err: err}
		}
		return done{good: true, lines: []string{"已签字导出：" + list.Path, counted(list), "密钥指纹 " + list.Fingerprint,
			"请把文件交会计，在他的账本里收回。他的账本里还没有登记您的密钥时，请带上密钥的 U 盘去登记一次。"}}
	}
	return s
}

// NewTake makes the page on which the treasurer takes findings back.
func NewTake(d *desk.Desk, _ screen.TakeFindings) screen.Screen {
	path, by := &widget.Input{Limit: 300}, d.Stamp()
	s := &page{d: d, title: "收回审计结果", verb: "收回", w: 80, h: 21,
		intro: []string{"先核对签字，再把经审人员的问题、查账记号、抽样和底稿收进账本。它们归经审人员，会计只能看和答复；您已写的答复不会被改动。同一个文件收几次都只记一次。"}}
	s.form = widget.NewForm(d.Theme, widget.Item{Name: "path", Label: "文件", Field: path, Help: "经审人员交来的文件，例如 U 盘上的 审计结果.json"})
	s.load = func() tea.Cmd {
		return d.Read(func(r ledger.Reader) tea.Msg {
			if err := ledger.Permit(r, "finding.merge", ledger.Stamp{Operator: d.Operator}); err != nil {
				return barred(desk.FirstLine(err.Error()))
			}
			switch {
			case d.Packs == nil:
				return barred("这个程序不能收回审计结果。")
			case d.Book.ReadOnly():
				return barred("账本是只读打开的，只能查看。")
			case copied(d):
				return barred("这是审计包里的副本。请在会计的账本里收回。")
			}
			return barred("")
		})
	}
	s.ready = func() []ledger.Problem { return needed("path", typed.Path(path.Text()), "请写文件在哪里。") }
	s.work = func(screen.Progress) tea.Msg { return taken(d, typed.Path(path.Text()), by) }
	return s
}

// taken reads the file and does the act, off the Update loop.
func taken(d *desk.Desk, path string, by ledger.Stamp) tea.Msg {
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	var act ledger.Act
	var list ledger.FindingsList
	err := d.Book.View(func(r ledger.Reader) (err error) {
		act, list, err = d.Packs.ReadFindings(r, path)
		return err
	})
	if err == nil && act != nil {
		_, err = d.Book.Do(act, by)
	}
	if err != nil {
		return done{err: err}
	}
	lines := []string{"已收回：" + counted(list)}
	if act == nil {
		lines[0] = "没有新的内容：这份审计结果已经收回过，账本没有改动。"
	}
	lines = append(lines, fmt.Sprintf("签字有效：%s，密钥指纹 %s。请与本人核对指纹。", list.By, list.Fingerprint))
	for _, p := range list.Problems {
		lines = append(lines, "! "+p.Subject+"："+p.Text)
	}
	return done{lines: lines, good: len(list.Problems) == 0}
}

func counted(l ledger.FindingsList) string {
	return fmt.Sprintf("问题 %d 个、补充意见 %d 条、查账记号 %d 个、抽样 %d 次、底稿 %d 行", l.Findings, l.Remarks, l.Ticks, l.Samples, l.Work)
}
