package agent

import (
	"strings"
	"unicode"

	"keytray/app/check"
)

// fitsAccount tells whether an account can be one: nothing is asked with another,
// and to ask again later would not help.
func fitsAccount(plan check.Plan, account string) bool {
	account = strings.TrimSpace(account)
	if !plan.NeedsAccount() {
		return strings.IndexFunc(account, func(r rune) bool { return !unicode.IsGraphic(r) }) < 0
	}
	return !strings.Contains(account, ":") && account != "." && account != ".." &&
		strings.IndexFunc(account, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
