package search

import "keytray/app/rotation"

// operator is a word with a colon that says where to look.
type operator string

// Operators. Like names of settings they are the same in every language.
const (
	opDue      operator = "due"
	opProvider operator = "provider"
	opTag      operator = "tag"
	opAccount  operator = "account"
	opEnv      operator = "env"
	opPlace    operator = "place"
	opIs       operator = "is"
)

var operators = []operator{opDue, opProvider, opTag, opAccount, opEnv, opPlace, opIs}

const longestOperator = len(opProvider)

// field is the one that an operator looks in.
func (o operator) field() Field {
	switch o {
	case opProvider:
		return Provider
	case opTag:
		return Tag
	case opAccount:
		return Account
	case opEnv:
		return Env
	case opPlace:
		return Place
	}
	return Nowhere
}

// state is what can be said of a key besides its phase.
type state uint16

const (
	isExposed state = 1 << iota
	isExpired
	isOverdue
	isDue
	isFresh
	isPinned
	isUnchecked
	isRefused
	isRotating
	isMuted
	isSnoozed
	endsSoon
)

// wantsSomething are the states in which a key asks for the person now.
const wantsSomething = isExposed | isExpired | isOverdue | isDue | isRotating | endsSoon

// states are the values of is:. As in the chips of the window, what the provider
// ended is overdue too.
var states = []struct {
	name string
	any  state
}{
	{string(rotation.Exposed), isExposed},
	{string(rotation.Expired), isExpired},
	{string(rotation.Overdue), isOverdue | isExpired},
	{string(rotation.Due), isDue},
	{string(rotation.Fresh), isFresh},
	{"pinned", isPinned},
	{"unchecked", isUnchecked},
	{"refused", isRefused},
	{"rotating", isRotating},
	{"muted", isMuted},
	{"snoozed", isSnoozed},
}
