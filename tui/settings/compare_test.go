package settings_test

import (
	"errors"
	"testing"

	"huizhang/ledger"
	"huizhang/tui/screen"
	"huizhang/tui/settings"
	"huizhang/tui/tuitest"
)

// papers reads one code and no other.
type papers struct{ ledger.Notary }

func (papers) ReadPaper(typed string) (ledger.PaperMark, error) {
	if typed != "11111-22222-33333-44444-55555" {
		return ledger.PaperMark{}, errors.New("核对码不对：第 25 位与前面的不符，请再看一遍。")
	}
	return ledger.PaperMark{Text: typed}, nil
}

func (papers) VerifyAgainst(string, ledger.PaperMark, func(int, int, string) bool) (ledger.Proof, error) {
	return ledger.Proof{Against: &ledger.Comparison{Paper: "公示件", Verdict: "same", Lines: []string{"和公示的时候一样。"}}}, nil
}

// From the result of a check one key leads to the comparison with paper, and a
// code with one wrong digit is put right, not typed again.
func TestComparisonKeepsTheCode(t *testing.T) {
	_, d, _ := desks(t)
	d.Notary = papers{}
	p := tuitest.Solo(t, settings.New(d, screen.Settings{}), 80, 24)
	p.Press("7").Expect("核验结果").Expect("F2 对照核对码").Press("f2").Expect("25 位核对码").Type("11111-22222-33333-44444-55556").Press("enter")
	p.Expect("第 25 位与前面的不符").Expect("11111-22222-33333-44444-55556")
	p.Press("backspace").Type("5").Press("enter").Expect("和公示的时候一样").Expect("对照结果").Press("f2").Expect("25 位核对码").Press("esc", "esc").Expect("词汇表")
}
