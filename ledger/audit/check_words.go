package audit

import (
	"fmt"
	"strings"

	"huizhang/ledger"
)

// feeWords are fees paid to persons.
func feeWords() []string {
	return []string{"讲课费", "授课费", "讲座费", "课酬", "裁判费", "评委费", "评审费", "教练费", "指导费", "劳务费", "主持费"}
}

// naming gives the first of the words that a text contains.
func naming(text string, words []string) (string, bool) {
	for _, w := range words {
		if strings.Contains(text, w) {
			return w, true
		}
	}
	return "", false
}

// spending are the lines of a voucher that are expense, of vouchers that count.
func spending(v *ledger.Voucher) bool { return !v.Closing() && v.Reverses == 0 }

func officerFees(p *Pass) {
	p.Cannot("各地的讲课费、裁判费标准不在账本里，超没超标准请对照本地区的文件；付给管账的人自己的已经查过。")
	officers := p.R.People()
	words := feeWords()
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) {
			return
		}
		for _, l := range v.Lines {
			if l.Account.Class() != ledger.Expense || l.Net() <= 0 {
				continue
			}
			word, fee := naming(l.Summary, words)
			if !fee {
				continue
			}
			for _, o := range officers {
				if o.Name == "" || !strings.Contains(v.Payee, o.Name) && !strings.Contains(l.Summary, o.Name) || reversed(p, v.ID) {
					continue
				}
				amount := l.Net()
				p.Report(Found{Text: fmt.Sprintf("%s %s（对方：%s）：%s %s 元付给了工会干部%s。请查有没有依据、谁批准的。", v.Ref(), l.Summary, v.Payee, word, amount.Grouped(), o.Name),
					Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
				break
			}
		}
	})
}

// employerWords are costs that the school bears (domain rules §18.3).
func employerWords() []string {
	return []string{"水电", "水费", "电费", "物业费", "取暖费", "暖气费", "房租", "宽带费", "电话费", "专职工会干部工资", "专职干部工资", "工会干部工资", "基本工资", "社保", "公积金",
		"教代会", "职代会", "教职工代表大会", "职工代表大会", "劳动保护用品", "劳保用品", "工作服", "体检", "招待费", "宴请"}
}

func employersCosts(p *Pass) {
	words := employerWords()
	p.EachVoucher(func(v *ledger.Voucher) {
		if !spending(v) {
			return
		}
		for _, l := range v.Lines {
			if l.Account.Class() != ledger.Expense || l.Net() <= 0 {
				continue
			}
			w, ok := naming(l.Summary, words)
			if !ok || reversed(p, v.ID) {
				continue
			}
			amount := l.Net()
			p.Report(Found{Text: fmt.Sprintf("%s %s %s 元：摘要里有“%s”，这类费用一般由学校行政承担。请查是不是工会自己的活动。", v.Ref(), l.Summary, amount.Grouped(), w),
				Keys: []string{v.Ref()}, On: onVoucher(v), Amount: &amount, Month: v.Month()})
			return
		}
	})
}
