package text

import "fmt"

// RotationsToFinish says how many rotations were begun and wait to be gone on with.
func RotationsToFinish(n int) string {
	if n == 1 {
		return "1 rotation to finish"
	}
	return fmt.Sprintf("%d rotations to finish", n)
}
