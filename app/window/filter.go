package window

import (
	"keytray/app/api"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// filter is what a chip lets through.
type filter string

// Filters, in the order of their chips.
const (
	filterAll     filter = "All"
	filterDue     filter = "Due"     // without those whose rotation is under way
	filterOverdue filter = "Overdue" // with those that the provider ended
	filterExposed filter = "Exposed"
	filterPinned  filter = "Pinned"
)

var filters = [...]filter{filterAll, filterDue, filterOverdue, filterExposed, filterPinned}

func (f filter) keeps(k *api.Key) bool {
	switch f {
	case filterDue:
		return k.InWindow()
	case filterOverdue:
		return k.Phase == "overdue" || k.Phase == "expired"
	case filterExposed:
		return leaked(*k)
	case filterPinned:
		return k.Pinned
	}
	return true
}

// filterNames are what the chips say, and the shapes that rows have of the same.
func filterNames() []kit.ChipName {
	return []kit.ChipName{
		{Name: text.C("filter", "All")},
		{Name: text.C("filter", "Due"), Shape: "due"},
		{Name: text.C("filter", "Overdue"), Shape: "overdue"},
		{Name: text.C("filter", "Exposed"), Shape: "exposed"},
		{Name: text.C("filter", "Pinned"), Icon: "pin"},
	}
}

// nothing says that the filter keeps no key.
func (f filter) nothing() string {
	switch f {
	case filterDue:
		return text.T("No key is in its rotation window.")
	case filterOverdue:
		return text.T("Nothing is overdue.")
	case filterExposed:
		return text.T("No key is exposed.")
	case filterPinned:
		return text.T("No key is pinned.")
	}
	return text.T("There is no key.")
}

// missed says that no key that the filter keeps matches a search.
func (f filter) missed(query string) string {
	query = text.Cut(query, longestSaid)
	switch f {
	case filterDue:
		return text.T("No key in its rotation window matches “%s”.", query)
	case filterOverdue:
		return text.T("No overdue key matches “%s”.", query)
	case filterExposed:
		return text.T("No exposed key matches “%s”.", query)
	case filterPinned:
		return text.T("No pinned key matches “%s”.", query)
	}
	return text.T("No key matches “%s”.", query)
}
