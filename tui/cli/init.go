package cli

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// founding is what the init verb was told.
type founding struct {
	name, credit, start, opening, words, share string
	persons                                    []string
	single                                     bool
}

func (s *session) initCmd() *cobra.Command {
	var f founding
	c := &cobra.Command{
		Use: "init FILE", Short: "建立一本新账", Args: exactly("FILE"),
		Long:    "建立一本新账：单位名称、启用月份、人员和期初余额。不会覆盖已有的文件。",
		Example: "huizhang init 工会.book --name 某某学校工会委员会 --start 2026-01 --person 张三:会计 --person 李四:审核+主席 --opening 期初.csv\nhuizhang init 工会.book --name 某某学校工会委员会 --start 2026-01 --single",
		RunE:    func(_ *cobra.Command, args []string) error { return s.found(args[0], f) },
	}
	fl := c.Flags()
	fl.StringVar(&f.name, "name", "", "工会`名称`（必填）")
	fl.StringVar(&f.start, "start", "", "启用`月份`，例如 2026-01（必填）")
	fl.StringVar(&f.opening, "opening", "", "期初余额`文件`（CSV 或 XLSX；列：科目、借方、贷方）")
	fl.StringArrayVar(&f.persons, "person", nil, "人员，写成`姓名:职责`，可重复；职责有会计 出纳 审核 主席 经审，几个职责用 + 连接")
	fl.BoolVar(&f.single, "single", false, "一个人记账：制单人可以审核自己的凭证，每张报表都会注明")
	fl.StringVar(&f.credit, "credit", "", "统一社会信用`代码`（18 位）")
	fl.StringVar(&f.words, "words", string(ledger.OneWord), "凭证`字`：记 或 收付转")
	fl.StringVar(&f.share, "share-up", "", "拨缴经费中上解上级的`比例`，例如 0.4")
	return c
}

func (s *session) found(path string, f founding) error {
	people, err := f.people()
	if err != nil {
		return err
	}
	start, err := month("--start", f.start)
	if err != nil {
		return err
	}
	if strings.TrimSpace(f.name) == "" {
		return wrong("请用 --name 写明工会名称。")
	}
	if _, err := os.Lstat(path); err == nil {
		return existsBook(path)
	}
	var rows []ledger.OpeningRow
	if f.opening != "" {
		if rows, err = s.openingRows(f.opening); err != nil {
			return err
		}
	}
	name, _ := ledger.Clean(f.name)
	first := ledger.Found{People: people, Opening: rows, Unit: ledger.Unit{
		Name: name, CreditCode: strings.ToUpper(strings.TrimSpace(f.credit)), Start: start, Single: f.single,
		Words: ledger.Words(f.words), BookID: s.NewID(), ShareUp: f.share}}
	if abs, err := filepath.Abs(path); err == nil && s.DataDir != "" && filepath.Dir(abs) == filepath.Clean(s.DataDir) {
		if err := os.MkdirAll(s.DataDir, 0o700); err != nil {
			return cannotWrite(path, err)
		}
	}
	if err := folderFor(path); err != nil {
		return err
	}
	b, err := s.Shelf.Create(path, first, ledger.Stamp{Operator: founder(people), Time: s.Now().Unix(), ID: s.NewID()})
	if err != nil {
		return notMade(path, misfounded(err))
	}
	if err := b.Close(); err != nil {
		return err
	}
	s.out("已建立账本：%s（%s，从%s开始）", path, name, start.Chinese())
	return nil
}

// misfounded makes wrong use of what the rules refuse in the flags; opening
// balances that are refused stay findings.
func misfounded(err error) error {
	var refused *ledger.Error
	if !errors.As(err, &refused) || len(refused.Problems) == 0 {
		return err
	}
	var lines []string
	for _, p := range refused.Problems {
		if !slices.Contains([]string{"name", "start", "words", "credit", "share", "people"}, p.Field) {
			return err
		}
		text := p.Text
		if p.Subject != "" {
			text = p.Subject + "：" + text
		}
		lines = append(lines, text)
	}
	return wrong("%s", strings.Join(lines, "\n"))
}

// people reads the persons given. A book kept by one person needs no name; any
// other book must say who is who.
func (f *founding) people() ([]ledger.Person, error) {
	if len(f.persons) == 0 {
		if f.single {
			return []ledger.Person{{Name: string(ledger.Treasurer), Roles: []ledger.Role{ledger.Treasurer}}}, nil
		}
		return nil, wrong("请用 --person 姓名:职责 登记人员，例如 --person 张三:会计 --person 李四:审核；一个人记账的请加 --single。")
	}
	var out []ledger.Person
	keeper := false
	for _, text := range f.persons {
		name, roles, ok := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
		p := ledger.Person{Name: ledger.CleanName(name)}
		if !ok || p.Name == "" {
			return nil, wrong("--person 要写成 姓名:职责，例如 张三:会计；现在是“%s”。", text)
		}
		for role := range strings.FieldsFuncSeq(roles, func(r rune) bool { return strings.ContainsRune("+＋、,，", r) }) {
			p.Roles = append(p.Roles, ledger.Role(strings.TrimSpace(role)))
		}
		keeper = keeper || p.Is(ledger.Treasurer)
		out = append(out, p)
	}
	if !keeper {
		return nil, wrong("至少要有一位会计，例如 --person 张三:会计。")
	}
	return out, nil
}

// founder is who signs the first entry: the first treasurer.
func founder(people []ledger.Person) string {
	for _, p := range people {
		if p.Is(ledger.Treasurer) {
			return p.Name
		}
	}
	return people[0].Name
}

// openingRows reads opening balances against the official chart.
func (s *session) openingRows(path string) ([]ledger.OpeningRow, error) {
	t, err := s.table(path, intake.Usual())
	if err != nil {
		return nil, err
	}
	var chart []ledger.Account
	for _, std := range ledger.Chart2021() {
		if std.Listing != ledger.AboveLevel {
			chart = append(chart, std.Account)
		}
	}
	rows, problems, ignored := intake.Opening(t, resolver(chart, false))
	s.notes(t, ignored)
	if len(problems) > 0 {
		s.problems(problems)
		s.say("期初余额有 %d 处不能用，没有建立账本。", len(problems))
		return nil, ended(exitFinding)
	}
	return rows, nil
}

// month reads a month that a flag or argument gives.
func month(what, text string) (ledger.Month, error) {
	if text == "" {
		return 0, wrong("请用 %s 写明月份，例如 2026-05。", what)
	}
	m, err := ledger.ParseMonth(text)
	if err != nil {
		return 0, wrong("%s：%s", what, err.Error())
	}
	return m, nil
}
