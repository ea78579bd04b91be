package pack

import (
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/export"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
	"huizhang/store"
)

// contents writes what is in a pack, in the order people look at it.
type contents struct {
	w     *writer
	r     ledger.Reader
	o     ledger.PackOrder
	tell  teller
	gauge *gauge
	files *store.Files
	dir   string // for what is put together in pieces
	now   string
	left  []string // reports that could not be made, and why

	places  map[string]string       // of attachments, by digest
	slipped map[ledger.Month]string // addresses of the pages of vouchers
}

func (x *contents) write(book string) error {
	steps := []struct {
		name string
		end  int
		do   func() error
	}{
		{"说明", copied, func() error { return x.w.note(nameReadMe, "怎样阅读和核对", readMe(x.r, x.o)) }},
		{"账本", booked, func() error { return x.book(book) }},
		{"附件", filed, x.attachments},
		{"公示表", posted, x.notices},
		{"报表和账簿", told, x.reports},
		{"未过账凭证", told, x.drafts},
		{"审计记录", audited, x.audit},
		{"标准", ruled, x.rules},
		{"签字", ruled, x.signatures},
		{"日志", logged, x.log},
		{"数据", filled, x.data},
	}
	from := copied
	for _, s := range steps {
		x.gauge.part(from, s.end)
		from = s.end
		if !x.tell.goOn(0, 0, s.name) {
			return errStopped("")
		}
		if err := s.do(); err != nil {
			return err
		}
	}
	return nil
}

func (x *contents) book(from string) error {
	return x.w.add(nameBook, "账本文件（核对过的副本）", fileLevel, func(w io.Writer) error {
		f, err := os.Open(from)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	})
}

// both writes a document as a table and as a page.
func (x *contents) both(name, title string, doc *report.Document) error {
	return x.pages(name, title, doc, x.linksOf(name))
}

func (x *contents) pages(name, title string, doc *report.Document, links *render.Links) error {
	err := x.w.add(name+".csv", title, textLevel, func(w io.Writer) error {
		return render.Write(w, render.CSV, doc, render.Options{Progress: x.goOn(title)})
	})
	if err != nil {
		return err
	}
	return x.page(name, title, doc, links)
}

// page writes a document as a page alone.
func (x *contents) page(name, title string, doc *report.Document, links *render.Links) error {
	return x.w.add(name+".html", title, textLevel, func(w io.Writer) error {
		return render.Write(w, render.HTML, doc, render.Options{Links: links, Progress: x.goOn(title)})
	})
}

func (x *contents) goOn(what string) func(done, total int) bool {
	return func(done, total int) bool { return x.tell.goOn(done, total, what) }
}

// notices are the disclosures as they hang on the board.
func (x *contents) notices() error {
	for n := range x.r.Notices() {
		doc, err := report.Posted(n, report.SignaturesOf(x.r, n)...)
		if err != nil {
			x.left = append(x.left, fmt.Sprintf("公示表 %s 第 %d 版：%s", n.Period, n.Version, err))
			continue
		}
		name := fmt.Sprintf("公示/%s-第%d版", n.Period, n.Version)
		if err := x.both(name, fmt.Sprintf("%s收支公示表第 %d 版（公示时的原样）", n.Period.Chinese(), n.Version), doc); err != nil {
			return err
		}
	}
	return nil
}

// reports writes the catalogue: what a report of a new version brings is in the
// pack without a word here.
func (x *contents) reports() error {
	first, last := x.r.Unit().Start, report.LastMonth(x.r)
	all := report.Catalogue()
	pieces := (last.Year() - first.Year() + 1) * len(all)
	for y := first.Year(); y <= last.Year(); y++ {
		year := ledger.Period{From: max(first, ledger.MonthOf(y, 1)), To: min(last, ledger.MonthOf(y, 12))}
		for i, rep := range all {
			done := (y-first.Year())*len(all) + i
			x.gauge.part(posted+(told-posted)*done/pieces, posted+(told-posted)*(done+1)/pieces)
			if rep.Name == "disclosure" || rep.Name == "log" || rep.NeedsObject { // published ones and the log are there; a person's own page is not for everybody
				continue
			}
			if !x.tell.goOn(0, 0, rep.Title) {
				return errStopped("")
			}
			if err := x.report(rep, fmt.Sprintf("%d年", y), year); err != nil {
				return err
			}
		}
	}
	return nil
}

