// Package sample draws and evaluates audit samples: plan, select, examine,
// evaluate, as pure functions over a population of vouchers.
//
// Some vouchers are always examined (domain.md §18.6, [Limits]); from the rest a
// part is chosen at random, at an interval, or by value (monetary-unit
// sampling). What is chosen follows from a [Seed] by SHA-256 alone, so that
// anybody can draw again with any tool and get the same ([Selection.Recipe]).
//
// Amounts are fen. Nothing here reads a clock or makes up random numbers.
package sample
