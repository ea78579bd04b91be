package store

import "huizhang/ledger"

// BackupFolder is where the backups made at closing lie.
func BackupFolder(book string) string { return book + ".backups" }

func lastProven(path string) int64 { return 0 }

func (b *Book) backup(dir string) (ledger.Copy, error) { return ledger.Copy{}, nil }
