// Package yearplan is the calendar of the year's work that the committee fills
// in January, and what came of each row.
package yearplan
