// Package aid shows hardship cases and programmes: what is known of a case and
// what it lacks, the sensitive part only after a deliberate, logged look, and the
// runs of a programme over the years.
package aid
