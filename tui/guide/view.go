package guide

import (
	"fmt"
	"huizhang/tui/settings/typed"
	"strings"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/widget"
)

// formTop is the first line of a page's form.
const formTop = 3

// fit gives the forms their room: what the explanations below leave.
func (s *Screen) fit() {
	room := max(4, s.h-formTop-1)
	s.unit.Y, s.people.Y, s.members.Y, s.sheet.Y = formTop, formTop, formTop, formTop
	s.unit.Resize(min(s.w, 90), min(room, 14))
	s.people.Resize(min(s.w, 90), max(5, room-len(s.notes(pagePeople))-1))
	s.members.Resize(min(s.w, 90), 10)
	s.sheet.Resize(s.w, max(6, room-len(s.notes(pageOpening))))
}

// View draws the page.
func (s *Screen) View() screen.Frame {
	t := s.e.Theme
	if s.page == pageStart {
		return screen.Frame{Lines: s.startView()}
	}
	out := []string{s.stepper(), t.Head().Render(widget.Cut("  "+s.heading(), s.w)), ""}
	f := screen.Frame{}
	switch s.page {
	case pageUnit:
		out = append(out, s.unit.View()...)
		f.Cursor, f.Status = s.unit.Cursor(), s.unit.Help()
	case pagePeople:
		out = append(out, s.people.View()...)
		f.Cursor, f.Status = s.people.Cursor(), s.people.Help()
	case pageOpening:
		out = append(out, s.sheet.View()...)
		f.Cursor, f.Status = s.sheet.Cursor(), "没有期初余额的新工会，直接按 F8"
	case pageMembers:
		out = append(out, s.members.View()...)
		f.Cursor, f.Status = s.members.Cursor(), s.members.Help()
	case pageSummary:
		out = append(out, s.summary()...)
	}
	if s.page != pageOpening && s.page != pageSummary {
		out = append(out, "")
	}
	for _, l := range s.notes(s.page) {
		out = append(out, t.Muted().Render(l))
	}
	f.Lines = out[:min(len(out), s.h)]
	return f
}

// stepper is the line of steps, the one in hand in brackets.
func (s *Screen) stepper() string {
	var parts []string
	for i, name := range steps() {
		text := fmt.Sprintf("%d %s", i+1, name)
		if page(i+1) == s.page {
			text = "[" + text + "]"
		}
		parts = append(parts, text)
	}
	return s.e.Theme.Muted().Render(widget.Cut("  "+strings.Join(parts, " > "), s.w))
}

func (s *Screen) heading() string {
	switch s.page {
	case pageUnit:
		return "第 1 步：这是谁的账"
	case pagePeople:
		return "第 2 步：谁来记账、审核、监督"
	case pageOpening:
		return "第 3 步：启用前一天各科目的余额"
	case pageMembers:
		return "第 4 步：会员名册"
	}
	return "第 5 步：核对一遍，按 F8 建账"
}

// notes are the explanations below a page's form.
func (s *Screen) notes(p page) []string {
	text := ""
	switch p {
	case pageUnit:
		text = "填好这一页就可以按 F9 先建账，其余的以后再补：首页会提醒还缺什么。随时可以退出，填过的内容会保留，下次接着填。"
	case pagePeople:
		text = "制单的人不能审核自己的凭证，所以一般要有一位会计和一位审核（或主席）。确实只有一个人，就勾上“单人模式”：自己可以审核自己，但每张报表都会印上“" + ledger.SingleNote + "”，经审时会看到。"
		if s.w < 72 {
			text = "制单人不能审核自己的凭证。只有一个人就勾“单人模式”，每张报表都会注明。"
		}
	case pageOpening:
		text = "F5 填好资产基金；“=”补平差额，用在最后一行“累计结余”；F3 从表格读入。"
		if s.w < 72 {
			text = "F5 填资产基金，“=”补平差额，F3 从表格读入。"
		}
	case pageMembers:
		text = "写上会员表格（XLSX 或 CSV）的路径，建账时一起导入。表头要有“姓名”，还可以有：编号、小组、性别、出生日期、入会日期、身份、岗位工资、薪级工资、电话。空着直接按 F8，以后在“会员”里导入或逐个登记。"
	}
	var out []string
	if text == "" {
		return nil
	}
	for _, l := range widget.Wrap(text, min(s.w, 90)-4) {
		out = append(out, "  "+l)
	}
	return out
}

