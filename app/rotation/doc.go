// Package rotation knows when a key should be rotated and when to say so: the
// window of calendar months, the phase a key is in, and the ladder of
// reminders.
//
// It only computes. Every function takes the time as a parameter, and that
// time carries the person's location: days, midnights and weekends are those
// of now.Location(). Storing what was said, waiting for the next moment,
// showing a notification and wording it all live elsewhere.
package rotation
