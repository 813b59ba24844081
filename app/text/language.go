package text

import (
	_ "embed"
	"strings"
	"sync/atomic"
)

//go:embed po/de.mo
var german string

// language is how sentences, dates and numbers are said.
type language struct {
	tag    string // of ISO 639
	words  words  // none in English, in which the program is written
	plural func(n int) int
	form   form
}

// oneOrMany is the rule of English and German: one, or any other number.
func oneOrMany(n int) int {
	if n == 1 {
		return 0
	}
	return 1
}

var (
	english  = language{tag: "en", plural: oneOrMany, form: british}
	american = language{tag: "en", plural: oneOrMany, form: unitedStates}
	deutsch  = language{tag: "de", words: words(german), plural: oneOrMany, form: continental}
)

var current atomic.Pointer[language] // nil is English

func inUse() *language {
	if l := current.Load(); l != nil {
		return l
	}
	return &english
}

// Use says everything in a language from now on: one that Choose chose, or a tag
// like de, de-AT or en_US.UTF-8. Languages that nobody translated are English.
func Use(tag string) {
	lang, region := parts(tag)
	switch {
	case lang == "de":
		current.Store(&deutsch)
	case lang == "en" && region == "US":
		current.Store(&american)
	default:
		current.Store(&english)
	}
}

// Language is the one in use: en or de.
func Language() string { return inUse().tag }

// Languages are those that a person can choose, each by its own name.
func Languages() map[string]string { return map[string]string{"en": "English", "de": "Deutsch"} }

// Choose finds the language for the setting appearance.language, of a person with
// this environment. The form of dates comes from the region: en-US.
func Choose(setting string, environ func(string) string) string {
	lang := setting
	if !spoken(lang) {
		lang = fromSystem(environ)
	}
	if lang == "en" && region(environ) == "US" {
		return "en-US"
	}
	return lang
}

// fromSystem is the first language the environment names, else the system's own.
// LANGUAGE is a list; it counts only where the locale is not C (gettext manual,
// "The LANGUAGE variable").
func fromSystem(environ func(string) string) string {
	locale := first(environ, "LC_ALL", "LC_MESSAGES", "LANG")
	if locale == "" {
		locale, _ = systemLocale()
	}
	wished := []string{locale}
	if list := environ("LANGUAGE"); list != "" && !neutral(locale) {
		wished = append(strings.Split(list, ":"), locale)
	}
	for _, tag := range wished {
		if lang, _ := parts(tag); spoken(lang) {
			return lang
		}
	}
	return "en"
}

// region is the one whose form of dates the person uses.
func region(environ func(string) string) string {
	locale := first(environ, "LC_ALL", "LC_TIME", "LANG")
	if locale == "" {
		_, locale = systemLocale()
	}
	_, region := parts(locale)
	return region
}

func first(environ func(string) string, names ...string) string {
	for _, name := range names {
		if value := environ(name); value != "" {
			return value
		}
	}
	return ""
}

// parts takes a locale apart: de_AT.UTF-8@euro is de and AT.
func parts(locale string) (lang, region string) {
	if end := strings.IndexAny(locale, ".@"); end >= 0 {
		locale = locale[:end]
	}
	lang, region, _ = strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	return strings.ToLower(lang), strings.ToUpper(region)
}

// neutral is true of the locales for programs.
func neutral(locale string) bool {
	lang, _ := parts(locale)
	return lang == "" || lang == "c" || lang == "posix"
}

func spoken(lang string) bool { return lang == "en" || lang == "de" }