// report writes one report for a year and, where that is usual, for its months.
func (x *contents) report(rep report.Report, folder string, year ledger.Period) error {
	name := strings.ReplaceAll(strings.ReplaceAll(rep.Title, " ", ""), "/", "-")
	switch rep.Name {
	case "voucher":
		return x.slips(rep, year)
	case "journal":
		return x.journal(rep, folder, name, year)
	}
	if rep.NeedsAccount {
		for _, code := range x.moved(year) {
			a, _ := x.r.Account(code)
			file := store.SafeName(fmt.Sprintf("%s-%s-%s", name, code, a.Name))
			if err := x.one(rep, path.Join("报表", folder, name, file), report.Args{Period: year, Account: code}); err != nil {
				return err
			}
		}
		return nil
	}
	periods := []ledger.Period{year}
	if slices.Contains([]string{"income", "balance", "trial"}, rep.Name) {
		for m := year.From; m <= year.To && year.From != year.To; m = m.Add(1) {
			periods = append(periods, ledger.MonthPeriod(m))
		}
	}
	for i, p := range periods {
		file := name
		if i > 0 {
			file += "-" + p.String()
		}
		if err := x.one(rep, path.Join("报表", folder, file), report.Args{Period: p}); err != nil {
			return err
		}
	}
	return nil
}

func (x *contents) one(rep report.Report, name string, a report.Args) error {
	doc, err := x.build(rep, a)
	if doc == nil || err != nil {
		return err
	}
	title := rep.Title
	if a.Account != "" {
		acc, _ := x.r.Account(a.Account)
		title += " " + acc.Title()
	}
	return x.both(name, title+" "+a.Period.Chinese(), doc)
}

// build makes a report; nil is one that the rules refuse: it is left out, and the
// list says so.
func (x *contents) build(rep report.Report, a report.Args) (*report.Document, error) {
	if !x.tell.goOn(0, 0, rep.Title+" "+a.Period.Chinese()) {
		return nil, errStopped("")
	}
	a.Today, a.Generated = x.o.Today, x.now
	doc, err := rep.Build(x.r, a)
	if err != nil {
		x.left = append(x.left, rep.Title+"："+err.Error())
		return nil, nil
	}
	return doc, nil
}

// moved are the accounts that have lines of their own in a period. They come
// before those of the accounts below.
func (x *contents) moved(p ledger.Period) (out []ledger.Code) {
	for _, a := range x.r.Chart() {
		for it := range x.r.Items(a.Code, p) {
			if it.Account == a.Code {
				out = append(out, a.Code)
			}
			break
		}
	}
	return out
}

func (x *contents) rules() error {
	if err := x.both("规则/慰问活动标准表", "慰问活动标准表", report.Rules(x.r, "", x.o.Today, x.now)); err != nil {
		return err
	}
	t := table("账本的设置", "项目", "内容")
	u, p := x.r.Unit(), x.r.Practice()
	t.row("单位", u.Name)
	t.row("统一社会信用代码", u.CreditCode)
	t.row("启用月份", u.Start.Chinese())
	t.row("一人记账", yes(u.Single))
	t.row("经费上解比例", u.ShareUp)
	t.row("执行标准的地区", p.Region)
	people := table("人员和职责", "姓名", "职责", "离任")
	for _, w := range x.r.People() {
		var roles []string
		for _, role := range w.Roles {
			roles = append(roles, string(role))
		}
		people.row(w.Name, strings.Join(roles, "、"), yes(w.Gone))
	}
	may := table("谁可以做什么", "工作", "职责")
	for _, row := range ledger.Permissions() {
		var roles []string
		for _, role := range row.Roles {
			roles = append(roles, string(role))
		}
		may.row(row.Work, strings.Join(roles, "、"))
	}
	return x.both("规则/设置和职责", "设置、人员和职责", x.doc("设置、人员和职责", t, people, may))
}

// data is the whole of the postings for another program to add up again.
func (x *contents) data() error {
	return x.w.add("数据/账.journal", "全部已过账的凭证，hledger 可以直接读", textLevel, func(w io.Writer) error { return export.Hledger(w, x.r) })
}

// sheet is a table of plain texts.
type sheet struct{ report.Table }

func table(title string, columns ...string) *sheet {
	t := &sheet{report.Table{Title: title}}
	for _, c := range columns {
		kind := report.KindText
		if c == "凭证" || c == "凭证或对象" || c == "对应凭证" || c == "对象" || c == "在包里的位置" { // leads somewhere
			kind = report.KindIdentity
		}
		t.Columns = append(t.Columns, report.Column{Name: c, Kind: kind, Width: 12})
	}
	return t
}

func (t *sheet) row(cells ...string) {
	r := report.Row{Kind: report.RowItem, Key: fmt.Sprint(len(t.Rows) + 1)}
	for _, c := range cells {
		r.Cells = append(r.Cells, report.Text(c))
	}
	t.Rows = append(t.Rows, r)
}

func (x *contents) doc(title string, ts ...*sheet) *report.Document {
	d := &report.Document{Name: "pack", Title: title, Organization: x.r.Unit().Name, PeriodText: x.o.Today.Chinese(), Generated: x.now, Head: x.r.Head().String(), Landscape: true}
	for _, t := range ts {
		d.Tables = append(d.Tables, t.Table)
	}
	return d
}

func yes(b bool) string {
	if b {
		return "是"
	}
	return "否"
}
