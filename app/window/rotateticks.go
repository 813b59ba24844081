package window

import (
	"context"
	"slices"

	"keytray/app/api"
)

// placesNow are the places as the person has ticked them: what is on its way counts.
func (s *placesStep) placesNow() []api.Place {
	all := slices.Clone(s.r.key.Places)
	for i, p := range all {
		if has, asked := s.asked[p.Location]; asked {
			all[i].Has = has
		}
	}
	return all
}

// tick notes that a place has the new value, or has not.
func (s *placesStep) tick(location string, has bool) {
	_, busy := s.asked[location]
	s.asked[location] = has
	s.r.w.fail(nil)
	if !busy { // else it is sent after the one before
		s.sendTick(location)
	}
	s.show()
}

// sendTick tells the agent what the person wants of a place, and does so again if they
// want something else by the time that it answers.
func (s *placesStep) sendTick(location string) {
	w, request := s.r.w, api.TickRequest{Name: s.r.key.ID, Place: location, Has: s.asked[location]}
	write(w, func(ctx context.Context, svc api.Service) (api.Key, error) {
		return svc.Tick(ctx, request)
	}, func(_ api.Key, err error) {
		if s.asked[location] != request.Has {
			s.sendTick(location)
			return
		}
		delete(s.asked, location)
		w.fail(err)
		if err == nil {
			s.ticked(location, request.Has)
		}
		s.r.refreshed()
	})
}

// ticked is what the next state will say, too.
func (s *placesStep) ticked(location string, has bool) {
	s.r.key.Places = slices.Clone(s.r.key.Places)
	for i := range s.r.key.Places {
		if s.r.key.Places[i].Location == location {
			s.r.key.Places[i].Has = has
		}
	}
	s.r.did(deedPlaces, "") // the end says what came of it
}
