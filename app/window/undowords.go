package window

import (
	"keytray/app/api"
	"keytray/app/text"
)

// wordsUndid says what of a key is as it was before: Ctrl Z may be about something that is
// out of sight, or was done some time ago.
func wordsUndid(name string, back api.EditRequest) string {
	name = short(name)
	switch {
	case back.NewName != nil:
		return text.T("Undone: the name is “%s” again.", short(*back.NewName))
	case back.Provider != nil:
		return text.T("Undone: the provider of “%s” is the one before.", name)
	case back.Env != nil:
		return text.T("Undone: the variable of “%s” is the one before.", name)
	case back.Account != nil:
		return text.T("Undone: the account of “%s” is the one before.", name)
	case back.Notes != nil:
		return text.T("Undone: the note of “%s” is the one before.", name)
	case back.Created != nil, back.Expires != nil:
		return text.T("Undone: the date of “%s” is the one before.", name)
	case back.Tags != nil, back.AddTags != nil, back.RemoveTags != nil:
		return text.T("Undone: the tags of “%s” are the ones before.", name)
	case back.UsedBy != nil, back.AddPlaces != nil, back.RemovePlaces != nil, back.RenamePlace != nil, back.OrderPlaces != nil:
		return text.T("Undone: the places of “%s” are the ones before.", name)
	}
	return text.T("Undone: the last change of “%s”.", name)
}
