package ledger

import (
	"fmt"
	"strings"
)

// presetSheet is one published text: region, validity and source of all rows
// it gave. Rows are "subject measure limit [form]" or, with a dash as limit,
// forms only; a fifth word changes the severity.
type presetSheet struct {
	code, region string
	from, to     Day
	basis        string
	source       string
	confidence   string
	rows         []string
}

// Presets are the rules that the program knows of: amounts of provinces as the
// press gave them, the nationwide rules and the loosenings since 2025 (domain
// rules §9.3, §9.4). All are off until somebody confirms region and year, and
// none is a law: basis and confidence say what each is worth.
func Presets() []Rule {
	var out []Rule
	for _, s := range presetSheets() {
		for _, text := range s.rows {
			out = append(out, s.rule(text))
		}
	}
	return out
}

// rule makes one row. Amounts only warn, because what is known of them comes
// from reports; what is not verified at all is only noted.
func (s presetSheet) rule(text string) Rule {
	text, only, _ := strings.Cut(text, " @")
	f := strings.Fields(text)
	x := Rule{Version: 1, Region: s.region, From: s.from, To: s.to, Subject: Subject(f[0]), Measure: shortMeasure(f[1]), Severity: SevWarn,
		Basis: s.basis, Source: s.source, Confidence: s.confidence, Only: strings.ReplaceAll(only, ",", " ")}
	if f[2] != "-" {
		x.Limit = f[2]
	}
	for _, w := range f[3:] {
		switch w {
		case "note":
			x.Severity = SevNote
		case "G":
			x.Severity, x.Confidence = SevNote, "G"
		default:
			x.Form = strings.ReplaceAll(w, "+", " ")
		}
	}
	x.ID = fmt.Sprintf("%s-%s", s.code, f[0])
	if f[1] != usualMeasure(x.Subject) {
		x.ID += "-" + f[1]
	}
	if only != "" {
		x.ID += "-" + strings.Split(only, ",")[0]
	}
	return x
}

func shortMeasure(s string) Measure {
	return map[string]Measure{"year": PerMemberYear, "event": PerPersonEvent, "share": ShareOfParticipants, "income": ShareOfIncome,
		"dues": MultipleOfDues, "count": CountPerYear}[s]
}

// usualMeasure is the measure that an ID need not name.
func usualMeasure(s Subject) string {
	switch s {
	case SubFestival, SubBirthday, SubKit, SubPark:
		return "year"
	case SubPrizeShare:
		return "share"
	case SubDuesTopup:
		return "dues"
	case SubFestivalPool:
		return "income"
	}
	return "event"
}

const (
	repost2018 = "2018 年报道或转载，启用前请向上级工会核实现行标准"
	guessed    = "生效日按年份推定，"
)

func presetSheets() []presetSheet {
	return append([]presetSheet{
		{"cn-2017", Nationwide, 20180101, 0, "《基层工会经费收支管理办法》总工办发〔2017〕32号", "新民晚报 2017-12 摘要；" + guessed + "未见全文", "B", []string{
			"festival year - goods+coupon", "birthday year - goods+coupon", "marriage event - goods+coupon", "birth event - goods+coupon",
			"hospital event - goods+transfer+cash", "death_member event - goods+transfer+cash", "death_kin event - goods+transfer+cash",
			"retirement event - goods", "prize_share share 2/3", "dues_topup dues 3 G"}},
		{"cn-2017", Nationwide, 20180101, 20241231, "春秋游应当日往返（总工办发〔2017〕32号，2025 年起各地放宽）", "山东 2018 等报道", "B", []string{"outing_2d count 0"}},
		{"cn-2026", Nationwide, 20260106, 0, "四部门《关于深入推进新时代职工文体工作高质量发展 扩大职工文体消费的意见》：鼓励每年最多四次春秋游", "https://www.163.com/dy/article/KIK34JRK0514R9P4.html", "B", []string{"outing_day count 4 note"}},
		{"shanghai-2025", "上海", 20250101, 0, "上海市总工会 2025-04-09 通知（用餐不超过活动标准的一半）", "http://www.zjcav1002.cn/article-9-342191-1.html（转载）", "B/C", []string{
			"film event 300", "park year 300", "outing_day count 4", "outing_day event 300", "outing_2d event 900"}},
		{"shanghai-2025", "上海", 20250101, 0, "上海市总工会 2025-04-09 通知：本市品牌商品每人每年", "http://www.zjcav1002.cn/article-9-342191-1.html（转载）", "B/C", []string{"festival year 1000 @other"}},
		{"shaanxi-2025", "陕西", 20250701, 0, "陕西“十条措施”（2025-07，经铜川；230 元是每人每天交通和门票，用会费的门票最多为会费的 4 倍，每年一张消费券）", "http://www.tcszgh.net/news_show.rt?channlId=12&contentId=362", "B", []string{
			"outing_day count 4", "outing_day event 230", "outing_2d event 460", "dues_topup dues 4"}},
		{"shaanxi-2025", "陕西", 20250101, 0, "陕西年节慰问标准（约 2024/25 年）", "zhongliuw 网页；" + guessed + "未见原文", "C", []string{"festival year 2200"}},
		{"tianjin-2017", "天津", 20170922, 0, "天津市工会经费负面清单：不得以现金发奖", "http://txt58.cn/newshow/C4I48.html（转载）", "B/C", []string{"prize_single event - goods+coupon", "prize_team event - goods+coupon"}},
	}, provinceSheets()...)
}

