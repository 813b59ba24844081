package window

import (
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
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
		several := kit.Words("", text.T(problems[provider.SeveralKeys][0]), " "+text.T(wordsOneNewKey))
		if p.checked.Result == api.CheckRejected {
			v.More = plain(several)
		} else {
			v.Text = several
		}
	}
	switch {
	case v.switchTo.ID != "":
		return otherProvider(v.switchTo, r)
	case v.which != nil: // of the same provider: which kind it is changes nothing
		v = warning(kit.ToneInfo, "info", kit.Words(wordsMayBeNew(p.chosen.Name)))
	}
	if v.Tone != "fresh" {
		return v
	}
	v.Text = kit.Words("", wordsNewKind(v.match))
	v.More = ""
	switch like {
	case likeOld:
		v.Tone, v.Icon, v.More = "due", "warn", text.T(wordsLikeOld)
	case unlikeOld:
		v.More = text.T(wordsUnlikeOld)
	}
	if p.checked.Account != "" && p.checked.Account == r.key.Account {
		v.More = text.Sentences(v.More, wordsSameAccount(p.checked.Account))
	}
	return v
}

// keptNew says that a value is no new one, and whose it is.
func keptNew(r *rotateWizard, by api.Holding) verdict {
	v := keptAlready(by)
	if by.ID != r.key.ID {
		return v
	}
	v.Text = sentences(text.T("This is the value that the key has already. Make a new one at the provider and paste that."))
	switch {
	case !by.Current && r.canGoBack():
		v.Text = kit.Words(text.T(wordsIsOldKey))
	case !by.Current:
		v.Text = kit.Words(text.T("This is the old key of %s. Paste the new one.", text.Plain(by.Name)))
	}
	return v
}

// otherProvider refuses the key of somebody else: it is no new value of this one.
func otherProvider(p provider.Provider, r *rotateWizard) verdict {
	v := warning("overdue", "x", wordsOther(p.Name))
	v.More = wordsNotOf(short(r.key.Name), kit.Issuer(r.key))
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