// summary is the last page: everything once more, and why it did not work.
func (s *Screen) summary() []string {
	t := s.e.Theme
	var out []string
	say := func(label, text string) {
		for i, l := range widget.Wrap(text, max(20, min(s.w, 100)-15)) {
			if i > 0 {
				label = ""
			}
			out = append(out, t.Label().Render(widget.Pad("  "+label, 13))+" "+l)
		}
	}
	warn := func(text string) {
		for i, l := range widget.Wrap(text, max(20, min(s.w, 100)-6)) {
			mark := "  ! "
			if i > 0 {
				mark = "    "
			}
			out = append(out, t.Warning().Render(mark+l))
		}
	}
	for _, p := range s.wrong {
		for _, l := range lines(strings.TrimPrefix(p.Subject+"："+p.Text, "：")) {
			out = append(out, t.Bad().Render(widget.Cut("  ! "+l, s.w)))
		}
	}
	u := s.founded()
	credit := u.CreditCode
	if credit == "" {
		credit = "没有填"
	}
	say("工会名称", u.Name)
	say("信用代码", credit)
	say("启用月份", u.Start.Chinese()+"，凭证字“"+string(u.Words)+"”")
	say("账本文件", typed.Path(s.unit.Values()["path"]))
	var names []string
	for _, p := range s.team() {
		names = append(names, p.Name+"（"+rolesOf(p)+"）")
	}
	say("人员", strings.Join(names, "  "))
	if u.Single {
		say("", "单人模式，每张报表都会注明")
	}
	switch rows := s.sheet.Rows(); {
	case len(rows) == 0:
		say("期初余额", "没有录。新成立的工会不用录；其他的以后在“设置”的“期初余额”里补。")
	case s.later:
		say("期初余额", "先不录，以后在“设置”的“期初余额”里补。已填的金额不会带进账本。")
	default:
		dr, _ := s.sheet.Totals()
		say("期初余额", fmt.Sprintf("%d 个科目，借贷合计各 %s 元", len(rows), dr.Grouped()))
	}
	if s.roll.path == "" {
		say("会员", "以后再导入")
	} else {
		say("会员", fmt.Sprintf("从表格导入 %d 位", s.roll.people))
	}
	say("操作人", s.operator())
	out = append(out, "")
	if s.lonely() {
		warn("没有别的人能审核凭证，录好的凭证过不了账。请按 Esc 回到第 2 步登记审核人，或勾上单人模式；也可以以后在“设置”里补。")
	}
	if s.spot.warn != "" {
		warn(s.spot.warn)
	}
	return out
}

// Bindings are the page's keys.
func (s *Screen) Bindings() []screen.Binding {
	if s.page == pageStart {
		return []screen.Binding{{Keys: []string{"enter"}, Label: "选定"}, {Keys: []string{"up", "down", "tab", "shift+tab", "home", "end"}, Label: "移动"},
			{Keys: []string{"1", "2", "3", "4", "5"}, Label: "直接选第几项", Hidden: true}, {Keys: []string{"esc"}, Label: "退出"}}
	}
	if s.page == pageSummary {
		return []screen.Binding{{Keys: []string{"f8", "ctrl+s", "enter"}, Label: "建账", Help: "按这些内容建立账本"}, {Keys: []string{"esc"}, Label: "上一步"}}
	}
	out := []screen.Binding{{Keys: []string{"f8", "ctrl+s"}, Label: "下一步"}}
	if s.page == pageOpening {
		out = append(out, screen.Binding{Keys: []string{"f5"}, Label: "资产基金", Help: "按库存物品、固定资产净值等填好资产基金"},
			screen.Binding{Keys: []string{"f3"}, Label: "从表格读", Help: "从 XLSX 或 CSV 表格读入期初余额"},
			screen.Binding{Keys: []string{"f6"}, Label: map[bool]string{true: "常用科目", false: "全部科目"}[s.sheet.All()]},
			screen.Binding{Keys: []string{"="}, Label: "补平差额", Help: "在金额里按 = ：填上使借贷相等的数", Hidden: true})
	}
	if s.page < pageMembers {
		out = append(out, screen.Binding{Keys: []string{"f9"}, Label: "先建账", Help: "跳到最后一步，其余的以后再补"})
	}
	out = append(out, screen.Binding{Keys: []string{"esc"}, Label: "上一步"})
	switch s.page {
	case pagePeople:
		out = append(out, screen.Binding{Keys: []string{"space"}, Label: "打勾", Help: "给职责打勾或取消"})
	}
	return append(out, s.unit.Bindings()[:2]...)
}
