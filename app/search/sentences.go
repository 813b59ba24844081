package search

import "keytray/app/text"

// problem is what to say of a value that an operator does not know. The value is
// not repeated: it may be a key that was pasted.
func problem(op operator) string {
	if op == opIs {
		return text.T("After is: comes exposed, expired, overdue, due, fresh, pinned, unchecked, refused, rotating, muted or snoozed.")
	}
	return text.T("After due: comes now, overdue, never, a time like 30d, 2w, 3m or 1y, or a date like 2027, 2027-01 or 2027-01-31.")
}

// means says in a few words what an operator or one of its values finds.
func means(op operator, value string) string {
	if value != "" {
		return meansValue(value)
	}
	switch op {
	case opDue:
		return text.T("by when a key is to be rotated")
	case opProvider:
		return text.T("by who issued a key")
	case opTag:
		return text.T("by tag")
	case opAccount:
		return text.T("by account")
	case opEnv:
		return text.T("by environment variable")
	case opPlace:
		return text.T("by place that uses a key")
	}
	return text.T("by state")
}

func meansValue(value string) string {
	switch value {
	case dueNow:
		return text.T("asks for you now")
	case "7d":
		return text.T("asks for you within 7 days")
	case "30d":
		return text.T("asks for you within 30 days")
	case "3m":
		return text.T("asks for you within 3 months")
	case dueNever:
		return text.T("never reminds you")
	case "exposed":
		return text.T("somebody else has seen it")
	case "expired":
		return text.T("ended by its provider")
	case "overdue":
		return text.T("past its rotation window")
	case "due":
		return text.T("in its rotation window")
	case "fresh":
		return text.T("before its rotation window")
	case "pinned":
		return text.T("pinned to the top")
	case "unchecked":
		return text.T("never checked, or without an answer")
	case "refused":
		return text.T("refused by its provider")
	case "rotating":
		return text.T("its rotation is not finished")
	case "muted":
		return text.T("reminders are off")
	}
	return text.T("reminders come later")
}

// DidYouMean asks about a suggestion.
func DidYouMean(s Suggestion) string { return text.T("Did you mean %s?", s.Shows) }
