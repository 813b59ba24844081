package agent

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"

	"keytray/app/text"
)

// More than any person adds: at each command the file is read whole.
const (
	mostOwnBytes = 1 << 20 // 1 MiB
	mostOwn      = 200     // providers; errOwnTooMany says so
)

// What is wrong with the file of a person's own providers, to follow
// "… cannot be used: ". The file is left as it is.
var (
	errOwnNoFile   = text.Error("it is no ordinary file")
	errOwnTooLong  = text.Error("it is longer than 1 MiB")
	errOwnTooMany  = text.Error("it has more than 200 providers")
	errOwnNoAccess = text.Error("you may not read it")
	errOwnNoList   = text.Error("it is no JSON list of providers")
)

// readOwnEntries reads the entries of the file; none where there is no file or
// nothing is in it. Another kind of file is not opened: a pipe could take for ever.
func readOwnEntries(path string) ([]json.RawMessage, error) {
	content, err := readOwnFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil, errOwnNoAccess
	}
	if err != nil {
		return nil, err
	}
	content = bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\ufeff"))) // some editors write that mark
	if len(content) == 0 {
		return nil, nil
	}
	var all []json.RawMessage
	if json.Unmarshal(content, &all) != nil {
		return nil, errOwnNoList
	}
	if len(all) > mostOwn {
		return nil, errOwnTooMany
	}
	return all, nil
}

func readOwnFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errOwnNoFile
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, mostOwnBytes+1))
	if err != nil {
		return nil, err
	}
	if len(content) > mostOwnBytes {
		return nil, errOwnTooLong
	}
	return content, nil
}
