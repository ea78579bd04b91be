package pack

import (
	"fmt"
	"strings"

	"huizhang/ledger"
	"huizhang/ledger/report"
)

// items is the list of what a school's audit asks for (domain rules §18.2),
// answered by what the book has. What the program does not keep is said to be
// missing, so that somebody brings it.
func (x *contents) items() []ledger.PackItem {
	has := func(ok bool, name, there, bring string) ledger.PackItem {
		if ok {
			return ledger.PackItem{Name: name, In: true, Text: there}
		}
		return ledger.PackItem{Name: name, Text: bring}
	}
	notices, papers, gifts := 0, 0, x.r.LastGift() > 0
	for range x.r.Notices() {
		notices++
	}
	for range x.r.Papers() {
		papers++
	}
	_, budget := report.Find("budget")
	_, handed := report.Find("audit-report")
	out := []ledger.PackItem{
		has(true, "自查报告（机构、经费、资产、收支、现金）", "审计/自查结果，报表/", ""),
		has(false, "经济责任承诺书", "", "账本不保存，请另附签字原件"),
		has(true, "执行的制度和标准", "规则/", ""),
		has(budget, "批准的预算", "报表/", "账本里没有批准的预算，请另附"),
		has(true, "总账、明细账、日记账", "报表/…年/ 科目余额表、明细账、现金日记账、银行存款日记账", ""),
		has(true, "会计报表", "报表/…年/ 工会01表、工会02表", ""),
		has(true, "会计凭证（电子）", "报表/…年/ 记账凭证、凭证序时簿，每月一页", ""),
		has(len(x.w.index.Attachments) > 0, "原始凭证（电子附件）", fmt.Sprintf("附件/，共 %d 份", len(x.w.index.Attachments)), "账本里没有电子附件，请另带纸质凭证"),
		has(false, "纸质凭证和账册", "", "电子文件代替不了，请另带"),
		has(notices > 0, "收支公示表", fmt.Sprintf("公示/，共 %d 份，公示时的原样", notices), "还没有公示过"),
		has(gifts, "慰问、活动名单和签领表", "报表/…年/ 慰问品发放签领表、活动签到表、奖品发放表", "账本里没有登记慰问名单"),
		has(true, "会费缴纳花名册", "报表/…年/ 会费缴纳花名册、会费欠缴表", ""),
		has(false, "重要事项的会议纪要", "", "账本只记日期和文号，请另附原件"),
		has(false, "合同、协议", "", "账本不保存，请另附"),
		has(papers > 0 && handed || x.r.LastFinding() > 0, "以前的审计报告和整改情况", "审计/，报表/…年/ 经费审查报告、整改台账", "账本里还没有审计记录；以前的请另附"),
		has(true, "操作日志", "日志/", ""),
		has(true, "电子签字和公钥", "签字/", ""),
		has(false, "困难帮扶档案的敏感资料", "", "姓名、病情、收入、证件不放进可阅读的部分；需要时由经审人员在账本里按编号调阅，会留下记录"),
	}
	for _, l := range x.left {
		out = append(out, ledger.PackItem{Name: "没有做成的报表", Text: l})
	}
	return out
}

const secret = "保密：包里有整本账（含会员的姓名、电话、工资和困难帮扶的敏感资料），请像账本一样保管，用完收回，不要发到网上或群里。"

// listText is 目录.txt.
func listText(x index, items []ledger.PackItem) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s　审计包目录\n%s　共 %d 条记录　核对码 %d:%s\n%s\n\n审计资料清单\n", ledger.Plain(x.Unit), ledger.Clock(x.Made), x.Size, x.Size, x.Root, secret)
	for _, i := range items {
		mark := "有"
		if !i.In {
			mark = "缺"
		}
		fmt.Fprintf(&b, "[%s] %s：%s\n", mark, i.Name, ledger.Plain(i.Text))
	}
	for _, m := range x.Missing {
		fmt.Fprintf(&b, "[缺] 附件 %s：%s\n", m.Subject, ledger.Plain(m.Text))
	}
	b.WriteString("\n文件（SHA-256　大小　位置　内容）\n")
	for _, f := range x.Files {
		fmt.Fprintf(&b, "%s　%d　%s　%s\n", f.SHA256, f.Size, f.Path, ledger.Plain(f.Title))
	}
	return b.String()
}

// readMe is the first file, for somebody who has never heard of the program.
func readMe(r ledger.Reader, o ledger.PackOrder) string {
	return fmt.Sprintf(`这是%s工会账的审计包，%s由%s打包。

%s

一、不用任何程序怎么看
1. 把整个压缩包解压到一个文件夹（Windows：点右键，选“全部解压缩”），双击 先看我.html。
   那一页写着先做什么、后做什么，每张表、每张凭证、每份原件都能从那里点开，不用上网。
2. 每张表有两份：.html 用浏览器看、打印；.csv 用 Excel 或 WPS 打开、筛选、求和。
3. “附件”文件夹里是发票等原件，按凭证号分开；“附件目录”写明哪一份属于哪张凭证。
   附件里如果有程序、网页一类打开会运行的文件，名字后面加了“.原件”，免得误开；内容没有改动。
4. “日志”文件夹里是每一步操作：谁、什么时候、做了什么、改动前后各是什么。
5. “目录.txt”最前面是审计资料清单，写明有什么、缺什么、要另带什么。

二、不用会账程序怎么核对
1. 校验码（SHA-256）好比文件的指纹：内容改动一个字就全变，谁来算都一样。校验码.txt 里是每个文件的校验码。
   在解压后的文件夹里打开命令行，运行下面一条，不符的文件会列出来：
   苹果电脑：  shasum -a 256 -c 校验码.txt
   Linux：     sha256sum -c 校验码.txt
   Windows（PowerShell）：
   Get-Content -Encoding UTF8 校验码.txt | %% { $h,$n = $_ -split '  ',2; if ((Get-FileHash -LiteralPath $n).Hash -ne $h) { "不符：$n" } }
2. 数据/账.journal 是全部已过账凭证，可以用 hledger 程序重新加总。
3. 签字/ 里的签字文件是通用的“签名便条”格式（golang.org/x/mod/sumdb/note）。

三、用会账程序核对和审查
1. 核对：huizhang verify 这个文件
   重新计算每一条日志，从头重放，逐张凭证对照，再核对附件和签字。
2. 审查：huizhang --book 这个文件
   会在旁边建一个文件夹放副本。副本里只能写经审人员自己的内容，改不了账。
3. 交回：在副本里导出审计结果（huizhang findings export 文件），会计收回（huizhang findings import 文件）。

四、只凭这个包看不出的
打包以前从来没有入账的收支；假的原始单据；以及整个包连同账本一起被换成另一套。
请把公示栏上的核对码或留存的签字文件拿来对照：huizhang verify 这个文件 --against 核对码
`, r.Unit().Name, ledger.Clock(o.At), o.By, secret)
}
