package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huizhang/ledger"
	. "huizhang/store/storetest"
)

func TestLimits(t *testing.T) {
	for text, want := range map[string]string{"1600": "1600", "1,600.00": "1600", "１６００": "1600", "2/3": "2/3", "0.6667": "0.6667", "50%": "0.5", "300元": "300", "4次": "4"} {
		l, err := ledger.ParseLimit(text)
		if err != nil || l.String() != want {
			t.Errorf("%q: %v %v", text, l, err)
		}
	}
	for _, text := range []string{"", "1/0", "-1", "1e9", "2/3/4", "约300", "1,60", "99999999999999999", "0.5/2", "NaN", "一百"} {
		if l, err := ledger.ParseLimit(text); err == nil {
			t.Errorf("%q: %v", text, l)
		}
	}
	l, _ := ledger.ParseLimit("2/3")
	if !l.Allows(4, 6) || l.Allows(5, 6) || !l.Allows(2, 3) || l.Of(100) != 66 {
		t.Error("2/3 is not exact")
	}
}

func FuzzLimit(f *testing.F) {
	for _, s := range []string{"2/3", "1,600.00", "50%", "0.6667", "１／３"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := ledger.ParseLimit(s)
		if err != nil {
			return
		}
		again, err := ledger.ParseLimit(l.String())
		if err != nil || again.String() != l.String() {
			t.Errorf("%q reads as %q, then %v %v", s, l, again, err)
		}
		l.Of(100_00)
	})
}

// Every preset is a sound row, all are off, and what the notes give is there.
func TestPresets(t *testing.T) {
	seen := map[string]bool{}
	for _, x := range ledger.Presets() {
		if _, ps := ledger.CheckRule(x); len(ps) > 0 || x.On || seen[x.ID] || x.Basis == "" || x.Confidence == "" || x.Source == "" {
			t.Errorf("%+v %v", x, ps)
		}
		seen[x.ID] = true
		if (x.Confidence == "G") != (x.Severity == ledger.SevNote && x.Subject == ledger.SubDuesTopup) && x.Confidence == "G" {
			t.Errorf("%s is not verified and still warns", x.ID)
		}
	}
	d := New(t, nil)
	for _, region := range []string{ledger.Nationwide, "河南", "山东", "湖北", "安徽", "福建", "四川", "广东", "贵州", "北京", "江苏", "山西", "新疆", "陕西", "黑龙江", "上海", "长沙", "天津"} {
		d.Must(t, ledger.EnableRegion{Region: region, Year: 2026, On: true})
		d.Must(t, ledger.EnableRegion{Region: region, Year: 2026, On: false})
	}
	if err := d.Refuse(t, ledger.EnableRegion{Region: "火星", On: true}); ledger.CodeOf(err) != ledger.CodeUnknown {
		t.Error(err)
	}
	if err := d.Refuse(t, ledger.EnableRegion{Region: "重庆", Year: 2026, On: true}); !strings.Contains(err.Error(), "没有 2026 年有效的标准") {
		t.Error(err)
	}
}

// Rows are appended, never changed, and a row that says nothing new is not.
func TestSavingAppends(t *testing.T) {
	d := New(t, nil)
	x := rule("本会-节日", ledger.SubFestival, ledger.PerMemberYear, "1,000.00")
	d.Must(t, ledger.SaveRule{Rule: x})
	if err := d.Refuse(t, ledger.SaveRule{Rule: x}); ledger.CodeOf(err) != ledger.CodeState {
		t.Error(err)
	}
	y := x
	y.Limit = "1200"
	got := d.Must(t, ledger.ImportRules{Rules: []ledger.Rule{x, rule("另一条", ledger.SubKit, ledger.PerMemberYear, "1")}, From: "表.csv"})
	if got.Title != "导入慰问活动标准 1 条（表.csv）" {
		t.Error(got.Title)
	}
	d.Must(t, ledger.SaveRule{Rule: y})
	_ = d.View(func(r ledger.Reader) error {
		rows := r.Rules()
		if len(rows) != 3 || rows[0].Limit != "1000" || rows[2].Limit != "1200" || rows[2].Version != 2 || rows[2].By != d.Operator || rows[2].Row != 3 {
			t.Errorf("%+v", rows)
		}
		if n := ledger.RulesAt(rows, 20260101, rows[0].Made); len(n) != 1 || n[0].Limit != "1000" {
			t.Errorf("as it was: %v", n)
		}
		if n := ledger.RulesAt(rows, 20260101, rows[2].Made); len(n) != 2 || n[0].Limit != "1200" {
			t.Errorf("as it is: %v", n)
		}
		w := ledger.RuleWarnings(rows, []ledger.Rule{rule("第三条", ledger.SubFestival, ledger.PerMemberYear, "5"), rule("没用", ledger.SubPrizeShare, ledger.CountPerYear, "5")})
		if len(w) != 2 || !strings.Contains(w[0], "第三条 和 本会-节日 同时有效") || !strings.Contains(w[1], "没用") {
			t.Error(w)
		}
		return nil
	})
	err := d.Refuse(t, ledger.ImportRules{Rules: []ledger.Rule{{}, {ID: "甲", From: 20260101, To: 20251231, Subject: "x", Measure: "y", Severity: "z", Limit: "-1", Form: "鸡蛋", On: true}}})
	var fields []string
	for _, p := range err.(*ledger.Error).Problems {
		if p.Subject == "甲" {
			fields = append(fields, p.Field)
		}
	}
	if want := []string{"to", "subject", "measure", "severity", "form", "limit", "basis"}; !slices.Equal(fields, want) {
		t.Errorf("%v, want %v: %v", fields, want, err)
	}
}

