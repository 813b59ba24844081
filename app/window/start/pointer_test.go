package start

import "testing"

func TestThePickerOpensOnTheScreenOfThePointer(t *testing.T) {
	left, right := screen{0, 200, 1280, 800}, screen{1280, 0, 1920, 1080}
	for _, c := range []struct {
		x, y int
		want screen
		none bool
	}{
		{x: 0, y: 200, want: left},
		{x: 1279, y: 999, want: left},
		{x: 1280, y: 0, want: right},
		{x: 3199, y: 1079, want: right},
		{x: 10, y: 10, none: true}, // in the corner that no screen covers
	} {
		if got, ok := at([]screen{left, right}, c.x, c.y); ok == c.none || got != c.want {
			t.Errorf("%d, %d is on %+v, want %+v", c.x, c.y, got, c.want)
		}
	}
}
