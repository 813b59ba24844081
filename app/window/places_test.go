package window

import "slices"

// set is what a person does place by place.
func (p *places) set(all []string) {
	p.all = slices.Clone(all)
	p.show()
}
