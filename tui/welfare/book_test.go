package welfare_test

import (
	"fmt"
	"testing"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/tuitest"
	"huizhang/tui/welfare"
)

// union is a book with a register, on 10 June 2026.
type union struct {
	*storetest.Desk
	desk *desk.Desk
}

func open(t testing.TB, change func(*ledger.Found)) *union {
	t.Helper()
	b := storetest.New(t, func(f *ledger.Found) {
		f.Unit.Single = true
		f.Opening = storetest.Opening()
		if change != nil {
			change(f)
		}
	})
	return &union{b, tuitest.Desk(t, b.Book, b.Shelf, b.Operator, ledger.DayOf(2026, 6, 10))}
}

// staff are people with all that makes a list interesting.
func (u *union) staff(t testing.TB) *union {
	t.Helper()
	old := []ledger.Spell{{From: 20150901, In: "入会"}}
	for _, m := range []ledger.Member{
		{No: "0001", Name: "王芳", Group: "语文组", Born: 19850615, Spells: old},
		{No: "0002", Name: "赵䶮", Group: "语文组", Born: 19900620, Spells: old, Work: 20160618},
		{No: "0003", Name: "李强", Group: "数学组", Born: 19800101, Spells: old},
		{No: "0004", Name: "王芳", Group: "数学组", Born: 19880630, Spells: []ledger.Spell{{From: 20260625, In: "入会"}}},
		{No: "0005", Name: "陈退休", Group: "数学组", Born: 19660301, Spells: old, Retires: 20260331},
		{No: "0006", Name: "阿依古丽·买买提江·吐尔逊阿不都热合曼·艾合买提江·托乎提", Group: "综合组", Born: 19870605, Spells: old},
		{No: "0007", Name: "单雄", Group: "语文组", Spells: []ledger.Spell{{From: 20200901, To: 20260228, Out: "转出"}}},
		{No: "0008", Name: "孙产假", Group: "综合组", Spells: old, Away: []ledger.Spell{{From: 20260501, In: "产假"}}},
		{No: "0009", Name: "周建国", Group: "综合组", Born: 19660618, Spells: old, Retires: 20260630},
	} {
		u.Must(t, ledger.SaveMember{Member: m})
	}
	return u
}

// crowd adds people until there are n.
func (u *union) crowd(t testing.TB, n int) *union {
	t.Helper()
	var acts []ledger.Act
	for i := range n {
		acts = append(acts, ledger.SaveMember{Member: ledger.Member{No: fmt.Sprintf("%05d", i+1), Name: fmt.Sprintf("会员%d", i+1), Group: fmt.Sprintf("第%02d小组", i%40+1),
			Born: ledger.DayOf(1970, 1, 1).Add(i * 7 % 9000), Spells: []ledger.Spell{{From: 20150901}}}})
	}
	if _, err := u.DoAll(acts, u.Stamp()); err != nil {
		t.Fatal(err)
	}
	return u
}

// screen makes the screen of a route; others stand in.
func (u *union) screen(r screen.Route) screen.Screen {
	switch r := r.(type) {
	case screen.Care:
		return welfare.NewHub(u.desk, entries())
	case screen.Gifts:
		return welfare.NewGifts(u.desk, r)
	case screen.GiftForm:
		return welfare.NewForm(u.desk, r)
	case screen.SheetSign:
		return welfare.NewSign(u.desk, r)
	case screen.GiftView:
		return welfare.NewView(u.desk, r)
	case screen.SheetBack:
		return welfare.NewBack(u.desk, r)
	case screen.Entitled:
		return welfare.NewEntitled(u.desk, r)
	}
	return tuitest.StandIn(r)
}

// program is the program with the screens of this package.
func (u *union) program(first screen.Route) *tui.App {
	return tui.New(tui.Options{First: first, Build: u.screen})
}

func entries() []welfare.Entry {
	return []welfare.Entry{
		{Keys: []string{"1", "f2"}, Label: "发慰问", Help: "节日、生日、住院、婚丧，一人或全体", Route: screen.GiftForm{}, Keeps: true},
		{Keys: []string{"2", "f3"}, Label: "慰问台账", Help: "发过的慰问：名单、凭证、回签、证明", Route: screen.Gifts{}, Waits: welfare.BookingWaits},
		{Keys: []string{"3", "f4"}, Label: "生日节日应发", Help: "谁该发、发了没有、缺什么", Route: screen.Entitled{}, Waits: welfare.EntitledWait},
		{Keys: []string{"4", "f5"}, Label: "回签登记", Help: "签领表收回来，一行按一个键", Route: screen.SheetSign{}, Waits: welfare.SignsWait},
	}
}

func (u *union) driver(t testing.TB, first screen.Route, w, h int) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, u.program(first), w, h)
}
