package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
	"huizhang/ledger/render"
	"huizhang/ledger/report"
)

// ruling is what the rules verb was told.
type ruling struct {
	region, format, out  string
	year                 int
	onlyOn, off, force   bool
	dryRun, asJSON, skip bool
}

func (s *session) rulesCmd() *cobra.Command {
	var o ruling
	c := &cobra.Command{
		Use: "rules list|import|enable", Short: "慰问和活动的标准：查看（list）、导入（import）、启用一个地区（enable）", Args: cobra.ArbitraryArgs,
		Long: "标准是一张表：地区、生效日期、对象、口径、上限、形式、级别、依据、来源、可信度。预置的各省标准来自报道和转载，启用前都不起作用。\n" +
			"list 列出全表；import FILE 从 CSV 或 XLSX 导入，马上生效（“启用”一列写“否”的除外），没有变化的行不会重复；\n" +
			"enable REGION 启用一个地区在 --year 那一年有效的标准，加 --off 停用。全国的标准另用 enable 全国。已经办过的慰问和活动不受影响。",
		Example: "huizhang rules list --region 山东\nhuizhang rules import 标准.csv\nhuizhang rules enable 山东 --year 2026",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrong("rules 后面要写 list（查看）、import（导入）或 enable（启用）。")
			}
			rest := args[1:]
			switch {
			case len(rest) > 1:
				return wrong("多写了“%s”。写法：huizhang rules %s …", rest[1], args[0])
			case args[0] == "list" && len(rest) == 0:
				return s.listRules(o)
			case args[0] == "import" && len(rest) == 1:
				return s.importRules(rest[0], o)
			case args[0] == "enable" && len(rest) == 1:
				return s.enableRegion(rest[0], o)
			case args[0] == "list":
				return wrong("rules list 后面多写了“%s”。按地区看请用 --region。", rest[0])
			case args[0] == "import":
				return wrong("还要写上文件。写法：huizhang rules import FILE")
			case args[0] == "enable":
				return wrong("还要写上地区。写法：huizhang rules enable REGION；有哪些地区，用 huizhang rules list 看。")
			}
			return wrong("rules 后面要写 list（查看）、import（导入）或 enable（启用），没有“%s”。", args[0])
		},
	}
	f := c.Flags()
	f.StringVar(&o.region, "region", "", "list：只看这个`地区`")
	f.BoolVar(&o.onlyOn, "on", false, "list：只看已启用的")
	f.StringVar(&o.format, "format", "", "list：写成 csv、xlsx、pdf 等`格式`，可以改了再导入")
	f.StringVar(&o.out, "out", "", "list：写到`文件`")
	f.BoolVar(&o.force, "force", false, "list：覆盖已有的文件")
	f.IntVar(&o.year, "year", 0, "enable：确认的是哪一`年`的标准；不写是今年")
	f.BoolVar(&o.off, "off", false, "enable：停用")
	f.BoolVar(&o.dryRun, "dry-run", false, "import：只看会怎样，不写入")
	f.BoolVar(&o.skip, "partial", false, "import：有行不能导入时，仍导入其余各行")
	f.BoolVar(&o.asJSON, "json", false, "结果写成 JSON")
	return c
}

// ruleJSON is one row of rules list --json, with the names of the file's columns.
type ruleJSON struct {
	ID         string   `json:"id"`
	Region     string   `json:"region"`
	From       string   `json:"from"`
	To         string   `json:"to"`
	Subject    string   `json:"subject"`
	Measure    string   `json:"measure"`
	Limit      string   `json:"limit"`
	Form       string   `json:"form"`
	Evidence   []string `json:"evidence"`
	Severity   string   `json:"severity"`
	Basis      string   `json:"basis"`
	Source     string   `json:"source"`
	Confidence string   `json:"confidence"`
	Only       string   `json:"only,omitempty"`
	On         bool     `json:"on"`
	InForce    bool     `json:"in_force"` // on, and valid today
	Version    int      `json:"version"`
}

func ruleToJSON(x ledger.Rule, today ledger.Day) ruleJSON {
	p := ledger.Plain
	out := ruleJSON{p(x.ID), p(x.Region), x.From.String(), x.To.String(), string(x.Subject), string(x.Measure), x.Limit, x.Form, []string{}, string(x.Severity),
		p(x.Basis), p(x.Source), p(x.Confidence), p(x.Only), x.On, x.On && x.InForce(today), x.Version}
	for _, e := range x.Evidence {
		out.Evidence = append(out.Evidence, p(e))
	}
	return out
}

func (s *session) listRules(o ruling) error {
	today := ledger.Today(s.Now())
	if o.format != "" || o.out != "" {
		return s.writeRules(o, today)
	}
	return s.read(func(r ledger.Reader) error {
		list := []ruleJSON{}
		on := 0
		for _, x := range ledger.RuleTable(r.Rules()) {
			if o.region != "" && x.Region != o.region || o.onlyOn && !x.On {
				continue
			}
			if x.On {
				on++
			}
			list = append(list, ruleToJSON(x, today))
			if !o.asJSON {
				s.out("%s %s %s（%s）：%s。依据：%s", map[bool]string{true: "启用", false: "停用"}[x.On], x.ID, cmpName(x.Region), x.Severity.Chinese(), x.Says(), x.BasisText())
			}
		}
		switch {
		case o.asJSON:
			s.json(list)
		case len(list) == 0 && o.region != "":
			s.say("没有“%s”的标准。有标准的地区：%s。", o.region, strings.Join(ledger.Regions(ledger.RuleTable(r.Rules())), "、"))
		default:
			s.out("共 %d 条，启用 %d 条。", len(list), on)
		}
		return nil
	})
}

