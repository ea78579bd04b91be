// Package store keeps a book in one bbolt file.
//
// # The file
//
// A book NAME is one bbolt file of page size 4096, mode 0600. Its buckets:
//
//	meta            format and derive (versions), static (entry that last changed a small table)
//	log             entry number (8 bytes, from 1) → the entry: who, when, what, before → after, in canonical CBOR
//	tree            index → hash of the Merkle tree over the raw entries (golang.org/x/mod/sumdb/tlog)
//	ids             client id → entry number
//	r-01 …          the records, one bucket a table, see [ledger.Table]
//	x-…             what follows from the records: numbers, account lines, month sums, links, search text
//
// Keys are big-endian, so that they sort by time, account or number. CBOR field
// numbers are for ever. Beside the book lie
//
//	NAME.seal       the newest mark (book, entry number, root hash) in a second place
//	NAME.holder     who has it open; it informs, the kernel's lock decides
//	NAME.files/     attachments under the SHA-256 of their content
//	NAME.backups/   copies, their list index.json, and files/ for their attachments
//
// # Promises, and the tests that prove them
//
// There is one door for writing, [Book.Do] and [Book.DoAll]. One transaction
// changes log, records and what follows from them; stored state is what the log
// says: TestLawsHold, TestWorkedExample.
//
// The copy out of an audit pack takes the audit committee's own acts and nothing
// else, whoever is chosen as operator: TestCopyTakesOnlyTheAuditorsPart.
//
// A refused write leaves the file byte for byte as it was: TestLawsHold.
//
// What was acknowledged survives a kill, and at most one more act is there,
// whole; every file that stands under its name is whole: TestKillLosesNothing,
// TestKillAtEveryCall.
//
// After an error of the disk the message says what the file says, booked (W01),
// not booked (W02, W04) or unknown (W03), and the same id never books twice:
// TestDiskErrorsAreToldTruly, TestFullDiskUnderABook,
// TestRepeatedIDAnswersAsTheFirstTime.
//
// Opening creates no book, and refuses a missing, empty, foreign, cut or newer
// file untouched; creating and restoring overwrite nothing:
// TestOpenRefusesAndTouchesNothing, TestInspectEveryCut,
// TestCreateNeverOverwrites, TestNothingIsOverwritten.
//
// A book of an older format opens for looking as it is, and is brought forward
// at its first opening for writing, in one transaction and after a proven copy;
// interrupted it is the old book or the new one: TestOlderBookIsBroughtForward,
// TestAnyOlderBookIsBroughtForward, TestInterruptedBringingForward,
// TestNoOlderThanItLooks, TestFormatOneIsBroughtForward.
//
// One writer or any number of readers; whoever comes second learns within a
// second who holds the book, and a killed holder locks nobody out:
// TestSecondProcess. Who opens for looking changes no byte:
// TestReadOnlyChangesNothing.
//
// A file swapped, removed or cut under the open book takes no further entry:
// TestSwapIsNoticed, TestSwapDuringTheWrite, TestGuardNoticesWhatHappensUnderneath.
//
// A lost last write, an old copy put back and two copies that were both
// continued are seen against the seal: TestLostLastWrite, TestOldCopyPutBack.
//
// [Shelf.Verify] trusts no stored hash and no stored sum. It names every changed
// bit and every missing, added or swapped row of any bucket, and raises no alarm
// on honest books: TestEveryDamageIsNamed, TestHiddenDamage, TestNoFalseAlarm. A
// second reader that shares no code with the door recomputes the laws, and the
// statements of the last month are added up again from their lines:
// TestBrokenLawsAreNamed. A file that ends or hangs the process that reads it
// only ends a child: TestDamageThatKillsIsB04,
// TestDamagedPagesDoNotEndTheProgram.
//
// Lists and money never part: what the lists of a voucher add up to is what it
// books, through reversals, corrections, returns, merges and changes of rules:
// TestListsHold. Names and money of funds, loans and goods in stock do not part
// either: TestNamesAndMoneyOfFundsAndLoansNeverPart and
// TestStockAndItsVouchersNeverPart in ledger. The second reader sees every list,
// index, fund, loan or stock card that says otherwise: TestBrokenListsAreNamed,
// TestBrokenListIndexesAreNamed, TestBrokenFundsLoansAndStockAreNamed,
// TestHarmToFundsLoansAndStockIsNamed.
//
// What somebody signed is computed again from the log, and a book that was
// changed, cut or redone behind a signature or a paper kept outside is told from
// one that was honestly continued; what nothing at hand can show is said:
// TestAttacks, TestAttackMessages, TestHonestBooksRaiseNoAlarm.
//
// A copy counts as a backup only after it was read back with its head and its
// SHA-256; rotation never takes the newest proven one: TestCloseBacksUpAfterAChange,
// TestNewAndCrashedBooksAreBackedUp,
// TestRotation, TestUnfinishedBackupCountsForNothing. Restoring gives the same
// book with its attachments, or refuses (P02) and leaves nothing:
// TestRestoreGivesTheSameBook, TestRestoreInPlace, TestRestoreRefusesDamage,
// TestBackupWithALostAttachment.
//
// Attachments are kept once, checked whenever they are read, and never named by
// an entry before they are there: TestFilesKeepOneContentOnce,
// TestFilesNoticeEveryChange, TestEvidenceNeedsItsFile.
//
// Nobody but the owner can read any of these files: TestBookModes, TestModes.
//
// Posting takes at most one and a half times a bare bbolt commit of the same
// shape (BenchmarkPost), and neither opening nor a month's sums cost more in a
// large book (BenchmarkOpenFirst).
//
// Random tests print their seed; HUIZHANG_SEED repeats one. HUIZHANG_KILLS sets
// the rounds of the kill test, HUIZHANG_LONG=1 injects at every call.
//
// # What it does not promise
//
// Who owns the machine can rewrite file, seal and backups together; only a head
// that somebody else keeps shows that. Sums in memory of a killed machine are
// only as durable as what the disk says it has written. Names and amounts can
// be read in the file.
package store
