// Package stock keeps goods by article and lends small gear: what is there, its
// card, goods in and out, the stock-take, and who has the rackets.
package stock
