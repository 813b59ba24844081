package provider

import "slices"

// oddLength warns of a key that has lost or won some characters where its pattern
// cannot tell: OpenAI's project keys may have many lengths, and have few.
func oddLength(f Finding) (Problem, []int) {
	m, sure := f.Sure()
	if !sure || len(m.Kind.Lengths) == 0 || slices.Contains(m.Kind.Lengths, len(f.Value)) {
		return "", nil
	}
	return OddLength, m.Kind.Lengths
}
