package agent

import (
	"errors"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"

	"keytray/app/api"
	"keytray/app/files"
	"keytray/app/text"
)

const mostLog = 1 << 20 // bytes; then the log starts anew

// OpenLog opens the agent's log, also for libraries that use package log.
func OpenLog(path string) (*slog.Logger, io.Closer, error) {
	if err := files.Private(filepath.Dir(path)); err != nil {
		return nil, nil, err
	}
	flags := os.O_WRONLY | os.O_APPEND | os.O_CREATE
	if info, err := os.Stat(path); err == nil && info.Size() > mostLog {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, nil, err
	}
	log.SetOutput(f)
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{ReplaceAttr: inEnglish})), f, nil
}

// inEnglish has the log say errors in English: who reads it mends Keytray, and may not
// know the person's language.
func inEnglish(_ []string, a slog.Attr) slog.Attr {
	if err, ok := a.Value.Any().(error); ok {
		a.Value = slog.StringValue(english(err))
	}
	return a
}

// english leaves out a sentence for the person: its kind and cause say as much.
func english(err error) string {
	var told *api.Error
	switch {
	case !errors.As(err, &told):
		return text.English(err)
	case told.Err == nil:
		return string(told.Kind)
	}
	return string(told.Kind) + ": " + english(told.Err)
}
