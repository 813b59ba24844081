package pasteboard

// text is the type of plain text, NSPasteboardTypeString.
const text = "public.utf8-plain-text"

// marks are types that ask clipboard managers to leave a value alone: it is a
// secret, and it goes away by itself. What they contain does not matter. See
// http://nspasteboard.org.
var marks = []string{"org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType"}

// currentHostOnly is NSPasteboardContentsCurrentHostOnly: Universal Clipboard
// does not take the contents to other devices. The marks mean nothing to it.
const currentHostOnly uint = 1 << 0
