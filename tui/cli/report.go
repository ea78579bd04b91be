package cli

import (
	"cmp"
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

// asked is what the report verb was told.
type asked struct {
	list, force, phones, published            bool
	period, account, voucher, of, format, out string
}

func (s *session) reportCmd() *cobra.Command {
	var o asked
	c := &cobra.Command{
		Use: "report NAME", Short: "出报表（report --list 列出全部）",
		Long: "出一张报表。不写 --period 时是整本账；收支表、资产负债表、公示表是最近一个有账的月份。\n" +
			"公示表平常按现在的账做；加 --published 印公示时的原样，带核对码、二维码和签字情况，不写 --period 时是最近一次公示的。",
		Example: "huizhang report --list\nhuizhang report disclosure --period 2026-05 --format pdf --out 公示.pdf\nhuizhang report disclosure --period 2026-05 --published --format pdf --out 公示原样.pdf\nhuizhang report ledger --account 50105 --period 2026\nhuizhang report welfare-sheet --of 12 --format pdf --out 签领表.pdf\nhuizhang report member --of 张三 --period 2024-01..2026-12",
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case o.list && len(args) == 0:
				for _, rep := range report.Catalogue() {
					s.out("%-12s  %s：%s", rep.Name, rep.Title, rep.Help)
				}
				return nil
			case o.list:
				return wrong("--list 不用写报表名称。")
			}
			if err := exactly("NAME")(c, args); err != nil {
				return err
			}
			return s.makeReport(args[0], o)
		},
	}
	f := c.Flags()
	f.BoolVar(&o.list, "list", false, "列出全部报表")
	f.StringVar(&o.period, "period", "", "`期间`：2026-05、2026-Q2、2026 或 2026-01..2026-06")
	f.StringVar(&o.account, "account", "", "明细账的`科目`编码或名称")
	f.StringVar(&o.voucher, "voucher", "", "记账凭证的`编号`，例如 2026-05-记-0017")
	f.StringVar(&o.of, "of", "", "只看一个：签领表、慰问、活动、帮扶档案的`编号`（12 或 签-0012），会员的编号或姓名；和 --published 一起是第几版")
	f.BoolVar(&o.published, "published", false, "公示表：印公示时的原样，不写 --of 时是最新一版")
	f.StringVar(&o.format, "format", string(render.Text), "`格式`：text、csv、json、html、xlsx、pdf")
	f.StringVar(&o.out, "out", "", "写到`文件`；不写时写到标准输出")
	f.BoolVar(&o.force, "force", false, "覆盖已有的文件")
	f.BoolVar(&o.phones, "phones", false, "会员花名册里印手机号")
	return c
}

func (s *session) makeReport(name string, o asked) error {
	rep, ok := report.Find(name)
	if !ok {
		return wrong("没有叫“%s”的报表。全部报表见：huizhang report --list", name)
	}
	format, err := render.Parse(strings.ToLower(o.format))
	if err != nil {
		return wrong("%s", err.Error())
	}
	period, err := ledger.ParsePeriod(o.period)
	switch {
	case err != nil:
		return wrong("--period：%s", err.Error())
	case o.published && name != disclosureName:
		return wrong("--published 只用于公示表：huizhang report disclosure --published。")
	case rep.NeedsAccount && o.account == "":
		return wrong("%s要用 --account 指定科目，例如 --account 50105。", rep.Title)
	case rep.NeedsObject && o.of == "":
		return wrong("%s要用 --of 指定%s。", rep.Title, rep.Of[0].Chinese())
	case format.Binary() && (o.out == "" || o.out == "-") && s.OutTerminal:
		return wrong("%s 不能显示在终端上，请用 --out 写到文件。", strings.ToUpper(o.format))
	}
	if o.published {
		return s.posted(period, format, o)
	}
	return s.read(func(r ledger.Reader) error {
		a := report.Args{Period: period, Today: ledger.Today(s.Now()), Generated: s.Now().Format("2006-01-02 15:04"), Phones: o.phones}
		if err := lookUp(r, o, &a); err != nil {
			return misasked(err)
		}
		if o.of != "" {
			if a.Object, err = rep.ParseObject(r, o.of); err != nil {
				return misasked(err)
			}
		}
		doc, err := rep.Build(r, a)
		if err != nil {
			return misasked(err)
		}
		if err := s.public(r, doc); err != nil {
			return err
		}
		s.suggest(r, doc)
		return s.render(doc, format, o)
	})
}

