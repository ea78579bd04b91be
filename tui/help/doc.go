// Package help shows what a screen is for and which keys it knows. The keys
// come from the same table as the foot of the screen.
package help
