package text

// KeptAlready refuses a value that a key has already. The window knows the sentence
// again, and offers to show that key.
func KeptAlready(name string) string {
	return T("You have this value already, as %q. Use that key.", name)
}
