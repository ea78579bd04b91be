package store_test

func testChild(kind string) (bool, int) { return false, 0 }
