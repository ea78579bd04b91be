package sign

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// Code is the code of the message that the answer stands for: B06 for Shorter,
// B07 for Rewritten, B08 for OtherBook, "" for the others.
func (a Answer) Code() string {
	switch a.Verdict {
	case Shorter:
		return "B06"
	case Rewritten:
		return "B07"
	case OtherBook:
		return "B08"
	}
	return ""
}

// Fault is the answer as an error for those who stop at one, nil without alarm.
func (a Answer) Fault() *Fault {
	if !a.Alarm() {
		return nil
	}
	return &Fault{Code: a.Code(), Exit: exitDamaged, Text: a.Chinese()}
}

// Chinese is the answer: what was found, where, and what to do.
func (a Answer) Chinese() string { return strings.Join(a.Lines(), "") }

// Lines is the answer sentence by sentence, the verdict first.
func (a Answer) Lines() []string {
	var out []string
	switch a.Verdict {
	case OtherBook:
		return []string{
			label(a.Paper) + "属于另一本账，不能用来对照这本账。",
			"文件都未改动。请检查是否打开了别的单位或别的年份的账本，或拿错了那一份。",
		}
	case Same, Extended, Shorter:
		if a.both {
			return a.alikeLines()
		}
		if a.Verdict != Shorter {
			out = a.agreeLines()
			break
		}
		out = a.shorterLines()
	case Rewritten:
		if a.both {
			return a.partedLines()
		}
		out = a.rewrittenLines()
	default:
		out = []string{
			"没有可以对照的核对码或签字，不能判断账本是否被换过或整本重做过。",
			"现在最多只能看出账本自身前后一致。请找出以前公示上的核对码、二维码或经审人员保存的签字文件再对照。",
		}
	}
	return append(out, a.oddLines()...)
}

// label names a mark.
func label(m Mark) string {
	if m.Label == "" {
		return "所留的那一份"
	}
	return "“" + ledger.Plain(m.Label) + "”"
}

func (a Answer) agreeLines() []string {
	var out []string
	p := a.Paper.Size()
	if p > 0 {
		out = append(out, fmt.Sprintf("一致：%s与%s时一样，没有改动过。", entries(1, p), label(a.Paper)))
	} else {
		out = append(out, fmt.Sprintf("前后一致：%s与账本里自带的签字相符。", entries(1, a.Sound)))
	}
	if p > 0 && a.Sound > p {
		out = append(out, fmt.Sprintf("%s另有更新的签字可以对照，也一致。", entries(p+1, a.Sound)))
	}
	if a.Verdict == Same {
		return append(out, "此后没有新的记录。")
	}
	return append(out, fmt.Sprintf("此后按顺序新增 %d 条记录，前面的记录原样保留（已逐级校验）。", a.Added))
}

func (a Answer) shorterLines() []string {
	out := []string{fmt.Sprintf("不符：账本比%s时少了 %d 条记录（%s）。", label(a.newest), a.Missing, entries(a.Size+1, a.Size+a.Missing)),
		"可能拿到了旧的副本，也可能后面的记录被去掉了。"}
	if a.Sound > 0 {
		out = append(out, fmt.Sprintf("%s与更早留下的一致。", entries(1, a.Sound)))
		if a.Sound < a.Size {
			out = append(out, fmt.Sprintf("其余%s是否改动过，凭这些看不出来。", entries(a.Sound+1, a.Size)))
		}
	} else {
		out = append(out, "剩下的记录是否改动过，只凭这一份看不出来。")
	}
	return append(out, a.nextLines()...)
}

func (a Answer) rewrittenLines() []string {
	out := []string{fmt.Sprintf("不符：%s之前的记录被改动过。", label(a.worst))}
	switch {
	case a.Sound+1 == a.Bad:
		out = append(out, fmt.Sprintf("第一处改动就在第 %d 条记录。", a.Bad))
	case a.Sound > 0:
		out = append(out, fmt.Sprintf("第 1 条至第 %d 条与留下的一致；第一处改动在%s之间。", a.Sound, entries(a.Sound+1, a.Bad)))
	default:
		out = append(out, fmt.Sprintf("第一处改动在%s之间，只凭这一份说不出是哪一条；有更早的核对码可以缩小范围，有备份可以直接找到。", entries(1, a.Bad)))
	}
	if a.Missing > 0 {
		out = append(out, fmt.Sprintf("账本还比留下的少 %d 条记录（%s）。", a.Missing, entries(a.Size+1, a.Size+a.Missing)))
	}
	return append(out, a.nextLines()...)
}

func (a Answer) nextLines() []string {
	var out []string
	if a.newest.nameless() || a.worst.nameless() {
		out = append(out, "核对码不含账本名称：请先确认数字没有抄错、没有拿错账本。")
	}
	return append(out, "账本文件未改动，请保留。请通知经审人员，并用备份对照。")
}

func (a Answer) oddLines() []string {
	if len(a.Odd) == 0 {
		return nil
	}
	var names []string
	for _, m := range a.Odd {
		name := fmt.Sprintf("第 %d 条时的一份", m.Size())
		if m.Label != "" {
			name = "“" + ledger.Plain(m.Label) + "”"
		}
		if len(names) == 3 {
			names[2] += "等"
			break
		}
		names = append(names, name)
	}
	return []string{fmt.Sprintf("注意：另有 %d 份留下的签字（%s）与这份不是同一段历史，可能有两本账，或旧签字被重做过，请一并核实。", len(a.Odd), strings.Join(names, "、"))}
}

// Limits says in plain words what this answer cannot see; it belongs under
// every answer, the good ones above all. Another book's paper needs none.
func (a Answer) Limits() []string {
	var out []string
	if a.Verdict == OtherBook {
		return nil
	}
	if a.Verdict == Same || a.Verdict == Extended {
		if a.Added > 0 {
			out = append(out, fmt.Sprintf("新增的%s没有外面的凭据：在下一次签字或公示之前，它们若被重做，看不出来。", entries(a.Sound+1, a.Size)))
		}
		if a.Paper.Size() > 0 {
			out = append(out, "这一份印出之后账本若先加过记录又退回旧副本，也看不出来：要用最近的一份对照。")
		}
	}
	if a.Paper.Size() == 0 {
		if a.Sound > 0 {
			out = append(out, "这次只用了账本里自带的签字：请把上面的密钥指纹与签字人本人手里的核对；指纹不同，就是密钥和账本一起被换过。姓名是操作电脑的人填的，凭姓名不能认人。")
		}
		out = append(out, "没有用账本以外的凭据：整本退回旧副本、整本重做，这次都看不出来。请用最近公示上的核对码、二维码或别人保管的签字文件再对照一次。")
	}
	if a.both {
		out = append(out, "对照的只是两份的日志：那一份的其他内容有没有问题，要对它自己再核对一次。")
	}
	if a.Paper.Size() > 0 && a.Paper.ByCode() {
		out = append(out, "核对码只有 25 位数字，防得住印出以后再改账；懂技术的人若在印出之前就备好两套账，可能骗过它。二维码和签字文件没有这个弱点。")
	}
	return append(out,
		"核对只说明记录有没有变，不说明记录是不是真的：没有入账的收支要看银行流水和现金盘点，单据真假要看原件。",
		"对照的一方必须由别人保管（公示件、经审人员的 U 盘）；只和账本放在一起的签字，可能连同账本一起被重做。",
		"请用自己保管的程序核对：被换过的程序说什么都不算数。")
}

func entries(from, to uint64) string {
	if from == to {
		return fmt.Sprintf("第 %d 条", from)
	}
	return fmt.Sprintf("第 %d 条至第 %d 条", from, to)
}
