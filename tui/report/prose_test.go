package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
	"huizhang/tui/screen"
)

// Paragraphs of a written report are read whole on the screen, at any width;
// what is printed keeps them in one piece.
func TestParagraphsAreReadWhole(t *testing.T) {
	b := storetest.Example(t, true, nil)
	route := screen.ReportView{Name: report.AuditReport, Period: ledger.MonthPeriod(202601)}
	s := open(t, deskOn(t, b, "钱经审"), route, 80, 24)
	for _, w := range []int{80, 60, 120} {
		s.Resize(w, 30)
		var all strings.Builder
		for y := range 28 {
			all.WriteString(strings.Trim(s.Line(y), " <>"))
		}
		if text := strings.ReplaceAll(all.String(), " ", ""); !strings.Contains(text, "进行了审查，现报告如下。") || strings.Contains(text, "工会审计条例》..") {
			t.Errorf("at %d:\n%s", w, s.Screen())
		}
	}
}
