// Package fund shows money held for others (221) and loans to members (135):
// whose it is, what came and went, what is due.
package fund
