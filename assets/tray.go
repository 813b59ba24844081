package assets

// Panels that a tray icon may stand on.
const (
	OnDark  = "on-dark" // the icon is white
	OnLight = "on-light"
)

// TrayStates are the states that have a tray icon.
var TrayStates = []string{"normal", "attention", "live", "locked"}
