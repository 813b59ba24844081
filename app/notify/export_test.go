package notify

// What a note becomes on systems that these tests do not run on.
var (
	ToastXML       = toastXML
	ToastArguments = toastArguments
	Chosen         = chosen
	Osascript      = osascript
)
