package pinyin

import "strings"

// surnames are those that are read otherwise than the character usually is,
// and the two-character ones. Each entry is "characters reading …".
const surnames = `单 shan|解 xie|仇 qiu|曾 zeng|查 zha|区 ou|朴 piao|尉迟 yu chi|万俟 mo qi|缪 miao|翟 zhai|任 ren|华 hua|盖 ge|葛 ge|秘 bi|
卜 bu|种 chong|乜 nie|员 yun|逄 pang|繁 po|召 shao|隗 wei|折 she|黑 he|盛 sheng|洗 xian|冼 xian|宓 fu|覃 qin|郇 xun|仉 zhang|令狐 ling hu|
欧阳 ou yang|司马 si ma|上官 shang guan|诸葛 zhu ge|夏侯 xia hou|东方 dong fang|皇甫 huang fu|公孙 gong sun|慕容 mu rong|长孙 zhang sun|
宇文 yu wen|司徒 si tu|司空 si kong|澹台 tan tai|端木 duan mu|百里 bai li|呼延 hu yan|南宫 nan gong|西门 xi men|独孤 du gu|贺兰 he lan|
乐 yue|牟 mu|晁 chao|都 du|占 zhan|石 shi|贾 jia|臧 zang|柏 bai|阚 kan|撒 sa|哈 ha|那 na|那拉 na la|钭 tou|郗 xi|洪 hong|相 xiang|尹 yin`

// surname finds the surname at the head of a name and its reading.
func surname(name string) (chars, reading string) {
	for entry := range strings.SplitSeq(strings.ReplaceAll(surnames, "\n", ""), "|") {
		s, r, _ := strings.Cut(entry, " ")
		if strings.HasPrefix(name, s) && len(s) > len(chars) {
			chars, reading = s, r
		}
	}
	return chars, reading
}
