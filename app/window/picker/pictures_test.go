package picker

import (
	"testing"

	"keytray/app/window/windowtest"
)

// pictured are the pictures of the picker that are compared, as the table of the window's
// views has them.
const pictured = `
view        usual             narrow                empty          loading             locked              error             no agent           German
picker      picker            picker-long           picker-empty   picker-loading      picker-locked       picker-failed     picker-unreached   picker-de
`

func TestThePickerHasItsPictures(t *testing.T) { windowtest.Pictured(t, pictured) }
