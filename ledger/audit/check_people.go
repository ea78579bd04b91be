package audit

// peopleChecks are F13–F28: who was given what. F13–F20 and F24–F26 come from
// holding each list and event against the rules once more, see [verdicts].
func peopleChecks() []Check {
	return []Check{
		{ID: "F13", Title: "得奖的人太多", Question: "得奖人数占参加人数的比例超了没有？", Severity: Grave,
			Basis: "各省工会经费收支管理实施办法：得奖人数不超过参加人数的三分之二等", Source: "domain.md §9.1、§9.4", Confidence: "B", Look: judged("F13", "prize_share", "training_award")},
		{ID: "F14", Title: "奖品超标准或重复", Question: "奖品有没有超标准、得奖又领纪念品、发给没参加的人？", Severity: Grave,
			Basis: "各省工会经费收支管理实施办法", Source: "domain.md §9.4、§9.5", Confidence: "B", Look: judged("F14", "prize_single", "prize_team", "training_award")},
		{ID: "F15", Title: "纪念品、服装超标准", Question: "活动纪念品和服装的金额、次数超了没有？", Severity: Grave,
			Basis: "各省工会经费收支管理实施办法", Source: "domain.md §9.4、§18.4", Confidence: "B", Look: judged("F15", "keepsake", "kit")},
		{ID: "F16", Title: "节日慰问超标准", Question: "每个会员全年的节日慰问超了没有？", Severity: Grave,
			Basis: "总工办发〔2017〕32号；各省标准", Source: "domain.md §9.1、§9.4", Confidence: "B", Look: judged("F16", "festival", "festival_pool")},
		{ID: "F17", Title: "年节以外发慰问品", Question: "慰问品是不是只在规定的年节发？有没有付本会规定不付的用途？", Severity: Doubt,
			Basis: "总工办发〔2017〕32号", Source: "domain.md §9.2", Confidence: "B", Look: judged("F17")},
		{ID: "F18", Title: "发放形式不合规定", Question: "该发实物的有没有发现金、购物卡、券？", Severity: Grave,
			Basis: "总工办发〔2017〕32号；各省标准", Source: "domain.md §9.1、§9.4、§10", Confidence: "B", Look: judged("F18", anyForm)},
		{ID: "F19", Title: "发给非会员或重复发", Question: "领的人当天是不是会员，有没有一事发两次？", Severity: Grave,
			Basis: "总工办发〔2017〕32号；八不准第一条", Source: "domain.md §9.1、§10", Confidence: "B", Look: judged("F19")},
		{ID: "F20", Title: "生日、婚丧、住院等慰问超标准或重复", Question: "生日、结婚、生育、住院、去世、退休的慰问超了没有，发过两次没有，证明见到没有？", Severity: Grave,
			Basis: "总工办发〔2017〕32号；各省标准", Source: "domain.md §9.1、§9.4", Confidence: "B",
			Look: judged("F20", "birthday", "marriage", "birth", "hospital", "death_member", "death_kin", "retirement")},
		{ID: "F21", Title: "亲属范围不符", Question: "慰问的亲属是不是配偶、父母、子女？", Severity: Doubt,
			Basis: "各省标准：直系亲属限配偶、父母、子女", Source: "domain.md §9.1", Confidence: "B", Look: judged("F21")},
		{ID: "F22", Title: "签领不全", Question: "钱付出去了，每个人签领了没有？是不是一个人代签了很多？", Severity: Doubt,
			Basis: "各校规定：实名签领或银行转账", Source: "domain.md §0.3、§9.5", Confidence: "B", Look: signatures},
		{ID: "F23", Title: "人数对不上", Question: "计划、名单、发票、实到的人数一样吗？（公示表只公布金额，没有人数可对）", Severity: Doubt,
			Basis: "审计常用核对", Source: "domain.md §18.5", Confidence: "G", Look: headCounts},
		{ID: "F24", Title: "春秋游、观影不合规定", Question: "每人费用、次数、天数超了没有，去了不该去的地方没有？", Severity: Doubt,
			Basis: "总工办发〔2017〕32号；各省标准和 2025 年以后的放宽", Source: "domain.md §9.3、§9.4", Confidence: "B", Look: judged("F24", "outing_day", "outing_2d", "film", "park")},
		{ID: "F25", Title: "会费不足部分补贴过多", Question: "春秋游、电影、公园票先用会费，补贴超过会费的倍数没有？", Severity: Doubt,
			Basis: "总工办发〔2017〕32号；各省标准", Source: "domain.md §9.1", Confidence: "G", Look: judged("F25", "dues_topup")},
		{ID: "F26", Title: "用餐超标准或没有签到", Question: "活动用餐每人每餐多少钱，谁吃的？", Severity: Doubt,
			Basis: "各省标准；不高于当地差旅伙食标准", Source: "domain.md §9.1、§9.5", Confidence: "B", Look: meals},
		{ID: "F27", Title: "讲课费、裁判费付给工会干部", Question: "讲课费、裁判费、评委费有没有付给管账的工会干部自己？（费用标准各地不同，不在账本里）", Severity: Doubt,
			Basis: "天津市工会经费负面清单；审计常用疑点", Source: "domain.md §10、§18.5", Confidence: "C", Look: officerFees},
		{ID: "F28", Title: "该由行政承担的费用", Question: "水电、专职干部工资、教代会、劳保这些学校该付的，是不是由工会付了？", Severity: Remark,
			Basis: "《工会法》第四十二条、第四十六条", Source: "domain.md §9.1、§18.3", Confidence: "C", Look: employersCosts},
	}
}
