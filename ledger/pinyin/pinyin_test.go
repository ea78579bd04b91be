package pinyin

import (
	"slices"
	"testing"
)

func TestName(t *testing.T) {
	for _, c := range []struct{ name, full, initials string }{
		{"单雄", "shanxiong", "sx"},
		{"单雄", "danxiong", "dx"}, // as the character is usually read
		{"曾敏", "zengmin", "zm"},
		{"尉迟恭", "yuchigong", "ycg"},
		{"欧阳娜", "ouyangna", "oyn"},
		{"张三", "zhangsan", "zs"},
		{"吕玲", "lvling", "ll"},
		{"䶮明", "yanming", "ym"},
	} {
		full, initials := Name(c.name)
		if !slices.Contains(full, c.full) || !slices.Contains(initials, c.initials) {
			t.Errorf("Name(%s) = %v, %v; want %s, %s among them", c.name, full, initials, c.full, c.initials)
		}
	}
}

func TestInitialsKeepLatin(t *testing.T) {
	if got := Initials("买A4纸 20包"); got != "maz20b" && got != "ma4z20b" {
		t.Errorf("Initials = %q", got)
	}
}

func TestInitialsOfPhrases(t *testing.T) {
	for word, want := range map[string]string{"银行存款": "yhck", "行政补助收入": "xzbzsr", "工会会计": "ghkj", "长期待摊费用": "cqdtfy", "累计折旧": "ljzj"} {
		if got := Initials(word); got != want {
			t.Errorf("Initials(%s) = %s, want %s", word, got, want)
		}
	}
}

func TestMatches(t *testing.T) {
	for _, q := range []string{"会员", "hyhd", "huiyuan", ""} {
		if !Matches("会员活动支出", q) {
			t.Errorf("%q does not match", q)
		}
	}
	if Matches("会员活动支出", "wtz") {
		t.Error("wtz matches 会员活动支出")
	}
}