func provinceSheets() []presetSheet {
	return []presetSheet{
		{"henan-2018", "河南", 20180101, 0, "豫工文〔2018〕15号", "https://www.zztrc.edu.cn/gh2023/info/1121/1671.htm；" + repost2018, "B/C", []string{
			"festival year 2000", "birthday year 300", "marriage event 500", "birth event 500", "hospital event 1000", "death_member event 2000", "death_kin event 1000",
			"retirement event 1000", "prize_share share 2/3", "prize_team event 300", "prize_single event 400"}},
		{"shandong-2018", "山东", 20180101, 0, "山东省 2018 年实施办法（试行）", "https://sd.dzwww.com/sdnews/201807/t20180710_17586419.htm；" + repost2018, "B", []string{
			"festival year 1600", "birthday year 300", "marriage event 600", "birth event 600", "hospital event 600", "death_member event 2000", "death_kin event 1000",
			"retirement event 2000", "prize_share share 2/3", "prize_team event 300", "prize_single event 500", "keepsake event 100", "meal event 40", "kit year 800",
			"outing_day event 200", "training_award event 500", "training_award share 0.15"}},
		{"hubei-2018", "湖北", 20180101, 0, "湖北省 2018 年标准（经济效益好的企业年节慰问可到 1,500）", "https://jw.wust.edu.cn/info/1361/7471.htm；" + repost2018, "B", []string{
			"festival year 1200", "birthday year 300", "marriage event 1000", "birth event 500", "hospital event 1000", "death_member event 1000", "death_kin event 1000",
			"retirement event 1000", "keepsake event 100", "keepsake count 1"}},
		{"anhui-2018", "安徽", 20180101, 0, "安徽省 2018 年实施办法（试行）", "https://feifmx.com/socialgd/10000169/20180428/32358486_2.html；" + repost2018, "B/C", []string{
			"festival year 1500", "birthday year 300", "marriage event 600", "birth event 600", "hospital event 1000", "death_member event 2000", "death_kin event 1000", "retirement event 1000"}},
		{"anhui-new", "安徽新版", 20180101, 0, "安徽省后来的标准（原文未注明年份；手术住院可到 2,000，服装特殊可到 1,000）", "https://www.jiusongjiankang.com/health/news/5142835.html；生效日请自行核实", "C", []string{
			"festival year 2000", "birthday year 300", "marriage event 2000", "birth event 1000", "hospital event 1000", "death_member event 2000", "death_kin event 1000",
			"retirement event 1000", "prize_share share 1/3", "prize_single event 500", "kit year 600", "film year 150", "outing_day event 200"}},
		{"fujian-2018", "福建", 20180101, 0, "福建省标准，2018-01-01 起（住院手术可到 1,000；不发现金和卡）", "http://www.jusar.cn/a/n9JSY5CI87963506.html；" + repost2018, "B/C", []string{
			"festival year 1300 goods", "birthday year 300", "birth event 500", "hospital event 500", "death_member event 2000", "death_kin event 1000", "retirement event 500"}},
		{"sichuan-2018", "四川", 20180101, 0, "四川省 2018 年标准", "http://www.tongfu2017.com/content.html?id=40842；" + repost2018, "B/C", []string{
			"festival year 2100", "birthday year 300", "marriage event 500", "birth event 500", "death_member event 2000", "death_kin event 1000", "retirement event 500",
			"prize_share share 2/3", "prize_single event 300", "keepsake event 100"}},
		{"guangdong-2018", "广东", 20180101, 0, "广东省 2018 年标准（试行）", "https://dawenbaishu.com/answer/18075.html；" + repost2018, "C", []string{
			"marriage event 1000", "birth event 1000", "death_member event 3000", "death_kin event 1000", "retirement event 1000"}},
		{"unnamed-2023", "未署名（疑为广东）", 20180101, 0, "未署名的问答：可发指定商店的实物券，年节慰问不超过当年留成经费的一半", "http://www.cqfaxin.com/hjbk/hejiwenda/2023/1213/8427.html；生效日请自行核实", "C", []string{
			"festival year 1800 goods+coupon", "festival_pool income 0.5 note", "birthday year 300", "marriage event 1000", "birth event 1000"}},
		{"guizhou-2018", "贵州", 20180101, 0, "贵州省 2018 年标准（暂行）", "https://feifmx.com/socialgd/10000169/20180428/32358486_2.html；" + repost2018, "B/C", []string{
			"festival event 500 @spring", "festival event 200 @newyear,qingming,labour,duanwu,midautumn,national", "birthday year 300"}},
		{"beijing-2019", "北京", 20190101, 0, "北京市 2019 年标准（春节联欢奖品人均 150）", "https://www.chinanews.com/sh/2019/01-06/8721281.shtml", "B", []string{
			"festival_pool income 0.5 note", "birthday year 300", "prize_single event 150 note"}},
		{"jiangsu-2018", "江苏", 20180101, 0, "苏工发〔2018〕13号（一个单位的办法；年节 800+500+500）", "https://jd.jswater.org.cn；" + repost2018, "C", []string{
			"festival year 1800", "birthday year 400", "marriage event 1000", "birth event 1000", "film year 300", "park year 300"}},
		{"shanxi-2017", "山西", 20170101, 0, "晋工发〔2017〕67号", "http://gh.xztu.edu.cn/info/1027/1344.htm（文号）；" + guessed + "金额为转载", "C", []string{"festival year 1500"}},
		{"xinjiang-2019", "新疆", 20190101, 20241231, "新工办〔2019〕3号", "转载；" + guessed + "请核实", "C", []string{"festival year 1500"}},
		{"xinjiang-2025", "新疆", 20250101, 0, "新工办〔2019〕3号及 2025 年补充", "https://www.zhongliuw.cn/jiankang/1231509.html", "C", []string{"festival year 2000"}},
		{"heilongjiang-2017", "黑龙江", 20170101, 0, "黑龙江省 2017 年标准", "http://www.handmsg.com/page/2017/0407/1473162.shtml；" + guessed + "请核实", "C", []string{"festival year 1000"}},
		{"changsha", "长沙", 20180101, 0, "长沙市（无标题摘录，原文未注明年份）", "生效日请自行核实", "C", []string{
			"prize_share share 0.3", "prize_single event 400", "kit year 500", "training_award event 1500"}},
		{"many-2015", "多省（2015 年）", 20150101, 20171231, "2015 年多数省份的标准（生日 200—300）", "http://www.fafqdl.cn/news/view/853818.html；仅供查旧账", "C", []string{"festival year 1000", "birthday year 300"}},
		{"shanghai-2015", "上海", 20150101, 20171231, "上海市 2015 年标准（并不超过留成经费的 20%）", "http://www.fafqdl.cn/news/view/853818.html；仅供查旧账", "C", []string{"festival year 400", "festival_pool income 0.2 note"}},
		{"chongqing-2015", "重庆", 20150101, 20171231, "重庆市 2015 年标准（分 500、300、100 三档，这里取最高一档）", "http://www.fafqdl.cn/news/view/853818.html；仅供查旧账", "C", []string{"festival year 500"}},
	}
}
