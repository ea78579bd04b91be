package dues_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/tui/tuitest"
)

// crowd adds members in groups of eight, in one transaction.
func (u *unit) crowd(t testing.TB, n int) {
	t.Helper()
	acts := make([]ledger.Act, n)
	for i := range acts {
		acts[i] = ledger.SaveMember{Member: ledger.Member{No: fmt.Sprintf("%05d", i+1), Name: string([]rune("王李张刘陈杨赵黄周吴")[i%10]) + string([]rune("芳伟敏静强磊洋艳勇杰")[i/10%10]) + string([]rune("一二三四五六七八九十")[i/100%10]),
			Group: fmt.Sprintf("第%d组", i/50+1), Spells: since(20200901), Wages: wage(ledger.Money(300000+i*100), 100000)}}
	}
	if _, err := u.DoAll(acts, u.Stamp()); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkKeyToFrame is how long a key takes until the frame is drawn, with
// 5,000 members.
func BenchmarkKeyToFrame(b *testing.B) {
	u := open(b, false)
	u.crowd(b, 5000)
	u.Must(b, ledger.AssessDues{Month: 202605})
	d := u.grid(b, 120, 40)
	for _, key := range []string{"down", "pgdown", "right", "shift+down", "ctrl+end"} {
		b.Run(key, func(b *testing.B) {
			for b.Loop() {
				d.Press(key)
			}
		})
	}
	d.Press("home", "right", "right", "right", "right") // the month that was assessed
	b.Run("space", func(b *testing.B) {
		for b.Loop() {
			d.Press("space")
		}
	})
	b.Run("everybody", func(b *testing.B) {
		for b.Loop() {
			d.Press("f2")
		}
	})
	d.Expect("5000 人")
}

// BenchmarkOpen is how long the sheet of 5,000 members takes to be read.
func BenchmarkOpen(b *testing.B) {
	u := open(b, false)
	u.crowd(b, 5000)
	for mo := ledger.Month(202601); mo <= 202612; mo++ {
		u.Must(b, ledger.AssessDues{Month: mo})
	}
	b.ResetTimer()
	for b.Loop() {
		u.grid(b, 80, 24)
	}
}

func TestFiveThousand(t *testing.T) {
	u := open(t, false)
	u.crowd(t, 5000)
	d := u.grid(t, 80, 24)
	d.Press("f5").Expect("应缴 5000 人次").Press("f2").Expect("已勾选 5000 人").Press("f8", "f8").Expect("已入账").Expect("已收齐")
	tuitest.Golden(t, "five-thousand", d.Screen())
}
