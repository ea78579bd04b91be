package search_test

import (
	"testing"
	"time"

	"huizhang/ledger"
	"huizhang/store/storetest"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/search"
	"huizhang/tui/tuitest"
)

func TestFindsWhileTyping(t *testing.T) {
	b := storetest.New(t, nil)
	b.Must(t, ledger.SaveMember{Member: ledger.Member{No: "007", Name: "张小䶮", Group: "语文组"}})
	b.Post(t, storetest.V(ledger.DayOf(2026, 5, 6), "买教师节慰问品", storetest.Dr("50105", 128800), storetest.Cr("102", 128800)))
	d := &desk.Desk{Book: b, Operator: "王会计", Now: func() time.Time { return time.Date(2026, 5, 28, 9, 0, 0, 0, time.UTC) }, Kept: desk.NewKept("")}
	tuitest.Scenario(t, "testdata/search.scenario", tuitest.Alone(search.New(d, screen.Search{Query: "教师"})))
}

// What has a number is found by it, however it is typed, and by its names.
func TestFindsAllThatHasANumber(t *testing.T) {
	b := storetest.New(t, func(f *ledger.Found) { f.Unit.Single, f.Opening = true, storetest.Opening() })
	m := b.Must(t, ledger.SaveMember{Member: ledger.Member{No: "007", Name: "张小䶮", Group: "语文组", Spells: []ledger.Spell{{From: 20200101}}}}).Member
	b.Must(t, ledger.GiveOut{Gift: ledger.Gift{Occasion: "duanwu", Day: 20260520, Item: "粽子", Each: 80_00}, Shares: []ledger.Share{{Member: m}}, Money: "102", Papers: 1, Post: true})
	b.Must(t, ledger.FreezeSheet{Sheet: 1})
	b.Must(t, ledger.SaveCase{Case: ledger.Case{Member: m, Opened: 20260520, Cause: "大病"}})
	b.Must(t, ledger.SaveEvent{Event: ledger.Event{Name: "趣味运动会", Kind: ledger.Contest, From: 20260521}})
	b.Must(t, ledger.SaveArticle{Article: ledger.Article{Name: "羽毛球拍", Unit: "支", Gear: true}})
	b.Must(t, ledger.OpenFund{Text: "大病互助金", Kind: ledger.MutualFund, Purpose: "住院", Day: 20260501, Post: true})
	var code string
	if err := b.View(func(r ledger.Reader) error {
		sh, _ := r.Sheet(1)
		code = sh.Code
		return nil
	}); err != nil || code == "" {
		t.Fatal(err, code)
	}
	d := &desk.Desk{Book: b, Operator: "王会计", Now: func() time.Time { return time.Date(2026, 5, 28, 9, 0, 0, 0, time.UTC) }, Kept: desk.NewKept("")}
	for words, want := range map[string]string{
		"慰-1": "GiftView {ID:慰-1}", "慰1": "GiftView", "慰－１": "GiftView", "签-0001": "GiftView", "签1": "GiftView", code: "GiftView", "粽子": "GiftView",
		"困-1": "CaseView", "活-1": "EventView", "qwyd": "EventView", "物-1": "ArticleView", "羽毛球拍": "ArticleView", "代-1": "FundView", "大病互助": "FundView",
	} {
		s := tuitest.New(t, tuitest.Alone(search.New(d, screen.Search{Query: words})), 80, 24).Reject("没有找到")
		for range 4 { // vouchers say the same words
			if s.Press("enter").Has(want) {
				break
			}
			s.Press("esc", "down")
		}
		s.Expect(want)
	}
	for _, words := range []string{"慰-2", "活-9", "签-0000", "慰-", "慰-x"} {
		tuitest.New(t, tuitest.Alone(search.New(d, screen.Search{Query: words})), 80, 24).Expect("没有找到")
	}
	// A case is named, its cause is not.
	tuitest.New(t, tuitest.Alone(search.New(d, screen.Search{Query: "张小"})), 80, 24).Expect("困难帮扶档案 张小䶮").Reject("大病")
}
