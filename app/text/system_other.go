//go:build !windows && !darwin

package text

// systemLocale is empty: the environment says everything here.
func systemLocale() (language, forms string) { return "", "" }
