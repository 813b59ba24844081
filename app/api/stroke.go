package api

// Stroke is one press of a key, as the quick picker is told it: a character, or else
// one of the keys below.
type Stroke struct {
	Rune rune   `json:"rune,omitempty"`
	Key  string `json:"key,omitempty"`
}

// Keys of strokes.
const (
	StrokeEnter     = "Enter"
	StrokeBackspace = "Backspace"
	StrokeEscape    = "Escape"
	StrokeUp        = "Up"
	StrokeDown      = "Down"
)
