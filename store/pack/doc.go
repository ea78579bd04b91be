// Package pack makes audit packs, opens them safely, and carries what the
// auditor found back to the treasurer's book.
//
// A pack is a zip file for a stick:
//
//	先读我.txt       how to read it without this program, how to verify it with it
//	账本/账本.hz     one proven moment of the book
//	附件/…           the attachments as they were given
//	公示/ 报表/ 审计/ 规则/ 签字/ 日志/ 数据/   everything as CSV and HTML
//	先看我.html      what to do in which order, and a link to everything
//	目录.txt         the list, with the SHA-256 of every file
//	校验码.txt       the same for sha256sum -c
//	索引.json        the same for this program, and what the book was
//
// The book is in it whole, because nothing less can be verified: so a pack is as
// confidential as the book, and says so. The readable part leaves out the
// sensitive files of hardship cases, and hides phones and days of birth.
//
// A pack is trusted for nothing: sizes, ratio, names and kinds of entries are
// judged before anything is unpacked, each byte is counted while it is read, and
// what is written to disk gets names of our own.
package pack
