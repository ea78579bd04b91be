package pack

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"huizhang/ledger"
)

const pageTop = `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>%s</title><style>
body { font: 11pt/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei","PingFang SC","SimSun",sans-serif; color: #000; background: #fff; margin: 2em auto; padding: 0 1em; max-width: 62em; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin-top: 1.6em; border-bottom: 1px solid #999; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: .2em .7em; text-align: left; vertical-align: top; }
th { background: #eee; } .no { color: #b00; font-weight: bold; } .secret { border: 2px solid #b00; padding: .4em .8em; }
code { word-break: break-all; } li { margin: .3em 0; }
</style></head><body>
`

// front is the first page: what to do, in which order, with a link wherever
// something is to be opened. No script, nothing fetched.
type front struct {
	b     strings.Builder
	x     index
	title map[string]string // of the files, by path
}

func frontPage(x index, items []ledger.PackItem) string {
	p := &front{x: x, title: map[string]string{nameSums: "每个文件的校验码", nameIndex: "给程序读的目录", namePage: "首页"}}
	for _, f := range x.Files {
		p.title[f.Path] = f.Title
	}
	p.f(pageTop, p.e(x.Unit)+"　审计包")
	p.f("<h1>%s　审计包</h1>\n<p>%s由%s打包。</p>\n", p.e(x.Unit), p.e(ledger.Clock(x.Made)), p.e(x.By))
	p.f("<p class=\"secret\">%s</p>\n", p.e(secret))
	p.f("<p>如果点开下面的链接说找不到文件：压缩包还没有解压。请关掉这一页，在压缩包上点右键选“全部解压缩”，再打开解压出来的%s。</p>\n", namePage)
	p.steps()
	p.months()
	p.items(items)
	p.check()
	p.files()
	p.f("</body></html>\n")
	return p.b.String()
}

