// Package cli is the headless face of the program: one verb a file, each with
// its test script in testdata. The verbs, flags, JSON shapes and exit codes are
// a contract with programs outside. The package knows books only through
// [ledger.Shelf]; clock, randomness, streams and surroundings come in an [Env].
package cli
