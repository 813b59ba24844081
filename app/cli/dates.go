package cli

import (
	"strconv"
	"strings"
	"time"
)

// date reads YYYY-MM-DD as an instant of that day that stays in it when the
// person travels: noon in UTC, or noon here where that is another day.
func (c *command) date(flag, given string) (time.Time, error) {
	if given == "" {
		return time.Time{}, nil
	}
	d, err := time.ParseInLocation(time.DateOnly, given, c.Now().Location())
	if err != nil {
		return time.Time{}, usage("--%s needs a date that exists, like 2026-03-31.", flag)
	}
	noon := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
	if noon.In(c.Now().Location()).Day() != d.Day() {
		noon = time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, c.Now().Location())
	}
	return noon, nil
}

// duration reads 30s, 15m, 12h, 7d or 2w.
func duration(flag, given, form string) (time.Duration, error) {
	for unit, length := range map[string]time.Duration{"d": 24 * time.Hour, "w": 7 * 24 * time.Hour} {
		if n, err := strconv.Atoi(strings.TrimSuffix(given, unit)); err == nil && strings.HasSuffix(given, unit) && n > 0 && n <= 3650 {
			return time.Duration(n) * length, nil
		}
	}
	d, err := time.ParseDuration(given)
	if err != nil || d <= 0 {
		return 0, usage("%s needs a time %s.", flag, form)
	}
	return d, nil
}
