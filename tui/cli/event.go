package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"huizhang/ledger"
	"huizhang/ledger/intake"
)

// eventing is what the event verb was told.
type eventing struct {
	name, date, to, kind, place, budget, source, roster, payer string
	approvedBy, approvedOn, minute                             string
	present, absent                                            string
	account, item, form, reviewer, reason, second              string
	heads                                                      int
	post, guests                                               bool
}

func (s *session) eventCmd() *cobra.Command {
	var o eventing
	c := &cobra.Command{
		Use: "event new|attend|prize", Short: "活动：立项和名单（new）、签到（attend）、奖品（prize）",
		Long: "new 建一个活动和它的名单，活动编号单独印在最后一行。\n" +
			"attend 登记到场：--present all 是全到（--absent 里的除外），或一个到场名单文件（不在里面的算未到）。\n" +
			"prize 按名单文件（列：姓名或编号，奖项，金额）登记奖品，按政策规则检查；写了 --account 就同时做凭证。\n" +
			"规则禁止的不登记；规则提醒的要用 --reason 写理由、--second 写另一位负责人。",
		Example: "huizhang event new --name 趣味运动会 --date 2026-05-20 --budget 2000.00 --roster all\n" +
			"huizhang event attend 1 --present all --absent 张三,李四\nhuizhang event prize 1 获奖名单.csv --account 102",
		Args: cobra.MinimumNArgs(0),
		RunE: func(_ *cobra.Command, args []string) error { return s.event(args, o) },
	}
	f := c.Flags()
	f.StringVar(&o.name, "name", "", "活动`名称`（new 必填）")
	f.StringVar(&o.date, "date", "", "new：活动`日期`（必填）；prize：发放日期，不写是活动最后一天")
	f.StringVar(&o.to, "to", "", "结束`日期`，一天的活动不用写")
	f.StringVar(&o.kind, "kind", "", "`种类`：contest outing show park lecture skills party activity")
	f.StringVar(&o.place, "place", "", "`地点`")
	f.StringVar(&o.budget, "budget", "", "预算`金额`")
	f.StringVar(&o.source, "source", "", "经费`来源`，例如 工会经费")
	f.IntVar(&o.heads, "heads", 0, "计划`人数`")
	f.StringVar(&o.roster, "roster", "", "名单：`all` 全体会员、group:小组名，或一个名单文件（列：姓名或编号）（new 必填）")
	f.BoolVar(&o.guests, "guests", false, "名单文件里不是会员的人作为客人加入")
	f.StringVar(&o.payer, "payer", "", "三八、教师节、六一的活动由谁出钱：`school` 学校、activity 真的办活动、plain 普通慰问；不写是 activity")
	f.StringVar(&o.approvedBy, "approved-by", "", "批准人`姓名`")
	f.StringVar(&o.approvedOn, "approved-on", "", "批准`日期`")
	f.StringVar(&o.minute, "minute", "", "会议纪要`编号`")
	f.StringVar(&o.present, "present", "", "到场：`all` 或一个名单文件（attend 必填）")
	f.StringVar(&o.absent, "absent", "", "未到的`姓名`或编号，用逗号隔开")
	f.StringVar(&o.account, "account", "", "奖品的钱从哪个`科目`付：101 现金、102 银行，或其下明细；不写只登记不记账")
	f.StringVar(&o.item, "item", "", "`奖品`是什么")
	f.StringVar(&o.form, "form", "goods", "`形式`：goods 实物、coupon 券、transfer 转账、cash 现金")
	f.BoolVar(&o.post, "post", false, "凭证直接审核过账")
	f.StringVar(&o.reviewer, "reviewer", "", "直接过账时的审核人`姓名`；单人记账不用写")
	f.StringVar(&o.reason, "reason", "", "规则提醒时仍要办的`理由`")
	f.StringVar(&o.second, "second", "", "另一位负责人的`姓名`，不能是操作人")
	return c
}

