package window

import (
	"cmp"

	"keytray/app/api"
	"keytray/app/provider"
)

// likeness is what the last characters tell of a new value beside the one before.
type likeness int

const (
	unlikeUnknown likeness = iota // they may not be shown
	unlikeOld
	likeOld
)

// judgeNew says the one worst thing about a new value of a key.
func judgeNew(r *rotateWizard, p pasted, like likeness) verdict {
	v := judge(p)
	if p.found.Problem == provider.SeveralKeys {
		several := words("", problems[provider.SeveralKeys][0], " "+wordsOneNewKey)
		if p.checked.Result == api.CheckRejected {
			v.more = plain(several)
		} else {
			v.text = several
		}
	}
	switch {
	case v.switchTo.ID != "":
		return otherProvider(v.switchTo, r)
	case v.which != nil: // of the same provider: which kind it is changes nothing
		v = warning(toneInfo, "info", words(wordsMayBeNew(p.chosen.Name)))
	}
	if v.tone != "fresh" {
		return v
	}
	v.text = words("", wordsNewKind(v.match))
	v.more = ""
	switch like {
	case likeOld:
		v.tone, v.icon, v.more = "due", "warn", wordsLikeOld
	case unlikeOld:
		v.more = wordsUnlikeOld
	}
	if p.checked.Account != "" && p.checked.Account == r.key.Account {
		v.more += " " + wordsSameAccount(p.checked.Account)
	}
	return v
}

// otherProvider refuses the key of somebody else: it is no new value of this one.
func otherProvider(p provider.Provider, r *rotateWizard) verdict {
	v := warning("overdue", "x", words("This looks like "+article(p.Name)+" ", p.Name, " key."))
	v.more = wordsNotOf(short(r.key.Name), cmp.Or(issuer(r.key), "another provider"))
	v.bad, v.never = true, true
	return v
}

// newKeyKind is the kind of a pasted value, as far as it tells; else that of the key.
func newKeyKind(v verdict, k api.Key) string {
	if v.known {
		return v.match.Kind.ID
	}
	return k.Kind
}
