package window

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"keytray/app/api"
	"keytray/app/provider"
	"keytray/app/window/kit"
)

const (
	wordsPasteHere    = "Paste it here"
	wordsHoldEye      = "Hold to show the key"
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
func sentences(text string) []kit.Span {
	first, rest, several := strings.Cut(text, ". ")
	if !several {
		return kit.Words(text)
	}
	return kit.Words("", first+".", " "+rest)
}

func wordsLooksLike(m provider.Match) string { return "This looks like " + wordsKindOf(m) + "." }

// wordsKindOf is a kind in a sentence: an OpenAI project key.
func wordsKindOf(m provider.Match) string {
	return article(m.Provider.Name) + " " + m.Provider.Name + " " + cmp.Or(m.Kind.Name, "key")
}

// spelled are names that begin with a letter said as a letter: an npm token.
var spelled = []string{"xAI", "npm", "NVIDIA"}

func article(name string) string {
	if name != "" && (strings.ContainsAny(name[:1], "AEIOUaeio") || slices.Contains(spelled, name)) {
		return "an"
	}
	return "a"
}

func wordsRight(k provider.Kind, chars int) string {
	switch {
	case k.Prefix == "":
		return "Right length and letters, no stray spaces."
	case slices.Contains(k.Lengths, chars):
		return "Right prefix, right length, no stray spaces."
	}
	return "Right prefix, no stray spaces."
}

func wordsPeeled(what []string) string {
	return "Removed " + strings.Join(what, " and ") + "."
}

func wordsCharacters(n int) string {
	if n == 1 {
		return "1 character"
	}
	return fmt.Sprintf("%d characters", n)
}

// wordsLengths says how long a key should be.
func wordsLengths(lengths []int) string {
	if len(lengths) == 0 {
		return " Copy it again."
	}
	return " It should have " + oneOf(lengths) + " characters."
}

// wordsOddLength says that a key is not as long as others of its kind.
func wordsOddLength(chars int, lengths []int) string {
	usual := "another length"
	if len(lengths) > 0 {
		usual = oneOf(lengths)
	}
	return "It has " + wordsCharacters(chars) + "; such keys usually have " + usual + ". Copy it again if you can."
}

// oneOf is a few numbers to choose from: 164, 132 or 56.
func oneOf(numbers []int) string {
	var all []string
	for _, n := range numbers[:min(len(numbers), 3)] {
		all = append(all, number(n))
	}
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
}

// wordsTooLong rounds up: what is a little too long is not as long as it may be.
func wordsTooLong(bytes int) string {
	tenths := (bytes*10 + 1<<20 - 1) >> 20
	size := strconv.Itoa(tenths / 10)
	if rest := tenths % 10; rest > 0 {
		size += "." + strconv.Itoa(rest)
	}
	return "Keytray keeps values up to 1 MiB. This one has " + size + " MiB."
}

func wordsRefused(provider string) string {
	return cmp.Or(provider, "The provider") + " refused this key. Revoked or mistyped."
}

func wordsNoAnswer(provider string) string {
	return "No answer from " + cmp.Or(provider, "the provider") + ". Store it now, check later."
}

// wordsPlace is where values go, in a sentence.
func wordsPlace(k api.Keychain) string {
	if k.Store == api.StoreFile {
		return "the encrypted file"
	}
	return cmp.Or(k.Name, "your keychain")
}

func wordsGoesTo(k api.Keychain) string { return "It goes to " + wordsPlace(k) + " and nowhere else." }

// capital begins a sentence or a button.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return strings.ToUpper(string(r)) + s[n:]
}
