package settings

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
	"huizhang/tui/desk"
	"huizhang/tui/screen"
)

// List writes the people out.
func (s *People) List() screen.Listing {
	if s.form != nil || len(s.people) == 0 {
		return nil
	}
	people, d := s.people, s.d
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "人员", "", desk.Column("姓名", report.KindText, 14), desk.Column("职责", report.KindText, 30), desk.Column("任职", report.KindText, 6))
		return desk.Rows(doc, p, len(people), func(i int) (string, []report.Cell) {
			x := people[i]
			return x.Name, []report.Cell{report.Text(x.Name), report.Text(rolesText(x.Roles)), report.Text(office(x))}
		})
	}
}

// mostWords is how much of an entry's changes a list holds; the rest is read on
// the screen.
const mostWords = 600

// List writes out what the filter lets through, newest entry first, with what
// was changed, before and after, in words.
func (s *LogView) List() screen.Listing {
	if s.inner != nil || s.form != nil || len(s.entries) == 0 {
		return nil
	}
	d, f := s.d, s.filter
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "操作日志", f.words(), desk.Column("序号", report.KindIdentity, 8), desk.Column("时间", report.KindText, 16), desk.Column("操作人", report.KindText, 10),
			desk.Column("事项", report.KindText, 16), desk.Column("做了什么", report.KindText, 36), desk.Column("对象", report.KindIdentity, 18), desk.Column("原因", report.KindText, 18), desk.Column("改动前后", report.KindText, 40))
		doc.Landscape = true
		n := int(r.Head().Size)
		doc.Head = r.Head().String()
		fits, err := f.matcher(r)
		if err != nil {
			return doc
		}
		work := report.WorkWords()
		for e := range r.Log(0, true) {
			if !desk.GoOn(p, n-int(e.Seq), n) {
				return nil
			}
			if f.past(e) {
				break
			}
			if !fits(e) {
				continue
			}
			seq := fmt.Sprint(e.Seq)
			desk.Add(doc, report.RowItem, seq, report.Text(seq), report.Text(clock(e.Time)), report.Text(e.Operator), report.Text(work(e.Act)), report.Text(e.Title),
				report.Text(report.EntryObject(r, e)), report.Text(e.Reason), report.Text(changeWords(r, e)))
		}
		return doc
	}
}

// changeWords tells what an entry changed, in one run of text.
func changeWords(r ledger.Reader, e ledger.Entry) string {
	var out []string
	n := 0
	for _, c := range e.Changes {
		for _, l := range ledger.Describe(c, r) {
			l = strings.TrimSpace(l)
			if n += len([]rune(l)); n > mostWords {
				return strings.Join(append(out, "……其余请看画面"), "；")
			}
			out = append(out, l)
		}
	}
	return strings.Join(out, "；")
}

// List writes the known backups out.
func (s *Backups) List() screen.Listing {
	if len(s.copies) == 0 {
		return nil
	}
	copies, d := s.copies, s.d
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "备份", "", desk.Column("时间", report.KindText, 16), desk.Column("核对", report.KindText, 8), desk.Column("记录数", report.KindCount, 8),
			desk.Column("核对码", report.KindIdentity, 24), desk.Column("文件", report.KindText, 50))
		return desk.Rows(doc, p, len(copies), func(i int) (string, []report.Cell) {
			c := copies[i]
			proven := "已核对"
			if !c.Proven {
				proven = "未核对"
			}
			return c.Path, []report.Cell{report.Text(clock(c.Time)), report.Text(proven), report.Number(int64(c.Head.Size)), report.Text(c.Head.String()), report.Text(c.Path)}
		})
	}
}

// List writes the accounts out that show, with their balances.
func (s *Chart) List() screen.Listing {
	if len(s.shown) == 0 {
		return nil
	}
	shown, d, filter := s.shown, s.d, "已启用的科目"
	if s.all {
		filter = "全部科目"
	}
	if q := s.query.Text(); q != "" {
		filter += "，查找“" + q + "”"
	}
	return func(r ledger.Reader, p screen.Progress) *report.Document {
		doc := d.List(r, "科目", filter, desk.Column("编码", report.KindIdentity, 10), desk.Column("名称", report.KindText, 30), desk.Column("方向", report.KindText, 4),
			desk.Column("来源", report.KindText, 10), desk.Column("状态", report.KindText, 8), desk.Column("余额", report.KindMoney, 16))
		return desk.Rows(doc, p, len(shown), func(i int) (string, []report.Cell) {
			a := shown[i]
			side, state := a.words()
			return string(a.Code), []report.Cell{report.Text(string(a.Code)), report.Text(a.Name), report.Text(side), report.Text(originOf(a.Account)),
				report.Text(state), report.AmountOrBlank(a.balance, nil)}
		})
	}
}
