package text

import (
	"os/exec"
	"strings"
	"sync"
)

// systemLocale asks macOS once: a terminal sets LANG, programs started from the
// dock have none.
var systemLocale = sync.OnceValues(func() (language, forms string) {
	// A list with brackets and quotes, the first wish first.
	wished := strings.FieldsFunc(global("AppleLanguages"), func(r rune) bool { return strings.ContainsRune("()\", \n", r) })
	if len(wished) > 0 {
		language = wished[0]
	}
	return language, strings.TrimSpace(global("AppleLocale"))
})

func global(name string) string {
	out, err := exec.Command("/usr/bin/defaults", "read", "-g", name).Output()
	if err != nil {
		return ""
	}
	return string(out)
}
