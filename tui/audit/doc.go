// Package audit is what the auditors see first: the months with their seams,
// what was passed over and why, what was published, and what still lacks a
// receipt. Nothing in it can write.
package audit
