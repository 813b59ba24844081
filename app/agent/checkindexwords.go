package agent

import (
	"fmt"

	"keytray/app/text"
	"keytray/app/vault"
)

// What the doctor says of the list of keys. Each place has sentences of its own:
// other languages change more than its name.

// wholeWords counts the keys as the window does, those in the bin apart.
func wholeWords(keys []vault.Key) string {
	binned := 0
	for _, k := range keys {
		if !k.Deleted.IsZero() {
			binned++
		}
	}
	n := len(keys) - binned
	if binned == 0 {
		return text.N(n, "The list of keys is whole: 1 key.", "The list of keys is whole: %d keys.", n)
	}
	return text.N(n, "The list of keys is whole: 1 key, %[2]d in the bin.", "The list of keys is whole: %d keys, %d in the bin.", n, binned)
}

func elsewhereWords(n int, target vault.Holder) string {
	if target == vault.InFile {
		return text.N(n, "1 value is not in the encrypted file yet.", "%d values are not in the encrypted file yet.", n)
	}
	return text.N(n, "1 value is not in the system keychain yet.", "%d values are not in the system keychain yet.", n)
}

// unmovedWords says how to go on with a move.
func unmovedWords(n int, to string) string {
	if holderOf(to) == vault.InFile {
		return text.N(n, "1 value is not yet in the encrypted file. Finish the move with: keytray config keychain %[2]s",
			"%[1]d values are not yet in the encrypted file. Finish the move with: keytray config keychain %[2]s", n, to)
	}
	return text.N(n, "1 value is not yet in the system keychain. Finish the move with: keytray config keychain %[2]s",
		"%[1]d values are not yet in the system keychain. Finish the move with: keytray config keychain %[2]s", n, to)
}

func strayWords(s vault.Stray) string {
	n := len(s.Items)
	if s.Items[0].Holder == vault.InFile {
		return text.N(n, "%[2]s: 1 value is in the encrypted file, but the list has no entry for it.",
			"%[2]s: %[1]d values are in the encrypted file, but the list has no entry for it.", n, s.Name)
	}
	return text.N(n, "%[2]s: 1 value is in the keychain, but the list has no entry for it.",
		"%[2]s: %[1]d values are in the keychain, but the list has no entry for it.", n, s.Name)
}

func mostlyGoneWords(h vault.Holder) string {
	if h == vault.InFile {
		return text.T("Most values are not in the encrypted file.")
	}
	return text.T("Most values are not in the keychain.")
}

func unmarkedWords(n int) string {
	return text.N(n, "1 value is not recognised if added a second time.", "%d values are not recognised if added a second time.", n)
}

func missingWords(m vault.Missing) (sentence, cure, fix, does string) {
	fix = fmt.Sprintf("%s%s.%d", fixForget, m.ID, m.Number)
	if !m.Current {
		return earlierGoneWords(m), "", fix, text.T("Forget the earlier value")
	}
	sentence = text.T("%s: its value is not in the keychain any more.", m.Name)
	if m.Holder == vault.InFile {
		sentence = text.T("%s: its value is not in the encrypted file any more.", m.Name)
	}
	return sentence, text.T("Give it a new value with: %s", text.Command("rotate", m.Name)), fix, text.T("Remove the entry")
}

func earlierGoneWords(m vault.Missing) string {
	if m.Holder == vault.InFile {
		return text.T("%s: an earlier value is not in the encrypted file any more.", m.Name)
	}
	return text.T("%s: an earlier value is not in the keychain any more.", m.Name)
}
