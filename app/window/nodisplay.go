package window

import (
	"keytray/app/api"
	"keytray/app/text"
)

// NoDisplay says that no window can be opened; why is for the log.
func NoDisplay(why error) error {
	return &api.Error{Kind: api.Failed, Text: text.T("The window cannot be opened: there is no display."), Err: why}
}
