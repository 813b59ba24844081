package start

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"keytray/app/window"
)

// checkThreads is set in the environment where the toolkit is to say who uses it from
// another goroutine than its own.
const checkThreads = "KEYTRAY_CHECK_THREADS"

// newApp is Fyne, told that it is used from its own goroutine alone. Without that it asks
// for the goroutine at each change of anything, which is a tenth of the time until the
// first frame. Whole-program tests leave the question in.
func newApp() fyne.App {
	const id = "io.github.keytray"
	_, asks := os.LookupEnv(checkThreads)
	app.SetMetadata(fyne.AppMetadata{ID: id, Name: window.Title, Migrations: map[string]bool{"fyneDo": !asks}})
	cacheFolder()
	a := app.NewWithID(id)
	savesNothing(a)
	return a
}

// savesNothing keeps the toolkit from writing its file of preferences, in which there is nothing of ours, when its loop has
// ended: it does so on another goroutine, which goes back to that loop and then waits for it for ever, if it comes at the
// wrong moment. The window would be gone and its process stay.
func savesNothing(a fyne.App) {
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(f func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// cacheFolder makes the person's folder for caches, which a new account does not have
// yet. The toolkit makes only its own in there, and complains.
func cacheFolder() {
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(dir, 0o700) // it complains then, and goes on
	}
}
