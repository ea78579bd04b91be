package program

import (
	"huizhang/tui/desk"
	"huizhang/tui/screen"
	"huizhang/tui/stock"
	"huizhang/tui/welfare"
	"huizhang/tui/yearplan"
)

// careScreen turns the routes of gifts, stock and the year's plan into their
// screens.
func careScreen(d *desk.Desk, route screen.Route) screen.Screen {
	switch r := route.(type) {
	case screen.Care:
		return welfare.NewHub(d, care())
	case screen.Gifts:
		return welfare.NewGifts(d, r)
	case screen.GiftForm:
		return welfare.NewForm(d, r)
	case screen.GiftView:
		return welfare.NewView(d, r)
	case screen.SheetSign:
		return welfare.NewSign(d, r)
	case screen.SheetBack:
		return welfare.NewBack(d, r)
	case screen.Entitled:
		return welfare.NewEntitled(d, r)
	case screen.Stock:
		return stock.New(d, r)
	case screen.ArticleView:
		return stock.NewArticle(d, r)
	case screen.Lendings:
		return stock.NewLendings(d, r)
	case screen.YearPlan:
		return yearplan.New(d, r)
	}
	return aidScreen(d, route)
}
