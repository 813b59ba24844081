package clipboard

// With all rounds, under the race detector, each proof takes half a second.
func init() { rounds = 1000 }
