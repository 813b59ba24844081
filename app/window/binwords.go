package window

import (
	"time"

	"keytray/app/api"
	"keytray/app/text"
)

var (
	wordsBin      = text.Mark("Deleted keys stay in the bin for 30 days.")
	wordsBinEmpty = text.Mark("The bin is empty.")
)

// binDays is how long a deleted key can be had back.
const binDays = 30

// Sentences about a provider do without its name where nobody said who it is.

func wordsDelete(provider string) string {
	if provider == "" {
		return text.T("It stays in the bin for 30 days. It still works until you revoke it.")
	}
	return text.T("It stays in the bin for 30 days. It still works at %s until you revoke it.", provider)
}

func wordsForever(provider string) string {
	if provider == "" {
		return text.T("Keytray destroys its copies of the value, and nobody can bring them back. It still works until you revoke it.")
	}
	return text.T("Keytray destroys its copies of the value, and nobody can bring them back. It still works at %s until you revoke it.", provider)
}

func wordsGoes(deleted time.Time) string {
	if deleted.IsZero() {
		return ""
	}
	return text.T("Deleted %s. Its value goes on %s.", text.Date(deleted.Local()), text.Date(deleted.Local().AddDate(0, 0, binDays)))
}

// wordsBinned tells a deleted key from another of the same name.
func wordsBinned(k api.Key) string {
	from := origin(k)
	if from != "" && k.Hint != "" {
		from += " · "
	}
	return from + k.Hint
}

func wordsInBin(n int) string {
	if n == 0 {
		return text.T(wordsBinEmpty)
	}
	return text.N(n, "%d key in the bin", "%d keys in the bin", n)
}

func wordsDeleted(name string) string { return text.T("Deleted “%s”", short(name)) }
