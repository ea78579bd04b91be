package keys

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// fetch takes a key file from a stick onto this computer.
type fetch struct {
	d     *desk.Desk
	stamp ledger.Stamp
	form  *widget.Form
	path  *widget.Input
	pass  *secret
}

func newFetch(d *desk.Desk) *fetch {
	f := &fetch{d: d, stamp: d.Stamp(), path: &widget.Input{Limit: 300}, pass: &secret{}}
	f.form = widget.NewForm(d.Theme,
		widget.Item{Name: "path", Label: "密钥文件", Field: f.path, Help: "U 盘上的文件，例如 /media/u/会账密钥-王会计-1a2b3c4d.key"},
		widget.Item{Name: "passphrase", Label: "密码", Width: 30, Field: f.pass, Help: "这把密钥的密码；不会显示，也不会保存"})
	return f
}

func (f *fetch) lines(w int) []string {
	p := newPage(f.d, w)
	p.head("从U盘取回密钥")
	p.plain("插上存着密钥的 U 盘，写出密钥文件在哪里，再输入它的密码。文件会拷到这台电脑，U 盘上的不动。")
	p.gap()
	return p.lines
}

func (f *fetch) wipe() { f.pass.SetText("") }

// take works off the Update loop. A key that the book knows is not registered
// again.
func (f *fetch) take() screen.Action {
	d, path, pass, by := f.d, f.path.Text(), f.pass.Text(), f.stamp
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Run{Title: "正在取回密钥", Work: func(p screen.Progress) tea.Msg {
		p.Step(0, 1, "用密码打开密钥文件")
		card, act, err := d.Notary.FetchKey(path, pass)
		if err != nil {
			return keyMade{card, err}
		}
		known := false
		err = d.Book.View(func(r ledger.Reader) error {
			for _, k := range r.Keys() {
				known = known || k.Verifier == card.Verifier
			}
			return nil
		})
		if err == nil && !known {
			_, err = d.Book.Do(act, by)
		}
		return keyMade{card, err}
	}}
}

func (f *fetch) failed(err error) screen.Action {
	f.wipe()
	f.stamp = f.d.Stamp()
	f.form.SetProblems([]ledger.Problem{{Field: "passphrase", Code: ledger.CodeBadValue, Text: desk.FirstLine(err.Error())}})
	return desk.Bad(err)
}
