package sign

import "fmt"

// CompareBooks holds a book against another copy of it that lies outside, as a
// backup or the auditor's copy. Two whole logs say exactly from which entry on
// they differ, but not which of them is the true one: that is for a signature or
// a paper to say. Label names the other.
func CompareBooks(book string, log Log, label, otherBook string, other Log) (Answer, error) {
	a := Answer{Size: log.Size(), both: true}
	root, err := rootOf(other, other.Size())
	if err != nil {
		return a, faultTree(err)
	}
	a.Paper = MarkOf(label, otherBook, Head{other.Size(), root})
	a.newest = a.Paper
	if otherBook != book {
		a.Verdict = OtherBook
		return a, nil
	}
	at, err := FirstDifference(log, other)
	if err != nil {
		return a, err
	}
	mine, theirs := log.Size(), other.Size()
	switch {
	case at > 0:
		a.Verdict, a.Bad, a.Sound, a.worst = Rewritten, at, at-1, a.Paper
	case theirs > mine:
		a.Verdict, a.Sound, a.Missing = Shorter, mine, theirs-mine
	case theirs < mine:
		a.Verdict, a.Sound, a.Added = Extended, theirs, mine-theirs
	default:
		a.Verdict, a.Sound = Same, mine
	}
	return a, nil
}

// alikeLines is the answer when one copy is the beginning of the other.
func (a Answer) alikeLines() []string {
	out := []string{fmt.Sprintf("一致：%s与%s一样（两份的日志逐条核对过）。", entries(1, a.Sound), label(a.Paper))}
	switch a.Verdict {
	case Shorter:
		return []string{fmt.Sprintf("不符：账本比%s少了 %d 条记录（%s）；前面的%s两份一样。", label(a.Paper), a.Missing, entries(a.Size+1, a.Size+a.Missing), entries(1, a.Sound)),
			"可能这本账是旧的副本，后面的记录被去掉了；也可能另一份在别处继续记过账。", "两份文件都未改动，请都保留，弄清楚哪一份是现在用的，并通知经审人员。"}
	case Extended:
		return append(out, fmt.Sprintf("此后按顺序新增 %d 条记录。", a.Added))
	}
	return append(out, "两份一样长，没有多出的记录。")
}

// partedLines is the answer to two copies that went apart.
func (a Answer) partedLines() []string {
	before := "从第 1 条记录起不同"
	if a.Sound > 0 {
		before = fmt.Sprintf("%s两份一样，从第 %d 条记录起不同", entries(1, a.Sound), a.Bad)
	}
	return []string{
		fmt.Sprintf("不符：这本账与%s%s（这本账共 %d 条，那一份共 %d 条）。", label(a.Paper), before, a.Size, a.Paper.Size()),
		"可能两份都继续记过账，也可能其中一份被改过。哪一份是真的，要看公示件、经审人员保管的签字文件与哪一份相符；程序不会自动合并。",
		"两份文件都未改动，请都保留，并通知经审人员。",
	}
}
