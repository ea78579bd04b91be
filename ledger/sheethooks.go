package ledger

import (
	"fmt"
	"slices"
)

// What the acts on vouchers owe to the lists tied to them (law L9): a list
// never says another sum than its voucher.

// sheetsFit refuses a draft that no longer carries the lists tied to it, or to
// the voucher it stands in for.
func sheetsFit(r Reader, v *Voucher) error {
	sheets := liveOn(r, v.ID)
	if v.Corrects != 0 {
		sheets = append(sheets, liveOn(r, v.Corrects)...)
	}
	if len(sheets) == 0 {
		return nil
	}
	account, err := carrier(r, v, sheets)
	if err != nil {
		return Errf(CodeState, "%s金额要变的：先只冲销原凭证，签领表随之作废，再重新登记名单；多发的用“补充”，没领的用“退回”。", err.Error())
	}
	if v.Corrects == 0 && account != sheets[0].Account {
		return Errf(CodeState, "这张凭证挂着签领表%s，要记在 %s 上。要换科目，请作废这张草稿，再为签领表重新记账。", sheets[0].ID, sheets[0].Account)
	}
	return nil
}

// reversedLists holds, when a voucher is written off, that its lists can follow:
// back to nothing, which wants that nothing of them was taken back apart, or over
// to the corrected voucher, which must carry their sum. Where the red letter is
// posted at once they follow in the same act. Goods go back into stock.
func reversedLists(r Reader, orig, red *Voucher, corrected ...Voucher) ([]Change, error) {
	out := mirrorMoves(r, orig, red)
	sheets := liveOn(r, orig.ID)
	if len(sheets) == 0 {
		return out, nil
	}
	if len(corrected) == 0 {
		if err := noReturns(r, sheets); err != nil {
			return nil, err
		}
	} else if err := sheetsFit(r, &corrected[0]); err != nil {
		return nil, err
	}
	follows, err := listsWrittenOff(r, []Voucher{*red}, corrected...)
	return append(out, follows...), err
}

func noReturns(r Reader, gone []Sheet) error {
	for _, s := range gone {
		for _, x := range returnsOf(r, s) {
			if slices.ContainsFunc(gone, func(y Sheet) bool { return y.ID == x.ID }) {
				continue
			}
			w, _ := r.Voucher(x.Voucher)
			return Errf(CodeState, "%s有退回单%s（%s）。请先冲销或作废退回，再冲销原凭证。", s.ID, x.ID, w.Ref())
		}
	}
	return nil
}

// listsWrittenOff follows red letters that are posted: the lists of what they write
// off go over to the corrected voucher if there is one, else they are void.
// made are vouchers of this same act that the book does not have yet.
func listsWrittenOff(r Reader, reds []Voucher, made ...Voucher) ([]Change, error) {
	var out []Change
	var gone []Sheet
	why := ""
	for _, red := range reds {
		if red.Reverses == 0 || red.State != Posted {
			continue
		}
		sheets := liveOn(r, red.Reverses)
		if len(sheets) == 0 {
			continue
		}
		w, ok := successor(r, red.Reverses, made)
		if !ok {
			orig, _ := r.Voucher(red.Reverses)
			why = joinTexts(why, fmt.Sprintf("%s 已由 %s 冲销", orig.Ref(), red.Ref()))
			gone = append(gone, sheets...)
			continue
		}
		w.Corrects = red.Reverses
		account, err := carrier(r, &w, append(liveOn(r, w.ID), sheets...))
		if err != nil {
			return nil, Errf(CodeState, "%s更正凭证（%s）带不了原凭证的签领表。请先作废它，再冲销。", err.Error(), w.Ref())
		}
		for _, s := range sheets {
			nu := s
			nu.Voucher, nu.Account = w.ID, account
			out = append(out, Edit(s, nu))
		}
	}
	if err := noReturns(r, gone); err != nil {
		return nil, err
	}
	if len(gone) > 0 {
		out = append(out, voided(r, gone, why)...)
	}
	return out, nil
}

// successor is the corrected voucher of one that is written off.
func successor(r Vouchers, id VoucherID, made []Voucher) (Voucher, bool) {
	for _, v := range made {
		if v.Corrects == id {
			return v, true
		}
	}
	if w, ok := r.CorrectedBy(id); ok {
		return r.Voucher(w)
	}
	return Voucher{}, false
}

// unbooked frees the lists of a voucher that is voided: they stay, without a
// voucher, and may be booked again or voided by themselves.
func unbooked(r Reader, id VoucherID) []Change {
	var out []Change
	for _, s := range liveOn(r, id) {
		nu := s
		nu.Voucher = 0
		if s.Kind == ReturnList && s.Account.Class() != Expense {
			if first, ok := r.Sheet(returnedFrom(r, s)); ok {
				nu.Account = first.Account
			}
		}
		out = append(out, Edit(s, nu))
	}
	return append(out, dropMoves(r, id)...)
}
