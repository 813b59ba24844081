//go:build !windows && !darwin

package start

import "time"

// nameStays is how long a variable's name that the picker copied needs its process:
// on X11 and Wayland what a program has copied ends with it, where no clipboard
// manager takes it over.
const nameStays = time.Minute
