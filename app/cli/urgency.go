package cli

import (
	"strings"

	"keytray/app/api"
	"keytray/app/rotation"
	"keytray/app/text"
)

// calls tells whether a key wants something of the person.
func calls(k api.Key) bool {
	return k.Phase != string(rotation.Fresh) || k.EndsSoon || k.Case != nil
}

// urgency is a sort key: what can do harm now comes first, then what is late, then
// what was begun.
func urgency(k api.Key) int {
	for i, is := range []bool{
		k.Phase == string(rotation.Exposed),
		k.Phase == string(rotation.Expired),
		k.Case != nil && k.Case.Leaked != nil,
		k.Phase == string(rotation.Overdue),
		k.EndsSoon,
		k.Case != nil,
		k.Phase == string(rotation.Due),
	} {
		if is {
			return i
		}
	}
	return 7 // fresh
}

// kept is what a list says of earlier values that no rotation under way tells of;
// "" for none.
func kept(k api.Key) string {
	if k.Case != nil || k.Previous == 0 {
		return ""
	}
	return text.Kept(k.Previous)
}

// stateOf is the state of a key in a list. Where a rotation is under way, that the
// value is fresh says nothing.
func stateOf(k api.Key) string {
	var all []string
	if k.Phase != string(rotation.Fresh) || k.Case == nil {
		all = append(all, text.Phase(k.Phase))
	}
	if k.EndsSoon {
		all = append(all, text.T("ends in %s", text.Days(k.DaysLeft)))
	}
	if k.Case != nil {
		all = append(all, underWay(k))
	}
	if held := kept(k); held != "" {
		all = append(all, held)
	}
	return strings.Join(all, ", ")
}
