package store

import (
	"fmt"

	"huizhang/ledger"
)

// listName says which list, case, event or fund a key is about, as people see
// its number; "" for other keys.
func listName(bucket string, key []byte) string {
	numbered := map[ledger.Table]func(uint64) string{
		ledger.TableGift:      func(n uint64) string { return ledger.GiftID(n).String() },
		ledger.TableSheet:     func(n uint64) string { return ledger.SheetID(n).String() },
		ledger.TableCase:      func(n uint64) string { return ledger.CaseID(n).String() },
		ledger.TableCaseFile:  func(n uint64) string { return ledger.CaseID(n).String() },
		ledger.TableProgramme: func(n uint64) string { return ledger.ProgrammeID(n).String() },
		ledger.TableFund:      func(n uint64) string { return ledger.FundID(n).String() },
		ledger.TableLoan:      func(n uint64) string { return ledger.LoanID(n).String() },
		ledger.TableEvent:     func(n uint64) string { return ledger.EventID(n).String() },
		ledger.TableArticle:   func(n uint64) string { return ledger.ArticleID(n).String() },
		ledger.TableEntrant:   func(n uint64) string { return ledger.EventID(n).String() + " 的名单" },
		ledger.TableDraw:      func(n uint64) string { return ledger.EventID(n).String() + " 的抽奖" },
		ledger.TableStockMove: func(n uint64) string { return ledger.ArticleID(n).String() + " 的出入库" },
	}
	for t, name := range numbered {
		if bucket == string(recordBucket(t)) && (len(key) == 8 || len(key) == 16) {
			return name(u64(key))
		}
	}
	line := func(k []byte) string { return fmt.Sprintf("%s 第 %d 行", ledger.SheetID(u64(k)), u64(k[8:])) }
	switch {
	case (bucket == string(recordBucket(ledger.TableShare)) || bucket == string(bUnsigned)) && len(key) == 16:
		return line(key)
	case bucket == string(bGiven) && len(key) == 28:
		return line(key[12:])
	case (bucket == string(bSheets) || bucket == string(bSheetOf)) && len(key) == 16:
		return ledger.SheetID(u64(key[8:])).String()
	case bucket == string(bMoves) && len(key) == 28:
		return ledger.FundID(u64(key)).String() + " 的一笔明细"
	case bucket == string(bEventOf) && len(key) == 16:
		return ledger.EventID(u64(key[8:])).String() + " 的费用"
	}
	return ""
}