// Whatever is saved later, an old gift is judged as it was.
func TestChangesNeverReachBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := New(t, nil)
		for i := range 4 {
			d.Must(t, ledger.SaveMember{Member: ledger.Member{Name: nameOf(i + 1), Spells: []ledger.Spell{{From: 20150901}}}})
		}
		type entry struct {
			id   ledger.GiftID
			said []string
		}
		var done []entry
		judge := func(id ledger.GiftID) (out []string) {
			err := d.View(func(r ledger.Reader) error {
				g, _ := r.Gift(id)
				var shares []ledger.Share
				for s := range r.Sheets(id) {
					shares = append(shares, slices.Collect(r.Shares(s.ID))...)
				}
				for _, v := range ledger.JudgeGift(r, &g, shares, g.Made) {
					out = append(out, v.Text)
				}
				return nil
			})
			if err != nil {
				rt.Fatal(err)
			}
			return out
		}
		for range rapid.IntRange(3, 8).Draw(rt, "steps") {
			switch rapid.IntRange(0, 2).Draw(rt, "step") {
			case 0:
				x := rule(rapid.SampledFrom([]string{"甲", "乙"}).Draw(rt, "id"), ledger.SubFestival, ledger.PerMemberYear, rapid.SampledFrom([]string{"50", "100", "150"}).Draw(rt, "limit"))
				x.On = rapid.Bool().Draw(rt, "on")
				x.From = rapid.SampledFrom([]ledger.Day{20250101, 20260310}).Draw(rt, "from")
				if _, err := d.Do(ledger.SaveRule{Rule: x}, d.Stamp()); err != nil && ledger.CodeOf(err) != ledger.CodeState {
					rt.Fatal(err)
				}
			case 1:
				if _, err := d.Do(ledger.EnableRegion{Region: "黑龙江", On: rapid.Bool().Draw(rt, "region")}, d.Stamp()); err != nil && ledger.CodeOf(err) != ledger.CodeState {
					rt.Fatal(err)
				}
			default:
				o := rapid.SampledFrom([]string{"spring", "duanwu", "national"}).Draw(rt, "occasion")
				id := give(t, d, o, rapid.SampledFrom([]ledger.Day{20260301, 20260310, 20260610}).Draw(rt, "day"), lines(ledger.Money(rapid.IntRange(1, 120).Draw(rt, "yuan"))*100, 1, 2), nil)
				done = append(done, entry{id, judge(id)})
			}
			for _, e := range done {
				if now := judge(e.id); !slices.Equal(now, e.said) {
					rt.Fatalf("%s was %v and is %v", e.id, e.said, now)
				}
			}
		}
	})
}

func TestPracticeIsChecked(t *testing.T) {
	d := New(t, nil)
	d.Must(t, ledger.SetPractice{Practice: ledger.Practice{Hospital: "50404", Festivals: []ledger.Festival{{Name: "三月三", Month: 3, Dom: 3, Lunar: true, Basis: "自治区政府"}}, SpareRows: 3}})
	_ = d.View(func(r ledger.Reader) error {
		if o, ok := ledger.OccasionOf(r.Practice(), "三月三"); !ok || o.ID != "local-1" || r.Practice().HospitalAccount() != "50404" {
			t.Errorf("%+v", r.Practice())
		}
		return nil
	})
	for field, p := range map[string]ledger.Practice{
		"hospital": {Hospital: "102"}, "costing": {Costing: "lifo"}, "spare": {SpareRows: 51},
		"festivals": {Festivals: []ledger.Festival{{Name: "春节", Month: 1, Dom: 1}}},
	} {
		err := d.Refuse(t, ledger.SetPractice{Practice: p})
		if ps := err.(*ledger.Error).Problems; len(ps) != 1 || ps[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
