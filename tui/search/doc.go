// Package search finds vouchers, members and all that has a number (acts, sheets,
// cases, events, goods …) while the words are typed.
package search
