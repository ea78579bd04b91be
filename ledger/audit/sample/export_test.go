package sample

// Walk is the monetary-unit walk with a given start.
var Walk = walk

// ByKey is the order of keys.
var ByKey = byKey
