package desktop

// NoCoreDumps has nothing to do: Windows writes none by default.
func NoCoreDumps() {}
