package window

import "keytray/app/api"

const typedSecret = "made-up value, 1234567890"

// setup opens the setup of a new key.
func (r *rig) setup() *setup {
	r.Helper()
	r.win.Open(api.View{Name: api.ViewAdd})
	s, ok := r.win.page.(*setup)
	if !ok {
		r.Fatalf("the page is %T", r.win.page)
	}
	return s
}

// pasted opens the setup with a key in it.
func (r *rig) pasted() *setup {
	r.Helper()
	s := r.setup()
	s.pasted(typedSecret)
	if !s.hasKey() {
		r.Fatal("nothing was pasted")
	}
	return s
}

// hasKey tells whether a key is pasted.
func (s *setup) hasKey() bool {
	_, pasted := s.has()
	return pasted
}
