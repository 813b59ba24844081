package window

import (
	"cmp"
	"slices"
	"strings"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

// pasted is what decides what the paste step says, without the value itself.
type pasted struct {
	found    provider.Finding // its Value is not read
	chars    int              // of the key
	bytes    int              // of all that was pasted
	chosen   provider.Provider
	told     bool // chosen is what the start of the value told
	answered bool // the person said which kind it is: found has that match alone, or none
	checked  api.Checked
}

// verdict is what to say about a pasted key, and what can be done.
type verdict struct {
	kit.Saying
	bad      bool              // the field is outlined in red, as the note is: a doubt outlines none
	stops    bool              // Next needs the person to insist
	never    bool              // Next is of no use
	again    bool              // checking it again may help
	switchTo provider.Provider // the one that it is from
	match    provider.Match    // the kind that it is
	known    bool              // match is set
	which    []provider.Match  // the kinds to choose from
	begins   provider.Provider // whose keys start like this one, if it is damaged
}

// problems are the words for what is no key as it is: what it is, what to do.
var problems = map[provider.Problem][2]string{
	provider.TooShort:    {text.Mark("This is too short for a key."), text.Mark("Copy it again.")},
	provider.Placeholder: {text.Mark("This is an example, not a real key."), text.Mark("Copy the key itself.")},
	provider.PrivateKey:  {text.Mark("This is a private key, not an API key."), text.Mark("Paste only the key itself.")},
	provider.File:        {text.Mark("This does not look like a key."), text.Mark("Paste only the key itself.")},
	provider.SeveralKeys: {text.Mark("There is more than one key here."), text.Mark("Paste one, and add the others after it.")},
	provider.Password:    {text.Mark("This looks like a password."), text.Mark("Paste the key itself.")},
	provider.Control:     {text.Mark("There are control characters in it."), text.Mark("Copy it again.")},
	provider.CutOff:      {text.Mark("Part of the key is missing."), ""},
}

// judge says the one worst thing.
func judge(p pasted) verdict {
	v := p.worst()
	if (v.More == "" || v.Tone == "fresh") && len(p.found.Peeled) > 0 {
		v.More = wordsPeeled(p.found.Peeled)
	}
	v.begins = p.begins()
	if unchosen := p.told || p.chosen.ID == ""; unchosen && v.begins.ID != "" && v.More == "" {
		v.More = wordsBegins(v.begins.Name)
	}
	return v
}

// begins is whose keys start like a damaged one, if that is beyond doubt.
func (p pasted) begins() provider.Provider {
	switch p.found.Problem {
	case provider.CutOff, provider.Spaces, provider.Malformed, provider.OddLength:
	default:
		return provider.Provider{}
	}
	all := p.found.Matches
	if len(all) == 0 || all[0].Confidence < provider.Likely || slices.ContainsFunc(all, func(m provider.Match) bool { return m.Provider.ID != all[0].Provider.ID }) {
		return provider.Provider{}
	}
	return all[0].Provider
}

func (p pasted) worst() verdict {
	problem, wrong := p.problem()
	rejected := p.checked.Result == api.CheckRejected && !problem.never
	switch {
	case rejected:
		refused := warning("overdue", "x", sentences(cmp.Or(p.checked.Text, wordsRefused(p.chosen.Name))))
		refused.bad, refused.stops, refused.More = true, true, plain(problem.Text)
		if wrong {
			return refused
		}
		return refused.of(p.kind())
	case wrong:
		return problem
	}
	v := p.kind()
	for _, warn := range []func(verdict) (verdict, bool){p.doubts, p.silence} {
		if w, warns := warn(v); warns {
			return w.of(v)
		}
	}
	return v
}

// plain is a sentence without what is bold in it.
func plain(said []kit.Span) string {
	var all strings.Builder
	for _, s := range said {
		all.WriteString(s.Text)
	}
	return all.String()
}

// of keeps what the value is, whatever is said about it.
func (v verdict) of(kind verdict) verdict {
	v.match, v.known, v.which, v.switchTo = kind.match, kind.known, nil, provider.Provider{}
	return v
}

func warning(tone, icon string, said []kit.Span) verdict {
	return verdict{Saying: kit.Saying{Tone: tone, Icon: icon, Text: said}}
}

// problem is what makes it no key to store as it is.
func (p pasted) problem() (verdict, bool) {
	switch problem := p.found.Problem; problem {
	case provider.TooLong:
		v := warning("overdue", "warn", sentences(wordsTooLong(p.bytes)))
		v.bad, v.never = true, true
		return v, true
	case "", provider.Empty, provider.Spaces, provider.Malformed, provider.OddLength:
		return verdict{}, false
	default:
		said, ours := problems[problem]
		if !ours {
			said = [2]string{text.Mark("This does not look like a key."), text.Mark("Copy it again.")}
		}
		todo := text.T(said[1])
		if problem == provider.CutOff {
			todo = wordsLengths(p.longer())
		}
		v := warning("overdue", "warn", kit.Words("", text.T(said[0]), " "+todo))
		v.bad, v.stops = true, true
		return v, true
	}
}

// doubts are reasons to look again before it is stored.
func (p pasted) doubts(kind verdict) (verdict, bool) {
	switch {
	case p.found.Problem == provider.Spaces:
		v := warning("due", "warn", kit.Words("", text.T("There is a space or line break inside the key."), " "+text.T("Copy it again.")))
		v.stops = true // no key has one
		return v, true
	case p.found.Problem == provider.OddLength, p.found.Problem == provider.Malformed && p.oddLength():
		return warning("due", "warn", sentences(wordsOddLength(p.chars, p.found.Lengths))), true
	case p.found.Problem == provider.Malformed:
		return warning("due", "warn", kit.Words("", text.T("Something in it is not as in other keys of this kind."), " "+text.T("Copy it again, or store it as it is."))), true
	case kind.known && kind.match.Mistyped:
		return warning("due", "warn", kit.Marked(text.T("**Its checksum does not fit:** a character may be mistyped or missing."))), true
	}
	return verdict{}, false
}

// longer are the lengths of which the value can be a part.
func (p pasted) longer() []int {
	return slices.DeleteFunc(slices.Clone(p.found.Lengths), func(n int) bool { return n <= p.chars })
}

// oddLength tells whether no key of its kind has its length.
func (p pasted) oddLength() bool {
	return len(p.found.Lengths) > 0 && !slices.Contains(p.found.Lengths, p.chars)
}

// silence is a check that told nothing.
func (p pasted) silence(kind verdict) (verdict, bool) {
	if p.checked.Result != api.CheckUnknown || kind.switchTo.ID != "" || kind.which != nil {
		return verdict{}, false
	}
	said := wordsNoAnswer(p.chosen.Name)
	if p.checked.Text != "" && !strings.HasPrefix(said, p.checked.Text) { // it says more than that
		said = p.checked.Text
	}
	v := warning(kit.ToneInfo, "globe", kit.Words(said))
	v.again = true
	return v, true
}

// kind is what the value seems to be.
func (p pasted) kind() verdict {
	all := p.found.Matches
	mine := slices.DeleteFunc(slices.Clone(all), func(m provider.Match) bool { return m.Provider.ID != p.chosen.ID })
	chosen := p.chosen.ID != "" && p.chosen.ID != provider.Other
	switch {
	case len(all) == 0 && p.answered:
		return warning(kit.ToneInfo, "info", kit.Words("", text.T("You can store it as it is.")))
	case len(all) == 0:
		return unknown()
	case p.answered:
		return recognised(all[0], p.chars)
	case chosen && decided(mine):
		return recognised(mine[0], p.chars)
	case chosen && len(mine) > 0:
		return question(mine)
	case all[0].Confidence == provider.Sure && p.chosen.ID != "":
		return another(all[0].Provider)
	case decided(all) && all[0].Confidence == provider.Sure:
		return recognised(all[0], p.chars)
	case chosen:
		return unknown() // a form that others use tells nothing against the person's choice
	}
	return question(all)
}

// decided tells whether the first match needs no question.
func decided(all []provider.Match) bool {
	return len(all) == 1 || len(all) > 1 && (all[0].Confidence > all[1].Confidence || all[0].Confidence == provider.Sure)
}

func unknown() verdict { return warning(kit.ToneInfo, "info", sentences(text.T(wordsUnknownKind))) }

func another(p provider.Provider) verdict {
	v := warning(kit.ToneInfo, "move", wordsOther(p.Name))
	v.switchTo = p
	return v
}

// mostKinds is how many kinds a question names.
const mostKinds = 4

func question(all []provider.Match) verdict {
	v := warning(kit.ToneInfo, "key", kit.Words("", text.T(wordsWhichKind)))
	v.which = all[:min(len(all), mostKinds)]
	return v
}

// recognised is what to know about a key of a known kind.
func recognised(m provider.Match, chars int) verdict {
	v := verdict{match: m, known: true}
	k := m.Kind
	switch {
	case k.Role == provider.Public:
		v.Saying = kit.Saying{Tone: "due", Icon: "info", Text: kit.Words("", text.T("This key is made to be public."), " "+text.T("It is no secret."))}
	case k.Role == provider.Identifier:
		v.Saying = kit.Saying{Tone: "due", Icon: "info", Text: kit.Words("", text.T("This is only the name of a key."), " "+text.T("Paste the secret that belongs to it."))}
	case k.Admin:
		v.Saying = kit.Saying{Tone: "due", Icon: "warn", Text: kit.Words("", text.T(wordsAdminKey), " "+text.T("It can change your whole organisation. Keep it only if you need it."))}
	case k.Short:
		v.Saying = kit.Saying{Tone: "due", Icon: "clock", Text: kit.Words("", text.T("This key ends within hours."), " "+text.T("Store one that lasts."))}
	case k.Test:
		v.Saying = kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(text.Sentences(wordsLooksLike(m), text.T("It reaches test data only.")))}
	case k.ID == "":
		v.Saying = kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(wordsMayBe(m)), More: text.T("The name of its variable says so.")}
	case m.Confidence == provider.Possible:
		v.Saying = kit.Saying{Tone: kit.ToneInfo, Icon: "info", Text: kit.Words(wordsMayBe(m)), More: text.T("Length and letters fit; nothing else in it tells.")}
	default:
		v.Saying = kit.Saying{Tone: "fresh", Icon: "check", Text: kit.Words("", wordsLooksLike(m)), More: wordsRight(k, chars)}
	}
	if note := k.Note; note != "" && v.Tone != "fresh" {
		v.More = text.Of(note)
	}
	return v
}
