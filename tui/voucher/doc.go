// Package voucher holds the screens about vouchers: choosing what happened in
// plain words, writing the voucher (with a template or in full), the list, and
// the voucher as its paper form with what can be done to it.
//
// Nothing typed is lost: at each change the form in hand goes into [desk.Kept]
// together with its stamp, so that a form taken up after a crash that had been
// booked already is not booked twice.
package voucher
