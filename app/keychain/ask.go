package keychain

// CanAsk tells whether a prompt of the system's keychain can reach the person
// at this command: an Add may then go on with a keychain that is Locked or has
// NoCollection, because Set has it unlocked or made.
func CanAsk() bool { return canAsk() }
