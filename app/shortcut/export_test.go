package shortcut

// KeyNames are the keys with a name.
var KeyNames = keyNames
