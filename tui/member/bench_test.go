package member_test

import (
	"fmt"
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
)

func (u *unit) crowd(t testing.TB, n int) {
	t.Helper()
	acts := make([]ledger.Act, n)
	for i := range acts {
		acts[i] = ledger.SaveMember{Member: ledger.Member{No: fmt.Sprintf("%05d", i+1), Name: string([]rune("王李张刘陈杨赵黄周吴")[i%10]) + string([]rune("芳伟敏静强磊洋艳勇杰")[i/10%10]) + string([]rune("一二三四五六七八九十")[i/100%10]),
			Group: fmt.Sprintf("第%d组", i/50+1), Spells: []ledger.Spell{{From: 20200901}}, Wages: []ledger.Wage{{From: 202601, Post: 300000}}}}
	}
	if _, err := u.DoAll(acts, u.Stamp()); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkSearch is how long a key typed into the search takes until the frame
// is drawn, with 5,000 members.
func BenchmarkSearch(b *testing.B) {
	u := open(b)
	u.crowd(b, 5000)
	d := tuitest.New(b, u.app(screen.Members{}), 120, 40)
	b.Run("letter", func(b *testing.B) {
		for b.Loop() {
			d.Type("w").Press("backspace")
		}
	})
	b.Run("down", func(b *testing.B) {
		for b.Loop() {
			d.Press("down")
		}
	})
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			tuitest.New(b, u.app(screen.Members{}), 120, 40)
		}
	})
}

func TestFiveThousandRows(t *testing.T) {
	u := open(t)
	var text strings.Builder
	text.WriteString("编号,姓名,小组,岗位工资\n")
	for i := range 5000 {
		fmt.Fprintf(&text, "%05d,张%c%c,第%d组,%d\n", i+1, 0x4e00+rune(i%3000), 0x5000+rune(i%77), i/50+1, 3000+i)
	}
	path := u.file(t, "many.csv", text.String())
	d := tuitest.New(t, u.app(screen.Members{}), 80, 24)
	d.Press("f4").Paste(path).Press("enter").Expect("新增 5000").Press("f8").Expect("已导入：新增 5000 人").Expect("在会 5000 人")
	d.Press("f4").Paste(path).Press("enter").Expect("不变 5000")
}