func (s *session) event(args []string, o eventing) error {
	if len(args) == 0 {
		return wrong("event 后面要写 new（立项）、attend（签到）或 prize（奖品）。")
	}
	want := map[string]int{"new": 1, "attend": 2, "prize": 3}[args[0]]
	switch {
	case want == 0:
		return wrong("event 后面要写 new（立项）、attend（签到）或 prize（奖品），没有“%s”。", args[0])
	case len(args) < want:
		return wrong("还要写上%s。写法：huizhang event %s", []string{"", "活动编号", "获奖名单文件"}[len(args)], map[string]string{"attend": "attend 编号 --present all", "prize": "prize 编号 名单.csv"}[args[0]])
	case len(args) > want:
		return wrong("多写了“%s”。", args[want])
	}
	if args[0] == "new" {
		return s.eventNew(o)
	}
	id, err := eventNumber(args[1])
	if err != nil {
		return err
	}
	if args[0] == "attend" {
		return s.eventAttend(id, o)
	}
	return s.eventPrize(id, args[2], o)
}

// eventNumber reads 7 or 活-7.
func eventNumber(text string) (ledger.EventID, error) {
	t := strings.TrimPrefix(strings.TrimPrefix(ledger.FoldWidth(strings.TrimSpace(text)), "活"), "-")
	n, err := strconv.ParseUint(t, 10, 63)
	if err != nil || n == 0 {
		return 0, wrong("“%s”不是活动编号；请写成 7 或 活-7。", text)
	}
	return ledger.EventID(n), nil
}

// plan reads the plan of a new event from the flags.
func (o eventing) plan() (ledger.Event, error) {
	e := ledger.Event{Name: o.name, Kind: ledger.EventKind(o.kind), Place: o.place, Heads: o.heads, Money: o.source, Payer: o.payer, Reason: o.reason, Second: o.second,
		Approved: ledger.Approval{By: o.approvedBy, Minute: o.minute}}
	if strings.TrimSpace(o.name) == "" {
		return e, wrong("请用 --name 写明活动名称。")
	}
	for _, d := range []struct {
		flag, text string
		to         *ledger.Day
		need       bool
	}{{"--date", o.date, &e.From, true}, {"--to", o.to, &e.To, false}, {"--approved-on", o.approvedOn, &e.Approved.Day, false}} {
		if d.text == "" && !d.need {
			continue
		}
		day, err := ledger.ParseDay(d.text)
		if err != nil {
			return e, wrong("%s：%s", d.flag, err.Error())
		}
		*d.to = day
	}
	if o.budget != "" {
		m, err := ledger.ParseMoney(o.budget)
		if err != nil {
			return e, wrong("--budget：%s", err.Error())
		}
		e.Budget = []ledger.BudgetLine{{Name: "活动经费", Amount: m}}
	}
	if o.roster == "" {
		return e, wrong("请用 --roster 写明名单：all、group:小组名，或一个名单文件。")
	}
	return e, nil
}

func (s *session) eventNew(o eventing) error {
	e, err := o.plan()
	if err != nil {
		return err
	}
	groups, isGroup := strings.CutPrefix(o.roster, "group:")
	var names []intake.NameRow
	if o.roster != "all" && !isGroup {
		if names, err = s.names(o.roster, "没有建活动"); err != nil {
			return err
		}
	}
	return s.write(func(c *clerk) error {
		enrol := ledger.Enrol{All: o.roster == "all"}
		if isGroup {
			enrol.Groups = listed(strings.ReplaceAll(groups, "group:", ""))
		}
		if err := c.View(func(r ledger.Reader) error {
			if day, asks := ledger.AsksPayer(r.Practice(), e.Name, e.From); asks && e.Payer == "" {
				s.say("%s不是年节：按“真的办活动”登记。由学校出钱的请写 --payer school，普通慰问请写 --payer plain。", day.Name)
				e.Payer = ledger.ByActivity
			}
			enrol.Event = r.LastEvent() + 1
			return s.enrolled(r, o, names, &enrol)
		}); err != nil {
			return err
		}
		got, err := c.DoAll([]ledger.Act{ledger.SaveEvent{Event: e}, enrol}, c.stamp())
		if err != nil {
			return err
		}
		return c.View(func(r ledger.Reader) error {
			made, _ := r.Event(enrol.Event)
			for _, w := range made.Warnings {
				s.say("%s", w)
			}
			s.out("%s", got[1].Title)
			s.out("%d", enrol.Event)
			return nil
		})
	})
}

// listed splits a list of names typed on the command line.
func listed(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == ';' || r == '；' }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
