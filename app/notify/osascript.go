package notify

// notification is the script. What it shows comes as arguments, so that no text is
// ever read as a part of it.
var notification = []string{
	"on run argv",
	"display notification (item 3 of argv) with title (item 2 of argv)",
	"end run",
}

// osascript are the arguments that show a note on macOS. The first one after the
// script is a word of ours: osascript reads options until the first word that is
// none, and a title may begin with a hyphen.
func osascript(n Note) []string {
	var args []string
	for _, line := range notification {
		args = append(args, "-e", line)
	}
	return append(args, "note", n.Title, n.unclickable())
}
