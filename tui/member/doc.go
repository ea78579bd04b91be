// Package member holds the screens of the register of members: the list, the
// form of one member, and the import of a list.
package member
