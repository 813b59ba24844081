package notify

// Server is what shows notifications here.
type Server struct {
	Name    string // as it calls itself
	Version string
	Buttons bool // without them a note only tells
	Body    bool // without it a note is its title alone
	// The person does not want to be disturbed now. Quiet: notes wait until that ends.
	// Silent: they are put away unseen. Both are false where the server keeps that to
	// itself.
	Quiet, Silent bool
}
