package kit

// Fact is one line of a small list; Left may be empty.
type Fact struct{ Left, Right string }
