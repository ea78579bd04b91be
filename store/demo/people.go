package demo

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

const (
	surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤单解仇查区"
	given    = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰玉华建国文斌辉鹏飞玲红梅春燕志英子涵欣怡浩然思远雨桐佳慧宁婷宇轩晨曦梦洁俊雪琳博睿哲瀚立新海波云峰晓东永康美珍淑贞"
	rare     = "䶮㛃喆珺堃翀𬭎㮾"
)

var groupNames = [...]string{"语文组", "数学组", "英语组", "理化生组", "政史地组", "音体美组", "信息技术组", "小学低段组", "小学高段组", "行政后勤组", "幼教组", "退休教师组"}

// members fills the register in one act each, one transaction for all.
func (w *writer) members() {
	if w.err != nil {
		return
	}
	sur, giv, odd := []rune(surnames), []rune(given), []rune(rare)
	var acts []ledger.Act
	for i := range w.o.Members {
		name := string(sur[w.rnd.IntN(len(sur))])
		switch {
		case i == 7 || i == 8:
			name = "王芳" // two members with one name
		case i == 11:
			name = "欧阳娜"
		case i%37 == 5:
			name += string(odd[w.rnd.IntN(len(odd))])
		default:
			for range 1 + w.rnd.IntN(5)/2 {
				name += string(giv[w.rnd.IntN(len(giv))])
			}
			if len([]rune(name)) > 3 {
				name = string([]rune(name)[:3])
			}
		}
		acts = append(acts, ledger.SaveMember{Member: w.member(i, name)})
	}
	w.doAll(acts)
}

func (w *writer) member(i int, name string) ledger.Member {
	start := w.o.Start
	retired := i%13 == 12
	g := groupNames[w.rnd.IntN(len(groupNames)-1)]
	if retired {
		g = groupNames[len(groupNames)-1]
	}
	born := ledger.DayOf(start.Year()-26-w.rnd.IntN(33), 1+w.rnd.IntN(12), 1+w.rnd.IntN(28))
	joined := ledger.DayOf(min(born.Year()+24+w.rnd.IntN(4), start.Year()-1), 9, 1)
	m := ledger.Member{No: fmt.Sprintf("%04d", i+1), Name: name, Group: g, Sex: []string{"女", "男"}[w.rnd.IntN(2)], Born: born,
		Spells: []ledger.Spell{{From: joined, In: "入会"}}, Phone: fmt.Sprintf("1380000%04d", i%10000)}
	class := ledger.Staff
	switch {
	case retired:
		class, m.Born = ledger.Retired, ledger.DayOf(start.Year()-61-w.rnd.IntN(15), 1+w.rnd.IntN(12), 1+w.rnd.IntN(28))
	case i%9 == 4:
		class = ledger.Contract
	case i%41 == 17:
		class = ledger.Probation
	}
	m.Stands = []ledger.Stand{{From: start, Class: class}}
	if !retired {
		m.Wages = []ledger.Wage{{From: start, Post: ledger.Money(1_510+w.rnd.IntN(22)*110) * 100, Grade: ledger.Money(300+w.rnd.IntN(2_600)) * 100}}
	}
	if i%60 == 33 { // moved away in the summer
		m.Spells[0].To, m.Spells[0].Out = ledger.DayOf(start.Year(), 7, 10), "转出"
	}
	if i%60 == 47 { // came in September
		m.Spells[0].From = ledger.DayOf(start.Year(), 9, 1)
	}
	return m
}

func (w *writer) each(f func(m ledger.Member)) {
	if w.err != nil {
		return
	}
	w.err = w.b.View(func(r ledger.Reader) error {
		for m := range r.Members() {
			f(m)
		}
		return nil
	})
}

// inService counts the members who are not retired.
func (w *writer) inService(mo ledger.Month) (n int) {
	w.each(func(m ledger.Member) {
		if m.In(mo) && m.ClassIn(mo) != ledger.Retired {
			n++
		}
	})
	return n
}

// dues assesses the month and collects most of it; a few members pay a month
// late, two pay nothing for a while.
func (w *writer) dues(mo ledger.Month, last bool) {
	w.at(mo.First().Add(9))
	w.do(ledger.AssessDues{Month: mo})
	var now []ledger.Portion
	late := func(m ledger.Member, mo ledger.Month) bool { return (int(m.ID)+mo.Num())%53 == 0 }
	w.each(func(m ledger.Member) {
		if !m.In(mo) || m.ClassIn(mo) == ledger.Retired || len(m.Wages) == 0 {
			return
		}
		before := mo.Add(-1)
		if before >= w.o.Start && late(m, before) && m.In(before) && m.ID%106 != 0 {
			now = append(now, ledger.Portion{Member: m.ID, Month: before})
		}
		if !late(m, mo) && !(last && strings.HasPrefix(m.Group, "数学")) {
			now = append(now, ledger.Portion{Member: m.ID, Month: mo})
		}
	})
	if len(now) == 0 {
		return
	}
	day := mo.First().Add(11)
	w.at(day)
	w.do(ledger.CollectDues{Day: day, Account: w.own, Portions: now, Payee: "各工会小组", Post: true, Reviewer: reviewer})
}
