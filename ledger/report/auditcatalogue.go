package report

// auditReports are the papers of the audit committee, of a hand-over and of the
// log, after the others in the list.
func auditReports(all []Span) []Report {
	return []Report{
		{Name: "findings", Title: "整改台账", Help: "审计问题、责任人、期限、答复、证明和销号。", Spans: all, Build: findings},
		{Name: AuditReport, Title: "经费审查报告", Help: "向会员（代表）大会报告的审查报告，数字按账填好。", Spans: all, Statement: true, Of: Kinds{OfVersion}, Build: auditReport},
		{Name: AuditPlan, Title: "审计通知和计划", Help: "审计前发的通知、重点、分工和要准备的资料。", Spans: all, Statement: true, Of: Kinds{OfVersion}, Build: auditPlan},
		{Name: "working-paper", Title: "审计工作底稿", Help: "一次抽样的计划、抽中的凭证、测试结果和评价。", Spans: all, Of: Kinds{OfSample}, Build: workingPaper},
		{Name: "audit-files", Title: "审计资料清单", Help: "审计要的资料，账里有哪些，还缺哪些。", Spans: all, Build: auditFiles},
		{Name: "evidence", Title: "证据清单", Help: "每张凭证的附件、大小和校验值，缺的标出来。", Spans: all, Build: evidence},
		{Name: "sign-off", Title: "经审审签页", Help: "一段时间的数字、账到哪一条、查了多少、谁签了字。", Spans: all, Statement: true, Build: signOff},
		{Name: HandoverDoc, Title: "移交清册", Help: "换届或换会计时的现金、银行、未了事项和签字。", Spans: all[:1], Statement: true, Of: Kinds{OfVersion}, Build: handover},
		{Name: "permissions", Title: "职责分工表", Help: "谁可以做什么，现在由谁担任。", Spans: all, Build: permissions},
		{Name: "year-summary", Title: "年度工作数据", Help: "写年度总结用的人数、人次和金额。", Spans: all, Build: yearSummary},
		{Name: "log", Title: "操作日志", Help: "谁在什么时候做了什么，为什么。", Spans: all, Build: activityLog},
	}
}
