package provider

import "keytray/app/text"

// Order is what comes first after a key has leaked, and why.
type Order struct {
	RevokeFirst bool
	Why         string
}

// AfterLeak says what to do first: revoke the key, or replace it where it is used.
// where is a place of api.Leaks, and places counts what would stop working.
func AfterLeak(where string, places int) Order {
	if where == "repository" {
		return Order{true, text.T("Revoke it first, even if something stops working: programs find keys in public places within minutes.")}
	}
	if where == "computer" {
		return Order{true, text.T("Revoke it first, even if something stops working: whoever has the computer may have everything on it.")}
	}
	few := where == "chat" || where == "screen" || where == "ai"
	switch {
	case few && places > 0:
		return Order{false, text.T("Replace it first, today, then revoke it: few can have seen it, and what uses it goes on working. Revoke it at once if you see use that is not yours.")}
	case few:
		return Order{true, text.T("Revoke it first: nothing is noted that would stop working.")}
	}
	return Order{true, text.T("Revoke it first, even if something stops working: a leaked key can cost money within minutes.")}
}
