// Package event holds the screens of events: the year's list, the plan, the
// roster, attendance, prizes, draws, costs and the settlement. What may be done
// is judged by the acts in ledger; here it is typed and shown.
package event
