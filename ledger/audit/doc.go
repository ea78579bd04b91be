// Package audit is the audit committee's desk without a screen: what its members
// write (questions, ticks, samples, working papers) and what looks through a
// book for them. Nothing that keeps the books may write these, and nothing here
// changes anything else.
package audit
