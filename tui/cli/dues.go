package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// taking is what the dues verb was told.
type taking struct {
	month, account, members, day, payee, reviewer string
	post                                          bool
}

func (s *session) duesCmd() *cobra.Command {
	var o taking
	c := &cobra.Command{
		Use: "dues assess|collect", Short: "核定会费（assess）、收会费（collect）", Args: exactly("assess 或 collect"),
		Long: "assess 按会费标准核定一个月全体会员的应缴会费，没有应缴的写明原因。\n" +
			"collect 登记收到的会费，做一张凭证；已缴的不会再收。单人记账时直接过账，其他账本先成草稿，加 --post --reviewer 才过账。",
		Example: "huizhang dues assess --month 2026-05\nhuizhang dues collect --month 2026-05 --account 102 --members all --post --reviewer 李四",
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := month("--month", o.month)
			if err != nil {
				return err
			}
			switch args[0] {
			case "assess":
				return s.assess(m, o)
			case "collect":
				return s.collect(m, o)
			}
			return wrong("dues 后面要写 assess（核定）或 collect（收缴），没有“%s”。", args[0])
		},
	}
	f := c.Flags()
	f.StringVar(&o.month, "month", "", "`月份`，例如 2026-05（必填）")
	f.StringVar(&o.account, "account", "102", "钱收到哪个`科目`：101 现金、102 银行，或其下明细")
	f.StringVar(&o.members, "members", "all", "收哪些人：`all` 是全部，或一个名单文件（列：姓名或编号）")
	f.StringVar(&o.day, "date", "", "凭证`日期`；不写时，当月是今天，以前的月份是月末")
	f.StringVar(&o.payee, "payee", "", "交款人`姓名`")
	f.BoolVar(&o.post, "post", false, "直接审核过账")
	f.StringVar(&o.reviewer, "reviewer", "", "直接过账时的审核人`姓名`；单人记账不用写")
	return c
}

// assess reckons the month and says who owes nothing, and why.
func (s *session) assess(m ledger.Month, o taking) error {
	if o.members != "all" {
		return wrong("核定会费总是全体会员；--members 只用于 dues collect。")
	}
	return s.write(func(c *clerk) error {
		got, err := c.do(ledger.AssessDues{Month: m})
		if err != nil {
			return err
		}
		return c.View(func(r ledger.Reader) error {
			for d := range r.Dues(m) {
				if x, ok := r.Member(d.Member); ok && d.Working.Reason != "" {
					s.out("%s %s：%s", x.No, x.Name, d.Working.Reason)
				}
			}
			s.out("%s", got.Title)
			return nil
		})
	})
}

func (s *session) collect(m ledger.Month, o taking) error {
	day, err := s.dayFor(m, o.day)
	if err != nil {
		return err
	}
	var names []intake.NameRow
	if o.members != "all" {
		if names, err = s.nameList(o.members); err != nil {
			return err
		}
	}
	return s.write(func(c *clerk) error {
		post := o.post || c.single
		reviewer, err := c.posting(post, o.reviewer)
		if err != nil {
			return err
		}
		act := ledger.CollectDues{Day: day, Account: ledger.Code(o.account), Payee: o.payee, Post: post, Reviewer: reviewer}
		if err := c.View(func(r ledger.Reader) error {
			act.Portions, err = s.portions(r, m, o.members, names)
			return err
		}); err != nil {
			return err
		}
		got, err := c.do(act)
		if err != nil {
			return err
		}
		if got.Ref == "" {
			s.say("已成草稿，还要审核过账。")
		}
		s.out("%s", got.Title)
		return nil
	})
}

// dayFor reads the day of a month's voucher.
func (s *session) dayFor(m ledger.Month, text string) (ledger.Day, error) {
	if text != "" {
		d, err := ledger.ParseDay(text)
		if err != nil {
			return 0, wrong("--date：%s", err.Error())
		}
		return d, nil
	}
	if today := ledger.Today(s.Now()); today.Month() == m {
		return today, nil
	}
	return m.Last(), nil
}

// nameList reads a list of people.
func (s *session) nameList(path string) ([]intake.NameRow, error) {
	t, err := s.table(path, intake.Usual())
	if err != nil {
		return nil, err
	}
	rows, problems, ignored := intake.Names(t)
	s.notes(t, ignored)
	if len(problems) > 0 {
		s.problems(problems)
		s.say("名单有 %d 处不能用，没有收会费，账本未改动。", len(problems))
		return nil, ended(exitFinding)
	}
	return rows, nil
}

// portions are everybody who is a member of that month, or those on the list.
func (s *session) portions(r ledger.Reader, m ledger.Month, source string, names []intake.NameRow) ([]ledger.Portion, error) {
	var out []ledger.Portion
	if source == "all" {
		for x := range r.Members() {
			if _, assessed := r.Due(x.ID, m); assessed || x.In(m) {
				out = append(out, ledger.Portion{Member: x.ID, Month: m})
			}
		}
		return out, nil
	}
	people := intake.CrowdOf(r)
	var ps ledger.Problems
	for _, n := range names {
		x, err := people.Must(n.No, n.Name)
		switch {
		case err != nil:
			ps.Add("members", (&intake.Table{File: source}).Subject(n.Line, ""), ledger.CodeOf(err), "%s", err.Error())
		case slices.ContainsFunc(out, func(p ledger.Portion) bool { return p.Member == x.ID }):
			ps.Add("members", (&intake.Table{File: source}).Subject(n.Line, ""), ledger.CodeExists, "“%s”在名单里出现两次。", strings.TrimSpace(x.No+" "+x.Name))
		default:
			out = append(out, ledger.Portion{Member: x.ID, Month: m})
		}
	}
	if len(ps) > 0 {
		s.problems(ps)
		s.say("名单有 %d 处不能用，没有收会费，账本未改动。", len(ps))
		return nil, ended(exitFinding)
	}
	return out, nil
}
