package sample

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// Recipe is the text printed with the sample from which anybody can draw again,
// with any SHA-256 tool and without this program. It ends with a test value for
// the tool.
func (s Selection) Recipe() []string {
	out := []string{
		"怎样自己重抽一遍（不用本程序，任何能算 SHA-256 的工具都行）：",
		"1. 计划（哪些全查、方法、件数或间隔）要在抽数之前定好。种子由两部分组成：上次签字公示单上的校验码，和之后当着双方抽出的数。",
		"   种子文字：" + s.Plan.Seed.Text(),
		fmt.Sprintf("2. 先把应当全查的凭证挑出来。其余 %d 张按凭证号从小到大排好，号里的数字按大小比（记-2 在记-10 前面），从 1 编号。", len(s.Rest)),
	}
	switch s.Plan.Method {
	case MethodRandom:
		out = append(out, s.randomRecipe()...)
	case MethodSystematic:
		out = append(out, s.systematicRecipe()...)
	case MethodValue:
		out = append(out, s.valueRecipe()...)
	}
	return append(out, s.toolCheck()...)
}

func (s Selection) randomRecipe() []string {
	return []string{
		"3. 对每一张，把“种子文字/凭证号”这行字（UTF-8 编码，末尾不带换行和空格）算 SHA-256，得到 64 位十六进制数。",
		fmt.Sprintf("4. 按这个数从小到大排（先比第一位，0 最小 f 最大），取前 %d 张。", s.Size),
	}
}

// startRecipe explains the random start between 1 and n.
func (s Selection) startRecipe(n int64, unit string) string {
	return fmt.Sprintf("3. 起点：把“%s/”这行字（最后是斜线，后面不接任何字，末尾不带换行）算 SHA-256，取前 %d 位十六进制数换成十进制，除以 %d 取余数，再加 1，得 %d%s。",
		s.Plan.Seed.Text(), hexDigits, n, s.Start, unit)
}

func (s Selection) systematicRecipe() []string {
	if s.Size == 0 {
		return []string{"3. 其余凭证一张也没有，不用抽。"}
	}
	return []string{
		s.startRecipe(int64(len(s.Rest)), ""),
		fmt.Sprintf("4. 第 1 件到第 %d 件：用 j＝0、1、2……%d，算（%d－1＋j×%d）÷%d，只取整数部分，再加 1，就是抽中的编号。",
			s.Size, s.Size-1, s.Start, len(s.Rest), s.Size),
	}
}

func (s Selection) valueRecipe() []string {
	if s.Interval == 0 {
		return []string{"3. 其余凭证没有金额，按金额抽不出任何一张。"}
	}
	how := "计划里定的"
	switch {
	case s.Plan.Interval == 0 && s.Size == len(s.Rest):
		how = "其余凭证里最小的金额，因为要全部检查"
	case s.Plan.Interval == 0:
		how = fmt.Sprintf("其余凭证金额合计 %s 元除以 %d，舍去不足一分的零头", s.RestValue.Grouped(), s.Size)
	}
	return []string{
		s.startRecipe(int64(s.Interval), fmt.Sprintf(" 分，即 %s 元；间隔 %s 元是%s", ledger.Money(s.Start).Grouped(), s.Interval.Grouped(), how)),
		"4. 按编号逐张累加金额（不带负号），记下每张加完后的累计数。",
		fmt.Sprintf("5. 看起点 %s 元，以及每次再加 %s 元得到的数：累计数第一次达到它的那一张就抽中。一张被几个数落中也只算一张。", ledger.Money(s.Start).Grouped(), s.Interval.Grouped()),
		"6. 金额不小于间隔的凭证必定抽中；金额为零的抽不到。",
	}
}

// toolCheck gives one digest to try the tool with.
func (s Selection) toolCheck() []string {
	key := ""
	for _, p := range s.Picks {
		if p.Rank == 1 {
			key = p.Key
		}
	}
	d := s.Plan.Seed.Digest(key)
	return []string{
		"试一下工具对不对：这行字 " + ledger.Plain(s.Plan.Seed.Text()+"/"+key),
		"的 SHA-256 应当是 " + strings.Join([]string{d[:16], d[16:32], d[32:48], d[48:]}, " ") + "（空格只为好认）。",
	}
}