func (p *front) f(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

func (p *front) e(s string) string { return html.EscapeString(ledger.Plain(s)) }

func (p *front) has(path string) bool { return p.title[path] != "" }

// a is a link; of a file that is not there only the text.
func (p *front) a(path, text string) string {
	if !p.has(path) {
		return p.e(text)
	}
	return `<a href="` + html.EscapeString(address(path)) + `">` + p.e(text) + `</a>`
}

// years are the folders of reports, in order.
func (p *front) years() (out []string) {
	for _, f := range p.x.Files {
		if rest, ok := strings.CutPrefix(f.Path, "报表/"); ok {
			if y, _, ok := strings.Cut(rest, "年/"); ok && len(y) == 4 && (len(out) == 0 || out[len(out)-1] != y) {
				out = append(out, y)
			}
		}
	}
	return out
}

// each links the same report of every year.
func (p *front) each(name, text string) string {
	var out []string
	years := p.years()
	for _, y := range years {
		label := text
		if len(years) > 1 {
			label = y + "年" + text
		}
		out = append(out, p.a("报表/"+y+"年/"+name+".html", label))
	}
	return strings.Join(out, "、")
}

// steps is the order of the work, for somebody who never audited before.
func (p *front) steps() {
	p.f("<h2>先做什么，后做什么</h2>\n<p>按顺序做，每一步大约十几分钟。蓝色的字点一下就打开；打开的页上方有“回到首页”。</p>\n<ol>\n")
	step := func(format string, args ...any) { p.f("<li>"+format+"</li>\n", args...) }
	step("看总数。在下面“按月看”里打开一个月的公示表和收入支出表，与公示栏上贴过的那张纸对照，数字应当一样。")
	step("看电脑查出了什么。打开%s：每条写着是什么问题、在哪张凭证。", p.a("审计/自查结果.html", "自查结果"))
	step("抽查凭证。在“按月看”里打开凭证序时簿，点凭证号看记账凭证，再点凭证下面的“打开原件”看发票；没有电子原件的，请会计拿纸质凭证。金额、日期、对方、事由四样要对得上。")
	step("对银行和现金。把%s与银行给的对账单逐笔对；把%s最后的余额与当面数的现金对。", p.each("银行存款日记账", "银行存款日记账"), p.each("现金日记账", "现金日记账"))
	step("查东西和钱到没到人手里。看%s、%s，找几位会员问一问收到没有。", p.each("慰问品发放签领表", "慰问品发放签领表"), p.each("活动签到表", "活动签到表"))
	step("看谁改过什么。%s里是每一步操作；要看改动前后的样子，打开%s。", p.a("日志/日志.csv", "操作日志（表格）"), p.a("日志/日志.txt", "操作日志（改动前后）"))
	step("向会计要齐缺的。看下面“资料清单”里写着“缺”的。")
	step("最后看这个包有没有被人换过、改过，见下面“怎么知道没有被改过”。")
	p.f("</ol>\n")
}

// months is the way from a month to its vouchers.
func (p *front) months() {
	cell := func(path, text string) {
		if p.has(path) {
			p.f("<td>%s</td>", p.a(path, text))
		} else {
			p.f("<td>—</td>")
		}
	}
	p.f("<h2>按月看</h2>\n<table><tr><th>月份</th><th>公示表</th><th>收入支出表</th><th>资产负债表</th><th>科目余额表</th><th>凭证序时簿</th><th>记账凭证</th></tr>\n")
	for _, y := range p.years() {
		dir := "报表/" + y + "年/"
		for m := 1; m <= 12; m++ {
			at := fmt.Sprintf("%s-%02d", y, m)
			notices := p.notices(at)
			pages := []string{dir + "工会02表收入支出表-" + at, dir + "工会01表资产负债表-" + at, dir + "科目余额表-" + at, dir + "凭证序时簿/凭证序时簿-" + at, dir + "记账凭证/记账凭证-" + at}
			if notices == "" && !slices.ContainsFunc(pages, func(s string) bool { return p.has(s + ".html") }) {
				continue
			}
			p.f("<tr><td>%s年%d月</td><td>%s</td>", y, m, cmp.Or(notices, "没有公示"))
			for _, s := range pages {
				cell(s+".html", "打开")
			}
			p.f("</tr>\n")
		}
		p.f("<tr><th>%s年全年</th><td></td>", y)
		cell(dir+"工会02表收入支出表.html", "打开")
		cell(dir+"工会01表资产负债表.html", "打开")
		cell(dir+"科目余额表.html", "打开")
		cell(dir+"凭证序时簿.csv", "表格")
		p.f("<td></td></tr>\n")
	}
	p.f("</table>\n")
	for _, y := range p.years() {
		p.f("<p>%s年明细账，按科目：", y)
		for _, f := range p.x.Files {
			rest, ok := strings.CutPrefix(f.Path, "报表/"+y+"年/明细账/明细账-")
			if name, page := strings.CutSuffix(rest, ".html"); ok && page {
				p.f("%s　", p.a(f.Path, strings.Replace(name, "-", " ", 1)))
			}
		}
		p.f("</p>\n")
	}
	if p.has(nameDrafts + ".html") {
		p.f("<p>还没有过账的凭证：%s。</p>\n", p.a(nameDrafts+".html", "未过账凭证"))
	}
}

// notices links what was published of a month, each version.
func (p *front) notices(at string) string {
	var out []string
	for _, f := range p.x.Files {
		if rest, ok := strings.CutPrefix(f.Path, "公示/"+at+"-第"); ok && strings.HasSuffix(rest, ".html") {
			out = append(out, p.a(f.Path, "第"+strings.TrimSuffix(rest, ".html")))
		}
	}
	return strings.Join(out, " ")
}

func (p *front) items(items []ledger.PackItem) {
	p.f("<h2>资料清单</h2>\n<table><tr><th>资料</th><th>有没有</th><th>在哪里，或要另带什么</th></tr>\n")
	for _, i := range items {
		mark := "<td>有</td>"
		if !i.In {
			mark = `<td class="no">缺</td>`
		}
		p.f("<tr><td>%s</td>%s<td>%s</td></tr>\n", p.e(i.Name), mark, p.linked(i.Text))
	}
	for _, m := range p.x.Missing {
		p.f("<tr><td>附件 %s</td><td class=\"no\">缺</td><td>%s</td></tr>\n", p.e(m.Subject), p.e(m.Text))
	}
	p.f("</table>\n")
}

// linked makes the names of reports and folders in a text of the list links.
func (p *front) linked(text string) string {
	s := p.e(text)
	for _, name := range []string{"科目余额表", "现金日记账", "银行存款日记账", "慰问品发放签领表", "活动签到表", "奖品发放表", "会费缴纳花名册", "会费欠缴表", "经费审查报告", "整改台账"} {
		if years := p.years(); len(years) > 0 && p.has("报表/"+years[len(years)-1]+"年/"+name+".html") {
			s = strings.Replace(s, name, p.each(name, name), 1)
		}
	}
	for _, place := range [][2]string{{"审计/自查结果", "审计/自查结果.html"}, {"规则/", "规则/慰问活动标准表.html"}, {"附件/", "附件/附件目录.html"}, {"签字/", "签字/签字目录.html"}, {"日志/", "日志/日志.csv"}} {
		if p.has(place[1]) && strings.HasPrefix(s, place[0]) {
			s = p.a(place[1], place[0]) + strings.TrimPrefix(s, place[0])
		}
	}
	return s
}

// check explains the digests to somebody who never heard of them.
func (p *front) check() {
	p.f("<h2>怎么知道没有被改过</h2>\n<p>电脑可以给每个文件算一串“指纹”（校验码）：内容改动一个字，指纹就全变；谁来算都一样。整本账也有一串，叫核对码，把从第一天起的每一条记录都算在里面：</p>\n")
	p.f("<p>这个包里的账：共 %d 条记录，核对码 <code>%d:%s</code></p>\n<ol>\n", p.x.Size, p.x.Size, p.e(p.x.Root))
	p.f("<li>有会账程序：用程序打开这个压缩包（不是解压后的文件夹），程序自己全部核对，不对会说哪里不对。请用自己带来的程序，不要用被审单位电脑上的。</li>\n")
	p.f("<li>手里有以前的核对码（公示表下方印着，或者自己留着的签字文件）：让程序拿它对照，能看出那以前的记录后来有没有被改。这是最有用的一步。</li>\n")
	p.f("<li>没有会账程序：%s里写着怎样用电脑自带的命令核对%s。只在本包里自己对自己，看不出整个包被换掉，所以第 2 步不能省。</li>\n</ol>\n", p.a(nameReadMe, nameReadMe), p.a(nameSums, nameSums))
}

// files are all there is, a page and its table on one line.
func (p *front) files() {
	p.f("<h2>全部文件</h2>\n<p>网页用来看和打印；表格（CSV）用 Excel 或 WPS 打开，可以筛选、求和。给程序读的是%s；带校验码的目录是%s。</p>\n<table><tr><th>内容</th><th>打开</th></tr>\n", p.a(nameIndex, nameIndex), p.a(nameList, nameList))
	for _, f := range p.x.Files {
		stem, page := strings.CutSuffix(f.Path, ".html")
		if page && p.has(stem+".csv") {
			continue // stands beside its table
		}
		link := p.a(f.Path, f.Path)
		if stem, table := strings.CutSuffix(f.Path, ".csv"); table && p.has(stem+".html") {
			link = p.a(stem+".html", "网页") + "　" + p.a(f.Path, "表格")
		}
		p.f("<tr><td>%s</td><td>%s</td></tr>\n", p.e(f.Title), link)
	}
	p.f("</table>\n")
}
