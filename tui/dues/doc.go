// Package dues holds the screens about members' dues: the sheet of members and
// months on which the money handed in is ticked off and booked, and the rules
// that the amounts follow from.
package dues
