package report_test

import (
	"strings"
	"testing"

	"huizhang/ledger"
	"huizhang/ledger/audit"
	"huizhang/ledger/audit/sample"
	"huizhang/ledger/report"
	"huizhang/store/storetest"
)

// audited is the worked example as the auditor leaves it: ticks, a sample with
// its working papers, three findings (open, answered, closed) and a final report.
func audited(t testing.TB) *storetest.Desk {
	t.Helper()
	d := example(t, true)
	p := ledger.MonthPeriod(jan)
	uid := strings.Repeat("0", 31)
	d.As("钱经审", func() {
		d.Must(t, audit.SetTick{Vouchers: []ledger.VoucherID{1, 2, 4}})
		for i, title := range []string{"慰问品没有签领表", "打印机没有验收", "奖品少一份"} {
			d.Must(t, audit.Raise{Finding: ledger.Finding{UID: uid + string(rune('1'+i)), On: "voucher/4", Ref: "2026-01-记-0004", Title: title, Severity: []string{"error", "warn", "note"}[i],
				Period: p, Amount: ledger.Money(i+1) * 100_00, Owner: "王会计", Clause: "总工办发〔2017〕32号", Due: ledger.DayOf(2026, 3, 1)}, Question: "为什么？"})
		}
		d.Must(t, audit.PlanSample{Sample: ledger.Sample{UID: uid + "9", Period: p, Method: string(sample.MethodRandom), Size: 2, Large: 5_000_00, Head: "ab12"}})
		d.Must(t, audit.DrawSample{Sample: 1, Drawn: "4711"})
	})
	d.Must(t, audit.Answer{Finding: 2, Text: "已补验收单", Voucher: 7, Paper: "验收单 1 张"})
	d.Must(t, audit.Answer{Finding: 3, Text: "已追回"})
	d.As("钱经审", func() {
		d.Must(t, audit.Close{Finding: 3, Text: "核对无误"})
		work(t, d)
		d.Must(t, audit.SavePaper{Kind: report.AuditReport, Period: p, Final: true, Parts: reportParts("evaluation", "账实相符。收入【本期收入】元。", "suggestions", "补齐签领表。")})
	})
	return d
}

// work examines every voucher of the sample; the first was booked a yuan too high.
func work(t testing.TB, d *storetest.Desk) {
	t.Helper()
	var s ledger.Sample
	view(t, d, func(r ledger.Reader) { s, _ = r.Sample(1) })
	for i, it := range s.Items {
		l := ledger.WorkLine{Sample: 1, Voucher: it.Voucher, Audited: it.Amount}
		for _, a := range sample.Attributes() {
			l.Tests = append(l.Tests, ledger.WorkTest{Name: string(a), Fine: "yes"})
		}
		if i == 0 {
			l.Audited, l.Tests[0].Fine, l.Note = it.Amount-100, "no", "小票少 1 元"
		}
		d.Must(t, audit.KeepWork{Line: l})
	}
}

// reportParts are the parts of a report as the program begins them, with some
// texts put in.
func reportParts(texts ...string) []ledger.PaperPart {
	var out []ledger.PaperPart
	for _, s := range report.Sections(report.AuditReport) {
		p := ledger.PaperPart{Key: s.Key, Title: s.Title, Text: s.Text}
		for i := 0; i+1 < len(texts); i += 2 {
			if texts[i] == s.Key {
				p.Text = texts[i+1]
			}
		}
		out = append(out, p)
	}
	return out
}

func TestAuditedMonth(t *testing.T) {
	d := audited(t)
	d.Must(t, audit.SaveHandover{Period: ledger.MonthPeriod(jan), From: "王会计", To: "李审核", Watched: "赵主席", Cash: []ledger.NoteCount{{Value: 50, Count: 3}, {Value: 100_00, Count: 5}},
		Banks: map[ledger.Code]ledger.Money{"102": 35_581_34}, Why: "多出 1.50 元，待查", Things: "公章一枚\n账本文件", Final: true})
	view(t, d, func(r ledger.Reader) {
		for _, name := range []string{"findings", report.AuditReport, "working-paper", "audit-files", "sign-off", report.HandoverDoc} {
			golden(t, "audited-"+name+".txt", dump(build(t, r, name, report.Args{Period: ledger.MonthPeriod(jan), Today: ledger.DayOf(2026, 3, 11)})))
		}
		if _, err := report.Build(r, report.AuditReport, report.Args{Period: ledger.MonthPeriod(jan), Object: "version/7"}); ledger.CodeOf(err) != ledger.CodeUnknown {
			t.Errorf("a version that is not there: %v", err)
		}
	})
}

