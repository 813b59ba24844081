package text

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// localeName is GetUserDefaultLocaleName of winnls.h.
var localeName = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetUserDefaultLocaleName")

const longestLocaleName = 85 // LOCALE_NAME_MAX_LENGTH

// systemLocale is the language of the person's menus, and the region whose form of
// dates they chose.
func systemLocale() (language, forms string) {
	if all, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME); err == nil && len(all) > 0 {
		language = all[0]
	}
	var name [longestLocaleName]uint16
	if n, _, _ := localeName.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(len(name))); n > 0 {
		forms = windows.UTF16ToString(name[:])
	}
	return language, forms
}
