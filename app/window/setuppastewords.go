package window

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/text"
	"keytray/app/window/kit"
)

const (
	wordsPasteHere    = "Paste it here"
	wordsHoldEye      = "Hold to show the key"
	wordsEmptyField   = "Empty the field"
	wordsKeepAnyway   = "Keep it anyway"
	wordsWhichKind    = "Which kind of key is this?"
	wordsSomethingNew = "Something else"
	wordsUnknownKind  = "We do not know this kind of key. You can store it anyway."
	wordsAdminKey     = "This is an admin key."
	wordsWatch        = "Fill it in when I copy it"
	wordsWillClear    = "The clipboard is cleared as soon as the key is stored."
	wordsNoClipboard  = "There is no text on the clipboard."
	wordsNoKey        = "That is no key."
	wordsStillHere    = "The one you pasted before is still here."
	wordsBringBack    = "Bring back the one before"
)

// sentences makes the first of several sentences bold.
func sentences(said string) []kit.Span {
	for from := 0; ; {
		end := strings.Index(said[from:], ". ")
		if end < 0 {
			return kit.Words(said)
		}
		end += from
		if !inDate(said[:end], said[end+2:]) {
			return kit.Words("", said[:end+1], said[end+1:])
		}
		from = end + 2
	}
}

// inDate tells whether what is between two texts is no end of a sentence, but a point
// in a date such as 19. Feb. 2027.
func inDate(before, after string) bool {
	last := before[strings.LastIndexByte(before, ' ')+1:] + "."
	next, _, _ := strings.Cut(after, " ")
	_, counts := strconv.Atoi(strings.TrimSuffix(last, "."))
	for month := time.January; month <= time.December; month++ {
		name := text.Month(time.Date(2000, month, 1, 0, 0, 0, 0, time.UTC))
		if next == name && counts == nil || last == name && strings.ContainsAny(next[:min(len(next), 1)], "0123456789") {
			return true
		}
	}
	return false
}

// wordsLooksLike says what a value surely is: an OpenAI project key.
func wordsLooksLike(m provider.Match) string {
	of, kind := m.Provider.Name, text.Of(m.Kind.Name)
	switch an := takesAn(of); {
	case kind == "" && an:
		return text.T("This looks like an %s key.", of)
	case kind == "":
		return text.T("This looks like a %s key.", of)
	case an:
		return text.T("This looks like an %s %s.", of, kind)
	}
	return text.T("This looks like a %s %s.", of, kind)
}

// wordsMayBe says what a value is, if nothing deceives.
func wordsMayBe(m provider.Match) string {
	of, kind := m.Provider.Name, text.Of(m.Kind.Name)
	switch an := takesAn(of); {
	case kind == "" && an:
		return text.T("This may be an %s key.", of)
	case kind == "":
		return text.T("This may be a %s key.", of)
	case an:
		return text.T("This may be an %s %s.", of, kind)
	}
	return text.T("This may be a %s %s.", of, kind)
}

// wordsOther is wordsLooksLike for a key of another provider, which stands out.
func wordsOther(provider string) []kit.Span {
	if takesAn(provider) {
		return kit.Marked(text.T("This looks like an **%s** key.", kit.Unmarked(provider)))
	}
	return kit.Marked(text.T("This looks like a **%s** key.", kit.Unmarked(provider)))
}

// wordsBegins says whose key a damaged one seems to be.
func wordsBegins(provider string) string {
	if takesAn(provider) {
		return text.T("It starts like an %s key.", provider)
	}
	return text.T("It starts like a %s key.", provider)
}

// spelled are names that begin with a letter said as a letter: an npm token.
var spelled = []string{"xAI", "npm", "NVIDIA"}

// wordsKindAt is a kind of key with its provider, for a button; kind may be empty.
func wordsKindAt(provider, kind string) string {
	if kind == "" {
		return provider
	}
	return provider + " " + kind
}

// takesAn tells which English article a name has.
func takesAn(name string) bool {
	return name != "" && (strings.ContainsAny(name[:1], "AEIOUaeio") || slices.Contains(spelled, name))
}

func wordsRight(k provider.Kind, chars int) string {
	switch {
	case k.Prefix == "":
		return text.T("Right length and letters, no stray spaces.")
	case slices.Contains(k.Lengths, chars):
		return text.T("Right prefix, right length, no stray spaces.")
	}
	return text.T("Right prefix, no stray spaces.")
}

// wordsPeeled says what was taken away from around a key.
func wordsPeeled(what []string) string {
	var all []string
	for _, w := range what {
		beside, _ := provider.PeeledWords(w)
		all = append(all, beside)
	}
	return text.T("Removed %s.", text.And(all))
}

func wordsCharacters(n int) string { return text.N(n, "1 character", "%s characters", number(n)) }

// wordsLengths says how long a key should be.
func wordsLengths(lengths []int) string {
	if len(lengths) == 0 {
		return text.T("Copy it again.")
	}
	return text.T("It should have %s characters.", oneOf(lengths))
}

// wordsOddLength says that a key is not as long as others of its kind.
func wordsOddLength(chars int, lengths []int) string {
	if len(lengths) == 0 {
		return text.T("It has %s; such keys usually have another length. Copy it again if you can.", wordsCharacters(chars))
	}
	return text.T("It has %s; such keys usually have %s. Copy it again if you can.", wordsCharacters(chars), oneOf(lengths))
}

// oneOf is a few numbers to choose from: 164, 132 or 56.
func oneOf(numbers []int) string {
	var all []string
	for _, n := range numbers[:min(len(numbers), 3)] {
		all = append(all, number(n))
	}
	return text.Either(all)
}

// wordsTooLong rounds up: what is a little too long is not as long as it may be.
func wordsTooLong(bytes int) string {
	tenths, places := (bytes*10+1<<20-1)>>20, 1
	if tenths%10 == 0 {
		places = 0
	}
	return text.T("Keytray keeps values up to 1 MiB. This one has %s MiB.", text.Decimal(float64(tenths)/10, places))
}

func wordsRefused(provider string) string {
	return named(provider, text.T("%s refused this key. Revoked or mistyped.", provider), text.T("The provider refused this key. Revoked or mistyped."))
}

func wordsNoAnswer(provider string) string {
	return named(provider, text.T("No answer from %s. Store it now, check later.", provider), text.T("No answer from the provider. Store it now, check later."))
}

// wordsGoesTo says where the value goes.
func wordsGoesTo(k api.Keychain) string {
	switch {
	case k.Store == api.StoreFile:
		return text.T("It goes to the encrypted file and nowhere else.")
	case k.Name == "":
		return text.T("It goes to your keychain and nowhere else.")
	}
	return text.T("It goes to %s and nowhere else.", k.Name)
}

// capital begins a sentence or a button.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return strings.ToUpper(string(r)) + s[n:]
}
