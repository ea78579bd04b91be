package intake

import (
	"context"
	"strings"
	"testing"

	"huizhang/ledger"
)

func ruleTable(t testing.TB, text string) *Table {
	t.Helper()
	tab, err := Read(context.Background(), "标准.csv", strings.NewReader(text), int64(len(text)), Usual())
	if err != nil {
		t.Skip(err)
	}
	return tab
}

func TestRulesFromFile(t *testing.T) {
	rows, problems, ignored := Rules(ruleTable(t, "某省标准表,,,,,,,,\n编号,地区,生效日期,对象,口径,上限,形式,级别,依据,启用,事由,备忘\n"+
		"甲,某省,2026年1月1日,节日慰问,每人每年,\"1,600.00\",券、实物,警告,文件,,端午、中秋,x\n乙,某省,2026-01-01,keepsake,per_person_event,100,,block,文件,否,,\n"))
	if len(problems) > 0 || len(rows) != 2 || len(ignored) != 1 || ignored[0] != "备忘" {
		t.Fatalf("%v %v %v", rows, problems, ignored)
	}
	a, b := rows[0].Rule, rows[1].Rule
	if a.Limit != "1600" || a.Form != "goods coupon" || a.Severity != ledger.SevWarn || !a.On || a.Only != "duanwu midautumn" || a.From != 20260101 || rows[0].Line != 3 {
		t.Errorf("%+v", a)
	}
	if b.Severity != ledger.SevStop || b.On || b.Subject != ledger.SubKeepsake {
		t.Errorf("%+v", b)
	}
}

// A row that carries a word other tables have in their head is still a row.
func TestRulesNamedLikeColumns(t *testing.T) {
	rows, problems, ignored := Rules(ruleTable(t, "ID,From,Subject,Measure,Limit,Severity,Basis\n节日,2026-01-01,festival,per_member_year,1600,stop,文件\n"+
		"生日,2026-01-01,birthday,per_member_year,300,warn,摘要\n编号,2026-01-01,film,per_person_event,80,note,备注\n"))
	if len(problems) > 0 || len(ignored) > 0 || len(rows) != 3 || rows[0].Line != 2 || rows[2].Rule.ID != "编号" {
		t.Fatalf("%v %v %v", rows, problems, ignored)
	}
}

func FuzzRules(f *testing.F) {
	f.Add("id,from,subject,measure,limit,severity,basis\n甲,2026-01-01,festival,per_member_year,2/3,stop,文件\n")
	f.Add("x\nid,from,subject,measure,limit,severity,basis,only,on,form\n\"=1+1\",1,,,1/0,,\x1b[2J,端午,也许,goods|cash_ok\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, problems, _ := Rules(ruleTable(t, text))
		for _, r := range rows {
			again, ps := ledger.CheckRule(r.Rule)
			if len(ps) > 0 || again.Limit != r.Rule.Limit || ledger.Plain(again.ID) != again.ID {
				t.Errorf("%+v %v", r, ps)
			}
		}
		for _, p := range problems {
			if p.Text == "" || ledger.Plain(p.Subject) != p.Subject {
				t.Errorf("%+v", p)
			}
		}
	})
}
