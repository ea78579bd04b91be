package intake

import (
	"bytes"
	"context"
	"testing"

	"huizhang/ledger"
)

func TestPrizes(t *testing.T) {
	rows, problems, ignored := Prizes(csvTable(t, "姓名,编号,名次,金额,队,备注", "陈一帆,,一等奖,100.00,,x", ",007,二等奖,\"1,050\",红队,", "林二木,,,30,,", "何三水,,三等奖,,,", "郭四方,,三等奖,-5,,", "合计,,,1150,,"))
	want := []PrizeRow{{Line: 2, Name: "陈一帆", Level: "一等奖", Amount: 100_00}, {Line: 3, No: "007", Level: "二等奖", Team: "红队", Amount: 1050_00}}
	if len(rows) != 2 || rows[0] != want[0] || rows[1] != want[1] || len(ignored) != 1 {
		t.Errorf("%+v %v", rows, ignored)
	}
	sameProblems(t, problems, "文件.csv 第 4 行 奖项：没有填奖项", "文件.csv 第 5 行 金额：没有填金额", "文件.csv 第 6 行 金额：奖品金额要大于零")
	if _, problems, _ := Prizes(csvTable(t, "姓名,奖项", "陈一帆,一等奖")); len(problems) != 1 {
		t.Errorf("%v", problems)
	}
}

func FuzzPrizes(f *testing.F) {
	f.Add([]byte("姓名,奖项,金额\n陈一帆,一等奖,100\n"))
	f.Add([]byte("编号,等级,单价,队名\n1,\u202e一,1e9,红\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := Read(context.Background(), "f.csv", bytes.NewReader(b), int64(len(b)), Usual())
		if err != nil {
			return
		}
		rows, _, _ := Prizes(table)
		for _, r := range rows {
			if r.Level == "" || r.Amount <= 0 || r.Amount > ledger.MaxMoney || r.Name == "" && r.No == "" {
				t.Fatalf("%+v", r)
			}
		}
	})
}
