package window

// named is a sentence about a provider; nameless stands for it where nobody said who
// that is.
func named(provider, sentence, nameless string) string {
	if provider == "" {
		return nameless
	}
	return sentence
}
