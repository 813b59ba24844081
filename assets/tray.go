package assets

// Panels that a tray icon may stand on.
const (
	OnDark  = "on-dark" // the icon is white
	OnLight = "on-light"
	OnAny   = "on-any" // nobody tells: a white icon with a dark line around it
)

// TrayStates are the states that have a tray icon.
var TrayStates = []string{"normal", "attention", "live", "locked"}