// misasked makes wrong use of what the rules refuse to report on: nothing was
// found and nothing rejected, the book just has no such account, voucher or month.
func misasked(err error) error {
	var refused *ledger.Error
	if errors.As(err, &refused) {
		return wrong("%s", refused.Error())
	}
	return err
}

// public stops a document for the notice board that tells about persons, and
// says what else keeps it from being published.
func (s *session) public(r ledger.Reader, doc *report.Document) error {
	if !doc.Public {
		return nil
	}
	_, ps := report.Release(r, doc.Period)
	s.problems(ps)
	for _, p := range ps {
		if p.Code == ledger.CodePersonal {
			s.say("公开文件中发现个人信息，已停止导出，没有写出文件。（X01）")
			return ended(exitFinding)
		}
	}
	return nil
}

// lookUp finds the account and the voucher that the report is about.
func lookUp(r ledger.Reader, o asked, a *report.Args) error {
	if o.account != "" {
		code, name := intake.SplitAccount(o.account) // 50105, 会员活动支出 or both
		found, err := resolver(r.Chart(), false)(cmp.Or(code, name))
		if err != nil {
			return err
		}
		a.Account = found
	}
	if o.voucher == "" {
		return nil
	}
	id, ok := voucherNamed(r, o.voucher)
	if !ok {
		return ledger.Errf(ledger.CodeUnknown, "没有找到凭证“%s”；请写成 2026-05-记-0017 这样，草稿写成 #12。", o.voucher)
	}
	a.Voucher = id
	return nil
}

// voucherNamed finds a voucher by the number people see, or a draft by #12.
func voucherNamed(r ledger.Vouchers, text string) (ledger.VoucherID, bool) {
	text = ledger.FoldWidth(strings.TrimSpace(text))
	if _, n, ok := strings.Cut(text, "#"); ok {
		id, err := strconv.ParseUint(n, 10, 64)
		_, found := r.Voucher(ledger.VoucherID(id))
		return ledger.VoucherID(id), err == nil && found
	}
	parts := strings.Split(text, "-")
	if len(parts) != 4 {
		return 0, false
	}
	m, err := ledger.ParseMonth(parts[0] + "-" + parts[1])
	n, err2 := strconv.Atoi(parts[3])
	if err != nil || err2 != nil {
		return 0, false
	}
	return r.VoucherByNumber(m, ledger.Word(parts[2]), n)
}

// render writes the document and names characters that paper would lack.
func (s *session) render(doc *report.Document, format render.Format, o asked) error {
	switch format {
	case render.Text, render.HTML, render.PDF:
		doc = report.SideBySide(doc)
	}
	if format == render.PDF {
		gaps, err := render.Missing(doc)
		if err != nil {
			return err
		}
		for _, g := range gaps {
			s.say("“%s”里的“%s”字体里没有，会印成〓，请手写补上。", g.Text, string(g.Runes))
		}
	}
	if f, err := render.Parse(strings.TrimPrefix(strings.ToLower(filepath.Ext(o.out)), ".")); err == nil && f != format {
		s.say("请注意：文件名像 %s，写出的是 %s。要换格式请加 --format %s。", f, format, f)
	}
	wide := 0
	if o.out == "" || o.out == "-" {
		wide = s.Width
	}
	return s.deliver(o.out, o.force, func(w io.Writer) error {
		err := render.Write(w, format, doc, render.Options{Width: wide, Progress: func(done, total int) bool { return s.progress(done, total, "正在写出") }})
		s.progressEnd()
		return err
	})
}
