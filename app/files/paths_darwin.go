package files

import "path/filepath"

// system uses one folder in Application Support, as macOS programs do.
func system(home string) (Paths, error) {
	dir := filepath.Join(home, "Library", "Application Support", name)
	return Paths{Data: dir, Config: dir, State: filepath.Join(home, "Library", "Logs", name), Runtime: filepath.Join(dir, "run")}, nil
}
