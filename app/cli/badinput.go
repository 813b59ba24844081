package cli

import (
	"fmt"
	"strings"

	"keytray/app/agent"
	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/secret"
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
		return p, &api.Error{Kind: api.Refused, Text: problem(p.found) + " Nothing was stored."}
	}
	if words := problem(p.found); words != "" {
		return p, &api.Error{Kind: api.Refused, Text: words + storedNot(v)}
	}
	p.value = secret.New(p.found.Value)
	v.Wipe()
	if len(p.found.Peeled) > 0 {
		p.said = append(p.said, "Removed "+joined(p.found.Peeled, "and")+".")
	}
	return p, nil
}

// storedNot ends the refusal of a value; what could not be kept anyway is not offered to be.
func storedNot(v secret.Value) string {
	if !agent.Storable(v) {
		return " Nothing was stored."
	}
	return " Nothing was stored; --anyway stores it as it is."
}

// problem is why a text is no key to store as it is, as a sentence; "" for none.
// Too long is the vault's.
func problem(f provider.Finding) string {
	switch f.Problem {
	case provider.Empty:
		return empty(f)
	case provider.TooShort:
		return "That is too short for a key."
	case provider.Placeholder:
		return "That is a placeholder, as examples have it, not a key."
	case provider.PrivateKey:
		return "That is a private key, not an API key."
	case provider.File:
		return "That is a whole file or text, not a key. Give the key alone."
	case provider.SeveralKeys:
		return "Those are several keys. Add them one by one."
	case provider.Password:
		return "That looks like a password. Keytray keeps API keys."
	case provider.Control:
		return "There are control characters in it, as when a copy went wrong. Copy the key again."
	case provider.Spaces:
		return "There are spaces or line breaks inside the key. Copy it again in one piece."
	case provider.CutOff:
		return cutOff(f)
	}
	return ""
}

func empty(f provider.Finding) string {
	if len(f.Peeled) == 0 {
		return "The value is empty."
	}
	var there []string
	for _, what := range f.Peeled {
		for _, place := range []string{" around", " before", " behind"} {
			what = strings.TrimSuffix(what, place+" the key")
		}
		there = append(there, what)
	}
	return "There is no key in that, only " + joined(there, "and") + "."
}

func cutOff(f provider.Finding) string {
	what := "The key"
	if len(f.Matches) > 0 {
		what = "The " + called(f.Matches[0])
	}
	if len(f.Lengths) == 0 {
		return what + " is cut off. Copy it again, whole."
	}
	return fmt.Sprintf("%s is cut off: it should have %s characters. Copy it again, whole.", what, lengths(f.Lengths))
}

// called is what to call a key: OpenAI project key.
func called(m provider.Match) string {
	if m.Kind.Name == "" {
		return m.Provider.Name + " key"
	}
	return m.Provider.Name + " " + m.Kind.Name
}

// warnings are what the person should know of a key that is stored all the same.
func warnings(k api.Key, p provider.Provider, f provider.Finding) (all []string) {
	for _, m := range f.Matches {
		if m.Provider.ID == k.Provider && m.Mistyped {
			return []string{"Its checksum is wrong: a character is missing or mistyped. Copy it again and run: " + line("rotate", k)}
		}
	}
	if f.Problem == provider.Malformed {
		what := "a known kind of key"
		if len(f.Matches) > 0 {
			what = f.Matches[0].Provider.Name
		}
		all = append(all, "It starts like a key of "+what+" but has other characters. Check that it was copied whole.")
	}
	all = append(all, doubtful(k, p, f)...)
	kind, _ := p.Kind(k.Kind)
	switch {
	case kind.Admin:
		all = append(all, "This is an admin key: it can change accounts, members or other keys. Use one that may do less where you can.")
	case kind.Role == provider.Public:
		all = append(all, "This kind of key is made to be published. It is no secret.")
	case kind.Role == provider.Identifier:
		all = append(all, "This belongs to a secret and is none alone. You may need that secret, too.")
	case kind.Short:
		all = append(all, "Keys of this kind end within hours.")
	}
	return all
}

// doubtful is why a value may be another than the person means.
func doubtful(k api.Key, p provider.Provider, f provider.Finding) (all []string) {
	if f.Problem == provider.OddLength {
		all = append(all, fmt.Sprintf("It has %d characters; such keys usually have %s. Check that it was copied whole.", len(f.Value), lengths(f.Lengths)))
	}
	if m, sure := f.Sure(); sure && m.Provider.ID != k.Provider && k.Provider != provider.Other {
		all = append(all, fmt.Sprintf("It looks like a key of %s, not of %s.", m.Provider.Name, p.Name))
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

// joined lists words: a, b and c.
func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

// inScripts is how a program gets the key.
func inScripts(k api.Key) string {
	get := line("get", k)
	if k.Env == "" {
		return get + " | your-program"
	}
	return fmt.Sprintf(`export %s="$(%s)"`, k.Env, get)
}
