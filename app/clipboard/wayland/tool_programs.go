//go:build linux

package wayland

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// maxText bounds what is read of somebody else's text.
const maxText = 16 << 20

// look asks wl-copy what it knows: --sensitive came with version 2.3.0, and older
// ones refuse to run with it.
func (t *Tool) look() {
	ctx, cancel := context.WithTimeout(context.Background(), arriveLimit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "wl-copy", "--help")
	cmd.WaitDelay = time.Second
	help, err := cmd.Output()
	t.sensitive = err == nil && bytes.Contains(help, []byte("--sensitive"))
}

// pasteText is the text on the clipboard; the error is not told apart from
// there being none.
func pasteText(ctx context.Context, args ...string) ([]byte, error) {
	var out limited
	cmd := exec.CommandContext(ctx, "wl-paste", append(args, "--no-newline", "--type", "text/plain")...)
	cmd.Env = toolEnv()
	cmd.Stdout = &out
	cmd.WaitDelay = 100 * time.Millisecond // wl-paste has cat write; it may be left over
	err := cmd.Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return out.b, err
}

// limited keeps what it gets, to a limit.
type limited struct{ b []byte }

func (l *limited) Write(p []byte) (int, error) {
	if len(l.b)+len(p) > maxText {
		return 0, fmt.Errorf("more than %d bytes", maxText)
	}
	l.b = append(l.b, p...)
	return len(p), nil
}

// toolEnv is our environment for wl-copy and wl-paste. $WAYLAND_SOCKET is not
// meant for them.
func toolEnv(more ...string) []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "WAYLAND_SOCKET=") {
			env = append(env, v)
		}
	}
	return append(env, more...)
}
