package keys

import (
	"fmt"

	"huizhang/ledger"
	"huizhang/tui/desk"
)

// detail shows the row in hand in full.
func (s *List) detail() {
	d := s.d
	if r, ok := s.at(); ok {
		s.text = func(w int) []string {
			p := newPage(d, w)
			p.head(fmt.Sprintf("“%s”的签字密钥（第 %d 把）", r.key.Person, r.key.No))
			p.gap()
			p.plain("密钥指纹（念给本人听，一样才是他的）：")
			p.strong(r.card.Fingerprint)
			p.plain("登记：" + ledger.Clock(r.key.From))
			if r.key.Until != 0 {
				p.warn(fmt.Sprintf("停用：%s，原因：%s。停用以前的签字仍然有效。", ledger.Clock(r.key.Until), r.key.Why))
			}
			p.gap()
			if r.card.Path == "" {
				p.muted("密钥文件不在这台电脑上。")
			} else {
				p.plain("密钥文件：" + r.card.Path)
			}
			return p.lines
		}
		return
	}
	g, ok := s.sig()
	if !ok {
		return
	}
	over := s.over[g.No]
	s.text = func(w int) []string {
		p := newPage(d, w)
		p.head(fmt.Sprintf("第 %d 份签字：%s", g.No, occasion(g)))
		p.gap()
		if over != "" {
			p.warn(over)
		}
		p.plain(fmt.Sprintf("%s 于 %s 签，账到第 %d 条记录。", g.By, ledger.Clock(g.At), g.Size))
		p.plain("核对码：")
		p.strong(g.Code)
		p.gap()
		p.plain("按 Esc 返回后按 F5 存到U盘，由经审收好。以后凭它与账本对照，能看出这以前的账有没有被改过。")
		p.muted("这里列的只是账本里存的签字，是否有效要看“核验账本”的结果。")
		return p.lines
	}
}

// procedures say what to do when something changes, in the order of the steps.
func procedures(d *desk.Desk, w int) []string {
	p := newPage(d, w)
	steps := func(title string, lines ...string) {
		p.head(title)
		for i, l := range lines {
			p.plain(fmt.Sprintf("%d. %s", i+1, l))
		}
		p.gap()
	}
	steps("一、我的密钥",
		"签公示、年末结账、经审签认时会问密码，别的时候都不问。",
		"做好后抄下指纹，交经审和主席各一份；按 F5 拷一份到 U 盘收好。",
		"换了电脑：按 F6，把 U 盘上的密钥文件取回来。")
	steps("二、忘记密码（更换密钥）",
		"密码找不回来。光标放在自己那一行，按 F4，选“忘记密码”。",
		"按 F2 另做一把，把新指纹交给经审和主席。",
		"以前的签字仍然有效；停用和新做都记在操作日志里。")
	steps("三、换会计（交接）",
		"交接前：公示到最后一个已结账的月份并签字，办移交清册。",
		"双方在移交清册上签字（接交人先到“人员”登记，再做自己的密钥）。",
		"主席把离任会计的密钥停用（F4，选“离任”），再到“人员”里登记离任。",
		"接交人用交接那天的核对码，与拿到的账本对照一次。")
	steps("四、新经审",
		"到“人员”登记新的经审；换成他本人操作，按 F2 做密钥。",
		"主席停用原经审的密钥，原因写“离任”。原经审签过的仍然有效。",
		"原经审把手里的公示件和 U 盘上的签字文件交给新经审：那是以后对照的凭据。")
	p.muted("能看出什么：拿留在账本以外的公示件或签字文件对照，那以前的账被改过、删过、换过，都看得出来。看不出什么：没有入账的收支、假单据，以及最近一次签字以后的改动。")
	return p.lines
}
