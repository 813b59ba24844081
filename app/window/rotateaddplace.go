package window

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"keytray/app/api"
)

// adding are the places that were typed here and are on their way to the agent, one
// after the other: each stays in the field until it is stored.
type adding struct {
	waiting []string
	busy    bool
	added   []string // that no state or answer may know of yet
}

func (s *placesStep) openAdd() {
	s.adds.Show()
	s.r.refresh()
	s.r.OnFocus(s.field)
}

func (s *placesStep) fieldKey(k fyne.KeyName) bool {
	if (k == fyne.KeyReturn || k == fyne.KeyEnter) && strings.TrimSpace(s.field.Text) != "" {
		s.addPlace()
		return true
	}
	return s.r.fieldKey(k)
}

// addPlace adds what was typed to the places that use the key.
func (s *placesStep) addPlace() {
	place := strings.TrimSpace(s.field.Text)
	switch {
	case place == "":
		s.r.OnFocus(s.field)
	case s.r.refuses(place):
	case slices.Contains(s.r.key.UsedBy, place), slices.Contains(s.adding.added, place):
		s.field.SetText("")
	case !slices.Contains(s.adding.waiting, place):
		s.r.w.fail(nil)
		s.adding.waiting = append(s.adding.waiting, place)
		s.sendPlace()
	}
}

// sendPlace sends the next place that waits. What was typed stays in the field until it
// is stored.
func (s *placesStep) sendPlace() {
	a := &s.adding
	if a.busy || len(a.waiting) == 0 {
		return
	}
	a.busy = true
	place := a.waiting[0]
	w, id := s.r.w, s.r.key.ID
	write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Edit(ctx, api.EditRequest{Name: id, AddPlaces: []api.Place{{Location: place, Has: true, Assumed: true}}})
	}, func(k api.Key, err error) {
		a.busy, a.waiting = false, a.waiting[1:]
		if err != nil {
			w.fail(err)
		} else {
			s.addedPlace(k, place)
		}
		s.sendPlace()
		s.r.refreshed()
	})
}

// forgetAdded leaves the places to the state that it knows of: who takes one away later
// means it.
func (s *placesStep) forgetAdded() {
	s.adding.added = slices.DeleteFunc(s.adding.added, func(place string) bool { return slices.Contains(s.r.key.UsedBy, place) })
}

func (s *placesStep) addedPlace(k api.Key, place string) {
	s.adding.added = append(s.adding.added, place)
	if k.ID != "" {
		s.r.key.UsedBy, s.r.key.Places = k.UsedBy, k.Places
	}
	if strings.TrimSpace(s.field.Text) == place {
		s.field.SetText("")
	}
}
