package cli

import (
	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
)

// pasted is a value as it came in, and what it turned out to be.
type pasted struct {
	value secret.Value
	found provider.Finding // its Value is not ours to keep
	said  []string         // what was done to it
	asked bool             // the person was asked whose it is
	asIs  bool             // and wants it stored as it is
	// doubts were told to the person, who wants it stored all the same.
	doubts []string
}

// recognise takes away what stands around a key and refuses what is none.
// issuer is who issued it, as far as the person said. With anyway the value stays exactly as it came.
func recognise(known *provider.Catalogue, v secret.Value, issuer string, anyway bool) (pasted, error) {
	p := pasted{value: v, found: known.RecogniseFor(v.Reveal(), issuer)}
	if anyway {
		p.found.Env = ""
		return p, nil
	}
	if p.found.Problem == provider.Empty {
		return p, &api.Error{Kind: api.Refused, Text: text.Sentences(problem(p.found), text.T("Nothing was stored."))}
	}
	if words := problem(p.found); words != "" {
		return p, &api.Error{Kind: api.Refused, Text: text.Sentences(words, storedNot(v))}
	}
	p.value = secret.New(p.found.Value)
	v.Wipe()
	if len(p.found.Peeled) > 0 {
		p.said = append(p.said, text.T("Removed %s.", text.And(peeled(p.found))))
	}
	return p, nil
}

// storedNot ends the refusal of a value; what could not be kept anyway is not offered to be.
func storedNot(v secret.Value) string {
	if !agent.Storable(v) {
		return text.T("Nothing was stored.")
	}
	return text.T("Nothing was stored; --anyway stores it as it is.")
}

// problem is why a text is no key to store as it is, as a sentence; "" for none.
// Too long is the vault's.
func problem(f provider.Finding) string {
	switch f.Problem {
	case provider.Empty:
		return empty(f)
	case provider.TooShort:
		return text.T("That is too short for a key.")
	case provider.Placeholder:
		return text.T("That is a placeholder, as examples have it, not a key.")
	case provider.PrivateKey:
		return text.T("That is a private key, not an API key.")
	case provider.File:
		return text.T("That is a whole file or text, not a key. Give the key alone.")
	case provider.SeveralKeys:
		return text.T("Those are several keys. Add them one by one.")
	case provider.Password:
		return text.T("That looks like a password. Keytray keeps API keys.")
	case provider.Control:
		return text.T("There are control characters in it, as when a copy went wrong. Copy the key again.")
	case provider.Spaces:
		return text.T("There are spaces or line breaks inside the key. Copy it again in one piece.")
	case provider.CutOff:
		return cutOff(f)
	}
	return ""
}

func empty(f provider.Finding) string {
	if len(f.Peeled) == 0 {
		return text.T("The value is empty.")
	}
	var there []string
	for _, what := range f.Peeled {
		_, alone := provider.PeeledWords(what)
		there = append(there, alone)
	}
	return text.T("There is no key in that, only %s.", text.And(there))
}

// peeled is what was taken away, in words.
func peeled(f provider.Finding) (all []string) {
	for _, what := range f.Peeled {
		beside, _ := provider.PeeledWords(what)
		all = append(all, beside)
	}
	return all
}

func cutOff(f provider.Finding) string {
	known := len(f.Matches) > 0
	switch {
	case known && len(f.Lengths) > 0:
		return text.T("The %s is cut off: it should have %s characters. Copy it again, whole.", called(f.Matches[0]), lengths(f.Lengths))
	case known:
		return text.T("The %s is cut off. Copy it again, whole.", called(f.Matches[0]))
	case len(f.Lengths) > 0:
		return text.T("The key is cut off: it should have %s characters. Copy it again, whole.", lengths(f.Lengths))
	}
	return text.T("The key is cut off. Copy it again, whole.")
}

// called is what to call a key: OpenAI project key.
func called(m provider.Match) string {
	if m.Kind.Name == "" {
		return text.T("%s key", m.Provider.Name)
	}
	return text.C("provider and kind of key", "%s %s", m.Provider.Name, text.Of(m.Kind.Name))
}

// warnings are what the person should know of a key that is stored all the same.
func warnings(k api.Key, p provider.Provider, f provider.Finding) (all []string) {
	for _, m := range f.Matches {
		if m.Provider.ID == k.Provider && m.Mistyped {
			return []string{text.T("Its checksum is wrong: a character is missing or mistyped. Copy it again and run: %s", line("rotate", k))}
		}
	}
	if f.Problem == provider.Malformed {
		if len(f.Matches) > 0 {
			all = append(all, text.T("It starts like a key of %s but has other characters. Check that it was copied whole.", f.Matches[0].Provider.Name))
		} else {
			all = append(all, text.T("It starts like a key of a known kind of key but has other characters. Check that it was copied whole."))
		}
	}
	all = append(all, doubtful(k, p, f)...)
	kind, _ := p.Kind(k.Kind)
	switch {
	case kind.Admin:
		all = append(all, text.T("This is an admin key: it can change accounts, members or other keys. Use one that may do less where you can."))
	case kind.Role == provider.Public:
		all = append(all, text.T("This kind of key is made to be published. It is no secret."))
	case kind.Role == provider.Identifier:
		all = append(all, text.T("This belongs to a secret and is none alone. You may need that secret, too."))
	case kind.Short:
		all = append(all, text.T("Keys of this kind end within hours."))
	}
	return all
}

// doubtful is why a value may be another than the person means.
func doubtful(k api.Key, p provider.Provider, f provider.Finding) (all []string) {
	if f.Problem == provider.OddLength {
		all = append(all, text.T("It has %d characters; such keys usually have %s. Check that it was copied whole.", len(f.Value), lengths(f.Lengths)))
	}
	if m, sure := f.Sure(); sure && m.Provider.ID != k.Provider && k.Provider != provider.Other {
		all = append(all, text.T("It looks like a key of %s, not of %s.", m.Provider.Name, p.Name))
	}
	return all
}

// maybe are the candidates for a key that no form tells for sure. Length and
// alphabet alone are no reason to name anybody; the variable's name is.
func maybe(f provider.Finding) (all []provider.Match) {
	if _, sure := f.Sure(); sure {
		return nil
	}
	for _, m := range f.Matches {
		if m.Confidence >= provider.Likely || f.Env != "" {
			all = append(all, m)
		}
	}
	return all
}

// inScripts is how a program gets the key.
func inScripts(k api.Key) string {
	get := line("get", k)
	if k.Env == "" {
		return get + " | your-program"
	}
	return text.SetVariable(k.Env, get)
}
