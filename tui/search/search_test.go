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