// A final report keeps its words; when the book shows other figures by then, it
// says which.
func TestFinalReportTellsWhatMoved(t *testing.T) {
	d := audited(t)
	d.As("赵主席", func() { d.Must(t, ledger.ReopenMonth{Month: jan, Reason: "漏记一笔"}) })
	d.Post(t, storetest.V(jan.Last(), "利息", storetest.Dr("102", 5_00), storetest.Cr("408", 5_00)))
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, report.AuditReport, report.Args{Period: ledger.MonthPeriod(jan)})
		notes := strings.Join(doc.Notes, "\n")
		if !strings.Contains(notes, "本期收入 定稿时 9,381.34，现在 9,386.34") || !strings.Contains(dump(doc), "收入9,381.34元。") {
			t.Error(dump(doc))
		}
		wantRow(t, doc, "total-income", 9_386_34)
	})
	// What was written, with the names of figures in it, is not lost by that.
	view(t, d, func(r ledger.Reader) {
		x, _ := report.PaperOf(r, report.AuditReport, ledger.MonthPeriod(jan), 0)
		if got := report.DraftText(x, "evaluation"); got != "账实相符。收入【本期收入】元。" {
			t.Errorf("draft text %q", got)
		}
	})
}

func TestEvidenceNamesWhatIsMissing(t *testing.T) {
	d := storetest.Rich(t)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "evidence", report.Args{})
		text := dump(doc)
		if !strings.Contains(text, "缺附件") || !strings.Contains(text, "无需附件") && !strings.Contains(text, "缺附件的") {
			t.Error(text)
		}
		files := 0
		for _, row := range doc.Tables[0].Rows {
			if h := row.Cells[7]; !h.Null {
				files++
				if len(h.Text) != 64 {
					t.Errorf("%s: hash %q", row.Key, h.Text)
				}
			}
		}
		if files == 0 {
			t.Error("no file in a book that has some")
		}
	})
}

// The table on paper is the table at the door.
func TestPermissionsAreTheDoor(t *testing.T) {
	d := example(t, false)
	view(t, d, func(r ledger.Reader) {
		doc := build(t, r, "permissions", report.Args{})
		for i, p := range ledger.Permissions() {
			for j, role := range ledger.Roles() {
				said := doc.Tables[0].Rows[i].Cells[1+j].Text == "可以"
				for _, who := range r.People() {
					if !who.Is(role) {
						continue
					}
					for _, act := range p.Acts {
						if may := ledger.Permit(r, act, ledger.Stamp{Operator: who.Name}) == nil; may != said {
							t.Errorf("%s %s: paper says %v, the door %v", role, act, said, may)
						}
					}
				}
			}
		}
	})
}

func TestFill(t *testing.T) {
	facts := []report.Fact{{Name: "甲", Text: "1.00"}, {Name: "乙", Text: "【甲】"}}
	for in, want := range map[string]string{"": "", "a【甲】b": "a1.00b", "【甲": "【甲", "【乙】": "【甲】", "【丙】【 甲 】": "【丙】1.00", "】【甲】": "】1.00"} {
		if got, _ := report.Fill(in, facts); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if _, unknown := report.Fill("【丙】", facts); len(unknown) != 1 || unknown[0] != "丙" {
		t.Error(unknown)
	}
}

func TestObjectSigns(t *testing.T) {
	for object, sign := range map[string]string{"gift/12": "慰-12", "sheet/3": "签-0003", "event/7": "活-7", "finding/4": "问-4", "article/10": "物-10"} {
		if got := report.ObjectText(object); got != sign {
			t.Errorf("%s: %s", object, got)
		}
		if got := report.ObjectNamed(sign); got != object {
			t.Errorf("%s: %s", sign, got)
		}
	}
	for _, none := range []string{"", "慰", "慰-", "慰-x", "2026-05-记-0017", "王-3"} {
		if got := report.ObjectNamed(none); got != "" {
			t.Errorf("%s: %s", none, got)
		}
	}
}
