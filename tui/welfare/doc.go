// Package welfare holds the screens of gifts and condolence money: the hub that
// leads to all that is done for members, the form of an act with its list, the
// acts of a year, one act with its sheets, the returned paper, what was not
// collected, and the calendar of what is due.
package welfare
