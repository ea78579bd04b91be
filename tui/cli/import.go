package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// readLimit is how long reading one file may take.
const readLimit = 20 * time.Second

// importing is what the import verb was told.
type importing struct {
	dryRun, partial, post, again, asJSON bool
	reviewer, from                       string
}

func (s *session) importCmd() *cobra.Command {
	var o importing
	c := &cobra.Command{
		Use: "import KIND INPUT", Short: "导入会员、工资、凭证（XLSX 或 CSV）", Args: exactly("KIND", "INPUT"),
		Long: "导入文件。KIND 是 members（会员）、payroll（工资）、vouchers（凭证）、bank（银行对账单）、invoices（发票二维码）之一。\n" +
			"有任何一行不能导入时，什么都不写入；用 --partial 只导入其余各行。同一个文件再导入一次不会重复。\n" +
			"银行对账单和发票这个版本只能看（--dry-run），不能入账。INPUT 写 - 表示标准输入。",
		Example: "huizhang import members 名册.xlsx --dry-run\nhuizhang import vouchers 凭证.csv --post --reviewer 李四",
		RunE:    func(_ *cobra.Command, args []string) error { return s.importKind(args[0], args[1], o) },
	}
	f := c.Flags()
	f.BoolVar(&o.dryRun, "dry-run", false, "只看会怎样，不写入")
	f.BoolVar(&o.partial, "partial", false, "有行不能导入时，仍导入其余各行")
	f.BoolVar(&o.post, "post", false, "凭证直接审核过账（不写是草稿）")
	f.StringVar(&o.reviewer, "reviewer", "", "直接过账时的审核人`姓名`；单人记账不用写")
	f.StringVar(&o.from, "from", "", "会员的工资、身份、状态从哪个`月份`起；不写是账本最早没有结账的月份")
	f.BoolVar(&o.again, "again", false, "账本里已有一样的凭证也再导入一张")
	f.BoolVar(&o.asJSON, "json", false, "结果写成 JSON")
	return c
}

func (s *session) importKind(kind, input string, o importing) error {
	if kind != "vouchers" && (o.post || o.reviewer != "" || o.again) {
		return wrong("--post、--reviewer 和 --again 只用于 import vouchers。")
	}
	if kind != "members" && o.from != "" {
		return wrong("--from 只用于 import members。")
	}
	plan, ok := map[string]planner{"members": planMembers, "payroll": planPayroll, "vouchers": planVouchers}[kind]
	switch {
	case ok:
		t, err := s.table(input, intake.Bulk())
		if err != nil {
			return err
		}
		return s.importTable(kind, t, plan, o)
	case kind == "bank":
		return s.lookAtBank(input, o)
	case kind == "invoices":
		return s.lookAtInvoices(input, o)
	}
	return wrong("没有“%s”这种导入，可用的有：members、payroll、vouchers、bank、invoices。", kind)
}

// job is one import in the making.
type job struct {
	importing
	t        *intake.Table
	by       ledger.Stamp
	single   bool
	rows     []row
	problems ledger.Problems
	ignored  []string
}

// row is what becomes of one row, or of the rows of one voucher.
type row struct {
	Line   int            `json:"line"`
	Action intake.Verdict `json:"action"`
	Who    string         `json:"who"`
	Text   string         `json:"text,omitempty"`
	Note   string         `json:"note,omitempty"` // to be looked at, though it stops nothing
	Ref    string         `json:"voucher,omitempty"`
	act    ledger.Act
}

// planner turns a table into rows and problems by the book as it is.
type planner func(j *job, r ledger.Reader) error

