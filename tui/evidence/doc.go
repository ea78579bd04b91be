// Package evidence finds the screen behind what a finding points at, and behind
// each piece of evidence of a check: a voucher number, a month, a list, a case.
package evidence
