// Package period shows the months of a book: which are closed, what stands in
// the way of the next close, and what is noted of a month beside its vouchers
// (cash count, bank balances, payroll).
package period
