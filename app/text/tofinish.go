package text

// RotationsToFinish says how many rotations were begun and wait to be gone on with.
func RotationsToFinish(n int) string {
	return N(n, "1 rotation to finish", "%d rotations to finish", n)
}
