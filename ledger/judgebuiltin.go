package ledger

// BuiltIns are the conditions that hold without any row of the rule table. They
// are shown like rules and named by their ID; they cannot be switched off.
//
// G01 stops: who is not a member on the day gets nothing (a guest at an event is
// a warning, G11). G03 stops: one person twice in one list. G07 stops, where the
// event itself says that organisers win nothing. G09 is a note. All others warn.
func BuiltIns() []Rule {
	row := func(id string, sev Severity, basis string) Rule {
		return Rule{ID: id, Version: 1, Severity: sev, Basis: basis, Source: "程序内置", Confidence: "B", On: true}
	}
	return []Rule{
		row("G01", SevStop, "工会经费慰问的对象是会员（总工办发〔2017〕32号）"),
		row("G02", SevWarn, "同一事由不重复慰问"),
		row("G03", SevStop, "一张名单里一人只列一次"),
		row("G04", SevWarn, "亲属限配偶、父母、子女"),
		row("G05", SevWarn, "年节限新年、春节、清明、劳动节、端午、中秋、国庆和批准的地方节日"),
		row("G06", SevWarn, "得奖的人不再发纪念品"),
		row("G07", SevStop, "本次活动规定组织者不得奖"),
		row("G08", SevWarn, "奖品、纪念品发给参加活动的人"),
		row("G09", SevNote, "活动先批准、后举办"),
		row("G10", SevWarn, "活动先批准、后举办"),
		row("G11", SevWarn, "工会经费不宴请、不赠送会员以外的人（八不准）"),
		row("G12", SevWarn, "春秋游不超过两天一夜"),
		row("G13", SevWarn, "本会载入的不去地点名单"),
		row("G14", SevWarn, "本会设置的不支付用途"),
		row("G15", SevNote, "要看到的证明材料"),
	}
}

func builtIn(id string) Rule {
	for _, x := range BuiltIns() {
		if x.ID == id {
			return x
		}
	}
	return Rule{ID: id, Severity: SevWarn}
}
