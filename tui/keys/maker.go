package keys

import (
	tea "charm.land/bubbletea/v2"

	"huizhang/ledger"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// maker leads through making a key: what it is, the passphrase twice.
type maker struct {
	d            *desk.Desk
	book         string
	stamp        ledger.Stamp
	form         *widget.Form
	first, again *secret
}

// keyMade is how making or fetching a key ended.
type keyMade struct {
	card ledger.KeyCard
	err  error
}

func newMaker(d *desk.Desk, book string) *maker {
	m := &maker{d: d, book: book, stamp: d.Stamp(), first: &secret{}, again: &secret{}}
	m.form = widget.NewForm(d.Theme,
		widget.Item{Name: "passphrase", Label: "密码", Width: 30, Field: m.first, Help: "至少 8 个字符；几个不相干的词连起来，好记又难猜"},
		widget.Item{Name: "again", Label: "再输一次", Width: 30, Field: m.again, Help: "与上面一样"})
	return m
}

// lines explain, in the room of w cells.
func (m *maker) lines(w int) []string {
	p := newPage(m.d, w)
	p.head("第一次签字：给自己做一把签字密钥")
	p.plain("签字密钥好比您本人的印章，锁在这台电脑的一个文件里，用您自己定的密码打开。别人没有密码，签不出您的字。")
	p.warn("密码找不回来，谁也不能代您找。忘了只能停用这把、另做一把；以前签过的字仍然有效。")
	p.gap()
	return p.lines
}

func (m *maker) wipe() {
	m.first.SetText("")
	m.again.SetText("")
}

// make begins the work off the Update loop: a second, and one act.
func (m *maker) make() screen.Action {
	if m.first.Text() != m.again.Text() {
		m.again.SetText("")
		m.form.SetProblems([]ledger.Problem{{Field: "again", Code: ledger.CodeBadValue, Text: "两次输入的密码不一样，请再输一次。"}})
		return screen.Notice{Text: "两次输入的密码不一样。", Bad: true}
	}
	d, book, pass, by := m.d, m.book, m.first.Text(), m.stamp
	by.Operator, by.Time = d.Operator, d.Now().Unix()
	return screen.Run{Title: "正在做签字密钥", Work: func(p screen.Progress) tea.Msg {
		p.Step(0, 2, "做密钥并用密码锁好")
		card, act, err := d.Notary.MakeKey(book, by.Operator, pass)
		if err == nil {
			p.Step(1, 2, "登记到账本")
			_, err = d.Book.Do(act, by)
		}
		p.Step(2, 2, "")
		return keyMade{card, err}
	}}
}

// failed puts what was wrong under its field.
func (m *maker) failed(err error) screen.Action {
	m.wipe()
	m.stamp = m.d.Stamp()
	m.form.SetProblems(desk.Problems(err))
	m.form.Focus("passphrase")
	return desk.Bad(err)
}

// madeLines say what to do with a new key.
func madeLines(d *desk.Desk, card ledger.KeyCard, w int) []string {
	p := newPage(d, w)
	p.good("密钥做好了，已登记到账本。")
	p.gap()
	p.plain("请抄下密钥指纹，交给经审和主席各一份。以后核对签字，看的就是它：")
	p.strong(card.Fingerprint)
	p.gap()
	p.plain("密钥文件在：" + card.Path)
	p.plain("按 F5 拷一份到 U 盘收好：电脑坏了，凭 U 盘上的一份和密码照样能签。")
	return p.lines
}