func cmpName(region string) string {
	if region == "" {
		return "本会"
	}
	return region
}

// writeRules writes the table as a file that the import reads again.
func (s *session) writeRules(o ruling, today ledger.Day) error {
	name := o.format
	if name == "" {
		name = o.out[strings.LastIndex(o.out, ".")+1:]
	}
	format, err := render.Parse(strings.ToLower(name))
	if err != nil {
		return wrong("%s", err.Error())
	}
	var doc *report.Document
	if err := s.read(func(r ledger.Reader) error {
		doc = report.Rules(r, o.region, today, ledger.Clock(s.Now().Unix()))
		return nil
	}); err != nil {
		return err
	}
	return s.render(doc, format, asked{out: o.out, force: o.force})
}

// rulesImportJSON is the shape of rules import --json.
type rulesImportJSON struct {
	Added    []string  `json:"added"`    // ids, new or with a new version
	Same     int       `json:"same"`     // rows that change nothing
	Warnings []string  `json:"warnings"` // overlaps
	Ignored  []string  `json:"ignored"`  // columns
	Problems []badRule `json:"problems"`
	Written  bool      `json:"written"`
}

type badRule struct {
	Where string `json:"where"`
	Field string `json:"field"`
	Text  string `json:"text"`
}

func (s *session) importRules(path string, o ruling) error {
	t, err := s.table(path, intake.Usual())
	if err != nil {
		return err
	}
	rows, problems, ignored := intake.Rules(t)
	out := rulesImportJSON{Added: []string{}, Warnings: []string{}, Ignored: append([]string{}, ignored...), Problems: []badRule{}}
	for _, p := range problems {
		out.Problems = append(out.Problems, badRule{ledger.Plain(p.Subject), p.Field, ledger.Plain(p.Text)})
	}
	if !o.asJSON {
		s.notes(t, ignored)
		s.problems(problems)
	}
	run := s.write
	if o.dryRun || len(problems) > 0 && !o.skip {
		run = s.readAs
	}
	err = run(func(c *clerk) error {
		var fresh, all []ledger.Rule
		for _, x := range rows {
			all = append(all, x.Rule)
		}
		if err := c.View(func(r ledger.Reader) error {
			fresh = ledger.ChangedRules(r.Rules(), all)
			out.Warnings = append(out.Warnings, ledger.RuleWarnings(r.Rules(), fresh)...)
			return nil
		}); err != nil {
			return err
		}
		out.Same = len(all) - len(fresh)
		for _, x := range fresh {
			out.Added = append(out.Added, ledger.Plain(x.ID))
		}
		if o.dryRun || len(problems) > 0 && !o.skip || len(fresh) == 0 {
			return nil
		}
		_, err := c.do(ledger.ImportRules{Rules: fresh, From: t.File})
		out.Written = err == nil
		return err
	})
	if err != nil {
		return err
	}
	return s.rulesImported(out, o)
}

func (s *session) rulesImported(out rulesImportJSON, o ruling) error {
	switch {
	case o.asJSON:
		s.json(out)
	case len(out.Problems) > 0 && !o.skip:
		s.say("有 %d 处不能导入，账本未改动。改好再导入，或用 --partial 只导入其余各行。", len(out.Problems))
	default:
		for _, w := range out.Warnings {
			s.say("请注意：%s", w)
		}
		word := map[bool]string{true: "将导入", false: "导入"}[o.dryRun]
		s.out("%s标准 %d 条，没有变化 %d 条。", word, len(out.Added), out.Same)
	}
	if len(out.Problems) > 0 {
		return ended(exitFinding)
	}
	return nil
}

func (s *session) enableRegion(region string, o ruling) error {
	year := o.year
	if year == 0 {
		year = s.Now().Year()
	}
	if year < 1990 || year > 2199 {
		return wrong("--year 要写四位年份，例如 2026。")
	}
	return s.write(func(c *clerk) error {
		var rows []ledger.Rule
		var nation bool
		if err := c.View(func(r ledger.Reader) error {
			rows, _ = ledger.RegionRules(r.Rules(), region, year)
			for i := range rows {
				rows[i].On = !o.off
			}
			for _, w := range ledger.RuleWarnings(r.Rules(), rows) {
				if !o.off {
					s.say("请注意：%s", w)
				}
			}
			for _, x := range ledger.Newest(r.Rules(), 0) {
				nation = nation || x.On && x.Region == ledger.Nationwide
			}
			return nil
		}); err != nil {
			return err
		}
		got, err := c.do(ledger.EnableRegion{Region: region, Year: year, On: !o.off})
		if ledger.CodeOf(err) == ledger.CodeState && len(rows) > 0 {
			s.say("%s", err.Error()) // on already: asked twice is fine
			return s.enabled(rows, o)
		}
		if err != nil {
			return err
		}
		s.say("%s", got.Title)
		if !o.off && !nation && region != ledger.Nationwide {
			s.say("全国的标准（形式、得奖比例等）还没有启用；需要时用 huizhang rules enable 全国。")
		}
		return s.enabled(rows, o)
	})
}

// enabled shows the rows of the region as they are now.
func (s *session) enabled(rows []ledger.Rule, o ruling) error {
	today := ledger.Today(s.Now())
	list := []ruleJSON{}
	for _, x := range rows {
		list = append(list, ruleToJSON(x, today))
		if !o.asJSON {
			s.out("%s %s：%s。依据：%s", map[bool]string{true: "启用", false: "停用"}[x.On], x.ID, x.Says(), x.BasisText())
		}
	}
	if o.asJSON {
		s.json(list)
	}
	return nil
}