func (s *session) importTable(kind string, t *intake.Table, plan planner, o importing) error {
	j := &job{importing: o, t: t}
	run := func(c *clerk) error {
		if _, err := c.posting(o.post, o.reviewer); err != nil {
			return err
		}
		j.by, j.single = c.stamp(), c.single
		return c.View(func(r ledger.Reader) error { return plan(j, r) })
	}
	if o.dryRun {
		err := s.readAs(run)
		if err != nil {
			return err
		}
		return s.outcome(kind, j, false)
	}
	return s.write(func(c *clerk) error {
		if err := run(c); err != nil {
			return err
		}
		written := false
		if acts := j.acts(); len(acts) > 0 && (len(j.problems) == 0 || o.partial) {
			over := s.stoppable()
			receipts, err := c.DoAll(s.counted(acts), j.by)
			over()
			if err != nil {
				return err
			}
			j.note(receipts)
			written = true
		}
		return s.outcome(kind, j, written)
	})
}

// readAs is [session.write] for somebody who only wants to know what would be:
// the book is opened for looking.
func (s *session) readAs(f func(*clerk) error) error { return s.openAs(true, f) }

// told is an act that says when its turn comes, and may be called off.
type told struct {
	ledger.Act
	tell func() error
}

// Decide judges as the act itself does.
func (t told) Decide(r ledger.Reader, by ledger.Stamp) (ledger.Plan, error) {
	if err := t.tell(); err != nil {
		return ledger.Plan{}, err
	}
	return t.Act.Decide(r, by)
}

// counted makes long writing show on a terminal how far it is, and lets it be
// called off: all or nothing is written.
func (s *session) counted(acts []ledger.Act) []ledger.Act {
	out := make([]ledger.Act, len(acts))
	for i, a := range acts {
		out[i] = told{a, func() error {
			if i%200 == 0 {
				s.progress(i, len(acts), "正在写入")
			}
			return s.called()
		}}
	}
	return out
}

func (j *job) acts() []ledger.Act {
	var out []ledger.Act
	for _, r := range j.rows {
		if r.act != nil {
			out = append(out, r.act)
		}
	}
	return out
}

// note keeps the numbers that the book gave.
func (j *job) note(receipts []ledger.Receipt) {
	n := 0
	for i := range j.rows {
		if j.rows[i].act != nil && n < len(receipts) {
			j.rows[i].Ref = receipts[n].Ref
			n++
		}
	}
}

// judge asks the rules about the act of a row; what they refuse is a problem
// of that row.
func (j *job) judge(r ledger.Reader, line int, who string, a ledger.Act) bool {
	_, err := a.Decide(r, j.by)
	if err == nil {
		return true
	}
	place := strings.TrimSpace(j.t.Subject(line, "") + " " + who)
	if e, ok := err.(*ledger.Error); ok && len(e.Problems) > 0 {
		for _, p := range e.Problems {
			where := place
			if strings.HasPrefix(p.Subject, "第 ") {
				where += " 分录" + p.Subject
			}
			j.problems.Add(p.Field, where, p.Code, "%s", p.Text)
		}
		return false
	}
	j.problems.Add("", place, ledger.CodeOf(err), "%s", err.Error())
	return false
}

// table reads a workbook or CSV file; - is standard input.
func (s *session) table(path string, lim intake.Limits) (*intake.Table, error) {
	name, in, size, done, err := s.input(path)
	if err != nil {
		return nil, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(context.Background(), readLimit)
	defer cancel()
	return intake.Read(ctx, name, in, size, lim)
}

// input opens a file to import.
func (s *session) input(path string) (name string, in io.ReaderAt, size int64, done func() error, err error) {
	fine := func() error { return nil }
	if path == "-" {
		all, err := io.ReadAll(io.LimitReader(s.Stdin, intake.Bulk().Text+1))
		if err != nil {
			return "", nil, 0, nil, cannotRead("标准输入", err)
		}
		return "标准输入", bytes.NewReader(all), int64(len(all)), fine, nil
	}
	st, err := os.Stat(path)
	if err != nil {
		return "", nil, 0, nil, cannotRead(path, err)
	}
	if !st.Mode().IsRegular() {
		return "", nil, 0, nil, wrong("“%s”不是文件，不能导入。", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", nil, 0, nil, cannotRead(path, err)
	}
	return path, f, st.Size(), f.Close, nil
}
