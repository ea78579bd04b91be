// Package pack holds the screens around the audit pack: the treasurer makes one
// and takes the auditor's findings back, the auditor opens it and sends them.
// Each is a short text, a form, and what became of it.
package pack
